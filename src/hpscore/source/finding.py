"""What a reader of text refuses, by offsets, and how offsets become lines and columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NoReturn

from hpscore.message import Message
from hpscore.problem import Location, Problem

__all__ = ["Finding", "RefusedError", "brief", "place", "problems_of", "refuse"]

_LONGEST_SNIPPET = 2_000
_LONGEST_QUOTED = 60


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem whose place is still a pair of offsets; `start` is None for a whole file."""

    code: str
    message: Message
    help: Message
    start: int | None = None
    end: int = 0


class RefusedError(Exception):
    """Stops a reader; `text` is what the offsets point into, where it is not the whole text."""

    def __init__(self, *findings: Finding, text: str | None = None) -> None:
        self.findings = findings
        self.text = text
        super().__init__("; ".join(str(finding.message) for finding in findings))


def refuse(
    code: str, message: Message, help_: Message, start: int | None = None, end: int = 0
) -> NoReturn:
    """Stop the reader over one finding."""
    raise RefusedError(Finding(code, message, help_, start, end))


def problems_of(refused: RefusedError, text: str, file: str | None) -> list[Problem]:
    """Return the findings as problems with lines and columns of `text`."""
    text = text if refused.text is None else refused.text
    return [
        Problem(
            finding.code,
            finding.message,
            Location(file=file)
            if finding.start is None
            else place(text, finding.start, finding.end, file),
            finding.help,
        )
        for finding in refused.findings
    ]


def brief(text: str) -> str:
    """Return `text` on one line and short enough to be quoted in a message."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_QUOTED else f"{line[: _LONGEST_QUOTED - 1]}…"


def place(text: str, start: int, end: int, file: str | None) -> Location:
    """Return the location of `text[start:end]`, its width cut at the end of the first line.

    Lines end with LF, CR or CRLF. A line of more than 2,000 characters has no snippet, and a
    width of 1.
    """
    breaks = text.count("\n", 0, start)
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", start)
    line_end = len(text) if line_end < 0 else line_end
    if "\r" in text:
        breaks += text.count("\r", 0, start) - text.count("\r\n", 0, start)
        line_start = max(line_start, text.rfind("\r", 0, start) + 1)
        carriage = text.find("\r", start, line_end)
        line_end = line_end if carriage < 0 else carriage
    short = line_end - line_start <= _LONGEST_SNIPPET
    return Location(
        file=file,
        line=breaks + 1,
        column=start - line_start + 1,
        width=max(1, min(end, line_end) - start) if short else 1,
        snippet=text[line_start:line_end] if short else None,
    )
