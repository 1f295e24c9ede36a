"""The cover of a form: who is assessed, by what, how to fill it in, and where things stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from hpscore.forms.blank import Blank
from hpscore.forms.headings import heading_of
from hpscore.forms.workbook.contents import (
    Content,
    day_content,
    fact_content,
    write,
)
from hpscore.forms.workbook.looks import MISSING, Looks, height_of, titled
from hpscore.forms.workbook.validation import ListAt, Takes, day_takes, fact_takes
from hpscore.message import Message, say
from hpscore.model.assessment import STANDARD_TITLES, Assessment
from hpscore.model.digest import digest_of
from hpscore.readers.filled.layout import COVER, DIGEST, FORMAT
from hpscore.readers.tables.headings import Headings
from hpscore.reports.plain import plain

if TYPE_CHECKING:
    from hpscore.reports.book import Page, Style

__all__ = ["Cover", "Shown"]

_WIDTHS: Final = (15.0, 27.0)
_BOTH: Final = sum(_WIDTHS)
_SHORT: Final = 16
"""So many digits of the digest are shown beside its label."""
_RULE: Final = "＿" * 12


@dataclass(frozen=True, slots=True)
class Shown:
    """A label, and a formula with what it comes to."""

    label: str
    formula: str
    value: str | float
    longest: str = ""
    """The longest text that it can come to, where it is one."""


@dataclass(frozen=True, slots=True)
class _Field:
    label: str
    content: Content
    takes: Takes
    fact: str | None = None
    end: bool = False
    """Whether it is an end of the period."""


class Cover:
    """Where the facts stand on the cover, and how it is written."""

    def __init__(
        self, page: Page, blank: Blank, assessment: Assessment | None, looks: Looks
    ) -> None:
        self.page = page
        self._blank = blank
        self._names = blank.names
        self._given = assessment or Assessment()
        self._looks = looks
        self._head = list(self._heading())
        self._fields = [*self._facts(), *self._period(), self._assessor()]
        self._first = len(self._head) + 1

    def facts(self) -> dict[str, str]:
        """Return the cells of the facts, as formulas name them."""
        return {
            each.fact: self.page.ref(self._first + place, 1)
            for place, each in enumerate(self._fields)
            if each.fact is not None
        }

    def values(self) -> Iterator[tuple[str, Content]]:
        """Yield the cells of facts that hold something, with what they hold."""
        facts = self.facts()
        for each in self._fields:
            if each.fact is not None and each.content is not None:
                yield facts[each.fact], each.content

    def running(self) -> Shown:
        """Return what every printed page begins with: the rubric, who is assessed, the period."""
        names, page = self._names, self.page
        title = plain(names.text(names.rubric.title))
        gap = "　" if names.language == "zh" else "   "
        said, now = [f'"{_quoted(title)}{gap}"'], [title + gap]
        named = next((n for n, each in enumerate(self._fields) if each.fact == "name"), None)
        if named is not None:
            ref, content = page.ref(self._first + named, 1), self._fields[named].content
            said.append(f'IF({ref}="","{_RULE}",{ref})')
            now.append(_RULE if content is None else str(content))
        ends = [n for n, each in enumerate(self._fields) if each.end]
        for place, between in zip(ends, (gap, " – "), strict=True):
            ref, content = page.ref(self._first + place, 1), self._fields[place].content
            day = f'YEAR({ref})&"-"&RIGHT("0"&MONTH({ref}),2)&"-"&RIGHT("0"&DAY({ref}),2)'
            said.append(f'IF({ref}="","",IF(ISNUMBER({ref}),"{between}"&{day},"{between}"&{ref}))')
            now.append("" if content is None else f"{between}{content}")
        return Shown("", f"={'&'.join(said)}", "".join(now))

    def write(
        self, standing: Iterable[Shown], left_out: Sequence[Message], list_at: ListAt
    ) -> None:
        """Write the cover; `standing` is where the subject stands, by formulas."""
        page, looks, names = self.page, self._looks, self._names
        page.widths(_WIDTHS)
        row = 0
        for text, style, size in self._head:
            row = self._over_both(row, text, style, size)
        row = self._band(row, say("the subject, and who assesses it"))
        for each in self._fields:
            self._field(row, each, list_at)
            row += 1
        row = self._band(row, say("how to fill in"))
        for hint in self._hints():
            row = self._over_both(row, titled(names.word(hint)), looks.plain, 10)
        row = self._band(row, say("where it stands, by the formulas of this form"))
        for shown in standing:
            page.text(row, 0, titled(shown.label), looks.text())
            page.formula(row, 1, shown.formula, looks.result, shown.value)
            texts = ((shown.label, _WIDTHS[0]), (shown.longest, _WIDTHS[1] - 2))
            page.sheet.set_row(row, height_of(texts, size=11, least=24))
            row += 1
        for message in left_out:
            row = self._over_both(row, titled(names.word(message)), looks.small, 9)
        row = self._band(row, say("signatures"))
        for who in (say("signed by the assessor"), say("signed for the subject"), say("day")):
            page.merge(row, 0, 1, names.labelled(titled(names.word(who)), _RULE), looks.plain)
            page.sheet.set_row(row, 34)
            row += 1
        row = self._band(row, say("standard"))
        for label, value in self._standard():
            page.text(row, 0, label, looks.faint())
            page.text(row, 1, value, looks.faint())
            page.sheet.set_row(row, 18)
            row += 1
        told = f"{FORMAT} {digest_of(names.rubric)}"
        self._over_both(row, told, looks.small, 9)
        page.sheet.print_area(0, 0, row, 1)
        page.sheet.center_horizontally()

    def _hints(self) -> Iterator[Message]:
        yield say("fill in the yellow cells; the deeper yellow ones can still change the result")
        excusable = any(each.not_applicable for each in self._blank.questions())
        if excusable or any(True for _ in self._blank.excusable()):
            yield say("what is left empty stays open, which is not 0; what does not apply says so, "
                      "with a note")  # fmt: skip
        else:
            yield say("what is left empty stays open, which is not 0")
        dimensions = self._names.rubric.dimensions
        if any(line.points is not None for each in dimensions for line in each.indicators):
            yield say("points as a whole go to the column 'Awarded', instead of answers")
        yield say("once it is filled in: hpscore score FILE")

    def _standard(self) -> Iterator[tuple[str, str]]:
        language = self._names.language
        yield COVER["rubric"][language], plain(self._blank.named)
        kind, _, digits = digest_of(self._names.rubric).partition(":")
        yield DIGEST[language], f"{kind}:{digits[:_SHORT]}"

    def _heading(self) -> Iterator[tuple[str, Style, float]]:
        names, looks = self._names, self._looks
        rubric = names.rubric
        yield names.text(rubric.title), looks.title, 17
        origin = rubric.provenance
        if origin is not None:
            parts = (origin.document, origin.table, origin.issuer)
            said = names.joined(names.text(part) for part in parts if part is not None)
            yield said, looks.small, 9

    def _facts(self) -> Iterator[_Field]:
        names, meanings = self._names, Headings(self._blank.reader)
        for name in self._blank.fact_ids:
            label = self._label(name, meanings)
            content = fact_content(name, self._blank.facts.get(name), names)
            yield _Field(label, content, fact_takes(name, names), name)

    def _label(self, name: str, meanings: Headings) -> str:
        """Return what a fact is called, as far as that leads back to it."""
        names = self._names
        declared = names.rubric.facts.get(name)
        if declared is not None:
            said = names.text(declared.title) if declared.title else name
        else:
            said = names.word(STANDARD_TITLES[name]) if name in STANDARD_TITLES else name
        path = ("subject", name)
        if meanings.find(titled(said)) == path:
            return titled(said)
        return heading_of(path, self._blank, meanings, titles=True)

    def _period(self) -> Iterator[_Field]:
        names, period = self._names, self._given.period
        ends = (None, None) if period is None else (period.from_, period.to)
        said = say("both days included, written as 2022-12-31")
        for key, end in zip(("period.from", "period.to"), ends, strict=True):
            content = None if end is None else day_content(end)
            yield _Field(COVER[key][names.language], content, day_takes(names, said), end=True)

    def _assessor(self) -> _Field:
        takes = Takes(num_format="@", left=True)
        return _Field(COVER["assessor"][self._names.language], self._given.assessor, takes)

    def _field(self, row: int, each: _Field, list_at: ListAt) -> None:
        style = self._looks.input(each.takes.num_format, left=True)
        self.page.text(row, 0, each.label, self._looks.text())
        write(self.page, row, 1, each.content, style)
        each.takes.validate(self.page, (row, row), 1, list_at)
        fact = self._names.rubric.facts.get(each.fact or "")
        if fact is not None and fact.options:
            self._wanted(row)
        content = each.content if isinstance(each.content, str) else ""
        texts = ((each.label, _WIDTHS[0]), (content, _WIDTHS[1]))
        self.page.high(row, height_of(texts, least=22))

    def _wanted(self, row: int) -> None:
        """Let a fact that questions may hang on stand out while it is blank."""
        cell = self.page.ref(row, 1).rpartition("!")[2]
        rule = {"type": "formula", "criteria": f'={cell}=""',
                "format": self.page.book.format(MISSING)}  # fmt: skip
        self.page.sheet.conditional_format(row, 1, row, 1, rule)

    def _band(self, row: int, title: Message) -> int:
        self.page.merge(row, 0, 1, titled(self._names.word(title)), self._looks.band)
        self.page.sheet.set_row(row, 22)
        return row + 1

    def _over_both(self, row: int, text: str, style: Style, size: float) -> int:
        self.page.merge(row, 0, 1, text, style)
        self.page.sheet.set_row(row, height_of([(text, _BOTH)], size=size))
        return row + 1


def _quoted(text: str) -> str:
    return text.replace('"', '""')
