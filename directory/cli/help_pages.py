"""What `--help` prints: plain Japanese pages whose texts are folded, never cut."""

from __future__ import annotations

import enum
import re
import shutil
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import typer
from rich.cells import cell_len
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from directory.assets import web_folder
from directory.wording.words import Words, open_words

if TYPE_CHECKING:
    from typer._click import Context, HelpFormatter

NARROWEST, WIDEST = 40, 100
"""Columns of a page, whatever the terminal has."""

LABELS = 26
"""Most columns of names beside their texts; below longer ones the text begins on a line of its own."""

_PIECE = re.compile("[（「『([{]*(?:[!-'*-Z^-z|~]+|.)[、。，．・：；！？）」』)\\]}…ー]*| +")
"""What stays on one line: a word of Latin letters, or a letter with the marks that cling to it."""


class PageCommand(TyperCommand):
    """A command with a page of its own."""

    def format_help(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Writes the page."""
        formatter.write("\n".join(_page(self, ctx, ())) + "\n")


class PageGroup(TyperGroup):
    """A group of commands with a page of its own."""

    def format_help(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Writes the page."""
        commands = [(name, command.help or "") for name, command in self.commands.items() if not command.hidden]
        formatter.write("\n".join(_page(self, ctx, commands)) + "\n")


def use_pages(app: typer.Typer) -> None:
    """Gives an application with all groups and commands in it these pages."""
    app.info.cls = PageGroup
    for command in app.registered_commands:
        command.cls = PageCommand
    for group in app.registered_groups:
        if group.typer_instance is not None:
            use_pages(group.typer_instance)


def fold_text(text: str, width: int) -> list[str]:
    """Lines of at most so many columns; kanji take two of them, and no line begins with 。 or ends with （."""
    lines = [""]
    for piece in _PIECE.findall(text):
        if lines[-1] and cell_len(lines[-1] + piece.rstrip()) > width:
            lines[-1] = lines[-1].rstrip()
            lines.append("")
        lines[-1] += piece if lines[-1] else piece.lstrip()
    return lines


def _page(command: PageCommand | PageGroup, ctx: Context, commands: Iterable[tuple[str, str]]) -> Iterator[str]:
    words = open_words(web_folder() / "locales")
    width = max(NARROWEST, min(WIDEST, shutil.get_terminal_size().columns))
    parameters = command.get_params(ctx)
    arguments = [each for each in parameters if isinstance(each, TyperArgument) and not each.hidden]
    options = [each for each in parameters if isinstance(each, TyperOption) and not each.hidden]
    what = [words.say("help.options")] if options else []
    what.extend([words.say("help.command")] if commands else map(_name_of, arguments))
    yield words.say("help.usage", command=" ".join((ctx.command_path, *what)))
    yield ""
    yield from fold_text(command.help or "", width)
    yield from _section("help.commands", commands, width, words)
    yield from _section("help.arguments", ((_name_of(each), _text_of(each, words)) for each in arguments), width, words)
    named = ((_option_name(each, words), _text_of(each, words)) for each in options)
    yield from _section("help.named_options", named, width, words)
    if commands:
        yield ""
        yield words.say("help.more", command=ctx.command_path)


def _section(heading: str, rows: Iterable[tuple[str, str]], width: int, words: Words) -> Iterator[str]:
    """A heading, and under it names with their texts beside them."""
    rows = list(rows)
    if not rows:
        return
    yield ""
    yield words.say(heading)
    column = min(LABELS, max(cell_len(name) for name, _ in rows)) + 4
    for name, text in rows:
        label = f"  {name}"
        lines = fold_text(text, width - column)
        if cell_len(label) + 2 > column:
            yield label
            label = ""
        yield f"{label}{' ' * (column - cell_len(label))}{lines[0]}".rstrip()
        yield from (" " * column + line for line in lines[1:])


def _name_of(argument: TyperArgument) -> str:
    name = str(argument.name).upper()
    name = f"{name}…" if argument.nargs != 1 else name
    return name if argument.required else f"[{name}]"


def _option_name(option: TyperOption, words: Words) -> str:
    names = ", ".join(option.opts)
    return names if option.is_flag else f"{names} {words.say('help.value')}"


def _text_of(parameter: TyperArgument | TyperOption, words: Words) -> str:
    """What a parameter is for, whether it must be there, and what stands for it where it is not."""
    text = words.say("help.help") if parameter.name == "help" else parameter.help or ""
    default = parameter.default.value if isinstance(parameter.default, enum.Enum) else parameter.default
    if isinstance(parameter, TyperOption) and parameter.required:
        return f"{text} {words.say('help.required')}"
    is_told = default not in (None, "", False) and not callable(default)
    return f"{text} {words.say('help.default', value=default)}" if is_told else text
