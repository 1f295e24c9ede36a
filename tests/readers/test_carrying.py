"""Answers for another version: carried where the rubric says what its questions were called."""

from __future__ import annotations

from pathlib import Path

import pytest

from hpscore.readers.catalogue import Catalogue
from hpscore.readers.filled.contents import contents
from hpscore.readers.outcome import Outcome, Scorer
from hpscore.readers.tables.reading import parse_table
from hpscore.source import parse_document
from tests.readers.sheets import HEADINGS, places, scored, written

OFFICE = """\
rubric: office
version: "2023.1"
title: {zh: 办公室, en: Office}
renamed:
  "2022.1": {tidy: clean, talks: lectures, ashtrays: null}
dimensions:
  - id: d
    title: D
    points: 4
    indicators:
      - {id: clean, title: Clean, points: 2}
      - {id: lectures, title: Lectures, points: 2, bands: {1: 1, 2: 2}}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "office.yaml").write_text(OFFICE, encoding="utf-8")
    return tmp_path


@pytest.fixture
def scorer(folder: Path) -> Scorer:
    return Scorer(Catalogue(folder=folder))


def document(scorer: Scorer, text: str) -> Outcome:
    return scorer.score(parse_document(text, file="a.yaml", format="yaml"))


def answers(outcome: Outcome) -> dict[str, object]:
    assert [str(problem.message) for problem in outcome.problems] == []
    assert outcome.assessment is not None
    return {name: found.value for name, found in outcome.assessment.answers.items()}


def told(outcome: Outcome) -> list[str]:
    return [
        f"{p.location.line}:{p.location.column} {p.code}: {p.message}" for p in outcome.problems
    ]


def test_answers_of_an_older_version_are_carried(scorer: Scorer) -> None:
    text = "rubric: office@2022.1\nanswers: {tidy: yes, talks: 2, ashtrays: yes}\n"
    outcome = document(scorer, text)
    assert answers(outcome) == {"clean": True, "lectures": 2}
    assert outcome.result is not None
    assert outcome.result.version == "2023.1"


MOVED = """\
rubric: moved
version: "2"
title: Moved
renamed: {"1": {a: p, c: ~}}
dimensions:
  - id: d
    title: D
    points: 6
    indicators:
      - {id: b, title: Second, ref: 附件 一-1, points: 2}
      - {id: p, title: First, ref: 附件 一-2, points: 2}
      - {id: x, title: Third, points: 2}
"""
"""Of version 1, 一-1 was a, and Third was c, which is no longer asked."""


@pytest.fixture
def moved(tmp_path: Path) -> Scorer:
    (tmp_path / "moved.yaml").write_text(MOVED, encoding="utf-8")
    return Scorer(Catalogue(folder=tmp_path))


@pytest.mark.parametrize("key", ["一-1", "1-1", "Third", "第三"])
@pytest.mark.parametrize("section", ["answers", "points"])
def test_an_item_or_title_of_another_version_may_mean_another_question(
    moved: Scorer, key: str, section: str
) -> None:
    value = "yes" if section == "answers" else "2"
    outcome = document(moved, f"rubric: moved@1\n{section}: {{{key}: {value}}}\n")
    assert [problem.code for problem in outcome.problems] == ["old-name"]
    assert (outcome.problems[0].location.line, outcome.problems[0].location.column) == (
        2,
        11 if section == "answers" else 10,
    )


def test_ids_of_another_version_are_carried_and_its_own_items_are_read(moved: Scorer) -> None:
    assert answers(document(moved, "rubric: moved@1\nanswers: {a: yes, b: no}\n")) == {
        "p": True,
        "b": False,
    }
    assert answers(document(moved, "rubric: moved@2\nanswers: {一-1: yes}\n")) == {"b": True}


@pytest.mark.parametrize("heading", ["一-1", "points:一-1", "Third"])
def test_a_heading_of_another_version_is_no_item_of_this_one(moved: Scorer, heading: str) -> None:
    text = f"rubric,subject.id,{heading}\nmoved@1,u,1\n"
    (outcome,) = moved.score_table(parse_table(text, file="t.csv"))
    assert [problem.code for problem in outcome.problems] == ["old-name"]


def test_a_rubric_by_path_is_held_against_that_of_the_command(tmp_path: Path) -> None:
    (tmp_path / "one.yaml").write_text(MOVED, encoding="utf-8")
    (tmp_path / "two.yaml").write_text(
        MOVED.replace("points: 2}", "points: 1}", 1).replace("points: 6", "points: 5"),
        encoding="utf-8",
    )
    catalogue = Catalogue()
    text = "rubric: one.yaml\nanswers: {b: yes}\n"
    given = parse_document(text, file=str(tmp_path / "a.yaml"))
    other = Scorer(catalogue, catalogue.given(str(tmp_path / "two.yaml"))).score(given)
    assert [problem.code for problem in other.problems] == ["other-rubric"]
    same = Scorer(catalogue, catalogue.given(str(tmp_path / "one.yaml"))).score(given)
    assert same.problems == ()


def test_what_kept_its_name_is_carried_by_itself(scorer: Scorer) -> None:
    text = "rubric: 办公室@2022.1\nanswers: {clean: yes}\npoints: {talks: 1}\n"
    outcome = document(scorer, text)
    assert answers(outcome) == {"clean": True}
    assert outcome.assessment is not None
    assert outcome.assessment.points["lectures"].points == 1


def test_an_old_name_is_none_of_this_version(scorer: Scorer) -> None:
    outcome = document(scorer, "rubric: office@2023.1\nanswers: {tidy: yes}\n")
    assert told(outcome) == ["2:11 unknown-question: there is no question 'tidy' in office"]


def test_problems_stand_where_the_old_name_does(scorer: Scorer) -> None:
    outcome = document(scorer, "rubric: office@2022.1\nanswers:\n  talks: twice\n")
    assert told(outcome) == [
        "3:10 not-a-count: 'lectures' takes a whole number from 0, got 'twice'"
    ]


def test_an_old_and_a_new_name_are_two_answers(scorer: Scorer) -> None:
    outcome = document(scorer, "rubric: office@2022.1\nanswers: {clean: yes, tidy: no}\n")
    assert told(outcome) == [
        "2:23 two-answers: 'tidy' is 'clean' now, which is answered too, as 'clean'"
    ]


def test_a_version_that_is_not_carried_is_refused_naming_both(scorer: Scorer) -> None:
    outcome = document(scorer, "rubric: office@2021.1\nanswers: {clean: yes}\n")
    (message,) = told(outcome)
    assert message.startswith("1:9 unknown-version: there is no version 2021.1 of 'office'")
    assert "2023.1" in message


def test_the_rubric_that_a_command_names_carries_it(folder: Path) -> None:
    catalogue = Catalogue()
    given = catalogue.given(str(folder / "office.yaml"))
    text = "rubric: office@2022.1\nanswers: {tidy: yes}\n"
    assert answers(document(Scorer(catalogue, given), text)) == {"clean": True}
    assert answers(document(Scorer(catalogue, given, any_version=True), text)) == {"clean": True}
    other = "rubric: office@2021.1\nanswers: {clean: yes}\n"
    assert document(Scorer(catalogue, given), other).problems != ()


def test_rows_of_a_table_are_carried_by_the_version_that_each_names(scorer: Scorer) -> None:
    text = "rubric,tidy,clean,points:talks\noffice@2022.1,yes,,1\noffice@2023.1,,no,\n"
    first, second = scorer.score_table(parse_table(text, file="a.csv"))
    assert answers(first) == {"clean": True}
    assert first.assessment is not None
    assert first.assessment.points["lectures"].points == 1
    assert answers(second) == {"clean": False}
    mixed = text.replace("office@2023.1,,no,", "office@2023.1,yes,,")
    _, wrong = scorer.score_table(parse_table(mixed, file="a.csv"))
    assert [p.code for p in wrong.problems] == ["unknown-heading"]


def test_a_form_is_carried_and_its_digest_is_that_of_its_own_version(
    scorer: Scorer, tmp_path: Path
) -> None:
    cover = (("评分标准", "office@2022.1"), ("校验码", "sha256:0123456789abcdef"))
    rows = (
        [None, None, "是", None, None, None, None, "tidy"],
        [None, None, None, None, None, None, 1, "points:talks"],
        [None, None, "是", None, None, None, None, "ashtrays"],
    )
    path = written(tmp_path / "form.xlsx", 封面=cover, 评分=(HEADINGS, *rows))
    outcome = scored(path, scorer)
    assert answers(outcome) == {"clean": True}
    assert outcome.assessment is not None
    assert outcome.assessment.points["lectures"].points == 1
    assert contents(path)[0].naming().value == {"rubric": "office@2022.1"}  # type: ignore[call-arg]
    other = (("评分标准", "office@2021.1"),)
    path = written(tmp_path / "other.xlsx", 封面=other, 评分=(HEADINGS, *rows))
    assert places(scored(path, scorer)) == [("unknown-version", "封面!B1")]


def test_an_overlay_has_older_versions_of_its_own(folder: Path) -> None:
    (folder / "ours.yaml").write_text(
        'extends: office.yaml\nrubric: ours\nversion: "2"\ntitle: Ours\n'
        'renamed: {"1": {neat: clean}}\n',
        encoding="utf-8",
    )
    given = Catalogue().given(str(folder / "ours.yaml"))
    assert given.renamed == {"1": {"neat": "clean"}}
    text = "rubric: ours@1\nanswers: {neat: yes}\n"
    assert answers(document(Scorer(Catalogue(), given), text)) == {"clean": True}
