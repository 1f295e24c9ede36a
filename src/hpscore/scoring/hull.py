"""The cases of an unknown switch taken together: the outer ends of what each would earn."""

from __future__ import annotations

from collections.abc import Sequence

from hpscore.model.number import Bound
from hpscore.model.result import Points, Trace
from hpscore.model.sheet import Node
from hpscore.model.switches import Switch
from hpscore.scoring.sums import brought_by, either

__all__ = ["join"]


def join(node: Node, unknown: Sequence[Switch], branches: Sequence[Trace]) -> Trace:
    """Join the traces of a line, one a case, as `branches` has them."""
    applicable = [branch for branch in branches if not _nothing(branch)]
    if not applicable:
        return branches[0]
    own = (name for kind, name in unknown if kind == "question" and (kind, name) in node.switches)
    met = applicable[0].met if len({branch.met for branch in applicable}) == 1 else None
    optional = len(applicable) < len(branches) or any(b.optional for b in branches)
    head = Trace(
        node.id,
        next(own, None),
        "by",
        "unanswered",
        None,
        because={"open": [name for _, name in unknown]},
        parts=tuple(branches),
        met=met,
        optional=optional,
    )
    scored = [(branch, branch.points) for branch in applicable if branch.points is not None]
    if not scored:
        return head
    low = min(points.earned for _, points in scored)
    maximum = max(points.maximum for _, points in scored)
    ahead, best = max(scored, key=lambda pair: pair[1].reachable)
    points = Points(min(low, 0) if optional else low, best.reachable, maximum)
    lost = {cause: value for cause, value in ahead.lost.items() if cause != "not_answered"}
    if maximum > best.maximum:
        lost["short"] = lost.get("short", 0) + maximum - best.maximum
    if points.reachable > points.earned:
        lost["not_answered"] = points.reachable - points.earned
    brought = [brought_by(branch) for branch in branches]
    alike = not optional and all(b.atoms is None and p.maximum == maximum for b, p in scored)
    return Trace(
        head.id,
        head.question,
        head.rule,
        head.state,
        points,
        lost,
        because=head.because,
        parts=head.parts,
        met=met,
        optional=optional,
        atoms=None if alike else either(*brought) if len({*brought}) > 1 else brought[0],
        rest=_rest(branches),
    )


def _nothing(branch: Trace) -> bool:
    """Say whether a case leaves the line out."""
    if branch.state != "not_applicable" or branch.met is not None:
        return False
    return branch.points is None or not branch.points.maximum


def _rest(branches: Sequence[Trace]) -> tuple[Bound, Bound] | None:
    rests = [branch.rest or (0, 0) for branch in branches]
    if not any(branch.rest for branch in branches):
        return None
    return max(worst for worst, _ in rests), min(least for _, least in rests)
