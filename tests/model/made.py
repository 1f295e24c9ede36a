"""Rubrics made in a test, and what is said of those that are refused."""

from __future__ import annotations

from hpscore.model.checks import check_rubric
from hpscore.model.resolve import sheet_of
from hpscore.model.rubric import Rubric
from hpscore.model.sheet import DataPath, Sheet
from hpscore.source import parse_document
from tests.docs import running

__all__ = ["SETTING", "paths", "rubric", "sheet", "told"]

SETTING = "facts: {setting: {options: [urban, rural]}}\n"


def rubric(text: str) -> Rubric:
    """Return the rubric of a text: all of it, some sections, or only the lines of one dimension."""
    return running.rubric(text)


def sheet(text: str) -> Sheet:
    """Return what a rubric is resolved to."""
    return sheet_of(rubric(text))


def told(text: str) -> list[str]:
    """Return `line:column code: message (help)` for all that is wrong, as its text stands here."""
    return [
        f"{p.location.line}:{p.location.column} {p.code}: {p.message} ({p.help})"
        for p in running.refusals(text)
    ]


def paths(text: str) -> list[tuple[str, DataPath]]:
    """Return the code and path of every issue of a rubric whose shape is sound."""
    document = parse_document(running.whole(text)[0], file=None, format="yaml")
    found = check_rubric(Rubric.model_validate(document.value))
    return [(issue.code, issue.path) for issue in found]
