"""Blank forms of rubrics, and every value that their questions take."""

from __future__ import annotations

from collections.abc import Iterator

from hpscore.forms.blank import Blank, blank_for
from hpscore.message import Language
from hpscore.model.answer import Asked
from hpscore.model.number import spell
from hpscore.model.rubric import Rubric
from hpscore.readers.assessments import Reader
from hpscore.readers.catalogue import Catalogue
from hpscore.readers.rubrics import rubric_from
from hpscore.source import parse_document

ODD = """\
rubric: odd
version: "1"
title: {zh: 各种规则, en: Every rule}
facts:
  setting: {title: {zh: 城乡, en: Setting}, options: {urban: {zh: 城市}, rural: {zh: 农村}}}
  people: {title: {zh: 人数, en: "People, in all"}, ask: number}
  owner: {title: {zh: 户主, en: Owner}, personal: true}
evidence:
  7:
    title: {zh: 例会材料, en: Papers}
    sets: 4
    parts: [{zh: 纪要, en: minutes}, {zh: 签到, en: list}]
questions:
  - {id: shift, title: {zh: 班次, en: Shift}, ask: choice, options: {day: 白班, night: 夜班}}
  - {id: average, title: {zh: 全省平均, en: Average}, ask: percent}
dimensions:
  - id: first
    title: {zh: 第一, en: First}
    points: 23
    rescale: true
    indicators:
      - id: pledge
        ref: 表 一-1
        group: {zh: 承诺, en: Pledge}
        title: {zh: 承诺, en: Pledge}
        points: 2
        evidence: [7]
        help: {zh: 看原件, en: See the original}
      - id: meetings
        ref: 表 一-2
        title: {zh: 例会, en: Meetings}
        points: 3
        bands: {2: 1, 4: 3}
      - {id: visits, title: {zh: 走访, en: Visits}, points: 1, ask: count, to: 12, each: 0.25}
      - {id: distance, title: {zh: 距离, en: Distance}, points: 2, linear: {from: 10, to: 2}}
      - {id: interval, title: {zh: 频次, en: Interval}, points: 1,
         choice: {yearly: {points: 1, title: {zh: 每年}}, never: 0}}
      - {id: judged, title: {zh: 评判, en: Judged}, points: 4, rating: 0.5, note_required: true}
      - {id: kitchen, title: {zh: 食堂, en: Kitchen}, points: 1, not_applicable: excluded}
      - id: litter
        title: {zh: 垃圾, en: Litter}
        points: 3
        deduct:
          - {id: butts, title: {zh: 烟头, en: Butts}, each: 1, evidence: [7]}
          - {id: fire, fixed: 2}
      - id: turn
        title: {zh: 轮班, en: Turn}
        points: 3
        by:
          question: shift
          cases:
            day: {id: by_day, title: {zh: 白天, en: By day}}
            night: {id: by_night, ask: count, bands: {1: 1, 3: 3}}
      - id: toilets
        title: {zh: 厕所, en: Toilets}
        points: 2
        not_applicable: full
        by:
          fact: setting
          cases:
            urban: {id: public_clean, title: {zh: 公厕, en: Public toilets}}
            rural: {id: sanitary, title: {zh: 卫生厕所, en: Sanitary}, ask: percent, bands: {80: 2}}
      - id: village
        title: {zh: 村规, en: Village rules}
        points: 1
        when: {fact: setting, is: rural}
  - id: second
    title: {zh: 第二, en: Second}
    not_applicable: excluded
    points: 2
    rescale: true
    indicators:
      - id: both
        title: {zh: 两项, en: Both}
        points: 2
        all:
          - {id: one, title: {zh: 承诺, en: "One, of two"}}
          - {id: two, ask: count, bands: {3: 1}, requires: {question: one}}
  - id: targets
    title: {zh: 目标, en: Targets}
    indicators:
      - id: share
        title: {zh: 比例, en: Share}
        ask: percent
        target: {at_least: {question: average}}
bonus: [{id: award, title: {zh: 获奖, en: Award}, points: 1}]
deductions: [{id: scandal, title: {zh: 问题, en: Scandal}, points: 2}]
prerequisites:
  - {id: licensed, title: {zh: 许可, en: Licensed}, gives: fail, derive: {question: pledge}}
vetoes:
  - {id: fraud, title: {zh: 弄虚作假, en: Fraud}, gives: fail}
  - id: flood
    title: {zh: 水灾, en: Flood}
    when: {question: meetings, below: 1}
    zeroes: [pledge]
tiers:
  - {id: pass, title: {zh: 过, en: Pass}, at_least: 10}
  - {id: fail, title: {zh: 不过, en: Fail}}
recorded: [{id: smokers, title: {zh: 吸烟率, en: Smokers}, ask: rate}]
"""
"""A rubric with every kind of rule, in which titles collide and hold commas."""


def odd() -> Rubric:
    return rubric_from(parse_document(ODD, file="odd.yaml", format="yaml"))


def rubrics() -> dict[str, Rubric]:
    catalogue = Catalogue()
    return {"odd": odd(), **{name: catalogue.get(name) for name in catalogue.ids()}}


def blank(rubric: Rubric, language: Language = "en", /, **facts: str) -> Blank:
    return blank_for(Reader(rubric), language, facts=facts)


def values(asked: Asked) -> Iterator[str]:
    """Yield a value of each kind that a question takes, as a person writes it."""
    low = 0 if isinstance(asked.low, float) else asked.low
    if asked.kind == "yes_no":
        yield from ("yes", "no", "是", "否", "√", "×", "1", "0", "true")
    elif asked.kind == "choice":
        yield from asked.options
        yield from asked.spellings or ()
    elif asked.kind == "rate":
        return
    else:
        high = low + 4 if isinstance(asked.high, float) else asked.high
        yield from (spell(low), spell(high), f"{{from: {spell(low)}, to: {spell(high)}}}")
    if asked.kind == "percent":
        yield from ("82%", "{count: 41, of: 50}")
    if asked.kind == "rating":
        yield from ("是", "否")
    if asked.not_applicable:
        yield "{na: 无}"
    first = {"yes_no": "yes", "choice": next(iter(asked.options), "")}.get(asked.kind)
    yield f"{{value: {spell(low) if first is None else first}, note: 看过}}"
