"""Every message is there in Chinese, with the same places for values."""

from __future__ import annotations

import string
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

import hpscore
from hpscore.message import say
from tests.messages.compiled import CATALOGUE, COMPILED, compiled

PACKAGE = Path(hpscore.__file__).parent


def templates() -> list[str]:
    found = extract_from_dir(PACKAGE, keywords={"say": None, "tell": None})
    return sorted({message for _, _, message, _, _ in found if isinstance(message, str)})


def places(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}


@pytest.fixture(scope="module")
def translated() -> dict[str, str]:
    with CATALOGUE.open("rb") as file:
        catalogue = read_po(file, locale="zh")
    return {str(entry.id): str(entry.string) for entry in catalogue if entry.id}


def test_every_message_is_translated(translated: dict[str, str]) -> None:
    missing = [template for template in templates() if not translated.get(template)]
    assert missing == [], "make messages, then translate these"


def test_no_translation_is_left_over(translated: dict[str, str]) -> None:
    assert set(translated) - set(templates()) == set()


def test_translations_have_the_same_places_for_values(translated: dict[str, str]) -> None:
    differing = [
        (template, text)
        for template, text in translated.items()
        if places(template) != places(text)
    ]
    assert differing == []


def test_the_compiled_catalogue_is_up_to_date() -> None:
    assert COMPILED.read_bytes() == compiled(), "make messages"


def test_a_message_is_said_in_the_language_asked_for() -> None:
    message = say("there is no question '{key}' in {rubric}", key="x", rubric="y")
    assert message.text("en") == "there is no question 'x' in y"
    assert message.text("zh") == "y 中没有名为“x”的题目"
