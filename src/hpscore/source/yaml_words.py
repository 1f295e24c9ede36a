"""Sentences for the words of YAML parsers, libyaml's and PyYAML's own.

Each fragment is looked for in "context problem" of the parser's error; the first that occurs
gives the sentence and the help.
"""

from __future__ import annotations

from hpscore.message import Message, say

__all__ = ["AT_CONTEXT", "QUOTE_IT", "WORDS"]

QUOTE_IT = say("put the text in quotes")
WORDS: tuple[tuple[str, Message, Message], ...] = (
    (
        "mapping values are not allowed",
        say("a ':' is not expected here"),
        say("quote a text that holds ': ', or indent the line like those beside it"),
    ),
    (
        "found unexpected ':'",
        say("a ':' is not expected here"),
        say("put the text in quotes, or write ': ' between a key and its value"),
    ),
    (
        "mapping keys are not allowed",
        say("a '?' is not expected here"),
        QUOTE_IT,
    ),
    (
        "could not find expected ':'",
        say("a key without ':' and a value"),
        say("write it as 'key: value', or indent it if it continues the line above"),
    ),
    (
        "sequence entries are not allowed",
        say("an item of a list is not expected here"),
        say("begin the list on a new line, or quote a text that begins with '- '"),
    ),
    (
        "Unicode character escape",
        say("an escape that is no character"),
        say("write the character itself; YAML has no pairs of \\u escapes"),
    ),
    (
        "escape",
        say("a '\\' that does not begin a known escape"),
        say("use single quotes, where '\\' is itself, or write it twice"),
    ),
    (
        "hexdecimal",
        say("an escape without its hexadecimal digits"),
        say("use single quotes, where '\\' is itself, or write it twice"),
    ),
    (
        "while scanning a block scalar",
        say("text follows the sign that begins a block of text"),
        say("quote a text that begins with > or |, or begin the block on the next line"),
    ),
    (
        "<document start>",
        say("text follows the end of the document"),
        say("delete the '...' before it, or the text"),
    ),
    (
        "while scanning a directive",
        say("a line that begins with % is a directive, and this one is not known"),
        QUOTE_IT,
    ),
    (
        "incompatible YAML",
        say("the %YAML line asks for a version that is not known"),
        say("delete the line"),
    ),
    (
        "node content",
        say("a value is missing here"),
        say("write the value, and quote a text that begins with a bracket or a comma"),
    ),
    (
        "expected key",
        say("this line does not fit the indentation of the lines above"),
        say("let the items of one list and the keys of one mapping begin in the same column"),
    ),
    (
        "expected '-' indicator",
        say("this line does not fit the indentation of the lines above"),
        say("let the items of one list and the keys of one mapping begin in the same column"),
    ),
    (
        "expected <block end>",
        say("this line does not fit the indentation of the lines above"),
        say("let the items of one list and the keys of one mapping begin in the same column"),
    ),
)

AT_CONTEXT = frozenset({"could not find expected ':'", "while scanning a directive"})
"""The fragments whose mistake stands where the parser's context begins, not where it stopped."""
