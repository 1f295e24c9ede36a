"""Whether a result has the best tier of a rubric that selects, and what stands in its way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from hpscore.model.result import Gate, Result, Trace
from hpscore.model.walking import tests_of
from hpscore.scoring.plan import plan_of

if TYPE_CHECKING:
    from hpscore.model.rubric import Rubric

__all__ = ["OPEN", "Eligibility", "Reason", "ReasonCode", "deciding_lines"]

ReasonCode = Literal[
    "veto",
    "prerequisite",
    "condition",
    "not_eligible",
    "below_minimum",
    "late",
    "over_quota",
    "no_score",
    "score_withheld",
    "no_answers",
    "no_group",
    "given_twice",
    "facts_disagree",
    "veto_open",
    "prerequisite_open",
    "condition_open",
    "eligibility_open",
    "tier_open",
    "date_open",
    "tie",
    "score_open",
    "others_open",
]
OPEN: Final[frozenset[ReasonCode]] = frozenset(
    {
        "veto_open",
        "prerequisite_open",
        "condition_open",
        "eligibility_open",
        "tier_open",
        "date_open",
        "tie",
        "score_open",
        "others_open",
    }
)
"""The reasons that leave a subject undecided; every other one excludes it."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a subject is not, or not for certain, among those who are selected."""

    code: ReasonCode
    about: tuple[str, ...] = ()
    """What it is about: ids of gates, lines, facts or tiers; of `late` the date itself."""


@dataclass(frozen=True, slots=True)
class Eligibility:
    """What keeps a subject from the best tier for certain, and what leaves it open."""

    excluded: tuple[Reason, ...] = ()
    open: tuple[Reason, ...] = ()

    @classmethod
    def of(cls, result: Result, rubric: Rubric, deciding: frozenset[str]) -> Eligibility:
        """Read a result by a rubric with tiers; `deciding` as `deciding_lines` returns it."""
        tier, best = result.tier, rubric.tiers[0].id
        possible = tier.possible if tier.id is None else (tier.id,)
        if possible == (best,) and tier.decided:
            return cls()
        if possible and best not in possible:
            found = tuple(_failed(result, deciding))
            return cls(excluded=found or (Reason("not_eligible", possible[:1]),))
        found = tuple(_open(result, rubric, deciding))
        return cls(open=found or (Reason("eligibility_open", tier.open),))


def deciding_lines(rubric: Rubric) -> frozenset[str]:
    """Return the ids of the lines that the condition of the best tier reads."""
    sheet = plan_of(rubric).sheet
    found: set[str] = set()
    for test, _ in tests_of(rubric.tiers[0].when):
        found.update(sheet.group(test.kind, test.subject))
        if test.kind == "question":
            found.update(
                line.id for line in sheet.lines.values() if test.subject in line.node.questions()
            )
    return frozenset(found)


def _lines(result: Result, deciding: frozenset[str]) -> Iterator[Trace]:
    for dimension in result.dimensions:
        for indicator in dimension.indicators:
            line = indicator.line
            if indicator.id in deciding and line.state != "not_applicable":
                yield line


def _failed(result: Result, deciding: frozenset[str]) -> Iterator[Reason]:
    """Yield the gates and lines that fail, whatever is still open."""
    yield from _gates("veto", result.vetoes, "yes")
    yield from _gates("prerequisite", result.prerequisites, "unmet")
    unmet = tuple(
        line.id for line in _lines(result, deciding) if line.met is False and not line.optional
    )
    if unmet:
        yield Reason("condition", unmet)


def _open(result: Result, rubric: Rubric, deciding: frozenset[str]) -> Iterator[Reason]:
    """Yield the gates, lines and facts that are open."""
    yield from _gates("veto_open", result.vetoes, "open")
    yield from _gates("prerequisite_open", result.prerequisites, "open")
    facts = [name for name in result.tier.open if name in rubric.facts]
    # of a line that may turn out not to apply, the fact that decides it is told
    lines = [
        line.id
        for line in _lines(result, deciding)
        if line.met is None and not (facts and line.optional)
    ]
    if facts or lines:
        yield Reason("condition_open", (*lines, *facts))


def _gates(code: ReasonCode, gates: tuple[Gate, ...], state: str) -> Iterator[Reason]:
    found = tuple(gate.id for gate in gates if gate.state == state and gate.gives is not None)
    if found:
        yield Reason(code, found)
