"""What the keys of a form mean by one rubric; made once for many forms."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from hpscore.model.asking import ways_to_write
from hpscore.model.sheet import Issue
from hpscore.readers.facts import fact_names
from hpscore.readers.filled.layout import COVER, DIGEST
from hpscore.readers.filled.pages import LONGEST, plain
from hpscore.readers.registers.headings import Columns
from hpscore.readers.registers.sheets import register_names
from hpscore.readers.tables.bare import item_before
from hpscore.readers.tables.headings import CHINESE, FIXED, Headings
from hpscore.source import DataPath

if TYPE_CHECKING:
    from hpscore.readers.assessments import Reader

__all__ = ["DECIDING", "Keys", "fixed_label"]

DECIDING: Final = frozenset({("rubric",), ("period", "from"), ("period", "to")})
"""Where labels lead that decide which rubric a form answers."""
_FIXED: Final[dict[str, DataPath]] = {
    **{plain(heading): path for heading, path in FIXED.items()},
    **{plain(heading): FIXED[name] for heading, name in CHINESE.items()},
    **{plain(text): FIXED[name] for name, texts in COVER.items() for text in texts.values()},
    **{plain(text): ("digest",) for text in DIGEST.values()},
}
_BRACKET: Final = re.compile(r"\s*\([^()]*\)$")
"""What a label explains behind itself; a folded text has no full-width brackets."""
_COPY: Final = re.compile(r"\s*(?:\(\d+\)|_\d+)$")
"""What programs append to the name of a sheet that was copied."""


def fixed_label(text: str) -> DataPath | None:
    """Return where a label of a cover leads whatever the rubric; None for any other text."""
    return _FIXED.get(plain(text)) if len(text) <= LONGEST else None


_LONGEST_TITLE: Final = 200


class Keys:
    """Finds questions, facts, lines and registers by the words of a form."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._headings = Headings(reader)
        self._facts = fact_names(reader.rubric)
        self._known: dict[str, DataPath | Issue] = {}
        self._lines: dict[str, str] = {}
        for line in reader.sheet.lines.values():
            for question in line.node.questions():
                self._lines.setdefault(question, line.id)
        self._registers = register_names(reader.rubric)
        self.columns = {
            name: Columns.of(register) for name, register in reader.rubric.registers.items()
        }

    def find(self, key: str) -> DataPath | Issue:
        """Return where the answer beside a key belongs, or why it belongs nowhere."""
        if key in self._reader.sheet.questions:
            return ("answers", key)
        found = self._known.get(key)
        if found is None:
            found = self._headings.find(key)
            if len(self._known) < 1_000:  # a hostile form could have any number
                self._known[key] = found
        return found

    def knows(self, text: str) -> bool:
        """Say whether a title or a reference leads to a question or a line."""
        return 0 < len(text) <= _LONGEST_TITLE and bool(
            self._reader.names.find(text) or self._reader.names.find(item_before(text) or "")
        )

    def options(self, path: DataPath) -> Mapping[str, str]:
        """Return the options of a fact by every way to write each, folded; none without any."""
        fact = self._reader.rubric.facts.get(str(path[-1])) if path[0] == "subject" else None
        return ways_to_write(fact.options) if fact is not None and fact.options else {}

    def line(self, key: str) -> str | None:
        """Return the line that points awarded beside a key belong to: the first that asks it."""
        lines = self._reader.sheet.lines
        found = self._reader.names.find(key)
        named = {name if name in lines else self._lines.get(name) for name in found}
        return named.pop() if len(named) == 1 else None

    def label(self, text: str) -> DataPath | None:
        """Return where a label of a cover leads; None for a text that is no label."""
        if len(text) > LONGEST:
            return None
        fixed = fixed_label(text)
        if fixed is not None:
            return fixed
        folded = plain(text)
        if folded.startswith("subject."):
            name = text.strip().rstrip(":： ").partition(".")[2].strip()
            return ("subject", self._facts.get(folded.partition(".")[2], name)) if name else None
        fact = self._facts.get(folded) or self._facts.get(_BRACKET.sub("", folded))
        return None if fact is None else ("subject", fact)

    def register(self, sheet: str) -> str | None:
        """Return the register that a sheet is called like; the name may have been cut."""
        for name in (sheet, _COPY.sub("", sheet)):
            found = self._registers.find(name)
            if not found:
                cut = plain(name)
                found = tuple(
                    register
                    for register, each in self._reader.rubric.registers.items()
                    if len(name) >= _CUT
                    and any(plain(t).startswith(cut) for t in each.title.both())
                )
            if len(found) == 1:
                return found[0]
        return None


_CUT: Final = 20
"""How long the name of a sheet is at least that was cut; it may have 31 characters."""
