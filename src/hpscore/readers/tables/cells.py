"""Put the cells of a row together to an assessment."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from hpscore.message import say
from hpscore.model.sheet import Issue
from hpscore.source import DataPath, Value

__all__ = ["Cells", "unfit"]

_NOT_APPLICABLE: Final = re.compile(r"(?:不适用|n/a)\s*(?::\s*(.*))?", re.IGNORECASE | re.DOTALL)
_REWRITTEN: Final = re.compile(r"[+-]?\d+(?:\.\d+)?E[+-]?\d+", re.IGNORECASE)
"""How a spreadsheet shows a long number, such as one that serves as an id."""
_NO_VALUE: Final = re.compile(r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!)|nan", re.IGNORECASE)
"""What a spreadsheet or a program writes where a formula came to nothing."""


class Cells:
    """The cells of one row, each with the way to its value."""

    def __init__(self) -> None:
        self.issues: list[Issue] = []
        self._sections: dict[str, dict[str, Value]] = {"answers": {}}
        self._single: dict[str, Value] = {}

    def add(self, path: DataPath, text: str) -> None:
        """Add what stands in the cell of a column that leads to `path`."""
        section, *rest = map(str, path)
        if section in ("subject", "assessor"):
            self.issues += unfit(path, text)
        if not rest:
            self._single[section] = text
        elif section != "answers":
            self._sections.setdefault(section, {})[rest[0]] = text
        else:
            self._answer(rest[0], rest[1] if rest[1:] else "value", text)

    def value(self) -> dict[str, Value]:
        """Return the assessment; a question with nothing but a value is written as that."""
        return {**self._single, **self._sections}

    def _answer(self, question: str, name: str, text: str) -> None:
        answers = self._sections["answers"]
        excused = _NOT_APPLICABLE.fullmatch(unicodedata.normalize("NFKC", text))
        value: Value = text
        if name == "value" and excused is not None:
            name, value = "na", excused[1] or ""
        known = answers.get(question)
        if known is None and name == "value":
            answers[question] = value
        elif isinstance(known, dict):
            known[name] = value
        else:
            answers[question] = {**({} if known is None else {"value": known}), name: value}


def unfit(path: DataPath, text: str) -> Iterator[Issue]:
    """Yield why a text is none that somebody wrote: a program put it in its place."""
    if _REWRITTEN.fullmatch(text):
        yield Issue(
            path,
            "rewritten",
            say("'{key}' is {got}, as spreadsheets rewrite long numbers", key=path[-1], got=text),
            say("format the column as text, and enter the number again"),
        )
    elif _NO_VALUE.fullmatch(text):
        yield Issue(
            path,
            "no-value",
            say("'{key}' is {got}, which stands for no value", key=path[-1], got=text),
            say("leave the cell blank while it is not known"),
        )
