"""Find rubrics: the packaged ones by id, version or alias, others by path; each is read once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from hpscore.message import say
from hpscore.packaged import rubric_paths
from hpscore.problem import Location, Problem, ProblemError
from hpscore.readers.names import Names
from hpscore.readers.paths import escapes, names_a_file
from hpscore.readers.shelf import Shelf
from hpscore.readers.versions import newest_first, version_for

if TYPE_CHECKING:
    from hpscore.model.assessment import Period
    from hpscore.model.rubric import Rubric

__all__ = ["Catalogue", "escapes", "names_a_file"]


class Catalogue:
    """The rubrics of one run; with a shelf, what comes with the package is kept between runs.

    A rubric from a shelf is for scoring and its reports: its elements are `Kept` ones. `folder`
    is another one than that of the packaged rubrics.
    """

    def __init__(self, shelf: Shelf | None = None, folder: Path | None = None) -> None:
        self._shelf = shelf
        self._folder = folder
        self._paths = rubric_paths(folder)
        self._read: dict[Path, Rubric] = {}
        self._versions: dict[str, tuple[Rubric, ...]] = {}
        self._names: Names | None = None

    def ids(self) -> tuple[str, ...]:
        """Return the ids of the packaged rubrics."""
        return tuple(dict.fromkeys(name.partition("@")[0] for name in self._paths))

    def versions(self, id_: str) -> tuple[Rubric, ...]:
        """Return every version of a packaged rubric, the newest first; none for another id."""
        found = self._versions.get(id_)
        if found is None:
            paths = [p for name, p in self._paths.items() if name.partition("@")[0] == id_]
            found = tuple(newest_first(map(self.read, paths)))
            if found:  # what is no id is not kept: it may be anything
                self._versions[id_] = found
        return found

    def get(
        self,
        name: str,
        *,
        location: Location = Location(),  # noqa: B008
        period: Period | None = None,
    ) -> Rubric:
        """Return a packaged rubric by id, `id@version` or name.

        Of several versions it is the one in force for the period, else the newest.
        `ProblemError` where there is none, or where the name may mean several.
        """
        wanted, _, version = name.partition("@")
        versions = self.versions(wanted) or self.versions(self._by_name(wanted, location))
        if not version:
            return version_for(versions, period)
        for rubric in versions:
            if rubric.version == version:
                return rubric
        newest = versions[0]
        raise ProblemError(
            [
                Problem(
                    "unknown-version",
                    say(
                        "there is no version {wanted} of '{rubric}', only {version}",
                        wanted=version,
                        rubric=newest.rubric,
                        version=[rubric.version for rubric in versions],
                    ),
                    location,
                    say(
                        "name {rubric}@{version}, or no version",
                        rubric=newest.rubric,
                        version=newest.version,
                    ),
                )
            ]
        )

    def in_force(self, rubric: Rubric, period: Period | None) -> Rubric:
        """Return the version of a packaged rubric that counts for a period; itself at need."""
        return version_for(self.versions(rubric.rubric) or (rubric,), period)

    def read(self, path: Path) -> Rubric:
        """Return the rubric in a file."""
        resolved = path.resolve()
        if resolved not in self._read:
            packaged = path in self._paths.values()
            self._read[resolved] = (
                self._shelf.rubric(path, self._anew)
                if self._shelf and packaged
                else self._anew(path)
            )
        return self._read[resolved]

    def named(
        self,
        name: str,
        folder: Path,
        *,
        location: Location = Location(),  # noqa: B008
        period: Period | None = None,
    ) -> Rubric:
        """Return the rubric that an assessment names: an id, or a path below its folder."""
        if not names_a_file(name):
            return self.get(name, location=location, period=period)
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
            rubrics = {name: self.versions(name) for name in self.ids()}
            entries = [
                (text, name)
                for name, versions in rubrics.items()
                for rubric in versions
                for text in (*rubric.aliases, *rubric.title.both())
            ]
            titles = {name: versions[0].title for name, versions in rubrics.items()}
            self._names = Names(entries, rubrics, titles)
        return self._names

    def _by_name(self, name: str, location: Location) -> str:
        names = self.names()
        found = names.find(name)
        if len(found) == 1:
            return found[0]
        if found:
            code, candidates = "ambiguous-rubric", names.listed(found)
            message = say("'{key}' may mean {candidates}", key=name, candidates=candidates)
            help_ = say("name its id")
        else:
            code = "unknown-rubric"
            message = say("there is no rubric '{name}'", name=name)
            help_ = names.meant(name) or say(
                "known: {names}; or give the path of a rubric file", names=[*self.ids()]
            )
        raise ProblemError([Problem(code, message, location, help_)])

    def _anew(self, path: Path) -> Rubric:
        # builds schemas, which kept rubrics do not need
        from hpscore.readers.rubrics import read_rubric

        return read_rubric(path, packaged=self._folder)
