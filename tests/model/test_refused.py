"""Every rubric of refused/*.txt is refused, with what is said of it and where.

A case there has its name after `===`, the rubric (its lines alone, or some of its sections), and
after `---` what is told of it: `line:column code: message (help)`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from hpscore.model.checks.references import KINDS
from tests.docs.pages import raised
from tests.model.made import told

FOLDER = Path(__file__).parent / "refused"


def cases() -> Iterator[tuple[str, str, list[str]]]:
    for path in sorted(FOLDER.glob("*.txt")):
        for case in path.read_text(encoding="utf-8").split("\n=== ")[1:]:
            name, rest = case.split("\n", 1)
            text, wanted = rest.split("---\n")
            yield f"{path.stem}: {name}", text, wanted.splitlines()


def parameters() -> list[Any]:
    return [pytest.param(text, wanted, id=name) for name, text, wanted in cases()]


@pytest.mark.parametrize(("text", "wanted"), parameters())
def test_a_rubric_that_cannot_be_scored_is_refused(text: str, wanted: list[str]) -> None:
    assert told(text) == wanted
    assert wanted


def test_every_case_has_a_name_of_its_own() -> None:
    names = [name for name, _, _ in cases()]
    assert len(set(names)) == len(names)
    assert {name.split(":")[0] for name in names} == {path.stem for path in FOLDER.iterdir()}


def test_every_code_of_a_check_has_a_case() -> None:
    told_here = {line.split()[1].rstrip(":") for _, _, wanted in cases() for line in wanted}
    assert {"points-total", "no-id", "cycle"} <= told_here
    unknown = {f"unknown-{kind}" for kind in KINDS if kind != "total"}
    assert (raised("model/checks") | unknown) - told_here == set()
