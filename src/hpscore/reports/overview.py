"""The view of several results for a terminal: a line for each, and what they come to."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from hpscore.message import Language
from hpscore.readers.outcome import Outcome
from hpscore.reports.layout import cell, labelled, table
from hpscore.reports.listing import HEADS, KnownNames, outcome_cells, summary_lines

__all__ = ["overview_view"]


def overview_view(outcomes: Sequence[Outcome], language: Language) -> RenderableType:
    """Return a table with a line for each outcome, and a summary below it."""
    known = KnownNames(language)
    made = table([(title.text(language), side) for title, side in HEADS])
    for outcome in outcomes:
        made.add_row(*(cell(text) for text in outcome_cells(outcome, known)))
    return Group(made, Text(), labelled(summary_lines(outcomes, known)))
