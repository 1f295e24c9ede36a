"""Results as a table of comma-separated values: a row for each subject."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import SEEK_END
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, Final, TextIO

from hpscore.message import Language, say
from hpscore.model.number import Number, spell
from hpscore.model.result import Points, Result
from hpscore.problem import Problem
from hpscore.readers.outcome import Outcome
from hpscore.reports.csv_titles import titles_of
from hpscore.reports.listing import KnownNames
from hpscore.reports.names import Names
from hpscore.reports.plain import may_run, plain

if TYPE_CHECKING:
    from hpscore.model.rubric import Rubric

__all__ = ["Cells", "RowSpool", "csv_cell", "csv_row", "write_csv"]

Cells = Mapping[str, str]
"""What the cells of a row show, by column."""
Row = Mapping[str, "str | Number"]

_RUBRIC: Final = ("source", "rubric", "version", "extends")
_BEFORE: Final = (*_RUBRIC, "subject.id", "subject.name")
_SCORE: Final = (
    "earned",
    "reachable",
    "maximum",
    "total.earned",
    "total.reachable",
    "total.maximum",
    "tier",
    "tier.title",
    "decided",
    "possible",
)
_AFTER: Final = ("unanswered", "error")
_ALWAYS: Final = frozenset(
    {*_BEFORE, *_SCORE, *_AFTER} - {"extends", "total.earned", "total.reachable", "total.maximum"}
)


def write_csv(
    outcomes: Iterable[Outcome],
    stream: TextIO,
    language: Language,
    *,
    personal: bool = False,
    bom: bool = False,
    titles: bool = False,
) -> None:
    """Write a heading and a row for each outcome; open the stream with `newline=""`.

    Columns of several rubrics are united in the order in which they first appear. `bom` begins
    with the mark by which spreadsheets know UTF-8; it belongs in files, not in pipes. Text that
    a spreadsheet would run as a formula gets an apostrophe in front. With `titles`, columns are
    headed and verdicts named in the words of the sheet.
    """
    known = KnownNames(language)
    if bom:
        stream.write("\ufeff")
    with RowSpool() as spool:
        for outcome in outcomes:
            spool.add("", csv_row(outcome, known, personal=personal, titles=titles))
        spool.write("", stream, known.all() if titles else None, language)


def csv_row(
    outcome: Outcome, known: KnownNames, *, personal: bool = False, titles: bool = False
) -> Cells:
    """Return the cells of an outcome by their columns, as they are written."""
    row = _row(outcome, known.language, personal, known if titles else None)
    return {name: csv_cell(value) for name, value in row.items()}


class RowSpool:
    """Rows for one or several tables, kept on disk until it is known which columns these have."""

    def __init__(self) -> None:
        self._file: IO[str] = TemporaryFile("w+", encoding="ascii", newline="")  # noqa: SIM115
        self._layouts: dict[tuple[str, tuple[str, ...]], int] = {}
        """The columns of rows, with the table that these belong to."""

    def __enter__(self) -> RowSpool:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def add(self, table: str, row: Cells) -> None:
        """Keep a row of a table."""
        layout = self._layouts.setdefault((table, (*row,)), len(self._layouts))
        # in ASCII, so that what no encoding can write (parts of surrogate pairs) is kept too
        self._file.write(json.dumps([layout, *row.values()]) + "\n")

    def tables(self) -> tuple[str, ...]:
        """Return the tables that have rows."""
        return tuple(dict.fromkeys(table for table, _ in self._layouts))

    def write(
        self, table: str, stream: TextIO, known: Iterable[Names] | None, language: Language
    ) -> None:
        """Write a table: a heading, in words with `known`, and its rows in their order."""
        layouts = {
            number: columns for (of, columns), number in self._layouts.items() if of == table
        }
        names = _columns(layouts.values())
        headings = names if known is None else titles_of(names, known, language)
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow([csv_cell(heading) for heading in headings])
        places = {number: _places(columns, names) for number, columns in layouts.items()}
        self._file.seek(0)
        for line in self._file:
            cells = json.loads(line)
            place = places.get(cells[0])
            if place is not None:
                cells[0] = ""  # what columns show that the row does not have
                writer.writerow([cells[at] for at in place])
        self._file.seek(0, SEEK_END)


def _places(columns: Sequence[str], names: Sequence[str]) -> list[int]:
    """Return where a kept row has each of the names; 0 for those that it does not have."""
    known = {name: place for place, name in enumerate(columns, 1)}
    return [known.get(name, 0) for name in names]


def _columns(layouts: Iterable[Sequence[str]]) -> list[str]:
    """Unite the columns: facts after the subject's name, conversions and dimensions after the
    verdict; within each, in the order in which they first appear."""
    names = dict.fromkeys(name for layout in layouts for name in layout)
    facts = [n for n in names if n.startswith("subject.") and n not in _BEFORE]
    scores = [n for n in _SCORE if n in names or n in _ALWAYS]
    fixed = {*_BEFORE, *facts, *_SCORE, *_AFTER}
    conversions = [n for n in names if n.startswith("conversion.")]
    dimensions = [n for n in names if n not in fixed and n not in conversions]
    before = [n for n in _BEFORE if n in names or n in _ALWAYS]
    return [*before, *facts, *scores, *conversions, *dimensions, *_AFTER]


def _row(
    outcome: Outcome, language: Language, personal: bool, known: KnownNames | None = None
) -> Row:
    row: dict[str, str | Number] = {"source": outcome.source}
    if outcome.result is not None and outcome.rubric is not None:
        row.update(_scored(outcome.result, outcome.rubric, language, personal))
        if known is not None:
            row.update(_in_words(outcome.result, known.of(outcome.rubric)))
    if outcome.problems:
        between = "；" if language == "zh" else "; "
        row["error"] = between.join(_problem(problem, language) for problem in outcome.problems)
    return row


def _scored(
    result: Result, rubric: Rubric, language: Language, personal: bool
) -> Iterator[tuple[str, str | Number]]:
    yield "rubric", result.rubric
    yield "version", result.version
    if result.extends is not None:
        yield "extends", str(result.extends)
    for name, value in result.subject.items():
        if personal or name not in result.personal:
            yield f"subject.{name}", value
    yield from _points("", result.points, maximum=True)
    if result.total is not None and result.total != result.points:
        yield from _points("total.", result.total, maximum=True)
    tier = result.tier
    if tier.id is not None:
        yield "tier", tier.id
    if tier.title is not None:
        yield "tier.title", tier.title.say(language)
    yield "decided", "yes" if tier.decided else "no"
    yield "possible", " | ".join(tier.possible)
    for conversion in rubric.conversions:
        yield from _points(f"conversion.{conversion.id}.", result.conversions.get(conversion.id))
    for dimension in result.dimensions:
        yield from _points(f"{dimension.id}.", dimension.points)
    yield "unanswered", len(result.unanswered)


def _in_words(result: Result, names: Names) -> Iterator[tuple[str, str]]:
    """Yield what stands for ids in a table that is headed in words."""
    yield "rubric", names.text(names.rubric.title)
    yield "decided", names.word(say("yes") if result.tier.decided else say("no"))
    yield "possible", names.listed(names.tier(name, grade=False) for name in result.tier.possible)
    for name, value in result.subject.items():
        if isinstance(value, str) and name in names.rubric.facts and name not in result.personal:
            yield f"subject.{name}", names.case(name, value)


def _points(
    prefix: str, points: Points | None, *, maximum: bool = False
) -> Iterator[tuple[str, Number]]:
    if points is None:
        return
    yield f"{prefix}earned", points.earned
    yield f"{prefix}reachable", points.reachable
    if maximum:
        yield f"{prefix}maximum", points.maximum


def _problem(problem: Problem, language: Language) -> str:
    place = problem.location
    where = f"{place.line}:{place.column}" if place.line is not None else ""
    if place.cell is not None:
        where = place.cell if place.sheet is None else f"{place.sheet}!{place.cell}"
    return f"{where} {problem.code}: {problem.message.text(language)}".lstrip()


def csv_cell(value: str | Number) -> str:
    """Return what a cell shows; no spreadsheet takes it for a formula."""
    if not isinstance(value, str):
        return spell(value)
    if value[:1].isalnum() and value.isprintable():
        return value  # most are neither the beginning of a formula nor anything unfit
    # checked before control characters become spaces: some spreadsheets skip those
    return ("'" if may_run(value) else "") + plain(value)
