"""Text from files and command lines, made fit for a terminal or a line of a file."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["may_run", "plain"]

# Control characters (terminal escapes begin with one), marks that turn the direction of text
# round, and halves of a surrogate pair, which no encoding can write.
_UNFIT: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)
_SPACES: Final = "\t\n\v\f\r\x85\u2028\u2029"
# What some program skips before a formula, or takes for its beginning: an East Asian Excel reads
# full-width signs too.
_FORMULA: Final = re.compile(
    "[\\s\x00-\x1f\xad\u200b-\u200f\u2060\ufeff]*[=+\\-@＝＋－＠﹦﹢﹣﹫]|[\\t\\r\\n]"
)


def may_run(text: str) -> bool:
    """Say whether some spreadsheet would run a text as a formula, were it typed into a cell."""
    return _FORMULA.match(text) is not None


def plain(text: str) -> str:
    """Return a text with line breaks and tabs as spaces and other unfit characters as `\ufffd`.

    Each character becomes exactly one, so that columns keep their places.
    """
    # what is unfit is not printable, and looking for that is quicker
    return text if text.isprintable() else _UNFIT.sub(_fit, text)


def _fit(found: re.Match[str]) -> str:
    return " " if found[0] in _SPACES else "\ufffd"
