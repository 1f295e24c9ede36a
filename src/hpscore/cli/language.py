"""The language of messages and tables: `--lang`, else the locale of the environment."""

from __future__ import annotations

import os
from collections.abc import Sequence

from hpscore.message import Language, say

__all__ = ["choose_language", "language", "tell"]

_chosen: Language = "en"


def language() -> Language:
    """Return the language of this run."""
    return _chosen


def choose_language(arguments: Sequence[str]) -> Language:
    """Settle the language of this run before commands are set up, whose help is written in it."""
    global _chosen  # one process speaks one language
    _chosen = _asked(arguments) or _of_locale()
    return _chosen


def tell(template: str, /, **values: object) -> str:
    """Say something in the language of this run."""
    return say(template, **values).text(_chosen)


def _asked(arguments: Sequence[str]) -> Language | None:
    for place, argument in enumerate(arguments):
        if argument == "--":
            break
        value = ""
        if argument == "--lang" and place + 1 < len(arguments):
            value = arguments[place + 1]
        elif argument.startswith("--lang="):
            value = argument.partition("=")[2]
        if value == "zh":
            return "zh"
        if value == "en":
            return "en"
    return None


def _of_locale() -> Language:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name)
        if value:
            return "zh" if value.casefold().startswith(("zh", "chinese")) else "en"
    return "en"
