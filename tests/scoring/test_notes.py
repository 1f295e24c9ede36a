"""Notes that a rubric asks for where points are lost."""

from __future__ import annotations

import pytest

from tests.scoring.tiny import flags, scored, tiny

SETTING = "facts: {setting: {options: [urban, rural]}, people: {ask: number}}"
NOTED = "- {id: a, title: A, points: 4, rating: 1, note_required: true}"


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ("3", ["note-missing a"]),
        ("{value: 3, note: worn}", []),
        ("4", []),
        ("{from: 3}", []),
        ("{to: 3}", ["note-missing a"]),
        ("{to: 3, note: worn}", []),
        ("", []),
    ],
)
def test_a_note_is_missing_where_points_are_lost_for_good(answer: str, told: list[str]) -> None:
    assert flags(scored(tiny(NOTED), f"{{a: {answer}}}")) == told


def test_a_note_is_missing_only_where_the_rubric_asks_for_one() -> None:
    assert flags(scored(tiny(NOTED.replace("true", "false")), "{a: 3}")) == []


def test_where_there_is_nothing_to_lose_no_note_is_missing() -> None:
    rubric = tiny("- {id: a, title: A, points: 0, note_required: true}")
    assert flags(scored(rubric, "{a: no}")) == []


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ("{p: no, q: no}", ["note-missing q"]),
        ("{p: {value: no, note: x}, q: no}", ["note-missing q"]),
        ("{p: no, q: {value: no, note: x}}", []),
        ("{p: no, q: yes}", []),
    ],
)
def test_a_part_may_ask_for_a_note(answers: str, told: list[str]) -> None:
    rubric = tiny(
        """
        - id: a
          title: A
          points: 4
          sum: [{id: p, points: 2}, {id: q, points: 2, note_required: true}]
        """
    )
    assert flags(scored(rubric, answers)) == told


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ("{p: no, q: no}", ["note-missing a"]),
        ("{p: no, q: {value: yes, note: x}}", []),
        ("{p: yes, q: yes}", []),
    ],
)
def test_a_note_beside_any_answer_of_a_line_serves_the_line(answers: str, told: list[str]) -> None:
    rubric = tiny("- {id: a, title: A, points: 4, note_required: true, all: [{id: p}, {id: q}]}")
    assert flags(scored(rubric, answers)) == told


def test_a_target_that_is_missed_asks_for_its_note_too() -> None:
    rubric = tiny("- {id: a, title: A, target: {at_least: 3}, note_required: true}")
    assert flags(scored(rubric, "{a: 2}")) == ["note-missing a"]
    assert flags(scored(rubric, "{a: {value: 2, note: x}}")) == []
    assert flags(scored(rubric, "{a: 3}")) == []
    assert flags(scored(rubric)) == []


def test_points_awarded_with_a_note_need_no_other() -> None:
    assert flags(scored(tiny(NOTED), points="{a: 3}")) == ["note-missing a"]
    assert flags(scored(tiny(NOTED), points="{a: {points: 3, note: by the table}}")) == []


@pytest.mark.parametrize(
    ("subject", "told"),
    [
        ("{setting: urban}", ["note-missing a"]),
        ("{setting: rural}", []),
        ("{}", ["missing-fact setting a"]),
    ],
)
def test_a_note_is_asked_for_in_the_case_that_holds_and_in_none_that_is_only_tried(
    subject: str, told: list[str]
) -> None:
    rubric = tiny(
        SETTING,
        """
        - id: a
          title: A
          points: 4
          note_required: true
          by: {fact: setting, cases: {urban: {id: u, rating: 1}, rural: {id: r, rating: 1}}}
        """,
    )
    assert flags(scored(rubric, "{u: 3, r: 4}", subject=subject)) == told


def test_a_note_is_asked_for_once() -> None:
    rubric = tiny(
        """
        - id: a
          title: A
          points: 4
          note_required: true
          sum: [{id: p, points: 2, note_required: true}, {id: q, points: 2}]
        """
    )
    assert flags(scored(rubric, "{p: no, q: no}")) == ["note-missing a", "note-missing p"]
