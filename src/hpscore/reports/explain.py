"""`explain`: a result, or one line of it, told step by step for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.padding import Padding

from hpscore.message import Language
from hpscore.model.result import Result
from hpscore.reports.explanation import Step, line_steps
from hpscore.reports.heading import heading_words
from hpscore.reports.layout import cell
from hpscore.reports.names import Names, names_for
from hpscore.reports.sums import result_steps

if TYPE_CHECKING:
    from hpscore.model.rubric import Rubric

__all__ = ["explain", "explanation_steps"]


def explain(
    result: Result, rubric: Rubric, indicator: str | None, language: Language
) -> RenderableType:
    """Return an explanation of the whole result, or of one line by its id.

    `KeyError` for an id that is no line of the rubric.
    """
    names = names_for(rubric, language)
    title, said = heading_words(result, names)
    blocks: list[RenderableType] = (
        [cell(title, "bold"), cell(said, "dim")] if said else [cell(title, "bold")]
    )
    blocks += [_block(step) for step in explanation_steps(result, names, indicator)]
    return Group(*blocks)


def explanation_steps(result: Result, names: Names, indicator: str | None) -> Iterator[Step]:
    """Tell one line, or everything."""
    if indicator is None:
        yield from result_steps(result, names)
        return
    lines = {
        **{i.id: i.line for d in result.dimensions for i in d.indicators},
        **{a.id: a.trace for a in result.adjustments if a.trace is not None},
    }
    yield from line_steps(indicator, lines[indicator], names)


def _block(step: Step) -> RenderableType:
    above = 1 if step.heading and step.depth == 0 else 0
    style = "bold" if step.heading and step.depth < 2 else ""
    return Padding(cell(step.text, style), (above, 0, 0, 2 * step.depth))
