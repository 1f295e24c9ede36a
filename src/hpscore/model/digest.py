"""The digest of a rubric: what it scores, not how it words it."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from hpscore.model.text import Element, Text

if TYPE_CHECKING:
    from hpscore.model.rubric import Rubric

__all__ = ["digest_of"]

_WORDING = frozenset(
    {
        "aliases",
        "blank",
        "folder",
        "grade",
        "group",
        "help",
        "notes",
        "provenance",
        "ref",
        "renamed",
        "set_titles",
        "severity",
        "text",
        "title",
    }
)
"""Fields that word a rubric and change no score: a change of them keeps forms valid."""


def digest_of(rubric: Rubric) -> str:
    """Return `sha256:` and the hex digest of the rubric's canonical form without its texts."""
    canonical = json.dumps(
        _plain(rubric), ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    return "sha256:" + hashlib.sha256(canonical.encode()).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, Text):
        return None
    if isinstance(value, Element):
        fields = {
            name: _plain(getattr(value, name))
            for name in type(value).model_fields
            if name not in _WORDING
        }
        return {name: inner for name, inner in fields.items() if inner not in (None, [], {})}
    if isinstance(value, dict):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(inner) for inner in value]
    return value if isinstance(value, bool) or value is None else str(value)
