"""Sheets laid out as published, with a column of points: which line each row is, and the sums."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from hpscore.model.assessment import Assessment
from hpscore.problem import ProblemError
from hpscore.readers.catalogue import Catalogue
from hpscore.readers.filled.contents import contents
from hpscore.readers.outcome import Scorer
from tests.readers.sheets import places, scored, written

TITLE = ("附件1 健康社区现场评分表",)
PLACE = ("县：芒市", "社区名称：幸福里社区")
HEADINGS = ("一级指标", "序号", "评分内容", "分值", "得分", "备注")
MEETINGS = ("一、组织管理（20分）", "一-4", "例会", 3, 2, "缺一次")


def published(tmp_path: Path, *rows: tuple[object, ...], headings: object = HEADINGS) -> Path:
    top = (TITLE, PLACE, headings)
    return written(tmp_path / "得分.xlsx", 评分=(*top, *rows))  # type: ignore[arg-type]


def read(path: Path) -> Assessment:
    outcome = scored(path)
    assert [str(problem.message) for problem in outcome.problems] == []
    assert outcome.assessment is not None
    return outcome.assessment


def awarded(assessment: Assessment) -> dict[str, object]:
    return {line: points.points for line, points in assessment.points.items()}


def test_points_are_awarded_to_the_lines_that_rows_name(tmp_path: Path) -> None:
    found = read(published(tmp_path, MEETINGS, (None, None, "书面承诺", 2, "2分")))
    assert awarded(found) == {"meetings": 2, "pledge": 2}
    assert found.points["meetings"].note == "缺一次"


def test_the_subject_and_the_rubric_are_read_from_above(tmp_path: Path) -> None:
    outcome = scored(published(tmp_path, MEETINGS, ("评审人：张三", None, None, None, None)))
    assert outcome.rubric is not None
    assert outcome.rubric.rubric == "healthy-community"
    assert outcome.assessment is not None
    assert outcome.assessment.subject == {"county": "芒市", "name": "幸福里社区"}
    assert outcome.assessment.assessor == "张三"


@pytest.mark.parametrize(
    "name", ["一-4", "1-4", "例会", "meetings", "4、例会", "例会：一年四次以上"]
)
def test_a_row_may_name_its_line_in_many_ways(tmp_path: Path, name: str) -> None:
    assert awarded(read(published(tmp_path, (None, None, name, 3, 2)))) == {"meetings": 2}


def test_a_number_in_its_dimension_names_a_line_where_its_points_are_right(
    tmp_path: Path,
) -> None:
    row = ("一、组织管理", 4, "每季度召开一次会议，有记录", 3, 2)
    assert awarded(read(published(tmp_path, row))) == {"meetings": 2}
    wrong = ("一、组织管理", 4, "每季度召开一次会议，有记录", 5, 2)
    assert places(scored(published(tmp_path, wrong))) == [("unknown-indicator", "评分!E4")]


def test_blank_rows_and_lines_without_points_are_passed_over(tmp_path: Path) -> None:
    rows = (MEETINGS, (), (None, "一-1", "书面承诺", 2, None), ("填表说明：如实填写",))
    assert awarded(read(published(tmp_path, *rows))) == {"meetings": 2}


def test_sums_that_agree_are_passed_over(tmp_path: Path) -> None:
    rows = (MEETINGS, ("小计", None, None, 20, 2), ("合计（100分）", None, None, 100, 2))
    assert awarded(read(published(tmp_path, *rows))) == {"meetings": 2}


def test_a_sum_that_differs_is_told_with_both_numbers(tmp_path: Path) -> None:
    rows = (MEETINGS, ("小计", None, None, 20, 2), ("合计", None, None, 100, 4.5))
    outcome = scored(published(tmp_path, *rows))
    assert places(outcome) == [("wrong-sum", "评分!E6")]
    assert str(outcome.problems[0].message) == (
        "the sheet adds up to 4.5, the indicators in E4 to 2"
    )


def test_points_beside_a_dimension_are_its_sum(tmp_path: Path) -> None:
    head = ("一、组织管理", None, None, 20, 2)
    assert awarded(read(published(tmp_path, head, MEETINGS))) == {"meetings": 2}
    wrong = ("一、组织管理", None, None, 20, 3)
    assert places(scored(published(tmp_path, wrong, MEETINGS))) == [("wrong-sum", "评分!E4")]


def test_points_in_a_row_that_is_no_indicator_are_an_error(tmp_path: Path) -> None:
    outcome = scored(published(tmp_path, (None, None, "工作例会记", 3, 2)))
    assert places(outcome) == [("unknown-indicator", "评分!E4")]


def test_points_that_the_rule_cannot_give_are_told_with_their_cell(tmp_path: Path) -> None:
    outcome = scored(published(tmp_path, (None, "一-4", "例会", 3, 9)))
    assert places(outcome) == [("not-attainable", "评分!E4")]


def test_points_of_parts_are_added_up(tmp_path: Path) -> None:
    parts = ((None, None, "健身场所与器材", 1, 1), (None, None, "器材安全有提示", 1, 0))
    found = read(published(tmp_path, *parts))
    (line,) = found.points
    assert found.points[line].points == 1


def test_parts_without_points_are_not_taken_for_zero(tmp_path: Path) -> None:
    parts = ((None, None, "健身场所与器材", 1, 1), (None, None, "器材安全有提示", 1, None))
    assert places(scored(published(tmp_path, *parts))) == [("parts-missing", "评分!E5")]


def test_two_rows_of_one_line_are_an_error(tmp_path: Path) -> None:
    outcome = scored(published(tmp_path, MEETINGS, (None, "一-4", "例会", 3, 3)))
    assert places(outcome) == [("two-answers", "评分!E5")]


def test_the_points_of_others_count_before_those_of_the_place_itself(tmp_path: Path) -> None:
    headings = ("序号", "评分内容", "分值", "自评得分", "评审得分")
    both = ("一-4", "例会", 3, 3, 2)
    assert awarded(read(published(tmp_path, both, headings=headings))) == {"meetings": 2}
    own = ("一-4", "例会", 3, 3, None)
    assert awarded(read(published(tmp_path, own, headings=headings))) == {"meetings": 3}


def test_headings_may_take_two_rows(tmp_path: Path) -> None:
    headings = ("序号", "评分内容", "分值", "得分", None)
    lower = (None, None, None, "自评", "评审")
    path = published(tmp_path, lower, ("一-4", "例会", 3, 3, 2), headings=headings)
    assert awarded(read(path)) == {"meetings": 2}


def test_several_columns_of_points_by_others_are_an_error(tmp_path: Path) -> None:
    headings = ("序号", "评分内容", "分值", "得分", "得分")
    outcome = scored(published(tmp_path, ("一-4", "例会", 3, 3, 2), headings=headings))
    assert places(outcome) == [("several-scores", "评分!E3")]


def test_a_sheet_that_names_no_rubric_is_told_with_the_one_it_is_like(tmp_path: Path) -> None:
    rubric = Catalogue().get("healthy-community")
    lines = [line for _, line in rubric.lines()]
    rows = [(line.ref, line.title.say("zh"), 0 if line is lines[0] else None) for line in lines]
    path = written(tmp_path / "x.xlsx", 表=[("序号", "内容", "得分"), *rows])
    outcome = scored(path)
    assert [problem.code for problem in outcome.problems] == ["no-rubric"]
    assert "--rubric healthy-community" in str(outcome.problems[0].help)
    given = scored(path, Scorer(Catalogue(), rubric))
    assert given.problems == ()


def test_several_sheets_are_several_assessments(tmp_path: Path) -> None:
    sheet = (TITLE, PLACE, HEADINGS, MEETINGS)
    path = written(tmp_path / "x.xlsx", 甲=sheet, 乙=sheet)
    found = [*Scorer(Catalogue()).score_found(contents(path))]
    assert [each.source for each in found] == [f"{path}#甲", f"{path}#乙"]
    assert all(each.problems == () for each in found)


def test_a_table_with_a_row_a_subject_is_no_published_sheet(tmp_path: Path) -> None:
    rows = (("名称", "考核项目", "得分"), ("幸福里社区", "健康社区", 86))
    (found,) = contents(written(tmp_path / "x.xlsx", 汇总=rows))
    assert not hasattr(found, "recognised")


def test_a_workbook_that_holds_nothing_known_says_what_was_looked_for(tmp_path: Path) -> None:
    with pytest.raises(ProblemError) as caught:
        contents(written(tmp_path / "x.xlsx", 空=()))
    (problem,) = caught.value.problems
    assert problem.code == "nothing-known"
    assert "hpscore map" in str(problem.help)


def test_points_of_one_part_are_not_those_of_the_whole(tmp_path: Path) -> None:
    outcome = scored(published(tmp_path, (None, None, "健身场所与器材", 1, 1)))
    assert places(outcome) == [("parts-missing", "评分!E4")]
    assert "fitness_safe" in str(outcome.problems[0].message)


def test_numbers_may_run_through_the_whole_table(tmp_path: Path) -> None:
    lines = [line for _, line in Catalogue().get("healthy-community").lines()]
    rows = [
        (None, number, f"按方案第 {number} 条的要求完成", int(line.points or 0), None, None)
        for number, line in enumerate(lines, 1)
    ]
    place = next(at for at, line in enumerate(lines) if line.id == "meetings")
    rows[place] = (*rows[place][:4], 2, None)  # type: ignore[assignment]
    assert awarded(read(published(tmp_path, *rows))) == {"meetings": 2}
    short = rows[: place + 1]
    assert places(scored(published(tmp_path, *short))) == [
        ("unknown-indicator", f"评分!E{place + 4}")
    ]


PLEDGE = ("一、组织管理（20分）", "一-1", "书面承诺", 2, 2)
GROUP = (None, "一-3", "领导小组", 2, 2)
BANNED = ("二、健康环境（20分）", "二-2", "禁烟标识", 3, 3)
CLEAN = (None, "二-4", "环境整洁", 3, 3)


def total(word: str, points: object) -> tuple[object, ...]:
    return (word, None, None, None, points)


@pytest.mark.parametrize("last", ["总计", "合计", "最终得分", "应得总分"])
def test_sums_of_dimensions_may_be_called_like_the_sum_of_all(tmp_path: Path, last: str) -> None:
    rows = (PLEDGE, GROUP, total("合计", 4), BANNED, CLEAN, total("合计", 6), total(last, 10))
    read(published(tmp_path, *rows))


def test_a_sum_may_be_that_of_its_dimension_though_parts_of_it_were_summed(
    tmp_path: Path,
) -> None:
    rows = (BANNED, PLEDGE, total("小计", 2), GROUP, total("小计", 2), total("合计", 4))
    read(published(tmp_path, *rows, total("本页合计", 7)))


def test_a_sum_that_equals_nothing_above_is_told_with_its_range(tmp_path: Path) -> None:
    rows = (PLEDGE, GROUP, total("合计", 4), BANNED, CLEAN, total("合计", 5), total("总计", 9))
    outcome = scored(published(tmp_path, *rows))
    assert [str(problem.message) for problem in outcome.problems] == [
        "the sheet adds up to 5, the indicators in E7:E8 to 6",
        "the sheet adds up to 9, the indicators in E4:E8 to 10",
    ]


def test_a_sum_of_nothing_yet_is_zero(tmp_path: Path) -> None:
    blank = (*BANNED[:4], None)
    read(published(tmp_path, PLEDGE, total("小计", 2), blank, total("小计", 0), total("总计", 2)))
    outcome = scored(published(tmp_path, PLEDGE, total("小计", 2), total("总计", 0)))
    assert places(outcome) == [("wrong-sum", "评分!E6")]


def test_a_sum_that_nobody_computed_costs_no_points(tmp_path: Path) -> None:
    found = read(published(tmp_path, PLEDGE, GROUP, total("小计", "=SUM(E4:E5)")))
    assert awarded(found) == {"pledge": 2, "leading_group": 2}


@pytest.mark.parametrize(
    ("heading", "text"),
    [
        ("存在问题", "例会"),
        ("关联指标", "一-1"),
        ("评分标准", "例会：一年四次"),
        ("责任单位", "例会"),
    ],
)
def test_the_item_says_what_a_row_is_not_what_another_column_mentions(
    tmp_path: Path, heading: str, text: str
) -> None:
    headings = ("序号", "指标", heading, "分值", "得分")
    path = published(tmp_path, (3, "领导小组", text, 2, 2), headings=headings)
    assert awarded(read(path)) == {"leading_group": 2}


def test_a_number_and_a_title_of_different_items_are_an_error(tmp_path: Path) -> None:
    outcome = scored(published(tmp_path, (None, "一-1", "领导小组", 2, 2)))
    assert places(outcome) == [("ambiguous-indicator", "评分!E4")]


@pytest.mark.parametrize(
    "lower", [("村自评", "县评审"), ("自评分值", "专家打分"), ("自我评价", "评审组")]
)
def test_points_below_a_heading_of_two_rows_are_told_apart_by_who_gave_them(
    tmp_path: Path, lower: tuple[str, str]
) -> None:
    headings = ("序号", "评分内容", "分值", "得分", None, "备注")
    rows = ((None, None, None, *lower, None), ("一-4", "例会", 3, 0, 2, None))
    assert awarded(read(published(tmp_path, *rows, headings=headings))) == {"meetings": 2}


@pytest.mark.parametrize("lower", [("2022年", "2023年"), ("社区得分", "县级得分")])
def test_points_of_two_columns_that_are_not_told_apart_are_an_error(
    tmp_path: Path, lower: tuple[str, str]
) -> None:
    headings = ("序号", "评分内容", "分值", "得分", None)
    rows = ((None, None, None, *lower), ("一-4", "例会", 3, 0, 2))
    outcome = scored(published(tmp_path, *rows, headings=headings))
    assert places(outcome) == [("several-scores", "评分!E4")]


def test_a_column_of_others_with_nothing_but_the_sum_is_blank(tmp_path: Path) -> None:
    headings = ("序号", "评分内容", "分值", "自评得分", "评审得分")
    rows = (("一-4", "例会", 3, 3, None), ("合计", None, 3, 3, 0))
    assert awarded(read(published(tmp_path, *rows, headings=headings))) == {"meetings": 3}


def test_which_of_several_columns_counts_is_said(tmp_path: Path) -> None:
    headings = ("序号", "评分内容", "分值", "自评得分", "复核得分")
    (found,) = contents(published(tmp_path, ("一-4", "例会", 3, 3, 2), headings=headings))
    (remark,) = found.remarks()  # type: ignore[union-attr]
    assert str(remark) == "points are those of the column '复核得分', not of 自评得分"


def test_headings_again_with_points_elsewhere_are_an_error(tmp_path: Path) -> None:
    again = ("一级指标", "序号", "评分内容", "得分", "分值")
    outcome = scored(published(tmp_path, PLEDGE, again, (None, "一-3", "领导小组", 0, 2)))
    assert places(outcome) == [("headings-moved", "评分!E5")]


def test_headings_again_in_their_places_are_passed_over(tmp_path: Path) -> None:
    found = read(published(tmp_path, PLEDGE, HEADINGS, GROUP))
    assert awarded(found) == {"pledge": 2, "leading_group": 2}


@pytest.mark.parametrize("points", ["8/10", "八分", "优"])
def test_an_unknown_row_is_told_whatever_its_points_look_like(tmp_path: Path, points: str) -> None:
    outcome = scored(published(tmp_path, PLEDGE, (None, 9, "不认识的指标", 10, points)))
    assert places(outcome) == [("unknown-indicator", "评分!E5")]


def test_points_shown_as_per_cent_are_an_error(tmp_path: Path) -> None:
    rows = (TITLE, PLACE, HEADINGS, (None, None, "健康制度项数", 3, 0.5))
    path = written(tmp_path / "x.xlsx", {"评分!E4": "0%"}, 评分=rows)
    outcome = scored(path)
    assert places(outcome) == [("share-not-points", "评分!E4")]
    assert str(outcome.problems[0].message) == "the cell shows 50 %, where points are given"


def test_one_cell_of_points_over_several_indicators_is_an_error(tmp_path: Path) -> None:
    path = published(tmp_path, PLEDGE, (None, "一-3", "领导小组", 2, None))
    book = load_workbook(path)
    book["评分"].merge_cells("E4:E5")
    book.save(path)
    assert places(scored(path)) == [("merged-points", "评分!E4")]


def test_a_sheet_whose_points_are_not_found_is_told_with_its_headings(tmp_path: Path) -> None:
    headings = ("序号", "评分内容", "分值", "扣分")
    outcome = scored(published(tmp_path, ("一-4", "例会", 3, 1), headings=headings))
    assert places(outcome) == [("no-score-column", "评分!A3")]
    assert "its headings are 序号, 评分内容, 分值, 扣分" in str(outcome.problems[0].message)


def test_one_of_several_sheets_whose_points_are_not_found_is_told(tmp_path: Path) -> None:
    sheet = (TITLE, PLACE, HEADINGS, PLEDGE)
    other = (TITLE, PLACE, (*HEADINGS[:4], "县里打的"), PLEDGE)
    criteria = (TITLE, ("一级指标", "序号", "评分内容", "分值", "办法"), (*PLEDGE[:4], "查阅"))
    path = written(tmp_path / "x.xlsx", 甲=sheet, 乙=other, 办法=criteria)
    found = [*Scorer(Catalogue()).score_found(contents(path))]
    assert [(each.source, len(each.problems)) for each in found] == [
        (str(path), 0),
        (f"{path}#乙", 1),
    ]


def test_a_table_beside_a_sheet_with_points_is_said_to_be_left_out(tmp_path: Path) -> None:
    sheet = (TITLE, PLACE, HEADINGS, PLEDGE)
    table = (("名称", "书面承诺"), ("丙村", "是"))
    (found,) = contents(written(tmp_path / "x.xlsx", 甲=sheet, 各村=table))
    (remark,) = found.remarks()  # type: ignore[union-attr]
    assert str(remark) == "not read beside the sheet with points: 各村"


def test_a_hidden_sheet_is_not_scored(tmp_path: Path) -> None:
    sheet = (TITLE, PLACE, HEADINGS, PLEDGE)
    path = written(tmp_path / "x.xlsx", 甲=sheet, 旧表=sheet)
    book = load_workbook(path)
    book["旧表"].sheet_state = "hidden"
    book.save(path)
    assert len(contents(path)) == 1
