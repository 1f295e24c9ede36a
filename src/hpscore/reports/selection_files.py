"""A selection as its JSON document, `hpscore/selection/1`, and as comma-separated values."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final, TextIO

from pydantic import JsonValue

from hpscore.analysis.joining import Candidate
from hpscore.analysis.selecting import METHOD, Selection
from hpscore.analysis.selection import Group, Placed
from hpscore.message import LANGUAGES, Language
from hpscore.model.assessment import FactValue
from hpscore.model.number import Number
from hpscore.problem import Problem
from hpscore.reports.csv import csv_cell
from hpscore.reports.document import problem_document
from hpscore.reports.json import dump
from hpscore.reports.numbers import json_number, json_points
from hpscore.reports.selection_words import SelectionWords, words_of
from hpscore.scoring.plan import plan_of

if TYPE_CHECKING:
    from hpscore.model.rubric import Rubric

__all__ = ["FORMAT", "selection_document", "write_selection_csv", "write_selection_json"]

FORMAT: Final = "hpscore/selection/1"
"""What `format` says: raised when a reader of older documents would misread newer ones."""

_COLUMNS: Final = ("status", "rank.from", "rank.to", "subject.id", "subject.name")
_AFTER: Final = (
    "earned", "reachable", "maximum", "tier", "possible", "reasons", "why", "drawn", "source",
    "quota", "minimum", "deadline", "per", "draw", "seed",
)  # fmt: skip


def write_selection_json(
    selection: Selection, problems: Iterable[Problem], stream: TextIO, language: Language
) -> None:
    """Write one document with a final line break."""
    stream.write(dump(selection_document(selection, problems, language), indent=1) + "\n")


def selection_document(
    selection: Selection, problems: Iterable[Problem], language: Language
) -> dict[str, JsonValue]:
    """Return the document: parameters, groups, what is wrong with inputs, counts, notes."""
    words, terms = words_of(selection, language), selection.terms
    selected, undecided, excluded = selection.counts
    selecting = selection.selecting
    return {
        "format": FORMAT,
        "rubric": _rubric(selecting),
        "scores": None if selection.scores is None else _rubric(selection.scores),
        "parameters": {
            "quota": selection.quota,
            "minimum": terms.minimum,
            "deadline": terms.deadline,
            "per": terms.per,
            "draw": None
            if selection.draw is None
            else {"count": selection.draw, "seed": selection.seed, "method": METHOD},
        },
        "groups": [_group(words, place, group) for place, group in enumerate(selection.groups)],
        "errors": [problem_document(problem, language) for problem in problems],
        "summary": {"selected": selected, "undecided": undecided, "excluded": excluded},
        "notes": [
            {"code": note.code, "message": {name: note.message.say(name) for name in LANGUAGES}}
            for note in selection.notes
        ],
    }


def _rubric(rubric: Rubric) -> dict[str, JsonValue]:
    return {"id": rubric.rubric, "version": rubric.version, "digest": plan_of(rubric).digest}


def _group(words: SelectionWords, place: int, group: Group) -> dict[str, JsonValue]:
    drawn = words.selection.drawn
    return {
        "value": None if group.value is None else _fact(group.value),
        "quota": group.quota,
        "free": group.free,
        "selected": [_placed(words, placed) for placed in group.selected],
        "undecided": [_placed(words, placed) for placed in group.undecided],
        "excluded": [_placed(words, placed) for placed in group.excluded],
        "drawn": [{"id": one.candidate.id, "digest": one.digest} for one in drawn[place]]
        if drawn
        else None,
    }


def _placed(words: SelectionWords, placed: Placed) -> dict[str, JsonValue]:
    candidate = placed.candidate
    decided = len(candidate.tiers) == 1
    return {
        "subject": {"id": candidate.id, **{n: _fact(v) for n, v in candidate.facts.items()}},
        "total": json_points(candidate.total),
        "tier": {
            "id": candidate.tiers[0] if decided else None,
            "possible": [] if decided else list(candidate.tiers),
        },
        "rank": None if placed.first is None else {"from": placed.first, "to": placed.last},
        "reasons": [
            {"code": reason.code, "about": list(reason.about), "message": words.reason(reason)}
            for reason in placed.reasons
        ],
        "sources": list(candidate.sources),
    }


def _fact(value: FactValue) -> JsonValue:
    return value if isinstance(value, str) else json_number(value)


def write_selection_csv(selection: Selection, stream: TextIO, language: Language) -> None:
    """Write a row for each subject, with the parameters in the last columns of each."""
    words = words_of(selection, language)
    placed = [one for group in selection.groups for one in _all(group)]
    facts = dict.fromkeys(name for _, one in placed for name in one.candidate.facts)
    others = [f"subject.{name}" for name in facts if name != "name"]
    columns = [*_COLUMNS, *others, *_AFTER]
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow([csv_cell(name) for name in columns])
    drawn = {
        one.candidate.id: number for group in selection.drawn for number, one in enumerate(group, 1)
    }
    parameters = dict(_parameters(selection))
    for status, one in placed:
        row = {
            "status": status,
            **{f"subject.{name}": value for name, value in one.candidate.facts.items()},
            **dict(_cells(words, one)),
            **({"drawn": drawn[one.candidate.id]} if one.candidate.id in drawn else {}),
            **parameters,
        }
        writer.writerow([csv_cell(row.get(name, "")) for name in columns])


def _all(group: Group) -> Iterator[tuple[str, Placed]]:
    sections: tuple[tuple[str, Sequence[Placed]], ...] = (
        ("selected", group.selected),
        ("undecided", group.undecided),
        ("excluded", group.excluded),
    )
    for status, members in sections:
        yield from ((status, placed) for placed in members)


def _cells(words: SelectionWords, placed: Placed) -> Iterator[tuple[str, str | Number]]:
    candidate: Candidate = placed.candidate
    yield "subject.id", candidate.id
    if placed.first is not None and placed.last is not None:
        yield "rank.from", placed.first
        yield "rank.to", placed.last
    if candidate.total is not None:
        yield "earned", candidate.total.earned
        yield "reachable", candidate.total.reachable
        yield "maximum", candidate.total.maximum
    if len(candidate.tiers) == 1:
        yield "tier", candidate.tiers[0]
    else:
        yield "possible", " | ".join(candidate.tiers)
    yield "reasons", " | ".join(reason.code for reason in placed.reasons)
    yield "why", words.names.joined(map(words.reason, placed.reasons))
    yield "source", " | ".join(candidate.sources)


def _parameters(selection: Selection) -> Iterator[tuple[str, str | Number]]:
    terms = selection.terms
    yield "quota", selection.quota
    for name, value in (
        ("minimum", terms.minimum),
        ("deadline", terms.deadline),
        ("per", terms.per),
        ("draw", selection.draw),
        ("seed", selection.seed),
    ):
        if value is not None:
            yield name, value
