"""What the syntax allows and a document may not hold."""

from __future__ import annotations

import pytest

from hpscore.problem import ProblemError
from hpscore.source import Limits, parse_document
from tests.source.told import Format, codes, told, underlined


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a: &x 1\n", "1:4 alias '&x' is an anchor or alias, which are not used here"),
        ("a: &x {}\n", "1:4 alias '&x' is an anchor or alias, which are not used here"),
        ("a: [&x []]\n", "1:5 alias '&x' is an anchor or alias, which are not used here"),
        ("&x a: 1\n", "1:1 alias '&x' is an anchor or alias, which are not used here"),
        ("a: *x\n", "1:4 alias '*x' is an anchor or alias, which are not used here"),
        ("a: !!int 1\n", "1:4 tag '!!int' is a tag, which are not used here"),
        ("a: ! x\n", "1:4 tag '!' is a tag, which are not used here"),
        ("!y a: 1\n", "1:1 tag '!y' is a tag, which are not used here"),
        ("a:\n  - !x {}\n", "2:5 tag '!x' is a tag, which are not used here"),
        ("a: !x!y z\n", "1:4 tag tags are not used here"),
        ("a: !<\n", "1:4 tag tags are not used here"),
        ("a:\n  <<: {b: 1}\n",
         "2:3 merge-key the key '<<' merges mappings, which is not done here"),
        ("? [a]\n: 1\n", "1:3 complex-key a key is a list, a mapping or an alias, not a text"),
        ("{{a: 1}: 2}\n", "1:2 complex-key a key is a list, a mapping or an alias, not a text"),
        ("*a : 1\n", "1:1 complex-key a key is a list, a mapping or an alias, not a text"),
        ("a: 1\n---\nb: 2\n",
         "2:1 several-documents a second document begins here, and only one is read"),
        ("--- 1\n---\n",
         "2:1 several-documents a second document begins here, and only one is read"),
    ],
)  # fmt: skip
def test_yaml_that_hides_what_it_says_is_refused(text: str, problem: str) -> None:
    assert told(text) == [problem]


def test_every_duplicate_key_is_told_with_the_line_of_the_first() -> None:
    text = "a: 1\nb:\n  '甲': 1\n  甲: 2\na: 3\nc: {1: x, '1': y}\na: 4\n"
    assert told(text) == [
        "4:3 duplicate-key the key '甲' is given twice, first on line 3",
        "5:1 duplicate-key the key 'a' is given twice, first on line 1",
        "6:11 duplicate-key the key '1' is given twice, first on line 6",
        "7:1 duplicate-key the key 'a' is given twice, first on line 1",
    ]


def test_every_duplicate_key_of_json_is_told() -> None:
    text = '{"a": 1,\n "b": [{"甲": 1, "\\u7532": 2}],\n "a": 3}'
    assert told(text, "json") == [
        "2:17 duplicate-key the key '甲' is given twice, first on line 2",
        "3:2 duplicate-key the key 'a' is given twice, first on line 1",
    ]


@pytest.mark.parametrize(
    ("text", "format"),
    [("a: 1\n" * 9, "yaml"), ("{" + '"a":1,' * 8 + '"a":1}', "json")],
)
def test_duplicate_keys_are_told_up_to_the_limit(text: str, format: Format) -> None:
    assert len(told(text, format)) == 8
    assert len(told(text, format, Limits(problems=3))) == 3


def test_a_long_key_is_quoted_in_part() -> None:
    key = "k" * 1000
    assert told(f"{key}: 1\n{key}: 2\n") == [
        f"2:1 duplicate-key the key '{'k' * 59}…' is given twice, first on line 1"
    ]


DEEPEST_YAML = "[" * 32 + "]" * 32
DEEPEST_BLOCK = "- " * 32 + "1"
DEEPEST_JSON = '{"a":' * 31 + "[]" + "}" * 31


def test_lists_and_mappings_nest_up_to_the_limit() -> None:
    assert told(DEEPEST_YAML) == told(DEEPEST_YAML, "json") == []
    assert told(DEEPEST_BLOCK) == []
    assert told(DEEPEST_JSON) == told(DEEPEST_JSON, "json") == []


@pytest.mark.parametrize("format", ["yaml", "json"])
def test_deeper_lists_and_mappings_are_refused_where_they_go_too_deep(format: Format) -> None:
    too_deep = "too-deep lists and mappings more than 32 deep"
    assert told(f"[{DEEPEST_YAML}]", format) == [f"1:33 {too_deep}"]
    assert told(f'[\n{{"a": 1}},\n{DEEPEST_JSON}]', format) == [f"3:156 {too_deep}"]


@pytest.mark.parametrize("format", ["yaml", "json"])
def test_values_and_keys_are_counted(format: Format) -> None:
    text = '{",": [1,\n 2], "a": {"b": 1}}'
    assert told(text, format, Limits(nodes=9)) == []
    assert told(text, format, Limits(nodes=7)) == ["2:12 too-large more than 7 values and keys"]
    assert told(text, format, Limits(nodes=4)) == ["2:2 too-large more than 4 values and keys"]


@pytest.mark.parametrize("format", ["yaml", "json"])
def test_texts_and_keys_are_read_up_to_a_length(format: Format) -> None:
    limits = Limits(scalar=4)
    message = "too-long a text of 5 characters, at most 4 are read"
    assert told('{"中文字符": ["abc\\n"]}', format, limits) == []
    assert told('{"a": [1, "中文字符x"]}', format, limits) == [f"1:11 {message}"]
    assert told('{"中文字符x": 1}', format, limits) == [f"1:2 {message}"]


@pytest.mark.parametrize("format", ["yaml", "json"])
@pytest.mark.parametrize("number", ["9" * 40, "-0." + "1" * 39, "1e40", "1E-40", "1e+0000000040"])
def test_numbers_within_the_limits_are_numbers(number: str, format: Format) -> None:
    assert told(f"[{number}]", format) == []


@pytest.mark.parametrize("format", ["yaml", "json"])
@pytest.mark.parametrize(
    "number", ["9" * 41, "-0." + "1" * 40, "1e41", "1E-41", "1e999999999", "9" * 5000]
)
def test_numbers_beyond_the_limits_are_refused(number: str, format: Format) -> None:
    assert told(f"[1,\n {number}]", format) == [
        "2:2 number-too-long a number of more than 40 digits, or with an exponent beyond 40"
    ]


def test_a_long_number_in_quotes_or_as_a_key_is_text() -> None:
    assert told(f"'{'9' * 41}': \"{'9' * 41}\"\n{'9' * 42}: 1\n") == []


@pytest.mark.parametrize("constant", ["NaN", "Infinity", "-Infinity"])
@pytest.mark.parametrize("format", ["json", None])
def test_json_has_no_numbers_that_are_none(constant: str, format: Format | None) -> None:
    assert told(f'{{"a": 1,\n "b": {constant}}}', format) == [
        f"2:7 not-a-number {constant} is not a number in JSON"
    ]


@pytest.mark.parametrize("format", ["yaml", "json"])
@pytest.mark.parametrize("character", ["\0", "\x07", "\x1b", "\x7f", "\x85", "\ud800", "\ufffe"])
def test_control_characters_are_refused(character: str, format: Format) -> None:
    assert told(f'["甲乙",\n "丙{character}"]', format) == [
        f"2:4 not-text the character U+{ord(character):04X} is not text"
    ]


@pytest.mark.parametrize("character", ["\u2028", "\u2029", "\ufeff"])
def test_characters_that_yaml_takes_for_line_breaks_are_refused_there(character: str) -> None:
    assert codes(f'["{character}"]', "yaml") == ["not-text"]
    assert codes(f'["{character}"]', "json") == []


@pytest.mark.parametrize("escape", [r"\u0000", r"\b", r"\f", r"\u001B", r"\u009f", r"\uFFFE"])
@pytest.mark.parametrize("format", ["yaml", "json"])
def test_escapes_make_no_control_characters(escape: str, format: Format) -> None:
    message = "not-text an escape in this text makes a character that is not text"
    assert told(f'[1, "a{escape}"]', format) == [f"1:5 {message}"]
    assert told(f'{{"a{escape}": 1}}', format) == [f"1:2 {message}"]


@pytest.mark.parametrize("escape", [r"\ud83d", r"\uDE00", r"\ude00\ud83d", r"\ud83dx\ude00"])
def test_json_has_no_halves_of_pairs(escape: str) -> None:
    assert codes(f'["{escape}"]', "json") == ["not-text"]


@pytest.mark.parametrize("escape", [r"\t", r"\n", r"\r", r"\\b", r"\\u0000", r"\u4e2d"])
def test_other_escapes_are_taken(escape: str) -> None:
    assert codes(f'["{escape}"]', "json") == codes(f'["{escape}"]', "yaml") == []


def test_a_problem_underlines_what_it_is_about() -> None:
    with pytest.raises(ProblemError) as caught:
        parse_document("标题: {甲: 1, 乙: &anchor 值}\n", file="east.yaml", format="yaml")
    [problem] = caught.value.problems
    assert problem.location.file == "east.yaml"
    assert problem.location.snippet == "标题: {甲: 1, 乙: &anchor 值}"
    assert underlined(problem.location) == "&anchor"
