"""The page about selecting: every reason, key and note that a selection can have is told there."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any, get_args

from hpscore.analysis.eligibility import ReasonCode
from tests.docs.pages import mentioned

PAGE = "selection.md"
SCHEMA = json.loads(
    (files("hpscore") / "schema" / "selection.schema.json").read_text(encoding="utf-8")
)
OF_RESULTS = {"problem", "location"}
"""What the page about the result explains."""


def keys(node: Any) -> set[str]:
    """Return the keys of every object that a schema describes."""
    if isinstance(node, list):
        return {key for inner in node for key in keys(inner)}
    if not isinstance(node, dict):
        return set()
    own = node.get("properties")
    found = {*own} if isinstance(own, dict) else set()
    return found.union(*(keys(inner) for name, inner in node.items() if name not in OF_RESULTS))


def values(name: str, node: Any) -> set[str]:
    """Return what a key may hold, where that is listed, wherever it stands."""
    if isinstance(node, list):
        return {value for inner in node for value in values(name, inner)}
    if not isinstance(node, dict):
        return set()
    here = node.get("properties", {}).get(name, {})
    found = {*here.get("enum", ())} if isinstance(here, dict) else set()
    return found.union(*(values(name, inner) for key, inner in node.items() if key != "problem"))


def test_every_reason_is_explained_and_in_the_schema() -> None:
    codes = {*get_args(ReasonCode)}
    assert codes - mentioned(PAGE) == set()
    notes = {"ranked-by-score", "several-versions", "drawn"}
    assert values("code", SCHEMA) == codes | notes
    assert notes - mentioned(PAGE) == set()


def test_every_key_of_the_document_is_explained() -> None:
    told = keys(SCHEMA)
    assert {"groups", "rank", "reasons", "digest"} <= told
    assert told - mentioned(PAGE) - {"zh", "en"} == set()
