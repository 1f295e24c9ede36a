"""Many files at once: a table a rubric, workbooks, streams, and what a terminal is shown."""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import EXAMPLES, Runner
from tests.cli.terminal import Terminal

FAMILY = EXAMPLES / "李家.yaml"
AGENCY = EXAMPLES / "甲局.yaml"
BROKEN = EXAMPLES / "错误" / "丁局.yaml"


def heading(path: Path) -> list[str]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return next(csv.reader(stream))


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.mark.parametrize("named", ["out/", "made/before"])
def test_a_folder_gets_a_table_a_rubric(hpscore: Runner, tmp_path: Path, named: str) -> None:
    (tmp_path / "made/before").mkdir(parents=True)
    run = hpscore("score", FAMILY, AGENCY, BROKEN, FAMILY, "--format", "csv", "-o", named)
    assert run.code == 3
    assert run.out == ""
    folder = tmp_path / named
    names = {"healthy-family.csv", "healthy-agency.csv", "without-result.csv"}
    assert {path.name for path in folder.iterdir()} == names
    assert "healthy_life.earned" in heading(folder / "healthy-family.csv")
    assert "healthy_life.earned" not in heading(folder / "healthy-agency.csv")
    lines = {p.name: len(p.read_text(encoding="utf-8").splitlines()) for p in folder.iterdir()}
    assert lines == {"healthy-family.csv": 3, "healthy-agency.csv": 2, "without-result.csv": 2}
    assert all(path.read_bytes().startswith(b"\xef\xbb\xbf") for path in folder.iterdir())


def test_an_old_list_of_what_failed_does_not_remain(hpscore: Runner, tmp_path: Path) -> None:
    hpscore("score", BROKEN, AGENCY, "--format", "csv", "-o", "out/")
    hpscore("score", AGENCY, "--format", "csv", "-o", "out/", "--titles", "--lang", "zh")
    left = (tmp_path / "out/without-result.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(left) == 1
    assert "组织管理已得" in heading(tmp_path / "out/healthy-agency.csv")


def test_each_row_of_a_folder_is_that_of_one_table(hpscore: Runner, tmp_path: Path) -> None:
    for place in ("all.csv", "out/"):
        hpscore("score", EXAMPLES / "评选", FAMILY, AGENCY, "--format", "csv", "-o", place)
    whole = rows(tmp_path / "all.csv")
    parts = [row for path in sorted((tmp_path / "out").iterdir()) for row in rows(path)]
    assert len(parts) == len(whole)
    for row in parts:
        (same,) = [one for one in whole if one["source"] == row["source"]]
        assert {name: cell for name, cell in same.items() if cell} == {
            name: cell for name, cell in row.items() if cell
        }


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["-o", "out/"], "is a folder: name a file, or write a table a rubric"),
        (["-o", "out/", "--format", "json"], "is a folder: name a file"),
        (["-o", ".", "--format", "csv"], "-o names a folder whose tables are read"),
        (["-o", "in.csv/", "--format", "csv"], "cannot write to"),
    ],
)
def test_folders_are_for_tables_and_for_no_place_that_is_read(
    hpscore: Runner, tmp_path: Path, arguments: list[str], says: str
) -> None:
    shutil.copy(EXAMPLES / "家庭.csv", tmp_path / "in.csv")
    run = hpscore("score", "in.csv", *arguments)
    assert (run.code, run.out) == (2, "")
    assert says in run.err
    assert [path.name for path in tmp_path.iterdir()] == ["in.csv"]


def test_a_workbook_goes_into_a_pipe_whole(hpscore: Runner, tmp_path: Path) -> None:
    hpscore("score", FAMILY, AGENCY, "-o", "r.xlsx")
    done = subprocess.run(
        [sys.executable, "-m", "hpscore", "score", FAMILY, AGENCY, "--format", "xlsx"],
        capture_output=True,
        timeout=60,
        check=True,
    )
    assert done.stdout.startswith(b"PK")
    assert len(done.stdout) == (tmp_path / "r.xlsx").stat().st_size


def test_a_workbook_is_never_sent_to_a_terminal(tmp_path: Path) -> None:
    with Terminal("score", FAMILY, "--format", "xlsx", cwd=tmp_path) as terminal:
        terminal.expect("name a file with -o FILE.xlsx")
        assert terminal.ends() == 2


def test_a_broken_workbook_leaves_the_last_one(hpscore: Runner, tmp_path: Path) -> None:
    (tmp_path / "r.xlsx").write_bytes(b"before")
    run = hpscore("score", FAMILY, "-o", "r.xlsx", "--fail-under", "no_such_tier")
    assert run.code == 2
    assert (tmp_path / "r.xlsx").read_bytes() == b"before"
    assert [path.name for path in tmp_path.iterdir()] == ["r.xlsx"]


def test_jsonl_is_there_as_soon_as_it_is_scored(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hpscore", "score", str(FAMILY), "-", "--format", "jsonl"]
    run = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=tmp_path)
    assert run.stdout is not None
    first = json.loads(run.stdout.readline())  # the second input has not come yet
    assert first["result"]["source"] == str(FAMILY)
    rest, _ = run.communicate(FAMILY.read_bytes(), timeout=60)
    assert json.loads(rest)["result"]["source"] == "-"
    assert run.returncode == 0


def test_a_tier_that_nobody_knows_leaves_no_part_of_a_document(hpscore: Runner) -> None:
    run = hpscore("score", FAMILY, AGENCY, "--format", "json", "--fail-under", "no_such_tier")
    assert (run.code, run.out) == (2, "")


SLOW = """
import hpscore.cli.progress as progress
progress._PATIENCE = progress._PAUSE = 0
"""


def watched(tmp_path: Path, *arguments: str | Path, lang: str = "en_GB.UTF-8") -> Terminal:
    """Start a run at a terminal at which progress is shown at once, results going elsewhere."""
    (tmp_path / "sitecustomize.py").write_text(SLOW, encoding="utf-8")
    return Terminal(*arguments, cwd=tmp_path, lang=lang)


def test_a_terminal_is_shown_how_far_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with watched(tmp_path, "score", FAMILY, BROKEN, AGENCY, "-o", "r.csv") as terminal:
        terminal.expect("files: 1 of 3")
        terminal.expect("error[unknown-question]")  # the line is taken away before
        terminal.expect("files: 3 of 3")
        assert terminal.ends() == 3
    with watched(tmp_path, "score", EXAMPLES / "家庭.csv", "-o", "r.csv") as terminal:
        terminal.expect("rows: 6")
        assert terminal.ends() == 0


def test_one_form_shows_no_progress(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with watched(tmp_path, "score", FAMILY, "-o", "r.csv") as terminal:
        assert terminal.ends() == 0
        assert terminal.rest().strip() == ""


def test_results_that_stream_to_a_terminal_are_progress_enough(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with watched(tmp_path, "score", FAMILY, AGENCY, "--format", "jsonl") as terminal:
        assert terminal.ends() == 0
        assert "files:" not in terminal.rest()


def test_a_pipe_is_shown_no_progress(hpscore: Runner, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(SLOW, encoding="utf-8")
    run = hpscore("score", FAMILY, AGENCY, "-o", "r.csv", env={"PYTHONPATH": str(tmp_path)})
    assert (run.code, run.err) == (0, "")


def test_a_roster_is_held_against_what_was_handed_in(hpscore: Runner, tmp_path: Path) -> None:
    units = tmp_path / "units"
    units.mkdir()
    for name in ("李家.yaml", "岩家.yaml"):
        shutil.copy(EXAMPLES / name, units / name)
    (units / "名册.csv").write_text("编号,名称\nf-001,李家\nf-900,无家\n", encoding="utf-8")
    outs = []
    for jobs in ("1", "2"):
        run = hpscore("score", "units", "--roster", "units/名册.csv", "--jobs", jobs)
        assert run.code == 1
        assert "无家" in run.out
        assert run.err == ""
        outs.append(run.out)
    assert outs[0] == outs[1]
    aside = hpscore("score", "units", "--roster", "units/名册.csv", "--format", "json")
    assert aside.code == 1
    assert "无家" in aside.err
    assert len(json.loads(aside.out)["results"]) == 2
    assert hpscore("score", "units", "--roster", "units/名册.csv", "-o", "r.xlsx").code == 1


@pytest.mark.parametrize("option", ["-o", "--errors"])
@pytest.mark.parametrize("read", ["--roster", "--map", "--rubric"])
def test_nothing_is_written_over_what_the_run_itself_reads(
    hpscore: Runner, tmp_path: Path, option: str, read: str
) -> None:
    path = tmp_path / "list.csv"
    path.write_text("编号,名称\nf-001,李家\n", encoding="utf-8")
    before = path.read_bytes()
    shutil.copy(EXAMPLES / "李家.yaml", tmp_path / "李家.yaml")
    run = hpscore("score", "李家.yaml", read, "./list.csv", option, "list.csv", "--format", "csv")
    assert run.code in (2, 3)
    assert path.read_bytes() == before


def test_a_unit_whose_only_file_has_errors_is_told_apart(hpscore: Runner, tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text(
        "rubric: healthy-family\nsubject: {id: f-001}\nanswers: {nonsense: 1}\n", encoding="utf-8"
    )
    (tmp_path / "名册.csv").write_text("编号,名称\nf-001,李家\n", encoding="utf-8")
    run = hpscore("score", "bad.yaml", "--roster", "名册.csv", "--allow-errors", "--lang", "zh")
    assert run.code == 1
    assert "已交但有错误" in run.out


def test_a_file_of_another_program_is_not_pretended(hpscore: Runner, tmp_path: Path) -> None:
    run = hpscore("score", EXAMPLES / "李家.yaml", "-o", "结果.pdf")
    assert run.code == 2
    assert ".xlsx, .csv, .json or .md" in " ".join(run.err.split())
    assert not [*tmp_path.iterdir()]
