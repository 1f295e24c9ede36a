"""Why a workbook is not read, whatever its format, and how much of one is."""

from __future__ import annotations

from typing import Final, NoReturn

from hpscore.message import Message, say
from hpscore.source.finding import refuse

__all__ = ["MOST_CELLS", "MOST_ROWS", "Extent", "damaged", "encrypted", "no_workbook", "too_many"]

MOST_ROWS: Final = 100_000
"""How many rows of one sheet are read."""
MOST_CELLS: Final = 1_000_000
"""How many filled cells of one workbook are read."""
_MOST_AREA: Final = 4_000_000
"""How many cells lie between the first and the last of its sheets, for the parser keeps all."""


class Extent:
    """How far the cells of a workbook reach; refuses one that reaches too far."""

    def __init__(self) -> None:
        self._filled = 0
        self._before = 0
        self._area = 0

    def begin(self) -> None:
        """Begin a sheet."""
        self._before += self._area
        self._area = 0

    def fill(self, cells: int) -> None:
        """Count filled cells."""
        self._filled += cells
        if self._filled > MOST_CELLS:
            too_many(say("more than {limit} cells", limit=MOST_CELLS))

    def reach(self, rows: int, columns: int) -> None:
        """Say how far this sheet reaches by now."""
        self._area = rows * columns
        if self._before + self._area > _MOST_AREA:
            refuse(
                "too-large",
                say("a sheet reaches to row {row} and column {column}", row=rows, column=columns),
                say("delete what stands far below or beside the table, or take a new workbook"),
            )


def too_many(message: Message) -> NoReturn:
    """Refuse a table of too many rows or cells."""
    refuse("too-large", message, say("split the file into several"))


def damaged() -> NoReturn:
    """Refuse a workbook that breaks its own format."""
    refuse(
        "damaged-workbook",
        say("the workbook is damaged or incomplete"),
        say("copy it again; or open it, and save it anew as .xlsx"),
    )


def encrypted() -> NoReturn:
    """Refuse a workbook that only a password opens."""
    refuse(
        "encrypted",
        say("the workbook is protected by a password"),
        say("open it, take the password off, and save it"),
    )


def no_workbook() -> NoReturn:
    """Refuse what is called a workbook and holds something else."""
    refuse(
        "not-a-workbook",
        say("the file is no workbook, whatever its name says"),
        say("open it, and save it as .xlsx; a table of text is called .csv"),
    )
