"""Where the values and keys of a document stand in its text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from hpscore.message import say
from hpscore.source.finding import Finding, brief, place
from hpscore.source.value import DataPath

__all__ = ["Index", "Repeat", "Span"]

Span: TypeAlias = tuple[int, int]
"""Start and end of a piece of text, as offsets in code points."""


@dataclass(frozen=True, slots=True)
class Repeat:
    """A key that its mapping already had, and where it stood first."""

    key: str
    first: int
    span: Span


@dataclass(frozen=True, slots=True)
class Index:
    """The spans of every value by path, of every key by its value's path, and repeated keys."""

    values: dict[DataPath, Span] = field(default_factory=dict)
    keys: dict[DataPath, Span] = field(default_factory=dict)
    repeats: list[Repeat] = field(default_factory=list)

    def find(self, path: DataPath, *, key: bool) -> Span:
        """Return the span of the value at `path`, or of its key.

        A path that leads nowhere gives the key of the nearest value that exists on the way,
        an item of a list or the root itself where there is no key.
        """
        if path in self.values:
            return self.keys.get(path, self.values[path]) if key else self.values[path]
        while path and path not in self.values:
            path = path[:-1]
        return self.keys.get(path, self.values.get(path, (0, 0)))

    def repeated_keys(self, text: str, most: int) -> list[Finding]:
        """Return a finding for each repeated key, `most` at most, in the text's order."""
        return [
            Finding(
                "duplicate-key",
                say(
                    "the key '{key}' is given twice, first on line {line}",
                    key=brief(repeat.key),
                    line=place(text, repeat.first, repeat.first, None).line,
                ),
                say("keep one of the two, or give them different names"),
                *repeat.span,
            )
            for repeat in sorted(self.repeats, key=lambda repeat: repeat.span)[:most]
        ]
