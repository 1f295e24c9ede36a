"""What a map makes of one table: names for its headings, answers for its codes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from hpscore.message import say
from hpscore.model.scalars import fold
from hpscore.model.sheet import Issue
from hpscore.problem import Location, Problem
from hpscore.readers.tables.cells import is_excused

if TYPE_CHECKING:
    from hpscore.readers.tables.headings import Plan
    from hpscore.source import DataPath

__all__ = ["CodeList", "Translation", "code_key"]

_WHOLE: Final = re.compile(r"([0-9]+)\.0+")
"""How programs write whole numbers where others of the column are missing."""
_LONGEST: Final = 20


def code_key(text: str) -> str:
    """Return the form in which codes are compared: 1, １ and 1.0 are the same."""
    folded = fold(text)
    whole = _WHOLE.fullmatch(folded)
    return whole[1] if whole else folded


@dataclass(frozen=True, slots=True)
class CodeList:
    """What codes mean."""

    meanings: Mapping[str, str]
    """The answer, by the `code_key` of its code; a blank one where it is unanswered."""
    keys: Mapping[str, str]
    """How the map writes each code."""
    path: DataPath
    """Where in the map they stand."""


@dataclass(frozen=True, slots=True)
class Translation:
    """How the columns of one table are called, and what their codes mean."""

    headings: tuple[str, ...]
    """By what names the columns go, blank for ignored ones; what is the same for all follows."""
    width: int
    """How many columns the table itself has."""
    locate: Callable[[DataPath], Location]
    """Where in the map something stands."""
    constants: tuple[str, ...] = ()
    """What stands in the columns that follow, in every row."""
    places: Mapping[int, DataPath] = field(default_factory=dict)
    """Where in the map the names of columns stand that it gives."""
    codes: Mapping[int, CodeList] = field(default_factory=dict)
    """The codes of columns that have their own."""
    common: CodeList | None = None
    """The codes of every other column that takes yes or no."""
    problems: tuple[Problem, ...] = ()
    """What in the map does not fit this table."""

    def place(self, column: int) -> Location | None:
        """Return where in the map the name of a column stands; None for one it leaves as it is."""
        path = self.places.get(column)
        return None if path is None else self.locate(path)

    def cells(self, cells: tuple[str, ...]) -> tuple[str, ...]:
        """Return the cells of a row with those that are the same for all."""
        if not self.constants:
            return cells
        own = cells[: self.width]
        padding = ("",) * (self.width - len(own))
        return (*own, *padding, *self.constants, *cells[self.width :])

    def own(self, column: int) -> int | None:
        """Return which column of the table itself it is; None for what is the same for all."""
        if column < self.width:
            return column
        inner = column - len(self.constants)
        return inner if inner >= self.width else None

    def read(self, column: int, text: str, plan: Plan) -> str | Issue:
        """Return what a cell says, blank for unanswered; an issue for a code that is not known."""
        codes = self._codes(column, plan)
        if codes is None:
            return text
        found = codes.meanings.get(code_key(text))
        if found is not None:
            return found
        if column not in plan.closed:
            return text  # a number is what it is; what is none is told by its question
        short = len(text) <= _LONGEST and column not in plan.personal
        return Issue(
            plan.paths[column],
            "unknown-code",
            say("the map does not know the code '{code}' of '{key}'",
                code=text if short else "…", key=self.headings[column]),
            say("it knows {codes}: add this one to its codes, or correct the cell",
                codes=[*codes.keys.values()]),
        )  # fmt: skip

    def unfit(self, plan: Plan) -> Iterator[Problem]:
        """Yield what the map says that is no answer in its column: codes, values of all rows."""
        for number, text in enumerate(self.constants):
            column = self.width + number
            answers = plan.closed.get(column)
            if answers is not None and not answers(text):
                yield Problem(
                    "no-such-answer",
                    say("'{key}' does not take '{text}'", key=self.headings[column], text=text),
                    self.place(column) or Location(),
                    say("write a value that it takes, or take it out"),
                )
        common: set[str] = set()
        for column, answers in plan.closed.items():
            codes = self._codes(column, plan)
            if codes is None:
                continue
            for code, meaning in codes.meanings.items():
                if not meaning or is_excused(meaning) or answers(meaning) or code in common:
                    continue
                if codes is self.common:
                    common.add(code)
                yield Problem(
                    "no-such-answer",
                    say("the code '{code}' means '{meaning}', which is no answer to '{key}'",
                        code=codes.keys[code], meaning=meaning, key=self.headings[column]),
                    self.locate((*codes.path, codes.keys[code])),
                    say("write an answer that the question takes, or ~ for unanswered"),
                )  # fmt: skip

    def _codes(self, column: int, plan: Plan) -> CodeList | None:
        if column >= self.width:
            return None
        own = self.codes.get(column)
        return self.common if own is None and column in plan.yes_no else own
