"""Rubrics, assessments and results made in a test, and ways to look at what a view shows."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from rich.console import Console, RenderableType

from hpscore.model.rubric import Rubric
from hpscore.readers.catalogue import Catalogue
from hpscore.readers.outcome import Outcome, Scorer
from hpscore.readers.rubrics import rubric_from
from hpscore.source import parse_document, read_document

FOLDER = Path(__file__).parent
EXAMPLES = FOLDER.parents[1] / "examples"
SCORED = tuple(
    sorted(path.name for path in EXAMPLES.iterdir() if path.suffix in (".yaml", ".json"))
)


@cache
def example(name: str) -> Outcome:
    """Score an example, named as results name it."""
    return Scorer(Catalogue()).score(read_document(EXAMPLES / name, shown=f"examples/{name}"))


def rubric(text: str) -> Rubric:
    """Read a rubric."""
    return rubric_from(parse_document(text, file="made.yaml", format="yaml"))


def outcome(by: Rubric, text: str, file: str = "a.yaml") -> Outcome:
    """Score an assessment by a rubric."""
    return Scorer(Catalogue(), by).score(parse_document(text, file=file, format="yaml"))


def lines(view: RenderableType, width: int = 80) -> list[str]:
    """Return what a pipe of this width would get."""
    stream = io.StringIO()
    Console(file=stream, width=width, markup=False, highlight=False).print(view)
    return stream.getvalue().splitlines()


def text(view: RenderableType, width: int = 80) -> str:
    """Return what a view shows, its words in a row, wherever lines were broken."""
    return " ".join(" ".join(lines(view, width)).split())


def plain(document: object) -> Any:
    """Return a document as a reader of its JSON has it."""
    return json.loads(json.dumps(document, allow_nan=False))


EVERY_KIND = (FOLDER / "every-kind.yaml").read_text(encoding="utf-8")
"""A rubric with every kind of rule that has points, and everything that stands around rules."""

SETTLED = """
subject: {id: s-1, name: 甲, setting: urban, phone: "123", goal: 4}
period: {from: 2022-01-01, to: 2022-12-31}
assessor: 评审组
answers:
  shared: 400
  pledge: yes
  meetings: 3
  share: {count: 412, of: 500}
  lectures: 3
  leaflets: 250
  prorata: 7
  attendance: 10
  interval: yearly
  satisfaction: {value: 6.5, note: "[bold]x[/]"}
  butt_count: 3
  no_sign: yes
  coverage: 85
  plan: no
  files: yes
  gym: yes
  park: yes
  pool: no
  person: yes
  trained: yes
  own: no
  rented: yes
  clean: yes
  canteen: {na: 无食堂}
  lifts: yes
  children: {na: 无儿童}
  elders: yes
  award: yes
  late: 1
  literacy: {count: 86, of: 320, population: 居民, date: 2022-10-20}
evidence: {"7": [a.pdf, b.pdf]}
vetoes: {crime: no}
"""
"""Every question answered."""

OPEN = """
subject: {name: 乙}
answers:
  meetings: {from: 2, to: 3}
  satisfaction: {from: 5}
  plan: yes
  butt_count: 20
  person: no
points: {lectures: 7.5}
"""
"""Most of it open, the setting not known, one line awarded."""

WITHHELD = SETTLED.replace("shared: 400", "shared: 4").replace("crime: no", "crime: yes")
"""Too few residents for a total, and a veto that happened."""

TARGETS = (FOLDER / "targets.yaml").read_text(encoding="utf-8")
"""A rubric without points."""

SHORT = "answers: {literacy: 20, smoking: 22, signs: no, one: yes}"
"""One target missed by 5, one that waits for a fact."""

REACHED = """
subject: {average: 25}
answers: {literacy: 30, smoking: 22, signs: yes, one: yes, two: yes}
"""
"""Every target reached."""

PLAN = """
rubric: plan
version: "1"
title: Plan
facts: {today: {title: Today, ask: date}}
as_of: today
dimensions:
  - id: plan
    title: Plan
    indicators:
      - {id: lectures, title: Lectures, ask: count, target: {at_least: 12, due: month}}
      - {id: reached, title: Reached, ask: percent, target: {at_least: 70, due: year}}
"""
"""A rubric of what falls due in parts."""

HALFWAY = """
subject: {today: 2024-06-30}
period: {from: 2024-01-01, to: 2024-12-31}
answers: {lectures: 5, reached: {count: 2, of: 3}}
"""
"""One line behind, one of which nothing is due yet."""

LOWER = (FOLDER / "lower.yaml").read_text(encoding="utf-8")
"""A total in per cent where less is better."""


def results() -> Sequence[Outcome]:
    """Return outcomes that between them have every kind of trace."""
    by, targets = rubric(EVERY_KIND), rubric(TARGETS)
    return (
        outcome(by, SETTLED, "settled.yaml"),
        outcome(by, OPEN, "open.yaml"),
        outcome(by, WITHHELD, "withheld.yaml"),
        outcome(by, "answers: {}", "blank.yaml"),
        outcome(targets, SHORT, "short.yaml"),
        outcome(targets, REACHED, "reached.yaml"),
        outcome(rubric(PLAN), HALFWAY, "halfway.yaml"),
        outcome(rubric(PLAN), "answers: {}\nsubject: {today: 2024-12-31}", "unanswered.yaml"),
        outcome(rubric(LOWER), "answers: {found: {from: 2, to: 5}}", "lower.yaml"),
        outcome(rubric(LOWER), "answers: {found: {na: 没有检查}}", "nothing.yaml"),
    )
