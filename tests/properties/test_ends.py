"""Both ends of an interval are the scores of completions: it is never wider than it must be."""

from __future__ import annotations

from hypothesis import assume, given

from tests.properties.assessments import completions
from tests.properties.cases import Case, cases
from tests.properties.effort import tries
from tests.properties.exactness import (
    ends_of_lines,
    ends_of_scores,
    ends_of_totals,
    sharp_lines,
    sharp_total,
)
from tests.properties.laws import lines_of

MOST = 300


@tries(400)
@given(cases(open_=(25, 50)))
def test_the_worst_and_the_best_completion_attain_the_ends(case: Case) -> None:
    results = [case.score(complete) for complete in completions(case.sheet, case.first, MOST)]
    assume(results)
    result, ends = case.score(case.first), ends_of_lines(results)
    told = {n: t.points for n, t in lines_of(result).items() if t.points is not None}
    for name in sharp_lines(case.sheet, case.first) & ends.keys():
        assert (name, told[name].earned, told[name].reachable) == (name, *ends[name])
    if not sharp_total(case.sheet, case.first):
        return
    total = ends_of_totals(results)
    if total is not None and result.total is not None:
        assert sorted((result.total.earned, result.total.reachable)) == [*total]
    scores = {d.id: (d.score.earned, d.score.reachable) for d in result.dimensions if d.score}
    # of one that may drop out, only a scaled score stands for what applies
    scaled = {d.id for d in case.rubric.dimensions if d.rescale or d.weight is not None}
    settled = {d.id for d in result.dimensions if not d.optional}
    for name, found in ends_of_scores(results).items():
        if name in settled or name in scaled:
            assert (name, scores[name]) == (name, found)
