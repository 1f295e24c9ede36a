"""Formulas come to what the engine says, whatever is answered."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hpscore.model.assessment import Assessment
from hpscore.readers.catalogue import Catalogue
from hpscore.reports.names import names_for
from hpscore.scoring.engine import score
from tests.forms.blanks import odd
from tests.forms.formulas.agreeing import differences
from tests.forms.formulas.sheets import filled
from tests.properties.assessments import assessment
from tests.properties.cases import Case, cases
from tests.properties.choices import Seeded
from tests.properties.effort import tries

CATALOGUE = Catalogue()
RUBRICS = {name: CATALOGUE.get(name) for name in CATALOGUE.ids()} | {"odd": odd()}
BY_NAME = pytest.mark.parametrize("name", RUBRICS)


def some(name: str, seed: int) -> Assessment:
    """Make an assessment that tells no day on which it is judged."""
    rubric, choices = RUBRICS[name], Seeded(random.Random(f"{name} {seed}"))
    made = assessment(names_for(rubric, "zh").sheet, choices, choices.pick((0, 10, 40, 80)))
    facts = {fact: value for fact, value in made.subject.items() if fact != rubric.as_of}
    return made.replace(subject=facts)


@BY_NAME
def test_packaged_rubrics_agree_while_nothing_is_answered(name: str) -> None:
    assert list(differences(RUBRICS[name], Assessment())) == []


@BY_NAME
@pytest.mark.parametrize("seed", range(6))
def test_packaged_rubrics_agree(name: str, seed: int) -> None:
    assert list(differences(RUBRICS[name], some(name, seed))) == []


@tries(60)
@given(cases())
def test_rubrics_of_every_kind_agree(case: Case) -> None:
    for which in (case.first, case.further, case.complete):
        assert list(differences(case.rubric, which)) == []


@BY_NAME
@pytest.mark.parametrize("seed", range(3))
def test_what_is_missing_is_what_the_engine_waits_for(name: str, seed: int) -> None:
    rubric, given_ = RUBRICS[name], some(name, seed)
    form = filled(rubric, given_)
    missing = {q for q, ref in form.compiled.missing.items() if form.number(ref)}
    assert missing == set(score(rubric, given_).unanswered)


@settings(max_examples=30, derandomize=True)
@given(st.integers(0, 10**6))
def test_a_day_to_be_judged_on_leaves_the_verdict_open_but_never_wrong(seed: int) -> None:
    name = "health-education-plan"
    told = some(name, seed)
    told = told.replace(subject={**told.subject, "as_of": "2022-07-01"})
    form, rubric = filled(RUBRICS[name], told), RUBRICS[name]
    titles = names_for(rubric, "zh").text(
        next(t.title for t in rubric.tiers if t.id == score(rubric, told).tier.possible[0])
        if not score(rubric, told).tier.decided
        else next(t.title for t in rubric.tiers if t.id == score(rubric, told).tier.id)
    )
    assert titles in form.text(form.compiled.tier)
