"""How names tell papers, sets and parts: pure text."""

from __future__ import annotations

import pytest

from hpscore.model.evidence import Called, Evidence
from hpscore.model.filing import (
    names_of_paper,
    number_in,
    own_folder,
    residue,
    steps_of,
    told_in,
    without_number,
)

NUMBERS = ("1", "7", "12", "3a", "1.2", "A-1", "")


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("07-例会", "7"),
        ("7", "7"),
        ("7meetings", "7"),
        ("第12项", "12"),
        ("【12】x", "12"),
        ("1.2 x", "1.2"),
        ("a-1.pdf", "A-1"),
        ("３Ａ x", "3a"),
        ("3ax", None),
        ("120", None),
        ("7月", None),
        ("7.5", None),
        ("x7", None),
        ("0", None),
        ("", None),
    ],
)
def test_the_number_at_the_beginning_of_a_name(name: str, number: str | None) -> None:
    assert number_in(name, NUMBERS) == number


def test_a_name_without_its_number() -> None:
    assert without_number("07-例会 Q1", "7") == "-例会q1"
    assert without_number("7月", "7") == "7月"


def test_the_names_of_a_paper_leave_brackets_out_and_stand_once() -> None:
    paper = Evidence.model_validate(
        {
            "title": {"zh": "例会材料（每季度）", "en": "Meetings [all]"},
            "folder": "Meetings",
            "aliases": ["开 会"],
        }
    )
    assert names_of_paper(paper) == ("例会材料", "meetings", "开会")


def test_the_folder_of_a_paper_is_found_by_number_or_name() -> None:
    paper = Evidence.model_validate({"title": "例会"})
    assert own_folder(("a", "07-x", "b", "c.pdf"), "7", paper) == 2
    assert own_folder(("2022例会", "c.pdf"), "7", paper) == 1
    assert own_folder(("a", "例会.pdf"), "7", paper) == 0


def test_the_longest_name_is_told_where_names_meet() -> None:
    names = [("讲座",), ("自办讲座", ""), ("签到",)]
    assert told_in("自办讲座签到", names) == {1, 2}
    assert told_in("自办讲座和讲座", names) == {0, 1}
    assert told_in("x", names) == frozenset()


def test_what_a_name_says_besides_what_is_known() -> None:
    assert residue("7-例会_签到(2022-03)", ("例会", "签到", "7")) == "202203"


def test_steps_of_a_path() -> None:
    assert steps_of("./a//b\\c.pdf") == ("a", "b", "c.pdf")


def test_a_set_or_part_may_go_by_other_names() -> None:
    assert Called.model_validate("图片").aliases == ()
    assert Called.model_validate({"zh": "图片", "aliases": ["照片"]}).aliases == ("照片",)
