"""Registers made in a test: a rubric of one register and one measure, and rows to measure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from hpscore.message import say
from hpscore.model.answer import Answer, Fault
from hpscore.model.assessment import Period
from hpscore.model.measured import Measured
from hpscore.model.number import spell_bound
from hpscore.model.rows import OPEN, RegisterRows, Row
from hpscore.model.rubric import Rubric
from hpscore.problem import Location
from hpscore.scoring.measures import measured
from tests.scoring.tiny import tiny

__all__ = [
    "BAD",
    "OPEN",
    "YEAR",
    "Rows",
    "answer",
    "asking",
    "day",
    "found",
    "one",
    "register",
    "said",
]  # fmt: skip

YEAR = Period("2022-01-01", "2022-12-31")
BAD = Fault("not-a-count", say("got {text}", text="many"))
"""A cell that holds no value of its column."""

Rows = Sequence[Mapping[str, Any]]
"""Cells by column; a fault stands for a cell at fault."""

_COLUMNS = """
      day: {title: Day, ask: date}
      number: {title: No.}
      by: {title: By, ask: choice, options: [us, them]}
      people: {title: People, ask: count}
      planned: {title: Planned, ask: count}
      ok: {title: OK, ask: yes_no}
      size: {title: Size, ask: number}
      share: {title: Share, ask: percent}
      street: {title: Street}
      with: {title: With}
"""


def asking(measure: str, ask: str = "count", *, dated: bool = False) -> Rubric:
    """Return a rubric whose question `q` is answered by one measure over `acts` (and `more`)."""
    day = "\n    dated: day" if dated else ""
    registers = "".join(
        f"\n  {name}:\n    title: {name.title()}{day}\n    columns:{_COLUMNS}"
        for name in ("acts", "more")
    )
    return tiny(
        f"questions: [{{id: q, ask: {ask}}}]",
        f"registers:{registers}",
        f"measures:\n  - {{answers: q, register: acts, {measure}}}"
        if "register:" not in measure
        else f"measures:\n  - {{answers: q, {measure}}}",
    )


def day(text: str) -> date:
    """Return a day of 2022, from `03-01`, or any day, from `2021-03-01`."""
    return date.fromisoformat(text if len(text) > 5 else f"2022-{text}")


def register(rows: Rows, file: str = "a.csv") -> RegisterRows:
    """Return rows, which stand from the second line on."""
    return RegisterRows(
        Location(file, 1),
        tuple(
            Row(
                Location(file, line),
                {k: v for k, v in row.items() if v is not None and not isinstance(v, Fault)},
                {k: v for k, v in row.items() if isinstance(v, Fault)},
            )
            for line, row in enumerate(rows, 2)
        ),
    )


def found(
    rubric: Rubric,
    acts: Rows,
    more: Rows | None = None,
) -> Measured:
    """Measure rows of the year."""
    registers = {"acts": register(acts)}
    if more is not None:
        registers["more"] = register(more, "b.csv")
    return measured(rubric, registers, YEAR)


def one(
    measure: str,
    acts: Rows,
    ask: str = "count",
    *,
    dated: bool = False,
    more: Rows | None = None,
) -> str:
    """Tell what one measure gives: `3`, `66.7 (2/3)`, `1..2`, or `none`."""
    return answer(found(asking(measure, ask, dated=dated), acts, more).answers.get("q"))


def answer(given: Answer | None) -> str:
    """Tell an answer in a few words."""
    if given is None:
        return "none"
    assert given.state == "derived"
    if given.value is None:
        return f"{spell_bound(given.low)}..{spell_bound(given.high)}"
    value = spell_bound(given.low)
    return value if given.of is None else f"{value} ({given.count}/{given.of})"


def said(measured_: Measured) -> list[str]:
    """Tell findings: `line code: message`, with a `+` where the row counts all the same."""
    return [
        f"{f.place.line}{'+' if f.counted else ''} {f.code}: {f.message}"
        for f in measured_.findings
    ]
