"""Problems as a person reads them: with the line and a caret under what is wrong."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from rich.cells import cell_len

from hpscore.message import Language, say
from hpscore.problem import Location, Problem
from hpscore.reports.plain import plain
from hpscore.reports.terms import SEVERITY_WORDS

__all__ = ["problem_line", "render_problem", "render_problems"]

_WIDEST: Final = 120
"""How many cells of a line are shown."""
_BEFORE: Final = 60
"""How many of them at most stand before the caret, where a line is cut."""
_MOST: Final = 240
"""How many characters of it: some take no cell of their own."""
_CUT: Final = "…"


def render_problems(problems: Iterable[Problem], language: Language) -> str:
    """Return problems one below the other: blocks apart by an empty line, single lines not."""
    said: list[str] = []
    for problem in problems:
        text = render_problem(problem, language)
        if said and ("\n" in text or "\n" in said[-1]):
            said.append("")
        said.append(text)
    return "\n".join(said)


def render_problem(problem: Problem, language: Language) -> str:
    """Return a problem of a text as a block with its line, one of a workbook as a single line."""
    place = problem.location
    if place.sheet is not None or place.cell is not None:
        return problem_line(problem, language)
    lines = [plain(_head(problem, language))]
    margin = " " * (len(str(place.line)) if place.line is not None else 1)
    if place.file is not None:
        lines.append(f"{margin}--> {plain(_position(place))}")
    if place.line is not None and place.snippet is not None:
        line, carets = _excerpt(place.snippet, place.column or 1, place.width)
        lines.append(f"{margin} |")
        lines.append(f"{place.line} | {line}".rstrip())
        lines.append(f"{margin} | {carets}")
    if problem.help is not None:
        lines.append(f"{margin} = {_help(problem, language)}")
    return "\n".join(lines)


def problem_line(problem: Problem, language: Language) -> str:
    """Return a problem on a single line: its place, what is wrong, and how to mend it."""
    place = problem.location
    where = "!".join(part for part in (place.sheet, place.cell) if part)
    found = f"{place.file or ''}:{where}" if where else _position(place)
    head = _head(problem, language)
    if problem.help is not None:
        head = say("{problem}; {help}", problem=head, help=problem.help).text(language)
    return plain(f"{found}: {head}" if found else head)


def _head(problem: Problem, language: Language) -> str:
    severity = SEVERITY_WORDS[problem.severity.value].text(language)
    between = "：" if language == "zh" else ": "
    return f"{severity}[{problem.code}]{between}{problem.message.text(language)}"


def _help(problem: Problem, language: Language) -> str:
    return plain(say("help: {help}", help=problem.help).text(language))


def _position(place: Location) -> str:
    numbers = [str(n) for n in (place.line, place.column) if n is not None]
    return ":".join([place.file, *numbers] if place.file is not None else numbers)


def _excerpt(snippet: str, column: int, width: int) -> tuple[str, str]:
    """Return the line and the carets below it, cut to what can be shown.

    Columns count code points from 1; carets stand under the cells that these take.
    """
    line = plain(snippet)
    start = min(max(column - 1, 0), len(line))
    end = min(max(start + width, start + 1), max(len(line), start + 1))
    first, last = _window(line, start)
    before = (_CUT if first else "") + line[first:start]
    marked = line[start : min(end, last)]
    shown = before + marked + line[start + len(marked) : last] + (_CUT if last < len(line) else "")
    return shown, " " * cell_len(before) + "^" * max(1, cell_len(marked))


def _window(line: str, start: int) -> tuple[int, int]:
    """Choose the part of a line to show: all of it, or what surrounds the caret."""
    if len(line) <= _MOST and cell_len(line) <= _WIDEST:
        return 0, len(line)
    # one cell at either side is for the mark of a cut
    first = start
    while first > 0 and cell_len(line[first - 1 : start]) <= _BEFORE and start - first < _MOST:
        first -= 1
    last = start
    while last < len(line) and _fits(line, first, last + 1):
        last += 1
    # what the end of the line leaves free goes to its beginning
    while first > 0 and _fits(line, first - 1, last):
        first -= 1
    return first, last


def _fits(line: str, first: int, last: int) -> bool:
    return last - first <= _MOST and cell_len(line[first:last]) <= _WIDEST - 2
