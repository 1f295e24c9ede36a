"""What is wrong with a text that the JSON parser gave up on."""

from __future__ import annotations

import json

from hpscore.message import Message, say
from hpscore.source.finding import Finding

__all__ = ["explain"]

_BLANK = " \t\n\r"
_WORDS: tuple[tuple[str, Message, Message], ...] = (
    (
        "Unterminated string",
        say("the quote is not closed"),
        say("close it; a quote inside the text is written after a \\"),
    ),
    (
        "Invalid control character",
        say("a line break or tab inside a text"),
        say("write \\n or \\t, or close the quote"),
    ),
    (
        "Invalid \\",
        say("a '\\' that does not begin a known escape"),
        say("write it twice"),
    ),
    (
        "Expecting ':'",
        say("':' is expected here"),
        say('write a key and its value as "key": value'),
    ),
    (
        "Expecting ','",
        say("',' or a closing bracket is expected here"),
        say("write ',' between items, and close every bracket"),
    ),
    (
        "Expecting property name",
        say("a key is expected here, in double quotes"),
        say('write a key and its value as "key": value'),
    ),
    (
        "Expecting value",
        say("a value is expected here"),
        say("write a number, true, false, null, or a text in double quotes"),
    ),
)


def explain(text: str, error: json.JSONDecodeError) -> Finding:
    """Return what is wrong in `text`, where the parser stopped with `error`."""
    at = error.pos
    while at < len(text) and text[at] in _BLANK:
        at += 1
    if "Unterminated" in error.msg or "Invalid" in error.msg:
        return _by_words(error.msg, error.pos)
    if at == len(text):
        return _syntax(
            say("the text ends before everything in it is closed"),
            say("close every bracket, or get the file again if it was cut off"),
            len(text.rstrip(_BLANK)),
        )
    if "Extra data" in error.msg:
        return _rest(text, at)
    return _character(text, at) or _by_words(error.msg, at)


def _rest(text: str, at: int) -> Finding:
    if text[at] in "{[":
        return Finding(
            "several-documents",
            say("a second document begins here, and only one is read"),
            say("give each document its own file, or put them in one list"),
            at,
            at + 1,
        )
    return _syntax(
        say("text follows the end of the document"),
        say("delete it, or look for a bracket that closes too early"),
        at,
    )


def _character(text: str, at: int) -> Finding | None:
    """Look for the commonest slips: the character itself, or a comma before a bracket."""
    before = len(text[:at].rstrip(_BLANK)) - 1
    comma = at if text[at] == "," else before
    after = text[comma + 1 :].lstrip(_BLANK)[:1] if comma >= 0 else ""
    if comma >= 0 and text[comma] == "," and after in ("]", "}"):
        return _syntax(say("a ',' with nothing after it"), say("delete the ','"), comma)
    if text[at] in "：，":
        return _syntax(
            say("a full-width '{character}' in JSON", character=text[at]),
            say("write ':' and ',' in half width"),
            at,
        )
    if text[at] in "'‘’“”":
        return _syntax(
            say("a quote that JSON does not know"),
            say("put texts in straight double quotes"),
            at,
        )
    return None


def _by_words(words: str, at: int) -> Finding:
    for fragment, message, help_ in _WORDS:
        if fragment in words:
            return _syntax(message, help_, at)
    return _syntax(
        say("the JSON cannot be read: {reason}", reason=words),
        say("look at this line and the one above"),
        at,
    )


def _syntax(message: Message, help_: Message, at: int) -> Finding:
    return Finding("syntax", message, help_, at, at + 1)
