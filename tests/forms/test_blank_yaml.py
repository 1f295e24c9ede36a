"""A blank form in YAML reads as it is, and takes whatever its comments say."""

from __future__ import annotations

import re

import pytest
from rich.cells import cell_len

from hpscore.forms.blank_yaml import blank_yaml
from hpscore.message import LANGUAGES, Language
from hpscore.model.rubric import Rubric
from hpscore.problem import Severity
from hpscore.readers.catalogue import Catalogue
from hpscore.readers.outcome import Outcome, Scorer
from hpscore.readers.rubrics import rubric_from
from hpscore.source import parse_document
from tests.forms.blanks import blank, odd, rubrics, values

RUBRICS = rubrics()
BY_NAME = pytest.mark.parametrize("rubric", RUBRICS.values(), ids=RUBRICS.keys())


def scored(text: str, rubric: Rubric) -> Outcome:
    return Scorer(Catalogue(), rubric).score(parse_document(text, file="f.yaml", format="yaml"))


def filled(text: str, key: str, value: str) -> str:
    """Write a value after the colon of a key that stands empty."""
    pattern = rf"(?m)^( *){re.escape(key)}:$"
    assert len(re.findall(pattern, text)) == 1, key
    return re.sub(pattern, lambda found: f"{found[0]} {value}", text)


def uncommented(text: str, key: str) -> str:
    """Take the sign of a comment from a line that shows an example of a key."""
    pattern = rf"(?m)^( *)# {re.escape(key)}: (.*)$"
    assert len(re.findall(pattern, text)) == 1, key
    return re.sub(pattern, rf"\g<1>{key}: \g<2>", text)


def above(text: str, key: str) -> str:
    """Return the comments directly above a key."""
    lines = text.splitlines()
    end = lines.index(f"  {key}:")
    start = end
    while start and lines[start - 1].startswith("  #"):
        start -= 1
    return "\n".join(line.removeprefix("  # ") for line in lines[start:end])


@BY_NAME
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_fresh_form_scores_with_everything_open_and_warns_of_nothing_but_missing_facts(
    rubric: Rubric, language: Language
) -> None:
    outcome = scored(blank_yaml(blank(rubric, language)), rubric)
    assert outcome.problems == ()
    assert outcome.assessment is not None
    assert (outcome.assessment.answers, outcome.assessment.subject) == ({}, {})
    assert outcome.result is not None
    warnings = {f.code for f in outcome.result.flags if f.severity is not Severity.NOTE}
    assert warnings <= {"missing-fact"}
    assert not outcome.result.final


@BY_NAME
def test_a_form_with_its_facts_filled_in_warns_of_nothing(rubric: Rubric) -> None:
    facts = {name: next(iter(f.options)) for name, f in rubric.facts.items() if f.options}
    outcome = scored(blank_yaml(blank(rubric, **facts)), rubric)
    assert outcome.result is not None
    assert [f.code for f in outcome.result.flags if f.severity is not Severity.NOTE] == []


@BY_NAME
def test_whatever_a_question_takes_is_taken_on_its_line(rubric: Rubric) -> None:
    made = blank(rubric)
    text = blank_yaml(made)
    for asked in made.questions():
        for value in values(asked):
            outcome = scored(filled(text, asked.id, value), rubric)
            assert outcome.problems == (), (asked.id, value)
            assert outcome.assessment is not None
            assert list(outcome.assessment.answers) == [asked.id]


@BY_NAME
def test_every_question_stands_there_once(rubric: Rubric) -> None:
    text = blank_yaml(blank(rubric))
    sheet = blank(rubric).names.sheet
    for name in sheet.questions:
        # what registers alone give is only recorded, and nobody need fill it in
        asked = 0 if name in sheet.derived_alone() else 1
        assert len(re.findall(rf"(?m)^  (?:# )?{name}:", text)) == asked, name


def test_facts_period_assessor_and_vetoes_are_taken_on_their_lines() -> None:
    text = blank_yaml(blank(odd()))
    for key, value in {
        "id": '"001"',
        "setting": "农村",
        "people": "40",
        "owner": "李某",
        "from": "2022-01-01",
        "to": "2022-12-31",
        "assessor": "第二组",
        "fraud": "否",
        "flood": "yes",
    }.items():
        text = filled(text, key, value)
    assessment = scored(text, odd()).assessment
    assert assessment is not None
    assert assessment.subject == {"id": "001", "setting": "rural", "people": 40, "owner": "李某"}
    assert assessment.period is not None
    assert assessment.vetoes == {"fraud": False, "flood": True}


def test_what_stands_as_a_commented_example_is_taken_once_it_is_uncommented() -> None:
    text = blank_yaml(blank(odd(), "zh"))
    for name in ("smokers", "toilets", "second"):
        outcome = scored(uncommented(text, name), odd())
        assert outcome.problems == ()
        assert outcome.assessment is not None
        assert list(outcome.assessment.answers) == [name]


def test_a_key_has_its_item_title_rule_papers_and_what_it_takes_above_it() -> None:
    text = blank_yaml(blank(odd()))
    assert above(text, "pledge") == (
        "一-1 Pledge (maximum 2)\n"
        "  yes: 2\n"
        "  papers: 7 Papers, 4 sets, each with minutes, list\n"
        "  See the original\n"
        "  write: yes or no"
    )
    assert above(text, "meetings") == (
        "一-2 Meetings (maximum 3)\n  ≥4: 3; ≥2: 1\n  write: a whole number from 0"
    )
    assert above(text, "interval").endswith("write: yearly (每年) / never")
    assert above(text, "judged").endswith("write: points from 0 to 4 in steps of 0.5")
    assert above(text, "kitchen").endswith("write: yes or no; or {na: reason}")
    assert "counts only if 'One, of two' is yes" in above(text, "two")
    assert "-1 each\n  papers: 7 Papers" in above(text, "butts")
    assert "Licensed\n  unanswered, it is decided by: 'Pledge' is yes" in above(text, "licensed")


def test_both_branches_stand_there_until_a_fact_tells_which() -> None:
    def keys(**facts: str) -> set[str]:
        text = blank_yaml(blank(odd(), **facts))
        return {name for name in ("public_clean", "sanitary", "village") if f"  {name}:" in text}

    assert keys() == {"public_clean", "sanitary", "village"}
    assert keys(setting="urban") == {"public_clean"}
    assert keys(setting="rural") == {"sanitary", "village"}
    assert above(blank_yaml(blank(odd())), "sanitary").startswith("Setting: 农村 · Sanitary")


def test_what_decides_a_branch_by_its_answer_stands_before_both() -> None:
    text = blank_yaml(blank(odd(), setting="rural"))
    assert text.index("  shift:") < text.index("  by_day:") < text.index("  by_night:")
    assert "decides which of these counts" in above(text, "shift")


def test_sections_stand_in_the_order_of_the_sheet() -> None:
    text = blank_yaml(blank(odd(), "zh"))
    places = [text.index(f"==== {title}") for title in ("第一", "第二", "目标")]
    assert places == sorted(places)
    assert text.index("---- 承诺 ----") < text.index("  pledge:")
    assert text.index("  award:") < text.index("  scandal:") < text.index("  average:")


def test_what_is_known_of_the_subject_is_filled_in_and_stays_text() -> None:
    name = "第1组: [李家] # 东"
    text = blank_yaml(blank(odd(), id="001", name=name, setting="urban"))
    assessment = scored(text, odd()).assessment
    assert assessment is not None
    assert assessment.subject == {"id": "001", "name": name, "setting": "urban"}


@BY_NAME
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_line_is_wider_than_a_screen_shows(rubric: Rubric, language: Language) -> None:
    text = blank_yaml(blank(rubric, language))
    assert max(map(cell_len, text.splitlines())) <= 100


def test_a_form_without_a_single_question_still_reads() -> None:
    text = (
        'rubric: r\nversion: "1"\ntitle: R\nfacts: {kind: {options: [a, b]}}\n'
        "dimensions: [{id: d, title: D, points: 1, indicators: "
        "[{id: x, title: X, points: 1, when: {fact: kind, is: a}}]}]\n"
    )
    rubric = rubric_from(parse_document(text, file=None, format="yaml"))
    outcome = scored(blank_yaml(blank(rubric, kind="b")), rubric)
    assert outcome.problems == ()
