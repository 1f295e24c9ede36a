"""What is wrong with a text that the YAML parser gave up on.

The parser points to where it stopped, which is often below the mistake: the commonest slips
are looked for in the text around that place first, and only then do its own words count.
"""

from __future__ import annotations

import re

from yaml import MarkedYAMLError, YAMLError

from hpscore.message import Message, say
from hpscore.source.finding import Finding
from hpscore.source.yaml_words import AT_CONTEXT, QUOTE_IT, WORDS

__all__ = ["explain", "slipped_colon"]

_SLIP = re.compile(
    r"""^[ ]*(?:-[ ]+)*
        [^\s：:\#"'\[\]{},]+        # a key
        (?: (?P<wide>：)           # a full-width colon
          | :(?=[^\s:/]) )         # no space after the colon, and neither a URL nor a C++ name
    """,
    re.VERBOSE | re.MULTILINE,
)
_PROPER_COLON = re.compile(r":(?=\s|$)")
_QUOTE = re.compile("[\"']")
_INDENT = re.compile(r" *")
_LINES_BACK = 20


def explain(text: str, error: YAMLError) -> Finding:
    """Return what is wrong in `text`, where the parser stopped with `error`."""
    if not isinstance(error, MarkedYAMLError) or error.problem_mark is None:
        return _unknown(str(error), None)
    words = f"{error.context} {error.problem}"
    at = error.problem_mark.index
    opened = at if error.context_mark is None else error.context_mark.index
    return (
        _tab(text, words, at)
        or _colon(text, words, opened, at)
        or _colon_above(text, words, at)
        or _first_character(text, words, opened, at)
        or _tag(words, opened)
        or _unclosed(text, words, opened, at)
        or _closing(text, words, at)
        or _by_words(words, opened, at)
        or _unknown(error.problem or words, at)
    )


def slipped_colon(text: str, start: int, end: int) -> Finding | None:
    """Return the first line of `text[start:end]` whose colon is full-width or has no space."""
    slip = _SLIP.search(text, _line_start(text, start), end)
    return None if slip is None else _slip_finding(slip)


def _tab(text: str, words: str, at: int) -> Finding | None:
    if text[at : at + 1] != "\t" and "a tab character" not in words:
        return None
    tab = text.find("\t", _line_start(text, at), _line_end(text, at))
    at = at if tab < 0 else tab
    return _syntax(
        say("a tab where YAML takes only spaces"),
        say("indent with spaces; most editors can turn tabs into spaces"),
        at,
    )


def _colon(text: str, words: str, opened: int, at: int) -> Finding | None:
    """Look for a slipped colon on the key's own line, or on the lines that ran on into `at`."""
    if "could not find expected ':'" in words:
        return slipped_colon(text, _line_start(text, opened), _line_end(text, opened))
    if "mapping values are not allowed" not in words:
        return None
    start = _line_start(text, at)
    if _PROPER_COLON.search(text, start, at):
        return None
    indent = _indent(text, start)
    slip = _SLIP.match(text, start, at)
    for _ in range(_LINES_BACK):
        if slip is not None or start == 0:
            break
        start, line_end = _line_start(text, start - 1), start - 1
        if _PROPER_COLON.search(text, start, line_end) or _indent(text, start) > indent:
            break
        slip = _SLIP.match(text, start, line_end)
    return None if slip is None else _slip_finding(slip)


def _colon_above(text: str, words: str, at: int) -> Finding | None:
    """Look for a slipped colon on the last line above `at` that is neither blank nor a comment."""
    if "while parsing a block mapping" not in words:
        return None
    start = _line_start(text, at)
    for _ in range(_LINES_BACK):
        if start == 0:
            return None
        start, line_end = _line_start(text, start - 1), start - 1
        line = text[start:line_end].strip()
        if line and not line.startswith("#"):
            proper = _PROPER_COLON.search(text, start, line_end)
            slip = None if proper else _SLIP.match(text, start, line_end)
            return None if slip is None else _slip_finding(slip)
    return None


def _slip_finding(slip: re.Match[str]) -> Finding:
    if slip["wide"]:
        message = say("a full-width '：' where YAML takes ':' and a space")
    else:
        message = say("no space after ':'")
    return _syntax(message, say("write ': ', or put the text in quotes"), slip.end() - 1)


def _syntax(message: Message, help_: Message, at: int) -> Finding:
    return Finding("syntax", message, help_, at, at + 1)


def _first_character(text: str, words: str, opened: int, at: int) -> Finding | None:
    if "cannot start any token" in words:
        opened = at
    elif "while scanning an alias" not in words and "while scanning an anchor" not in words:
        return None
    return _syntax(
        say("a text without quotes may not begin with '{character}'", character=text[opened]),
        QUOTE_IT,
        opened,
    )


def _unclosed(text: str, words: str, opened: int, at: int) -> Finding | None:
    mark = text[opened : opened + 1]
    if "quoted scalar" in words and ("end of stream" in words or "document" in words):
        return _syntax(
            say("the quote {mark} is not closed", mark=mark),
            say("close it; inside '…' a quote is written twice, inside \"…\" after a \\"),
            opened,
        )
    if "while parsing a flow" not in words or mark not in ("[", "{"):
        return None
    closing = "]" if mark == "[" else "}"
    item = max(opened, text.rfind(",", opened, at))
    wide = text.find("，", item, at)
    if wide >= 0 and not _QUOTE.search(text, item, at):
        return _syntax(
            say("a full-width '，' where YAML takes ','"),
            say("write ', ', or put the text in quotes"),
            wide,
        )
    if text.find("\n", opened, at) >= 0:
        return _syntax(
            say("the bracket '{mark}' is not closed", mark=mark),
            say("write '{closing}' at its end, and ',' between items", closing=closing),
            opened,
        )
    return _syntax(
        say("',' or '{closing}' is expected here", closing=closing),
        say("write ',' between items, and quote a text that holds brackets, ',' or ': '"),
        at,
    )


def _closing(text: str, words: str, at: int) -> Finding | None:
    if "expected key" not in words and "<block end>" not in words:
        return None
    if text[at : at + 1] in ("]", "}"):
        return _syntax(
            say("this '{mark}' closes nothing", mark=text[at]),
            say("delete it, or put the text in quotes"),
            at,
        )
    before = text[_line_start(text, at) : at].rstrip()
    if not before.endswith(("'", '"')):
        return None
    return _syntax(
        say("text follows a closing quote"),
        say("quote it all; inside '…' a quote is written twice, inside \"…\" after a \\"),
        at,
    )


def _tag(words: str, at: int) -> Finding | None:
    if "a tag" not in words and "tag handle" not in words:
        return None
    return Finding(
        "tag",
        say("tags are not used here"),
        say("leave it out, or quote a text that begins with !"),
        at,
        at + 1,
    )


def _by_words(words: str, opened: int, at: int) -> Finding | None:
    for fragment, message, help_ in WORDS:
        if fragment in words:
            start = opened if fragment in AT_CONTEXT else at
            return _syntax(message, help_, start)
    return None


def _unknown(reason: str, at: int | None) -> Finding:
    return Finding(
        "syntax",
        say("the YAML cannot be read: {reason}", reason=reason),
        say("look at this line and the one above; quote texts that hold : # [ ] {{ }} , & * ! | >"),
        at,
        0 if at is None else at + 1,
    )


def _line_start(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _indent(text: str, line_start: int) -> int:
    match = _INDENT.match(text, line_start)
    return 0 if match is None else len(match[0])
