"""Assessment files as offices send them: three rubrics, most of them finished, with notes."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

from hpscore.model.answer import Asked
from hpscore.model.rubric import Rubric
from hpscore.model.sheet import Sheet
from hpscore.readers.catalogue import Catalogue
from hpscore.scoring.plan import plan_of

__all__ = ["write_assessments"]

_RUBRICS = ("healthy-family", "healthy-community", "healthy-agency")
_COUNTIES = ("芒市", "瑞丽市", "梁河县", "盈江县", "陇川县")
_SURNAMES = "李王张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
_NOTED = 0.08
_NOTES = ("只见一次签到", "户主吸烟", "记录缺第{n}季度", "查看台账{n}份，少一份", "现场{n}处有烟头")
_PAPERS = ("通知.pdf", "签到表.pdf", "照片{n}.jpg", "总结.docx", "第{n}季度/会议纪要.pdf")


def write_assessments(folder: Path, count: int) -> None:
    """Write `count` files, the same ones in every run; a quarter of them is half-filled."""
    chance = random.Random(2022)
    rubrics = [Catalogue().get(name) for name in _RUBRICS]
    for number in range(count):
        rubric = rubrics[number % len(rubrics)]
        share = 0.5 if number // len(rubrics) % 4 == 3 else 1.0
        text = "\n".join(_lines(rubric, number, share, chance)) + "\n"
        Path(folder, f"{number:06}.yaml").write_text(text, encoding="utf-8")


def _lines(rubric: Rubric, number: int, share: float, chance: random.Random) -> Iterator[str]:
    surname = chance.choice(_SURNAMES)
    yield f"# {surname}家，第 {number} 份。"
    yield f"rubric: {rubric.rubric}"
    yield "subject:"
    yield f"  id: {rubric.rubric[8]}-{number:05}"
    yield f"  name: {surname}家第{number}户"
    yield f"  county: {chance.choice(_COUNTIES)}"
    if "setting" in rubric.facts:
        yield f"  setting: {chance.choice(('urban', 'rural'))}"
    if "phone" in rubric.facts:
        yield f'  phone: "{chance.randint(13000000000, 18999999999)}"'
    yield "period: {from: 2022-01-01, to: 2022-12-31}"
    yield f"assessor: 第{chance.randint(1, 9)}评审组"
    yield "answers:"
    yield from _answers(plan_of(rubric).sheet, share, chance)
    if rubric.evidence:
        yield "evidence:"
        for paper in rubric.evidence:
            if chance.random() < share / 3:
                yield f'  "{paper}":'
                for file in chance.sample(_PAPERS, chance.randint(1, 3)):
                    yield f"    - {paper}/{file.format(n=chance.randint(1, 4))}"


def _answers(sheet: Sheet, share: float, chance: random.Random) -> Iterator[str]:
    begun: set[str | None] = set()
    for line in sheet.lines.values():
        for name in line.node.questions():
            if chance.random() >= share:
                continue
            if line.dimension not in begun:
                begun.add(line.dimension)
                yield f"  # {line.dimension}"
            yield f"  {name}: {_answer(sheet.questions[name], chance)}"
    for question in sheet.rubric.recorded:
        if chance.random() < share / 2:
            yield f"  {question.id}: {_answer(sheet.questions[question.id], chance)}"


def _answer(asked: Asked, chance: random.Random) -> str:
    if asked.kind == "rate":
        of = chance.randint(100, 400)
        count = chance.randint(0, of)
        return f"{{count: {count}, of: {of}, population: 15—69 岁常住居民, date: 2022-10-20}}"
    if asked.kind == "yes_no":
        value = "yes" if chance.random() < 0.8 else "no"
    elif asked.kind == "choice":
        value = chance.choice(asked.options)
    elif asked.kind == "percent" and chance.random() < 0.5:
        return f"{{count: {chance.randint(0, 10)}, of: 10}}"
    else:
        top = int(min(asked.high, 100 if asked.kind == "percent" else 10))
        halves = asked.step is not None and chance.random() < 0.3
        value = f"{chance.randint(0, top - 1)}.5" if halves else str(chance.randint(0, top))
    if chance.random() < _NOTED:
        note = chance.choice(_NOTES).format(n=chance.randint(1, 9))
        return f"{{value: {value}, note: {note}}}"
    return value
