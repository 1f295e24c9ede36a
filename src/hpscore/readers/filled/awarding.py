"""Points on a sheet laid out as published: which line each row is, and whether the sums agree."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from hpscore.message import say
from hpscore.model.number import Number, spell
from hpscore.model.scalars import read_number
from hpscore.readers.filled.binding import Binding
from hpscore.readers.filled.filled import Place
from hpscore.readers.filled.lines import LineNames
from hpscore.readers.filled.pages import Page
from hpscore.readers.filled.points_columns import Columns, kind_of_sum
from hpscore.readers.filled.published_words import bare, giver, is_item
from hpscore.readers.filled.sums import Sums
from hpscore.readers.locating import MOST_ISSUES
from hpscore.readers.workbooks.bad_cells import BadCell

if TYPE_CHECKING:
    from hpscore.readers.assessments import Reader
    from hpscore.readers.workbooks.opening import SheetCell

__all__ = ["Awarding"]

_Given = tuple[str, str, str, Place]
_MOST_TEXTS: Final = 12
"""So many texts of a row may name what it is."""
_UNKNOWN_SUM: Final = frozenset({"not-computed", "other-workbook"})
"""Why a sum is not known; no points are lost where it is not checked."""
_LONGEST: Final = 30
"""How much of a text is shown."""


class Awarding:
    """Reads the rows of one sheet."""

    def __init__(self, page: Page, columns: Columns, reader: Reader, bound: Binding) -> None:
        self._page = page
        self._columns = columns
        self._score = columns.score
        self._note = columns.note
        self._sheet = reader.sheet
        self._names = LineNames(reader)
        self._find = reader.names
        self._bound = bound
        self._taken_away = {line.id for line in reader.rubric.deductions}
        self._order = [line.id for _, line in reader.rubric.lines() if line.form == "indicator"]
        self._running = False
        """Whether the numbers of the rows run through the whole table."""
        self._dimension: str | None = None
        self._sums = Sums()
        self._rows: dict[str, list[_Given]] = {}
        """By line what names it, its points and note as written, and where."""
        self._blank: dict[str, dict[str, Place]] = {}
        """By line the rows of its parts that have no points."""
        self._spans = {
            first + 1: last + 1
            for (first, left), (last, _) in page.book.merged(page.sheet)
            if left == columns.score and last > first
        }
        """Where a cell of points is merged downwards: its first row and its last."""
        self._span: tuple[int, str, Place] = (0, "", ("", 0, 0))
        """The last such cell: until which row, which line it stands beside, and where."""

    def read(self, rows: Sequence[tuple[int, Sequence[SheetCell]]]) -> None:
        """Read the rows below the headings."""
        numbers = [
            int(n) for row in rows if (n := self._cell(row, self._columns.number)).isdecimal()
        ]
        self._running = numbers == list(range(1, len(self._order) + 1))
        for number, cells in rows:
            if len(self._bound.problems) > MOST_ISSUES:
                return  # more would not be told, and looking for near names takes its time
            place = self._page.sheet, number, self._score
            raw = cells[self._score] if self._score < len(cells) else ""
            texts = [*self._texts(cells).values()]
            kind = kind_of_sum(texts)
            if isinstance(raw, BadCell):
                if kind is None or raw.fault.code not in _UNKNOWN_SUM:
                    self._bound.problem(raw.fault.code, raw.fault.message, place, raw.fault.help)
                continue
            if self._moved(cells):
                self._bound.problem(
                    "headings-moved",
                    say("headings stand again in row {row}, and points in another column",
                        row=number),
                    place,
                    say("put the second table on a sheet of its own"),
                )  # fmt: skip
                break
            text = self._page.text(number, self._score, raw)
            points = read_number(text.removesuffix("分"))
            if isinstance(raw, int | float) and self._is_share(raw, place):
                continue
            if kind is None:
                self._row(number, cells, texts, text, points, place)
            elif points is not None:
                self._sums.state(kind, points, place)
        self._award()
        self._sums.check(self._bound)

    def _texts(self, cells: Sequence[SheetCell]) -> dict[int, str]:
        """Return the texts of a row that may say what it is: no points, and no remarks."""
        apart = {self._score, self._note, *self._columns.aside}
        found = {
            column: cell
            for column, cell in enumerate(cells)
            if column not in apart and isinstance(cell, str) and cell.strip()
        }
        return dict([*found.items()][:_MOST_TEXTS])

    def _moved(self, cells: Sequence[SheetCell]) -> bool:
        """Say whether a row has headings again, and its points in another column."""
        told = {c: bare(cell) for c, cell in enumerate(cells) if isinstance(cell, str) and cell}
        by = {c for c, text in told.items() if giver(text) is not None}
        own = cells[self._score] if self._score < len(cells) else ""
        if not by or self._score in by or isinstance(own, int | float):
            return False
        return any(is_item(text) for c, text in told.items() if c not in by)

    def _is_share(self, raw: float, place: Place) -> bool:
        """Tell points that are shown as per cent: whether 50 % are half a point is not known."""
        _, row, column = place
        if isinstance(raw, bool) or not self._page.percent(row, column):
            return False
        shown = self._page.text(row, column, raw, percent=True)
        self._bound.problem(
            "share-not-points",
            say("the cell shows {shown} %, where points are given", shown=shown),
            place,
            say("show it as a number, and write the points"),
        )
        return True

    def _row(
        self,
        number: int,
        cells: Sequence[SheetCell],
        texts: Sequence[str],
        text: str,
        points: Number | None,
        place: Place,
    ) -> None:
        candidates = self._candidates(number, cells)
        lines = {self._names.owner[t] for t in candidates}
        if not candidates or len(lines) > 1:
            worth = self._cell((number, cells), self._columns.worth).removesuffix("分")
            if points is None and (not text or read_number(worth) is None):
                return
            headed = self._names.dimension(texts[0]) if len(texts) == 1 else None
            if not candidates and headed is not None and points is not None:
                self._sums.head(headed, points, place)
                return
            self._unknown(texts, candidates, place)
            return
        target = candidates[0] if len(candidates) == 1 else next(iter(lines))
        line = lines.pop()
        if not self._sheet.lines[line].node.children:
            target = line  # its question, or what its cases ask
        self._within_span(number, line, place, blank=not text)
        dimension = self._sheet.lines[line].dimension
        if not text:
            self._sums.add(0, dimension, place)  # as sums see it: they may add up nothing yet
            if target != line:
                self._blank.setdefault(line, {})[target] = place
            return
        note = self._cell((number, cells), self._note)
        if points is not None and line in self._taken_away and points < 0:
            points = -points
            text = spell(points)
        self._rows.setdefault(line, []).append((target, text, note, place))
        signed = -points if points is not None and line in self._taken_away else points
        self._sums.add(signed, dimension, place)

    def _within_span(self, number: int, line: str, place: Place, *, blank: bool) -> None:
        """Tell where one cell of points goes over several lines."""
        if number in self._spans:
            self._span = self._spans[number], line, place
            return
        last, first, cell = self._span
        if blank and number <= last and line != first:
            self._bound.problem(
                "merged-points",
                say("the cell goes over several indicators: {names}",
                    names=self._find.listed([first, line])),
                cell,
                say("take the cells apart, and give each indicator its points"),
            )  # fmt: skip
            self._span = (0, "", cell)

    def _candidates(self, number: int, cells: Sequence[SheetCell]) -> tuple[str, ...]:
        """Return what a row may be: what the cells of its item agree on, else all that name any."""
        items: list[tuple[str, ...]] = []
        others: list[tuple[str, ...]] = []
        for column, cell in self._texts(cells).items():
            headed = self._names.dimension(cell)
            named = tuple(t for t in self._names.targets(cell) if t in self._names.owner)
            if headed is not None and not named:
                self._dimension = headed
            elif named:
                (items if column in self._columns.naming else others).append(named)
        if not items and not others:
            return self._by_number(number, cells)
        return self._agreed(items or others)

    def _agreed(self, found: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
        """Return what all cells may mean; where each is sure of another line, all of these."""
        agreed = [t for t in found[-1] if all(t in each for each in found)]
        if agreed:
            return tuple(agreed)
        certain = [each for each in found if len({self._names.owner[t] for t in each}) == 1]
        if len({self._names.owner[each[0]] for each in certain}) > 1:
            return tuple(dict.fromkeys(t for each in certain for t in each))
        return certain[-1] if certain else found[-1]

    def _by_number(self, number: int, cells: Sequence[SheetCell]) -> tuple[str, ...]:
        """Return the line by its number, where what it can earn is right as well."""
        row = number, cells
        told, worth = (
            self._cell(row, column) for column in (self._columns.number, self._columns.worth)
        )
        if not told.isdecimal():
            return ()
        if self._running:
            line: str | None = self._order[int(told) - 1]
        else:
            line = None if self._dimension is None else self._names.item(self._dimension, told)
        points = None if line is None else self._sheet.lines[line].node.points
        if line is None or points is None or read_number(worth.removesuffix("分")) != points:
            return ()
        return (line,)

    def _cell(self, row: tuple[int, Sequence[SheetCell]], column: int | None) -> str:
        number, cells = row
        if column is None or column >= len(cells):
            return ""
        return self._page.text(number, column, cells[column])

    def _award(self) -> None:
        for line, rows in self._rows.items():
            parts = [target for target, _, _, _ in rows]
            _, text, note, place = rows[0]
            if parts == [line]:
                self._bound.award(line, text.removesuffix("分").strip(), note, place)
            elif line in parts or len(set(parts)) < len(parts):
                self._bound.problem(
                    "two-answers",
                    say("{count} rows give points to '{line}'", count=len(rows), line=line),
                    rows[-1][3],
                    say("keep one of them, or name another part of the indicator in each"),
                )
            else:
                self._add_up(line, rows)

    def _add_up(self, line: str, rows: Sequence[_Given]) -> None:
        """Award a line the sum of its parts, where all of them have points and are added up."""
        node = self._sheet.lines[line].node
        given = {target for target, _, _, _ in rows}
        inside = {child.id: {each.id for each in child.walk()} for child in node.children}
        lacking = [part for part, ids in inside.items() if not ids & given]
        numbers = [read_number(text.removesuffix("分")) for _, text, _, _ in rows]
        place = rows[-1][3]
        if node.kind != "sum":
            self._bound.problem(
                "parts-of-a-whole",
                say("the parts of '{line}' are not added up", line=line),
                place,
                say("give the points of the whole indicator"),
            )
        elif lacking or line in self._blank:
            self._bound.problem(
                "parts-missing",
                say("'{line}' has points for some of its parts, and none for {parts}",
                    line=line, parts=self._find.listed([*self._blank.get(line, ()), *[
                        part for part in lacking if not inside[part] & {*self._blank.get(line, ())}
                    ]])),
                next(iter(self._blank.get(line, {}).values()), place),
                say("write 0 for a part that earned nothing"),
            )  # fmt: skip
        elif None not in numbers:
            total = sum((n for n in numbers if n is not None), start=0)
            notes = "；".join(note for _, _, note, _ in rows if note)
            self._bound.award(line, spell(total), notes, place)
        else:
            for _, text, note, at in rows:
                if read_number(text) is None:
                    self._bound.award(line, text, note, at)  # told as any other

    def _unknown(self, texts: Sequence[str], candidates: Sequence[str], place: Place) -> None:
        shown = max(texts, key=len, default="").strip()
        name = shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST]}…"
        if candidates:
            self._bound.problem(
                "ambiguous-indicator",
                say("'{key}' may mean {candidates}",
                    key=name, candidates=self._find.listed(candidates)),
                place,
                say("write its item reference or its id beside it"),
            )  # fmt: skip
            return
        self._bound.problem(
            "unknown-indicator",
            say("the row has points, and no indicator is called '{name}'", name=name)
            if name
            else say("the row has points, and names no indicator"),
            place,
            next(
                (meant for text in texts
                 if (meant := self._find.meant(text[:_LONGEST], self._sheet.lines)) is not None),
                say("write its item reference, its title or its id beside it"),
            ),
        )  # fmt: skip
