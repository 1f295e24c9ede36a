"""What measures over registers found: answers, where they come from, and rows that stand out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from hpscore.message import Message
from hpscore.model.answer import Answer, Fault
from hpscore.model.rows import Row
from hpscore.problem import Location

__all__ = ["Event", "FindingCode", "Measured", "RowFinding", "place_key"]

FindingCode = Literal[
    "outside-period",
    "undated",
    "invalid",
    "blank",
    "open",
    "combined",
    "names-nothing",
    "unmet",
    "elsewhere",
]
"""Why a row stands out: its day; a cell that a measure needs, and that cannot be read, is blank
or undecided; another row that it belongs to, or names in vain; a condition; another question that
it serves."""


Event = tuple[Row, ...]
"""One event: a row, with those that are combined with it."""


@dataclass(frozen=True, slots=True)
class RowFinding:
    """Something about a row that its reader should know."""

    register: str
    """The register, by id."""
    place: Location
    """The row."""
    column: str | None
    """The column at fault, where it is one."""
    code: FindingCode
    message: Message
    counted: bool
    """Whether the row counts all the same, if only as one that may count."""
    apart: tuple[str, ...] = ()
    """The questions that it does not count for, where it counts for others."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What the registers of an assessment give."""

    answers: Mapping[str, Answer] = field(default_factory=dict)
    """Answers by question id; an interval while a row is open."""
    origins: Mapping[str, tuple[Location, ...]] = field(default_factory=dict)
    """The places of the registers that the measure of each question reads."""
    findings: tuple[RowFinding, ...] = ()
    """Rows that do not count, and why; and rows that count with something open. By place."""
    serving: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)
    """The rows that counted, or may count, by question."""
    left_out: Mapping[str, Mapping[FindingCode, int]] = field(default_factory=dict)
    """How many rows did not count, by question and reason."""
    faults: Mapping[str, Fault] = field(default_factory=dict)
    """Why what the rows of a question give is no answer to it, by question."""
    lacking: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Registers that were not handed in, by question, where others of its measure were."""
    shared: Mapping[tuple[str, ...], tuple[Event, ...]] = field(default_factory=dict)
    """Events that serve questions of different lines, by these questions."""
    strict: Literal["exact", "greedy"] | None = None
    """Whether such rows count once, where they earn most, and how that was found; of many rows,
    the best of many ways, and not of all."""


def place_key(place: Location) -> tuple[str, str, int, int, int, str]:
    """Return what sorts places as a reader meets them: by file, sheet, line and cell."""
    letters = (place.cell or "").rstrip("0123456789")
    digits = (place.cell or "")[len(letters) :]
    row = int(digits) if digits else place.line or 0
    return place.file or "", place.sheet or "", row, len(letters), place.column or 0, letters
