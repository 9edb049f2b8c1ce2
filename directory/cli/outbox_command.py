"""`directory outbox run|list|retry`: the mails that wait, and those that were given up."""

from typing import TYPE_CHECKING, Annotated

import typer

from directory.cli.opening import opened_runtime
from directory.cli.output import print_json, print_line, print_table, say_moment
from directory.wording.words import Words

if TYPE_CHECKING:
    from directory.domain.mail import OutboxCounts, QueuedMail
    from directory.runtime import Runtime

SHOWN = 200


def register(app: typer.Typer, words: Words) -> None:
    """Adds the group of commands."""
    group = typer.Typer(no_args_is_help=True, help=words.say("cli.outbox.help"))
    app.add_typer(group, name="outbox")
    _register_sending(group, words)
    _register_looking(group, words)


def _register_sending(group: typer.Typer, words: Words) -> None:
    @group.command("run", help=words.say("cli.outbox.run_help"))
    def run() -> None:
        from directory.cli.mail_settings import open_site_post
        from directory.domain.errors import DirectoryError
        from directory.usecases.send_mails import deliver_all

        with opened_runtime() as runtime:
            post = open_site_post(runtime.settings)
            if post is None:
                raise DirectoryError("mail_off")
            done = deliver_all(runtime.store, post, clock=runtime.now)
        print_line(words.say("cli.outbox.done", sent=done.sent, postponed=done.postponed, dead=done.buried))

    @group.command("retry", help=words.say("cli.outbox.retry_help"))
    def retry() -> None:
        from directory.usecases.send_mails import revive

        with opened_runtime() as runtime:
            count = revive(runtime.store, now=runtime.now())
        print_line(words.say("cli.outbox.revived", n=count))


def _register_looking(group: typer.Typer, words: Words) -> None:
    @group.command("list", help=words.say("cli.outbox.list_help"))
    def show(as_json: Annotated[bool, typer.Option("--json", help=words.say("cli.json"))] = False) -> None:
        with opened_runtime() as runtime:
            counts, dead, waiting = _read(runtime)
        if as_json:
            print_json(
                {
                    "waiting": counts.waiting,
                    "sent": counts.sent,
                    "dead": counts.dead,
                    "mails": [_describe(each, "dead") for each in dead]
                    + [_describe(each, "waiting") for each in waiting],
                }
            )
            return
        print_line(words.say("cli.outbox.counts", waiting=counts.waiting, sent=counts.sent, dead=counts.dead))
        headers = [words.say(f"cli.outbox.column_{name}") for name in ("id", "state", "kind", "attempts", "next")]
        rows = [_row(each, words.say("cli.outbox.dead")) for each in dead]
        rows.extend(_row(each, words.say("cli.outbox.waiting")) for each in waiting)
        print_table(headers, rows, numbers=(0, 3))


def _read(runtime: "Runtime") -> "tuple[OutboxCounts, tuple[QueuedMail, ...], tuple[QueuedMail, ...]]":
    with runtime.store.read() as unit:
        outbox = unit.outbox
        return outbox.counts(), outbox.of_state("dead", SHOWN), outbox.of_state("waiting", SHOWN)


def _row(queued: "QueuedMail", state: str) -> tuple[object, ...]:
    """Neither address nor text: what is printed here ends up in tickets and chats."""
    return queued.id, state, queued.mail.kind, queued.attempts, say_moment(queued.next_at)


def _describe(queued: "QueuedMail", state: str) -> dict[str, object]:
    return {
        "id": queued.id,
        "state": state,
        "kind": queued.mail.kind,
        "attempts": queued.attempts,
        "next_at": queued.next_at.isoformat(),
    }
