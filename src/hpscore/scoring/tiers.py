"""Tiers: the verdict over the total, or the verdicts that completions can still reach."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import product
from typing import Final

from hpscore.model.number import INFINITY, Number
from hpscore.model.result import Gate, Points, TierResult
from hpscore.model.rubric import Rubric, Tier
from hpscore.model.switches import Switch, switches_of
from hpscore.model.text import Text
from hpscore.scoring.conditions import blame, compare, decide, operand
from hpscore.scoring.context import Context

__all__ = ["UNDEFINED", "published_gap", "tier_of", "tier_switches"]

UNDEFINED: Final = "undefined"
"""The id of the verdict that no published range gives, where a rubric says so."""
_UNDEFINED_TITLE: Final = Text(zh="未定等级", en="no tier published")
Interval = tuple[Number | float, Number | float]


def tier_of(context: Context, gates: Sequence[Gate], withheld: Sequence[Gate]) -> TierResult:
    """Return the verdict: the lowest of the total's tier and what gates give."""
    rubric = context.sheet.rubric
    if not rubric.tiers:
        return TierResult(None, None, decided=not any(g.state == "open" for g in withheld))
    if any(gate.state == "yes" for gate in withheld):
        reasons = tuple(gate.id for gate in withheld if gate.state == "yes")
        return TierResult(None, None, decided=False, open=reasons)
    by_case = [
        (values, _reachable(context.assume(values) if values else context))
        for values in _cases(context)
    ]
    ranks = {tier.id: rank for rank, tier in enumerate(rubric.tiers)}
    ranks[UNDEFINED] = len(ranks)
    reached = {name for _, names in by_case for name in names}
    possible = _capped(reached, gates, ranks)
    waiting = [gate.id for gate in withheld if gate.state == "open"]
    if len(possible) == 1 and not waiting:
        return TierResult(possible[0], _title(rubric, possible[0]), decided=True)
    best = min((ranks[name] for name in reached), default=0)
    open_gates = [
        gate.id
        for gate in gates
        if gate.state == "open" and gate.gives is not None and ranks[gate.gives] > best
    ]
    opened = (*_open_in(context, by_case), *open_gates, *waiting)
    return TierResult(None, None, decided=False, possible=tuple(possible), open=tuple(opened))


def _title(rubric: Rubric, name: str) -> Text:
    return next((tier.title for tier in rubric.tiers if tier.id == name), _UNDEFINED_TITLE)


def _cases(context: Context) -> list[dict[Switch, str | bool]]:
    """List the values of the unknown switches that tiers read; one empty case if there are none."""
    unknown = context.unknown(tier_switches(context.sheet.rubric))
    options = [context.sheet.options[switch] for switch in unknown]
    return [dict(zip(unknown, values, strict=True)) for values in product(*options)]


def tier_switches(rubric: Rubric) -> tuple[Switch, ...]:
    """Return the facts and questions that tiers branch on."""
    switches: list[Switch] = []
    for tier in rubric.tiers:
        if tier.bound is not None and tier.bound.by is not None:
            by = tier.bound.by
            switches.append(("fact", by.fact) if by.fact else ("question", by.question or ""))
        switches.extend(switches_of(tier.when))
    return tuple(dict.fromkeys(switches))


def _reachable(context: Context) -> list[str]:
    """List the tiers that some completion reaches, best first, with the switches known."""
    rubric = context.sheet.rubric
    interval = _interval(context.total)
    found: list[str] = []
    gap = False
    for tier in rubric.tiers:
        state = _bound_state(tier, context, interval)
        if state is not False and tier.when is not None:
            holds = decide(tier.when, context)
            state = False if holds is False else None if holds is None else state
        if state is False:
            continue
        inside, outside = _published(tier, context, interval)
        if rubric.between_tiers == "undefined" and outside:
            gap = True
        if inside or rubric.between_tiers == "lower_bound":
            found.append(tier.id)
        if state is True:
            break
    return [*found, UNDEFINED] if gap else found


def _interval(total: Points | None) -> Interval:
    if total is None:
        return -INFINITY, INFINITY
    return min(total.earned, total.reachable), max(total.earned, total.reachable)


def _bound_state(tier: Tier, context: Context, interval: Interval) -> bool | None:
    if tier.bound is None:
        return True
    limit = _limit(tier, context)
    if limit is None:
        return None
    return compare("at_least" if tier.at_least is not None else "at_most", interval, limit)


def _limit(tier: Tier, context: Context) -> Interval | None:
    """Return the bound of a tier in the unit of the total; None where it is not known."""
    bound = tier.bound
    if bound is None or bound.share is None:
        return None if bound is None else operand(bound, context)
    if context.total is None:
        return None
    value = Fraction(bound.share) * context.total.maximum / 100
    return value, value


def _published(tier: Tier, context: Context, interval: Interval) -> tuple[bool, bool]:
    """Say whether totals that this tier holds lie inside, and outside, the range printed for it."""
    printed = tier.as_published.get("all")
    for name in context.sheet.rubric.facts:
        printed = tier.as_published.get(str(context.facts.get(name)), printed)
    if printed is None or context.total is None:
        return True, False
    start = -INFINITY if printed.from_ is None else printed.from_
    end = INFINITY if printed.to is None else printed.to
    low, high = _own_side(tier, context, interval)
    return high >= start and low <= end, low < start or high > end


def _own_side(tier: Tier, context: Context, interval: Interval) -> Interval:
    """Cut an interval to what this tier can hold: from its bound to the bound of the better one."""
    low, high = interval
    tiers = context.sheet.rubric.tiers
    rank = tiers.index(tier)
    own = _limit(tier, context) or (-INFINITY, INFINITY)
    better = (_limit(tiers[rank - 1], context) if rank else None) or (INFINITY, -INFINITY)
    if context.sheet.rubric.total.better == "higher":
        return max(low, own[0]), min(high, better[0])
    return max(low, better[1]), min(high, own[1])


def published_gap(context: Context, tier: str) -> bool:
    """Say whether a settled total lies in no range that the source prints for its tier."""
    total = context.total
    if total is None or not total.final:
        return False
    found = next((t for t in context.sheet.rubric.tiers if t.id == tier), None)
    return found is not None and _published(found, context, _interval(total))[1]


def _capped(reached: set[str], gates: Sequence[Gate], ranks: dict[str, int]) -> list[str]:
    """Lower the verdicts by gates; an open gate leaves both possible."""
    possible = reached
    for gate in gates:
        if gate.gives is None or gate.state in ("met", "no"):
            continue
        limit = ranks[gate.gives]
        lowered = {name if ranks[name] >= limit else gate.gives for name in possible}
        possible = lowered | possible if gate.state == "open" else lowered
    return sorted(possible, key=ranks.__getitem__)


def _open_in(
    context: Context, by_case: Sequence[tuple[dict[Switch, str | bool], list[str]]]
) -> list[str]:
    """Name what of total, facts and tier conditions is open."""
    opened: list[str] = []
    total = context.total
    if any(len(names) > 1 for _, names in by_case) and (total is None or not total.final):
        opened.append("total")
    if len({tuple(names) for _, names in by_case}) > 1:
        opened += [name for (_, name) in by_case[0][0]]
    for tier in context.sheet.rubric.tiers:
        if tier.when is not None and decide(tier.when, context) is None:
            opened += blame(tier.when, context, None)
    return list(dict.fromkeys(opened))


