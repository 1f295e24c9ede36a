"""Names at the command line: wherever a rubric or an indicator is named, titles and items do."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import EXAMPLES, Runner

FINISHED = EXAMPLES / "幸福里社区.yaml"
WIDE = {"COLUMNS": "200"}


def test_a_rubric_is_shown_under_its_title(hpscore: Runner) -> None:
    assert hpscore("show", "健康社区").out == hpscore("show", "healthy-community").out


@pytest.mark.parametrize(
    "name", ["健康社区", "community", "Healthy-Community", "healthy-community@2022.1"]
)
def test_a_rubric_is_given_under_any_name(hpscore: Runner, name: str) -> None:
    text = "answers: {例会: 4}\n"
    run = hpscore("score", "-", "--rubric", name, "--format", "json", stdin=text)
    assert run.code == 0
    assert json.loads(run.out)["results"][0]["points"]["earned"] == 3


@pytest.mark.parametrize(
    "name", ["例会", "一-4", "附件1 一-4", "meetings", "Work meetings held this year"]
)
def test_an_indicator_is_named_in_any_way(hpscore: Runner, name: str) -> None:
    explained = hpscore("explain", FINISHED, name)
    assert explained.code == 0
    assert explained.out == hpscore("explain", FINISHED, "meetings").out
    tried = hpscore("score", FINISHED, "--set", f"{name}=0", "--format", "json")
    assert tried.code == 0
    (result,) = json.loads(tried.out)["results"]
    lines = {line["id"]: line for d in result["dimensions"] for line in d["indicators"]}
    assert lines["meetings"]["points"]["reachable"] == 0


@pytest.mark.parametrize(
    "name", ["healthy_community", "健康社区", "Healthy community", "HEALTHY COMMUNITY"]
)
def test_a_tier_is_named_in_any_way(hpscore: Runner, name: str) -> None:
    assert hpscore("score", FINISHED, "--fail-under", name).code == 0


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["show", "健康社"], 3, "'健康社区'"),
        (["score", FINISHED, "--rubric", "健康社"], 3, "'健康社区'"),
        (["explain", FINISHED, "例会次"], 2, "'例会次数'"),
        (["explain", FINISHED, "meeting"], 2, "'meetings'"),
        (["score", FINISHED, "--set", "例会次=3"], 3, "'例会次数'"),
        (["score", FINISHED, "--fail-under", "健康社"], 2, "'健康社区'"),
    ],
)
def test_near_misses_are_answered_with_what_was_meant(
    hpscore: Runner, arguments: list[str], code: int, says: str
) -> None:
    run = hpscore(*arguments, env=WIDE)
    assert run.code == code
    assert f"did you mean {says}?" in run.err


def test_a_dimension_is_no_indicator_and_is_not_suggested_as_one(hpscore: Runner) -> None:
    run = hpscore("explain", FINISHED, "组织管理", env=WIDE)
    assert run.code == 2
    assert "did you mean '组织管理'" not in run.err


def test_names_of_several_things_are_refused_with_the_candidates(
    hpscore: Runner, tmp_path: Path
) -> None:
    (tmp_path / "twins.yaml").write_text(
        "rubric: twins\nversion: '1'\ntitle: Twins\n"
        "dimensions:\n- id: d\n  title: D\n  points: 2\n  indicators:\n"
        "  - {id: a, title: 同名, points: 1}\n  - {id: b, title: 同名, points: 1}\n"
        "tiers:\n- {id: one, title: 甲, grade: 同级, at_least: 2}\n- {id: two, title: 同级}\n",
        encoding="utf-8",
    )
    (tmp_path / "x.yaml").write_text("rubric: twins.yaml\nanswers: {a: yes}\n", encoding="utf-8")
    for arguments, code in (
        (["explain", "x.yaml", "同名"], 2),
        (["score", "x.yaml", "--set", "同名=yes"], 3),
    ):
        run = hpscore(*arguments, env=WIDE)
        assert run.code == code
        assert "a, b" in run.err
    run = hpscore("score", "x.yaml", "--fail-under", "同级", env=WIDE)
    assert run.code == 2
    assert "one, two" in run.err
