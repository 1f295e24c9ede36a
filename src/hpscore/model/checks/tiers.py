"""Tiers leave no gap: bounds go one way, and the last tier takes what is left."""

from __future__ import annotations

from collections.abc import Iterator

from hpscore.message import say
from hpscore.model.condition import Comparand
from hpscore.model.number import Number, spell
from hpscore.model.sheet import Issue, Sheet

__all__ = ["check_tiers"]


def check_tiers(sheet: Sheet) -> Iterator[Issue]:
    """Yield tiers out of order, tiers with no end, and bounds that read the wrong way."""
    rubric = sheet.rubric
    if not rubric.tiers:
        return
    higher = rubric.total.better == "higher"
    wanted, other = ("at_least", "at_most") if higher else ("at_most", "at_least")
    seen: set[str] = set()
    before: dict[str, Number] = {}
    for i, tier in enumerate(rubric.tiers):
        if tier.id in seen:
            yield Issue(("tiers", i, "id"), "duplicate-id",
                        say("the id '{id}' is given to two elements", id=tier.id),
                        say("give one of them another id"))
        seen.add(tier.id)
        if getattr(tier, other) is not None:
            yield Issue(("tiers", i, other), "tier-bound",
                        say("a total where {better} is better takes {wanted}, not {other}",
                            better=say(rubric.total.better), wanted=wanted, other=other),
                        say("write {wanted}:", wanted=wanted), key=True)
        for case, value in _cases(tier.bound).items():
            last = before.get(case, before.get(""))
            if last is not None and tier.when is None and (
                value >= last if higher else value <= last
            ):
                yield Issue(("tiers", i, wanted), "tier-order",
                            say("tier '{tier}' starts at {value}, the better one before it at "
                                "{last}", tier=tier.id, value=spell(value), last=spell(last)),
                            say("list tiers best first"))
            before[case] = value
        known = {"all", *(o for fact in rubric.facts.values() for o in fact.options or ())}
        for name in tier.as_published:
            if name not in known:
                yield Issue(("tiers", i, "as_published", name), "unknown-option",
                            say("there is no {kind} '{name}'", kind=say("option"), name=name),
                            say("write all:, or an option of a fact"), key=True)
    last_tier = rubric.tiers[-1]
    if last_tier.bound is not None or last_tier.when is not None:
        yield Issue(("tiers", len(rubric.tiers) - 1), "tier-end",
                    say("the last tier '{tier}' does not take everything that is left",
                        tier=last_tier.id),
                    say("end with a tier without a bound and without a condition"))


def _cases(bound: Comparand | None) -> dict[str, Number]:
    if bound is None:
        return {}
    if bound.by is not None:
        return dict(bound.by.cases)
    number = bound.number if bound.number is not None else bound.share
    return {} if number is None else {"": number}
