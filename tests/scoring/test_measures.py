"""What measures give for rows whose cells are all known, and what is said of rows left out."""

from __future__ import annotations

from fractions import Fraction

import pytest

from hpscore.model.answer import Answer
from hpscore.model.measured import Measured
from hpscore.problem import Location, ProblemError
from hpscore.scoring.measures import agrees, measured
from tests.scoring.rows import BAD, YEAR, Rows, asking, day, found, one, register, said

COUNT = "count: rows, empty: 0"


def test_rows_are_counted_and_their_register_is_named() -> None:
    got = found(asking(COUNT), [{"number": "1"}, {"number": "2"}])

    assert got.answers["q"].low == 2
    assert got.origins == {"q": (Location("a.csv", 1),)}
    assert [row.cells["number"] for row in got.serving["q"]] == ["1", "2"]
    assert got.answers["q"].rows is not None
    assert (got.answers["q"].rows.counted, got.answers["q"].rows.left_out) == (2, {})


def test_only_days_of_the_period_count_both_ends_among_them() -> None:
    days: Rows = [{"day": day(d)} for d in ("01-01", "12-31", "2021-12-31", "2023-01-01")]
    got = found(asking(COUNT, dated=True), [*days, {}, {"day": BAD}])

    assert got.answers["q"].low == 2
    assert said(got) == [
        "4 outside-period: 2021-12-31 lies outside 2022-01-01 to 2022-12-31",
        "5 outside-period: 2023-01-01 lies outside 2022-01-01 to 2022-12-31",
        "6 undated: has no Day",
        "7 invalid: got many",
    ]
    assert got.left_out["q"] == {"outside-period": 2, "undated": 1, "invalid": 1}


@pytest.mark.parametrize(
    ("where", "wanted"),
    [
        ("{column: people, at_least: 50}", "2"),
        ("{column: people, above: 50}", "1"),
        ("{column: people, at_most: 50}", "2"),
        ("{column: people, below: 50}", "1"),
        ("{column: by, is: us}", "2"),
        ("{column: ok, is: no}", "1"),
        ("{column: number, is: a}", "2"),
        ("{column: ok}", "1"),
        ("{column: number}", "3"),
        ("{not: {column: ok}}", "2"),
        ("{all: [{column: by, is: us}, {column: people, at_least: 50}]}", "1"),
        ("{any: [{column: by, is: them}, {column: people, below: 50}]}", "2"),
    ],
)
def test_rows_that_satisfy_a_condition_count(where: str, wanted: str) -> None:
    rows: Rows = [
        {"people": 50, "by": "us", "ok": True, "number": "A"},
        {"people": 51, "by": "them", "ok": False, "number": "ａ"},
        {"people": 49, "by": "us", "number": "b"},
    ]
    assert one(f"count: rows, where: {where}, empty: 0", rows) == wanted


def test_a_row_that_misses_a_number_is_told_and_one_of_another_kind_is_not() -> None:
    rows: Rows = [{"people": 49}, {"people": 50}]
    got = found(asking("count: rows, where: {column: people, at_least: 50}, empty: 0"), rows)
    kind = found(asking("count: rows, where: {column: by, is: us}, empty: 0"), [{"by": "them"}])

    assert said(got) == ["2 unmet: People is 49, 50 or more counts"]
    assert said(kind) == []
    assert kind.left_out["q"] == {"unmet": 1}


@pytest.mark.parametrize(
    ("comparison", "words"),
    [
        ("above: 5", "more than 5 counts"),
        ("at_most: 3", "3 or less counts"),
        ("below: 4", "less than 4 counts"),
    ],
)
def test_what_would_have_counted_is_said(comparison: str, words: str) -> None:
    where = f"count: rows, where: {{column: people, {comparison}}}, empty: 0"
    assert said(found(asking(where), [{"people": 5}])) == [f"2 unmet: People is 5, {words}"]


def test_a_blank_or_invalid_cell_that_decides_leaves_its_row_out() -> None:
    where = "{all: [{column: by, is: us}, {column: people, at_least: 50}]}"
    rows: Rows = [{"by": "us"}, {"by": "us", "people": BAD}, {"by": "them", "people": BAD}]
    got = found(asking(f"count: rows, where: {where}, empty: 0"), rows)

    assert got.answers["q"].low == 0
    # the last one would not count in any case
    assert said(got) == ["2 blank: has no People", "3 invalid: got many"]


def test_an_invalid_cell_under_an_any_does_not_matter_where_another_holds() -> None:
    where = "{any: [{column: by, is: us}, {column: people, at_least: 50}]}"
    assert one(f"count: rows, where: {where}, empty: 0", [{"by": "us", "people": BAD}]) == "1"


def test_registers_are_taken_together_and_a_measure_waits_for_all() -> None:
    both = "register: [acts, more], count: rows, empty: 0"
    apart = found(asking(both), [{"number": "1"}])

    assert one(both, [{"number": "1"}], more=[{"number": "2"}]) == "2"
    assert apart.answers == {}
    assert apart.lacking == {"q": ("more",)}
    assert measured(asking(both), {}, YEAR) == Measured()
    assert measured(asking("register: more, count: rows, empty: 0"),
                    {"acts": register([])}, YEAR).lacking == {}  # fmt: skip


def test_without_a_period_a_dated_register_gives_nothing() -> None:
    rows = {"acts": register([{"day": day("03-01")}])}
    assert measured(asking(COUNT, dated=True), rows, None).answers == {}
    assert measured(asking(COUNT), rows, None).answers["q"].low == 1


def test_an_empty_register_gives_nought_or_nothing_as_its_measure_says() -> None:
    assert one(COUNT, []) == "0"
    assert one("count: rows, empty: open", []) == "none"
    assert one("count: rows, where: {column: ok}, empty: 0", [{}]) == "0"
    assert one("share: {column: ok}, empty: 0", [], "percent") == "0"
    assert one("mean: size, empty: open", [], "number") == "none"
    assert one("sum: people, empty: 0", []) == "0"
    assert one("distinct: street, empty: 0", []) == "0"
    assert one("least: {by: street, share: {column: ok}}, empty: open", [], "percent") == "none"


def test_quarters_months_and_kinds_are_counted_once_each() -> None:
    days: Rows = [{"day": day(d)} for d in ("03-31", "04-01", "04-30", "06-30", "12-31")]
    streets: Rows = [{"street": s, "by": "us", "ok": True} for s in ("East", "EAST", "west")]

    assert one("distinct: quarter, empty: 0", days, dated=True) == "3"
    assert one("distinct: month, empty: 0", days, dated=True) == "4"
    assert one("distinct: street, empty: 0", streets) == "2"
    assert one("distinct: by, empty: 0", streets) == "1"
    assert said(found(asking("distinct: street, empty: 0"), [{}])) == ["2 blank: has no Street"]


def test_the_same_quarter_of_two_years_is_two() -> None:
    rubric = asking("distinct: quarter, empty: 0", dated=True)
    rows = {"acts": register([{"day": day("2021-02-01")}, {"day": day("2022-02-01")}])}
    period = type(YEAR)("2021-01-01", "2022-12-31")
    assert measured(rubric, rows, period).answers["q"].low == 2


def test_sums_and_means_are_exact_and_leave_out_rows_without_a_value() -> None:
    rows: Rows = [
        {"size": Fraction(1, 10)},
        {"size": Fraction(2, 10)},
        {"size": 1},
        {},
        {"size": BAD},
    ]

    assert one("sum: size, empty: 0", rows, "number") == "1.3"
    assert one("mean: size, empty: open", rows, "number") == "13/30"
    assert said(found(asking("sum: size, empty: 0", "number"), rows)) == [
        "5 blank: has no Size",
        "6 invalid: got many",
    ]


def test_a_share_of_rows_shows_its_parts() -> None:
    rows: Rows = [{"people": 7}, {"people": 6}, {"people": 10}]
    assert one("share: {column: people, at_least: 7}, empty: open", rows, "percent") == (
        "200/3 (2/3)"
    )


def test_a_share_of_sums_pools_rows() -> None:
    rows: Rows = [{"people": 5}, {"people": 2}]
    planned: Rows = [
        {"people": 5, "planned": 5},
        {"people": 2, "planned": 15},
        {"people": 0, "planned": 0},
    ]

    assert one("share: {sum: people, of: 5}, empty: open", rows, "percent") == "70 (7/10)"
    assert one("share: {sum: people, of: planned}, empty: open", planned, "percent") == "35 (7/20)"
    assert one("share: {sum: people, of: planned}, empty: open", [{"people": 3}], "percent") == (
        "none"
    )


def test_a_share_does_not_rise_by_cells_left_blank() -> None:
    rows: Rows = [{"people": 7}, {}, {"people": BAD}]
    got = found(asking("share: {column: people, at_least: 7}, empty: open", "percent"), rows)

    assert (got.answers["q"].low, got.answers["q"].high) == (Fraction(100, 3), 100)
    assert said(got) == ["3+ blank: has no People", "4+ invalid: got many"]


def test_more_than_the_whole_is_an_error_of_its_row() -> None:
    got = found(asking("share: {sum: people, of: 5}, empty: open", "percent"), [{"people": 6}])
    assert (got.answers["q"].low, got.answers["q"].high) == (0, 100)
    assert said(got) == ["2+ invalid: People is 6 out of 5"]


def test_the_least_group_counts_and_rows_of_no_group_do_not() -> None:
    rows: Rows = [
        {"street": "East", "ok": True},
        {"street": "east", "ok": False},
        {"street": "West", "ok": True},
        {"street": "West", "ok": False},
        {"street": "West", "ok": False},
        {"ok": False},
    ]
    rubric = asking("least: {by: street, share: {column: ok, is: yes}}, empty: open", "percent")
    got = found(rubric, rows)

    assert (got.answers["q"].low, got.answers["q"].count, got.answers["q"].of) == (
        Fraction(100, 3), 1, 3,
    )  # fmt: skip
    assert said(got) == ["7 blank: has no Street"]
    assert one("least: {by: street, count: {column: ok}}, empty: 0", rows) == "1"
    assert one("least: {by: street, count: {column: ok}}, empty: 0", []) == "0"


def test_held_against_planned_counts_each_row_up_to_its_plan() -> None:
    rows: Rows = [
        {"people": 12, "planned": 4},
        {"people": 1, "planned": 4},
        {"people": 9, "planned": 0},
        {"people": 9},
    ]
    held = "held: {column: people, planned: planned}, empty: open"

    assert one(held, rows, "percent") == "62.5 (5/8)"
    assert one(held, [{"people": 9, "planned": 0}], "percent") == "none"
    assert one(held, [{"planned": 4}, {"people": 4, "planned": 4}], "percent") == "50..100"
    assert said(found(asking(held, "percent"), rows)) == ["5 blank: has no Planned"]


def test_a_row_that_names_another_counts_once_with_it() -> None:
    once = "count: rows, once: {column: with, names: number}, empty: 0"
    rows: Rows = [
        {"number": "1"},
        {"number": "2", "with": "１"},
        {"number": "3", "with": "2"},
        {"number": "4", "with": "4"},
        {"number": "5", "with": "9"},
        {"number": "6", "with": "7"},
        {"number": "7", "with": "6"},
    ]
    got = found(asking(once), rows)

    assert got.answers["q"].low == 4
    assert [row.cells["number"] for row in got.serving["q"]] == ["1", "4", "5", "6"]
    assert got.left_out["q"] == {"combined": 3}
    assert said(got)[0] == (
        "3 combined: belongs to the same event as another row, which counts already"
    )


def test_a_name_means_rows_of_other_registers_first() -> None:
    once = "register: [acts, more], count: rows, once: {column: with, names: number}, empty: 0"
    acts = [{"number": 1}, {"number": 2}]
    more = [{"number": "1"}, {"number": "2", "with": "1"}]
    assert one(once, acts, more=more) == "3"


def test_a_row_that_names_one_that_does_not_count_counts_itself() -> None:
    once = "count: rows, where: {column: by, is: us}, once: {column: with, names: number}, empty: 0"
    rows: Rows = [{"number": "1", "by": "them"}, {"number": "2", "with": "1", "by": "us"}]
    assert one(once, rows) == "1"


def test_what_no_answer_can_be_is_told_with_its_question() -> None:
    got = found(asking("sum: size, empty: 0", "number, to: 4"), [{"size": 5}])
    assert got.answers == {}
    assert str(got.faults["q"].message) == "'q' takes a number up to 4, got 5"


def test_the_order_of_rows_changes_nothing() -> None:
    rows = register([{"number": str(n), "with": str(n - 1 if n % 2 else n)} for n in range(1, 6)])
    turned = type(rows)(rows.place, tuple(reversed(rows.rows)))
    rubric = asking("count: rows, once: {column: with, names: number}, empty: 0")
    assert measured(rubric, {"acts": rows}, YEAR) == measured(rubric, {"acts": turned}, YEAR)


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        (Answer(2, 2, 2), True),
        (Answer(3, 3, 3), True),
        (Answer(4, 4, 4), False),
        (Answer(None, 2, 3), True),
        (Answer(None, 1, 3), False),
        (Answer(None, state="not_applicable"), False),
    ],
)
def test_an_answer_agrees_with_registers_that_allow_it(given: Answer, wanted: bool) -> None:
    assert agrees(given, Answer(None, 2, 3, state="derived")) is wanted


@pytest.mark.parametrize(
    ("test", "wanted"),
    [
        ("month: [3]", "2"),
        ("month: [1, 2, 12]", "1"),
        ('on: ["03-24"]', "1"),
        ('on: ["03-24", "12-31", "05-01"]', "2"),
    ],
)
def test_a_day_is_compared_by_its_month_and_by_the_day_of_the_year(test: str, wanted: str) -> None:
    rows = [{"day": day("03-24")}, {"day": day("03-25")}, {"day": day("12-31")}]
    assert one(f"count: rows, where: {{column: day, {test}}}, empty: 0", rows) == wanted


def test_half_years_are_counted_each_once() -> None:
    rows = [{"day": day(text)} for text in ("01-01", "06-30")]
    assert one("distinct: half_year, empty: 0", rows, dated=True) == "1"
    assert one("distinct: half_year, empty: 0", [*rows, {"day": day("07-01")}], dated=True) == "2"


@pytest.mark.parametrize(
    ("test", "said_"),
    [
        ("month: [13]", "takes a number up to 12"),
        ('on: ["02-30"]', "takes a day of the year, such as 03-24"),
        ("month: []", "takes at least one entry"),
    ],
)
def test_a_day_that_no_year_has_is_refused(test: str, said_: str) -> None:
    with pytest.raises(ProblemError, match=said_):
        asking(f"count: rows, where: {{column: day, {test}}}, empty: 0")


def test_a_part_out_of_nothing_is_told() -> None:
    rows: Rows = [
        {"people": 5, "planned": 0},
        {"people": 0, "planned": 0},
        {"people": 2, "planned": 4},
    ]
    got = found(asking("share: {sum: people, of: planned}, empty: open", "percent"), rows)
    assert said(got) == ["2 invalid: People is 5 out of 0"]
    assert got.answers["q"].low == 50


def test_values_of_a_column_that_only_one_register_lists_are_not_limited() -> None:
    rubric = asking("register: [acts, more], distinct: by, empty: 0")
    listed, free = rubric.registers["acts"], rubric.registers["more"]
    columns = {
        **free.columns,
        "by": free.columns["by"].model_copy(update={"options": None, "ask": "text"}),
    }
    mixed = rubric.model_copy(
        update={"registers": {"acts": listed, "more": free.model_copy(update={"columns": columns})}}
    )
    rows = {
        "acts": register([{"by": "us"}]),
        "more": register([{"by": n} for n in ("a", "b", "c")]),
    }
    answer = measured(mixed, rows, YEAR).answers["q"]
    assert (answer.low, answer.high) == (4, 4)
