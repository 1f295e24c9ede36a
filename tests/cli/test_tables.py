"""Tables of assessments at the command line: scored row by row, also among other files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import EXAMPLES, Runner

FAMILIES = """\
rubric,subject.id,subject.name,setting,户主,一-1,厨房,知晓率:count,知晓率:of
healthy-family,f-1,李家,农村,李某,3,是,2,2
健康家庭,f-2,王家,urban,王某,三分,,3,2
healthy-family,f-3,赵家,,,1.5,,,
"""


def test_each_row_is_scored_and_a_bad_one_does_not_lose_the_others(
    hpscore: Runner, tmp_path: Path
) -> None:
    (tmp_path / "families.csv").write_text(FAMILIES, encoding="gb18030")
    run = hpscore("score", "families.csv", "--format", "json")
    document = json.loads(run.out)
    assert run.code == 3
    found = {
        r["source"]: (r["subject"]["name"], r["points"]["earned"]) for r in document["results"]
    }
    assert found == {"families.csv:2": ("李家", 11), "families.csv:4": ("赵家", 1.5)}
    errors = [(e["code"], e["location"]["file"], e["location"]["line"]) for e in document["errors"]]
    assert errors == [("not-points", "families.csv", 3), ("share-inverted", "families.csv", 3)]
    summary = document["summary"]
    assert (summary["files"], summary["scored"], summary["failed"]) == (1, 2, 1)
    assert "families.csv:3:22" in run.err
    # who the householders are stays out of results and messages
    assert "某" not in run.out + run.err


def test_the_short_form_names_the_rubric_of_all_rows(hpscore: Runner, tmp_path: Path) -> None:
    (tmp_path / "f.csv").write_text("name;一-1\n甲;3\n乙;2\n", encoding="utf-8")
    run = hpscore("family", "--rural", "f.csv", "--format", "jsonl")
    assert run.code == 0
    found = [json.loads(line)["result"] for line in run.out.splitlines()]
    assert [r["points"]["earned"] for r in found] == [3, 2]
    assert [r["subject"]["setting"] for r in found] == ["rural", "rural"]
    assert hpscore("score", "f.csv").code == 3


def test_a_table_gives_an_overview_and_a_row_by_its_line_the_whole_sheet(
    hpscore: Runner, tmp_path: Path
) -> None:
    (tmp_path / "f.csv").write_text("name,一-1\n甲,3\n乙,2\n", encoding="utf-8")
    whole = hpscore("family", "f.csv")
    assert "甲" in whole.out
    assert "乙" in whole.out
    assert "一-2" not in whole.out
    one = hpscore("family", "f.csv:3")
    assert "乙" in one.out
    assert "一-2" in one.out
    assert hpscore("family", "f.csv:9").code == 3


def test_explain_takes_a_row_by_its_line(hpscore: Runner, tmp_path: Path) -> None:
    (tmp_path / "f.csv").write_text(
        "rubric,name,厨房\nfamily,甲,1\nfamily,乙,3\n", encoding="utf-8"
    )
    run = hpscore("explain", "f.csv:3", "厨房")
    assert run.code == 0
    assert "3 / 3" in run.out
    several = hpscore("explain", "f.csv", "厨房", env={"COLUMNS": "200"})
    assert several.code == 2
    assert "f.csv:2" in several.err
    (tmp_path / "one.csv").write_text("rubric,name,厨房\nfamily,甲,1\n", encoding="utf-8")
    assert hpscore("explain", "one.csv").code == 0


def test_tables_in_a_folder_are_read_and_other_csv_files_passed_over(
    hpscore: Runner, tmp_path: Path
) -> None:
    folder = tmp_path / "units"
    folder.mkdir()
    (folder / "a.csv").write_text("rubric,id,一-1\nfamily,1,3\nfamily,2,3\n", encoding="utf-8")
    (folder / "b.yaml").write_bytes((EXAMPLES / "李家.yaml").read_bytes())
    (folder / "lectures.csv").write_text("日期,人数\n2022-01-01,40\n", encoding="utf-8")
    (folder / "roster.csv").write_text("编号,名称,评分标准\n1,甲,family\n", encoding="utf-8")
    hpscore("score", "units/b.yaml", "--format", "csv", "-o", "units/result.csv")
    run = hpscore("score", "units", "--format", "jsonl")
    assert run.code == 0
    sources = [json.loads(line)["result"]["source"] for line in run.out.splitlines()]
    assert sources == ["units/a.csv:2", "units/a.csv:3", "units/b.yaml"]
    assert "units/lectures.csv: passed over" in run.err
    assert "units/result.csv: passed over" in run.err
    assert "units/roster.csv: passed over, it is a list of units" in run.err


def test_a_table_with_an_unknown_heading_has_no_result(hpscore: Runner, tmp_path: Path) -> None:
    (tmp_path / "f.csv").write_text("name,kitchn\n甲,3\n", encoding="utf-8")
    run = hpscore("family", "f.csv", "--format", "json")
    assert run.code == 3
    assert json.loads(run.out)["results"] == []
    assert "did you mean 'kitchen'?" in run.err


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_table_is_read_from_standard_input_too(hpscore: Runner, encoding: str) -> None:
    text = (EXAMPLES / "家庭.csv").read_text(encoding="utf-8-sig")
    piped = hpscore("score", "-", stdin=text.encode(encoding))
    named = hpscore("score", EXAMPLES / "家庭.csv")
    assert (piped.code, piped.out) == (0, named.out)
    assert piped.out.count("\n") < 60


def test_a_file_of_yaml_with_commas_in_its_first_line_is_no_table(hpscore: Runner) -> None:
    text = "subject: {id: f-1, name: 李家}\nrubric: healthy-family\nanswers: {kitchen: 3}\n"
    run = hpscore("score", "-", stdin=text)
    assert run.code == 0
    assert "李家" in run.out


@pytest.mark.parametrize("name", ["丙局.json", "李家.yaml", "家庭.csv"])
@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "gb18030"])
def test_standard_input_is_taken_for_what_it_is(hpscore: Runner, name: str, encoding: str) -> None:
    text = (EXAMPLES / name).read_text(encoding="utf-8-sig")
    if name.endswith(".json"):
        text = json.dumps(json.loads(text), ensure_ascii=False)
    run = hpscore("score", "-", "--format", "jsonl", stdin=text.encode(encoding))
    assert run.code == 0
    assert run.out.count("\n") == (6 if name.endswith(".csv") else 1)


@pytest.mark.parametrize("before", ["\n \n", "\ufeff\n"])
def test_blank_lines_above_the_headings_are_passed_over(hpscore: Runner, before: str) -> None:
    text = before + (EXAMPLES / "家庭.csv").read_text(encoding="utf-8-sig")
    assert hpscore("score", "-", stdin=text).code == 0


def test_a_table_too_large_is_refused_from_standard_input_too(hpscore: Runner) -> None:
    rows = "".join(f"healthy-family,家{i},{'x' * 60_000}\n" for i in range(145))
    run = hpscore("score", "-", stdin="rubric,subject.name,subject.community\n" + rows)
    assert (run.code, run.out) == (3, "")
    assert "too-large" in run.err


def test_a_form_with_titles_is_headed_in_chinese_and_read_back(
    hpscore: Runner, tmp_path: Path
) -> None:
    for name in ("family", "community", "agency"):
        made = hpscore("form", name, "--titles", "-o", f"{name}.csv", "--lang", "zh")
        assert made.code == 0
        headings = (tmp_path / f"{name}.csv").read_text(encoding="utf-8-sig").splitlines()[0]
        assert headings.startswith("评分标准,被评对象编号,被评对象名称,")
        assert "评审人" in headings
        assert hpscore("score", f"{name}.csv").code == 0
