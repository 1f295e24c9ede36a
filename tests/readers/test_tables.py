"""Tables of assessments: each row is read as a file of its own would be."""

from __future__ import annotations

from fractions import Fraction

import pytest

from hpscore.problem import ProblemError
from hpscore.readers.catalogue import Catalogue
from hpscore.readers.outcome import Scorer
from hpscore.readers.tables.reading import parse_table, read_table
from tests.readers.scored import answers, office, problems, scored, told


def refusal(table: str | bytes) -> tuple[str, int | None]:
    with pytest.raises(ProblemError) as caught:
        parse_table(table, file="t.csv")
    (problem,) = caught.value.problems
    return problem.code, problem.location.line


def test_each_row_is_a_subject_named_by_its_line() -> None:
    first, second = scored("subject.id,subject.name,cleanings\n1,东楼,4\n\n2,西楼,2\n")
    assert (first.source, second.source) == ("t.csv:2", "t.csv:4")
    assert first.file == second.file == "t.csv"
    assert first.result is not None
    assert first.result.subject == {"id": "1", "name": "东楼"}
    assert second.result is not None
    assert second.result.points is not None
    assert second.result.points.earned == 1


@pytest.mark.parametrize(
    "heading", ["cleanings", "CLEANINGS", "大扫除", "Cleanings", "一-2", "表 一-2"]
)
def test_a_question_goes_by_any_of_its_names(heading: str) -> None:
    assert answers(f"subject.id,{heading}\n1,4\n")["cleanings"].value == 4


def test_every_kind_of_answer_can_stand_in_a_cell() -> None:
    found = answers(
        "cleanings,neat,bins,canteen,person,answers.plan\n３,3.5,82%,是,×,有\n",
    )
    assert {name: answer.value for name, answer in found.items()} == {
        "cleanings": 3,
        "neat": Fraction(7, 2),
        "bins": 82,
        "canteen": True,
        "person": False,
        "plan": True,
    }


def test_parts_of_an_answer_stand_in_columns_of_their_own() -> None:
    found = answers(
        "bins:count,bins:of,bins:note,neat:from,neat:to,cleanings,cleanings：note,"
        "smokers:count,smokers:of,smokers:population,smokers:date\n"
        '41,50,看过,2,3,4,"分两行\n的话",12,60,职工,2022-10-20\n'
    )
    assert (found["bins"].count, found["bins"].of, found["bins"].note) == (41, 50, "看过")
    assert (found["neat"].low, found["neat"].high, found["neat"].value) == (2, 3, None)
    assert (found["cleanings"].value, found["cleanings"].note) == (4, "分两行\n的话")
    assert (found["smokers"].population, found["smokers"].date) == ("职工", "2022-10-20")


def test_a_blank_cell_is_unanswered_and_not_0() -> None:
    (outcome,) = scored("subject.id,cleanings,bins\n1, ,\n")
    assert outcome.assessment is not None
    assert outcome.assessment.answers == {}


@pytest.mark.parametrize("cell", ["不适用：无食堂", "n/a: 无食堂", "N/A：无食堂", "ｎ/ａ:无食堂"])
def test_not_applicable_is_written_with_its_reason(cell: str) -> None:
    found = answers(f"canteen\n{cell}\n")["canteen"]
    assert (found.state, found.note) == ("not_applicable", "无食堂")


def test_a_line_with_parts_is_left_out_under_its_own_heading() -> None:
    assert answers("人员\nn/a: 无人\n")["staff"].state == "not_applicable"
    assert told("人员\nyes\n") == [("ambiguous-question", 2, 1)]


@pytest.mark.parametrize(
    ("heading", "cell", "code"),
    [
        ("cleanings", "三次", "not-a-count"),
        ("cleanings", "2.5", "not-a-count"),
        ("cleanings", "-1", "out-of-range"),
        ("cleanings", "2022-03-01", "not-a-count"),
        ("cleanings", "3月4日", "not-a-count"),
        ("cleanings", "NaN", "not-a-count"),
        ("cleanings", "1e3", "not-a-count"),
        ("bins", "120%", "out-of-range"),
        ("bins", "#DIV/0!", "not-a-percent"),
        ("neat", "3.2", "not-a-step"),
        ("canteen", "n/a", "na-without-reason"),
        ("person", "不适用：没有", "na-not-permitted"),
        ("setting", "郊区", "not-an-option"),
        ("people", "many", "not-a-number"),
        ("subject.id", "1.38E+10", "rewritten"),
        ("subject.name", "1.38e+10", "rewritten"),
        ("subject.id", "#N/A", "no-value"),
        ("subject.name", "nan", "no-value"),
        ("veto:fire", "perhaps", "not-yes-no"),
    ],
)
def test_a_cell_that_is_no_answer_is_refused_in_its_place(
    heading: str, cell: str, code: str
) -> None:
    (problem,) = problems(f"canteen:note,{heading},planted\n,{cell},1\n")
    assert (problem.code, problem.location.file) == (code, "t.csv")
    assert (problem.location.line, problem.location.column) == (2, 2)
    assert problem.location.width == len(cell)


def test_a_day_that_is_no_date_is_refused_and_a_missing_one_told_where_it_belongs() -> None:
    assert told("period.from,period.to\n2022/1/1,2022-12-31\n") == [("not-a-date", 2, 1)]
    assert told("period.from,period.to,plan:note\n2022-01-01,,x\n") == [("half-a-period", 2, 12)]


def test_one_bad_row_does_not_lose_the_others_and_tells_all_at_once() -> None:
    good, bad, last = scored('id,cleanings,bins:count,bins:of\n1,4,1,2\n2,"a\nb",3,2\n3,2,,\n')
    assert good.result is not None
    assert last.result is not None
    assert last.source == "t.csv:5"
    assert [(p.code, p.location.line, p.location.column) for p in bad.problems] == [
        ("not-a-count", 3, 3),
        ("share-inverted", 4, 4),
    ]


def test_places_are_those_of_the_text_also_within_quotes() -> None:
    (problem,) = problems('subject.name,cleanings\r\n"东,\r\n""楼""",x\r\n')
    location = problem.location
    assert (location.line, location.column, location.snippet) == (3, 8, '""楼""",x')


def test_more_cells_than_headings_are_told_and_blank_ones_are_not() -> None:
    first, second = scored("id,cleanings\n1,4,,\n2,3,x,\n")
    assert first.result is not None
    (problem,) = second.problems
    assert (problem.code, problem.location.line, problem.location.column) == (
        "too-many-cells",
        3,
        5,
    )


def test_a_quote_that_does_not_close_spoils_its_own_row_only() -> None:
    outcomes = scored('id,cleanings\n"1,4\n2,"3"x\n3,4\n"4","2"\n')
    assert [outcome.result is not None for outcome in outcomes] == [False, False, True, True]
    assert [p.code for outcome in outcomes for p in outcome.problems] == ["open-quote"] * 2


@pytest.mark.parametrize("mark", [",", "\t", ";"])
def test_the_separator_is_told_from_the_headings(mark: str) -> None:
    rows = [["id", "subject.name", "cleanings"], ["1", '"a,b;c\td"', "4"]]
    (outcome,) = scored("\n".join(map(mark.join, rows)))
    assert outcome.assessment is not None
    assert outcome.assessment.subject == {"id": "1", "name": "a,b;c\td"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_encodings_are_told_apart(encoding: str) -> None:
    (outcome,) = scored("subject.name,大扫除\n东楼,4\n".encode(encoding))
    assert outcome.assessment is not None
    assert outcome.assessment.subject == {"name": "东楼"}
    assert outcome.assessment.answers["cleanings"].value == 4


@pytest.mark.parametrize(
    ("table", "refused"),
    [
        ("", ("no-rows", None)),
        ("\n \n,,\n", ("no-rows", None)),
        ("id,cleanings\n", ("no-rows", 1)),
        (",".join(f"c{n}" for n in range(10_000)) + "\n1\n", ("too-large", None)),
        ("id,cleanings\n1,\0\n", ("not-text", 2)),
        (b"id,cleanings\n1,\x81\xff\n", ("not-text", 2)),
        ("a\n" * 100_002, ("too-large", 100_002)),
        (",\n" * 600_000, ("too-large", 500_001)),
    ],
    ids=["empty", "blank", "no rows", "columns", "NUL", "bytes", "rows", "cells"],
)
def test_what_is_no_table_is_refused_as_a_whole(
    table: str | bytes, refused: tuple[str, int | None]
) -> None:
    assert refusal(table) == refused


def test_a_huge_cell_spoils_its_row_and_is_not_shown() -> None:
    bad, good = scored("id,cleanings\n1,{}\n2,3\n".format('"' + "a" * 5_000_000 + '"'))
    (problem,) = bad.problems
    assert (problem.code, problem.location.line, problem.location.snippet) == ("too-long", 2, None)
    assert good.result is not None


def test_headings_at_fault_leave_no_row_and_are_told_once_with_the_rows_problems() -> None:
    (outcome,) = scored("id,cleanngs,bins,trees,\n1,4,x,,\n2,4,,,5\n")
    assert outcome.source == "t.csv"
    assert [(p.code, p.location.line, p.location.column) for p in outcome.problems] == [
        ("unknown-heading", 1, 4),
        ("ambiguous-heading", 1, 18),
        ("no-heading", 1, 24),
        ("not-a-percent", 2, 5),
    ]


def test_a_table_names_the_rubric_of_each_row() -> None:
    table = parse_table(
        "rubric,id,neighbours,meetings\n"
        "healthy-family@2022.1,1,3,\n"
        "健康社区,2,,4\n"
        "healthy-comunity,3,,\n"
        ",4,,\n"
        "family,5,3,4\n",
        file="t.csv",
    )
    outcomes = list(Scorer(Catalogue()).score_table(table))
    assert [o.rubric.rubric if o.rubric else None for o in outcomes[:2]] == [
        "healthy-family",
        "healthy-community",
    ]
    assert [(p.code, p.location.line, p.location.column) for o in outcomes for p in o.problems] == [
        ("unknown-rubric", 4, 1),
        ("no-rubric", 5, 1),
        ("unknown-heading", 6, 12),
    ]


def test_a_table_without_a_rubric_is_told_so_once() -> None:
    (outcome,) = Scorer(Catalogue()).score_table(
        parse_table("id,plan\n1,yes\n2,no\n", file="t.csv")
    )
    assert [(p.code, p.location.line) for p in outcome.problems] == [("no-rubric", 1)]


def test_another_rubric_than_the_one_given_is_refused_for_its_row() -> None:
    first, second = scored("rubric,id\noffice,1\nhealthy-family,2\n")
    assert first.result is not None
    assert [p.code for p in second.problems] == ["other-rubric"]


def test_facts_and_vetoes_are_columns_too() -> None:
    (outcome,) = scored(
        "id,城乡,people,subject.plan,subject.颜色,period.from,period.to,assessor,veto:发生火灾\n"
        "1,农村,40,李某,红,2022-01-01,2022-12-31,第二组,否\n"
    )
    assessment = outcome.assessment
    assert assessment is not None
    assert assessment.subject == {
        "id": "1", "setting": "rural", "people": 40, "plan": "李某", "颜色": "红"
    }  # fmt: skip
    assert assessment.period is not None
    assert (assessment.period.from_, assessment.period.to) == ("2022-01-01", "2022-12-31")
    assert (assessment.assessor, assessment.vetoes) == ("第二组", {"fire": False})


@pytest.mark.parametrize(
    ("headings", "code", "help_"),
    [
        ("kitchen", "unknown-heading", "keep it as a fact of your own"),
        ("大扫除次", "unknown-heading", "'大扫除'"),
        ("Cleaning", "unknown-heading", "'cleanings'"),
        ("cleanings:nte", "unknown-heading", "'cleanings:note'"),
        ("veto:fires", "unknown-heading", "'veto:fire'"),
        ("asessor", "unknown-heading", "'assessor'"),
        ("树木", "ambiguous-heading", "write one of them"),
        ("Count", "ambiguous-heading", "write one of them"),
        ("plan", "ambiguous-heading", "write one of them"),
        ("cleanings,一-2", "two-answers", "keep one"),
        ("城乡,subject.setting", "two-answers", "keep one"),
        ("upkeep", "unknown-heading", "keep it as a fact of your own"),
    ],
)
def test_a_heading_that_means_nothing_or_several_things_is_refused(
    headings: str, code: str, help_: str
) -> None:
    (problem,) = problems(f"id,{headings}\n1,\n")
    assert problem.code == code
    assert help_ in str(problem.help)


def test_a_heading_that_may_mean_several_names_them_all() -> None:
    (count,) = problems("Count\n1\n")
    (plan,) = problems("plan\nyes\n")
    assert "answers.planted, answers.fenced" in str(count.message)
    assert "subject.plan, answers.plan" in str(plan.message)


@pytest.mark.parametrize(
    ("headings", "found"),
    [
        ("编号,名称,县,街道,评分标准", True),
        ("subject.id,rubric,联系电话", True),
        ("subject.id,rubric,meetings", False),
        ("编号,名称,例会", False),
    ],
)
def test_a_list_of_units_is_told_from_a_table_of_assessments(headings: str, found: bool) -> None:
    assert parse_table(f"{headings}\n1,2,3,4,5\n", file=None).is_roster is found


def test_a_table_of_results_is_told_from_one_of_assessments() -> None:
    def of_assessments(headings: str) -> bool:
        return parse_table(f"{headings}\n1\n", file=None).of_assessments

    assert of_assessments("rubric,plan")
    assert of_assessments("subject.id,plan")
    assert not of_assessments("date,topic,people")
    assert not of_assessments("source,rubric,version,subject.id,earned,reachable")


def test_a_file_that_cannot_be_opened_is_told() -> None:
    with pytest.raises(ProblemError) as caught:
        read_table("no/such.csv")
    assert [p.code for p in caught.value.problems] == ["no-such-file"]


def test_a_row_can_be_taken_by_its_line() -> None:
    table = parse_table('id,plan:note\n1,"a\nb"\n2,\n', file="t.csv")
    only = table.only(4)
    assert only is not None
    assert [table.source(record) for record in only.records] == ["t.csv:4"]
    assert table.only(3) is None


def test_answers_stated_by_the_command_stand_in_place_of_every_rows() -> None:
    table = parse_table("id,cleanings\n1,2\n2,\n", file="t.csv")
    scorer = Scorer(Catalogue(), office(), {"城乡": "农村"}, {"大扫除": "4"})
    for outcome in scorer.score_table(table):
        assert outcome.assessment is not None
        assert outcome.assessment.answers["cleanings"].value == 4
        assert outcome.assessment.subject["setting"] == "rural"


def test_messages_show_the_line_without_what_is_personal() -> None:
    table = parse_table(
        'name,户主,一-1,电话,一-2\n甲,李某,3,139-0000,?\n乙,"王\n某",9,"138""0",1\n', file="t.csv"
    )
    outcomes = Scorer(Catalogue(), Catalogue().get("healthy-family")).score_table(table)
    found = [p.location.snippet for outcome in outcomes for p in outcome.problems]
    assert found == ["甲,**,3,********,?", "**,9,********,1"]


@pytest.mark.parametrize(
    "row", ["healthy-family,甲,李某,3,x,y,z", 'healthy-family,"甲"乙,李某,3', "no-such,甲,李某,3"]
)
def test_a_row_whose_cells_may_have_shifted_is_not_shown(row: str) -> None:
    table = parse_table(f"rubric,name,户主,一-1\n{row}\nhealthy-family,乙,王某,?\n", file="t.csv")
    shifted, other = Scorer(Catalogue()).score_table(table)
    assert "李某" not in str([p.location.snippet for p in shifted.problems])
    assert [p.location.line for p in shifted.problems] == [2]
    assert [p.location.snippet for p in other.problems] == ["healthy-family,乙,**,?"]


def test_what_is_personal_stays_hidden_also_below_a_heading_that_is_there_twice() -> None:
    table = parse_table("name,户主,householder,一-1\n甲,李某,李某,?\n", file="t.csv")
    (outcome,) = Scorer(Catalogue(), Catalogue().get("healthy-family")).score_table(table)
    assert [p.code for p in outcome.problems] == ["two-answers", "not-points"]
    assert outcome.problems[1].location.snippet == "甲,**,**,?"


def test_no_row_is_shown_while_no_rubric_says_what_is_personal() -> None:
    table = parse_table("rubric,name,户主\nno-such,甲,李某\n", file="t.csv")
    (outcome,) = Scorer(Catalogue()).score_table(table)
    assert [(p.code, p.location.snippet) for p in outcome.problems] == [("unknown-rubric", None)]
