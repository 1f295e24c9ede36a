"""Read an overlay: a rubric that extends another one, and changes named things of it only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from pydantic import Field, ValidationError

from hpscore.model.origin import Extends, Origin
from hpscore.model.rubric import Rubric
from hpscore.model.sheet import Issue
from hpscore.model.text import Element
from hpscore.problem import ProblemError
from hpscore.readers.locating import problems_of
from hpscore.readers.overlays.adding import apply_additions
from hpscore.readers.overlays.bases import find_base
from hpscore.readers.overlays.changing import apply_changes, apply_permits, check_replaced
from hpscore.readers.overlays.grafting import Node, Overlaid, grow
from hpscore.readers.overlays.merging import Merge
from hpscore.readers.shape import issues_of
from hpscore.source import Document

__all__ = ["resolved"]

_NEVER_SHARED: Final = ("rubric", "version", "title", "aliases", "renamed")
"""Keys that are never those of the base."""
_OWN: Final = (*_NEVER_SHARED, "provenance")
"""Keys that an overlay has for itself."""


class _Overlay(Element):
    """The shape of an overlay; what stands inside is checked as a part of the whole rubric."""

    extends: str
    """The rubric that it changes: id@version, or a path below its own folder."""
    rubric: Any
    """Its own id."""
    version: Any
    """Its own version."""
    title: Any
    """Its own name."""
    aliases: Any = None
    """Its own other names."""
    renamed: Any = None
    """What the questions of its own older versions are called now."""
    provenance: Any = None
    """Who decided it; what it extends says so where it does not."""
    notes: list[Any] = Field(default_factory=list)
    """What a reader should know, besides the notes of what it extends."""
    change: dict[str, Any] = Field(default_factory=dict)
    """The fields of elements that are replaced, by the elements' names."""
    add: list[dict[str, Any]] = Field(default_factory=list)
    """Elements that are added: to what, where in it, and the element."""
    permit: dict[str, Any] = Field(default_factory=dict)
    """The lines and dimensions that may be not applicable, and how each counts then."""


def resolved(
    document: Document, *, path: Path | None = None, packaged: Path | None = None
) -> Document:
    """Return a rubric's document with what it extends filled in; itself where it extends nothing.

    `path` is its file, where that is not the one that messages name, and `packaged` the folder
    of packaged rubrics. `ProblemError` where what it extends cannot be read; what is wrong with
    the overlay itself is told by `Overlaid.problems`.
    """
    start = path or Path(document.file or "-")
    return _resolved(document, start, packaged, (start.resolve(),))


def _resolved(
    document: Document, path: Path, packaged: Path | None, trail: tuple[Path, ...]
) -> Document:
    overlay = isinstance(document.value, dict) and "extends" in document.value
    if not overlay or isinstance(document, Overlaid):
        return document
    sound, issues = _sound(document)
    name = sound.get("extends")
    found = find_base(name, path.parent, packaged, trail) if isinstance(name, str) else None
    if isinstance(found, Issue):
        issues.append(found)
    if found is None or isinstance(found, Issue):
        raise ProblemError(problems_of(issues, document))
    base_path, base_document = found
    base = _resolved(base_document, base_path, packaged, (*trail, base_path.resolve()))
    return _merged(document, sound, issues, base, base_path)


def _sound(document: Document) -> tuple[dict[str, Any], list[Issue]]:
    """Return the keys of an overlay that have the shape they should, and issues for the others."""
    assert isinstance(document.value, dict)
    try:
        _Overlay.model_validate(document.value)
    except ValidationError as error:
        issues = issues_of(error, document, _Overlay)
    else:
        return document.value, []
    faulty = {issue.path[0] for issue in issues if issue.path}
    return {key: inner for key, inner in document.value.items() if key not in faulty}, issues


def _name_of(base: Document, root: Node) -> Extends:
    """Return the name of what is extended; `ProblemError` where it is no rubric at all."""
    name, version = root.text("rubric"), root.text("version")
    if name is not None and version is not None and root.child("dimensions") is not None:
        return Extends(name, version)
    known = base.problems if isinstance(base, Overlaid) else ()
    try:
        Rubric.model_validate(base.value)
    except ValidationError as error:
        known = (*known, *problems_of(issues_of(error, base, Rubric), base))
    raise ProblemError(known)


def _merged(
    document: Document,
    sound: Mapping[str, Any],
    issues: list[Issue],
    base: Document,
    base_path: Path,
) -> Overlaid:
    """Return the base with what the overlay says put into it."""
    tree = base.root if isinstance(base, Overlaid) else grow(base, base.value)
    before = base.origin if isinstance(base, Overlaid) else None
    named = _name_of(base, tree)
    extends = Extends(named.id, named.version, None if before is None else before.extends)
    root = Node(document, (), dict(_sections(document, sound, tree)))
    own = Extends(str(sound.get("rubric")), str(sound.get("version")))
    merge = Merge(document, root, own, extends)
    apply_changes(merge, sound.get("change") or {})
    apply_permits(merge, sound.get("permit") or {})
    apply_additions(merge, sound.get("add") or [])
    check_replaced(merge)
    origin = Origin(
        extends,
        (*(() if before is None else before.changes), *merge.changes),
        (_file(base_path), *(() if before is None else before.files)),
    )
    known = base.problems if isinstance(base, Overlaid) else ()
    problems = (*problems_of([*issues, *merge.issues], document), *known)
    return Overlaid(
        root.value, document.text, document.file, document.format,
        root=root, origin=origin, problems=problems,
    )  # fmt: skip


def _file(path: Path) -> tuple[str, str]:
    return str(path), sha256(path.read_bytes()).hexdigest()


def _sections(
    document: Document, sound: Mapping[str, Any], base: Node
) -> Iterator[tuple[str, Node]]:
    """Yield the sections of the base, with the overlay's own names, notes and provenance."""
    assert isinstance(base.inside, dict)  # it has a name
    own = {key: grow(document, sound[key], (key,)) for key in (*_OWN, "notes") if key in sound}
    notes = [node for tree in (base.child("notes"), own.get("notes")) for node in _items(tree)]
    for key in dict.fromkeys((*_OWN, "notes", *base.inside)):
        if key == "notes" and notes:
            yield key, Node(document, (key,), notes)
        elif key in own:
            yield key, own[key]
        elif key in base.inside and key not in (*_NEVER_SHARED, "notes"):
            yield key, base.inside[key]


def _items(node: Node | None) -> list[Node]:
    return node.inside if node is not None and isinstance(node.inside, list) else []
