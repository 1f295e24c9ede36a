"""Papers: which of a folder's files are which, what is short or missing, and what rests on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hpscore.model.assessment import Assessment
from hpscore.model.filing import (
    BLANKS,
    INDEX,
    called,
    names_of_paper,
    number_in,
    steps_of,
    told_in,
)
from hpscore.model.number import Number
from hpscore.model.result import Result
from hpscore.scoring.engine import lines_without, score, wanted_papers
from hpscore.scoring.handed import Handed, handed_in

if TYPE_CHECKING:
    from hpscore.model.rubric import Rubric

__all__ = ["Filed", "PaperStanding", "PapersReport", "file_papers", "papers_report"]


@dataclass(frozen=True, slots=True)
class Filed:
    """The files of a folder, sorted by the paper that they are."""

    files: Mapping[str, tuple[str, ...]]
    """By the number of the paper, in rubric order; papers without files are left out."""
    unmatched: tuple[str, ...]
    """Those that nothing tells, with those that may be several papers."""
    unsure: Mapping[str, tuple[str, ...]]
    """The papers that a file may be, where its name tells several."""


@dataclass(frozen=True, slots=True)
class PaperStanding:
    """One paper that one line wants, and how it stands."""

    line: str
    number: str
    handed: Handed
    earned: Number | None
    """What the line would not earn without it; None for a line without points."""
    reachable: Number | None
    """What it could not earn without it."""


@dataclass(frozen=True, slots=True)
class PapersReport:
    """How the papers of an assessment stand."""

    papers: tuple[PaperStanding, ...]
    """Line by line; a paper that several lines want stands at each of them."""
    result: Result
    """The result whatever was handed in."""
    required: Result
    """The result where points rest on the papers."""
    idle: tuple[str, ...]
    """The papers that were handed in, and that no line wants here."""


def file_papers(rubric: Rubric, paths: Iterable[str]) -> Filed:
    """Tell which paper each file is: by its place, its number, or a name in its own.

    `paths` are relative, with `/` between their steps. The index of a folder and its blank
    papers are no papers.
    """
    desk = _Desk(rubric)
    found: dict[str, list[str]] = {number: [] for number in rubric.evidence}
    unmatched: list[str] = []
    unsure: dict[str, tuple[str, ...]] = {}
    for path in paths:
        steps = steps_of(path)
        if not steps or steps[0] == BLANKS or steps == (INDEX,):
            continue
        candidates = desk.candidates(steps)
        if len(candidates) == 1:
            found[candidates[0]].append(path)
            continue
        unmatched.append(path)
        if candidates:
            unsure[path] = candidates
    given = {number: tuple(files) for number, files in found.items() if files}
    return Filed(given, tuple(unmatched), unsure)


def papers_report(rubric: Rubric, assessment: Assessment) -> PapersReport:
    """Say of every paper that a line wants whether it is there, and which points rest on it.

    What rests on a paper is what its line would lose if that paper alone were lacking and
    points rested on papers.
    """
    wanted = wanted_papers(rubric, assessment)
    numbers = dict.fromkeys(number for own in wanted.values() for number in own)
    evidence = assessment.evidence
    handed = {n: handed_in(n, rubric.evidence[n], evidence.get(n, ())) for n in numbers}
    whole = lines_without(rubric, assessment, frozenset())
    without = {n: lines_without(rubric, assessment, frozenset((n,))) for n in numbers}
    standings: list[PaperStanding] = []
    for line, own in wanted.items():
        points = whole[line]
        for number in own:
            left = without[number][line]
            earned = reachable = None
            if points is not None and left is not None:
                earned = points.earned - left.earned
                reachable = points.reachable - left.reachable
            standings.append(PaperStanding(line, number, handed[number], earned, reachable))
    return PapersReport(
        tuple(standings),
        score(rubric, assessment),
        score(rubric, assessment, evidence="require"),
        tuple(number for number, files in evidence.items() if files and number not in numbers),
    )


class _Desk:
    """What tells the papers of a rubric from each other."""

    def __init__(self, rubric: Rubric) -> None:
        self._numbers = tuple(rubric.evidence)
        self._names = [names_of_paper(paper) for paper in rubric.evidence.values()]
        self._known: dict[str, tuple[str | None, tuple[str, ...]]] = {}

    def candidates(self, steps: Sequence[str]) -> tuple[str, ...]:
        """Return the paper that a file is; none, or several, where its names leave that open.

        The place counts before the file's own name; but a name that has both the number and the
        name of a paper counts before any that has only one of them.
        """
        folders = [self._told(step) for step in steps[:-1]]
        own = self._read(steps[-1])
        for number, named in (*folders, own):
            if number is not None and number in named:
                return (number,)
        ways = [
            *((number,) for number, _ in folders if number is not None),
            *(named for _, named in folders),
            () if own[0] is None else (own[0],),
            own[1],
        ]
        several: tuple[str, ...] = ()
        for way in ways:
            if len(way) == 1:
                return way
            several = several or way
        return several

    def _told(self, folder: str) -> tuple[str | None, tuple[str, ...]]:
        """Return what the name of a folder tells; it is asked of every file in it."""
        if folder not in self._known:
            self._known[folder] = self._read(folder)
        return self._known[folder]

    def _read(self, name: str) -> tuple[str | None, tuple[str, ...]]:
        """Return the number at the beginning of a name, and the papers whose name is in it."""
        told = told_in(called(name), self._names)
        return number_in(name, self._numbers), tuple(self._numbers[place] for place in sorted(told))
