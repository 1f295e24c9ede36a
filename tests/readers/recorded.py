"""A small rubric with registers, and assessments by it for the tests of registers."""

from __future__ import annotations

from pathlib import Path

from hpscore.readers.catalogue import Catalogue
from hpscore.readers.outcome import Outcome, Scorer
from hpscore.readers.rubrics import rubric_from
from hpscore.source import parse_document

__all__ = ["PERIOD", "RUBRIC", "codes", "scored", "where_told"]

RUBRIC = """\
rubric: recorded
version: "1"
title: Recorded
dimensions:
  - id: d
    title: D
    points: 12
    indicators:
      - {id: lectures, title: {zh: 讲座, en: Lectures}, points: 4, bands: {1: 1, 2: 2, 4: 4}}
      - {id: group_events, title: {zh: 活动, en: Events}, points: 3, bands: {1: 1, 2: 3}}
      - {id: passing, title: {zh: 达标率, en: Passing}, points: 5, ask: percent, bands: {50: 5}}
registers:
  lectures:
    title: {zh: 讲座登记, en: Record of lectures}
    dated: date
    columns:
      number: {title: {zh: 编号, en: No.}}
      date: {title: {zh: 日期, en: Date}, ask: date}
      residents: {title: {zh: 居民人数, en: Residents}, ask: count, aliases: [人数]}
      cost: {title: {zh: 费用, en: Cost}, ask: number}
      known: {title: {zh: 知晓率, en: Known}, ask: percent}
      right: {title: {zh: 答对题数, en: Right}, ask: count, from: 1, to: 10}
      signed: {title: {zh: 签到, en: Signed}, ask: yes_no}
      phone: {title: {zh: 电话, en: Phone}, personal: true}
      age: {title: {zh: 年龄, en: Age}, ask: count, personal: true}
      held_by:
        title: {zh: 主办, en: Held by}
        ask: choice
        options: {service: {zh: 卫生院, en: Health service}, community: {zh: 社区, en: Community}}
  events:
    title: {zh: 活动登记, en: Record of events}
    aliases: [活动]
    dated: date
    columns:
      date: {title: {zh: 日期, en: Date}, ask: date}
      residents: {title: {zh: 居民人数, en: Residents}, ask: count}
  units:
    title: {zh: 单位登记, en: Units}
    columns:
      unit: {title: {zh: 编号, en: No.}}
      name: {title: {zh: 名称, en: Name}}
      street: {title: {zh: 街道, en: Street}}
      kind: {title: {zh: 类别, en: Kind}, ask: choice, options: [community, agency]}
      passed: {title: {zh: 达标, en: Passed}, ask: yes_no}
    results:
      healthy-community: {kind: community, passed: [healthy_community]}
      healthy-agency: {kind: agency, passed: [healthy_agency]}
measures:
  - {answers: lectures, register: lectures, count: rows, empty: 0}
  - {answers: group_events, register: events, count: rows, where: {column: residents, at_least: 50}, empty: 0}
  - {answers: passing, register: units, share: {column: passed, is: true}, empty: open}
tiers:
  - {id: good, title: Good, at_least: 6}
  - {id: poor, title: Poor}
"""  # noqa: E501

PERIOD = "period: {from: 2022-01-01, to: 2022-12-31}\n"


def scored(text: str, folder: Path, *, allow_errors: bool = False) -> Outcome:
    """Score an assessment that stands in a folder, by the rubric with registers."""
    by = rubric_from(parse_document(RUBRIC, file="rubric.yaml", format="yaml"))
    document = parse_document(text, file=str(folder / "a.yaml"), format="yaml")
    return Scorer(Catalogue(), by, allow_errors=allow_errors).score(document)


def codes(outcome: Outcome) -> list[str]:
    """Return the codes of an outcome's problems, in the order in which they are told."""
    return [problem.code for problem in outcome.problems]


def where_told(outcome: Outcome) -> list[tuple[str, str | int | None]]:
    """Return the file of each problem, with its line or cell."""
    found = []
    for problem in outcome.problems:
        place = problem.location
        found.append((Path(place.file or "").name, place.cell or place.line))
    return found
