"""The file of an interview: written anew after every answer, whole or not at all."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from hpscore.cli.guard import UsageError
from hpscore.cli.output import results_to

if TYPE_CHECKING:
    from hpscore.forms.interview import Interview, State
    from hpscore.model.assessment import Assessment
    from hpscore.source import Value

__all__ = ["Keeper", "file_name"]

_LONGEST: Final = 40
_UNSAFE: Final = re.compile(r"[\W_]+")


@dataclass
class Keeper:
    """Keeps the file of one interview."""

    interview: Interview
    rubric: str
    """The rubric as the file names it."""
    path: Path | None = None
    """The file; none before the first answer, where the interview names it itself."""
    kept: Mapping[str, Value] = field(default_factory=dict)
    """Sections of a resumed file that are written as they were."""
    written: bool = False
    """Whether the file is this interview's own, so that it may be replaced."""
    saved: Assessment | None = None
    """The assessment that the file holds."""
    left: Path | None = None
    """A file that somebody else has changed meanwhile: it is left, and another is written."""
    _seen: tuple[int, int] | None = None
    """When the file was written, and its size, as this interview last saw it."""

    def __post_init__(self) -> None:
        if self.written:
            self._seen = _state_of(self.path)

    def text(self, state: State) -> str:
        """Return what the file of a state holds."""
        from hpscore.forms.document import Draft, json_text, yaml_text
        from hpscore.forms.standing import Standing

        steps = self.interview.steps
        found = self.interview.view(state.assessment).standings
        pairs = zip(steps, found, strict=True)
        waiting = frozenset(step.id for step, standing in pairs if standing is Standing.OPEN)
        draft = Draft(self.rubric, state.assessment, self.kept, waiting)
        if self.path is not None and self.path.suffix.lower() == ".json":
            return json_text(draft, steps)
        return yaml_text(draft, steps, self.interview.names)

    def save(self, state: State) -> str | None:
        """Write what changed; the reason where it cannot be written."""
        if state.assessment == self.saved:
            return None
        try:
            if self.written and _state_of(self.path) not in (None, self._seen):
                self.left, self.written = self.path, False
            if self.path is None or not self.written:
                self.path = self._reserve(state)
                self.written = True
            with results_to(self.path) as stream:
                stream.write(self.text(state))
            self._seen = _state_of(self.path)
        except UsageError as error:
            return str(error)
        except OSError as error:
            return f"{self.path}: {error.strerror or error}"
        self.saved = state.assessment
        return None

    def _reserve(self, state: State) -> Path:
        """Make the file, so that none that is there already is ever replaced."""
        wanted = self.path or Path(file_name(self.interview.rubric.rubric, state.assessment))
        for number in range(1, 1000):
            path = wanted if number == 1 else wanted.with_stem(f"{wanted.stem}-{number}")
            try:
                path.open("x").close()
            except FileExistsError:
                continue
            return path
        raise FileExistsError(f"{wanted} … {path}")


def _state_of(path: Path | None) -> tuple[int, int] | None:
    """Return when a file was last written, and its size; None where it is gone."""
    try:
        found = None if path is None else path.stat()
    except OSError:
        return None
    return None if found is None else (found.st_mtime_ns, found.st_size)


def file_name(rubric: str, assessment: Assessment) -> str:
    """Name a file by rubric, subject and day: letters, digits and hyphens only."""
    subject = str(assessment.subject.get("name", ""))
    words = (rubric, _UNSAFE.sub("-", subject).strip("-")[:_LONGEST], date.today().isoformat())
    return "-".join(word for word in words if word) + ".yaml"
