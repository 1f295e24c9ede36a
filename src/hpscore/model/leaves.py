"""Rules that read a single answer: what it earns. Those made of parts stand in `rules`."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Any, Final, Literal

from pydantic import (
    BeforeValidator,
    Field,
    ValidatorFunctionWrapHandler,
    field_validator,
    model_validator,
)
from pydantic_core import PydanticCustomError

from hpscore.model.condition import COMPARISONS, Amount, Comparand, Identifier
from hpscore.model.exact import Exact
from hpscore.model.number import Number
from hpscore.model.text import Element, Text

__all__ = [
    "Bands",
    "Choice",
    "Due",
    "Each",
    "Linear",
    "Met",
    "Option",
    "Rating",
    "Target",
    "YearDay",
]


class Option(Element):
    """One answer of a choice."""

    points: Exact = 0
    """What this answer earns."""
    title: Text | None = None
    """The answer in words."""

    @model_validator(mode="before")
    @classmethod
    def _bare(cls, value: Any) -> Any:
        return value if isinstance(value, dict) else {"points": value}


class Met(Element):
    """All points for a yes."""

    kind: Literal["met"] = "met"


class Bands(Element):
    """The value of the highest lower bound reached; below the lowest, 0."""

    kind: Literal["bands"]
    steps: dict[Exact, Exact] = Field(min_length=1)
    """Points by lower bound (inclusive), in the unit of the answer."""

    @field_validator("steps", mode="wrap")
    @classmethod
    def _each_once(cls, value: Any, read: ValidatorFunctionWrapHandler) -> Mapping[Number, Number]:
        steps: Mapping[Number, Number] = read(value)
        if len(steps) < len(value):
            raise PydanticCustomError("rule", "gives one bound twice")
        return steps


class Each(Element):
    """So much for every unit, up to the line's points."""

    kind: Literal["each"]
    points: Amount
    """Points for `per` units."""
    per: Exact = Field(default=1, gt=0)
    """How many units earn the points once."""
    steps: Literal["whole", "pro_rata"] = "whole"
    """Whether part of `per` units earns nothing, or its share."""


class Linear(Element):
    """In proportion between two answers, clamped outside them."""

    kind: Literal["linear"]
    from_: Amount = Field(alias="from")
    """The answer that earns 0."""
    to: Amount
    """The answer that earns all points; below `from` when less is better."""


class Choice(Element):
    """The points of the chosen option."""

    kind: Literal["choice"]
    options: dict[Identifier, Option] = Field(min_length=2)
    """The options, each with its points."""


class Rating(Element):
    """Judged by the assessor from 0 to the points; yes is all of them, no is 0."""

    kind: Literal["rating"]
    step: Exact = Field(gt=0)
    """Judgements are multiples of this."""


_YEAR_DAY: Final = re.compile(r"(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])")


def _written_year_day(value: Any) -> Any:
    """A day of any year: 02-30 is none, 02-29 is the last of February in a year without it."""
    if isinstance(value, str) and (found := _YEAR_DAY.fullmatch(value)):
        month, day = int(found[1]), int(found[2])
        if day <= monthrange(_LEAP_YEAR, month)[1]:
            return value
    raise PydanticCustomError("date", "takes a day of the year, such as 03-24")


_LEAP_YEAR: Final = 2024
YearDay = Annotated[str, BeforeValidator(_written_year_day)]
"""A day of any year, as 03-24."""


class Due(Element):
    """When a target falls due: in equal parts, at the end of every so much, or by given days."""

    every: Literal["week", "month", "quarter", "half_year", "year"] | None = None
    """A part by the end of each."""
    on: tuple[YearDay, ...] = ()
    """A part by each of these days of a year."""

    @model_validator(mode="before")
    @classmethod
    def _bare(cls, value: Any) -> Any:
        if isinstance(value, str):
            return {"every": value}
        return {"on": value} if isinstance(value, list) else value

    @model_validator(mode="after")
    def _one_kind(self) -> Due:
        if (self.every is None) == (not self.on):
            raise PydanticCustomError("target", "falls due every so much, or on given days")
        return self


class Target(Element):
    """No points: met or not, and how far off."""

    kind: Literal["target"]
    at_least: Comparand | None = None
    """The answer reaches this."""
    above: Comparand | None = None
    """The answer is more than this."""
    at_most: Comparand | None = None
    """The answer is this or less."""
    below: Comparand | None = None
    """The answer is less than this."""
    due: Due | None = None
    """When what it asks for falls due; none: at any time."""

    @model_validator(mode="after")
    def _one_comparison(self) -> Target:
        given = [name for name in COMPARISONS if getattr(self, name) is not None]
        if len(given) != 1:
            raise PydanticCustomError("target", "makes exactly one comparison")
        if self.due is not None and self.at_least is None:
            raise PydanticCustomError("target", "falls due only with at_least:")
        return self

    @cached_property
    def comparison(self) -> tuple[str, Comparand]:
        """The comparison and what the answer is compared with."""
        return next(
            (name, comparand)
            for name in COMPARISONS
            if (comparand := getattr(self, name)) is not None
        )
