"""Find what an overlay extends: a packaged rubric by id and version, or a file below its folder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from hpscore.message import Message, say
from hpscore.model.sheet import Issue
from hpscore.packaged import rubric_paths
from hpscore.problem import nearest
from hpscore.readers.paths import escapes, names_a_file
from hpscore.source import Document, read_document

__all__ = ["MOST_LEVELS", "find_base"]

MOST_LEVELS: Final = 4
"""How many rubrics may extend each other in a chain."""


def find_base(
    name: str, folder: Path, packaged: Path | None, trail: Sequence[Path]
) -> tuple[Path, Document] | Issue:
    """Return the file that `extends` names, and what it holds; an issue where it may not.

    `folder` is the overlay's own, `packaged` the one of packaged rubrics, and `trail` the files
    that extend each other so far. `ProblemError` for a file that cannot be read.
    """
    found = _file(name, folder) if names_a_file(name) else _packaged(name, packaged)
    if isinstance(found, Issue):
        return found
    path, document = found
    resolved = path.resolve()
    if resolved in trail:
        way = [file.name for file in trail[trail.index(resolved) :]]
        return _issue(
            "extends-itself",
            say("it extends itself, by way of {files}", files=[*way, path.name]),
            say("extend a rubric that does not build on this one"),
        )
    if len(trail) > MOST_LEVELS:
        return _issue(
            "too-deep",
            say("more than {most} overlays build on each other", most=MOST_LEVELS),
            say("extend a rubric nearer to the published one"),
        )
    return path, document or read_document(path)


def _file(name: str, folder: Path) -> tuple[Path, None] | Issue:
    path = folder / name
    if escapes(name) or not path.resolve().is_relative_to(folder.resolve()):
        return _issue(
            "outside",
            say("the path '{path}' leads out of the folder", path=name),
            say("name a file below the overlay's own folder"),
        )
    if not path.is_file():
        return _issue(
            "no-such-file",
            say("there is no file '{path}' below the overlay's folder", path=name),
            say("correct the path, or name a packaged rubric: healthy-community@2022.1"),
        )
    return path, None


def _packaged(name: str, folder: Path | None) -> tuple[Path, Document] | Issue:
    wanted, _, version = name.partition("@")
    paths = rubric_paths(folder)
    ids = dict.fromkeys(stem.partition("@")[0] for stem in paths)
    if wanted not in ids:
        near = nearest(wanted, ids)
        return _issue(
            "unknown-rubric",
            say("there is no rubric '{name}'", name=wanted),
            say("did you mean '{near}'?", near=near)
            if near
            else say("known: {names}; or give the path of a rubric file", names=[*ids]),
        )
    versions: list[str] = []
    for path, document, found in _versions(wanted, paths):
        if found == version:
            return path, document
        versions.append(found)
    if not version:
        return _issue(
            "no-version",
            say("'{name}' names no version", name=name),
            say("write {rubric}@{version}", rubric=wanted, version=versions[0]),
        )
    return _issue(
        "unknown-version",
        say(
            "there is no version {wanted} of '{rubric}', only {version}",
            wanted=version,
            rubric=wanted,
            version=versions,
        ),
        say("name {rubric}@{version}", rubric=wanted, version=versions[0]),
    )


def _versions(wanted: str, paths: dict[str, Path]) -> Iterator[tuple[Path, Document, str]]:
    for stem, path in paths.items():
        if stem.partition("@")[0] == wanted:
            document = read_document(path)
            value = document.value
            yield path, document, str(value.get("version")) if isinstance(value, dict) else ""


def _issue(code: str, message: Message, help_: Message) -> Issue:
    return Issue(("extends",), code, message, help_)
