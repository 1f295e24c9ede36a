"""Lay out a folder: make what is missing, and never touch what is there."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from hpscore.message import Message, say
from hpscore.problem import Location, Problem

__all__ = ["Laying"]


@dataclass
class Laying:
    """Makes folders and files below one folder; nothing is overwritten, no link is followed."""

    root: Path
    folders: int = 0
    """How many folders were made."""
    files: int = 0
    """How many files were made."""
    left: int = 0
    """How many files were there already."""
    problems: list[Problem] = field(default_factory=list)

    def begin(self) -> bool:
        """Make the folder itself; False, with a problem, where that cannot be."""
        if self.root.is_symlink():
            self._refuse(self.root, "outside", say("it is a link, which leads elsewhere"))
            return False
        return self._made(self.root)

    def folder(self, path: str) -> bool:
        """Make a folder, whose outer folders are there; False, with a problem, where it cannot."""
        made = self.root
        for step in path.split("/"):
            made /= step
            if made.is_symlink():
                self._refuse(made, "outside", say("it is a link, which leads elsewhere"))
                return False
        return self._made(made)

    def branch(self, paths: Iterable[str]) -> None:
        """Make a folder and those in it; what cannot be made ends it."""
        for path in paths:
            if not self.folder(path):
                break

    def file(self, path: str, content: bytes) -> None:
        """Write a file that is not there yet: whole, or not at all."""
        place = self.root / path
        if os.path.lexists(place):
            self.left += 1
            return
        try:
            handle, temporary = tempfile.mkstemp(dir=place.parent, prefix=".", suffix=".part")
            try:
                with os.fdopen(handle, "wb") as stream:
                    stream.write(content)
                Path(temporary).chmod(0o666 & ~_mask())
                _take_place(Path(temporary), place)
            finally:
                Path(temporary).unlink(missing_ok=True)
            self.files += 1
        except FileExistsError:
            self.left += 1
        except OSError as error:
            self._cannot(place, error)

    def _made(self, folder: Path) -> bool:
        try:
            folder.mkdir()
            self.folders += 1
        except FileExistsError:
            if not folder.is_dir():
                self._refuse(folder, "not-a-folder", say("it is a file, where a folder is wanted"))
                return False
        except OSError as error:
            self._cannot(folder, error)
            return False
        return True

    def _cannot(self, path: Path, error: OSError) -> None:
        reason = error.strerror or str(error)
        self._refuse(path, "cannot-write", say("cannot be made: {reason}", reason=reason))

    def _refuse(self, path: Path, code: str, message: Message) -> None:
        help_ = say("name another folder, or move it away")
        self.problems.append(Problem(code, message, Location(file=str(path)), help_))


def _take_place(temporary: Path, place: Path) -> None:
    """Give a file its name; `FileExistsError` where somebody took it meanwhile."""
    with suppress(PermissionError, NotImplementedError, AttributeError):
        try:
            os.link(temporary, place)
        except FileExistsError:
            raise
        except OSError:
            pass  # some file systems, such as those of memory sticks, know no second names
        else:
            return
    if os.path.lexists(place):
        raise FileExistsError(place)
    temporary.rename(place)


def _mask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
