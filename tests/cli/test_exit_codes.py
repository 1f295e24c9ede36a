"""What scripts rely on: exit codes, and which stream carries what."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import EXAMPLES, Runner

FINISHED = EXAMPLES / "幸福里社区.yaml"
HALF = EXAMPLES / "桂花里社区.yaml"
BROKEN = EXAMPLES / "错误" / "丁局.yaml"


def test_a_scored_file_leaves_with_0_and_nothing_on_stderr(hpscore: Runner) -> None:
    run = hpscore("score", FINISHED)
    assert (run.code, run.err) == (0, "")
    assert "幸福里社区" in run.out


def test_a_file_with_errors_leaves_with_3_and_nothing_on_stdout(hpscore: Runner) -> None:
    run = hpscore("score", BROKEN)
    assert run.code == 3
    assert run.out.strip() == ""
    assert "丁局.yaml:" in run.err
    assert "Traceback" not in run.err


def test_one_bad_file_does_not_lose_the_others(hpscore: Runner) -> None:
    run = hpscore("score", FINISHED, BROKEN, HALF, "--format", "json")
    document = json.loads(run.out)
    assert run.code == 3
    assert [Path(result["source"]).name for result in document["results"]] == [
        FINISHED.name,
        HALF.name,
    ]
    assert {Path(e["location"]["file"]).name for e in document["errors"]} == {BROKEN.name}
    assert document["summary"]["files"] == 3
    assert document["summary"]["failed"] == 1


def test_allow_errors_keeps_the_messages_and_leaves_with_0(hpscore: Runner) -> None:
    run = hpscore("score", FINISHED, BROKEN, "--allow-errors")
    assert run.code == 0
    assert "丁局.yaml:" in run.err


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--fail-under", "70"], 0),
        (["--fail-under", "100"], 1),
        (["--fail-under", "healthy_community"], 0),
        (["--fail-under", "健康社区"], 0),
        (["--fail-under", "no_such_tier"], 2),
    ],
)
def test_fail_under_compares_what_is_earned(
    hpscore: Runner, arguments: list[str], code: int
) -> None:
    assert hpscore("score", FINISHED, *arguments).code == code


def test_fail_under_holds_an_undecided_tier_to_its_worst(hpscore: Runner) -> None:
    assert hpscore("score", HALF, "--fail-under", "healthy_community").code == 1


def test_bad_input_outranks_a_missed_threshold(hpscore: Runner) -> None:
    assert hpscore("score", HALF, BROKEN, "--fail-under", "100").code == 3


@pytest.mark.parametrize(
    "arguments",
    [
        ["score", "--no-such-option"],
        ["no-such-command"],
        ["score", FINISHED, "--set", "meetings"],
        ["score", FINISHED, "--fact", "=urban"],
        ["community", FINISHED, "--rural", "--urban"],
        ["score", FINISHED, "-o", "no/such/folder/out.json"],
        ["score", FINISHED, "--format", "xml"],
        ["explain", FINISHED, "no_such_indicator"],
    ],
)
def test_wrong_usage_leaves_with_2(hpscore: Runner, arguments: list[str]) -> None:
    run = hpscore(*arguments)
    assert run.code == 2
    assert run.out.strip() == ""
    assert "Traceback" not in run.err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["score", "missing.yaml"], "missing.yaml"),
        (["score", "."], "no assessment files"),
        (["score", FINISHED, "--rubric", "healthy-comunity"], "healthy-community"),
        (["family", FINISHED], "healthy-community"),
        (["show", "no-such-rubric"], "no-such-rubric"),
        (["explain", "missing.yaml"], "missing.yaml"),
    ],
)
def test_what_cannot_be_read_leaves_with_3_and_says_what(
    hpscore: Runner, arguments: list[str], says: str
) -> None:
    run = hpscore(*arguments)
    assert run.code == 3
    assert says in run.err
    assert "Traceback" not in run.err


def test_an_answer_set_on_the_command_line_is_checked_like_one_in_a_file(hpscore: Runner) -> None:
    run = hpscore("score", FINISHED, "--set", "meetings=三次")
    assert run.code == 3
    assert "'meetings' takes a whole number" in run.err


def test_a_bug_of_ours_is_named_as_one_and_leaves_with_70(hpscore: Runner, tmp_path: Path) -> None:
    # a module that shadows ours stands in for the bug
    broken = tmp_path / "shadow" / "sitecustomize.py"
    broken.parent.mkdir()
    broken.write_text(
        "import hpscore.readers.outcome as o\n"
        "def fail(*_):\n    raise RuntimeError('as planned')\n"
        "o.Scorer.score = fail\n",
        encoding="utf-8",
    )
    run = hpscore("score", FINISHED, env={"PYTHONPATH": str(broken.parent)})
    assert run.code == 70
    assert "as planned" in run.err
    assert "Traceback" not in run.err


def test_version_is_one_line(hpscore: Runner) -> None:
    run = hpscore("--version")
    assert run.code == 0
    assert run.out.startswith("hpscore ")
    assert hpscore("score", "-h").code == 0
