"""An explanation: enough in words to redo a score by hand."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from hpscore.message import LANGUAGES, Language
from hpscore.readers.outcome import Outcome
from hpscore.reports.explain import explain
from tests.reports import made


def told(scored: Outcome, indicator: str | None = None) -> list[str]:
    assert scored.result is not None
    assert scored.rubric is not None
    shown = made.lines(explain(scored.result, scored.rubric, indicator, "en"), 200)
    return [line.rstrip() for line in shown]


def line(scored: Outcome, indicator: str) -> list[str]:
    """Return what is told of one line, without the heading."""
    found = told(scored, indicator)
    return found[found.index("") + 1 :]


@pytest.fixture(scope="module")
def settled() -> Outcome:
    return made.outcome(made.rubric(made.EVERY_KIND), made.SETTLED)


@pytest.fixture(scope="module")
def open_() -> Outcome:
    return made.outcome(made.rubric(made.EVERY_KIND), made.OPEN)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [50, 80])
def test_no_line_is_wider_than_the_page(width: int, language: Language) -> None:
    for scored in (*map(made.example, made.SCORED), *made.results()):
        assert scored.result is not None
        assert scored.rubric is not None
        shown = made.lines(explain(scored.result, scored.rubric, None, language), width)
        assert max(map(cell_len, shown)) <= width
        assert "…" not in "".join(shown)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("meetings", [
            "一-2 Meetings: 2 / 3",
            "  rule: ≥4: 3; ≥3: 2; ≥2: 1",
            "  answer: 3",
            "  decided by: 3, band ≥3",
            "  missing: 1 short",
        ]),
        ("share", [
            "一-3 Share: 3 / 3",
            "  rule: ≥80%: 3",
            "  answer: 82.4% (412/500)",
            "  decided by: 82.4% (412/500), band ≥80%",
        ]),
        ("lectures", [
            "Lectures: 7.5 / 10",
            "  rule: 2.5 each, at most 10",
            "  answer: 3",
            "  decided by: 3 × 2.5",
            "  missing: 2.5 short",
        ]),
        ("leaflets", [
            "Leaflets: 2 / 4",
            "  rule: 1 for every full 100, at most 4",
            "  answer: 250",
            "  decided by: 2 × 1",
            "  missing: 2 short",
        ]),
        ("satisfaction", [
            "Satisfaction: 6.5 / 7",
            "  rule: judged 0–7 in steps of 0.5",
            "  answer: 6.5",
            "  missing: 0.5 judged",
            "  note: '[bold]x[/]'",
        ]),
        ("butts", [
            "Butts: 4.5 / 10",
            "  rule: starts at 10; at least 1 is left; the rest is taken from the dimension",
            "  sum: 10 - 3 - 2 - 0.5, at least 1 is left = 4.5",
            "  missing: 5.5 deducted",
            "  Butts found: -3",
            "    rule: -1 each",
            "    answer: 3",
            "  Sign missing: -2",
            "    rule: -2 if yes",
            "    answer: yes",
            "  coverage: -0.5",
            "    rule: -0.1 for each short of 90%",
            "    answer: 85%",
        ]),
        ("everything", [
            "Everything: 0 / 4",
            "  rule: all of these",
            "  decided by: 1 hold, 2 are wanted",
            "  missing: 4 not met",
            "  Plan: not attained",
            "    rule: yes",
            "    answer: no",
            "  Files: attained",
            "    rule: yes",
            "    answer: yes",
        ]),
        ("staffing", [
            "Staffing: 0 / 5",
            "  rule: added up",
            "  what it depends on does not hold: Plan",
            "  missing: 5 dependency",
            "  Person: 2 / 2",
            "    rule: yes: 2",
            "    answer: yes",
            "  Training: 3 / 3",
            "    rule: yes: 3",
            "    answer: yes",
        ]),
        ("venue", [
            "Venue: 3 / 5",
            "  rule: the best of these",
            "  decided by: the best is Rented",
            "  missing: 2 short",
            "  Own: 0 / 5",
            "    rule: yes: 5",
            "    answer: no",
            "    missing: 5 not met",
            "  Rented: 3 / 3",
            "    rule: yes: 3",
            "    answer: yes",
        ]),
        ("toilets", [
            "Toilets (Setting: Urban): 5 / 5",
            "  rule: yes: 5",
            "  asked: Clean",
            "  answer: yes",
        ]),
        ("canteen", [
            "Canteen: not applicable",
            "  rule: yes: 5",
            "  not applicable: left out of the maximum",
            "  note: '无食堂'",
        ]),
        ("care", [
            "Care: 4 / 4",
            "  rule: added up",
            "  decided by: scaled up from 2 that apply",
            "  Children: not applicable",
            "    rule: yes: 2",
            "    not applicable: left out of the maximum",
            "    note: '无儿童'",
            "  Elders: 2 / 2",
            "    rule: yes: 2",
            "    answer: yes",
        ]),
        ("late", [
            "Late: 1 / 3",
            "  rule: 1 each, at most 3",
            "  answer: 1",
            "  decided by: 1 × 1",
            "  missing: 2 short",
        ]),
    ],
)  # fmt: skip
def test_a_settled_line_tells_answer_rule_and_what_decided(
    settled: Outcome, name: str, words: list[str]
) -> None:
    assert line(settled, name) == words


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("lectures", [
            "Lectures: 7.5 / 10",
            "  rule: 2.5 each, at most 10",
            "  points awarded directly: 7.5",
            "  missing: 2.5 awarded directly",
        ]),
        ("satisfaction", [
            "Satisfaction: 0–7 / 7",
            "  rule: judged 0–7 in steps of 0.5",
            "  answer: 5 to 7",
            "  a veto is open: Crime",
            "  missing: 7 not answered; waits for Crime",
        ]),
        ("toilets", [
            "Toilets: 0–5 / 5",
            "  not known: Setting; it spans all cases",
            "  missing: 5 not answered; waits for Setting",
            "  Toilets (Setting: Urban): 0–5 / 5",
            "    rule: yes: 5",
            "    asked: Clean",
            "    answer: not answered",
            "    missing: 5 not answered",
            "  Toilets (Setting: Rural): 0–5 / 5",
            "    rule: ≥80%: 5",
            "    asked: Sanitary",
            "    answer: not answered",
            "    missing: 5 not answered",
        ]),
        ("some", [
            "Some: 0–4 / 4",
            "  rule: at least 2 of these",
            "  decided by: 0 hold, 2 are wanted",
            "  missing: 4 not answered; waits for Gym, Park",
            "  Gym: open",
            "    rule: yes",
            "    answer: not answered",
            "  Park: open",
            "    rule: yes",
            "    answer: not answered",
            "  Pool: not attained",
            "    rule: yes",
            "    answer, derived: no",
        ]),
    ],
)  # fmt: skip
def test_an_open_line_tells_what_it_waits_for(open_: Outcome, name: str, words: list[str]) -> None:
    assert line(open_, name) == words


def test_a_struck_line_names_the_veto() -> None:
    withheld = made.outcome(made.rubric(made.EVERY_KIND), made.WITHHELD)
    found = line(withheld, "satisfaction")
    assert "  taken away by the veto: Crime" in found
    assert "  missing: 0.5 judged, 6.5 vetoed" in found


def test_every_sum_is_written_out(settled: Outcome) -> None:
    found = told(settled)
    assert "  sum: 2 + 2 + 3 + 7.5 + 2 + 7/3 + 2 + 5 + 6.5 = 97/3" in found
    assert "  sum: 4.5 + 0 + 4 + 0 + 3 + 5 + 2 + 4 = 22.5" in found
    assert "  counts as 317/13 / 44: what applies is scaled up to 44; Late -1" in found
    assert "  97/3 + 317/13, Award +2, rounded to a multiple of 0.5, half up = 58.5" in found
    assert "  City points: total × 1 ÷ 3 = 19.50" in found


def test_the_verdict_follows_from_bounds_and_gates(settled: Outcome, open_: Outcome) -> None:
    found = told(settled)
    assert found[found.index("tier") :] == [
        "tier",
        "    High (A): ≥ 60 (Urban) / 50 (Rural)",
        "  → Low: otherwise",
        "  Smoke-free: attained (from: Pledge, Simple rules)",
        "  Crime: it did not happen",
        "  Not rated: it does not hold (from: Residents)",
        "  58.5 gives: Low",
    ]
    undecided = told(open_)
    assert "  ? High (A): ≥ 60 (Urban) / 50 (Rural)" in undecided
    assert "  ? Low: otherwise" in undecided


def test_a_withheld_total_says_why() -> None:
    found = told(made.outcome(made.rubric(made.EVERY_KIND), made.WITHHELD))
    assert "  withheld: Not rated" in found


def test_targets_are_told_with_their_distance() -> None:
    short = made.outcome(made.rubric(made.TARGETS), made.SHORT)
    assert line(short, "literacy") == [
        "一 Literacy: not attained",
        "  rule: target: ≥ 25%",
        "  answer: 20%",
        "  decided by: 20%, target ≥ 25%, 5% off",
    ]


def test_a_line_that_is_not_there_is_an_error(settled: Outcome) -> None:
    with pytest.raises(KeyError):
        told(settled, "nowhere")


def test_a_total_where_less_is_better_is_told_from_its_sums() -> None:
    scored = made.outcome(made.rubric(made.LOWER), "answers: {found: {from: 2, to: 5}}")
    assert (
        "  at least 2, as per cent of the maximum that applies = 25; "
        "at most 5, as per cent of the maximum that applies = 62.5"
    ) in told(scored)


def test_a_cap_that_was_reached_is_told() -> None:
    by = made.rubric(made.EVERY_KIND)
    capped = made.outcome(by, made.SETTLED.replace("lectures: 3", "lectures: 9"))
    assert "  decided by: 9 × 2.5, at most 10" in line(capped, "lectures")


def test_an_answer_below_the_lowest_band_names_it() -> None:
    by = made.rubric(made.EVERY_KIND)
    below = made.outcome(by, made.SETTLED.replace("meetings: 3", "meetings: 1"))
    assert "  decided by: 1, below 2" in line(below, "meetings")
