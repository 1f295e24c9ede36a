"""Drafts of maps: what the columns of a foreign table may be, by their headings and values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from hpscore.model.scalars import fold, read_number, read_yes_no
from hpscore.model.sheet import Issue
from hpscore.readers.tables.cells import is_excused
from hpscore.readers.tables.headings import Headings
from hpscore.readers.tables.nearness import NEAR, Nearness
from hpscore.readers.tables.table import Table
from hpscore.readers.tables.translating import code_key
from hpscore.source import DataPath

__all__ = ["Code", "Draft", "Placed", "Unplaced", "draft"]

_MOST_CODES: Final = 8
"""A column with more different values holds no codes."""
_CODE: Final = re.compile(r"[0-9]{1,3}|[a-z]")
_MARGIN: Final = 0.05
"""So much nearer than the second has to be what is taken for meant."""
_FITTING: Final = 0.5
"""So many of the values have to be such as the question takes."""
_NO_ANSWERS: Final = ("subject.", "period.", "rubric", "assessor")
_POINTS: Final = re.compile(r"(?P<line>.+?)[\s(（:：-]*(?:实?得分|评分|分数|考核分)[)）]?")
_USUAL: Final[Sequence[tuple[str, DataPath]]] = tuple(
    (whose + what, ("subject", fact))
    for fact, words in {"id": ("编号", "代码", "编码"), "name": ("名称", "全称")}.items()
    for whose in ("", "单位", "机构", "社区", "村", "家庭", "学校")
    for what in words
)
"""How other offices head the columns that say who is assessed."""
_YES: Final = frozenset(
    {"1", "达标", "合格", "符合", "达到", "具备", "已", "是的", "完成", "已完成"}
)
_NO: Final = frozenset(
    {
        "2",
        "0",
        "不达标",
        "未达标",
        "不合格",
        "不符合",
        "未达到",
        "不具备",
        "没有",
        "未",
        "不是",
        "未完成",
    }
)
_OPEN: Final = frozenset({"9", "99", "/", "-", "不详", "不清楚", "不知道", "未知", "未查", "空"})


@dataclass(frozen=True, slots=True)
class Code:
    """A value that stands for an answer."""

    written: str
    means: str | None
    """The answer, blank for unanswered; None where nobody can tell."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A column that is taken for something."""

    heading: str
    to: str
    near: bool
    """Whether its heading is only near to a name."""
    codes: tuple[Code, ...] = ()
    options: tuple[str, ...] = ()
    """What codes of its own may mean."""
    values: tuple[str, ...] = ()
    """What stands in it, where these are few codes."""


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A column that leads nowhere."""

    heading: str
    candidates: tuple[str, ...]
    """What it may be, the nearest first."""
    values: tuple[str, ...] = ()
    """What stands in it, where these are few codes."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A map for one table, to be completed by a person."""

    placed: tuple[Placed, ...]
    unplaced: tuple[Unplaced, ...]
    codes: tuple[Code, ...]
    """What stands for answers in the columns that take yes or no."""
    names_rubrics: bool
    """Whether the table itself says which rubric its rows answer."""

    @property
    def fit(self) -> tuple[int, int]:
        """How many answers were placed by their names, and how many by near ones."""
        answers = [c for c in self.placed if not c.to.startswith(_NO_ANSWERS)]
        near = sum(column.near for column in answers)
        return len(answers) - near, near


def draft(table: Table, headings: Headings) -> Draft:
    """Return what the columns of a table may be by one rubric."""
    names = _numbered(table.headings)
    values = [_values(table, column) for column in range(len(names))]
    exact: dict[int, DataPath] = {}
    for column, heading in enumerate(table.headings):
        found = headings.find(heading) if heading else ()
        if found and not isinstance(found, Issue) and found not in exact.values():
            exact[column] = found
    nearness = Nearness((*headings.targets(), *_USUAL))
    open_ = [c for c, heading in enumerate(table.headings) if heading and c not in exact]
    ranked = {column: _ranked(table.headings[column], headings, nearness) for column in open_}
    near = _chosen(ranked, set(exact.values()), headings, values)
    placed, yes_no = [], set[str]()
    for column, path in sorted({**exact, **near}.items()):
        kind = headings.kind(path)
        codes: tuple[Code, ...] = ()
        options: dict[str, None] = {}
        if kind == "yes_no" and len(values[column]) <= _MOST_CODES:
            yes_no |= values[column]
        elif kind == "choice":
            codes = _choices(values[column], headings.options(path))
            options = dict.fromkeys(headings.options(path).values())
        to = headings.written(path)
        shown = _shown(values[column]) if column in near and not codes else ()
        placed.append(Placed(names[column], to, column in near, codes, tuple(options), shown))
    unplaced = tuple(
        Unplaced(
            names[c], tuple(headings.written(path) for _, path in ranked[c]), _shown(values[c])
        )
        for c in open_
        if c not in near
    )
    return Draft(tuple(placed), unplaced, _yes_no(yes_no), table.names_rubrics)


def _numbered(headings: Sequence[str]) -> list[str]:
    """Return headings as a map names them: `其他#2` for the second of two."""
    seen: dict[str, int] = {}
    count = {heading: headings.count(heading) for heading in headings}
    found = []
    for heading in headings:
        seen[heading] = seen.get(heading, 0) + 1
        line = " ".join(heading.split())
        found.append(f"{line}#{seen[heading]}" if count[heading] > 1 else line)
    return found


def _values(table: Table, column: int) -> set[str]:
    """Return the different values of a column, a few more than codes may be at most."""
    found: set[str] = set()
    for record in table.records:
        if column < len(record.cells) and record.cells[column]:
            found.add(code_key(record.cells[column]))
            if len(found) > _MOST_CODES:
                break
    return found


def _ranked(heading: str, headings: Headings, nearness: Nearness) -> list[tuple[float, DataPath]]:
    scored = _POINTS.fullmatch(fold(heading))
    found = headings.find(f"points:{scored['line']}") if scored else None
    if found is not None and not isinstance(found, Issue):
        return [(1, found)]
    return nearness.ranked(heading)


def _chosen(
    ranked: Mapping[int, Sequence[tuple[float, DataPath]]],
    taken: set[DataPath],
    headings: Headings,
    values: Sequence[set[str]],
) -> dict[int, DataPath]:
    """Choose for each column what it is near to, the nearest first, each place once."""
    every = sorted(
        (-score, column, path) for column, near in ranked.items() for score, path in near
    )
    found: dict[int, DataPath] = {}
    for minus, column, path in every:
        rivals = [s for s, other in ranked[column] if other != path and other not in taken]
        if (
            column in found
            or path in taken
            or -minus < NEAR
            or -minus - max(rivals, default=0) < _MARGIN
        ):
            continue
        if _fits(headings, path, values[column]):
            found[column] = path
            taken.add(path)
    return found


def _fits(headings: Headings, path: DataPath, values: set[str]) -> bool:
    """Say whether enough of a column's values are such as its place takes."""
    kind = headings.kind(path)
    if not values or kind == "text":
        return True
    if kind == "yes_no":
        fitting = [v for v in values if _meaning(v) is not None]
    elif kind == "choice":
        options = headings.options(path)
        fitting = [v for v in values if v in options or _CODE.fullmatch(v)]
    else:
        fitting = [v for v in values if read_number(v, percent=True) is not None or is_excused(v)]
    return len(fitting) >= _FITTING * len(values)


def _yes_no(values: set[str]) -> tuple[Code, ...]:
    """Return what the values mean, where they are not all read as they are."""
    shown = [value for value in values if _is_code(value, _meaning(value))]
    if all(read_yes_no(value) is not None or is_excused(value) for value in shown):
        return ()
    return _sorted(Code(v, _meaning(v)) for v in shown if not is_excused(v))


def _choices(values: set[str], options: Mapping[str, str]) -> tuple[Code, ...]:
    if len(values) > _MOST_CODES or all(v in options or is_excused(v) for v in values):
        return ()
    found = {value: options.get(value) for value in values if not is_excused(value)}
    return _sorted(Code(v, means) for v, means in found.items() if _is_code(v, means))


def _shown(values: set[str]) -> tuple[str, ...]:
    """Return the values of a column that holds few, and none of which is somebody's own text."""
    if len(values) > _MOST_CODES or not all(map(_CODE.fullmatch, values)):
        return ()
    return tuple(sorted(values, key=lambda value: (len(value), value)))


def _is_code(value: str, means: str | None) -> bool:
    """Say whether a value may be shown: it is short and no text of somebody's own."""
    return means is not None or _CODE.fullmatch(value) is not None


def _meaning(value: str) -> str | None:
    if value in _OPEN:
        return ""
    if value in _NO:
        return "no"
    known = True if value in _YES else read_yes_no(value)
    return None if known is None else "yes" if known else "no"


def _sorted(codes: Iterable[Code]) -> tuple[Code, ...]:
    return tuple(sorted(codes, key=lambda code: (len(code.written), code.written)))
