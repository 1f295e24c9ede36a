"""A workbook of results says what the results say: numbers, ranks, verdicts and errors."""

from __future__ import annotations

import pickle
from dataclasses import replace
from functools import cache
from io import BytesIO

import pytest
from openpyxl import Workbook
from python_calamine import CalamineWorkbook

from hpscore.message import Language
from hpscore.model.number import Number
from hpscore.model.rubric import Rubric
from hpscore.readers.outcome import Outcome
from hpscore.reports.book import Book
from hpscore.reports.results_book.gathering import gather
from hpscore.reports.results_book.itemised import write_itemised
from hpscore.reports.results_book.taking import take
from tests.reports import booked, made

SMALL = """
rubric: small
version: "1"
title: Small
dimensions:
  - id: one
    title: One
    points: 10
    indicators:
      - {id: a, title: First, points: 4, ref: 附件1 一-1}
      - {id: b, title: Second, points: 6, rating: 1}
tiers:
  - {id: good, title: Good, at_least: 6}
  - {id: bad, title: Bad}
conversions: [{id: third, title: A third, times: 1, per: 3}]
"""

COUNTIES = (
    ("甲", "东", "东一", "a: yes, b: 6"),
    ("乙", "东", "东二", "a: yes, b: 2"),
    ("丙", "西", "", "a: no, b: 6"),
    ("丁", "西", "", "a: no, b: 1"),
    ("戊", "西", "", "a: yes"),
)


@cache
def small_rubric() -> Rubric:
    return made.rubric(SMALL)


def small(name: str, county: str, street: str, answers: str) -> Outcome:
    facts = f"id: {name}1, name: {name}, county: {county}" + (f", street: {street}" * bool(street))
    text = f"subject: {{{facts}}}\nanswers: {{{answers}}}"
    return made.outcome(small_rubric(), text, f"{name}.yaml")


def several() -> list[Outcome]:
    return [small(*one) for one in COUNTIES]


def fifteen(number: Number) -> float:
    return float(f"{float(number):.15g}")


def close(cell: object, number: Number) -> bool:
    assert isinstance(cell, int | float)
    return fifteen(cell) == fifteen(number)  # type: ignore[arg-type]  # a float is fine here


def titles(found: Workbook) -> list[str]:
    return [sheet.title for sheet in found.worksheets]


def test_the_list_of_a_rubric_has_the_numbers_of_its_results() -> None:
    outcomes = made.results()
    found = booked.book(outcomes)
    rows = {
        row["File"]: row
        for sheet in found.worksheets
        if sheet.freeze_panes and sheet["A3"].value == "Rank"
        for row in booked.table(sheet, "Rank").rows
    }
    assert set(rows) == {outcome.source for outcome in outcomes}
    for outcome in outcomes:
        row, result = rows[outcome.source], outcome.result
        assert result is not None
        if result.points is None:
            continue
        assert close(row["Earned"], result.points.earned)
        assert close(row["Reachable"], result.points.reachable)
        assert close(row["Maximum"], result.points.maximum)
        if "Total" in row and result.total is not None:
            assert close(row["Total"], result.total.earned)
            assert close(row["Total reachable"], result.total.reachable)


def test_subtotals_and_conversions_stand_below_their_titles() -> None:
    (row,) = booked.table(booked.book([several()[0]])["Small"], "Rank").rows
    assert row["One\n(10)"] == 10
    assert close(row["A third"], several()[0].result.conversions["third"].earned)  # type: ignore[union-attr]
    assert row["Tier"] == "Good"
    assert row["County"] == "东"


def test_ties_share_a_rank_and_what_can_still_change_is_marked() -> None:
    sheet = booked.book(several())["Small"]
    listed = booked.table(sheet, "Rank").rows
    assert [(row["Rank"], row["Name"]) for row in listed] == [
        (1, "甲"),
        (2, "乙"),
        (2, "丙"),
        (4, "戊"),
        (5, "丁"),
    ]
    marked = {sheet.cell(row, 2).value: sheet.cell(row, 1).number_format for row in range(4, 9)}
    assert {name for name, form in marked.items() if "*" in form} == {"戊"}


def test_less_is_better_where_the_rubric_says_so_and_without_a_total_there_is_no_rank() -> None:
    by = made.rubric(made.LOWER)
    values = ("{na: 没有检查}", "5", "2")
    outcomes = [
        made.outcome(by, f"answers: {{found: {value}}}", f"{place}.yaml")
        for place, value in enumerate(values)
    ]
    listed = booked.table(booked.book(outcomes).worksheets[1], "Rank").rows
    assert [(row["Rank"], row["File"]) for row in listed] == [
        (1, "2.yaml"),
        (2, "1.yaml"),
        (None, "0.yaml"),
    ]


def test_without_points_lines_are_counted() -> None:
    by = made.rubric(made.TARGETS)
    outcomes = [made.outcome(by, made.SHORT, "s.yaml"), made.outcome(by, made.REACHED, "r.yaml")]
    found = booked.book(outcomes)
    first, second = booked.table(found.worksheets[1], "Rank").rows
    assert (first["File"], first["Lines met"], first["Lines not met"]) == ("r.yaml", 4, 0)
    assert outcomes[0].result is not None
    lines = [one.line for d in outcomes[0].result.dimensions for one in d.indicators]
    assert second["Lines not met"] == sum(line.stands is False for line in lines)
    assert second["Lines open"] == sum(line.stands is None for line in lines) > 0
    assert "Earned" not in first
    itemised = booked.table(found["Line by line"], "Name")
    assert "Maximum" not in itemised.heads
    assert [row["Still missing"] for row in itemised.rows[: len(lines)]] == [
        fifteen(line.distance.short)
        if line.stands is False and line.distance is not None and line.distance.short is not None
        else None
        for line in lines
    ]
    assert 5 in [row["Still missing"] for row in itemised.rows]


def test_the_total_table_adds_up() -> None:
    sheet = booked.book(several())["Total table"]
    (whole,) = booked.table(sheet, "Kind of subject").rows
    assert (whole["Subjects"], whole["Points final"], whole["Can still change"]) == (5, 4, 1)
    assert close(whole["Mean total"], 23 / 4)  # type: ignore[arg-type]
    places = booked.table(sheet, "County").rows
    assert [(row["County"], row["Street or township"], row["Subjects"]) for row in places] == [
        ("All", None, 5),
        ("东", None, 2),
        ("东", "东一", 1),
        ("东", "东二", 1),
        ("西", None, 3),
    ]
    for key in ("Subjects", "Points final", "Good", "Bad", "Tier undecided"):
        values = [row[key] for row in places]
        assert all(isinstance(value, int) for value in values)
        every, east, first, second, west = values
        assert every == east + west  # type: ignore[operator]  # these are numbers
        assert east == first + second  # type: ignore[operator]
    assert (places[0]["Good"], places[0]["Share of Good in the decided"]) == (3, 3 / 4)
    assert "no standard prescribes it" in str(sheet["A2"].value)


def test_every_line_of_every_subject_stands_in_the_order_of_the_input() -> None:
    outcomes = several()
    lines = booked.table(booked.book(outcomes)["Line by line"], "Name").rows
    assert [row["Name"] for row in lines] == [name for name, *_ in COUNTIES for _ in range(2)]
    for place, outcome in enumerate(outcomes):
        assert outcome.result is not None
        for row, one in zip(
            lines[2 * place :], outcome.result.dimensions[0].indicators, strict=False
        ):
            assert one.line.points is not None
            assert close(row["Earned"], one.line.points.earned)
            assert close(row["Reachable"], one.line.points.reachable)
    assert lines[4]["Why points are missing"] == "-4 not met"
    assert lines[9]["State"] == "open"
    assert lines[0]["Item reference"] == "一-1"


def test_lost_points_add_up_to_those_of_the_results() -> None:
    for outcomes in (several(), [o for o in made.results() if o.source == "settled.yaml"]):
        rows = booked.table(booked.book(outcomes)["Lost points"], "Rank").rows
        lost: dict[str, Number] = {}
        for outcome in outcomes:
            assert outcome.result is not None
            for cause, points in outcome.result.lost.items():
                lost[cause] = lost.get(cause, 0) + points
        for cause, head in (("not_met", "Not met"), ("judged", "Judged"), ("short", "Short")):
            cells = [row.get(head) or 0 for row in rows]
            assert close(sum(cells), lost.get(cause, 0))  # type: ignore[arg-type]
        assert close(
            sum(row["Points lost"] or 0 for row in rows),  # type: ignore[misc]
            sum(points for cause, points in lost.items() if cause != "not_answered"),
        )


def test_the_line_that_costs_most_comes_first_and_open_points_are_not_lost() -> None:
    first, second = booked.table(booked.book(several())["Lost points"], "Rank").rows
    assert (first["Indicator"], first["Points lost"], first["Rank"]) == ("Second", 9, 1)
    assert (second["Indicator"], second["Points lost"], second["Not met"]) == ("First", 8, 8)
    assert first["Not answered"] == 6
    assert first["Still open"] == 1
    assert first["Subjects that lost points, or do not meet it"] == 2


@pytest.mark.parametrize("name", ["=cmd|' /C calc'!A0", "+1", "-1+1", "@SUM(1)", "\t=1", "＝1"])
def test_names_stay_texts(name: str) -> None:
    scored = several()[0]
    assert scored.result is not None
    subject = {**scored.result.subject, "name": name, "county": name}
    told = replace(scored, source=name, result=replace(scored.result, subject=subject))
    for sheet in booked.book([told, Outcome(name)]).worksheets:
        for row in sheet.iter_rows():
            assert all(cell.data_type != "f" for cell in row)
    listed = booked.table(booked.book([told])["Small"], "Rank").rows
    assert listed[0]["Name"] == name.replace("\t", " ")


def test_a_very_long_name_is_broken_and_leaves_the_sheet_readable() -> None:
    scored = several()[0]
    assert scored.result is not None
    subject = {**scored.result.subject, "name": "很长的名称" * 100}
    sheet = booked.book([replace(scored, result=replace(scored.result, subject=subject))])["Small"]
    assert sheet["B4"].value == "很长的名称" * 100
    assert sheet.column_dimensions["B"].width <= 30
    assert sheet.row_dimensions[4].height > 100


def test_both_languages() -> None:
    found = booked.book(several(), "zh")
    assert titles(found) == ["全市汇总", "Small", "图表", "失分分析", "逐项得分"]
    rows = booked.table(found["Small"], "名次")
    assert rows.heads[:5] == ("名次", "名称", "编号", "县（市、区）", "街道（乡镇）")
    assert "One\n（10）" in rows.heads
    assert rows.rows[3]["等级"] == "未定：Good 或 Bad"
    assert titles(booked.book(several())) == [
        "Total table",
        "Small",
        "Charts",
        "Lost points",
        "Line by line",
    ]


def test_inputs_without_a_result_are_told_apart_and_counted_nowhere() -> None:
    failed = made.outcome(small_rubric(), "answers: {a: perhaps, b: 7}", "wrong.yaml")
    assert failed.problems
    found = booked.book([*several(), failed])
    errors = booked.table(found["Errors"], "File").rows
    assert [(row["File"], row["Code of the error"]) for row in errors] == [
        ("wrong.yaml", problem.code) for problem in failed.problems
    ]
    place = failed.problems[0].location
    assert errors[0]["Place in the file"] == f"{place.line}:{place.column}"
    assert errors[0]["What is wrong"] == str(failed.problems[0].message)
    (whole,) = booked.table(found["Total table"], "Kind of subject").rows
    assert whole["Subjects"] == 5
    assert found["Total table"]["A3"].value == "Left out: 1 inputs without a result, listed apart"


def test_only_errors_or_nothing_at_all_is_a_workbook_too() -> None:
    failed = made.outcome(small_rubric(), "answers: {a: perhaps}", "wrong.yaml")
    assert titles(booked.book([failed])) == ["Errors"]
    found = booked.book([])
    assert found["Results"]["A1"].value == "No results"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_sheet_is_empty_and_all_are_laid_out_for_paper(language: Language) -> None:
    roster: booked.Rows = [["名称", "份数"], ["甲", 1], ["乙", None]]
    for sheet in booked.book(made.results(), language, roster=roster).worksheets:
        assert sheet.max_row > 1
        assert sheet.page_setup.paperSize == 9
        assert sheet.sheet_properties.pageSetUpPr is not None
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        if sheet.auto_filter.ref:
            assert sheet.print_title_rows
            assert sheet.freeze_panes


def test_a_roster_has_a_sheet_of_its_own() -> None:
    roster: booked.Rows = [
        ["Name", "Handed in", "Difference"],
        ["甲", 2, "3/4"],
        ["乙", None, None],
    ]
    rows = booked.table(booked.book(several(), roster=roster)["Roster"], "Name").rows
    assert rows[0] == {"Name": "甲", "Handed in": 2, "Difference": "3/4"}
    assert rows[1]["Handed in"] is None


def test_rubrics_of_one_title_have_sheets_of_their_own() -> None:
    other = made.rubric(SMALL.replace('"1"', '"2"'))
    third = made.rubric(SMALL.replace("points: 4", "points: 3").replace("points: 6", "points: 7"))
    outcomes = [
        several()[0],
        made.outcome(other, "answers: {a: yes}", "b.yaml"),
        made.outcome(third, "answers: {a: no}", "c.yaml"),
    ]
    found = booked.book(outcomes)
    labels = [
        row["Kind of subject"] for row in booked.table(found["Total table"], "Kind of subject").rows
    ]
    assert labels[1] == "Small 2"
    assert len(set(labels)) == 3
    assert all(str(label).startswith("Small 1 ") for label in labels[::2])
    assert titles(found)[1:4] == labels


def test_personal_facts_are_left_out_unless_asked_for() -> None:
    by = made.rubric(made.EVERY_KIND)
    outcome = made.outcome(by, made.SETTLED)
    for personal in (False, True):
        found = booked.book([outcome], personal=personal)
        cells = {
            cell for sheet in found for row in sheet.iter_rows(values_only=True) for cell in row
        }
        assert ("123" in cells) is personal


def test_the_same_results_are_the_same_bytes_also_through_another_process() -> None:
    outcomes = made.results()
    first = booked.written(outcomes)
    assert first == booked.written(outcomes)
    for outcome in outcomes:
        taken = take(outcome, "zh", False)
        assert pickle.loads(pickle.dumps(taken)) == taken


def test_more_lines_than_a_sheet_has_rows_go_on_in_a_second_one() -> None:
    stream, spool = BytesIO(), BytesIO()
    found = gather([take(outcome, "en") for outcome in several()], spool)
    workbook = Book(stream, in_order=True)
    write_itemised(workbook, found, "en", most_rows=8)
    workbook.close()
    sheets = booked.opened(stream.getvalue()).worksheets
    assert [sheet.title for sheet in sheets] == ["Line by line", "Line by line 2"]
    rows = [row for sheet in sheets for row in booked.table(sheet, "Name").rows]
    assert [row["Name"] for row in rows] == [name for name, *_ in COUNTIES for _ in range(2)]


def test_bonus_and_deductions_stand_among_the_lines() -> None:
    by = made.rubric(made.EVERY_KIND)
    outcome = made.outcome(by, made.SETTLED)
    assert outcome.result is not None
    rows = booked.table(booked.book([outcome])["Line by line"], "Name").rows
    besides = [row for row in rows if row["Dimension"] == "bonus and deductions"]
    assert [row["Earned"] for row in besides] == [
        fifteen(one.points.earned) for one in outcome.result.adjustments
    ]


def test_another_reader_finds_the_same_numbers() -> None:
    content = booked.written(several())
    rows = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_name("Small").to_python()
    head = next(row for row in rows if row[0] == "Rank")
    points = rows[rows.index(head) + 1][head.index("A third")]
    assert points == pytest.approx(10 / 3, rel=1e-15)


def test_odd_titles_of_a_rubric_are_titles_still() -> None:
    odd = SMALL.replace("title: Small", "title: \"The year's [plan]: a/b?* ='x'\"").replace(
        "title: Good", "title: '=\"good\"'"
    )
    odd = odd.replace("title: Bad", f"title: {'B' * 300}")
    found = booked.book([made.outcome(made.rubric(odd), "answers: {a: yes, b: 6}")])
    assert found.worksheets[1].title == "The year's  plan   a b   ='x"
    (row,) = booked.table(found.worksheets[1], "Rank").rows
    assert row["Tier"] == '="good"'
    rules = [rule for cells in found.worksheets[1].conditional_formatting for rule in cells.rules]
    # a text of more than 255 characters in a rule would break the whole workbook
    assert [rule.formula for rule in rules if rule.type == "cellIs"] == [['"=""good"""']]
    assert found.worksheets[1].print_title_rows == "$3:$3"


def test_what_bars_a_tier_is_said() -> None:
    by = made.rubric(made.EVERY_KIND)
    found = booked.book([made.outcome(by, made.WITHHELD)])
    (row,) = booked.table(found.worksheets[1], "Rank").rows
    assert row["Rank"] is None
    assert str(row["Tier"]).startswith("withheld")
    assert "it happened" in str(row["What bars a tier"])
    (whole,) = booked.table(found["Total table"], "Kind of subject").rows
    assert (whole["Points final"], whole["Mean total"]) == (1, None)


def test_who_is_there_twice_is_named_above_the_totals() -> None:
    twice = small("甲", "东", "", "a: yes")
    sheet = booked.book([twice, replace(twice, source="again.yaml")], "zh")["全市汇总"]
    cells = [str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell]
    assert any("每份都计入：甲 (2)" in cell for cell in cells)
