"""Versions of a rubric: which one is in force in a period."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from hpscore.message import Message, say

if TYPE_CHECKING:
    from hpscore.model.assessment import Period
    from hpscore.model.rubric import Rubric

__all__ = ["force_words", "in_force", "newest_first", "version_for"]


def in_force(rubric: Rubric, first: str, last: str) -> bool:
    """Say whether a rubric is in force on some day from `first` to `last` (ISO dates)."""
    begins, ends = _days(rubric)
    return begins <= last and (not ends or first <= ends)


def newest_first(rubrics: Iterable[Rubric]) -> list[Rubric]:
    """Return versions by the day from which they are in force, else by their numbers."""
    return sorted(rubrics, key=lambda r: (_days(r)[0], _numbers(r.version)), reverse=True)


def version_for(rubrics: Iterable[Rubric], period: Period | None) -> Rubric:
    """Return the version that counts for a period; the newest where that decides nothing.

    That is the one in force when the period ends, else one that was in force in a part of it.
    """
    ordered = list(rubrics)
    if len(ordered) > 1:
        ordered = newest_first(ordered)
    if period is not None:
        for first in (period.to, period.from_):
            for rubric in ordered:
                if in_force(rubric, first, period.to):
                    return rubric
    return ordered[0]


def force_words(rubric: Rubric) -> Message:
    """Say when a rubric is in force."""
    begins, ends = _days(rubric)
    name = f"{rubric.rubric}@{rubric.version}"
    if begins and ends:
        return say("{name} is in force from {first} to {last}", name=name, first=begins, last=ends)
    if begins:
        return say("{name} is in force from {first}", name=name, first=begins)
    return say("{name} is in force until {last}", name=name, last=ends)


def _days(rubric: Rubric) -> tuple[str, str]:
    """Return the first and last day in force, each empty where there is none."""
    source = rubric.provenance
    if source is None:
        return "", ""
    first, last = source.effective_from, source.effective_to
    return "" if first is None else first.isoformat(), "" if last is None else last.isoformat()


def _numbers(version: str) -> list[tuple[int, str]]:
    """Split a version so that 2022.10 comes after 2022.9, and a number after a word."""
    parts = re.findall(r"[0-9]+|[A-Za-z]+", version)
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in parts]
