"""What is told of a file, in Chinese: lists, quotes and spaces as Chinese has them."""

from __future__ import annotations

import re

import pytest

from hpscore.message import Message
from hpscore.readers.catalogue import Catalogue
from tests.docs import running
from tests.model.test_refused import cases
from tests.reports import made

HAN = "\u3400-\u9fff"
MARKS = "，。；：！？、（）《》“”"
ODD = re.compile(rf", |'|[{HAN}{MARKS}] [{MARKS}]|[{MARKS}] [{HAN}{MARKS}]|[{HAN}][,;]")

COMMUNITY = Catalogue().get("healthy-community")
AGENCY = Catalogue().get("healthy-agency")


def told(name: str, text: str) -> list[tuple[str, str]]:
    """Return the messages and help of an assessment's problems, in both languages."""
    rubric = AGENCY if name == "agency" else COMMUNITY
    found: list[Message] = []
    for problem in made.outcome(rubric, text).problems:
        found += [message for message in (problem.message, problem.help) if message is not None]
    return [(message.text("zh"), message.text("en")) for message in found]


def test_what_is_told_of_rubrics_reads_as_chinese() -> None:
    odd = [
        said
        for _, text, _ in cases()
        for problem in running.refusals(text)
        for message in (problem.message, problem.help)
        if message is not None and ODD.search(said := message.text("zh"))
    ]
    assert odd == []


@pytest.mark.parametrize(
    ("rubric", "text", "zh", "en"),
    [
        pytest.param(
            "agency",
            "answers: {checkup_interval: 有时}",
            "“checkup_interval”应填以下之一：每年一次、两年一次、未组织，现为“有时”",
            "'checkup_interval' takes one of yearly (Every year), "
            "every_two_years (Every two years), none (Not at all), got '有时'",
            id="options",
        ),
        pytest.param(
            "community",
            "subject: {setting: 郊区}\nanswers: {meetings: 3}",
            "基本信息“城乡”应为城市、农村，现为“郊区”",
            "the fact 'setting' takes urban, rural, got '郊区'",
            id="options of a fact",
        ),
        pytest.param(
            "community",
            "answers: {meetings: {值: 3}}",
            "作答可直接写值，或用以下键：value、note、count、of、from、to、na",
            "an answer is a value, or value, note, count, of, from, to, na",
            id="keys",
        ),
        pytest.param(
            "community",
            "points: {meetings: 7}",
            "可得的分数：0、1、2、3",
            "it can earn 0, 1, 2, 3",
            id="points",
        ),
        pytest.param(
            "community",
            "answers: {dedicated_person: yes, trainings: 2}\npoints: {staffing: 0.5}",
            "“staffing”直接给分 0.5 分，但按作答（dedicated_person、trainings）应得 2 分",
            "'staffing' is awarded 0.5 points, "
            "but its answers (dedicated_person, trainings) earn 2",
            id="questions",
        ),
        pytest.param(
            "community",
            "period: {from: 去年, to: 2022-12-31}\nanswers: {meetings: 3}",
            "“from”应为日期，现为“去年”",
            "'from' takes a date, got '去年'",
            id="a date",
        ),
        pytest.param(
            "community",
            "points: {meetings: 三}",
            "“meetings”不可能得“三”分",
            "'meetings' cannot earn '三'",
            id="words for points",
        ),
        pytest.param(
            "community",
            "answers: [3]",
            "“answers”应为键值组，现为列表",
            "'answers' takes a mapping, got a list",
            id="a list for a mapping",
        ),
    ],
)
def test_what_is_told_of_assessments_reads_as_each_language(
    rubric: str, text: str, zh: str, en: str
) -> None:
    said = told(rubric, text)
    assert (zh, en) in said
    assert not any(ODD.search(chinese) for chinese, _ in said)


def test_what_cannot_be_seen_in_a_text_is_spelt_out() -> None:
    (zh, en), *_ = told("community", 'answers: {meetings: "三\\u200b次"}')
    assert zh == "“meetings”应填整数（不小于 0），现为“三\\u200b次”"
    assert en == "'meetings' takes a whole number from 0, got '三\\u200b次'"


@pytest.mark.parametrize(
    ("answers", "zh", "en"),
    [
        (
            "  例会：3",
            "用了全角冒号：写成“例会: ”（半角冒号加空格）",
            "the colon is full-width: write '例会: '",
        ),
        (
            "  例会：3\n  书面承诺：是",
            "用了全角冒号：写成“例会: ”（半角冒号加空格）",
            "the colon is full-width: write '例会: '",
        ),
        (
            "  meetings:3",
            "冒号后缺少空格：写成“meetings: ”",
            "a space is missing after the colon: write 'meetings: '",
        ),
    ],
)
def test_a_colon_that_makes_no_key_is_pointed_out(answers: str, zh: str, en: str) -> None:
    assert (zh, en) in told("community", f"answers:\n{answers}\n")


@pytest.mark.parametrize("text", ["全部做到", "http://a.cn", "见附件 一：二"])
def test_a_text_that_is_no_key_has_no_colon_to_mend(text: str) -> None:
    (said,) = told("community", f"answers:\n  {text}\n")
    assert said[1].startswith("'answers' takes a mapping, got ")
