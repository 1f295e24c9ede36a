"""Ids that are given once are taken; those given twice stand in refused/ids.txt."""

from __future__ import annotations

import pytest

from tests.model.made import told


@pytest.mark.parametrize(
    "cases",
    [
        "{yes: {id: b}, no: {id: b}}",
        "{yes: {}, no: {}}",
        "{yes: {}, no: {id: c}}",
        "{yes: {all: [{id: x}]}, no: {}}",
        "{yes: {id: b, all: [{id: x}]}, no: {id: b, all: [{id: x}]}}",
        "{yes: {question: own}, no: {question: own}}",
    ],
)
def test_cases_of_one_switch_may_share_an_id(cases: str) -> None:
    text = f"""\
questions: [{{id: own}}]
bonus: [{{id: a, title: A, points: 3, by: {{question: {{id: q}}, cases: {cases}}}}}]
"""
    assert told(text) == []


def test_tiers_facts_marks_and_conversions_have_names_of_their_own() -> None:
    text = """\
facts: {judged: {}}
marks: {judged: {title: J}}
conversions: [{id: judged, title: J, times: 1}]
tiers: [{id: judged, title: J}]
"""
    assert told(text) == []
