"""Put the cells of a row together to an assessment."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from hpscore.model.sheet import Issue
from hpscore.readers.tables.mangled import unfit
from hpscore.source import DataPath, Value

__all__ = ["Cells", "is_excused"]

_NOT_APPLICABLE: Final = re.compile(r"(?:不适用|n/a)\s*(?::\s*(.*))?", re.IGNORECASE | re.DOTALL)


class Cells:
    """The cells of one row, each with the way to its value."""

    def __init__(self) -> None:
        self.issues: list[Issue] = []
        self._sections: dict[str, dict[str, Value]] = {"answers": {}}
        self._single: dict[str, Value] = {}

    def add(self, path: DataPath, text: str) -> None:
        """Add what stands in the cell of a column that leads to `path`."""
        section, *rest = map(str, path)
        if section == "assessor":
            self.issues += unfit(path, text)
        if not rest:
            self._single[section] = text
        elif section == "points":
            self._point(rest[0], rest[1] if rest[1:] else "points", text)
        elif section != "answers":
            self._sections.setdefault(section, {})[rest[0]] = text
        else:
            self._answer(rest[0], rest[1] if rest[1:] else "value", text)

    def value(self) -> dict[str, Value]:
        """Return the assessment; a question with nothing but a value is written as that."""
        return {**self._single, **self._sections}

    def _answer(self, question: str, name: str, text: str) -> None:
        answers = self._sections["answers"]
        excused = _excused(text)
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

    def _point(self, line: str, name: str, text: str) -> None:
        points = self._sections.setdefault("points", {})
        known = points.get(line)
        if known is None and name == "points":
            points[line] = text
        elif isinstance(known, dict):
            known[name] = text
        else:
            points[line] = {**({} if known is None else {"points": known}), name: text}


def is_excused(text: str) -> bool:
    """Say whether a cell says that its question is not applicable."""
    return _excused(text) is not None


def _excused(text: str) -> re.Match[str] | None:
    return _NOT_APPLICABLE.fullmatch(unicodedata.normalize("NFKC", text))
