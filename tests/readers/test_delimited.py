"""Delimited text: what a writer of CSV writes is read as it was, and every cell has its place."""

from __future__ import annotations

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hpscore.problem import ProblemError
from hpscore.readers.catalogue import Catalogue
from hpscore.readers.outcome import Scorer
from hpscore.readers.tables.delimited import read_grid
from hpscore.readers.tables.reading import parse_table
from hpscore.source.limits import DEFAULT_LIMITS
from tests.readers.scored import office

CELL = st.text(alphabet='ab,;\t"\r\n 例', max_size=6)
OFFICE = office()


@given(
    st.lists(st.lists(CELL, min_size=2, max_size=4), min_size=1, max_size=5),
    st.sampled_from(",;\t"),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_what_is_written_is_read(rows: list[list[str]], mark: str, end: str) -> None:
    head = ["x"] * 20  # enough to tell the separator
    stream = StringIO(newline="")
    writer = csv.writer(stream, delimiter=mark, lineterminator=end, quoting=csv.QUOTE_ALL)
    writer.writerows([head, *rows])
    grid = read_grid(stream.getvalue(), None, DEFAULT_LIMITS)
    assert grid.delimiter == mark
    assert [list(record.cells) for record in grid.records[1:]] == [
        [cell.strip() for cell in row] for row in rows if any(cell.strip() for cell in row)
    ]
    assert not any(record.faults for record in grid.records)


@given(st.text(alphabet='ab,;\t"\r\n例', max_size=60))
def test_records_cover_the_text_and_places_lie_in_it(text: str) -> None:
    grid = read_grid(text, "t.csv", DEFAULT_LIMITS)
    physical = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for record in grid.records:
        for column, cell in enumerate(record.cells):
            found = grid.cell(record, column)
            assert found.line is not None
            assert found.column is not None
            assert found.snippet == physical[found.line - 1]
            if cell and '"' not in cell and "\n" not in cell and "\r" not in cell:
                shown = found.snippet[found.column - 1 : found.column - 1 + found.width]
                assert cell.strip() in shown or '"' in shown


@given(st.text(alphabet='plan,cleanings;:1\t"\r\n例n/a .', max_size=80))
def test_whatever_a_table_holds_it_is_scored_or_told(text: str) -> None:
    try:
        table = parse_table(text, file="t.csv")
    except ProblemError:
        return
    for outcome in Scorer(Catalogue(), OFFICE).score_table(table):
        assert (outcome.result is None) == bool(outcome.problems)


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ('a,"b"\n', ("a", "b")),
        ('a, "b"\n', ("a", '"b"')),
        ('a,b "c"\n', ("a", 'b "c"')),
        ('a,""\n', ("a", "")),
        ('a,"""b"""\n', ("a", '"b"')),
        ("a,b", ("a", "b")),
        ("a,\n", ("a", "")),
    ],
)
def test_quotes_count_only_where_they_open_a_cell(text: str, cells: tuple[str, ...]) -> None:
    (record,) = read_grid(text, None, DEFAULT_LIMITS).records
    assert record.cells == cells
    assert record.faults == ()


def test_lines_are_counted_as_editors_count_them() -> None:
    grid = read_grid('a\r\n"b\r\nc"\rd\n\n e\n', None, DEFAULT_LIMITS)
    assert [record.line for record in grid.records] == [1, 2, 4, 6]
