"""What YAML allows and this reader does not: each refusal says what to write instead."""

from __future__ import annotations

import re
from typing import NoReturn

from yaml import AliasEvent, Event, NodeEvent, ScalarEvent

from hpscore.message import say
from hpscore.source import refusals
from hpscore.source.finding import brief, refuse
from hpscore.source.index import Span
from hpscore.source.limits import Limits

__all__ = [
    "complex_key",
    "merge_key",
    "node",
    "second_document",
    "span",
]

_WORD = re.compile(r"[^\s,\[\]{}]+")


def span(event: Event) -> Span:
    """Return where `event` starts and ends, as offsets in code points."""
    assert event.start_mark is not None and event.end_mark is not None
    return event.start_mark.index, event.end_mark.index


def node(event: Event, text: str, limits: Limits) -> NoReturn:
    """Refuse a node that is an alias, has an anchor or a tag, or is too long a scalar."""
    start, end = span(event)
    word = _WORD.match(text, start)
    mark, end_of_mark = (word[0], word.end()) if word else (text[start], start + 1)
    if isinstance(event, AliasEvent) or (isinstance(event, NodeEvent) and event.anchor):
        refuse(
            "alias",
            say("'{mark}' is an anchor or alias, which are not used here", mark=brief(mark)),
            say("write the value out in full, or quote a text that begins with & or *"),
            start,
            end_of_mark,
        )
    if isinstance(event, ScalarEvent) and event.tag is None:
        refusals.long_text(event.value, (start, end), limits)
    refuse(
        "tag",
        say("'{mark}' is a tag, which are not used here", mark=brief(mark)),
        say("leave it out, or quote a text that begins with !"),
        start,
        end_of_mark,
    )


def complex_key(event: Event) -> NoReturn:
    """Refuse a list, a mapping or an alias as a key."""
    refuse(
        "complex-key",
        say("a key is a list, a mapping or an alias, not a text"),
        say("write the key as one word or text, and quote it if it holds brackets or ? or *"),
        *span(event),
    )


def merge_key(event: Event) -> NoReturn:
    """Refuse the key that merges another mapping into this one."""
    refuse(
        "merge-key",
        say("the key '<<' merges mappings, which is not done here"),
        say("write the keys out in full"),
        *span(event),
    )


def second_document(event: Event) -> NoReturn:
    """Refuse a stream of several documents."""
    start, _ = span(event)
    refuse(
        "several-documents",
        say("a second document begins here, and only one is read"),
        say("delete the '---', or give each document its own file"),
        start,
        start + 3,
    )
