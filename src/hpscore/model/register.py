"""Registers: dated rows that a subject keeps, and the measures over them that answer questions."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Final, Literal

from pydantic import BeforeValidator, Discriminator, Field, Tag, model_validator
from pydantic_core import PydanticCustomError

from hpscore.model.condition import Identifier
from hpscore.model.exact import Exact
from hpscore.model.leaves import YearDay
from hpscore.model.question import Options
from hpscore.model.text import Element, Text

__all__ = [
    "MEASURE_KINDS",
    "AllRows",
    "AnyRow",
    "Column",
    "ColumnTest",
    "Groups",
    "Held",
    "Least",
    "Measure",
    "NotRow",
    "Once",
    "Register",
    "RowCondition",
    "Share",
]


class Column(Element):
    """A column of a register."""

    title: Text
    """Its heading."""
    ask: Literal["text", "date", "count", "number", "percent", "yes_no", "choice"] = "text"
    """The kind of value."""
    options: Options | None = None
    """The values of a choice."""
    from_: Exact | None = Field(default=None, alias="from")
    """The least number that is possible; a cell below it is invalid."""
    to: Exact | None = None
    """The greatest number that is possible."""
    personal: bool = False
    """Whether reports leave its values out unless asked for."""
    aliases: tuple[str, ...] = ()
    """Other headings."""


class Register(Element):
    """A table that a subject keeps; its rows give counts and shares."""

    title: Text
    """Its name, which may also name a sheet of a workbook."""
    dated: Identifier | None = None
    """The column whose day must lie in the assessed period; none: rows have no day."""
    columns: dict[Identifier, Column] = Field(min_length=1)
    """Its columns, in order."""
    results: dict[Identifier, dict[Identifier, str | bool | tuple[Identifier, ...]]] = Field(
        default_factory=dict
    )
    """How results become rows, by rubric: the value of each column; for a yes-no column, the
    verdicts that are a yes."""
    aliases: tuple[str, ...] = ()
    """Other names, also of sheets."""
    notes: tuple[Text, ...] = ()
    """How an open point is settled."""


_COMPARISONS: Final = ("at_least", "above", "at_most", "below", "is_", "month", "on")
Month = Annotated[int, Field(ge=1, le=12)]


class ColumnTest(Element):
    """One column of a row, and at most one comparison; without one, a yes or a filled cell."""

    form: ClassVar[Literal["test"]] = "test"
    column: Identifier
    """The column."""
    at_least: Exact | None = None
    """Its value reaches this."""
    above: Exact | None = None
    """Its value is more than this."""
    at_most: Exact | None = None
    """Its value is this or less."""
    below: Exact | None = None
    """Its value is less than this."""
    is_: bool | str | None = Field(default=None, alias="is")
    """Its value is this option or text, or yes or no."""
    month: tuple[Month, ...] | None = Field(default=None, min_length=1)
    """Its day lies in one of these months, 1 to 12."""
    on: tuple[YearDay, ...] | None = Field(default=None, min_length=1)
    """Its day is one of these days of a year."""

    @model_validator(mode="after")
    def _one_comparison(self) -> ColumnTest:
        if sum(getattr(self, name) is not None for name in _COMPARISONS) > 1:
            raise PydanticCustomError(
                "condition", "makes at most one comparison; use all: for more"
            )
        return self

    @property
    def comparison(self) -> str:
        """`at_least`, `above`, `at_most`, `below`, `is`, `month`, `on`; `filled` without one."""
        found = next((name for name in _COMPARISONS if getattr(self, name) is not None), "filled")
        return found.rstrip("_")


class AllRows(Element):
    """Yes when every condition on the row is yes."""

    form: ClassVar[Literal["all"]] = "all"
    all: tuple[RowCondition, ...] = Field(min_length=1)
    """The conditions."""


class AnyRow(Element):
    """Yes as soon as one condition on the row is yes."""

    form: ClassVar[Literal["any"]] = "any"
    any: tuple[RowCondition, ...] = Field(min_length=1)
    """The conditions."""


class NotRow(Element):
    """Yes when the condition on the row is no."""

    form: ClassVar[Literal["not"]] = "not"
    not_: RowCondition = Field(alias="not")
    """The condition that is turned round."""


def _form(value: Any) -> str:
    if isinstance(value, dict):
        return next((key for key in ("all", "any", "not") if key in value), "test")
    return str(getattr(value, "form", "test"))


RowCondition = Annotated[
    Annotated[AllRows, Tag("all")]
    | Annotated[AnyRow, Tag("any")]
    | Annotated[NotRow, Tag("not")]
    | Annotated[ColumnTest, Tag("test")],
    Discriminator(_form),
]
"""A condition on the cells of one row; yes, no, or open where a cell is open."""


class Share(Element):
    """Rows that satisfy a condition ÷ rows; or a sum ÷ what it is out of. In per cent."""

    where: RowCondition | None = None
    """The condition; written as it is, without this key."""
    sum: Identifier | None = None
    """The column that is added up."""
    of: Identifier | Exact | None = None
    """What the sum is out of: another column, or so much for every row."""

    @model_validator(mode="before")
    @classmethod
    def _bare(cls, value: Any) -> Any:
        bare = isinstance(value, dict) and not value.keys() & {"where", "sum", "of"}
        return {"where": value} if bare else value

    @model_validator(mode="after")
    def _one_kind(self) -> Share:
        summed = self.sum is not None
        if (self.where is not None) == summed or summed != (self.of is not None):
            raise PydanticCustomError(
                "measure", "takes a condition on rows, or {sum: COLUMN, of: COLUMN or number}"
            )
        return self


class Groups(Element):
    """Where the groups are listed, so that one without a row is not forgotten."""

    register_: Identifier = Field(alias="register")
    """The register that lists them."""
    column: Identifier
    """Its column that names them."""


class Least(Element):
    """The share, or the number, of the group of rows that has the least."""

    by: Identifier
    """The column that groups rows."""
    of: Groups | None = None
    """The groups that there are; those of the rows alone where it is left out."""
    share: Share | None = None
    """The share of each group."""
    count: RowCondition | None = None
    """How many rows of each group satisfy this."""

    @model_validator(mode="after")
    def _one_kind(self) -> Least:
        if (self.share is None) == (self.count is None):
            raise PydanticCustomError("measure", "takes either share: or count: for each group")
        return self


class Held(Element):
    """What was held against what was planned, in per cent; each row counts up to its plan."""

    column: Identifier
    """The column of what was held."""
    planned: Identifier
    """The column of what was planned."""


class Once(Element):
    """Keeps combined rows from counting twice: a row that names another is not counted again."""

    column: Identifier
    """The column that names another row."""
    names: Identifier
    """The column by which that row is named."""


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


MEASURE_KINDS = ("count", "distinct", "sum", "mean", "share", "least", "held")


class Measure(Element):
    """Answers a question from the rows of registers."""

    answers: Identifier
    """The question that it answers."""
    register_: Annotated[tuple[Identifier, ...], BeforeValidator(_listed)] = Field(
        alias="register", min_length=1
    )
    """The register, or several whose rows are taken together."""
    where: RowCondition | None = None
    """The rows that count."""
    once: Once | None = None
    """Combined rows count once."""
    count: Literal["rows"] | None = None
    """How many rows."""
    distinct: Identifier | None = None
    """How many different half-years, quarters or months (of the day), or values of a column."""
    sum: Identifier | None = None
    """The values of a column added up."""
    mean: Identifier | None = None
    """The mean of the values of a column."""
    share: Share | None = None
    """A share in per cent, with its parts."""
    least: Least | None = None
    """The least share, or the least number, of any group of rows."""
    held: Held | None = None
    """Held against planned, in per cent."""
    empty: Literal[0, "open"]
    """What registers without a row that counts give: 0, or no answer."""
    notes: tuple[Text, ...] = ()
    """How an open point is settled."""

    @model_validator(mode="after")
    def _one_kind(self) -> Measure:
        if sum(getattr(self, name) is not None for name in MEASURE_KINDS) != 1:
            raise PydanticCustomError(
                "measure", "measures exactly one of count, distinct, sum, mean, share, least, held"
            )
        return self

    @property
    def needed(self) -> tuple[Identifier, ...]:
        """The registers that must all be handed in: those of its rows, and that of its groups."""
        groups = None if self.least is None else self.least.of
        listing = () if groups is None else (groups.register_,)
        return tuple(dict.fromkeys((*self.register_, *listing)))

    @property
    def kind(self) -> str:
        """`count`, `distinct`, `sum`, `mean`, `share`, `least` or `held`."""
        return next(name for name in MEASURE_KINDS if getattr(self, name) is not None)
