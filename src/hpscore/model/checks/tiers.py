"""Tiers leave no gap: bounds go one way, and the last tier takes what is left."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from hpscore.message import say
from hpscore.model.checks.references import KINDS
from hpscore.model.condition import Comparand
from hpscore.model.number import Number, spell
from hpscore.model.rubric import Tier
from hpscore.model.sheet import Issue, Sheet
from hpscore.model.switches import switch_of

__all__ = ["check_tiers"]

Case = tuple[str, ...]
"""What a bound holds for: nothing where it holds for all, else the switch and its case."""

_SHARE: Final[Case] = ("share",)
"""Shares of the maximum are compared with each other alone."""


def check_tiers(sheet: Sheet) -> Iterator[Issue]:
    """Yield tiers out of order, tiers with no end, and bounds that read the wrong way."""
    tiers = sheet.rubric.tiers
    yield from _names(sheet)
    yield from _bounds(sheet)
    if sheet.rubric.selection is not None and not tiers:
        yield Issue(
            ("selection",),
            "no-tiers",
            say("a selection takes those who have the best tier, and there are no tiers"),
            say("write tiers:, the first for who may be selected"),
            key=True,
        )
    if tiers and (tiers[-1].bound is not None or tiers[-1].when is not None):
        yield Issue(
            ("tiers", len(tiers) - 1),
            "tier-end",
            say("the last tier '{tier}' does not take everything that is left", tier=tiers[-1].id),
            say("end with a tier without a bound and without a condition"),
        )


def _names(sheet: Sheet) -> Iterator[Issue]:
    seen = {"undefined"}
    known = {"all", *(o for fact in sheet.rubric.facts.values() for o in fact.options or ())}
    for i, tier in enumerate(sheet.rubric.tiers):
        if tier.id in seen:
            yield Issue(
                ("tiers", i, "id"),
                "duplicate-id",
                say("the id '{id}' means two verdicts", id=tier.id),
                say("give this one another id; undefined is what no published range gives"),
            )
        seen.add(tier.id)
        for name, printed in tier.as_published.items():
            if printed.from_ is not None and printed.to is not None and printed.from_ > printed.to:
                yield Issue(
                    ("tiers", i, "as_published", name),
                    "range",
                    say(
                        "'{question}' runs from {low} to {high}",
                        question=tier.id,
                        low=spell(printed.from_),
                        high=spell(printed.to),
                    ),
                    say("write the lower end first"),
                )
            if name not in known:
                yield Issue(
                    ("tiers", i, "as_published", name),
                    "unknown-option",
                    say("there is no {kind} '{name}'", kind=KINDS["option"], name=name),
                    say("write all:, or an option of a fact"),
                    key=True,
                )


def _bounds(sheet: Sheet) -> Iterator[Issue]:
    higher = sheet.rubric.total.better == "higher"
    wanted, other = ("at_least", "at_most") if higher else ("at_most", "at_least")
    before: list[Mapping[Case, Number]] = []
    for i, tier in enumerate(sheet.rubric.tiers):
        if getattr(tier, other) is not None:
            yield Issue(
                ("tiers", i, other),
                "tier-bound",
                say(
                    "a total where {better} is better takes {wanted}, not {other}",
                    better=say("higher") if higher else say("lower"),
                    wanted=wanted,
                    other=other,
                ),
                say("write {wanted}:", wanted=wanted),
                key=True,
            )
        values = _cases(tier.bound)
        if tier.when is None:
            yield from _order(tier, i, wanted, values, before, higher=higher)
            before.append(values)


def _order(
    tier: Tier,
    place: int,
    wanted: str,
    values: Mapping[Case, Number],
    before: list[Mapping[Case, Number]],
    *,
    higher: bool,
) -> Iterator[Issue]:
    """Compare a bound with those of better tiers, as far as they hold for the same case."""
    for value, last in (
        (value, last)
        for case, value in values.items()
        for better in before
        for other, last in better.items()
        if case == other or (() in (case, other) and _SHARE not in (case, other))
    ):
        if value >= last if higher else value <= last:
            yield Issue(
                ("tiers", place, wanted),
                "tier-order",
                say(
                    "tier '{tier}' starts at {value}, the better one before it at {last}",
                    tier=tier.id,
                    value=spell(value),
                    last=spell(last),
                ),
                say("list tiers best first"),
            )
            return


def _cases(bound: Comparand | None) -> dict[Case, Number]:
    """Return a bound by case; a bound that is read from the subject cannot be compared."""
    if bound is None:
        return {}
    if bound.by is not None:
        switch = switch_of(bound.by)
        return {(*switch, case): value for case, value in bound.by.cases.items()}
    if bound.share is not None:
        return {_SHARE: bound.share}
    return {} if bound.number is None else {(): bound.number}
