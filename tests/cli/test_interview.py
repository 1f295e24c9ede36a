"""`hpscore interview` as a person at a terminal uses it, and that nothing asks anywhere else."""

from __future__ import annotations

import datetime
import json
import os
import shutil
import signal
import subprocess
import sys
import termios
from pathlib import Path

import pytest

from tests.cli.conftest import EXAMPLES, Runner
from tests.cli.terminal import CTRL_C, CTRL_D, Terminal

ZH = "zh_CN.UTF-8"
TINY = """
rubric: tiny
version: "1"
title: {zh: 小评分表, en: A small sheet}
facts:
  setting:
    title: {zh: 城乡, en: Setting}
    options: {urban: {zh: 城市, en: Urban}, rural: {zh: 农村, en: Rural}}
dimensions:
  - id: all
    title: {zh: 全部, en: All of it}
    points: 6
    indicators:
      - {id: pledge, ref: 表 一-1, title: {zh: 承诺书, en: Pledge}, points: 2}
      - id: meetings
        ref: 表 一-2
        title: {zh: 例会, en: Meetings}
        points: 3
        bands: {2: 1, 4: 3}
      - {id: parking, title: {zh: 停车, en: Parking}, points: 1, not_applicable: full}
registers:
  talks:
    title: {zh: 讲座, en: Talks}
    columns:
      date: {title: {zh: 日期, en: Date}}
      people: {title: {zh: 人数, en: People}, ask: count}
tiers:
  - {id: pass, title: {zh: 合格, en: Pass}, at_least: 5}
  - {id: fail, title: {zh: 不合格, en: Fail}}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a small rubric."""
    (tmp_path / "tiny.yaml").write_text(TINY, encoding="utf-8")
    return tmp_path


def begin(folder: Path, *more: str, term: str = "xterm", lang: str = "en_GB.UTF-8") -> Terminal:
    return Terminal("interview", "tiny.yaml", *more, cwd=folder, term=term, lang=lang)


@pytest.mark.parametrize("term", ["xterm", "dumb"])
def test_an_interview_from_the_first_fact_to_the_file(folder: Path, term: str) -> None:
    with begin(folder, "-o", "a.yaml", term=term) as person:
        person.at("name of the subject").type("李王\x7f家")
        person.at("Setting").type("农村")
        person.at("3/8").type(">>")
        person.at("Pledge").type("是")
        person.at("Meetings").type("三次")
        person.expect("write 3")
        person.at("").type("3 #见纪要")
        person.at("Parking").type("不适用：没有车位")
        shown = person.expect("all questions have been asked")
        person.at("").type("")
        person.expect("the answers are in a.yaml")
        assert person.ends() == 0
    assert "李家 · A small sheet" in shown
    assert "short 2" in shown
    assert (folder / "a.yaml").read_text(encoding="utf-8") == (
        "# A small sheet 1\n"
        "rubric: tiny.yaml\n"
        "subject:\n"
        "  name: 李家\n"
        "  setting: rural\n"
        "answers:\n"
        "  # All of it\n"
        "  pledge: yes  # Pledge\n"
        "  meetings: {value: 3, note: 见纪要}  # Meetings\n"
        "  parking: {na: 没有车位}  # Parking\n"
    )


@pytest.mark.parametrize("term", ["xterm", "dumb"])
def test_it_is_held_in_chinese_where_the_locale_is(folder: Path, term: str) -> None:
    with begin(
        folder, "--fact", "name=幸福里", "--fact", "setting=rural", term=term, lang=ZH
    ) as person:
        person.at("3/8").type("》》")
        person.at("一-1 承诺书").type("、例会")
        person.at("一-2 例会").type("４")
        person.at("停车").type("＝")
        person.expect("小评分表")
        person.at("停车").type("ｑ")
        assert person.ends() == 0
    (written,) = folder.glob("tiny-*.yaml")
    assert written.name == f"tiny-幸福里-{datetime.date.today().isoformat()}.yaml"
    text = written.read_text(encoding="utf-8")
    assert "  meetings: 4  # 例会\n" in text
    assert "  pledge:  # 承诺书\n" in text


def test_one_moves_about_by_commands(folder: Path) -> None:
    with begin(folder, "-o", "a.yaml") as person:
        person.at("1/8").type("/一-2")
        person.at("Meetings").type("2")
        person.at("Parking").type("<")
        person.at("Meetings").type("#late")
        person.at("2, late").type("")
        person.at("Parking").type("?")
        person.expect("skip the rest of this part")
        person.at("").type("/")
        person.expect("> Parking")
        person.at("").type("/pledg")
        person.at("Pledge").type("/nothing")
        person.expect("there is no question 'nothing' in tiny")
        person.at("").type("y")
        person.at("Parking").type("-")
        person.at("Parking").type("q")
        assert person.ends() == 0
    text = (folder / "a.yaml").read_text(encoding="utf-8")
    assert "  pledge: yes  # Pledge\n  meetings: {value: 2, note: late}  # Meetings\n" in text


def test_tab_completes_options_and_places(folder: Path) -> None:
    with begin(folder, "-o", "a.yaml") as person:
        person.at("1/8").type("/Sett\t")
        person.at("Setting").type("Rur\t")
        person.at("3/8").type("q")
        assert person.ends() == 0
    assert "setting: rural" in (folder / "a.yaml").read_text(encoding="utf-8")


def test_what_was_left_is_gone_on_with(folder: Path) -> None:
    with begin(folder, "-o", "a.yaml") as person:
        person.at("1/8").type("甲")
        person.at("2/8").type("urban")
        person.at("3/8").type("/pledge")
        person.at("Pledge").type("y")
        person.at("Meetings").type("q")
        person.expect("go on with: hpscore interview --resume a.yaml")
        assert person.ends() == 0
    with Terminal("interview", "--resume", "a.yaml", cwd=folder) as person:
        person.expect("going on with a.yaml")
        assert "lost" not in person.at("Meetings").rest()
        person.type("4")
        person.at("Parking").type("y")
        person.at("all questions have been asked").type("")
        assert person.ends() == 0
    text = (folder / "a.yaml").read_text(encoding="utf-8")
    assert "  name: 甲\n" in text
    assert "  pledge: yes  # Pledge\n  meetings: 4  # Meetings\n  parking: yes" in text


def test_going_on_keeps_what_it_does_not_ask_and_warns_of_lost_comments(folder: Path) -> None:
    before = (
        "rubric: tiny\nsubject: {name: 甲, setting: urban, 村: 乙}\nanswers:\n"
        "  承诺书: yes  # 待复核\npoints: {meetings: {points: 1, note: 按表}}\n"
        "registers:\n  talks:\n  - {date: 2022-01-05, people: 12}\n"
    )
    (folder / "a.yaml").write_text(before, encoding="utf-8")
    with Terminal("interview", "tiny.yaml", "--resume", "a.yaml", cwd=folder) as person:
        person.expect("lost at the first answer: 待复核")
        person.at("Parking").type("n")
        person.at("all questions have been asked").type("q")
        assert person.ends() == 0
    assert (folder / "a.yaml").read_text(encoding="utf-8") == (
        "# A small sheet 1\nrubric: tiny\nsubject:\n  name: 甲\n  setting: urban\n  村: 乙\n"
        "answers:\n  # All of it\n  pledge: yes  # Pledge\n  parking: no  # Parking\n"
        "points:\n  meetings: {points: 1, note: 按表}\n"
        "registers:\n  talks:\n    - {date: 2022-01-05, people: 12}\n"
    )


def test_a_json_file_stays_json_and_its_mode_stays_too(folder: Path) -> None:
    path = folder / "a.json"
    path.write_text('{"rubric": "tiny.yaml", "answers": {"pledge": true}}', encoding="utf-8")
    path.chmod(0o600)
    with Terminal("interview", "--resume", "a.json", cwd=folder) as person:
        person.at("Meetings").type("2")
        person.at("Parking").type("q")
        assert person.ends() == 0
    assert json.loads(path.read_text(encoding="utf-8"))["answers"] == {
        "pledge": True,
        "meetings": 2,
        "parking": None,
    }
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_file_with_errors_is_not_gone_on_with(folder: Path) -> None:
    (folder / "a.yaml").write_text("rubric: tiny.yaml\nanswers: {pledge: perhaps}\n")
    with Terminal("interview", "--resume", "a.yaml", cwd=folder) as person:
        person.expect("'pledge' takes yes or no")
        assert person.ends() == 3


def test_nothing_that_is_there_is_overwritten(folder: Path) -> None:
    (folder / "a.yaml").write_text("mine")
    with begin(folder, "-o", "a.yaml") as person:
        person.expect("--resume a.yaml")
        assert person.ends() == 2
    names = set()
    for _ in range(2):
        with begin(folder, "--fact", "name=x") as person:
            person.at("2/8").type("rural")
            person.at("3/8").type("q")
            assert person.ends() == 0
        names = {path.name for path in folder.iterdir()} - {"a.yaml", "tiny.yaml"}
    today = datetime.date.today().isoformat()
    assert names == {f"tiny-x-{today}.yaml", f"tiny-x-{today}-2.yaml"}
    assert (folder / "a.yaml").read_text() == "mine"


def test_no_file_is_written_for_no_answer(folder: Path) -> None:
    with begin(folder) as person:
        person.at("1/8").type("")
        person.at("2/8").type("q")
        person.expect("no file was written")
        assert person.ends() == 0
    assert [path.name for path in folder.iterdir()] == ["tiny.yaml"]


@pytest.mark.parametrize("term", ["xterm", "dumb"])
@pytest.mark.parametrize(("key", "code"), [(CTRL_C, 130), (CTRL_D, 0)])
def test_control_keys_leave_with_everything_saved(
    folder: Path, term: str, key: str, code: int
) -> None:
    with begin(folder, "-o", "a.yaml", term=term) as person:
        person.at("1/8").type("甲")
        person.at("2/8").type(key, end="")
        person.expect("the answers are in a.yaml")
        person.expect("--resume a.yaml")
        assert person.ends() == code
    assert "name: 甲" in (folder / "a.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("term", ["xterm", "dumb"])
def test_a_closed_terminal_loses_nothing(folder: Path, term: str) -> None:
    with begin(folder, "-o", "a.yaml", term=term) as person:
        person.at("1/8").type("甲")
        person.at("2/8").type("rur", end="")
        person.close()
        assert person.ends() in (0, 128 + signal.SIGHUP)  # told by the signal, or by the input
    assert "name: 甲" in (folder / "a.yaml").read_text(encoding="utf-8")
    assert sorted(path.name for path in folder.iterdir()) == ["a.yaml", "tiny.yaml"]


@pytest.mark.parametrize("term", ["xterm", "dumb"])
def test_a_process_told_to_end_saves_and_leaves_the_terminal_as_it_was(
    folder: Path, term: str
) -> None:
    with begin(folder, "-o", "a.yaml", term=term) as person:
        person.at("1/8").type("甲")
        person.at("2/8")
        os.kill(person.pid, signal.SIGTERM)
        person.expect("the answers are in a.yaml")
        assert person.ends() == 128 + signal.SIGTERM
        assert termios.tcgetattr(person.line) == person.modes


def test_answers_that_cannot_be_saved_are_shown_in_the_end(folder: Path) -> None:
    (folder / "stick").mkdir()
    with begin(folder, "-o", "stick/a.yaml") as person:
        person.at("1/8").type("甲")
        person.at("2/8")
        shutil.rmtree(folder / "stick")
        person.type("rural")
        person.expect("the answers cannot be saved")
        person.at("3/8").type("q")
        person.expect("name: 甲")
        person.expect("setting: rural")
        assert person.ends() == 3


def test_a_rubric_that_the_file_cannot_name_is_named_again(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "my rubrics").mkdir()
    rubric = tmp_path / "my rubrics" / "tiny.yaml"
    rubric.write_text(TINY, encoding="utf-8")
    with Terminal("interview", rubric, "-o", "a.yaml", cwd=tmp_path / "in") as person:
        person.at("1/8").type("甲")
        person.at("2/8").type("q")
        person.expect("--resume a.yaml")
        assert person.ends() == 0
    text = (tmp_path / "in" / "a.yaml").read_text(encoding="utf-8")
    assert "rubric: tiny@1\n" in text
    with Terminal("interview", rubric, "--resume", "a.yaml", cwd=tmp_path / "in") as person:
        person.at("Pledge").type("q")
        assert person.ends() == 0


@pytest.mark.parametrize(
    ("arguments", "shown"),
    [
        (["family", "--rural"], "healthy-family@2022.1"),
        (["community"], "healthy-community@2022.1"),
        (["agency", "--fact", "name=甲局"], "healthy-agency@2022.1"),
    ],
)
def test_the_short_forms_ask_where_no_file_is_named(
    tmp_path: Path, arguments: list[str], shown: str
) -> None:
    with Terminal(*arguments, cwd=tmp_path) as person:
        person.at(shown).type("q")
        assert person.ends() == 0


def test_the_short_forms_go_on_with_a_file_of_their_rubric(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("subject: {name: 李家}\nanswers: {}\n", encoding="utf-8")
    with Terminal("family", "--resume", "a.yaml", "--rural", cwd=tmp_path) as person:
        person.expect("going on with a.yaml")
        person.at("一-1").type("3")
        person.at("一-2").type("q")
        assert person.ends() == 0
    text = (tmp_path / "a.yaml").read_text(encoding="utf-8")
    assert "rubric: healthy-family@2022.1" in text
    assert "tidy_green_air: 3" in text
    assert "setting: rural" in text


@pytest.mark.parametrize(
    "arguments",
    [["community", "--resume", "a.yaml"], ["interview", "community", "--resume", "a.yaml"]],
)
def test_a_file_of_another_rubric_is_gone_on_with_by_the_command_that_is_told(
    tmp_path: Path, arguments: list[str]
) -> None:
    (tmp_path / "a.yaml").write_text("rubric: family\nanswers: {}\n", encoding="utf-8")
    with Terminal(*arguments, cwd=tmp_path) as person:
        person.expect("hpscore interview --resume a.yaml")
        assert person.ends() == 3


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["b.yaml"], "leave b.yaml out"),
        (["--format", "json", "--set", "例会=4"], "leave --format, --set out"),
        (["-o", "c.yaml"], "leave -o out"),
        (["--no-input"], "needs a terminal, and no --no-input"),
    ],
)
def test_to_go_on_leaves_no_room_for_files_to_score_and_how(
    tmp_path: Path, arguments: list[str], says: str
) -> None:
    text = "rubric: community\nanswers: {}\n"
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    with Terminal("community", "--resume", "a.yaml", *arguments, cwd=tmp_path) as person:
        person.expect(says)
        assert person.ends() == 2
    assert (tmp_path / "a.yaml").read_text(encoding="utf-8") == text


def test_a_misspelt_fact_is_refused_before_anything_is_asked(tmp_path: Path) -> None:
    with Terminal("family", "--fact", "settng=rural", cwd=tmp_path) as person:
        person.expect("did you mean 'setting'?")
        assert person.ends() == 2


def test_items_are_gone_to_with_digits_too(tmp_path: Path) -> None:
    with Terminal("community", cwd=tmp_path) as person:
        person.at("name of the subject").type("/1-4")
        person.at("一-4 Work meetings").type("q")
        assert person.ends() == 0


def test_a_setting_that_the_command_states_is_not_asked(tmp_path: Path) -> None:
    with Terminal("family", "--rural", "-h", cwd=tmp_path) as person:
        assert person.ends() == 0
    with Terminal("family", "--rural", cwd=tmp_path) as person:
        person.at("name of the subject").type("李家")
        person.at("Householder").type("q")
        assert person.ends() == 0
    (written,) = tmp_path.iterdir()
    assert "setting: rural" in written.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "arguments",
    [
        ["interview", "community", "--no-input"],
        ["community", "--no-input"],
        ["family", "--rural", "--format", "json"],
        ["agency", "-o", "result.txt"],
        ["score"],
        ["interview"],
        ["interview", "community", "-o", "no-folder/a.yaml"],
        ["interview", "--resume", "a.yaml", "-o", "b.yaml"],
    ],
)
def test_where_nothing_may_be_asked_it_is_a_usage_error(
    tmp_path: Path, arguments: list[str]
) -> None:
    with Terminal(*arguments, cwd=tmp_path) as person:
        assert person.ends() == 2
        assert "\n>" not in person.rest()


def test_score_without_a_file_names_the_interview(tmp_path: Path) -> None:
    with Terminal("score", cwd=tmp_path) as person:
        person.expect("hpscore interview")
        assert person.ends() == 2


def test_nothing_is_asked_without_a_terminal_at_both_ends(hpscore: Runner, tmp_path: Path) -> None:
    run = hpscore("interview", "community", stdin="y\n")
    assert run.code == 2
    assert "needs a terminal" in run.err
    assert run.out == ""
    with (tmp_path / "out").open("w") as out:
        for arguments in (["interview", "community"], ["community"]):
            with Terminal(*arguments, cwd=tmp_path, stdout=out.fileno()) as person:
                assert person.ends() == 2
    assert (tmp_path / "out").read_text() == ""


def test_what_is_piped_in_is_still_scored(hpscore: Runner) -> None:
    text = (EXAMPLES / "李家.yaml").read_bytes()
    for more in ([], ["--no-input"]):
        run = hpscore("family", *more, stdin=text)
        assert run.code == 0
        assert "李家" in run.out


def test_other_commands_load_nothing_of_an_interview() -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "hpscore", "family", EXAMPLES / "李家.yaml"],
        capture_output=True,
        check=True,
        timeout=60,
    )
    loaded = done.stderr.decode()
    assert "hpscore.cli.interview" in loaded
    assert "prompt_toolkit" not in loaded
    assert "hpscore.forms" not in loaded


@pytest.mark.parametrize("name", ["a.csv", "a", "a.txt"])
def test_answers_are_never_kept_where_nobody_can_go_on_with_them(folder: Path, name: str) -> None:
    with begin(folder, "-o", name) as person:
        person.expect("YAML or JSON")
        assert person.ends() == 2
    assert not (folder / name).exists()
