"""Rules that read a single answer: what it earns. Those made of parts stand in `rules`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any, Literal

from pydantic import Field, ValidatorFunctionWrapHandler, field_validator, model_validator
from pydantic_core import PydanticCustomError

from hpscore.model.condition import COMPARISONS, Amount, Comparand, Identifier
from hpscore.model.exact import Exact
from hpscore.model.number import Number
from hpscore.model.text import Element, Text

__all__ = ["Bands", "Choice", "Each", "Linear", "Met", "Option", "Rating", "Target"]


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

    @model_validator(mode="after")
    def _one_comparison(self) -> Target:
        given = [name for name in COMPARISONS if getattr(self, name) is not None]
        if len(given) != 1:
            raise PydanticCustomError("target", "makes exactly one comparison")
        return self

    @cached_property
    def comparison(self) -> tuple[str, Comparand]:
        """The comparison and what the answer is compared with."""
        return next(
            (name, comparand)
            for name in COMPARISONS
            if (comparand := getattr(self, name)) is not None
        )
