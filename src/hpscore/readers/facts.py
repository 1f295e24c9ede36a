"""Read the facts of a subject, and the period that is assessed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from hpscore.message import Message, say
from hpscore.model.assessment import STANDARD_FACTS, FactValue, Period
from hpscore.model.faults import quoted
from hpscore.model.scalars import read_number
from hpscore.model.sheet import Issue
from hpscore.problem import nearest
from hpscore.readers.names import fold

if TYPE_CHECKING:
    from hpscore.model.rubric import Rubric

__all__ = ["fact_names", "read_period", "read_subject"]


def fact_names(rubric: Rubric) -> dict[str, str]:
    """Return every name of every fact, folded, with the fact; an id leads to its own fact."""
    names = {
        fold(text): name
        for name, fact in rubric.facts.items()
        for text in (*(fact.title.both() if fact.title else ()), *fact.aliases)
    }
    return {**names, **{fold(name): name for name in (*STANDARD_FACTS, *rubric.facts)}}


def read_subject(
    raw: Mapping[str, Any], rubric: Rubric, names: Mapping[str, str], issues: list[Issue]
) -> dict[str, FactValue]:
    """Return the facts by id; a fact that the rubric does not declare is kept as text."""
    found: dict[str, FactValue] = {}
    for key, value in raw.items():
        name = names.get(fold(key), key)
        if value is None or value == "":
            continue
        path = ("subject", key)
        if isinstance(value, dict | list):
            issues.append(
                Issue(
                    path,
                    "not-a-fact",
                    say("the fact '{fact}' takes one value", fact=key),
                    say("write the value itself"),
                )
            )
            continue
        if name in found:
            issues.append(
                Issue(
                    path,
                    "two-answers",
                    say("the fact '{fact}' is given twice", fact=name),
                    say("keep one of them"),
                    key=True,
                )
            )
            continue
        read = _fact(rubric, name, value)
        if isinstance(read, Issue):
            issues.append(Issue(path, read.code, read.message, read.help))
        else:
            found[name] = read
    return found


def _fact(rubric: Rubric, name: str, value: Any) -> FactValue | Issue:
    declared = rubric.facts.get(name)
    text = ("yes" if value else "no") if isinstance(value, bool) else str(value).strip()
    if declared is None:
        return text
    if declared.options:
        spellings = {
            fold(t): o for o, title in declared.options.items() for t in (o, *title.both())
        }
        option = spellings.get(fold(text))
        if option is None:
            near = nearest(text, declared.options)
            return Issue(
                (),
                "not-an-option",
                say(
                    "the fact '{fact}' takes {options}, got '{got}'",
                    fact=name,
                    options=list(declared.options),
                    got=text,
                ),
                say("did you mean '{near}'?", near=near)
                if near
                else say("leave it out while it is not known"),
            )
        return option
    if declared.ask == "number":
        number = read_number(value)
        if number is None:
            return Issue(
                (),
                "not-a-number",
                say("the fact '{fact}' takes a number, got '{got}'", fact=name, got=text),
            )
        return number
    return text


def read_period(raw: Mapping[str, Any] | None, issues: list[Issue]) -> Period | None:
    """Return the period; None where there is none, a blank one, or one that has issues."""
    if raw is None:
        return None
    for key in raw:
        if key not in ("from", "to"):
            issues.append(
                Issue(
                    ("period", key),
                    "unknown-key",
                    say("'{key}' is no key here", key=key),
                    say("a period has from and to"),
                    key=True,
                )
            )
    if raw.get("from") is None and raw.get("to") is None:
        return None  # a form whose period is not filled in yet
    ends: dict[str, date] = {}
    for key in ("from", "to"):
        try:
            ends[key] = date.fromisoformat(str(raw.get(key)))
        except ValueError:
            got: Message | str = say("nothing") if raw.get(key) is None else quoted(str(raw[key]))
            issues.append(
                Issue(
                    ("period", key),
                    "not-a-date",
                    say("'{key}' takes a date, got {got}", key=key, got=got),
                    say("write it as 2022-12-31"),
                )
            )
    if len(ends) < 2:
        return None
    if ends["from"] > ends["to"]:
        issues.append(
            Issue(
                ("period", "from"),
                "range-inverted",
                say("the period runs from {low} to {high}", low=ends["from"], high=ends["to"]),
                say("write the earlier day first"),
            )
        )
    return Period(ends["from"].isoformat(), ends["to"].isoformat())
