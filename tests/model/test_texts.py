"""Texts in one language or two."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from hpscore.model.text import Text


def test_a_plain_text_stands_for_both_languages() -> None:
    text = Text.model_validate("Plan")
    assert (text.say("zh"), text.say("en"), text.both()) == ("Plan", "Plan", ("Plan",))


def test_each_language_has_its_text() -> None:
    text = Text.model_validate({"zh": "计划", "en": "Plan"})
    assert (text.say("zh"), text.say("en"), text.both()) == ("计划", "Plan", ("计划", "Plan"))


@pytest.mark.parametrize("only", [{"zh": "计划"}, {"en": "计划"}])
def test_one_language_stands_in_for_the_other(only: dict[str, str]) -> None:
    text = Text.model_validate(only)
    assert (text.say("zh"), text.say("en"), text.both()) == ("计划", "计划", ("计划",))


def test_a_text_is_read_from_a_text() -> None:
    text = Text(zh="计划")
    assert Text.model_validate(text) == text


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ({}, "takes a text"),
        ({"zh": "", "en": None}, "takes a text"),
        ({"fr": "plan"}, "takes a text"),
        ({"zh": "计划", "fr": "plan"}, "Extra inputs"),
        ({"zh": "计划", "en": ""}, "at least 1 character"),
        ("", "at least 1 character"),
        ("x" * 4001, "at most 4000 characters"),
        (3, "valid dictionary"),
    ],
)
def test_what_is_no_text_is_refused(value: object, words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        Text.model_validate(value)


def test_a_text_cannot_be_changed() -> None:
    text = Text.model_validate("Plan")
    with pytest.raises(ValidationError, match="frozen"):
        text.zh = "计划"  # type: ignore[misc]  # that is what is tried
