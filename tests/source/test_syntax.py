"""Mistakes of syntax: the place of the mistake rather than where the parser gave up."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
import yaml

from hpscore.problem import ProblemError
from hpscore.source import json_syntax, parse_document, yaml_events, yaml_syntax
from tests.source.told import Format, told

YAML_MISTAKES = {
    # a tab
    "a:\n\tb: 1\n": "2:1 a tab where YAML takes only spaces",
    "a:\n  b: 1\n \tc: 2\n": "3:2 a tab where YAML takes only spaces",
    "a:\n\t- 1\n": "2:1 a tab where YAML takes only spaces",
    # no space after the colon
    "rubric:x\nanswers:\n  a: 1\n": "1:7 no space after ':'",
    "answers:\n  - pledge:yes\n    meetings: 3\n": "2:11 no space after ':'",
    "answers:\n  meetings: 3\n  pledge:yes\npoints: 3\n": "3:9 no space after ':'",
    "rubric:x": "1:7 no space after ':'",
    # a full-width colon
    "标题：甲\nanswers：\n  a: 1\n": "1:3 a full-width '：' where YAML takes ':' and a space",
    "答案:\n  会议：3\n  meetings: 3\n": "2:5 a full-width '：' where YAML takes ':' and a space",
    "答案:\n  meetings: 3\n  会议：3\n": "3:5 a full-width '：' where YAML takes ':' and a space",
    # the same, with a comment or a blank line before the next key
    "a:\n  党：是\n  # b\n  c:\n": "2:4 a full-width '：' where YAML takes ':' and a space",
    "a:\n  pledge:是\n\n  # next\n  outreach: 1\n": "2:9 no space after ':'",
    "rubric：x\nsubject：y\n": "1:7 a full-width '：' where YAML takes ':' and a space",
    # a mistake of its own, near a text with a full-width colon
    "note: |\n  注意：甲\na: b: c\n": "3:5 a ':' is not expected here",
    "a：b: c: d\n": "1:7 a ':' is not expected here",
    # brackets
    "a: [1, 2\nb: 3\n": "1:4 the bracket '[' is not closed",
    "a: {x: 1\nb: {y: 2}\n": "1:4 the bracket '{' is not closed",
    "a: {x: 1 y: 2}\n": "1:11 ',' or '}' is expected here",
    "a: {x: 1，y: 2}\n": "1:9 a full-width '，' where YAML takes ','",
    "a: {x: '1，' y: 2}\n": "1:13 ',' or '}' is expected here",
    "a: [1]]\n": "1:7 this ']' closes nothing",
    "a: ]\n": "1:4 a value is missing here",
    # quotes
    'a: "x\nb: 3\n': '1:4 the quote " is not closed',
    "a: 'x\n---\nb: 3\n": "1:4 the quote ' is not closed",
    "a: 'it's'\n": "1:8 text follows a closing quote",
    'a: "甲" 乙\n': "1:8 text follows a closing quote",
    # what a text may not begin with
    "a: @x\n": "1:4 a text without quotes may not begin with '@'",
    "甲: `x`\n": "1:4 a text without quotes may not begin with '`'",
    "a: %x\n": "1:4 a text without quotes may not begin with '%'",
    "a: **x**\n": "1:4 a text without quotes may not begin with '*'",
    "a: & b\n": "1:4 a text without quotes may not begin with '&'",
    "a: >=50\n": "1:5 text follows the sign that begins a block of text",
    "%a: 5\n": "1:1 a line that begins with % is a directive, and this one is not known",
    # indentation
    "a: 1\n  b: 2\n": "2:4 a ':' is not expected here",
    "a:\n    b: 1\n  c: 2\n": "3:3 this line does not fit the indentation of the lines above",
    "a: 1\n- 2\n": "2:1 this line does not fit the indentation of the lines above",
    "- 1\nb: 2\n": "2:1 this line does not fit the indentation of the lines above",
    "a: - 1\n": "1:4 an item of a list is not expected here",
    "a: 1\nbcd\ne: 3\n": "2:1 a key without ':' and a value",
    # the rest
    "a: ? b\n": "1:4 a '?' is not expected here",
    "a: b: c\n": "1:5 a ':' is not expected here",
    "a: 1\n...\nb: 2\n": "3:1 text follows the end of the document",
    "%YAML 2.0\n---\na: 1\n": "1:1 the %YAML line asks for a version that is not known",
}


@pytest.mark.parametrize("parser", ["CSafeLoader", "SafeLoader"])
@pytest.mark.parametrize("text", YAML_MISTAKES)
def test_a_mistake_in_yaml_is_told_where_it_is(
    text: str, parser: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(yaml_events, "_Parser", getattr(yaml, parser))
    place, message = YAML_MISTAKES[text].split(" ", 1)
    assert told(text) == [f"{place} syntax {message}"]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('a: "C:\\path"\n', "1:7 syntax a '\\' that does not begin a known escape"),
        ('a: "\\ud83d\\ude00"\n', "1:7 syntax an escape that is no character"),
        ('a: "\\x"\n', "1:7 syntax an escape without its hexadecimal digits"),
    ],
)
def test_an_unknown_escape_in_yaml_is_told(text: str, problem: str) -> None:
    assert told(text) == [problem]


@pytest.mark.parametrize(
    "text", ["http://x.y", "a::b", "C://", "甲 乙：丙", "'甲：乙'", "[甲：乙]", "12：30 甲"]
)
def test_a_colon_inside_a_text_is_no_mistake(text: str) -> None:
    assert told(f"- {text}\n- b: 1\n") == []


JSON_MISTAKES = {
    '{"a": 1,}': "1:8 a ',' with nothing after it",
    "[1,\n 2,\n]": "2:3 a ',' with nothing after it",
    '{"a": 1 "b": 2}': "1:9 ',' or a closing bracket is expected here",
    '{"a" 1}': "1:6 ':' is expected here",
    '{"甲"： 1}': "1:5 a full-width '：' in JSON",
    '{"甲": 1，"b": 2}': "1:8 a full-width '，' in JSON",
    "{'a': 1}": "1:2 a quote that JSON does not know",
    '{"a": “b”}': "1:7 a quote that JSON does not know",
    "{a: 1}": "1:2 a key is expected here, in double quotes",
    '{"a": yes}': "1:7 a value is expected here",
    "[1, 010]": "1:6 ',' or a closing bracket is expected here",
    '{"a":\n "甲': "2:2 the quote is not closed",
    '["a\nb"]': "1:4 a line break or tab inside a text",
    '["C:\\path"]': "1:5 a '\\' that does not begin a known escape",
    '{"a": [1, 2\n': "1:12 the text ends before everything in it is closed",
    "[1]]": "1:4 text follows the end of the document",
}


@pytest.mark.parametrize("text", JSON_MISTAKES)
def test_a_mistake_in_json_is_told_where_it_is(text: str) -> None:
    place, message = JSON_MISTAKES[text].split(" ", 1)
    assert told(text, "json") == [f"{place} syntax {message}"]


def test_lines_of_json_are_several_documents() -> None:
    assert told('{"a": 1}\n{"a": 2}\n', "json") == [
        "2:1 several-documents a second document begins here, and only one is read"
    ]


@pytest.mark.parametrize(
    ("text", "format"),
    [('{"a": 1 "b": 2}', "json"), ("[[1, 2}", "json"), ("{a: 1 b: 2}", "yaml")],
)
def test_a_text_in_brackets_is_judged_as_what_it_resembles(text: str, format: Format) -> None:
    assert told(text, None) == told(text, format) != []


def test_a_mistake_is_not_looked_for_far_above() -> None:
    text = "答案:\n  甲：1\n" + "  乙\n" * 30 + "  丙: 3\n"
    assert told(text) == ["33:4 syntax a ':' is not expected here"]


def test_words_of_a_parser_that_are_not_known_are_passed_on() -> None:
    odd = yaml.MarkedYAMLError(problem="odd", problem_mark=yaml.Mark("", 3, 0, 3, None, 0))
    assert str(yaml_syntax.explain("a: b\n", odd).message) == "the YAML cannot be read: odd"
    assert yaml_syntax.explain("a: b\n", odd).start == 3
    no_mark = yaml_syntax.explain("", yaml.YAMLError("odd"))
    assert (str(no_mark.message), no_mark.start) == ("the YAML cannot be read: odd", None)
    as_json = json_syntax.explain("[1]", json.JSONDecodeError("odd", "[1]", 1))
    assert (str(as_json.message), as_json.start) == ("the JSON cannot be read: odd", 1)


WITHOUT_LIBYAML = """
import sys
sys.modules["yaml._yaml"] = None
from hpscore.source import parse_document
document = parse_document("甲: [yes, 2.50]", file="f")
print(document.value, document.locate(("甲", 1)).column)
"""


def test_yaml_is_read_where_pyyaml_has_no_libyaml() -> None:
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", WITHOUT_LIBYAML],
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    assert done.stdout == "{'甲': ['yes', Decimal('2.50')]} 10\n"


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
def test_lines_are_counted_by_any_line_break(line_break: str) -> None:
    text = line_break.join(["甲: 1", "", "乙: @x", "丙: 2"])
    with pytest.raises(ProblemError) as caught:
        parse_document(text, file=None)
    location = caught.value.problems[0].location
    assert (location.line, location.column, location.snippet) == (3, 4, "乙: @x")


def test_a_very_long_line_is_not_shown() -> None:
    with pytest.raises(ProblemError) as caught:
        parse_document("[" + "1, " * 1000 + "@]", file=None)
    location = caught.value.problems[0].location
    assert (location.line, location.column, location.snippet) == (1, 3002, None)
