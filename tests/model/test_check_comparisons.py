"""Tests that fit their subject are taken; all others stand in refused/comparisons.txt."""

from __future__ import annotations

import pytest

from tests.model.made import told


@pytest.mark.parametrize(
    "condition",
    [
        "{question: judged}",
        "{question: judged, above: 3}",
        "{question: own}",
        "{question: own, is: no}",
        "{question: often, is: daily}",
        "{question: bins, at_least: {fact: people}}",
        "{indicator: judged, full: true}",
        "{dimension: sheet, at_least: 60%}",
        "{total: true, full: true}",
        "{fact: people, at_most: {question: bins}}",
        "{fact: setting, is: rural}",
        "{fact: name, is: anything}",
    ],
)
@pytest.mark.parametrize(
    "section",
    [
        "remarks: [{{id: m, text: M, when: {condition}}}]",
        "tiers: [{{id: x, title: X, when: {condition}}}, {{id: z, title: Z}}]",
        "prerequisites: [{{id: x, title: X, derive: {condition}, gives: z}}]\n"
        "tiers: [{{id: z, title: Z}}]",
    ],
)
def test_a_test_that_fits_its_subject_is_taken(condition: str, section: str) -> None:
    text = """\
facts: {people: {ask: number}, name: {}, setting: {options: [urban, rural]}}
questions:
  - {id: own}
  - {id: often, ask: choice, options: [daily, never]}
  - {id: bins, ask: count}
"""
    assert told(text + section.format(condition=condition) + "\n") == []


def test_targets_may_be_met() -> None:
    text = """\
remarks: [{id: m, text: M, when: {all: [{indicator: a}, {dimension: d}, {total: true}]}}]
dimensions:
  - id: d
    title: D
    indicators: [{id: a, title: A, target: {at_least: 3}}]
"""
    assert told(text) == []
