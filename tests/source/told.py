"""Problems and places in a form that fits on the line beside the text they are about."""

from __future__ import annotations

from typing import Literal

from hpscore.problem import Location, Problem, ProblemError
from hpscore.source import Limits, parse_document

Format = Literal["yaml", "json"]


def told(
    text: str | bytes, format: Format | None = "yaml", limits: Limits | None = None
) -> list[str]:
    """Return `line:column code message` for each problem of `text`, none if it is taken."""
    try:
        parse_document(text, file="f", format=format, limits=limits or Limits())
    except ProblemError as error:
        return [_line(problem) for problem in error.problems]
    return []


def _line(problem: Problem) -> str:
    assert problem.help is not None
    assert str(problem.help)
    location = problem.location
    return f"{location.line}:{location.column} {problem.code} {problem.message}"


def codes(text: str | bytes, format: Format | None = "yaml") -> list[str]:
    """Return only the codes."""
    return [line.split()[1] for line in told(text, format)]


def underlined(location: Location) -> str:
    """Return what stands above the carets."""
    assert location.snippet is not None
    assert location.column is not None
    return location.snippet[location.column - 1 :][: location.width]
