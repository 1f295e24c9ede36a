"""Every document is as its JSON Schema says, and the schema lets nothing else pass."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.resources import files
from io import StringIO
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from hpscore.readers.catalogue import Catalogue
from hpscore.readers.outcome import Outcome, Scorer
from hpscore.reports.document import whole_document
from hpscore.reports.json import write_jsonl
from hpscore.source import parse_document
from tests.reports import made

SCHEMA = json.loads(
    (files("hpscore") / "schema" / "result.schema.json").read_text(encoding="utf-8")
)
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)


@pytest.fixture(scope="module")
def outcomes() -> list[Outcome]:
    failed = [made.example(f"错误/{name}") for name in ("丁局.yaml", "戊家.yaml")]
    registers = made.example("台账/新安社区.yaml")
    return [*map(made.example, made.SCORED), registers, *made.results(), *failed, _required()]


def _required() -> Outcome:
    """Score an assessment whose points rest on papers, one of which may not be wanted."""
    rubric = made.rubric(
        "rubric: r\nversion: '1'\ntitle: R\nquestions: [{id: rented}]\n"
        "evidence: {1: {title: Plan}, 2: {title: Contract, when: {question: rented}}}\n"
        "dimensions:\n  - id: d\n    title: D\n    points: 2\n    indicators:\n"
        "      - {id: a, title: A, points: 1, evidence: [1]}\n"
        "      - {id: b, title: B, points: 1, evidence: [2]}\n"
    )
    document = parse_document("answers: {a: yes, b: yes}", file="a.yaml", format="yaml")
    return Scorer(Catalogue(), rubric, evidence="require").score(document)


def test_the_schema_itself_is_sound() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_documents_are_valid(outcomes: list[Outcome]) -> None:
    for personal in (False, True):
        document = made.plain(whole_document(outcomes, "zh", personal=personal))
        assert [error.message for error in VALIDATOR.iter_errors(document)] == []


def test_an_empty_run_is_valid() -> None:
    VALIDATOR.validate(made.plain(whole_document([], "en")))


def test_lines_of_jsonl_are_valid(outcomes: list[Outcome]) -> None:
    line = Draft202012Validator({"$ref": "#/$defs/line", "$defs": SCHEMA["$defs"]})
    stream = StringIO()
    write_jsonl(outcomes, stream, "en")
    for text in stream.getvalue().splitlines():
        line.validate(json.loads(text))


def test_between_them_the_made_results_have_every_kind_of_trace(outcomes: list[Outcome]) -> None:
    document = made.plain(whole_document(outcomes, "en"))
    traces = list(_traces(document))
    declared = SCHEMA["$defs"]["trace"]["properties"]
    assert {trace["rule"] for trace in traces} == set(declared["rule"]["enum"])
    assert {trace["state"] for trace in traces} == set(declared["state"]["enum"])
    assert {key for trace in traces for key in trace} == set(declared)
    reasons = {key for trace in traces for key in trace["because"]}
    assert reasons == set(SCHEMA["$defs"]["because"]["properties"])


def test_no_object_of_the_schema_takes_undeclared_keys() -> None:
    loose = [
        path
        for path, element in _objects(SCHEMA, ())
        if element.get("type") == "object" and element.get("additionalProperties", True) is True
    ]
    assert loose == []


@pytest.mark.parametrize(
    "path",
    [
        (),
        ("results", 0),
        ("results", 0, "dimensions", 0, "indicators", 0, "trace", 0),
        ("results", 0, "dimensions", 0, "indicators", 0, "trace", 0, "because"),
        ("results", 0, "tier"),
        ("summary",),
    ],
)
def test_an_undeclared_key_is_refused(path: tuple[Any, ...]) -> None:
    document = made.plain(whole_document([made.example("甲局.yaml")], "en"))
    element = document
    for step in path:
        element = element[step]
    element["surprise"] = 1
    assert not VALIDATOR.is_valid(document)


@pytest.mark.parametrize("key", ["points", "tier", "unanswered", "dimensions", "lost"])
def test_a_result_without_one_of_its_keys_is_refused(key: str) -> None:
    document = made.plain(whole_document([made.example("甲局.yaml")], "en"))
    del document["results"][0][key]
    assert not VALIDATOR.is_valid(document)


def test_a_decided_tier_leaves_nothing_possible_or_open() -> None:
    document = made.plain(whole_document([made.example("乙局.yaml")], "en"))
    document["results"][0]["tier"]["possible"] = ["not_yet"]
    assert not VALIDATOR.is_valid(document)


def test_a_number_is_never_a_float_in_words() -> None:
    number = Draft202012Validator({"$ref": "#/$defs/number", "$defs": SCHEMA["$defs"]})
    assert all(number.is_valid(value) for value in (0, -2.5, "1/3", "-805/915"))
    assert not any(number.is_valid(value) for value in ("0.1", "1/0", "1/03", "", None, True))


def test_every_element_is_described() -> None:
    bare = [
        path
        for path, element in _objects(SCHEMA["$defs"], ())
        if "properties" in element
        and "if" not in path
        and "then" not in path
        and "else" not in path
        and not element.get("description")
    ]
    assert bare == []


def _traces(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        if "rule" in node and "because" in node:
            yield node
        for inner in node.values():
            yield from _traces(inner)
    elif isinstance(node, list):
        for inner in node:
            yield from _traces(inner)


def _objects(node: Any, path: tuple[Any, ...]) -> Iterator[tuple[tuple[Any, ...], dict[str, Any]]]:
    if isinstance(node, dict):
        yield path, node
        for key, inner in list(node.items()):
            yield from _objects(inner, (*path, key))
    elif isinstance(node, list):
        for place, inner in enumerate(node):
            yield from _objects(inner, (*path, place))
