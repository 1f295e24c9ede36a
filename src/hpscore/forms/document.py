"""An assessment as the document that is kept of it, in YAML or JSON.

Reading the document back gives the same assessment. What an interview does not touch (registers,
papers) is written as it was found.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from hpscore.forms.scalars import flow, number_value, scalar
from hpscore.forms.steps import SUBJECT, Step
from hpscore.model.answer import Answer
from hpscore.model.assessment import Assessment, FactValue
from hpscore.model.number import Bound
from hpscore.reports.names import Names
from hpscore.source import Value

__all__ = ["Draft", "json_text", "yaml_text"]

Section = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Draft:
    """An assessment that is being filled in, with what its file holds besides."""

    rubric: str
    """The rubric as the file names it."""
    assessment: Assessment
    kept: Section = field(default_factory=dict)
    """Sections that are written as they were found."""
    open: frozenset[str] = frozenset()
    """Questions without an answer that are named in the file, for whoever goes on with it."""


def yaml_text(draft: Draft, steps: Sequence[Step], names: Names) -> str:
    """Write a document in YAML, with the titles of questions beside their ids."""
    rubric = names.rubric
    lines = [
        f"# {names.text(rubric.title)} {rubric.version}",
        f"rubric: {scalar(draft.rubric)}",
    ]
    tree = _tree(draft, steps)
    for name, value in tree.items():
        if name == "answers":
            lines += _answers(value, steps, names)
        elif name == "period" or not isinstance(value, dict) or not value:
            lines.append(f"{name}: {flow(value)}")
        else:
            lines += [f"{name}:", *_block(value)]
    return "\n".join(lines) + "\n"


def json_text(draft: Draft, steps: Sequence[Step]) -> str:
    """Write a document in JSON, its decimals exact."""
    document: dict[str, Value] = {"rubric": draft.rubric, **_tree(draft, steps)}
    return _json(document, "") + "\n"


def _tree(draft: Draft, steps: Sequence[Step]) -> dict[str, Value]:
    """Return what follows the name of the rubric, section by section."""
    assessment = draft.assessment
    tree: dict[str, Value] = {}
    if assessment.subject:
        tree["subject"] = {name: _fact(value) for name, value in assessment.subject.items()}
    if assessment.period is not None:
        tree["period"] = {"from": assessment.period.from_, "to": assessment.period.to}
    if assessment.assessor is not None:
        tree["assessor"] = assessment.assessor
    tree["answers"] = _answer_tree(draft, steps)
    if assessment.points:
        tree["points"] = {
            line: number_value(awarded.points)
            if awarded.note is None
            else {"points": number_value(awarded.points), "note": awarded.note}
            for line, awarded in assessment.points.items()
        }
    if assessment.evidence:
        tree["evidence"] = {paper: list(files) for paper, files in assessment.evidence.items()}
    tree.update(draft.kept)
    if assessment.vetoes:
        tree["vetoes"] = dict(assessment.vetoes)
    return tree


def _fact(value: FactValue) -> Value:
    return value if isinstance(value, str) else number_value(value)


def _answer_tree(draft: Draft, steps: Sequence[Step]) -> dict[str, Value]:
    answers = draft.assessment.answers
    asked = [step.id for step in steps if step.kind in ("question", "scope")]
    tree: dict[str, Value] = {}
    for name in (*asked, *(name for name in answers if name not in asked)):
        answer = answers.get(name)
        if answer is not None and answer.state != "derived":
            tree[name] = _answer(answer)
        elif name in draft.open:
            tree[name] = None
    return tree


def _answer(answer: Answer) -> Value:
    """Return an answer as a file holds it: a value, or a mapping where more is said."""
    if answer.state == "not_applicable":
        return {"na": answer.note}
    found: dict[str, Value] = {}
    if answer.of is not None and answer.count is not None:
        found = {"count": number_value(answer.count), "of": number_value(answer.of)}
    elif answer.value is None:
        ends = (("from", answer.low), ("to", answer.high))
        found = {key: end for key, bound in ends if (end := _end(bound)) is not None}
    elif isinstance(answer.value, bool | str):
        found["value"] = answer.value
    else:
        found["value"] = number_value(answer.value)
    more = (("population", answer.population), ("date", answer.date), ("note", answer.note))
    found.update((key, text) for key, text in more if text is not None)
    return found["value"] if list(found) == ["value"] else found


def _end(bound: Bound) -> Value:
    return None if isinstance(bound, float) else number_value(bound)


def _answers(value: Value, steps: Sequence[Step], names: Names) -> Iterator[str]:
    assert isinstance(value, dict)
    if not value:
        yield "answers: {}"
        return
    yield "answers:"
    sections = {step.id: step.section for step in steps if step.kind in ("question", "scope")}
    last = SUBJECT
    for name, answer in value.items():
        section = sections.get(name, last)
        if section != last and section in names.titles:
            yield f"  # {names.of(section)}"
        last = section
        title = "" if names.of(name) == name else f"  # {names.of(name)}"
        written = "" if answer is None else f" {flow(answer, answer=True)}"
        yield f"  {scalar(name)}:{written}{title}"


def _block(value: Section, indent: str = "  ") -> Iterator[str]:
    for name, inner in value.items():
        if (
            isinstance(inner, dict)
            and inner
            and any(isinstance(v, dict | list) for v in inner.values())
        ):
            yield f"{indent}{scalar(name)}:"
            yield from _block(inner, indent + "  ")
        elif isinstance(inner, list) and any(isinstance(item, dict | list) for item in inner):
            yield f"{indent}{scalar(name)}:"
            yield from (f"{indent}  - {flow(item)}" for item in inner)
        else:
            yield f"{indent}{scalar(name)}: {flow(inner)}"


def _json(value: Value, indent: str) -> str:
    if isinstance(value, dict) and value:
        inner = indent + "  "
        members = [
            f"{inner}{json.dumps(k, ensure_ascii=False)}: {_json(v, inner)}"
            for k, v in value.items()
        ]
        return "{\n" + ",\n".join(members) + f"\n{indent}}}"
    if isinstance(value, list):
        return "[" + ", ".join(_json(item, indent) for item in value) + "]"
    return str(value) if isinstance(value, Decimal) else json.dumps(value, ensure_ascii=False)
