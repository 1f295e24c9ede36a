"""Events that rows of registers record, and which of them serve several lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from hpscore.model.measured import Event, place_key
from hpscore.model.rows import RegisterRows
from hpscore.model.sheet import Sheet
from hpscore.scoring.row_screen import Entry, joined, links

if TYPE_CHECKING:
    from hpscore.model.rubric import Rubric

__all__ = ["lines_of", "shared_events"]

_COUNTING: Final = ("count", "distinct", "sum")
"""Measures that earn by what each row adds; shares and means only read the table they are of."""


def lines_of(sheet: Sheet) -> dict[str, str]:
    """Return the line of each question that counts rows, where one reads it that earns points.

    Of lines without points, none is given twice what one row is worth.
    """
    counting = {m.answers for m in sheet.rubric.measures if m.kind in _COUNTING}
    return {
        name: line.id
        for line in sheet.lines.values()
        if line.node.points is not None
        for name in line.node.questions()
        if name in counting
    }


def shared_events(
    sheet: Sheet,
    registers: Mapping[str, RegisterRows],
    counted: Mapping[str, Sequence[Entry]],
) -> dict[tuple[str, ...], tuple[Event, ...]]:
    """Return the events that serve questions of different lines, by these questions.

    `counted` are the rows that each question counts, those combined with others included.
    """
    lines = lines_of(sheet)
    served: dict[int, list[str]] = {}
    entries: dict[int, Entry] = {}
    for question in sheet.questions:
        for entry in counted.get(question, ()) if question in lines else ():
            entries[id(entry.row)] = entry
            served.setdefault(id(entry.row), []).append(question)
    found: dict[tuple[str, ...], tuple[Event, ...]] = {}
    for event in _events(sheet.rubric, registers, list(entries.values())):
        serving = {name for row in event for name in served[id(row)]}
        questions = tuple(name for name in sheet.questions if name in serving)
        if len({lines[name] for name in questions}) > 1:
            found[questions] = (*found.get(questions, ()), event)
    return found


def _events(
    rubric: Rubric, registers: Mapping[str, RegisterRows], entries: Sequence[Entry]
) -> list[Event]:
    """Return rows by event, by place: those that a measure joins are one, whoever counts them."""
    beside: dict[int, set[int]] = {id(entry.row): set() for entry in entries}
    for measure in rubric.measures:
        names = measure.register_
        if measure.once is not None and all(name in registers for name in names):
            own = [entry for entry in entries if entry.register in names]
            for row, others in links(registers, names, measure.once, own).items():
                beside[row] |= others
    ordered = sorted(entries, key=lambda entry: place_key(entry.row.place))
    return [tuple(entry.row for entry in group) for group in joined(ordered, beside)]
