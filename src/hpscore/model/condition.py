"""Conditions: one closed algebra of questions, lines, groups of lines, the total and facts.

A condition is yes, no or open; how it is decided stands in `hpscore.scoring.conditions`.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import Annotated, Any, ClassVar, Final, Literal, Self

from pydantic import BeforeValidator, Discriminator, Field, Tag, model_validator
from pydantic_core import PydanticCustomError

from hpscore.model.exact import Exact
from hpscore.model.text import Element

__all__ = [
    "COMPARISONS",
    "AllOf",
    "Amount",
    "AnyOf",
    "Comparand",
    "Condition",
    "Identifier",
    "NotOf",
    "NumberBy",
    "PaperNumber",
    "SubjectKind",
    "Test",
]

Identifier = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,63}$")]
"""The id of an element: lower-case letters, digits, `_` and `-`, at most 64."""


def _text_of_int(value: Any) -> Any:
    return str(value) if type(value) is int else value


PaperNumber = Annotated[str, Field(min_length=1, max_length=16), BeforeValidator(_text_of_int)]
"""The number of a kind of evidence, as the sheet prints it."""

SubjectKind = Literal["question", "indicator", "dimension", "mark", "total", "fact", "period"]
_SUBJECTS: Final[tuple[SubjectKind, ...]] = (
    "question",
    "indicator",
    "dimension",
    "mark",
    "total",
    "fact",
    "period",
)
COMPARISONS: Final = ("at_least", "above", "at_most", "below")
_TESTS: Final = (*COMPARISONS, "is", "full", "zero")
_SHARE = re.compile(r"^\s*([0-9]+(?:\.[0-9]+)?)\s*%\s*$")


class NumberBy(Element):
    """A number that differs by a fact or by the answer to a switch question."""

    fact: Identifier | None = None
    """The fact that decides."""
    question: Identifier | None = None
    """The yes-no or choice question that decides."""
    cases: dict[str, Exact] = Field(min_length=1)
    """The number in each case; every option has one."""

    @model_validator(mode="after")
    def _one_switch(self) -> NumberBy:
        if (self.fact is None) == (self.question is None):
            raise PydanticCustomError("by", "names either a fact or a question")
        return self

    @property
    def switch(self) -> str:
        """The id of the question that decides; empty where a fact does."""
        return self.question or ""


class Amount(Element):
    """A number, or a number by a fact or switch: `80`, `{by: {fact: …, cases: {…}}}`."""

    number: Exact | None = None
    """The number, where there is one for all."""
    by: NumberBy | None = None
    """The number by a fact or switch."""

    @model_validator(mode="before")
    @classmethod
    def _bare(cls, value: Any) -> Any:
        if isinstance(value, dict):
            if not value:
                raise PydanticCustomError("amount", "takes a number, or {by: {fact: …, cases: …}}")
            return value
        return {"number": value}

    @model_validator(mode="after")
    def _one_number(self) -> Self:
        given = [name for name in type(self).model_fields if getattr(self, name) is not None]
        if len(given) != 1:
            raise PydanticCustomError("amount", "takes a number, or {by: {fact: …, cases: …}}")
        return self


class Comparand(Amount):
    """What a test compares with: a number, a share of the maximum, or another answer."""

    share: Exact | None = None
    """Per cent of the applicable maximum; written `60%`."""
    question: Identifier | None = None
    """The answer to this question."""
    fact: Identifier | None = None
    """The number that this fact holds."""

    @model_validator(mode="before")
    @classmethod
    def _share(cls, value: Any) -> Any:
        if isinstance(value, str) and (matched := _SHARE.match(value)):
            return {"share": matched.group(1)}
        return value


class Test(Element):
    """One subject and at most one comparison; without one, the subject is to be *met*.

    Met: a yes-no question answered yes, a line that earns more than 0, a group of lines all
    of which are met.
    """

    form: ClassVar[Literal["test"]] = "test"
    question: Identifier | None = None
    """The answer to a question."""
    indicator: Identifier | None = None
    """What a line (an indicator or a part) earns."""
    dimension: Identifier | None = None
    """What a dimension earns."""
    mark: Identifier | None = None
    """What the lines that carry a mark earn together."""
    total: Literal[True] | None = None
    """The total that tiers read."""
    fact: Identifier | None = None
    """A fact of the subject."""
    period: Literal["over"] | None = None
    """That the assessed period is over, at the day on which it is judged."""
    at_least: Comparand | None = None
    """The subject reaches this."""
    above: Comparand | None = None
    """The subject is more than this."""
    at_most: Comparand | None = None
    """The subject is this or less."""
    below: Comparand | None = None
    """The subject is less than this."""
    is_: Annotated[bool | str, BeforeValidator(_text_of_int)] | None = Field(
        default=None, alias="is"
    )
    """The subject is this option, or yes or no."""
    full: Literal[True] | None = None
    """Every line of the subject earns all its points."""
    zero: Literal[True] | None = None
    """The subject earns nothing."""

    @model_validator(mode="after")
    def _one_of_each(self) -> Test:
        subjects = [name for name in _SUBJECTS if getattr(self, name) is not None]
        if len(subjects) != 1:
            raise PydanticCustomError(
                "condition",
                "names exactly one of question, indicator, dimension, mark, total, fact, period",
            )
        if len(self._given()) > 1:
            raise PydanticCustomError(
                "condition", "makes at most one comparison; use all: for more"
            )
        return self

    def _given(self) -> list[str]:
        names = ("is_" if name == "is" else name for name in _TESTS)
        return [name for name in names if getattr(self, name) is not None]

    @cached_property
    def kind(self) -> SubjectKind:
        """Which kind of thing is tested."""
        return next(name for name in _SUBJECTS if getattr(self, name) is not None)

    @cached_property
    def subject(self) -> str:
        """The id of what is tested; `total` for the total, `over` for the period."""
        return "total" if self.total else str(getattr(self, self.kind))

    @cached_property
    def comparison(self) -> str:
        """`at_least`, `above`, `at_most`, `below`, `is`, `full`, `zero`, or `met`."""
        given = self._given()
        return given[0].rstrip("_") if given else "met"

    @cached_property
    def comparand(self) -> Comparand | None:
        """What the subject is compared with, for the four comparisons of numbers."""
        return getattr(self, self.comparison) if self.comparison in COMPARISONS else None


class AllOf(Element):
    """Yes when every condition is yes; no as soon as one is no."""

    form: ClassVar[Literal["all"]] = "all"
    all: tuple[Condition, ...] = Field(min_length=1)
    """The conditions."""


class AnyOf(Element):
    """Yes as soon as one condition is yes; no when every one is no."""

    form: ClassVar[Literal["any"]] = "any"
    any: tuple[Condition, ...] = Field(min_length=1)
    """The conditions."""


class NotOf(Element):
    """Yes when the condition is no, no when it is yes."""

    form: ClassVar[Literal["not"]] = "not"
    not_: Condition = Field(alias="not")
    """The condition that is turned round."""


def _form(value: Any) -> str:
    if isinstance(value, dict):
        for key in ("all", "any", "not"):
            if key in value:
                return key
        return "test"
    forms: tuple[tuple[type[Element], str], ...] = ((AllOf, "all"), (AnyOf, "any"), (NotOf, "not"))
    return next((form for kind, form in forms if isinstance(value, kind)), "test")


Condition = Annotated[
    Annotated[AllOf, Tag("all")]
    | Annotated[AnyOf, Tag("any")]
    | Annotated[NotOf, Tag("not")]
    | Annotated[Test, Tag("test")],
    Discriminator(_form),
]
"""Any condition; `requires`, `when`, gates, tiers, targets and remarks all take one."""
