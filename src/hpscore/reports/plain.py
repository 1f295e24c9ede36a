"""Text from files and command lines, made fit for a terminal or a line of a file."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["plain"]

# Control characters (terminal escapes begin with one), marks that turn the direction of text
# round, and halves of a surrogate pair, which no encoding can write.
_UNFIT: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)
_SPACES: Final = "\t\n\v\f\r\x85\u2028\u2029"


def plain(text: str) -> str:
    """Return a text with line breaks and tabs as spaces and other unfit characters as `\ufffd`.

    Each character becomes exactly one, so that columns keep their places.
    """
    return _UNFIT.sub(_fit, text)


def _fit(found: re.Match[str]) -> str:
    return " " if found[0] in _SPACES else "\ufffd"
