"""Registers whose rows are results: read from files, or scored on the way."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from hpscore.model.rows import OPEN, RegisterRows
from hpscore.readers.catalogue import Catalogue
from hpscore.readers.outcome import Scorer
from hpscore.reports.problems import render_problems
from hpscore.source import read_document
from tests.cli.conftest import EXAMPLES
from tests.readers.recorded import codes, scored, where_told
from tests.readers.sheets import filled_form, written

ROLL_UP = "registers: {units: {results: PATH}}\n"


ROUND = """\
rubric: round
version: "1"
title: Round
dimensions:
  - id: d
    title: D
    points: 1
    indicators: [{id: i, title: I, points: 1, ask: percent, bands: {50: 1}}]
registers:
  units:
    title: Units
    columns: {passed: {title: Passed, ask: yes_no}}
    results: {round: {passed: [good]}}
measures: [{answers: i, register: units, share: {column: passed, is: true}, empty: open}]
tiers: [{id: good, title: Good, at_least: 1}, {id: poor, title: Poor}]
"""


def result(name: str = "甲", rubric: str = "healthy-agency", **changes: object) -> dict[str, Any]:
    """Return as much of a result as a roll-up reads."""
    tier = {"id": "healthy_agency", "title": "x", "decided": True, "possible": []}
    return {
        "rubric": {"id": rubric, "version": "2022.1"},
        "subject": {"id": f"id-{name}", "name": name, "street": "东街", "people": 3},
        "tier": tier,
        **changes,
    }


def verdict(tier: str | None, *possible: str) -> dict[str, Any]:
    return {"id": tier, "decided": tier is not None, "possible": possible}


def document(*results: Mapping[str, Any], **others: object) -> str:
    return json.dumps({"format": "hpscore/result/1", "results": results, "errors": [], **others})


def units(folder: Path, path: str, *, allow_errors: bool = False) -> RegisterRows:
    outcome = scored(ROLL_UP.replace("PATH", path), folder, allow_errors=allow_errors)
    assert outcome.assessment is not None, render_problems(outcome.problems, "en")
    return outcome.assessment.registers["units"]


def told(folder: Path, path: str) -> list[str]:
    outcome = scored(ROLL_UP.replace("PATH", path), folder)
    assert {place for _, place in where_told(outcome)} == {1}
    assert set(codes(outcome)) == {"unit-without-result"}
    return [str(problem.message) for problem in outcome.problems]


def copied(folder: Path, *names: str) -> Path:
    inner = folder / "units"
    inner.mkdir(exist_ok=True)
    for name in names:
        text = (EXAMPLES / name).read_bytes()
        (inner / Path(name).name).write_bytes(text)
    return inner


def test_results_become_rows_as_the_rubric_says(tmp_path: Path) -> None:
    passed = result()
    failed = result("乙", tier=verdict("not_yet"))
    (tmp_path / "r.json").write_text(document(passed, failed), encoding="utf-8")
    first, second = units(tmp_path, "r.json").rows
    assert dict(first.cells) == {
        "unit": "id-甲",
        "name": "甲",
        "street": "东街",
        "kind": "agency",
        "passed": True,
    }
    assert second.cells["passed"] is False
    assert first.place.file == str(tmp_path / "r.json")


@pytest.mark.parametrize(
    ("tier", "cell"),
    [
        (verdict(None, "healthy_agency", "not_yet"), OPEN),
        (verdict(None), OPEN),
        (verdict(None, "not_yet", "withheld"), False),
        (verdict(None, "healthy_agency"), True),
    ],
)
def test_a_verdict_counts_as_far_as_it_is_decided(
    tier: dict[str, Any], cell: object, tmp_path: Path
) -> None:
    (tmp_path / "r.json").write_text(document(result(tier=tier)), encoding="utf-8")
    (row,) = units(tmp_path, "r.json").rows
    assert row.cells["passed"] is cell


def test_an_open_unit_leaves_the_roll_up_open(tmp_path: Path) -> None:
    rows = [result(), result("乙", tier=verdict(None, "healthy_agency", "not_yet"))]
    (tmp_path / "r.json").write_text(document(*rows), encoding="utf-8")
    outcome = scored(ROLL_UP.replace("PATH", "r.json"), tmp_path)
    assert outcome.assessment is not None
    answer = outcome.assessment.answers["passing"]
    assert (answer.low, answer.high, answer.state) == (50, 100, "derived")


def test_lines_of_results_are_read_with_their_lines(tmp_path: Path) -> None:
    lines = [json.dumps({"result": result(name)}) for name in ("甲", "乙")]
    (tmp_path / "r.jsonl").write_text("\n\n".join(lines), encoding="utf-8")
    assert [row.place.line for row in units(tmp_path, "r.jsonl").rows] == [1, 3]


def test_assessments_are_scored_on_the_way(tmp_path: Path) -> None:
    copied(tmp_path, "幸福里社区.yaml", "桂花里社区.yaml", "丙局.json", "李家.yaml")
    register = units(tmp_path, "units")
    found = {row.cells["name"]: (row.cells["kind"], row.cells["passed"]) for row in register.rows}
    assert found == {
        "幸福里社区": ("community", True),
        "桂花里社区": ("community", OPEN),
        "丙局": ("agency", False),
    }
    (remark,) = register.remarks
    assert (remark.code, "1 of 'healthy-family'" in str(remark.message)) == ("other-results", True)
    (row,) = units(tmp_path, "units/丙局.json").rows
    assert row.cells["passed"] is False


def test_a_table_of_assessments_is_read_row_by_row(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(
        "rubric,id,name,smoke_free\nagency,a-1,甲,yes\nagency,a-2,乙,no\n", encoding="utf-8"
    )
    rows = units(tmp_path, "t.csv").rows
    assert [(row.place.line, row.cells["name"]) for row in rows] == [(2, "甲"), (3, "乙")]


def test_a_roll_up_in_the_folder_of_its_units_is_no_unit_of_its_own(tmp_path: Path) -> None:
    copied(tmp_path, "幸福里社区.yaml")
    (tmp_path / "a.yaml").write_text(ROLL_UP.replace("PATH", "."), encoding="utf-8")
    (tmp_path / "lectures.csv").write_text("日期\n2022-03-01\n", encoding="utf-8")
    (tmp_path / "own.yaml").write_text("dimensions: []\nversion: '1'\n", encoding="utf-8")
    assert len(units(tmp_path, ".").rows) == 1


def test_roll_ups_that_are_made_of_each_other_are_told(tmp_path: Path) -> None:
    inner = tmp_path / "units"
    inner.mkdir()
    (inner / "round.yaml").write_text(ROUND, encoding="utf-8")
    for name in ("a", "b", "c"):
        text = (
            f"rubric: round.yaml\nsubject: {{id: {name}}}\nregisters: {{units: {{results: .}}}}\n"
        )
        (inner / f"{name}.yaml").write_text(text, encoding="utf-8")
    outcome = Scorer(Catalogue()).score(read_document(inner / "a.yaml"))
    assert set(codes(outcome)) == {"unit-without-result"}


def test_a_unit_that_cannot_be_scored_is_told_at_the_register(tmp_path: Path) -> None:
    folder = copied(tmp_path, "幸福里社区.yaml", "错误/丁局.yaml")
    (folder / "broken.json").write_text("{", encoding="utf-8")
    first, second = told(tmp_path, "units")
    assert first.startswith(str(Path("units", "broken.json")).join([str(tmp_path) + "/", ":"]))
    assert "丁局.yaml" in second
    register = units(tmp_path, "units", allow_errors=True)
    assert [row.cells["name"] for row in register.rows] == ["幸福里社区"]
    assert [remark.code for remark in register.remarks] == ["unit-left-out"] * 2


def test_a_unit_that_is_there_twice_is_told_with_both_places(tmp_path: Path) -> None:
    (tmp_path / "r.json").write_text(document(result(), result()), encoding="utf-8")
    (message,) = told(tmp_path, "r.json")
    assert "'甲' is there twice, first in" in message
    same_name = [result(subject={"name": "甲", "street": street}) for street in ("东", "西")]
    (tmp_path / "r.json").write_text(document(*same_name), encoding="utf-8")
    assert len(units(tmp_path, "r.json").rows) == 2


def test_files_that_results_tell_of_as_errors_are_lacking(tmp_path: Path) -> None:
    error = {"code": "x", "message": "is wrong", "location": {"file": "丁.yaml"}}
    (tmp_path / "r.json").write_text(document(result(), errors=[error]), encoding="utf-8")
    line = "\n".join(json.dumps(one) for one in ({"result": result()}, {"error": error}))
    (tmp_path / "r.jsonl").write_text(line, encoding="utf-8")
    for name in ("r.json", "r.jsonl"):
        (message,) = told(tmp_path, name)
        assert "丁.yaml: is wrong" in message
        assert len(units(tmp_path, name, allow_errors=True).rows) == 1


DEEP = '{"format": "hpscore/result/1", "results": [' + "[" * 100_000


@pytest.mark.parametrize(
    "text",
    [
        document(result())[:-5],
        document(result(tier={"id": 3})),
        document(result(tier=verdict("x") | {"decided": "yes"})),
        document(result(tier=verdict("x") | {"possible": [3]})),
        document(result(subject=[])),
        document(result() | {"rubric": {"id": 3}}),
        document({}),
        '{"format": "hpscore/result/1"}',
        '{"format": "hpscore/result/1", "results": 3}',
        '{"format": "hpscore/result/1", "results": [], "results": []}',
        '{"format": "hpscore/result/1", "results": [{"a": 1, "a": 2}]}',
        '{"format": "hpscore/result/1", "results": [{"a": NaN}]}',
        '{"format": "hpscore/result/1", "results": [{"a": 1' + "0" * 5000 + "}]}",
        '{"format": "hpscore/result/2", "results": []}',
        DEEP,
    ],
)
def test_results_that_are_not_sound_are_told(text: str, tmp_path: Path) -> None:
    (tmp_path / "r.json").write_text(text, encoding="utf-8")
    (message,) = told(tmp_path, "r.json")
    assert message.startswith(str(tmp_path / "r.json"))


@pytest.mark.parametrize("line", ["{", "[]", '{"result": {}}', '{"other": 1}', "[" * 100_000])
def test_lines_that_are_not_sound_are_told(line: str, tmp_path: Path) -> None:
    (tmp_path / "r.jsonl").write_text(
        json.dumps({"result": result()}) + "\n" + line + "\n", encoding="utf-8"
    )
    (message,) = told(tmp_path, "r.jsonl")
    assert message.startswith(f"{tmp_path / 'r.jsonl'}:2: ")


@pytest.mark.parametrize("path", ["none", "none.json", "empty"])
def test_a_path_without_results_is_told(path: str, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    outcome = scored(ROLL_UP.replace("PATH", path), tmp_path, allow_errors=True)
    assert codes(outcome) == ["no-results" if path == "empty" else "no-such-file"]


LOCAL = """\
extends: {base}
rubric: {name}
version: "1"
title: Local
change: {{pledge: {{help: {name}}}}}
"""


def test_a_unit_scored_by_a_local_plan_counts_as_what_that_extends(tmp_path: Path) -> None:
    inner = copied(tmp_path, "甲局.yaml")
    plain = units(tmp_path, "units").rows
    (inner / "l1.yaml").write_text(
        LOCAL.format(base="healthy-agency@2022.1", name="l-one"), encoding="utf-8"
    )
    (inner / "l2.yaml").write_text(LOCAL.format(base="l1.yaml", name="l-two"), encoding="utf-8")
    unit = inner / "甲局.yaml"
    text = unit.read_text(encoding="utf-8")
    for name in ("l1.yaml", "l2.yaml"):
        unit.write_text(text.replace("rubric: healthy-agency", f"rubric: {name}"), encoding="utf-8")
        (row,) = units(tmp_path, "units").rows
        assert row.cells == plain[0].cells


def test_a_result_by_a_local_plan_counts_as_what_that_extends(tmp_path: Path) -> None:
    far = {"id": "l-one", "version": "1", "extends": {"id": "healthy-agency", "version": "2022.1"}}
    local = result(rubric="l-two")
    local["rubric"]["extends"] = far
    (tmp_path / "r.json").write_text(document(local), encoding="utf-8")
    (tmp_path / "s.json").write_text(document(result()), encoding="utf-8")
    (row,), (plain,) = units(tmp_path, "r.json").rows, units(tmp_path, "s.json").rows
    assert row.cells == plain.cells


def test_nothing_may_follow_the_end_of_the_results(tmp_path: Path) -> None:
    (tmp_path / "r.json").write_text(document(result()) + document(result("乙")), encoding="utf-8")
    (message,) = told(tmp_path, "r.json")
    assert "more after the end" in message


@pytest.mark.parametrize(("first", "second"), [("1", "１"), ("a 1", " A  1 ")])
def test_ids_that_differ_in_width_or_space_are_the_same_unit(
    tmp_path: Path, first: str, second: str
) -> None:
    both = [result(subject={"id": name, "name": "甲"}) for name in (first, second)]
    (tmp_path / "r.json").write_text(document(*both), encoding="utf-8")
    (message,) = told(tmp_path, "r.json")
    assert "is there twice" in message


def test_units_without_ids_are_told_apart_by_where_they_are(tmp_path: Path) -> None:
    both = [
        result(subject={"name": "甲", "county": "东"}),
        result(subject={"name": "甲", "street": "东"}),
    ]
    (tmp_path / "r.json").write_text(document(*both), encoding="utf-8")
    assert len(units(tmp_path, "r.json").rows) == 2


def test_a_verdict_that_contradicts_itself_is_refused(tmp_path: Path) -> None:
    wrong = result(tier={"id": "healthy_agency", "decided": False, "possible": []})
    (tmp_path / "r.json").write_text(document(wrong), encoding="utf-8")
    (message,) = told(tmp_path, "r.json")
    assert "not readable" in message


@pytest.mark.parametrize(
    ("own", "alike"),
    [
        ({"from": "2022-01-01", "to": "2022-12-31"}, True),
        ({"from": "2022-03-01", "to": "2022-03-31"}, True),
        ({"from": "2021-01-01", "to": "2021-12-31"}, False),
        ({"from": "2021-07-01", "to": "2022-06-30"}, False),
        (None, True),
    ],
)
def test_a_unit_of_another_period_counts_and_is_remarked_on(
    own: dict[str, str] | None, alike: bool, tmp_path: Path
) -> None:
    (tmp_path / "r.json").write_text(document(result(period=own)), encoding="utf-8")
    rolled = ROLL_UP.replace("PATH", "r.json")
    outcome = scored(f"period: {{from: 2022-01-01, to: 2022-12-31}}\n{rolled}", tmp_path)
    assert outcome.assessment is not None
    rows = outcome.assessment.registers["units"]
    assert len(rows.rows) == 1
    assert [remark.code for remark in rows.remarks] == ([] if alike else ["other-period"])
    assert not units(tmp_path, "r.json").remarks  # a roll-up without a period has none to lie in


@pytest.mark.parametrize("period", [3, {"from": "2022-01-01"}, {"from": "x", "to": "2022-01-01"}])
def test_a_period_that_is_none_is_refused(period: object, tmp_path: Path) -> None:
    (tmp_path / "r.json").write_text(document(result(period=period)), encoding="utf-8")
    (message,) = told(tmp_path, "r.json")
    assert "the period of this result is not readable" in message


def test_units_may_be_forms_and_tables_in_workbooks(tmp_path: Path) -> None:
    copied(tmp_path, "甲局.yaml")
    folder = tmp_path / "units"
    agency = (("评分标准", "healthy-agency"), ("编号", "b"), ("名称", "乙局"), ("评审人", "一组"))
    filled_form(folder / "乙.xlsx", cover=agency)
    community = (("评分标准", "healthy-community"), ("名称", "丙"), ("评审人", "一组"))
    filled_form(folder / "丙.xlsx", cover=community)
    rows = (("rubric", "subject.id", "subject.name"), ("healthy-agency", "d", "丁局"))
    written(folder / "丁.xlsx", 机关=rows, 说明=(("如实填写",),))
    written(folder / "台账.xlsx", 讲座=(("日期", "主题"), ("2022-03-01", "控烟")))
    found = units(tmp_path, "units")
    names = {row.cells["name"]: row.place for row in found.rows}
    assert {"甲局", "乙局", "丁局"} <= names.keys()
    assert (names["丁局"].sheet, names["丁局"].cell) == ("机关", "A2")
