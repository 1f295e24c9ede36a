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
    "name",
    ["例会", "一-4", "1-4", "附件1 一-4", "附件1 1-4", "meetings", "Work meetings held this year"],
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
        (["explain", FINISHED, "例合"], 2, "'例会'"),
        (["explain", EXAMPLES / "李家.yaml", "厨方"], 2, "'厨房'"),
        (["score", EXAMPLES / "李家.yaml", "--set", "垃级=3"], 3, "'垃圾'"),
        (["score", FINISHED, "--fact", "settng=rural"], 2, "'setting'"),
        (["score", FINISHED, "--fact", "城=农村"], 2, "'城乡'"),
        (["community", FINISHED, "--fact", "setting=urben"], 3, "'urban'"),
        (["form", "family", "--fact", "城=农村"], 2, "'城乡'"),
        (["form", "family", "--fact", "settng=rural"], 2, "'setting'"),
    ],
)
def test_near_misses_are_answered_with_what_was_meant(
    hpscore: Runner, arguments: list[str], code: int, says: str
) -> None:
    run = hpscore(*arguments, env=WIDE)
    assert run.code == code
    assert f"did you mean {says}?" in run.err


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (
            ["show", "健康"],
            3,
            "健康社区现场评估（healthy-community）、",
        ),
        (
            ["show", "healthy"],
            3,
            "健康社区现场评估（healthy-community）、",
        ),
        (["explain", FINISHED, "健康"], 2, "健康文化（culture）、健康文化场所（culture_venue）"),
        (["score", FINISHED, "--set", "健康=3"], 3, "健康文化（culture）"),
        (
            ["score", FINISHED, "--set", "讲座=3"],
            3,
            "健康讲座次数（education_lectures）、社区自办讲座咨询（own_lectures）",
        ),
    ],
)
def test_a_part_of_several_names_is_answered_with_those_in_the_readers_language(
    hpscore: Runner, arguments: list[str], code: int, says: str
) -> None:
    run = hpscore(*arguments, env={**WIDE, "LANG": "zh_CN.UTF-8"})
    assert run.code == code
    assert "是否指其中之一：" in run.err
    assert says in run.err


def test_a_fact_of_its_own_is_taken_and_flagged(hpscore: Runner) -> None:
    run = hpscore("score", FINISHED, "--fact", "颜色=红", env={**WIDE, "LANG": "zh_CN.UTF-8"})
    assert run.code == 0
    assert "healthy-community 没有基本信息“颜色”，不影响评分" in run.out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (
            ["score", EXAMPLES / "甲局.yaml", "--set", "体检频次=7"],
            "每年一次、两年一次、未组织，现为",
        ),
        (["score", FINISHED, "--fact", "城乡=7"], "基本信息“城乡”应为城市、农村，现为"),
        (["form", "family", "--fact", "城乡=7"], "基本信息“城乡”应为城市、农村，现为"),
    ],
)
def test_what_a_choice_takes_is_told_by_titles_that_may_be_written(
    hpscore: Runner, arguments: list[str], says: str
) -> None:
    run = hpscore(*arguments, env={**WIDE, "LANG": "zh_CN.UTF-8"})
    assert run.code == 3
    assert says in run.err


def test_a_rubric_or_a_file_in_the_place_of_a_command_is_told_with_its_command(
    hpscore: Runner,
) -> None:
    zh = {"LANG": "zh_CN.UTF-8"}
    run = hpscore("健康社区", env=zh)
    assert run.code == 2
    assert "逐题填写用 hpscore community，查看用 hpscore show 健康社区" in run.err
    assert "hpscore score 甲局.yaml" in hpscore("甲局.yaml", cwd=EXAMPLES).err
    assert "hpscore score" not in hpscore("没有.yaml", cwd=EXAMPLES).err


def test_an_option_of_other_commands_is_told_with_them_and_what_it_does(hpscore: Runner) -> None:
    run = hpscore("score", FINISHED, "--rural", env=WIDE)
    assert run.code == 2
    assert run.err.splitlines()[0] == (
        "error[usage]: there is no option '--rural'; it is an option of community, family: "
        "the same as --fact setting=rural"
    )


@pytest.mark.parametrize(
    ("arguments", "helps"),
    [
        (["family"], "score it by the rubric that it names: hpscore score FILE"),
        (["score", "-r", "family"], "leave --rubric out"),
        (["explain", "-r", "family"], "leave --rubric out"),
    ],
)
def test_a_file_of_another_rubric_is_told_with_what_fits_the_command(
    hpscore: Runner, arguments: list[str], helps: str
) -> None:
    command, *options = arguments
    run = hpscore(command, EXAMPLES / "甲局.yaml", *options)
    assert run.code == 3
    assert run.err.splitlines()[-1].endswith(f"help: {helps}")


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
        assert "同名 (a), 同名 (b)" in run.err
    run = hpscore("score", "x.yaml", "--fail-under", "同级", env=WIDE)
    assert run.code == 2
    assert "甲 (one), 同级 (two)" in run.err
