"""Results as Markdown: itemised for one, a line each for several."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TextIO

from hpscore.message import Language, say
from hpscore.model.assessment import Assessment
from hpscore.model.result import Result
from hpscore.problem import Problem
from hpscore.readers.outcome import Outcome
from hpscore.reports.closing import closing
from hpscore.reports.heading import heading_words
from hpscore.reports.listing import HEADS, KnownNames, outcome_cells, summary_lines
from hpscore.reports.names import names_for
from hpscore.reports.plain import plain
from hpscore.reports.problems import problem_line
from hpscore.reports.rows import Row, reason_heads, rows_of
from hpscore.reports.summary import Summary, summarise
from hpscore.reports.terms import points_words

if TYPE_CHECKING:
    from hpscore.model.rubric import Rubric

__all__ = [
    "MarkdownLine",
    "escape",
    "itemised_markdown",
    "markdown_line",
    "write_list",
    "write_markdown",
]

_MARKUP: Final = re.compile(r"([\\`*_\[\]|~$#])")
_ENTITIES: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def write_markdown(
    outcomes: Sequence[Outcome],
    stream: TextIO,
    language: Language,
    *,
    several: bool | None = None,
    personal: bool = False,
) -> None:
    """Write results as Markdown, with a final line break.

    `several` lists them, a line each; without it, only a single result is itemised.
    """
    if several is None:
        several = len(outcomes) != 1
    if several:
        known = KnownNames(language)
        lines = [markdown_line(outcome, known) for outcome in outcomes]
        write_list(lines, lambda: summarise(outcomes), stream, language)
        return
    blocks = [
        itemised_markdown(o.result, o.rubric, o.assessment, language, personal=personal)
        for o in outcomes
        if o.result is not None and o.rubric is not None
    ]
    problems = [_problem(problem, language) for o in outcomes for problem in o.problems]
    stream.write("\n\n".join([*blocks, *(["\n".join(problems)] if problems else [])]) + "\n")


@dataclass(frozen=True, slots=True)
class MarkdownLine:
    """One outcome of a list, as it is written: its line, and a line for each of its problems."""

    line: str
    problems: tuple[str, ...]


def markdown_line(outcome: Outcome, known: KnownNames) -> MarkdownLine:
    """Return the line of an outcome; little is kept of it."""
    problems = tuple(_problem(problem, known.language) for problem in outcome.problems)
    return MarkdownLine(_line(outcome_cells(outcome, known)), problems)


def write_list(
    lines: Iterable[MarkdownLine],
    summary: Callable[[], Summary],
    stream: TextIO,
    language: Language,
) -> None:
    """Write a table with a line for each outcome, a summary below it, and the problems.

    `summary` is asked for once the last line has come.
    """
    heads = [title.text(language) for title, _ in HEADS]
    right = {place for place, (_, side) in enumerate(HEADS) if side == "right"}
    stream.writelines(f"{line}\n" for line in _table(heads, (), right))
    problems: list[str] = []
    for one in lines:
        stream.write(f"{one.line}\n")
        problems += one.problems
    stream.write("\n")
    said = _listed(summary_lines(summary(), KnownNames(language)), language)
    stream.write("\n".join(said) + "\n")
    if problems:
        stream.write("\n" + "\n".join(problems) + "\n")


def _problem(problem: Problem, language: Language) -> str:
    return f"- {escape(problem_line(problem, language))}"


def itemised_markdown(
    result: Result,
    rubric: Rubric,
    assessment: Assessment | None,
    language: Language,
    *,
    personal: bool = False,
) -> str:
    """Return one result: heading, table, and what is said below it."""
    names = names_for(rubric, language)
    assessor = None if assessment is None else assessment.assessor
    title, said = heading_words(result, names, assessor, personal=personal)
    rows = list(rows_of(result, names))
    heads = [names.word(say("item")), *reason_heads(rows, names)]
    lines = [f"# {escape(title)}", ""]
    if said:
        lines += [escape(said), ""]
    lines += _table(heads, [_cells(row) for row in rows], {1})
    lines += ["", *_listed(closing(result, names), language)]
    return "\n".join(lines)


def _cells(row: Row) -> tuple[str, str, str]:
    title = f"{row.ref} {row.title}" if row.ref else row.title
    points = row.met if row.points is None else points_words(row.points)
    return title, points, _BREAK.join(row.reasons)


def _table(
    heads: Sequence[str], rows: Iterable[Sequence[str]], right: Collection[int]
) -> Iterator[str]:
    yield _line(heads)
    yield _line_of("---:" if place in right else "---" for place in range(len(heads)))
    yield from (_line(row) for row in rows)


_BREAK: Final = "\n"
"""Between the lines of one cell; `plain` leaves none in a text itself."""


def _line(cells: Iterable[str]) -> str:
    return _line_of("<br>".join(map(escape, text.split(_BREAK))) for text in cells)


def _line_of(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _listed(pairs: Iterable[tuple[str, str]], language: Language) -> Iterator[str]:
    colon = "：" if language == "zh" else ": "
    return (f"- **{escape(label)}**{colon}{escape(text)}" for label, text in pairs)


def escape(text: str) -> str:
    """Return text that Markdown and HTML show as it is, on one line, also inside a table."""
    entities = "".join(_ENTITIES.get(letter, letter) for letter in plain(text))
    return _MARKUP.sub(r"\\\1", entities)
