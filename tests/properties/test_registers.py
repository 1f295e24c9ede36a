"""Whatever open cells turn out to be, the answer lies inside the interval that was measured."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import cache
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hpscore.model.assessment import Period
from hpscore.model.number import INFINITY
from hpscore.model.rows import OPEN, CellValue, RegisterRows, Row
from hpscore.model.rubric import Rubric
from hpscore.problem import Location
from hpscore.scoring.measures import measured
from tests.properties.effort import tries
from tests.scoring.rows import asking

WHERE = (
    "{column: ok}",
    "{not: {column: ok}}",
    "{any: [{column: ok, is: no}, {column: people, at_least: 2}]}",
    "{all: [{column: ok}, {not: {column: by, is: us}}]}",
)
KINDS = {
    "count: rows": "count",
    "count: rows, once: {column: with, names: number}": "count",
    "distinct: street": "count",
    "distinct: by": "count",
    "sum: size": "number",
    "mean: size": "number",
    "share: {column: ok}": "percent",
    "share: {column: people, at_least: 2}": "percent",
    "share: {all: [{column: ok}, {column: people, below: 3}]}": "percent",
    "share: {sum: people, of: 3}": "percent",
    "share: {sum: people, of: planned}": "percent",
    "least: {by: street, share: {column: ok}}": "percent",
    "least: {by: street, count: {column: ok}}": "count",
    "held: {column: people, planned: planned}": "percent",
}
VALUES: Mapping[str, tuple[CellValue, ...]] = {
    "ok": (True, False),
    "by": ("us", "them"),
    "people": (0, 1, 2, 3),
    "planned": (0, 1, 3),
    "size": (-1, 0, Fraction(1, 2), 2),
    "street": ("a", "b"),
    "number": ("1", "2"),
    "with": ("1", "2"),
}
"""What cells hold, and what open ones may turn out to be."""

ROWS = st.lists(
    st.fixed_dictionaries(
        {},
        optional={name: st.sampled_from((*own, OPEN, *own)) for name, own in VALUES.items()},
    ),
    max_size=4,
)


@cache
def by(measure: str, where: str | None, empty: str) -> Rubric:
    kind = KINDS[measure]
    condition = "" if where is None else f", where: {where}"
    return asking(f"{measure}{condition}, empty: {empty}", kind)


def ends(rubric: Rubric, rows: list[dict[str, CellValue]]) -> tuple[Any, Any] | None:
    made = tuple(Row(Location("a.csv", line), cells) for line, cells in enumerate(rows, 2))
    registers = {"acts": RegisterRows(Location("a.csv"), made)}
    answer = measured(rubric, registers, Period("2022-01-01", "2022-12-31")).answers.get("q")
    return None if answer is None else (answer.low, answer.high)


def settlings(rows: list[dict[str, CellValue]]) -> Iterator[list[dict[str, CellValue]]]:
    """Yield ways to settle the open cells, of many the first thousand."""
    open_ = [(place, name) for place, row in enumerate(rows) for name in row if row[name] is OPEN]
    for _, values in zip(range(1000), product(*(VALUES[name] for _, name in open_)), strict=False):
        settled = [dict(row) for row in rows]
        for (place, name), value in zip(open_, values, strict=True):
            settled[place][name] = value
        yield settled


@pytest.mark.parametrize("measure", KINDS)
@tries(60)
@given(st.sampled_from((None, *WHERE)), st.sampled_from(("0", "open")), ROWS)
def test_every_settling_lies_inside(
    measure: str, where: str | None, empty: str, rows: list[dict[str, CellValue]]
) -> None:
    rubric = by(measure, where, empty)
    interval = ends(rubric, rows)
    if interval is None:  # nothing is known of the answer
        return
    for settled in settlings(rows):
        answer = ends(rubric, settled)
        assert answer is not None
        assert interval[0] <= answer[0] <= answer[1] <= interval[1]


@pytest.mark.parametrize(
    "measure", ["count: rows", "sum: size", "mean: size", "share: {column: people, at_least: 2}"]
)
@tries(60)
@given(st.sampled_from(WHERE[:1]), ROWS)
def test_ends_are_attained(measure: str, where: str, rows: list[dict[str, CellValue]]) -> None:
    # only whether a row counts is open; what it brings is known
    known = [{k: v for k, v in row.items() if k == "ok" or v is not OPEN} for row in rows]
    rubric = by(measure, where, "0")
    interval = ends(rubric, known)
    attained = [found for settled in settlings(known) if (found := ends(rubric, settled))]
    assert interval == (min(low for low, _ in attained), max(high for _, high in attained))


@pytest.mark.parametrize("measure", KINDS)
@tries(30)
@given(st.sampled_from((None, *WHERE)), ROWS, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(
    measure: str, where: str | None, rows: list[dict[str, CellValue]], random: Any
) -> None:
    made = [Row(Location("a.csv", line), cells) for line, cells in enumerate(rows, 2)]
    turned = [*made]
    random.shuffle(turned)
    found = [
        measured(by(measure, where, "0"), {"acts": RegisterRows(Location("a.csv"), tuple(order))},
                 None)
        for order in (made, turned)
    ]  # fmt: skip
    assert found[0] == found[1]


def test_an_open_sum_has_no_end() -> None:
    assert ends(by("sum: size", None, "0"), [{"size": OPEN}]) == (-INFINITY, INFINITY)
