"""Lines that branch: the case that holds, or all that may, taken together."""

from __future__ import annotations

import pytest

from tests.scoring.tiny import because, earns, line, lost, part, scored, tiny, told

SETTING = "facts: {setting: {options: [urban, rural]}}"
BY_FACT = """
- id: a
  title: A
  points: 3
  by:
    fact: setting
    cases:
      rural: {id: share, ask: percent, bands: {50: 1, 80: 3}}
      urban: {id: clean}
"""
BY_ANSWER = """
- id: a
  title: A
  points: 10
  by:
    question: {id: has_clinic}
    cases: {"yes": {id: equipped}, "no": {id: trained, rating: 1}}
"""
BY_CHOICE = """
- id: a
  title: A
  points: 4
  by:
    question: {id: size, ask: choice, options: {small: Small, large: Large}}
    cases: {small: {each: 1}, large: {each: 2}}
"""


@pytest.mark.parametrize(
    ("subject", "answers", "points", "missing"),
    [
        ("{setting: rural}", "{share: 85}", "3 of 3", ""),
        ("{setting: rural}", "{share: 60}", "1 of 3", "short 2"),
        ("{setting: urban}", "{share: 60}", "0..3 of 3", "not_answered 3"),
        ("{setting: urban}", "{clean: no}", "0 of 3", "not_met 3"),
        ("{}", "{share: 60, clean: no}", "0..1 of 3", "short 2, not_answered 1"),
        ("{}", "{share: 60, clean: yes}", "1..3 of 3", "not_answered 2"),
        ("{}", "{share: 80, clean: yes}", "3 of 3", ""),
        ("{}", "{share: 0, clean: no}", "0 of 3", "not_met 3"),
        ("{}", "{}", "0..3 of 3", "not_answered 3"),
    ],
)
def test_the_case_of_a_fact_counts_and_all_cases_while_it_is_unknown(
    subject: str, answers: str, points: str, missing: str
) -> None:
    result = scored(tiny(SETTING, BY_FACT), answers, subject=subject)
    assert (earns(result, "a"), lost(line(result, "a"))) == (points, missing)


@pytest.mark.parametrize(
    ("answers", "points", "unanswered"),
    [
        ("{has_clinic: no, trained: 7}", "7 of 10", ()),
        ("{has_clinic: yes, trained: 7}", "0..10 of 10", ("equipped",)),
        ("{has_clinic: yes, equipped: yes}", "10 of 10", ()),
        ("{equipped: yes, trained: yes}", "10 of 10", ()),
        ("{equipped: yes, trained: 7}", "7..10 of 10", ("has_clinic",)),
        ("{equipped: no}", "0..10 of 10", ("has_clinic", "trained")),
    ],
)
def test_a_switch_question_is_asked_for_while_its_cases_differ(
    answers: str, points: str, unanswered: tuple[str, ...]
) -> None:
    result = scored(tiny(BY_ANSWER), answers)
    assert (earns(result, "a"), result.unanswered) == (points, unanswered)


@pytest.mark.parametrize(
    ("answers", "points"),
    [
        ("{size: small, a: 1}", "1 of 4"),
        ("{size: large, a: 1}", "2 of 4"),
        ("{a: 1}", "1..2 of 4"),
        ("{a: 4}", "4 of 4"),
    ],
)
def test_a_choice_may_be_the_switch_and_cases_may_share_the_question_of_the_line(
    answers: str, points: str
) -> None:
    assert earns(scored(tiny(BY_CHOICE), answers), "a") == points


def test_a_known_case_is_named_in_the_trace() -> None:
    trace = line(scored(tiny(BY_ANSWER), "{has_clinic: no, trained: 7}"), "a")
    assert (trace.id, trace.question, trace.rule) == ("trained", "trained", "rating")
    assert trace.case == {"has_clinic": "no"}


def test_an_unknown_switch_is_told_with_every_case_tried() -> None:
    trace = line(scored(tiny(BY_ANSWER), "{trained: 7}"), "a")
    assert (trace.id, trace.question, trace.rule) == ("a", "has_clinic", "by")
    assert (trace.state, because(trace)) == ("unanswered", {"open": ["has_clinic"]})
    assert [(own.id, own.case, told(own.points)) for own in trace.parts] == [
        ("equipped", {"has_clinic": "yes"}, "0..10 of 10"),
        ("trained", {"has_clinic": "no"}, "7 of 10"),
    ]
    by_fact = line(scored(tiny(SETTING, BY_FACT)), "a")
    assert (by_fact.question, because(by_fact)) == (None, {"open": ["setting"]})
    assert [own.case for own in by_fact.parts] == [{"setting": "urban"}, {"setting": "rural"}]


@pytest.mark.parametrize(
    ("answers", "met"),
    [
        ("{equipped: yes, trained: 7}", True),
        ("{equipped: no, trained: 0}", False),
        ("{equipped: yes, trained: 0}", None),
        ("{equipped: yes}", None),
    ],
)
def test_a_line_is_met_if_it_is_in_every_case(answers: str, met: bool | None) -> None:
    assert line(scored(tiny(BY_ANSWER), answers), "a").met is met


def test_cases_inside_cases_are_tried_together() -> None:
    rubric = tiny(
        SETTING,
        "questions: [{id: large}]",
        """
        - id: a
          title: A
          points: 8
          by:
            fact: setting
            cases:
              urban: {id: p, each: {by: {question: large, cases: {"yes": 2, "no": 3}}}}
              rural:
                id: q
                by: {question: large, cases: {"yes": {id: q1, each: 4}, "no": {id: q2}}}
        """,
    )
    answers = "p: 2, q1: 2, q2: no"
    # urban: 4 or 6; rural: 8 or 0
    assert earns(scored(rubric, f"{{{answers}}}"), "a") == "0..8 of 8"
    assert earns(scored(rubric, f"{{{answers}, large: yes}}"), "a") == "4..8 of 8"
    assert earns(scored(rubric, f"{{{answers}, large: no}}"), "a") == "0..6 of 8"
    urban = scored(rubric, f"{{{answers}}}", subject="{setting: urban}")
    assert (earns(urban, "a"), urban.unanswered) == ("4..6 of 8", ("large",))
    both = scored(rubric, f"{{{answers}, large: yes}}", subject="{setting: rural}")
    assert (earns(both, "a"), line(both, "a").case) == (
        "8 of 8",
        {"large": "yes", "setting": "rural"},
    )


def test_a_branching_part_of_a_sum_is_tried_with_the_whole_line() -> None:
    rubric = tiny(
        SETTING,
        """
        - id: a
          title: A
          points: 5
          sum:
            - {id: p, points: 2, by: {fact: setting, cases: {urban: {id: u}, rural: {id: r}}}}
            - {id: q, points: 3, each: {by: {fact: setting, cases: {urban: 1, rural: 2}}}}
        """,
    )
    # urban: 2 + 1, rural: 0 + 2; never 2 + 2
    result = scored(rubric, "{u: yes, r: no, q: 1}")
    assert (earns(result, "a"), lost(line(result, "a"))) == ("2..3 of 5", "short 2, not_answered 1")
    assert told(part(result, "u").points) == "2 of 2"


def test_every_line_takes_its_own_worst_case() -> None:
    rubric = tiny(
        SETTING,
        """
        - {id: a, title: A, points: 2, by: {fact: setting, cases: {urban: {id: u}, rural: {id: r}}}}
        - {id: b, title: B, points: 3, by: {fact: setting, cases: {urban: {id: v}, rural: {id: s}}}}
        """,
    )
    result = scored(rubric, "{u: yes, r: no, v: no, s: yes}")
    assert (earns(result, "a"), earns(result, "b")) == ("0..2 of 2", "0..3 of 3")
    assert told(result.points) == "0..5 of 5"


def test_a_default_decides_a_switch() -> None:
    rubric = tiny(
        "questions: [{id: large, default: yes}]",
        """
        - id: a
          title: A
          points: 4
          by: {question: large, cases: {"yes": {id: p, each: 1}, "no": {id: q, each: 2}}}
        """,
    )
    assert earns(scored(rubric, "{p: 1, q: 1}"), "a") == "1 of 4"
    assert earns(scored(rubric, "{p: 1, q: 1, large: no}"), "a") == "2 of 4"


def test_a_switch_is_answered_in_each_of_its_cases_also_where_it_is_counted() -> None:
    rubric = tiny(
        """
        - id: a
          title: A
          points: 5
          by:
            question: {id: late}
            cases:
              "yes": {deduct: [{id: l, question: late, fixed: 2}]}
              "no": {id: ok}
        """
    )
    # late: 5 less 2; in time: all
    assert earns(scored(rubric, "{ok: yes}"), "a") == "3..5 of 5"
