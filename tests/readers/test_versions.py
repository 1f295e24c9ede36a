"""Versions of a rubric side by side: the period decides where nothing else does."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from hpscore.model.assessment import Period
from hpscore.packaged import rubric_paths
from hpscore.problem import ProblemError
from hpscore.readers.catalogue import Catalogue
from hpscore.readers.naming import rubric_of
from hpscore.readers.outcome import Scorer
from hpscore.readers.shelf import Shelf
from hpscore.readers.tables.reading import parse_table
from hpscore.source import parse_document

OFFICE = """\
rubric: office
version: "{version}"
title: {title}
{provenance}
dimensions:
  - id: d
    title: D
    points: 4
    indicators: [{{id: clean, title: Clean, points: 4}}]
"""
DATES = {
    "2020": "effective_from: 2020-01-01, effective_to: 2021-06-30",
    "2021.9": "effective_from: 2021-07-01, effective_to: 2022-12-31",
    "2023.1": "effective_from: 2023-01-01",
}


def write(folder: Path, versions: Mapping[str, str], *, newest: str) -> Path:
    for version, days in versions.items():
        provenance = f"provenance: {{document: Plan, {days}}}" if days else ""
        text = OFFICE.format(version=version, title=f"Office {version}", provenance=provenance)
        name = "office" if version == newest else f"office@{version}"
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(tmp_path, DATES, newest="2023.1")


def chosen(catalogue: Catalogue, text: str, given: str | None = None) -> str:
    """Return the version that an assessment is scored by; or code, column and message."""
    document = parse_document(text, file="a.yaml", format="yaml")
    rubric = None if given is None else catalogue.given(given)
    any_version = given is not None and "@" not in given
    try:
        return rubric_of(document, catalogue, rubric, any_version=any_version).version
    except ProblemError as error:
        (p,) = error.problems
        return f"{p.location.line}:{p.location.column} {p.code}: {p.message} ({p.help})"


def period(first: str, last: str) -> str:
    return f"period: {{from: {first}, to: {last}}}\n"


def test_the_folder_lists_every_version(folder: Path) -> None:
    assert [*rubric_paths(folder)] == ["office", "office@2020", "office@2021.9"]
    catalogue = Catalogue(folder=folder)
    assert catalogue.ids() == ("office",)
    assert [r.version for r in catalogue.versions("office")] == ["2023.1", "2021.9", "2020"]
    assert catalogue.versions("other") == ()


@pytest.mark.parametrize("version", DATES)
def test_each_is_found_by_its_version(folder: Path, version: str) -> None:
    catalogue = Catalogue(folder=folder)
    assert catalogue.get(f"office@{version}").version == version
    assert catalogue.get(f"Office {version}").rubric == "office"
    assert chosen(catalogue, f"rubric: office@{version}") == version


def test_without_a_period_the_newest_counts(folder: Path) -> None:
    catalogue = Catalogue(folder=folder)
    assert catalogue.get("office").version == "2023.1"
    assert catalogue.given("Office 2020").version == "2023.1"
    assert chosen(catalogue, "rubric: office") == "2023.1"


def test_an_unknown_version_is_told_with_those_there_are(folder: Path) -> None:
    assert chosen(Catalogue(folder=folder), "rubric: office@1999") == (
        "1:9 unknown-version: there is no version 1999 of 'office', only 2023.1, 2021.9, 2020 "
        "(name office@2023.1, or no version)"
    )


@pytest.mark.parametrize(
    ("first", "last", "version"),
    [
        ("2020-01-01", "2020-12-31", "2020"),
        ("2021-01-01", "2021-06-30", "2020"),
        ("2021-01-01", "2021-07-01", "2021.9"),
        ("2022-01-01", "2022-12-31", "2021.9"),
        ("2022-12-31", "2023-01-01", "2023.1"),
        ("2030-01-01", "2030-12-31", "2023.1"),
        ("2019-01-01", "2020-01-01", "2020"),
    ],
)
def test_the_period_decides_by_its_last_day(
    folder: Path, first: str, last: str, version: str
) -> None:
    catalogue = Catalogue(folder=folder)
    assert chosen(catalogue, "rubric: office\n" + period(first, last)) == version
    assert chosen(catalogue, period(first, last), "office") == version
    assert chosen(catalogue, "rubric: office\n" + period(first, last), "office") == version
    assert catalogue.get("office", period=Period(first, last)).version == version


def test_a_version_in_force_in_a_part_of_the_period_will_do(tmp_path: Path) -> None:
    write(tmp_path, {"2020": DATES["2020"]}, newest="2020")
    catalogue = Catalogue(folder=tmp_path)
    assert chosen(catalogue, "rubric: office\n" + period("2021-01-01", "2021-12-31")) == "2020"
    assert chosen(catalogue, "rubric: office@2020\n" + period("2021-06-30", "2021-12-31")) == "2020"


def test_a_gap_between_versions_is_filled_by_the_newest_that_was_in_force(tmp_path: Path) -> None:
    days = {
        "1": "effective_from: 2020-01-01, effective_to: 2020-03-31",
        "2": "effective_from: 2020-04-01, effective_to: 2020-06-30",
    }
    catalogue = Catalogue(folder=write(tmp_path, days, newest="2"))
    assert chosen(catalogue, "rubric: office\n" + period("2020-01-01", "2020-12-31")) == "2"


def test_a_named_version_that_is_not_in_force_is_refused_with_both(folder: Path) -> None:
    catalogue = Catalogue(folder=folder)
    wanted = (
        "not-in-force: office@2020 is in force from 2020-01-01 to 2021-06-30, "
        "the period is 2022-01-01 to 2022-12-31 (name office@2021.9, or no version)"
    )
    days = period("2022-01-01", "2022-12-31")
    assert chosen(catalogue, "rubric: office@2020\n" + days) == f"1:9 {wanted}"
    assert chosen(catalogue, days, "office@2020") == f"1:9 {wanted}"


def test_where_no_version_is_in_force_the_period_is_refused(folder: Path) -> None:
    assert chosen(
        Catalogue(folder=folder), "rubric: office\n" + period("2019-01-01", "2019-12-31")
    ) == (
        "2:9 not-in-force: office@2023.1 is in force from 2023-01-01, the period is 2019-01-01 to "
        "2019-12-31 (correct the period, or name the rubric that was in force)"
    )


def test_a_last_day_alone_bounds_a_version_too(tmp_path: Path) -> None:
    write(tmp_path, {"1": "effective_to: 2020-12-31"}, newest="1")
    said = chosen(
        Catalogue(folder=tmp_path), "rubric: office\n" + period("2021-01-01", "2021-12-31")
    )
    assert "office@1 is in force until 2020-12-31" in said


def test_a_file_named_by_its_path_is_bound_to_its_days_too(folder: Path) -> None:
    text = "rubric: office@2020.yaml\n" + period("2022-01-01", "2022-12-31")
    document = parse_document(text, file=str(folder / "a.yaml"), format="yaml")
    with pytest.raises(ProblemError, match="office@2020 is in force from"):
        rubric_of(document, Catalogue(folder=folder), None)


def test_without_days_the_greatest_number_is_the_newest(tmp_path: Path) -> None:
    catalogue = Catalogue(folder=write(tmp_path, {"2.9": "", "2.10": "", "2.a": ""}, newest="2.9"))
    assert [r.version for r in catalogue.versions("office")] == ["2.10", "2.9", "2.a"]
    assert chosen(catalogue, "rubric: office\n" + period("2020-01-01", "2020-12-31")) == "2.10"


def test_a_form_of_another_version_than_the_command_names_is_refused(folder: Path) -> None:
    catalogue = Catalogue(folder=folder)
    assert chosen(catalogue, "rubric: office@2020", "office@2023.1") == (
        "1:9 other-rubric: the file answers 'office@2020', the command scores 'office@2023.1' "
        "(leave --rubric out)"
    )
    # a command that names no version takes that of the form
    assert chosen(catalogue, "rubric: office@2020", "office") == "2020"
    assert chosen(catalogue, "rubric: office@2023.1", "office") == "2023.1"


@pytest.mark.parametrize(
    "broken", ["period: 2022", "period: {from: 2022}", "period: {from: x, to: y}"]
)
def test_a_period_that_is_wrong_is_told_when_the_file_is_read(folder: Path, broken: str) -> None:
    catalogue = Catalogue(folder=folder)
    text = f"rubric: office\n{broken}\nanswers: {{}}\n"
    assert chosen(catalogue, text) == "2023.1"
    outcome = Scorer(catalogue).score(parse_document(text, file="a.yaml", format="yaml"))
    assert {problem.location.line for problem in outcome.problems} == {2}


def test_each_row_of_a_table_takes_its_own_version(folder: Path) -> None:
    rows = (
        "rubric,period.from,period.to,clean\n"
        "office,2020-01-01,2020-12-31,yes\n"
        "office,2022-01-01,2022-12-31,yes\n"
        "office@2020,2022-01-01,2022-12-31,yes\n"
        "office,2019-01-01,2019-12-31,yes\n"
        "office,,,yes\n"
    )
    outcomes = [*Scorer(Catalogue(folder=folder)).score_table(parse_table(rows, file="t.csv"))]
    found = [o.result.version if o.result else o.problems[0].location.cell for o in outcomes]
    columns = [o.problems[0].location.column for o in outcomes if o.problems]
    assert [o.result.version for o in outcomes if o.result] == ["2020", "2021.9", "2023.1"]
    assert len(found) == 5
    assert columns == [1, 8]


def test_a_table_for_one_rubric_takes_the_version_of_each_period(folder: Path) -> None:
    catalogue = Catalogue(folder=folder)
    rows = "period.from,period.to,clean\n2020-01-01,2020-12-31,yes\n2022-01-01,2022-12-31,no\n"
    scorer = Scorer(catalogue, catalogue.get("office"), any_version=True)
    outcomes = scorer.score_table(parse_table(rows, file="t.csv"))
    assert [o.result.version for o in outcomes if o.result] == ["2020", "2021.9"]


def test_versions_are_kept_side_by_side(folder: Path, tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "shelf")
    first = [r.version for r in Catalogue(shelf, folder).versions("office")]
    again = Catalogue(shelf, folder).versions("office")
    assert [r.version for r in again] == first
    assert {type(r).__name__ for r in again} == {"KeptRubric"}


def test_an_overlay_extends_the_version_that_it_names(folder: Path) -> None:
    text = "rubric: ours\nversion: '1'\ntitle: Ours\nextends: office@2020\n"
    (folder / "ours.yaml").write_text(text, encoding="utf-8")
    found = Catalogue(folder=folder).get("ours")
    assert str(found.extends) == "office@2020"
    assert found.provenance is not None
    assert str(found.provenance.effective_to) == "2021-06-30"


def test_a_period_that_ends_before_it_begins_is_told_with_all_else_that_is_wrong() -> None:
    text = (
        "rubric: healthy-community\nsubject: {id: a, setting: 城镇}\n"
        "period: {from: 2022-01-01, to: 2021-12-31}\nanswers: {meetings: 3}\n"
    )
    outcome = Scorer(Catalogue()).score(parse_document(text, file="a.yaml"))
    assert [(p.code, p.location.line) for p in outcome.problems] == [
        ("not-an-option", 2),
        ("range-inverted", 3),
    ]
