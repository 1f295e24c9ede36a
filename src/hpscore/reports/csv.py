"""Results as a table of comma-separated values: a row for each subject."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Final, TextIO

from hpscore.message import Language, say
from hpscore.model.number import Number, spell
from hpscore.model.result import Points, Result
from hpscore.problem import Problem
from hpscore.readers.outcome import Outcome
from hpscore.reports.csv_titles import titles_of
from hpscore.reports.listing import KnownNames
from hpscore.reports.names import Names
from hpscore.reports.plain import plain

if TYPE_CHECKING:
    from hpscore.model.rubric import Rubric

__all__ = ["csv_cell", "write_csv"]

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
_FORMULA: Final = re.compile(r"[=+\-@＝＋－＠\t\r\n]")
"""What a spreadsheet takes for the beginning of a formula (an East Asian one also in full width),
or skips before one."""


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
    known = KnownNames(language) if titles else None
    rows = [_row(outcome, language, personal, known) for outcome in outcomes]
    names = _columns(rows)
    headings = names if known is None else titles_of(names, known.all(), language)
    if bom:
        stream.write("\ufeff")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow([csv_cell(heading) for heading in headings])
    for row in rows:
        writer.writerow([csv_cell(row.get(name, "")) for name in names])


def _columns(rows: Iterable[Row]) -> list[str]:
    """Unite the columns: facts after the subject's name, conversions and dimensions after the
    verdict; within each, in the order in which they first appear."""
    names = dict.fromkeys(name for row in rows for name in row)
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
    where = place.cell or (f"{place.line}:{place.column}" if place.line is not None else "")
    return f"{where} {problem.code}: {problem.message.text(language)}".lstrip()


def csv_cell(value: str | Number) -> str:
    """Return what a cell shows; no spreadsheet takes it for a formula."""
    if not isinstance(value, str):
        return spell(value)
    # checked before control characters become spaces: some spreadsheets skip those
    return ("'" if _FORMULA.match(value) else "") + plain(value)
