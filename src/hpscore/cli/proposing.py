"""What a wrong command line most likely means: a rubric, a file, or an option of other commands."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from hpscore.cli.language import tell

if TYPE_CHECKING:
    from typer._click import Command, Context

__all__ = ["instead_of_command", "instead_of_option"]


def instead_of_command(name: str, commands: Mapping[str, Command]) -> str | None:
    """Say what a word that is no command means: a rubric, a file, or a misspelt command."""
    from hpscore.problem import nearest

    rubric = _rubric(name)
    if rubric is not None:
        # the standard rubrics have commands of their own, named after them
        own = rubric.partition("-")[2]
        ask = own if own in commands else f"interview {name}"
        return tell(
            "it is a rubric: hpscore {ask} asks by it, hpscore show {name} shows it",
            ask=ask,
            name=name,
        )
    if _is_there(name):
        return tell("to score a file: hpscore score {name}", name=name)
    near = nearest(name, commands)
    return tell("did you mean '{near}'?", near=near) if near else None


def instead_of_option(name: str, near: str | None, ctx: Context | None) -> str | None:
    """Say whose option it is that a command does not have, else which of its own is meant."""
    group = ctx.parent.command if ctx is not None and ctx.parent is not None else None
    found = {
        command: str(getattr(param, "help", None) or "")
        for command, member in getattr(group, "commands", {}).items()
        for param in member.params
        if name in param.opts
    }
    if found:
        about = next(iter(found.values())).rstrip(".")
        return tell(
            "it is an option of {commands}: {about}",
            commands=list(found),
            about=about[:1].lower() + about[1:],
        )
    return tell("did you mean '{near}'?", near=near) if near else None


def _rubric(name: str) -> str | None:
    from hpscore.problem import ProblemError
    from hpscore.readers.catalogue import Catalogue

    try:
        found = Catalogue().names().find(name)
    except ProblemError:  # a rubric that is damaged is told when it is used
        return None
    return found[0] if len(found) == 1 else None


def _is_there(name: str) -> bool:
    try:
        return Path(name).exists()
    except (OSError, ValueError):  # no file can have this name
        return False
