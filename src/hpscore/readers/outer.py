"""The outer shape of an assessment file: which keys it has, and what stands under each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hpscore.model.sheet import Issue
    from hpscore.source import Document

__all__ = ["SECTIONS", "outer_shape"]

SECTIONS: Final[Mapping[str, type]] = {
    "rubric": str,
    "subject": dict,
    "period": dict,
    "assessor": str,
    "answers": dict,
    "points": dict,
    "registers": object,
    "evidence": dict,
    "vetoes": dict,
}
"""The keys of an assessment file, with what each holds, if anything."""


def outer_shape(document: Document) -> tuple[Mapping[str, Any], list[Issue]]:
    """Return what is sound of a file's keys, and an issue for each of the others.

    `ProblemError` where the file is no mapping at all.
    """
    value = {} if document.value is None else document.value
    if isinstance(value, dict) and all(_sound(key, inner) for key, inner in value.items()):
        return value, []
    # loaded for what is wrong, for it builds a schema
    from hpscore.readers.assessment_file import mended

    return mended(document, value)


def _sound(key: str, inner: object) -> bool:
    if inner is None or not isinstance(inner, SECTIONS.get(key, type(None))):
        return inner is None and key in SECTIONS
    return not isinstance(inner, dict) or all(type(name) is str for name in inner)
