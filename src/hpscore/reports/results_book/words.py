"""Headings of the sheets of results."""

from __future__ import annotations

from hpscore.message import Language, Message

__all__ = ["heading"]


def heading(message: Message, language: Language) -> str:
    """Return a message as it stands over something: with a capital, where there are any."""
    text = message.text(language)
    return text[:1].upper() + text[1:]
