"""Read what is known of each veto: whether it happened."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hpscore.message import say
from hpscore.model.scalars import read_yes_no
from hpscore.model.rubric import Rubric
from hpscore.model.sheet import Issue
from hpscore.readers.names import fold, unknown_name

__all__ = ["read_vetoes"]


def read_vetoes(raw: Mapping[str, Any], rubric: Rubric, issues: list[Issue]) -> dict[str, bool]:
    """Return whether each veto happened; issues for unknown vetoes and unclear values."""
    known = {
        fold(text): veto.id
        for veto in rubric.vetoes
        for text in (veto.id, *veto.title.both(), *veto.aliases)
    }
    found: dict[str, bool] = {}
    for key, value in raw.items():
        name = known.get(fold(key))
        if name is None:
            issues.append(unknown_name(("vetoes", key), "veto", key, known.values(), []))
        elif value is not None:
            happened = read_yes_no(value)
            if happened is None:
                issues.append(
                    Issue(
                        ("vetoes", key),
                        "not-yes-no",
                        say("the veto '{veto}' takes yes or no", veto=name),
                        say("true: it happened; leave it out while not known"),
                    )
                )
            else:
                found[name] = happened
    return found
