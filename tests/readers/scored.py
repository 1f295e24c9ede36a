"""A rubric with every kind of column, and tables scored by it."""

from __future__ import annotations

from hpscore.model.answer import Answer
from hpscore.model.rubric import Rubric
from hpscore.problem import Problem
from hpscore.readers.catalogue import Catalogue
from hpscore.readers.outcome import Outcome, Scorer
from hpscore.readers.rubrics import rubric_from
from hpscore.readers.tables.reading import parse_table
from hpscore.source import parse_document

OFFICE = """\
rubric: office
version: "1"
title: {zh: 办公室, en: Office}
aliases: [办公, shared name]
facts:
  setting: {title: {zh: 城乡}, options: {urban: {zh: 城市}, rural: {zh: 农村}}}
  people: {ask: number}
  plan: {title: {zh: 方案负责人}}
dimensions:
  - id: upkeep
    title: {zh: 维护, en: Upkeep}
    points: 19
    rescale: true
    indicators:
      - {id: plan, ref: 表 一-1, title: {zh: 有计划, en: A plan}, points: 2}
      - id: cleanings
        ref: 表 一-2
        title: {zh: 大扫除, en: Cleanings}
        points: 3
        bands: {2: 1, 4: 3}
      - {id: bins, title: {zh: 配桶率, en: Bins}, points: 5, ask: percent, bands: {80: 5}}
      - {id: neat, title: {zh: 整洁, en: Neat}, points: 4, rating: 0.5}
      - id: staff
        title: {zh: 人员, en: Staff}
        points: 3
        not_applicable: excluded
        sum:
          - {id: person, title: {zh: 专人, en: Person}, points: 1}
          - {id: trained, title: {zh: 培训, en: Training}, points: 2, bands: {1: 2}}
      - {id: canteen, title: {zh: 食堂, en: Canteen}, points: 2, not_applicable: excluded}
  - id: garden
    title: {zh: 花园, en: Garden}
    points: 3
    indicators:
      - id: trees
        title: {zh: 树木, en: Trees}
        points: 3
        sum:
          - {id: planted, title: {zh: 数量, en: Count}, points: 2, bands: {1: 2}}
          - {id: fenced, title: {zh: 围栏, en: Count}, points: 1}
vetoes: [{id: fire, title: {zh: 发生火灾, en: A fire}, gives: poor}]
tiers:
  - {id: good, title: {zh: 好, en: Good}, at_least: 15}
  - {id: poor, title: {zh: 差, en: Poor}}
recorded: [{id: smokers, ask: rate}]
"""


def office() -> Rubric:
    return rubric_from(parse_document(OFFICE, file="office.yaml", format="yaml"))


def scored(table: str | bytes, by: Rubric | None = None) -> list[Outcome]:
    """Score a table by a rubric, the office's if none is named."""
    scorer = Scorer(Catalogue(), by or office())
    return list(scorer.score_table(parse_table(table, file="t.csv")))


def answers(table: str | bytes) -> dict[str, Answer]:
    """Return the answers of a table's only row, which must be without problems."""
    (outcome,) = scored(table)
    assert outcome.assessment is not None, [str(p.message) for p in outcome.problems]
    return dict(outcome.assessment.answers)


def problems(table: str | bytes) -> list[Problem]:
    """Return the problems of a table, row by row."""
    return [problem for outcome in scored(table) for problem in outcome.problems]


def told(table: str | bytes) -> list[tuple[str, int | None, int | None]]:
    """Return the code, line and column of every problem."""
    return [(p.code, p.location.line, p.location.column) for p in problems(table)]
