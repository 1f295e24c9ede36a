"""Read answers: what an assessor wrote, held strictly against what the question takes.

Nothing that cannot be read becomes 0: `read_answer` returns an answer, or says every way in
which the value is at fault.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Final

from hpscore.message import say
from hpscore.model.answer import Answer, Asked, Fault
from hpscore.model.faults import (
    incomplete_share,
    kind_in_words,
    not_counted,
    outside,
    range_inverted,
    two_answers,
    unknown_key,
    wrong_kind,
)
from hpscore.model.number import INFINITY, Bound, Number, reduce
from hpscore.model.scalars import fold, read_number, read_text, read_yes_no

__all__ = ["AnswerReader", "read_answer"]

_KEYS: Final = frozenset({"value", "note", "count", "of", "from", "to", "na", "population", "date"})
_MOST_KNOWN: Final = 500
"""So many answers to one question are remembered."""
_LONGEST_KNOWN: Final = 40


class AnswerReader:
    """Reads the answers to one question, and remembers the plain ones: most are alike."""

    __slots__ = ("_asked", "_known")

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        self._known: dict[object, Answer] = {}

    def read(self, raw: object) -> Answer | list[Fault] | None:
        """Read a raw answer as `read_answer` does."""
        if isinstance(raw, str):
            return self._known.get(raw) or self._anew(raw, raw)
        if isinstance(raw, dict):
            return self._read_mapping(raw)
        if isinstance(raw, int):
            key = (type(raw), raw)  # 1 and true are equal, and not the same answer
            return self._known.get(key) or self._anew(key, raw)
        if isinstance(raw, Decimal):
            written = raw.as_tuple()  # an option may be called 1.5, which 1.50 is not
            return self._known.get(written) or self._anew(written, raw)
        return read_answer(self._asked, raw)

    def _read_mapping(self, raw: Mapping[str, object]) -> Answer | list[Fault] | None:
        if len(raw) == 2 and "value" in raw and "note" in raw:
            found = None if isinstance(raw["value"], dict) else self.read(raw["value"])
            if isinstance(found, Answer):
                note = read_text(raw["note"])
                return Answer(found.value, found.low, found.high, note=note) if note else found
        elif len(raw) == 2 and type(raw.get("count")) is type(raw.get("of")) is int:
            share = (raw["count"], raw["of"])
            return self._known.get(share) or self._anew(share, raw)
        return read_answer(self._asked, raw)

    def _anew(self, key: object, raw: object) -> Answer | list[Fault] | None:
        found = read_answer(self._asked, raw)
        short = not isinstance(raw, str) or len(raw) <= _LONGEST_KNOWN
        if isinstance(found, Answer) and short and len(self._known) < _MOST_KNOWN:
            self._known[key] = found
        return found


def read_answer(asked: Asked, raw: object) -> Answer | list[Fault] | None:
    """Read a raw answer: an `Answer`, None for a blank one, or the faults that stop it."""
    if isinstance(raw, dict):
        return _read_mapping(asked, raw)
    if _blank(raw):
        return None
    found = _read_value(asked, raw)
    return [found] if isinstance(found, Fault) else found


def _blank(raw: object) -> bool:
    return raw is None or (isinstance(raw, str) and not raw.strip())


def _read_mapping(asked: Asked, raw: Mapping[str, object]) -> Answer | list[Fault] | None:
    faults = [unknown_key(key) for key in raw if key not in _KEYS]
    forms = [key for key in ("value", "count", "from", "na") if key in raw]
    if "to" in raw and "from" not in raw:
        forms.append("to")
    if "of" in raw and "count" not in raw:
        faults.append(incomplete_share(asked, "of", "count"))
    if len(forms) > 1:
        faults.append(two_answers(asked, forms[0], forms[1]))
    if faults:
        return faults
    if not forms:
        return None
    read = {"value": _read_plain, "count": _read_share, "na": _read_not_applicable}
    found = read.get(forms[0], _read_interval)(asked, raw)
    if isinstance(found, Fault):
        return [found]
    note = read_text(raw.get("note"))
    if found is None or note is None or found.note is not None:
        return found
    return replace(found, note=note)


def _read_plain(asked: Asked, raw: Mapping[str, object]) -> Answer | Fault | None:
    value = raw["value"]
    if _blank(value):
        return None
    found = _read_value(asked, value)
    return replace(found, path=("value",)) if isinstance(found, Fault) else found


def _read_share(asked: Asked, raw: Mapping[str, object]) -> Answer | Fault:
    if asked.kind not in ("percent", "rate"):
        return Fault(
            "not-a-share",
            say("'{question}' is no share, got a count of a whole", question=asked.id),
            say("write {kind}", kind=kind_in_words(asked)),
            ("count",),
        )
    if "of" not in raw:
        return incomplete_share(asked, "count", "of")
    parts: list[int] = []
    for key in ("count", "of"):
        number = read_number(raw[key])
        if not isinstance(number, int) or number < 0:
            return not_counted(asked, key, raw[key])
        parts.append(number)
    count, of = parts
    if of == 0:
        return Fault(
            "empty-share",
            say("'{question}' is a share of 0", question=asked.id),
            say("leave it out while nobody is counted: unknown is not 0"),
            ("of",),
        )
    if count > of:
        return Fault(
            "share-inverted",
            say("'{question}' counts {count} of {of}", question=asked.id, count=count, of=of),
            say("the count is part of the whole: correct one of them"),
            ("count",),
        )
    return _share(asked, count, of, read_text(raw.get("population")), read_text(raw.get("date")))


def _share(
    asked: Asked, count: int, of: int, population: str | None, date: str | None
) -> Answer | Fault:
    if asked.kind == "rate" and not (population and date):
        return incomplete_share(asked, "count", "date" if population else "population")
    share = reduce(Fraction(count * 100, of))
    return outside(asked, share) or Answer(
        share, share, share, count=count, of=of, population=population, date=date
    )


def _read_interval(asked: Asked, raw: Mapping[str, object]) -> Answer | Fault:
    first = "from" if "from" in raw else "to"
    if asked.kind in ("yes_no", "choice", "rate"):
        return Fault(
            "no-interval",
            say(
                "'{question}' takes {kind}, not a range",
                question=asked.id,
                kind=kind_in_words(asked),
            ),
            say("leave it out while it is not settled"),
            (first,),
        )
    ends: list[Bound] = [asked.low, asked.high]
    for place, key in enumerate(("from", "to")):
        if key in raw:
            found = _read_value(asked, raw[key])
            if isinstance(found, Fault):
                return replace(found, path=(key,))
            ends[place] = found.low
    low, high = ends
    if low > high:
        return range_inverted(asked, low, high, first)
    return Answer(low if low == high and not isinstance(low, float) else None, low, high)


def _read_not_applicable(asked: Asked, raw: Mapping[str, object]) -> Answer | Fault:
    if not asked.not_applicable:
        return Fault(
            "na-not-permitted",
            say("'{question}' may not be left out as not applicable", question=asked.id),
            say("answer it; only a rubric can permit not applicable"),
            ("na",),
        )
    reason = read_text(raw["na"])
    if not reason:
        return Fault(
            "na-without-reason",
            say("'{question}' is not applicable without a reason", question=asked.id),
            say("write the reason: na: no canteen"),
            ("na",),
        )
    return Answer(None, state="not_applicable", note=reason)


def _read_value(asked: Asked, raw: object) -> Answer | Fault:
    kind = asked.kind
    if kind == "choice":
        return _read_option(asked, raw)
    if kind == "yes_no":
        answer = read_yes_no(raw)
        return wrong_kind(asked, raw) if answer is None else Answer(answer, answer, answer)
    number = None if kind == "rate" else read_number(raw, percent=kind == "percent")
    if number is None and kind == "rating":
        number = _read_verdict(asked, raw)
    if number is None or (kind == "count" and not isinstance(number, int)):
        return wrong_kind(asked, raw)
    return outside(asked, number) or Answer(number, number, number)


def _read_verdict(asked: Asked, raw: object) -> Number | None:
    """Read yes as all points of a rating, and no as none."""
    verdict = read_yes_no(raw)
    if verdict is None or asked.high == INFINITY:
        return None
    return asked.high if verdict else 0  # type: ignore[return-value]  # it is finite


def _read_option(asked: Asked, raw: object) -> Answer | Fault:
    text = ("yes" if raw else "no") if isinstance(raw, bool) else read_text(raw) or ""
    if text not in asked.options:
        text = (asked.spellings or {}).get(fold(text), text)
    return Answer(text) if text in asked.options else wrong_kind(asked, raw)
