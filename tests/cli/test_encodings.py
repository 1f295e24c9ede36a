"""Chinese names, files and output where the terminal or the files are not in UTF-8."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pytest
from rich.cells import cell_len

from tests.cli.conftest import EXAMPLES, Runner

C: Final[Mapping[str, str]] = {"LC_ALL": "C"}
ASCII: Final[Mapping[str, str]] = {**C, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
"""A locale whose files and terminal have no Chinese, as Python is told to believe."""


class Run:
    """What a run left behind, its streams in one encoding."""

    def __init__(self, done: subprocess.CompletedProcess[bytes], encoding: str) -> None:
        self.code = done.returncode
        self.out = done.stdout.decode(encoding)
        self.err = done.stderr.decode(encoding)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Return a folder that holds one with a Chinese name."""
    folder = tmp_path / "芒市"
    folder.mkdir()
    for name in ("李家.yaml", "错误/戊家.yaml"):
        path = EXAMPLES / name
        (folder / path.name).write_bytes(path.read_bytes())
    return tmp_path


def run(
    place: Path,
    *arguments: str,
    env: Mapping[str, str],
    encoding: str = "utf-8",
    stdin: bytes = b"",
) -> Run:
    """Run hpscore in Chinese, below `place`."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("LC_", "LANG", "HPSCORE", "PYTHON", "COLUMNS"))
    }
    done = subprocess.run(
        [sys.executable, "-m", "hpscore", *arguments, "--lang", "zh"],
        input=stdin,
        capture_output=True,
        cwd=place,
        env={**kept, "NO_COLOR": "1", **env},
        timeout=60,
        check=False,
    )
    return Run(done, encoding)


TERMINALS = [
    pytest.param(C, "utf-8", id="the C locale"),
    pytest.param({"PYTHONIOENCODING": "gb18030"}, "gb18030", id="GB18030"),
    pytest.param({"PYTHONIOENCODING": "cp936"}, "cp936", id="code page 936"),
    pytest.param({"LC_ALL": "zh_XX.GB18030"}, "utf-8", id="a locale that nowhere is"),
]


@pytest.mark.parametrize(("env", "encoding"), TERMINALS)
def test_a_score_is_shown_in_chinese(place: Path, env: Mapping[str, str], encoding: str) -> None:
    shown = run(place, "score", "芒市/李家.yaml", env=env, encoding=encoding)
    assert (shown.code, shown.err) == (0, "")
    lines = shown.out.splitlines()
    assert lines[0] == "李家 · 健康家庭评分 2022.1"
    assert "等级    基本健康家庭（良）" in [line.rstrip() for line in lines]
    assert "\\u" not in shown.out
    table = lines[3 : lines.index(next(line for line in lines if line.startswith("总分"))) + 1]
    scores = [found for line in table if (found := re.match(r".* / [0-9]+", line))]
    assert len({cell_len(found[0]) for found in scores}) == 1
    assert max(map(cell_len, lines)) <= 80


@pytest.mark.parametrize(("env", "encoding"), TERMINALS)
def test_problems_are_told_in_chinese_with_the_path(
    place: Path, env: Mapping[str, str], encoding: str
) -> None:
    shown = run(place, "score", "芒市/戊家.yaml", env=env, encoding=encoding)
    assert shown.code == 3
    assert "错误[out-of-range]：“kitchen”应填分数（0 至 3），现为 4" in shown.err.splitlines()
    assert " --> 芒市/戊家.yaml:6:12" in shown.err.splitlines()


@pytest.mark.parametrize(("env", "encoding"), TERMINALS)
def test_indicators_answers_and_rubrics_are_named_in_chinese(
    place: Path, env: Mapping[str, str], encoding: str
) -> None:
    explained = run(place, "explain", "芒市/李家.yaml", "厨房", env=env, encoding=encoding)
    assert (explained.code, explained.err) == (0, "")
    assert "一-4 厨房：3 / 3" in [line.strip() for line in explained.out.splitlines()]
    shown = run(place, "show", "健康家庭", env=env, encoding=encoding)
    assert shown.out.startswith("健康家庭评分 · healthy-family@2022.1")
    changed = run(place, "score", "芒市/李家.yaml", "--set", "厨房=1", env=env, encoding=encoding)
    assert "一-4 厨房" in changed.out


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("甲.yaml", "rubric: healthy-family\nsubject: {name: 张家}\nanswers:\n  厨房: 4\n"),
        ("甲.json", '{"rubric": "healthy-family", "answers": {"厨房": 4}}'),
        ("甲.csv", "rubric,subject.name,厨房\nhealthy-family,张家,4\n"),
    ],
)
@pytest.mark.parametrize("env", [C, ASCII])
def test_a_file_in_gb18030_is_read_like_one_in_utf_8(
    place: Path, name: str, text: str, env: Mapping[str, str]
) -> None:
    told = []
    for encoding in ("utf-8", "gb18030"):
        (place / name).write_bytes(text.encode(encoding))
        told.append(run(place, "score", name, "--allow-errors", env=env))
    utf_8, gb18030 = told
    assert "[out-of-range]" in utf_8.err
    assert (gb18030.out, gb18030.err) == (utf_8.out, utf_8.err)
    assert "\ufffd" not in gb18030.out


def test_a_pipe_may_be_in_gb18030(place: Path) -> None:
    text = (EXAMPLES / "李家.yaml").read_text(encoding="utf-8")
    shown = run(place, "score", "-", env=C, stdin=text.encode("gb18030"))
    assert shown.out.startswith("李家 · 健康家庭评分 2022.1\n")


@pytest.mark.parametrize("env", [C, ASCII, {"PYTHONIOENCODING": "gb18030"}])
def test_files_are_written_in_utf_8_whatever_the_terminal_is(
    place: Path, env: Mapping[str, str]
) -> None:
    for name in ("结果.csv", "结果.md", "表.yaml", "表.csv"):
        form = ("form", "family", "--titles") if name == "表.csv" else ("form", "family")
        command = {
            "结果.csv": ("score", "芒市/李家.yaml", "--format", "csv"),
            "结果.md": ("score", "芒市/李家.yaml", "--format", "markdown"),
        }.get(name, form)
        written = run(place, *command, "-o", name, env=env, encoding="gb18030")
        assert (written.code, written.out, written.err) == (0, "", "")
        data = (place / name).read_bytes()
        assert data.startswith(b"\xef\xbb\xbf") is name.endswith(".csv")
        text = data.decode("utf-8-sig")
        assert "李家" in text if name.startswith("结果") else "厨房" in text


def test_a_form_that_is_written_can_be_scored(place: Path) -> None:
    made = run(place, "form", "健康家庭", "--subject", "张家", "-o", "表.yaml", env=C)
    assert (made.code, made.err) == (0, "")
    scored = run(place, "score", "表.yaml", env=C)
    assert (scored.code, scored.out.splitlines()[0]) == (0, "张家 · 健康家庭评分 2022.1")


def test_what_a_terminal_cannot_show_becomes_an_escape(place: Path) -> None:
    shown = run(place, "score", "芒市/李家.yaml", env=ASCII, encoding="ascii")
    assert (shown.code, shown.err) == (0, "")
    assert shown.out.startswith(r"\u674e\u5bb6 \xb7")
    told = run(place, "score", "芒市", env=ASCII, encoding="ascii")
    assert told.code == 3
    assert r"\u9519\u8bef[out-of-range]" in told.err


@pytest.mark.parametrize("name", ["LC_ALL", "LANG"])
def test_a_chinese_locale_of_another_encoding_means_chinese(place: Path, name: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "hpscore", "list"],
        capture_output=True,
        cwd=place,
        env={name: "zh_CN.GB18030", "PYTHONUTF8": "1"},
        timeout=60,
        check=False,
    )
    assert done.stdout.decode().startswith("标识")


@pytest.mark.parametrize(
    "arguments", [("form", "family", "--subject", "张家", "-o", "f.yaml"), ("score", "named.yaml")]
)
def test_a_name_that_the_system_cannot_spell_is_no_bug_of_ours(
    hpscore: Runner, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    (tmp_path / "named.yaml").write_text("rubric: 家庭.yaml\nanswers: {a: 1}\n", encoding="utf-8")
    ascii_only = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    run = hpscore(*arguments, env=ascii_only)
    assert run.code == (2 if "form" in arguments else 3)
    assert "set PYTHONUTF8=1" in run.err
