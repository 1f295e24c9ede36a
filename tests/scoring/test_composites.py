"""Lines made of parts: all, k of n, sum, best."""

from __future__ import annotations

import pytest

from tests.scoring.tiny import because, earns, line, lost, part, scored, tiny, told

ALL = """
- id: a
  title: A
  points: 3
  all:
    - {id: plan}
    - {id: trainings, bands: {2: 1}}
    - {id: trained, ask: percent, target: {at_least: 80}}
"""
K_OF = """
- {id: a, title: A, points: 3, k_of: {k: 2, of: [{id: broom}, {id: bucket}, {id: mop}]}}
"""
SUM = """
- id: a
  title: A
  points: 3
  sum: [{id: person, points: 2}, {id: trainings, points: 1, bands: {1: 0.5, 2: 1}}]
"""
BEST = """
- id: a
  title: A
  points: 3
  best: [{id: certificate, points: 3}, {id: years, points: 2, each: 0.5}]
"""


@pytest.mark.parametrize(
    ("answers", "points", "missing", "holding"),
    [
        ("{plan: yes, trainings: 2, trained: 80}", "3 of 3", "", 3),
        ("{plan: yes, trainings: 1, trained: 80}", "0 of 3", "not_met 3", 2),
        ("{plan: yes, trainings: 2, trained: 79.5}", "0 of 3", "not_met 3", 2),
        ("{plan: no}", "0 of 3", "not_met 3", 0),
        ("{plan: yes, trainings: 2}", "0..3 of 3", "not_answered 3", 2),
        ("{}", "0..3 of 3", "not_answered 3", 0),
    ],
)
def test_all_earns_everything_if_every_part_holds(
    answers: str, points: str, missing: str, holding: int
) -> None:
    trace = line(scored(tiny(ALL), answers), "a")
    assert (told(trace.points), lost(trace)) == (points, missing)
    assert trace.because == {"holding": holding, "wanted": 3}


@pytest.mark.parametrize(
    ("answers", "points", "met"),
    [
        ("{broom: yes, mop: yes}", "3 of 3", True),
        ("{broom: yes, bucket: yes, mop: yes}", "3 of 3", True),
        ("{broom: yes, bucket: no}", "0..3 of 3", None),
        ("{broom: no, bucket: no}", "0 of 3", False),
        ("{broom: no}", "0..3 of 3", None),
        ("{broom: yes, bucket: no, mop: no}", "0 of 3", False),
    ],
)
def test_k_of_earns_everything_if_enough_parts_hold(
    answers: str, points: str, met: bool | None
) -> None:
    trace = line(scored(tiny(K_OF), answers), "a")
    assert (told(trace.points), trace.met) == (points, met)
    assert trace.because["wanted"] == 2


@pytest.mark.parametrize(
    ("answers", "points", "missing"),
    [
        ("{person: yes, trainings: 2}", "3 of 3", ""),
        ("{person: yes, trainings: 1}", "2.5 of 3", "short 0.5"),
        ("{person: no, trainings: 0}", "0 of 3", "not_met 2, short 1"),
        ("{person: no}", "0..1 of 3", "not_met 2, not_answered 1"),
        ("{trainings: 1}", "0.5..2.5 of 3", "short 0.5, not_answered 2"),
        ("{}", "0..3 of 3", "not_answered 3"),
    ],
)
def test_sum_adds_its_parts_and_their_losses(answers: str, points: str, missing: str) -> None:
    trace = line(scored(tiny(SUM), answers), "a")
    assert (told(trace.points), lost(trace)) == (points, missing)


@pytest.mark.parametrize(
    ("answers", "points", "missing", "best"),
    [
        ("{certificate: yes, years: 0}", "3 of 3", "", "certificate"),
        ("{certificate: no, years: 2}", "1 of 3", "short 2", "years"),
        ("{certificate: no, years: 0}", "0 of 3", "not_met 3", "certificate"),
        ("{certificate: yes}", "3 of 3", "", "certificate"),
        ("{years: 4}", "2..3 of 3", "not_answered 1", "certificate"),
        ("{certificate: no}", "0..2 of 3", "short 1, not_answered 2", "years"),
        ("{certificate: no, years: {from: 2, to: 3}}", "1..1.5 of 3", None, "years"),
        ("{}", "0..3 of 3", "not_answered 3", "certificate"),
    ],
)
def test_best_takes_the_part_that_earns_most(
    answers: str, points: str, missing: str | None, best: str
) -> None:
    trace = line(scored(tiny(BEST), answers), "a")
    assert told(trace.points) == points
    assert missing is None or lost(trace) == missing
    assert trace.because == {"best": best}


def test_a_loss_of_the_best_part_adds_to_what_it_is_worth_less() -> None:
    trace = line(scored(tiny(BEST), "{certificate: no, years: {to: 3}}"), "a")
    assert lost(trace) == "short 1.5, not_answered 1.5"


def test_an_alternative_that_cannot_win_is_not_asked_for() -> None:
    assert scored(tiny(BEST), "{certificate: yes}").unanswered == ()
    assert scored(tiny(BEST), "{certificate: no}").unanswered == ("years",)
    assert scored(tiny(BEST), "{years: 4}").unanswered == ("certificate",)
    assert scored(tiny(BEST), "{years: 9}").unanswered == ("certificate",)


@pytest.mark.parametrize(
    ("rule", "answers", "unanswered"),
    [
        (ALL, "{plan: no}", ()),
        (ALL, "{plan: yes}", ("trainings", "trained")),
        (K_OF, "{broom: yes, mop: yes}", ()),
        (K_OF, "{broom: yes}", ("bucket", "mop")),
    ],
)
def test_once_enough_is_known_the_other_parts_are_not_asked_for(
    rule: str, answers: str, unanswered: tuple[str, ...]
) -> None:
    assert scored(tiny(rule), answers).unanswered == unanswered


@pytest.mark.parametrize("rule", [ALL, K_OF, SUM, BEST])
def test_a_line_of_parts_is_given_as_soon_as_one_of_them_is(rule: str) -> None:
    first = {ALL: "plan", K_OF: "broom", SUM: "person", BEST: "certificate"}[rule]
    assert line(scored(tiny(rule)), "a").state == "unanswered"
    assert line(scored(tiny(rule), f"{{{first}: yes}}"), "a").state == "given"
    assert line(scored(tiny(rule)), "a").parts[0].id == first


@pytest.mark.parametrize(("answers", "met"), [("yes", True), ("no", False), ("", None)])
def test_a_sum_and_a_best_of_are_met_when_they_earn_anything(
    answers: str, met: bool | None
) -> None:
    assert line(scored(tiny(BEST), f"{{years: 0, certificate: {answers}}}"), "a").met is met
    assert line(scored(tiny(SUM), f"{{trainings: 0, person: {answers}}}"), "a").met is met


def test_parts_may_have_parts() -> None:
    rubric = tiny(
        """
        - id: a
          title: A
          points: 6
          sum:
            - {id: p, points: 2, k_of: {k: 1, of: [{id: p1}, {id: p2}]}}
            - id: q
              points: 4
              best:
                - {id: q1, points: 4, all: [{id: x}, {id: y, rating: 1, to: 1}]}
                - {id: q2, points: 3, rating: 1}
        """
    )
    result = scored(rubric, "{p1: no, p2: yes, x: yes, y: 1, q2: 2}")
    assert earns(result, "a") == "6 of 6"
    assert earns(scored(rubric, "{p1: no, p2: yes, x: yes, y: 0, q2: 2}"), "a") == "4 of 6"
    open_ = scored(rubric, "{p1: no, x: yes, q2: 2}")
    assert (earns(open_, "a"), open_.unanswered) == ("2..6 of 6", ("p2", "y"))
    assert because(part(open_, "q")) == {"best": "q1"}


def test_the_trace_of_a_sum_is_its_parts_where_they_add_up_to_it() -> None:
    result = scored(tiny(SUM), "{person: yes}")
    assert [own.id for own in result.dimensions[0].indicators[0].trace] == ["person", "trainings"]
    best = scored(tiny(BEST), "{years: 1}")
    assert [own.id for own in best.dimensions[0].indicators[0].trace] == ["a"]
