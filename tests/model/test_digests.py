"""A digest keeps while only words change, and changes with all that a score depends on."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from hpscore.model.digest import digest_of
from hpscore.model.rubric import Rubric
from hpscore.source import DataPath, parse_document
from tests.model.made import rubric

EVERY_KIND = parse_document(
    (Path(__file__).parents[1] / "reports" / "every-kind.yaml").read_bytes(), file=None
).value

WORDS = {"title", "grade", "help", "notes", "aliases", "group", "text", "ref", "provenance"}
"""What words a rubric; titles of options and the names of a paper's parts are told by `worded`."""


def digest(document: object) -> str:
    return digest_of(Rubric.model_validate(document))


def leaves(node: Any, path: DataPath = ()) -> Iterator[tuple[DataPath, Any]]:
    if isinstance(node, dict):
        for key, inner in node.items():
            yield from leaves(inner, (*path, key))
    elif isinstance(node, list):
        for place, inner in enumerate(node):
            yield from leaves(inner, (*path, place))
    else:
        yield path, node


def worded(path: DataPath) -> bool:
    named = bool(WORDS.intersection(map(str, path)))
    return named or path[-1] in ("zh", "en") or (path[0] == "evidence" and path[2] == "parts")


def changed(path: DataPath, value: object) -> Any:
    document: Any = copy.deepcopy(EVERY_KIND)
    node = document
    for step in path[:-1]:
        node = node[step]
    node[path[-1]] = value
    return document


def other(value: Any) -> Any:
    if isinstance(value, bool):
        return not value
    if isinstance(value, int | Decimal):
        return value + 1
    if re.fullmatch(r"\d+-\d+-\d+", value):
        return "1999-12-31"
    return "61%" if value == "60%" else f"{value}x"


ALL = list(leaves(EVERY_KIND))
TEXTS = [path for path, _ in ALL if worded(path)]
NUMBERS = [path for path, value in ALL if not worded(path) and isinstance(value, int | Decimal)]
NAMES = [path for path, value in ALL if not worded(path) and isinstance(value, str)]


def value_at(path: DataPath) -> Any:
    return dict(ALL)[path]


def name(path: DataPath) -> str:
    return ".".join(map(str, path))


def test_a_digest_is_of_sha256() -> None:
    assert re.fullmatch(r"sha256:[0-9a-f]{64}", digest(EVERY_KIND))
    assert len(TEXTS) > 50
    assert len(NUMBERS) > 50


@pytest.mark.parametrize("path", TEXTS, ids=name)
def test_a_change_of_words_keeps_it(path: DataPath) -> None:
    assert digest(changed(path, other(value_at(path)))) == digest(EVERY_KIND)


@pytest.mark.parametrize("path", NUMBERS, ids=name)
def test_a_change_of_a_number_changes_it(path: DataPath) -> None:
    assert digest(changed(path, other(value_at(path)))) != digest(EVERY_KIND)


@pytest.mark.parametrize("path", NAMES, ids=name)
def test_a_change_of_an_id_a_name_or_a_way_changes_it(path: DataPath) -> None:
    try:
        made = digest(changed(path, other(value_at(path))))
    except ValidationError:  # one of a few words: take another of them
        made = digest(changed(path, ANOTHER[value_at(path)]))
    assert made != digest(EVERY_KIND)


ANOTHER = {
    "percent": "count",
    "count": "number",
    "number": "text",
    "rate": "yes_no",
    "pro_rata": "whole",
    "dimension": None,
    "excluded": "zero",
    "full": "excluded",
    "zero": "full",
    "half_up": "down",
    "undefined": "lower_bound",
    "lower_bound": "undefined",
    "points": "percent",
    "higher": "lower",
}


@pytest.mark.parametrize(
    ("lines", "others"),
    [
        ("bands: {2: 1, 4: 3}", "bands: {2: 1, 5: 3}"),
        ("bands: {0: 3}", "each: 3"),
        ("each: 3", "each: {points: 3, steps: pro_rata}"),
        ("all: [{id: b}, {id: c}]", "k_of: {k: 1, of: [{id: b}, {id: c}]}"),
        ("all: [{id: b}, {id: c}]", "all: [{id: b}]"),
        ("choice: {x: 3, y: 0}", "choice: {x: 3, z: 0}"),
        ("requires: {indicator: b}", "when: {indicator: b}"),
        ("requires: {question: b}", "requires: {not: {question: b}}"),
        (
            "requires: {all: [{question: b}, {question: c}]}",
            "requires: {any: [{question: b}, {question: c}]}",
        ),
        ("requires: {question: b, is: yes}", "requires: {question: b, is: no}"),
        ("evidence: [7]", "evidence: [8]"),
        ("note_required: true", "note_required: false"),
        ("default: yes", "default: no"),
        ("not_applicable: full", "not_applicable: zero"),
        ("sum: [{id: b, points: 3}], rescale: true", "sum: [{id: b, points: 3}]"),
    ],
)
def test_a_change_of_a_rule_changes_it(lines: str, others: str) -> None:
    one, another = (
        parse_document(
            'rubric: r\nversion: "1"\ntitle: R\ndimensions:\n'
            f"  - {{id: d, title: D, indicators: [{{id: a, title: A, points: 3, {rest}}}]}}\n",
            file=None,
        ).value
        for rest in (lines, others)
    )
    assert digest(one) != digest(another)


def test_what_is_written_out_though_it_is_usual_keeps_it() -> None:
    short = rubric("- {id: a, title: A, points: 3.0, each: 1}\n")
    long = rubric(
        "- {id: a, title: Other, points: 3, rescale: false, evidence: [],"
        " each: {points: {number: 1}, per: 1, steps: whole}}\n"
    )
    assert digest_of(short) == digest_of(long)


def test_the_order_of_keys_keeps_it() -> None:
    one = rubric("- {id: a, title: A, points: 3, choice: {x: 3, y: 0}}\n")
    other_way = rubric("- {choice: {y: 0, x: 3}, points: 3, title: A, id: a}\n")
    assert digest_of(one) == digest_of(other_way)


def test_the_order_of_lines_changes_it() -> None:
    lines = ["- {id: a, title: A, points: 3}\n", "- {id: b, title: A, points: 3}\n"]
    assert digest_of(rubric("".join(lines))) != digest_of(rubric("".join(reversed(lines))))


MEASURED = """
registers:
  acts: {title: Acts, columns: {people: {title: People, ask: count}}}
questions: [{id: n, ask: count}]
measures:
  - {answers: n, register: acts, count: rows, where: {column: people, at_least: 50}, empty: 0}
"""


def test_a_measure_is_part_of_it_and_headings_are_not() -> None:
    one = digest_of(rubric(MEASURED))
    assert digest_of(rubric(MEASURED.replace("50", "49"))) != one
    assert digest_of(rubric(MEASURED.replace("empty: 0", "empty: open"))) != one
    assert digest_of(rubric(MEASURED.replace("ask: count}}", "ask: count, to: 9}}"))) != one
    assert digest_of(rubric(MEASURED.replace("title: People", "title: Others"))) == one
    assert digest_of(rubric("")) == digest_of(rubric("registers: {}\nmeasures: []\n"))
