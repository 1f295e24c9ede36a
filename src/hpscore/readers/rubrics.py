"""Read a rubric from a YAML or JSON file, checked as far as scoring relies on it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic import ValidationError

from hpscore.message import say
from hpscore.model.checks import check_rubric
from hpscore.model.rubric import Rubric
from hpscore.model.rules import INNER
from hpscore.model.sheet import Issue
from hpscore.problem import ProblemError
from hpscore.readers.locating import in_order, problems_of
from hpscore.readers.overlays.grafting import Overlaid
from hpscore.readers.overlays.overlay import resolved
from hpscore.readers.salvage import SUMS, check_rest
from hpscore.readers.shape import issues_of
from hpscore.source import DataPath, Document, read_document

__all__ = ["read_rubric", "rubric_from"]


def read_rubric(
    path: Path | str, *, shown: str | None = None, packaged: Path | None = None
) -> Rubric:
    """Read a rubric, with what it extends; `ProblemError` with everything that is wrong with it.

    `shown` names the file in messages, and `packaged` is another folder of packaged rubrics.
    """
    document = read_document(path, shown=shown)
    return _checked(resolved(document, path=Path(path), packaged=packaged))


def rubric_from(document: Document) -> Rubric:
    """Make a rubric of a parsed document; `ProblemError` with everything that is wrong with it."""
    return _checked(resolved(document))


def _checked(document: Document) -> Rubric:
    issues, value = _several_rules(document)
    rubric: Rubric | None = None
    try:
        rubric = Rubric.model_validate(value)
        issues += check_rubric(rubric)
    except ValidationError as error:
        shape = issues_of(error, document, Rubric)
        issues += [*shape, *check_rest(value, shape)]
    known = document.problems if isinstance(document, Overlaid) else ()
    if known:  # what an overlay fails to put in may be missing from a sum
        issues = [issue for issue in issues if issue.code not in SUMS]
    if issues or known or rubric is None:
        found = [problem for problem in problems_of(issues, document) if problem not in known]
        raise ProblemError(in_order([*known, *found], document))
    if isinstance(document, Overlaid):
        rubric._origin = document.origin
    return rubric


def _several_rules(document: Document) -> tuple[list[Issue], Any]:
    """Find lines with two rules, and keep the first of them so that the rest is still checked."""
    issues: list[Issue] = []

    def visit(node: Any, path: DataPath) -> Any:
        if isinstance(node, list):
            return [visit(inner, (*path, i)) for i, inner in enumerate(node)]
        if not isinstance(node, dict):
            return node
        named = [key for key in node if key in INNER]
        # a stream of deductions has rule keys of its own
        line = ("id" in node and "title" in node) or "points" in node
        if line and path[-2:-1] != ("streams",):
            for extra in named[1:]:
                issues.append(
                    Issue(
                        (*path, extra),
                        "one-rule",
                        say(
                            "a line takes one rule, got {first} and {second}",
                            first=named[0],
                            second=extra,
                        ),
                        say("keep one, or make them parts of sum:, best: or all:"),
                        key=True,
                    )
                )
            node = {k: v for k, v in node.items() if k not in named[1:]}
        return {key: visit(inner, (*path, key)) for key, inner in node.items()}

    return issues, visit(document.value, ())
