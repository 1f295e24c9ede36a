"""What is wrong with an input, where, and how to put it right.

A problem is data: readers and checks collect them, all at once; only the command line prints.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from hpscore.message import Message

__all__ = ["CommandError", "Location", "Problem", "ProblemError", "Severity", "nearest"]


class Severity(StrEnum):
    """How much a problem or a flag weighs."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Location:
    """A place in a file: line and column of a text, or sheet and cell of a workbook.

    `line` and `column` count from 1, columns in code points. `width` is how many code points
    the caret underlines, and `snippet` the whole line, where the text was at hand.
    """

    file: str | None = None
    line: int | None = None
    column: int | None = None
    sheet: str | None = None
    cell: str | None = None
    width: int = 1
    snippet: str | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: a stable code, a sentence, a place, and a way to mend it."""

    code: str
    message: Message
    location: Location = Location()
    help: Message | None = None
    severity: Severity = Severity.ERROR


class ProblemError(Exception):
    """Raised where an input cannot be used; carries every problem found in it."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(str(problem.message) for problem in self.problems))


class CommandError(Exception):
    """Raised where what the command itself states is wrong, whatever the inputs hold."""

    def __init__(self, message: Message, help_: Message) -> None:
        self.message = message
        self.help = help_
        super().__init__(str(message))


def nearest(name: str, known: Iterable[str], *, alike: float = 0.6) -> str | None:
    """Return the known name that a misspelt one most likely means; None where none is near.

    `alike` is how much of the two names, together, must be the same.
    """
    from difflib import get_close_matches  # only once something is wrong

    by_case = {candidate.casefold(): candidate for candidate in known}
    typed = name.casefold()[:100]
    found = get_close_matches(typed, by_case, n=1, cutoff=alike) or _one_sign_off(typed, by_case)
    return by_case[found[0]] if found else None


def _one_sign_off(name: str, known: Iterable[str]) -> list[str]:
    """Return the only name of two Chinese characters that shares one in its place.

    Half a name is little to share, but names so short are often typed with one wrong sign; where
    several share as much, none of them is more likely.
    """
    if len(name) != 2 or not _chinese(name):
        return []
    short = (other for other in known if len(other) == 2 and _chinese(other))
    found = [other for other in short if other[0] == name[0] or other[1] == name[1]]
    return found if len(found) == 1 else []


def _chinese(text: str) -> bool:
    return all("\u3400" <= sign <= "\u9fff" for sign in text)
