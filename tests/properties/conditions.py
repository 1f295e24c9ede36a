"""Random conditions, mostly such that better answers make them true, or false, as wanted."""

from __future__ import annotations

from typing import Any, Final

from tests.properties.knowledge import Document, Known

__all__ = ["condition"]

_NUMBERS: Final = (1, 2, 3, 0, 5)
_UP: Final = ("at_least", "above")
_DOWN: Final = ("at_most", "below")


def condition(known: Known, sense: int, *, total: bool = False, depth: int = 0) -> Document:
    """Make a condition: 1 if better answers are to make it true, -1 if false, 0 if either."""
    choices = known.choices
    form = choices.pick(("test",) * 6 + ("all", "any", "not")) if depth < 2 else "test"
    if form == "not":
        return {"not": condition(known, -sense, total=total, depth=depth + 1)}
    if form in ("all", "any"):
        members = range(choices.whole(1, 3))
        return {form: [condition(known, sense, total=total, depth=depth + 1) for _ in members]}
    return _test(known, sense or choices.pick((1, -1)), total=total)


def _test(known: Known, sense: int, *, total: bool) -> Document:
    choices = known.choices
    kinds = ["fact"]
    if known.kinds:
        kinds += ["question"] * 4
    if known.lines:
        kinds += ["indicator"] * 3
    if known.dimensions:
        kinds.append("dimension")
    if known.marks:
        kinds.append("mark")
    if total:
        kinds += ["total"] * 3
    kind = choices.pick(kinds)
    if kind == "question":
        return _question(known, sense)
    if kind == "fact":
        return _fact(known)
    if kind == "indicator":
        name = choices.pick(list(known.lines))
        return _group({"indicator": name}, known, sense * known.lines[name])
    if kind == "total":
        return _group({"total": True}, known, sense * known.better)
    names = known.dimensions if kind == "dimension" else known.marks
    return _group({kind: choices.pick(names)}, known, sense * known.better)


def _question(known: Known, sense: int) -> Document:
    choices = known.choices
    excusable = [name for name in known.kinds if name in known.excusable]
    names = excusable if excusable and choices.chance(30) else list(known.kinds)
    name = choices.pick(names)
    kind, test = known.kinds[name], {"question": name}
    if kind == "choice":
        return {**test, "is": choices.pick(known.options[name])}
    if kind == "yes_no":
        if choices.chance(25):
            return {**test, "is": choices.pick(("yes", "no"))}
        return test if known.senses.setdefault(name, sense) == sense else {"not": test}
    own = known.senses.setdefault(name, sense)
    if choices.chance(15) and not name.startswith("d"):
        return test if own == sense else {"not": test}
    return {**test, choices.pick(_UP if own == sense else _DOWN): _comparand(known, name, sense)}


def _comparand(known: Known, name: str, sense: int) -> Any:
    """Return what a question is compared with; another answer where one may move the other way."""
    choices = known.choices
    others = [
        other
        for other in known.shareable(("percent", "count"), -sense)
        if known.kinds[other] == known.kinds[name] and other != name
    ]
    if others and choices.chance(25):
        other = choices.pick(others)
        known.senses[other] = -sense
        return {"question": other}
    if "population" in known.facts and choices.chance(10):
        return {"fact": "population"}
    return (
        known.amount(*_NUMBERS, 60) if known.kinds[name] == "percent" else known.amount(*_NUMBERS)
    )


def _fact(known: Known) -> Document:
    choices = known.choices
    name = choices.pick(list(known.facts))
    if name not in known.options:
        return {"fact": name, choices.pick((*_UP, *_DOWN)): known.amount(*_NUMBERS)}
    return {"fact": name, "is": choices.pick(known.options[name])}


def _group(test: Document, known: Known, sense: int) -> Document:
    choices = known.choices
    plain = choices.pick(("met", "number", "number", "share", "full", "zero"))
    if plain == "met":
        return test if sense > 0 else {"not": test}
    if plain in ("full", "zero"):
        found = {**test, plain: True}
        return found if (plain == "full") == (sense > 0) else {"not": found}
    value = f"{choices.pick((50, 60, 20, 100))}%" if plain == "share" else known.amount(*_NUMBERS)
    return {**test, choices.pick(_UP if sense > 0 else _DOWN): value}
