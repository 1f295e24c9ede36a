"""What lies in a folder: the names of its files and of those below it, and nothing else.

No file is opened. Links are not followed, so that nothing outside the folder is ever named.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from hpscore.message import Message, say
from hpscore.model.assessment import Assessment
from hpscore.problem import Location, Problem, ProblemError
from hpscore.readers.paths import escapes

__all__ = ["MOST_ENTRIES", "Walked", "as_there", "walk"]

MOST_ENTRIES: Final = 100_000
"""Files and folders that are looked at."""
_OF_SYSTEMS: Final = frozenset({"thumbs.db", "desktop.ini", "__macosx"})
"""What systems leave in folders by themselves."""


@dataclass(frozen=True, slots=True)
class Walked:
    """The names found in a folder, as paths relative to it with `/` between their steps."""

    files: tuple[str, ...]
    links: tuple[str, ...]
    """Links, which were not followed."""
    shut: tuple[str, ...]
    """Folders that could not be read."""


def walk(folder: Path, *, most: int = MOST_ENTRIES) -> Walked:
    """Name the files of a folder and of those below it, in a fixed order.

    Hidden entries and what systems leave by themselves are passed over. `ProblemError` where
    there is no such folder, it cannot be read, or it has too many entries.
    """
    files: list[str] = []
    links: list[str] = []
    shut: list[str] = []
    seen = 0
    waiting = [""]
    while waiting:
        place = waiting.pop()
        try:
            with os.scandir(folder / place) as entries:
                found = []
                for entry in entries:
                    seen += 1
                    if seen > most:
                        raise ProblemError([_too_many(folder, most)])
                    found.append(entry)
        except OSError as error:
            if not place:
                raise ProblemError([_unreadable(folder, error)]) from None
            shut.append(place)
            continue
        inner: list[str] = []
        for entry in sorted(found, key=lambda entry: entry.name):
            if entry.name.startswith((".", "~$")) or entry.name.casefold() in _OF_SYSTEMS:
                continue
            path = f"{place}/{entry.name}" if place else entry.name
            if _leads_elsewhere(entry):
                links.append(path)
            elif entry.is_dir(follow_symlinks=False):
                inner.append(path)
            elif entry.is_file(follow_symlinks=False):
                files.append(path)
        waiting += reversed(inner)
    return Walked(tuple(files), tuple(links), tuple(shut))


def as_there(assessment: Assessment) -> Assessment:
    """Return an assessment without papers that it names and that are not there.

    They are looked for from the assessment's own folder. What is there only by a link that leads
    out of it is not there.
    """
    root = Path(assessment.source or "-").parent.resolve()
    found: dict[str, tuple[str, ...]] = {}
    missing: dict[str, None] = {}
    for number, files in assessment.evidence.items():
        found[number] = tuple(file for file in files if _is_below(root, file))
        missing.update(dict.fromkeys(file for file in files if file not in found[number]))
    return replace(assessment, evidence=found, not_found=tuple(missing))


def _is_below(root: Path, file: str) -> bool:
    if escapes(file):
        return False
    try:
        path = (root / file.replace("\\", "/")).resolve()
        return path.is_relative_to(root) and path.is_file()
    except (OSError, RuntimeError, ValueError):
        return False  # a name that no file can have


def _leads_elsewhere(entry: os.DirEntry[str]) -> bool:
    junction = getattr(entry, "is_junction", None)  # of Windows; from Python 3.12 on
    return entry.is_symlink() or (junction is not None and junction())


def _too_many(folder: Path, most: int) -> Problem:
    return Problem(
        "too-many",
        say("the folder has more than {most} files and folders", most=most),
        Location(file=str(folder)),
        say("name the folder of the papers themselves"),
    )


def _unreadable(folder: Path, error: OSError) -> Problem:
    reason: Message | str = error.strerror or str(error)
    if isinstance(error, FileNotFoundError):
        return Problem(
            "no-such-folder",
            say("there is no such folder"),
            Location(file=str(folder)),
            say("make it with hpscore evidence FILE --init FOLDER"),
        )
    if isinstance(error, NotADirectoryError):
        return Problem(
            "not-a-folder",
            say("it is no folder"),
            Location(file=str(folder)),
            say("name the folder of the papers"),
        )
    return Problem(
        "unreadable", say("cannot be read: {reason}", reason=reason), Location(file=str(folder))
    )
