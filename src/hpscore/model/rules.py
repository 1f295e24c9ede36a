"""Rules: how answers earn points. One model a kind, as scoring has one function a kind.

A line of a rubric (an indicator or a part of one) names its rule by a key of its own
(`bands: {2: 1, 4: 3}`); without one it is *met*: all its points for a yes.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Final, Literal

from pydantic import (
    Field,
    model_validator,
)
from pydantic_core import PydanticCustomError

from hpscore.model.condition import (
    Amount,
    Condition,
    Identifier,
    PaperNumber,
)
from hpscore.model.exact import Exact
from hpscore.model.leaves import (
    Bands,
    Choice,
    Due,
    Each,
    Linear,
    Met,
    Option,
    Rating,
    Target,
)
from hpscore.model.question import Ask, Options, Question
from hpscore.model.text import Element, Text

__all__ = [
    "INNER",
    "All",
    "Ask",
    "Bands",
    "Best",
    "By",
    "Choice",
    "Deduct",
    "Due",
    "Each",
    "KOf",
    "Linear",
    "Met",
    "NotApplicable",
    "Option",
    "Options",
    "Part",
    "Question",
    "Rating",
    "Rule",
    "Stream",
    "Sum",
    "Target",
]

NotApplicable = Literal["excluded", "full", "zero"]


class Stream(Element):
    """One reason to deduct: so much each, a fixed amount, or by the shortfall from a target."""

    id: Identifier
    """The question that it asks."""
    title: Text | None = None
    """What is asked, in short."""
    question: Identifier | None = None
    """A declared question to read, instead of one of its own."""
    ask: Literal["yes_no", "count", "percent", "number"] | None = None
    """The kind of answer; a count, or yes-no for a fixed amount."""
    each: Amount | None = None
    """Points lost for every unit counted, or for every unit short of `target`."""
    fixed: Amount | None = None
    """Points lost by a yes."""
    target: Amount | None = None
    """The answer from which nothing is lost; `each` applies to what is short of it."""
    from_: Exact | None = Field(default=None, alias="from")
    """The least answer that is possible."""
    to: Exact | None = None
    """The greatest answer that is possible."""
    default: bool | Exact | None = None
    """Makes the question optional: what holds while it is unanswered."""
    evidence: tuple[PaperNumber, ...] = ()
    """The evidence wanted, by its number."""
    help: Text | None = None
    """How to answer."""
    aliases: tuple[str, ...] = ()
    """Other names of its key."""
    notes: tuple[Text, ...] = ()
    """How an open point is settled."""

    @model_validator(mode="after")
    def _one_kind(self) -> Stream:
        if (self.each is None) == (self.fixed is None):
            raise PydanticCustomError("stream", "deducts either each: so much, or fixed: once")
        if self.fixed is not None and self.target is not None:
            raise PydanticCustomError("stream", "takes a target only with each:")
        return self


class Deduct(Element):
    """Starts at the line's points and loses by its streams, down to the floor."""

    kind: Literal["deduct"]
    streams: tuple[Stream, ...] = Field(min_length=1)
    """The reasons to deduct; they share the floor."""
    floor: Exact = Field(default=0, ge=0)
    """What is left at least."""
    rest: Literal["dimension"] | None = None
    """Where what exceeds the floor is taken from: nowhere, or the line's dimension."""


class All(Element):
    """All points if every part holds, else none; a part holds when it earns more than 0."""

    kind: Literal["all"]
    parts: tuple[Part, ...] = Field(min_length=1)
    """The parts; they state no points."""


class KOf(Element):
    """All points if at least `k` of the parts hold, else none."""

    kind: Literal["k_of"]
    k: int = Field(ge=1)
    """How many parts must hold."""
    of: tuple[Part, ...] = Field(min_length=1)
    """The parts; they state no points."""


class Sum(Element):
    """Parts added up; their points add up to the line's."""

    kind: Literal["sum"]
    parts: tuple[Part, ...] = Field(min_length=1)
    """The parts, each with its points."""


class Best(Element):
    """The part that earns most counts; the best of them is worth the line's points."""

    kind: Literal["best"]
    parts: tuple[Part, ...] = Field(min_length=1)
    """The alternatives, each with its points."""


class By(Element):
    """Another rule, or another question, by a fact or by the answer to a switch question."""

    kind: Literal["by"]
    fact: Identifier | None = None
    """The fact that decides."""
    question: Identifier | Question | None = None
    """The yes-no or choice question that decides: its id, or the question itself."""
    cases: dict[str, Part] = Field(min_length=1)
    """What counts in each case; every option has one, worth the line's points."""

    @model_validator(mode="after")
    def _one_switch(self) -> By:
        if (self.fact is None) == (self.question is None):
            raise PydanticCustomError("by", "names either a fact or a question")
        return self

    @property
    def switch(self) -> str:
        """The id of the question that decides; empty where a fact does."""
        return self.question.id if isinstance(self.question, Question) else self.question or ""


Rule = Annotated[
    Met | Bands | Each | Linear | Choice | Rating | Deduct | All | KOf | Sum | Best | By | Target,
    Field(discriminator="kind"),
]

INNER: Final[Mapping[str, str | None]] = {
    "bands": "steps",
    "each": None,
    "linear": None,
    "choice": "options",
    "rating": "step",
    "deduct": None,
    "all": "parts",
    "k_of": None,
    "sum": "parts",
    "best": "parts",
    "by": None,
    "target": None,
}
"""Each rule's key, and the field that its value fills; None for the rule's own mapping."""


class Part(Element):
    """A line, or a part of one: what is asked, its points once, and at most one rule."""

    id: Identifier | None = None
    """The line's id, and its question's where it asks one."""
    title: Text | None = None
    """What is asked, in short."""
    points: Exact | None = Field(default=None, ge=0)
    """The most that it can earn; none for a target line, or where the rule above says it."""
    rule: Rule = Met()
    """How the answer earns points; written as a key of its own."""
    question: Identifier | None = None
    """A declared question to read, instead of one of its own."""
    ask: Ask | None = None
    """The kind of answer, where the rule leaves a choice."""
    from_: Exact | None = Field(default=None, alias="from")
    """The least answer that is possible."""
    to: Exact | None = None
    """The greatest answer that is possible."""
    default: bool | str | Exact | None = None
    """Makes the question optional: what holds while it is unanswered."""
    not_applicable: NotApplicable | None = None
    """Permits "not applicable": left out of the maximum, full points, or none."""
    rescale: bool = False
    """Whether parts that apply are scaled up to the line's points (for a sum)."""
    when: Condition | None = None
    """The line exists only if this holds; otherwise it is left out of the maximum."""
    requires: Condition | None = None
    """The line counts only if this holds; otherwise it earns 0."""
    evidence: tuple[PaperNumber, ...] = ()
    """The evidence wanted, by its number."""
    note_required: bool = False
    """Whether points lost must be explained by a note."""
    help: Text | None = None
    """How to answer."""
    aliases: tuple[str, ...] = ()
    """Other names of the line."""
    notes: tuple[Text, ...] = ()
    """How an open point is settled."""

    @model_validator(mode="before")
    @classmethod
    def _one_rule(cls, value: Any) -> Any:
        if not isinstance(value, dict) or "rule" in value:
            if isinstance(value, dict) and not isinstance(value["rule"], Element):
                raise PydanticCustomError("rule", "writes a rule by its own key, such as bands:")
            return value
        named = [key for key in INNER if key in value]
        if len(named) > 1:
            raise PydanticCustomError(
                "one-rule", "takes one rule, got {rules}", {"rules": " and ".join(named)}
            )
        if not named:
            return value
        rest = {key: inner for key, inner in value.items() if key != named[0]}
        return {**rest, "rule": _rule(named[0], value[named[0]])}


def _rule(kind: str, value: Any) -> Any:
    """Give a rule's value its kind; a bare number of `each` and a list of streams are welcome."""
    inner = INNER[kind]
    if kind == "each" and not (isinstance(value, dict) and "points" in value):
        inner = "points"
    if kind == "deduct" and isinstance(value, list):
        inner = "streams"
    if inner is not None:
        return {"kind": kind, inner: value}
    if not isinstance(value, dict):
        raise PydanticCustomError("rule", "{kind}: takes a mapping", {"kind": kind})
    if "kind" in value:
        raise PydanticCustomError("rule", "takes no 'kind' inside a rule")
    return {**value, "kind": kind}
