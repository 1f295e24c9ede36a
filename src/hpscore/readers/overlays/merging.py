"""An overlay while it is put into what it extends: names are found, and what is done is noted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final, Literal

from hpscore.message import Message, say
from hpscore.model.origin import Extends, FieldChange, LocalChange
from hpscore.model.sheet import Issue
from hpscore.problem import nearest
from hpscore.readers.overlays.grafting import SHARED, Node, Thing, grow, things_in
from hpscore.source import DataPath, Document, Value

__all__ = ["SETTINGS", "Merge", "brief"]

SETTINGS: Final = ("total", "selection")
"""Sections that are one element, which goes by the section's name."""
_LONGEST: Final = 80


@dataclass
class Merge:
    """One overlay and the tree of its base, while they are put together."""

    document: Document
    """The overlay."""
    root: Node
    """The tree of the base, which becomes that of the whole rubric."""
    by: Extends
    """The overlay's own name."""
    base: Extends
    """The name of what it extends."""
    issues: list[Issue] = field(default_factory=list)
    changes: list[LocalChange] = field(default_factory=list)
    things: tuple[Thing, ...] = field(init=False)
    """The elements of the base."""
    used: list[tuple[DataPath, Thing]] = field(default_factory=list)
    """The elements that the overlay names, and where it does."""
    replaced: dict[DataPath, tuple[str, str]] = field(default_factory=dict)
    """By their places in the base, the fields that are replaced, and whose they were."""

    def __post_init__(self) -> None:
        self.things = tuple(things_in(self.root))

    def find(self, name: str, path: DataPath, also: Iterable[str] = ()) -> Thing | None:
        """Return the element that a name means; an issue where it means none, or several.

        An id means a line, question or gate where there is one, and may be that of a register,
        tier or fact too, which then takes its section before it, as a measure always does.
        `also` has names that would be right too, to guess what a wrong one meant.
        """
        if name in SETTINGS:
            return Thing(name, name, (name,), self.section(name, {}, path))
        found = [thing for thing in self.things if thing.name == name]
        same = [thing for thing in self.things if thing.id == name and thing.section != "measures"]
        found = found or [thing for thing in same if thing.section in SHARED] or same
        if len(found) == 1:
            self.used.append((path, found[0]))
            return found[0]
        names = [*dict.fromkeys(thing.name for thing in found)]
        if len(names) > 1:
            message = say("'{key}' may mean {candidates}", key=name, candidates=names)
            self.tell(path, "ambiguous-element", message, say("write one of them"))
        elif names:
            message = say("'{key}' stands in {count} places", key=name, count=len(found))
            help_ = say("change the line around them")
            self.tell(path, "ambiguous-element", message, help_)
        else:
            message = say("there is no '{name}' in {rubric}", name=name, rubric=str(self.base))
            self.tell(path, "unknown-element", message, self._near(name, also))
        return None

    def _near(self, name: str, also: Iterable[str]) -> Message:
        qualified = "." in name
        known = (t.name if qualified or t.section == "measures" else t.id for t in self.things)
        near = nearest(name, (*known, *also))
        if near is None:
            return say("hpscore show {rubric} lists what it has", rubric=str(self.base))
        return say("did you mean '{near}'?", near=near)

    def section(self, name: str, empty: Value, path: DataPath) -> Node:
        """Return a section of the rubric; where there is none, a new one of the overlay's."""
        assert isinstance(self.root.inside, dict)  # a base that is no mapping is refused before
        return self.root.inside.setdefault(name, grow(self.document, empty, path))

    def tell(self, path: DataPath, code: str, message: Message, help_: Message) -> None:
        """Note an issue with the overlay, at the key of what stands at `path`."""
        self.issues.append(Issue(path, code, message, help_, key=True))

    def note(
        self,
        kind: Literal["changed", "added", "permitted"],
        thing: tuple[str, str],
        fields: Iterable[FieldChange] = (),
    ) -> None:
        """Note what was done to an element, which is given by its section and id."""
        self.changes.append(LocalChange(kind, *thing, self.by, tuple(fields)))


def brief(value: Value) -> str:
    """Write a value as it stands in a rubric, on one line; `…` where that is long."""
    text = _flow(value)
    return text if len(text) <= _LONGEST else "…"


def _flow(value: Value) -> str:
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {_flow(inner)}' for key, inner in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(_flow, value))}]"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
