"""Any JSON-like value, written out, is read back alike from JSON and YAML, and found again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from hypothesis import given
from hypothesis import strategies as st

from hpscore.problem import ProblemError
from hpscore.source import DataPath, Value, parse_document
from tests.source.told import underlined

# what either format takes in its text: no controls, no halves of pairs, none of YAML's breaks
CHARACTERS = st.one_of(
    st.sampled_from("健康社区：，甲乙 '\"\\/:#-?[]{},&*!|>%@`~\n\t😀yn01.e"),
    st.characters(exclude_categories=["Cc", "Cs", "Cn"], exclude_characters="\u2028\u2029\ufeff"),
)
TEXTS = st.text(CHARACTERS, max_size=12)
NUMBERS = st.one_of(
    st.integers(min_value=-(10**39), max_value=10**39),
    st.decimals(
        allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9, places=4
    ),
    st.sampled_from([Decimal("1E+3"), Decimal("2022.10"), Decimal("0E-7"), Decimal("-0.0")]),
)
SCALARS: st.SearchStrategy[Value] = st.one_of(st.none(), st.booleans(), NUMBERS, TEXTS)
VALUES: st.SearchStrategy[Value] = st.recursive(
    SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(TEXTS, inner, max_size=4)),
    max_leaves=12,
)
BREAKS = st.sampled_from(["", " ", "\n", "\r\n  "])


def written(value: Value, gap: str) -> str:
    """Return `value` as JSON, with `gap` after each comma and bracket."""
    if isinstance(value, dict):
        pairs = (
            f"{json.dumps(k, ensure_ascii=False)}: {written(v, gap)}" for k, v in value.items()
        )
        return f"{{{gap}{f',{gap}'.join(pairs)}}}"
    if isinstance(value, list):
        return f"[{gap}{f',{gap}'.join(written(item, gap) for item in value)}]"
    if isinstance(value, Decimal):
        return str(value)
    return json.dumps(value, ensure_ascii=False)


def leaves(value: Value, path: DataPath = ()) -> Iterator[tuple[DataPath, Value]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, (*path, key))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from leaves(inner, (*path, place))
    else:
        yield path, value


@given(VALUES, BREAKS)
def test_json_and_yaml_of_one_text_are_equal(value: Value, gap: str) -> None:
    text = written(value, gap)
    as_json = parse_document(text, file=None, format="json").value
    as_yaml = parse_document(text, file=None, format="yaml").value
    assert repr(as_json) == repr(as_yaml) == repr(value)


@given(VALUES)
def test_escaped_json_is_read_as_the_standard_library_does(value: Value) -> None:
    text = json.dumps(value, default=str)
    assert parse_document(text, file=None, format="json").value == json.loads(text)


@given(VALUES, BREAKS)
def test_every_scalar_and_key_is_found_where_it_stands(value: Value, gap: str) -> None:
    text = written(value, gap)
    as_json = parse_document(text, file=None, format="json")
    as_yaml = parse_document(text, file=None, format="yaml")
    for path, scalar in leaves(value):
        location = as_json.locate(path)
        assert underlined(location) == written(scalar, gap)
        assert as_yaml.locate(path) == location
        if path and isinstance(path[-1], str):
            key = as_json.locate(path, key=True)
            assert underlined(key) == json.dumps(path[-1], ensure_ascii=False)
            assert as_yaml.locate(path, key=True) == key


SCRAPS = st.lists(
    st.sampled_from(
        [*"[]{}:,-?&*!|>'\"%@`#\t\n\\.~：，甲a1", " ", "  ", ": ", "- ", "\r\n", "a: ", "---\n"]
    ),
    max_size=30,
).map("".join)


@given(SCRAPS, st.sampled_from(["yaml", "json", None]))
def test_any_text_is_taken_and_indexed_or_refused_with_a_place(
    text: str, format: Literal["yaml", "json"] | None
) -> None:
    try:
        document = parse_document(text, file="f", format=format)
    except ProblemError as error:
        for problem in error.problems:
            lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
            location = problem.location
            assert location.line is not None
            assert location.column is not None
            assert location.snippet == lines[location.line - 1]
            assert 1 <= location.column <= len(location.snippet) + 1
    else:
        for path, _ in leaves(document.value):
            assert document.locate(path).line is not None
