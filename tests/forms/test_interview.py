"""What typed lines do: answers, commands, and what is refused."""

from __future__ import annotations

from fractions import Fraction

import pytest

from hpscore.forms.interview import Interview, Show
from hpscore.model.assessment import Period
from hpscore.readers.rubrics import rubric_from
from hpscore.source import parse_document
from tests.forms.asking import Talk

BEGUN = "subject: {name: 甲, setting: urban}\nanswers: {}"


def at(question: str, start: str = BEGUN) -> Talk:
    return Talk(start=start).type(f"/{question}")


@pytest.mark.parametrize(
    ("question", "line", "value"),
    [
        ("pledge", "y", True),
        ("pledge", "否", False),
        ("pledge", "√", True),
        ("meetings", "3", 3),
        ("meetings", "３", 3),
        ("growth", "-1.5", Fraction(-3, 2)),
        ("toilet_share", "82%", 82),
        ("toilet_share", "41/50", 82),
        ("checkups", "yearly", "yearly"),
        ("checkups", "每年", "yearly"),
        ("checkups", "RARELY", "rarely"),
        ("checkups", "3", "none"),
        ("satisfaction", "yes", 6),
        ("meetings", "{value: 2, note: 见纪要}", 2),
    ],
)
def test_answers_are_those_of_a_file(question: str, line: str, value: object) -> None:
    answers = at(question).type(line).state.assessment.answers
    assert answers[question].value == value


def test_a_range_and_a_rate_are_typed_in_a_line() -> None:
    talk = at("meetings").type("2..3", "/literacy", "86/320 15—69 岁 居民 2022-10-20")
    answers = talk.state.assessment.answers
    assert (answers["meetings"].low, answers["meetings"].high) == (2, 3)
    rate = answers["literacy"]
    assert (rate.count, rate.of, rate.date) == (86, 320, "2022-10-20")
    assert rate.population == "15—69 岁 居民"


@pytest.mark.parametrize(
    ("question", "line", "said"),
    [
        ("meetings", "三次", "'Meetings' takes a whole number from 0, got '三次' / write 3"),
        ("pledge", "maybe", "'Pledge' takes yes or no"),
        ("satisfaction", "2.25", "steps of 0.5, got 2.25"),
        ("satisfaction", "7", "from 0 to 6, got 7"),
        ("checkups", "4", "1 Every year, 2 Rarely, 3 Never"),
        ("toilet_share", "51/50", "counts 51 of 50"),
        ("literacy", "86/320", "takes its parts, of whom, and when: 86/320 adult residents"),
        ("literacy", "27%", "takes its parts, of whom, and when: 86/320 adult residents"),
        ("meetings", "{note: 只有备注}", "no answer in that"),
        ("pledge", "na 没有", "may not be left out"),
        ("parking", "na", "without a reason"),
        ("sports", "na", "needs a reason"),
        ("sports", "no", "na and a reason if not"),
        ("outbreak", "perhaps", "takes yes or no, got 'perhaps'"),
        ("setting", "village", "1 Urban, 2 Rural; got 'village'"),
        ("residents", "many", "takes a number"),
        ("period", "2022-12-31 2022-01-01", "first and last day"),
        ("period", "last year", "a period is a year"),
        ("period", "#备注", "only answers to questions take a note"),
        ("phone", "/没有这题", "there is no question '没有这题'"),
    ],
)
def test_what_does_not_fit_is_refused_and_asked_again(question: str, line: str, said: str) -> None:
    talk = at(question)
    before = talk.state
    talk.type(line)
    assert said in talk.said
    assert talk.state == before
    assert talk.turn.show is Show.PROMPT


def test_facts_take_options_numbers_and_any_text_in_quotes() -> None:
    talk = Talk().type('"q"', "城市", "1200.5", "139#1", "007")
    assert talk.state.assessment.subject == {
        "name": "q",
        "setting": "urban",
        "residents": Fraction(2401, 2),
        "phone": "139#1",
        "id": "007",
    }


@pytest.mark.parametrize("line", ["2022", "2022-01-01 2022-12-31", "2022-01-01 至 2022-12-31"])
def test_a_period_is_a_year_or_two_days(line: str) -> None:
    talk = at("period").type(line)
    assert talk.state.assessment.period == Period("2022-01-01", "2022-12-31")


def test_enter_skips_without_an_answer_and_keeps_one_that_is_there() -> None:
    talk = at("pledge").type("")
    assert talk.at == "meetings"
    assert "pledge" not in talk.state.assessment.answers
    talk.type("3", "<", "")
    assert talk.state.assessment.answers["meetings"].value == 3


def test_back_returns_along_the_way_that_was_taken() -> None:
    talk = at("pledge").type("y", "/satisfaction", "6")
    assert talk.type("<").at == "satisfaction"
    assert talk.type("<").at == "meetings"
    assert talk.type("《").at == "pledge"


def test_back_from_the_first_question_says_so() -> None:
    talk = Talk().type("<")
    assert talk.at == "name"
    assert "first question" in talk.said


def test_an_answer_is_corrected_by_going_back() -> None:
    talk = at("meetings").type("2 #见签到", "<", "4")
    answer = talk.state.assessment.answers["meetings"]
    assert (answer.value, answer.note) == (4, "见签到")


def test_a_note_is_typed_with_after_or_before_its_answer() -> None:
    assert at("meetings").type("3 #同时").state.assessment.answers["meetings"].note == "同时"
    after = at("meetings").type("3", "<", "＃之后")
    assert after.state.assessment.answers["meetings"].note == "之后"
    before = at("meetings").type("#之前")
    assert before.state.waiting == {"meetings": "之前"}
    assert before.type("3").state.assessment.answers["meetings"].note == "之前"
    assert before.state.waiting == {}


def test_a_bare_number_sign_removes_a_note() -> None:
    talk = at("meetings").type("3 #见签到", "<", "#")
    assert talk.state.assessment.answers["meetings"].note is None
    assert at("meetings").type("#先写", "#").state.waiting == {}


def test_passing_a_question_whose_note_waits_says_that_it_is_not_kept() -> None:
    talk = at("meetings").type("#只有备注", "")
    assert "has a note but no answer" in talk.said
    assert "meetings" not in talk.state.assessment.answers


def test_not_applicable_is_recorded_with_its_reason_where_it_is_permitted() -> None:
    for line in ("na 无车位", "n/a: 无车位", "不适用：无车位", "不适用无车位"):
        answer = at("parking").type(line).state.assessment.answers["parking"]
        assert (answer.state, answer.note) == ("not_applicable", "无车位")


def test_a_question_leaves_out_its_line_where_only_that_is_permitted() -> None:
    talk = at("gym").type("na 没有场地")
    assert talk.state.assessment.answers["sports"].note == "没有场地"
    assert "the whole of 'Sports'" in talk.said
    refused = at("gym").type("y", "na 没有场地")
    assert refused.at == "field"
    assert "has answers" in refused.said


def test_an_answer_makes_what_was_left_out_apply_again() -> None:
    talk = at("sports").type("na 没有场地", "/gym", "y")
    assert "sports" not in talk.state.assessment.answers
    assert "'Sports' applies again" in talk.said
    talk = at("children").type("na 没有儿童", "/nursery", "y")
    assert "children" not in talk.state.assessment.answers


def test_an_answer_replaces_points_awarded_to_its_line() -> None:
    talk = at("person", f"{BEGUN}\npoints: {{staffing: 3}}").type("y")
    assert talk.state.assessment.points == {}
    assert "replaces the points" in talk.said


def test_a_dash_takes_an_answer_back() -> None:
    talk = at("pledge").type("y", "<", "-")
    assert talk.at == "pledge"
    assert talk.state.assessment.answers == {}
    facts = Talk().type("甲", "<", "-", "/period", "2022", "<", "-", "/assessor", "乙", "<", "-")
    assert facts.state.assessment.subject == {}
    assert facts.state.assessment.period is None
    assert facts.state.assessment.assessor is None
    veto = at("outbreak").type("n", "<", "-")
    assert veto.state.assessment.vetoes == {}


@pytest.mark.parametrize(
    ("line", "question"),
    [
        ("/一-2", "meetings"),
        ("/表 一-2", "meetings"),
        ("、例会", "meetings"),
        ("/Meetings", "meetings"),
        ("/MEETINGS", "meetings"),
        ("/一-3", "person"),
        ("/人员", "person"),
        ("/专人受训", "trained"),
        ("/健康环境", "toilets_clean"),
        ("/手机", "phone"),
        ("/发生聚集疫情", "outbreak"),
        ("/Smoke-free", "smoke_free"),
        ("/受训", "trained"),
    ],
)
def test_a_jump_finds_ids_titles_references_and_parts_of_them(line: str, question: str) -> None:
    assert Talk(start=BEGUN).type(line).at == question


def test_a_jump_that_may_mean_several_names_them_and_a_slip_is_guessed() -> None:
    several = Talk(start=BEGUN).type("/有")
    assert "may mean" in several.said
    assert "There is a canteen, There is a clinic" in several.said
    slip = Talk(start=BEGUN).type("/meetigns")
    assert "did you mean 'Meetings'?" in slip.said


def test_what_was_jumped_over_is_asked_in_the_end() -> None:
    talk = at("satisfaction").type("6", "0", "n", "y", "y", "n", "")
    assert talk.at == "pledge"


def test_the_rest_of_a_part_is_skipped_at_once() -> None:
    assert Talk().type(">>").at == "pledge"
    assert at("meetings").type("》》").at == "toilets_clean"


def test_remarks_of_the_result_on_an_answer_are_said_at_once() -> None:
    share = at("toilet_share", "subject: {setting: rural}\nanswers: {}").type("0.82")
    assert "was read as 0.82 per cent" in share.said
    assert "without the note" in at("satisfaction").type("3").said
    assert at("satisfaction").type("3 #问卷").said == ""


@pytest.mark.parametrize(
    ("line", "show"),
    [
        ("?", Show.HELP),
        ("？", Show.HELP),
        ("=", Show.RESULT),
        ("＝", Show.RESULT),
        ("/", Show.LIST),
    ],
)
def test_looking_changes_nothing(line: str, show: Show) -> None:
    talk = at("meetings")
    before = talk.state
    talk.type(line)
    assert talk.state == before
    assert talk.turn.show is show


@pytest.mark.parametrize("line", ["q", "Q", "ｑ", ":q"])
def test_q_leaves_from_anywhere(line: str) -> None:
    assert Talk().type(line).state.ended == "left"
    assert at("meetings").type(line).state.ended == "left"


def test_the_end_waits_for_a_last_word() -> None:
    talk = Talk()
    talk.asked()
    assert talk.at == ""
    assert "Enter ends" in talk.type("3").said
    assert talk.type("/meetings").at == "meetings"
    assert talk.type("4").at == ""
    assert talk.type("").state.ended == "finished"


def test_an_option_that_is_a_number_is_never_taken_for_a_place() -> None:
    rubric = rubric_from(
        parse_document(
            "rubric: grades\nversion: '1'\ntitle: T\ndimensions:\n"
            "- {id: d, title: D, points: 3, indicators: [{id: grade, title: G, points: 3,"
            " choice: {'3': 3, '1': 1, '0': 0}}]}\n",
            file=None,
            format="yaml",
        )
    )
    talk = Talk(Interview(rubric, "en")).type("/grade")
    assert talk.type("1").state.assessment.answers["grade"].value == "1"
    assert "takes one of 3, 1, 0" in talk.type("/grade", "2").said
