"""The page that `--help` shows: what a command does, examples of it, and what it takes."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from hpscore.cli.language import tell

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text
    from typer._click import Command, Context, Parameter

__all__ = ["described", "help_page"]

_WIDEST: Final = 100
"""Longer lines are hard to read, however wide the terminal is."""
_INDENT: Final = 2
_GAP: Final = 2

_Rows = Sequence[tuple[str, str]]
"""Names and what is said of each."""


def described(text: str, *examples: str) -> str:
    """Return a command's help: a line about it, and command lines that anyone can try."""
    return "\n\n".join((text, "\n".join(examples)))


def help_page(command: Command, ctx: Context) -> str:
    """Return the page about a command, as wide as the terminal; examples come first."""
    import inspect

    from rich.text import Text

    from hpscore.cli.output import console_for
    from hpscore.reports.layout import cell

    about, _, examples = inspect.cleandoc(command.help or "").partition("\n\n")
    console = console_for(sys.stdout)
    console.width = min(console.width, _WIDEST)
    with console.capture() as page:
        for line in (_usage(command, ctx), "", about):
            console.print(cell(line))
        if examples:
            console.print(_heading(tell("Examples")))
            for line in examples.splitlines():
                # never folded, so that it can be copied
                console.print(Text(" " * _INDENT + line), soft_wrap=True)
        for title, rows in _sections(command, ctx):
            if rows:
                console.print(_heading(title))
                for row in _rows(rows, console):
                    console.print(row)
    return page.get()


def _usage(command: Command, ctx: Context) -> str:
    """Return how the command is typed: what may be left out stands in brackets."""
    pieces = [ctx.command_path, tell("[OPTIONS]")]
    for param in command.get_params(ctx):
        if param.param_type_name == "argument":
            name = param.metavar or param.name
            pieces.append(
                (name if param.required else f"[{name}]") + ("..." if param.nargs != 1 else "")
            )
    if _commands(command, ctx):
        pieces.append(tell("COMMAND"))
    return tell("Usage: {line}", line=" ".join(pieces))


def _sections(command: Command, ctx: Context) -> Iterator[tuple[str, _Rows]]:
    params = [param for param in command.get_params(ctx) if not getattr(param, "hidden", False)]
    arguments = [param for param in params if param.param_type_name == "argument"]
    options = [param for param in params if param.param_type_name == "option"]
    yield tell("Commands"), _commands(command, ctx)
    yield tell("Arguments"), [(param.metavar or param.name, _about(param)) for param in arguments]
    yield tell("Options"), [(_typed(param), _about(param)) for param in options]


def _commands(command: Command, ctx: Context) -> _Rows:
    from typer.core import TyperGroup

    if not isinstance(command, TyperGroup):
        return ()
    return [
        (name, member.get_short_help_str())
        for name, member in command.commands.items()
        if not member.hidden
    ]


def _about(param: Parameter) -> str:
    return str(getattr(param, "help", None) or "")


def _typed(option: Parameter) -> str:
    """Return how an option is typed: its letter, its name, and what it takes."""
    names = sorted(option.opts, key=len)
    before = "" if len(names) > 1 else " " * len("-x, ")
    what = "" if getattr(option, "is_flag", False) else f" {option.metavar or option.name.upper()}"
    return before + ", ".join(names) + what


def _heading(title: str) -> Text:
    from hpscore.reports.layout import cell

    return cell("\n" + tell("{title}:", title=title), "bold")


def _rows(rows: _Rows, console: Console) -> Iterator[Text]:
    """Yield the lines of two columns; the second folds beside the first."""
    from rich.cells import cell_len
    from rich.text import Text

    from hpscore.reports.layout import cell

    left = max(cell_len(name) for name, _ in rows)
    for name, about in rows:
        first = cell(" " * _INDENT + name + " " * (left - cell_len(name) + _GAP))
        for line in cell(about).wrap(console, console.width - _INDENT - left - _GAP):
            line.rstrip()
            yield Text.assemble(first, line)
            first = Text(" " * (_INDENT + left + _GAP))
