"""Find rubrics: the packaged ones by id, version or alias, others by path; each is read once."""

from __future__ import annotations

from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING

from hpscore.message import say
from hpscore.packaged import rubric_paths
from hpscore.problem import Location, Problem, ProblemError
from hpscore.readers.names import Names
from hpscore.readers.shelf import Shelf

if TYPE_CHECKING:
    from hpscore.model.rubric import Rubric

__all__ = ["Catalogue", "escapes", "names_a_file"]


class Catalogue:
    """The rubrics of one run; with a shelf, what comes with the package is kept between runs.

    A rubric from a shelf is for scoring and its reports: its elements are `Kept` ones.
    """

    def __init__(self, shelf: Shelf | None = None) -> None:
        self._shelf = shelf
        self._paths = rubric_paths()
        self._read: dict[Path, Rubric] = {}
        self._names: Names | None = None

    def ids(self) -> tuple[str, ...]:
        """Return the ids of the packaged rubrics."""
        return tuple(self._paths)

    def get(self, name: str, *, location: Location = Location()) -> Rubric:  # noqa: B008
        """Return a packaged rubric by id, `id@version` or name.

        `ProblemError` where there is none, or where the name may mean several.
        """
        wanted, _, version = name.partition("@")
        path = self._paths.get(wanted) or self._by_name(wanted, location)
        rubric = self.read(path)
        if version and version != rubric.version:
            raise ProblemError(
                [
                    Problem(
                        "unknown-version",
                        say(
                            "there is no version {wanted} of '{rubric}', only {version}",
                            wanted=version,
                            rubric=rubric.rubric,
                            version=rubric.version,
                        ),
                        location,
                        say(
                            "name {rubric}@{version}, or no version",
                            rubric=rubric.rubric,
                            version=rubric.version,
                        ),
                    )
                ]
            )
        return rubric

    def read(self, path: Path) -> Rubric:
        """Return the rubric in a file."""
        resolved = path.resolve()
        if resolved not in self._read:
            packaged = path in self._paths.values()
            self._read[resolved] = (
                self._shelf.rubric(path, _read) if self._shelf and packaged else _read(path)
            )
        return self._read[resolved]

    def named(self, name: str, folder: Path, *, location: Location = Location()) -> Rubric:  # noqa: B008
        """Return the rubric that an assessment names: an id, or a path below its folder."""
        if not names_a_file(name):
            return self.get(name, location=location)
        if escapes(name):
            raise ProblemError(
                [
                    Problem(
                        "outside",
                        say("the path '{path}' leads out of the folder", path=name),
                        location,
                        say("name a file below the assessment's own folder"),
                    )
                ]
            )
        return self.read(folder / name)

    def given(self, name: str) -> Rubric:
        """Return the rubric that a person names: an id, an alias, or any path."""
        return self.read(Path(name)) if names_a_file(name) else self.get(name)

    def names(self) -> Names:
        """Return the names of the packaged rubrics; all of them are read for it, once."""
        if self._names is None:
            rubrics = {name: self.read(path) for name, path in self._paths.items()}
            entries = [
                (text, name)
                for name, rubric in rubrics.items()
                for text in (*rubric.aliases, *rubric.title.both())
            ]
            self._names = Names(entries, rubrics)
        return self._names

    def _by_name(self, name: str, location: Location) -> Path:
        names = self.names()
        found = names.find(name)
        if len(found) == 1:
            return self._paths[found[0]]
        if found:
            code, candidates = "ambiguous-rubric", [*found]
            message = say("'{key}' may mean {candidates}", key=name, candidates=candidates)
            help_ = say("name its id")
        else:
            code, near = "unknown-rubric", names.near(name)
            message = say("there is no rubric '{name}'", name=name)
            help_ = (
                say("did you mean '{near}'?", near=near)
                if near
                else say(
                    "known: {names}; or give the path of a rubric file",
                    names=[*self._paths],
                )
            )
        raise ProblemError([Problem(code, message, location, help_)])


def _read(path: Path) -> Rubric:
    from hpscore.readers.rubrics import (
        read_rubric,  # builds schemas, which kept rubrics do not need
    )

    return read_rubric(path)


def names_a_file(name: str) -> bool:
    """Say whether a rubric's name is a path: by its ending, or because it has folders."""
    return name.endswith((".yaml", ".yml", ".json")) or "/" in name or "\\" in name


def escapes(path: str) -> bool:
    """Say whether a relative path is absolute, or climbs out of where it starts."""
    windows = PureWindowsPath(path)
    if windows.drive or windows.root or PurePosixPath(path).is_absolute():
        return True
    return ".." in PurePosixPath(path).parts or ".." in windows.parts
