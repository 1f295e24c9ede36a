"""How a field of a rubric takes an exact number."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Final

from pydantic import BeforeValidator, PlainSerializer, WithJsonSchema
from pydantic_core import PydanticCustomError

from hpscore.model.number import Number, exact, reduce, spell

__all__ = ["Exact"]

_LONGEST: Final = 30
_WRITTEN: Final = re.compile(r"[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]{1,2})?")


def _read(value: object) -> Number:
    if isinstance(value, Fraction):
        return reduce(value)
    if isinstance(value, str) and len(value) <= _LONGEST and _WRITTEN.fullmatch(value):
        # keys of a mapping arrive as text; a value in quotes is welcome too
        return exact(Decimal(value))
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return exact(value)
    raise PydanticCustomError("number", "takes a number")


Exact = Annotated[
    Number,
    BeforeValidator(_read),
    PlainSerializer(spell, return_type=str),
    WithJsonSchema({"type": "number"}),
]
"""A field that takes an exact number, written as a decimal."""
