"""The papers that a rubric wants: so many sets of named parts."""

from __future__ import annotations

from pydantic import Field

from hpscore.model.condition import Condition, Identifier
from hpscore.model.text import Element, Text

__all__ = ["Called", "Evidence"]


class Called(Text):
    """The name of a set or of a part, with others by which files go."""

    aliases: tuple[str, ...] = ()
    """Other names that tell it, such as photo for a picture."""


class Evidence(Element):
    """A kind of paper that is wanted: so many sets of named parts."""

    title: Text
    """What it is."""
    folder: Text | None = None
    """A short name for its folder; its title, where none is given."""
    aliases: tuple[str, ...] = ()
    """Other names by which its files go."""
    sets: int = Field(default=1, ge=1, le=400)
    """How many sets are wanted."""
    set_titles: tuple[Called, ...] = ()
    """What each set is called, such as the quarter that it is from; all of them, or none."""
    parts: tuple[Called, ...] = ()
    """What each set holds."""
    blank: Identifier | None = None
    """The blank paper, of those that come with hpscore, that it is written on."""
    when: Condition | None = None
    """Wanted only if this holds."""
    notes: tuple[Text, ...] = ()
    """How an open point is settled."""
