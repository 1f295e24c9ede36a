"""Which value a piece of text has, in YAML and in JSON."""

from __future__ import annotations

from decimal import Decimal

import pytest

from hpscore.source import Value, parse_document


def yaml(text: str) -> Value:
    return parse_document(text, file=None, format="yaml").value


def json(text: str) -> Value:
    return parse_document(text, file=None, format="json").value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", None), ("~", None), ("null", None), ("Null", None), ("NULL", None),
        ("true", True), ("True", True), ("TRUE", True),
        ("false", False), ("False", False), ("FALSE", False),
        ("0", 0), ("12", 12), ("-3", -3), ("+3", 3), ("-0", 0),
        ("2.50", Decimal("2.50")), (".5", Decimal("0.5")), ("-.5", Decimal("-0.5")),
        ("3.", Decimal(3)), ("1e3", Decimal("1e3")), ("1.5E-2", Decimal("0.015")),
    ],
)  # fmt: skip
def test_plain_words_and_numbers_are_values(text: str, value: Value) -> None:
    read = yaml(f"- {text}\n")
    assert read == [value]
    assert isinstance(read, list)
    assert type(read[0]) is type(value)


@pytest.mark.parametrize(
    "text",
    [
        "yes", "no", "on", "off", "y", "n", "Yes", "NO", "nULL", "tRUE",
        "010", "007", "-01", "01.5", "0x1F", "0o17", "0b1", "1_000", "1,000",
        ".inf", "-.inf", ".nan", ".", "-", "+", "e3", "1e", "1e+", "1.2.3", "--1",
        "12:30", "2022-01-01", "5%", "３", "３.５", "一-4", "½",
    ],
)  # fmt: skip
def test_what_only_resembles_a_value_stays_text(text: str) -> None:
    assert yaml(f"a: {text}\n" if text != "-" else "a: '-'\n") == {"a": text}


@pytest.mark.parametrize("text", ["", "null", "true", "3", "2.50", "<<", "yes", "&a", "!x"])
def test_quoted_scalars_are_text(text: str) -> None:
    assert yaml(f"'{text}': \"{text}\"\n") == {text: text}


def test_blocks_of_text_are_text() -> None:
    assert yaml("a: |\n  3\nb: >-\n  true\n") == {"a": "3\n", "b": "true"}


def test_decimals_keep_the_digits_they_are_written_with() -> None:
    assert str(yaml("2022.10")) == "2022.10"
    assert str(json("2022.10")) == "2022.10"


def test_keys_are_the_text_they_are_written_as() -> None:
    text = "{1: a, 2.50: b, true: c, null: d, 010: e, '1 ': f}"
    assert yaml(text) == {"1": "a", "2.50": "b", "true": "c", "null": "d", "010": "e", "1 ": "f"}


def test_values_nest() -> None:
    text = "a:\n  - b: [1, {c: ~}]\n    d: {}\n  - []\n  -\n"
    assert yaml(text) == {"a": [{"b": [1, {"c": None}], "d": {}}, [], None]}


@pytest.mark.parametrize("text", ["", " \n", "# only a comment\n", "---\n", "---\n...\n"])
def test_an_empty_yaml_document_is_nothing(text: str) -> None:
    assert yaml(text) is None


@pytest.mark.parametrize("text", ["", " \r\n\t"])
def test_a_blank_json_text_is_nothing(text: str) -> None:
    assert json(text) is None


def test_one_document_may_be_marked_as_such() -> None:
    assert yaml("%YAML 1.1\n---\na: 1\n...\n") == {"a": 1}


@pytest.mark.parametrize(
    "text",
    [
        '{"a": [1, -0, 2.50, 1e3, 1.5E+2, true, false, null, "3", ""], "<<": {}, "": []}',
        '{"健康": "社区\\n\\"\\u4e2d\\" 😀\\/", "b":{"c":1}}',
        '\n  [\n  {"a" : "x: y # z"},\n  "2022-01-01"\n]\n',
    ],
)
def test_json_has_the_values_that_it_has_as_yaml(text: str) -> None:
    as_yaml = yaml(text.replace('"<<"', '"<<"'))
    assert json(text) == as_yaml
    assert repr(json(text)) == repr(as_yaml)


def test_json_joins_pairs_of_escapes() -> None:
    assert json('["\\ud83d\\ude00"]') == ["😀"]


@pytest.mark.parametrize(
    ("text", "format"),
    [
        ('{"a": 1}', "json"),
        (" \n[1]", "json"),
        ("{a: 1}", "yaml"),
        ('{"a": 1,}', "yaml"),
        ("[a, b] # c", "yaml"),
        ("a: {b: 1}", "yaml"),
        ("", "yaml"),
    ],
)
def test_the_format_is_told_by_what_parses(text: str, format: str) -> None:
    document = parse_document(text, file=None)
    assert document.format == format
    assert document.value == yaml(text)
