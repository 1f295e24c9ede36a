"""Yes or no, numbers and names as people write them: full-width, in Chinese, in capitals."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Final

from hpscore.model.number import Number, exact, reduce

__all__ = ["fold", "meant_number", "read_day", "read_number", "read_text", "read_yes_no"]

_YES: Final = frozenset({"yes", "true", "y", "是", "有", "√", "✓", "对", "1"})
_NO: Final = frozenset({"no", "false", "n", "否", "无", "×", "✗", "x", "错", "0"})
_DASHES: Final = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
_WIDE: Final = {ord("．"): ".", ord("％"): "%", ord("＋"): "+", ord("－"): "-"} | {
    ord("０") + digit: str(digit) for digit in range(10)
}
"""What a Chinese keyboard writes in numbers."""
_LONGEST: Final = 64
_DAY: Final = re.compile(
    r"([0-9]{4})(?:-([0-9]{1,2})-([0-9]{1,2})|([/.])([0-9]{1,2})\4([0-9]{1,2})"
    r"|年([0-9]{1,2})月([0-9]{1,2})日)"
)
_HAN_DIGITS: Final = {digit: value for value, digit in enumerate("零一二三四五六七八九十")} | {
    "〇": 0,
    "两": 2,
}
_UNITS: Final = "次个场期人户名项件份分天月 "
"""What is written after a number, and is no part of it."""


def fold(name: str) -> str:
    """Return the form in which names are compared: width, case, kind of dash and spaces apart."""
    if name.isascii():  # nothing to normalise
        return " ".join(name.split()).lower()
    text = unicodedata.normalize("NFKC", name).translate(_DASHES)
    return " ".join(text.split()).casefold()


def read_yes_no(raw: object) -> bool | None:
    """Read yes or no in any accepted spelling; None where it is neither."""
    if isinstance(raw, bool):
        return raw
    if isinstance(raw, int):
        return {1: True, 0: False}.get(raw)
    if not isinstance(raw, str):
        return None
    text = fold(raw)
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
    if not isinstance(raw, str) or len(raw) > _LONGEST:
        return None
    text = raw.translate(_WIDE).strip()  # not NFKC: 2² is not 22
    if percent and text.endswith("%"):
        text = text[:-1].rstrip()
    if not text or not set(text) <= set("0123456789.+-"):
        return None
    try:
        return exact(Decimal(text))
    except InvalidOperation:
        return None


def read_day(raw: object) -> date | None:
    """Read a day, as 2022-08-31, 2022/8/31, 2022.8.31 or 2022年8月31日; None where it is none."""
    if isinstance(raw, date):
        return raw
    if not isinstance(raw, str) or len(raw) > _LONGEST:
        return None
    text = unicodedata.normalize("NFKC", raw).translate(_DASHES).replace(" ", "")
    found = _DAY.fullmatch(text)
    if found is None:
        return None
    year, month, day = (int(part) for part in found.groups() if part and part not in "/.")
    try:
        return date(year, month, day)
    except ValueError:  # no such day, such as 31 June
        return None


def read_text(raw: object) -> str | None:
    """Return a value as text without outer space; None for a blank one, a list or a mapping."""
    if raw is None or isinstance(raw, dict | list):
        return None
    return unicodedata.normalize("NFC", str(raw)).strip() or None


def meant_number(raw: object) -> Number | None:
    """Return the number that was probably meant, for `三次` and `3次` 3; None where none was."""
    if not isinstance(raw, str):
        return None
    digits = raw.translate(_WIDE).strip().rstrip(_UNITS)
    number = read_number(digits)
    return _HAN_DIGITS.get(digits) if number is None else number
