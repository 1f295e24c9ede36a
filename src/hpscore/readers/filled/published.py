"""Read sheets laid out as published: a row an indicator, with the points that were given."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from hpscore.message import say
from hpscore.model.scalars import fold
from hpscore.problem import Problem, ProblemError
from hpscore.readers.filled.awarding import Awarding
from hpscore.readers.filled.binding import Binding
from hpscore.readers.filled.filled import Place, filled_document
from hpscore.readers.filled.keys import Keys, fixed_label
from hpscore.readers.filled.lines import LineNames
from hpscore.readers.filled.pages import Page
from hpscore.readers.filled.points_columns import Heads, heads_of, is_points
from hpscore.readers.filled.published_words import LABELS
from hpscore.readers.workbooks.opening import cell_name
from hpscore.source import DataPath, Document, Value

if TYPE_CHECKING:
    from collections.abc import Callable

    from hpscore.message import Message
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
    heads: Heads
    beside: tuple[str, ...] = ()
    """Tables of the workbook that are not read, since it has sheets with points."""

    @property
    def head(self) -> int:
        """Which of its rows has the headings."""
        return self.heads.row

    def remarks(self) -> Sequence[Message]:
        """Return which columns of points, and which sheets, are passed over."""
        found: list[Message] = []
        heads = self.heads
        if heads.others and len(heads.scores) == 1:
            (taken,) = self._named(heads.scores)
            others = self._named(heads.others)
            found.append(say("points are those of the column '{taken}', not of {others}",
                             taken=taken, others=others))  # fmt: skip
        if self.beside:
            found.append(say("not read beside the sheet with points: {sheets}",
                             sheets=[*self.beside]))  # fmt: skip
        return found

    def _named(self, columns: Sequence[int]) -> list[str]:
        row = self.page.rows[self.head][0]
        return [self.heads.told[c] or cell_name(row, c) for c in columns]

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
        if len(self.heads.scores) > 1:
            self._several(bound)
        Awarding(self.page, self.heads.columns, reader, bound).read(self.page.rows[self.head + 1 :])
        return bound.done(self.source, self.page)

    def _several(self, bound: Binding) -> None:
        scores = self.heads.scores
        bound.problem(
            "several-scores",
            say("several columns hold points: {names}", names=self._named(scores)),
            (self.page.sheet, self.page.rows[self.head][0], scores[1]),
            say("keep the one that counts"),
        )

    def _above(self) -> Sequence[tuple[int, Sequence[object]]]:
        return self.page.rows[: self.head]

    def _labelled(
        self, meaning: Callable[[str], DataPath | None]
    ) -> Iterator[tuple[DataPath, str, Place]]:
        """Yield what stands behind a label above the headings, or below the points."""
        for at, (number, row) in enumerate(self.page.rows):
            if at >= self.head and any(is_points(row, column) for column in self.heads.scores):
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


def published_sheets(pages: Sequence[Page], file: str) -> Sequence[Published]:
    """Return the sheets laid out as published, each an assessment."""
    found = [
        Published(file, file, page, heads)
        for page in pages
        if (heads := heads_of(page)) is not None
    ]
    if len(found) < 2:
        return found
    return [replace(p, source=f"{file}#{p.page.sheet.replace('/', '／')}") for p in found]


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
