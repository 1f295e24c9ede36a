"""Target lines: met or not, and how far off; they have no points."""

from __future__ import annotations

import pytest

from hpscore.model.number import spell
from hpscore.problem import ProblemError
from tests.scoring.tiny import line, scored, tiny, told


def stands(rubric: str, answers: str, *sections: str, **more: str) -> tuple[object, ...]:
    """Return whether a line is met, its target, its value and what is missing."""
    trace = line(scored(tiny(rubric, *sections), answers, **more), "a")
    found = trace.distance
    assert found is not None
    assert trace.points is None
    numbers = (found.target, found.value, found.short)
    return trace.met, *("?" if number is None else spell(number) for number in numbers)


@pytest.mark.parametrize(
    ("target", "answer", "met", "value", "short"),
    [
        ("at_least: 25", "20", False, "20", "5"),
        ("at_least: 25", "25", True, "25", "0"),
        ("at_least: 25", "30", True, "30", "0"),
        ("at_least: 25", "{from: 24, to: 26}", None, "?", "?"),
        ("at_least: 25", "{from: 25}", True, "?", "?"),
        ("at_least: 25", "{to: 24}", False, "?", "?"),
        ("at_least: 25", "{}", None, "?", "?"),
        ("above: 25", "25", False, "25", "0"),
        ("above: 25", "25.5", True, "25.5", "0"),
        ("above: 25", "24", False, "24", "1"),
        ("at_most: 25", "25", True, "25", "0"),
        ("at_most: 25", "27.5", False, "27.5", "2.5"),
        ("below: 25", "25", False, "25", "0"),
        ("below: 25", "24", True, "24", "0"),
        ("below: 25", "26", False, "26", "1"),
    ],
)
def test_a_target_is_met_or_missed_by_a_distance(
    target: str, answer: str, met: bool | None, value: str, short: str
) -> None:
    rubric = f"- {{id: a, title: A, target: {{{target}}}}}"
    assert stands(rubric, f"{{a: {answer}}}") == (met, "25", value, short)


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ("{a: 38, average: 37}", (True, "37", "38", "0")),
        ("{a: 38, average: 38}", (False, "38", "38", "0")),
        ("{a: 38}", (None, "?", "38", "?")),
        ("{a: 38, average: {to: 37}}", (True, "?", "38", "?")),
        ("{a: 100}", (None, "?", "100", "?")),
        ("{average: 100}", (False, "100", "?", "?")),
    ],
)
def test_a_target_may_be_another_answer(answers: str, expected: tuple[object, ...]) -> None:
    rubric = "- {id: a, title: A, ask: percent, target: {above: {question: average}}}"
    questions = "questions: [{id: average, ask: percent}]"
    assert stands(rubric, answers, questions) == expected


@pytest.mark.parametrize(
    ("target", "answers", "subject", "waits"),
    [
        ("{question: average}", "{a: 3}", "{}", {"open": ["average"]}),
        ("{question: average}", "{a: 3, average: {from: 2}}", "{}", {"open": ["average"]}),
        ("{question: average}", "{average: 2}", "{}", {}),
        ("{fact: people}", "{a: 3}", "{}", {"open": ["people"]}),
        ("{fact: people}", "{a: 3}", "{people: 2}", {}),
        ("3", "{}", "{}", {}),
    ],
)
def test_a_target_says_what_it_is_still_to_be_read_from(
    target: str, answers: str, subject: str, waits: dict[str, object]
) -> None:
    rubric = tiny(
        "questions: [{id: average, ask: percent}]",
        "facts: {people: {ask: number}}",
        f"- {{id: a, title: A, target: {{at_least: {target}}}}}",
    )
    assert line(scored(rubric, answers, subject=subject), "a").because == waits


def test_an_answer_that_does_not_apply_is_no_target_to_compare_with() -> None:
    rubric = tiny(
        """
        - {id: a, title: A, target: {at_least: {question: b}}}
        - {id: b, title: B, target: {at_most: 5}, not_applicable: excluded}
        """
    )
    for answers in ("{a: 3, b: {na: none}}", "{a: 3}"):
        assert line(scored(rubric, answers), "a").met is None
    assert line(scored(rubric, "{a: 3, b: 3}"), "a").met is True


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        ("{people: 40}", (False, "40", "38", "2")),
        ("{people: 38}", (True, "38", "38", "0")),
        ("{}", (None, "?", "38", "?")),
    ],
)
def test_a_target_may_be_a_fact(subject: str, expected: tuple[object, ...]) -> None:
    rubric = "- {id: a, title: A, target: {at_least: {fact: people}}}"
    facts = "facts: {people: {ask: number}}"
    assert stands(rubric, "{a: 38}", facts, subject=subject) == expected


@pytest.mark.parametrize(
    ("subject", "answer", "met"),
    [
        ("{setting: urban}", "60", False),
        ("{setting: rural}", "60", True),
        ("{}", "60", None),
        ("{}", "80", True),
        ("{}", "40", False),
    ],
)
def test_a_target_may_differ_by_a_fact(subject: str, answer: str, met: bool | None) -> None:
    rubric = tiny(
        "facts: {setting: {options: [urban, rural]}}",
        """
        - id: a
          title: A
          target: {at_least: {by: {fact: setting, cases: {urban: 80, rural: 50}}}}
        """,
    )
    assert line(scored(rubric, f"{{a: {answer}}}", subject=subject), "a").met is met


def test_a_target_takes_no_share_for_an_answer_has_no_maximum() -> None:
    with pytest.raises(ProblemError) as refused:
        tiny("- {id: a, title: A, target: {at_least: 60%}}")
    assert [problem.code for problem in refused.value.problems] == ["share"]


def test_the_distance_names_its_comparison_and_the_unit_of_the_answer() -> None:
    found = line(
        scored(tiny("- {id: a, title: A, ask: percent, target: {below: 5}}"), "{a: 3}"), "a"
    ).distance
    assert found is not None
    assert (found.comparison, found.unit) == ("below", "percent")


def test_a_rubric_of_targets_has_no_points_and_no_total() -> None:
    rubric = tiny(
        """
        - {id: a, title: A, target: {at_least: 2}}
        - {id: b, title: B, target: {at_least: 2}, default: 2}
        """
    )
    result = scored(rubric, "{a: {value: 1, note: recounted}}")
    assert (result.points, result.total, dict(result.lost)) == (None, None, {})
    assert result.dimensions[0].points is None
    assert (line(result, "a").state, line(result, "a").note) == ("given", "recounted")
    assert (line(result, "b").state, line(result, "b").met) == ("derived", True)
    assert result.final
    open_ = scored(rubric)
    assert (open_.final, open_.unanswered) == (False, ("a",))


def test_a_line_without_points_is_met_by_a_yes() -> None:
    rubric = tiny(
        """
        - {id: a, title: A}
        - {id: b, title: B, points: 2}
        """
    )
    found = {answer: scored(rubric, f"{{b: yes, a: {answer}}}") for answer in ("yes", "no", "")}
    assert {answer: line(result, "a").met for answer, result in found.items()} == {
        "yes": True,
        "no": False,
        "": None,
    }
    assert {told(result.points) for result in found.values()} == {"2 of 2"}
    assert [result.final for result in found.values()] == [True, True, False]


@pytest.mark.parametrize(
    ("answers", "met"),
    [
        ("{p: yes, q: 3}", True),
        ("{p: yes, q: 2}", False),
        ("{p: no}", False),
        ("{p: yes}", None),
        ("{}", None),
    ],
)
def test_a_composite_without_points_is_met_when_enough_parts_hold(
    answers: str, met: bool | None
) -> None:
    rubric = tiny(
        """
        - id: a
          title: A
          all: [{id: p, title: P}, {id: q, title: Q, target: {at_least: 3}}]
        """
    )
    trace = line(scored(rubric, answers), "a")
    assert (trace.met, trace.points, dict(trace.lost)) == (met, None, {})


@pytest.mark.parametrize(
    ("target", "answer", "units"),
    [
        ("at_least: 30", "{count: 5, of: 20}", 1),
        ("at_least: 30", "{count: 6, of: 20}", 0),
        ("at_least: 30", "{count: 1, of: 7}", 2),
        ("at_least: 30", "{count: 0, of: 10}", 3),
        ("at_least: 100", "{count: 298, of: 316}", 18),
        ("above: 30", "{count: 3, of: 10}", 1),
        ("above: 30", "{count: 2, of: 9}", 1),
        ("above: 100", "{count: 9, of: 10}", None),
        ("at_most: 10", "{count: 3, of: 19}", 2),
        ("at_most: 10", "{count: 1, of: 19}", 0),
        ("at_most: 10", "{count: 1, of: 3}", 1),
        ("below: 10", "{count: 2, of: 20}", 1),
        ("below: 0", "{count: 2, of: 20}", None),
        ("at_least: 30", "25", None),
        ("at_least: 30", "30", None),
        ("at_least: 30", "{from: 20, to: 25}", None),
        ("at_least: 30", "", None),
    ],
)
def test_a_share_with_its_parts_tells_how_many_units_would_meet_it(
    target: str, answer: str, units: int | None
) -> None:
    rubric = tiny(f"- {{id: a, title: A, ask: percent, target: {{{target}}}}}")
    found = line(scored(rubric, f"{{a: {answer}}}"), "a").distance
    assert found is not None
    assert found.units_short == units


@pytest.mark.parametrize("whole", [1, 2, 3, 7, 10, 19, 100])
@pytest.mark.parametrize(
    "target", [("at_least", 30), ("above", 30), ("at_most", 30), ("below", 30)]
)
def test_as_many_units_meet_it_and_one_less_does_not(target: tuple[str, int], whole: int) -> None:
    rubric = tiny(f"- {{id: a, title: A, ask: percent, target: {{{target[0]}: {target[1]}}}}}")
    sign = 1 if target[0] in ("at_least", "above") else -1
    for count in range(whole + 1):
        distance = line(scored(rubric, f"{{a: {{count: {count}, of: {whole}}}}}"), "a").distance
        assert distance is not None
        units = distance.units_short
        assert units is not None
        met = [
            line(scored(rubric, f"{{a: {{count: {count + sign * more}, of: {whole}}}}}"), "a").met
            for more in (units, units - 1)
            if more >= 0
        ]
        assert met == [True, False][: len(met)]


@pytest.mark.parametrize(
    ("target", "answer", "units"),
    [
        ("at_least: 7", "5", 2),
        ("at_least: 7", "9", 0),
        ("at_least: 7.5", "7", 1),
        ("above: 7", "7", 1),
        ("at_most: 7", "9", 2),
        ("below: 7", "7", 1),
        ("below: 0", "7", None),
        ("at_least: 30", "7", None),
    ],
)
def test_a_count_tells_how_many_more_or_fewer_would_meet_it(
    target: str, answer: str, units: int | None
) -> None:
    rubric = tiny(f"- {{id: a, title: A, ask: count, to: 20, target: {{{target}}}}}")
    found = line(scored(rubric, f"{{a: {answer}}}"), "a").distance
    assert found is not None
    assert found.units_short == units


def test_what_is_not_counted_has_no_units() -> None:
    rubric = tiny("- {id: a, title: A, target: {at_least: 30}}")
    found = line(scored(rubric, "{a: 28}"), "a").distance
    assert found is not None
    assert (found.short, found.units_short) == (2, None)
