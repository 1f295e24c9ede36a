"""Where the headings of a table stand, below titles for example, and what is no row of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from hpscore.model.assessment import STANDARD_FACTS, STANDARD_PERSONAL
from hpscore.model.scalars import fold
from hpscore.readers.facts import STANDARD_NAMES
from hpscore.readers.tables.headings import CHINESE, FIXED

__all__ = [
    "DECIDING",
    "FIRST_ROWS",
    "below",
    "heading_row",
    "is_no_subject",
    "joined",
    "meaning",
    "names_subjects",
    "only_names_subjects",
]

FIRST_ROWS: Final = 15
"""Within so many rows that are not blank the headings stand."""
DECIDING: Final = {name: path for name, path in FIXED.items() if name != "assessor"}
"""Headings of what decides which rubric a row answers, and in which version."""
_OURS: Final = {"被评对象编号": "subject.id", "被评对象名称": "subject.name"}
"""How forms of ours head the subject's own columns."""
_NUMBER: Final = re.compile(r"[\d.,%:/\s年月日+-]+")
_TOTALS: Final = re.compile(
    r".{0,6}(?:合计|总计|小计|累计)|平均(?:分|值|数|得分)?|均值|(?:达标|合格)率|total|subtotal|average"
)
_SIGNED: Final = re.compile(
    r"(?:填表|填报|制表|审核|复核|负责|联系|经办|评审|备注|说明|注|签字|签名|盖章|日期)[^:：]{0,8}[:：]"
)
"""What stands below printed tables, or above them: who filled them in, remarks."""


def meaning(heading: str) -> str:
    """Return a heading as all rubrics know it: folded, and in English where that is fixed."""
    folded = fold(heading)
    return CHINESE.get(folded) or _OURS.get(folded, folded)


def names_subjects(headings: Sequence[str]) -> bool:
    """Say whether headings are there that name a subject or its rubric, in usual words."""
    return any(
        name in FIXED or name.startswith("subject.") or name in STANDARD_NAMES
        for name in map(meaning, headings)
    )


def only_names_subjects(headings: Sequence[str]) -> bool:
    """Say whether headings tell of each row only which subject it is, and its rubric."""
    known = {"rubric", *STANDARD_FACTS, *STANDARD_PERSONAL}
    names = [meaning(heading).removeprefix("subject.") for heading in headings if heading]
    return bool(names) and all(name in known or name in STANDARD_NAMES for name in names)


def heading_row(rows: Sequence[Sequence[str]]) -> int | None:
    """Return which of the first rows holds the headings; None where none can.

    It is the first with the name of a fact that every subject has, else the first that is at
    least half as wide as the widest, and holds texts only.
    """
    first = rows[:FIRST_ROWS]
    words = [place for place, row in enumerate(first) if _of_words(row)]
    named = next((place for place in words if names_subjects(first[place])), None)
    if named is not None:
        return named
    widest = max(map(_filled, first), default=0)
    return next((place for place in words if 2 * _filled(first[place]) >= widest), None)


def below(top: Sequence[str], sub: Sequence[str]) -> bool:
    """Say whether a row goes on with the headings above it, whose cells span several columns.

    Then it has texts only below such spans, and none below a heading of its own, but for the
    same once more: a cell that is merged downwards.
    """
    top = [*top, *[""] * (len(sub) - len(top))]
    sub = [cell if cell not in top[i : i + 1] else "" for i, cell in enumerate(sub)]
    used = [place for place, cell in enumerate(sub) if cell]
    if not used or any(_NUMBER.fullmatch(sub[place]) for place in used):
        return False
    inside = [place for place in used if not top[place]]
    begin = {place for place in used if top[place]}
    spans = all(place + 1 in used and not top[place + 1] for place in begin)
    whole = any(cell and not sub[place] for place, cell in enumerate(top[: len(sub)]))
    return bool(inside) and spans and whole and all(any(top[:place]) for place in inside)


def joined(top: Sequence[str], sub: Sequence[str]) -> tuple[str, ...]:
    """Return the headings of two rows as one: the lower where there is one.

    Where the lower alone is there several times, the upper stands before it: `管理/得分`.
    """
    top = [*top, *[""] * (len(sub) - len(top))]
    found, span = [], ""
    for place, upper in enumerate(top):
        lower = sub[place] if place < len(sub) else ""
        span = upper or span
        several = lower and sum(other == lower for other in sub) > 1
        found.append(f"{span}/{lower}" if several and span else lower or upper)
    return tuple(found)


def is_no_subject(cells: Sequence[str], headings: Sequence[str]) -> bool:
    """Say whether a row adds others up, repeats the headings, or is signed."""
    filled = [cell for cell in cells if cell]
    first = "".join(filled[0].split()).rstrip(":：").casefold()
    if _TOTALS.fullmatch(first) or tuple(cells) == tuple(headings):
        return True
    return len(filled) <= max(2, len(cells) // 4) and bool(_SIGNED.match(filled[0]))


def _filled(row: Sequence[str]) -> int:
    return sum(1 for cell in row if cell)


def _of_words(row: Sequence[str]) -> bool:
    cells = [cell for cell in row if cell]
    return len(cells) > 1 and not any(_NUMBER.fullmatch(cell) for cell in cells)
