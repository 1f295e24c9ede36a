"""What an older version calls its questions: that the names lead from there to here."""

from __future__ import annotations

from collections.abc import Iterator

from hpscore.message import say
from hpscore.model.checks.references import dangling
from hpscore.model.sheet import DataPath, Issue, Sheet

__all__ = ["check_renamed"]


def check_renamed(sheet: Sheet) -> Iterator[Issue]:
    """Yield versions that are this one, and names that lead nowhere or still mean something."""
    rubric = sheet.rubric
    known = (*sheet.questions, *sheet.lines)
    for version, names in rubric.renamed.items():
        path: DataPath = ("renamed", version)
        if version == rubric.version:
            yield Issue(
                path,
                "own-version",
                say("{version} is the version of this rubric itself", version=version),
                say("name the version whose answers it carries"),
                key=True,
            )
        taken: dict[str, str] = {}
        for old, new in names.items():
            if old in known:
                yield Issue(
                    (*path, old),
                    "still-there",
                    say("'{old}' is still a question of this version", old=old),
                    say("what has kept its name is carried by itself: take it out"),
                    key=True,
                )
            if new is None:
                continue
            yield from dangling("question", new, known, (*path, old))
            if new in taken:
                yield Issue(
                    (*path, old),
                    "renamed-twice",
                    say("'{old}' and '{first}' are both called '{new}' now",
                        old=old, first=taken[new], new=new),
                    say("one answer can come from one question only"),
                )  # fmt: skip
            taken.setdefault(new, old)
