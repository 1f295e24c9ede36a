"""Where a value or a key stands in its text."""

from __future__ import annotations

import pytest

from hpscore.source import DataPath, Document, parse_document
from tests.source.told import Format, underlined

YAML = """\
# 注释
标题: {zh: 健康社区, en: "Healthy: community"}
points: 20
indicators:
  - id: meetings
    bands: {2: 1, '3': 2}
    empty:
  - - 甲
    -
text: |
  first
  second
long: one
  two
"""

JSON = """{
  "标题": {"zh": "健康社区", "e\\u006e": "\\ud83d\\ude00😀"},
  "points" : 20,
  "indicators": [{"id": "meetings", "bands": {"2": 1, "3": 2}},
    ["甲", null]]
}
"""


def place(text: str, path: DataPath, format: Format, *, key: bool = False) -> str:
    document = parse_document(text, file="f", format=format)
    location = document.locate(path, key=key)
    assert location.file == "f"
    return f"{location.line}:{location.column} {underlined(location)}"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (("标题",), '2:5 {zh: 健康社区, en: "Healthy: community"}'),
        (("标题", "zh"), "2:10 健康社区"),
        (("标题", "en"), '2:20 "Healthy: community"'),
        (("points",), "3:9 20"),
        (("indicators", 0), "5:5 id: meetings"),
        (("indicators", 0, "id"), "5:9 meetings"),
        (("indicators", 0, "bands", "2"), "6:16 1"),
        (("indicators", 0, "bands", "3"), "6:24 2"),
        (("indicators", 0, "empty"), "7:11 "),
        (("indicators", 1), "8:5 - 甲"),
        (("indicators", 1, 0), "8:7 甲"),
        (("text",), "10:7 |"),
        (("long",), "13:7 one"),
        ((), "2:1 标题: {zh: 健康社区, en: \"Healthy: community\"}"),
    ],
)  # fmt: skip
def test_a_value_of_yaml_is_found(path: DataPath, expected: str) -> None:
    assert place(YAML, path, "yaml") == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ((), "1:1 {"),
        (("标题",), '2:9 {"zh": "健康社区", "e\\u006e": "\\ud83d\\ude00😀"}'),
        (("标题", "zh"), '2:16 "健康社区"'),
        (("标题", "en"), '2:35 "\\ud83d\\ude00😀"'),
        (("points",), "3:14 20"),
        (("indicators", 0, "id"), '4:25 "meetings"'),
        (("indicators", 0, "bands", "3"), "4:60 2"),
        (("indicators", 1), '5:5 ["甲", null]'),
        (("indicators", 1, 1), "5:11 null"),
    ],
)
def test_a_value_of_json_is_found(path: DataPath, expected: str) -> None:
    assert place(JSON, path, "json") == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (("标题",), "2:1 标题"),
        (("标题", "en"), "2:16 en"),
        (("indicators", 0, "bands", "3"), "6:19 '3'"),
        (("indicators", 1), "8:5 - 甲"),
        (("indicators", 1, 0), "8:7 甲"),
    ],
)
def test_a_key_of_yaml_is_found_and_an_item_stands_for_itself(
    path: DataPath, expected: str
) -> None:
    assert place(YAML, path, "yaml", key=True) == expected


def test_a_key_of_json_is_found() -> None:
    assert place(JSON, ("标题", "en"), "json", key=True) == '2:24 "e\\u006e"'
    assert place(JSON, ("points",), "json", key=True) == '3:3 "points"'


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (("points", "missing"), "3:1 points"),
        (("indicators", 0, "bands", "4", "x"), "6:5 bands"),
        (("indicators", 0, "missing"), "5:5 id: meetings"),
        (("indicators", 9), "4:1 indicators"),
        (("missing", 0), '2:1 标题: {zh: 健康社区, en: "Healthy: community"}'),
    ],
)
@pytest.mark.parametrize("key", [False, True])
def test_what_is_missing_is_found_at_the_nearest_that_is_there(
    path: DataPath, expected: str, key: bool
) -> None:
    assert place(YAML, path, "yaml", key=key) == expected


@pytest.mark.parametrize("format", ["yaml", "json"])
def test_an_empty_document_begins_at_its_first_character(format: Format) -> None:
    location = parse_document("\n", file=None, format=format).locate(("a",))
    assert (location.line, location.column, location.width, location.snippet) == (1, 1, 1, "")


def test_columns_count_code_points_after_a_mark_and_astral_characters() -> None:
    assert place("\ufeff😀𠮷: {值: x}\n", ("😀𠮷", "值"), "yaml") == "1:9 x"
    assert place('\ufeff{"😀𠮷": {"值": 1}}\n', ("😀𠮷", "值"), "json") == "1:14 1"


def test_documents_of_equal_text_are_equal_whether_located_or_not() -> None:
    one, other = (parse_document("a: 1\n", file=None) for _ in range(2))
    one.locate(("a",))
    assert one == other
    assert isinstance(one, Document)
