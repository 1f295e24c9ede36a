"""Questions as they are asked, answers as they were given, and why a value is no answer.

How a written value becomes an answer stands in `hpscore.model.reading`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from hpscore.message import Message, Sayable
from hpscore.model.number import INFINITY, Bound, Number

__all__ = ["Answer", "Asked", "Fault", "Tally"]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it is asked: its kind, and the answers that are possible."""

    id: str
    kind: str
    """`yes_no`, `count`, `percent`, `number`, `choice`, `rating` or `rate`."""
    low: Bound = 0
    high: Bound = INFINITY
    options: tuple[str, ...] = ()
    spellings: Mapping[str, str] | None = None
    """Other ways to write an option, each with the option."""
    step: Number | None = None
    """Answers are multiples of this (a rating)."""
    not_applicable: bool = False
    default: Answer | None = None
    titles: Mapping[str, Sayable | None] | None = None
    """Titles of the options."""


@dataclass(frozen=True, slots=True)
class Tally:
    """From which registers an answer was derived, and how many of their rows."""

    registers: tuple[str, ...]
    """The registers, by id."""
    counted: int
    """How many rows counted, or may count."""
    left_out: Mapping[str, int] = field(default_factory=dict)
    """How many did not, by reason."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: exact (`low` equals `high`), an interval, an option, or not applicable."""

    value: bool | Number | str | None
    """The answer; none for an interval and for not applicable."""
    low: Bound = 0
    high: Bound = 0
    state: Literal["given", "derived", "not_applicable"] = "given"
    note: str | None = None
    """The assessor's note, or the reason why it does not apply."""
    count: Number | None = None
    """The numerator of a share given by its parts."""
    of: Number | None = None
    """The denominator of a share given by its parts."""
    population: str | None = None
    """Whom a recorded rate is about."""
    date: str | None = None
    """When a recorded rate was taken."""
    rows: Tally | None = None
    """What it was derived from, where that is a register."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a value cannot be read: a code, what was expected, how to fix it, and where inside."""

    code: str
    message: Message
    help: Message | None = None
    path: tuple[str, ...] = ()
