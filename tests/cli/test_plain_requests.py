"""The commonest runs of scoring are read without the parser of options, and as it would."""

from __future__ import annotations

from pathlib import Path

import pytest

from hpscore.cli.request import Format, Request, plain_request


@pytest.mark.parametrize(
    ("words", "request_"),
    [
        (["a.yaml"], Request("score", ["a.yaml"])),
        (["a.yaml", "b", "--lang", "zh"], Request("score", ["a.yaml", "b"])),
        (["a", "--format", "json"], Request("score", ["a"], format=Format.JSON)),
        (["--format", "csv", "a"], Request("score", ["a"], format=Format.CSV)),
        (["a", "-o", "b.csv"], Request("score", ["a"], format=Format.CSV, output=Path("b.csv"))),
        (["a", "-o", "b"], Request("score", ["a"], output=Path("b"))),
        (
            ["a", "--format", "csv", "-o", "b.txt", "--jobs", "2", "--lang", "en"],
            Request("score", ["a"], format=Format.CSV, output=Path("b.txt"), jobs=2),
        ),
    ],
)
def test_plain_runs_are_read_without_the_parser(words: list[str], request_: Request) -> None:
    assert plain_request(["score", *words]) == request_


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["-"],
        [" "],
        ["--help"],
        ["a", "--format"],
        ["a", "--format", "word"],
        ["a", "--format", "csv", "--format", "json"],
        ["a", "--format=csv"],
        ["a", "-o", ""],
        ["a", "-o", "-"],
        ["a", "-o", "out/"],
        ["a", "-o", "."],
        ["a", "-o", "b.ods"],
        ["a", "-o", "b.xlsx", "--format", "csv"],
        ["a", "--jobs", "0"],
        ["a", "--jobs", "auto"],
        ["a", "--titles"],
        ["a", "--lang", "fr"],
        ["--format", "csv"],
    ],
)
def test_everything_else_is_left_to_the_parser(words: list[str]) -> None:
    assert plain_request(["score", *words]) is None


def test_other_commands_are_left_to_the_parser() -> None:
    assert plain_request(["family", "a.yaml"]) is None
    assert plain_request([]) is None
