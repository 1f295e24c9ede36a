"""Rubrics kept between runs: those that come with the package, checked once on each machine.

Reading and checking a rubric takes longer than scoring with it. What is kept belongs to the
exact text of the rubric and to the exact program: where either differs, it is read anew. A shelf
that cannot be read or written is passed over in silence; it never decides what a score is.
"""

from __future__ import annotations

import contextlib
import io
import os
import pickle
import stat
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

from hpscore.model.kept import KeptRubric
from hpscore.version import __version__

if TYPE_CHECKING:
    from hpscore.model.rubric import Rubric

__all__ = ["CODE", "FOLDER", "Shelf"]

FOLDER: Final = "HPSCORE_CACHE"
"""The variable that names another folder for what is kept; empty: nothing is kept."""
_DIGEST: Final = 32
_MOST: Final = 16 * 1024 * 1024
"""A kept rubric is far smaller."""
CODE: Final = (
    "model",
    "model/checks",
    "readers",
    "readers/overlays",
    "scoring",
    "source",
)
"""The packages whose classes are kept, and which make them of files."""
_MADE_OF: Final = frozenset(
    {
        ("datetime", "date"),
        ("fractions", "Fraction"),
        ("hpscore.model.answer", "Answer"),
        ("hpscore.model.answer", "Asked"),
        ("hpscore.model.kept", "Kept"),
        ("hpscore.model.kept", "KeptRubric"),
        ("hpscore.model.kept", "KeptText"),
        ("hpscore.model.origin", "Extends"),
        ("hpscore.model.origin", "FieldChange"),
        ("hpscore.model.origin", "LocalChange"),
        ("hpscore.model.origin", "Origin"),
        ("hpscore.model.sheet", "Line"),
        ("hpscore.model.sheet", "Node"),
        ("hpscore.model.sheet", "Sheet"),
        ("hpscore.scoring.plan", "_again"),
    }
)
"""All that a kept rubric is made of; nothing else is ever loaded."""


class Shelf:
    """A folder of kept rubrics."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    @classmethod
    def of_user(cls) -> Shelf:
        """Return the shelf of this user: a folder of the user's cache."""
        named = os.environ.get(FOLDER)
        try:
            if named is not None:
                return cls(Path(named).expanduser() if named.strip() else None)
            home = Path(os.environ.get("LOCALAPPDATA" if os.name == "nt" else "XDG_CACHE_HOME", ""))
            return cls((home if home.is_absolute() else Path.home() / ".cache") / "hpscore")
        except RuntimeError:  # nobody's home is known
            return cls(None)

    def rubric(self, path: Path, read: Callable[[Path], Rubric]) -> Rubric:
        """Return the rubric of a file as it was kept, else read it and keep it."""
        if self._folder is None:
            return read(path)
        try:
            text = path.read_bytes()
        except OSError:
            return read(path)
        place, key = self._folder / f"{path.stem}.rubric", _program() + text
        kept = _load(place, sha256(key).digest())
        if kept is not None and _extends_the_same(kept):
            return kept
        rubric = read(path)
        if path.read_bytes() == text:
            _save(place, sha256(key).digest(), rubric)
        return rubric


def _extends_the_same(rubric: Rubric) -> bool:
    """Say whether the files that a rubric extends hold what they did when it was read."""
    if rubric._origin is None:
        return True
    try:
        return all(
            sha256(Path(file).read_bytes()).hexdigest() == digest
            for file, digest in rubric._origin.files
        )
    except OSError:
        return False


def _program() -> bytes:
    """Return what changes whenever the code that made a kept rubric does."""
    package = Path(__file__).parents[1]
    found = [f"{__version__} {sys.version} {package}"]
    for name in CODE:
        with os.scandir(package / name) as files:
            stats = [(f.name, f.stat()) for f in files if f.name.endswith(".py")]
        found += sorted(f"{name} {stat.st_mtime_ns} {stat.st_size}" for name, stat in stats)
    return "\n".join(found).encode()


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if (module, name) not in _MADE_OF:
            raise pickle.UnpicklingError(f"{module}.{name} is no part of a rubric")
        return super().find_class(module, name)


def _load(place: Path, key: bytes) -> Rubric | None:
    """Return what is kept at a place, if it is whole and has this key."""
    try:
        body = _read(place, key)
        found = None if body is None else _Unpickler(io.BytesIO(body)).load()
    except Exception:  # a file of another Python may fail in any way; the rubric is still there
        return None
    return cast("Rubric", found) if type(found) is KeptRubric else None


def _read(place: Path, key: bytes) -> bytes | None:
    """Return the body of a regular file of this user, if its header fits; never wait for one."""
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    with open(os.open(place, flags), "rb") as file:  # noqa: PTH123 - so that it never waits
        status = os.fstat(file.fileno())
        ours = not hasattr(os, "geteuid") or status.st_uid == os.geteuid()
        if not (stat.S_ISREG(status.st_mode) and ours and status.st_size <= _MOST):
            return None
        if file.read(_DIGEST) != key:
            return None
        digest, body = file.read(_DIGEST), file.read(_MOST)
    return body if sha256(body).digest() == digest else None


def _save(place: Path, key: bytes, rubric: Rubric) -> None:
    import tempfile

    from hpscore.scoring.plan import plan_of

    plan_of(rubric)
    body = pickle.dumps(rubric, protocol=5)
    with contextlib.suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, written = tempfile.mkstemp(dir=place.parent, prefix=f"{place.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(key + sha256(body).digest() + body)
            Path(written).replace(place)
        finally:
            Path(written).unlink(missing_ok=True)
