"""Random lines: every rule kind, with what may surround it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Final

from tests.properties.conditions import condition
from tests.properties.knowledge import Document, Known, Points, number

__all__ = ["line", "rule"]


def line(known: Known, points: Points, way: int, *, depth: int = 0) -> Document:
    """Make a line worth some points; `way` is 1 where more of them is better, else -1."""
    choices = known.choices
    name = known.name("l")
    found: Document = {"id": name, "title": name, "points": points}
    late = choices.chance(20)  # a condition on the line's own answers
    if late:
        found |= rule(known, name, points, way, depth)
    if choices.chance(25):
        found["requires"] = condition(known, way)
    if choices.chance(16):
        found["when"] = condition(known, 0)
    if not late:
        found |= rule(known, name, points, way, depth)
    if choices.chance(25) and "question" not in found:
        found["not_applicable"] = choices.pick(("excluded", "full", "zero"))
        known.excusable.add(name)
    if choices.chance(10):
        found["note_required"] = True
    known.lines[name] = way
    return found


def rule(known: Known, name: str, points: Points, way: int, depth: int) -> Document:
    """Make the rule of a line or part, with what it says of its question."""
    kinds = list(_LEAVES) * 2
    if depth < 2:
        kinds += [kind for kind in _COMPOSITES if kind != "by"] + ["by"] * 3
    kind = known.choices.pick(kinds)
    make = _LEAVES.get(kind) or _COMPOSITES[kind]
    return make(known, name, points, way, depth)


def _asked(known: Known, name: str, kind: str, sense: int) -> Document:
    """Ask the line's own question, or read a declared one."""
    others = known.shareable((kind,), sense)
    if others and known.choices.chance(20):
        other = known.choices.pick(others)
        known.senses[other] = sense
        return {"question": other}
    known.ask(name, kind, sense)
    found: Document = {} if kind in ("yes_no", "choice", "rating") else {"ask": kind}
    if kind == "number":
        found["from"] = 0
    if known.choices.chance(30) and kind in ("count", "number"):
        found["to"] = 6
    if known.choices.chance(8):
        found["default"] = known.choices.pick((True, False)) if kind == "yes_no" else 2
        if kind in ("choice", "rating"):
            del found["default"]
    return found


def _met(known: Known, name: str, points: Points, way: int, depth: int) -> Document:
    return _asked(known, name, "yes_no", way)


def _bands(known: Known, name: str, points: Points, way: int, depth: int) -> Document:
    kind = known.choices.pick(("count", "percent", "number"))
    half = number(Decimal(points) / 2)
    if known.choices.chance(70):
        asked = _asked(known, name, kind, way)
        steps = known.choices.pick(
            ({"2": points}, {"1": half, "3": points}, {"0": half, "2": points})
        )
        return {**asked, "bands": dict(steps)}
    asked = _asked(known, name, kind, -way)
    return {**asked, "bands": known.choices.pick(({"0": points, "3": 0}, {"0": points, "2": half}))}


def _each(known: Known, name: str, points: Points, way: int, depth: int) -> Document:
    asked = _asked(known, name, known.choices.pick(("count", "number")), way)
    amount = known.amount(1, Decimal("0.5"), 3, 0)
    if known.choices.chance(50):
        return {**asked, "each": amount}
    steps = known.choices.pick(("whole", "pro_rata"))
    return {
        **asked,
        "each": {"points": amount, "per": known.choices.pick((2, 1, 3)), "steps": steps},
    }


def _linear(known: Known, name: str, points: Points, way: int, depth: int) -> Document:
    kind = known.choices.pick(("number", "count", "percent"))
    low, high = known.amount(0, 1), known.amount(3, 30)
    if known.choices.chance(60):
        return {**_asked(known, name, kind, way), "linear": {"from": low, "to": high}}
    return {**_asked(known, name, kind, -way), "linear": {"from": high, "to": low}}


def _choice(known: Known, name: str, points: Points, way: int, depth: int) -> Document:
    half = number(Decimal(points) / 2)
    values = {"a": points, "b": half, "c": 0} if known.choices.chance(70) else {"a": 0, "b": points}
    others = [n for n in known.options if n.startswith("d") and known.kinds[n] == "choice"]
    if others and known.choices.chance(25):
        ranked = known.choices.pick(((points, half, 0), (points, half, 0), (0, half, points)))
        values = dict(zip("abc", ranked, strict=True))
        return {"question": known.choices.pick(others), "choice": values}
    known.ask(name, "choice", 0)
    known.options[name] = tuple(values)
    return {"choice": values}


def _rating(known: Known, name: str, points: Points, way: int, depth: int) -> Document:
    step = number(Decimal(points) / known.choices.pick((2, 4)))
    return {**_asked(known, name, "rating", way), "rating": step}


def _deduct(known: Known, name: str, points: Points, way: int, depth: int) -> Document:
    streams = []
    for _ in range(known.choices.whole(1, 2)):
        kind = known.choices.pick(("count", "fixed", "target"))
        own = known.name("q")
        stream: Document = {"id": own}
        if kind == "fixed":
            known.ask(own, "yes_no", -way)
            stream["fixed"] = known.amount(1, 2, Decimal("0.5"))
        elif kind == "count":
            known.ask(own, "count", -way)
            stream["each"] = known.amount(1, Decimal("0.5"))
        else:
            known.ask(own, "number", way)
            stream |= {"target": known.amount(3, 2), "each": 1, "from": 0}
        streams.append(stream)
    found: Document = {"streams": streams}
    if known.choices.chance(30):
        found["floor"] = number(Decimal(points) / 2)
    if known.choices.chance(25):
        found["rest"] = "dimension"
    return {"deduct": found}


def _children(known: Known, way: int, depth: int) -> list[Document]:
    """Make parts that only have to hold; as a line has, they count for one point each."""
    found = []
    for _ in range(known.choices.whole(2, 3)):
        name = known.name("q")
        part: Document = {"id": name}
        if known.choices.chance(15):
            part["requires"] = condition(known, way)
        found.append(part | rule(known, name, 1, way, depth + 1))
    return found


def _all(known: Known, name: str, points: Points, way: int, depth: int) -> Document:
    return {"all": _children(known, way, depth)}


def _k_of(known: Known, name: str, points: Points, way: int, depth: int) -> Document:
    return {"k_of": {"k": known.choices.whole(1, 2), "of": _children(known, way, depth)}}


def _sum(known: Known, name: str, points: Points, way: int, depth: int) -> Document:
    half = number(Decimal(points) / 2)
    parts = [_graded(known, half, way, depth, droppable=True) for _ in range(2)]
    found: Document = {"sum": parts}
    if known.choices.chance(35):
        found["rescale"] = True
    return found


def _graded(known: Known, points: Points, way: int, depth: int, *, droppable: bool) -> Document:
    name = known.name("q")
    part: Document = {"id": name, "points": points}
    if known.choices.chance(15):
        part["requires"] = condition(known, way)
    if droppable and known.choices.chance(15):
        part["when"] = condition(known, 0)
    part |= rule(known, name, points, way, depth + 1)
    if droppable and known.choices.chance(25) and "question" not in part and name in known.kinds:
        part["not_applicable"] = known.choices.pick(("excluded", "full", "zero"))
        known.excusable.add(name)
    return part


def _best(known: Known, name: str, points: Points, way: int, depth: int) -> Document:
    half = number(Decimal(points) / 2)
    values = (points, half)
    return {"best": [_graded(known, value, way, depth, droppable=False) for value in values]}


def _by(known: Known, name: str, points: Points, way: int, depth: int) -> Document:
    choices = known.choices
    switch, options = _switch(known)
    cases: Document = {}
    if choices.chance(15):  # the same question in every case, by another rule
        inner = known.name("q")
        known.ask(inner, "count", way)
        bounds = [{str(bound): points} for bound in (1, 3, 2)]
        cases = {o: {"id": inner, "bands": b} for o, b in zip(options, bounds, strict=False)}
        return {"by": {**switch, "cases": cases}}
    for option in options:
        inner = known.name("q")
        cases[option] = {"id": inner, **rule(known, inner, points, way, depth + 1)}
    return {"by": {**switch, "cases": cases}}


def _switch(known: Known) -> tuple[Document, tuple[str, ...]]:
    """Return what decides a case: a fact, a declared question or one asked in passing."""
    choices = known.choices
    if not choices.chance(30):
        names = [n for n in known.options if n in known.facts or n.startswith("d")]
        picked = choices.pick(names)
        kind = "fact" if picked in known.facts else "question"
        return {kind: picked}, known.options[picked]
    own = known.name("q")
    kind = choices.pick(("yes_no", "choice"))
    known.ask(own, kind, 0)
    if kind == "choice":
        known.options[own] = ("x", "y")
        return {"question": {"id": own, "ask": kind, "options": ["x", "y"]}}, ("x", "y")
    return {"question": {"id": own}}, ("yes", "no")


Make = Callable[[Known, str, Points, int, int], Document]
_LEAVES: Final[Mapping[str, Make]] = {
    "met": _met,
    "bands": _bands,
    "each": _each,
    "linear": _linear,
    "choice": _choice,
    "rating": _rating,
    "deduct": _deduct,
}
_COMPOSITES: Final[Mapping[str, Make]] = {
    "all": _all,
    "k_of": _k_of,
    "sum": _sum,
    "best": _best,
    "by": _by,
}
