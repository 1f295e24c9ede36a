"""Trees of parsed documents that can be grafted onto each other, each node knowing its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final, TypeAlias

from hpscore.model.origin import Origin
from hpscore.problem import Location, Problem
from hpscore.source import DataPath, Document, Value

__all__ = ["SHARED", "Node", "Overlaid", "Thing", "grow", "things_in"]

_Scalar: TypeAlias = bool | int | Decimal | str | None

SHARED: Final = frozenset({
    "dimensions", "bonus", "deductions", "questions", "recorded", "prerequisites", "vetoes",
    "withhold", "remarks",
})  # fmt: skip
"""Sections whose elements share one set of ids."""
_KEYED: Final = frozenset({"facts", "evidence", "marks", "registers"})
"""Sections whose elements stand under their ids."""


@dataclass(slots=True, eq=False)
class Node:
    """A value, the document that it stands in, and where; what is inside it may change."""

    document: Document
    path: DataPath
    inside: dict[str, Node] | list[Node] | _Scalar

    @property
    def value(self) -> Value:
        """The value as it is now."""
        if isinstance(self.inside, dict):
            return {key: inner.value for key, inner in self.inside.items()}
        if isinstance(self.inside, list):
            return [inner.value for inner in self.inside]
        return self.inside

    def child(self, step: str | int) -> Node | None:
        """Return what stands inside at a key, or at a place of a list; None where nothing does."""
        if isinstance(self.inside, dict):
            return self.inside.get(str(step))
        if isinstance(self.inside, list) and isinstance(step, int) and step < len(self.inside):
            return self.inside[step]
        return None

    def text(self, key: str) -> str | None:
        """Return a text inside a mapping; None where there is none."""
        found = self.child(key)
        return found.inside if found is not None and isinstance(found.inside, str) else None


def grow(document: Document, value: Value, path: DataPath = ()) -> Node:
    """Make the tree of a value that stands at a path of its document."""
    if isinstance(value, dict):
        return Node(document, path, {k: grow(document, v, (*path, k)) for k, v in value.items()})
    if isinstance(value, list):
        return Node(document, path, [grow(document, v, (*path, i)) for i, v in enumerate(value)])
    return Node(document, path, value)


@dataclass(frozen=True, slots=True)
class Thing:
    """An element of a rubric that has a name."""

    section: str
    """The key of the rubric that it stands under."""
    id: str
    path: DataPath
    """Where it stands in the rubric, before anything is changed."""
    node: Node

    @property
    def name(self) -> str:
        """The name that tells it from elements of other sections."""
        return f"{self.section}.{self.id}"


def things_in(root: Node) -> Iterator[Thing]:
    """Yield every element of a rubric that has a name, in the order of the text."""
    sections = root.inside if isinstance(root.inside, dict) else {}
    for section, node in sections.items():
        if section in _KEYED and isinstance(node.inside, dict):
            for key, inner in node.inside.items():
                yield Thing(section, key, (section, key), inner)
        else:
            yield from _named(node, section, (section,))


def _named(node: Node, section: str, path: DataPath) -> Iterator[Thing]:
    if isinstance(node.inside, dict):
        # a measure goes by the question that it answers
        name = node.text("answers" if section == "measures" else "id")
        if name is not None:
            yield Thing(section, name, path, node)
        for key, inner in node.inside.items():
            yield from _named(inner, section, (*path, key))
    elif isinstance(node.inside, list):
        for place, inner in enumerate(node.inside):
            yield from _named(inner, section, (*path, place))


@dataclass(frozen=True, slots=True)
class Overlaid(Document):
    """A rubric with what it extends filled in; every place is the one in its own file."""

    root: Node = field(kw_only=True, repr=False)
    origin: Origin = field(kw_only=True, repr=False)
    problems: tuple[Problem, ...] = field(kw_only=True, default=())
    """What is wrong with the overlay itself."""

    def locate(self, path: DataPath, *, key: bool = False) -> Location:
        """Return where the value at `path` stands, or its key, in the file that it comes from."""
        node, rest = self._follow(path)
        return node.document.locate((*node.path, *rest), key=key)

    def local(self, path: DataPath) -> bool:
        """Say whether what is at a path stands in the overlay, not in what it extends."""
        return self._follow(path)[0].document is self.root.document

    def _follow(self, path: DataPath) -> tuple[Node, DataPath]:
        node = self.root
        for place, step in enumerate(path):
            inner = node.child(step)
            if inner is None:
                return node, path[place:]
            node = inner
        return node, ()
