"""Rows of registers as they were read, whatever file they came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Final

from hpscore.model.answer import Fault
from hpscore.model.number import Number
from hpscore.problem import Location, Problem

__all__ = ["OPEN", "CellValue", "Open", "RegisterRows", "Row"]


class Open(Enum):
    """What is known to be undecided, such as the verdict of a half-filled assessment."""

    OPEN = "open"


OPEN: Final = Open.OPEN
CellValue = bool | Number | str | date | Open
"""A cell: yes or no, a number, a text or option, a day, or undecided."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row; a blank cell has no entry."""

    place: Location
    """Its file and line, or its sheet and first cell."""
    cells: Mapping[str, CellValue] = field(default_factory=dict)
    """Values by column id."""
    faults: Mapping[str, Fault] = field(default_factory=dict)
    """What is wrong with cells that hold no value of their column, by column id."""


@dataclass(frozen=True, slots=True)
class RegisterRows:
    """A register of one assessment."""

    place: Location
    """Where the whole register stands, as messages name it."""
    rows: tuple[Row, ...] = ()
    remarks: tuple[Problem, ...] = ()
    """What was noticed while it was read and stops nothing: warnings and notes."""
