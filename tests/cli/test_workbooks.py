"""Workbooks among the files of a run: forms, published sheets, tables, and what is none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import EXAMPLES, Runner
from tests.readers.sheets import COVER, HEADINGS, filled_form, written

MEETINGS = (None, None, 3, None, None, None, None, "meetings")
FAMILIES = (("rubric", "subject.name", "equality"), ("healthy-family", "李家", "是"))


@pytest.fixture
def form(tmp_path: Path) -> Path:
    return filled_form(tmp_path / "form.xlsx", MEETINGS)


def test_a_form_is_scored_like_any_file(hpscore: Runner, form: Path) -> None:
    run = hpscore("score", form, "--format", "json")
    assert (run.code, run.err) == (0, "")
    (result,) = json.loads(run.out)["results"]
    assert result["source"] == str(form)
    assert result["subject"]["name"] == "幸福里社区"
    assert result["points"]["earned"] == 2
    assert "Work meetings" in hpscore("score", form).out


def test_problems_name_the_sheet_and_the_cell(hpscore: Runner, tmp_path: Path) -> None:
    filled_form(tmp_path / "east.xlsx", (None, None, "三次", None, None, None, None, "meetings"))
    run = hpscore("score", "east.xlsx")
    assert run.code == 3
    assert run.err.startswith("east.xlsx:评分!C2: error[not-a-count]:")
    assert "'三次'" in run.err
    document = json.loads(hpscore("score", "east.xlsx", "--format", "json").out)
    location = document["errors"][0]["location"]
    assert (location["file"], location["sheet"], location["cell"]) == ("east.xlsx", "评分", "C2")


def test_a_folder_may_hold_all_kinds(hpscore: Runner, tmp_path: Path, form: Path) -> None:
    (tmp_path / "a.yaml").write_text((EXAMPLES / "李家.yaml").read_text("utf-8"), "utf-8")
    (tmp_path / "b.csv").write_text("rubric,名称,厨房\nhealthy-family,王家,3\n", "utf-8")
    written(tmp_path / "c.xlsx", 家庭=FAMILIES)
    written(tmp_path / "台账.xlsx", 讲座=(("日期", "主题"), ("2022-03-01", "控烟")))
    (tmp_path / "~$form.xlsx").write_bytes(b"lock")
    (tmp_path / ".hidden.xlsx").write_bytes(b"?")
    run = hpscore("score", tmp_path, "--format", "jsonl")
    assert run.code == 0
    sources = [json.loads(line)["result"]["source"] for line in run.out.splitlines()]
    names = [source.removeprefix(f"{tmp_path}/") for source in sources]
    assert names == ["a.yaml", "b.csv:2", "c.xlsx#家庭:2", "form.xlsx"]
    assert "台账.xlsx: passed over" in run.err
    assert "~$" not in run.err


def test_a_broken_workbook_in_a_folder_is_an_error(hpscore: Runner, tmp_path: Path) -> None:
    (tmp_path / "x.xlsx").write_bytes(b"PK\x03\x04 and nothing more")
    run = hpscore("score", tmp_path)
    assert run.code == 3
    assert "damaged-workbook" in run.err


def test_a_workbook_with_nothing_known_says_what_was_looked_for(
    hpscore: Runner, tmp_path: Path
) -> None:
    path = written(tmp_path / "x.xlsx", 说明=(("填表说明",),))
    run = hpscore("score", path)
    assert run.code == 3
    assert "error[nothing-known]" in run.err
    assert "hpscore map" in run.err


def test_one_row_of_a_sheet_is_named_as_results_name_it(hpscore: Runner, tmp_path: Path) -> None:
    rows = (*FAMILIES, ("healthy-family", "王家", "否"))
    path = written(tmp_path / "c.xlsx", 家庭=rows)
    run = hpscore("score", f"{path}#家庭:3", "--format", "json")
    (result,) = json.loads(run.out)["results"]
    assert result["subject"]["name"] == "王家"
    run = hpscore("score", f"{path}#家庭:9")
    assert run.code == 3
    assert "no-such-row" in run.err


def test_a_form_comes_from_standard_input_too(hpscore: Runner, form: Path) -> None:
    run = hpscore("score", "-", "--format", "json", stdin=form.read_bytes())
    assert json.loads(run.out)["results"][0]["points"]["earned"] == 2


def test_two_forms_in_one_workbook_are_named_by_their_sheets(
    hpscore: Runner, tmp_path: Path
) -> None:
    second = (*COVER[:2], ("名称", "河边社区"))
    path = written(
        tmp_path / "two.xlsx",
        sheets={
            "封面": COVER,
            "评分": (HEADINGS, MEETINGS),
            "河边": second,
            "评分 (2)": (HEADINGS, MEETINGS),
        },
    )
    results = json.loads(hpscore("score", path, "--format", "json").out)["results"]
    assert [each["source"] for each in results] == [f"{path}#封面", f"{path}#河边"]
    run = hpscore("explain", path)
    assert run.code == 2
    assert "2 assessments" in run.err


def test_other_commands_take_a_form_where_they_take_a_file(hpscore: Runner, form: Path) -> None:
    assert "2 / 3" in hpscore("explain", form, "meetings").out
    assert hpscore("evidence", form).code in (0, 1)


def test_a_published_sheet_takes_its_rubric_from_the_command(
    hpscore: Runner, tmp_path: Path
) -> None:
    rows = (("序号", "评分内容", "分值", "得分"), ("一-4", "例会", 3, 2))
    path = written(tmp_path / "x.xlsx", 表=rows)
    run = hpscore("score", path)
    assert run.code == 3
    assert "error[no-rubric]" in run.err
    run = hpscore("community", path, "--fact", "name=幸福里社区", "--format", "json")
    (result,) = json.loads(run.out)["results"]
    assert result["points"]["earned"] == 2
    assert result["subject"]["name"] == "幸福里社区"


def test_the_file_of_a_row_is_not_written_over(hpscore: Runner, tmp_path: Path) -> None:
    path = written(tmp_path / "c.xlsx", 家庭=FAMILIES)
    run = hpscore("score", f"{path}#家庭:2", "-o", path, "--format", "json")
    assert run.code == 2
    assert path.read_bytes().startswith(b"PK")
