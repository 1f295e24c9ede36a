"""Tiers that leave no gap are taken; all others stand in refused/tiers.txt."""

from __future__ import annotations

import pytest

from tests.model.made import told


@pytest.mark.parametrize(
    "tiers",
    [
        "[{id: x, title: X}]",
        "[{id: x, title: X, at_least: 60}, {id: z, title: Z}]",
        "[{id: x, title: X, at_least: 60}, {id: y, title: Y, at_least: 80%}, {id: z, title: Z}]",
        "[{id: x, title: X, at_least: 60, when: {indicator: judged}},"
        " {id: y, title: Y, at_least: 80}, {id: z, title: Z}]",
        "[{id: x, title: X, at_least: {fact: f}}, {id: y, title: Y, at_least: 80},"
        " {id: z, title: Z}]",
        "[{id: x, title: X, at_least: {by: {fact: s, cases: {u: 80, r: 70}}}},"
        " {id: y, title: Y, at_least: {by: {fact: s, cases: {u: 75, r: 60}}}}, {id: z, title: Z}]",
        "[{id: x, title: X, at_least: 60, as_published: {all: {from: 60, to: 60}, u: {to: 3}}},"
        " {id: z, title: Z}]",
    ],
)
def test_tiers_that_leave_no_gap_are_taken(tiers: str) -> None:
    text = f"facts: {{f: {{ask: number}}, s: {{options: [u, r]}}}}\ntiers: {tiers}\n"
    assert told(text) == []
