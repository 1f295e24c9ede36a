"""Read sheets laid out as published: a row an indicator, with the points that were given."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from hpscore.message import say
from hpscore.model.scalars import fold, read_number
from hpscore.problem import Problem, ProblemError
from hpscore.readers.filled.awarding import Awarding, Columns
from hpscore.readers.filled.binding import Binding
from hpscore.readers.filled.filled import Filled, Place, filled_document
from hpscore.readers.filled.keys import Keys, fixed_label
from hpscore.readers.filled.lines import LineNames
from hpscore.readers.filled.pages import FIRST_ROWS, Page
from hpscore.readers.filled.published_words import (
    JUDGED,
    LABELS,
    NOTES,
    NUMBERS,
    OWN,
    WORTHS,
    bare,
    is_item,
    is_subject,
)
from hpscore.source import DataPath, Document, Value

if TYPE_CHECKING:
    from collections.abc import Callable

    from hpscore.model.rubric import Rubric
    from hpscore.readers.assessments import Reader
    from hpscore.readers.catalogue import Catalogue

__all__ = ["Published", "published_sheets"]

_LABELLED: Final = re.compile(r"([^\s:：]{1,16})\s*[:：]\s*([^\s:：_＿]+)(?!\s*[:：])")
"""A label and its value in one cell; a cell may have several."""
_ANNEX: Final = re.compile(r"(?:附件|附表|表|annex)\s*[\d一二三四五六七八九十]*\s*[:、.]?\s*")
_SHORTEST: Final = 5
"""How long the name of a published table is at least that is looked for in a title."""
_MOST_LIKE: Final = 0.6
"""Which share of a rubric's lines a sheet has at least that is like it."""


@dataclass(frozen=True, slots=True)
class Published:
    """A sheet laid out as published."""

    file: str
    source: str
    page: Page
    head: int
    """Which of its rows has the headings."""
    scores: tuple[int, ...]
    """The columns of points: those that others gave, or those of the place itself."""
    columns: Columns

    def naming(self) -> Document:
        """Return the rubric that a label above the sheet names."""
        value: dict[str, Value] = {}
        places: dict[DataPath, Place] = {}
        for path, text, place in self._labelled(_label):
            if path == ("rubric",) and path not in places:
                value["rubric"], places[path] = text, place
        return filled_document(value, self.source, self.file, self.page.sheet, places)

    def recognised(self, catalogue: Catalogue) -> str | None:
        """Return the rubric whose name, or whose published table, stands above the headings."""
        above = [fold(cell) for _, row in self._above() for cell in row if isinstance(cell, str)]
        rubrics = [catalogue.get(name) for name in catalogue.ids()]
        named = [r for r in rubrics if any(_is_named(cell, r) for cell in above if cell)]
        if len(named) == 1:
            return named[0].rubric
        document = self.naming()
        like = self._like(named or rubrics)
        help_ = (
            say("its rows are like those of {rubric}: give --rubric {rubric}", rubric=like.rubric)
            if like is not None
            else say("give --rubric; hpscore list names the rubrics")
        )
        message = say("the sheet does not say which rubric it answers")
        raise ProblemError([Problem("no-rubric", message, document.locate(()), help_)])

    def read(self, reader: Reader) -> tuple[Document, Sequence[Problem]]:
        """Return its points by the lines of a rubric, and what it says of the subject."""
        named = self.naming().value
        assert isinstance(named, dict)
        bound = Binding(self.file, reader, named.get("rubric"))
        keys: Keys = reader.keys
        for path, text, place in self._labelled(lambda label: _label(label) or keys.label(label)):
            if path[0] in ("subject", "assessor", "rubric"):
                bound.add(path, text, place)
        if len(self.scores) > 1:
            self._several(bound)
        columns = replace(self.columns, score=self.scores[0])
        Awarding(self.page, columns, reader, bound).read(self.page.rows[self.head + 1 :])
        return bound.done(self.source, self.page)

    def _several(self, bound: Binding) -> None:
        number, head = self.page.rows[self.head]
        names = [str(head[column]).strip() or column + 1 for column in self.scores]
        bound.problem(
            "several-scores",
            say("several columns hold points: {names}", names=names),
            (self.page.sheet, number, self.scores[1]),
            say("keep the one that counts"),
        )

    def _above(self) -> Sequence[tuple[int, Sequence[object]]]:
        return self.page.rows[: self.head]

    def _labelled(
        self, meaning: Callable[[str], DataPath | None]
    ) -> Iterator[tuple[DataPath, str, Place]]:
        """Yield what stands behind a label above the headings, or below the points."""
        for at, (number, row) in enumerate(self.page.rows):
            if at >= self.head and any(_is_number(row, column) for column in self.scores):
                continue
            texts = [(c, cell) for c, cell in enumerate(row) if cell != "" and at != self.head]
            for place, (column, cell) in enumerate(texts):
                if not isinstance(cell, str):
                    continue
                for label, value in _LABELLED.findall(cell):
                    path = meaning(label)
                    if path is not None:
                        yield path, value, (self.page.sheet, number, column)
                following = texts[place + 1] if place + 1 < len(texts) else None
                ends = cell.rstrip().endswith((":", "：")) or at < self.head
                path = meaning(cell) if ends and following else None
                if path is not None and following is not None:
                    text = self.page.text(number, *following)
                    yield path, text, (self.page.sheet, number, following[0])

    def _like(self, rubrics: Sequence[Rubric]) -> Rubric | None:
        """Return the only rubric most of whose lines stand on the sheet."""
        found = [
            rubric
            for rubric in rubrics
            if rubric.extends is None
            and self._known(rubric) >= _MOST_LIKE * sum(1 for _ in rubric.lines())
        ]
        return found[0] if len(found) == 1 else None

    def _known(self, rubric: Rubric) -> int:
        """Return how many lines of a rubric stand on the sheet."""
        from hpscore.readers.assessments import Reader

        names = LineNames(Reader(rubric))
        rows = self.page.rows[self.head + 1 :]
        cells = {cell for _, row in rows for cell in row if isinstance(cell, str) and cell}
        return len({line for cell in cells for line in names.lines(cell)})


def published_sheets(pages: Sequence[Page], file: str) -> Sequence[Filled]:
    """Return the sheets laid out as published, each an assessment."""
    found = [each for page in pages if (each := _published(page, file)) is not None]
    if len(found) < 2:
        return found
    return [replace(p, source=f"{file}#{p.page.sheet.replace('/', '／')}") for p in found]


def _published(page: Page, file: str) -> Published | None:
    """Return a sheet with a column of items and one of points; None for any other."""
    for at, (_, row) in enumerate(page.rows[:FIRST_ROWS]):
        headings = {c: bare(cell) for c, cell in enumerate(row) if isinstance(cell, str) and cell}
        if any(map(is_subject, headings.values())) or not any(map(is_item, headings.values())):
            continue
        head, told = at, dict(headings)
        if at + 1 < len(page.rows):  # headings of two rows: points, by whom
            lower = {c: bare(v) for c, v in enumerate(page.rows[at + 1][1]) if isinstance(v, str)}
            by = {c: text for c, text in lower.items() if text in OWN | JUDGED and text}
            if by and not any(_is_number(page.rows[at + 1][1], c) for c in by):
                head, told = at + 1, {**{c: t for c, t in told.items() if t not in JUDGED}, **by}
        scores = _scores(page, head, told)
        if scores:
            note, number, worth = (
                next((c for c, text in told.items() if text in words), None)
                for words in (NOTES, NUMBERS, WORTHS)
            )
            columns = Columns(scores[0], note, number, worth)
            return Published(file, file, page, head, scores, columns)
    return None


def _scores(page: Page, head: int, told: Mapping[int, str]) -> tuple[int, ...]:
    """Return the columns of points that are filled in; those of others before one's own."""
    first: tuple[int, ...] = ()
    for words in (JUDGED, OWN):
        columns = tuple(c for c, text in told.items() if text in words)
        filled = tuple(
            c for c in columns if any(_is_number(row, c) for _, row in page.rows[head + 1 :])
        )
        if filled:
            return filled
        first = first or columns[:1]
    return first


def _is_number(row: Sequence[object], column: int) -> bool:
    if column >= len(row) or isinstance(row[column], bool):
        return False
    cell = row[column]
    if isinstance(cell, str):
        return read_number(cell.strip().removesuffix("分")) is not None
    return isinstance(cell, int | float)


def _label(text: str) -> DataPath | None:
    name = "".join(text.split()).rstrip(":：")
    return LABELS.get(name) or (
        path if (path := fixed_label(name)) in (("rubric",), ("assessor",)) else None
    )


def _is_named(cell: str, rubric: Rubric) -> bool:
    """Say whether a folded title is the name of a rubric, or has that of its published table."""
    source = rubric.provenance
    told = None if source is None or rubric.extends is not None else source.table
    tables = () if told is None else told.both()  # an overlay only has that of its standard
    title = _ANNEX.sub("", cell, count=1) if _ANNEX.match(cell) else cell
    if title in {fold(name) for name in (rubric.rubric, *rubric.aliases, *rubric.title.both())}:
        return True
    cut = ("".join(_ANNEX.sub("", fold(table), count=1).split()) for table in tables)
    return any(len(table) >= _SHORTEST and table in "".join(title.split()) for table in cut)
