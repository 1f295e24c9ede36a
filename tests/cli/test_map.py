"""`hpscore map` drafts what `--map` reads; tables of other offices are scored by it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import EXAMPLES, Runner

FOLDER = EXAMPLES / "外来表"
SHEET = FOLDER / "社区核查表.xlsx"
TEXT = FOLDER / "社区核查表.csv"
MAP = FOLDER / "对照.yaml"


def points(hpscore: Runner, *arguments: str | Path) -> list[tuple[str, float, float]]:
    run = hpscore("score", *arguments, "--format", "json")
    assert run.err == ""
    results = json.loads(run.out)["results"]
    return [(r["subject"]["id"], r["points"]["earned"], r["points"]["reachable"]) for r in results]


def test_the_same_table_as_workbook_and_as_text_gives_the_same_results(hpscore: Runner) -> None:
    found = points(hpscore, SHEET, "--map", MAP)
    assert found[0] == ("0101", 15, 100)
    assert [name for name, _, _ in found] == ["0101", "0102", "0103", "0201", "0202"]
    assert points(hpscore, TEXT, "--map", MAP) == found


@pytest.mark.parametrize("table", [SHEET, TEXT])
def test_a_draft_once_completed_reads_the_table(
    hpscore: Runner, tmp_path: Path, table: Path
) -> None:
    made = hpscore("map", table, "-o", "m.yaml")
    assert (made.code, made.out) == (0, "")
    assert "(healthy-community) fit the headings best; another: --rubric" in made.err
    assert "13 columns have their place" in made.err
    assert "提交时间" in made.err
    draft = (tmp_path / "m.yaml").read_text(encoding="utf-8")
    assert "meetings  # near, please check" in draft
    assert "codes:\n  1: yes\n  2: no\n  9: ~\n" in draft

    untouched = hpscore("score", table, "--map", "m.yaml")
    assert untouched.code == 3
    assert "place it in the map below columns, or below ignore" in untouched.err

    completed = draft.replace("  # - ", "  - ").replace("# 1: ?", "1: urban #")
    completed = completed.replace("# 2: ?", "2: rural #")
    (tmp_path / "m.yaml").write_text(completed, encoding="utf-8")
    assert points(hpscore, table, "--map", "m.yaml") == points(hpscore, table, "--map", MAP)


def test_a_draft_shows_nothing_personal(hpscore: Runner, tmp_path: Path) -> None:
    text = "单位代码,联系人,专人负责人,承诺,建议\na,张三,李四,1,王五说好\nb,赵六,张三,2,无\n"
    (tmp_path / "t.csv").write_text(text, encoding="utf-8")
    made = hpscore("map", "t.csv", "--rubric", "community")
    assert made.code == 0
    for name in ("张三", "李四", "王五", "赵六"):
        assert name not in made.out + made.err
    assert "承诺: pledge  # near" in made.out
    # its values are names, so it is no question of yes or no, near as its heading is
    assert "# - 专人负责人  # near:" in made.out


def test_a_table_with_known_headings_needs_no_changes(hpscore: Runner, tmp_path: Path) -> None:
    (tmp_path / "f.csv").write_text("名称,一-1,厨房\n甲,3,是\n乙,2,否\n", encoding="utf-8")
    made = hpscore("map", "f.csv", "--rubric", "family", "-o", "m.yaml")
    assert "3 columns have their place, 0 of them by near names" in made.err
    run = hpscore("score", "f.csv", "--map", "m.yaml", "--format", "jsonl")
    assert run.code == 0
    assert run.out.count('"healthy-family"') == 2


def test_awarded_points_are_recognised_by_their_heading(hpscore: Runner, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("名称,例会得分,书面承诺（得分）\n甲,3,2\n", encoding="utf-8")
    made = hpscore("map", "t.csv", "--rubric", "community", "-o", "m.yaml")
    assert made.code == 0
    assert points_of(hpscore, "t.csv") == 5


def points_of(hpscore: Runner, table: str) -> float:
    run = hpscore("score", table, "--map", "m.yaml", "--format", "jsonl")
    earned: float = json.loads(run.out)["result"]["points"]["earned"]
    return earned


def test_the_language_of_the_run_is_that_of_the_draft(hpscore: Runner) -> None:
    made = hpscore("map", SHEET, "--lang", "zh")
    assert "# 近似，请核对：例会（meetings）" in made.out
    assert "已对上 13 列" in made.err
    assert "未对上的列" in made.err


def test_the_sheet_and_the_rubric_can_be_named(hpscore: Runner) -> None:
    made = hpscore("map", SHEET, "--sheet", "核查表", "--rubric", "healthy-village")
    assert made.code == 0
    assert "rubric: healthy-village@" in made.out
    assert "sheet: 核查表" in made.out
    assert "fit the headings best" not in made.err
    wrong = hpscore("map", SHEET, "--sheet", "核查")
    assert wrong.code == 2
    assert "did you mean '核查表'?" in wrong.err
    blank = hpscore("map", SHEET, "--sheet", "填表说明")
    assert blank.code == 3
    assert "no-table" in blank.err


def test_a_map_that_is_there_is_kept_unless_told_otherwise(hpscore: Runner, tmp_path: Path) -> None:
    (tmp_path / "m.yaml").write_text("mine", encoding="utf-8")
    refused = hpscore("map", TEXT, "-o", "m.yaml")
    assert refused.code == 2
    assert (tmp_path / "m.yaml").read_text(encoding="utf-8") == "mine"
    assert hpscore("map", TEXT, "-o", "m.yaml", "--force").code == 0


@pytest.mark.parametrize(
    ("name", "text", "code", "said"),
    [
        ("t.csv", "甲一,乙二\n1,2\n", 2, "the headings fit no rubric"),
        ("t.csv", "", 3, "the file is empty"),
        ("none.csv", None, 3, "there is no such file"),
        ("t.xlsx", "a,b\n1,2\n", 3, "the file is no workbook"),
    ],
)
def test_what_is_no_table_is_told(
    hpscore: Runner, tmp_path: Path, name: str, text: str | None, code: int, said: str
) -> None:
    if text is not None:
        (tmp_path / name).write_text(text, encoding="utf-8")
    run = hpscore("map", name)
    assert run.code == code
    assert said in run.err


def test_files_of_a_folder_that_the_map_does_not_fit_are_read_without_it(
    hpscore: Runner, tmp_path: Path
) -> None:
    folder = tmp_path / "sent"
    folder.mkdir()
    for file in (SHEET, EXAMPLES / "家庭.csv", EXAMPLES / "李家.yaml"):
        (folder / file.name).write_bytes(file.read_bytes())
    run = hpscore("score", "sent", "--map", MAP, "--format", "json")
    assert run.code == 0
    summary = json.loads(run.out)["summary"]
    assert (summary["files"], summary["scored"]) == (3, 5 + 6 + 1)


def test_a_table_with_headings_of_its_own_is_told_how_to_get_a_map(hpscore: Runner) -> None:
    run = hpscore("community", TEXT)
    assert run.code == 3
    assert f"hpscore map {TEXT}" in run.err


def test_a_table_that_names_no_rubric_is_told_how_to_get_a_map(hpscore: Runner) -> None:
    run = hpscore("score", SHEET)
    assert run.code == 3
    assert f"draft a map of its headings: hpscore map {SHEET} -o map.yaml" in run.err


def test_headings_that_are_mostly_unknown_are_told_in_one_problem(hpscore: Runner) -> None:
    run = hpscore("community", SHEET, "--format", "json")
    (problem,) = json.loads(run.out)["errors"]
    assert problem["code"] == "unknown-headings"
    assert problem["message"].startswith("11 of 16 columns have headings that the rubric does not")
    assert problem["help"] == f"draft a map of them: hpscore map {SHEET} -o map.yaml"


@pytest.mark.parametrize(
    ("file", "said"), [("南湖社区.xlsx", "is a form"), ("庚局.xlsx", "has a row an indicator")]
)
def test_what_is_read_as_it_is_needs_no_map(hpscore: Runner, file: str, said: str) -> None:
    path = EXAMPLES / "评分表" / file
    run = hpscore("map", path)
    assert run.code == 2
    assert f"{said}" in run.err
    assert f"needs no map: hpscore score {path}" in run.err


def test_a_row_of_a_mapped_table_is_explained(hpscore: Runner) -> None:
    for row in (f"{SHEET}#核查表:6", f"{TEXT}:3"):
        run = hpscore("explain", row, "例会", "--map", MAP)
        assert run.err == ""
        assert "桂花里社区" in run.out
        assert "2 / 3" in run.out
    whole = hpscore("explain", SHEET, "--map", MAP)
    assert whole.code == 2
    assert f"name one by its line, {SHEET}#核查表:5" in whole.err


def test_a_workbook_that_the_map_does_not_fit_is_told(hpscore: Runner, tmp_path: Path) -> None:
    text = MAP.read_text(encoding="utf-8") + "heading_row: 2\n"
    (tmp_path / "m.yaml").write_text(text, encoding="utf-8")
    run = hpscore("score", SHEET, "--map", "m.yaml")
    assert run.code == 3
    assert "has the headings of the map 'm.yaml'" in run.err


def test_a_draft_shows_the_codes_of_columns_whose_place_is_not_sure(
    hpscore: Runner, tmp_path: Path
) -> None:
    text = "单位代码,社区的类型,例会,来源\n" + "".join(
        f"a{n},{n % 2 + 1},3,{n}\n" for n in range(12)
    )
    (tmp_path / "t.csv").write_text(text, encoding="utf-8")
    made = hpscore("map", "t.csv", "--rubric", "community")
    (line,) = (each for each in made.out.splitlines() if "社区的类型" in each)
    assert line.endswith("it holds 1, 2")
    (line,) = (each for each in made.out.splitlines() if "来源" in each)
    assert "it holds" not in line
