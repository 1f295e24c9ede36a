"""Several results as a list: the cells of a line for each, and what they come to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, Literal

from hpscore.message import Language, Message, say
from hpscore.model.result import Result
from hpscore.model.rubric import Rubric
from hpscore.readers.outcome import Outcome
from hpscore.reports.closing import tier_words
from hpscore.reports.names import Names, name_of_subject, names_for
from hpscore.reports.plain import plain
from hpscore.reports.summary import summarise
from hpscore.reports.terms import points_words

__all__ = ["HEADS", "KnownNames", "outcome_cells", "summary_lines"]

HEADS: Final[tuple[tuple[Message, Literal["left", "right"]], ...]] = (
    (say("name"), "left"),
    (say("rubric"), "left"),
    (say("points"), "right"),
    (say("tier"), "left"),
    (say("not answered"), "right"),
)
"""The columns, and on which side their text stands."""


class KnownNames:
    """Words for each rubric of a run, collected once."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._names: dict[int, Names] = {}

    def of(self, rubric: Rubric) -> Names:
        """Return the words of a rubric."""
        if id(rubric) not in self._names:
            self._names[id(rubric)] = names_for(rubric, self.language)
        return self._names[id(rubric)]


def outcome_cells(outcome: Outcome, known: KnownNames) -> tuple[str, str, str, str, str]:
    """Return name, rubric, points, verdict and number of open questions; or what is wrong."""
    result, rubric = outcome.result, outcome.rubric
    if result is None or rubric is None:
        title = "" if rubric is None else known.of(rubric).text(rubric.title)
        return plain(outcome.source), title, "", _problem_words(outcome, known.language), ""
    names = known.of(rubric)
    points = "" if result.total is None else points_words(result.total)
    title = names.text(names.rubric.title)
    return (
        name_of_subject(result),
        title,
        points,
        _verdict(result, names),
        str(len(result.unanswered) or ""),
    )


def _verdict(result: Result, names: Names) -> str:
    return tier_words(result, names) if names.rubric.tiers else ""


def _problem_words(outcome: Outcome, language: Language) -> str:
    if not outcome.problems:
        return ""
    first = outcome.problems[0]
    message = say(
        "{count} problems, the first: {problem}", count=len(outcome.problems), problem=first.message
    )
    return plain((first.message if len(outcome.problems) == 1 else message).text(language))


def summary_lines(outcomes: Sequence[Outcome], known: KnownNames) -> Iterator[tuple[str, str]]:
    """Yield counts of files and results, and of verdicts by rubric."""
    language, found = known.language, summarise(outcomes)
    counts = [
        say("files: {count}", count=found.files),
        say("scored: {count}", count=found.scored),
        say("failed: {count}", count=found.failed),
        say("undecided: {count}", count=found.undecided),
    ]
    yield say("summary").text(language), " · ".join(count.text(language) for count in counts)
    for counted in found.rubrics:
        names = known.of(counted.rubric)
        said = [f"{names.tier(name)} {count}" for name, count in counted.tiers.items()]
        if counted.undecided:
            said.append(names.word(say("undecided {count}", count=counted.undecided)))
        if said:
            yield names.text(counted.rubric.title), " · ".join(said)
