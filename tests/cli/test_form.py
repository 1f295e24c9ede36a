"""`hpscore form`: a blank file that can be filled in and scored."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hpscore.packaged import rubric_paths
from tests.cli.conftest import Runner

TINY = """\
rubric: tiny
version: '1'
title: Tiny
dimensions: [{id: d, title: D, points: 2, indicators: [{id: a, title: A, points: 2}]}]
"""


@pytest.mark.parametrize("name", ["form.yaml", "form.yml", "form.csv", "FORM.CSV", "form.xlsx"])
def test_a_form_is_written_by_the_files_ending_and_scores(
    hpscore: Runner, tmp_path: Path, name: str
) -> None:
    run = hpscore("form", "健康家庭", "-o", name)
    assert (run.code, run.out, run.err) == (0, "", "")
    scored = hpscore("score", name, "--format", "json")
    assert (scored.code, scored.err) == (0, "")
    (result,) = json.loads(scored.out)["results"]
    assert result["points"] == {"earned": 0, "reachable": 100, "maximum": 100}
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_without_a_file_it_is_written_to_standard_output_as_yaml(hpscore: Runner) -> None:
    run = hpscore("form", "community", "--subject", "幸福里", "--fact", "城乡=城市")
    assert run.code == 0
    assert "rubric: healthy-community@2022.1" in run.out
    assert "  name: 幸福里" in run.out
    assert "  setting: urban" in run.out
    assert "sanitary_toilet_share" not in run.out
    filled = run.out.replace("  meetings:", "  meetings: 4")
    (result,) = json.loads(hpscore("score", "-", "--format", "json", stdin=filled).out)["results"]
    assert result["subject"] == {"name": "幸福里", "setting": "urban"}
    assert result["points"]["earned"] == 3


def test_a_table_speaks_the_language_asked_for(hpscore: Runner) -> None:
    ids = hpscore("form", "agency", "-f", "csv").out.splitlines()[0]
    titles = hpscore("form", "agency", "-f", "csv", "--titles", "--lang", "zh").out.splitlines()[0]
    assert "checkup_interval" in ids
    assert "体检频次" in titles
    assert ids.count(",") == titles.count(",")


def test_a_table_in_a_file_is_marked_for_spreadsheets(hpscore: Runner, tmp_path: Path) -> None:
    hpscore("form", "family", "-o", "f.csv")
    assert (tmp_path / "f.csv").read_bytes().startswith(b"\xef\xbb\xbfrubric,")
    assert not hpscore("form", "family", "-f", "csv").out.startswith("\ufeff")


def test_a_file_that_is_there_is_overwritten_only_when_forced(
    hpscore: Runner, tmp_path: Path
) -> None:
    path = tmp_path / "f.yaml"
    path.write_text("answers: {pledge: yes}\n", encoding="utf-8")
    refused = hpscore("form", "community", "-o", "f.yaml")
    assert (refused.code, path.read_text(encoding="utf-8")) == (2, "answers: {pledge: yes}\n")
    assert "--force" in refused.err
    assert hpscore("form", "community", "-o", "f.yaml", "--force").code == 0
    assert "  pledge:\n" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["family", "-o", "f.txt"], "--format"),
        (["family", "-o", "f.csv", "-f", "yaml"], "f.csv"),
        (["family", "--titles"], "--titles"),
        (["family", "--fact", "settng=rural"], "setting"),
        (["family", "--fact", "setting"], "NAME=VALUE"),
        (["family", "--fact", "name=甲", "--subject", "乙"], "--subject"),
        (["family", "-o", "no/such/folder/f.yaml"], "no/such/folder"),
        (["family", "-o", "f.xlsx", "--titles"], "--titles"),
        (["family", "-o", "f.yaml", "-f", "xlsx"], "f.yaml"),
        (["family", "--roster", "none.csv"], "-o FOLDER"),
    ],
)
def test_wrong_usage_leaves_with_2_and_writes_nothing(
    hpscore: Runner, tmp_path: Path, arguments: list[str], says: str
) -> None:
    run = hpscore("form", *arguments, env={"COLUMNS": "200"})
    assert (run.code, run.out) == (2, "")
    assert says in run.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "says"),
    [(["famly"], "'family'"), (["family", "--fact", "setting=rurl"], "'rural'")],
)
def test_what_is_not_known_leaves_with_3_and_a_suggestion(
    hpscore: Runner, arguments: list[str], says: str
) -> None:
    run = hpscore("form", *arguments)
    assert (run.code, run.out) == (3, "")
    assert says in run.err


def test_a_form_names_a_rubric_of_ones_own_so_that_it_is_found(
    hpscore: Runner, tmp_path: Path
) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "tiny.yaml").write_text(TINY, encoding="utf-8")
    assert hpscore("form", "own/tiny.yaml", "-o", "f.yaml").code == 0
    assert hpscore("score", "f.yaml").code == 0
    (tmp_path / "else").mkdir()
    run = hpscore("form", "own/tiny.yaml", "-o", "else/f.yaml")
    assert run.code == 0
    assert "--rubric own/tiny.yaml" in run.err
    assert hpscore("score", "else/f.yaml", "--rubric", "own/tiny.yaml").code == 0


@pytest.mark.parametrize("arguments", [["--subject", "a\x1b[31m"], ["--fact", "county=\x07"]])
@pytest.mark.parametrize("kind", ["yaml", "csv"])
def test_what_no_file_could_hold_is_wrong_usage(
    hpscore: Runner, tmp_path: Path, arguments: list[str], kind: str
) -> None:
    run = hpscore("form", "family", *arguments, "-o", f"x.{kind}")
    assert run.code == 2
    assert "control characters" in run.err
    assert not [*tmp_path.iterdir()]


def test_no_cell_of_a_form_is_a_formula(hpscore: Runner, tmp_path: Path) -> None:
    text = rubric_paths()["healthy-family"].read_text(encoding="utf-8")
    title = "{zh: 居室有序, en: Rooms in order}"
    assert title in text
    (tmp_path / "r.yaml").write_text(text.replace(title, "\"=cmd|'/C calc'!A0\""), encoding="utf-8")
    run = hpscore("form", "r.yaml", "--format", "csv", "--titles", "--subject", "=1+1")
    assert run.code == 0
    headings, values = run.out.splitlines()
    assert "rooms_in_order" in headings.split(",")
    assert not [cell for cell in (headings + "," + values).split(",") if cell.startswith("=")]
