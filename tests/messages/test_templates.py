"""Every message stands in the code as a literal, where the catalogue tool finds it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import hpscore
from hpscore.message import Message
from hpscore.readers.expected import expected_words

PACKAGE = Path(hpscore.__file__).parent


def calls(*names: str) -> Iterator[tuple[str, ast.Call]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            called = node.func if isinstance(node, ast.Call) else None
            if isinstance(node, ast.Call) and isinstance(called, ast.Name) and called.id in names:
                yield f"{path.relative_to(PACKAGE)}:{node.lineno}", node


def places(template: object) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(str(template)) if name is not None}


def test_templates_are_literals() -> None:
    wanting = [
        place
        for place, call in calls("say", "tell")
        # `tell` itself hands on what it is given
        if not isinstance(call.args[0], ast.Constant) and not place.startswith("cli/language.py")
    ]
    assert wanting == []


def test_places_for_values_are_those_that_are_given() -> None:
    wanting = [
        place
        for place, call in calls("say", "tell")
        if isinstance(call.args[0], ast.Constant)
        and all(keyword.arg is not None for keyword in call.keywords)
        and places(call.args[0].value) != {keyword.arg for keyword in call.keywords}
    ]
    assert wanting == []


def test_what_validators_say_can_be_said_in_chinese() -> None:
    wanting = []
    for place, call in calls("PydanticCustomError"):
        kind, words = (ast.literal_eval(argument) for argument in call.args[:2])
        filled = dict.fromkeys(places(words), "x") if len(call.args) > 2 else {}
        said = words.format(**filled) if filled else words
        message = expected_words(kind, said, filled)
        if kind == "rule" and "kind" in filled:
            continue  # said of the rule's own value, as of any other that is no mapping
        if not isinstance(message, Message) or str(message) != said:
            wanting.append(f"{place}: {said}")
    assert wanting == []
