"""The recipes for the shell in examples/脚本, run by a POSIX shell as anyone would run them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import EXAMPLES

RECIPES = EXAMPLES / "脚本"
BROKEN = EXAMPLES / "错误" / "丁局.yaml"

JQ = """\
import json, sys
for line in sys.stdin:
    found = json.loads(line)
    program = sys.argv[-1]
    result, error = found.get("result"), found.get("error")
    if "error.location" in program and error:
        print(error["location"]["file"])
    elif "final == false" in program and result and not result["final"]:
        points = result["points"]
        cells = result["source"], points["earned"], points["reachable"], len(result["unanswered"])
        print(*cells, sep="\\t")
    elif "subject.id" in program and result:
        print(result["subject"].get("id"), result["points"]["earned"], sep="\\t")
"""
"""Does for the programs of the recipes what jq does, which not every machine has."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with two counties, one of which sent a file with errors."""
    for county, names in {
        "芒市": ("李家.yaml", "桂花里社区.yaml"),
        "瑞丽市": ("岩家.yaml",),
    }.items():
        place = tmp_path / "in" / county
        place.mkdir(parents=True)
        for name in names:
            shutil.copy(EXAMPLES / name, place)
    shutil.copy(BROKEN, tmp_path / "in" / "芒市")
    return tmp_path


@pytest.fixture(params=["jq", "stand-in"])
def commands(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Return a folder with the commands hpscore and jq; with a stand-in where there is no jq."""
    place = tmp_path / "bin"
    place.mkdir()
    there = shutil.which("jq")
    jq = place / "jq.py"
    jq.write_text(JQ, encoding="utf-8")
    lines = {"hpscore": f'"{sys.executable}" -m hpscore', "jq": f'"{sys.executable}" "{jq}"'}
    if request.param == "jq" and there is not None:
        del lines["jq"]
    for name, line in lines.items():
        (place / name).write_text(f'#!/bin/sh\nexec {line} "$@"\n', encoding="utf-8")
        (place / name).chmod(0o755)
    return place


def run(
    recipe: str, *arguments: str, folder: Path, commands: Path
) -> subprocess.CompletedProcess[str]:
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG"))}
    environment |= {"PATH": f"{commands}:{os.environ['PATH']}", "LANG": "en_GB.UTF-8"}
    return subprocess.run(
        ["sh", RECIPES / recipe, *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def test_a_folder_goes_into_a_workbook_and_a_list_of_errors(folder: Path, commands: Path) -> None:
    done = run("文件夹评分.sh", "in/", folder=folder, commands=commands)
    assert done.returncode == 0
    assert "errors.csv" in done.stdout
    assert (folder / "results.xlsx").read_bytes().startswith(b"PK")
    assert "丁局.yaml" in (folder / "errors.csv").read_text(encoding="utf-8")
    assert run("文件夹评分.sh", folder=folder, commands=commands).returncode != 0


def test_results_that_are_open_are_listed_as_they_come(folder: Path, commands: Path) -> None:
    done = run("逐条处理.sh", "in/", folder=folder, commands=commands)
    assert done.stdout.splitlines() == ["in/芒市/桂花里社区.yaml\t47\t84\t20"]


def test_each_county_gets_its_table(folder: Path, commands: Path) -> None:
    done = run("各县一表.sh", "in/", "tables", folder=folder, commands=commands)
    assert done.returncode == 1
    assert "芒市: exit code 3" in done.stderr
    tables = {path.name for path in (folder / "tables").iterdir()}
    assert tables == {"芒市.csv", "芒市-errors.csv", "瑞丽市.csv", "瑞丽市-errors.csv"}
    assert "岩家" in (folder / "tables" / "瑞丽市.csv").read_text(encoding="utf-8-sig")


def test_files_that_fail_are_found(folder: Path, commands: Path) -> None:
    done = run("找出错误.sh", "in/", folder=folder, commands=commands)
    assert done.stdout.splitlines() == ["in/芒市/丁局.yaml"]


def test_two_rounds_are_compared(folder: Path, commands: Path) -> None:
    shutil.copytree(folder / "in", folder / "again")
    path = folder / "again" / "芒市" / "桂花里社区.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("work_summary:", "work_summary: yes"), encoding="utf-8")
    done = run("两轮对比.sh", "in/", "again/", folder=folder, commands=commands)
    assert done.stdout.splitlines() == ["c-002: 47 → 48"]


def test_the_nightly_run_is_alone_and_keeps_a_log(folder: Path, commands: Path) -> None:
    done = run("每晚评分.sh", "in", "out", folder=folder, commands=commands)
    assert (done.returncode, done.stderr) == (0, "")
    assert (folder / "out" / "results.xlsx").exists()
    assert "exit code 3" in (folder / "out" / "runs.log").read_text(encoding="utf-8")
    (folder / "out" / ".running").mkdir()
    again = run("每晚评分.sh", "in", "out", folder=folder, commands=commands)
    assert again.returncode == 75
    assert (folder / "out" / ".running").is_dir()


def test_every_recipe_is_run_here() -> None:
    text = Path(__file__).read_text(encoding="utf-8")
    assert {path.name for path in RECIPES.iterdir() if path.name not in text} == set()
