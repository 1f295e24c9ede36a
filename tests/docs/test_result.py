"""The page about the result: its documents are those that come out, and no key is left out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, get_args, get_type_hints

import pytest

from hpscore.model.result import CAUSES, Trace
from hpscore.model.rubric import Rubric
from hpscore.readers.outcome import Outcome
from hpscore.reports.document import whole_document
from tests.docs import running
from tests.docs.pages import Block, after, blocks, fences, mentioned

PAGE = "result.md"

MAPPINGS = frozenset({"subject", "conversions", "case", "tiers"})
"""Keys whose own keys are ids of the rubric."""


def name(value: object) -> str | None:
    return f"line {value.line}" if isinstance(value, Block) else None


def outcome(assessment: Block) -> Outcome:
    by: dict[int, Rubric] = {
        block.line: running.rubric(shown.text)
        for shown, block in after(PAGE, "rubric", "assessment")
    }
    return running.scored(assessment.text, by[assessment.line])


def document(assessment: Block) -> Any:
    """Return the document as a reader of JSON gets it."""
    return json.loads(json.dumps(whole_document([outcome(assessment)], "en")))


@pytest.mark.parametrize(
    ("assessment", "shown"), list(after(PAGE, "assessment", "document")), ids=name
)
def test_a_document_comes_out_as_shown(assessment: Block, shown: Block) -> None:
    found = document(assessment)
    for result in found["results"]:
        assert result["rubric"]["digest"].startswith("sha256:")
        result["rubric"]["digest"] = "sha256:…"
    assert found == json.loads(shown.text)


def held(shown: Any, found: Any) -> bool:
    """Say whether what is shown is a part of what is found, or of something in it."""
    if isinstance(shown, dict) and isinstance(found, dict) and shown.items() <= found.items():
        return True
    inner = found.values() if isinstance(found, dict) else found if isinstance(found, list) else ()
    return any(held(shown, value) for value in inner)


@pytest.mark.parametrize(("assessment", "shown"), list(after(PAGE, "assessment", "part")), ids=name)
def test_a_part_of_a_document_comes_out_as_shown(assessment: Block, shown: Block) -> None:
    assert held(json.loads(shown.text), document(assessment))


def test_every_example_is_run() -> None:
    found = blocks(PAGE)
    assert len(found) == fences(PAGE)
    assert {block.role for block in found} == {"rubric", "assessment", "document", "part"}
    for here, below in pairwise(found):
        assert (here.role == "assessment") == (below.role in {"document", "part"})


def keys(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from keys(list(inner.values()) if key in MAPPINGS else inner)
    elif isinstance(value, list):
        for inner in value:
            yield from keys(inner)


def documents() -> Iterator[object]:
    """Yield the documents of every example of every page."""
    for block in blocks(PAGE):
        if block.role == "assessment":
            yield document(block)
    for page in ("rubric-language.md", "assessment-file.md"):
        for shown, block in after(page, "rubric", "scores"):
            by = running.rubric(shown.text)
            outcomes = [running.outcome_of(case, by) for case in running.cases(block)]
            yield whole_document(outcomes, "en")


def test_every_key_of_the_documents_is_mentioned() -> None:
    written = {key for found in documents() for key in keys(found)}
    assert {"adjustments", "withheld", "recorded", "because", "distance"} <= written
    assert written - mentioned(PAGE) == set()


def test_every_cause_and_state_is_mentioned() -> None:
    states = set(get_args(get_type_hints(Trace)["state"]))
    assert states
    assert (set(CAUSES) | states) - mentioned(PAGE) == set()
