"""What a result says of the rows of its registers."""

from __future__ import annotations

from hpscore.message import say
from hpscore.model.answer import Answer
from hpscore.model.assessment import Assessment
from hpscore.model.result import Flag
from hpscore.model.rows import OPEN, RegisterRows, Row
from hpscore.model.rubric import Rubric
from hpscore.problem import Location, Problem, Severity
from hpscore.scoring.engine import score
from hpscore.scoring.measures import measured
from tests.scoring.rows import BAD, YEAR, asking, day, register
from tests.scoring.tiny import tiny

EVENTS = "count: rows, where: {column: people, at_least: 50}, empty: 0"


def flagged(rubric: Rubric, registers: dict[str, RegisterRows], **given: object) -> list[Flag]:
    found = measured(rubric, registers, YEAR)
    assessment = Assessment(answers=found.answers, registers=registers, measured=found, period=YEAR)
    return [*score(rubric, assessment.replace(**given)).flags]


def told(flags: list[Flag]) -> list[str]:
    return [f"{f.severity} {f.code} {' '.join(f.about)}: {f.message.say('en')}" for f in flags]


def test_rows_that_do_not_count_are_listed_with_their_place_and_why() -> None:
    rows = register([{"day": day("2021-01-01")}, {}, {"day": day("03-01"), "people": 50},
                     {"day": day("03-01"), "people": BAD}])  # fmt: skip

    assert told(flagged(asking(EVENTS, dated=True), {"acts": rows})) == [
        "warning register-rows acts: Acts: rows that do not count, 3: "
        "a.csv:2: 2021-01-01 lies outside 2022-01-01 to 2022-12-31, a.csv:3: has no Day, "
        "a.csv:5: got many"
    ]


def test_a_row_that_only_misses_the_condition_is_a_note() -> None:
    rows = register([{"people": 49}])
    assert told(flagged(asking(EVENTS), {"acts": rows})) == [
        "note register-rows acts: Acts: rows that do not count, 1: "
        "a.csv:2: People is 49, 50 or more counts"
    ]


TWO = (
    "- {id: worst, title: Worst, points: 2, ask: percent, bands: {50: 2}}\n"
    "- {id: events, title: Events, points: 2, bands: {2: 2}}\n",
    "registers: {acts: {title: Acts, columns: {street: {title: Street}, ok: {title: OK, "
    "ask: yes_no}, number: {title: No.}, with: {title: With}}}}\nmeasures:\n"
    "  - {answers: worst, register: acts, least: {by: street, share: {column: ok}}, empty: open}\n"
    "  - {answers: events, register: acts, count: rows, empty: 0%s}",
)
ONCE = ", once: {column: with, names: number}"


def test_a_row_that_counts_in_another_measure_is_told_apart() -> None:
    rows = register([{"street": "East", "ok": True}, {"ok": True}])
    assert told(flagged(tiny(TWO[0], TWO[1] % ""), {"acts": rows})) == [
        "warning register-rows acts worst: Acts: rows that count, but not for Worst, 1: "
        "a.csv:3: has no Street"
    ]


def test_rows_that_lack_the_same_for_two_measures_name_both() -> None:
    rubric = tiny(
        TWO[0] + "- {id: best, title: Best, points: 2, ask: percent, bands: {50: 2}}",
        TWO[1] % "" + "\n  - {answers: best, register: acts, "
        "least: {by: street, share: {column: ok}}, empty: open}",
    )
    (flag,) = flagged(rubric, {"acts": register([{"ok": True}])})
    assert flag.about == ("acts", "worst", "best")


def test_a_row_that_counts_for_no_measure_is_listed_once() -> None:
    second = "\n  - {answers: judged, register: acts, mean: size, where: {column: people, above: 9}"
    rubric = asking(f"register: acts, {EVENTS}}}{second}, empty: open")
    assert told(flagged(rubric, {"acts": register([{}])})) == [
        "warning register-rows acts: Acts: rows that do not count, 1: a.csv:2: has no People"
    ]


def test_combined_rows_are_located_in_a_note_beside_a_warning() -> None:
    rows = register([{"number": "1", "street": "East", "ok": True},
                     {"with": "1", "street": "East", "ok": True}, {"ok": True}])  # fmt: skip
    assert told(flagged(tiny(TWO[0], TWO[1] % ONCE), {"acts": rows})) == [
        "note register-rows acts events: Acts: rows that count, but not for Events, 1: "
        "a.csv:3: belongs to the same event as another row, which counts already",
        "warning register-rows acts worst: Acts: rows that count, but not for Worst, 1: "
        "a.csv:4: has no Street",
    ]


def test_a_row_that_names_no_other_counts_by_itself_with_a_warning() -> None:
    rows = register([{"number": "1"}, {"with": "9"}, {"number": "3", "with": "3"}])
    rubric = asking("count: rows, empty: 0" + ONCE)
    assert measured(rubric, {"acts": rows}, YEAR).answers["q"].low == 3
    assert told(flagged(rubric, {"acts": rows})) == [
        "warning names-nothing acts: Acts: rows that count as events of their own, 2: "
        "a.csv:3: With 9 names no other row, a.csv:4: With 3 names no other row"
    ]


def test_the_file_is_not_named_where_it_is_the_input_and_a_cell_is() -> None:
    rubric = asking(EVENTS)
    own = flagged(rubric, {"acts": register([{}])}, source="a.csv")
    cell = Row(Location("b.xlsx", sheet="Acts", cell="A3"))
    sheet = flagged(rubric, {"acts": RegisterRows(Location("b.xlsx", sheet="Acts"), (cell,))})
    file = flagged(rubric, {"acts": RegisterRows(Location("c.json"), (Row(Location("c.json")),))})

    assert told(own)[0].endswith(", 1: line 2: has no People")
    assert told(sheet)[0].endswith(", 1: b.xlsx:Acts!A3: has no People")
    assert told(file)[0].endswith(", 1: c.json: has no People")


def test_of_many_rows_twenty_are_listed() -> None:
    flags = told(flagged(asking(EVENTS), {"acts": register([{}] * 23)}))
    assert flags[0].count("has no People") == 20
    assert flags[0].startswith("warning register-rows acts: Acts: rows that do not count, 23: ")
    assert flags[0].endswith("a.csv:21: has no People, and 3 more")


def test_rows_that_are_open_are_told_apart() -> None:
    rubric = asking("share: {column: ok}, empty: open", "percent")
    assert told(flagged(rubric, {"acts": register([{"ok": OPEN}, {"ok": True}])})) == [
        "note register-open acts: Acts: rows that count and may count for more or less, 1: "
        "a.csv:2: OK is not decided"
    ]


def test_a_register_that_a_measure_lacks_is_named_unless_the_question_is_answered() -> None:
    rubric = asking("register: [acts, more], count: rows, empty: 0")
    rows = {"acts": register([{}])}

    assert told(flagged(rubric, rows)) == [
        "warning register-missing q more: 'q' is not derived: the register More was not handed in"
    ]
    assert flagged(rubric, rows, answers={"q": Answer(1, 1, 1)}) == []


def test_what_was_noticed_while_reading_is_told_alike_in_one_flag() -> None:
    remark = [
        Problem("row-skipped", say("got {n}", n=n), Location("a.csv", n), severity=Severity.NOTE)
        for n in (2, 3)
    ]
    rows = RegisterRows(Location("a.csv"), (), tuple(remark))
    assert told(flagged(asking("count: rows, empty: 0"), {"acts": rows})) == [
        "note row-skipped acts: Acts: a.csv:2: got 2, a.csv:3: got 3"
    ]


def test_a_share_below_one_per_cent_from_a_register_is_what_it_is() -> None:
    rubric = asking("mean: share, empty: open", "percent")
    assert flagged(rubric, {"acts": register([{"share": 1}, {"share": 0}])}) == []


def test_a_remark_can_be_a_warning() -> None:
    text = "remarks: [{id: r, text: R, severity: %s, when: {question: judged, below: 5}}]"
    flags = [
        score(tiny(text % severity), Assessment(answers={"judged": Answer(4, 4, 4)})).flags[0]
        for severity in ("warning", "note")
    ]
    assert [flag.severity for flag in flags] == [Severity.WARNING, Severity.NOTE]
