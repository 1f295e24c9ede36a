"""What is shown of a step: enough to answer it without the printed sheet."""

from __future__ import annotations

import pytest

from hpscore.forms.card import Card, card_of, entries_of, more_of
from tests.forms.asking import Talk, interview

BEGUN = "subject: {setting: rural}\nanswers: {}"


def card(question: str, start: str = BEGUN, by: str = "en") -> Card:
    talk = Talk(interview("zh" if by == "zh" else "en"), start).type(f"/{question}")
    shown = card_of(talk.by, talk.state)
    assert shown is not None
    return shown


def test_a_card_says_where_a_question_stands_and_what_it_takes() -> None:
    shown = card("meetings")
    assert shown.section == "Organisation"
    assert shown.progress == "2/28"
    assert shown.title == "一-2 Meetings"
    assert shown.help == ("See the minutes",)
    assert shown.expected == "a whole number from 0"
    assert shown.effect == "≥4: 3; ≥3: 2; ≥2: 1"
    assert shown.stake == "at stake: 3"
    assert shown.current == ""


def test_a_card_speaks_the_language_of_the_assessor() -> None:
    shown = card("pledge", by="zh")
    assert shown.section == "组织管理 · 承诺"
    assert shown.title == "一-1 承诺书"


def test_a_part_is_shown_with_its_line() -> None:
    shown = card("trained")
    assert (shown.title, shown.line) == ("一-3 The person is trained", "Staffing")
    assert "counts only if" in shown.effect


def test_the_running_score_and_the_possible_verdicts_are_shown() -> None:
    assert card("meetings").standing == "0–50 / 50 · possible: Pass / Fail"
    lost = f"{BEGUN}\nvetoes: {{outbreak: yes}}"
    assert card("meetings", lost).standing == "0–50 / 50 · verdict: Fail"
    assert card("name").standing == ""


@pytest.mark.parametrize(
    ("question", "answers", "stake"),
    [
        ("meetings", "meetings: 3", "earns 2 / 3"),
        ("meetings", "meetings: {from: 2, to: 3}", "at stake: 1"),
        ("plan", "", "at stake: 3"),
        ("plan", "summary: no", "as things stand, no answer changes the result"),
        ("butt_count", "", "at stake: 6"),
        ("sign_missing", "", "at stake: 2"),
        ("has_clinic", "", "at stake: 4"),
        ("first_aid", "", "at stake: 4"),
        ("first_aid", "has_clinic: yes", "as things stand, no answer changes the result"),
        ("literacy", "", "optional: it carries no points"),
        ("toilets_clean", "", "as things stand, no answer changes the result"),
        ("phone", "", "personal, left out of results"),
    ],
)
def test_the_points_at_stake_are_those_that_the_answer_can_still_move(
    question: str, answers: str, stake: str
) -> None:
    start = f"subject: {{setting: rural}}\nanswers: {{{answers}}}"
    assert card(question, start).stake == stake


@pytest.mark.parametrize(
    ("question", "effect"),
    [
        ("plan", "yes (all of these → 3)"),
        ("butt_count", "-1 each"),
        ("canteen", "decides what counts in: Canteen clean"),
        ("has_clinic", "decides what counts in: Medical care"),
        ("licensed", "not attained: Fail at best"),
        ("outbreak", "if it happened: Fail at best"),
        ("checkups", "Every year: 4; Rarely: 1; Never: 0"),
        ("parking", "yes: 2; may be not applicable: left out of the maximum"),
    ],
)
def test_a_card_says_what_an_answer_does(question: str, effect: str) -> None:
    assert card(question).effect == effect


def test_what_holds_without_an_answer_is_said() -> None:
    assert card("smoke_free").otherwise == "open (from: Butts)"
    derived = f"{BEGUN[:-2]}{{butt_count: 0, sign_missing: no}}"
    assert card("smoke_free", derived).otherwise == "attained (from: Butts)"
    assert card("visitors").otherwise == "no"


def test_the_answer_that_is_there_is_shown_with_its_note() -> None:
    assert card("meetings", "answers: {meetings: {value: 3, note: 见纪要}}").current == "3, 见纪要"
    assert card("parking", "answers: {parking: {na: 无车位}}").current == "not applicable, 无车位"
    rate = "{count: 86, of: 320, population: 居民, date: 2022-10-20}"
    shown = card("literacy", f"answers: {{literacy: {rate}}}").current
    assert shown == "26.875% (86/320), 居民, 2022-10-20"


def test_a_note_that_waits_is_shown() -> None:
    talk = Talk(start=BEGUN).type("/meetings", "#见纪要")
    shown = card_of(talk.by, talk.state)
    assert shown is not None
    assert shown.waiting == "'见纪要' (waits for the answer)"


def test_more_about_a_question_are_its_papers_and_the_notes_of_the_rubric() -> None:
    talk = Talk(start=BEGUN).type("/meetings")
    assert list(more_of(talk.by, talk.state)) == [
        ("paper", "3 Meeting papers (minutes)"),
        ("note", "A fifth adds nothing"),
    ]


def test_the_list_names_what_counts_and_what_was_answered() -> None:
    talk = Talk(start=BEGUN).type("/meetings", "3")
    entries = {entry.title: entry for entry in entries_of(talk.by, talk.state)}
    assert entries["一-2 Meetings"].answer == "3"
    assert "Public toilets clean" not in entries
    assert [entry.title for entry in entries.values() if entry.here] == ["一-3 A person"]


def test_nothing_is_shown_of_a_step_at_the_end() -> None:
    talk = Talk()
    talk.asked()
    assert card_of(talk.by, talk.state) is None
    assert list(more_of(talk.by, talk.state)) == []


def test_marks_that_turn_text_round_never_reach_the_screen() -> None:
    mark = "\u202e"
    pledge = f"{{value: yes, note: x{mark}}}"
    start = f"subject: {{name: x{mark}}}\nassessor: x{mark}\nanswers: {{pledge: {pledge}}}"
    for question in ("name", "assessor", "pledge"):
        shown = card(question, start).current
        assert "x\ufffd" in shown
        assert mark not in shown
