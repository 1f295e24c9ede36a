"""The engine agrees with a second scorer, written from the words of the rubric language alone."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given

from hpscore.model.assessment import Assessment
from hpscore.model.result import Result
from hpscore.model.rubric import Rubric
from tests.properties.cases import Case, cases
from tests.properties.effort import tries
from tests.properties.laws import lines_of
from tests.properties.oracle import Oracle
from tests.properties.oracle_parts import OpenError
from tests.properties.oracle_total import total, verdict


@tries(600)
@given(cases(open_=(0, 30)))
def test_two_scorers_agree(case: Case) -> None:
    result = case.score(case.complete)
    assert [*_differences(case.rubric, case.complete, result)] == []


def _differences(rubric: Rubric, assessment: Assessment, result: Result) -> Iterator[str]:
    oracle = Oracle(rubric, assessment)
    try:
        for name, trace in lines_of(result).items():
            line = oracle.line(name)
            if trace.points is not None:
                found = (trace.points.earned, trace.points.reachable, trace.points.maximum)
                if found != (line.earned, line.earned, line.maximum):
                    yield f"{name}: {trace.points}, not {line}"
            elif trace.met is not (line.target if line.applies else None):
                yield f"{name}: {trace.met}, not {line}"
        points = total(oracle)
        if not any(gate.state == "yes" for gate in result.withheld):
            shown = None if result.total is None else (result.total.earned, result.total.reachable)
            if shown != (None if points is None else (points, points)):
                yield f"total: {result.total}, not {points}"
        if rubric.tiers and (name := verdict(oracle)) != result.tier.id:
            yield f"verdict: {result.tier}, not {name}"
    except OpenError:
        return
