"""`hpscore score` and its three short forms, as a person at a shell uses them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import EXAMPLES, Runner

FINISHED = EXAMPLES / "幸福里社区.yaml"
HALF = EXAMPLES / "桂花里社区.yaml"
FAMILY = EXAMPLES / "李家.yaml"
NO_SETTING = EXAMPLES / "河边社区.yaml"


def only_result(text: str) -> dict[str, object]:
    document = json.loads(text)
    assert document["errors"] == []
    (result,) = document["results"]
    assert isinstance(result, dict)
    return result


def test_a_folder_is_scored_recursively_and_in_order(hpscore: Runner, tmp_path: Path) -> None:
    for name in ("乙/二.yaml", "甲.yaml", "乙/一.json"):
        path = tmp_path / "units" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text('{"rubric": "healthy-community", "answers": {"pledge": true}}')
    (tmp_path / "units" / ".hidden.yaml").write_text("rubric: x")
    run = hpscore("score", "units", "--format", "jsonl")
    sources = [json.loads(line)["result"]["source"] for line in run.out.splitlines()]
    assert run.code == 0
    assert sources == ["units/甲.yaml", "units/乙/一.json", "units/乙/二.yaml"]


def test_rubrics_and_results_in_a_folder_are_passed_over(hpscore: Runner, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("rubric: healthy-agency\nanswers: {pledge: yes}\n")
    (tmp_path / "r.yaml").write_text("rubric: x\nversion: '1'\ndimensions: []\n")
    (tmp_path / "old.json").write_text('{"format": "hpscore/result/1"}')
    run = hpscore("score", ".", "--format", "jsonl")
    assert run.code == 0
    assert len(run.out.splitlines()) == 1
    assert "r.yaml" in run.err
    assert "old.json" in run.err


def test_standard_input_is_read_where_a_dash_or_nothing_is_named(hpscore: Runner) -> None:
    text = FAMILY.read_bytes()
    for arguments in (["score", "-"], ["score"], ["family"]):
        run = hpscore(*arguments, "--format", "json", stdin=text)
        assert run.code == 0
        assert only_result(run.out)["source"] == "-"


def test_the_short_forms_supply_the_rubric_and_the_setting(hpscore: Runner) -> None:
    half_urban = "subject: {name: 张家}\nanswers: {weekly_cleaning: yes}\n"
    run = hpscore("family", "--rural", "--format", "json", stdin=half_urban)
    result = only_result(run.out)
    assert result["rubric"]["id"] == "healthy-family"  # type: ignore[index]
    assert result["subject"] == {"name": "张家", "setting": "rural"}


def test_the_setting_decides_the_toilets_of_a_community(hpscore: Runner) -> None:
    unknown = only_result(hpscore("score", NO_SETTING, "--format", "json").out)
    rural = only_result(hpscore("community", "--rural", NO_SETTING, "--format", "json").out)
    codes = [flag["code"] for flag in unknown["flags"]]  # type: ignore[attr-defined]
    assert "missing-fact" in codes
    assert "missing-fact" not in [flag["code"] for flag in rural["flags"]]  # type: ignore[attr-defined]


def test_set_shows_what_another_answer_changes(hpscore: Runner) -> None:
    run = hpscore("score", HALF, "--set", "pledge=no", env={"COLUMNS": "200"})
    assert run.code == 0
    before = only_result(hpscore("score", HALF, "--format", "json").out)
    after = only_result(hpscore("score", HALF, "--set", "pledge=no", "--format", "json").out)
    assert before["points"] != after["points"]
    assert str(after["points"]["earned"]) in run.out  # type: ignore[index]


def test_an_empty_set_makes_a_question_unanswered(hpscore: Runner) -> None:
    result = only_result(hpscore("score", FINISHED, "--set", "meetings=", "--format", "json").out)
    assert result["unanswered"] == ["meetings"]


def test_personal_facts_appear_only_when_asked_for(hpscore: Runner) -> None:
    subject = "{name: 李家, 户主: 李某, phone: '13800000000'}"
    text = f"rubric: healthy-family\nsubject: {subject}\nanswers: {{}}\n"
    for form in ("table", "json", "jsonl", "csv", "markdown"):
        assert "13800000000" not in hpscore("score", "-", "--format", form, stdin=text).out
        asked = hpscore("score", "-", "--format", form, "--personal", stdin=text)
        assert "13800000000" in asked.out, form


def test_output_files_appear_whole_or_not_at_all(hpscore: Runner, tmp_path: Path) -> None:
    target = tmp_path / "结果.json"
    assert hpscore("score", FINISHED, "--format", "json", "-o", target).code == 0
    assert json.loads(target.read_text(encoding="utf-8"))["summary"]["scored"] == 1
    assert [path.name for path in tmp_path.iterdir()] == [target.name]


def test_an_input_is_never_overwritten(hpscore: Runner, tmp_path: Path) -> None:
    source = tmp_path / "a.yaml"
    source.write_bytes(FINISHED.read_bytes())
    assert hpscore("score", source, "-o", source).code == 2
    assert source.read_bytes() == FINISHED.read_bytes()


def test_a_table_in_a_pipe_has_no_line_wider_than_80(hpscore: Runner) -> None:
    from rich.cells import cell_len

    for language in ("zh", "en"):
        run = hpscore("score", HALF, "--lang", language)
        assert max(cell_len(line) for line in run.out.splitlines()) <= 80
        assert "…" not in run.out


@pytest.mark.parametrize("locale", ["C", "POSIX", "zh_CN.GB18030", "no_SUCH"])
def test_chinese_text_survives_any_locale(hpscore: Runner, locale: str) -> None:
    run = hpscore("score", FINISHED, env={"LC_ALL": locale})
    assert run.code == 0
    assert "幸福里社区" in run.out


def test_an_ascii_terminal_gets_escapes_not_a_crash(hpscore: Runner) -> None:
    run = hpscore("score", FINISHED, env={"PYTHONIOENCODING": "ascii"})
    assert run.code == 0
    assert "\\u5e78" in run.out


def test_a_reader_that_stops_early_ends_it_quietly(tmp_path: Path) -> None:
    command = f'"{sys.executable}" -m hpscore score "{EXAMPLES}" --format jsonl --allow-errors'
    done = subprocess.run(
        ["bash", "-c", f"{command} 2>err | head -n 1; echo ${{PIPESTATUS[0]}}"],
        capture_output=True,
        cwd=tmp_path,
        timeout=60,
        check=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    *_, code = done.stdout.decode().split()
    assert code in ("0", "141")
    assert "Broken" not in (tmp_path / "err").read_text(encoding="utf-8")


def test_names_are_text_never_markup_or_terminal_codes(hpscore: Runner) -> None:
    text = 'rubric: healthy-family\nsubject: {name: "[bold]x[/] [red"}\nanswers: {}\n'
    run = hpscore("score", "-", stdin=text)
    assert run.code == 0
    assert "[bold]x[/] [red" in run.out
    escape = 'rubric: healthy-family\nsubject: {name: "\\e[31mred"}\nanswers: {}\n'
    assert "\x1b" not in hpscore("score", "-", stdin=escape).out


def test_a_rubric_file_next_to_the_assessment_is_found_and_one_outside_refused(
    hpscore: Runner, tmp_path: Path
) -> None:
    rubric = (
        "rubric: tiny\nversion: '1'\ntitle: T\ndimensions:\n"
        "- {id: d, title: D, points: 2, indicators: [{id: a, title: A, points: 2}]}\n"
    )
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "tiny.yaml").write_text(rubric)
    (tmp_path / "tiny.yaml").write_text(rubric)
    near = tmp_path / "in" / "near.yaml"
    near.write_text("rubric: tiny.yaml\nanswers: {a: 是}\n")
    far = tmp_path / "in" / "far.yaml"
    far.write_text("rubric: ../tiny.yaml\nanswers: {a: 是}\n")
    assert only_result(hpscore("score", near, "--format", "json").out)["points"] == {
        "earned": 2,
        "reachable": 2,
        "maximum": 2,
    }
    refused = hpscore("score", far)
    assert refused.code == 3
    assert "leads out of the folder" in refused.err


def test_list_show_and_explain_speak_both_languages(hpscore: Runner) -> None:
    assert "healthy-family" in hpscore("list").out
    assert "健康家庭" in hpscore("list", "--lang", "zh").out
    assert "例会" in hpscore("show", "健康社区", "--lang", "zh").out
    assert "meetings" in hpscore("show", "community").out
    explained = hpscore("explain", FINISHED, "一-4", "--lang", "zh")
    assert explained.code == 0
    assert "例会" in explained.out


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("r.csv", "\ufeff"),
        ("r.json", '{\n "format"'),
        ("r.jsonl", '{"result"'),
        ("r.md", "#"),
        ("r.txt", "李家"),
    ],
)
def test_the_ending_of_the_file_decides_the_format(
    hpscore: Runner, tmp_path: Path, name: str, begins: str
) -> None:
    assert hpscore("score", EXAMPLES / "李家.yaml", "-o", name).code == 0
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(begins)
    assert hpscore("score", EXAMPLES / "李家.yaml", "-o", name, "-f", "table").code == 0
    assert (tmp_path / name).read_text(encoding="utf-8").startswith("李家")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["-o", "s.XLS"], "workbooks are written as .xlsx"),
        (["-o", "s.ods"], "workbooks are written as .xlsx"),
        (["-o", "s.xlsx", "--format", "json"], "does not fit"),
        (["-o", "s.json", "--format", "xlsx"], "does not fit"),
    ],
)
def test_no_text_pretends_to_be_a_workbook(
    hpscore: Runner, tmp_path: Path, arguments: list[str], says: str
) -> None:
    run = hpscore("score", EXAMPLES / "李家.yaml", *arguments)
    assert run.code == 2
    assert says in run.err
    assert not [*tmp_path.iterdir()]


def test_a_fact_that_is_set_like_an_answer_is_told_apart(hpscore: Runner) -> None:
    for name in ("setting", "城乡"):
        run = hpscore("score", EXAMPLES / "李家.yaml", "--set", f"{name}=rural")
        assert run.code == 2
        assert "--fact setting=VALUE" in run.err


@pytest.mark.parametrize(
    ("command", "name"),
    [
        ("score", "李家.yaml"),
        ("family", "李家.yaml"),
        ("community", "幸福里社区.yaml"),
        ("agency", "甲局.yaml"),
    ],
)
def test_every_scoring_command_heads_columns_with_titles(
    hpscore: Runner, command: str, name: str
) -> None:
    run = hpscore(command, EXAMPLES / name, "--format", "csv", "--titles", "--lang", "zh")
    assert run.code == 0
    assert run.out.startswith("文件,评分标准,")
