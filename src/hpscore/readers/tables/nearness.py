"""How near a heading of a foreign table is to the names of a rubric."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import Final

from hpscore.model.scalars import fold
from hpscore.readers.tables.bare import stripped
from hpscore.source import DataPath

__all__ = ["NEAR", "Nearness"]

NEAR: Final = 0.6
"""From here on a name is taken for what a heading means, to be looked at by a person."""
_LIKE: Final = 0.4
"""From here on a name is worth to be proposed."""
_MOST: Final = 3
_LONGEST: Final = 100
_WORD: Final = re.compile(r"[^\W\d_]{2}")
"""What a name has at least to be near to anything: an item reference is right or wrong."""
_NOISE: Final = re.compile(
    r"请问|您家?|贵(?:单位|社区|村|局)?|是否|有无|有没有|今年|本年度?|年度|全年|情况|次数|数量|共?几次|几个|多少"
    r"|[\s?？。，,、:：;；()（）\[\]【】“”\"'/_-]"
)
"""What questionnaires write around the thing that they ask."""


class Nearness:
    """Ranks the places to which a heading may lead by how near their names are to it."""

    def __init__(self, targets: Iterable[tuple[str, DataPath]]) -> None:
        named = ((_core(name), path) for name, path in targets)
        self._names = {(name, path) for name, path in named if _WORD.search(name)}

    def ranked(self, heading: str) -> list[tuple[float, DataPath]]:
        """Return the nearest few places, each with how near it is, from 0 to 1."""
        asked = _core(heading)[:_LONGEST]
        if not _WORD.search(asked):
            return []
        best: dict[DataPath, float] = {}
        matcher = SequenceMatcher(b=asked, autojunk=False)
        for name, path in self._names:
            score = _score(asked, name, matcher)
            if score >= _LIKE and score > best.get(path, 0):
                best[path] = score
        ranked = sorted(((score, path) for path, score in best.items()), key=_order)
        return ranked[:_MOST]


def _order(ranked: tuple[float, DataPath]) -> tuple[float, str]:
    return -ranked[0], str(ranked[1])


def _core(name: str) -> str:
    text = stripped(fold(name))
    return _NOISE.sub("", text) or text


def _score(asked: str, name: str, matcher: SequenceMatcher[str]) -> float:
    if asked == name:
        return 1
    short, long = sorted((asked, name), key=len)
    if short in long and (len(short) > 1 and not short.isascii()):
        return 0.5 + 0.45 * len(short) / len(long)
    matcher.set_seq1(name)
    if matcher.real_quick_ratio() < _LIKE or matcher.quick_ratio() < _LIKE:
        return 0
    return 0.95 * matcher.ratio()
