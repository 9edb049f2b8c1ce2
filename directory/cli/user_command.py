"""`directory user add|list|revoke|totp`: who can sign in, and in which roles."""

from typing import TYPE_CHECKING, Annotated

import typer

from directory.cli.opening import opened_runtime
from directory.cli.output import print_json, print_line, print_table
from directory.domain.actor import ROLES, Role
from directory.wording.words import Words

if TYPE_CHECKING:
    from directory.domain.actor import Account
    from directory.runtime import Runtime


def register(app: typer.Typer, words: Words) -> None:
    """Adds the group of commands."""
    group = typer.Typer(no_args_is_help=True, help=words.say("cli.user.help"))
    app.add_typer(group, name="user")
    _register_adding(group, words)
    _register_looking(group, words)
    _register_taking(group, words)


def _register_adding(group: typer.Typer, words: Words) -> None:
    @group.command("add", help=words.say("cli.user.add_help"))
    def add(
        email: Annotated[str, typer.Argument(help=words.say("cli.user.email"))],
        role: Annotated[str, typer.Option(help=words.say("cli.user.role", roles=" ".join(ROLES)))],
        name: Annotated[str, typer.Option(help=words.say("cli.user.name"))] = "",
        municipality: Annotated[str, typer.Option(help=words.say("cli.user.municipality"))] = "",
        district: Annotated[str, typer.Option(help=words.say("cli.user.district"))] = "",
    ) -> None:
        from directory.usecases.keep_accounts import add_account, make_grants

        known = _read_role(role, words)
        with opened_runtime() as runtime:
            codes = _read_municipality(runtime, municipality, words) if municipality else ()
            part = _read_district(runtime, district, codes, words) if district else ""
            grants = make_grants(known, codes, part)
            account = add_account(runtime.store, email, name=name, grants=grants, now=runtime.now())
        print_line(words.say("cli.user.added", email=account.email, roles=_describe_roles(account, words)))


def _register_looking(group: typer.Typer, words: Words) -> None:
    @group.command("list", help=words.say("cli.user.list_help"))
    def show(as_json: Annotated[bool, typer.Option("--json", help=words.say("cli.json"))] = False) -> None:
        from directory.usecases.keep_accounts import list_accounts

        with opened_runtime() as runtime:
            accounts = list_accounts(runtime.store)
        if as_json:
            print_json([_describe(account) for account in accounts])
            return
        headers = [words.say(f"cli.user.column_{name}") for name in ("email", "name", "roles", "factor", "active")]
        rows = [
            (each.email, each.name, _describe_roles(each, words), _mark(bool(each.totp_secret)), _mark(each.is_active))
            for each in accounts
        ]
        print_table(headers, rows)


def _register_taking(group: typer.Typer, words: Words) -> None:
    @group.command("revoke", help=words.say("cli.user.revoke_help"))
    def revoke(
        email: Annotated[str, typer.Argument(help=words.say("cli.user.email"))],
        role: Annotated[str, typer.Option(help=words.say("cli.user.revoke_role"))] = "",
    ) -> None:
        from directory.usecases.keep_accounts import revoke_roles

        only = _read_role(role, words) if role else None
        with opened_runtime() as runtime:
            account = revoke_roles(runtime.store, email, role=only, now=runtime.now())
        message = "cli.user.revoked" if account.is_active else "cli.user.closed"
        print_line(words.say(message, email=account.email, roles=_describe_roles(account, words)))

    @group.command("totp", help=words.say("cli.user.totp_help"))
    def totp(
        email: Annotated[str, typer.Argument(help=words.say("cli.user.email"))],
        reset: Annotated[bool, typer.Option("--reset", help=words.say("cli.user.reset"))] = False,
    ) -> None:
        from directory.usecases.keep_accounts import reset_second_factor

        if not reset:
            raise typer.BadParameter(words.say("cli.user.reset_missing"))
        with opened_runtime() as runtime:
            account = reset_second_factor(runtime.store, email, now=runtime.now())
        print_line(words.say("cli.user.reset_done", email=account.email))


def _read_role(text: str, words: Words) -> Role:
    known: Role | None = next((role for role in ROLES if role == text), None)
    if known is None:
        raise typer.BadParameter(words.say("cli.user.role_unknown", role=text, roles=" ".join(ROLES)))
    return known


def _read_municipality(runtime: "Runtime", text: str, words: Words) -> tuple[str, ...]:
    """Codes of a name or code; of a designated city all its wards."""
    found = runtime.gazetteer.find_municipalities(text)
    if len({runtime.gazetteer.names.city_code(one.jis) for one in found}) != 1:
        names = " / ".join(f"{each.jis} {each.pref}{each.name}" for each in found[:5])
        raise typer.BadParameter(words.say("cli.import.municipality_unknown", text=text, names=names or "-"))
    return tuple(sorted(one.jis for one in found))


def _read_district(runtime: "Runtime", text: str, municipalities: tuple[str, ...], words: Words) -> str:
    """`scheme:code` of a district, by its name or code."""
    own = [each for each in runtime.open_districts().districts if each.municipality in municipalities]
    found = [each for each in own if text in {each.name, each.code, f"{each.scheme}:{each.code}"}]
    if len(found) != 1:
        names = " / ".join(each.name for each in (found or own)[:10])
        raise typer.BadParameter(words.say("cli.user.district_unknown", text=text, names=names or "-"))
    return f"{found[0].scheme}:{found[0].code}"


def _describe(account: "Account") -> dict[str, object]:
    return {
        "email": account.email,
        "name": account.name,
        "roles": [
            {"role": each.role, "municipality": each.municipality, "district": each.district} for each in account.grants
        ],
        "second_factor": bool(account.totp_secret),
        "active": account.is_active,
    }


def _describe_roles(account: "Account", words: Words) -> str:
    """Each role as its people are called and as commands write it, and where it holds."""
    each = ((words.say(f"role.{one.role}"), one.role, one.municipality, one.district) for one in account.grants)
    return ", ".join(" ".join(filter(None, parts)) for parts in each)


def _mark(is_so: bool) -> str:
    return "✓" if is_so else "-"
