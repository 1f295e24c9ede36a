"""A blank table reads as it is, and its headings lead where they should."""

from __future__ import annotations

import csv
from io import StringIO

import pytest

from hpscore.forms.blank_csv import blank_csv
from hpscore.message import LANGUAGES, Language
from hpscore.model.rubric import Rubric
from hpscore.readers.catalogue import Catalogue
from hpscore.readers.outcome import Outcome, Scorer
from hpscore.readers.tables.reading import parse_table
from tests.forms.blanks import blank, odd, rubrics, values
from tests.readers.scored import office

RUBRICS = rubrics()
BY_NAME = pytest.mark.parametrize("rubric", RUBRICS.values(), ids=RUBRICS.keys())


def scored(text: str, rubric: Rubric) -> Outcome:
    table = parse_table(text, file="f.csv")
    (outcome,) = Scorer(Catalogue(), rubric).score_table(table)
    return outcome


def columns(text: str) -> list[str]:
    return next(csv.reader(StringIO(text)))


def filled(text: str, **cells: str) -> str:
    """Fill in cells of the only row, by heading."""
    headings, row = csv.reader(StringIO(text))
    found = dict(zip(headings, row, strict=True))
    assert cells.keys() <= found.keys()
    stream = StringIO()
    csv.writer(stream).writerows([headings, ({**found, **cells}).values()])
    return stream.getvalue()


@BY_NAME
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("titles", [False, True])
def test_a_fresh_table_scores_with_everything_open(
    rubric: Rubric, language: Language, titles: bool
) -> None:
    outcome = scored(blank_csv(blank(rubric, language), titles=titles), rubric)
    assert outcome.problems == ()
    assert outcome.assessment is not None
    assert (outcome.assessment.answers, outcome.assessment.subject) == ({}, {})


@BY_NAME
@pytest.mark.parametrize("titles", [False, True])
def test_whatever_a_question_takes_is_taken_in_its_column(rubric: Rubric, titles: bool) -> None:
    made = blank(rubric, "zh")
    text = blank_csv(made, titles=titles)
    # columns stand in the same order, whatever heads them
    heading = dict(zip(columns(blank_csv(made)), columns(text), strict=True))
    for asked in made.questions():
        cells = [value for value in values(asked) if not value.startswith("{")]
        for cell in (*cells, *(["n/a: 无"] if asked.not_applicable else [])):
            outcome = scored(filled(text, **{heading[asked.id]: cell}), rubric)
            assert outcome.problems == (), (heading[asked.id], cell)
            assert outcome.assessment is not None
            assert list(outcome.assessment.answers) == [asked.id]


def test_headings_are_ids_and_the_first_row_names_the_rubric() -> None:
    headings, row = csv.reader(StringIO(blank_csv(blank(odd(), id="001", setting="rural"))))
    found = dict(zip(headings, row, strict=True))
    assert headings[:6] == ["rubric", "subject.id", "subject.name", "setting", "people", "owner"]
    assert (found["rubric"], found["subject.id"], found["setting"]) == ("odd@1", "001", "rural")
    assert {"judged:note", "sanitary:count", "sanitary:of", "veto:fraud", "toilets"} <= set(
        headings
    )
    assert {"smokers:count", "smokers:of", "smokers:population", "smokers:date"} <= set(headings)
    assert "public_clean" not in headings
    assert "smokers" not in headings


def test_titles_head_the_columns_where_they_are_not_ambiguous() -> None:
    headings = columns(blank_csv(blank(odd(), "zh"), titles=True))
    assert {"例会", "城乡", "比例：其中", "一票否决：弄虚作假"} <= set(headings)
    assert {"pledge", "one"} <= set(headings)  # both are titled 承诺
    english = columns(blank_csv(blank(odd()), titles=True))
    assert "One, of two" in english


def test_parts_of_answers_are_taken_in_their_columns() -> None:
    text = blank_csv(blank(odd()))
    cells = {
        "sanitary:count": "41",
        "sanitary:of": "50",
        "judged": "3",
        "judged:note": "看过",
        "smokers:count": "12",
        "smokers:of": "60",
        "smokers:population": "职工",
        "smokers:date": "2022-10-20",
        "second": "n/a: 无",
        "veto:fraud": "否",
    }
    assessment = scored(filled(text, **cells), odd()).assessment
    assert assessment is not None
    assert assessment.answers["sanitary"].count == 41
    assert assessment.answers["judged"].note == "看过"
    assert assessment.answers["smokers"].population == "职工"
    assert assessment.answers["second"].state == "not_applicable"
    assert assessment.vetoes == {"fraud": False}


def test_a_fact_and_a_question_of_one_name_are_told_apart() -> None:
    headings = columns(blank_csv(blank(office())))
    assert {"subject.plan", "answers.plan"} <= set(headings)
