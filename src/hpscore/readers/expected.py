"""What a value should have been, in words, for every kind of finding that pydantic makes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from hpscore.message import Message, say

__all__ = ["WHOLE", "expected_words"]

_KINDS: Final[Mapping[str, Message]] = {
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
}

WHOLE: Final[Mapping[str, Message]] = {
    str(message): message
    for message in (
        say("deducts either each: so much, or fixed: once"),
        say("makes at most one comparison; use all: for more"),
        say("measures exactly one of count, distinct, sum, mean, share, least, held"),
        say("takes a condition on rows, or {{sum: COLUMN, of: COLUMN or number}}"),
        say("gives one bound twice"),
        say("makes exactly one comparison"),
        say("falls due every so much, or on given days"),
        say("falls due only with at_least:"),
        say("takes either share: or count: for each group"),
        say("names either a fact or a question"),
        say("names exactly one of question, indicator, dimension, mark, total, fact, period"),
        say("says what it does: gives: a tier, or zeroes: lines"),
        say("takes a target only with each:"),
        say("takes no 'kind' inside a rule"),
        say("writes a rule by its own key, such as bands:"),
    )
}
"""What our own validators say of a mapping as a whole, by their English sentence."""

_OURS: Final[Mapping[str, Message]] = {
    str(message): message
    for message in (
        say("takes a date, such as 2022-12-31"),
        say("takes a day of the year, such as 03-24"),
        say("takes a number"),
        say("takes a number, or {{by: {{fact: …, cases: …}}}}"),
        say("takes a number, [earned, reachable], or a mapping of earned, reachable and maximum"),
        say("takes a text, or {{zh: …, en: …}}"),
    )
}
"""What they say of a single value."""


def expected_words(kind: str, words: str, context: Mapping[str, Any]) -> Message | str:
    """Return what a value takes, to stand after its key.

    `kind`, `words` and `context` are the type, message and context of pydantic's finding, whose
    own words are the last resort.
    """
    if kind == "literal_error":
        options = re.findall(r"'([^']*)'", str(context["expected"]))
        if len(options) == 1:
            return say("takes only {option}", option=options[0])
        if options:
            return say("takes one of {options}", options=options)
        return say("takes only {option}", option=str(context["expected"]).lower())
    if kind == "greater_than_equal":
        return say("takes a number from {least}", least=context["ge"])
    if kind == "greater_than":
        return say("takes a number above {bound}", bound=context["gt"])
    if kind == "less_than_equal":
        return say("takes a number up to {most}", most=context["le"])
    if kind == "one-rule":
        return say("takes one rule, got {rules}", rules=context["rules"].split(" and "))
    return _KINDS.get(kind) or WHOLE.get(words) or _OURS.get(words) or words
