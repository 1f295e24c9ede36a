"""Results written as JSON: one document, or a line each as they come."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Final, TextIO

from pydantic import JsonValue

from hpscore.message import Language
from hpscore.problem import Problem
from hpscore.readers.outcome import Outcome
from hpscore.reports.document import (
    problem_document,
    problems_of,
    result_document,
    whole_document,
)

__all__ = ["dump", "write_error", "write_json", "write_jsonl", "write_outcome"]

# Spelled out, for all of these can only stand inside strings: controls that terminals obey, line
# breaks other than the usual ones, which would cut a line of jsonl in two, and the halves of a
# surrogate pair (bytes of a file's name that are no text), which no encoding can write.
_SPELLED: Final = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def write_json(
    outcomes: Iterable[Outcome],
    stream: TextIO,
    language: Language,
    *,
    personal: bool = False,
    indent: int | None = 1,
) -> None:
    """Write one document, `hpscore/result/1`, with a final line break."""
    document = whole_document(outcomes, language, personal=personal)
    stream.write(dump(document, indent) + "\n")


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
    if outcome.result is not None and outcome.rubric is not None:
        document = result_document(
            outcome.result,
            outcome.rubric,
            language=language,
            personal=personal,
            assessment=outcome.assessment,
        )
        stream.write(dump({"result": document}) + "\n")
    for problem in problems_of([outcome]):
        write_error(problem, stream, language)
    stream.flush()


def write_error(problem: Problem, stream: TextIO, language: Language) -> None:
    """Write the line of one problem that belongs to no outcome."""
    stream.write(dump({"error": problem_document(problem, language)}) + "\n")


def dump(document: JsonValue, indent: int | None = None) -> str:
    """Return a document as text that any encoding and any terminal can take."""
    text = json.dumps(document, ensure_ascii=False, indent=indent, allow_nan=False)
    return _SPELLED.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
