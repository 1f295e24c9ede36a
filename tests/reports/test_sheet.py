"""A rubric as a person would print it: every line, rule, gate and tier in words."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from rich.cells import cell_len

from hpscore.message import LANGUAGES, Language
from hpscore.readers.catalogue import Catalogue
from hpscore.reports.sheet import sheet_view
from tests.reports import made

PACKAGED = Catalogue().ids()


def rows(text: str, width: int = 200) -> list[list[str]]:
    shown = made.lines(sheet_view(made.rubric(text), "en"), width)
    return [re.split(r"\s{2,}", line.strip()) for line in shown]


def section(title: str) -> str:
    """Return what stands under a heading, until the next empty line."""
    shown = made.lines(sheet_view(made.rubric(made.EVERY_KIND), "en"), 200)
    start = [line.strip() for line in shown].index(title) + 1
    end = next((i for i in range(start, len(shown)) if not shown[i].strip()), len(shown))
    return " ".join(" ".join(shown[start:end]).split())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [50, 80, 120])
@pytest.mark.parametrize("name", PACKAGED)
def test_no_line_is_wider_than_the_page(name: str, width: int, language: Language) -> None:
    shown = made.lines(sheet_view(Catalogue().get(name), language), width)
    assert max(map(cell_len, shown)) <= width


@pytest.mark.parametrize("name", PACKAGED)
def test_every_title_and_key_of_a_sheet_is_shown(name: str) -> None:
    rubric = Catalogue().get(name)
    shown = "".join("".join(made.lines(sheet_view(rubric, "zh"), 160)).split())
    for dimension in rubric.dimensions:
        assert dimension.title.say("zh") in shown
        for line in dimension.indicators:
            assert "".join(line.title.say("zh").split()) in shown
            assert line.id in shown
            assert line.group is None or "".join(line.group.say("zh").split()) in shown


@pytest.mark.parametrize("name", PACKAGED)
def test_chinese_is_folded_and_never_cut(name: str) -> None:
    rubric = Catalogue().get(name)
    shown = "".join(made.lines(sheet_view(rubric, "zh"), 50))
    for note in rubric.notes:
        assert not Counter("".join(note.say("zh").split())) - Counter(shown)
    assert "…" not in shown


@pytest.mark.parametrize(
    ("title", "rule", "points"),
    [
        ("一-1 Pledge", "yes: 2", "2"),
        ("一-2 Meetings", "≥4: 3; ≥3: 2; ≥2: 1", "3"),
        ("一-3 Share", "≥80%: 3", "3"),
        ("Lectures", "2.5 each, at most 10", "10"),
        ("Leaflets", "1 for every full 100, at most 4", "4"),
        ("Pro rata", "1 for every 3, part of it pro rata, at most 4", "4"),
        ("Attendance", "in proportion from 0: 0 to 30: 6", "6"),
        ("Check-up", "Every year: 5; Never: 0", "5"),
        ("Satisfaction", "judged 0–7 in steps of 0.5", "7"),
        ("Butts", "starts at 10; at least 1 is left; the rest is taken from the dimension", "10"),
        ("Everything", "all of these", "4"),
        ("Some", "at least 2 of these", "4"),
        ("Staffing", "added up", "5"),
        ("Venue", "the best of these", "5"),
        ("Toilets", "by Setting", "5"),
    ],
)
def test_every_rule_is_told_in_words(title: str, rule: str, points: str) -> None:
    assert [title, rule, points] in rows(made.EVERY_KIND)


@pytest.mark.parametrize(
    "cells",
    [
        ["Butts found", "-1 each"],
        ["Sign missing", "-2 if yes"],
        ["coverage", "-0.1 for each short of 90%"],
        ["Plan", "yes"],
        ["Person", "yes: 2", "2"],
        ["Rented", "yes: 3", "3"],
        ["Urban: Clean", "yes: 5", "5"],
        ["Rural: Sanitary", "≥80%: 5", "5"],
        ["Pool", "yes"],
        ["pool", "unanswered, it is taken as no"],
        ["trained", "counts only if 'Person' is yes"],
        ["staffing", "counts only if 'Plan' is yes"],
        ["canteen", "may be not applicable: left out of the maximum"],
        ["lifts", "only where Setting is Urban"],
        ["care", "what applies is scaled up to 4"],
        ["satisfaction", "points lost are explained by a note"],
        ["pledge", "marked Critical"],
        ["papers: 7, 8"],
        ["Late", "1 each, at most 3", "3"],
        ["late", "to Composed rules"],
    ],
)
def test_parts_and_what_surrounds_a_rule_are_told(cells: list[str]) -> None:
    assert cells in rows(made.EVERY_KIND)


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("prerequisites",
         "Smoke-free key: smoke_free; unanswered, it is decided by: '一-1 Pledge' earns points and "
         "'Simple rules' ≥ 60% of its maximum; not attained: Low at best"),
        ("vetoes",
         "Crime key: crime; if it happened: Low at best; if it happened, nothing for: Satisfaction "
         "Not rated no total where 'Residents' < 100"),
        ("total", "total rounded to a multiple of 0.5, half up"),
        ("tiers",
         "High (A) ≥ 60 (Urban) / 50 (Rural); published as ≥60 (Urban); published as ≥50 (Rural) "
         "Low otherwise"),
        ("conversions", "City points total × 1 ÷ 3, shown with 2 places"),
        ("facts",
         "Setting key: setting; Urban (urban), Rural (rural) "
         "Phone key: phone; personal, left out of results Goal key: goal"),
        ("papers wanted",
         "7 Meeting papers; 4 sets; each with minutes, sign-in "
         "8 Photo; only where Setting is Urban"),
        ("recorded without points", "Literacy key: literacy"),
        ("remarks", "'Meetings' ≥ 5 Many meetings"),
        ("notes", "A note"),
        ("origin", "document Document issued by Commission in force from 2022-01-01"),
    ],
)  # fmt: skip
def test_what_stands_around_the_sheet_is_told(title: str, words: str) -> None:
    assert section(title) == words


def test_the_published_ranges_of_a_family_are_kept() -> None:
    shown = made.text(sheet_view(Catalogue().get("healthy-family"), "en"), 200)
    assert "Basically healthy family ≥ 70; published as 70–79 (good)" in shown
    assert "Unhealthy family (very otherwise; published as ≤59 poor)" in shown


def test_a_target_names_what_it_is_compared_with() -> None:
    found = rows(made.TARGETS)
    assert ["一 Literacy", "target: ≥ 25%"] in found
    assert ["Smoking", "target: < 'Average'"] in found


def test_a_switch_question_is_told_before_its_cases() -> None:
    shown = made.text(sheet_view(Catalogue().get("healthy-agency"), "en"), 160)
    assert "There is a clinic or infirmary decides which of these counts has_clinic yes: " in shown
