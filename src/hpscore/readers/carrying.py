"""Carry an assessment of another version to this one, by the names that its rubric gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from hpscore.message import say
from hpscore.model.sheet import Issue
from hpscore.problem import Location, ProblemError
from hpscore.readers.locating import problems_of
from hpscore.readers.names import fold
from hpscore.readers.paths import names_a_file
from hpscore.source import DataPath, Document, Value

if TYPE_CHECKING:
    from hpscore.model.rubric import Rubric

__all__ = ["carried", "carries", "old_name", "renamed_for", "renamed_key", "version_named"]

_SECTIONS: Final = ("answers", "points")
"""The sections whose keys are carried."""
_POINTS: Final = "points"


def version_named(name: object) -> tuple[str, str]:
    """Return the rubric and the version that a name gives; both empty where it gives none."""
    if not isinstance(name, str) or "@" not in name or names_a_file(name):
        return "", ""
    rubric, _, version = name.partition("@")
    return rubric.strip(), version.strip()


def carries(rubric: Rubric, name: str) -> bool:
    """Say whether a rubric carries what was answered for the version that a name gives."""
    known, version = version_named(name)
    return version in rubric.renamed and fold(known) in map(
        fold, (rubric.rubric, *rubric.aliases, *rubric.title.both())
    )


def carries_from(rubric: Rubric, name: object) -> bool:
    """Say whether a name gives another version than a rubric's own."""
    return version_named(name)[1] not in ("", rubric.version)


def renamed_for(rubric: Rubric, name: object) -> Mapping[str, str | None]:
    """Return the old names of questions by the version that is named; none for its own."""
    version = version_named(name)[1]
    return rubric.renamed.get(version, {}) if version != rubric.version else {}


def old_name(rubric: Rubric, key: str) -> Issue | None:
    """Return why a key of another version, already carried, may mean another thing in this one.

    Only an id means the same in both; an item or a title may stand for something else.
    """
    from hpscore.scoring.plan import plan_of

    sheet = plan_of(rubric).sheet
    ids = {*sheet.questions, *sheet.lines, *(d.id for d in rubric.dimensions)}
    if key in ids:
        return None
    return Issue(
        (),
        "old-name",
        say("'{key}' may mean another question in version {version}",
            key=key, version=rubric.version),
        say("write the id of the question, as that version has it"),
        key=True,
    )  # fmt: skip


def renamed_key(key: str, renamed: Mapping[str, str | None]) -> str | None:
    """Return a key or a heading as this version has it; None for a question it does not ask.

    The question may have `points:` before it, or the name of a part of its answer behind it.
    """
    name, mark, rest = key.partition(":")
    if mark and fold(name) == _POINTS:
        inner = renamed_key(rest.strip(), renamed)
        return None if inner is None else f"{name}:{inner}"
    new = renamed.get(fold(name), name)
    return None if new is None else f"{new}{mark}{rest}"


@dataclass(frozen=True, slots=True)
class _Carried(Document):
    """A document by the names of another version, with its places by the old ones."""

    before: Document = field(kw_only=True, repr=False)
    written: Mapping[tuple[str, str], str] = field(kw_only=True, repr=False)
    """The key as it was written, by section and new name."""

    def locate(self, path: DataPath, *, key: bool = False) -> Location:
        """Return where a value stands in the document itself."""
        old = self.written.get((str(path[0]), str(path[1]))) if len(path) > 1 else None
        return self.before.locate(path if old is None else (path[0], old, *path[2:]), key=key)


def carried(document: Document, rubric: Rubric) -> Document:
    """Return a document whose questions have the names of this version; itself at need.

    `ProblemError` where an answer stands there under its old and its new name.
    """
    value = document.value
    if type(document) is not Document or not isinstance(value, dict):
        return document  # tables and forms are read by the names of this version
    if not carries_from(rubric, value.get("rubric")):
        return document
    renamed = renamed_for(rubric, value.get("rubric"))
    made: dict[str, Any] = {**value}
    written: dict[tuple[str, str], str] = {}
    issues: list[Issue] = []
    for section in _SECTIONS:
        raw = value.get(section)
        if isinstance(raw, dict):
            made[section] = _renamed(section, raw, renamed, written, issues)
            issues += [
                replace(issue, path=(section, written.get((section, name), name)))
                for name in made[section]
                if (issue := old_name(rubric, name)) is not None
            ]
    if issues:
        raise ProblemError(problems_of(issues, document))
    return _Carried(
        made, document.text, document.file, document.format, before=document, written=written
    )


def _renamed(
    section: str,
    raw: Mapping[str, Value],
    renamed: Mapping[str, str | None],
    written: dict[tuple[str, str], str],
    issues: list[Issue],
) -> dict[str, Value]:
    made: dict[str, Value] = {}
    for key, inner in raw.items():
        name = renamed.get(fold(key), key)
        if name is None:
            continue
        if name in made:
            first = written.get((section, name), name)
            issues.append(
                Issue(
                    (section, key),
                    "two-answers",
                    say("'{key}' is '{new}' now, which is answered too, as '{first}'",
                        key=key, new=name, first=first),
                    say("keep one of them"),
                    key=True,
                )
            )  # fmt: skip
            continue
        made[name] = inner
        if name != key:
            written[section, name] = key
    return made
