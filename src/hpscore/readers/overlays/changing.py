"""What an overlay changes and permits: fields of elements that its base has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from hpscore.message import say
from hpscore.model.origin import FieldChange
from hpscore.model.rules import INNER
from hpscore.problem import nearest
from hpscore.readers.overlays.grafting import Node, Thing, grow
from hpscore.readers.overlays.merging import Merge, brief
from hpscore.source import DataPath, Value

__all__ = ["apply_changes", "apply_permits", "check_replaced"]

_WORDS: Final = ("between_tiers",)
"""Sections that are one word."""
_LINES: Final = frozenset({"dimensions", "bonus", "deductions"})
_EXCUSE: Final = "not_applicable"


def apply_changes(merge: Merge, changes: Mapping[str, Value]) -> None:
    """Replace the fields of elements; what is not there, or would change nothing, is an issue."""
    done: dict[DataPath, str] = {}
    for name, fields in changes.items():
        path: DataPath = ("change", name)
        if name in _WORDS:
            found = [*_replace(merge, merge.root, name, fields, path)]
            merge.note("changed", (name, name), found)
            continue
        thing = merge.find(name, path)
        if thing is None:
            continue
        if done.setdefault(thing.path, name) != name:
            merge.tell(
                path,
                "changed-twice",
                say("'{name}' was changed before, as '{other}'", name=name, other=done[thing.path]),
                say("write all its fields in one place"),
            )
        elif not isinstance(fields, dict) or not fields:
            merge.tell(
                path,
                "no-fields",
                say("'{name}' takes the fields that change", name=name),
                say("write them below it, such as points: 3"),
            )
        else:
            found = [*_fields(merge, thing, fields, path)]
            merge.note("changed", (thing.section, thing.id), found)


def _fields(
    merge: Merge, thing: Thing, fields: Mapping[str, Value], path: DataPath
) -> Iterator[FieldChange]:
    """Replace some fields of an element; a rule takes the place of the rule that is there."""
    for key, value in fields.items():
        if thing.node.text(key) == thing.id:
            merge.tell(
                (*path, key),
                "fixed-id",
                say("'{name}' cannot get another id", name=thing.id),
                say("add an element of that id"),
            )
            continue
        if key in INNER and _is_line(thing):
            for other in INNER:
                if other not in fields and thing.node.child(other) is not None:
                    merge.replaced[*thing.path, other] = (thing.id, other)
                    yield _take_out(thing.node, other)
        merge.replaced[*thing.path, key] = (thing.id, key)
        yield from _replace(merge, thing.node, key, value, (*path, key))


def _is_line(thing: Thing) -> bool:
    """Say whether an element takes a rule; the rates of a stream have the names of rules too."""
    return thing.section in _LINES and thing.path[-2] not in ("deduct", "streams")


def _replace(
    merge: Merge, node: Node, key: str, value: Value, path: DataPath
) -> Iterator[FieldChange]:
    assert isinstance(node.inside, dict)  # only mappings have names
    before = node.child(key)
    if value is None and before is None:
        near = nearest(key, node.inside)
        merge.tell(
            path,
            "nothing-there",
            say("there is no '{key}' to take out", key=key),
            say("did you mean '{near}'?", near=near) if near else say("leave it out"),
        )
    elif value is None:
        yield _take_out(node, key)
    elif before is not None and before.value == value:
        merge.tell(
            path,
            "no-change",
            say("'{key}' is {value} already", key=key, value=brief(value)),
            say("write what it should be, or leave it out"),
        )
    else:
        node.inside[key] = grow(merge.document, value, path)
        yield FieldChange(key, None if before is None else brief(before.value), brief(value))


def _take_out(node: Node, key: str) -> FieldChange:
    assert isinstance(node.inside, dict)
    return FieldChange(key, brief(node.inside.pop(key).value), None)


def apply_permits(merge: Merge, permits: Mapping[str, Value]) -> None:
    """Permit lines and dimensions to be not applicable; an issue where they may be already."""
    for name, how in permits.items():
        path: DataPath = ("permit", name)
        thing = merge.find(name, path)
        if thing is None:
            continue
        permitted = thing.node.child(_EXCUSE)
        if thing.section not in _LINES:
            merge.tell(
                path,
                "not-a-line",
                say("'{name}' stands under {section}", name=name, section=thing.section),
                say("only lines, parts of lines and dimensions may be not applicable"),
            )
        elif permitted is not None:
            merge.tell(
                path,
                "permitted-twice",
                say("'{name}' may be not applicable already ({how})",
                    name=name, how=brief(permitted.value)),
                say("leave it out, or change its not_applicable: under change:"),
            )  # fmt: skip
        else:
            assert isinstance(thing.node.inside, dict)
            thing.node.inside[_EXCUSE] = grow(merge.document, how, path)
            found = [FieldChange(_EXCUSE, None, brief(how))]
            merge.note("permitted", (thing.section, thing.id), found)


def check_replaced(merge: Merge) -> None:
    """Find elements that the overlay names, but also replaces as a part of another one."""
    for path, thing in merge.used:
        for length in range(2, len(thing.path) + 1):
            around = merge.replaced.get(thing.path[:length])
            if around is not None:
                name, key = around
                merge.tell(
                    path,
                    "replaced-whole",
                    say("'{name}' stands in {key}: of '{line}', which is replaced as a whole",
                        name=thing.id, key=key, line=name),
                    say("write it there"),
                )  # fmt: skip
                break
