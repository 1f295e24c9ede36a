"""The blank papers that come with the package, and the rubrics that name them."""

from __future__ import annotations

import pytest

from hpscore.problem import ProblemError
from hpscore.readers.blanks import blank_names, read_blank
from hpscore.readers.catalogue import Catalogue


@pytest.mark.parametrize("name", blank_names())
def test_every_blank_paper_is_sound_and_in_chinese(name: str) -> None:
    paper = read_blank(name)
    assert paper.title.zh
    assert paper.source.zh
    assert any(block.fields for block in paper.blocks)


def test_there_is_one_for_every_sample() -> None:
    sources = {read_blank(name).source.zh for name in blank_names()}
    assert sources == {f"附件4 样本{number}" for number in range(1, 11)}


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("leading-group", 4),
        ("signs", 4),
        ("bulletins", 5),
        ("materials", 5),
    ],
)
def test_what_has_columns_in_the_source_says_so(name: str, columns: int) -> None:
    paper = read_blank(name)
    assert paper.basis == "columns"
    tables = [block.table for block in paper.blocks if block.table is not None]
    assert [len(table.columns) for table in tables] == [columns]


def test_every_blank_that_a_rubric_names_is_there_and_each_is_named() -> None:
    catalogue = Catalogue()
    named = {
        paper.blank
        for name in catalogue.ids()
        for paper in catalogue.get(name).evidence.values()
        if paper.blank
    }
    assert named == set(blank_names())


def test_a_name_that_is_near_none_lists_them() -> None:
    with pytest.raises(ProblemError) as told:
        read_blank("qqqqqq")
    (problem,) = told.value.problems
    assert problem.code == "unknown-blank"
    assert "pledge" in str(problem.help)
