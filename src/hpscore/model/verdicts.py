"""What the total means: rounding, tiers, conversions, and the gates beside it."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from hpscore.model.condition import Comparand, Condition, Identifier
from hpscore.model.exact import Exact
from hpscore.model.text import Element, Text

__all__ = [
    "Conversion",
    "Prerequisite",
    "Range",
    "Remark",
    "Rounding",
    "Selection",
    "Tier",
    "Total",
    "Veto",
    "Withhold",
]


class Prerequisite(Element):
    """A condition apart from the score: where it is not met, the verdict is `gives` at best."""

    id: Identifier
    """Its id; also the yes-no question that answers it."""
    title: Text
    """What must hold."""
    derive: Condition | None = None
    """What decides while the question is unanswered; without it the question must be answered."""
    gives: Identifier
    """The best tier while it is unmet."""
    aliases: tuple[str, ...] = ()
    """Other names of its key."""
    notes: tuple[Text, ...] = ()
    """How an open point is settled."""


class Veto(Element):
    """What overrides the points when it happened: the verdict, or the points of some lines."""

    id: Identifier
    """Its id; also its key under `vetoes` of an assessment."""
    title: Text
    """What must not have happened."""
    when: Condition | None = None
    """Decides it from answers; without it the assessor says whether it happened."""
    gives: Identifier | None = None
    """The best tier when it happened."""
    zeroes: tuple[Identifier, ...] = ()
    """The indicators and dimensions that earn nothing when it happened."""
    aliases: tuple[str, ...] = ()
    """Other names of its key."""
    notes: tuple[Text, ...] = ()
    """How an open point is settled."""

    @model_validator(mode="after")
    def _some_effect(self) -> Veto:
        if self.gives is None and not self.zeroes:
            raise PydanticCustomError("veto", "says what it does: gives: a tier, or zeroes: lines")
        return self


class Rounding(Element):
    """Rounding before tiers are decided; a rubric that says nothing rounds nothing."""

    to: Exact = Field(default=1, gt=0)
    """The total becomes a multiple of this."""
    mode: Literal["half_up", "half_even", "up", "down"] = "half_up"
    """Which multiple."""


class Total(Element):
    """How lines become the total that tiers read."""

    unit: Literal["points", "percent"] = "points"
    """Points, or per cent of the maximum that applies."""
    rescale: bool = False
    """Whether what applies is scaled up to the whole maximum."""
    round: Rounding | None = None
    """Rounding before tiers are decided."""
    better: Literal["higher", "lower"] = "higher"
    """Whether a higher or a lower total is the better one."""


class Range(Element):
    """A range as a table prints it, both ends included."""

    from_: Exact | None = Field(default=None, alias="from")
    """The least printed value."""
    to: Exact | None = None
    """The greatest printed value."""


class Tier(Element):
    """A verdict over the total; tiers stand best first, each from its own bound to the next."""

    id: Identifier
    """Its id."""
    title: Text
    """Its name."""
    grade: Text | None = None
    """A second published name."""
    at_least: Comparand | None = None
    """The least total (for a total where more is better)."""
    at_most: Comparand | None = None
    """The greatest total (for a total where less is better)."""
    when: Condition | None = None
    """What must hold besides."""
    as_published: dict[str, Range] = Field(default_factory=dict)
    """The range that the source prints, by option of the tier's fact, or under `all`."""
    aliases: tuple[str, ...] = ()
    """Other names of the tier."""

    @property
    def bound(self) -> Comparand | None:
        """The total from which (or up to which) the tier holds."""
        return self.at_least or self.at_most


class Withhold(Element):
    """A reason for which no total is given."""

    id: Identifier
    """Its id."""
    title: Text
    """The reason."""
    when: Condition
    """When it holds."""


class Conversion(Element):
    """The total in the scale of another table: total × `times` ÷ `per`, exact."""

    id: Identifier
    """Its id."""
    title: Text
    """Its name."""
    times: Exact
    """The factor."""
    per: Exact = Field(default=1, gt=0)
    """The divisor."""
    places: int = Field(default=2, ge=0, le=6)
    """Decimal places that reports show, rounded half up."""


class Remark(Element):
    """Something to say about a result when a condition holds; it changes nothing."""

    id: Identifier
    """Its id, which is the code of its flag."""
    when: Condition
    """When it is said."""
    text: Text
    """What is said."""
    severity: Literal["note", "warning"] = "note"
    """How much it weighs."""
    about: tuple[Identifier, ...] = ()
    """The elements that it is about."""


class Selection(Element):
    """That subjects with the rubric's best tier are ranked, by their totals in another rubric."""

    scores: Identifier
    """The id of the rubric by whose total they are ranked."""
    applied: Identifier | None = None
    """The fact, a date, that says when a subject applied."""
