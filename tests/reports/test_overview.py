"""Several results: a line each, and what they come to."""

from __future__ import annotations

import re

import pytest
from rich.cells import cell_len

from hpscore.message import LANGUAGES, Language
from hpscore.readers.outcome import Outcome
from hpscore.reports.overview import overview_view
from hpscore.reports.summary import summarise
from tests.reports import made

NAMES = [*made.SCORED, "错误/丁局.yaml", "错误/戊家.yaml"]


def shown(outcomes: list[Outcome], width: int = 200) -> list[list[str]]:
    lines = made.lines(overview_view(outcomes, "en"), width)
    return [re.split(r"\s{2,}", line.strip()) for line in lines]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [60, 80, 120])
def test_no_line_is_wider_than_the_page(width: int, language: Language) -> None:
    outcomes = [*map(made.example, NAMES), *made.results()]
    lines = made.lines(overview_view(outcomes, language), width)
    assert max(map(cell_len, lines)) <= width
    assert "…" not in "".join(lines)


def test_a_line_tells_name_rubric_points_verdict_and_open_questions() -> None:
    found = shown([made.example("乙局.yaml"), made.example("桂花里社区.yaml")])
    assert found[0] == ["name", "rubric", "score", "tier", "not answered"]
    assert found[2][0] == "乙局"
    assert found[2][2:] == ["82.5 / 100", "Health-promoting agency"]
    assert found[3][2:] == [
        "47–84 / 100",
        "undecided: Healthy community / Not yet",
        "20",
    ]


def test_a_failed_file_tells_its_first_problem_and_how_many() -> None:
    failed = made.example("错误/戊家.yaml")
    first = failed.problems[0].message
    assert shown([failed])[2] == [failed.source, f"4 problems, the first: {first}"]
    assert shown([failed], 80)[2] == [failed.source, "problems: 4"]


def test_the_summary_counts_verdicts_by_rubric() -> None:
    found = shown(list(map(made.example, NAMES)))
    start = next(place for place, line in enumerate(found) if line[0] == "summary")
    assert found[start:] == [
        ["summary", "files: 13 · scored: 11 · failed: 2 · undecided: 4"],
        ["Health-promoting agency,", "Health-promoting agency 1 · Not yet 1 · undecided 1"],
        ["on-site assessment"],
        ["Healthy community,", "Healthy community 2 · Not yet 1 · undecided 2"],
        ["on-site assessment"],
        [
            "Healthy family, scoring",
            "Healthy family (excellent) 1 · Basically healthy family (good) 1 · undecided 1",
        ],
        ["sheet"],
    ]


def test_a_rubric_without_tiers_leaves_nothing_undecided() -> None:
    scored = made.outcome(made.rubric(made.TARGETS), made.REACHED)
    assert summarise([scored]).undecided == 0
    assert summarise([scored]).tiers == {}


def test_the_same_verdict_of_two_rubrics_counts_as_one_in_all() -> None:
    found = summarise(list(map(made.example, NAMES)))
    assert found.tiers["not_yet"] == 2
    assert [counted.tiers.get("not_yet") for counted in found.rubrics] == [1, 1, None]


def test_second_names_of_verdicts_are_left_to_the_itemised_view() -> None:
    found = shown([made.example("李家.yaml"), made.example("王家.yaml")])
    assert found[2][3] == "Basically healthy family"
    assert found[3][3] == (
        "undecided: Healthy family / Basically healthy family / "
        "Not so healthy family / Unhealthy family"
    )
