"""Turn pydantic's findings on a document into located problems in plain words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from pydantic import BaseModel, ValidationError

from hpscore.message import Message, say
from hpscore.model.sheet import Issue
from hpscore.problem import nearest
from hpscore.source import DataPath, Document, Value

__all__ = ["issues_of", "path_in"]

_EXPECTED: Final[Mapping[str, Message]] = {
    "string_type": say("takes a text"),
    "int_parsing": say("takes a whole number"),
    "int_type": say("takes a whole number"),
    "int_from_float": say("takes a whole number"),
    "bool_parsing": say("takes true or false"),
    "bool_type": say("takes true or false"),
    "tuple_type": say("takes a list"),
    "list_type": say("takes a list"),
    "dict_type": say("takes a mapping"),
    "model_type": say("takes a mapping"),
    "model_attributes_type": say("takes a mapping"),
    "too_short": say("takes at least one entry"),
    "string_too_short": say("takes a text that is not empty"),
    "string_too_long": say("is too long"),
    "date_from_datetime_parsing": say("takes a date, such as 2022-12-31"),
    "date_parsing": say("takes a date, such as 2022-12-31"),
    "date_type": say("takes a date, such as 2022-12-31"),
}


def issues_of(error: ValidationError, document: Document, model: type[BaseModel]) -> list[Issue]:
    """Return an issue for every finding, at its path of the document."""
    issues: list[Issue] = []
    for found in error.errors(include_url=False):
        path = path_in(document.value, found["loc"])
        if found["type"] == "too_short" and _filled(document.value, path):
            continue  # said only because its entries are at fault, which is said by itself
        issue = _issue(found, path, model)
        if issue not in issues:
            issues.append(issue)
    return issues


def path_in(value: Value, loc: Sequence[str | int]) -> DataPath:
    """Follow a finding's place through the document, past steps that only the model knows."""
    path: list[str | int] = []
    node = value
    for step in loc:
        if isinstance(node, dict) and (key := _key(node, step)) is not None:
            path.append(key)
            node = node[key]
        elif isinstance(node, list) and isinstance(step, int) and step < len(node):
            path.append(step)
            node = node[step]
    return tuple(path)


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
    name = str(path[-1]) if path else str(last)
    if kind == "extra_forbidden":
        near = nearest(str(last), _field_names(model))
        return Issue(
            path,
            "unknown-key",
            say("'{key}' is no key here", key=last),
            say("did you mean '{near}'?", near=near) if near else say("take it out"),
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
    key_at_fault = last == "[key]"
    if kind == "string_pattern_mismatch":
        pattern_help = (
            say("an id has lower-case letters, digits, _ and -")
            if "a-z0-9_-" in str(found.get("ctx", {}).get("pattern"))
            else say("letters, digits, '.', '+' and '-'")
        )
        return Issue(
            path,
            "not-an-id",
            say("'{key}' takes an id, got {got}", key=name, got=_got(found["input"])),
            pattern_help,
            key=key_at_fault,
        )
    if kind == "string_type" and name == "version":
        return Issue(
            path,
            "unquoted",
            say("a version is a text, got a number"),
            say('quote it: version: "{got}"', got=found["input"]),
        )
    expected = _EXPECTED.get(kind) or say("{words}", words=_words(found))
    return Issue(
        path,
        kind.replace("_", "-"),
        say("'{key}' {expected}, got {got}", key=name, expected=expected, got=_got(found["input"])),
        None,
        key=key_at_fault,
    )


def _words(found: Any) -> Message | str:
    """Return our own words for the findings of our validators, pydantic's for the rest."""
    text = str(found["msg"])
    return say(text.replace("{", "{{").replace("}", "}}")) if text else ""


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
    text = repr(value) if isinstance(value, str) else str(value)
    return text if len(text) <= 60 else text[:57] + "…"
