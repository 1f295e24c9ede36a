"""Join by subject id what subjects score with what they answered of a rubric that selects."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hpscore.analysis.eligibility import Reason
from hpscore.analysis.entries import Entries, Entry
from hpscore.message import Message, say
from hpscore.model.assessment import FactValue
from hpscore.model.number import Number
from hpscore.model.result import Points

if TYPE_CHECKING:
    from hpscore.model.rubric import Rubric

__all__ = ["Candidate", "Fault", "Terms", "faults_of", "join", "joined_rubrics"]


@dataclass(frozen=True, slots=True)
class Terms:
    """By what subjects may be selected, besides their rubrics."""

    minimum: str | None = None
    """The id of the worst tier that a score may have."""
    deadline: str | None = None
    """The last day of application, as an ISO date."""
    per: str | None = None
    """The fact by whose values subjects are selected separately."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A subject with its score, and all that stands against selecting it but its place."""

    id: str
    facts: Mapping[str, FactValue]
    total: Points | None
    worst: Number
    """The worst total that is possible, turned so that more is better; 0 without a total."""
    best: Number
    tiers: tuple[str, ...]
    """The tier of its score, or those that are still possible."""
    excluded: tuple[Reason, ...]
    open: tuple[Reason, ...]
    sources: tuple[str, ...]
    """Where its results were read from: its score, then its answers, as far as there are any."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with how results join, at the result that it was read from."""

    code: str
    source: str
    message: Message
    help: Message


def joined_rubrics(selecting: Rubric) -> tuple[str, str]:
    """Return under which ids the scores and the answers of a rubric that selects are found."""
    assert selecting.selection is not None  # that is what selects
    return selecting.selection.scores, selecting.standards[-1]


def join(entries: Entries, selecting: Rubric, terms: Terms) -> Iterator[Candidate]:
    """Yield every subject that has a score or answers, once, by id."""
    scores, answers = (entries.by_subject.get(name, {}) for name in joined_rubrics(selecting))
    for name in sorted(scores.keys() | answers.keys()):
        yield _candidate(name, scores.get(name), answers.get(name), entries, selecting, terms)


def _candidate(
    name: str,
    score: Entry | None,
    answer: Entry | None,
    entries: Entries,
    selecting: Rubric,
    terms: Terms,
) -> Candidate:
    total = None if score is None else score.total
    both = [entry for entry in (score, answer) if entry is not None]
    facts = {fact: value for entry in reversed(both) for fact, value in entry.facts.items()}
    excluded = [*_untold(score, answer), *_wrong(name, score, answer, entries, selecting, terms)]
    open_: list[Reason] = []
    if answer is not None:
        excluded += answer.eligibility.excluded
        open_ += answer.eligibility.open
    for reason, known in (*_tier(score, terms), *_late(answer, selecting, terms)):
        (excluded if known else open_).append(reason)
    if terms.per is not None and terms.per not in facts:
        excluded.append(Reason("no_group", (terms.per,)))
    sign = -1 if score is not None and score.lower_is_better else 1
    return Candidate(
        name,
        facts,
        total,
        0 if total is None else sign * total.earned,
        0 if total is None else sign * total.reachable,
        () if score is None else score.tiers,
        tuple(excluded),
        tuple(open_),
        tuple(dict.fromkeys(entry.source for entry in both)),
    )


def _untold(score: Entry | None, answer: Entry | None) -> Iterator[Reason]:
    if score is None:
        yield Reason("no_score")
    elif score.total is None:
        yield Reason("score_withheld")
    if answer is None:
        yield Reason("no_answers")


def _wrong(
    name: str,
    score: Entry | None,
    answer: Entry | None,
    entries: Entries,
    selecting: Rubric,
    terms: Terms,
) -> Iterator[Reason]:
    for rubric in dict.fromkeys(joined_rubrics(selecting)):
        if name in entries.repeated.get(rubric, {}):
            yield Reason("given_twice", (rubric,))
    facts = tuple(_contradicted(score, answer, terms))
    if facts:
        yield Reason("facts_disagree", facts)


def _contradicted(score: Entry | None, answer: Entry | None, terms: Terms) -> Iterator[str]:
    """Yield facts that two results of one id contradict: then they may be of two subjects."""
    if score is None or answer is None:
        return
    for fact in dict.fromkeys(("name", *((terms.per,) if terms.per else ()))):
        values = score.facts.get(fact), answer.facts.get(fact)
        if None not in values and values[0] != values[1]:
            yield fact


def _tier(score: Entry | None, terms: Terms) -> Iterator[tuple[Reason, bool]]:
    """Yield that a tier lies below the least one for certain, or that this is open."""
    if score is None or terms.minimum is None or not score.tiers:
        return
    ranks = {tier.id: rank for rank, tier in enumerate(score.rubric.tiers)}
    least, last = ranks.get(terms.minimum, -1), len(ranks)
    found = [ranks.get(name, last) for name in score.tiers]
    if min(found) > least:
        yield Reason("below_minimum", score.tiers), True
    elif max(found) > least:
        yield Reason("tier_open", score.tiers), False


def _late(answer: Entry | None, selecting: Rubric, terms: Terms) -> Iterator[tuple[Reason, bool]]:
    """Yield that a subject applied after the deadline, or that its day is not known."""
    applied = None if selecting.selection is None else selecting.selection.applied
    if answer is None or terms.deadline is None or applied is None:
        return
    day = answer.facts.get(applied)
    if day is None:
        yield Reason("date_open", (applied,)), False
    elif str(day) > terms.deadline:  # ISO dates sort as the days do
        yield Reason("late", (str(day),)), True


def faults_of(entries: Entries, selecting: Rubric, terms: Terms) -> Iterator[Fault]:
    """Yield what is wrong with how results join: no id, one id twice, facts that contradict."""
    for rubric in dict.fromkeys(joined_rubrics(selecting)):
        for source in entries.nameless.get(rubric, ()):
            yield Fault(
                "missing-id",
                source,
                say("the subject has no id to join its results by"),
                say("write the same id in the score and in the answers: subject: {{id: …}}"),
            )
        for name, sources in entries.repeated.get(rubric, {}).items():
            for source in sorted(sources)[1:]:
                yield Fault(
                    "duplicate-subject",
                    source,
                    say(
                        "'{id}' has two results by {rubric}, the other in {file}",
                        id=name,
                        rubric=rubric,
                        file=min(sources),
                    ),
                    say("keep one of them, or give each subject an id of its own"),
                )
    scores, answers = (entries.by_subject.get(name, {}) for name in joined_rubrics(selecting))
    for name in sorted(scores.keys() & answers.keys()):
        yield from _contradictions(name, scores[name], answers[name], terms)
    if terms.per is not None:
        yield from _groupless(scores, answers, terms.per)


def _contradictions(name: str, score: Entry, answer: Entry, terms: Terms) -> Iterator[Fault]:
    for fact in _contradicted(score, answer, terms):
        yield Fault(
            "facts-disagree",
            answer.source,
            say(
                "'{fact}' of '{id}' is '{got}', in {file} it is '{other}'",
                fact=fact,
                id=name,
                got=answer.facts[fact],
                file=score.source,
                other=score.facts[fact],
            ),
            say("write the same in both, or correct the id"),
        )


def _groupless(
    scores: Mapping[str, Entry], answers: Mapping[str, Entry], per: str
) -> Iterator[Fault]:
    for name in sorted(scores.keys() | answers.keys()):
        both = [found[name] for found in (scores, answers) if name in found]
        if all(per not in entry.facts for entry in both):
            yield Fault(
                "missing-fact",
                both[0].source,
                say("'{id}' has no '{fact}', by which --per selects", id=name, fact=per),
                say("write the fact under subject:"),
            )
