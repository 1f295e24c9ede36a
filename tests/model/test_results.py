"""What a result says of itself: what is final, what is open, and the parts that add up."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace

import pytest

from hpscore.model.answer import Answer
from hpscore.model.assessment import Assessment
from hpscore.model.result import CAUSES, Atom, Either, IndicatorResult, Points, Trace

FINAL = Trace("a", "a", "met", "given", Points(3, 3, 3), met=True)
OPEN = Trace("b", "b", "met", "unanswered", Points(0, 2, 2))
MISSED = Trace("c", "c", "target", "given", None, met=False)
WAITING = Trace("d", "d", "target", "unanswered", None)
ABSENT = Trace("e", "e", "met", "not_applicable", Points(0, 0, 0))
NO_TARGET = Trace("f", "f", "target", "not_applicable", None)


def line(trace: Trace) -> IndicatorResult:
    return IndicatorResult("line", None, (), trace)


def summed(*parts: Trace, points: Points) -> Trace:
    return Trace("line", None, "sum", "given", points, parts=parts)


@pytest.mark.parametrize(
    ("points", "final"),
    [(Points(2, 2, 3), True), (Points(0, 2, 3), False), (Points(0, 0, 0), True)],
)
def test_points_are_final_where_nothing_can_change_them(points: Points, final: bool) -> None:
    assert points.final is final


@pytest.mark.parametrize(
    ("trace", "is_open", "state"),
    [
        (FINAL, False, "final"),
        (OPEN, True, "open"),
        (MISSED, False, "final"),
        (WAITING, True, "open"),
        (ABSENT, False, "not_applicable"),
        (NO_TARGET, False, "not_applicable"),
        (replace(FINAL, optional=True), True, "open"),
        (replace(FINAL, rest=(2, 2)), False, "final"),
        (replace(FINAL, rest=(2, 0)), True, "open"),
        (replace(FINAL, atoms=(Atom(3, 3, 3),)), False, "final"),
        (replace(FINAL, atoms=(Either(((Atom(3, 3, 3),), ())),)), True, "open"),
    ],
)
def test_a_line_is_open_while_answers_can_change_it(
    trace: Trace, is_open: bool, state: str
) -> None:
    assert trace.open is is_open
    assert line(trace).state == state


def test_the_trace_of_a_sum_is_its_parts() -> None:
    assert line(summed(FINAL, OPEN, points=Points(3, 5, 5))).trace == (FINAL, OPEN)
    assert line(summed(FINAL, ABSENT, points=Points(3, 3, 3))).trace == (FINAL, ABSENT)
    assert line(summed(FINAL, WAITING, points=Points(3, 3, 3))).trace == (FINAL, WAITING)


@pytest.mark.parametrize(
    "whole",
    [
        FINAL,
        summed(points=Points(0, 0, 3)),
        summed(FINAL, OPEN, points=Points(0, 5, 5)),
        replace(summed(FINAL, OPEN, points=Points(3, 5, 5)), because={"rescaled": 4}),
        replace(summed(FINAL, OPEN, points=Points(3, 5, 5)), rule="best"),
    ],
)
def test_what_does_not_add_up_from_its_parts_is_its_own_trace(whole: Trace) -> None:
    assert line(whole).trace == (whole,)


def test_causes_are_told_in_a_fixed_order() -> None:
    assert CAUSES[0] == "not_met"
    assert len(set(CAUSES)) == len(CAUSES) == 9


def test_an_assessment_is_changed_by_a_copy() -> None:
    before = Assessment(answers={"a": Answer(True, True, True)})
    after = before.replace(vetoes={"v": False})
    assert (after.answers, after.vetoes) == (before.answers, {"v": False})
    assert before.vetoes == {}
    with pytest.raises(FrozenInstanceError):
        before.source = "a.yaml"  # type: ignore[misc]  # that is what is tried
