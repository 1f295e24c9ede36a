"""Messages that can be said in more than one language.

A message keeps its English template and its values apart, so that the layers that find
something need not know the reader's language: only the outermost layer turns it into text.
"""

from __future__ import annotations

import gettext
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final, Literal, Protocol, cast

__all__ = ["EN", "LANGUAGES", "ZH", "Language", "Message", "Sayable", "say"]

Language = Literal["zh", "en"]
EN: Final[Language] = "en"
ZH: Final[Language] = "zh"
LANGUAGES: tuple[Language, ...] = (ZH, EN)


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence with places for values.

    `template` is the English sentence with `{name}` places, which is also its key in the
    catalogue; `values` fills the places; a value may be a message itself, a title, or
    a list of them.
    """

    template: str
    values: Mapping[str, object] = field(default_factory=dict)

    def text(self, language: Language = "en") -> str:
        """Return the sentence in `language`; English where the catalogue lacks it."""
        words = {name: _word(value, language) for name, value in self.values.items()}
        if language == "en":
            return self.template.format_map(words)
        template = _catalogue(language).gettext(self.template)
        return _closed_up(template, words).format_map(words)

    def say(self, language: Language) -> str:
        """Return the sentence in `language`, as a title of a rubric does."""
        return self.text(language)

    def __str__(self) -> str:
        return self.text()


class Sayable(Protocol):
    """What can be said in each language by itself, such as a title of a rubric."""

    def say(self, language: Language) -> str:
        """Return it in `language`."""
        ...


def _word(value: object, language: Language) -> object:
    if isinstance(value, Message):
        return value.text(language)
    if isinstance(value, tuple | list):
        words = (str(_word(member, language)) for member in value)
        return ("、" if language == "zh" else ", ").join(words)
    if hasattr(value, "say"):
        return cast(Sayable, value).say(language)
    return value


def _closed_up(template: str, words: Mapping[str, object]) -> str:
    """Drop the spaces around places for values: they are for what is not Chinese itself."""
    for name, value in words.items():
        word, place = str(value), f"{{{name}}}"
        parts = template.split(place)
        for left in range(len(parts) - 1):
            before, after = parts[left], parts[left + 1]
            if before[-1:] == " " and _close(before[-2:-1]) and _close(word[:1]):
                parts[left] = before[:-1]
            if after[:1] == " " and _close(after[1:2]) and _close(word[-1:]):
                parts[left + 1] = after[1:]
        template = place.join(parts)
    return template


def _close(character: str) -> bool:
    """Say whether a character stands close to Chinese ones, as they and their marks do."""
    return character >= "\u2e80" or character in ("—", "‘", "’", "“", "”", "…")


def say(template: str, /, **values: object) -> Message:
    """Make a message; its template is what the catalogue tool collects."""
    return Message(template, values)


@cache
def _catalogue(language: Language) -> gettext.NullTranslations:
    folder = Path(__file__).parent / "locale"
    return gettext.translation("hpscore", folder, languages=[language], fallback=True)
