"""The view of several results for a terminal: a line for each, and what they come to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text

from hpscore.message import Language
from hpscore.readers.outcome import Outcome
from hpscore.reports.layout import WIDE, cell, labelled, table
from hpscore.reports.listing import HEADS, KnownNames, Line, line_of, summary_lines
from hpscore.reports.summary import Summary, summarise

__all__ = ["Overview", "overview_of", "overview_view"]


def overview_view(outcomes: Sequence[Outcome], language: Language) -> Overview:
    """Return the view of several outcomes: a line each, and a summary.

    Inputs that failed tell their first problem from 100 columns on, below how many they have.
    """
    known = KnownNames(language)
    lines = [line_of(outcome, known) for outcome in outcomes]
    return overview_of(lines, summarise(outcomes), language)


def overview_of(lines: Iterable[Line], summary: Summary, language: Language) -> Overview:
    """Return the view of outcomes of which only lines were kept."""
    return Overview(tuple(lines), summary, language)


@dataclass(frozen=True, slots=True)
class Overview:
    """Several outcomes, fitted to the width of the console that prints them."""

    lines: tuple[Line, ...]
    summary: Summary
    language: Language

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the table and the summary below it."""
        short = options.max_width < WIDE
        made = table([(title.text(self.language), side) for title, side in HEADS])
        for line in self.lines:
            made.add_row(*(cell(text) for text in (line.short if short else line.full)))
        yield made
        yield Text()
        yield labelled(summary_lines(self.summary, KnownNames(self.language)))
