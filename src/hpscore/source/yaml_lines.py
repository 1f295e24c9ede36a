"""YAML that is plain enough to be read line by line: most assessments, several times faster.

A line is a key, a key with a value, an item of a list, a comment or blank; a value is a text or
number, or a list or mapping of such in brackets. Of anything else, and wherever lines do not fit
each other, nothing is read here: then the parser decides what it is, or what is wrong with it.
So this accepts no text that the parser refuses, and gives the same values.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from hpscore.source.limits import DEFAULT_LIMITS
from hpscore.source.scalars import NumberTooLongError, plain_value
from hpscore.source.value import Value

__all__ = ["read_lines"]

_LONGEST_TEXT: Final = 64 * 1024
"""Characters of a text; so many hold far fewer values than are read of any file."""
_LONGEST_LINE: Final = 300
_DEEPEST: Final = 8
_MOST_KNOWN: Final = 4096
"""So many different lines keep what they hold: files of one rubric share most of theirs."""

_QUOTED: Final = r""" "[^"\\]*" | '[^']*' """
_FIRST: Final = r"""(?: [^ \-?:,\[\]{}\#&*!|>'"%@`] | -(?=[0-9.]) )"""
_BARE: Final = rf"{_FIRST} (?: (?: [^ :\#] | :(?=\w) | [ ]+(?=[^ \#]) )* )"
"""A text or number without quotes: no colon but before a letter, no number sign, one line."""
_INNER: Final = rf"{_FIRST} (?: (?: [^ :\#,?\[\]{{}}] | [ ]+(?=[^ \#,?\[\]{{}}]) )* )"
"""The same inside brackets, where commas and brackets have their meaning."""
_KEY: Final = r""" (?: \w (?: [\w.@/()\- ]{0,98} [\w)] )? | "[^"\\]{1,98}" ) """
_MEMBER: Final = rf"(?: {_QUOTED} | {_INNER} )"
_PAIR: Final = rf"{_KEY} : [ ]+ {_MEMBER}"
_COMMA: Final = "[ ]* , [ ]*"
_LINE: Final = re.compile(
    rf"""(?P<indent>[ ]*)
        (?: (?P<key>{_KEY}) : (?:[ ]+|$) | (?P<item>-[ ]+(?=[^ \#])) )
        (?: (?P<quoted>{_QUOTED})
          | (?P<mapping>\{{ [ ]* (?: {_PAIR} (?: {_COMMA} {_PAIR} )* )? [ ]* \}})
          | (?P<list>\[ [ ]* (?: {_MEMBER} (?: {_COMMA} {_MEMBER} )* )? [ ]* \])
          | (?P<bare>{_BARE}) )?
        [ ]* (?: (?<=[ ]) \#.* )?""",
    re.VERBOSE,
)
_NOTHING: Final = re.compile(r"[ ]*(?:#.*)?")
_PAIRS: Final = re.compile(rf"({_KEY}) : [ ]+ ({_MEMBER})", re.VERBOSE)
_MEMBERS: Final = re.compile(_MEMBER, re.VERBOSE)

_Line = tuple[int, str | None, Value, bool]
"""Indent; key, none of an item; value; whether lines below may hold the value instead."""
_BLANK: Final[_Line] = (-1, None, None, False)


def read_lines(text: str) -> dict[str, Value] | None:
    """Return the mapping that a text is, within the default limits; None where that is not sure."""
    if len(text) > _LONGEST_TEXT:
        return None
    root: dict[str, Value] = {}
    here: dict[str, Value] | list[Value] = root
    column = 0
    opened: str | None = None  # the key whose value the next lines may hold
    around: list[tuple[dict[str, Value] | list[Value], int]] = []
    for line in text.split("\n"):
        found = _read(line)
        if found is _BLANK:
            continue
        if found is None:
            return None
        indent, key, value, opens = found
        if indent > column:
            if opened is None or len(around) == _DEEPEST or type(here) is list:
                return None
            around.append((here, column))
            inner: dict[str, Value] | list[Value] = {} if key is not None else []
            here[opened] = inner  # type: ignore[call-overload]  # it is a mapping
            here, column = inner, indent
        else:
            while indent < column:
                here, column = around.pop()
        if indent != column:
            return None
        if type(value) is dict or type(value) is list:
            value = value.copy()  # what is kept is no document's own
        if key is None:
            if type(here) is not list:
                return None
            here.append(value)
        else:
            if type(here) is not dict or key in here:
                return None
            here[key] = value
        opened = key if opens else None
    return root or None


@lru_cache(maxsize=_MOST_KNOWN)
def _read(line: str) -> _Line | None:
    """Read a line by itself; None where it is not plain."""
    if line.endswith("\r"):
        line = line[:-1]
    if len(line) > _LONGEST_LINE or not line.isprintable():
        return None
    if _NOTHING.fullmatch(line):
        return _BLANK
    match = _LINE.fullmatch(line)
    if match is None:
        return None
    key = match["key"]
    try:
        value = _value(match)
    except (NumberTooLongError, _TwiceError):
        return None
    name = None if key is None else _bare(key)
    return len(match["indent"]), name, value, match.lastgroup == "key"


class _TwiceError(Exception):
    """A mapping has a key twice."""


def _value(match: re.Match[str]) -> Value:
    if (text := match["mapping"]) is not None:
        pairs = _PAIRS.findall(text)
        found = {_bare(key): _scalar(member) for key, member in pairs}
        if len(found) < len(pairs):
            raise _TwiceError
        return found
    if (text := match["list"]) is not None:
        return [_scalar(member) for member in _MEMBERS.findall(text[1:-1])]
    return _scalar(match["quoted"] or match["bare"] or "")


def _scalar(text: str) -> Value:
    return text[1:-1] if text[:1] in ("'", '"') and text else plain_value(text, DEFAULT_LIMITS)


def _bare(key: str) -> str:
    return key[1:-1] if key[0] == '"' else key
