from __future__ import annotations

from pathlib import Path

import pytest

from tests.analysis.files import RICH, failures, one, refusals

WORST = (
    "{indicators: {pledge: 0, complaints: 0, distance: 0, rise: 0, interval: 0, judged: 0, "
    "kitchen: 0, litter: 1, turn: 0}, points: 1, vetoes: {fraud: yes, disaster: yes}, "
    "adjustments: {award: 0, scandal: -3}, prerequisites: {licensed: unmet, tidy: unmet}, "
    "withheld: {understaffed: yes}, unanswered: []}"
)
BEST = (
    "{indicators: {pledge: 2, complaints: 3, distance: 2, rise: 1, interval: 1, judged: 4, "
    "kitchen: 1, litter: 5, turn: 3}, points: 22, vetoes: {fraud: no, disaster: no}, "
    "adjustments: {award: 2, scandal: 0}, prerequisites: {licensed: met, tidy: met}, "
    "withheld: {understaffed: no}, unanswered: [], tier: pass, total: 24}"
)


@pytest.mark.parametrize(("start", "expect"), [("worst", WORST), ("best", BEST)])
@pytest.mark.parametrize("shift", ["day", "night"])
def test_a_start_answers_everything_that_is_not_named(
    tmp_path: Path, start: str, expect: str, shift: str
) -> None:
    section = f"start: {start}\n    subject: {{setting: urban}}\n    answers: {{shift: {shift}}}"
    assert failures(tmp_path, section, expect, RICH) == []


@pytest.mark.parametrize("start", ["worst", "best"])
def test_a_switch_has_no_better_answer_and_stays_unanswered(tmp_path: Path, start: str) -> None:
    section = f"start: {start}\n    answers: {{by_day: yes, by_night: 1}}"
    expect = "{indicators: {turn: [1, 3]}, unanswered: [shift]}"
    assert failures(tmp_path, section, expect, RICH) == []


def test_a_question_that_decides_whether_a_line_exists_stays_unanswered(tmp_path: Path) -> None:
    rubric = RICH.replace(
        "title: {en: Pledge}, points: 2", "title: {en: Pledge}, points: 2, when: {question: lift}"
    ).replace("questions:\n", "questions:\n  - {id: lift}\n")
    section = "start: best\n    answers: {shift: day}"
    assert failures(tmp_path, section, "{unanswered: [lift]}", rubric) == []


def test_an_option_that_a_gate_reads_stays_unanswered(tmp_path: Path) -> None:
    rubric = (
        RICH.replace("when: {question: staff, below: 2}", "when: {question: shift, is: night}")
        .replace("question: shift\n", "fact: setting\n")
        .replace("{day: {id", "{urban: {id")
        .replace("night: {id", "rural: {id")
    )
    expect = "{withheld: {understaffed: open}, unanswered: [shift]}"
    assert failures(tmp_path, "start: best", expect, rubric) == []


def test_what_a_case_names_stands_also_when_it_is_blank(tmp_path: Path) -> None:
    section = (
        "start: best\n    answers: {pledge: null, judged: 1.5, shift: day}\n"
        "    vetoes: {fraud: null}"
    )
    expect = (
        "{indicators: {pledge: [0, 2], judged: 1.5}, vetoes: {fraud: open}, "
        "unanswered: [pledge, fraud]}"
    )
    assert failures(tmp_path, section, expect, RICH) == []


def test_a_blank_under_another_name_stays_blank(tmp_path: Path) -> None:
    expect = "{indicators: {meetings: [0, 3], pair: 5}, unanswered: [meetings]}"
    assert failures(tmp_path, "start: best\n    answers: {例会: null}", expect) == []


def test_awarded_points_keep_their_questions_unanswered(tmp_path: Path) -> None:
    expect = "{indicators: {pair: {points: 2, lost: {awarded: 3}}}, total: 7}"
    assert failures(tmp_path, "start: best\n    points: {pair: 2}", expect) == []


def test_what_does_not_apply_is_not_answered(tmp_path: Path) -> None:
    rubric = RICH.replace("    points: 22\n", "    points: 22\n    not_applicable: full\n")
    section = "start: worst\n    answers: {shift: day, points: {na: closed}}"
    expect = "{indicators: {pledge: {state: not_applicable}, judged: 4}, points: 22}"
    assert failures(tmp_path, section, expect, rubric) == []


LOWER = """\
rubric: lower
version: "1"
title: {en: Lower}
total: {better: lower}
dimensions:
  - id: risks
    title: {en: Risks}
    points: 5
    indicators:
      - {id: smoke, title: {en: Smoke}, points: 2}
      - {id: visits, title: {en: Visits}, points: 3, bands: {0: 3, 4: 0}}
deductions: [{id: thanks, title: {en: Thanks}, points: 1, parent: risks}]
"""


def test_where_less_is_better_the_worst_total_is_the_greatest(tmp_path: Path) -> None:
    worst = "{indicators: {smoke: 2, visits: 3}, adjustments: {thanks: 0}, total: 5}"
    best = "{indicators: {smoke: 0, visits: 0}, adjustments: {thanks: -1}, total: 0}"
    assert failures(tmp_path, "start: worst", worst, LOWER) == []
    assert failures(tmp_path, "start: best", best, LOWER) == []


def test_a_start_is_one_of_two(tmp_path: Path) -> None:
    (said,) = refusals(tmp_path, one("start: beast", "{total: 10}"))
    assert said.startswith("4:12 literal-error 'start' ")
    assert "'beast'" in said
