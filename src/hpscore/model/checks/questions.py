"""Questions are asked in a way that the rules which read them can use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Final

from hpscore.message import say
from hpscore.model.answer import Asked
from hpscore.model.checks.references import KINDS
from hpscore.model.number import INFINITY, spell, spell_bound
from hpscore.model.register import Column
from hpscore.model.rules import By, Choice, Part, Question, Stream
from hpscore.model.scalars import fold
from hpscore.model.sheet import DataPath, Issue, Node, Sheet
from hpscore.model.switches import amounts_of, switch_of
from hpscore.model.text import Text

__all__ = ["ambiguous_options", "check_questions", "faulty_range", "mismatched_options"]

_NUMBERS: Final = ("count", "percent", "number")
_READS: Final[Mapping[str, tuple[str, ...]]] = {
    "met": ("yes_no",),
    "bands": _NUMBERS,
    "each": _NUMBERS,
    "linear": _NUMBERS,
    "choice": ("choice",),
    "rating": ("rating",),
    "target": _NUMBERS,
    "deduct": ("yes_no", *_NUMBERS),
}
_OWN: Final = ("ask", "from_", "to", "default")
"""What only the place that asks a question may say of it."""


def check_questions(sheet: Sheet) -> Iterator[Issue]:
    """Yield questions that no rule could read, or that are described where they are not asked."""
    for path, question in _declared(sheet):
        yield from faulty_range(path, question, sheet.questions[question.id])
        yield from ambiguous_options((*path, "options"), question.options or {})
        if question.options and question.ask != "choice":
            yield mismatched_options(path, question.id, question.ask)
        elif question.ask == "choice" and not question.options:
            yield Issue(
                path,
                "no-options",
                say("the choice '{question}' has no options", question=question.id),
                say("write options: [...], or ask for something else"),
            )
    for name, fact in sheet.rubric.facts.items():
        yield from ambiguous_options(("facts", name, "options"), fact.options or {})
        if fact.options and fact.ask != "text":
            yield mismatched_options(("facts", name), name, fact.ask)
    for line in sheet.lines.values():
        for node in line.node.walk():
            yield from _node(node)
            yield from _excused(sheet, node)
            for i, (stream, asked) in enumerate(node.streams):
                path = (*node.path, "deduct", "streams", i)
                yield from _reading(path, "deduct", stream, asked)
                yield from _not_permitted(path, asked)


def _declared(sheet: Sheet) -> Iterator[tuple[DataPath, Question]]:
    for section in ("questions", "recorded"):
        for i, question in enumerate(getattr(sheet.rubric, section)):
            yield (section, i), question
    for line in sheet.lines.values():
        for node in line.node.walk():
            rule = node.part.rule
            if isinstance(rule, By) and isinstance(rule.question, Question):
                yield (*node.path, "by", "question"), rule.question


def mismatched_options(path: DataPath, name: str, ask: str) -> Issue:
    """Say that something has options and asks no choice."""
    return Issue(
        (*path, "options"),
        "ask",
        say("'{name}' has options, but asks {kind}", name=name, kind=ask),
        say("correct ask:, or leave out options:"),
        key=True,
    )


def _node(node: Node) -> Iterator[Issue]:
    if node.asked is not None:
        yield from _reading(node.path, node.kind, node.part, node.asked)
        if node.kind == "rating" and node.points is not None:
            yield from _judged(node, node.asked)
        if isinstance(node.part.rule, Choice):
            yield from _options(node, node.part.rule, node.asked)
        return
    for key in (*_OWN, "question"):
        if getattr(node.part, key) is not None:
            yield Issue(
                (*node.path, key.rstrip("_")),
                "no-question",
                say(
                    "'{key}' says nothing here: '{line}' asks no question itself",
                    key=key.rstrip("_"),
                    line=node.id,
                ),
                say("write {key}: at the part that asks", key=key.rstrip("_")),
                key=True,
            )


def _reading(path: DataPath, rule: str, source: Part | Stream, asked: Asked) -> Iterator[Issue]:
    """Check what a rule reads; a question that is asked elsewhere is described there alone."""
    if asked.kind not in _READS[rule]:
        yield Issue(
            (*path, "ask"),
            "ask",
            say(
                "{rule} reads {kinds}, but '{question}' asks {kind}",
                rule=rule,
                kinds=_READS[rule],
                question=asked.id,
                kind=asked.kind,
            ),
            say("correct ask:, or the rule"),
        )
    if source.question is None:
        yield from faulty_range(path, source, asked)
        return
    for key in _OWN:
        if getattr(source, key) is not None:
            yield Issue(
                (*path, key.rstrip("_")),
                "asked-elsewhere",
                say(
                    "'{key}' says nothing here: '{question}' is asked elsewhere",
                    key=key.rstrip("_"),
                    question=asked.id,
                ),
                say("write {key}: where it is asked", key=key.rstrip("_")),
                key=True,
            )


def faulty_range(
    path: DataPath, source: Part | Stream | Question | Column, asked: Asked
) -> Iterator[Issue]:
    """Yield issues for ends of a range that its kind of answer does not take."""
    given = [key for key in ("from_", "to") if getattr(source, key) is not None]
    at = (*path, given[0].rstrip("_")) if given else path
    if given and asked.kind in ("yes_no", "choice", "text", "date"):
        yield Issue(
            at,
            "range",
            say("'{question}' takes no range", question=asked.id),
            say("leave out from: and to:"),
            key=True,
        )
    elif asked.low > asked.high:
        yield Issue(
            at,
            "range",
            say(
                "'{question}' runs from {low} to {high}",
                question=asked.id,
                low=spell_bound(asked.low),
                high=spell_bound(asked.high),
            ),
            say("write the lower end first"),
        )
    elif asked.kind == "count":
        yield from _fractions(path, source, asked)
    elif asked.kind == "rating" and asked.high == INFINITY:
        yield Issue(
            path,
            "range",
            say("the rating '{question}' has no upper end", question=asked.id),
            say("write to:, the most that can be judged"),
        )


def _fractions(
    path: DataPath, source: Part | Stream | Question | Column, asked: Asked
) -> Iterator[Issue]:
    """Check that the ends of a count are whole numbers."""
    for key in ("from_", "to"):
        end = getattr(source, key)
        if isinstance(end, Fraction):
            yield Issue(
                (*path, key.rstrip("_")),
                "range",
                say(
                    "'{question}' counts in whole numbers, got {got}",
                    question=asked.id,
                    got=spell(end),
                ),
                say("write a whole number"),
            )


def _judged(node: Node, asked: Asked) -> Iterator[Issue]:
    assert node.points is not None
    if asked.low < 0 or node.points < asked.high < INFINITY:
        yield Issue(
            (*node.path, "to" if node.part.to is not None else "rating"),
            "range",
            say(
                "'{line}' is judged from 0 to {points}, this says {low} to {high}",
                line=node.id,
                points=spell(node.points),
                low=spell_bound(asked.low),
                high=spell_bound(asked.high),
            ),
            say("leave out from: and to:, or correct them"),
        )


def _options(node: Node, rule: Choice, asked: Asked) -> Iterator[Issue]:
    """Check that a choice has points for every option of a question that is asked elsewhere."""
    at = (*node.path, "choice")
    yield from ambiguous_options(at, {name: option.title for name, option in rule.options.items()})
    for option in rule.options:
        if option not in asked.options:
            yield Issue(
                (*at, option),
                "unknown-option",
                say("there is no {kind} '{name}'", kind=KINDS["option"], name=option),
                say("known here: {names}", names=list(asked.options)),
                key=True,
            )
    lacking = [option for option in asked.options if option not in rule.options]
    if lacking:
        yield Issue(
            at,
            "missing-case",
            say("'{name}' has no case for {cases}", name=asked.id, cases=lacking),
            say("give every option its case"),
        )


def ambiguous_options(path: DataPath, options: Mapping[str, Text | None]) -> Iterator[Issue]:
    """Yield ways to write an option that may mean two of them."""
    meant: dict[str, str] = {}
    for option, title in options.items():
        for text in (option, *(title.both() if title is not None else ())):
            other = meant.setdefault(fold(text), option)
            if other != option:
                yield Issue(
                    (*path, option),
                    "ambiguous-option",
                    say(
                        "'{name}' may mean {first} and {second}",
                        name=text,
                        first=other,
                        second=option,
                    ),
                    say("give them different titles"),
                    key=True,
                )


def _excused(sheet: Sheet, node: Node) -> Iterator[Issue]:
    """A question that one part permits to drop out drops out everywhere, and switches nothing."""
    if node.asked is not None and node.part.not_applicable is None:
        yield from _not_permitted(node.path, node.asked)
    rule = node.part.rule
    switches = [switch_of(rule)] if isinstance(rule, By) else []
    switches += [switch_of(amount.by) for amount in amounts_of(node.part) if amount.by is not None]
    for kind, name in switches:
        asked = sheet.questions.get(name) if kind == "question" else None
        if asked is not None and asked.not_applicable:
            yield Issue(
                (*node.path, node.kind),
                "not-applicable",
                say("'{question}' decides a case, but may be not applicable", question=name),
                say("take not_applicable: out, or branch on another question"),
            )


def _not_permitted(path: DataPath, asked: Asked) -> Iterator[Issue]:
    if asked.not_applicable:
        yield Issue(
            path,
            "not-applicable",
            say("'{question}' may be not applicable in one place only", question=asked.id),
            say("write not_applicable: in every line that reads it, or in none"),
        )
