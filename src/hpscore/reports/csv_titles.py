"""The headings of a table of results in the words of the sheet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from hpscore.message import Language, Message, say
from hpscore.model.assessment import STANDARD_TITLES
from hpscore.reports.names import Names

__all__ = ["titles_of"]

_TITLES: Final[Mapping[str, Message]] = {
    "source": say("file"),
    "rubric": say("rubric"),
    "version": say("version"),
    "extends": say("extends"),
    "tier": say("id of the tier"),
    "tier.title": say("tier"),
    "decided": say("tier decided"),
    "possible": say("possible tiers"),
    "unanswered": say("not answered"),
    "error": say("what is wrong"),
    **{f"subject.{name}": title for name, title in STANDARD_TITLES.items()},
}
_ENDS: Final[Mapping[str, Message]] = {
    "earned": say("earned"),
    "reachable": say("reachable"),
    "maximum": say("maximum"),
}


def titles_of(columns: Iterable[str], known: Iterable[Names], language: Language) -> list[str]:
    """Return a heading for each column; its id where no rubric of `known` has a title for it."""
    words = [*known]
    return [_title(column, words, language) for column in columns]


def _title(column: str, known: Iterable[Names], language: Language) -> str:
    if column in _TITLES:
        return _TITLES[column].text(language)
    subject, _, end = column.rpartition(".")
    if subject == "subject":
        return _called(end, known)
    if end not in _ENDS:
        return column
    said = _ENDS[end].text(language)
    if not subject:
        return said
    named = _called(subject.removeprefix("conversion."), known)
    return f"{named}{said}" if language == "zh" else f"{named}: {said}"


def _called(name: str, known: Iterable[Names]) -> str:
    return next((words.of(name) for words in known if words.of(name) != name), name)
