"""Forms in workbooks that people filled in: what they did to them, and what is read."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from hpscore.model.assessment import Assessment
from hpscore.model.digest import digest_of
from hpscore.readers.catalogue import Catalogue
from hpscore.readers.filled.contents import contents
from hpscore.readers.outcome import Outcome, Scorer
from tests.readers.sheets import COVER, HEADINGS, filled_form, places, scored, written


def row(key: str, answer: object = None, **others: object) -> list[object]:
    """Return a row of a form; the columns are those of `HEADINGS`."""
    names = ("title", "points", "answer", "count", "of", "note", "awarded", "key")
    values = {"title": key, "answer": answer, "key": key, **others}
    return [values.get(name) for name in names]


def read(path: Path) -> Assessment:
    outcome = scored(path)
    assert outcome.problems == ()
    assert outcome.assessment is not None
    return outcome.assessment


def answer(assessment: Assessment, question: str) -> Any:
    found = assessment.answers.get(question)
    if found is None:
        return None
    if found.value is None:
        return found.low, found.high
    return found.value


def form(tmp_path: Path, *rows: list[object], **others: Any) -> Path:
    return filled_form(tmp_path / "form.xlsx", *rows, **others)


def test_answers_facts_and_the_period_are_read(tmp_path: Path) -> None:
    found = read(form(tmp_path, row("pledge", "是"), row("meetings", 3)))
    assert (answer(found, "pledge"), answer(found, "meetings")) == (True, 3)
    assert found.subject == {"name": "幸福里社区", "setting": "urban"}
    assert found.period is not None
    assert (found.period.from_, found.period.to) == ("2022-01-01", "2022-12-31")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        *((text, True) for text in ("是", "有", "√", "Yes", True, 1)),
        *((text, False) for text in ("否", "无", "×", "no", False, 0)),
    ],
)
def test_yes_and_no_are_read_in_all_their_spellings(
    tmp_path: Path, written: object, meant: bool
) -> None:
    assert answer(read(form(tmp_path, row("pledge", written))), "pledge") is meant


@pytest.mark.parametrize("written", [3, 3.0, "3", "３", " 3 "])
def test_a_count_may_be_a_number_or_a_text_with_wide_digits(
    tmp_path: Path, written: object
) -> None:
    assert answer(read(form(tmp_path, row("meetings", written))), "meetings") == 3


@pytest.mark.parametrize(
    ("text", "ends"),
    [("2 至 3", (2, 3)), ("2-3", (2, 3)), ("2～3", (2, 3)), ("2 to 3", (2, 3)), ("２–３", (2, 3))],
)
def test_a_number_that_is_not_settled_is_an_interval(
    tmp_path: Path, text: str, ends: tuple[int, int]
) -> None:
    assert answer(read(form(tmp_path, row("meetings", text))), "meetings") == ends


def test_an_interval_may_be_open_at_one_end(tmp_path: Path) -> None:
    found = read(form(tmp_path, row("meetings", "≥2"), row("trainings", "≤1")))
    assert found.answers["meetings"].low == 2
    assert found.answers["meetings"].high == float("inf")
    assert answer(found, "trainings") == (0, 1)


def test_a_cell_that_shows_per_cent_is_multiplied(tmp_path: Path) -> None:
    path = form(tmp_path, row("sanitary_toilet_share", 0.85), formats={"评分!C2": "0.0#%"})
    assert answer(read(path), "sanitary_toilet_share") == 85
    path = form(tmp_path, row("sanitary_toilet_share", "85%"))
    assert answer(read(path), "sanitary_toilet_share") == 85


def test_a_bare_share_is_no_per_cent_for_certain(tmp_path: Path) -> None:
    outcome = scored(form(tmp_path, row("sanitary_toilet_share", 0.85)))
    assert places(outcome) == [("share-or-percent", "评分!C2")]


def test_a_share_may_be_given_by_its_parts_beside_what_is_shown(tmp_path: Path) -> None:
    parts = {"count": 412, "of": 500}
    found = read(form(tmp_path, row("sanitary_toilet_share", "82.4%", **parts)))
    assert answer(found, "sanitary_toilet_share") == pytest.approx(82.4)
    assert found.answers["sanitary_toilet_share"].count == 412
    outcome = scored(form(tmp_path, row("sanitary_toilet_share", "90%", **parts)))
    assert [code for code, _ in places(outcome)] == ["two-answers"]


def test_notes_and_points_awarded_are_read(tmp_path: Path) -> None:
    found = read(
        form(
            tmp_path,
            row("trainings", 1, note="只见一次签到"),
            row("meetings", awarded=2, note="按表得分"),
            row("pledge", note="未见原件"),
        )
    )
    assert found.answers["trainings"].note == "只见一次签到"
    assert (found.points["meetings"].points, found.points["meetings"].note) == (2, "按表得分")
    assert found.notes == {"pledge": "未见原件"}


def test_columns_may_be_moved_and_the_headings_stand_lower(tmp_path: Path) -> None:
    path = filled_form(
        tmp_path / "form.xlsx",
        ["本年度"],
        ["题号", "备注", "答 案".replace(" ", "\n"), "评审内容"],
        ["meetings", "齐全", 3, "例会"],
        headings=["健康社区评分表"],
    )
    found = read(path)
    assert (answer(found, "meetings"), found.answers["meetings"].note) == (3, "齐全")


def test_rows_may_be_added(tmp_path: Path) -> None:
    path = form(
        tmp_path,
        ["一、组织管理（20 分）"],
        row("pledge", "是"),
        [],
        [*HEADINGS],
        row("", None, title="例会：说明见附页"),
        row("", 3, title="例会"),
        row("", None, title="以上情况属实", note="张三"),
        row("", "负责人签字：", title="评审人签字："),
    )
    found = read(path)
    assert (answer(found, "pledge"), answer(found, "meetings")) == (True, 3)


def test_a_key_may_be_any_name_of_its_question(tmp_path: Path) -> None:
    assert answer(read(form(tmp_path, row("一-4", 3))), "meetings") == 3
    assert answer(read(form(tmp_path, row("例会", 3))), "meetings") == 3


def test_all_problems_are_told_with_their_cells(tmp_path: Path) -> None:
    path = form(
        tmp_path,
        row("meetings", "三次"),
        row("meeting", 3),
        row("", 2, title="什么也不是"),
        row("pledge", "是"),
        row("pledge", "否"),
        row("trainings", date(2022, 7, 9)),
        row("例会", awarded=9),
    )
    assert sorted(places(scored(path)), key=lambda each: each[1]) == [
        ("not-a-count", "评分!C2"),
        ("row-without-key", "评分!C4"),
        ("two-answers", "评分!C6"),
        ("date-for-number", "评分!C7"),
        ("not-attainable", "评分!G8"),
        ("unknown-question", "评分!H3"),
    ]


def test_a_wrong_key_is_told_with_the_one_that_is_near(tmp_path: Path) -> None:
    (problem,) = scored(form(tmp_path, row("meeting", 3))).problems
    assert str(problem.message) == "there is no question 'meeting' in healthy-community"
    assert str(problem.help) == "did you mean 'meetings'?"


def test_the_same_answer_twice_is_one_answer(tmp_path: Path) -> None:
    assert answer(read(form(tmp_path, row("pledge", "是"), row("pledge", "是"))), "pledge") is True


@pytest.mark.parametrize(("value", "code"), [("=1+1", "not-computed"), ("=#REF!", "not-computed")])
def test_a_formula_that_nobody_computed_is_no_blank(tmp_path: Path, value: str, code: str) -> None:
    outcome = scored(form(tmp_path, row("meetings", value)))
    assert places(outcome) == [(code, "评分!C2")]


def test_an_error_value_is_no_answer(tmp_path: Path) -> None:
    outcome = scored(form(tmp_path, row("meetings", "#REF!")))
    assert [cell for _, cell in places(outcome)] == ["评分!C2"]


def test_one_answer_merged_over_two_questions_is_refused(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    path = form(tmp_path, row("meetings", 3), row("trainings"))
    book = load_workbook(path)
    book["评分"].merge_cells("C2:C3")
    book.save(path)
    assert places(scored(path)) == [("merged-answers", "评分!C2")]


def test_a_second_column_of_answers_is_refused_where_it_is_used(tmp_path: Path) -> None:
    path = form(tmp_path, [*row("meetings", 3), 4], headings=[*HEADINGS, "答案"])
    assert places(scored(path)) == [("two-columns", "评分!I1")]
    path = form(tmp_path, row("meetings", 3), headings=[*HEADINGS, "答案"])
    assert answer(read(path), "meetings") == 3


def test_what_does_not_apply_takes_its_reason_from_the_note(tmp_path: Path) -> None:
    cover = (("评分标准", "healthy-village"), ("名称", "甲村"))
    rubric = Catalogue().get("healthy-village")
    line = next(each for _, each in rubric.lines() if each.not_applicable is not None)
    path = form(tmp_path, row(line.id, "不适用", note="没有食堂"), cover=cover)
    found = read(path)
    assert found.answers[line.id].state == "not_applicable"
    assert found.answers[line.id].note == "没有食堂"
    path = form(tmp_path, row(line.id, "不适用：没有食堂"), cover=cover)
    assert read(path).answers[line.id].note == "没有食堂"
    path = form(tmp_path, row(line.id, "不适用"), cover=cover)
    assert places(scored(path)) == [("na-without-reason", "评分!C2")]


def test_labels_of_the_cover_may_stand_beside_each_other(tmp_path: Path) -> None:
    cover = (
        ("评分标准：", "healthy-community", "名称", "幸福里社区"),
        ("编号", None, "城乡（城市或农村）", "农村"),
        ("评审起日", datetime(2022, 1, 1), "评审止日", "2022年12月31日"),
        ("评审人", None, "第二组"),
        ("subject.网格", "第三网格"),
    )
    found = read(form(tmp_path, row("pledge", "是"), cover=cover))
    assert found.subject == {"name": "幸福里社区", "setting": "rural", "网格": "第三网格"}
    assert found.assessor == "第二组"
    assert found.period is not None
    assert found.period.to == "2022-12-31"


def test_an_id_that_a_spreadsheet_rewrote_is_told_with_its_cell(tmp_path: Path) -> None:
    cover = (*COVER, ("编号", "1.38E+10"))
    outcome = scored(form(tmp_path, row("pledge", "是"), cover=cover))
    assert places(outcome) == [("rewritten", "封面!B7")]


def test_papers_are_read_with_one_file_a_line(tmp_path: Path) -> None:
    papers = (
        ("编号", "材料", "已交文件"),
        (7, "例会材料", "例会/q1.pdf\n例会/q2.pdf"),
        (8, "年度计划", None),
        (None, "居民公约", "公约.pdf"),
        ("以上材料由社区保管",),
    )
    found = read(form(tmp_path, row("pledge", "是"), 佐证材料=papers))
    assert found.evidence == {"7": ("例会/q1.pdf", "例会/q2.pdf"), "9": ("公约.pdf",)}
    wrong = (("编号", "材料", "已交文件"), (99, "什么", "a.pdf"), (1, "承诺书", "../b.pdf"))
    outcome = scored(form(tmp_path, row("pledge", "是"), 佐证材料=wrong))
    assert places(outcome) == [("unknown-evidence", "佐证材料!C2"), ("outside", "佐证材料!C3")]


def test_a_form_by_another_version_is_refused_naming_both(tmp_path: Path) -> None:
    cover = (("评分标准", "healthy-community@2021.1"), *COVER[2:])
    outcome = scored(form(tmp_path, row("pledge", "是"), cover=cover))
    assert places(outcome) == [("unknown-version", "封面!B1")]
    assert "2021.1" in str(outcome.problems[0].message)
    assert "2022.1" in str(outcome.problems[0].message)


def test_a_form_made_for_other_rules_is_refused_naming_both(tmp_path: Path) -> None:
    rubric = Catalogue().get("healthy-community")
    reader = Scorer(Catalogue()).reader(rubric)
    digest = scored(form(tmp_path, row("pledge", "是"))).result
    assert digest is not None
    del reader
    good = (*COVER, ("校验码", digest.digest[: len("sha256:") + 16]))
    assert scored(form(tmp_path, row("pledge", "是"), cover=good)).problems == ()
    wrong = (*COVER, ("校验码", "sha256:0123456789abcdef"))
    outcome = scored(form(tmp_path, row("pledge", "是"), cover=wrong))
    assert places(outcome) == [("other-digest", "封面!B7")]
    assert "0123456789abcdef" in str(outcome.problems[0].message)
    assert digest.digest.removeprefix("sha256:")[:16] in str(outcome.problems[0].message)


def test_other_sheets_in_the_workbook_do_no_harm(tmp_path: Path) -> None:
    path = form(tmp_path, row("pledge", "是"), 说明=(("填表说明",), ("请如实填写",)))
    assert answer(read(path), "pledge") is True


def test_a_copy_of_the_sheet_that_is_blank_is_passed_over(tmp_path: Path) -> None:
    blank = (HEADINGS, row("pledge"))
    path = form(tmp_path, row("pledge", "是"), **{"评分 (2)": blank})
    assert answer(read(path), "pledge") is True
    other = (HEADINGS, row("pledge", "否"))
    path = form(tmp_path, row("pledge", "是"), **{"评分 (2)": other})
    with pytest.raises(Exception, match="评分") as caught:
        contents(path)
    assert caught.value.problems[0].code == "several-sheets"  # type: ignore[attr-defined]


def test_two_forms_in_one_workbook_are_two_assessments(tmp_path: Path) -> None:
    second = (*COVER[:2], ("名称", "河边社区"), *COVER[3:])
    path = written(
        tmp_path / "two.xlsx",
        sheets={
            "封面": COVER,
            "评分": (HEADINGS, row("pledge", "是")),
            "封面 (2)": second,
            "评分 (2)": (HEADINGS, row("pledge", "否")),
        },
    )
    found: list[Outcome] = [*Scorer(Catalogue()).score_found(contents(path))]
    names = [each.assessment.subject["name"] for each in found if each.assessment]
    assert names == ["幸福里社区", "河边社区"]
    assert [each.source for each in found] == [f"{path}#封面", f"{path}#封面 (2)"]


def test_register_sheets_are_read_where_rows_stand_in_them(tmp_path: Path) -> None:
    rubric = Catalogue().get("healthy-community")
    name, register = next(iter(rubric.registers.items()))
    title = register.title.say("zh")
    headings = [column.title.say("zh") for column in register.columns.values()]
    path = form(tmp_path, row("pledge", "是"), **{title: [headings]})
    assert read(path).registers == {}
    filled = ["2022-03-01" if c.ask == "date" else None for c in register.columns.values()]
    outcome = scored(form(tmp_path, row("pledge", "是"), **{title: [headings, filled]}))
    told = outcome.assessment.registers if outcome.assessment else {}
    assert name in told or any(p.location.sheet == title for p in outcome.problems)


def test_a_register_sheet_is_known_by_its_columns_where_it_was_renamed(tmp_path: Path) -> None:
    rubric = Catalogue().get("healthy-community")
    register = rubric.registers["meetings"]
    headings = [column.title.say("zh") for column in register.columns.values()]
    filled = ["2022-03-01", "一季度例会", "有", "有", "有"]
    title = register.title.say("zh")
    (own, other) = "我们的会", [*headings, "人数"]
    renamed = read(form(tmp_path, row("pledge", "是"), **{own: [headings, filled]}))
    assert [*renamed.registers] == ["meetings"]
    beside = {own: [headings, filled], title: [headings]}
    assert [*read(form(tmp_path, row("pledge", "是"), **beside)).registers] == ["meetings"]
    more = {own: [other, [*filled, 9]]}
    outcome = scored(form(tmp_path, row("pledge", "是"), **more))
    assert [code for code, _ in places(outcome)] == ["unknown-column"]


def test_of_very_many_problems_the_first_are_told(tmp_path: Path) -> None:
    path = form(tmp_path, *(row(f"meeting{number}", 1) for number in range(300)))
    assert 100 <= len(scored(path).problems) <= 110


def test_headings_of_a_register_are_no_cover(tmp_path: Path) -> None:
    others = {"走访": (("日期", "评审人", "内容"), ("2022-03-01", "张三", "入户"))}
    cover = (*COVER, ("评审人", "第二组"))
    found = read(form(tmp_path, row("pledge", "是"), cover=cover, **others))
    assert found.assessor == "第二组"


def said(outcome: Outcome) -> str:
    return "\n".join(
        f"{p.message.text('zh')}\n{p.help.text('zh') if p.help else ''}" for p in outcome.problems
    )


def test_messages_name_what_the_sheet_shows(tmp_path: Path) -> None:
    cover = [(a, "去年" if a == "评审起日" else b) for a, b in COVER[1:]]
    found = said(scored(form(
        tmp_path,
        row("group_events", "三次"),
        row("culture_venue", "不适用"),
        row("health_literacy", None, count=30),
        row("home_visits", None, awarded=99),
        cover=cover,
    )))  # fmt: skip
    assert "“三-5 五十人以上活动”" in found
    assert "“健康文化场所”" in found
    assert "“居民健康素养水平”只有“其中”，缺少“总数”" in found
    assert "“评审起日”应为日期" in found
    for inner in ("group_events", "culture_venue", "health_literacy", "count", "from"):
        assert inner not in found


def test_an_answer_in_the_row_of_a_line_says_which_parts_to_answer(tmp_path: Path) -> None:
    outcome = scored(form(tmp_path, row("staffing", "是")))
    assert places(outcome) == [("answer-beside-parts", "评分!C2")]
    assert "“一-7 专人与培训”" in said(outcome)
    assert "专人负责、参加培训次数" in said(outcome)


def test_an_added_row_says_what_to_do_with_it(tmp_path: Path) -> None:
    outcome = scored(form(tmp_path, ["自拟", None, "是"], row("pledge", "是")))
    assert places(outcome) == [("row-without-key", "评分!C2")]
    assert "列" not in said(outcome)
    assert "subject" not in said(outcome)


def test_a_period_the_wrong_way_round_is_told_where_it_stands(tmp_path: Path) -> None:
    other: dict[object, object] = {
        "评审起日": "2022-12-31",
        "评审止日": "2021-12-31",
        "城乡": "城镇",
    }
    cover = [(label, other.get(label, value)) for label, value in COVER[1:]]
    outcome = scored(form(tmp_path, row("pledge", "是"), cover=cover))
    assert {code for code, _ in places(outcome)} == {"not-an-option", "range-inverted"}


@pytest.mark.parametrize("written", ["0.85", "1", "0.5 至 0.6", "0.5-0.6", "≥0.85"])
def test_a_text_that_may_be_a_share_is_no_per_cent_for_certain(
    tmp_path: Path, written: str
) -> None:
    outcome = scored(form(tmp_path, row("sanitary_toilet_share", written)))
    assert places(outcome) == [("share-or-percent", "评分!C2")]
    signed = written.replace("5 至", "5% 至").replace("5-", "5%-") + "%"
    assert scored(form(tmp_path, row("sanitary_toilet_share", signed))).problems == ()


@pytest.mark.parametrize("column", ["answer", "awarded"])
def test_per_cent_is_no_count_and_no_points(tmp_path: Path, column: str) -> None:
    cell = {"answer": "评分!C2", "awarded": "评分!G2"}[column]
    path = form(tmp_path, row("trainings", **{column: 0.5}), formats={cell: "0%"})
    assert places(scored(path)) == [("percent-for-number", cell)]


@pytest.mark.parametrize("written", ["不适用", "2 至 3", "≥3", "3次", "三次", "否，未见"])
def test_an_answer_below_the_table_is_no_remark(tmp_path: Path, written: str) -> None:
    outcome = scored(form(tmp_path, row("pledge", "是"), ["自拟", None, written]))
    assert places(outcome) == [("row-without-key", "评分!C3")]


def test_a_signature_below_the_table_is_a_remark(tmp_path: Path) -> None:
    read(form(tmp_path, row("pledge", "是"), ["评审人", None, "张三"]))


def test_a_note_without_a_key_goes_to_the_question_of_its_title(tmp_path: Path) -> None:
    found = read(form(tmp_path, row("pledge", "是"), ["例会", None, None, None, None, "见照片"]))
    assert found.notes == {"meetings": "见照片"}


def test_headings_may_have_spaces_and_hints(tmp_path: Path) -> None:
    headings = ("评审内容", "分值", "答 案（请填）", "其中", "总数", "备　注", "直接给分", "题 号")
    found = read(form(tmp_path, row("pledge", "是", note="好"), headings=headings))
    assert found.answers["pledge"].note == "好"


@pytest.mark.parametrize(("old", "new"), [("直接给分", "打分"), ("备注", "说明"), ("备注", None)])
def test_a_heading_that_was_changed_does_not_lose_what_stands_below(
    tmp_path: Path, old: str, new: str | None
) -> None:
    headings = [new if each == old else each for each in HEADINGS]
    rows = row("pledge", "是", note="好"), row("meetings", awarded=3)
    outcome = scored(form(tmp_path, *rows, headings=headings))
    assert [code for code, _ in places(outcome)] == ["unknown-column"]
    assert old in said(outcome)


def test_an_answer_beside_the_table_is_told_and_a_column_of_ones_own_is_not(
    tmp_path: Path,
) -> None:
    outcome = scored(form(tmp_path, [*row("pledge", "是"), "否"]))
    assert places(outcome) == [("unknown-column", "评分!I2")]
    read(form(tmp_path, [*row("pledge", "是"), "张三"], headings=[*HEADINGS, "责任人"]))


def test_a_digest_may_have_a_space_in_it(tmp_path: Path) -> None:
    rubric = Catalogue().get("healthy-community")
    told = digest_of(rubric).replace(":", ": ")
    read(form(tmp_path, row("pledge", "是"), cover=[*COVER, ("校验码", told)]))
