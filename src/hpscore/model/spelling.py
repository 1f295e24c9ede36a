"""How an option of a question or a fact may be written, in the words of each language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from hpscore.message import EN, Language, Sayable
from hpscore.model.scalars import fold

__all__ = ["Option", "options_in_words"]


@dataclass(frozen=True, slots=True)
class Option:
    """An option: what may be written for it, which is its id or a title."""

    id: str
    title: Sayable | None = None

    def say(self, language: Language) -> str:
        """Return its title in Chinese; in English its id, with the title where they differ."""
        title = self.id if self.title is None else self.title.say(language)
        if language == "zh":
            return title
        return self.id if fold(title) == fold(self.id) else f"{self.id} ({title})"

    def __str__(self) -> str:
        return self.say(EN)


def options_in_words(
    options: Iterable[str], titles: Mapping[str, Sayable | None] | None
) -> list[Option]:
    """Return options as messages list them."""
    known = titles or {}
    return [Option(option, known.get(option)) for option in options]
