from __future__ import annotations

from pathlib import Path

import pytest

from hpscore.analysis import mutants as module
from hpscore.analysis.cases import Runner
from hpscore.analysis.mutants import Mutant, Verdict, mutants, survivors
from hpscore.model.rubric import Rubric
from tests.analysis.files import SMALL, suite, told

WEAK = """\
cases:
  - name: everything at its best
    start: best
    expect: {total: 10, tier: pass}
  - name: everything at its worst
    start: worst
    expect: {total: 0, tier: fail}
"""
STRONG = WEAK + """\
  - name: papers
    start: best
    expect:
      indicators: {pledge: {evidence: {1: {sets: 2}}}}
      conversions: {city: 15}
      points: {maximum: 10}
  - {name: one meeting, start: worst, answers: {meetings: 1}, expect: {total: 0}}
  - {name: two meetings, start: worst, answers: {meetings: 2}, expect: {total: 1}}
  - {name: three meetings, start: worst, answers: {meetings: 3}, expect: {total: 1}}
  - {name: four meetings, start: worst, answers: {meetings: 4}, expect: {total: 3}}
  - {name: first, start: worst, answers: {first: yes}, expect: {total: 2}}
  - {name: six, start: worst, answers: {meetings: 2, first: yes, second: yes}, expect: {tier: pass}}
  - {name: under six, points: {pledge: 2, meetings: 3, pair: 0}, expect: {tier: fail}}
"""  # fmt: skip


def verdicts(folder: Path, cases: str, rubric: str = SMALL) -> dict[str, list[Mutant]]:
    found: dict[str, list[Mutant]] = {}
    for mutant in mutants(*suite(folder, cases, rubric)):
        path = ".".join(map(str, mutant.mutation.path)) + ("@" if mutant.mutation.bound else "")
        found.setdefault(path, []).append(mutant)
    return found


def test_a_weak_file_of_cases_lets_changes_survive_and_names_path_and_line(
    tmp_path: Path,
) -> None:
    ladder = "dimensions.work.indicators.meetings"
    assert [told(problem) for problem in survivors(*suite(tmp_path, WEAK))] == [
        f"{place} surviving-mutant '{path}' may as well {change}: every case passes "
        "(add a case whose result differs)"
        for place, path, *both in (
            ("6:29", "evidence.1.sets", "be 3 as 2", "be 1 as 2"),
            ("14:55", f"{ladder}.points", "be 3.5 as 3", "be 2.5 as 3"),
            ("14:66", f"{ladder}.bands.2", "start at 3 as at 2", "start at 1 as at 2"),
            ("14:69", f"{ladder}.bands.2", "be 1.5 as 1", "be 0.5 as 1"),
            ("14:72", f"{ladder}.bands.4", "start at 5 as at 4", "start at 3 as at 4"),
            ("22:45", "tiers.pass.at_least", "be 7 as 6", "be 5 as 6"),
            ("24:52", "conversions.city.times", "be 15.5 as 15", "be 14.5 as 15"),
            ("24:61", "conversions.city.per", "be 11 as 10", "be 9 as 10"),
        )
        for change in both
    ]


def test_enough_cases_let_nothing_survive(tmp_path: Path) -> None:
    assert [told(problem) for problem in survivors(*suite(tmp_path, STRONG))] == []


def test_a_change_names_the_case_that_caught_it(tmp_path: Path) -> None:
    found = verdicts(tmp_path, STRONG)
    assert {mutant.by for mutant in found["evidence.1.sets"]} == {"papers"}
    up, down = found["dimensions.0.indicators.1.bands.2@"]
    assert (up.by, down.by) == ("two meetings", "one meeting")


def test_sums_that_are_stated_twice_are_refused_by_the_rubric_itself(tmp_path: Path) -> None:
    found = verdicts(tmp_path, WEAK)
    refused = [path for path, both in found.items() if {m.verdict for m in both} == {"refused"}]
    assert refused == ["dimensions.0.points", "dimensions.0.indicators.2.points"]


def test_points_of_a_case_repeat_those_of_its_line(tmp_path: Path) -> None:
    rubric = SMALL.replace(
        "points: 2, evidence: [1, 2]",
        "points: 2, by: {fact: setting, cases: {urban: {id: a, points: 2}, rural: {id: b}}}",
    )
    found = verdicts(tmp_path, WEAK, rubric)
    assert {m.verdict for m in found["dimensions.0.indicators.0.by.cases.urban.points"]} == {
        Verdict.REFUSED
    }


def test_points_stated_once_must_be_caught_by_a_case(tmp_path: Path) -> None:
    found = verdicts(tmp_path, WEAK)
    assert {m.verdict for m in found["dimensions.0.indicators.0.points"]} == {Verdict.CAUGHT}
    assert {m.by for m in found["dimensions.0.indicators.0.points"]} == {"everything at its best"}


def test_a_number_that_its_place_does_not_take_is_refused(tmp_path: Path) -> None:
    rubric = SMALL.replace("sets: 2", "sets: 1")
    up, down = verdicts(tmp_path, WEAK, rubric)["evidence.1.sets"]
    assert (up.verdict, down.verdict) == (Verdict.SURVIVED, Verdict.REFUSED)


def test_answers_are_read_anew_where_a_change_moves_what_a_question_takes(tmp_path: Path) -> None:
    rubric = SMALL.replace("bands: {2: 1, 4: 3}", "rating: 1")
    cases = WEAK + "  - {name: odd, answers: {meetings: 1}, expect: {total: [1, 8]}}\n"
    refused = WEAK + (
        "  - name: halves\n    answers: {meetings: 1.5}\n"
        "    expect: {refused: {meetings: not-a-step}}\n"
    )

    up, down = verdicts(tmp_path, cases, rubric)["dimensions.0.indicators.1.rating"]
    assert (up.verdict, up.by) == (Verdict.CAUGHT, "odd")
    assert down.verdict is Verdict.SURVIVED
    _, down = verdicts(tmp_path, refused, rubric)["dimensions.0.indicators.1.rating"]
    assert (down.verdict, down.by) == (Verdict.CAUGHT, "halves")


def test_a_case_that_fails_anyway_catches_nothing(tmp_path: Path) -> None:
    failing = "cases:\n  - {name: wrong, start: best, expect: {total: 9}}\n"
    found = verdicts(tmp_path, failing)
    assert {m.verdict for both in found.values() for m in both} == {
        Verdict.SURVIVED, Verdict.REFUSED,
    }  # fmt: skip


def test_a_changed_rubric_that_cannot_be_scored_is_caught_by_no_case(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Fragile(Runner):
        """Stops where two bands have become one."""

        def __init__(self, rubric: Rubric) -> None:
            if len(getattr(rubric.dimensions[0].indicators[1].rule, "steps", ())) < 2:
                raise ZeroDivisionError
            super().__init__(rubric)

    monkeypatch.setattr(module, "Runner", Fragile)
    rubric = SMALL.replace("4: 3}", "3: 3}")
    up, down = verdicts(tmp_path, WEAK, rubric)["dimensions.0.indicators.1.bands.2@"]
    assert (up.verdict, up.by) == (Verdict.CAUGHT, None)
    assert down.verdict is Verdict.SURVIVED


def test_of_an_overlay_its_own_numbers_are_changed(tmp_path: Path) -> None:
    (tmp_path / "base.yaml").write_text(SMALL, encoding="utf-8")
    overlay = (
        "rubric: ours\nversion: '1'\ntitle: Ours\nextends: base.yaml\n"
        "change: {pass: {at_least: 5}, meetings: {bands: {4: 3}}}\n"
    )
    found = verdicts(tmp_path, WEAK, overlay)
    ladder = "dimensions.0.indicators.1.bands.4"
    assert found.keys() == {"tiers.0.at_least", ladder, f"{ladder}@"}
    assert [told(problem) for problem in survivors(*suite(tmp_path, WEAK, overlay))] == [
        f"{place} surviving-mutant '{path}' may as well {change}: every case passes "
        "(add a case whose result differs)"
        for place, path, *both in (
            (
                "5:50",
                "dimensions.work.indicators.meetings.bands.4",
                "start at 5 as at 4",
                "start at 3 as at 4",
            ),
            ("5:27", "tiers.pass.at_least", "be 6 as 5", "be 4 as 5"),
        )
        for change in both
    ]
