"""Typed lines: commands from both keyboards, and answers that never become commands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hpscore.forms.replies import clean, raw_answer, read_reply
from hpscore.model.answer import Asked


@pytest.mark.parametrize(
    ("line", "command"),
    [
        ("", "pass"),
        ("  ", "pass"),
        ("》", "pass"),
        ("〉〉", "pass_part"),
        ("＜", "back"),
        ("－", "clear"),
        ("—", "clear"),
        ("、", "list"),
        ("？", "help"),
        ("：q", "leave"),
    ],
)
def test_signs_of_a_chinese_keyboard_are_commands(line: str, command: str) -> None:
    assert read_reply(line).command == command


@pytest.mark.parametrize("line", ["-3", "- 3", "nab", "na2", "quiet", "x", "0", "<3", ">=2"])
def test_what_only_begins_like_a_command_is_an_answer(line: str) -> None:
    assert read_reply(line).command == "answer"


def test_an_option_wins_over_a_command_and_quotes_over_both() -> None:
    options = frozenset({"q", "不适用", "<5"})
    for line in ("q", "Q", "不适用", "<5"):
        assert read_reply(line, exact=options).command == "answer"
    for line in ('"?"', "“/例会”", "「q」"):
        reply = read_reply(line)
        assert (reply.command, reply.text) == ("answer", line[1:-1])


def test_free_text_holds_no_note_and_is_never_not_applicable() -> None:
    for line in ("3 栋 #201", "na 村", "不适用"):
        reply = read_reply(line, free=True)
        assert (reply.command, reply.text, reply.note) == ("answer", line, None)


def test_a_reason_and_a_note_keep_their_own_characters() -> None:
    assert read_reply("不适用：无食堂（租用）").text == "无食堂（租用）"
    assert read_reply("3 #第１次＃２").note == "第１次＃２"


@given(st.text())
def test_any_line_is_read_and_what_is_no_text_is_dropped(line: str) -> None:
    reply = read_reply(line)
    assert clean(reply.text) == reply.text


@pytest.mark.parametrize(
    ("kind", "line", "raw"),
    [
        ("count", "7..9", {"from": "7", "to": "9"}),
        ("count", "7…9", {"from": "7", "to": "9"}),
        ("rating", "7～9.5", {"from": "7", "to": "9.5"}),
        ("number", "-3..-1", {"from": "-3", "to": "-1"}),
        ("count", "2—3", {"from": "2", "to": "3"}),
        ("count", "2到3", {"from": "2", "to": "3"}),
        ("count", "7..", {"from": "7"}),
        ("percent", "..80%", {"to": "80%"}),
        ("number", "-3", "-3"),
        ("percent", "412／500", {"count": 412, "of": 500}),
        ("rate", "86/320", {"count": 86, "of": 320}),
        ("yes_no", "1..2", "1..2"),
        ("count", "1/2", "1/2"),
        ("count", "{from: 1, note: x}", {"from": 1, "note": "x"}),
        ("count", "{from", "{from"),
    ],
)
def test_ranges_and_shares_are_typed_shortly(kind: str, line: str, raw: object) -> None:
    assert raw_answer(Asked("x", kind), line) == raw


def test_an_option_may_be_chosen_by_its_place() -> None:
    asked = Asked("x", "choice", options=("a", "b"))
    assert raw_answer(asked, "2", ("a", "b")) == "b"
    assert raw_answer(asked, "3", ("a", "b")) == "3"
    assert raw_answer(asked, "2") == "2"
