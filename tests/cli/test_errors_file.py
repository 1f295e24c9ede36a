"""`--errors`: everything that is wrong, as a table for those who put files right."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from hpscore.message import say
from hpscore.problem import Location, Problem
from hpscore.reports.errors import COLUMNS, ErrorsFile
from tests.cli.conftest import EXAMPLES, Runner

BROKEN = EXAMPLES / "错误" / "丁局.yaml"
FINISHED = EXAMPLES / "幸福里社区.yaml"
BOM = b"\xef\xbb\xbf"


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_each_problem_is_a_row_and_the_others_are_scored(hpscore: Runner, tmp_path: Path) -> None:
    run = hpscore(
        "score", FINISHED, BROKEN, "nowhere.yaml", FINISHED, "-o", "r.csv", "--errors", "e.csv"
    )
    assert run.code == 3
    found = rows(tmp_path / "e.csv")
    assert len(found) == run.err.count("error[")
    assert found[0] == {
        "file": str(BROKEN),
        "sheet": "",
        "cell": "",
        "line": "7",
        "column": "3",
        "code": "unknown-question",
        "severity": "error",
        "message": "there is no question 'leading_grup' in healthy-agency",
        "help": "did you mean 'leading_group'?",
    }
    assert found[-1]["file"] == "nowhere.yaml"
    scored = [row["earned"] for row in rows(tmp_path / "r.csv")]
    assert [earned != "" for earned in scored] == [True, False, False, True]


def test_it_opens_in_a_spreadsheet_and_is_there_when_nothing_is_wrong(
    hpscore: Runner, tmp_path: Path
) -> None:
    assert hpscore("score", FINISHED, "--errors", "e.csv").code == 0
    assert (tmp_path / "e.csv").read_bytes() == BOM + ",".join(COLUMNS).encode() + b"\n"


def test_its_headings_are_words_on_request(hpscore: Runner, tmp_path: Path) -> None:
    run = hpscore("score", BROKEN, "--errors", "e.csv", "--titles", "--lang", "zh")
    assert run.code == 3
    heading, first, *_ = (tmp_path / "e.csv").read_text(encoding="utf-8-sig").splitlines()
    assert heading == "文件,工作表,单元格,行,列,代码,程度,问题,如何改正"
    assert ",错误," in first


def test_a_cell_of_a_table_is_named(hpscore: Runner, tmp_path: Path) -> None:
    text = (
        (EXAMPLES / "家庭.csv")
        .read_text(encoding="utf-8")
        .replace("f-102,段家,农村", "f-102,段家,火星")
    )
    (tmp_path / "t.csv").write_text(text, encoding="utf-8")
    assert hpscore("score", "t.csv", "--errors", "e.csv").code == 3
    (row,) = rows(tmp_path / "e.csv")
    assert (row["file"], row["line"], row["code"]) == ("t.csv", "3", "not-an-option")


def test_text_of_a_file_never_becomes_a_formula() -> None:
    stream = io.StringIO(newline="")
    problem = Problem("code", say("{text}", text="=1+1"), Location("=cmd.yaml", 1, 2), say("-2"))
    ErrorsFile(stream, "en").add([problem], "a.yaml")
    cells = [*csv.reader(io.StringIO(stream.getvalue()))][1]
    assert cells == ["'=cmd.yaml", "", "", "1", "2", "code", "error", "'=1+1", "'-2"]


def test_a_flood_is_told_in_part_and_written_whole(hpscore: Runner, tmp_path: Path) -> None:
    (tmp_path / "bad").mkdir()
    for number in range(30):
        (tmp_path / "bad" / f"{number:02}.yaml").write_text("rubric: nothing\n", encoding="utf-8")
    told = hpscore("score", "bad")
    assert told.err.count("error[") == 30
    run = hpscore("score", "bad", "--errors", "e.csv")
    assert run.err.count("error[") == 20
    assert run.err.splitlines()[-1] == "further problems: 10; all are in 'e.csv'"
    assert len(rows(tmp_path / "e.csv")) == 30


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--errors", "e.xlsx"], "'e.xlsx' is no table"),
        (["--errors", "."], "'.' is a folder"),
        (["--errors", "no/such/e.csv"], "cannot write to"),
        (["--errors", "r.csv", "-o", "./r.csv"], "-o and --errors name the same file"),
        (["--errors", "in.csv"], "--errors names a file that is read"),
        (["-o", "in.csv"], "-o names a file that is read"),
    ],
)
def test_where_it_cannot_be_is_refused_before_anything_is_scored(
    hpscore: Runner, tmp_path: Path, arguments: list[str], says: str
) -> None:
    text = (EXAMPLES / "家庭.csv").read_bytes()
    (tmp_path / "in.csv").write_bytes(text)
    run = hpscore("score", "in.csv", *arguments)
    assert run.code == 2
    assert says in run.err
    assert run.out == ""
    assert [path.name for path in tmp_path.iterdir()] == ["in.csv"]
    assert (tmp_path / "in.csv").read_bytes() == text


def test_a_run_that_was_wrong_leaves_the_last_one_as_it_was(
    hpscore: Runner, tmp_path: Path
) -> None:
    (tmp_path / "e.csv").write_text("before", encoding="utf-8")
    run = hpscore("score", BROKEN, FINISHED, "--errors", "e.csv", "--fail-under", "no_such_tier")
    assert run.code == 2
    assert (tmp_path / "e.csv").read_text(encoding="utf-8") == "before"


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_what_is_passed_over_in_a_folder_is_a_note(
    hpscore: Runner, tmp_path: Path, jobs: str
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.yaml").write_bytes(FINISHED.read_bytes())
    (folder / "外来.csv").write_text("问题一,问题二\n1,2\n", encoding="utf-8")
    run = hpscore("score", "in", "--errors", "e.csv", "--jobs", jobs, "-o", "r.csv")
    assert run.code == 0
    (note,) = rows(tmp_path / "e.csv")
    assert (note["file"], note["code"], note["severity"]) == ("in/外来.csv", "note", "note")
    assert note["message"].startswith("passed over")
