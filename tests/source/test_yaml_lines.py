"""Plain YAML is read line by line exactly as the parser reads it, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hpscore.source import Value, parse_document
from hpscore.source.finding import RefusedError
from hpscore.source.limits import DEFAULT_LIMITS
from hpscore.source.text import check_characters
from hpscore.source.yaml import build_yaml
from hpscore.source.yaml_lines import read_lines
from tests.properties.effort import tries

ROOT = Path(__file__).parents[2]
FILES = sorted((*ROOT.glob("examples/**/*.yaml"), *ROOT.glob("rubrics/*.yaml")))
ASSESSMENTS = sorted(ROOT.glob("examples/*.yaml"))
EXAMPLE = (ROOT / "examples" / "李家.yaml").read_text(encoding="utf-8")

PIECES = st.sampled_from(
    [
        *("a", "b", "c d", "一-4", '"7"', "7", "null", "yes", "~", "1.5", "010", "-3", "-", "--"),
        *(
            ":",
            ": ",
            " : ",
            "：",
            ",",
            ", ",
            "，",
            "{",
            "}",
            "[",
            "]",
            "{}",
            "[]",
            "- ",
            "? ",
            "!x",
        ),
        *("!x", "#", " # x", "&a", "*a", "|", ">", "%", "@", "`", "'", '"', "''", "\\", "<<", "="),
        *(
            " ",
            "  ",
            "\t",
            "\r",
            "\u00a0",
            "\u3000",
            "\u2028",
            "\ufeff",
            "\x07",
            "\U0001f600",
            "甲",
        ),
        *("{value: 2, note: x}", "[a, b]", "'a b'", '"a: b"', "a:b", "http://x", "12:30", "1e99"),
    ]
)
LINES = st.builds(
    lambda indent, pieces: " " * indent + "".join(pieces),
    st.sampled_from([0, 0, 0, 2, 2, 4, 1]),
    st.lists(PIECES, max_size=6),
)
PLAIN = st.builds(
    lambda indent, head, value: " " * indent + head + value,
    st.sampled_from([0, 0, 2, 2, 4]),
    st.sampled_from(["a:", "b: ", "c: ", "d:  ", "- ", '"7": ', "e:"]),
    st.sampled_from(
        [
            "",
            "x",
            "1",
            "2.50",
            "no",
            "{value: 2, note: 未分类}",
            "[1, 'b']",
            "'x' # y",
            "a: b",
            "{a: }",
        ]
    ),
)
TEXTS = st.one_of(
    st.lists(st.one_of(LINES, PLAIN), max_size=8).map("\n".join),
    st.lists(PLAIN, max_size=10).map("\n".join),
    st.lists(PLAIN, max_size=10).map("\r\n".join),
)
EDITS = st.lists(
    st.tuples(st.integers(0, len(EXAMPLE)), st.integers(0, 3), PIECES), min_size=1, max_size=3
)


def parsed(text: str) -> Value:
    check_characters(text, yaml=True)
    return build_yaml(text, DEFAULT_LIMITS)


def check(text: str) -> None:
    found = read_lines(text)
    if found is not None:  # the types of values too: 1 is neither true nor 1.0
        assert repr(found) == repr(parsed(text))


@tries(1500)
@given(TEXTS)
@example("a: 1\nb:\n  - x\n  - y\nc:\n")
@example("a:\n  b: 1\n c: 2\n")
@example("a:\n- x\n")
@example("a: x\n  y\n")
@example("a: {b: 1, b: 2}\n")
@example("a:\n  b: 1\na: 2\n")
def test_what_is_read_line_by_line_is_what_the_parser_reads(text: str) -> None:
    check(text)


@tries(700)
@given(EDITS)
def test_a_file_with_slips_is_read_as_the_parser_reads_it(
    edits: list[tuple[int, int, str]],
) -> None:
    text = EXAMPLE
    for start, length, piece in edits:
        text = text[:start] + piece + text[start + length :]
    check(text)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_file_is_read_as_the_parser_reads_it(path: Path) -> None:
    check(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", ASSESSMENTS, ids=lambda path: path.name)
def test_assessments_are_plain_enough(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert read_lines(text) == parsed(text)
    assert read_lines(text.replace("\n", "\r\n")) == parsed(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# nothing\n",
        "x\n",
        "- a\n",
        "a: 1\na: 2\n",
        "a: &x 1\n",
        "a: *x\n",
        "a: !t x\n",
        "a: |\n  x\n",
        "a: x\n  y\n",
        "a: 'it''s'\n",
        'a: "x\\ty"\n',
        "a: {b: {c: 1}}\n",
        "? a\n: b\n",
        "<<: a\n",
        "--- \na: 1\n",
        "a:\tb\n",
        "a: x # y\u2028z\n",
        f"a: {'x' * 400}\n",
        f"a: {'1' * 41}\n",
        "a: 1\n" * 20_000,
        "".join(f"{'  ' * depth}a:\n" for depth in range(20)),
    ],
)
def test_whatever_is_not_plain_is_left_to_the_parser(text: str) -> None:
    assert read_lines(text) is None


def test_what_one_document_does_with_its_values_changes_no_other() -> None:
    first = parse_document("a: {b: 1}\nc: [1]\n", file=None).value
    assert isinstance(first, dict)
    first["a"], first["c"] = None, None
    again = parse_document("a: {b: 1}\nc: [1]\n", file=None).value
    assert again == {"a": {"b": 1}, "c": [1]}
    assert isinstance(again, dict)
    inner = again["a"]
    assert isinstance(inner, dict)
    inner["b"] = 2
    assert parse_document("a: {b: 1}\n", file=None).value == {"a": {"b": 1}}


def test_characters_that_no_text_holds_are_refused_in_plain_files_too() -> None:
    with pytest.raises(RefusedError):
        parsed("a: x\x07\n")
    assert read_lines("a: x\x07\n") is None
