"""Results as Markdown: itemised for one, a line each for several."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final, TextIO

from hpscore.message import Language, say
from hpscore.model.assessment import Assessment
from hpscore.model.result import Result
from hpscore.readers.outcome import Outcome
from hpscore.reports.closing import closing
from hpscore.reports.heading import heading_words
from hpscore.reports.listing import HEADS, KnownNames, outcome_cells, summary_lines
from hpscore.reports.names import names_for
from hpscore.reports.plain import plain
from hpscore.reports.problems import problem_line
from hpscore.reports.rows import Row, reason_heads, rows_of
from hpscore.reports.terms import points_words

if TYPE_CHECKING:
    from hpscore.model.rubric import Rubric

__all__ = ["escape", "itemised_markdown", "overview_markdown", "write_markdown"]

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
    blocks = [
        itemised_markdown(o.result, o.rubric, o.assessment, language, personal=personal)
        for o in outcomes
        if not several and o.result is not None and o.rubric is not None
    ]
    if several:
        blocks.append(overview_markdown(outcomes, language))
    problems = [problem for outcome in outcomes for problem in outcome.problems]
    if problems:
        blocks.append(
            "\n".join(f"- {escape(problem_line(problem, language))}" for problem in problems)
        )
    stream.write("\n\n".join(blocks) + "\n")


def overview_markdown(outcomes: Sequence[Outcome], language: Language) -> str:
    """Return a table with a line for each outcome, and a summary below it."""
    known = KnownNames(language)
    heads = [title.text(language) for title, _ in HEADS]
    right = {place for place, (_, side) in enumerate(HEADS) if side == "right"}
    cells = [outcome_cells(outcome, known) for outcome in outcomes]
    return "\n".join(
        [*_table(heads, cells, right), "", *_listed(summary_lines(outcomes, known), language)]
    )


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
