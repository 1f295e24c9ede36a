"""Traces as JSON: how each question earned its points."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import JsonValue

from hpscore.model.answer import Answer, Tally
from hpscore.model.number import Number
from hpscore.model.result import Distance, Due, Trace
from hpscore.reports.numbers import json_lost, json_number, json_points

__all__ = ["answer_document", "share_document", "trace_document"]


def trace_document(trace: Trace) -> dict[str, JsonValue]:
    """Return one trace, with the traces inside it; keys that say nothing are left out."""
    found: dict[str, JsonValue] = {}
    if trace.id != trace.question:
        found["id"] = trace.id
    found["question"] = trace.question
    found["state"] = trace.state
    found["answer"] = answer_document(trace.answer)
    if trace.answer is not None and trace.answer.of is not None:
        found["share"] = share_document(trace.answer)
    if trace.answer is not None and trace.answer.rows is not None:
        found["rows"] = _rows(trace.answer.rows)
    found["rule"] = trace.rule
    found["because"] = {key: _reason(value) for key, value in trace.because.items()}
    found["points"] = json_points(trace.points)
    found["lost"] = json_lost(trace.lost)
    if trace.points is None:
        found["met"] = trace.stands
    if trace.distance is not None:
        found["distance"] = _distance(trace.distance)
    if trace.case:
        found["case"] = dict(trace.case)
    if trace.note:
        found["note"] = trace.note
    if trace.parts:
        found["parts"] = [trace_document(part) for part in trace.parts]
    return found


def _rows(rows: Tally) -> dict[str, JsonValue]:
    return {
        "registers": list(rows.registers),
        "counted": rows.counted,
        "left_out": dict(rows.left_out),
    }


def answer_document(answer: Answer | None) -> JsonValue:
    """Return an answer as it is given: a value, `{from, to}`, or null for none.

    An end of an interval that has no bound is null.
    """
    if answer is None or answer.state == "not_applicable":
        return None
    if answer.value is None:
        return {"from": _end(answer.low), "to": _end(answer.high)}
    return answer.value if isinstance(answer.value, bool | str) else json_number(answer.value)


def share_document(answer: Answer) -> dict[str, JsonValue]:
    """Return the parts of a share, with whom and when it is about where that was said."""
    assert answer.count is not None and answer.of is not None  # a share has both its parts
    found: dict[str, JsonValue] = {
        "count": json_number(answer.count),
        "of": json_number(answer.of),
    }
    if answer.population:
        found["population"] = answer.population
    if answer.date:
        found["date"] = answer.date
    return found


def _end(bound: Number | float) -> int | float | str | None:
    return None if isinstance(bound, float) else json_number(bound)


def _reason(value: object) -> JsonValue:
    if isinstance(value, bool | str):
        return value
    if isinstance(value, list | tuple):
        return [str(name) for name in value]
    return json_number(value)  # type: ignore[arg-type]  # all else that decides is a number


def _distance(distance: Distance) -> dict[str, JsonValue]:
    known: Mapping[str, Number | None] = {
        "target": distance.target,
        "value": distance.value,
        "short": distance.short,
    }
    ends = {name: None if value is None else json_number(value) for name, value in known.items()}
    found: dict[str, JsonValue] = {
        "comparison": distance.comparison,
        **ends,
        "unit": distance.unit,
        "units_short": distance.units_short,
    }
    if distance.due is not None:
        found["due"] = _due(distance.due)
    return found


def _due(due: Due) -> dict[str, JsonValue]:
    coming: JsonValue = None
    if due.next is not None and due.more is not None:
        coming = {"by": due.next, "more": json_number(due.more)}
    return {
        "at": due.at,
        "standing": due.standing,
        "of": json_number(due.of),
        "left": None if due.left is None else json_number(due.left),
        "by": due.last,
        "next": coming,
    }
