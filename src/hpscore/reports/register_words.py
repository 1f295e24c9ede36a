"""Registers in words: how many rows an answer was derived from, and why others did not count."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from hpscore.message import Message, say
from hpscore.model.answer import Tally
from hpscore.reports.names import Names

__all__ = ["row_words"]

_WHY: Final[Mapping[str, Message]] = {
    "outside-period": say("outside the period"),
    "undated": say("without a date"),
    "invalid": say("with an invalid cell"),
    "blank": say("with a blank cell"),
    "combined": say("of an event that counts already"),
    "unmet": say("not meeting the condition"),
    "elsewhere": say("counted for another indicator"),
}


def row_words(rows: Tally, names: Names) -> str:
    """Say from which registers an answer came: `4 rows counted, 2 not (1 without a date)`."""
    registers = names.sheet.rubric.registers
    titles = [registers[name].title for name in rows.registers]
    said = {"registers": titles, "counted": rows.counted}
    why = [
        names.word(say("{count} {why}", count=count, why=_WHY[code]))
        for code, count in sorted(rows.left_out.items(), key=lambda item: [*_WHY].index(item[0]))
    ]
    if not why:
        return names.word(say("from the register {registers}: rows counted, {counted}", **said))
    left = sum(rows.left_out.values())
    return names.word(
        say(
            "from the register {registers}: rows counted, {counted}; not counted, {left} ({why})",
            left=left,
            why=names.listed(why),
            **said,
        )
    )
