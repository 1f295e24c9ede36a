"""An assessment: the answers about one subject in one period, read against its rubric."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from hpscore.message import Message, say
from hpscore.model.answer import Answer
from hpscore.model.measured import Measured
from hpscore.model.number import Number
from hpscore.model.rows import RegisterRows

__all__ = [
    "STANDARD_FACTS",
    "STANDARD_PERSONAL",
    "STANDARD_TITLES",
    "Assessment",
    "Awarded",
    "Period",
]

STANDARD_FACTS = ("id", "name", "county", "street", "community")
"""Facts that every subject has, whether or not its rubric declares them."""

STANDARD_PERSONAL = ("householder", "address", "phone")
"""Facts that are personal, whether or not a rubric declares them."""

STANDARD_TITLES: Final[Mapping[str, Message]] = {
    "id": say("number of the subject"),
    "name": say("name of the subject"),
    "county": say("county"),
    "street": say("street or township"),
    "community": say("community or village"),
    "householder": say("householder"),
    "address": say("address"),
    "phone": say("phone"),
}
"""What the facts are called, where a rubric does not say."""

FactValue = str | Number


@dataclass(frozen=True, slots=True)
class Period:
    """The days that an assessment is about, both included, as ISO dates."""

    from_: str
    to: str


@dataclass(frozen=True, slots=True)
class Awarded:
    """Points of an indicator that an assessor gave directly."""

    points: Number
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Assessment:
    """Answers about one subject. A question without an entry is unanswered."""

    subject: Mapping[str, FactValue] = field(default_factory=dict)
    """Facts of the subject, by id."""
    answers: Mapping[str, Answer] = field(default_factory=dict)
    """Answers by question id."""
    points: Mapping[str, Awarded] = field(default_factory=dict)
    """Points awarded directly, by indicator id."""
    vetoes: Mapping[str, bool] = field(default_factory=dict)
    """What is known of each veto: whether it happened."""
    evidence: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Files handed in, by evidence number; relative to the assessment, never above it."""
    period: Period | None = None
    assessor: str | None = None
    source: str | None = None
    """The file that it was read from, as results name it."""
    notes: Mapping[str, str] = field(default_factory=dict)
    """Notes on questions that have no answer, by question id."""
    registers: Mapping[str, RegisterRows] = field(default_factory=dict)
    """Registers that were handed in, by id."""
    measured: Measured = field(default_factory=Measured)
    """What they give."""
    not_found: tuple[str, ...] = ()
    """Files that were named as handed in and are not there, where anyone looked."""

    def replace(self, **changes: object) -> Assessment:
        """Return a copy with some fields changed."""
        return replace(self, **changes)  # type: ignore[arg-type]  # checked by dataclasses
