"""A rubric resolved for use: its lines as trees of nodes, and every question that they ask.

What stands in a rubric once and holds further down (points of a case, the question of a line)
is filled in here, so that nothing later has to look up. `hpscore.model.resolve` makes a sheet.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hpscore.message import Message
from hpscore.model.answer import Asked
from hpscore.model.number import Number
from hpscore.model.switches import Switch

if TYPE_CHECKING:
    from hpscore.model.rubric import Adjustment, Dimension, Indicator, Rubric, Veto
    from hpscore.model.rules import Part, Stream
    from hpscore.model.text import Text

__all__ = ["DataPath", "Issue", "Line", "Node", "Sheet", "arrange"]

DataPath = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Issue:
    """Something wrong with a rubric, at a path of its document."""

    path: DataPath
    code: str
    message: Message
    help: Message | None = None
    key: bool = False
    """Whether the key, not the value, is at fault."""


@dataclass(frozen=True, slots=True)
class Node:
    """A line or part, with what it inherits filled in."""

    id: str
    path: DataPath
    part: Part
    kind: str
    points: Number | None
    asked: Asked | None
    """The question that it reads itself; none for a part made of parts."""
    children: tuple[Node, ...] = ()
    cases: Mapping[str, Node] = field(default_factory=dict)
    streams: tuple[tuple[Stream, Asked], ...] = ()
    switches: tuple[Switch, ...] = ()
    """What it and everything inside it branches on."""
    plain: bool = False
    """Whether its rule is all: it always exists, applies and counts."""

    def walk(self) -> Iterator[Node]:
        """Yield this node and every node inside it."""
        yield self
        for child in (*self.children, *self.cases.values()):
            yield from child.walk()

    def questions(self) -> Iterator[str]:
        """Yield the ids of the questions that it and everything inside it reads, in order."""
        for node in self.walk():
            if node.part.rule.kind == "by" and node.part.rule.switch:
                yield node.part.rule.switch
            if node.asked is not None:
                yield node.asked.id
            for _, asked in node.streams:
                yield asked.id


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the sheet: an indicator of a dimension, or a bonus or deduction."""

    node: Node
    dimension: str | None
    source: Indicator | Adjustment
    vetoes: tuple[Veto, ...] = ()
    """The vetoes that zero it."""
    excusable: Dimension | None = None
    """Its dimension, where that may be not applicable as a whole."""
    reads: tuple[str, ...] = ()
    """The lines that its conditions read, and those that these read, each after its own."""
    inputs: frozenset[Switch] = frozenset()
    """The questions and facts that it, or a line that it reads, depends on."""
    switches: tuple[Switch, ...] = ()
    """What has no better answer and must be known before two completions bound the line."""

    @property
    def id(self) -> str:
        """The line's id."""
        return self.node.id


@dataclass(slots=True)
class Sheet:
    """A resolved rubric."""

    rubric: Rubric
    lines: dict[str, Line] = field(default_factory=dict)
    """By id, in rubric order; bonus and deductions last."""
    questions: dict[str, Asked] = field(default_factory=dict)
    """Every question, in rubric order."""
    titles: dict[str, Text] = field(default_factory=dict)
    """Titles of questions, lines and parts."""
    aliases: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Declared aliases of questions, lines and parts."""
    leaves: dict[str, Node] = field(default_factory=dict)
    """The node that scores a question, where one does; the first of several."""
    shared: set[str] = field(default_factory=set)
    """The questions that several nodes score."""
    options: dict[Switch, tuple[str | bool, ...]] = field(default_factory=dict)
    """The values of every switch that can be listed."""
    order: tuple[str, ...] = ()
    """Line ids, each after the lines that its conditions read."""
    groups: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    """The lines of every dimension, of every mark and of the total."""

    def derived_alone(self) -> frozenset[str]:
        """Return the recorded values that registers give, so that nobody need be asked."""
        recorded = {question.id for question in self.rubric.recorded}
        return frozenset(m.answers for m in self.rubric.measures if m.answers in recorded)

    def group(self, kind: str, subject: str) -> tuple[str, ...]:
        """Return the ids of the lines of a dimension, a mark or the whole sheet."""
        return (subject,) if kind == "indicator" else self.groups.get((kind, subject), ())


def arrange(sheet: Sheet) -> None:
    """Fill in what follows from the lines and questions of a sheet: order, options, groups."""
    _order_questions(sheet)
    _list_options(sheet)
    _group_lines(sheet)


def _order_questions(sheet: Sheet) -> None:
    """Put questions in the order in which the sheet meets them; the others keep theirs, last."""
    met = [name for line in sheet.lines.values() for name in line.node.questions()]
    order = [*dict.fromkeys(name for name in met if name in sheet.questions), *sheet.questions]
    sheet.questions = {name: sheet.questions[name] for name in order}


def _list_options(sheet: Sheet) -> None:
    """List the values of every fact and question that something may branch on."""
    for name, fact in sheet.rubric.facts.items():
        if fact.options:
            sheet.options["fact", name] = tuple(fact.options)
    for asked in sheet.questions.values():
        if asked.kind == "yes_no":
            sheet.options["question", asked.id] = (True, False)
        elif asked.kind == "choice":
            sheet.options["question", asked.id] = asked.options


def _group_lines(sheet: Sheet) -> None:
    """Group the lines of the dimensions; bonus and deductions belong to no group."""
    groups: dict[tuple[str, str], list[str]] = {}
    for line in sheet.lines.values():
        if line.source.form == "indicator" and line.dimension is not None:
            keys = [("total", "total"), ("dimension", line.dimension)]
            for key in (*keys, *(("mark", mark) for mark in dict.fromkeys(line.source.marks))):
                groups.setdefault(key, []).append(line.id)
    sheet.groups = {key: tuple(names) for key, names in groups.items()}
