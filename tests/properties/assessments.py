"""Random assessments of a rubric, and completions of half-filled ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import product
from math import prod

from hpscore.model.answer import Answer, Asked
from hpscore.model.assessment import Assessment, Awarded, FactValue
from hpscore.model.number import INFINITY, Number, reduce
from hpscore.model.sheet import Sheet
from tests.properties.choices import Choices

__all__ = [
    "FAR",
    "NOT_APPLICABLE",
    "assessment",
    "completions",
    "decided",
    "exact",
    "excusable_lines",
    "filled",
    "open_ends",
]

FAR = 1000
"""Stands for the end of a range that has none; beyond every number of the rubrics made here."""
NOT_APPLICABLE = Answer(None, state="not_applicable", note="there is none")


def exact(value: Number | bool) -> Answer:
    """Return an answer that is just a value."""
    return Answer(value, value, value)


def assessment(sheet: Sheet, choices: Choices, open_: int) -> Assessment:
    """Make an assessment; so many of a hundred questions are open."""
    answers: dict[str, Answer] = {}
    for name, asked in sheet.questions.items():
        if choices.chance(open_):
            if choices.chance(15) and asked.kind in ("count", "percent", "number", "rating"):
                answers[name] = _interval(asked, choices)
        elif asked.not_applicable and choices.chance(15):
            answers[name] = NOT_APPLICABLE
        else:
            answers[name] = _value(asked, choices)
    awarded = {
        line.id: Awarded(choices.pick((0, line.node.points)))
        for line in sheet.lines.values()
        if line.node.points is not None and choices.chance(6)
    }
    _excuse(sheet, answers, awarded, choices, open_ // 4)
    facts = {name: value for name, value in _facts(sheet, choices) if not choices.chance(open_)}
    vetoes = {
        veto.id: choices.chance(30) for veto in sheet.rubric.vetoes if not choices.chance(open_)
    }
    if choices.chance(70):
        vetoes = {v: happened for v, happened in vetoes.items() if _by_hand(sheet, v)}
    return Assessment(subject=facts, answers=answers, points=awarded, vetoes=vetoes)


def filled(sheet: Sheet, before: Assessment, choices: Choices, share: int = 100) -> Assessment:
    """Fill in what is open: all of it, or so many of a hundred open answers."""
    answers = dict(before.answers)
    for name, answer in before.answers.items():
        if answer.value is None and answer.state == "given" and choices.chance(share):
            answers[name] = exact(_between(sheet.questions[name], answer.low, answer.high, choices))
    excused = _excuse(sheet, answers, before.points, choices, share // 5)
    for name, asked in sheet.questions.items():
        if name in answers or name in excused or decided(sheet, name) or not choices.chance(share):
            continue
        if asked.not_applicable and choices.chance(25):
            answers[name] = NOT_APPLICABLE
        else:
            answers[name] = _value(asked, choices)
    facts = dict(before.subject)
    for name, value in _facts(sheet, choices):
        if name not in facts and choices.chance(share):
            facts[name] = value
    vetoes = dict(before.vetoes)
    for veto in sheet.rubric.vetoes:
        if veto.id not in vetoes and veto.when is None and choices.chance(share):
            vetoes[veto.id] = choices.chance(50)
    return before.replace(answers=answers, subject=facts, vetoes=vetoes)


def _by_hand(sheet: Sheet, veto: str) -> bool:
    return any(v.id == veto and v.when is None for v in sheet.rubric.vetoes)


def decided(sheet: Sheet, name: str) -> bool:
    """Say whether something decides a question while it is unanswered."""
    derived = {gate.id for gate in sheet.rubric.prerequisites if gate.derive is not None}
    return name in derived or sheet.questions[name].default is not None


def excusable_lines(
    sheet: Sheet, answers: Mapping[str, Answer], awarded: Mapping[str, Awarded]
) -> dict[str, list[str]]:
    """Return the lines and dimensions that may yet be left out, each with its questions."""
    found: dict[str, list[str]] = {}
    for line in sheet.lines.values():
        if line.source.not_applicable is not None and line.node.asked is None:
            found[line.id] = [*line.node.questions()]
    for dimension in sheet.rubric.dimensions:
        if dimension.not_applicable is not None:
            lines = [sheet.lines[indicator.id] for indicator in dimension.indicators]
            found[dimension.id] = [q for line in lines for q in (line.id, *line.node.questions())]
    return {
        name: questions
        for name, questions in found.items()
        if name not in answers
        and not (answers.keys() | awarded.keys()) & {name, *questions}
        and any(q in sheet.questions and sheet.questions[q].default is None for q in questions)
    }


def _excuse(
    sheet: Sheet,
    answers: dict[str, Answer],
    awarded: Mapping[str, Awarded],
    choices: Choices,
    percent: int,
) -> set[str]:
    """Leave some lines and dimensions out; return their questions, which stay unanswered."""
    excused: set[str] = set()
    for name, questions in excusable_lines(sheet, answers, awarded).items():
        if name not in excused and not answers.keys() & set(questions) and choices.chance(percent):
            answers[name] = NOT_APPLICABLE
            excused.update(questions)
    return excused


def _facts(sheet: Sheet, choices: Choices) -> Iterator[tuple[str, FactValue]]:
    for name, fact in sheet.rubric.facts.items():
        yield name, choices.pick(list(fact.options)) if fact.options else choices.whole(0, 6)


def _value(asked: Asked, choices: Choices) -> Answer:
    if asked.kind == "yes_no":
        return exact(choices.chance(60))
    if asked.kind == "choice":
        return Answer(choices.pick(asked.options))
    return exact(_between(asked, asked.low, asked.high, choices))


def _between(asked: Asked, low: float | Number, high: float | Number, choices: Choices) -> Number:
    """Return a possible answer between two, both included, often one of them."""
    least = -FAR if isinstance(low, float) else low
    most = FAR if isinstance(high, float) else high
    step = asked.step or (1 if asked.kind == "count" else Fraction(1, 2))
    many = int((most - least) / step)
    place = choices.pick((0, many, choices.whole(0, min(many, 12)), choices.whole(0, many)))
    return reduce(Fraction(least + place * step))


def _interval(asked: Asked, choices: Choices) -> Answer:
    ends = sorted(_between(asked, asked.low, asked.high, choices) for _ in range(2))
    if ends[0] == ends[1]:
        return exact(ends[0])
    return Answer(None, ends[0], ends[1])


def open_ends(sheet: Sheet, before: Assessment) -> dict[str, list[Answer]]:
    """Return every open question with its worst and best answers, and not applicable."""
    found: dict[str, list[Answer]] = {}
    for name, asked in sheet.questions.items():
        answer = before.answers.get(name)
        if answer is not None:
            if answer.value is None and answer.state == "given":
                found[name] = [exact(_finite(answer.low)), exact(_finite(answer.high))]
        elif not decided(sheet, name):
            if asked.kind == "yes_no":
                found[name] = [exact(False), exact(True)]
            elif asked.kind == "choice":
                found[name] = [Answer(option) for option in asked.options]
            else:
                found[name] = [exact(_finite(asked.low)), exact(_finite(asked.high))]
            if asked.not_applicable:
                found[name].append(NOT_APPLICABLE)
    return found


def _finite(end: float | Number) -> Number:
    if isinstance(end, float):
        return FAR if end == INFINITY else -FAR
    return end


def completions(sheet: Sheet, before: Assessment, most: int) -> Iterator[Assessment]:
    """Yield every completion by the ends of what is open; nothing if there are more than `most`."""
    ends = open_ends(sheet, before)
    facts = {
        name: list(fact.options)
        for name, fact in sheet.rubric.facts.items()
        if fact.options and name not in before.subject
    }
    vetoes = [v.id for v in sheet.rubric.vetoes if v.when is None and v.id not in before.vetoes]
    excusable = excusable_lines(sheet, before.answers, before.points)
    sizes = [*map(len, ends.values()), *map(len, facts.values())]
    if prod(sizes) * 2 ** (len(vetoes) + len(excusable)) > most:
        return
    flags = [(False, True)] * (len(vetoes) + len(excusable))
    for chosen in product(*ends.values(), *facts.values(), *flags):
        rest = iter(chosen)
        answers = {**before.answers, **{name: next(rest) for name in ends}}
        subject = {**before.subject, **{name: next(rest) for name in facts}}
        happened = {**before.vetoes, **{name: next(rest) for name in vetoes}}
        for name, questions in excusable.items():
            if next(rest):
                answers = {n: a for n, a in answers.items() if n not in questions}
                answers[name] = NOT_APPLICABLE
        yield before.replace(answers=answers, subject=subject, vetoes=happened)
