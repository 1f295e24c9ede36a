"""Rubrics and cases of a test, written to its folder."""

from __future__ import annotations

from pathlib import Path

from hpscore.analysis.case_file import Suite, read_cases
from hpscore.analysis.cases import CaseReport, run_cases
from hpscore.problem import Problem, ProblemError
from hpscore.readers.catalogue import Catalogue
from hpscore.source import Document, read_document

SMALL = """\
rubric: small
version: "1"
title: {en: Small}
facts: {setting: {options: [urban, rural]}}
evidence:
  1: {title: Minutes, sets: 2}
  2: {title: List}
dimensions:
  - id: work
    title: {en: Work}
    points: 10
    indicators:
      - {id: pledge, title: {en: Pledge}, points: 2, evidence: [1, 2]}
      - {id: meetings, title: {en: Meetings}, points: 3, bands: {2: 1, 4: 3}, aliases: [例会]}
      - id: pair
        title: {en: Pair}
        points: 5
        sum:
          - {id: first, points: 2}
          - {id: second, points: 3, requires: {question: first}}
tiers:
  - {id: pass, title: {en: Pass}, at_least: 6}
  - {id: fail, title: {en: Fail}}
conversions: [{id: city, title: {en: City}, times: 15, per: 10}]
"""
"""A rubric in which a case can be worked out in the head."""

RICH = """\
rubric: rich
version: "1"
title: {en: Rich}
facts: {setting: {options: [urban, rural]}}
questions:
  - {id: average, ask: percent}
  - {id: shift, ask: choice, options: {day: Day, night: Night}}
  - {id: staff, ask: number}
dimensions:
  - id: points
    title: {en: Points}
    points: 22
    indicators:
      - {id: pledge, title: {en: Pledge}, points: 2}
      - {id: complaints, title: {en: Complaints}, points: 3, bands: {0: 3, 1: 1, 5: 0}}
      - {id: distance, title: {en: Distance}, points: 2, linear: {from: 10, to: 2}}
      - id: rise
        title: {en: Rise}
        points: 1
        linear:
          from: {by: {fact: setting, cases: {urban: 0, rural: 1}}}
          to: {by: {fact: setting, cases: {urban: 5, rural: 6}}}
      - {id: interval, title: {en: Interval}, points: 1, choice: {yearly: 1, never: 0, rarely: 0.5}}
      - {id: judged, title: {en: Judged}, points: 4, rating: 0.5}
      - {id: kitchen, title: {en: Kitchen}, points: 1, not_applicable: full}
      - id: litter
        title: {en: Litter}
        points: 5
        deduct:
          floor: 1
          streams:
            - {id: butts, each: 0.5}
            - {id: fire, fixed: 2}
            - {id: bins, target: 10, each: 0.1}
      - id: turn
        title: {en: Turn}
        points: 3
        by:
          question: shift
          cases: {day: {id: by_day}, night: {id: by_night, ask: count, bands: {1: 1, 3: 3}}}
  - id: targets
    title: {en: Targets}
    indicators:
      - {id: share, title: {en: Share}, ask: percent, target: {at_least: {question: average}}}
      - {id: accidents, title: {en: Accidents}, ask: count, target: {at_most: 3}}
bonus: [{id: award, title: {en: Award}, points: 2}]
deductions: [{id: scandal, title: {en: Scandal}, points: 3}]
prerequisites:
  - {id: licensed, title: {en: Licensed}, gives: fail}
  - {id: tidy, title: {en: Tidy}, derive: {question: butts, below: 3}, gives: fail}
vetoes:
  - {id: fraud, title: {en: Fraud}, gives: fail}
  - {id: disaster, title: {en: Disaster}, when: {question: accidents, above: 9}, gives: fail}
withhold:
  - {id: understaffed, title: {en: Understaffed}, when: {question: staff, below: 2}}
tiers:
  - id: pass
    title: {en: Pass}
    at_least: {by: {fact: setting, cases: {urban: 12, rural: 10}}}
    when: {question: average, at_most: 90}
  - {id: fail, title: {en: Fail}}
recorded: [{id: smokers, ask: rate}]
remarks:
  - {id: many_staff, when: {question: staff, at_least: 50}, text: {en: Many}}
"""
"""A rubric with nearly every kind of rule, for what must hold whatever the rule."""


def documents(folder: Path, cases: str, rubric: str = SMALL) -> tuple[Document, Document]:
    """Write a rubric and cases that name it, and return both as documents."""
    (folder / "rubric.yaml").write_text(rubric, encoding="utf-8")
    (folder / "rubric.cases.yaml").write_text(f"rubric: rubric.yaml\n{cases}", encoding="utf-8")
    return read_document(folder / "rubric.yaml"), read_document(folder / "rubric.cases.yaml")


def suite(folder: Path, cases: str, rubric: str = SMALL) -> tuple[Document, Suite]:
    """Return the rubric's document, and the cases as they are read."""
    read, written = documents(folder, cases, rubric)
    return read, read_cases(written, Catalogue())


def run(folder: Path, cases: str, rubric: str = SMALL) -> list[CaseReport]:
    """Return what becomes of the cases."""
    return run_cases([documents(folder, cases, rubric)[1]], Catalogue())


def one(section: str, expect: str) -> str:
    """Return a file of one case: the lines of its sections, and its expectation on one line."""
    return f"cases:\n  - name: one\n    {section}\n    expect: {expect}\n"


def failures(folder: Path, section: str, expect: str, rubric: str = SMALL) -> list[str]:
    """Return what a single case says that is not as expected."""
    (report,) = run(folder, one(section, expect), rubric)
    return [str(problem.message) for problem in report.problems]


def refusals(folder: Path, cases: str, rubric: str = SMALL) -> list[str]:
    """Return `line:column code message (help)` for all that is wrong with a file of cases."""
    try:
        run(folder, cases, rubric)
    except ProblemError as error:
        return [told(problem) for problem in error.problems]
    return []


def told(problem: Problem) -> str:
    """Return a problem on one line."""
    place = problem.location
    return f"{place.line}:{place.column} {problem.code} {problem.message} ({problem.help})"
