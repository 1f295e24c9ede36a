"""Headings as other offices write them: numbered, with notes, with spaces and line breaks."""

from __future__ import annotations

import pytest

from hpscore.model.sheet import Issue
from hpscore.readers.assessments import Reader
from hpscore.readers.tables.headings import Headings
from hpscore.source import DataPath
from tests.readers.scored import answers, office, problems


def find(heading: str) -> DataPath | str:
    found = Headings(Reader(office())).find(heading)
    return found.code if isinstance(found, Issue) else found


@pytest.mark.parametrize(
    "heading",
    [
        "12、大扫除",
        "12. 大扫除",
        "（3）大扫除",
        "(三)大扫除",
        "二、大扫除",
        "第7题 大扫除",
        "Q5：大扫除",
        "一-2 大扫除",
        "1-2、大扫除",
        "大\n扫除",
        "大 扫 除",
        "大扫除（次）",
        "大扫除[填空题]",
        "大扫除*",
        "大扫除：",
        "12、大扫除（次数）[填空题] *",
        "表\n一-2",
    ],
)
def test_a_title_is_known_with_what_is_written_around_it(heading: str) -> None:
    assert find(heading) == ("answers", "cleanings")


@pytest.mark.parametrize("heading", ["A\u3000plan", "a plan", "APLAN", "3）Aplan[单选题]"])
def test_spaces_of_a_title_may_be_missing(heading: str) -> None:
    assert find(heading) == ("answers", "plan")


def test_a_number_that_leads_elsewhere_than_its_title_is_refused() -> None:
    assert find("一-1 大扫除") == "ambiguous-heading"
    assert find("一-9 大扫除") == ("answers", "cleanings")


@pytest.mark.parametrize(
    "heading", ["大扫除之后", "3.5", "12、", "（次）", "[单选题]", "12、大扫厨"]
)
def test_what_is_no_title_stays_unknown(heading: str) -> None:
    assert find(heading) == "unknown-heading"


def test_a_title_in_brackets_of_its_own_comes_first() -> None:
    assert find("县（市、区）") == ("subject", "county")


@pytest.mark.parametrize(
    ("heading", "path"),
    [
        ("points:cleanings", ("points", "cleanings")),
        ("得分:大扫除", ("points", "cleanings")),
        ("直接给分：一-2", ("points", "cleanings")),
        ("points:cleanings:note", ("points", "cleanings", "note")),
        ("points:人员", ("points", "staff")),
        ("一票否决：发生火灾", ("vetoes", "fire")),
        ("points:cleaning", "unknown-heading"),
        ("points:cleanings:nota", "unknown-heading"),
    ],
)
def test_points_are_awarded_to_an_indicator_in_a_column_of_their_own(
    heading: str, path: DataPath | str
) -> None:
    assert find(heading) == path


def test_awarded_points_are_read_with_their_note() -> None:
    from tests.readers.scored import scored

    (outcome,) = scored("id,points:cleanings,points:cleanings:note,points:neat\n1,3,按表,２.5\n")
    assert outcome.assessment is not None
    awarded = outcome.assessment.points
    assert (awarded["cleanings"].points, awarded["cleanings"].note) == (3, "按表")
    assert float(awarded["neat"].points) == 2.5
    (problem,) = problems("id,points:cleanings\n1,2\n")
    assert (problem.code, problem.location.column) == ("not-attainable", 3)


def test_a_title_above_the_headings_of_a_text_is_passed_over() -> None:
    assert answers("2022年汇总表,,\nid,名称,大扫除\n1,东楼,4\n")["cleanings"].value == 4


def test_a_lone_heading_is_no_title() -> None:
    (problem,) = problems("名称,\n甲,是\n")
    assert problem.code == "no-heading"


def test_texts_that_programs_keep_from_being_numbers_are_texts() -> None:
    from tests.readers.scored import scored

    outcomes = scored('id,名称,大扫除\n="0012",东楼,4\n"=""0013""",西楼,="4"\n')
    found = [(o.result.subject["id"], o.result.points) for o in outcomes if o.result]
    assert [name for name, _ in found] == ["0012", "0013"]
    assert [points.earned for _, points in found if points] == [3, 3]


def test_a_first_line_that_names_the_separator_is_passed_over() -> None:
    assert answers("sep=;\nid;大扫除\n1;4\n")["cleanings"].value == 4
