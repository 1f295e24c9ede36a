"""Turn issues, which stand at a path of a document, into problems at a place of its file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from hpscore.message import say
from hpscore.problem import Location, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hpscore.model.sheet import Issue
    from hpscore.source import DataPath, Document

__all__ = ["MOST_ISSUES", "in_order", "inside", "problems_of"]

MOST_ISSUES: Final = 100
"""So many problems of one document are told; a hostile one could have millions."""


def problems_of(issues: Iterable[Issue], document: Document) -> list[Problem]:
    """Locate issues in their document, in the order of the text, each once, at most 100."""
    found = list(issues)
    problems = [
        Problem(
            issue.code,
            issue.message,
            document.locate(_as_written(document.value, issue.path), key=issue.key),
            issue.help,
        )
        for issue in found[:MOST_ISSUES]
    ]
    first: dict[tuple[object, ...], Problem] = {}
    for problem in problems:
        place = problem.location
        at = place.file, place.line, place.column, place.sheet, place.cell
        key = (problem.code, str(problem.message), *at)
        first.setdefault(key, problem)
    told = in_order(first.values(), document)
    if len(found) > MOST_ISSUES:
        told.append(_more(document))
    return told


def in_order(problems: Iterable[Problem], document: Document) -> list[Problem]:
    """Sort problems as their places stand in the text, its own before those of others."""
    return sorted(problems, key=lambda problem: _order(problem.location, document))


def _order(place: Location, document: Document) -> tuple[bool, str, str, int, int]:
    """Put what stands in the document itself before what stands in one that it extends."""
    return place.file != document.file, place.file or "", *inside(place)


def inside(place: Location) -> tuple[str, int, int]:
    """Return the sheet, the line or row, and the column of a place, for sorting."""
    if place.cell is None:
        return place.sheet or "", place.line or 0, place.column or 0
    letters = place.cell.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return place.sheet or "", int(place.cell[len(letters) :] or 0), column


def _more(document: Document) -> Problem:
    return Problem(
        "more",
        say("there is more: only {count} problems are told", count=MOST_ISSUES),
        Location(file=document.file),
        say("mend these first"),
    )


def _as_written(value: Any, path: DataPath) -> DataPath:
    """Leave out the steps of a path that a short form leaves out (`streams`, or `points`)."""
    written: list[str | int] = []
    for place, step in enumerate(path):
        inner = _inside(value, step)
        if inner is _NOTHING:
            following = path[place + 1 :]
            if not following or _inside(value, following[0]) is _NOTHING:
                return (*written, *path[place:])
            continue
        written.append(step)
        value = inner
    return tuple(written)


_NOTHING: Final = object()


def _inside(value: Any, step: str | int) -> Any:
    if isinstance(value, dict):
        return value.get(step, _NOTHING)
    inside = isinstance(value, list) and isinstance(step, int) and step < len(value)
    return value[step] if inside else _NOTHING
