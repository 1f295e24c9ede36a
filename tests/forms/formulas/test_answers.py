"""How formulas read what stands in a cell."""

from __future__ import annotations

from fractions import Fraction

import pytest

from hpscore.forms.formulas.answers import NO, YES
from hpscore.forms.formulas.compiled import CellValue, compile_formulas
from hpscore.model.scalars import read_number, read_yes_no
from hpscore.readers.filled.intervals import interval_ends
from hpscore.reports.names import names_for
from tests.forms.formulas.sheets import PAGE, places_of
from tests.scoring.tiny import tiny


def read(rule: str, **cells: CellValue) -> tuple[float, float, float]:
    """Return what a line earns at least and at most, and whether its answer is missing."""
    names = names_for(tiny(f"- {{id: x, title: X, points: 10, {rule}}}"), "zh")
    values = {f"{sheet}!x": value for sheet, value in cells.items()}
    compiled = compile_formulas(names, places_of(names), PAGE, values)
    found = {PAGE.ref(row): each.value for row, each in enumerate(compiled.sums)}
    low, high = compiled.lines["x"]
    return float(found[low]), float(found[high]), float(found[compiled.missing["x"]])


MET = "ask: yes_no"
COUNT = "bands: {2: 4, 4: 10}"
SHARE = "ask: percent, linear: {from: 0, to: 100}"
JUDGED = "rating: 0.5"
CHOSEN = "choice: {often: {points: 10, title: {zh: 经常, en: Often}}, seldom: {points: 3}}"


@pytest.mark.parametrize("word", YES)
def test_every_yes_is_one_to_the_reader_too(word: str) -> None:
    assert read_yes_no(word) is True
    assert read(MET, answer=f" {word} ") == (10, 10, 0)


@pytest.mark.parametrize("word", NO)
def test_every_no_is_one_to_the_reader_too(word: str) -> None:
    assert read_yes_no(word) is False
    assert read(MET, answer=word.upper()) == (0, 0, 0)


def test_a_truth_or_a_number_in_a_cell_is_read_as_yes_or_no() -> None:
    assert read(MET, answer=True) == (10, 10, 0)
    assert read(MET, answer=0) == (0, 0, 0)


@pytest.mark.parametrize("rule", [MET, COUNT, SHARE, JUDGED, CHOSEN])
def test_what_is_no_answer_leaves_the_line_open_and_is_missing(rule: str) -> None:
    low, high, missing = read(rule, answer="也许")
    assert (low, high, missing) == (3 if rule == CHOSEN else 0, 10, 1)


@pytest.mark.parametrize("value", [-1, Fraction(5, 2)])
def test_a_number_that_is_no_count_leaves_the_line_open(value: CellValue) -> None:
    assert read(COUNT, answer=value) == (0, 10, 1)


def test_a_per_cent_cell_holds_a_share() -> None:
    assert read(SHARE, answer=Fraction(85, 100)) == (8.5, 8.5, 0)
    assert read(SHARE, answer=Fraction(3, 2)) == (0, 10, 1)


def test_a_share_may_be_given_by_its_parts() -> None:
    assert read(SHARE, count=1, of=4) == (2.5, 2.5, 0)


@pytest.mark.parametrize(("count", "of"), [(5, 4), (0, 0), (1, None), (-1, 4), ("1个", 4)])
def test_parts_that_make_no_share_leave_the_line_open(count: CellValue, of: CellValue) -> None:
    assert read(SHARE, count=count, of=of)[:2] == (0, 10)


def test_an_answer_that_is_not_settled_is_read_between_its_ends() -> None:
    assert read(JUDGED, answer="7 至 9") == (7, 9, 1)
    assert read(SHARE, answer="20% 至 40%") == (2, 4, 1)
    assert read(COUNT, answer="3 至 3") == (4, 4, 0)


@pytest.mark.parametrize(
    "text", ["7至9", "７ 至 ９", "7 到 9", "7 to 9", "7-9", "7~9", "7～9", "7–9", "7 - 9"]
)
def test_two_ends_are_read_as_the_reader_of_forms_reads_them(text: str) -> None:
    ends = interval_ends(text)
    assert {name: str(read_number(end)) for name, end in ends.items()} == {"from": "7", "to": "9"}
    assert read(JUDGED, answer=text)[:2] == (7, 9)


def test_one_end_may_be_left_out() -> None:
    assert read(JUDGED, answer="≥7")[:2] == (7, 10)
    assert read(JUDGED, answer="≤3")[:2] == (0, 3)
    assert read(JUDGED, answer="7 至")[:2] == (7, 10)
    assert read(JUDGED, answer="至")[:2] == (0, 10)


@pytest.mark.parametrize("text", ["3", "３", " 3 ", "　3", "3\u00a0", "+3", "3.0", "03"])
def test_a_number_as_a_text_is_the_number_that_the_reader_reads(text: str) -> None:
    assert read_number(text) == 3
    assert read(COUNT, answer=text) == (4, 4, 0)
    assert read(COUNT, awarded=text.replace("3", "4").replace("３", "４")) == (4, 4, 0)
    assert read(SHARE, count=text, of="４") == (7.5, 7.5, 0)


@pytest.mark.parametrize(
    "text", ["2022-12-31", "3/4", "1,000", "3e0", "$3", "3次", "3.0.0", "12:30", "(3)", "3 4", "."]
)
def test_what_only_spreadsheets_take_for_a_number_is_none(text: str) -> None:
    assert read_number(text) is None
    assert read(COUNT, answer=text) == (0, 10, 1)


@pytest.mark.parametrize("value", [85, "85", "85%", "85 %", "８５％"])
def test_per_cent_may_have_lost_its_format(value: CellValue) -> None:
    assert read(SHARE, answer=value) == (8.5, 8.5, 0)


@pytest.mark.parametrize("value", ["0.85", "1", "0.5 至 0.6", "≥0.85", Fraction(3, 2)])
def test_what_may_be_a_share_or_per_cent_is_left_open(value: CellValue) -> None:
    assert read(SHARE, answer=value) == (0, 10, 1)
    if isinstance(value, str):
        signed = "％ 至 ".join(value.split(" 至 ")) + "%"
        assert read(SHARE, answer=signed) != (0, 10, 1)


def test_what_is_not_counted_is_told_by_cell() -> None:
    def told(rule: str, **cells: CellValue) -> list[str]:
        names = names_for(tiny(f"- {{id: x, title: X, points: 10, {rule}}}"), "zh")
        values = {f"{sheet}!x": value for sheet, value in cells.items()}
        compiled = compile_formulas(names, places_of(names), PAGE, values)
        found = {PAGE.ref(row): each.value for row, each in enumerate(compiled.sums)}
        return [cell for cell, ref in compiled.unread.items() if found[ref] == 1]

    assert told(MET, answer="有 ") == []
    assert told(MET, answer="可能") == ["answer!x"]
    assert told(COUNT, answer="三次") == ["answer!x"]
    assert told(COUNT, awarded=7) == ["awarded!x"]
    assert told(COUNT, awarded="4") == []
    assert told(SHARE, count=3, of=2) == ["count!x", "of!x"]
    assert told(SHARE, count="甲", of=2) == ["count!x"]
    assert told(SHARE, count=1) == []


def test_ends_the_wrong_way_round_are_no_answer() -> None:
    assert read(JUDGED, answer="9 至 7") == (0, 10, 1)


def test_a_judgement_keeps_to_its_steps() -> None:
    assert read(JUDGED, answer=Fraction(15, 2)) == (7.5, 7.5, 0)
    assert read(JUDGED, answer=Fraction(29, 4)) == (0, 10, 1)
    assert read(JUDGED, answer="是") == (10, 10, 0)


@pytest.mark.parametrize("text", ["often", "经常", "Often", "OFTEN"])
def test_an_option_is_known_by_its_title_or_id(text: str) -> None:
    assert read(CHOSEN, answer=text) == (10, 10, 0)


def test_points_that_were_awarded_stand_instead_of_the_answer() -> None:
    assert read(COUNT, awarded=4) == (4, 4, 0)
    assert read(COUNT, awarded=11) == (0, 10, 1)


def test_what_may_not_apply_may_be_answered_so() -> None:
    rule = f"{MET}, not_applicable: full"
    assert read(rule, answer="不适用：无食堂") == (10, 10, 0)
    assert read(rule, answer="N/A") == (10, 10, 0)
    assert read(MET, answer="不适用") == (0, 10, 1)
