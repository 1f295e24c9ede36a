"""What an overlay adds: elements of sections, lines of dimensions, parts of lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from hpscore.message import say
from hpscore.problem import nearest
from hpscore.readers.overlays.grafting import SHARED, Node, grow
from hpscore.readers.overlays.merging import Merge
from hpscore.source import DataPath, Value

__all__ = ["apply_additions"]

_LIST: Final[Mapping[str, str]] = {
    "questions": "question",
    "recorded": "question",
    "dimensions": "dimension",
    "bonus": "line",
    "deductions": "line",
    "prerequisites": "prerequisite",
    "vetoes": "veto",
    "tiers": "tier",
    "withhold": "reason",
    "conversions": "conversion",
    "remarks": "remark",
    "measures": "measure",
}
"""Sections that are lists, and the word for what stands in them."""
_KEYED: Final[Mapping[str, str]] = {
    "facts": "fact",
    "evidence": "paper",
    "marks": "mark",
    "registers": "register",
}
"""Sections whose elements stand under their ids, and the word for one."""
_INSIDE: Final[Sequence[tuple[tuple[str, ...], str]]] = (
    (("indicators",), "indicator"),
    (("sum",), "part"),
    (("best",), "part"),
    (("all",), "part"),
    (("k_of", "of"), "part"),
    (("deduct", "streams"), "stream"),
    (("deduct",), "stream"),
    (("columns",), "column"),
)
"""What an element may hold more of: where it stands, and the word for one."""
_PLACES: Final = ("after", "before")


@dataclass(frozen=True, slots=True)
class _Target:
    node: Node
    """The list or mapping that the element goes into."""
    word: str
    """What an element of it is called."""
    section: str
    name: str


def apply_additions(merge: Merge, entries: Sequence[Value]) -> None:
    """Add elements, each to the end of what it is added to, or after or before another one."""
    for number, entry in enumerate(entries):
        assert isinstance(entry, dict)  # the shape of the overlay was checked
        path: DataPath = ("add", number)
        name = entry.get("to")
        if not isinstance(name, str):
            merge.tell(
                path,
                "missing-key",
                say("'{key}' is missing", key="to"),
                say("write {key}:", key="to"),
            )
            continue
        target = _target(merge, name, (*path, "to"))
        if target is not None and _fits(merge, target, entry, path):
            _put(merge, target, entry, path)


def _target(merge: Merge, name: str, path: DataPath) -> _Target | None:
    if name in _LIST:
        return _Target(merge.section(name, [], path), _LIST[name], name, name)
    if name in _KEYED:
        return _Target(merge.section(name, {}, path), _KEYED[name], name, name)
    thing = merge.find(name, path, also=(*_LIST, *_KEYED))
    if thing is None:
        return None
    for steps, word in _INSIDE:
        node: Node | None = thing.node
        for step in steps:
            node = None if node is None else node.child(step)
        if node is not None and isinstance(node.inside, dict if word == "column" else list):
            return _Target(node, word, thing.section, name)
    merge.tell(
        path,
        "not-a-list",
        say("nothing can be added to '{name}'", name=name),
        say("name a section, a dimension, or a line that is made of parts"),
    )
    return None


def _fits(merge: Merge, target: _Target, entry: Mapping[str, Value], path: DataPath) -> bool:
    """Say whether an entry has the element it should, and nothing else; else note the issues."""
    known = len(merge.issues)
    for key in entry:
        if key not in ("to", target.word, *_PLACES):
            merge.tell(
                (*path, key),
                "unknown-key",
                say("'{key}' is no key here", key=key),
                say(
                    "what is added to '{to}' stands under {word}:", to=target.name, word=target.word
                ),
            )
    if len(merge.issues) == known and not isinstance(entry.get(target.word), dict):
        merge.tell(
            (*path, target.word),
            "missing-key",
            say("'{key}' is missing", key=target.word),
            say("write {key}:", key=target.word),
        )
    if all(place in entry for place in _PLACES):
        merge.tell(
            (*path, "before"),
            "two-places",
            say("both after and before are given"),
            say("keep one of them"),
        )
    return len(merge.issues) == known


def _put(merge: Merge, target: _Target, entry: Mapping[str, Value], path: DataPath) -> None:
    node = grow(merge.document, entry[target.word], (*path, target.word))
    key = "answers" if target.section == "measures" else "id"
    found = node.child(key)
    if found is None or isinstance(found.inside, dict | list):
        merge.tell(
            (*path, target.word),
            "missing-key",
            say("'{key}' is missing", key=key),
            say("write {key}:", key=key),
        )
        return
    name = str(found.inside)
    ids = [*_ids(target.node, key)]
    taken = target.section in SHARED and any(
        thing.id == name and thing.section in SHARED for thing in merge.things
    )
    if taken or name in ids:
        merge.tell(
            found.path,
            "already-there",
            say("there is '{name}' in {rubric} already", name=name, rubric=str(merge.base)),
            say("change it under change:, or add another id"),
        )
        return
    place = _place(merge, ids, target, entry, path)
    if isinstance(target.node.inside, list):
        target.node.inside.insert(place, node)
    else:
        assert isinstance(target.node.inside, dict)
        assert isinstance(node.inside, dict)
        del node.inside[key]
        pairs = [*target.node.inside.items()]
        pairs.insert(place, (name, node))
        target.node.inside = dict(pairs)
    merge.note("added", (target.section, name))


def _ids(node: Node, key: str) -> Iterator[str]:
    if isinstance(node.inside, dict):
        yield from node.inside
    elif isinstance(node.inside, list):
        for inner in node.inside:
            found = inner.child(key)
            yield "" if found is None else str(found.inside)


def _place(
    merge: Merge,
    ids: Sequence[str],
    target: _Target,
    entry: Mapping[str, Value],
    path: DataPath,
) -> int:
    """Return the place in the list; the end, and an issue, where there is no such neighbour."""
    for word in _PLACES:
        if word in entry:
            beside = str(entry[word])
            if beside in ids:
                return ids.index(beside) + (word == "after")
            near = nearest(beside, ids)
            merge.tell(
                (*path, word),
                "unknown-element",
                say("there is no '{name}' in '{to}'", name=beside, to=target.name),
                say("did you mean '{near}'?", near=near)
                if near
                else say("it has {names}", names=list(ids)),
            )
    return len(ids)
