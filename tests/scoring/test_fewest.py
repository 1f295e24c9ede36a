"""The least number of any group of rows: every group that has rows is compared."""

from __future__ import annotations

import pytest

from hpscore.model.number import spell_bound
from hpscore.model.rows import OPEN, CellValue, RegisterRows, Row
from hpscore.model.rubric import Rubric
from hpscore.problem import Location, ProblemError
from hpscore.scoring.measures import measured
from hpscore.scoring.row_figures import NOTHING, Amount, fewest, least
from tests.scoring.tiny import line, scored, tiny

REGISTER = """
registers:
  units:
    title: Units
    columns:
      street: {title: Street}
      kind: {title: Kind, ask: choice, options: [family, shop]}
      passed: {title: Passed, ask: yes_no}
measures:
  - answers: a
    register: units
    least: {by: street, count: {all: [{column: kind, is: family}, {column: passed, is: true}]}}
    empty: 0
"""
RUBRIC = tiny(REGISTER, "- {id: a, title: A, ask: count, target: {at_least: 2}}")


def row(street: str, kind: str = "family", passed: str = "yes") -> str:
    return f"{{street: {street}, kind: {kind}, passed: {passed}}}"


@pytest.mark.parametrize(
    ("rows", "value"),
    [
        ([row("x"), row("x"), row("y"), row("y"), row("y")], 2),
        ([row("x"), row("x"), row("y")], 1),
        ([row("x"), row("x"), row("y", passed="no")], 0),
        ([row("x"), row("x"), row("y", kind="shop")], 0),
        ([row("x"), row("X"), "{kind: family, passed: yes}"], 2),
        ([], 0),
    ],
)
def test_it_is_the_number_in_the_group_with_the_fewest(rows: list[str], value: int) -> None:
    trace = line(scored(RUBRIC, registers=f"{{units: [{', '.join(rows)}]}}"), "a")
    assert trace.answer is not None
    assert (trace.answer.value, trace.state) == (value, "derived")


def test_a_cell_that_is_blank_leaves_its_row_out_or_in() -> None:
    rows = [row("x"), row("x"), "{street: x, kind: family}"]
    trace = line(scored(RUBRIC, registers=f"{{units: [{', '.join(rows)}]}}"), "a")
    assert trace.answer is not None
    assert (trace.answer.low, trace.answer.high) == (2, 3)


@pytest.mark.parametrize(
    ("groups", "low", "high", "empty"),
    [
        ([[Amount(1, 1), Amount(0, 1)], [Amount(1, 1), Amount(1, 1)]], "1", "2", False),
        ([[Amount(1, 1)], [Amount(1, 1, sure=False)]], "0", "1", False),
        ([[Amount(1, 1)], [Amount(0, 0, sure=False)]], "0", "1", False),
        ([[Amount(1, 1, sure=False)], [Amount(0, 1, sure=False)] * 2], "0", "2", True),
        ([[], [Amount(1, 1)]], "1", "1", False),
    ],
)
def test_rows_that_may_count_leave_it_open(
    groups: list[list[Amount]], low: str, high: str, empty: bool
) -> None:
    found = fewest(groups)
    assert (spell_bound(found.low), spell_bound(found.high)) == (low, high)
    assert found.empty is empty


def test_no_rows_give_nothing() -> None:
    assert fewest([[]]) is NOTHING


LISTED = """
registers:
  units:
    title: Units
    columns:
      street: {title: Street}
      passed: {title: Passed, ask: yes_no}
  streets: {title: Streets, columns: {named: {title: Name}, old: {title: Old, ask: yes_no}}}
measures:
  - answers: a
    register: units
    least: {by: street, of: {register: streets, column: named}, MEASURED}
    empty: EMPTY
"""


def listed(measured_: str, empty: str, ask: str = "count") -> Rubric:
    registers = LISTED.replace("MEASURED", measured_).replace("EMPTY", empty)
    return tiny(registers, f"- {{id: a, title: A, ask: {ask}, target: {{at_least: 2}}}}")


UNITS = "[{street: x, passed: yes}, {street: x, passed: yes}, {street: z, passed: yes}]"


@pytest.mark.parametrize(
    ("measured_", "empty", "ask", "streets", "low", "high"),
    [
        ("count: {column: passed}", "0", "count", "[{named: X}, {named: z}]", 1, 1),
        ("count: {column: passed}", "open", "count", "[{named: x}, {named: y}]", 0, 0),
        ("count: {column: passed}", "0", "count", "[]", 1, 1),
        ("count: {column: passed}", "0", "count", "[{old: yes}]", 1, 1),
        ("share: {column: passed}", "open", "percent", "[{named: x}]", 100, 100),
        ("share: {column: passed}", "open", "percent", "[{named: y}]", 0, 100),
        ("share: {column: passed}", "0", "percent", "[{named: y}]", 0, 0),
    ],
)
def test_a_group_that_is_listed_and_has_no_row_has_none(
    measured_: str, empty: str, ask: str, streets: str, low: int, high: int
) -> None:
    rubric = listed(measured_, empty, ask)
    trace = line(scored(rubric, registers=f"{{units: {UNITS}, streets: {streets}}}"), "a")
    assert trace.answer is not None
    assert (trace.answer.low, trace.answer.high) == (low, high)


def test_a_share_of_nothing_is_told() -> None:
    rubric = listed("share: {column: passed}", "open", "percent")
    result = scored(rubric, registers=f"{{units: {UNITS}, streets: [{{named: y}}]}}")
    assert [flag.code for flag in result.flags] == ["register-open"]
    assert "nothing of it is there to share" in str(result.flags[0].message)


def test_a_group_that_was_listed_in_another_period_is_none() -> None:
    dated = LISTED.replace("title: Streets, columns: {", "title: Streets, dated: on, columns: {"
                           "on: {title: On, ask: date}, ")  # fmt: skip
    registers = dated.replace("MEASURED", "count: {column: passed}").replace("EMPTY", "0")
    rubric = tiny(registers, "- {id: a, title: A, ask: count, target: {at_least: 2}}")
    streets = "[{named: x, on: 2022-01-01}, {named: y, on: 2021-12-31}]"
    rows = f"{{units: {UNITS}, streets: {streets}}}"
    result = scored(rubric, registers=rows, period="{from: 2022-01-01, to: 2022-12-31}")
    trace = line(result, "a")
    assert trace.answer is not None
    assert (trace.answer.value, [flag.code for flag in result.flags]) == (1, ["register-rows"])


def test_groups_that_are_not_handed_in_leave_it_unanswered() -> None:
    result = scored(listed("count: {column: passed}", "0"), registers=f"{{units: {UNITS}}}")
    assert line(result, "a").state == "unanswered"
    assert [flag.code for flag in result.flags] == ["register-missing"]


def test_a_group_that_may_be_without_a_share_may_have_any() -> None:
    groups = [[Amount(1, 1)], [Amount(1, 1, sure=False)]]
    assert (least(groups, 0).low, least(groups, 0).high) == (0, 100)
    assert (least(groups, 100).low, least(groups, 100).high) == (0, 100)


@pytest.mark.parametrize(
    ("groups", "code"),
    [
        ("{register: street, column: named}", "unknown-register"),
        ("{register: streets, column: name}", "unknown-column"),
        ("{register: streets, column: old}", "column-kind"),
    ],
)
def test_groups_are_listed_by_a_register_that_is_there(groups: str, code: str) -> None:
    registers = LISTED.replace("{register: streets, column: named}", groups)
    registers = registers.replace("MEASURED", "count: {column: passed}").replace("EMPTY", "0")
    with pytest.raises(ProblemError) as refused:
        tiny(registers, "- {id: a, title: A, ask: count, target: {at_least: 2}}")
    assert [problem.code for problem in refused.value.problems] == [code]


@pytest.mark.parametrize(
    ("measure", "code"),
    [
        ("least: {by: street}", "measure"),
        ("least: {by: street, count: {column: kind}, share: {column: passed}}", "measure"),
        ("least: {by: street, count: {column: kinds}}", "unknown-column"),
        ("least: {by: street, share: {column: passed}}", "measure-kind"),
    ],
)
def test_it_counts_or_takes_a_share_of_what_there_is(measure: str, code: str) -> None:
    register = REGISTER.split("measures:")[0]
    measures = f"measures: [{{answers: a, register: units, {measure}, empty: 0}}]"
    with pytest.raises(ProblemError) as refused:
        tiny(register + measures, "- {id: a, title: A, ask: count, target: {at_least: 2}}")
    assert [problem.code for problem in refused.value.problems] == [code]


def test_where_a_row_belongs_may_be_open() -> None:
    cells: list[dict[str, CellValue]] = [
        {"street": OPEN, "kind": "family", "passed": True},
        {"street": "x", "kind": "family"},
    ]
    rows = RegisterRows(Location(), tuple(Row(Location(line=n), c) for n, c in enumerate(cells)))
    answer = measured(RUBRIC, {"units": rows}, None).answers["a"]
    assert (answer.value, answer.low, answer.high) == (None, 0, 2)
