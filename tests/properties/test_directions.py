"""A better answer never earns less, nor gives a worse verdict."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hpscore.model.answer import Answer, Asked
from hpscore.model.number import Number
from hpscore.model.result import Result
from hpscore.model.rubric import Rubric
from hpscore.model.sheet import Sheet
from hpscore.model.uses import Use, rubric_uses, uses_by_line
from tests.properties.assessments import exact
from tests.properties.cases import Case, cases
from tests.properties.effort import tries
from tests.properties.laws import verdicts


@tries(300)
@given(cases(), st.data())
def test_a_better_answer_never_earns_less(case: Case, data: st.DataObject) -> None:
    directed = _directed(case.sheet)
    before = case.score(case.complete)
    for name, use in directed.items():
        answer = case.complete.answers.get(name)
        if answer is None or answer.value is None:
            continue
        options = _better(case.sheet.questions[name], use, answer)
        if options:
            better = {**case.complete.answers, name: data.draw(st.sampled_from(options))}
            after = case.score(case.complete.replace(answers=better))
            assert _worse(before, after, case.rubric) == []


def _directed(sheet: Sheet) -> dict[str, Use]:
    """Return the questions that have one better direction, each with one of its uses."""
    found: dict[str, list[Use]] = {}
    for use in rubric_uses(sheet, uses_by_line(sheet)):
        found.setdefault(use.question, []).append(use)
    return {
        name: uses[0] for name, uses in found.items() if {use.sense for use in uses} in ({1}, {-1})
    }


def _better(asked: Asked, use: Use, answer: Answer) -> list[Answer]:
    value = answer.value
    if use.ranks is not None:
        ranks = use.ranks
        own = use.sense * ranks[str(value)]
        return [Answer(option) for option in asked.options if use.sense * ranks[option] > own]
    assert not isinstance(value, str)
    assert value is not None
    if asked.kind == "yes_no":
        return [exact(use.sense > 0)] if value != (use.sense > 0) else []
    steps: list[Number] = [1, 2, 5, 50]
    nearby = [value + use.sense * step * (asked.step or 1) for step in steps]
    return [exact(other) for other in nearby if asked.low <= other <= asked.high]


def _worse(before: Result, after: Result, rubric: Rubric) -> list[str]:
    found: list[str] = []
    if rubric.withhold:
        return found  # without a total there is nothing to compare
    if before.total is not None and after.total is not None:
        way = 1 if rubric.total.better == "higher" else -1
        for end in ("earned", "reachable"):
            if way * getattr(after.total, end) < way * getattr(before.total, end):
                found.append(f"total: {after.total} was {before.total}")
    if rubric.tiers and rubric.between_tiers == "lower_bound":
        order = [tier.id for tier in rubric.tiers]
        ranks = [sorted(map(order.index, verdicts(result))) for result in (before, after)]
        if ranks[1][0] > ranks[0][0] or ranks[1][-1] > ranks[0][-1]:
            found.append(f"verdict: {after.tier} was {before.tier}")
    return found
