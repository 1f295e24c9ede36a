"""Questions that are no line of the sheet, and what may be asked."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from hpscore.model.condition import Identifier
from hpscore.model.exact import Exact
from hpscore.model.text import Element, Text

__all__ = ["Ask", "Options", "Question"]

Ask = Literal["yes_no", "count", "percent", "number", "choice", "rating", "rate"]


def _listed(value: Any) -> Any:
    """A bare list of options is welcome: each is its own title."""
    plain = isinstance(value, list) and all(
        isinstance(name, str | int | Decimal) and not isinstance(name, bool) for name in value
    )
    return {str(name): str(name) for name in value} if plain else value


Options = Annotated[dict[str, Text], BeforeValidator(_listed), Field(min_length=1)]
"""The values to choose from, each with its title; or a list of them."""


class Question(Element):
    """What an assessor answers: declared on its own where it is no line of the sheet."""

    id: Identifier
    """The key of its answer; unique in the rubric."""
    title: Text | None = None
    """What is asked, in short."""
    ask: Ask = "yes_no"
    """The kind of answer."""
    options: Options | None = None
    """The answers of a choice."""
    from_: Exact | None = Field(default=None, alias="from")
    """The least answer that is possible."""
    to: Exact | None = None
    """The greatest answer that is possible."""
    default: bool | str | Exact | None = None
    """Makes the question optional: what holds while it is unanswered."""
    help: Text | None = None
    """How to answer."""
    aliases: tuple[str, ...] = ()
    """Other names of its key."""
    notes: tuple[Text, ...] = ()
    """How an open point is settled."""
