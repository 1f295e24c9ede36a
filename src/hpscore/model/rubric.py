"""A rubric: a published standard as data.

Shape is checked here, by pydantic; what scoring relies on (references, sums, directions) in
`hpscore.model.checks`.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, ClassVar, Final, Literal

from pydantic import BeforeValidator, Field, PrivateAttr
from pydantic_core import PydanticCustomError

from hpscore.model.condition import Identifier, PaperNumber
from hpscore.model.evidence import Evidence
from hpscore.model.exact import Exact
from hpscore.model.kept import Kept, KeptRubric, RubricLines
from hpscore.model.origin import Extends, LocalChange, Origin
from hpscore.model.register import Measure, Register
from hpscore.model.rules import NotApplicable, Options, Part, Question
from hpscore.model.text import Element, Text
from hpscore.model.verdicts import (
    Conversion,
    Prerequisite,
    Remark,
    Rounding,
    Selection,
    Tier,
    Total,
    Veto,
    Withhold,
)

__all__ = [
    "Adjustment",
    "Conversion",
    "Dimension",
    "Evidence",
    "Fact",
    "Indicator",
    "Mark",
    "Prerequisite",
    "Provenance",
    "Remark",
    "Rounding",
    "Rubric",
    "Selection",
    "Tier",
    "Total",
    "Veto",
    "Withhold",
]


_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _written_day(value: Any) -> Any:
    """A number is no day, though it could be read as so many seconds."""
    if isinstance(value, date):
        return value
    try:
        if isinstance(value, str) and _DAY.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise PydanticCustomError("date", "takes a date, such as 2022-12-31")


Day = Annotated[date, BeforeValidator(_written_day)]
"""A day, as 2022-12-31."""


Version = Annotated[str, Field(pattern=r"^[0-9A-Za-z][0-9A-Za-z.+-]{0,31}$")]
"""A version, as 2022.1."""


class Fact(Element):
    """Something about the subject that rules, tiers or reports read."""

    title: Text | None = None
    """Its name."""
    options: Options | None = None
    """The values it can take; free text or a number where there are none."""
    ask: Literal["text", "number", "date"] = "text"
    """The kind of value, where there are no options."""
    personal: bool = False
    """Whether results leave it out unless asked for."""
    aliases: tuple[str, ...] = ()
    """Other names of the fact."""


class Mark(Element):
    """A mark that indicators carry and conditions read, such as critical."""

    title: Text
    """Its name."""


class Provenance(Element):
    """Where the standard was published, and when it is in force."""

    document: Text
    """The document."""
    table: Text | None = None
    """The table in it."""
    issuer: Text | None = None
    """Who published it."""
    effective_from: Day | None = None
    """The first day on which it is in force."""
    effective_to: Day | None = None
    """The last day on which it is in force."""
    notes: tuple[Text, ...] = ()
    """What a reader of the rubric should know."""


class Indicator(Part):
    """One scored line of the sheet."""

    form: ClassVar[Literal["indicator"]] = "indicator"
    id: Identifier
    """Its id, and its question's where it asks one itself."""
    title: Text
    """What is asked, in short."""
    ref: str | None = None
    """The item in the published table; its last word is an alias too."""
    group: Text | None = None
    """The label of the second level."""
    marks: tuple[Identifier, ...] = ()
    """The marks that it carries."""


class Dimension(Element):
    """A first-level part of the sheet."""

    id: Identifier
    """Its id."""
    title: Text
    """Its name."""
    points: Exact | None = Field(default=None, ge=0)
    """What its indicators add up to; none where they are targets without points."""
    weight: Exact | None = Field(default=None, gt=0)
    """Its share of a weighted total."""
    rescale: bool = False
    """Whether indicators that apply are scaled up to the dimension's points."""
    not_applicable: NotApplicable | None = None
    """Permits "not applicable" for the whole dimension."""
    indicators: tuple[Indicator, ...] = Field(min_length=1)
    """Its lines."""
    notes: tuple[Text, ...] = ()
    """How an open point is settled."""


class Adjustment(Part):
    """A bonus or a deduction: a line outside the dimensions that changes a parent's score."""

    form: ClassVar[Literal["adjustment"]] = "adjustment"
    id: Identifier
    """Its id, and its question's where it asks one itself."""
    title: Text
    """What is asked, in short."""
    points: Exact = Field(gt=0)
    """The most that it can add, or take away."""
    parent: Identifier = "total"
    """The dimension that it changes, or `total`."""
    ref: str | None = None
    """The item in the published table."""


class Rubric(RubricLines, Element):
    """A published standard: its dimensions and lines, gates, tiers and where it comes from."""

    rubric: Identifier
    """Its id."""
    version: Version
    """Its version; in quotes, for 2022.10 is not 2022.1."""
    title: Text
    """Its name."""
    aliases: tuple[str, ...] = ()
    """Other names of the rubric."""
    notes: tuple[Text, ...] = ()
    """What a reader should know."""
    provenance: Provenance | None = None
    """Where it was published."""
    renamed: dict[Version, dict[Identifier, Identifier | None]] = Field(default_factory=dict)
    """The older versions whose answers it carries: what their questions are called now."""
    facts: dict[Identifier, Fact] = Field(default_factory=dict)
    """Facts of the subject that it declares."""
    evidence: dict[PaperNumber, Evidence] = Field(default_factory=dict)
    """The papers wanted, by number."""
    marks: dict[Identifier, Mark] = Field(default_factory=dict)
    """Marks that indicators carry."""
    questions: tuple[Question, ...] = ()
    """Questions that are no line of the sheet."""
    dimensions: tuple[Dimension, ...] = Field(min_length=1)
    """The sheet."""
    bonus: tuple[Adjustment, ...] = ()
    """Lines that add to a parent's score."""
    deductions: tuple[Adjustment, ...] = ()
    """Lines that take from a parent's score."""
    prerequisites: tuple[Prerequisite, ...] = ()
    """Conditions apart from the score."""
    vetoes: tuple[Veto, ...] = ()
    """What overrides the points."""
    total: Total = Total()
    """How lines become the total."""
    tiers: tuple[Tier, ...] = ()
    """The verdicts, best first."""
    between_tiers: Literal["lower_bound", "undefined"] = "lower_bound"
    """What a total gets that no published range holds: the tier below, or none."""
    withhold: tuple[Withhold, ...] = ()
    """Reasons for which no total is given."""
    conversions: tuple[Conversion, ...] = ()
    """The total in other scales."""
    as_of: Identifier | None = None
    """The fact, a date, at which what has fallen due is judged; none: at the end of the period."""
    remarks: tuple[Remark, ...] = ()
    """What to say about a result when a condition holds."""
    recorded: tuple[Question, ...] = ()
    """What is recorded without points."""
    selection: Selection | None = None
    """That those with its best tier are ranked, and the best of them selected."""
    registers: dict[Identifier, Register] = Field(default_factory=dict)
    """The registers whose rows can answer questions."""
    measures: tuple[Measure, ...] = ()
    """What answers questions from registers."""

    _kept: ClassVar[type[Kept]] = KeptRubric
    _prepared: object = PrivateAttr(default=None)
    _origin: Origin | None = PrivateAttr(default=None)

    @property
    def extends(self) -> Extends | None:
        """The rubric that it extends, where it is an overlay."""
        return None if self._origin is None else self._origin.extends

    @property
    def standards(self) -> tuple[str, ...]:
        """Its id, and those of the rubrics that it extends; the last is what it all began with."""
        return (self.rubric, *(() if self.extends is None else self.extends.chain))

    @property
    def local(self) -> tuple[LocalChange, ...]:
        """What differs from what it extends."""
        return () if self._origin is None else self._origin.changes

    def __reduce__(self) -> tuple[Any, ...]:
        make, kind, state = super().__reduce__()
        return make, kind, {**state, "_prepared": self._prepared, "_origin": self._origin}
