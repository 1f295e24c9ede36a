"""Days as people write them, and the facts that hold them."""

from __future__ import annotations

from datetime import date

import pytest

from hpscore.model.scalars import read_day
from tests.model.made import told
from tests.scoring.tiny import scored, tiny

DATED = "facts: {applied: {title: {zh: 申报日期, en: Applied}, ask: date}}"


@pytest.mark.parametrize(
    "written",
    [
        "2022-08-31",
        "2022-8-31",
        "2022/8/31",
        "2022.08.31",
        "2022年8月31日",
        "２０２２－０８－３１",
        " 2022 年 8 月 31 日 ",
        date(2022, 8, 31),
    ],
)
def test_a_day_is_read_however_it_is_written(written: object) -> None:
    assert read_day(written) == date(2022, 8, 31)


@pytest.mark.parametrize(
    "written",
    ["2022-06-31", "2022-13-01", "22-08-31", "31/8/2022", "2022/8.31", "八月", "", 20220831, None,
     "2022-08-31" + " " * 80],
)  # fmt: skip
def test_what_is_no_day_is_none(written: object) -> None:
    assert read_day(written) is None


def test_a_fact_that_is_a_date_is_kept_as_an_iso_date() -> None:
    found = scored(tiny(DATED), "{judged: 90}", subject="{申报日期: 2022年8月5日}")
    assert found.subject == {"applied": "2022-08-05"}


def test_a_date_can_be_tested_for_being_one_day() -> None:
    text = """\
facts: {applied: {ask: date}}
remarks: [{id: first, when: {fact: applied, is: 2022-08-01}, text: First}]
"""
    assert told(text) == []
    found = scored(tiny(text), "{judged: 90}", subject="{applied: 2022/8/1}")
    assert [flag.code for flag in found.flags] == ["first"]


def test_a_selection_is_taken_where_it_has_tiers_and_a_date() -> None:
    sound = f"""\
{DATED}
tiers: [{{id: may, title: May, when: {{indicator: judged}}}}, {{id: may-not, title: May not}}]
selection: {{scores: other, applied: applied}}
"""
    assert told(sound) == []
    assert told(sound.replace(", applied: applied", "")) == []
