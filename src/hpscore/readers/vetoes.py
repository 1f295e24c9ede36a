"""Read what is known of each veto: whether it happened."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from hpscore.message import say
from hpscore.model.scalars import read_yes_no
from hpscore.model.sheet import Issue
from hpscore.readers.names import Names, unknown_name

if TYPE_CHECKING:
    from hpscore.model.rubric import Rubric

__all__ = ["read_vetoes", "veto_names"]


def veto_names(rubric: Rubric) -> Names:
    """Collect the names of a rubric's vetoes."""
    return Names(
        ((text, veto.id) for veto in rubric.vetoes for text in (*veto.title.both(), *veto.aliases)),
        (veto.id for veto in rubric.vetoes),
        {veto.id: veto.title for veto in rubric.vetoes},
    )


def read_vetoes(raw: Mapping[str, Any], rubric: Rubric, issues: list[Issue]) -> dict[str, bool]:
    """Return whether each veto happened; issues for unknown vetoes and unclear values."""
    found: dict[str, bool] = {}
    if not raw:
        return found
    names = veto_names(rubric)
    for key, value in raw.items():
        targets = names.find(key)
        name = targets[0] if len(targets) == 1 else None
        if name is None:
            issues.append(unknown_name(("vetoes", key), "veto", key, names, targets))
        elif name in found:
            issues.append(
                Issue(
                    ("vetoes", key),
                    "two-answers",
                    say("the veto '{veto}' is given twice", veto=name),
                    say("keep one of them"),
                    key=True,
                )
            )
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
