"""What no document may hold, however it is written: each refusal says how to mend it."""

from __future__ import annotations

from typing import NoReturn

from hpscore.message import say
from hpscore.source.finding import refuse
from hpscore.source.index import Span
from hpscore.source.limits import Limits

__all__ = ["escape", "long_number", "long_text", "too_deep", "too_many"]


def long_text(text: str, span: Span, limits: Limits) -> NoReturn:
    """Refuse a text or key of too many characters."""
    refuse(
        "too-long",
        say(
            "a text of {length} characters, at most {limit} are read",
            length=len(text),
            limit=limits.scalar,
        ),
        say("shorten the text; a quote that is not closed may be why it is so long"),
        *span,
    )


def escape(span: Span) -> NoReturn:
    """Refuse a quoted text whose escapes make controls or halves of pairs."""
    refuse(
        "not-text",
        say("an escape in this text makes a character that is not text"),
        say("leave the escape out; only tabs and line breaks may be written so"),
        *span,
    )


def long_number(span: Span, limits: Limits) -> NoReturn:
    """Refuse a number of too many digits."""
    refuse(
        "number-too-long",
        say(
            "a number of more than {digits} digits, or with an exponent beyond {exponent}",
            digits=limits.digits,
            exponent=limits.exponent,
        ),
        say("shorten the number, or quote it if it is a name or a code"),
        *span,
    )


def too_deep(span: Span, limits: Limits) -> NoReturn:
    """Refuse a list or mapping inside too many others."""
    refuse(
        "too-deep",
        say("lists and mappings more than {limit} deep", limit=limits.depth),
        say("flatten the data, and look for brackets or dashes that are repeated by mistake"),
        span[0],
        span[0] + 1,
    )


def too_many(span: Span, limits: Limits) -> NoReturn:
    """Refuse a document of too many values."""
    refuse(
        "too-large",
        say("more than {limit} values and keys", limit=limits.nodes),
        say("split the file into several"),
        *span,
    )
