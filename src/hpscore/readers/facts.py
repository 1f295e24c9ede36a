"""Read the facts of a subject, and the period that is assessed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from hpscore.message import Message, say
from hpscore.model.asking import ways_to_write
from hpscore.model.assessment import (
    STANDARD_FACTS,
    STANDARD_PERSONAL,
    FactValue,
    Period,
)
from hpscore.model.faults import quoted
from hpscore.model.scalars import read_day, read_number
from hpscore.model.sheet import Issue
from hpscore.model.spelling import Option, options_in_words
from hpscore.readers.names import Names, fold
from hpscore.readers.tables.mangled import unfit

if TYPE_CHECKING:
    from hpscore.model.rubric import Rubric

__all__ = [
    "STANDARD_NAMES",
    "before_period",
    "fact_names",
    "meant_fact",
    "read_period",
    "read_subject",
]


_DAY: Final = len("2022-12-31")
_ALIKE: Final = 0.75
"""How near a stated fact is to one that it misspells: zone and city are no phone and county."""


_SPELLINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "id": ("被评对象编号", "编号", "number of the subject", "number"),
    "name": ("被评对象名称", "名称", "name of the subject"),
    "county": ("县（市、区）", "县"),
    "street": ("街道（乡镇）", "街道", "乡镇", "street or township"),
    "community": ("社区（村）", "社区", "community or village"),
    "householder": ("户主", "householder"),
    "address": ("地址", "住址", "address"),
    "phone": ("联系电话", "电话", "phone"),
}
"""How people name the facts that every subject has; what a rubric declares comes first."""
STANDARD_NAMES: Final = {fold(text): name for name, texts in _SPELLINGS.items() for text in texts}


def fact_names(rubric: Rubric) -> dict[str, str]:
    """Return every name of every fact, folded, with the fact; an id leads to its own fact."""
    names = {
        fold(text): name
        for name, fact in rubric.facts.items()
        for text in (*(fact.title.both() if fact.title else ()), *fact.aliases)
    }
    own = {fold(name): name for name in (*STANDARD_FACTS, *rubric.facts)}
    return {**STANDARD_NAMES, **names, **own}


def meant_fact(name: str, rubric: Rubric) -> Message | None:
    """Say what a fact that nothing declares most likely means; None for a fact of its own.

    A name that has that of a fact in it as a word (`community_id`) is one of its own.
    """
    if name in rubric.facts or name in STANDARD_FACTS:
        return None
    titles = {key: fact.title for key, fact in rubric.facts.items() if fact.title}
    entries = [
        (text, key)
        for key, fact in rubric.facts.items()
        for text in (*(fact.title.both() if fact.title else ()), *fact.aliases)
    ]
    known = Names(entries, (*rubric.facts, *STANDARD_FACTS, *STANDARD_PERSONAL), titles)
    if any(known.find(word) for word in re.split(r"[\W_]+", name) if word):
        return None
    return known.meant(name, alike=_ALIKE)


def read_subject(
    raw: Mapping[str, Any], rubric: Rubric, names: Mapping[str, str], issues: list[Issue]
) -> dict[str, FactValue]:
    """Return the facts by id; a fact that the rubric does not declare is kept as text."""
    found: dict[str, FactValue] = {}
    for key, value in raw.items():
        name = names.get(key) or names.get(fold(key), key)
        if value is None or value == "":
            continue
        path = ("subject", key)
        if isinstance(value, dict | list):
            issues.append(
                Issue(
                    path,
                    "not-a-fact",
                    say("the fact '{fact}' takes one value", fact=_called(rubric, name)),
                    say("write the value itself"),
                )
            )
            continue
        if name in found:
            issues.append(
                Issue(
                    path,
                    "two-answers",
                    say("the fact '{fact}' is given twice", fact=_called(rubric, name)),
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


def before_period(
    rubric: Rubric, subject: Mapping[str, FactValue], period: Period | None
) -> Message | None:
    """Say that the day on which it is judged lies before what is assessed; None where not."""
    told = None if rubric.as_of is None else subject.get(rubric.as_of)
    if rubric.as_of is None or period is None or not isinstance(told, str) or told >= period.from_:
        return None
    return say(
        "'{fact}' is {day}, before the period that is assessed, {first} to {last}",
        fact=_called(rubric, rubric.as_of),
        day=told,
        first=period.from_,
        last=period.to,
    )


def _called(rubric: Rubric, name: str) -> Option:
    declared = rubric.facts.get(name)
    return Option(name, None if declared is None else declared.title)


def _fact(rubric: Rubric, name: str, value: Any) -> FactValue | Issue:
    declared = rubric.facts.get(name)
    text = ("yes" if value else "no") if isinstance(value, bool) else str(value).strip()
    if declared is None or not (declared.options or declared.ask in ("number", "date")):
        first = text[:1]
        plain = first.isalpha() and first not in "nN"  # neither a number nor NaN
        return text if plain else next(unfit((name,), text), text)
    if declared.options:
        if text in declared.options:
            return text
        option = ways_to_write(declared.options).get(fold(text))
        if option is not None:
            return option
        titled = declared.options.items()
        written = ((text, option) for option, title in titled for text in title.both())
        known = Names(written, declared.options, declared.options)
        return Issue(
            (),
            "not-an-option",
            say(
                "the fact '{fact}' takes {options}, got '{got}'",
                fact=_called(rubric, name),
                options=options_in_words(declared.options, declared.options),
                got=text,
            ),
            known.meant(text) or say("leave it out while it is not known"),
        )
    if declared.ask == "number":
        number = read_number(value)
        if number is None:
            return Issue(
                (),
                "not-a-number",
                say(
                    "the fact '{fact}' takes a number, got '{got}'",
                    fact=_called(rubric, name),
                    got=text,
                ),
            )
        return number
    if declared.ask == "date":
        day = read_day(value)
        if day is None:
            return Issue(
                (),
                "not-a-date",
                say(
                    "the fact '{fact}' takes a date, got {got}",
                    fact=_called(rubric, name),
                    got=quoted(text),
                ),
                say("write it as 2022-12-31"),
            )
        return day.isoformat()
    return text


def _sound_period(first: object, last: object) -> Period | None:
    """Return a period of two days in their order, as most files write it."""
    if not (type(first) is type(last) is str and len(first) == len(last) == _DAY):
        return None
    return _period(first, last)


@lru_cache(maxsize=256)
def _period(first: str, last: str) -> Period | None:
    try:
        days = date.fromisoformat(first), date.fromisoformat(last)
    except ValueError:
        return None
    return Period(days[0].isoformat(), days[1].isoformat()) if days[0] <= days[1] else None


def read_period(raw: Mapping[str, Any] | None, issues: list[Issue]) -> Period | None:
    """Return the period; None where there is none, a blank one, or one that has issues."""
    if raw is None:
        return None
    if len(raw) == 2:
        sound = _sound_period(raw.get("from"), raw.get("to"))
        if sound is not None:
            return sound
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
    for key, other in (("from", "to"), ("to", "from")):
        if raw.get(key) is None:
            issues.append(
                Issue(
                    ("period", key),
                    "half-a-period",
                    say("the period has '{other}' without '{key}'", other=other, key=key),
                    say("write both days, or neither while it is open"),
                )
            )
    ends: dict[str, date] = {}
    for key in ("from", "to"):
        if raw.get(key) is None:
            continue
        try:
            ends[key] = date.fromisoformat(str(raw[key]))
        except ValueError:
            got = quoted(str(raw[key]))
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
