"""Views in Chinese: its own marks, and lines that break where Chinese does."""

from __future__ import annotations

import re
from io import StringIO

import pytest
from rich.console import Group

from hpscore.message import say
from hpscore.problem import Location, Problem
from hpscore.readers.catalogue import Catalogue
from hpscore.reports.conditions import condition_words
from hpscore.reports.csv import write_csv
from hpscore.reports.layout import cell, lines
from hpscore.reports.markdown import write_markdown
from hpscore.reports.names import names_for
from hpscore.reports.problems import problem_line
from hpscore.reports.sheet import sheet_view
from tests.reports import made

AGENCY = Catalogue().get("healthy-agency")
BEFORE_A_BREAK = re.compile(r"^\s*[，。；：！？、）》”]", re.MULTILINE)


@pytest.mark.parametrize(
    ("items", "zh", "en"),
    [
        ([], "", ""),
        (["甲"], "甲", "甲"),
        (["甲", "乙"], "甲或乙", "甲 / 乙"),
        (["甲", "乙", "丙"], "甲、乙或丙", "甲 / 乙 / 丙"),
        (["85（甲）", "80（乙）"], "85（甲）或 80（乙）", "85（甲） / 80（乙）"),
        (["a", "乙"], "a 或乙", "a / 乙"),
    ],
)
def test_one_of_several_is_said_as_the_language_does(items: list[str], zh: str, en: str) -> None:
    assert names_for(AGENCY, "zh").either(items) == zh
    assert names_for(AGENCY, "en").either(items) == en


def test_conditions_are_linked_by_a_comma_and_a_word() -> None:
    (gate,) = AGENCY.prerequisites
    assert gate.derive is not None
    assert condition_words(gate.derive, names_for(AGENCY, "zh")) == (
        "“二-1 无烟头无人吸烟”得分，且“二-2 禁烟标识”得分，且“二-3 无烟草广告”得分"
    )


def test_a_condition_in_another_stands_in_brackets_of_the_language() -> None:
    by = made.rubric(
        'rubric: x\nversion: "1"\ntitle: {zh: 表, en: Sheet}\n'
        "facts: {a: {options: [x, y]}}\n"
        "dimensions:\n"
        "  - id: d\n    title: D\n    points: 1\n"
        "    indicators: [{id: i, title: I, points: 1}]\n"
        "tiers:\n"
        "  - id: t\n    title: T\n    at_least: 1\n"
        "    when:\n      all:\n        - {fact: a, is: x}\n"
        "        - any: [{fact: a, is: y}, {total: true, above: 0}]\n"
        "  - {id: u, title: U}\n"
    )
    assert by.tiers[0].when is not None
    zh, en = (condition_words(by.tiers[0].when, names_for(by, lang)) for lang in ("zh", "en"))
    assert zh == "a 为“x”，且（a 为“y”，或总分 > 0）"
    assert en == "a is x and (a is y or the total > 0)"


def test_labels_and_problems_take_a_colon_of_full_width() -> None:
    stream = StringIO()
    write_markdown([made.example("甲局.yaml")], stream, "zh")
    assert (
        "- **未得分**：未达到 4、不足 11.5、关联项未达到 5、未答 38"
        in stream.getvalue().splitlines()
    )
    problem = Problem(
        "x",
        say("takes a list"),
        Location("甲.yaml", 3, 4),
        say("write null, or leave the value out, where there is no number"),
    )
    assert problem_line(problem, "zh").startswith("甲.yaml:3:4: 错误[x]：应为列表；")


def test_problems_of_a_row_are_separated_as_chinese_is() -> None:
    stream = StringIO()
    outcome = made.outcome(AGENCY, "answers: {trainings: 三次, lectures: 2.5}")
    write_csv([outcome], stream, "zh")
    assert "现为“三次”；" in stream.getvalue()


def test_help_texts_of_a_rubric_break_before_no_mark() -> None:
    for name in Catalogue().ids():
        for width in range(50, 90, 3):
            shown = made.text(sheet_view(Catalogue().get(name), "zh"), width)
            assert not BEFORE_A_BREAK.search(shown)


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        ("健康讲座 2 分未答", 10, ["健康讲座", "2 分未答"]),
        ("总分 ≥ 80，且已定", 8, ["总分", "≥ 80，且", "已定"]),
        ("无杂物，无违建", 6, ["无杂", "物，无", "违建"]),
        ("一二三四 2022.1 版", 12, ["一二三四", "2022.1 版"]),
    ],
)
def test_a_number_stays_with_its_sign_and_unit(text: str, width: int, shown: list[str]) -> None:
    assert [line.rstrip() for line in made.lines(Group(cell(text)), width)] == shown
    assert [line.rstrip() for line in made.lines(Group(lines([text])), width)] == shown


def test_a_note_follows_what_it_is_about_after_a_comma() -> None:
    stream = StringIO()
    write_markdown([made.example("甲局.yaml")], stream, "zh")
    assert "| 二-6 食堂 | 0 / 2 | -2 未达到，“食堂无营养配餐” |" in stream.getvalue()
