"""A form as a workbook: a cover, a row a question, what is missing, papers, registers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, BinaryIO, Final

from hpscore.forms.blank import Blank
from hpscore.forms.formulas.compiled import compile_formulas
from hpscore.forms.formulas.places import Places
from hpscore.forms.workbook.contents import Content
from hpscore.forms.workbook.cover import Cover
from hpscore.forms.workbook.entries import entries_of
from hpscore.forms.workbook.lists import Lists
from hpscore.forms.workbook.looks import PERMITTED, Looks
from hpscore.forms.workbook.missing import Flag, Missing
from hpscore.forms.workbook.papers import write_papers
from hpscore.forms.workbook.questions import QuestionsPage
from hpscore.forms.workbook.registers import filled_range, sheet_title, write_register
from hpscore.forms.workbook.standing import Standing
from hpscore.model.digest import digest_of
from hpscore.readers.filled.layout import PAGES
from hpscore.reports.book import Book, in_footer

if TYPE_CHECKING:
    from hpscore.forms.formulas.compiled import CellValue, Compiled
    from hpscore.model.assessment import Assessment
    from hpscore.reports.book import Page

__all__ = ["write_form"]

_SHORT: Final = 16


def write_form(blank: Blank, stream: BinaryIO, assessment: Assessment | None = None) -> None:
    """Write the form of a rubric; with an assessment, all of it stands in its cells.

    What its formulas come to stands in their cells too, for programs that do not recompute.
    """
    if assessment is not None:
        blank = replace(blank, facts={**blank.facts, **assessment.subject})
    _Form(blank, stream, assessment).write()


class _Form:
    """A workbook whose pages are laid out first, so that formulas can name their cells."""

    def __init__(self, blank: Blank, stream: BinaryIO, assessment: Assessment | None) -> None:
        self._names = names = blank.names
        self._given = assessment
        self._looks = looks = Looks(names.language)
        self._book = Book(stream)
        pages = {name: titles[names.language] for name, titles in PAGES.items()}
        cover, questions = self._book.page(pages["cover"]), self._book.page(pages["questions"])
        self._missing = self._book.page(pages["missing"])
        self._papers = self._book.page(pages["papers"]) if names.rubric.evidence else None
        self._registers = {
            name: self._book.page(sheet_title(name, names)) for name in names.rubric.registers
        }
        self._sums = self._book.page(pages["sums"], hidden=True)
        self._cover = Cover(cover, blank, assessment, looks)
        entries = entries_of(blank, assessment)
        self._questions = QuestionsPage(questions, entries, names, assessment, looks)
        self._lists = Lists(self._book, self._sums)

    def write(self) -> None:
        """Write all pages, and finish the workbook."""
        names, looks, entries = self._names, self._looks, self._questions.entries
        places, values = self._places()
        compiled = compile_formulas(names, places, _SumsPage(self._sums), values)
        shown = self._write_sums(compiled)
        flags = {
            place: self._waiting(entry.key, ref, shown.get(ref) == 1)
            for place, entry in enumerate(entries)
            for ref in [compiled.missing.get(entry.key.removeprefix("veto:"))]
            if ref is not None and entry.kind in ("question", "veto")
        }
        missing = Missing(self._missing, self._sums, entries, flags, names)
        missing.write(looks)
        unread = {cell: Flag(ref, shown.get(ref) == 1) for cell, ref in compiled.unread.items()}
        standing = Standing(compiled, shown, missing, self._uncounted(unread), names)
        self._questions.write(flags, unread, standing.lines(), self._lists.at)
        self._questions.write_standing(standing.line())
        running = self._cover.running()
        self._questions.write_running(running)
        self._cover.write(standing.rows(), compiled.left_out, self._lists.at)
        if self._papers is not None:
            files = {} if self._given is None else self._given.evidence
            write_papers(self._papers, names, looks, files, running)
        for name, page in self._registers.items():
            handed = None if self._given is None else self._given.registers.get(name)
            rows = () if handed is None else handed.rows
            register = names.rubric.registers[name]
            write_register(page, register, rows, names, looks, self._lists.at, running)
        self._finish()

    def _places(self) -> tuple[Places, dict[str, CellValue]]:
        questions = self._questions
        answers, vetoes = questions.refs("answer"), dict[str, str]()
        for key in [key for key in answers if key.startswith("veto:")]:
            vetoes[key.removeprefix("veto:")] = answers.pop(key)
        columns = questions.columns
        places = Places(
            answers,
            questions.refs("count") if "count" in columns else {},
            questions.refs("of") if "of" in columns else {},
            self._cover.facts(),
            vetoes,
            questions.refs("awarded") if "awarded" in columns else {},
        )
        contents = (*questions.values(), *self._cover.values())
        return places, {ref: _value(content) for ref, content in contents}

    def _waiting(self, key: str, ref: str, on: bool) -> Flag:
        """Return whether a question is missing: not while all its registers have rows."""
        wanted = next((m.needed for m in self._names.rubric.measures if m.answers == key), ())
        if not wanted:
            return Flag(ref, on)
        given = self._given.registers if self._given is not None else {}
        handed = all(name in given and given[name].rows for name in wanted)
        filled = ",".join(
            f"COUNTA({filled_range(self._registers[name], self._names.rubric.registers[name])})>0"
            for name in wanted
        )
        return Flag(f"IF(AND({filled}),0,{ref})", on and not handed)

    def _uncounted(self, unread: Mapping[str, Flag]) -> tuple[str, int]:
        """Return the formula that counts what is not counted, and what it comes to."""
        return self._questions.uncounted, sum(flag.on for flag in unread.values())

    def _write_sums(self, compiled: Compiled) -> dict[str, str | float]:
        """Write the formulas, and return what they come to by their cells."""
        shown: dict[str, str | float] = {}
        self._sums.widths((44, 14, 3))
        for row, found in enumerate(compiled.sums):
            self._sums.text(row, 0, found.label)
            self._sums.formula(row, 1, found.formula, value=found.value)
            shown[self._sums.ref(row, 1)] = found.value
        return shown

    def _finish(self) -> None:
        rubric = self._names.rubric
        digest = digest_of(rubric)
        by = f"{rubric.rubric}@{rubric.version} {digest[: digest.index(':') + 1 + _SHORT]}"
        footer = f"&L&8{in_footer(by)}&R&8&P / &N"
        for page in self._visible():
            wide = page is self._questions.page
            page.printed(wide=wide, repeated=None if page is self.cover else (0, 1), footer=footer)
        self._cover.page.sheet.fit_to_pages(1, 1)
        for page in (*self._visible(), self._sums):
            page.sheet.protect("", PERMITTED)
        self._book.describe(title=self._names.text(rubric.title), comments=by)
        self._book.close()

    def _visible(self) -> Iterator[Page]:
        yield from (self._cover.page, self._questions.page, self._missing)
        if self._papers is not None:
            yield self._papers
        yield from self._registers.values()

    @property
    def cover(self) -> Page:
        """The page without headings."""
        return self._cover.page


class _SumsPage:
    """The hidden page as formulas see it: a row each, in its second column."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def ref(self, row: int) -> str:
        """Return how formulas name the cell of a row."""
        return self._page.ref(row, 1)


def _value(content: Content) -> CellValue:
    """Return what formulas find in a cell: a day is the number of days since 1899-12-30."""
    return (content - date(1899, 12, 30)).days if isinstance(content, date) else content
