"""Headings of registers: which column of a table is which, and where the headings stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from hpscore.message import Message, say
from hpscore.model.sheet import Issue
from hpscore.readers.names import Names
from hpscore.source import DataPath

if TYPE_CHECKING:
    from hpscore.model.register import Register

__all__ = ["FIRST_ROWS", "Columns", "twice"]

FIRST_ROWS: Final = 10
"""Within so many rows the headings stand, below a title for example."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a register and all their names."""

    register: Register
    names: Names

    @classmethod
    def of(cls, register: Register) -> Columns:
        """Collect the names of a register's columns."""
        columns = register.columns
        entries = (
            (text, name)
            for name, column in columns.items()
            for text in (*column.title.both(), *column.aliases)
        )
        titles = {name: column.title for name, column in columns.items()}
        return cls(register, Names(entries, columns, titles))

    def known(self, headings: Iterable[str]) -> int:
        """Count the headings that name a column."""
        return sum(len(self._find(heading)) == 1 for heading in headings if heading)

    def are_headings(self, cells: Sequence[str]) -> bool:
        """Say whether a row is one of headings: at least half of what stands in it is known."""
        filled = sum(1 for cell in cells if cell)
        known = self.known(cells)
        return known > 0 and 2 * known >= filled

    def plan(self, headings: Sequence[str]) -> tuple[dict[int, str], dict[int, Issue]]:
        """Return which column stands where, and an issue for each heading that is at fault."""
        found: dict[int, str] = {}
        issues: dict[int, Issue] = {}
        first: dict[str, str] = {}
        for place, heading in enumerate(headings):
            if not heading:
                continue
            name = self.column(heading)
            if isinstance(name, Issue):
                issues[place] = name
            elif name in first:
                issues[place] = twice(heading, first[name])
            else:
                first[name], found[place] = heading, name
        return found, issues

    def column(self, heading: str, path: DataPath = ()) -> str | Issue:
        """Return the column that a heading names, or why it names none."""
        found = self._find(heading)
        if len(found) == 1:
            return found[0]
        if found:
            return Issue(
                path,
                "ambiguous-heading",
                say("'{key}' may mean {candidates}", key=heading,
                    candidates=self.names.listed(found)),
                say("write one of them as the heading"),
                key=True,
            )  # fmt: skip
        return Issue(
            path,
            "unknown-column",
            say("the register '{register}' has no column '{key}'",
                register=self.register.title, key=heading),
            self.names.meant(heading) or say("its columns are {names}", names=[*self.titles()]),
            key=True,
        )  # fmt: skip

    def lacking(self, present: Iterable[str]) -> tuple[Message, Message] | None:
        """Say that the column is missing by which rows have a day; None where none is."""
        dated = self.register.dated
        if dated is None or dated in present:
            return None
        title = self.register.columns[dated].title
        return (
            say("the column '{column}' is missing, which tells the day of each row", column=title),
            say("add the column; without a day no row counts"),
        )

    def titles(self) -> Iterator[object]:
        """Yield the titles of the columns, as headings show them."""
        for column in self.register.columns.values():
            yield column.title

    def _find(self, heading: str) -> tuple[str, ...]:
        """Find a heading; one that is broken over two lines has no spaces in Chinese."""
        return self.names.find(heading) or self.names.find("".join(heading.split()))


def twice(heading: str, first: str) -> Issue:
    """Return the issue of a column that is there a second time."""
    return Issue(
        (),
        "two-columns",
        say("the column '{key}' is there twice, first as '{first}'", key=heading, first=first),
        say("keep one of them"),
        key=True,
    )
