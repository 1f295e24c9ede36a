"""Cases run: each assessment scored, and its result held against what is expected of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from hpscore.analysis.case_file import Case, Suite, read_cases
from hpscore.analysis.matching import differences
from hpscore.analysis.starting import starts_of
from hpscore.message import say
from hpscore.model.rubric import Rubric
from hpscore.model.sheet import Issue
from hpscore.problem import Problem, ProblemError
from hpscore.readers.assessments import Reader
from hpscore.readers.catalogue import Catalogue
from hpscore.readers.locating import problems_of
from hpscore.readers.shape import path_in
from hpscore.scoring.engine import score
from hpscore.source import Document

__all__ = ["CaseReport", "Runner", "run_cases"]


@dataclass(frozen=True, slots=True)
class CaseReport:
    """What became of one case."""

    source: str | None
    """The file of the case."""
    name: str
    problems: tuple[Problem, ...]
    """Everything that is not as expected, each at its expectation."""

    @property
    def passed(self) -> bool:
        """Whether everything is as expected."""
        return not self.problems


def run_cases(documents: Iterable[Document], catalogue: Catalogue) -> list[CaseReport]:
    """Run every case of these files, in their order.

    `ProblemError` with everything that is wrong with the files themselves; a result that is not
    as expected is told by the report of its case.
    """
    suites: list[Suite] = []
    problems: list[Problem] = []
    for document in documents:
        try:
            suites.append(read_cases(document, catalogue))
        except ProblemError as error:
            problems += error.problems
    if problems:
        raise ProblemError(problems)
    reports: list[CaseReport] = []
    for suite in suites:
        runner = Runner(suite.rubric)
        reports += [CaseReport(suite.source, case.name, runner.run(case)) for case in suite.cases]
    return reports


class Runner:
    """Runs cases by one rubric, which need not be the one that they were read for."""

    def __init__(self, rubric: Rubric) -> None:
        self._reader = Reader(rubric)
        self._starts = starts_of(self._reader.sheet)

    def run(self, case: Case) -> tuple[Problem, ...]:
        """Score a case; a problem for everything that is not as expected, none if it passes."""
        issues = [*self._refusals(case)]
        try:
            assessment = self._reader.read(case.assessment())
        except ProblemError as error:
            return (*_located(issues, case), *error.problems)
        if case.start is not None:
            find = self._reader.names.find
            named = {name for key in case.named() for name in (key, *find(key))}
            assessment = self._starts.fill(assessment, case.start, named)
        rubric = self._reader.rubric
        issues += differences(case.expected, score(rubric, assessment), rubric)
        return (*_located(issues, case),)

    def _refusals(self, case: Case) -> Iterator[Issue]:
        """Read by itself what the rubric is expected not to take."""
        for section, key, alone in case.refused():
            code = case.expected.refused[key]
            got: list[str] = []
            try:
                self._reader.read(alone)
            except ProblemError as error:
                got = list(dict.fromkeys(problem.code for problem in error.problems))
            if got != [code]:
                yield Issue(
                    ("refused", key),
                    "not-as-expected",
                    say("'{what}' is {got}, expected {wanted}", what=f"{section}.{key}",
                        got=got or say("taken"), wanted=code),
                    say("correct the case, or the rubric"),
                )  # fmt: skip


def _located(issues: Iterable[Issue], case: Case) -> list[Problem]:
    """Place issues at their expectations, past steps that a short form leaves out."""
    placed = [
        Issue(("expect", *_written(case, issue)), issue.code, issue.message, issue.help)
        for issue in issues
    ]
    return problems_of(placed, case.document)


def _written(case: Case, issue: Issue) -> tuple[str | int, ...]:
    value = case.document.value
    assert isinstance(value, dict)
    return path_in(value["expect"], issue.path)
