"""What spreadsheets make of numbers that are names: ids, telephone numbers, identity numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from hpscore.message import Message, say
from hpscore.model.sheet import Issue
from hpscore.source import DataPath

__all__ = ["lost_zeros", "padded_width", "unfit"]

_REWRITTEN: Final = re.compile(r"[+-]?\d+(?:\.\d+)?E[+-]?\d+", re.IGNORECASE)
"""How a spreadsheet shows a long number, such as one that serves as an id."""
_NO_VALUE: Final = re.compile(r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!)|nan", re.IGNORECASE)
"""What a spreadsheet or a program writes where a formula came to nothing."""
_DECIMALS: Final = re.compile(r"\d+\.0+|\d{5,}\.\d+")
"""A number of things that programs took for a measure; 3.2 may be an id, 3.0 and 10021.5 not."""
_IDENTITY: Final = re.compile(r"[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])\d{3}000")
"""An identity number of which spreadsheets kept 15 digits, unless it happens to end so."""
_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS: Final = "10X98765432"
_LANDLINE: Final = re.compile(r"(?!400|800)(?:[2-9]\d{9,10}|10\d{8})")
"""A telephone number with its area code, whose 0 is gone; 400 and 800 begin without one."""
_AGAIN: Final[Message] = say("format the column as text, and enter the number with its zeros")
_LEAST: Final = 2
"""So many ids that are filled up with zeros make it a habit."""


def unfit(path: DataPath, text: str) -> Iterator[Issue]:
    """Yield why a text is none that somebody wrote: a program put it in its place."""
    key = path[-1]
    if _REWRITTEN.fullmatch(text):
        yield Issue(
            path,
            "rewritten",
            say("'{key}' is {got}, as spreadsheets rewrite long numbers", key=key, got=text),
            say("format the column as text, and enter the number again"),
        )
    elif _NO_VALUE.fullmatch(text):
        yield Issue(
            path,
            "no-value",
            say("'{key}' is {got}, which stands for no value", key=key, got=text),
            say("leave the cell blank while it is not known"),
        )
    elif key in ("id", "phone") and _DECIMALS.fullmatch(text):
        yield Issue(
            path,
            "rewritten",
            say("'{key}' has decimals: a program took it for a measure", key=key),
            say("format the column as text, and enter the number again"),
        )
    elif _IDENTITY.fullmatch(text) and not _checks(text):
        yield Issue(
            path,
            "rewritten",
            say("'{key}' has lost its last digits: spreadsheets keep 15 of a number", key=key),
            say("format the column as text, and enter the number again"),
        )
    elif key == "phone" and _LANDLINE.fullmatch(re.sub(r"[\s-]", "", text)) and text.isdigit():
        yield Issue(path, "lost-zeros", say("the area code of '{key}' lost its 0", key=key), _AGAIN)


def padded_width(texts: Iterable[str]) -> int | None:
    """Return how many digits the numbers of a column are filled up to with zeros.

    None where they are not: such as 1, 2, 3, where some are longer, or most are shorter.
    """
    numbers = [text for text in texts if text.isascii() and text.isdigit()]
    lengths = Counter(map(len, numbers))
    widths = {len(text) for text in numbers if text.startswith("0") and len(text) > 1}
    if len(widths) != 1:
        return None
    (width,) = widths
    whole, shorter = lengths[width], sum(n for length, n in lengths.items() if length < width)
    return width if max(lengths) == width and whole >= max(_LEAST, shorter) else None


def lost_zeros(path: DataPath, text: str, width: int) -> Issue | None:
    """Return the issue of a number that is shorter than the others, which begin with zeros."""
    if len(text) >= width or not (text.isascii() and text.isdigit()):
        return None
    return Issue(
        path,
        "lost-zeros",
        say("'{key}' has {count} digits, where others have {width} and begin with 0",
            key=path[-1], count=len(text), width=width),
        _AGAIN,
    )  # fmt: skip


def _checks(identity: str) -> bool:
    """Say whether the last sign of an identity number is the one that its others give."""
    total = sum(int(d) * w for d, w in zip(identity, _WEIGHTS, strict=False))
    return _CHECKS[total % 11] == identity[-1]
