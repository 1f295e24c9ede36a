"""Tiers: the verdict over the total, or the verdicts that completions can still reach."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count, takewhile
from typing import TYPE_CHECKING, Final

from hpscore.message import Sayable, say
from hpscore.model.number import INFINITY, Bound, divide
from hpscore.model.reads import MOST_BRANCHES, branches
from hpscore.model.result import Gate, TierResult
from hpscore.model.switches import Switch, switch_of, switches_of
from hpscore.scoring.comparing import compare, operand
from hpscore.scoring.conditions import blame, decide
from hpscore.scoring.context import Case, Context
from hpscore.scoring.whole import Interval

if TYPE_CHECKING:
    from hpscore.model.rubric import Rubric, Tier
    from hpscore.model.verdicts import Range

__all__ = ["UNDEFINED", "Standing", "published_gap", "tier_of", "tier_switches"]

UNDEFINED: Final = "undefined"
"""The id of the verdict that no published range gives, where a rubric says so."""


@dataclass(frozen=True, slots=True)
class Standing:
    """All that a verdict reads: the run with its total, and how the gates stand."""

    context: Context
    gates: tuple[Gate, ...]


def tier_of(
    standing: Standing,
    withheld: Sequence[Gate],
    switches: Iterable[Switch],
    anew: Callable[[Case], Standing],
) -> TierResult:
    """Return the verdict: the lowest of the total's tier and what gates give.

    `switches` is what `tier_switches` gives of the rubric; `anew` gives the standing with some
    switches taken as known.
    """
    context = standing.context
    rubric = context.sheet.rubric
    if any(gate.state == "yes" for gate in withheld):
        reasons = tuple(gate.id for gate in withheld if gate.state == "yes")
        return TierResult(None, None, decided=False, open=reasons)
    waiting = [gate.id for gate in withheld if gate.state == "open"]
    if not rubric.tiers:
        return TierResult(None, None, decided=not waiting, open=tuple(waiting))
    unknown = _unknown(context, switches)
    standings = [anew(case) for case in context.cases(unknown)] if unknown else [standing]
    ranks = {name: rank for rank, name in enumerate((*(t.id for t in rubric.tiers), UNDEFINED))}
    by_case = [_reachable(each.context) for each in standings]
    possible = {
        name
        for each, names in zip(standings, by_case, strict=True)
        for name in _capped(names, each.gates, ranks)
    }
    ordered = tuple(sorted(possible, key=ranks.__getitem__))
    if len(ordered) == 1 and not waiting:
        return TierResult(ordered[0], _title(rubric, ordered[0]), decided=True)
    opened = [
        *_open_in(context, unknown, [each.context for each in standings], by_case),
        *_open_gates(standing.gates, min(ranks[n] for names in by_case for n in names), ranks),
        *waiting,
    ]
    return TierResult(
        None, None, decided=False, possible=ordered, open=tuple(dict.fromkeys(opened))
    )


def _title(rubric: Rubric, name: str) -> Sayable:
    titles = (tier.title for tier in rubric.tiers if tier.id == name)
    return next(titles, say("no tier published"))


def tier_switches(rubric: Rubric) -> tuple[Switch, ...]:
    """Return the facts and questions that tiers branch on."""
    switches: list[Switch] = []
    for tier in rubric.tiers:
        if tier.bound is not None and tier.bound.by is not None:
            switches.append(switch_of(tier.bound.by))
        switches.extend(switches_of(tier.when))
        if rubric.between_tiers == "undefined":
            switches += (
                ("fact", name)
                for name, fact in rubric.facts.items()
                if fact.options is not None and tier.as_published.keys() & fact.options.keys()
            )
    return tuple(dict.fromkeys(switches))


def _unknown(context: Context, of_tiers: Iterable[Switch]) -> tuple[Switch, ...]:
    """Return the unknown switches of tiers and gates that are tried case by case.

    What would make too many cases is left open: sound, but perhaps not decided.
    """
    rubric = context.sheet.rubric
    switches = [*of_tiers]
    for gate in rubric.prerequisites:
        if gate.id not in context.answers:
            switches += switches_of(gate.derive)
    for veto in rubric.vetoes:
        if veto.gives is not None and veto.id not in context.vetoes:
            switches += switches_of(veto.when)
    found: tuple[Switch, ...] = ()
    for switch in context.unknown(dict.fromkeys(switches)):
        if branches(context.sheet, (*found, switch)) <= MOST_BRANCHES:
            found = (*found, switch)
    return found


def _reachable(context: Context) -> list[str]:
    """List the tiers that some completion reaches, best first, with the switches known."""
    found: list[str] = []
    gap = False
    tiers = context.sheet.rubric.tiers
    undefined = context.sheet.rubric.between_tiers == "undefined"
    state: bool | None = None
    ranks = count()
    while state is not True:  # the last tier holds whatever comes
        rank = next(ranks)
        state = _state(tiers[rank], context)
        if state is False:
            continue
        inside, outside = _published(rank, context) if undefined else (True, False)
        gap = gap or outside
        if inside:
            found.append(tiers[rank].id)
    return [*found, UNDEFINED] if gap else found


def _state(tier: Tier, context: Context) -> bool | None:
    """Say whether a tier's own bound and condition hold."""
    bound = _bound_state(tier, context)
    when = True if tier.when is None or bound is False else decide(tier.when, context)
    return False if when is False else None if when is None else bound


def _bound_state(tier: Tier, context: Context) -> bool | None:
    bound, total = tier.bound, context.total
    if bound is None:
        return True
    if total is None or total.optional:
        return None
    comparison = "at_least" if tier.at_least is not None else "at_most"
    if bound.share is not None:
        share = total.share
        return None if share is None else compare(comparison, share, (bound.share, bound.share))
    limit = operand(bound, context)
    return None if limit is None else compare(comparison, (total.low, total.high), limit)


def _limit(tier: Tier, context: Context) -> Interval | None:
    """Return the bound of a tier in the unit of the total; None where none is known."""
    bound, total = tier.bound, context.total
    if bound is None or total is None:
        return None
    if bound.share is None:
        return operand(bound, context)
    low, high = total.least_maximum, total.maximum
    return divide(bound.share * low, 100), divide(bound.share * high, 100)


def _published(rank: int, context: Context) -> tuple[bool, bool]:
    """Say whether totals that this tier holds lie inside, and outside, the range printed for it."""
    printed = _printed(context.sheet.rubric.tiers[rank], context)
    if printed is None or context.total is None:
        return True, False
    start, end = _ends(printed)
    low, high = _own_side(rank, context)
    possible = low <= high
    inside = possible and high >= start and low <= end
    return inside or context.total.optional, possible and (low < start or high > end)


def _printed(tier: Tier, context: Context) -> Range | None:
    """Return the range that the source prints for a tier, by a fact of the subject or for all."""
    for name, fact in context.sheet.rubric.facts.items():
        value = context.facts.get(name)
        if fact.options is not None and isinstance(value, str) and value in tier.as_published:
            return tier.as_published[value]
    return tier.as_published.get("all")


def _ends(printed: Range) -> Interval:
    return (
        -INFINITY if printed.from_ is None else printed.from_,
        INFINITY if printed.to is None else printed.to,
    )


def _own_side(rank: int, context: Context) -> Interval:
    """Return where the total may lie if this tier holds: from its bound to that of a better one."""
    tiers, total = context.sheet.rubric.tiers, context.total
    assert total is not None
    higher = not total.lower_is_better
    low: Bound = total.low
    high: Bound = total.high
    own = _limit(tiers[rank], context)
    if own is not None:
        low, high = (max(low, own[0]), high) if higher else (low, min(high, own[1]))
    for better in tiers[:rank]:
        limit = None if better.when is not None else _limit(better, context)
        if limit is not None:
            low, high = (low, min(high, limit[1])) if higher else (max(low, limit[0]), high)
    return low, high


def published_gap(context: Context, tier: str) -> bool:
    """Say whether a settled total lies in no range that the source prints for its tier."""
    total = context.total
    found = next((t for t in context.sheet.rubric.tiers if t.id == tier), None)
    if total is None or found is None or total.low != total.high:
        return False
    printed = _printed(found, context)
    if printed is None:
        return False
    start, end = _ends(printed)
    return not start <= total.low <= end


def _capped(names: Sequence[str], gates: Sequence[Gate], ranks: dict[str, int]) -> set[str]:
    """Lower the verdicts by gates; an open gate leaves both possible."""
    possible = set(names)
    for gate in gates:
        if gate.gives is None or gate.state in ("met", "no"):
            continue
        limit = ranks[gate.gives]
        lowered = {name if ranks[name] >= limit else gate.gives for name in possible}
        possible = lowered | possible if gate.state == "open" else lowered
    return possible


def _open_gates(gates: Sequence[Gate], best: int, ranks: dict[str, int]) -> Iterator[str]:
    """Yield the open gates that can lower the best verdict."""
    for gate in gates:
        if gate.state == "open" and gate.gives is not None and ranks[gate.gives] > best:
            yield gate.id


def _open_in(
    context: Context,
    unknown: Sequence[Switch],
    tried: Sequence[Context],
    by_case: Sequence[list[str]],
) -> Iterator[str]:
    """Yield what of total, facts and tiers leaves several verdicts; `tried` has each case."""
    total = context.total
    unsettled = total is None or total.optional or total.low != total.high
    several = any(len(names) > 1 for names in by_case)
    # tiers by condition alone do not wait for a total; one that reads it names it itself, below
    if several and unsettled and any(tier.bound is not None for tier in context.sheet.rubric.tiers):
        yield "total"
    if len({tuple(names) for names in by_case}) > 1:
        yield from (name for _, name in unknown)
    tiers = context.sheet.rubric.tiers if several else ()
    for tier in takewhile(lambda tier: not _sure(tier, tried), tiers):
        if any(_state(tier, each) is None for each in tried):
            if tier.when is not None and decide(tier.when, context) is None:
                yield from blame(tier.when, context, None)
            yield from _open_bound(tier, context)


def _sure(tier: Tier, tried: Sequence[Context]) -> bool:
    return all(_state(tier, each) is True for each in tried)


def _open_bound(tier: Tier, context: Context) -> Iterator[str]:
    """Yield the question or fact that a tier's bound waits for."""
    bound = tier.bound
    if bound is None:
        return
    if bound.by is not None:
        yield from (name for _, name in context.unknown([switch_of(bound.by)]))
    elif bound.question is not None or bound.fact is not None:
        ends = operand(bound, context)
        if ends is None or ends[0] != ends[1]:
            yield str(bound.question or bound.fact)
