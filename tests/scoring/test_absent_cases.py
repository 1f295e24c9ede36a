"""Lines that branch and may drop out as well: cases in which they exist, and in which not."""

from __future__ import annotations

from tests.scoring.tiny import because, earns, line, lost, scored, tiny, told

SETTING = "facts: {setting: {options: [urban, rural]}}"


def test_a_line_that_may_drop_out_in_one_case_keeps_its_points_of_the_others() -> None:
    rubric = tiny(
        "facts: {kind: {options: [school, office]}}",
        """
        - {id: a, title: A, points: 4, rating: 1, when: {fact: kind, is: school}}
        - {id: b, title: B, points: 2}
        """,
    )
    result = scored(rubric, "{a: 3, b: yes}")
    # at a school 3 of 4, else nothing
    assert (earns(result, "a"), lost(line(result, "a"))) == (
        "0..3 of 4",
        "judged 1, not_answered 3",
    )
    assert (line(result, "a").optional, line(result, "a").met) == (True, True)
    assert told(result.points) == "2..5 of 6"


def test_a_target_may_branch_and_drop_out() -> None:
    rubric = tiny(
        "facts: {kind: {options: [school, office]}}",
        """
        - {id: a, title: A, target: {at_least: 3}, when: {fact: kind, is: school}}
        """,
    )
    school = scored(rubric, "{a: 3}", subject="{kind: school}")
    assert (line(school, "a").met, line(school, "a").optional) == (True, False)
    unknown = line(scored(rubric, "{a: 3}"), "a")
    assert (unknown.met, unknown.optional, unknown.points) == (True, True, None)
    assert unknown.open
    office = line(scored(rubric, "{a: 3}", subject="{kind: office}"), "a")
    assert (office.met, office.state, because(office)) == (
        None,
        "not_applicable",
        {"when": ["kind"]},
    )


def test_a_line_that_exists_in_no_case_is_gone_whatever_is_unknown() -> None:
    rubric = tiny(
        "facts: {kind: {options: [school, office]}}",
        "questions: [{id: sealed}]",
        """
        - id: a
          title: A
          points: 4
          when: {all: [{fact: kind, is: school}, {question: sealed, is: yes}]}
        - {id: b, title: B, points: 2}
        """,
    )
    result = scored(rubric, "{sealed: no, b: yes}")
    trace = line(result, "a")
    assert (trace.state, told(trace.points), trace.open) == ("not_applicable", "0 of 0", False)
    assert because(trace) == {"when": ["sealed"]}
    assert (told(result.points), result.final) == ("2 of 2", True)


def test_a_switch_that_may_not_apply_has_that_as_a_case() -> None:
    rubric = tiny(
        """
        - {id: own, title: Own clinic, points: 2, not_applicable: excluded}
        - id: contract
          title: Contract
          points: 3
          by: {fact: setting, cases: {urban: {id: u}, rural: {id: r}}}
          requires: {not: {question: own, is: yes}}
        """,
        SETTING,
    )
    answers, urban = "{u: yes, r: no}", "{setting: urban}"
    open_ = line(scored(rubric, answers, subject=urban), "contract")
    assert told(open_.points) == "0..3 of 3"
    assert [(own.case, told(own.points)) for own in open_.parts] == [
        ({"own": "yes", "setting": "urban"}, "0 of 3"),
        ({"own": "no", "setting": "urban"}, "3 of 3"),
        # what does not apply decides nothing
        ({"own": "n/a", "setting": "urban"}, "0..3 of 3"),
    ]
    for answer, points in (("yes", "0 of 3"), ("no", "3 of 3"), ("{na: none}", "0..3 of 3")):
        given = scored(rubric, f"{{u: yes, own: {answer}}}", subject=urban)
        assert earns(given, "contract") == points


def test_a_line_that_branches_may_also_be_left_out_with_its_dimension() -> None:
    rubric = tiny(
        SETTING,
        """
        dimensions:
          - id: house
            title: House
            points: 10
            indicators: [{id: plan, title: Plan, points: 10, rating: 1}]
          - id: school
            title: School
            points: 10
            rescale: true
            not_applicable: excluded
            indicators:
              - id: a
                title: A
                points: 4
                by: {fact: setting, cases: {urban: {id: u}, rural: {id: r}}}
              - {id: b, title: B, points: 6, rating: 1, from: 3}
        total: {unit: percent}
        """,
    )
    # 8 of 10 alone; with the school 0 + 3 to 4 + 6 of 10 more
    result = scored(rubric, "{plan: 8}")
    assert (earns(result, "a"), line(result, "a").optional) == ("0..4 of 4", True)
    assert told(result.total) == "55..90 of 100"
    assert result.unanswered == ("u", "r", "b")
    applies = scored(rubric, "{plan: 8, b: 6, u: yes, r: no}")
    assert (earns(applies, "a"), told(applies.total)) == ("0..4 of 4", "70..90 of 100")
    gone = scored(rubric, "{plan: 8, school: {na: none}}")
    assert (earns(gone, "a"), told(gone.total), gone.final) == ("0 of 0", "80 of 100", True)


def test_a_line_that_may_drop_out_is_left_out_of_the_share_in_that_case() -> None:
    rubric = tiny(
        "facts: {kind: {options: [school, office]}}",
        """
        - {id: a, title: A, points: 10, rating: 1}
        - {id: b, title: B, points: 10, rating: 1, when: {fact: kind, is: school}}
        """,
        "total: {unit: percent}",
    )
    # 5 of 20 at a school, 5 of 10 at an office
    assert told(scored(rubric, "{a: 5, b: 0}").total) == "25..50 of 100"
    assert told(scored(rubric, "{a: 5, b: 9}").total) == "50..70 of 100"


def test_a_line_that_may_drop_out_in_one_case_only_may_drop_out() -> None:
    rubric = tiny(
        "facts: {kind: {options: [school, office]}}",
        "questions: [{id: meals, ask: count}]",
        """
        - id: a
          title: A
          points: 4
          when: {any: [{fact: kind, is: school}, {question: meals, at_least: 2}]}
        """,
    )
    open_ = line(scored(rubric, "{a: yes}"), "a")
    assert (told(open_.points), open_.optional) == ("0..4 of 4", True)
    office = line(scored(rubric, "{a: yes}", subject="{kind: office}"), "a")
    assert (told(office.points), office.optional) == ("0..4 of 4", True)
    school = line(scored(rubric, "{a: yes}", subject="{kind: school}"), "a")
    assert (told(school.points), school.optional) == ("4 of 4", False)
    assert not line(scored(rubric, "{a: yes, meals: 2}"), "a").optional


def test_an_open_target_is_no_case_in_which_the_line_is_gone() -> None:
    rubric = tiny(
        SETTING,
        """
        - id: a
          title: A
          target: {at_least: {by: {fact: setting, cases: {urban: 80, rural: 50}}}}
        """,
    )
    trace = line(scored(rubric), "a")
    assert (trace.met, trace.state, trace.rule, trace.optional) == (None, "unanswered", "by", False)


def test_a_target_that_counts_as_met_where_it_does_not_apply_may_still_be_gone() -> None:
    rubric = tiny(
        "facts: {kind: {options: [school, office]}}",
        """
        - id: a
          title: A
          target: {at_least: 3}
          not_applicable: full
          when: {fact: kind, is: school}
        """,
    )
    trace = line(scored(rubric, "{a: {na: none}}"), "a")
    assert (trace.met, trace.optional, trace.state) == (True, True, "unanswered")
    school = line(scored(rubric, "{a: {na: none}}", subject="{kind: school}"), "a")
    assert (school.met, school.optional, school.state) == (True, False, "not_applicable")


def test_a_case_with_parts_that_may_drop_out_keeps_what_it_brings_apart() -> None:
    rubric = tiny(
        SETTING,
        """
        - id: a
          title: A
          points: 10
          by:
            fact: setting
            cases:
              rural: {id: r, rating: 1}
              urban:
                sum:
                  - {id: p, points: 6, rating: 1}
                  - {id: q, points: 4, rating: 1, from: 4, not_applicable: excluded}
        """,
        "total: {unit: percent}",
    )
    # 10 of 10, or 6 of 6
    assert told(scored(rubric, "{r: 10, p: 6}").total) == "100 of 100"
    # 7 of 10, or 3 + 4 of 10, or 3 of 6
    assert told(scored(rubric, "{r: 7, p: 3}").total) == "50..70 of 100"
