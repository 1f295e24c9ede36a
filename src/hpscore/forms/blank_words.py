"""What a blank form says of the things that it asks for, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from hpscore.message import Message, say
from hpscore.model.answer import Asked
from hpscore.model.assessment import STANDARD_TITLES
from hpscore.model.faults import kind_in_words
from hpscore.model.number import Number, spell
from hpscore.model.rubric import Prerequisite, Veto
from hpscore.reports.conditions import condition_words
from hpscore.reports.names import Names

__all__ = [
    "RATE",
    "fact_words",
    "gate_words",
    "help_words",
    "paper_words",
    "takes_words",
    "veto_words",
    "with_maximum",
]

RATE: Final = "{count: 12, of: 60, population: …, date: 2022-12-31}"
"""How a recorded rate is written."""


def with_maximum(title: str, points: Number | None, names: Names) -> str:
    """Return a title with the points that it is worth, where it has any."""
    if points is None:
        return title
    return names.bracketed(title, names.word(say("maximum {points}", points=spell(points))))


def takes_words(asked: Asked, names: Names) -> str:
    """Say what may be written as the answer to a question."""
    if asked.kind == "choice":
        takes = _options(
            ((option, names.case(asked.id, option)) for option in asked.options), names
        )
    else:
        takes = names.word(_kind(asked))
    if asked.not_applicable:
        return names.joined([takes, names.word(say("or {{na: reason}}"))])
    return takes


def fact_words(name: str, names: Names) -> str:
    """Say what a fact is, and what it takes; nothing where its id says all."""
    fact = names.rubric.facts.get(name)
    if fact is None:
        return names.word(STANDARD_TITLES[name]) if name in STANDARD_TITLES else ""
    said = [names.of(name)] if names.of(name) != name else []
    if fact.options:
        said.append(
            _options(((option, names.case(name, option)) for option in fact.options), names)
        )
    elif fact.ask == "number":
        said.append(names.word(say("a number")))
    elif fact.ask == "date":
        said.append(names.word(say("a day, such as 2022-12-31")))
    if fact.personal:
        said.append(names.word(say("personal, left out of results")))
    return names.joined(said)


def paper_words(numbers: Iterable[str], names: Names) -> Iterator[str]:
    """Yield the papers wanted in one phrase, with their numbers and sets; nothing for none."""
    between = "，" if names.language == "zh" else ", "  # as parts of a paper stand in a list
    papers = [between.join(_paper(number, names)) for number in numbers]
    if papers:
        yield names.word(say("papers: {numbers}", numbers=names.joined(papers)))


def gate_words(gate: Prerequisite, names: Names) -> Iterator[str]:
    """Yield what decides a prerequisite, and what it gives where it is not attained."""
    if gate.derive is not None:
        condition = condition_words(gate.derive, names)
        yield names.word(say("unanswered, it is decided by: {condition}", condition=condition))
    yield names.word(say("not attained: {tier} at best", tier=names.tier(gate.gives)))


def veto_words(veto: Veto, names: Names) -> Iterator[str]:
    """Yield what a veto is about, what decides it, and what it does."""
    yield names.text(veto.title)
    if veto.when is not None:
        condition = condition_words(veto.when, names)
        yield names.word(say("unanswered, it is decided by: {condition}", condition=condition))
    if veto.gives is not None:
        yield names.word(say("if it happened: {tier} at best", tier=names.tier(veto.gives)))
    if veto.zeroes:
        lines = names.listed(map(names.line, veto.zeroes))
        yield names.word(say("if it happened, nothing for: {names}", names=lines))


def help_words(name: str, names: Names) -> Iterator[str]:
    """Yield how to answer a question that no line asks."""
    for question in (*names.rubric.questions, *names.rubric.recorded):
        if question.id == name and question.help is not None:
            yield names.text(question.help)


def _options(titled: Iterable[tuple[str, str]], names: Names) -> str:
    return names.either(
        option if title == option else names.bracketed(option, title) for option, title in titled
    )


def _paper(number: str, names: Names) -> Iterator[str]:
    paper = names.rubric.evidence[number]
    yield f"{number} {names.text(paper.title)}"
    if paper.sets > 1:
        yield names.word(say("{sets} sets", sets=paper.sets))
    if paper.parts:
        parts = names.listed(map(names.text, paper.parts))
        yield names.word(say("each with {parts}", parts=parts))


def _kind(asked: Asked) -> Message:
    kind = kind_in_words(asked)
    if asked.kind == "rating" and asked.step is not None:
        return say("{points} in steps of {step}", points=kind, step=spell(asked.step))
    if asked.kind == "percent":
        return say("{percent}, or its parts: {{count: 41, of: 50}}", percent=kind)
    return kind
