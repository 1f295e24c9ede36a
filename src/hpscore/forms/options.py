"""How the options of questions, facts and columns are written where they are chosen from a list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from hpscore.model.answer import Asked
from hpscore.model.scalars import fold
from hpscore.reports.names import Names

__all__ = ["option_texts", "unlike", "yes_no_texts"]


def option_texts(asked: Asked, names: Names) -> dict[str, str]:
    """Return the options of a choice, each with the text that stands for it in a form.

    It is the title, unless that leads to another option too: then the id.
    """
    titled = {option: names.case(asked.id, option) for option in asked.options}
    return unlike(titled, asked.options, asked.spellings or {})


def unlike(
    titled: Mapping[str, str], options: Iterable[str], spellings: Mapping[str, str]
) -> dict[str, str]:
    """Return titles where they lead back to their options, by these spellings, and ids if not."""
    return {
        option: titled[option]
        if titled[option] == option or spellings.get(fold(titled[option])) == option
        else option
        for option in options
    }


def yes_no_texts(names: Names) -> tuple[str, str]:
    """Return how yes and no are written."""
    return names.case("", "yes"), names.case("", "no")
