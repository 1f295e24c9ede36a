"""The view of several results for a terminal: a line for each, and what they come to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text

from hpscore.message import Language
from hpscore.readers.outcome import Outcome
from hpscore.reports.layout import WIDE, cell, labelled, table
from hpscore.reports.listing import HEADS, KnownNames, outcome_cells, summary_lines

__all__ = ["Overview", "overview_view"]


def overview_view(outcomes: Sequence[Outcome], language: Language) -> Overview:
    """Return the view of several outcomes: a line each, and a summary.

    Inputs that failed tell their first problem from 100 columns on, below how many they have.
    """
    return Overview(tuple(outcomes), language)


@dataclass(frozen=True, slots=True)
class Overview:
    """Several outcomes, fitted to the width of the console that prints them."""

    outcomes: tuple[Outcome, ...]
    language: Language

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the table and the summary below it."""
        known = KnownNames(self.language)
        short = options.max_width < WIDE
        made = table([(title.text(self.language), side) for title, side in HEADS])
        for outcome in self.outcomes:
            cells = outcome_cells(outcome, known, short=short)
            made.add_row(*(cell(text) for text in cells))
        yield made
        yield Text()
        yield labelled(summary_lines(self.outcomes, known))
