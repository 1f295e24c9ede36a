"""Read results that hpscore wrote: who was scored, by which rubric, and with which verdict."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

from hpscore.message import Message, say
from hpscore.model.assessment import FactValue, Period
from hpscore.model.scalars import read_day, read_number
from hpscore.problem import Location, Problem, ProblemError
from hpscore.source import Limits, Value, parse_document
from hpscore.source.file import read_bytes
from hpscore.source.finding import RefusedError, problems_of
from hpscore.source.text import decode

if TYPE_CHECKING:
    from hpscore.model.result import Result

__all__ = ["FORMAT", "Unit", "read_results", "unit_of"]

FORMAT: Final = "hpscore/result/1"
_LIMITS: Final = Limits(bytes=100 * 1024 * 1024)
"""Of a whole file of JSON; each result in it keeps the usual limits."""
_LONGEST_LINE: Final = Limits().bytes
_DEEPEST: Final = 8
_SPACE: Final = re.compile(r"[ \t\r\n]*")
_DECODER: Final = json.JSONDecoder()


@dataclass(frozen=True, slots=True)
class Unit:
    """What a roll-up reads of one result."""

    place: Location
    rubric: str
    subject: Mapping[str, FactValue]
    tier: str | None
    """The verdict; None while it is open, or where the rubric has none."""
    decided: bool
    possible: tuple[str, ...] = ()
    standards: tuple[str, ...] = ()
    """The rubrics that its rubric extends: it counts as what they score."""
    period: Period | None = None
    """The days that were assessed, where they are known."""
    scored: bool = True
    """Whether it has a result; one that nobody asks for is only counted."""


def unit_of(result: Result, place: Location) -> Unit:
    """Return what a roll-up reads of a result of this run."""
    tier = result.tier
    behind = () if result.extends is None else result.extends.chain
    verdict = (tier.id, tier.decided, tier.possible)
    return Unit(place, result.rubric, result.subject, *verdict, behind, result.period)


def read_results(path: Path) -> Iterator[Unit | Problem]:
    """Yield the results in a file (JSON, or JSON a line), and what it tells of those it lacks.

    Raises `ProblemError` where the file is none of results, or is cut off. Results come one by
    one, so that a long file takes no more memory than its text; a file of lines not even that.
    """
    if path.suffix.lower() == ".jsonl":
        yield from _lines(path)
    else:
        yield from _document(path)


def _lines(path: Path) -> Iterator[Unit | Problem]:
    file = str(path)
    try:
        if not path.is_file():
            read_bytes(path, _LIMITS)  # says why it cannot be read
        with path.open("rb") as stream:
            number = 0
            while line := stream.readline(_LONGEST_LINE + 1):
                number += 1
                if line.strip():
                    yield _line(line, Location(file=file, line=number))
    except RefusedError as refused:
        raise ProblemError(problems_of(refused, "", file)) from None
    except OSError as error:
        _refuse(
            Location(file=file),
            say("the file cannot be read: {reason}", reason=error.strerror or str(error)),
        )


def _line(line: bytes, place: Location) -> Unit | Problem:
    try:
        value = parse_document(line, file=place.file, format="json").value
    except ProblemError as error:
        raise ProblemError([_at(problem, place) for problem in error.problems]) from None
    if isinstance(value, dict) and isinstance(value.get("error"), dict):
        return _told(value["error"], place)
    if not isinstance(value, dict) or "result" not in value:
        _refuse(place, say("the line holds no result of hpscore"))
    return _unit(value["result"], place)


def _document(path: Path) -> Iterator[Unit | Problem]:
    file = str(path)
    text = ""
    try:
        text = decode(read_bytes(path, _LIMITS)).removeprefix("\ufeff")
    except RefusedError as refused:
        raise ProblemError(problems_of(refused, text, file)) from None
    yield from _Reader(text, file).read()


class _Reader:
    """Goes through a document of results, one result after the other."""

    def __init__(self, text: str, file: str) -> None:
        self._text = text
        self._file = file
        self._at = 0
        self._line = 1
        self._counted = 0

    def read(self) -> Iterator[Unit | Problem]:
        """Yield the results, and the errors of those that are lacking."""
        found: set[str] = set()
        self._take("{")
        while not self._next("}"):
            if found:
                self._take(",")
            key = self._value()[0]
            self._take(":")
            if not isinstance(key, str) or key in found:
                _refuse(self._place(), say("the file holds no results of hpscore"))
            found.add(key)
            if key == "results":
                yield from self._results()
                continue
            value, _, place = self._value()
            if key == "format" and value != FORMAT:
                _refuse(
                    place,
                    say("the results are in the format {found}, this version reads {known}",
                        found=str(value)[:40], known=FORMAT),
                )  # fmt: skip
            if key == "errors" and isinstance(value, list):
                yield from (_told(error, place) for error in value)
        self._skip()
        if self._at < len(self._text):
            _refuse(self._place(), say("there is more after the end of the results"))
        if not {"format", "results"} <= found:
            _refuse(Location(file=self._file), say("the file holds no results of hpscore"))

    def _results(self) -> Iterator[Unit]:
        self._take("[")
        first = True
        while not self._next("]"):
            if not first:
                self._take(",")
            first = False
            _, text, place = self._value()
            try:
                value = parse_document(text, file=self._file, format="json").value
            except ProblemError as error:
                raise ProblemError([_at(problem, place) for problem in error.problems]) from None
            yield _unit(value, place)

    def _value(self) -> tuple[object, str, Location]:
        """Take the value that comes next, with its text and its place."""
        self._skip()
        place = self._place()
        try:
            value, end = _DECODER.raw_decode(self._text, self._at)
        except (ValueError, RecursionError):
            _refuse(place, say("the file is no JSON, or is cut off"))
        text = self._text[self._at : end]
        self._at = end
        return value, text, place

    def _next(self, mark: str) -> bool:
        """Say whether a mark comes next, and pass it."""
        self._skip()
        found = self._text.startswith(mark, self._at)
        self._at += found
        return found

    def _take(self, mark: str) -> None:
        if not self._next(mark):
            _refuse(self._place(), say("the file is no JSON, or is cut off"))

    def _skip(self) -> None:
        space = _SPACE.match(self._text, self._at)
        self._at = space.end() if space else self._at

    def _place(self) -> Location:
        self._line += self._text.count("\n", self._counted, self._at)
        self._counted = self._at
        return Location(file=self._file, line=self._line)


def _unit(value: Value, place: Location) -> Unit:
    """Return what a roll-up reads of a result, held strictly to its format."""
    document = value if isinstance(value, dict) else {}
    rubric, subject, tier = (document.get(key) for key in ("rubric", "subject", "tier"))
    name = rubric.get("id") if isinstance(rubric, dict) else None
    if not isinstance(name, str) or not isinstance(subject, dict) or not isinstance(tier, dict):
        _refuse(place, say("this is no result of hpscore: it lacks its rubric, subject or tier"))
    verdict, decided, possible = (tier.get(key) for key in ("id", "decided", "possible"))
    listed = possible if isinstance(possible, list) else []
    if (
        not isinstance(verdict, str | None)
        or not isinstance(decided, bool)
        or not all(isinstance(one, str) for one in listed)
    ):
        _refuse(place, say("the verdict of this result is not readable"))
    facts = {key: fact for key, raw in subject.items() if (fact := _fact(raw)) is not None}
    if decided != (verdict is not None) and (verdict is not None or listed):
        _refuse(place, say("the verdict of this result is not readable"))
    behind = _behind(rubric)
    period = _period(document.get("period"), place)
    return Unit(place, name, facts, verdict, decided, tuple(map(str, listed)), behind, period)


def _period(raw: Value, place: Location) -> Period | None:
    if raw is None:
        return None
    ends = (raw.get("from"), raw.get("to")) if isinstance(raw, dict) else (None, None)
    days = [None if not isinstance(end, str) else read_day(end) for end in ends]
    if days[0] is None or days[1] is None:
        _refuse(place, say("the period of this result is not readable"))
    return Period(days[0].isoformat(), days[1].isoformat())


def _behind(rubric: Value) -> tuple[str, ...]:
    """Return the ids of the rubrics that a rubric extends, as its result names them."""
    found: list[str] = []
    while isinstance(rubric, dict) and len(found) < _DEEPEST:
        rubric = rubric.get("extends")
        if isinstance(rubric, dict) and isinstance(rubric.get("id"), str):
            found.append(str(rubric["id"]))
    return tuple(found)


def _fact(raw: Value) -> FactValue | None:
    return raw if isinstance(raw, str) else read_number(raw)


def _told(error: object, place: Location) -> Problem:
    """Return an error that the results tell of: a file that has none."""
    known = error if isinstance(error, dict) else {}
    where = known.get("location")
    file = where.get("file") if isinstance(where, dict) else None
    return Problem(
        "unit-without-result",
        say("{file}: {problem}", file=_short(file) or "-", problem=_short(known.get("message"))),
        place,
    )


def _short(value: object) -> str:
    return value[:200] if isinstance(value, str) else ""


def _at(problem: Problem, place: Location) -> Problem:
    return Problem(problem.code, problem.message, place, problem.help)


def _refuse(place: Location, message: Message) -> NoReturn:
    raise ProblemError(
        [
            Problem(
                "not-a-result",
                message,
                place,
                say("write results by hpscore score … --format json, or --format jsonl"),
            )
        ]
    )
