"""A selection for a terminal: by group who is selected, undecided and left out, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.text import Text

from hpscore.analysis.joining import Candidate
from hpscore.analysis.selecting import Selection
from hpscore.analysis.selection import Group, Placed
from hpscore.message import Language, Message, say
from hpscore.model.assessment import STANDARD_FACTS, STANDARD_PERSONAL
from hpscore.reports.layout import WIDE, cell, labelled, lines, table
from hpscore.reports.selection_words import SelectionWords, fact_words, words_of

__all__ = ["SelectionView", "selection_view"]

_DIGITS = 12
"""So much of a number that drew somebody is shown; the documents have it whole."""


def selection_view(
    selection: Selection, language: Language, *, personal: bool = False
) -> SelectionView:
    """Return the view of a selection; personal facts are shown only where asked for."""
    return SelectionView(words_of(selection, language), personal)


@dataclass(frozen=True, slots=True)
class SelectionView:
    """A selection, fitted to the width of the console that prints it."""

    words: SelectionWords
    personal: bool

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield heading, a table for each group, and what there is to know."""
        words, selection = self.words, self.words.selection
        yield cell(words.title(), "bold")
        yield cell(words.terms(), "dim")
        for place, group in enumerate(selection.groups):
            yield Text()
            if selection.terms.per is not None:
                yield cell(self._group_title(group), "bold")
            yield self._table(group, wide=options.max_width >= WIDE)
            if selection.drawn:
                yield from self._drawn(place)
        yield Text()
        yield labelled(self._closing())

    def _group_title(self, group: Group) -> str:
        words, per = self.words, self.words.selection.terms.per
        value = words.value(per, group.value)
        fact = words.fact(per or "")
        if group.value is None:
            return words.names.word(say("{fact} not given", fact=fact))
        return words.names.labelled(fact, value)

    def _table(self, group: Group, *, wide: bool) -> RenderableType:
        """Return the table of a group; below 100 columns the tier stands above the reasons."""
        word = self.words.names.word
        why: tuple[str, ...] = (word(say("tier")), word(say("why")))
        if not wide:
            why = (word(say("tier, and why not selected")),)
        made = table(
            [
                (word(say("rank")), "right"),
                (word(say("id and name")), "left"),
                (word(say("score")), "right"),
                *((title, "left") for title in why),
            ]
        )
        for title, members in _sections(group):
            if members:
                if made.row_count:
                    made.add_section()
                made.add_row("", cell(word(title), "bold"))
            for placed in members:
                made.add_row(*self._row(placed, wide=wide))
        return made

    def _row(self, placed: Placed, *, wide: bool) -> Iterator[RenderableType]:
        words, candidate = self.words, placed.candidate
        called = f"{fact_words(candidate.id)} {fact_words(candidate.facts.get('name'))}"
        yield cell(_place_words(placed))
        yield lines([called.strip(), *self._private(candidate)])
        yield cell(words.points(candidate))
        tier, reasons = words.tiers(candidate), [words.reason(one) for one in placed.reasons]
        if wide:
            yield cell(tier)
            yield lines(reasons)
        else:
            yield lines([tier, *reasons] if tier else reasons)

    def _private(self, candidate: Candidate) -> Iterator[str]:
        """Yield the personal facts, which candidates only keep where they are asked for."""
        if not self.personal:
            return
        words = self.words
        declared = (words.names, *(() if words.scored is None else (words.scored,)))
        personal = {
            name for names in declared for name, fact in names.rubric.facts.items() if fact.personal
        }
        for fact, value in candidate.facts.items():
            if fact in personal or (fact in STANDARD_PERSONAL and fact not in STANDARD_FACTS):
                yield words.names.labelled(words.fact(fact), fact_words(value))

    def _drawn(self, place: int) -> Iterator[RenderableType]:
        selection, names = self.words.selection, self.words.names
        group, drawn = selection.groups[place], selection.drawn[place]
        yield Text()
        said = say(
            "drawn for a visit: {count} of {selected} selected",
            count=len(drawn),
            selected=len(group.selected),
        )
        yield cell(names.word(said), "bold")
        yield labelled(
            (
                f"{number}. {fact_words(one.candidate.id)}",
                f"{fact_words(one.candidate.facts.get('name'))} {one.digest[:_DIGITS]}…".strip(),
            )
            for number, one in enumerate(drawn, 1)
        )

    def _closing(self) -> Iterator[tuple[str, str]]:
        selection, names = self.words.selection, self.words.names
        selected, undecided, excluded = selection.counts
        counts = (
            say("selected: {count}", count=selected),
            say("undecided: {count}", count=undecided),
            say("not selected: {count}", count=excluded),
        )
        yield names.word(say("summary")), " · ".join(map(names.word, counts))
        for note in self.words.notes():
            yield names.word(say("note")), note


def _sections(group: Group) -> Iterator[tuple[Message, Sequence[Placed]]]:
    filled = say(
        "selected: {count} of {quota} places", count=len(group.selected), quota=group.quota
    )
    yield filled, group.selected
    yield say("undecided: {count}", count=len(group.undecided)), group.undecided
    yield say("not selected: {count}", count=len(group.excluded)), group.excluded


def _place_words(placed: Placed) -> str:
    if placed.first is None or placed.last is None:
        return ""
    if placed.first == placed.last:
        return str(placed.first)
    return f"{placed.first}–{placed.last}"
