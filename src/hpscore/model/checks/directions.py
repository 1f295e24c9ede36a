"""Every question has one better direction, so that two completions bound every score.

A switch (a question that `by`, `is`, or a line's `when` branches on) has none: its cases are
all tried.
"""

from __future__ import annotations

from collections.abc import Iterator

from hpscore.message import Message, say
from hpscore.model.checks.references import conditions_of
from hpscore.model.sheet import DataPath, Issue, Sheet
from hpscore.model.switches import Switch, switch_of, switches_of
from hpscore.model.uses import Use, clash, rubric_uses, uses_by_line
from hpscore.model.walking import tests_of

__all__ = ["check_directions"]


def check_directions(sheet: Sheet) -> Iterator[Issue]:
    """Yield questions of which more is better in one place and worse in another."""
    switches = {switch for switch in _switches(sheet) if switch in sheet.options}
    before: dict[str, list[Use]] = {}
    refused: set[str] = set()
    for use in rubric_uses(sheet, uses_by_line(sheet)):
        name = use.question
        if not use.sense or use.name in switches or name in refused:
            continue
        others = before.setdefault(name, [])
        other = next((other for other in others if clash(use, other)), None)
        if other is not None:
            refused.add(name)
            yield Issue(
                use.path,
                "two-directions",
                _said(use, _place(sheet, other.path)),
                say("a question has one better direction: ask two questions, or turn one rule"),
            )
        if not any((o.sense, o.ranks) == (use.sense, use.ranks) for o in others):
            others.append(use)


def _said(use: Use, other: str) -> Message:
    name = use.question
    if use.ranks is not None:
        return say(
            "an option of '{question}' is better here and worse in '{other}'",
            question=name,
            other=other,
        )
    if use.sense > 0:
        return say(
            "more of '{question}' is better here and worse in '{other}'", question=name, other=other
        )
    return say(
        "more of '{question}' is worse here and better in '{other}'", question=name, other=other
    )


def _place(sheet: Sheet, path: DataPath) -> str:
    """Return the id of the part, gate or tier that stands around a path."""
    nodes = (node for line in sheet.lines.values() for node in line.node.walk())
    inside = [node.id for node in nodes if node.path == path[: len(node.path)]]
    return inside[-1] if inside else str(getattr(sheet.rubric, str(path[0]))[path[1]].id)


def _switches(sheet: Sheet) -> Iterator[Switch]:
    """Yield all that a rubric branches on."""
    for line in sheet.lines.values():
        yield from line.node.switches
    for path, condition in conditions_of(sheet):
        if path[0] not in ("remarks", "evidence", "withhold"):
            yield from switches_of(condition)
        if path[0] in ("dimensions", "bonus", "deductions") and path[-1] == "when":
            yield from ((test.kind, test.subject) for test, _ in tests_of(condition))
    for tier in sheet.rubric.tiers:
        if tier.bound is not None and tier.bound.by is not None:
            yield switch_of(tier.bound.by)
