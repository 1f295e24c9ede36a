"""Why a workbook is not read, whatever its format, and how much of one is."""

from __future__ import annotations

from typing import Final, NoReturn

from hpscore.message import Message, say
from hpscore.source.finding import refuse
from hpscore.source.kinds import kind_of

__all__ = [
    "MOST_CELLS",
    "MOST_ROWS",
    "MOST_SHEETS",
    "Extent",
    "check_tags",
    "damaged",
    "encrypted",
    "macros",
    "no_workbook",
    "too_many",
]

MOST_ROWS: Final = 100_000
"""How many rows of one sheet are read."""
MOST_CELLS: Final = 1_000_000
"""How many filled cells of one workbook are read."""
MOST_SHEETS: Final = 255
"""How many sheets a workbook may have."""
_MOST_TAGS: Final = 12_000_000
"""How many tags of XML are gone through one by one."""
_MOST_AREA: Final = 4_000_000
"""How many cells lie between the first and the last of its sheets, for the parser keeps all."""
_MOST_TEXT: Final = 100_000_000
"""How many characters its cells hold together, those that share a text each for itself."""


class Extent:
    """How far the cells of a workbook reach; refuses one that reaches too far."""

    def __init__(self) -> None:
        self._filled = 0
        self._before = 0
        self._area = 0
        self._text = 0

    @property
    def room(self) -> int:
        """How many characters may still come."""
        return _MOST_TEXT - self._text

    def begin(self) -> None:
        """Begin a sheet."""
        self._before += self._area
        self._area = 0

    def fill(self, cells: int) -> None:
        """Count filled cells."""
        self._filled += cells
        if self._filled > MOST_CELLS:
            too_many(say("more than {limit} cells", limit=MOST_CELLS))

    def write(self, characters: int) -> None:
        """Count the characters of cells."""
        self._text += characters
        if self._text > _MOST_TEXT:
            too_many(say("more than {limit} characters", limit=_MOST_TEXT))

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


def check_tags(part: bytes) -> None:
    """Refuse a part of so much XML that going through it would take too long."""
    if part.count(b"<") > _MOST_TAGS:
        too_many(say("more than {limit} cells", limit=MOST_CELLS))


def macros() -> NoReturn:
    """Refuse a workbook that carries programs."""
    refuse(
        "macros",
        say("the workbook carries macros, which are not read"),
        say("open it, and save it as .xlsx, without macros"),
    )


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


def no_workbook(data: bytes) -> NoReturn:
    """Refuse what is called a workbook and holds something else; say what, where it is known."""
    kind = kind_of(data)
    if not data:
        refuse("not-a-workbook", say("the file is empty"), say("copy it again"))
    if kind is None:
        refuse(
            "not-a-workbook",
            say("the file is no workbook, whatever its name says"),
            say("open it, and save it as .xlsx; a table of text is called .csv"),
        )
    help_ = say("name the workbook itself")
    if kind.use == "resave":
        help_ = say("open it in Excel or WPS, and save it as .xlsx")
    elif kind.use == "unpack":
        help_ = say("unpack it, and name the workbook that is in it")
    refuse("not-a-workbook", say("the file is {kind}, no workbook", kind=kind.what), help_)
