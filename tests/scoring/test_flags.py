"""Flags: what a reader of a result should know besides its numbers, and only then."""

from __future__ import annotations

import pytest

from hpscore.model.assessment import Assessment
from hpscore.problem import Severity
from hpscore.scoring.engine import score
from tests.scoring.tiny import JUDGED, TIERS, flags, scored, tiny

SETTING = "facts: {setting: {options: [urban, rural]}, people: {ask: number}}"
BRANCHING = """
- {id: a, title: A, points: 4, each: {by: {fact: setting, cases: {urban: 1, rural: 2}}}}
- {id: b, title: B, points: 4, requires: {fact: setting, is: urban}}
"""
RATE = "- {id: a, title: A, points: 4, ask: percent, bands: {50: 4}}"
NOTED = "- {id: a, title: A, points: 4, rating: 1, note_required: true}"


@pytest.mark.parametrize(
    ("answers", "subject", "told"),
    [
        ("{a: 1, b: yes}", "{}", ["missing-fact setting a b"]),
        ("{a: 4, b: yes}", "{}", ["missing-fact setting b"]),
        ("{a: 4, b: no}", "{}", []),
        ("{a: 1, b: yes}", "{setting: urban}", []),
    ],
)
def test_a_fact_is_missing_where_open_lines_wait_for_it(
    answers: str, subject: str, told: list[str]
) -> None:
    assert flags(scored(tiny(SETTING, BRANCHING), answers, subject=subject)) == told


@pytest.mark.parametrize(
    ("answers", "told"),
    [("{judged: 82}", ["missing-fact setting tier"]), ("{judged: 90}", []), ("{judged: 50}", [])],
)
def test_a_fact_is_missing_where_the_verdict_waits_for_it(answers: str, told: list[str]) -> None:
    rubric = tiny(
        SETTING,
        """
        tiers:
          - {id: good, title: Good, at_least: {by: {fact: setting, cases: {urban: 85, rural: 80}}}}
          - {id: poor, title: Poor}
        """,
    )
    assert flags(scored(rubric, answers)) == told


def test_what_waits_for_a_fact_stands_in_the_order_of_the_sheet() -> None:
    rubric = tiny(
        SETTING,
        """
        - id: b
          title: B
          points: 4
          requires: {all: [{indicator: a}, {fact: setting, is: urban}]}
        """
        + BRANCHING.split("- {id: b")[0].replace("- {id", "        - {id"),
    )
    assert flags(scored(rubric, "{a: 1, b: yes}")) == ["missing-fact setting b a"]


def test_a_fact_is_missing_where_an_open_gate_waits_for_it() -> None:
    rubric = tiny(
        SETTING,
        TIERS,
        "prerequisites: [{id: p, title: P, gives: poor, derive: {fact: people, above: 9}}]",
    )
    told = flags(scored(rubric, "{judged: 90}"))
    assert told == ["missing-fact people tier", "prerequisite-derived p"]
    assert flags(scored(rubric, "{judged: 40}")) == ["prerequisite-derived p"]


@pytest.mark.parametrize(
    ("subject", "told"),
    [
        ("{colour: red}", ["undeclared-fact colour"]),
        ("{id: s-1, name: One, county: East, street: S, community: C}", []),
        ("{householder: Li, address: A, phone: '1'}", []),
        ("{people: 3}", []),
    ],
)
def test_a_fact_that_is_not_declared_is_kept_and_flagged(subject: str, told: list[str]) -> None:
    result = scored(tiny(SETTING, JUDGED), "{judged: 50}", subject=subject)
    assert flags(result) == told
    assert len(result.subject) == subject.count(":")


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ("{judged: 72}", ["prerequisite-derived p"]),
        ("{judged: 90}", ["prerequisite-derived p"]),
        ("{judged: {from: 70}}", ["prerequisite-derived p"]),
        ("{judged: 72, p: no}", []),
    ],
)
def test_a_derived_prerequisite_is_flagged_a_derived_veto_is_not(
    answers: str, told: list[str]
) -> None:
    rubric = tiny(
        TIERS,
        "prerequisites: [{id: p, title: P, gives: fair, derive: {indicator: judged, above: 75}}]",
        "vetoes: [{id: v, title: V, gives: poor, when: {indicator: judged, below: 10}}]",
    )
    assert flags(scored(rubric, answers)) == told


def test_a_note_without_an_answer_is_flagged() -> None:
    result = scored(tiny(JUDGED), "{judged: {note: ask again}}")
    assert flags(result) == ["note-unanswered judged"]
    assert result.unanswered == ("judged",)
    assert flags(scored(tiny(JUDGED), "{judged: {value: 5, note: ask again}}")) == []


@pytest.mark.parametrize(
    ("answer", "flagged"),
    [
        ("0.8", True),
        ("0", False),
        ("1", False),
        ("0.5", True),
        ("{value: 0.8, note: x}", True),
        ("{count: 1, of: 200}", False),
        ("{from: 0.2, to: 0.3}", False),
        ("80", False),
    ],
)
def test_a_share_that_was_probably_meant_is_flagged(answer: str, flagged: bool) -> None:
    told = ["percent-below-one a"] if flagged else []
    assert flags(scored(tiny(RATE), f"{{a: {answer}}}")) == told


def test_only_an_answer_in_per_cent_may_have_been_a_share() -> None:
    rubric = tiny(
        """
        - {id: a, title: A, points: 4, linear: {from: 0, to: 2}}
        - {id: b, title: B, points: 4, not_applicable: excluded, sum: [{id: p, points: 4}]}
        - {id: c, title: C, points: 4, choice: {x: 4, y: 0}}
        """
    )
    assert flags(scored(rubric, "{a: 0.5, b: {na: none}, c: x}")) == []
    # what names no question of the rubric is not held against one
    whole = tiny(RATE)
    answers = scored(whole, "{a: 0.8}").dimensions[0].indicators[0].line.answer
    assert answers is not None
    assert flags(score(whole, Assessment(answers={"elsewhere": answers}))) == []


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ("{judged: 9.5}", ["low judged", "any"]),
        ("{judged: 10}", ["any"]),
        ("{judged: {from: 5, to: 15}}", ["any"]),
        ("{}", []),
    ],
)
def test_a_remark_is_made_when_its_condition_holds(answers: str, told: list[str]) -> None:
    rubric = tiny(
        """
        remarks:
          - {id: low, when: {indicator: judged, below: 10}, text: Low, about: [judged]}
          - {id: any, when: {total: true, at_most: 15}, text: Any}
        """
    )
    result = scored(rubric, answers)
    assert flags(result) == told
    assert all(flag.severity is Severity.NOTE for flag in result.flags)


def test_flags_stand_in_a_fixed_order_with_how_grave_they_are() -> None:
    rubric = tiny(
        SETTING,
        RATE.replace("points: 4,", "points: 4, note_required: true,"),
        """
        tiers:
          - {id: good, title: Good, at_least: {by: {fact: setting, cases: {urban: 1, rural: 0}}}}
          - {id: poor, title: Poor}
        prerequisites: [{id: p, title: P, gives: poor, derive: {total: true, at_least: 0}}]
        remarks: [{id: zero, when: {total: true, zero: true}, text: Zero}]
        """,
    )
    result = scored(rubric, "{a: 0.8}", subject="{colour: red}")
    assert [(flag.code, flag.severity.value) for flag in result.flags] == [
        ("missing-fact", "warning"),
        ("undeclared-fact", "note"),
        ("prerequisite-derived", "note"),
        ("percent-below-one", "warning"),
        ("note-missing", "warning"),
        ("zero", "note"),
    ]


def test_flags_speak_in_titles() -> None:
    rubric = tiny(
        "facts: {setting: {title: Kind of place, options: [urban, rural]}}",
        """
        - {id: a, title: First, points: 4, each: {by: {fact: setting, cases: {urban: 1, rural: 2}}}}
        - {id: b, title: Second, points: 4, requires: {fact: setting, is: urban}}
        """,
        """
        tiers:
          - {id: good, title: Good, at_least: {by: {fact: setting, cases: {urban: 4, rural: 5}}}}
          - {id: poor, title: Poor}
        prerequisites: [{id: p, title: Licence, gives: poor, derive: {indicator: b}}]
        """,
    )
    missing, derived = scored(rubric, "{a: 1, b: yes}").flags
    assert str(missing.message) == (
        "the subject's Kind of place is not given; it decides First, Second, the tier"
    )
    assert str(derived.message) == (
        "the prerequisite 'Licence' was not answered itself; it follows from Second"
    )


def test_what_has_no_title_is_named_by_its_id() -> None:
    untitled = scored(tiny(SETTING, BRANCHING), "{a: 1, b: yes}").flags[0]
    assert str(untitled.message) == "the subject's setting is not given; it decides A, B"
    share = scored(tiny("questions: [{id: n, ask: percent}]"), "{n: 0.825}").flags[0]
    assert str(share.message) == ("'n' was read as 0.825 per cent; write 82.5 if a share was meant")
