"""What an interview asks, in which order, and what it leaves out."""

from __future__ import annotations

import pytest

from tests.forms.asking import Talk, shipped

FACTS = ["name", "setting", "residents", "phone", "id", "county", "street", "community"]


def test_facts_come_first_and_what_is_only_recorded_last() -> None:
    asked = Talk().asked()
    assert asked[:10] == [*FACTS, "period", "assessor"]
    assert asked[-4:] == ["smoke_free", "licensed", "outbreak", "literacy"]


def test_questions_follow_the_sheet_and_what_decides_comes_before_what_it_decides() -> None:
    asked = Talk().asked()[10:]
    sheet = ["pledge", "meetings", "person", "trained", "plan", "summary", "toilet_share"]
    assert asked[:7] == sheet
    assert asked.index("canteen") == asked.index("kitchen_clean") - 1
    assert asked.index("has_clinic") == asked.index("clinic_staffed") - 1


def test_nothing_is_asked_twice() -> None:
    asked = Talk().asked()
    assert len(asked) == len(set(asked))


@pytest.mark.parametrize(
    ("lines", "left_out", "still"),
    [
        pytest.param(["/setting", "rural"], "toilets_clean", "toilet_share", id="by a fact"),
        pytest.param(["/setting", "2"], "toilets_clean", "toilet_share", id="by its place"),
        pytest.param(["/canteen", "n"], "kitchen_clean", "parking", id="when no"),
        pytest.param(["/has_clinic", "y"], "first_aid", "clinic_staffed", id="by a question"),
        pytest.param(["/person", "n"], "trained", "plan", id="requires no"),
        pytest.param(["/plan", "n"], "summary", "toilet_share", id="all is lost"),
        pytest.param(["/sports", "na 没有场地"], "gym", "clinic_staffed", id="a line left out"),
        pytest.param(["/children", "na 没有儿童"], "growth", "satisfaction", id="a dimension"),
        pytest.param(["/licensed", "n"], "outbreak", "butt_count", id="the verdict is settled"),
    ],
)
def test_what_cannot_matter_is_not_asked(lines: list[str], left_out: str, still: str) -> None:
    before, after = Talk().asked(), Talk().asked(*lines)
    assert left_out in before
    assert left_out not in after
    assert still in after


def test_a_line_that_exists_only_by_a_default_is_asked_once_that_is_overruled() -> None:
    assert "visitors" in Talk().asked()
    assert "guest_area" not in Talk().asked()
    assert "guest_area" in Talk().asked("/visitors", "y")


def test_while_a_switch_is_open_the_questions_of_every_case_are_asked() -> None:
    asked = Talk().asked()
    assert {"toilet_share", "toilets_clean", "clinic_staffed", "first_aid"} <= set(asked)


def test_points_awarded_directly_spare_the_questions_of_their_line() -> None:
    asked = Talk(start="answers: {pledge: yes}\npoints: {staffing: 3}").asked()
    assert not {"person", "trained", "pledge"} & set(asked)


def test_an_answer_that_changes_what_counts_brings_new_questions_in_either_direction() -> None:
    talk = Talk().type("/setting", "rural", "/toilet_share", "85", "/setting", "urban")
    assert "toilets_clean" in talk.asked()


def test_going_on_begins_at_the_first_open_question_and_asks_only_facts_that_decide() -> None:
    talk = Talk(start="subject: {name: 甲}\nanswers: {pledge: yes, meetings: {from: 2, to: 3}}")
    assert talk.at == "setting"
    assert talk.asked("urban")[:2] == ["meetings", "person"]


def test_the_shipped_rubrics_ask_all_that_is_open() -> None:
    for name in ("healthy-community", "healthy-family", "healthy-agency"):
        interview = shipped(name)
        talk = Talk(interview)
        open_ = interview.view(talk.state.assessment).result.unanswered
        assert set(open_) <= set(talk.asked())
