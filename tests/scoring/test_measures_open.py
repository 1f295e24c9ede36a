"""Cells that are open make intervals, whose ends some settling attains."""

from __future__ import annotations

import pytest

from tests.scoring.rows import OPEN, Rows, asking, found, one, said

YES, NO, MAYBE = {"ok": True}, {"ok": False}, {"ok": OPEN}


def street(name: str, **cells: object) -> dict[str, object]:
    return {"street": name, **cells}


@pytest.mark.parametrize(
    ("measure", "rows", "ask", "wanted"),
    [
        ("count: rows, where: {column: ok}, empty: 0", [YES, NO, MAYBE], "count", "1..2"),
        ("count: rows, where: {column: ok}, empty: 0", [MAYBE, NO], "count", "0..1"),
        ("count: rows, where: {column: ok}, empty: open", [MAYBE], "count", "none"),
        ("count: rows, where: {not: {column: ok}}, empty: 0", [MAYBE, NO], "count", "1..2"),
        ("share: {column: ok, is: yes}, empty: open", [YES, NO, MAYBE, MAYBE], "percent", "25..75"),
        ("share: {column: ok}, empty: open", [MAYBE], "percent", "0..100"),
        ("share: {column: by, is: us}, where: {column: ok}, empty: open",
         [{"ok": True, "by": "us"}, {"ok": OPEN, "by": "them"}], "percent", "50..100"),
        ("sum: people, where: {column: ok}, empty: 0",
         [{"ok": True, "people": 2}, {"ok": OPEN, "people": 3}], "count", "2..5"),
        ("sum: size, where: {column: ok}, empty: 0",
         [{"ok": OPEN, "size": 2}, {"ok": OPEN, "size": -3}], "number", "-3..2"),
        ("sum: people, empty: 0", [{"people": 2}, {"people": OPEN}], "count", "2..∞"),
        ("sum: size, empty: 0", [{"size": 2}, {"size": OPEN}], "number", "-∞..∞"),
        ("sum: size, where: {column: ok}, empty: 0", [{"ok": OPEN, "size": 2}], "number", "0..2"),
        ("sum: size, where: {column: ok}, empty: 0", [{"ok": OPEN, "size": -2}], "number", "-2..0"),
        ("mean: size, where: {column: ok}, empty: open",
         [{"ok": True, "size": 2}, {"ok": OPEN, "size": 4}, {"ok": OPEN, "size": 1}], "number",
         "1.5..3"),
        ("mean: share, empty: open", [{"share": 50}, {"share": OPEN}], "percent", "25..75"),
        ("mean: size, empty: open", [{"size": 2}, {"size": OPEN}], "number", "-∞..∞"),
        ("distinct: street, where: {column: ok}, empty: 0",
         [street("a", ok=True), street("b", ok=OPEN), street("a", ok=OPEN)], "count", "1..2"),
        ("distinct: street, empty: 0", [street("a"), {"street": OPEN}], "count", "1..2"),
        ("distinct: by, empty: 0", [{"by": "us"}, {"by": OPEN}, {"by": OPEN}], "count", "1..2"),
        ("distinct: ok, empty: 0", [YES, MAYBE, MAYBE], "count", "1..2"),
        ("distinct: street, where: {column: ok}, empty: 0", [street("a", ok=OPEN)], "count",
         "0..1"),
        ("least: {by: street, share: {column: ok}}, empty: open",
         [street("a", ok=True), street("a", ok=OPEN), street("b", ok=True)], "percent", "50..100"),
        ("least: {by: street, share: {column: ok}}, where: {column: by, is: us}, empty: 0",
         [{"street": "a", "ok": True, "by": OPEN}, {"street": "b", "ok": False, "by": OPEN}],
         "percent", "0..100"),
        ("least: {by: street, share: {column: ok}}, empty: open",
         [street("a", ok=True), {"street": OPEN, "ok": True}], "percent", "0..100"),
        ("least: {by: street, count: {column: ok}}, empty: 0",
         [street("a", ok=True), street("a", ok=OPEN), street("b", ok=True), street("b", ok=True)],
         "count", "1..2"),
        ("least: {by: street, count: {column: ok}}, empty: 0",
         [street("a", ok=True), {"street": OPEN, "ok": True}], "count", "0..2"),
        ("least: {by: street, count: {column: ok}}, where: {column: by, is: us}, empty: 0",
         [{"street": "a", "ok": True, "by": OPEN}], "count", "0..1"),
        ("held: {column: people, planned: planned}, empty: open",
         [{"people": OPEN, "planned": 4}, {"people": 4, "planned": 4}], "percent", "50..100"),
        ("held: {column: people, planned: planned}, empty: open",
         [{"people": 1, "planned": OPEN}, {"people": 4, "planned": 4}], "percent", "0..100"),
        ("held: {column: people, planned: planned}, empty: open",
         [{"people": 1, "planned": OPEN}], "percent", "none"),
        ("share: {sum: people, of: 5}, where: {column: ok}, empty: open",
         [{"people": 5, "ok": True}, {"people": 0, "ok": OPEN}], "percent", "50..100"),
    ],
)  # fmt: skip
def test_open_cells_make_an_interval(measure: str, rows: Rows, ask: str, wanted: str) -> None:
    assert one(measure, rows, ask) == wanted


ONCE = "count: rows, where: {column: ok}, once: {column: with, names: number}, empty: 0"


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        ([{"number": "1", "ok": True}, {"with": "1", "ok": OPEN}], "1"),
        ([{"number": "1", "ok": OPEN}, {"with": "1", "ok": OPEN}], "0..2"),
        ([{"number": "1", "ok": True}, {"ok": OPEN}], "1..2"),
        # the one in the middle joins the others, if it counts
        ([{"number": "1", "ok": True}, {"number": "2", "with": "1", "ok": OPEN},
          {"with": "2", "ok": True}], "1..2"),
        ([{"number": "1", "ok": True}, {"with": OPEN, "ok": True}], "1..2"),
        ([{"number": OPEN, "ok": OPEN}], "0..1"),
    ],
)  # fmt: skip
def test_rows_that_may_count_join_others_only_if_they_do(rows: Rows, wanted: str) -> None:
    assert one(ONCE, rows) == wanted


def test_what_is_open_is_told_and_counts() -> None:
    where = found(asking("count: rows, where: {column: ok}, empty: 0"), [YES, MAYBE])
    share = found(asking("share: {column: ok}, empty: open", "percent"), [YES, MAYBE])

    assert said(where) == said(share) == ["3+ open: OK is not decided"]
    assert where.answers["q"].rows is not None
    assert where.answers["q"].rows.counted == 2


def test_an_interval_keeps_within_what_its_question_takes() -> None:
    rows: Rows = [{"people": 3}, {"people": OPEN}]
    assert one("sum: people, empty: 0", rows, "count, to: 10") == "3..10"
    assert one("sum: people, empty: 0", [{"people": 11}, {"people": OPEN}], "count, to: 10") == (
        "none"
    )
    below: Rows = [{"people": 1, "ok": True}, {"people": 1, "ok": OPEN}]
    got = found(asking("sum: people, where: {column: ok}, empty: open", "number, from: 3"), below)
    assert got.faults["q"].code == "out-of-range"
