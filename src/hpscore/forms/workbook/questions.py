"""The sheet of questions of a form: a row a question, and above them where the subject stands."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from hpscore.forms.options import yes_no_texts
from hpscore.forms.workbook.contents import Content, answer_content, fitting, write
from hpscore.forms.workbook.looks import INVALID, MISSING, Looks, height_of
from hpscore.forms.workbook.validation import (
    ListAt,
    Takes,
    count_takes,
    list_takes,
    note_takes,
    number_takes,
    question_takes,
)
from hpscore.message import say
from hpscore.model.assessment import Assessment
from hpscore.readers.filled.layout import COLUMNS, EXCUSED, PAGES
from hpscore.scoring.attainable import spell_attainable

if TYPE_CHECKING:
    from hpscore.forms.workbook.cover import Shown
    from hpscore.forms.workbook.entries import Entry
    from hpscore.forms.workbook.missing import Flag
    from hpscore.reports.book import Page, Style
    from hpscore.reports.names import Names

__all__ = ["FIRST", "QuestionsPage"]

_FLAGGED: Final = ("answer", "count", "of", "awarded")
"""The columns whose cells stand out while they hold what is not counted."""
FIRST: Final = 2
"""The first row below the standing and the headings."""
_STANDING: Final = 0
_HEADINGS: Final = 1
_WIDTHS: Final[Mapping[str, float]] = {
    "title": 22,
    "points": 5.5,
    "answer": 10,
    "count": 8,
    "of": 8,
    "awarded": 8.5,
    "secured": 8,
    "note": 22,
    "criterion": 42,
    "evidence": 24,
    "dimension": 18,
    "group": 18,
    "key": 22,
}
"""The first three fit on a phone that is held upright."""


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell that is filled in."""

    takes: Takes
    content: Content


class QuestionsPage:
    """Where every row and column stands, what is in them, and how it is written."""

    def __init__(
        self,
        page: Page,
        entries: Sequence[Entry],
        names: Names,
        assessment: Assessment | None,
        looks: Looks,
    ) -> None:
        self.page = page
        self.entries = entries
        self._names = names
        self._given = assessment or Assessment()
        self._looks = looks
        used = set(_used(entries))
        kept = [name for name in COLUMNS if name in used]
        self.columns = {name: place for place, name in enumerate(kept)}
        self._cells = [self._cells_of(entry) for entry in entries]

    def ref(self, place: int, column: str) -> str:
        """Return how formulas name a cell of an entry, by its place among the entries."""
        return self.page.ref(FIRST + place, self.columns[column])

    @property
    def uncounted(self) -> str:
        """The formula that counts the cells that stand out as not counted."""
        first = len(self.columns) + 1
        start = self.page.ref(FIRST, first)
        end = self.page.ref(FIRST + len(self.entries) - 1, first + len(_FLAGGED) - 1)
        return f"SUM({start}:{end.rpartition('!')[2]})"

    def refs(self, column: str) -> dict[str, str]:
        """Return the cells of a column that are filled in, by the keys of their rows."""
        return {
            entry.line or entry.key if column == "awarded" else entry.key: self.ref(place, column)
            for place, (entry, cells) in enumerate(zip(self.entries, self._cells, strict=True))
            if column in cells
        }

    def values(self) -> Iterator[tuple[str, Content]]:
        """Yield the cells that hold something, with what they hold."""
        for place, cells in enumerate(self._cells):
            for column, cell in cells.items():
                if cell.content is not None:
                    yield self.ref(place, column), cell.content

    def write(
        self,
        flags: Mapping[int, Flag],
        unread: Mapping[str, Flag],
        secured: Mapping[str, Shown],
        list_at: ListAt,
    ) -> None:
        """Write the page.

        `flags` are the cells that are 1 while a row is missing, by place; `unread` those that
        are 1 while a cell holds what is not counted, by cell; `secured` what lines earn.
        """
        sheet = self.page.sheet
        for name, column in self.columns.items():
            sheet.set_column(column, column, _WIDTHS[name])
            title = COLUMNS[name][self._names.language]
            self.page.text(_HEADINGS, column, title, self._looks.heading)
        sheet.set_row(_HEADINGS, 32)
        helper = len(self.columns)
        sheet.set_column(helper, helper + len(_FLAGGED), 3, None, {"hidden": True})
        for column in range(helper, helper + len(_FLAGGED) + 1):
            self.page.text(_HEADINGS, column, PAGES["sums"][self._names.language])
        for place, entry in enumerate(self.entries):
            row = FIRST + place
            if entry.kind == "band":
                style = self._looks.group if entry.depth else self._looks.band
                last = self.columns["dimension"] - 1
                self.page.merge(row, 0, last, entry.title, style)
                for column in range(last + 1, len(self.columns)):
                    self.page.blank(row, column, style)
                sheet.set_row(row, 18 if entry.depth else 22)
                continue
            self._row(row, entry, self._cells[place], secured.get(entry.line or ""))
            told = [(helper, flags.get(place))]
            told += [
                (helper + 1 + number, unread.get(self.ref(place, name)))
                for number, name in enumerate(_FLAGGED)
                if name in self._cells[place]
            ]
            for column, flag in told:
                if flag is not None:
                    self.page.formula(row, column, f"={flag.ref}", value=int(flag.on))
            self._rules(row, place, {column for column, flag in told if flag is not None}, list_at)
        sheet.freeze_panes(FIRST, 0)
        sheet.print_area(0, 0, FIRST + len(self.entries) - 1, self.columns["dimension"] - 1)

    def write_standing(self, shown: Shown) -> None:
        """Write the line at the top that tells where the subject stands."""
        style, last = self._looks.standing, self.columns["answer"]
        self.page.merge(_STANDING, 0, last, "", style)
        self.page.formula(_STANDING, 0, shown.formula, style, shown.value)
        width = sum(_WIDTHS[name] for name, column in self.columns.items() if column <= last)
        text = shown.longest or str(shown.value)
        self.page.sheet.set_row(_STANDING, height_of([(text, width - 2)], size=11, least=26))

    def write_running(self, shown: Shown) -> None:
        """Write beside it what every printed page begins with: the rubric, who, over which days."""
        first, last = self.columns["answer"] + 1, self.columns["dimension"] - 1
        self.page.merge(_STANDING, first, last, "", self._looks.running)
        self.page.formula(_STANDING, first, shown.formula, self._looks.running, shown.value)

    def _cells_of(self, entry: Entry) -> dict[str, _Cell]:
        """Return the cells of a row that are filled in."""
        names, given, found = self._names, self._given, dict[str, _Cell]()
        language = names.language
        answer = given.answers.get(entry.key)
        if entry.kind == "question" and entry.asked is not None:
            asked = entry.asked
            if asked.kind != "rate":
                content = answer_content(asked, answer, names)
                found["answer"] = _Cell(question_takes(asked, names), content)
            if asked.kind in ("rate", "percent"):
                own = answer is not None and answer.state == "given"
                parts = (answer.count, answer.of) if answer is not None and own else (None, None)
                for column, part in zip(("count", "of"), parts, strict=True):
                    content = None if part is None else fitting(part)
                    found[column] = _Cell(count_takes(names), content)
        elif entry.kind == "veto":
            happened = given.vetoes.get(entry.key.removeprefix("veto:"))
            texts = yes_no_texts(names)
            content = None if happened is None else texts[0 if happened else 1]
            found["answer"] = _Cell(list_takes(texts), content)
        elif entry.kind == "field":
            question, _, name = entry.key.partition(":")
            rate = given.answers.get(question)
            told = None if rate is None else rate.population if name == "population" else rate.date
            found["answer"] = _Cell(Takes(num_format="@", left=True), told)
        if entry.excusable:
            content = None if answer is None else EXCUSED[language]
            said = names.word(say("only where it does not apply; the reason is the note"))
            found["answer"] = _Cell(list_takes((EXCUSED[language],), said), content)
        if entry.line is not None:
            found["awarded"] = self._awarded(entry)
        if found and entry.kind not in ("veto", "field"):
            found["note"] = _Cell(note_takes(), self._note(entry))
        return found

    def _awarded(self, entry: Entry) -> _Cell:
        names = self._names
        awarded = self._given.points.get(entry.line or "")
        apart = any(
            other.kind == "awarded" and other.line == entry.line for other in self.entries
        ) and entry.kind != "awarded"  # fmt: skip
        content = None if awarded is None or apart else fitting(awarded.points)
        most = entry.points or 0
        possible = spell_attainable(names.sheet.lines[entry.line or ""].node)
        said = say("points given as a whole instead of answers: {values}", values=possible)
        return _Cell(number_takes(names, 0, most, said), content)

    def _note(self, entry: Entry) -> str | None:
        """Return the note of a row; that of its awarded points where nothing is answered."""
        given = self._given
        answer, awarded = given.answers.get(entry.key), given.points.get(entry.line or "")
        told = None if awarded is None else awarded.note
        if entry.kind == "awarded":
            return told
        if answer is not None and (answer.note is not None or answer.state != "derived"):
            return answer.note
        return given.notes.get(entry.key, told)

    def _row(
        self, row: int, entry: Entry, cells: Mapping[str, _Cell], secured: Shown | None
    ) -> None:
        """Write a row, as high as its texts; it grows with what is written into it."""
        looks, names = self._looks, self._names
        strong = entry.kind == "head" and entry.depth == 0
        evidence = "\n".join(paper_text(number, names) for number in entry.papers)
        texts = {
            "title": entry.title,
            "criterion": "\n".join(entry.said),
            "evidence": evidence,
            "dimension": entry.section,
            "group": entry.group,
            "key": entry.key,
        }
        for name, column in self.columns.items():
            if name in cells:
                cell = cells[name]
                style = looks.input(cell.takes.num_format, left=cell.takes.left)
                if name == "note":  # its beginning is seen whatever the height
                    style = {**style, "valign": "top"}
                write(self.page, row, column, cell.content, style)
            elif name == "secured" and secured is not None:
                style = looks.number(strong=entry.depth == 0)
                self.page.formula(row, column, secured.formula, style, secured.value)
            elif name == "points":
                style = looks.number(strong=entry.depth == 0)
                write(self.page, row, column, entry.points, style)
            elif name in texts:
                style = self._style(name, entry, strong)
                self.page.text(row, column, texts[name], style)
            else:
                self.page.blank(row, column, looks.shut())
        note = cells["note"].content if "note" in cells else None
        wrapped = {**texts, "note": str(note or ""), "answer": self._longest(cells)}
        self.page.high(row, height_of(
            (text, _WIDTHS[name] - (1.5 * entry.depth if name == "title" else 0))
            for name, text in wrapped.items() if name in self.columns and name != "key"
        ))  # fmt: skip

    def _style(self, name: str, entry: Entry, strong: bool) -> Style:
        if name == "title":
            return self._looks.text(entry.depth, strong=strong)
        return self._looks.faint() if name in ("dimension", "group", "key") else self._looks.text()

    @staticmethod
    def _longest(cells: Mapping[str, _Cell]) -> str:
        if "answer" not in cells:
            return ""
        cell = cells["answer"]
        content = cell.content if isinstance(cell.content, str) else ""
        return max((*cell.takes.options, content), key=len)

    def _rules(self, row: int, place: int, helpers: Container[int], list_at: ListAt) -> None:
        """Put rules on the cells of a row: what they take, and when they stand out."""
        first = len(self.columns)
        for name, cell in self._cells[place].items():
            column = self.columns[name]
            cell.takes.validate(self.page, (row, row), column, list_at)
            unread = first + 1 + _FLAGGED.index(name) if name in _FLAGGED else -1
            if unread in helpers:
                self._stands_out(row, column, f"={self._own(row, unread)}=1", INVALID)
            if name == "answer" and first in helpers:
                self._stands_out(row, column, f"={self._own(row, first)}=1", MISSING)

    def _own(self, row: int, column: int) -> str:
        """Return how rules of the page itself name a cell: old programs know no other page's."""
        return self.page.ref(row, column).rpartition("!")[2]

    def _stands_out(self, row: int, column: int, formula: str, style: Style) -> None:
        found = {"type": "formula", "criteria": formula, "stop_if_true": True,
                 "format": self.page.book.format(style)}  # fmt: skip
        self.page.sheet.conditional_format(row, column, row, column, found)


def paper_text(number: str, names: Names) -> str:
    """Return a paper in a line: its number, its title, and how many sets are wanted."""
    paper = names.rubric.evidence[number]
    title = names.paper(number)
    if paper.sets == 1:
        return title
    return names.bracketed(title, names.word(say("{sets} sets", sets=paper.sets)))


def _used(entries: Sequence[Entry]) -> Iterator[str]:
    """Yield the columns that some row needs."""
    yield from ("title", "answer", "note", "criterion", "dimension", "key")
    for entry in entries:
        if entry.points is not None:
            yield "points"
        shared = entry.asked is not None and entry.asked.kind in ("rate", "percent")
        if shared and entry.kind == "question":
            yield from ("count", "of")
        if entry.papers:
            yield "evidence"
        if entry.group:
            yield "group"
        if entry.line is not None:
            yield from ("awarded", "secured")
