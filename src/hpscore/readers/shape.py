"""Turn pydantic's findings on a document into located problems in plain words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Final

from pydantic import BaseModel, ValidationError

from hpscore.message import Message, say
from hpscore.model.faults import quoted
from hpscore.model.sheet import Issue
from hpscore.problem import nearest
from hpscore.readers.expected import WHOLE, expected_words
from hpscore.source import DataPath, Document, Value

__all__ = ["issues_of", "path_in"]

_TAGS: Final = frozenset({"all", "any", "not"})
"""Steps of the model that bear the name of a key: the form of a condition."""
_MOST: Final = 200
"""More findings than are told of one document."""
_SLIP: Final = re.compile(r"(?P<key>[^\s：:]{1,40})(?:(?P<wide>：)|:(?=[^\s:/]))")
"""A key, with a colon that is full-width or has no space after it."""


def issues_of(error: ValidationError, document: Document, model: type[BaseModel]) -> list[Issue]:
    """Return an issue for every finding, at its path of the document."""
    issues: list[Issue] = []
    for found in error.errors(include_url=False)[:_MOST]:
        # the last step of what is missing leads nowhere
        loc = found["loc"][:-1] if found["type"] == "missing" else found["loc"]
        path = path_in(document.value, loc)
        none_left = found["type"] == "too_short" and found["ctx"]["actual_length"] == 0
        if none_left and _filled(document.value, path):
            continue  # said only because its entries are at fault, which is said by itself
        issue = _issue(found, path, model)
        if issue not in issues:
            issues.append(issue)
    return issues


def path_in(value: Value, loc: Sequence[str | int]) -> DataPath:
    """Follow a finding's place through the document, past steps that only the model knows.

    A step of the model may bear the name of a key (`all`, inside a condition): of the ways that
    the place can be followed, the one that leads to its last step counts, else the longest.
    """
    return max(_ways(value, tuple(loc)), key=lambda way: (way[1], len(way[0])))[0]


def _ways(node: Value, loc: tuple[str | int, ...]) -> Iterator[tuple[DataPath, bool]]:
    """Yield each way to follow a place, with whether it arrives at the last step."""
    if not loc:
        yield (), False
        return
    step, rest = loc[0], loc[1:]
    inner: Value = None
    found: str | int | None = None
    if isinstance(node, dict) and (key := _key(node, step)) is not None:
        found, inner = key, node[key]
    elif isinstance(node, list) and isinstance(step, int) and step < len(node):
        found, inner = step, node[step]
    if found is not None:
        for path, arrives in _ways(inner, rest):
            yield (found, *path), arrives or not rest
    if found is None or step in _TAGS:
        yield from _ways(node, rest)


def _key(node: Mapping[str, Value], step: str | int) -> str | None:
    names = (str(step), str(step).rstrip("_"))
    return next((name for name in names if name in node), None)


def _filled(value: Value, path: DataPath) -> bool:
    node: Any = value
    for step in path:
        node = node[step]
    return isinstance(node, dict | list) and bool(node)


def _issue(found: Any, path: DataPath, model: type[BaseModel]) -> Issue:
    kind, last = found["type"], found["loc"][-1] if found["loc"] else ""
    context = found.get("ctx", {})
    name = _name(path, last, found["input"])
    if kind == "extra_forbidden":
        return Issue(
            path,
            "unknown-key",
            say("'{key}' is no key here", key=last),
            _help_for_key(str(last), model),
            key=True,
        )
    if kind == "too_short" and found["ctx"]["min_length"] > 1:
        return Issue(
            path,
            "too-short",
            say(
                "'{key}' takes at least {least} entries", key=name, least=found["ctx"]["min_length"]
            ),
            say("add one"),
            key=True,
        )
    if kind == "missing":
        return Issue(
            path,
            "missing-key",
            say("'{key}' is missing", key=str(last).rstrip("_")),
            say("write {key}:", key=str(last).rstrip("_")),
            key=True,
        )
    if kind == "string_pattern_mismatch":
        return _not_an_id(path, name, found)
    if kind == "string_type" and name == "version":
        return Issue(
            path,
            "unquoted",
            say("a version is a text, got a number"),
            say('quote it: version: "{got}"', got=found["input"]),
        )
    got = found["input"]
    if kind == "rule" and (rule := context.get("kind")) is not None:
        # said of the line that has the rule, but it is about the rule's own value
        path, name, kind, got = (*path, rule), rule, "dict_type", got[rule]
    expected = expected_words(kind, found["msg"], context)
    whole = found["msg"] in WHOLE or kind == "one-rule"
    return Issue(
        path,
        kind.replace("_", "-"),
        say("'{key}' {expected}", key=name, expected=expected)
        if whole
        else say("'{key}' {expected}, got {got}", key=name, expected=expected, got=_got(got)),
        _help_for_colon(got) if kind in ("dict_type", "model_type") else None,
        key=last == "[key]",
    )


def _help_for_colon(value: object) -> Message | None:
    """Say how to write a key whose colon does not make it one: then all of it is read as a text."""
    slip = _SLIP.match(value) if isinstance(value, str) else None
    if slip is None:
        return None
    if slip["wide"]:
        return say("the colon is full-width: write '{key}: '", key=slip["key"])
    return say("a space is missing after the colon: write '{key}: '", key=slip["key"])


def _help_for_key(key: str, model: type[BaseModel]) -> Message:
    near = nearest(key, [name for name in _field_names(model) if name != key])
    return say("did you mean '{near}'?", near=near) if near else say("take it out")


def _not_an_id(path: DataPath, name: str, found: Any) -> Issue:
    return Issue(
        path,
        "not-an-id",
        say("'{key}' takes an id, got {got}", key=name, got=_got(found["input"])),
        say("an id has lower-case letters, digits, _ and -")
        if "a-z0-9_-" in str(found["ctx"]["pattern"])
        else say("letters, digits, '.', '+' and '-'"),
        key=found["loc"][-1] == "[key]",
    )


def _name(path: DataPath, last: str | int, value: Any) -> str:
    """Return what to call the place of a finding: an item of a list by its id, or by its list."""
    if path and isinstance(path[-1], int):
        if isinstance(value, dict) and isinstance(value.get("id"), str):
            return str(value["id"])
        return next((step for step in reversed(path) if isinstance(step, str)), "")
    return str(path[-1]) if path else str(last)


@cache
def _field_names(model: type[BaseModel]) -> list[str]:
    """List the keys of a model and of everything inside it, to guess what a wrong key meant."""
    from hpscore.model.rules import INNER

    seen: set[type[BaseModel]] = set()
    names: list[str] = [*INNER]

    def visit(annotation: Any) -> None:
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            if annotation in seen:
                return
            seen.add(annotation)
            for name, field in annotation.model_fields.items():
                names.append(field.alias or name)
                visit(field.annotation)
        for inner in getattr(annotation, "__args__", ()):
            visit(inner)

    visit(model)
    return list(dict.fromkeys(names))


def _got(value: object) -> Message | str:
    if isinstance(value, dict):
        return say("a mapping")
    if isinstance(value, list | tuple):
        return say("a list")
    if value is None:
        return say("nothing")
    text = str(value)
    short = text if len(text) <= 60 else text[:57] + "…"
    return quoted(short) if isinstance(value, str) else short
