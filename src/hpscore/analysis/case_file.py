"""Files of cases: read strictly, everything that is wrong with them at once, with its place."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from pydantic import Field, ValidationError

from hpscore.analysis.expectation import Expectation, unknown_names
from hpscore.analysis.starting import End
from hpscore.message import say
from hpscore.model.rubric import Rubric
from hpscore.model.sheet import Issue
from hpscore.model.text import Element
from hpscore.problem import Location, Problem, ProblemError, nearest
from hpscore.readers.assessments import Reader
from hpscore.readers.catalogue import Catalogue
from hpscore.readers.locating import problems_of
from hpscore.readers.outer import SECTIONS
from hpscore.readers.shape import issues_of
from hpscore.source import DataPath, Document, Value

__all__ = ["Case", "Suite", "read_cases"]


class _File(Element):
    """The outer shape of a file of cases."""

    rubric: str
    """The rubric that the cases are about: an id, or a path relative to the file."""
    cases: tuple[dict[str, Any], ...] = Field(min_length=1)
    """The cases."""


class _Entry(Element):
    """The shape of one case. Its sections are read like those of an assessment file."""

    name: str = Field(min_length=1)
    """What the case shows; no two cases of a file have the same name."""
    start: End | None = None
    """Fills every question that is not named; without it they stay unanswered."""
    subject: Any = None
    period: Any = None
    assessor: Any = None
    answers: Any = None
    points: Any = None
    registers: Any = None
    evidence: Any = None
    vetoes: Any = None
    expect: Expectation
    """What is expected of the result."""


_SECTIONS: Final = tuple(name for name in SECTIONS if name != "rubric")
_REFUSABLE: Final = ("answers", "points")


@dataclass(frozen=True, slots=True)
class Case:
    """An assessment and what is expected of its result."""

    name: str
    start: End | None
    expected: Expectation
    document: Document = field(repr=False)
    """The case as it is written, whose places are those in its file."""

    def assessment(self) -> Document:
        """Return the sections of the assessment, without what is to be refused."""
        return _assessment(self.document, self.expected.refused)

    def refused(self) -> Iterator[tuple[str, str, Document]]:
        """Yield what is to be refused: its section, its key, and an assessment of it alone."""
        value = _mapping(self.document.value)
        for key in self.expected.refused:
            for section in _REFUSABLE:
                given = _mapping(value.get(section))
                if key in given:
                    alone: dict[str, Value] = {"answers": {}, section: {key: given[key]}}
                    yield section, key, _excerpt(self.document, (), alone)

    def named(self) -> Iterator[str]:
        """Yield the names of what the case answers or leaves blank itself."""
        value = _mapping(self.document.value)
        for section in ("answers", "vetoes"):
            yield from _mapping(value.get(section))


@dataclass(frozen=True, slots=True)
class Suite:
    """The cases of one file, and their rubric."""

    source: str | None
    rubric: Rubric = field(repr=False)
    cases: tuple[Case, ...]


def read_cases(document: Document, catalogue: Catalogue) -> Suite:
    """Read a file of cases; `ProblemError` with everything that is wrong with it."""
    try:
        file = _File.model_validate(document.value or {})
    except ValidationError as error:
        raise ProblemError(problems_of(issues_of(error, document, _File), document)) from None
    folder = Path(document.file or ".").parent
    rubric = catalogue.named(file.rubric, folder, location=document.locate(("rubric",)))
    reader = Reader(rubric)
    cases: list[Case] = []
    problems: list[Problem] = []
    first: dict[str, int] = {}
    for place, raw in enumerate(file.cases):
        excerpt = _excerpt(document, ("cases", place), raw)
        found = _read_case(excerpt, reader)
        if isinstance(found, Case):
            cases.append(found)
            if first.setdefault(found.name, place) != place:
                before = document.locate(("cases", first[found.name], "name"))
                problems += problems_of([_twice(found.name, before.line)], excerpt)
        else:
            problems += found
    if problems:
        raise ProblemError(sorted(problems, key=lambda problem: _order(problem.location)))
    return Suite(document.file, rubric, tuple(cases))


def _order(location: Location) -> tuple[int, int]:
    return location.line or 0, location.column or 0


def _read_case(excerpt: Document, reader: Reader) -> Case | list[Problem]:
    value = _mapping(excerpt.value)
    entry: _Entry | None = None
    issues: list[Issue] = []
    problems: list[Problem] = []
    try:
        entry = _Entry.model_validate(value)
    except ValidationError as error:
        issues += issues_of(error, excerpt, _Entry)
    else:
        issues += _blanks(value["expect"], ("expect",))
        issues += [
            Issue(("expect", *issue.path), issue.code, issue.message, issue.help, issue.key)
            for issue in unknown_names(entry.expect, reader.sheet)
        ]
        issues += _not_given(value, entry.expect.refused)
    refused = _mapping(_mapping(value.get("expect")).get("refused"))
    try:
        reader.read(_assessment(excerpt, refused))
    except ProblemError as error:
        problems += error.problems
    if entry is None or issues or problems:
        return [*problems_of(issues, excerpt), *problems]
    return Case(entry.name, entry.start, entry.expect, excerpt)


def _assessment(case: Document, refused: Collection[str]) -> Document:
    value = _mapping(case.value)
    given = {name: value[name] for name in _SECTIONS if value.get(name) is not None}
    for section in _REFUSABLE:
        if isinstance(raw := given.get(section), dict):
            given[section] = {key: inner for key, inner in raw.items() if key not in refused}
    return _excerpt(case, (), {"answers": {}, **given})


def _mapping(value: Value) -> dict[str, Value]:
    """Return a mapping as it is; anything else, which is told of elsewhere, as an empty one."""
    return value if isinstance(value, dict) else {}


def _not_given(value: Mapping[str, Value], refused: Iterable[str]) -> Iterator[Issue]:
    given = [key for section in _REFUSABLE for key in _mapping(value.get(section))]
    for key in refused:
        if key not in given:
            near = nearest(key, given)
            yield Issue(
                ("expect", "refused", key),
                "not-given",
                say("'{key}' is to be refused, but the case does not give it", key=key),
                say("did you mean '{near}'?", near=near)
                if near
                else say("write it under answers: or points:, as it is to be refused"),
                key=True,
            )


def _blanks(value: Value, path: DataPath) -> Iterator[Issue]:
    """Yield what expects nothing: it would pass whatever the result."""
    if value is None or value == {}:
        yield Issue(
            path,
            "nothing-expected",
            say("'{key}' expects nothing", key=path[-1]),
            say("write what is expected, or take it out"),
            key=True,
        )
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _blanks(inner, (*path, key))


def _twice(name: str, line: int | None) -> Issue:
    return Issue(
        ("name",),
        "duplicate-name",
        say("the name '{name}' is given to two cases, first on line {line}", name=name, line=line),
        say("say what this one shows"),
    )


@dataclass(frozen=True, slots=True)
class _Excerpt(Document):
    """A value that stands inside another document, or is made of what stands there."""

    whole: Document = field(kw_only=True)
    inside: DataPath = field(kw_only=True)

    def locate(self, path: DataPath, *, key: bool = False) -> Location:
        return self.whole.locate((*self.inside, *path), key=key)


def _excerpt(whole: Document, inside: DataPath, value: Value) -> Document:
    return _Excerpt(value, whole.text, whole.file, whole.format, whole=whole, inside=inside)
