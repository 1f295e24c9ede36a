"""Random assessments with all that one can hold, as a reader of files gives them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hpscore.forms.document import Draft, json_text
from hpscore.forms.steps import steps_of
from hpscore.model.assessment import Assessment, Awarded, Period
from hpscore.model.number import spell
from hpscore.model.register import Column
from hpscore.model.sheet import Sheet
from hpscore.problem import ProblemError
from hpscore.readers.assessments import Reader
from hpscore.readers.awarded import disagreements
from hpscore.source import parse_document
from tests.properties.assessments import assessment
from tests.properties.choices import Choices

__all__ = ["filled", "told"]

TEXTS = (
    "幸福里社区",
    "=1+1",
    "+86 138",
    "-",
    "@cmd",
    "００１",
    "007",
    "3.0",
    "第一行\n第二行",
    'a "b", c',
    "1 至 2",
    "不",
    "x" * 300,
    "_x0041_ 😀",
    '=HYPERLINK("http://x")',
    "100%",
)
"""What somebody could write, and a program could take for something else."""
NUMBERS = ("007", "0692-2121212", "=1+1", "13800138000", "c-001", "00１")
"""What numbers of subjects and telephones look like; with decimals they would be refused."""
FILES = ("例会/q1.pdf", "例会/q2.pdf", "=x.pdf", "a b.jpg")


def filled(reader: Reader, choices: Choices) -> Assessment:
    """Return an assessment: answers of all kinds, notes, points, papers, facts and registers."""
    sheet, rubric = reader.sheet, reader.rubric
    made = assessment(sheet, choices, choices.pick((0, 40, 90)))
    made = _noted(made, sheet, choices)
    facts = {**made.subject, **dict(_facts(reader, choices))}
    given = made.replace(
        subject=facts,
        points={**made.points, **dict(_awarded(made, choices))},
        evidence={n: FILES[: choices.whole(1, 4)] for n in rubric.evidence if choices.chance(30)},
        assessor=choices.pick(TEXTS) if choices.chance(70) else None,
    )
    for issue in disagreements(given, sheet):
        given = given.replace(points={n: p for n, p in given.points.items() if n != issue.path[1]})
    if not rubric.registers or choices.chance(30):
        period = Period("2022-01-01", "2022-12-31") if choices.chance(70) else None
        return read(reader, given.replace(period=period), {}, choices)
    measured = {measure.answers for measure in rubric.measures}
    answers = {name: a for name, a in given.answers.items() if name not in measured}
    given = given.replace(answers=answers, points={}, period=Period("2022-01-01", "2022-12-31"))
    registers = {
        name: [_row(register.columns, choices) for _ in range(choices.whole(1, 4))]
        for name, register in rubric.registers.items()
        if choices.chance(60)
    }
    try:
        return read(reader, given, registers, choices)
    except ProblemError:  # what the rows give is no answer
        return read(reader, given, {}, choices)


def told(given: Assessment) -> Assessment:
    """Return all of an assessment that does not depend on the file it stands in."""
    registers = {
        name: [dict(row.cells) for row in rows.rows] for name, rows in given.registers.items()
    }
    return replace(given, source=None, measured=Assessment().measured, registers=registers)  # type: ignore[arg-type]  # compared only


def read(
    reader: Reader, given: Assessment, registers: dict[str, Any], choices: Choices
) -> Assessment:
    """Return the assessment as its document is read, with notes on questions still open."""
    document = json.loads(json_text(Draft(reader.rubric.rubric, given), steps_of(reader.sheet)))
    for name in reader.sheet.questions:
        if name not in document["answers"] and choices.chance(10):
            document["answers"][name] = {"note": choices.pick(TEXTS)}
    if registers:
        document["registers"] = registers
    text = json.dumps(document, ensure_ascii=False)
    return reader.read(parse_document(text, file="x.json", format="json"))


def _noted(made: Assessment, sheet: Sheet, choices: Choices) -> Assessment:
    """Give some answers notes, and their shares by their parts."""
    answers = dict(made.answers)
    for name, answer in made.answers.items():
        asked = sheet.questions.get(name)
        if asked is None or answer.state != "given":
            continue
        if asked.kind in ("percent", "rate"):
            of = choices.whole(1, 500)
            count = choices.whole(0, of)
            if asked.kind == "rate" or choices.chance(40):
                answer = replace(answer, value=0, count=count, of=of)
        if asked.kind == "rate":
            answer = replace(
                answer, population="成年居民", date=choices.pick(("2022-10-20", "十月"))
            )
        if choices.chance(25):
            answer = replace(answer, note=choices.pick(TEXTS))
        answers[name] = answer
    return made.replace(answers=answers)


def _awarded(made: Assessment, choices: Choices) -> Iterator[tuple[str, Awarded]]:
    for name, awarded in made.points.items():
        yield name, replace(awarded, note=choices.pick(TEXTS) if choices.chance(50) else None)


def _facts(reader: Reader, choices: Choices) -> Iterator[tuple[str, Any]]:
    for name in ("id", "name", "county", "street", "phone", "联系人", "own fact"):
        if choices.chance(50):
            yield name, _text(name, choices)
    for name, fact in reader.rubric.facts.items():
        if fact.ask == "date":
            yield name, "2023-03-01"
        elif fact.options is None and fact.ask == "text":
            yield name, _text(name, choices)


def _text(name: str, choices: Choices) -> str:
    """Return a text; no id or telephone number that a program has mangled."""
    return choices.pick([t for t in TEXTS if t != "3.0" or name not in ("id", "phone")])


def _row(columns: dict[str, Column], choices: Choices) -> dict[str, Any]:
    found = {name: _cell(column, choices) for name, column in columns.items()}
    kept = {name: cell for name, cell in found.items() if not choices.chance(15)}
    return kept or found


def _cell(column: Column, choices: Choices) -> Any:
    if column.ask == "text":
        return choices.pick(("甲", "007", "=1+1", "2022-03"))
    if column.ask == "date":
        return (date(2022, 1, 1) + timedelta(choices.whole(0, 364))).isoformat()
    if column.ask == "yes_no":
        return choices.chance(50)
    if column.ask == "choice":
        return choices.pick(list(column.options or {}))
    low = 0 if column.from_ is None else column.from_
    high = (100 if column.ask == "percent" else low + 400) if column.to is None else column.to
    return spell(choices.pick((low, high, min(high, low + 1), min(high, low + 37))))
