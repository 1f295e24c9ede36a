"""Random lines without points: met or not."""

from __future__ import annotations

from tests.properties.conditions import condition
from tests.properties.knowledge import Document, Known

__all__ = ["target_line"]


def target_line(known: Known) -> Document:
    """Make a line without points: a target, a question, or several of them."""
    choices = known.choices
    name = known.name("l")
    found: Document = {"id": name, "title": name}
    kind = choices.pick(("target",) * 4 + ("met", "all", "k_of", "by"))
    if kind == "by":
        found["by"] = {
            "fact": "setting",
            "cases": {option: _part(known) for option in known.options["setting"]},
        }
    elif kind == "all":
        found["all"] = [_part(known), _part(known)]
    elif kind == "k_of":
        found["k_of"] = {"k": choices.whole(1, 2), "of": [_part(known), _part(known)]}
    else:
        found |= _target(known, name) if kind == "target" else _met(known, name)
    if choices.chance(20):
        found["requires"] = condition(known, 1)
    if choices.chance(20):
        found["when"] = condition(known, 0)
    if choices.chance(20) and "question" not in found:
        found["not_applicable"] = choices.pick(("excluded", "full", "zero"))
        known.excusable.add(name)
    return found


def _part(known: Known) -> Document:
    name = known.name("q")
    return {"id": name, **(_target if known.choices.chance(60) else _met)(known, name)}


def _met(known: Known, name: str) -> Document:
    known.ask(name, "yes_no", 1)
    return {}


def _target(known: Known, name: str) -> Document:
    choices = known.choices
    up = choices.chance(60)
    known.ask(name, "percent", 1 if up else -1)
    comparison = choices.pick(("at_least", "above") if up else ("at_most", "below"))
    others = known.shareable(("percent",), -1 if up else 1)
    wanted = known.amount(30, 60)
    if others and choices.chance(40):
        wanted = {"question": choices.pick(others)}
        known.senses[wanted["question"]] = -1 if up else 1
    elif "population" in known.facts and choices.chance(20):
        wanted = {"fact": "population"}
    return {"ask": "percent", "target": {comparison: wanted}}
