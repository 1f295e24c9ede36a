"""What to call the steps of an interview, what they take, and what helps to answer them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from hpscore.forms.steps import Step
from hpscore.message import Message, say
from hpscore.model.answer import Asked
from hpscore.model.assessment import STANDARD_TITLES
from hpscore.model.faults import kind_in_words
from hpscore.model.rules import By, Question
from hpscore.model.sheet import Line
from hpscore.model.text import Element
from hpscore.readers.names import fold
from hpscore.reports.names import Names

__all__ = [
    "expected",
    "help_of",
    "notes_of",
    "numbered",
    "option_words",
    "options_of",
    "papers_of",
    "section_words",
    "spellings_of",
    "title_of",
]

_FACTS: Final[Mapping[str, Message]] = {
    **STANDARD_TITLES,
    "period": say("period that is assessed"),
    "assessor": say("assessor"),
}

_FACT_KINDS: Final[Mapping[str, Message]] = {
    "text": say("text"),
    "number": say("a number"),
    "date": say("a day, such as 2022-12-31"),
}

_SECTIONS: Final[Mapping[str, Message]] = {
    "subject": say("the subject"),
    "bonus": say("bonus"),
    "deductions": say("deductions"),
    "other": say("other questions"),
    "prerequisites": say("prerequisites"),
    "vetoes": say("vetoes"),
    "recorded": say("recorded without points"),
}


def title_of(step: Step, names: Names) -> str:
    """Return what a step asks, in short."""
    if step.id not in names.titles and step.kind in ("fact", "period", "assessor"):
        return names.word(_FACTS[step.id]) if step.id in _FACTS else names.of(step.id)
    return names.of(step.id)


def section_words(step: Step, names: Names) -> str:
    """Return the part of the sheet that a step stands in."""
    said = _SECTIONS.get(step.section)
    return names.of(step.section) if said is None else names.word(said)


def options_of(step: Step, names: Names) -> tuple[str, ...]:
    """Return the options of a choice, or of a fact; none where it takes something else."""
    if step.kind == "question":
        return names.sheet.questions[step.id].options
    fact = names.rubric.facts.get(step.id) if step.kind == "fact" else None
    return tuple(fact.options) if fact is not None and fact.options else ()


def numbered(step: Step, names: Names) -> bool:
    """Say whether options may be chosen by their place: not where one of them is a number."""
    return not any(text.isdecimal() for text in spellings_of(step, names))


def option_words(step: Step, names: Names) -> list[str]:
    """Return the options in words, with their places."""
    titles = [names.case(step.id, option) for option in options_of(step, names)]
    if not numbered(step, names):
        return titles
    return [f"{place} {title}" for place, title in enumerate(titles, 1)]


def spellings_of(step: Step, names: Names) -> frozenset[str]:
    """Return every way to write an option, folded: they win over commands."""
    options = options_of(step, names)
    found = {fold(option) for option in options}
    if step.kind == "question":
        found.update(fold(text) for text in names.sheet.questions[step.id].spellings or ())
    elif options:
        titles = (names.rubric.facts[step.id].options or {}).values()
        found.update(fold(text) for title in titles for text in title.both())
    return frozenset(found)


def expected(step: Step, names: Names) -> str:
    """Say what may be typed as the answer."""
    if options_of(step, names):
        return " / ".join(option_words(step, names))
    if step.kind == "veto":
        return names.word(say("yes or no: did it happen? (y / n)"))
    if step.kind == "scope":
        return names.word(say("Enter if it applies; na and the reason if it does not"))
    if step.kind == "period":
        return names.word(say("a year, or its first and last day: 2022-01-01 2022-12-31"))
    if step.kind == "question":
        return names.word(_kind(names.sheet.questions[step.id]))
    fact = names.rubric.facts.get(step.id)
    return names.word(_FACT_KINDS["text" if fact is None else fact.ask])


def _kind(asked: Asked) -> Message:
    if asked.kind == "yes_no":
        return say("yes or no (y / n)")
    if asked.kind == "rating":
        return say("{points}; yes is all of them, no is none", points=kind_in_words(asked))
    if asked.kind == "percent":
        return say("{percent}, or its parts: 412/500", percent=kind_in_words(asked))
    if asked.kind == "rate":
        return say("its parts, of whom, and when: 86/320 adult residents 2022-10-20")
    return kind_in_words(asked)


def help_of(step: Step, names: Names) -> Iterator[str]:
    """Yield how to answer: the question's own help, then that of its line."""
    seen: dict[str, None] = {}
    for source in _sources(step, names):
        help_ = getattr(source, "help", None)
        if help_ is not None:
            seen[names.text(help_)] = None
    yield from seen


def notes_of(step: Step, names: Names) -> Iterator[str]:
    """Yield how open points of a question, its line and its dimension are settled."""
    seen: dict[str, None] = {}
    for source in _sources(step, names):
        for note in getattr(source, "notes", ()):
            seen[names.text(note)] = None
    yield from seen


def papers_of(step: Step, names: Names) -> Iterator[str]:
    """Yield the papers that a question wants, with their numbers."""
    numbers = dict.fromkeys(
        number for source in _own(step, names) for number in getattr(source, "evidence", ())
    )
    for number in numbers:
        paper = names.rubric.evidence[number]
        title = f"{number} {names.text(paper.title)}"
        parts = names.listed(names.text(part) for part in paper.parts)
        yield names.bracketed(title, parts) if parts else title


def _sources(step: Step, names: Names) -> Iterator[Element]:
    """Yield the elements of the rubric that say something about a step, the nearest first."""
    yield from _own(step, names)
    line = names.sheet.lines.get(step.line or "")
    if line is not None:
        yield line.source
    yield from (d for d in names.rubric.dimensions if d.id == step.id)


def _own(step: Step, names: Names) -> Iterator[Element]:
    rubric = names.rubric
    for line in _lines(step, names):
        for node in line.node.walk():
            rule = node.part.rule
            if node.asked is not None and node.asked.id == step.id:
                yield node.part
            if isinstance(rule, By) and isinstance(rule.question, Question):
                yield from (q for q in (rule.question,) if q.id == step.id)
            yield from (stream for stream, asked in node.streams if asked.id == step.id)
    for question in (*rubric.questions, *rubric.recorded):
        if question.id == step.id:
            yield question
    yield from (gate for gate in rubric.prerequisites if gate.id == step.id)
    yield from (veto for veto in rubric.vetoes if veto.id == step.id)


def _lines(step: Step, names: Names) -> Iterator[Line]:
    """Yield the lines that ask a question, that of the step first."""
    if step.kind not in ("question", "scope"):
        return
    own = names.sheet.lines.get(step.line or "")
    if own is not None:
        yield own
    for line in names.sheet.lines.values():
        if line is not own and step.id in line.node.questions():
            yield line
