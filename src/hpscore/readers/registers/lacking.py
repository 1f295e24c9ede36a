"""Units of a roll-up that have no result: told, or left out with a warning."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from hpscore.message import Message, say
from hpscore.model.sheet import Issue
from hpscore.problem import Location, Problem, Severity
from hpscore.source import DataPath

__all__ = ["lacking_issues", "left_out", "where"]

_MOST_TOLD: Final = 20
"""How many are told one by one."""


def lacking_issues(lacking: Sequence[Problem], path: DataPath) -> Iterator[Issue]:
    """Yield an issue at the register for each unit that has no result."""
    for problem in lacking[:_MOST_TOLD]:
        place = where(problem.location)
        yield _issue(path, say("{place}: {problem}", place=place, problem=problem.message))
    if len(lacking) > _MOST_TOLD:
        more = len(lacking) - _MOST_TOLD
        yield _issue(path, say("{count} more units have no result", count=more))


def left_out(problem: Problem) -> Problem:
    """Return the warning that a unit was left out."""
    return Problem(
        "unit-left-out",
        say("a unit without a result was left out: {problem}", problem=problem.message),
        problem.location,
        severity=Severity.WARNING,
    )


def where(place: Location) -> str:
    """Return a place as a person writes it: file:line, or file:sheet!cell."""
    inside = "!".join(part for part in (place.sheet, place.cell) if part)
    parts = (place.file or "", inside or (str(place.line) if place.line else ""))
    return ":".join(part for part in parts if part)


def _issue(path: DataPath, message: Message) -> Issue:
    help_ = say("mend it, or leave such units out by --allow-errors")
    return Issue(path, "unit-without-result", message, help_)
