"""The examples of rubrics without points come out as their lists say."""

from __future__ import annotations

from pathlib import Path

import pytest

from hpscore.model.result import Result
from hpscore.readers.catalogue import Catalogue
from hpscore.readers.outcome import Scorer
from hpscore.source import read_document

FOLDER = Path(__file__).parents[2] / "examples" / "目标与计划"


def result(name: str) -> Result:
    path = FOLDER / name
    outcome = Scorer(Catalogue()).score(read_document(path, shown=str(path)))
    assert outcome.result is not None, outcome.problems
    return outcome.result


@pytest.mark.parametrize(
    ("name", "tier", "missed"),
    [
        ("平岗村.yaml", "not_yet", ["river_clean"]),
        ("松林社区.yaml", "not_yet", ["library", "policy_board"]),
        ("石门村.yaml", "may_apply", ["volunteer_teams"]),
        ("白桥村.yaml", "not_yet", ["health_knowledge", "tcm_talk_months", "insured",
                                   "families_knowledgeable", "families_first_aid"]),
        ("青溪县.yaml", "not_yet", ["village_share"]),
        ("健教计划.yaml", "behind", ["lectures", "infusion_videos"]),
    ],
)  # fmt: skip
def test_an_example_misses_what_its_list_says(name: str, tier: str, missed: list[str]) -> None:
    found = result(name)
    assert (found.tier.id, found.points, found.total) == (tier, None, None)
    lines = [line for dimension in found.dimensions for line in dimension.indicators]
    assert [line.id for line in lines if line.line.met is False] == missed


def test_a_district_rolls_its_units_up() -> None:
    found = result("滨江区.yaml")
    lines = {line.id: line.line for dimension in found.dimensions for line in dimension.indicators}
    communities, agencies = lines["community_share"].answer, lines["agency_share"].answer
    assert communities is not None
    assert agencies is not None
    # one of four passed, two did not, and one is half-filled
    assert (communities.low, communities.high, lines["community_share"].met) == (25, 50, None)
    assert (agencies.count, agencies.of, lines["agency_share"].met) == (1, 2, True)
    assert found.tier.id == "not_yet"
    assert "community_share" in found.unanswered
