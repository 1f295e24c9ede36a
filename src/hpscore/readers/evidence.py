"""Read which papers were handed in: files below the assessment's own folder."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from hpscore.message import say
from hpscore.model.sheet import Issue
from hpscore.readers.catalogue import escapes
from hpscore.readers.names import Names, unknown_name

if TYPE_CHECKING:
    from hpscore.model.rubric import Rubric

__all__ = ["read_evidence"]


def read_evidence(
    raw: Mapping[str, Any], rubric: Rubric, issues: list[Issue]
) -> dict[str, tuple[str, ...]]:
    """Return the files by paper; issues for unknown papers and paths that lead elsewhere."""
    found: dict[str, tuple[str, ...]] = {}
    for key, value in raw.items():
        if key not in rubric.evidence:
            known = Names((), rubric.evidence)
            issues.append(unknown_name(("evidence", key), "evidence", key, known))
            continue
        files = value if isinstance(value, list) else [] if value is None else [value]
        for place, file in enumerate(files):
            if not isinstance(file, str) or escapes(file):
                issues.append(
                    Issue(
                        ("evidence", key, place),
                        "outside",
                        say("the path '{path}' leads out of the folder", path=file),
                        say("name a file below the assessment's own folder"),
                    )
                )
        found[key] = tuple(str(file) for file in files)
    return found
