"""Random rubrics of the whole algebra, as documents that a file would hold."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import assume

from hpscore.model.checks import check_rubric
from hpscore.model.rubric import Rubric
from tests.properties.choices import Choices
from tests.properties.conditions import condition
from tests.properties.knowledge import POINTS, Document, Known, number
from tests.properties.parts import line
from tests.properties.targets import target_line

__all__ = ["document", "sound_rubric"]


def sound_rubric(choices: Choices) -> Rubric:
    """Make a rubric that can be scored; a few attempts will do."""
    for _ in range(5):
        rubric = Rubric.model_validate(document(choices))
        if not check_rubric(rubric):
            return rubric
    assume(False)
    raise AssertionError


def document(choices: Choices) -> Document:
    """Make a document of a rubric, mostly one that can be scored."""
    known = Known(choices, -1 if choices.chance(12) else 1)
    found: Document = {"rubric": "r", "version": "1", "title": "R", **_declared(known)}
    weighted = choices.chance(20)
    found["dimensions"] = [_dimension(known, weighted=weighted) for _ in range(_few(choices))]
    found["total"] = _total(known)
    if weighted:
        _weigh(found)
    _adjust(known, found)
    _gates(known, found)
    if choices.chance(80):
        found |= _tiers(known, found)
    else:
        for gate in (*found["prerequisites"], *found["vetoes"]):
            gate.pop("gives", None)
        found["prerequisites"] = []
        found["vetoes"] = [gate for gate in found["vetoes"] if gate.get("zeroes")]
    if choices.chance(10):
        found["withhold"] = [{"id": "w1", "title": "W", "when": condition(known, 0, total=True)}]
    if choices.chance(10):
        found["remarks"] = [{"id": "m1", "text": "M", "when": condition(known, 0, total=True)}]
    if choices.chance(20):
        found["conversions"] = [{"id": "c1", "title": "C", "times": 15, "per": 7}]
    return found


def _few(choices: Choices) -> int:
    return choices.pick((1, 2, 1, 3))


def _declared(known: Known) -> Document:
    choices = known.choices
    known.facts = {"setting": {"options": ["urban", "rural"]}}
    known.options["setting"] = ("urban", "rural")
    if choices.chance(20):
        known.facts["population"] = {"ask": "number"}
    questions: list[Document] = []
    for kind in ("yes_no", "choice", "count", "percent", "percent"):
        if choices.chance(35):
            name = known.name("d")
            question: Document = {"id": name, "ask": kind}
            known.ask(name, kind, 0)
            if kind == "choice":
                question["options"] = {"a": "A", "b": "B", "c": "C"}
                known.options[name] = ("a", "b", "c")
            elif choices.chance(15):
                question["default"] = True if kind == "yes_no" else 1
            questions.append(question)
    marks = {"critical": {"title": "Critical"}}
    return {"facts": known.facts, "questions": questions, "marks": marks}


def _dimension(known: Known, *, weighted: bool) -> Document:
    choices = known.choices
    name = known.name("dim")
    indicators: list[Document] = []
    for _ in range(_few(choices)):
        if choices.chance(8):
            indicators.append(target_line(known))
        else:
            indicators.append(line(known, choices.pick(POINTS), known.better))
            if not known.dimensions and choices.chance(20):
                indicators[-1]["marks"] = ["critical"]
    points = number(sum((Decimal(i.get("points", 0)) for i in indicators), Decimal(0)))
    found: Document = {"id": name, "title": name, "points": points, "indicators": indicators}
    if choices.chance(35):
        found["rescale"] = True
    if choices.chance(25):
        scaled = weighted or "rescale" in found
        found["not_applicable"] = choices.pick(("full", "zero", "excluded" if scaled else "zero"))
    known.dimensions.append(name)
    if any("marks" in indicator for indicator in indicators):
        known.marks = ["critical"]
    return found


def _total(known: Known) -> Document:
    choices = known.choices
    found: Document = {"better": "higher" if known.better > 0 else "lower"}
    if choices.chance(25):
        found["unit"] = "percent"
    if choices.chance(25):
        found["rescale"] = True
    if choices.chance(20):
        mode = choices.pick(("half_up", "half_even", "up", "down"))
        found["round"] = {"to": choices.pick((1, Decimal("0.5"), 5)), "mode": mode}
    return found


def _weigh(found: Document) -> None:
    dimensions = found["dimensions"]
    for dimension, weight in zip(
        dimensions, {1: [100], 2: [40, 60], 3: [20, 30, 50]}[len(dimensions)], strict=True
    ):
        dimension["weight"] = weight


def _adjust(known: Known, found: Document) -> None:
    choices = known.choices
    found["bonus"], found["deductions"] = [], []
    for section, way in (("bonus", known.better), ("deductions", -known.better)):
        if choices.chance(20):
            adjustment = line(known, choices.pick(POINTS), way, depth=1)
            if choices.chance(50):
                adjustment["parent"] = choices.pick(known.dimensions)
            adjustment.pop("not_applicable", None)
            found[section].append(adjustment)


def _gates(known: Known, found: Document) -> None:
    choices = known.choices
    found["prerequisites"], found["vetoes"] = [], []
    if choices.chance(25):
        gate: Document = {"id": "p1", "title": "P", "gives": "t2"}
        if choices.chance(70):
            gate["derive"] = condition(known, 1)
        found["prerequisites"].append(gate)
    if choices.chance(25):
        veto: Document = {"id": "v1", "title": "V", "gives": "t2"}
        if choices.chance(60):
            veto["when"] = condition(known, -1)
        if choices.chance(50):
            veto["zeroes"] = [choices.pick([*known.lines, *known.dimensions])]
            if choices.chance(50):
                del veto["gives"]
        found["vetoes"].append(veto)


def _tiers(known: Known, found: Document) -> Document:
    choices = known.choices
    whole = sum((Decimal(d.get("weight", d["points"])) for d in found["dimensions"]), Decimal(0))
    if found["total"].get("unit") == "percent":
        whole = Decimal(100)
    key = "at_least" if known.better > 0 else "at_most"
    shares = (80, 60, 30) if known.better > 0 else (20, 40, 70)
    tiers: list[Document] = []
    for place, share in enumerate(shares[: choices.whole(1, 3)]):
        tier: Document = {"id": f"t{place}", "title": f"T{place}"}
        value = number(whole * share / 100)
        if choices.chance(25):
            tier[key] = f"{share}%"
        elif choices.chance(25):
            other = number(whole * (share - 5) / 100)
            tier[key] = {"by": {"fact": "setting", "cases": {"urban": value, "rural": other}}}
        else:
            tier[key] = value
        if choices.chance(20):
            tier["when"] = condition(known, 1, total=True)
            if choices.chance(30):
                del tier[key]
        if choices.chance(30):
            tier["as_published"] = _published(known, value, whole)
        tiers.append(tier)
    tiers.append({"id": "t9", "title": "T9"})
    for gate in (*found["prerequisites"], *found["vetoes"]):
        if "gives" in gate:
            gate["gives"] = choices.pick(tiers)["id"]
    between = "undefined" if choices.chance(35) else "lower_bound"
    return {"tiers": tiers, "between_tiers": between}


def _published(known: Known, value: Decimal | int, whole: Decimal) -> Document:
    far = number(value + whole / 10)
    if known.choices.chance(50):
        return {"all": {"from": value, "to": far}}
    return {"urban": {"from": value, "to": far}, "rural": {"to": far}}
