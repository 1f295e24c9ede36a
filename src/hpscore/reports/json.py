"""Results written as JSON: one document, or a line each as they come."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import IO, Final, TextIO

from pydantic import JsonValue

from hpscore.message import Language
from hpscore.problem import Problem
from hpscore.readers.outcome import Outcome
from hpscore.reports.document import (
    FORMAT,
    problem_document,
    problems_of,
    result_document,
    summary_document,
)
from hpscore.reports.summary import Summary, summarise

__all__ = [
    "JsonPiece",
    "dump",
    "json_piece",
    "outcome_lines",
    "write_error",
    "write_json",
    "write_jsonl",
    "write_outcome",
    "write_pieces",
]

_IN_MEMORY: Final = 1 << 20
"""How many bytes of problems are kept in memory before they go to disk."""

# Spelled out, for all of these can only stand inside strings: controls that terminals obey, line
# breaks other than the usual ones, which would cut a line of jsonl in two, and the halves of a
# surrogate pair (bytes of a file's name that are no text), which no encoding can write.
_SPELLED: Final = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class JsonPiece:
    """What one outcome adds to a document: the text of its result, and of each of its problems."""

    result: str | None
    problems: tuple[str, ...]


def json_piece(
    outcome: Outcome, language: Language, *, personal: bool = False, indent: int | None = 1
) -> JsonPiece:
    """Return what an outcome adds to a document, as text; `indent` is that of the document."""
    found = _result(outcome, language, personal)
    return JsonPiece(
        None if found is None else dump(found, indent),
        tuple(dump(problem_document(p, language), indent) for p in problems_of([outcome])),
    )


def write_json(
    outcomes: Iterable[Outcome],
    stream: TextIO,
    language: Language,
    *,
    personal: bool = False,
    indent: int | None = 1,
) -> None:
    """Write one document, `hpscore/result/1`, with a final line break."""
    known = list(outcomes)
    pieces = (json_piece(o, language, personal=personal, indent=indent) for o in known)
    write_pieces(pieces, lambda: summarise(known), stream, indent=indent)


def write_pieces(
    pieces: Iterable[JsonPiece],
    summary: Callable[[], Summary],
    stream: TextIO,
    *,
    indent: int | None = 1,
) -> None:
    """Write a document of which each piece is written as it comes; none is kept.

    `summary` is asked for once the last piece has come.
    """
    start, between, end = _marks(indent)
    with _spool() as problems:
        stream.write("{" + start + f'"format": {dump(FORMAT)}' + between + '"results": ')
        results = _Array(stream, indent)
        errors = _Array(problems, indent)
        for piece in pieces:
            if piece.result is not None:
                results.add(piece.result)
            for problem in piece.problems:
                errors.add(problem)
        results.close()
        errors.close()
        stream.write(between + '"errors": ')
        problems.seek(0)
        shutil.copyfileobj(problems, stream)
    counts = dump(summary_document(summary()), indent)
    stream.write(between + '"summary": ' + _deeper(counts, indent, 1) + end + "}\n")


class _Array:
    """An array in a document, written member by member as `json` would write it whole."""

    def __init__(self, stream: IO[str], indent: int | None) -> None:
        self._stream = stream
        self._indent = indent
        self._empty = True

    def add(self, member: str) -> None:
        line = "" if self._indent is None else "\n" + " " * (2 * self._indent)
        comma = ", " if self._indent is None else ","
        self._stream.write(("[" if self._empty else comma) + line)
        self._stream.write(_deeper(member, self._indent, 2))
        self._empty = False

    def close(self) -> None:
        if self._empty:
            self._stream.write("[]")
            return
        self._stream.write(("" if self._indent is None else "\n" + " " * self._indent) + "]")


def _marks(indent: int | None) -> tuple[str, str, str]:
    """Return what stands before the first member of a document, between members, and after."""
    if indent is None:
        return "", ", ", ""
    return "\n" + " " * indent, ",\n" + " " * indent, "\n"


def _deeper(text: str, indent: int | None, levels: int) -> str:
    """Indent a text by so many levels more: line breaks in it stand between members only."""
    return text if indent is None else text.replace("\n", "\n" + " " * (indent * levels))


def _spool() -> IO[str]:
    """Return a place for text that outgrows memory only on disk."""
    return SpooledTemporaryFile(_IN_MEMORY, "w+", encoding="utf-8", newline="")


def write_jsonl(
    outcomes: Iterable[Outcome], stream: TextIO, language: Language, *, personal: bool = False
) -> None:
    """Write a line for each result and each problem, as soon as its outcome comes."""
    for outcome in outcomes:
        write_outcome(outcome, stream, language, personal=personal)


def write_outcome(
    outcome: Outcome, stream: TextIO, language: Language, *, personal: bool = False
) -> None:
    """Write the lines of one outcome, `{"result": …}` or `{"error": …}`, and flush."""
    stream.write(outcome_lines(outcome, language, personal=personal))
    stream.flush()


def outcome_lines(outcome: Outcome, language: Language, *, personal: bool = False) -> str:
    """Return the lines of one outcome, `{"result": …}` or `{"error": …}`."""
    found = _result(outcome, language, personal)
    lines = [] if found is None else [dump({"result": found}) + "\n"]
    lines += [_error(problem, language) for problem in problems_of([outcome])]
    return "".join(lines)


def _result(outcome: Outcome, language: Language, personal: bool) -> dict[str, JsonValue] | None:
    if outcome.result is None or outcome.rubric is None:
        return None
    return result_document(
        outcome.result,
        outcome.rubric,
        language=language,
        personal=personal,
        assessment=outcome.assessment,
    )


def write_error(problem: Problem, stream: TextIO, language: Language) -> None:
    """Write the line of one problem that belongs to no outcome."""
    stream.write(_error(problem, language))


def _error(problem: Problem, language: Language) -> str:
    return dump({"error": problem_document(problem, language)}) + "\n"


def dump(document: JsonValue, indent: int | None = None) -> str:
    """Return a document as text that any encoding and any terminal can take."""
    text = json.dumps(document, ensure_ascii=False, indent=indent, allow_nan=False)
    return _SPELLED.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
