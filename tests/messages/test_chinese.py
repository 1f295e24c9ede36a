"""Chinese as it is printed: its own marks, close to what they belong to."""

from __future__ import annotations

import re

import pytest
from babel.messages.pofile import read_po

from hpscore.message import say
from tests.messages.compiled import CATALOGUE

HAN = "\u3400-\u9fff"
MARKS = "，。；：！？、（）《》“”"
AS_WRITTEN = {
    # what is to be typed, letter by letter
    "write it as 'key: value', or indent it if it continues the line above",
}


@pytest.fixture(scope="module")
def translated() -> dict[str, str]:
    with CATALOGUE.open("rb") as file:
        catalogue = read_po(file, locale="zh")
    return {str(entry.id): str(entry.string) for entry in catalogue if entry.id}


def having(pattern: str, translated: dict[str, str]) -> list[str]:
    return [
        text
        for template, text in translated.items()
        if template not in AS_WRITTEN and re.search(pattern, text)
    ]


def test_no_space_stands_beside_a_chinese_mark(translated: dict[str, str]) -> None:
    assert having(rf"[{HAN}{MARKS}] [{MARKS}]|[{MARKS}] [{HAN}{MARKS}]", translated) == []


def test_no_mark_of_half_width_follows_a_chinese_character(translated: dict[str, str]) -> None:
    assert having(rf"[{HAN}][,;:!?]", translated) == []


def test_brackets_around_chinese_are_of_full_width(translated: dict[str, str]) -> None:
    assert having(rf"[{HAN}]\(|\)[{HAN}]|\([{HAN}]|[{HAN}]\)", translated) == []


def test_numbers_and_latin_words_stand_apart_from_chinese(translated: dict[str, str]) -> None:
    assert having(rf"[{HAN}][A-Za-z0-9]|[A-Za-z0-9][{HAN}]", translated) == []


def test_no_message_ends_with_a_full_stop(translated: dict[str, str]) -> None:
    assert having("。$", translated) == []


@pytest.mark.parametrize(
    ("fact", "lines", "said"),
    [
        ("城乡", "厕所卫生", "被评对象的城乡未填写；它决定厕所卫生"),
        ("setting", "toilets", "被评对象的 setting 未填写；它决定 toilets"),
        ("城乡", ["toilets", "等级"], "被评对象的城乡未填写；它决定 toilets、等级"),
        ("setting（城乡）", "“等级”", "被评对象的 setting（城乡）未填写；它决定“等级”"),
    ],
)
def test_a_value_stands_apart_only_where_it_is_not_chinese(
    fact: str, lines: object, said: str
) -> None:
    message = say("the subject's {fact} is not given; it decides {lines}", fact=fact, lines=lines)
    assert message.text("zh") == said


def test_a_value_that_is_typed_keeps_its_spaces() -> None:
    message = say("hpscore show {rubric} lists the questions", rubric="表/家庭.yaml")
    assert message.text("zh") == "用 hpscore show 表/家庭.yaml 查看题目"


def test_an_empty_value_leaves_its_place_empty() -> None:
    message = say("'{key}' takes a date, got {got}", key="from", got="")
    assert message.text("zh") == "“from”应为日期，现为 "


def test_a_list_is_joined_as_the_language_does() -> None:
    message = say("known here: {names}", names=["urban", say("yes")])
    assert message.text("zh") == "此处可用：urban、是"
    assert message.text("en") == "known here: urban, yes"
