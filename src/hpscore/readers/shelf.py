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
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

from hpscore.version import __version__

if TYPE_CHECKING:
    from hpscore.model.rubric import Rubric

__all__ = ["FOLDER", "Shelf"]

FOLDER: Final = "HPSCORE_CACHE"
"""The variable that names another folder for what is kept; empty: nothing is kept."""
_KEY: Final = 32
_CODE: Final = ("model", "scoring")
"""The packages whose classes are kept."""
_MADE_OF: Final = frozenset(
    {
        ("datetime", "date"),
        ("fractions", "Fraction"),
        ("hpscore.model.answer", "Answer"),
        ("hpscore.model.answer", "Asked"),
        ("hpscore.model.kept", "Kept"),
        ("hpscore.model.kept", "KeptRubric"),
        ("hpscore.model.kept", "KeptText"),
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
        if named is not None:
            return cls(Path(named) if named else None)
        windows = os.environ.get("LOCALAPPDATA") if os.name == "nt" else None
        home = windows or os.environ.get("XDG_CACHE_HOME")
        try:
            return cls(Path(home or Path.home() / ".cache", "hpscore"))
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
        if kept is not None:
            return kept
        rubric = read(path)
        if path.read_bytes() == text:
            _save(place, sha256(key).digest(), rubric)
        return rubric


def _program() -> bytes:
    """Return what changes whenever the code that made a kept rubric does."""
    package = Path(__file__).parents[1]
    found = [f"{__version__} {sys.version} {package}"]
    for name in _CODE:
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
    try:
        content = place.read_bytes()
        if content[:_KEY] != key:
            return None
        return cast("Rubric", _Unpickler(io.BytesIO(content[_KEY:])).load())
    except Exception:  # a damaged file may fail in any way; the rubric itself is still there
        return None


def _save(place: Path, key: bytes, rubric: Rubric) -> None:
    from hpscore.scoring.plan import plan_of

    plan_of(rubric)
    content = key + pickle.dumps(rubric, protocol=5)
    written = place.with_name(f"{place.name}.{os.getpid()}")
    with contextlib.suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            written.write_bytes(content)
            written.replace(place)
        finally:
            written.unlink(missing_ok=True)
