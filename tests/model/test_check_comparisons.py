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
        "{total: true, zero: true}",
        "{fact: people, at_most: {question: bins}}",
        "{fact: setting, is: rural}",
        "{fact: name, is: anything}",
    ],
)
def test_a_test_that_fits_its_subject_is_taken(condition: str) -> None:
    text = f"""\
facts: {{people: {{ask: number}}, name: {{}}, setting: {{options: [urban, rural]}}}}
questions:
  - {{id: own}}
  - {{id: often, ask: choice, options: [daily, never]}}
  - {{id: bins, ask: count}}
remarks: [{{id: m, text: M, when: {condition}}}]
"""
    assert told(text) == []
