"""`--jobs`: several processes give what one gives, whatever happens to them."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.conftest import EXAMPLES, Run, Runner

FORMATS = ("table", "json", "jsonl", "csv", "markdown")
MIXED = ("幸福里社区.yaml", "李家.yaml", "甲局.yaml", "丙局.json", "家庭.csv")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder of three rubrics, a long table, and files that cannot be scored."""
    units = tmp_path / "units"
    units.mkdir()
    for number in range(12):
        for name in MIXED[:4]:
            path = Path(name)
            shutil.copy(EXAMPLES / name, units / f"{path.stem}{number}{path.suffix}")
    shutil.copy(EXAMPLES / "错误" / "丁局.yaml", units / "李家05.yaml")
    (units / "李家06.yaml").write_bytes(b"\xff\xfe\x00broken")
    (units / "甲局3x.yaml").write_text("version: x\ndimensions: []\n", encoding="utf-8")
    heading, *rows = (EXAMPLES / "家庭.csv").read_text(encoding="utf-8").splitlines()
    cells = [row.split(",") for row in rows] * 200
    table = [",".join([c[0], f"f-{i}", *c[2:]]) for i, c in enumerate(cells)]
    table[700] = "healthy-family,f-700,,火星" + "," * (heading.count(",") - 3)
    (units / "家庭.csv").write_text("\n".join([heading, *table, ""]), encoding="utf-8")
    return units


def run_with(hpscore: Runner, jobs: int, *arguments: str | Path, stdin: bytes = b"") -> Run:
    return hpscore("score", *arguments, "--jobs", str(jobs), stdin=stdin)


@pytest.mark.parametrize("form", FORMATS)
def test_three_processes_write_and_tell_what_one_does(
    hpscore: Runner, folder: Path, form: str
) -> None:
    one, three = (run_with(hpscore, jobs, folder, "--format", form) for jobs in (1, 3))
    assert three == one
    assert one.code == 3
    assert "passed over" in one.err
    assert one.err.index("家庭.csv:") < one.err.index("李家05.yaml") < one.err.index("甲局3x.yaml")


@pytest.mark.parametrize("more", [["--titles"], ["--personal"], ["--lang", "zh"]])
def test_options_hold_in_every_process(hpscore: Runner, folder: Path, more: list[str]) -> None:
    one, two = (run_with(hpscore, n, folder, "--format", "csv", *more) for n in (1, 2))
    assert two == one


def test_a_workbook_is_the_same_to_the_byte(hpscore: Runner, folder: Path, tmp_path: Path) -> None:
    for jobs in (1, 2):
        run_with(hpscore, jobs, folder / "甲局1.yaml", folder / "甲局2.yaml",
                 folder / "李家05.yaml", "-o", f"{jobs}.xlsx")  # fmt: skip
    assert (tmp_path / "1.xlsx").read_bytes() == (tmp_path / "2.xlsx").read_bytes()


def test_standard_input_is_read_in_its_place(hpscore: Runner, folder: Path) -> None:
    text = (EXAMPLES / "王家.yaml").read_bytes()
    named: list[str | Path] = [
        folder / "李家1.yaml",
        "-",
        folder / "李家2.yaml",
        "nowhere.yaml",
        folder / "甲局1.yaml",
    ]
    one, two = (run_with(hpscore, n, *named, "--format", "jsonl", stdin=text) for n in (1, 2))
    assert two == one
    lines = [json.loads(line) for line in two.out.splitlines()]
    assert lines[1]["result"]["source"] == "-"
    assert lines[3]["error"]["code"] == "no-such-file"


def test_a_roll_up_scores_its_units_in_any_process(hpscore: Runner, tmp_path: Path) -> None:
    shutil.copytree(EXAMPLES / "目标与计划", tmp_path / "plans")
    one, three = (run_with(hpscore, n, "plans", "--format", "json") for n in (1, 3))
    assert three == one
    assert "滨江区" in one.out


def test_an_unknown_fact_is_wrong_usage_in_another_process_too(
    hpscore: Runner, folder: Path
) -> None:
    one, two = (run_with(hpscore, n, folder, "--fact", "settting=rural") for n in (1, 2))
    assert two.code == one.code == 2
    assert two.err == one.err


@pytest.mark.parametrize("text", ["0", "-1", "two", ""])
def test_what_is_no_number_of_processes_is_refused(hpscore: Runner, text: str) -> None:
    run = hpscore("score", EXAMPLES / "李家.yaml", "--jobs", text)
    assert run.code == 2
    assert "whole number from 1, or auto" in run.err


def test_auto_takes_as_many_as_there_are_cores(hpscore: Runner, folder: Path) -> None:
    auto = hpscore("score", folder, "--jobs", "auto", "--format", "jsonl")
    assert auto == run_with(hpscore, 1, folder, "--format", "jsonl")


def meddled(tmp_path: Path, text: str) -> dict[str, str]:
    """Return an environment in which hpscore starts with some lines of ours."""
    (tmp_path / "sitecustomize.py").write_text(text, encoding="utf-8")
    return {"PYTHONPATH": str(tmp_path)}


def test_processes_that_begin_anew_give_the_same(
    hpscore: Runner, folder: Path, tmp_path: Path
) -> None:
    env = meddled(tmp_path, "import hpscore.cli.jobs as jobs\njobs.METHOD = 'spawn'\n")
    more = ("--format", "csv", "--titles", "--lang", "zh")
    spawned = hpscore("score", folder, "--jobs", "2", *more, env=env)
    assert spawned == run_with(hpscore, 1, folder, *more)


WHERE = """
import os
from hpscore.readers.outcome import Scorer
score = Scorer.score
def failing(self, document):
    if "李家3" in (document.file or ""):
        {}
    return score(self, document)
Scorer.score = failing
"""


@pytest.mark.parametrize(
    ("failure", "says"),
    [
        ("raise KeyError('lost')", "KeyError: 'lost'"),
        ("raise type('Odd', (Exception,), dict(__reduce__=None))('why')", "RuntimeError: Odd: why"),
        ("os._exit(9)", "a process ended unasked"),
    ],
)
def test_a_bug_in_another_process_is_named_and_leaves_with_70(
    hpscore: Runner, folder: Path, tmp_path: Path, failure: str, says: str
) -> None:
    env = meddled(tmp_path, WHERE.format(failure))
    run = hpscore("score", folder, "--jobs", "2", "-o", "out.csv", env=env)
    assert run.code == 70, run.err
    assert "this is a bug in hpscore" in run.err
    assert says in run.err
    assert not (tmp_path / "out.csv").exists()


def test_what_went_wrong_in_another_process_can_be_looked_at(
    hpscore: Runner, folder: Path, tmp_path: Path
) -> None:
    env = meddled(tmp_path, WHERE.format("raise KeyError('lost')"))
    run = hpscore("score", folder, "--jobs", "2", env={**env, "HPSCORE_DEBUG": "1"})
    assert "in failing" in run.err


def started(folder: Path, tmp_path: Path) -> subprocess.Popen[bytes]:
    """Start a run whose processes never end by themselves, and wait until they are at work."""
    slow = "import time, pathlib; pathlib.Path('at-work').touch(); time.sleep(600)"
    env = {**os.environ, **meddled(tmp_path, WHERE.format(slow))}
    run = subprocess.Popen(
        [sys.executable, "-m", "hpscore", "score", folder, "--jobs", "2", "-o", "out.csv"],
        cwd=tmp_path,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    until = time.monotonic() + 60
    while not (tmp_path / "at-work").exists():
        assert time.monotonic() < until
        time.sleep(0.02)
    return run


def test_ctrl_c_ends_all_processes_and_leaves_nothing(folder: Path, tmp_path: Path) -> None:
    run = started(folder, tmp_path)
    os.killpg(run.pid, signal.SIGINT)  # as a terminal does: to all of them
    out, err = run.communicate(timeout=60)  # which returns once no process holds the pipes
    assert run.returncode == 130
    assert out == b""
    assert b"Traceback" not in err
    assert not [*tmp_path.glob("*out.csv*")]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_run_that_is_told_to_end_takes_its_processes_along(
    folder: Path, tmp_path: Path, number: signal.Signals
) -> None:
    run = started(folder, tmp_path)
    run.send_signal(number)
    _, err = run.communicate(timeout=60)
    assert run.returncode == 128 + number
    assert b"Traceback" not in err
    assert not [*tmp_path.glob(".out.csv*")]


def test_a_reader_that_stops_early_ends_all_processes(folder: Path) -> None:
    command = f'"{sys.executable}" -m hpscore score "{folder}" --jobs 2 --format jsonl | head -n 1'
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command], capture_output=True, timeout=60, check=False
    )
    assert len(done.stdout.splitlines()) == 1
    assert b"Traceback" not in done.stderr
    assert b"bug in hpscore" not in done.stderr
