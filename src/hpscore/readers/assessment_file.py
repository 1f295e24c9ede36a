"""The model of an assessment file, which says what is wrong with one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict, ValidationError

from hpscore.problem import ProblemError
from hpscore.readers.locating import problems_of
from hpscore.readers.shape import issues_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hpscore.model.sheet import Issue
    from hpscore.source import Document, Value

__all__ = ["AssessmentFile", "mended"]


class AssessmentFile(BaseModel):
    """The outer shape of an assessment file; what is inside is read against the rubric."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    rubric: str | None = None
    """The rubric's id, id@version, or a path below the file's folder."""
    subject: dict[str, Any] | None = None
    """Facts of the subject."""
    period: dict[str, Any] | None = None
    """The days that are assessed: from and to."""
    assessor: str | None = None
    """Who assessed."""
    answers: dict[str, Any] | None = None
    """Answers by question: its id, title, alias or item reference."""
    points: dict[str, Any] | None = None
    """Points awarded to indicators directly."""
    registers: Any = None
    """Kept, and flagged as not read."""
    evidence: dict[str, Any] | None = None
    """Files handed in, by the number of the paper."""
    vetoes: dict[str, Any] | None = None
    """What is known of each veto: whether it happened."""


def mended(document: Document, value: Value) -> tuple[Mapping[str, Any], list[Issue]]:
    """Return what is sound of a file's keys, and an issue for each of the others.

    `ProblemError` where the file is no mapping at all.
    """
    try:
        AssessmentFile.model_validate(value)
    except ValidationError as error:
        issues = issues_of(error, document, AssessmentFile)
    else:
        issues = []
    if not isinstance(value, dict):
        raise ProblemError(problems_of(issues, document))
    faulty = {issue.path[0] for issue in issues if issue.path}
    return {key: inner for key, inner in value.items() if key not in faulty}, issues
