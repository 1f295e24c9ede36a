"""A slow pass over JSON that knows where it is: for positions, and for what is refused.

The standard library's parser is fast and silent about places. This one takes it that a text is
well-formed; it ends on any text, but only on such a text are its spans right.
"""

from __future__ import annotations

import json
import re
from contextlib import suppress

from hpscore.message import say
from hpscore.source import refusals
from hpscore.source.finding import refuse
from hpscore.source.index import Index, Repeat
from hpscore.source.limits import NO_LIMITS, Limits
from hpscore.source.scalars import NumberTooLongError, number
from hpscore.source.text import NOT_TEXT
from hpscore.source.value import DataPath

__all__ = ["index_json", "scan"]

_TOKEN = re.compile(
    r'[ \t\n\r]*+("(?:[^"\\]++|\\.)*+"|[\[\]{},:]|[^ \t\n\r\[\]{},:"]++)', re.DOTALL
)
_CONSTANTS = frozenset({"NaN", "Infinity", "-Infinity"})


def index_json(text: str) -> Index:
    """Return the index of a JSON text, blank or well-formed."""
    if not text or text.isspace():
        return Index({(): (0, 0)})
    return scan(text, NO_LIMITS)


def scan(text: str, limits: Limits) -> Index:
    """Return the index of a well-formed JSON text, repeated keys apart.

    Raises RefusedError at the first limit that the text passes.
    """
    scanner = _Scanner(text, limits)
    scanner.value(())
    return scanner.index


class _Scanner:
    """Holds the current token; a method reads what begins with it."""

    __slots__ = ("_end", "_left", "_limits", "_start", "_text", "_token", "index")

    def __init__(self, text: str, limits: Limits) -> None:
        self.index = Index()
        self._text = text
        self._limits = limits
        self._left = limits.nodes
        self._token = ""
        self._start = self._end = 0
        self._next()

    def value(self, path: DataPath) -> None:
        """Read the value that begins with the current token, and go on to the next."""
        self._count()
        start = self._start
        if self._token == "{":
            self._members(path)
        elif self._token == "[":
            self._items(path)
        elif self._token.startswith('"'):
            self._string()
        else:
            self._bare()
        self.index.values[path] = (start, self._end)
        self._next()

    def _members(self, path: DataPath) -> None:
        self._check_depth(path)
        first: dict[str, int] = {}
        self._next()
        while self._token.startswith('"'):
            self._count()
            key, span = self._string(), (self._start, self._end)
            if key in first:
                self.index.repeats.append(Repeat(key, first[key], span))
            first.setdefault(key, span[0])
            self.index.keys[*path, key] = span
            self._next()
            self._next()
            self.value((*path, key))
            if self._token == ",":
                self._next()

    def _items(self, path: DataPath) -> None:
        self._check_depth(path)
        place = 0
        self._next()
        while self._token not in ("]", ""):
            self.value((*path, place))
            place += 1
            if self._token == ",":
                self._next()

    def _next(self) -> None:
        match = _TOKEN.match(self._text, self._end)
        if match is None:
            self._token, self._start, self._end = "", len(self._text), len(self._text)
        else:
            self._token, self._start, self._end = match[1], match.start(1), match.end(1)

    def _string(self) -> str:
        text = self._token[1:-1]
        if "\\" in text:
            with suppress(json.JSONDecodeError):  # the fast parser tells of escapes
                text = str(json.loads(self._token))
        if len(text) > self._limits.scalar:
            refusals.long_text(text, (self._start, self._end), self._limits)
        if NOT_TEXT.search(text):
            refusals.escape((self._start, self._end))
        return text

    def _bare(self) -> None:
        span = self._start, self._end
        if self._token in _CONSTANTS:
            refuse(
                "not-a-number",
                say("{constant} is not a number in JSON", constant=self._token),
                say("write null, or leave the value out, where there is no number"),
                *span,
            )
        try:
            number(self._token, self._limits)
        except NumberTooLongError:
            refusals.long_number(span, self._limits)

    def _count(self) -> None:
        self._left -= 1
        if self._left < 0:
            refusals.too_many((self._start, self._end), self._limits)

    def _check_depth(self, path: DataPath) -> None:
        if len(path) >= self._limits.depth:
            refusals.too_deep((self._start, self._end), self._limits)
