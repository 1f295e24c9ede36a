"""What falls due by when: the days of a schedule in a period, and how a count stands on one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from hpscore.model.assessment import Assessment, Period
from hpscore.model.number import Bound, Number, divide
from hpscore.model.result import Due
from hpscore.scoring.context import Context

if TYPE_CHECKING:
    from hpscore.model.leaves import Due as Schedule
    from hpscore.model.rubric import Rubric

__all__ = ["Calendar", "calendar_of", "days_due", "days_kept", "is_over", "judged_on"]

_MONTHS: Final = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}


def judged_on(context: Context) -> date | None:
    """Return the day on which it is judged; None at the end of the period, or where not told."""
    name = context.sheet.rubric.as_of
    told = None if name is None else context.facts.get(name)
    return date.fromisoformat(told) if isinstance(told, str) else None


def days_kept(rubric: Rubric, assessment: Assessment) -> Period | None:
    """Return the days whose rows of registers count: the period, up to the day it is judged on."""
    period = assessment.period
    told = None if rubric.as_of is None else assessment.subject.get(rubric.as_of)
    if period is None or not isinstance(told, str) or told >= period.to:
        return period
    return Period(period.from_, told)


def is_over(context: Context) -> bool:
    """Say whether the period is over on the day on which it is judged."""
    day = judged_on(context)
    return day is None or day >= _period(day, context)[1]


def calendar_of(schedule: Schedule, context: Context, *, whole: bool) -> Calendar | None:
    """Return the days on which parts fall due; None where it is judged at the end."""
    day = judged_on(context)
    if day is None:
        return None
    first, last = _period(day, context)
    return Calendar(day, last, days_due(schedule, first, last), whole)


def _period(day: date, context: Context) -> tuple[date, date]:
    """Return the first and the last day of what is assessed: without a period, that year."""
    if context.period is None:
        return date(day.year, 1, 1), date(day.year, 12, 31)
    return date.fromisoformat(context.period.from_), date.fromisoformat(context.period.to)


def days_due(schedule: Schedule, first: date, last: date) -> tuple[date, ...]:
    """Return the days of a period on which parts fall due, in order; at least its last day.

    Weeks are counted from the first day of the period; what is left of it joins the last week.
    Months, quarters, halves and years are those of the calendar; one that the period cuts off
    ends with it.
    """
    if schedule.every is None:
        found = [day for text in schedule.on for day in _days(text, first, last)]
        return tuple(sorted(found)) or (last,)
    if schedule.every == "week":
        weeks = max(1, ((last - first).days + 1) // 7)
        return (*(first + timedelta(7 * n - 1) for n in range(1, weeks)), last)
    length = _MONTHS[schedule.every]
    ends = [end for end in _month_ends(first, last) if end.month % length == 0]
    return (*(end for end in ends if end < last), last)


def _days(text: str, first: date, last: date) -> Iterator[date]:
    month, day = map(int, text.split("-"))
    for year in range(first.year, last.year + 1):
        found = min(_month_end(year, month), date(year, month, 1) + timedelta(day - 1))
        if first <= found <= last:
            yield found


def _month_ends(first: date, last: date) -> Iterator[date]:
    for year in range(first.year, last.year + 1):
        for month in range(1, 13):
            end = _month_end(year, month)
            if first <= end <= last:
                yield end


def _month_end(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(1)


class Calendar:
    """The days on which parts fall due, and the day on which it is judged."""

    __slots__ = ("_days", "_whole", "day", "last")

    def __init__(self, day: date, last: date, days: tuple[date, ...], whole: bool) -> None:
        self.day, self.last, self._days, self._whole = day, last, days, whole

    def so_far(self, target: Bound) -> Bound:
        """Return how much of a target is due on the day on which it is judged."""
        if isinstance(target, float):
            return target if any(day <= self.day for day in self._days) else 0
        return self._by(self.day, target)

    def _by(self, day: date, target: Number) -> Number:
        """Return how much is due by a day; of what is counted, whole ones."""
        gone = sum(each <= day for each in self._days)
        part = divide(target * gone, len(self._days))
        return part if not self._whole or gone == len(self._days) else int(part // 1)

    def stands(self, target: Number, value: Number | None, met: bool | None) -> Due:
        """Say how a value stands to a target on the day on which it is judged."""
        ahead = [day for day in self._days if day > self.day] or [self.last]
        left = None if value is None else max(0, target - value)
        upcoming = None
        if value is not None:
            amounts = ((day, self._by(day, target)) for day in ahead)
            upcoming = next(((day, due - value) for day, due in amounts if due > value), None)
        over = self.day >= self.last
        return Due(
            at=self.day.isoformat(),
            of=target,
            last=ahead[-1].isoformat(),
            next=None if upcoming is None or over else upcoming[0].isoformat(),
            more=None if upcoming is None or over else upcoming[1],
            left=left,
            standing=None if met is None else "met" if met else "unmet" if over else "behind",
        )
