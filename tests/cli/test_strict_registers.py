"""`--strict-registers`: a row of a register counts for one indicator, and the result says so."""

from __future__ import annotations

import json

from tests.cli.conftest import Runner

ASSESSMENT = """\
rubric: community
subject: {setting: urban}
period: {from: 2022-01-01, to: 2022-12-31}
answers: {}
registers:
  lectures:
    - {number: 1, date: 2022-02-01, held_by: community}
    - {number: 2, date: 2022-03-01, held_by: community}
    - {number: 3, date: 2022-04-01, held_by: community}
    - {number: 4, date: 2022-05-01, held_by: community}
    - {number: 5, date: 2021-05-01, held_by: community}
  consultations: []
"""


def earned(hpscore: Runner, *options: str) -> tuple[str | None, dict[str, object]]:
    run = hpscore("score", "-", "--format", "json", *options, stdin=ASSESSMENT)
    (result,) = json.loads(run.out)["results"]
    lines = {
        indicator["id"]: indicator["points"]["earned"]
        for dimension in result["dimensions"]
        for indicator in dimension["indicators"]
    }
    return result.get("registers"), {name: lines[name] for name in ("education", "own_lectures")}


def test_rows_count_twice_unless_they_may_count_only_once(hpscore: Runner) -> None:
    assert earned(hpscore) == (None, {"education": 2, "own_lectures": 10})
    assert earned(hpscore, "--strict-registers") == ("strict", {"education": 0, "own_lectures": 10})


def test_an_explanation_tells_how_many_rows_counted_and_why_others_did_not(hpscore: Runner) -> None:
    loose = hpscore("explain", "-", "三-4", stdin=ASSESSMENT).out
    strict = hpscore("explain", "-", "三-1", "--strict-registers", stdin=ASSESSMENT).out

    assert "rows counted, 4; not counted, 1 (1 outside the period)" in " ".join(loose.split())
    assert (
        "from the register Health lectures: rows counted, 0; not counted, 5 "
        "(1 outside the period, 4 counted for another indicator)"
    ) in " ".join(strict.split())
