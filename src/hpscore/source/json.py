"""JSON to values, by the standard library's parser, with the same values as YAML's.

The parser's hooks notice what is refused but not where; a slower scan then finds the place.
"""

from __future__ import annotations

import json
import re
from functools import cache
from itertools import chain
from typing import NoReturn

from hpscore.source.finding import RefusedError
from hpscore.source.json_scan import scan
from hpscore.source.json_syntax import explain
from hpscore.source.limits import Limits
from hpscore.source.scalars import NumberTooLongError, number
from hpscore.source.value import Value

__all__ = ["build_json"]

_MAY_MAKE_CONTROLS = re.compile(
    r"""\\(?: [bf]                                  # backspace, form feed
            | u00[0189] | u007[fF] | u[fF]{3}[eEfF]  # controls, non-characters
            | u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])   # half of a pair
            | (?<!\\u[dD][89abAB][0-9a-fA-F]{2}\\)u[dD][c-fC-F] )
    """,
    re.VERBOSE,
)


class _DoubtError(Exception):
    """Something in the text is refused; the scan finds out what, and where."""


def build_json(text: str, limits: Limits) -> Value:
    """Return the value of a JSON text, None if it is blank.

    Raises RefusedError.
    """
    if not text or text.isspace():
        return None
    if _may_have_too_many(text, limits) or _MAY_MAKE_CONTROLS.search(text):
        _inspect(text, limits)
    try:
        value: Value = _decoder(limits).decode(text)
    except json.JSONDecodeError as error:
        raise RefusedError(explain(text, error)) from None
    except (_DoubtError, NumberTooLongError, RecursionError):
        _inspect(text, limits)
        raise
    if _is_too_deep(value, limits.depth) or (
        len(text) > limits.scalar and _has_long_text(value, limits.scalar)
    ):
        _inspect(text, limits)
    return value


@cache
def _decoder(limits: Limits) -> json.JSONDecoder:
    def exact(digits: str) -> object:
        return number(digits, limits)

    return json.JSONDecoder(
        object_pairs_hook=_mapping, parse_float=exact, parse_int=exact, parse_constant=_doubt
    )


def _mapping(pairs: list[tuple[str, Value]]) -> dict[str, Value]:
    mapping = dict(pairs)
    if len(mapping) < len(pairs):
        raise _DoubtError
    return mapping


def _doubt(_: str) -> NoReturn:
    raise _DoubtError


def _inspect(text: str, limits: Limits) -> None:
    index = scan(text, limits)
    if index.repeats:
        raise RefusedError(*index.repeated_keys(text, limits.problems))


def _may_have_too_many(text: str, limits: Limits) -> bool:
    """Whether the signs that values and keys stand beside allow more than the limit."""
    return len(text) > limits.nodes and 1 + sum(map(text.count, ",:[{")) > limits.nodes


def _is_too_deep(value: Value, limit: int) -> bool:
    containers = [value] if isinstance(value, (dict, list)) else []
    for _ in range(limit):
        if not containers:
            return False
        children = chain.from_iterable(
            parent.values() if isinstance(parent, dict) else parent for parent in containers
        )
        containers = [child for child in children if isinstance(child, (dict, list))]
    return bool(containers)


def _has_long_text(value: Value, limit: int) -> bool:
    if isinstance(value, str):
        return len(value) > limit
    if isinstance(value, dict):
        return any(len(key) > limit or _has_long_text(value[key], limit) for key in value)
    return isinstance(value, list) and any(_has_long_text(item, limit) for item in value)
