"""Streams, targets and floods that a shell can put a program in front of."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.cli.conftest import EXAMPLES, Runner

FINISHED = EXAMPLES / "幸福里社区.yaml"


def shell(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    command = command.replace("hpscore ", f'"{sys.executable}" -m hpscore ')
    environment = {**os.environ, "LANG": "en_GB.UTF-8", "FILE": str(FINISHED)}
    return subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(
    ("command", "code"),
    [
        ('hpscore score "$FILE" >&-', 0),
        ("hpscore --help >&-", 0),
        ("hpscore score - <&-", 3),
        ("hpscore score missing.yaml 2>&-", 3),
        ('hpscore score "$FILE" >/dev/full', 3),
        ("hpscore list >/dev/full", 3),
        ("hpscore score missing.yaml 2>/dev/full", 3),
    ],
)
def test_closed_and_full_streams_are_no_bug_of_ours(
    tmp_path: Path, command: str, code: int
) -> None:
    done = shell(command, tmp_path)
    assert done.returncode == code
    assert "bug in hpscore" not in done.stderr
    assert "Traceback" not in done.stderr


def test_a_full_disk_is_named(tmp_path: Path) -> None:
    assert "No space left" in shell('hpscore score "$FILE" >/dev/full', tmp_path).stderr


def test_a_pipe_is_written_to_and_stays_a_pipe(hpscore: Runner, tmp_path: Path) -> None:
    pipe = tmp_path / "results"
    os.mkfifo(pipe)
    read: list[str] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_text(encoding="utf-8")))
    reader.start()
    assert hpscore("score", FINISHED, "--format", "json", "-o", pipe).code == 0
    reader.join(timeout=30)
    assert pipe.is_fifo()
    assert json.loads(read[0])["summary"]["scored"] == 1


def test_a_link_is_followed_and_stays_a_link(hpscore: Runner, tmp_path: Path) -> None:
    link, target = tmp_path / "link.json", tmp_path / "target.json"
    target.write_text("old", encoding="utf-8")
    link.symlink_to(target)
    assert hpscore("score", FINISHED, "--format", "json", "-o", link).code == 0
    assert link.is_symlink()
    assert json.loads(target.read_text(encoding="utf-8"))["summary"]["scored"] == 1


def test_a_file_found_in_a_folder_is_not_overwritten(hpscore: Runner, tmp_path: Path) -> None:
    source = tmp_path / "units" / "a.yaml"
    source.parent.mkdir()
    source.write_bytes(FINISHED.read_bytes())
    assert hpscore("score", "units", "-o", source).code == 2
    assert source.read_bytes() == FINISHED.read_bytes()


def test_a_tier_that_nobody_knows_leaves_no_results(hpscore: Runner, tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    run = hpscore("score", FINISHED, "--format", "json", "-o", target, "--fail-under", "zzz")
    assert run.code == 2
    assert not target.exists()


@pytest.mark.parametrize("arguments", [["score", ""], ["score", FINISHED, "--fail-under", ""]])
def test_empty_arguments_are_refused(hpscore: Runner, arguments: list[str]) -> None:
    assert hpscore(*arguments).code == 2


def test_a_name_too_long_for_a_file_does_not_lose_the_others(hpscore: Runner) -> None:
    run = hpscore("score", "a" * 300, FINISHED, "--format", "jsonl")
    assert run.code == 3
    assert "result" in run.out
    assert "bug in hpscore" not in run.err


@pytest.mark.parametrize("columns", ["0", "1", "x"])
def test_a_terminal_without_width_still_shows_all(hpscore: Runner, columns: str) -> None:
    assert "幸福里社区" in hpscore("score", FINISHED, env={"COLUMNS": columns}).out


def test_a_flood_of_problems_is_told_up_to_a_hundred(hpscore: Runner, tmp_path: Path) -> None:
    answers = "".join(f"  q{number}: 1\n" for number in range(100_000))
    facts = "".join(f"  f{number}: 1\n" for number in range(10_000))
    flood = tmp_path / "flood.yaml"
    flood.write_text(
        f"rubric: healthy-family\nsubject:\n{facts}answers:\n{answers}", encoding="utf-8"
    )
    run = hpscore("score", flood)
    assert run.code == 3
    assert run.err.count("error[") == 101
    assert "error[more]" in run.err


def test_sections_of_the_wrong_shape_do_not_hide_the_others(hpscore: Runner) -> None:
    text = "rubric: healthy-family\nfoo: 1\nperiod: {from: 2024-13-01}\nanswers: {kichen: 3}\n"
    run = hpscore("score", "-", stdin=text)
    assert run.code == 3
    for code in ("unknown-key", "not-a-date", "unknown-question"):
        assert f"error[{code}]" in run.err


def test_shape_does_not_hide_meaning_in_a_rubric(hpscore: Runner, tmp_path: Path) -> None:
    rubric = tmp_path / "mine.yaml"
    rubric.write_text(
        "rubric: mine\nverison: '1'\ntitle: Mine\ndimensions:\n"
        "- id: d\n  title: D\n  points: 9\n  indicators:\n"
        "  - {id: a, titel: A, points: 3}\n"
        "  - {id: b, title: B, points: 3, rating: 0.7}\n"
        "  - {id: c, title: C, points: 3, bands: {2: 7}, requires: {question: wipd}}\n"
        "  - {id: e, title: E, points: 3, requires: {question: a}}\n",
        encoding="utf-8",
    )
    run = hpscore("show", rubric)
    told = [line for line in run.err.splitlines() if line.startswith("error[")]
    assert run.code == 3
    assert [line.partition("]")[0] for line in told] == [
        f"error[{code}"
        for code in (
            "missing-key",
            "unknown-key",
            "missing-key",
            "unknown-key",
            "step",
            "points-range",
            "unknown-question",
        )
    ]
    assert "wipd" in told[-1]  # and nothing about 'a', which is there, though malformed


@pytest.mark.parametrize(
    ("example", "change"),
    [
        ("河边社区.yaml", ["--fact", "setting=rural"]),
        ("幸福里社区.yaml", ["--fact", "setting=rural"]),
        ("甲局.yaml", ["--set", "has_clinic=no"]),
        ("甲局.yaml", ["--set", "has_clinic="]),
        ("李家.yaml", ["--set", "waste=2"]),
    ],
)
def test_changing_a_switch_shows_what_it_changes(
    hpscore: Runner, example: str, change: list[str]
) -> None:
    run = hpscore("score", EXAMPLES / example, *change)
    assert run.code == 0
    assert "before" in run.out or "this changes nothing" in run.out


def test_lines_are_filled_up_with_spaces_only_at_a_terminal(
    hpscore: Runner, tmp_path: Path
) -> None:
    for command in (("score", FINISHED), ("explain", FINISHED, "一-4"), ("show", "family")):
        assert not [line for line in hpscore(*command).out.splitlines() if line.endswith(" ")]
    hpscore("score", FINISHED, "-o", "r.txt")
    lines = (tmp_path / "r.txt").read_text(encoding="utf-8").splitlines()
    assert not [line for line in lines if line.endswith(" ")]


@pytest.mark.parametrize("more", [[], ["--format", "table"]])
def test_a_run_that_is_broken_off_says_nothing(tmp_path: Path, more: list[str]) -> None:
    many = tmp_path / "many"
    many.mkdir()
    (many / "!.yaml").write_text("version: x\ndimensions: []\n", encoding="utf-8")
    (many / "0.yaml").write_bytes(FINISHED.read_bytes())
    for number in range(1, 4000):
        os.link(many / "0.yaml", many / f"{number}.yaml")
    run = subprocess.Popen(
        [sys.executable, "-m", "hpscore", "score", many, *more],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # what runs the tests may be deaf to Ctrl-C, and hands that on
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    assert run.stderr is not None
    assert b"it is a rubric" in run.stderr.readline()  # it is at work
    run.send_signal(signal.SIGINT)
    assert run.communicate(timeout=60) == (b"", b"")
    assert run.returncode == 130
