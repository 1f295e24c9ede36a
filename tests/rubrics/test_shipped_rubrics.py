"""Every rubric that ships has cases, passes them, and has no number that they would not miss."""

from __future__ import annotations

import pytest

from hpscore.analysis.case_file import read_cases
from hpscore.analysis.cases import run_cases
from hpscore.analysis.mutants import survivors
from hpscore.packaged import rubric_paths
from hpscore.problem import Problem
from hpscore.readers.catalogue import Catalogue
from hpscore.source import Document, read_document

PATHS = rubric_paths()
IDS = [*PATHS]


def cases_of(name: str) -> Document:
    return read_document(PATHS[name].with_name(f"{name}.cases.yaml"))


def told(problem: Problem) -> str:
    place = problem.location
    return f"{place.file}:{place.line}:{place.column}: {problem.message}"


def test_rubrics_ship() -> None:
    assert {"healthy-agency", "healthy-community", "healthy-family"} <= {*IDS}


@pytest.mark.parametrize("name", IDS)
def test_a_rubric_loads_under_its_own_name(name: str) -> None:
    found = Catalogue().read(PATHS[name])
    assert name in (found.rubric, f"{found.rubric}@{found.version}")
    assert [r.version for r in Catalogue().versions(found.rubric)].count(found.version) == 1


@pytest.mark.parametrize("name", IDS)
def test_its_cases_are_about_it_and_pass(name: str) -> None:
    document = cases_of(name)
    reports = run_cases([document], Catalogue())
    assert read_cases(document, Catalogue()).rubric.rubric == name.partition("@")[0]
    assert [told(problem) for report in reports for problem in report.problems] == []


@pytest.mark.parametrize("name", IDS)
def test_no_number_can_change_without_a_case_failing(name: str) -> None:
    suite = read_cases(cases_of(name), Catalogue())
    found = survivors(read_document(PATHS[name]), suite)
    assert [told(problem) for problem in found] == []
