"""What answers set on the command line change: the lines, the total and the verdict."""

from __future__ import annotations

from collections.abc import Iterator

from hpscore.message import say
from hpscore.model.result import Points, Result, Trace
from hpscore.reports.closing import conversion_words, tier_words
from hpscore.reports.distances import standing_words
from hpscore.reports.names import Names
from hpscore.reports.terms import CAUSE_WORDS, interval

__all__ = ["changed_lines"]


def changed_lines(before: Result, after: Result, names: Names) -> Iterator[tuple[str, str, str]]:
    """Yield what differs, with its value before and after: lines, total, conversions, verdict."""
    old, new = _lines(before, names), _lines(after, names)
    for name, said in old.items():
        if said != new[name]:
            yield names.line(name), said, new[name]
    if before.total != after.total:
        yield names.word(say("total")), _total(before.total), _total(after.total)
    for name in after.conversions:
        if name in before.conversions and before.conversions[name] != after.conversions[name]:
            yield (
                names.of(name),
                conversion_words(before, name, names),
                conversion_words(after, name, names),
            )
    if before.tier != after.tier:
        yield names.word(say("tier")), tier_words(before, names), tier_words(after, names)


def _lines(result: Result, names: Names) -> dict[str, str]:
    # by the id of the line: that of its trace is the question's, which a switch may change
    lines = {
        **{i.id: i.line for dimension in result.dimensions for i in dimension.indicators},
        **{a.id: a.trace for a in result.adjustments if a.trace is not None},
    }
    return {name: _stands(line, names) for name, line in lines.items()}


def _stands(line: Trace, names: Names) -> str:
    if line.state == "not_applicable":
        return names.word(CAUSE_WORDS["not_applicable"])
    if line.points is not None:
        return interval(line.points)
    return standing_words(line, names)


def _total(points: Points | None) -> str:
    return "–" if points is None else interval(points)
