"""`directory remind`: ask operators whether they go on, forget what is too old, list whom to telephone."""

from typing import TYPE_CHECKING, Annotated

import typer

from directory.cli.opening import opened_runtime
from directory.cli.output import print_json, print_line, print_table
from directory.wording.words import Words

if TYPE_CHECKING:
    from directory.runtime import Runtime


def register(app: typer.Typer, words: Words) -> None:
    """Adds the command."""

    @app.command("remind", help=words.say("cli.remind.help"))
    def remind_operators(
        dry_run: Annotated[bool, typer.Option("--dry-run", help=words.say("cli.remind.dry_run"))] = False,
        calls: Annotated[bool, typer.Option("--calls", help=words.say("cli.remind.calls"))] = False,
        source: Annotated[list[str] | None, typer.Option(help=words.say("cli.remind.source"))] = None,
        as_json: Annotated[bool, typer.Option("--json", help=words.say("cli.json"))] = False,
    ) -> None:
        with opened_runtime() as runtime:
            if calls:
                _show_calls(runtime, words, as_json=as_json)
            else:
                _ask(runtime, words, tuple(source or ()), is_dry_run=dry_run, as_json=as_json)


def _ask(runtime: "Runtime", words: Words, sources: tuple[str, ...], *, is_dry_run: bool, as_json: bool) -> None:
    from directory.domain.errors import DirectoryError
    from directory.usecases.retention import purge
    from directory.usecases.upkeep.letters import Letters
    from directory.usecases.upkeep.remind import Rhythms, count_steps, remind

    settings = runtime.settings
    if not settings.public_url:
        raise DirectoryError("public_url_missing")
    letters = Letters(
        words=words, site_name=settings.site_name, origin=settings.public_url, help_phone=settings.help_phone
    )
    rhythms = Rhythms(usual_days=settings.remind_days, monthly_days=settings.remind_monthly_days)
    today, now = runtime.today(), runtime.now()
    done = remind(runtime.store, letters, today=today, now=now, rhythms=rhythms, sources=sources, is_dry_run=is_dry_run)
    if not is_dry_run:
        purge(runtime.store, now=now)
    counts = count_steps(done)
    if as_json:
        print_json(dict(counts))
        return
    headers = [words.say(f"cli.remind.column_{name}") for name in ("name", "step", "confirmed")]
    if done:
        print_table(
            headers, [(each.name, words.say(f"cli.remind.{each.step}"), each.confirmed_on or "―") for each in done]
        )
    asked = counts["asked"] + counts["asked_again"]
    to_call = counts["silent"] + counts["no_mail"]
    print_line(words.say("cli.remind.dry" if is_dry_run else "cli.remind.done", asked=asked, calls=to_call))
    if to_call:
        print_line(words.say("cli.remind.next"))


def _show_calls(runtime: "Runtime", words: Words, *, as_json: bool) -> None:
    from directory.usecases.upkeep.call_list import list_calls

    calls = list_calls(runtime.store, today=runtime.today())
    if as_json:
        print_json([{"code": each.code, "name": each.name, "reason": each.reason} for each in calls])
        return
    headers = [words.say(f"cli.remind.column_{name}") for name in ("number", "name", "phone", "reason", "confirmed")]
    rows = [
        (
            each.number,
            each.name,
            " ".join(each.phones),
            words.say(f"cli.remind.{each.reason}"),
            each.confirmed_on or "―",
        )
        for each in calls
    ]
    print_table(headers, rows)
