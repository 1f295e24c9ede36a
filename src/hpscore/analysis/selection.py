"""Select the best within a quota: who is in for certain, who is not, and what is undecided.

Ties at the cut and totals that are still open are never broken: a subject is selected when it has
a place whatever becomes of the rest, and left out when it has none whatever becomes of it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from hpscore.analysis.eligibility import Reason
from hpscore.analysis.joining import Candidate
from hpscore.model.assessment import FactValue
from hpscore.model.number import Number, spell

__all__ = ["Drawn", "Group", "Placed", "draw", "select"]


@dataclass(frozen=True, slots=True)
class Placed:
    """A candidate with the places that it may come to hold, and why it is not selected."""

    candidate: Candidate
    first: int | None = None
    """The best place that is possible, from 1; none for those who are not ranked."""
    last: int | None = None
    """The worst place that is possible; of a tie, the last place that it may take."""
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """What a quota was applied to: all candidates, or those with one value of a fact."""

    value: FactValue | None
    quota: int
    selected: tuple[Placed, ...]
    """Best first; of equal totals by id."""
    undecided: tuple[Placed, ...]
    excluded: tuple[Placed, ...]
    """First those for whom there was no place, best first; then the others, by id."""

    @property
    def free(self) -> int:
        """How many places are not filled for certain."""
        return self.quota - len(self.selected)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A subject that was drawn, with the number that drew it."""

    candidate: Candidate
    digest: str


def select(
    candidates: Iterable[Candidate], quota: int, per: str | None = None
) -> tuple[Group, ...]:
    """Rank candidates and cut at the quota, by groups of a fact's values where `per` names one.

    The order of the candidates does not matter. Those without that fact stand in a last group.
    """
    by_value: dict[FactValue | None, list[Candidate]] = {}
    for candidate in candidates:
        value = None if per is None else candidate.facts.get(per)
        by_value.setdefault(value, []).append(candidate)
    if not by_value and per is None:
        by_value[None] = []
    order = sorted(by_value, key=lambda value: (value is None, _text(value)))
    return tuple(_group(value, by_value[value], quota) for value in order)


def _text(value: FactValue | None) -> str:
    return value if isinstance(value, str) else "" if value is None else spell(value)


def _group(value: FactValue | None, members: Sequence[Candidate], quota: int) -> Group:
    ranked = sorted((c for c in members if not c.excluded), key=_by_rank)
    # what each may come to at best, of all; and at worst, of those who are eligible for certain
    bests = sorted(c.best for c in ranked)
    worsts = sorted(c.worst for c in ranked if not c.open)
    selected: list[Placed] = []
    undecided: list[Placed] = []
    over: list[Placed] = []
    for candidate in ranked:
        first = 1 + len(worsts) - bisect_right(worsts, candidate.best)
        # itself may reach its own worst, and is no rival
        last = len(bests) - bisect_left(bests, candidate.worst)
        if first > quota:
            over.append(Placed(candidate, first, last, (Reason("over_quota"),)))
        elif last <= quota and not candidate.open:
            selected.append(Placed(candidate, first, last))
        else:
            reasons = (*candidate.open, *_place(candidate, first, last, quota, bests))
            undecided.append(Placed(candidate, first, last, reasons))
    others = sorted((c for c in members if c.excluded), key=lambda c: c.id)
    excluded = (*over, *(Placed(c, reasons=c.excluded) for c in others))
    return Group(value, quota, tuple(selected), tuple(undecided), excluded)


def _by_rank(candidate: Candidate) -> tuple[Number, Number, str]:
    return -candidate.worst, -candidate.best, candidate.id


def _place(
    candidate: Candidate, first: int, last: int, quota: int, bests: Sequence[Number]
) -> Iterator[Reason]:
    """Yield why it is open whether there is a place: its own total, others that are open, a tie."""
    if last <= quota:
        return
    if candidate.worst != candidate.best:
        yield Reason("score_open")
        return
    ahead = len(bests) - bisect_right(bests, candidate.worst)
    equal = last - ahead - 1
    if ahead >= first:  # some of these may, but need not, come ahead
        yield Reason("others_open")
    if equal and (ahead < quota or first + equal > quota):
        yield Reason("tie")


def draw(group: Group, count: int, seed: str) -> tuple[Drawn, ...]:
    """Draw so many of those who are selected, all where there are not more, in the order drawn.

    Everyone's number is the SHA-256 of the seed, a line feed and the id, in UTF-8; the least
    numbers are drawn. That is the same wherever and by whatever it is worked out.
    """
    drawn = [
        Drawn(placed.candidate, sha256(f"{seed}\n{placed.candidate.id}".encode()).hexdigest())
        for placed in group.selected
    ]
    return tuple(sorted(drawn, key=lambda one: (one.digest, one.candidate.id))[:count])
