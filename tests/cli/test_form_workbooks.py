"""`hpscore form`: workbooks, one by one and for every unit of a list."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.cli.conftest import Runner

LIST = """\
编号,名称,县（市、区）,城乡,联系人
001,幸福里,芒市,城市,=cmd|' /C calc'!A0
002,../../河边,芒市,农村,
003,CON,瑞丽,,
"""


def cover(path: Path) -> dict[str, Any]:
    sheet = load_workbook(path)["封面"]
    rows = sheet.iter_rows(max_col=2, values_only=True)
    return {str(label): value for label, value in rows if label}


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    path = tmp_path / "list.csv"
    path.write_text(LIST, encoding="utf-8")
    return path


def results(hpscore: Runner, *paths: str) -> list[dict[str, Any]]:
    run = hpscore("score", *paths, "--format", "json")
    assert (run.code, run.err) == (0, "")
    return list(json.loads(run.out)["results"])


def test_a_workbook_knows_its_subject_and_scores(hpscore: Runner, tmp_path: Path) -> None:
    run = hpscore("form", "community", "--subject", "幸福里", "--fact", "城乡=城市",
                  "-o", "f.xlsx", "--lang", "zh")  # fmt: skip
    assert (run.code, run.out, run.err) == (0, "", "")
    told = cover(tmp_path / "f.xlsx")
    assert (told["被评对象名称"], told["城乡"]) == ("幸福里", "城市")
    (result,) = results(hpscore, "f.xlsx")
    assert result["subject"] == {"name": "幸福里", "setting": "urban"}
    assert result["points"] == {"earned": 0, "reachable": 100, "maximum": 100}
    assert [path.name for path in tmp_path.iterdir()] == ["f.xlsx"]


def test_a_workbook_goes_through_a_pipe(hpscore: Runner, tmp_path: Path) -> None:
    import subprocess
    import sys

    done = subprocess.run(
        [sys.executable, "-m", "hpscore", "form", "family", "-f", "xlsx"],
        capture_output=True, cwd=tmp_path, check=True,
    )  # fmt: skip
    assert len(load_workbook(BytesIO(done.stdout)).sheetnames) > 3


def test_a_workbook_that_is_there_stays_unless_forced(hpscore: Runner, tmp_path: Path) -> None:
    path = tmp_path / "f.xlsx"
    path.write_bytes(b"mine")
    refused = hpscore("form", "family", "-o", "f.xlsx")
    assert (refused.code, path.read_bytes()) == (2, b"mine")
    assert hpscore("form", "family", "-o", "f.xlsx", "--force").code == 0
    assert path.read_bytes().startswith(b"PK")


def test_every_unit_of_a_list_gets_a_form_with_what_is_known_of_it(
    hpscore: Runner, tmp_path: Path, roster: Path
) -> None:
    run = hpscore("form", "community", "--roster", roster.name, "-o", "forms/", "--lang", "zh")
    assert (run.code, run.out, run.err) == (0, "", "")
    names = sorted(path.name for path in (tmp_path / "forms").iterdir())
    assert names == ["001-幸福里.xlsx", "002-..／..／河边.xlsx", "003-CON.xlsx"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["forms", "list.csv"]
    told = cover(tmp_path / "forms" / names[0])
    assert told["被评对象编号"] == "001"
    assert told["subject.联系人"] == "=cmd|' /C calc'!A0"
    scored = results(hpscore, "forms")
    assert [result["subject"].get("setting") for result in scored] == ["urban", "rural", None]


def test_forms_of_a_list_may_be_yaml(hpscore: Runner, tmp_path: Path, roster: Path) -> None:
    run = hpscore("form", "community", "--roster", roster.name, "-o", "forms", "-f", "yaml")
    assert run.code == 0
    assert len([*(tmp_path / "forms").glob("*.yaml")]) == 3
    assert "name: 幸福里" in (tmp_path / "forms" / "001-幸福里.yaml").read_text(encoding="utf-8")


def test_names_that_differ_in_capitals_only_do_not_overwrite_each_other(
    hpscore: Runner, tmp_path: Path
) -> None:
    (tmp_path / "l.csv").write_text("名称\nEast\neast\nNUL\n", encoding="utf-8")
    assert hpscore("form", "community", "--roster", "l.csv", "-o", "d").code == 0
    found = {path.stem for path in (tmp_path / "d").iterdir()}
    assert found == {"East", "east-2", "_NUL"}


def test_one_workbook_has_a_row_a_unit_and_scores(
    hpscore: Runner, tmp_path: Path, roster: Path
) -> None:
    run = hpscore("form", "community", "--roster", roster.name, "-o", "all.xlsx", "--lang", "zh")
    assert (run.code, run.out, run.err) == (0, "", "")
    sheet = load_workbook(tmp_path / "all.xlsx")["评分"]
    headings = [cell.value for cell in sheet[1]]
    first = dict(zip(headings, [cell.value for cell in sheet[2]], strict=True))
    assert first["评分标准"] == "healthy-community@2022.1"
    assert (first["被评对象编号"], first["城乡"]) == ("001", "城市")
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
    scored = results(hpscore, "all.xlsx")
    assert [result["subject"]["id"] for result in scored] == ["001", "002", "003"]
    share = headings.index("卫生厕所普及率") + 1
    meetings = headings.index("例会") + 1
    book = load_workbook(tmp_path / "all.xlsx")
    book["评分"].cell(3, share).value = 0.85  # as a spreadsheet keeps 85 %
    book["评分"].cell(3, meetings).value = 4
    book.save(tmp_path / "filled.xlsx")
    points = [result["points"]["earned"] for result in results(hpscore, "filled.xlsx")]
    assert points == [0, 6, 0]


def test_one_workbook_is_headed_in_chinese_and_keeps_all_but_the_cells_to_fill_in(
    hpscore: Runner, tmp_path: Path, roster: Path
) -> None:
    hpscore("form", "community", "--roster", roster.name, "-o", "all.xlsx", "--lang", "zh")
    sheet = load_workbook(tmp_path / "all.xlsx")["评分"]
    headings = {str(cell.value): cell for cell in sheet[1]}
    assert not [heading for heading in headings if ":" in heading]
    assert {"卫生厕所普及率：其中", "经常锻炼比例：调查日期"} <= headings.keys()
    note = headings["例会"].comment
    assert note is not None
    assert "一-4 例会（满分 3）" in note.text
    assert sheet.protection.sheet
    assert all(cell.protection.locked for cell in sheet[1])
    assert not any(cell.protection.locked for cell in sheet[2])
    header = sheet.oddHeader
    assert header is not None
    assert "健康社区" in str(header.left.text)


def test_units_of_another_rubric_have_no_form_and_it_is_told(
    hpscore: Runner, tmp_path: Path
) -> None:
    text = "名称,评分标准\n甲,healthy-community\n乙,family\n"
    (tmp_path / "l.csv").write_text(text, encoding="utf-8")
    run = hpscore("form", "community", "--roster", "l.csv", "-o", "d")
    assert run.code == 0
    assert run.err.endswith("form here: 1\n")
    assert [path.name for path in (tmp_path / "d").iterdir()] == ["甲.xlsx"]


def test_nothing_is_written_where_one_form_is_there_already(
    hpscore: Runner, tmp_path: Path, roster: Path
) -> None:
    (tmp_path / "d").mkdir()
    (tmp_path / "d" / "003-CON.xlsx").write_bytes(b"mine")
    run = hpscore("form", "community", "--roster", roster.name, "-o", "d")
    assert run.code == 2
    assert "003-CON.xlsx" in run.err
    assert [path.name for path in (tmp_path / "d").iterdir()] == ["003-CON.xlsx"]


def test_a_value_that_a_fact_does_not_take_is_told_with_its_place(
    hpscore: Runner, tmp_path: Path
) -> None:
    (tmp_path / "l.csv").write_text("名称,城乡\n甲,乡下\n", encoding="utf-8")
    run = hpscore("form", "community", "--roster", "l.csv", "-o", "d")
    assert run.code == 3
    assert "l.csv:2" in run.err
    assert not (tmp_path / "d").exists()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["-o", "d", "--subject", "甲"], "--subject"),
        (["-o", "d", "--titles"], "--titles"),
        (["-o", "d", "-f", "csv"], "xlsx or yaml"),
        (["-o", "x.csv"], "x.csv"),
        (["-o", "x.xlsx", "-f", "yaml"], "xlsx or yaml"),
        ([], "-o FOLDER"),
    ],
)
def test_what_does_not_go_with_a_list_is_wrong_usage(
    hpscore: Runner, tmp_path: Path, roster: Path, arguments: list[str], says: str
) -> None:
    run = hpscore("form", "community", "--roster", roster.name, *arguments,
                  env={"COLUMNS": "200"})  # fmt: skip
    assert (run.code, run.out) == (2, "")
    assert says in run.err
    assert [path.name for path in tmp_path.iterdir()] == ["list.csv"]


def test_a_list_without_a_unit_of_the_rubric_is_refused(hpscore: Runner, tmp_path: Path) -> None:
    (tmp_path / "l.csv").write_text("名称,评分标准\n甲,healthy-community\n", encoding="utf-8")
    run = hpscore("form", "family", "--roster", "l.csv", "-o", "d")
    assert run.code == 2
    assert "no unit of 'l.csv' answers healthy-family" in run.err
    assert not (tmp_path / "d").exists()
