"""What was taken of all outcomes, gathered: subjects by rubric, and their lines on disk."""

from __future__ import annotations

import pickle
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import IO

from hpscore.model.number import Number
from hpscore.reports.results_book.kind import Kind, KindLine
from hpscore.reports.results_book.taken import Fault, Line, Subject, Taken

__all__ = ["Failure", "Gathered", "Group", "Item", "Losses", "Placed", "gather"]


@dataclass(frozen=True, slots=True)
class Placed:
    """A subject, with the place that it was read from."""

    source: str
    subject: Subject


@dataclass(frozen=True, slots=True)
class Failure:
    """An input without a result, and one of the reasons."""

    source: str
    fault: Fault


@dataclass(frozen=True, slots=True)
class Item:
    """One line of one subject."""

    group: Group
    name: str
    id: str
    known: KindLine
    line: Line


@dataclass
class Losses:
    """What all subjects together miss in one line."""

    subjects: int = 0
    """To how many it applies."""
    missed: int = 0
    """How many lost points there for good, or do not meet it."""
    open: int = 0
    """For how many it can still change."""
    by_cause: dict[str, Number] = field(default_factory=dict)

    def add(self, line: Line) -> None:
        """Count a line of one subject."""
        for cause, points in line.lost.items():
            self.by_cause[cause] = self.by_cause.get(cause, 0) + points
        if not line.applies:
            return
        self.subjects += 1
        if line.points is None:
            self.missed += line.met is False
            self.open += line.met is None
        else:
            self.missed += line.points.reachable < line.points.maximum
            self.open += line.points.earned != line.points.reachable


@dataclass
class Group:
    """The subjects of one rubric, in the order of the input."""

    kind: Kind
    number: int
    label: str = ""
    """Its title; with its version where several groups have that title."""
    subjects: list[Placed] = field(default_factory=list)
    losses: list[Losses] = field(default_factory=list)
    """For each line of the kind."""


@dataclass
class Gathered:
    """Everything that the sheets show; the lines of subjects are kept in a file."""

    spool: IO[bytes]
    groups: list[Group] = field(default_factory=list)
    """In the order in which results first name their rubrics."""
    failures: list[Failure] = field(default_factory=list)
    failed: int = 0
    """How many inputs have no result."""
    distances: bool = False
    """Whether any line is some number away from a target."""

    def items(self) -> Iterator[Item]:
        """Yield every line of every subject, in the order of the input."""
        self.spool.seek(0)
        while True:
            try:
                number, name, id_, lines, besides = pickle.load(self.spool)
            except EOFError:
                return
            group = self.groups[number]
            for known, line in (*zip(group.kind.lines, lines, strict=True), *besides):
                yield Item(group, name, id_, known, line)


def gather(taken: Iterable[Taken], spool: IO[bytes]) -> Gathered:
    """Read everything once; what there is most of is written to `spool` on the way."""
    found = Gathered(spool)
    by_key: dict[tuple[str, str, str], Group] = {}
    for one in taken:
        found.failures += [Failure(one.source, fault) for fault in one.faults]
        if one.kind is None or one.subject is None:
            found.failed += 1
            continue
        group = by_key.get(one.kind.key)
        if group is None:
            group = Group(one.kind, len(found.groups), losses=[Losses() for _ in one.kind.lines])
            by_key[one.kind.key] = group
            found.groups.append(group)
        _add(one, one.subject, group, found)
    _label(found.groups)
    return found


def _add(one: Taken, subject: Subject, group: Group, found: Gathered) -> None:
    group.subjects.append(Placed(one.source, subject))
    for losses, line in zip(group.losses, one.lines, strict=True):
        losses.add(line)
        found.distances = found.distances or line.short is not None
    kept = (group.number, subject.name, subject.id, one.lines, one.besides)
    pickle.dump(kept, found.spool, pickle.HIGHEST_PROTOCOL)


def _label(groups: Iterable[Group]) -> None:
    """Name groups apart: by title, by version, and by digest, as far as that is needed."""
    known = [*groups]
    for says in (
        lambda kind: kind.title,
        lambda kind: f"{kind.title} {kind.version}",
        lambda kind: f"{kind.title} {kind.version} {kind.key[2].removeprefix('sha256:')[:8]}",
    ):
        taken = Counter(group.label for group in known)
        for group in known:
            if taken[group.label] > 1 or not group.label:
                group.label = says(group.kind)
