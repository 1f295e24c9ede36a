"""A whole selection: rubrics, terms, groups, those drawn for a visit, and what to know of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from hpscore.analysis.entries import Entries
from hpscore.analysis.joining import Terms, join, joined_rubrics
from hpscore.analysis.selection import Drawn, Group, draw, select
from hpscore.message import Message, say

if TYPE_CHECKING:
    from hpscore.model.rubric import Rubric

__all__ = ["METHOD", "Note", "Selection", "make_selection"]

METHOD: Final = "sha256(seed LF id), least first"
"""How subjects are drawn, for programs; notes say it in words."""


@dataclass(frozen=True, slots=True)
class Note:
    """Something that a reader of the selection should know."""

    code: str
    message: Message


@dataclass(frozen=True, slots=True)
class Selection:
    """Who is selected, who is not, and by what."""

    selecting: Rubric
    """The rubric whose best tier makes eligible."""
    scores: Rubric | None
    """The rubric by whose total subjects are ranked; none where nobody has a score."""
    quota: int
    terms: Terms
    groups: tuple[Group, ...]
    draw: int | None
    """How many are drawn of each group; none where nothing is drawn."""
    seed: str | None
    drawn: tuple[tuple[Drawn, ...], ...]
    """Those drawn of each group, in the order of the groups and of drawing."""
    notes: tuple[Note, ...]

    @property
    def counts(self) -> tuple[int, int, int]:
        """How many are selected, undecided and excluded."""
        return (
            sum(len(group.selected) for group in self.groups),
            sum(len(group.undecided) for group in self.groups),
            sum(len(group.excluded) for group in self.groups),
        )


def make_selection(
    entries: Entries,
    selecting: Rubric,
    quota: int,
    terms: Terms,
    *,
    drawing: int | None = None,
    seed: str = "",
) -> Selection:
    """Join, rank, cut and draw."""
    groups = select(join(entries, selecting, terms), quota, terms.per)
    return Selection(
        selecting,
        entries.rubrics.get(joined_rubrics(selecting)[0]),
        quota,
        terms,
        groups,
        drawing,
        None if drawing is None else seed,
        () if drawing is None else tuple(draw(group, drawing, seed) for group in groups),
        tuple(_notes(entries, selecting, drawing)),
    )


def _notes(entries: Entries, selecting: Rubric, drawing: int | None) -> Iterator[Note]:
    yield Note(
        "ranked-by-score",
        say("ranking by score, and a least tier, are our reading of 'the best within the places'"),
    )
    for name in dict.fromkeys(joined_rubrics(selecting)):
        versions = entries.versions.get(name, {})
        if len(versions) > 1:
            yield Note(
                "several-versions",
                say(
                    "results by several versions of {rubric} are compared: {versions}",
                    rubric=name,
                    versions=sorted(versions.values()),
                ),
            )
    if drawing is not None:
        yield Note(
            "drawn",
            say(
                "drawn from those selected: whose SHA-256 of seed, line feed and id is least "
                "(UTF-8, hexadecimal)"
            ),
        )
