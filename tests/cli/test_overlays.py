"""Overlays and versions at the command line: shown, listed, scored, completed, refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Runner

OURS = """\
rubric: ours
version: "1"
extends: healthy-community@2022.1
title: Ours
change: {meetings: {bands: {1: 3}}}
"""


@pytest.fixture
def overlay(tmp_path: Path) -> Path:
    path = tmp_path / "ours.yaml"
    path.write_text(OURS, encoding="utf-8")
    return path


def test_show_marks_what_is_local_only_if_asked(hpscore: Runner, overlay: Path) -> None:
    marked = hpscore("show", overlay, "--origin")
    assert marked.code == 0
    assert "bands: {2: 1, 3: 2, 4: 3} → {1: 3}" in " ".join(marked.out.split())
    assert "◆ 一-4" in marked.out
    plain = hpscore("show", overlay)
    assert "◆" not in plain.out
    assert "extends healthy-community@2022.1" in " ".join(plain.out.split())


def test_show_says_in_chinese_what_is_local(hpscore: Runner) -> None:
    shown = hpscore("show", "healthy-community-survey", "--origin", "--lang", "zh")
    assert "◆ 调查满意率" in shown.out
    assert "what is local" not in shown.out


def test_an_overlay_is_listed_and_scored(hpscore: Runner, tmp_path: Path) -> None:
    assert "healthy-community-survey" in hpscore("list").out
    (tmp_path / "a.yaml").write_text(
        "rubric: healthy-community-survey\nanswers: {satisfaction: {count: 45, of: 50}}\n",
        encoding="utf-8",
    )
    for _ in range(2):  # read anew, and as it was kept
        scored = hpscore("score", "a.yaml", "-f", "json")
        (result,) = json.loads(scored.out)["results"]
        assert result["rubric"]["extends"] == {"id": "healthy-community", "version": "2022.1"}
        assert result["points"]["earned"] == 9


def test_a_rubric_of_an_assessment_may_extend_a_packaged_one(
    hpscore: Runner, overlay: Path, tmp_path: Path
) -> None:
    (tmp_path / "a.yaml").write_text("rubric: ours.yaml\nanswers: {meetings: 1}\n", "utf-8")
    scored = hpscore("score", "a.yaml")
    assert "Ours 1 (extends healthy-community@2022.1)" in " ".join(scored.out.split())
    folder = hpscore("score", ".", "-f", "json")
    assert [r["source"] for r in json.loads(folder.out)["results"]] == ["a.yaml"]
    assert "ours.yaml: passed over, it is a rubric" in folder.err


def test_what_is_wrong_with_an_overlay_is_shown_at_its_line(hpscore: Runner, overlay: Path) -> None:
    overlay.write_text(OURS.replace("meetings", "meting"), encoding="utf-8")
    shown = hpscore("show", "ours.yaml")
    assert shown.code == 3
    assert shown.err.startswith(
        "error[unknown-element]: there is no 'meting' in healthy-community@2022.1\n"
        " --> ours.yaml:5:10\n"
    )
    assert "did you mean 'meetings'?" in shown.err


def test_a_period_before_the_standard_is_refused_with_both(hpscore: Runner, tmp_path: Path) -> None:
    text = "period: {from: 2021-01-01, to: 2021-12-31}\nanswers: {meetings: 1}\n"
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    for command in (("community",), ("score", "-r", "healthy-community@2022.1")):
        refused = hpscore(*command, "a.yaml")
        assert refused.code == 3
        assert (
            "healthy-community@2022.1 is in force from 2022-01-01, "
            "the period is 2021-01-01 to 2021-12-31"
        ) in refused.err
    assert hpscore("explain", "a.yaml", "-r", "community").code == 3
