"""Answers: what an assessor wrote, read strictly against what the question takes.

Nothing that cannot be read becomes 0: `read_answer` returns an answer, or says every way in
which the value is at fault.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Final, Literal

from hpscore.message import Message, say
from hpscore.model.number import INFINITY, Number, exact, reduce, spell

__all__ = ["Answer", "Asked", "Fault", "read_answer", "read_number", "read_yes_no"]

Bound = Number | float
_YES: Final = frozenset({"yes", "true", "y", "是", "有", "√", "✓", "对", "1"})
_NO: Final = frozenset({"no", "false", "n", "否", "无", "×", "✗", "x", "错", "0"})
_KEYS: Final = frozenset(
    {"value", "note", "count", "of", "from", "to", "na", "population", "date"}
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it is asked: its kind, and the answers that are possible."""

    id: str
    kind: str
    """`yes_no`, `count`, `percent`, `number`, `choice`, `rating` or `rate`."""
    low: Bound = 0
    high: Bound = INFINITY
    options: tuple[str, ...] = ()
    spellings: Mapping[str, str] | None = None
    """Other ways to write an option, each with the option."""
    step: Number | None = None
    """Answers are multiples of this (a rating)."""
    not_applicable: bool = False
    default: Answer | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: exact (`low` equals `high`), an interval, an option, or not applicable."""

    value: bool | Number | str | None
    """The answer; none for an interval and for not applicable."""
    low: Bound = 0
    high: Bound = 0
    state: Literal["given", "derived", "not_applicable"] = "given"
    note: str | None = None
    """The assessor's note, or the reason why it does not apply."""
    count: Number | None = None
    """The numerator of a share given by its parts."""
    of: Number | None = None
    """The denominator of a share given by its parts."""
    population: str | None = None
    """Whom a recorded rate is about."""
    date: str | None = None
    """When a recorded rate was taken."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a value cannot be read: a code, what was expected, how to fix it, and where inside."""

    code: str
    message: Message
    help: Message | None = None
    path: tuple[str, ...] = ()


def read_answer(asked: Asked, raw: object) -> Answer | list[Fault] | None:
    """Read a raw answer: an `Answer`, None for a blank one, or the faults that stop it."""
    if isinstance(raw, dict):
        return _read_mapping(asked, raw)
    if raw is None or (isinstance(raw, str) and not raw.strip()):
        return None
    found = _read_value(asked, raw)
    return [found] if isinstance(found, Fault) else found


def _read_mapping(asked: Asked, raw: Mapping[str, object]) -> Answer | list[Fault] | None:
    faults = [_unknown_key(asked, key) for key in raw if key not in _KEYS]
    forms = [key for key in ("value", "count", "from", "na") if key in raw]
    if "to" in raw and "from" not in raw:
        forms.append("to")
    if "of" in raw and "count" not in raw:
        faults.append(_missing_part(asked, "of", "count"))
    if len(forms) > 1:
        faults.append(
            Fault(
                "two-answers",
                say("'{question}' is answered twice: {first} and {second}", question=asked.id,
                    first=forms[0], second=forms[1]),
                say("keep one of them"),
            )
        )
    if faults:
        return faults
    note = _text(raw.get("note"))
    if not forms:
        return None
    read = {"value": _read_plain, "count": _read_share, "na": _read_not_applicable}
    found = read.get(forms[0], _read_interval)(asked, raw)
    if isinstance(found, Answer) and note is not None and found.note is None:
        return _noted(found, note)
    return [found] if isinstance(found, Fault) else found


def _read_plain(asked: Asked, raw: Mapping[str, object]) -> Answer | Fault | None:
    value = raw["value"]
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if isinstance(value, dict | list):
        return _wrong(asked, value, ("value",))
    found = _read_value(asked, value)
    if isinstance(found, Fault):
        return Fault(found.code, found.message, found.help, ("value",))
    return found


def _read_share(asked: Asked, raw: Mapping[str, object]) -> Answer | Fault:
    if asked.kind not in ("percent", "rate"):
        return Fault(
            "not-a-share",
            say("'{question}' is no share, got a count of a whole", question=asked.id),
            say("write the {kind} itself", kind=_kind(asked)),
            ("count",),
        )
    if "of" not in raw:
        return _missing_part(asked, "count", "of")
    parts: list[int] = []
    for key in ("count", "of"):
        number = read_number(raw[key])
        if type(number) is not int or number < 0:
            return Fault(
                "not-a-count",
                say("'{key}' of '{question}' takes a whole number from 0, got {got}",
                    key=key, question=asked.id, got=_got(raw[key])),
                _number_hint(raw[key]),
                (key,),
            )
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
    share = reduce(Fraction(count * 100, of))
    if asked.kind == "rate":
        missing = [key for key in ("population", "date") if not _text(raw.get(key))]
        if missing:
            return _missing_part(asked, "count", missing[0])
    outside = _outside(asked, share, share)
    if outside:
        return outside
    return Answer(share, share, share, count=count, of=of,
                  population=_text(raw.get("population")), date=_text(raw.get("date")))


def _read_interval(asked: Asked, raw: Mapping[str, object]) -> Answer | Fault:
    if asked.kind in ("yes_no", "choice", "rate"):
        return Fault(
            "no-interval",
            say("'{question}' takes {kind}, not a range", question=asked.id, kind=_kind(asked)),
            say("leave it out while it is not settled"),
            ("from",) if "from" in raw else ("to",),
        )
    ends: list[Bound] = [asked.low, asked.high]
    for place, key in enumerate(("from", "to")):
        if key in raw:
            found = _read_value(asked, raw[key])
            if isinstance(found, Fault):
                return Fault(found.code, found.message, found.help, (key,))
            ends[place] = found.low
    if ends[0] > ends[1]:
        return Fault(
            "range-inverted",
            say("'{question}' runs from {low} to {high}", question=asked.id,
                low=_end(ends[0]), high=_end(ends[1])),
            say("write the lower end first"),
            ("from",) if "from" in raw else ("to",),
        )
    exactly = ends[0] if ends[0] == ends[1] else None
    return Answer(exactly, ends[0], ends[1])  # type: ignore[arg-type]  # equal ends are finite


def _read_not_applicable(asked: Asked, raw: Mapping[str, object]) -> Answer | Fault:
    if not asked.not_applicable:
        return Fault(
            "na-not-permitted",
            say("'{question}' may not be left out as not applicable", question=asked.id),
            say("answer it; only a rubric can permit not applicable"),
            ("na",),
        )
    reason = _text(raw["na"])
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
    if kind == "yes_no" or (kind == "rating" and isinstance(raw, bool)):
        answer = read_yes_no(raw)
        if answer is None:
            return _wrong(asked, raw)
        if kind == "rating":
            full = asked.high if answer else 0
            return Answer(full, full, full)  # type: ignore[arg-type]  # a rating is bounded
        return Answer(answer, answer, answer)
    if kind == "choice":
        return _read_option(asked, raw)
    number = read_number(raw, percent=kind in ("percent", "rate"))
    if number is None and kind == "rating" and (answer := read_yes_no(raw)) is not None:
        return _read_value(asked, answer)
    if number is None or (kind == "count" and type(number) is not int):
        return _wrong(asked, raw)
    if kind == "rate":
        return _missing_part(asked, "value", "count")
    return _outside(asked, number, number) or Answer(number, number, number)


def _read_option(asked: Asked, raw: object) -> Answer | Fault:
    text = ("yes" if raw else "no") if isinstance(raw, bool) else _text(raw) or ""
    if text not in asked.options:
        text = (asked.spellings or {}).get(text.casefold(), text)
    return Answer(text) if text in asked.options else _wrong(asked, raw)


def read_yes_no(raw: object) -> bool | None:
    """Read yes or no in any accepted spelling; None where it is neither."""
    if isinstance(raw, bool):
        return raw
    if isinstance(raw, int):
        return {1: True, 0: False}.get(raw)
    if not isinstance(raw, str):
        return None
    text = unicodedata.normalize("NFKC", raw).strip().casefold()
    return True if text in _YES else False if text in _NO else None


def read_number(raw: object, *, percent: bool = False) -> Number | None:
    """Read an exact number; full-width digits are welcome, and a per-cent sign where it fits."""
    if isinstance(raw, bool):
        return None
    if isinstance(raw, int):
        return raw
    if isinstance(raw, Decimal):
        return exact(raw) if raw.is_finite() else None
    if isinstance(raw, Fraction):
        return reduce(raw)
    if not isinstance(raw, str) or len(raw) > 64:
        return None
    text = unicodedata.normalize("NFKC", raw).strip()
    if percent and text.endswith("%"):
        text = text[:-1].rstrip()
    if not text or not set(text) <= set("0123456789.+-"):
        return None
    try:
        return exact(Decimal(text))
    except (InvalidOperation, ValueError):
        return None


def _outside(asked: Asked, low: Bound, high: Bound) -> Fault | None:
    if low < asked.low or high > asked.high:
        return Fault(
            "out-of-range",
            say("'{question}' takes {kind}, got {got}", question=asked.id, kind=_kind(asked),
                got=_end(low)),
            say("check the number; what is not known is left out"),
        )
    if asked.step is not None and low % asked.step != 0:
        return Fault(
            "not-a-step",
            say("'{question}' is judged in steps of {step}, got {got}", question=asked.id,
                step=spell(asked.step), got=_end(low)),
            say("write the nearest step"),
        )
    return None


def _kind(asked: Asked) -> Message:
    low, high = _end(asked.low), _end(asked.high)
    if asked.kind == "yes_no":
        return say("yes or no")
    if asked.kind == "choice":
        return say("one of {options}", options=", ".join(asked.options))
    if asked.kind == "rating":
        return say("points from {low} to {high}", low=low, high=high)
    if asked.kind == "rate":
        return say("a share by its parts (count, of, population, date)")
    bounded = asked.high != INFINITY
    if asked.kind == "count":
        if bounded:
            return say("a whole number from {low} to {high}", low=low, high=high)
        return say("a whole number from {low}", low=low)
    if asked.kind == "percent":
        return say("per cent from {low} to {high}", low=low, high=high)
    if bounded and asked.low != -INFINITY:
        return say("a number from {low} to {high}", low=low, high=high)
    return say("a number")


_CODES: Final = {
    "yes_no": "not-yes-no",
    "count": "not-a-count",
    "percent": "not-a-percent",
    "number": "not-a-number",
    "choice": "not-an-option",
    "rating": "not-points",
    "rate": "not-a-rate",
}


def _wrong(asked: Asked, raw: object, path: tuple[str, ...] = ()) -> Fault:
    return Fault(
        _CODES[asked.kind],
        say("'{question}' takes {kind}, got {got}", question=asked.id, kind=_kind(asked),
            got=_got(raw)),
        _number_hint(raw) if asked.kind not in ("yes_no", "choice") else say(
            "write {kind}", kind=_kind(asked)
        ),
        path,
    )


_HAN_DIGITS: Final = {"零": 0, "〇": 0, "一": 1, "两": 2, "二": 2, "三": 3, "四": 4, "五": 5,
                      "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}


def _number_hint(raw: object) -> Message:
    """Say the number that was probably meant: `三次` is 3, `3次` too."""
    if isinstance(raw, str):
        text = unicodedata.normalize("NFKC", raw).strip()
        digits = text.rstrip("次个场期人户名项件份%分天月 ")
        number = read_number(digits)
        if number is None:
            number = _HAN_DIGITS.get(digits)
        if number is not None and number >= 0:
            return say("write {number}", number=spell(number))
    return say("write a number in digits, or leave it out while it is not known")


def _unknown_key(asked: Asked, key: str) -> Fault:
    return Fault(
        "unknown-key",
        say("an answer takes no '{key}'", key=key),
        say("an answer is a value, or {keys}", keys="value, note, count, of, from, to, na"),
        (key,),
    )


def _missing_part(asked: Asked, given: str, wanted: str) -> Fault:
    return Fault(
        "incomplete-share",
        say("'{question}' has '{given}' without '{wanted}'", question=asked.id, given=given,
            wanted=wanted),
        say("a share takes both its parts: {{count: 412, of: 500}}")
        if wanted in ("count", "of")
        else say("a rate says of whom and when: population, date"),
        (given,),
    )


def _noted(answer: Answer, note: str) -> Answer:
    return Answer(answer.value, answer.low, answer.high, answer.state, note, answer.count,
                  answer.of, answer.population, answer.date)


def _text(raw: object) -> str | None:
    if raw is None or isinstance(raw, dict | list):
        return None
    return unicodedata.normalize("NFC", str(raw)).strip() or None


def _got(raw: object) -> Message | str:
    if isinstance(raw, dict):
        return say("a mapping")
    if isinstance(raw, list):
        return say("a list")
    if isinstance(raw, bool):
        return "yes" if raw else "no"
    text = str(raw)
    return repr(text if len(text) <= 40 else text[:37] + "…") if isinstance(raw, str) else text[:60]


def _end(bound: Bound) -> str:
    if isinstance(bound, float):
        return "∞" if bound > 0 else "-∞"
    return spell(bound)
