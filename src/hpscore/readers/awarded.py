"""Read points that an assessor awarded directly, and hold them against the rule and the answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hpscore.message import Message, say
from hpscore.model.assessment import Assessment, Awarded
from hpscore.model.faults import quoted
from hpscore.model.number import Number, spell
from hpscore.model.scalars import read_number
from hpscore.model.sheet import Issue, Sheet
from hpscore.readers.names import Names, unknown_name
from hpscore.scoring.attainable import can_earn, spell_attainable
from hpscore.scoring.engine import line_points
from hpscore.source import DataPath

__all__ = ["disagreements", "read_points"]


def read_points(
    raw: Mapping[str, Any], sheet: Sheet, names: Names, issues: list[Issue]
) -> dict[str, Awarded]:
    """Return the awarded points by line; issues for what no answers could earn."""
    found: dict[str, Awarded] = {}
    for key, value in raw.items():
        path: DataPath = ("points", key)
        lines = [t for t in names.find(key) if t in sheet.lines]
        if len(lines) != 1:
            issues.append(unknown_name(path, "indicator", key, names, lines, sheet.lines))
            continue
        if lines[0] in found:
            issues.append(
                Issue(
                    path,
                    "two-answers",
                    say("'{line}' is awarded points twice", line=lines[0]),
                    say("keep one of them"),
                    key=True,
                )
            )
            continue
        awarded = _awarded(sheet, lines[0], value, path)
        if isinstance(awarded, Issue):
            issues.append(awarded)
        elif awarded is not None:
            found[lines[0]] = awarded
    return found


def _awarded(sheet: Sheet, name: str, value: Any, path: DataPath) -> Awarded | Issue | None:
    note = None
    if isinstance(value, dict):
        wrong = [key for key in value if key not in ("points", "note")]
        if wrong or "points" not in value:
            return Issue(
                (*path, *wrong[:1]),
                "unknown-key",
                say("awarded points take points and note"),
                say("write {{points: 3, note: …}}"),
                key=bool(wrong),
            )
        note = None if value.get("note") is None else str(value["note"])
        value, path = value["points"], (*path, "points")
    if value is None:
        return None
    number: Number | None = read_number(value)
    node = sheet.lines[name].node
    if number is None or node.points is None or not can_earn(node, number):
        got = spell(number) if number is not None else _written(value)
        return Issue(
            path,
            "not-attainable",
            say("'{line}' cannot earn {got}", line=name, got=got),
            say("it can earn {values}", values=spell_attainable(node))
            if node.points is not None
            else say("it has no points: answer it"),
        )
    return Awarded(number, note)


def _written(value: object) -> Message | str:
    return quoted(value) if isinstance(value, str) else str(value)


def disagreements(assessment: Assessment, sheet: Sheet) -> list[Issue]:
    """Find indicators whose awarded points their own answers contradict."""
    issues: list[Issue] = []
    for name, awarded in assessment.points.items():
        questions = list(sheet.lines[name].node.questions())
        answered = [q for q in questions if q in assessment.answers]
        if not answered:
            continue
        points = line_points(sheet.rubric, assessment.replace(points={}), name)
        if points is None or points.earned <= awarded.points <= points.reachable:
            continue
        says = (
            spell(points.earned)
            if points.final
            else f"{spell(points.earned)} … {spell(points.reachable)}"
        )
        issues.append(
            Issue(
                ("points", name),
                "disagreement",
                say(
                    "'{line}' is awarded {awarded} points, but its answers "
                    "({questions}) earn {says}",
                    line=name,
                    awarded=spell(awarded.points),
                    questions=answered,
                    says=says,
                ),
                say("keep the points or the answers"),
            )
        )
    return issues
