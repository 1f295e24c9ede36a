"""Shell completion, asked as bash, zsh and fish ask for it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from hpscore.readers.catalogue import Catalogue
from tests.cli.conftest import EXAMPLES, Run, Runner

COMMUNITY = EXAMPLES / "桂花里社区.yaml"


def bash(hpscore: Runner, *words: str | Path, lang: str = "en_GB.UTF-8") -> list[str]:
    """Return what bash is offered for the last of the words."""
    run = hpscore(
        env={
            "LANG": lang,
            "_HPSCORE_COMPLETE": "complete_bash",
            "COMP_WORDS": "\n".join(map(str, ("hpscore", *words))),
            "COMP_CWORD": str(len(words)),
        }
    )
    assert (run.code, run.err) == (0, "")
    return run.out.split("\n")[:-1] if run.out.strip() else []


def other(hpscore: Runner, shell: str, line: str, action: str = "") -> Run:
    run = hpscore(
        env={
            "_HPSCORE_COMPLETE": f"complete_{shell}",
            "_TYPER_COMPLETE_ARGS": line,
            "_TYPER_COMPLETE_FISH_ACTION": action,
        }
    )
    assert run.err == ""
    return run


def test_commands_and_rubrics_are_offered(hpscore: Runner) -> None:
    assert bash(hpscore, "sh") == ["show"]
    assert bash(hpscore, "show", "") == list(Catalogue().ids())
    assert bash(hpscore, "form", "healthy-a") == ["healthy-agency"]
    assert bash(hpscore, "score", "--rubric", "comm") == ["community"]
    assert "健康社区" in bash(hpscore, "show", "健康社")


def test_indicators_are_those_of_the_files_rubric(hpscore: Runner) -> None:
    ids = bash(hpscore, "explain", COMMUNITY, "")
    assert ids[:2] == ["pledge", "outreach"]
    assert "meeting_quarters" not in ids
    assert len(ids) == 23
    assert bash(hpscore, "explain", COMMUNITY, "一-1") == ["一-1"]
    assert bash(hpscore, "explain", COMMUNITY, "例") == ["例会", "例会次数"]
    # a title with spaces would need quotes
    assert bash(hpscore, "explain", COMMUNITY, "Work") == []


def test_indicators_of_a_table_are_those_of_its_first_row(hpscore: Runner, tmp_path: Path) -> None:
    (tmp_path / "f.csv").write_text("rubric,id\nfamily,1\n", encoding="utf-8")
    assert bash(hpscore, "explain", "f.csv", "kitc") == ["kitchen"]
    assert bash(hpscore, "explain", "f.csv", "meet") == []


def test_tiers_are_those_of_the_rubric_scored(hpscore: Runner) -> None:
    assert bash(hpscore, "score", COMMUNITY, "--fail-under", "") == ["healthy_community", "not_yet"]
    assert bash(hpscore, "family", "x.yaml", "--fail-under", "健康") == ["健康家庭"]
    assert "healthy_agency" in bash(hpscore, "score", "missing.yaml", "--fail-under", "")


def test_questions_are_offered_and_then_what_they_take(hpscore: Runner) -> None:
    assert {"meetings=", "pledge="} <= set(bash(hpscore, "community", "--set", ""))
    assert bash(hpscore, "community", "--set", "meetings")[:4] == [
        "meetings=0",
        "meetings=2",
        "meetings=3",
        "meetings=4",
    ]
    # bash cuts words at =, and puts what it gets in place of what follows it
    assert bash(hpscore, "agency", "--set", "checkup_interval", "=", "e") == ["every_two_years"]
    assert bash(hpscore, "agency", "--set", "医务室", "=")[:2] == ["yes", "no"]


def test_facts_are_offered_with_their_values(hpscore: Runner) -> None:
    assert bash(hpscore, "family", "--fact", "set") == ["setting=urban", "setting=rural"]
    assert bash(hpscore, "family", "--fact", "setting", "=", "r") == ["rural"]


def test_values_are_offered_as_the_reader_writes_them(hpscore: Runner) -> None:
    zh = "zh_CN.UTF-8"
    facts = ["setting=urban", "setting=rural", "城乡=城市", "城乡=农村"]
    assert bash(hpscore, "community", "--fact", "", lang=zh) == facts
    assert bash(hpscore, "community", "--fact", "") == facts[:2]
    assert bash(hpscore, "community", "--fact", "城", lang=zh)[:2] == facts[2:]
    for lang in (zh, "en_GB.UTF-8"):
        # bash hands on the sign at which it cut as the word that is completed
        assert bash(hpscore, "community", "--fact", "城乡", "=", lang=lang) == ["城市", "农村"]
        assert bash(hpscore, "community", "--fact", "城乡", "=", "农", lang=lang) == ["农村"]
    options = ["每年一次", "两年一次", "未组织"]
    assert bash(hpscore, "agency", "--set", "体检频次", "=", lang=zh)[:3] == options
    assert bash(hpscore, "agency", "--set", "体检频次", "=")[:1] == ["yearly"]
    assert bash(hpscore, "agency", "--set", "医务室", "=", lang=zh)[:2] == ["是", "否"]


def test_values_that_are_offered_are_taken(hpscore: Runner) -> None:
    for option, value in (("--set", "体检频次=每年一次"), ("--set", "医务室=是")):
        assert hpscore("agency", EXAMPLES / "甲局.yaml", option, value).code == 0
    assert hpscore("community", COMMUNITY, "--fact", "城乡=农村").code == 0


@pytest.mark.parametrize("words", [("family", "--resume"), ("interview", "--resume")])
def test_files_that_can_be_gone_on_with_are_offered_and_folders(
    hpscore: Runner, tmp_path: Path, words: tuple[str, ...]
) -> None:
    for name in ("a.yaml", "b.json", "c.YML", "d.csv", "e.md", ".f.yaml"):
        (tmp_path / name).touch()
    (tmp_path / "东").mkdir()
    (tmp_path / "东" / "李家.yaml").touch()
    assert bash(hpscore, *words, "") == ["a.yaml", "b.json", "c.YML", "东/"]
    assert bash(hpscore, *words, "b") == ["b.json"]
    # else the shell would end the word at the folder
    assert bash(hpscore, *words, "东") == ["东/", "东/李家.yaml"]
    assert bash(hpscore, *words, "东/李") == ["东/李家.yaml"]
    (tmp_path / "a file.yaml").touch()
    assert bash(hpscore, *words, "a") == []  # the shell knows how to quote it


def test_a_value_joined_to_its_option_is_completed(hpscore: Runner) -> None:
    assert bash(hpscore, "score", "--rubric", "=", "healthy-a") == ["healthy-agency"]


@pytest.mark.parametrize(
    "words",
    [("score", "x"), ("score", "f.yaml", "-o", ""), ("form", "x")],
)
def test_where_a_file_is_meant_the_shell_offers_files(
    hpscore: Runner, words: tuple[str, ...]
) -> None:
    line = " ".join(("hpscore", *words))
    assert bash(hpscore, *words) == []
    assert other(hpscore, "zsh", line).out.strip() == "_files"
    assert other(hpscore, "fish", line, "is-args").code == 1
    assert other(hpscore, "fish", line, "get-args").out.strip() == ""


def test_zsh_and_fish_are_answered_in_their_ways(hpscore: Runner) -> None:
    zsh = other(hpscore, "zsh", "hpscore family --fact setting=").out
    assert zsh.startswith("_arguments ")
    assert '"setting=rural":"Rural"' in zsh
    fish = other(hpscore, "fish", "hpscore family --fact setting=", "get-args").out
    assert fish.splitlines() == ["setting=urban\tUrban", "setting=rural\tRural"]
    assert other(hpscore, "fish", "hpscore show h", "is-args").code == 0


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_whatever_is_typed_nothing_is_said_of_errors(
    hpscore: Runner, tmp_path: Path, shell: str
) -> None:
    (tmp_path / "broken.yaml").write_text("answers: [", encoding="utf-8")
    for line in (
        "hpscore explain broken.yaml x",
        "hpscore score --rubric broken.yaml --set a",
        "hpscore nonsense --what",
        'hpscore show "open',
        "",
    ):
        words = line.split(" ")
        run = hpscore(
            env={
                "_HPSCORE_COMPLETE": f"complete_{shell}",
                "_TYPER_COMPLETE_ARGS": line,
                "_TYPER_COMPLETE_FISH_ACTION": "get-args",
                "COMP_WORDS": "\n".join(words),
                "COMP_CWORD": str(len(words) - 1),
            }
        )
        assert run.err == "", line
        assert "rror" not in run.out, line


def test_a_question_that_is_asked_wrongly_gets_no_answer(hpscore: Runner) -> None:
    for asked in ("complete_bash", "complete_nosuchshell", "nonsense"):
        run = hpscore(
            env={"_HPSCORE_COMPLETE": asked, "COMP_WORDS": "hpscore s", "COMP_CWORD": "x"}
        )
        assert (run.out.strip(), run.err) == ("", "")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_shown_and_installed(hpscore: Runner, tmp_path: Path, shell: str) -> None:
    env = {"_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1", "HOME": str(tmp_path)}
    shown = hpscore("--show-completion", shell, env=env)
    assert shown.code == 0
    assert f"_HPSCORE_COMPLETE=complete_{shell}" in shown.out
    assert hpscore("--install-completion", shell, env=env).code == 0
    installed = [path for path in tmp_path.rglob("*hpscore*") if path.is_file()]
    assert len(installed) == 1
    assert shown.out.strip() in installed[0].read_text(encoding="utf-8")


def test_bash_itself_completes_with_the_script_that_is_shown(
    hpscore: Runner, tmp_path: Path
) -> None:
    env = {"_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"}
    script = tmp_path / "completion.sh"
    script.write_text(hpscore("--show-completion", "bash", env=env).out, encoding="utf-8")
    command = tmp_path / "hpscore"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m hpscore "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    typed = "COMP_WORDS=(hpscore family --fact setting = r)\nCOMP_CWORD=5\n"
    done = subprocess.run(
        ["bash", "--norc", "-c", f"source {script}\n{typed}_hpscore_completion hpscore\n"
         'printf "%s\\n" "${COMPREPLY[@]}"\ncomplete -p hpscore'],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
        env={**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}", "LANG": "C.UTF-8"},
    )  # fmt: skip
    offered, registered = done.stdout.splitlines()
    assert offered == "rural"
    assert "-o default" in registered
    assert done.stderr == ""
