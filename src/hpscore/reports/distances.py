"""How target lines stand, in words: the value, the target, what is missing and by when."""

from __future__ import annotations

from collections.abc import Iterator

from hpscore.message import say
from hpscore.model.number import spell
from hpscore.model.result import Distance, Due, Trace
from hpscore.reports.names import Names
from hpscore.reports.terms import GATE_WORDS, SIGNS, answer_words, number_words

__all__ = ["distance_words", "missed_words", "standing_words", "still_due"]


def distance_words(trace: Trace, names: Names) -> str:
    """Say how a target line stands to its target."""
    distance = trace.distance
    assert distance is not None  # only target lines are asked
    value = answer_words(trace.answer, trace.question or trace.id, names)
    if distance.target is None:
        return value
    if distance.due is not None:
        held = None if trace.answer is None else value
        return names.joined(_scheduled(held, distance, distance.due, names))
    target = f"{SIGNS[distance.comparison]} {number_words(distance.target, distance.unit)}"
    if trace.met is not False or not (distance.short or distance.units_short):
        return names.word(say("{value}, target {target}", value=value, target=target))
    said = say("{value}, target {target}", value=value, target=target)
    if distance.short:
        short = number_words(distance.short, distance.unit)
        said = say("{value}, target {target}, {short} off", value=value, target=target, short=short)
    return names.joined([names.word(said), *_units(distance, names)])


def standing_words(trace: Trace, names: Names) -> str:
    """Say how a line without points stands: met or not, or open; of a schedule also in between."""
    if trace.stands is None:
        word = "open"
    elif trace.stands:
        word = "on_time" if still_due(trace) else "met"
    else:
        due = None if trace.distance is None else trace.distance.due
        word = "behind" if due is not None and due.standing == "behind" else "unmet"
    return names.word(GATE_WORDS[word])


def still_due(trace: Trace) -> bool:
    """Say whether more falls due of a line that has all that was due so far."""
    due = None if trace.distance is None else trace.distance.due
    return due is not None and due.left != 0


def missed_words(trace: Trace, names: Names) -> Iterator[str]:
    """Yield the parts of a line that do not hold, with how far off they are."""
    for part in trace.parts:
        if part.met is False:
            title = names.of(part.id)
            far = part.distance is not None
            yield names.labelled(title, distance_words(part, names)) if far else title


def _units(distance: Distance, names: Names) -> Iterator[str]:
    """Yield how many units would do, where `short` does not say it already."""
    units = distance.units_short
    if units is None or (distance.of is None and units == distance.short):
        return
    rising = distance.comparison in ("at_least", "above")
    if distance.of is None:
        said = say("{units} more would do", units=units)
        yield names.word(said if rising else say("{units} fewer would do", units=units))
        return
    of = spell(distance.of)
    said = say("{units} more of {of} would do", units=units, of=of)
    yield names.word(said if rising else say("{units} fewer of {of} would do", units=units, of=of))


def _scheduled(value: str | None, distance: Distance, due: Due, names: Names) -> Iterator[str]:
    """Yield what is there, what was due by the day, and what is still to come."""
    assert distance.target is not None
    unit = distance.unit
    of = number_words(due.of, unit)
    yield names.word(
        say("{of} planned", of=of) if value is None else say("{value} of {of}", value=value, of=of)
    )
    so_far = number_words(distance.target, unit)
    yield names.word(
        say("{due} due by {day}", due=so_far, day=due.at)
        if distance.target
        else say("none due by {day}", day=due.at)
    )
    if distance.short:
        short = number_words(distance.short, unit)
        late = due.standing == "unmet"
        yield names.word(
            say("{short} missing", short=short) if late else say("{short} behind", short=short)
        )
        yield from _units(distance, names)
    if due.next is not None and due.more is not None and due.next != due.last:
        more = number_words(due.more, unit)
        yield names.word(say("{more} more by {day}", more=more, day=due.next))
    if due.left and due.standing != "unmet":
        left = number_words(due.left, unit)
        yield names.word(say("{left} left, by {day}", left=left, day=due.last))
