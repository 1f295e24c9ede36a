"""Registers at the command line: scored with an assessment, rolled up, and written blank."""

from __future__ import annotations

import csv
import json
import shutil
import sys
from pathlib import Path

import pytest

from hpscore.readers.catalogue import Catalogue
from hpscore.readers.registers.headings import Columns
from tests.cli.conftest import EXAMPLES, Runner
from tests.cli.test_startup import imported

LEDGER = EXAMPLES / "台账"
SOUND = "rubric: community\nperiod: {from: 2022-01-01, to: 2022-12-31}\n"
UNITS = "registers: {units: {results: units}}\n"


def test_the_example_counts_its_rows(hpscore: Runner) -> None:
    run = hpscore("score", "新安社区.yaml", "--format", "json", cwd=LEDGER)
    assert (run.code, run.err) == (0, "")
    (result,) = json.loads(run.out)["results"]
    traces = {
        trace["question"]: (trace["state"], trace["answer"])
        for dimension in result["dimensions"]
        for indicator in dimension["indicators"]
        for trace in indicator["trace"]
    }
    assert {name: answer for name, (state, answer) in traces.items() if state == "derived"} == {
        "meetings": 3,
        "trainings": 2,
        "education_lectures": 4,
        "education_consultations": 4,
        "own_lectures": 3,
        "group_events": 2,
    }
    assert result["points"]["earned"] == 86.5
    said = " ".join(flag["message"]["en"] for flag in result["flags"])
    for place in ("line 48", "讲座登记.csv:7", "讲座登记.csv:8", "群体活动!A5", "群体活动!B7"):
        assert place in said


def test_the_workbook_of_the_example_is_the_one_that_is_made(tmp_path: Path) -> None:
    sys.path.insert(0, str(EXAMPLES.parent / "docs"))
    try:
        import make_workbook  # type: ignore[import-not-found]  # a script beside the pages
    finally:
        sys.path.pop(0)
    make_workbook.TARGET = tmp_path / "made.xlsx"
    make_workbook.main()
    from hpscore.readers.workbooks.opening import open_workbook

    paths = (make_workbook.TARGET, LEDGER / "台账.xlsx")
    made, kept = (open_workbook(path.read_bytes()) for path in paths)
    assert made.sheets == kept.sheets
    for sheet in kept.sheets:
        assert list(made.rows(sheet)) == list(kept.rows(sheet))


def test_paths_on_standard_input_start_where_the_command_runs(
    hpscore: Runner, tmp_path: Path
) -> None:
    (tmp_path / "l.csv").write_text("日期\n2022-03-01\n", encoding="utf-8")
    run = hpscore("score", "-", "--format", "json", stdin=SOUND + "registers: {讲座: l.csv}")
    assert run.code == 0
    assert '"education_lectures", "state": "derived", "answer": 1' in " ".join(run.out.split())
    outside = hpscore("score", "-", stdin=SOUND + "registers: {讲座: ../l.csv}")
    assert (outside.code, "error[outside]" in outside.err) == (3, True)


def test_problems_are_told_with_sheet_and_cell_or_line(hpscore: Runner, tmp_path: Path) -> None:
    for name in ("台账.xlsx", "健康讲座登记.csv"):
        shutil.copy(LEDGER / name, tmp_path)
    (tmp_path / "b.csv").write_text("日期,主体\n", encoding="utf-8")
    text = SOUND + "registers:\n  trainings: {file: 台账.xlsx, sheet: 群体活动}\n"
    (tmp_path / "a.yaml").write_text(text + "  lectures: b.csv\n", encoding="utf-8")
    run = hpscore("score", "a.yaml")
    assert run.code == 3
    assert "台账.xlsx:群体活动!A1: error[no-headings]" in run.err
    assert "b.csv:1:4" in run.err
    assert run.out == ""


def test_a_broken_file_loses_no_other_assessment(hpscore: Runner, tmp_path: Path) -> None:
    folder = tmp_path / "f"
    shutil.copytree(LEDGER, folder)
    (folder / "坏.yaml").write_text(SOUND + "registers: 坏.xlsx\n", encoding="utf-8")
    (folder / "坏.xlsx").write_bytes((LEDGER / "台账.xlsx").read_bytes()[:2000])
    run = hpscore("score", "f", "--format", "jsonl")
    assert run.code == 3
    kinds = [next(iter(json.loads(line))) for line in run.out.splitlines()]
    assert sorted(kinds) == ["error", "error", "result"]  # the workbook is one of the files
    assert "error[damaged-workbook]" in run.err


def test_what_is_personal_is_in_no_message(hpscore: Runner, tmp_path: Path) -> None:
    (tmp_path / "p.csv").write_text(
        "户主,日期,签名\n杨某某,三月,是\n段某某,2022-03-01,签了\n", encoding="utf-8"
    )
    (tmp_path / "a.yaml").write_text(SOUND + "registers: {plaques: p.csv}\n", encoding="utf-8")
    run = hpscore("score", "a.yaml", "--format", "json")
    assert run.code == 0
    assert "p.csv:2" in run.out
    assert "某" not in run.out + run.err


def test_units_that_cannot_be_scored_stop_a_roll_up_unless_that_is_allowed(
    hpscore: Runner, tmp_path: Path
) -> None:
    (tmp_path / "units").mkdir()
    shutil.copy(EXAMPLES / "乙局.yaml", tmp_path / "units")
    shutil.copy(EXAMPLES / "错误" / "丁局.yaml", tmp_path / "units")
    text = "rubric: health-promotion-district\n" + UNITS
    (tmp_path / "d.yaml").write_text(text, encoding="utf-8")
    run = hpscore("score", "d.yaml")
    assert run.code == 3
    assert "error[unit-without-result]" in run.err
    assert "d.yaml:2:30" in run.err
    allowed = hpscore("score", "d.yaml", "--allow-errors", "--format", "json")
    (result,) = json.loads(allowed.out)["results"]
    assert allowed.code == 0
    assert "unit-left-out" in [flag["code"] for flag in result["flags"]]


def test_blank_registers_are_tables_that_are_read_as_they_are(
    hpscore: Runner, tmp_path: Path
) -> None:
    for lang in ("zh", "en"):
        run = hpscore(
            "form", "community", "--only", "registers", "-o", f"{lang}/台账", "--lang", lang
        )
        assert (run.code, run.err) == (0, "")
        (tmp_path / lang / "a.yaml").write_text(SOUND + run.out, encoding="utf-8")
        scored = hpscore("score", f"{lang}/a.yaml", "--format", "json")
        assert scored.code == 0, scored.err
        assert '"state": "derived"' in scored.out
        for path in (tmp_path / lang / "台账").iterdir():
            assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    registers = Catalogue().get("healthy-community").registers
    assert len([*(tmp_path / "zh" / "台账").iterdir()]) == len(registers)
    text = (tmp_path / "zh" / "台账" / "健康讲座登记.csv").read_text(encoding="utf-8-sig")
    (headings,) = csv.reader(text.splitlines())
    plan, issues = Columns.of(registers["lectures"]).plan(headings)
    assert ([*plan.values()], issues) == ([*registers["lectures"].columns], {})


def test_blank_registers_overwrite_nothing(hpscore: Runner, tmp_path: Path) -> None:
    (tmp_path / "f").mkdir()
    kept = tmp_path / "f" / "Health lectures.csv"
    kept.write_text("mine", encoding="utf-8")
    for force in ([], ["--force"]):
        run = hpscore("form", "community", "--only", "registers", "-o", "f", *force)
        assert run.code == 2
    assert [path.name for path in (tmp_path / "f").iterdir()] == [kept.name]
    assert kept.read_text(encoding="utf-8") == "mine"
    (tmp_path / "r.yaml").write_text("mine", encoding="utf-8")
    assert hpscore("form", "community", "--only", "registers", "-o", "r.yaml").code == 2
    assert hpscore("form", "community", "--only", "registers", "-o", "r.yaml/x").code == 2


def test_a_skeleton_takes_rows_in_place_of_its_comments(hpscore: Runner, tmp_path: Path) -> None:
    run = hpscore("form", "community", "--only", "registers", "--lang", "zh")
    blank = tmp_path / "r.yaml"
    blank.write_text(run.out, encoding="utf-8")
    assert hpscore("score", "r.yaml").code == 0
    text = run.out.replace("  from:\n  to:", "  from: 2022-01-01\n  to: 2022-12-31")
    row = "  # - {date: , topic: , minutes: , sign_in: , pictures:}"
    assert row in text
    blank.write_text(text.replace(row, "  - {date: 2022-03-01, topic: a}", 1), encoding="utf-8")
    scored = hpscore("score", "r.yaml", "--format", "json")
    assert '"question": "meetings", "state": "derived", "answer": 1' in " ".join(scored.out.split())


@pytest.mark.parametrize("options", [["--titles"], ["--subject", "x"], ["-f", "csv"]])
def test_blank_registers_take_no_other_options(hpscore: Runner, options: list[str]) -> None:
    run = hpscore("form", "community", "--only", "registers", *options)
    assert (run.code, "--only" in run.err) == (2, True)


def test_an_ordinary_form_names_the_registers(hpscore: Runner) -> None:
    run = hpscore("form", "community", "--lang", "zh")
    assert "#   lectures: 健康讲座登记.csv" in run.out


def test_workbooks_are_the_only_reason_to_import_what_reads_them(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    (tmp_path / "l.csv").write_text("日期\n2022-03-01\n", encoding="utf-8")
    path.write_text(SOUND + "registers: {讲座: l.csv}\n", encoding="utf-8")
    imported("score", path)  # keeps the rubric
    assert imported("score", path) & {"python_calamine", "openpyxl", "pydantic"} == set()
    assert "python_calamine" in imported("score", LEDGER / "新安社区.yaml")
