"""Where the elements of a rubric come from, where it is an overlay on another one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["Extends", "FieldChange", "LocalChange", "Origin"]


@dataclass(frozen=True, slots=True)
class Extends:
    """The rubric that an overlay changes."""

    id: str
    version: str
    base: Extends | None = None
    """What that one extends, where it is an overlay too."""

    @property
    def chain(self) -> tuple[str, ...]:
        """The ids of the rubrics that stand behind an overlay, from the nearest to the last."""
        return (self.id, *(() if self.base is None else self.base.chain))

    def __str__(self) -> str:
        return f"{self.id}@{self.version}"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of an element, as it is written before and after; `…` where that is long."""

    name: str
    before: str | None
    """None where the base does not have it."""
    after: str | None
    """None where it is taken out."""


@dataclass(frozen=True, slots=True)
class LocalChange:
    """One element that an overlay changed or added."""

    kind: Literal["changed", "added", "permitted"]
    section: str
    """The key of the rubric that it stands under."""
    id: str
    by: Extends
    """The overlay, which another one may extend."""
    fields: tuple[FieldChange, ...] = ()
    """What changed in it."""


@dataclass(frozen=True, slots=True)
class Origin:
    """What an overlay extends, and all that differs from the rubric at the end of the chain."""

    extends: Extends
    changes: tuple[LocalChange, ...]
    files: tuple[tuple[str, str], ...]
    """The files that it is made of besides its own, each with the SHA-256 of what it holds."""
