"""Help and usage errors: in the language asked for, whole, aligned, with examples that are true."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from rich.cells import cell_len
from typer._click import exceptions
from typer.core import TyperGroup, TyperOption
from typer.main import get_command

from hpscore.cli.app import make_app
from tests.cli.conftest import EXAMPLES, Runner

ZH = {"LANG": "zh_CN.UTF-8"}
FINISHED = EXAMPLES / "幸福里社区.yaml"
WORDS = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
OURS = re.compile(
    r"(?<![\w-])--?[a-z][a-z-]*"  # options
    r"|\b[A-Z]+(?:[|=][A-Z]+)*\b"  # what they take, and YAML, JSON, CSV
    r"|\bhealthy-[a-z]+|\bsetting=[a-z]+|\.(?:yaml|csv|xlsx)\b|\[usage\]"
    r"|\b(?:hpscore|table|json|jsonl|csv|yaml|markdown|xlsx|auto|zh|en|report|require|registers|healthy_community|not_yet)\b"
)
"""What stays as it is in Chinese: it is typed so."""


@cache
def application() -> TyperGroup:
    app = get_command(make_app())
    assert isinstance(app, TyperGroup)
    return app


COMMANDS = ("", *application().commands)


def english(text: str) -> list[str]:
    """Return English words that are nothing one types."""
    rest = OURS.sub(" ", text)
    return [word for word in WORDS.findall(rest) if word not in COMMANDS]


def examples(page: str) -> list[str]:
    return [line.strip() for line in page.splitlines() if line.strip().startswith("hpscore ")]


def sections(page: str) -> Iterator[list[str]]:
    """Yield the lines below each heading, but for the examples."""
    for part in page.split("\n\n")[2:]:
        heading, *lines = part.splitlines()
        assert heading.endswith((":", "："))
        if not examples(part):
            yield lines


def second_column(line: str) -> int:
    """Return the cell at which the second column of a line begins."""
    before = re.match(r" {7,}| *\S.*? {2,}(?=\S)", line)
    assert before is not None, line
    return cell_len(before[0])


@pytest.mark.parametrize("command", COMMANDS)
def test_help_in_chinese_has_no_words_of_english(hpscore: Runner, command: str) -> None:
    run = hpscore(*command.split(), "--help", env=ZH)
    assert (run.code, run.err) == (0, "")
    told = [line for line in run.out.splitlines() if not line.strip().startswith("hpscore ")]
    assert {line: english(line) for line in told if english(line)} == {}


@pytest.mark.parametrize("language", [ZH, {}], ids=["zh", "en"])
@pytest.mark.parametrize("command", COMMANDS)
def test_help_is_whole_and_aligned_at_any_width(
    hpscore: Runner, command: str, language: dict[str, str]
) -> None:
    squeezed = set()
    for width in (60, 80):
        page = hpscore(*command.split(), "-h", env={**language, "COLUMNS": str(width)}).out
        squeezed.add(re.sub(r"\s", "", page))
        assert "…" not in page
        assert max(map(cell_len, page.splitlines())) <= width
        for lines in sections(page):
            assert len({second_column(line) for line in lines}) == 1, page
    assert len(squeezed) == 1


@pytest.mark.parametrize("command", COMMANDS)
def test_whatever_a_command_takes_is_described(command: str) -> None:
    found = application().commands[command] if command else application()
    with found.make_context("hpscore", [], resilient_parsing=True) as context:
        params = found.get_params(context)
    assert [param.name for param in params if not getattr(param, "help", None)] == []
    valued = [p for p in params if not (isinstance(p, TyperOption) and p.is_flag)]
    assert [param.name for param in valued if not param.metavar] == []


@pytest.mark.parametrize("language", [ZH, {}], ids=["zh", "en"])
@pytest.mark.parametrize("command", COMMANDS)
def test_examples_come_first(hpscore: Runner, command: str, language: dict[str, str]) -> None:
    page = hpscore(*command.split(), "--help", env=language).out
    usage, _about, first, *_ = page.split("\n\n")
    assert len(usage.splitlines()) == 1
    assert first.splitlines()[0] == ("示例：" if language else "Examples:")
    shown = examples(first)
    assert shown == examples(page)
    assert 2 <= len(shown) <= 4
    assert all(command in line for line in shown)


def every_example() -> list[str]:
    pages = [application(), *application().commands.values()]
    found = [line for page in pages for line in examples(page.help or "")]
    assert len(found) >= 2 * len(pages)
    return list(dict.fromkeys(found))


def asks(words: list[str]) -> bool:
    """Say whether a command asks for answers, which needs a terminal."""
    by_itself = words[1] in ("community", "family", "agency")
    files = [word for word in words if word.endswith(".yaml")]
    return words[1] == "interview" or (by_itself and not files)


@pytest.mark.parametrize("line", every_example())
def test_an_example_is_true(hpscore: Runner, tmp_path: Path, line: str) -> None:
    words = shlex.split(line)
    folder = tmp_path / "examples"
    shutil.copytree(EXAMPLES, folder)
    if asks(words):
        command = application().commands[words[1]]
        assert command.make_context(words[1], words[2:]).params
        return
    run = hpscore(*words[1:], cwd=folder)
    assert run.code == 0, run.err
    assert run.err == "" or "--allow-errors" in words or words[1] == "map"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--langg", "zh"], "没有名为“--langg”的选项；是否指“--lang”？"),
        (["scor"], "没有名为“scor”的命令；是否指“score”？"),
        (["qqqqq"], "没有名为“qqqqq”的命令"),
        (["score", "--fromat", "csv"], "没有名为“--fromat”的选项；是否指“--format”？"),
        (["score", "-q"], "没有名为“-q”的选项"),
        (["score", "--format"], "--format 后要写值：--format FORMAT"),
        (["score", "-r"], "-r 后要写值：-r ID|PATH"),
        (["form", "family", "--force=yes"], "--force 后不写值"),
        (
            ["score", "--format", "cvs"],
            "“cvs”不在可选范围内：table、json、jsonl、csv、markdown、xlsx",
        ),
        (["score", "--format", "cvs"], "--format：“cvs”"),
        (["form", "family", "-f", "yml"], "“yml”不在可选范围内：yaml、csv、xlsx；是否指“yaml”？"),
        (["form", "family", "-o", "."], "--output：“.”是文件夹，请写文件名"),
        (["explain"], "缺少 FILE"),
        (["show"], "缺少 RUBRIC"),
        (["show", "family", "b", "c"], "多余的参数：b、c"),
        (["list", "b"], "多余的参数：b"),
        (["community", FINISHED, "--rural", "--urban"], "--rural"),
        (["explain", FINISHED, "例会次"], "是否指“例会次数”？"),
        (["score", FINISHED, "--set", "meetings"], "--set"),
        (["interview"], "--resume"),
        (["interview", "family"], "hpscore score FILE"),
    ],
)
def test_wrong_usage_is_told_in_chinese(
    hpscore: Runner, arguments: list[str | Path], says: str
) -> None:
    run = hpscore(*arguments, env=ZH)
    assert run.code == 2
    assert run.out == ""
    first, second = run.err.splitlines()
    assert first.startswith("错误[usage]：")
    assert says in first
    command = f"hpscore {arguments[0]}" if arguments[0] in COMMANDS else "hpscore"
    assert second == f"  = 提示：见 {command} --help"
    given = {str(argument).lstrip("-") for argument in arguments}
    told = first.replace(str(FINISHED), "")
    assert [word for word in english(told) if word not in given] == []


def test_wrong_usage_is_told_in_english(hpscore: Runner) -> None:
    run = hpscore("score", "--fromat", "csv")
    assert run.err.splitlines() == [
        "error[usage]: there is no option '--fromat'; did you mean '--format'?",
        "  = help: see hpscore score --help",
    ]


def test_a_language_that_is_not_known_is_refused_in_that_of_the_locale(hpscore: Runner) -> None:
    run = hpscore("list", "--lang", "fr", env=ZH)
    assert run.code == 2
    assert "--lang：“fr”不在可选范围内：zh、en" in run.err


def test_terminal_escapes_in_an_argument_are_not_handed_on(hpscore: Runner) -> None:
    run = hpscore("score", "--\x1b[31mred", "\x1b]0;title\x07")
    assert run.code == 2
    assert "\x1b" not in run.err


@pytest.mark.parametrize("arguments", [[], ["--lang", "zh"]])
def test_without_a_command_the_help_is_shown_as_an_error(
    hpscore: Runner, arguments: list[str]
) -> None:
    run = hpscore(*arguments, env=ZH)
    assert (run.code, run.out) == (2, "")
    assert run.err == hpscore("--help", env=ZH).out


def test_every_kind_of_usage_error_that_typer_raises_has_our_words() -> None:
    kinds = {
        name
        for name, kind in vars(exceptions).items()
        if isinstance(kind, type) and issubclass(kind, exceptions.UsageError)
    }
    # the last two need several values a word, or help in place of an error: we have neither
    assert kinds == {
        "UsageError",
        "BadParameter",
        "BadOptionUsage",
        "MissingParameter",
        "NoSuchOption",
        "BadArgumentUsage",
        "NoArgsIsHelpError",
    }


def test_an_unknown_shell_is_refused_in_chinese(hpscore: Runner, tmp_path: Path) -> None:
    # whichever shell the tests run under
    (tmp_path / "sitecustomize.py").write_text(
        "import shellingham\nshellingham.detect_shell = lambda: ('tcsh', '/bin/tcsh')\n",
        encoding="utf-8",
    )
    env = {**ZH, "PYTHONPATH": str(tmp_path), "HOME": str(tmp_path)}
    for option in ("--show-completion", "--install-completion"):
        run = hpscore(option, env=env)
        assert run.code == 2
        assert run.out == ""
        assert "不认识当前的命令行" in run.err
        assert "not supported" not in run.err


def test_completion_that_is_installed_is_told_in_chinese(hpscore: Runner, tmp_path: Path) -> None:
    detection = {"_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1", "HOME": str(tmp_path)}
    run = hpscore("--install-completion", "bash", env={**ZH, **detection})
    assert run.code == 0
    assert run.out.startswith("已为 bash 安装补全")


def test_the_shell_is_told_whole_sentences_about_commands(hpscore: Runner) -> None:
    asked = {"_HPSCORE_COMPLETE": "complete_fish", "_TYPER_COMPLETE_FISH_ACTION": "get-args"}
    run = hpscore(env={**asked, "_TYPER_COMPLETE_ARGS": "hpscore for"})
    assert run.out.splitlines() == [
        "form\tWrite a blank form: every question, how it earns points, and what to write."
    ]


def test_the_rubric_of_an_interview_is_completed(hpscore: Runner) -> None:
    asked = {"_HPSCORE_COMPLETE": "complete_bash", "COMP_CWORD": "2"}
    run = hpscore(env={**asked, "COMP_WORDS": "hpscore\ninterview\nhealthy-f"})
    assert run.out.split() == ["healthy-family", "healthy-family-selection"]


def test_tiers_of_a_listed_rubric_go_by_their_titles(hpscore: Runner) -> None:
    shown = hpscore("list", env={**ZH, "COLUMNS": "120"}).out
    assert "健康社区 > " in shown
    assert "healthy_community" not in shown
