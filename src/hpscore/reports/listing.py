"""Several results as a list: the cells of a line for each, and what they come to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from hpscore.message import Language, Message, say
from hpscore.readers.outcome import Outcome
from hpscore.reports.closing import verdict_words
from hpscore.reports.names import Names, name_of_subject, names_for
from hpscore.reports.plain import plain
from hpscore.reports.summary import Summary
from hpscore.reports.terms import points_words

if TYPE_CHECKING:
    from hpscore.model.rubric import Rubric

__all__ = ["HEADS", "KnownNames", "Line", "line_of", "outcome_cells", "summary_lines"]

Cells = tuple[str, str, str, str, str]
"""Name, rubric, points, verdict and number of open questions."""

HEADS: Final[tuple[tuple[Message, Literal["left", "right"]], ...]] = (
    (say("name"), "left"),
    (say("rubric"), "left"),
    (say("score"), "right"),
    (say("tier"), "left"),
    (say("not answered"), "right"),
)
"""The columns, and on which side their text stands."""


class KnownNames:
    """Words for each rubric of a run, collected once."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._names: dict[int, Names] = {}

    def all(self) -> tuple[Names, ...]:
        """Return the words that were collected so far."""
        return tuple(self._names.values())

    def of(self, rubric: Rubric) -> Names:
        """Return the words of a rubric."""
        if id(rubric) not in self._names:
            self._names[id(rubric)] = names_for(rubric, self.language)
        return self._names[id(rubric)]


@dataclass(frozen=True, slots=True)
class Line:
    """One outcome of a list: what its line says where there is room, and where there is little."""

    full: Cells
    short: Cells


def line_of(outcome: Outcome, known: KnownNames) -> Line:
    """Return the line of an outcome; little is kept of it."""
    full, short = outcome_cells(outcome, known), outcome_cells(outcome, known, short=True)
    return Line(full, full if short == full else short)


def outcome_cells(outcome: Outcome, known: KnownNames, *, short: bool = False) -> Cells:
    """Return name, rubric, points, verdict and number of open questions; or what is wrong.

    `short` is for little room: it only counts what is wrong, and may name a rubric by its id.
    """
    result, rubric = outcome.result, outcome.rubric
    if result is None or rubric is None:
        return plain(outcome.source), "", "", _problem_words(outcome, known.language, short), ""
    names = known.of(rubric)
    return (
        name_of_subject(result),
        # titles in English are long, and would be broken inside words
        plain(rubric.rubric) if short and known.language == "en" else names.text(rubric.title),
        "" if result.total is None else points_words(result.total),
        verdict_words(result, names) if rubric.tiers else "",
        str(len(result.unanswered) or ""),
    )


def _problem_words(outcome: Outcome, language: Language, short: bool) -> str:
    count = len(outcome.problems)
    if short or not count:
        return say("problems: {count}", count=count).text(language)
    first = outcome.problems[0].message
    several = say("{count} problems, the first: {problem}", count=count, problem=first)
    return plain((first if count == 1 else several).text(language))


def summary_lines(found: Summary, known: KnownNames) -> Iterator[tuple[str, str]]:
    """Yield counts of files and results, and of verdicts by rubric."""
    language = known.language
    counts = [
        say("files: {count}", count=found.files),
        say("scored: {count}", count=found.scored),
        say("failed: {count}", count=found.failed),
        say("undecided: {count}", count=found.undecided),
    ]
    yield say("summary").text(language), " · ".join(count.text(language) for count in counts)
    for counted in found.rubrics:
        names = known.of(counted.rubric)
        said = [
            names.word(say("{tier} {count}", tier=names.tier(name), count=count))
            for name, count in counted.tiers.items()
        ]
        if counted.undecided:
            said.append(names.word(say("undecided {count}", count=counted.undecided)))
        if said:
            yield names.text(counted.rubric.title), " · ".join(said)
