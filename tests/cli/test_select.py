"""`hpscore select` as it is run: the example, its forms, its terms, and what goes wrong."""

from __future__ import annotations

import csv
import io
import json
import shutil
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from rich.cells import cell_len

from tests.cli.conftest import EXAMPLES, Run, Runner

FOLDER = EXAMPLES / "评选"
ZH = {"LANG": "zh_CN.UTF-8"}
SCHEMA = json.loads(
    (files("hpscore") / "schema" / "selection.schema.json").read_text(encoding="utf-8")
)
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)
ANSWERS = """\
rubric: healthy-family-selection
subject: {id: f-1, name: 安家, route: organisation, applied: 2022-08-01, householder: 安明}
answers: {public_image: yes, health_plan_knowledge: yes, relations: yes, home_clean: yes,
  diet_weight: yes, active_lifestyle: yes, no_bad_habits: yes, low_carbon: yes,
  leisure_exercise: yes}
vetoes: {vice_crime: no}
"""
SCORE = (
    "rubric: healthy-family\nsubject: {id: f-1, name: 安家, setting: rural}\npoints: {kitchen: 3}\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a copy of the example."""
    return Path(shutil.copytree(FOLDER, tmp_path / "评选"))


def document(run: Run) -> Any:
    found = json.loads(run.out)
    assert [error.message for error in VALIDATOR.iter_errors(found)] == []
    return found


def listed(group: Any, section: str) -> list[str]:
    return [one["subject"]["id"] for one in group[section]]


def codes(group: Any, section: str) -> dict[str, list[str]]:
    return {one["subject"]["id"]: [r["code"] for r in one["reasons"]] for one in group[section]}


def test_the_example_selects_in_each_community_and_says_why_not(
    hpscore: Runner, folder: Path
) -> None:
    run = hpscore(
        "select", folder, "--quota", 2, "--per", "community",
        "--minimum", "健康家庭", "--deadline", "2022-08-31", "-f", "json",
    )  # fmt: skip
    assert (run.code, run.err) == (0, "")
    found = document(run)
    assert found["parameters"] == {
        "quota": 2, "minimum": "healthy", "deadline": "2022-08-31", "per": "community",
        "draw": None,
    }  # fmt: skip
    village, town = found["groups"]
    assert (village["value"], town["value"]) == ("勐戛村", "幸福里社区")
    assert listed(village, "selected") == ["f-206"]
    assert codes(village, "undecided") == {"f-209": ["others_open"], "f-208": ["score_open"]}
    assert codes(village, "excluded") == {
        "f-207": ["veto"], "f-210": ["below_minimum"], "f-211": ["late"],
    }  # fmt: skip
    assert listed(town, "selected") == ["f-201"]
    assert codes(town, "undecided") == {"f-203": ["tie"], "f-204": ["tie"]}
    assert codes(town, "excluded") == {
        "f-205": ["over_quota"], "f-202": ["condition"], "f-212": ["no_score"],
    }  # fmt: skip
    assert found["summary"] == {"selected": 2, "undecided": 4, "excluded": 6}


def test_every_family_stands_once_whatever_is_asked(hpscore: Runner, folder: Path) -> None:
    for quota in (1, 5, 20):
        found = document(hpscore("select", folder, "--quota", quota, "--format", "json"))
        (group,) = found["groups"]
        names = [n for s in ("selected", "undecided", "excluded") for n in listed(group, s)]
        assert sorted(names) == [f"f-{number}" for number in range(201, 213)]


def test_a_veto_that_is_not_answered_leaves_a_family_undecided(
    hpscore: Runner, folder: Path
) -> None:
    (group,) = document(hpscore("select", folder, "--quota", 20, "-f", "json"))["groups"]
    (open_,) = group["undecided"]
    assert open_["subject"]["id"] == "f-205"
    assert [reason["about"] for reason in open_["reasons"]] == [["vice_crime"]]


@pytest.mark.parametrize("language", [{}, ZH], ids=["en", "zh"])
def test_the_table_fits_eighty_columns_and_cuts_nothing(
    hpscore: Runner, folder: Path, language: dict[str, str]
) -> None:
    arguments = ("select", folder, "--quota", 2, "--per", "community", "--deadline", "2022-08-31")
    narrow = hpscore(*arguments, env={**language, "COLUMNS": "80"}).out
    wide = hpscore(*arguments, env={**language, "COLUMNS": "140"}).out
    assert max(map(cell_len, narrow.splitlines())) <= 80
    assert "…" not in narrow
    for text in (narrow, wide):
        joined = "".join(text.split())
        for word in ("罕家", "89.5–94.5/100", "2–3", "2022-08-31", "2022-09-03"):
            assert word in joined
    assert ("并列" if language else "tie at the cut") in narrow


def test_the_parameters_and_whose_reading_they_are_stand_in_the_table(
    hpscore: Runner, folder: Path
) -> None:
    out = " ".join(hpscore("select", folder, "--quota", 3).out.split())
    assert "quota 3 · least tier: none · deadline: none" in out
    assert "ranking by score, and a least tier, are our reading" in out


def test_csv_has_a_row_a_family_and_runs_no_formula(hpscore: Runner, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(ANSWERS.replace("安家", "=1+1"), encoding="utf-8")
    (tmp_path / "s.yaml").write_text(SCORE.replace("安家", "=1+1"), encoding="utf-8")
    run = hpscore("select", "a.yaml", "s.yaml", "--quota", 1, "--format", "csv")
    assert run.code == 0
    (row,) = csv.DictReader(io.StringIO(run.out))
    assert row["subject.name"] == "'=1+1"
    assert (row["status"], row["subject.id"], row["quota"], row["earned"]) == (
        "selected", "f-1", "1", "3",
    )  # fmt: skip
    assert row["source"] == "s.yaml | a.yaml"


def test_personal_facts_need_asking_for(hpscore: Runner, folder: Path) -> None:
    for form in ("table", "csv", "json"):
        arguments = ("select", folder, "--quota", 3, "--format", form)
        assert "罕明" not in hpscore(*arguments).out
        assert "罕明" in hpscore(*arguments, "--personal").out
    refused = hpscore("select", folder, "--quota", 3, "--per", "户主")
    assert refused.code == 2
    assert "--per: the fact 'householder' is personal; add --personal" in refused.err
    assert hpscore("select", folder, "--quota", 3, "--per", "户主", "--personal").code == 0


def test_the_ending_of_the_file_chooses_the_form(hpscore: Runner, folder: Path) -> None:
    assert hpscore("select", folder, "-n", 3, "-o", folder / "x.json").code == 0
    text = (folder / "x.json").read_text(encoding="utf-8")
    assert json.loads(text)["format"] == "hpscore/selection/1"
    assert hpscore("select", folder / "得分.csv", folder / "条件.csv", "-n", 3, "-o",
                   folder / "条件.csv").code == 2  # fmt: skip


def test_a_result_in_the_folder_is_passed_over(hpscore: Runner, folder: Path) -> None:
    for name in ("x.json", "x.csv"):
        assert hpscore("select", folder, "-n", 3, "-o", folder / name).code == 0
    run = hpscore("select", folder, "-n", 3)
    assert run.code == 0
    assert run.err.count("passed over") == 2


# ---- drawing ----


def test_a_draw_can_be_redone_by_hand(hpscore: Runner, folder: Path) -> None:
    arguments = ("select", folder, "--quota", 3, "--draw", 2, "--seed", "2022-09-05")
    (group,) = document(hpscore(*arguments, "-f", "json"))["groups"]
    by_hand = sorted(
        (sha256(f"2022-09-05\n{name}".encode()).hexdigest(), name)
        for name in listed(group, "selected")
    )
    assert [(one["digest"], one["id"]) for one in group["drawn"]] == by_hand[:2]
    shown = " ".join(hpscore(*arguments).out.split())
    assert "drawn: 2, seed '2022-09-05'" in shown
    assert "drawn for a visit: 2 of 3 selected" in shown
    assert f"1. {by_hand[0][1]}" in shown
    assert "SHA-256 of seed, line feed and id" in shown
    rows = csv.DictReader(io.StringIO(hpscore(*arguments, "-f", "csv").out))
    drawn = {row["drawn"]: row["subject.id"] for row in rows if row["drawn"]}
    assert drawn == {"1": by_hand[0][1], "2": by_hand[1][1]}


@pytest.mark.parametrize(
    "wrong", [("--draw", "2"), ("--seed", "x"), ("--draw", "2", "--seed", ""), ("--draw", "0")]
)
def test_a_draw_needs_how_many_and_a_seed(
    hpscore: Runner, folder: Path, wrong: tuple[str, ...]
) -> None:
    run = hpscore("select", folder, "--quota", 3, *wrong)
    assert (run.code, run.out) == (2, "")


# ---- what goes wrong ----


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ((), "--quota is missing"),
        (("--quota", "0"), "'0' is no whole number from 1"),
        (("--quota", "三"), "'三' is no whole number from 1"),
        (("--quota", "3", "--minimum", "健康家亭"), "did you mean '健康家庭'?"),
        (("--quota", "3", "--deadline", "31.8."), "'31.8.' is no date"),
        (("--quota", "3", "--per", "comunity"), "did you mean 'community'?"),
        (("--quota", "3", "--format", "jsn"), "did you mean 'json'?"),
    ],
)
def test_wrong_usage_is_told(
    hpscore: Runner, folder: Path, wrong: tuple[str, ...], said: str
) -> None:
    run = hpscore("select", folder, *wrong)
    assert (run.code, run.out) == (2, "")
    assert said in run.err


def test_scores_without_answers_are_not_enough(hpscore: Runner, folder: Path) -> None:
    run = hpscore("select", folder / "得分.csv", "--quota", 3)
    assert (run.code, run.out) == (3, "")
    assert "no file answers a rubric that selects, such as healthy-family-selection" in run.err


def test_answers_without_scores_leave_everybody_out(hpscore: Runner, folder: Path) -> None:
    run = hpscore("select", folder / "条件.csv", "--quota", 3, "-f", "json")
    assert run.code == 0
    found = document(run)
    assert found["scores"] is None
    assert found["summary"]["selected"] == 0
    refused = hpscore("select", folder / "条件.csv", "--quota", 3, "--minimum", "健康家庭")
    assert refused.code == 2
    assert "no file is scored by healthy-family" in refused.err


def test_results_by_other_rubrics_are_passed_over_and_told(hpscore: Runner, folder: Path) -> None:
    shutil.copy(EXAMPLES / "甲局.yaml", folder)
    run = hpscore("select", folder, "--quota", 3)
    assert run.code == 0
    assert run.err == "results by healthy-agency are passed over: 1\n"


def test_two_rubrics_that_select_are_one_too_many(hpscore: Runner, tmp_path: Path) -> None:
    other = """\
rubric: other
version: "1"
title: Other
dimensions: [{id: d, title: D, indicators: [{id: a, title: A}]}]
tiers: [{id: y, title: Y}]
selection: {scores: other}
"""
    (tmp_path / "other.yaml").write_text(other, encoding="utf-8")
    (tmp_path / "o.yaml").write_text(
        "rubric: other.yaml\nsubject: {id: x}\nanswers: {a: yes}\n", "utf-8"
    )
    (tmp_path / "a.yaml").write_text(ANSWERS, encoding="utf-8")
    run = hpscore("select", "a.yaml", "o.yaml", "--quota", 1)
    assert run.code == 2
    assert "several rubrics that select: healthy-family-selection, other" in run.err


def test_results_that_do_not_join_are_located_all_at_once(hpscore: Runner, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(ANSWERS, encoding="utf-8")
    (tmp_path / "b.yaml").write_text(ANSWERS, encoding="utf-8")
    (tmp_path / "c.yaml").write_text(ANSWERS.replace("id: f-1, ", ""), encoding="utf-8")
    table = (
        "rubric,subject.id,subject.name,垃圾\nhealthy-family,f-1,白家,3\nhealthy-family,,何家,2\n"
    )
    (tmp_path / "s.csv").write_text(table, encoding="utf-8")
    run = hpscore("select", ".", "--quota", 1)
    assert run.code == 3
    places = [line.strip() for line in run.err.splitlines() if line.strip().startswith("-->")]
    assert sorted(places) == [
        "--> a.yaml:2:15",
        "--> b.yaml:2:15",
        "--> c.yaml:2:1",
        "--> s.csv:3:1",
    ]
    assert "'f-1' has two results by healthy-family-selection, the other in a.yaml" in run.err
    assert "'name' of 'f-1' is '安家', in s.csv:2 it is '白家'" in run.err
    assert run.err.count("the subject has no id") == 2
    assert "two results by healthy-family-selection" in " ".join(run.out.split())
    allowed = hpscore("select", ".", "--quota", 1, "--allow-errors")
    assert (allowed.code, allowed.out) == (0, run.out)


def test_a_file_with_errors_is_told_and_the_others_are_selected(
    hpscore: Runner, folder: Path
) -> None:
    (folder / "z.yaml").write_text("rubric: healthy-family\nanswers: {kitchen: 4}\n", "utf-8")
    run = hpscore("select", folder, "--quota", 3, "-f", "json")
    assert run.code == 3
    found = document(run)
    assert [error["code"] for error in found["errors"]] == ["out-of-range"]
    assert found["summary"]["selected"] == 3
    assert hpscore("select", folder, "--quota", 3, "--allow-errors").code == 0


def test_the_order_of_files_and_rows_does_not_matter(hpscore: Runner, folder: Path) -> None:
    files_ = [folder / "得分.csv", folder / "条件.csv"]
    arguments = ("--quota", 3, "--draw", 2, "--seed", "x", "--format", "csv")
    first = hpscore("select", *files_, *arguments)
    assert hpscore("select", *reversed(files_), *arguments).out == first.out
    for path in files_:
        head, *rows = path.read_text(encoding="utf-8").splitlines()
        path.write_text("\n".join([head, *reversed(rows)]) + "\n", encoding="utf-8")
    again = hpscore("select", *files_, *arguments)
    strip = [row[: row.index("评选")] for row in again.out.splitlines()[1:] if "评选" in row]
    assert strip == [
        row[: row.index("评选")] for row in first.out.splitlines()[1:] if "评选" in row
    ]
    assert strip


def test_the_schema_itself_is_sound_and_takes_no_other_keys(hpscore: Runner, folder: Path) -> None:
    Draft202012Validator.check_schema(SCHEMA)
    found = document(hpscore("select", folder, "--quota", 3, "-f", "json"))
    for element in (found, found["groups"][0], found["groups"][0]["selected"][0]):
        element["surprise"] = 1
        assert not VALIDATOR.is_valid(found)
        del element["surprise"]
    assert VALIDATOR.is_valid(found)


def test_a_rubric_that_selects_says_so_when_it_is_shown(hpscore: Runner) -> None:
    shown = " ".join(hpscore("show", "selection").out.split())
    assert "selection Eligible ranked by their total in healthy-family" in shown
    assert "date of application Date of application" in shown


def test_scores_by_a_local_plan_of_a_local_plan_are_ranked_too(
    hpscore: Runner, folder: Path
) -> None:
    before = document(hpscore("select", folder, "--quota", "3", "--format", "json"))
    for name, base in (("l1", "healthy-family@2022.1"), ("l2", "l1.yaml")):
        (folder / f"{name}.yaml").write_text(
            f'extends: {base}\nrubric: local-{name}\nversion: "1"\ntitle: Local\n'
            f"change: {{kitchen: {{help: {name}}}}}\n",
            encoding="utf-8",
        )
    scores = folder / "得分.csv"
    text = scores.read_text(encoding="utf-8-sig")
    assert "healthy-family," in text
    scores.write_text(text.replace("healthy-family,", "l2.yaml,"), encoding="utf-8")
    after = document(hpscore("select", folder, "--quota", "3", "--format", "json"))
    ranked = [[listed(group, "selected") for group in found["groups"]] for found in (before, after)]
    assert ranked[0] == ranked[1]
    assert any(ranked[0])
