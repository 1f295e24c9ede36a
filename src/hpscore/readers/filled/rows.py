"""Read the rows of a sheet of questions: what was answered, counted, noted and awarded."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from hpscore.message import Message, say
from hpscore.model.answer import Asked
from hpscore.model.scalars import fold, read_number, read_yes_no
from hpscore.model.sheet import Issue
from hpscore.readers.carrying import old_name, renamed_key
from hpscore.readers.filled.binding import Binding
from hpscore.readers.filled.filled import Place
from hpscore.readers.filled.intervals import interval_ends
from hpscore.readers.filled.keys import Keys
from hpscore.readers.filled.layout import AWARDED, COLUMNS, Words
from hpscore.readers.filled.pages import Spread, plain
from hpscore.readers.filled.shape import FILLED, blank_cell, check_shape
from hpscore.readers.locating import MOST_ISSUES
from hpscore.readers.tables.bare import item_before
from hpscore.readers.tables.mangled import unfit
from hpscore.readers.workbooks.bad_cells import BadCell
from hpscore.source import DataPath
from hpscore.source.finding import brief

if TYPE_CHECKING:
    from hpscore.readers.workbooks.opening import SheetCell

__all__ = ["read_rows"]

_NUMBERS: Final = frozenset({"count", "percent", "number", "rating"})
_APPLIES: Final = frozenset({"适用", "applicable", "applies"})
_LABEL: Final = re.compile(
    r"注\d*|备注|说明|.*(?:[：:]|人|组长|签字|签名|签章|盖章|日期|signed by|date|notes?)",
    re.IGNORECASE,
)
"""The title of a row below the table in which people sign, or say something of the whole."""

Cells = Mapping[str, tuple[int, "SheetCell"]]


def read_rows(spread: Spread, keys: Keys, bound: Binding) -> None:
    """Read every row below the headings of a sheet of questions."""
    rows = [(number, cells) for number, cells in spread.below]
    key_column = spread.columns.get("key", -1)
    keyed = [at for at, (_, cells) in enumerate(rows) if _text(spread, rows[at], key_column)]
    last = keyed[-1] if keyed else len(rows)
    check_shape(spread, {rows[at][0] for at in keyed}, bound)
    for at, (number, cells) in enumerate(rows):
        if len(bound.problems) > MOST_ISSUES:
            break  # more would not be told, and looking for near names takes its time
        filled = {
            name: (column, cells[column])
            for name in FILLED
            if (column := spread.columns.get(name, -1)) >= 0
            and column < len(cells)
            and not blank_cell(cells[column])
        }
        bad = [(c, cell.fault) for c, cell in filled.values() if isinstance(cell, BadCell)]
        for column, fault in bad:
            place = spread.page.sheet, number, column
            bound.problem(fault.code, fault.message, place, fault.help)
        if not filled or bad or _is_heading(spread, filled):
            continue
        _Row(spread, number, filled, keys, bound).read(
            _text(spread, rows[at], key_column),
            _text(spread, rows[at], spread.columns.get("title", -1)),
            below=at > last,
        )


class _Row:
    """A row in which something was filled in."""

    def __init__(
        self, spread: Spread, number: int, filled: Cells, keys: Keys, bound: Binding
    ) -> None:
        self._page = spread.page
        self._columns = spread.columns
        self._number = number
        self._filled = filled
        self._keys = keys
        self._bound = bound

    def read(self, key: str, title: str, *, below: bool) -> None:
        """Read the row; one below all others may be a remark."""
        if self._bound.renamed and key:
            renamed = renamed_key(key, self._bound.renamed)
            if renamed is None:
                return  # this version does not ask it
            key = renamed
        if self._bound.other_version and (key or title) and self._is_of_old_name(key or title):
            return
        if key.startswith(AWARDED) and self._filled.keys() <= {"awarded", "note"}:
            if "awarded" in self._filled:
                self._award(key.removeprefix(AWARDED))
            else:
                self._not_taken(("note",))
            return
        found: DataPath | Issue | None = self._keys.find(key) if key else None
        if not key:
            remark = below and self._is_remark(title)
            if remark and not self._keys.knows(title):
                return  # and looking for what is like it would take its time
            found = self._keys.find(title) if title else None
            if found is None or isinstance(found, Issue):
                if not remark:
                    self._without_key(title)
                return
            key = title
        if "awarded" in self._filled:
            self._award(key)
        if self._filled.keys() <= {"awarded"}:
            return
        if isinstance(found, Issue):
            if self._is_answered() or "awarded" not in self._filled:
                self._unknown(key, found)
        elif found is not None:
            self._answer(found)

    def _answer(self, path: DataPath) -> None:
        asked = self._bound.reader.sheet.questions.get(str(path[1])) if path[1:] else None
        if path[0] != "answers" or path[2:]:
            self._single(path)
        elif asked is None:
            self._left_out(path)
        else:
            self._value(path, asked)
            for name in ("count", "of"):
                if name in self._filled:
                    self._add((*path, name), self._told(name), name)
            note = self._told("note")
            if note and (self._is_answered() or "awarded" not in self._filled):
                self._add((*path, "note"), note, "note")

    def _value(self, path: DataPath, asked: Asked) -> None:
        if "answer" not in self._filled:
            return
        column, raw = self._filled["answer"]
        if isinstance(raw, date) and asked.kind in _NUMBERS:
            self._bound.problem(
                "date-for-number",
                say("'{question}' is a number, and the cell holds the date {day}",
                    question=asked.id, day=self._told("answer")),
                self._at("answer"),
                say("format the cell as text, and enter it again: 7-9 becomes a date by itself"),
            )  # fmt: skip
            return
        percent = asked.kind == "percent"
        text = self._told("answer", percent=percent)
        ends = interval_ends(text) if asked.kind in _NUMBERS else {}
        if percent and self._is_share(column, raw, ends.values() or (text,)):
            self._bound.problem(
                "share-or-percent",
                say("'{question}' may be a share or per cent, got {got}",
                    question=asked.id, got=self._told("answer")),
                self._at("answer"),
                say("write 85 % as 85%, or format the cell as a percentage"),
            )  # fmt: skip
            return
        if not percent and self._is_shown_as_percent(column, raw):
            self._percent_for_number(asked.id, "answer")
            return
        for name, end in ends.items():
            self._add((*path, name), end, "answer")
        if not ends:
            self._add(path, text, "answer")

    def _is_share(self, column: int, raw: SheetCell, texts: Iterable[str]) -> bool:
        """Say whether a number, or an end of a range, may be a share of 1 or one of 100."""
        if isinstance(raw, int | float) and not isinstance(raw, bool):
            return 0 < raw <= 1 and not self._page.percent(self._number, column)
        numbers = map(read_number, texts)  # with a sign it is none
        return any(number is not None and 0 < number <= 1 for number in numbers)

    def _is_shown_as_percent(self, column: int, raw: SheetCell) -> bool:
        """Say whether a cell holds 0.85 and shows 85 %; a whole number is told by no format."""
        part = isinstance(raw, float) and 0 < raw < 1
        return part and self._page.percent(self._number, column)

    def _percent_for_number(self, key: str, name: str) -> None:
        shown = self._told(name, percent=True)
        self._bound.problem(
            "percent-for-number",
            say("'{key}' takes no per cent, and the cell shows {shown} %", key=key, shown=shown),
            self._at(name),
            say("format the cell as a number, and enter it again"),
        )

    def _single(self, path: DataPath) -> None:
        """Read what has nothing but a value: a veto, a fact, whom a rate is about."""
        if "answer" in self._filled:
            self._add(path, self._told("answer"), "answer")
        self._not_taken(("count", "of", *(() if "awarded" in self._filled else ("note",))))

    def _not_taken(self, names: Iterable[str]) -> None:
        """Tell of cells that this row does not have, and of a note that is about nothing."""
        for name in names:
            if name in self._filled:
                self._bound.problem(
                    "not-taken",
                    say("nothing can stand below '{heading}' in this row, got '{got}'",
                        heading=Words(COLUMNS[name]), got=brief(self._told(name))),
                    self._at(name),
                    say("write it into the row of a question, or clear the cell"),
                )  # fmt: skip

    def _left_out(self, path: DataPath) -> None:
        """Read a row that asks only whether a line or dimension applies."""
        text = self._told("answer")
        if text and fold(text) not in _APPLIES:
            self._add(path, text, "answer")
            note = self._told("note")
            if note:
                self._add((*path, "note"), note, "note")
        elif "awarded" not in self._filled:
            self._not_taken(("note",))
        self._not_taken(("count", "of"))

    def _award(self, key: str) -> None:
        place = self._at("awarded")
        line = self._keys.line(key)
        if line is None:
            self._bound.problem(
                "unknown-indicator",
                say("'{key}' is no indicator that points could be awarded to", key=key),
                place,
                say("award them in the row of an indicator"),
            )
            return
        if self._is_shown_as_percent(*self._filled["awarded"]):
            self._percent_for_number(line, "awarded")
            return
        note = "" if self._is_answered() else self._told("note")
        self._bound.award(line, self._told("awarded"), note, place)

    def _is_of_old_name(self, name: str) -> bool:
        """Tell of a row of another version whose name is no id; it may mean something else here."""
        path = self._keys.find(name)
        if isinstance(path, Issue) or path is None or path[0] not in ("answers", "points"):
            return False
        issue = old_name(self._bound.rubric, name.removeprefix(AWARDED).partition(":")[0])
        if issue is None or not self._filled:
            return False
        first = next(iter(self._filled))
        self._bound.problem(issue.code, issue.message, self._at(first), issue.help)
        return True

    def _is_answered(self) -> bool:
        """Say whether the row answers a question; then its note is the answer's."""
        return bool(self._filled.keys() & {"answer", "count", "of"})

    def _without_key(self, title: str) -> None:
        name = next(name for name in FILLED if name in self._filled)  # its note is the last
        self._bound.problem(
            "row-without-key",
            say("the row has an answer and no key, and no question is called '{title}'",
                title=title)
            if title
            else say("the row has an answer and neither a key nor a title"),
            self._at(name),
            self._meant(title)
            or say("clear the row, or move what it says to the note of a question"),
        )  # fmt: skip

    def _meant(self, title: str) -> Message | None:
        """Return what a row without a key probably is."""
        reader = self._bound.reader
        item = item_before(title)
        if item is not None and (lines := reader.names.find(item)):
            return say("write '{key}' into the column of keys", key=lines[0])
        return reader.names.meant(title, {*reader.sheet.questions, *reader.sheet.lines})

    def _unknown(self, key: str, found: Issue) -> None:
        place = self._at("key" if "key" in self._columns else "title")
        line = self._keys.line(key)
        if found.code != "unknown-heading" and line is not None:
            parts = [*self._bound.reader.sheet.lines[line].node.questions()]
            self._bound.problem(
                "answer-beside-parts",
                say("'{line}' is answered by its parts, not as a whole", line=line),
                self._at(next(name for name in FILLED if name in self._filled)),
                say("answer {parts}, or give points directly", parts=parts),
            )
            return
        if found.code != "unknown-heading":
            self._bound.problem(
                found.code, found.message, place, say("write one of them as the key")
            )
            return
        reader, rubric = self._bound.reader, self._bound.rubric.rubric
        known = {*reader.sheet.questions, *reader.sheet.lines}
        self._bound.problem(
            "unknown-question",
            say("there is no question '{key}' in {rubric}", key=key, rubric=rubric),
            place,
            reader.names.meant(key, known)
            or say("hpscore show {rubric} lists the questions", rubric=rubric),
        )

    def _is_remark(self, title: str) -> bool:
        """Say whether what stands below the table is a note, a label (`date:`), or behind one."""
        labelled = _LABEL.fullmatch(title) is not None
        return all(
            name == "note"
            or (
                isinstance(value, str)
                and _is_words(value)
                and (labelled or value.rstrip().endswith((":", "：")))
            )
            for name, (_, value) in self._filled.items()
        )

    def _told(self, name: str, *, percent: bool = False) -> str:
        if name not in self._filled:
            return ""
        column, raw = self._filled[name]
        return self._page.text(self._number, column, raw, percent=percent)

    def _add(self, path: DataPath, text: str, name: str) -> None:
        place = self._at(name)
        if text.startswith("#") or text.casefold() == "nan":
            for issue in unfit(path[:2], text):
                self._bound.problem(issue.code, issue.message, place, issue.help)
                return
        self._bound.add(path, text, place)

    def _at(self, name: str) -> Place:
        return self._page.sheet, self._number, self._columns[name]


def _text(spread: Spread, row: tuple[int, Sequence[SheetCell]], column: int) -> str:
    number, cells = row
    if not 0 <= column < len(cells) or blank_cell(cells[column]):
        return ""
    return " ".join(spread.page.text(number, column, cells[column]).split())


def _is_heading(spread: Spread, filled: Cells) -> bool:
    """Say whether a row only repeats the headings, as printed forms do."""
    head = spread.page.rows[spread.head][1]
    return all(
        isinstance(value, str) and plain(value) == plain(str(head[column]))
        for column, value in filled.values()
    )


def _is_words(text: str) -> bool:
    return read_yes_no(text) is None and read_number(text, percent=True) is None
