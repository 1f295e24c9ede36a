"""Neither the order of a file nor its format changes what it scores."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from hpscore.model.checks import check_rubric
from hpscore.model.resolve import sheet_of
from hpscore.model.rubric import Rubric
from hpscore.readers.assessments import bind
from hpscore.readers.rubrics import rubric_from
from hpscore.scoring.engine import score
from hpscore.source import Document, parse_document
from tests.properties.assessments import assessment
from tests.properties.cases import Case, cases
from tests.properties.choices import Choices, choices_of
from tests.properties.effort import tries
from tests.properties.rubrics import document


@tries(60)
@given(cases(), st.randoms(use_true_random=False))
def test_the_order_of_answers_changes_nothing(case: Case, random: Any) -> None:
    names = [*case.first.answers]
    random.shuffle(names)
    answers = {name: case.first.answers[name] for name in names}
    subject = dict(reversed([*case.first.subject.items()]))
    turned = case.first.replace(answers=answers, subject=subject)
    assert case.score(turned) == case.score(case.first.replace(subject=subject))


@tries(60)
@given(st.data())
def test_yaml_and_json_give_the_same_result(data: st.DataObject) -> None:
    choices = choices_of(data.draw)
    written = document(choices)
    assume(not check_rubric(Rubric.model_validate(written)))
    answered = _written(Rubric.model_validate(written), choices)
    results = []
    for text in (_yaml, _json, _turned):
        rubric = rubric_from(text(written))
        results.append(score(rubric, bind(text(answered), rubric)))
    assert results[0] == results[1]
    # the digest does not depend on the order of keys either, but the order of facts is told
    assert results[0].digest == results[2].digest
    assert results[0].points == results[2].points
    assert results[0].total == results[2].total
    assert results[0].tier == results[2].tier


def _written(rubric: Rubric, choices: Choices) -> dict[str, Any]:
    """Write an assessment as a file would have it."""
    made = assessment(sheet_of(rubric), choices, 30)
    answers: dict[str, Any] = {}
    for name, answer in made.answers.items():
        if answer.state == "not_applicable":
            answers[name] = {"na": answer.note}
        elif answer.value is None:
            answers[name] = {"from": _number(answer.low), "to": _number(answer.high)}
        else:
            answers[name] = _number(answer.value)
    subject = {name: _number(value) for name, value in made.subject.items()}
    return {"subject": subject, "answers": answers, "vetoes": dict(made.vetoes)}


def _number(value: Any) -> Any:
    return value if isinstance(value, bool | str | int) else float(value)


def _yaml(value: Any) -> Document:
    return parse_document(yaml.safe_dump(_plain(value), sort_keys=False), file=None, format="yaml")


def _json(value: Any) -> Document:
    return parse_document(json.dumps(_plain(value)), file=None, format="json")


def _turned(value: Any) -> Document:
    return parse_document(json.dumps(_plain(_reversed(value))), file=None, format="json")


def _reversed(value: Any) -> Any:
    """Turn the order of keys round in everything."""
    if isinstance(value, dict):
        return {key: _reversed(inner) for key, inner in reversed(value.items())}
    return [_reversed(inner) for inner in value] if isinstance(value, list) else value


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    return float(value) if isinstance(value, Decimal) else value
