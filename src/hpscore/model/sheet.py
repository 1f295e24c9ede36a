"""A rubric resolved for use: its lines as trees of nodes, and every question that they ask.

What stands in a rubric once and holds further down (points of a case, the question of a line)
is filled in here, so that nothing later has to look up.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from hpscore.message import Message, say
from hpscore.model.answer import Answer, Asked, read_answer
from hpscore.model.condition import Amount, Condition, NumberBy, tests_of
from hpscore.model.number import INFINITY, Number
from hpscore.model.rubric import Adjustment, Dimension, Indicator, Rubric
from hpscore.model.rules import (
    All,
    Best,
    By,
    Choice,
    Deduct,
    Each,
    KOf,
    Linear,
    Part,
    Question,
    Rating,
    Stream,
    Sum,
    Target,
)
from hpscore.model.text import Text

__all__ = ["Issue", "Line", "Node", "Sheet", "Switch", "build_sheet", "sheet_of", "switches_of"]

DataPath = tuple[str | int, ...]
Switch = tuple[str, str]
"""`("fact" | "question", id)`: what a rule, a number or a condition branches on."""
_T = TypeVar("_T")


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

    def walk(self) -> Iterator[Node]:
        """Yield this node and every node inside it."""
        yield self
        for child in (*self.children, *self.cases.values()):
            yield from child.walk()

    def questions(self) -> Iterator[str]:
        """Yield the ids of the questions that it and everything inside it reads, in order."""
        for node in self.walk():
            if isinstance(node.part.rule, By) and node.part.rule.switch:
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
    """The node that scores a question, where one does."""
    options: dict[Switch, tuple[str | bool, ...]] = field(default_factory=dict)
    """The values of every switch that can be listed."""
    order: tuple[str, ...] = ()
    """Line ids, each after the lines that its conditions read."""

    def group(self, kind: str, subject: str) -> tuple[str, ...]:
        """Return the ids of the lines of a dimension, a mark or the whole sheet."""
        if kind == "indicator":
            return (subject,)
        return tuple(
            line.id
            for line in self.lines.values()
            if line.dimension is not None
            and (
                kind == "total"
                or (kind == "dimension" and line.dimension == subject)
                or (kind == "mark" and subject in getattr(line.source, "marks", ()))
            )
        )


def build_sheet(rubric: Rubric) -> tuple[Sheet, list[Issue]]:
    """Resolve a rubric; with the issues that stood in the way (ids used twice, wrong kinds)."""
    builder = _Builder(Sheet(rubric), [])
    for place, question in enumerate(rubric.questions):
        builder.declare(question, ("questions", place))
    for place, question in enumerate(rubric.recorded):
        builder.declare(question, ("recorded", place))
    for path, dimension, line in _lines(rubric):
        builder.line(path, dimension, line)
    for place, gate in enumerate(rubric.prerequisites):
        builder.ask(Asked(gate.id, "yes_no"), gate, ("prerequisites", place))
    _order_questions(builder.sheet)
    for name, fact in rubric.facts.items():
        if fact.options:
            builder.sheet.options["fact", name] = tuple(fact.options)
    for asked in builder.sheet.questions.values():
        if asked.kind == "yes_no":
            builder.sheet.options["question", asked.id] = (True, False)
        elif asked.kind == "choice":
            builder.sheet.options["question", asked.id] = asked.options
    builder.sheet.order, cycle = line_order(builder.sheet)
    if cycle is not None:
        builder.issues.append(cycle)
    return builder.sheet, builder.issues


def sheet_of(rubric: Rubric) -> Sheet:
    """Return the resolved sheet of a rubric that was checked when it was loaded."""
    return build_sheet(rubric)[0]


def _lines(rubric: Rubric) -> Iterator[tuple[DataPath, Dimension | None, Indicator | Adjustment]]:
    for d, dimension in enumerate(rubric.dimensions):
        for i, indicator in enumerate(dimension.indicators):
            yield ("dimensions", d, "indicators", i), dimension, indicator
    for section in ("bonus", "deductions"):
        for i, adjustment in enumerate(getattr(rubric, section)):
            yield (section, i), None, adjustment


@dataclass(slots=True)
class _Builder:
    sheet: Sheet
    issues: list[Issue]
    ids: dict[str, DataPath] = field(default_factory=dict)

    def line(
        self, path: DataPath, dimension: Dimension | None, source: Indicator | Adjustment
    ) -> None:
        node = self.node(source, path, source.id, source.points, "")
        if source.id in self.sheet.lines:
            self.twice(source.id, path)
            return
        self.sheet.lines[source.id] = Line(node, dimension.id if dimension else None, source)

    def node(
        self, part: Part, path: DataPath, name: str, points: Number | None, scope: str
    ) -> Node:
        """Resolve one part; `scope` names the `by` cases around it, whose ids may recur."""
        rule, kind = part.rule, part.rule.kind
        asked: Asked | None = None
        children: tuple[Node, ...] = ()
        cases: dict[str, Node] = {}
        streams: tuple[tuple[Stream, Asked], ...] = ()
        self.name(name, part)
        if isinstance(rule, All | KOf | Sum | Best):
            key: DataPath = (*path, kind, "of") if isinstance(rule, KOf) else (*path, kind)
            parts = rule.of if isinstance(rule, KOf) else rule.parts
            graded = isinstance(rule, Sum | Best)
            children = tuple(
                self.child(inner, (*key, i), graded, scope) for i, inner in enumerate(parts)
            )
        elif isinstance(rule, By):
            if isinstance(rule.question, Question):
                self.declare(rule.question, (*path, "by", "question"))
            for case, inner in rule.cases.items():
                inner_points = points if inner.points is None else inner.points
                cases[case] = self.node(
                    inner, (*path, "by", "cases", case), inner.id or name, inner_points,
                    f"{scope}/{name}={case}",
                )
        elif isinstance(rule, Deduct):
            base = (*path, "deduct", "streams")
            streams = tuple(
                (stream, self.stream(stream, (*base, i), scope))
                for i, stream in enumerate(rule.streams)
            )
        else:
            asked = self.leaf(part, path, name, points, scope)
        own = [*_own_switches(part)]
        for node in (*children, *cases.values()):
            own.extend(node.switches)
        made = Node(name, path, part, kind, points, asked, children, cases, streams,
                    tuple(dict.fromkeys(own)))
        if asked is not None:
            self.sheet.leaves.setdefault(asked.id, made)
        return made

    def child(self, part: Part, path: DataPath, graded: bool, scope: str) -> Node:
        if part.id is None:
            self.issues.append(
                Issue(path, "no-id", say("a part among others has no id"), say("give it an id:"))
            )
        if graded and part.points is None:
            self.issues.append(
                Issue(path, "no-points", say("a part of a sum or a best-of states no points"),
                      say("give it points:"))
            )
        if not graded and part.points is not None:
            self.issues.append(
                Issue((*path, "points"), "points-twice",
                      say("a part that only has to hold states points"),
                      say("leave out points: the line above has them"), key=True)
            )
        points: Number = (part.points or 0) if graded else 1
        return self.node(part, path, part.id or f"part{path[-1]}", points, scope)

    def leaf(
        self, part: Part, path: DataPath, name: str, points: Number | None, scope: str
    ) -> Asked:
        if part.question is not None:
            return self.shared(part.question, (*path, "question"))
        rule = part.rule
        options: tuple[str, ...] = ()
        spellings: dict[str, str] = {}
        kind: str = part.ask or _DEFAULT_ASK.get(rule.kind, "yes_no")
        if isinstance(rule, Choice):
            options = tuple(rule.options)
            spellings = _spellings({key: o.title for key, o in rule.options.items()})
        step = rule.step if isinstance(rule, Rating) else None
        low, high = _domain(kind, part, points)
        asked = Asked(name, kind, low, high, options, spellings, step,
                      part.not_applicable is not None)
        return self.ask(self.defaulted(asked, part.default, path), part, path, scope)

    def stream(self, stream: Stream, path: DataPath, scope: str) -> Asked:
        if stream.question is not None:
            return self.shared(stream.question, (*path, "question"))
        self.name(stream.id, stream)
        kind = stream.ask or (
            "yes_no" if stream.fixed is not None else "number" if stream.target else "count"
        )
        low, high = _domain(kind, stream, None)
        asked = self.defaulted(Asked(stream.id, kind, low, high), stream.default, path)
        return self.ask(asked, stream, path, scope)

    def shared(self, name: str, path: DataPath) -> Asked:
        """Return a question declared elsewhere; whether it exists is checked with references."""
        return self.sheet.questions.get(name) or Asked(name, "yes_no")

    def declare(self, question: Question, path: DataPath) -> None:
        low, high = _domain(question.ask, question, None)
        asked = Asked(question.id, question.ask, low, high, tuple(question.options or ()),
                      _spellings(question.options or {}))
        self.ask(self.defaulted(asked, question.default, path), question, path)

    def defaulted(self, asked: Asked, default: object, path: DataPath) -> Asked:
        if default is None:
            return asked
        found = read_answer(asked, default)
        if not isinstance(found, Answer):
            for fault in found or ():
                self.issues.append(
                    Issue((*path, "default"), fault.code, fault.message, fault.help)
                )
            return asked
        derived = Answer(found.value, found.low, found.high, "derived")
        return Asked(asked.id, asked.kind, asked.low, asked.high, asked.options, asked.spellings,
                     asked.step, asked.not_applicable, derived)

    def ask(self, asked: Asked, source: object, path: DataPath, scope: str = "") -> Asked:
        """Enter a question; its id may recur only in other cases of the same switch."""
        before = self.ids.get(asked.id)
        known = self.sheet.questions.get(asked.id)
        if before is not None and known is not None:
            same_line = scope and path[:4] == before[:4]
            if not (same_line and (known.kind, known.options) == (asked.kind, asked.options)):
                self.twice(asked.id, path)
            return known
        self.ids[asked.id] = path
        self.sheet.questions[asked.id] = asked
        self.name(asked.id, source)
        return asked

    def name(self, name: str, source: object) -> None:
        title, aliases = getattr(source, "title", None), getattr(source, "aliases", ())
        if title is not None:
            self.sheet.titles.setdefault(name, title)
        if aliases:
            self.sheet.aliases.setdefault(name, aliases)

    def twice(self, name: str, path: DataPath) -> None:
        self.issues.append(
            Issue(
                (*path, "id"),
                "duplicate-id",
                say("the id '{id}' is given to two elements", id=name),
                say("give one of them another id, or name the shared one by question:"),
            )
        )


_DEFAULT_ASK = {
    "met": "yes_no", "bands": "count", "each": "count", "linear": "number", "choice": "choice",
    "rating": "rating", "target": "number",
}


def _domain(kind: str, source: object, points: Number | None) -> tuple[Number | float, Number | float]:
    low: Number | float = -INFINITY if kind == "number" else 0
    high: Number | float = {"percent": 100, "rate": 100, "yes_no": 1}.get(kind, INFINITY)
    if kind == "rating" and points is not None:
        high = points
    given_low, given_high = getattr(source, "from_", None), getattr(source, "to", None)
    return (low if given_low is None else given_low, high if given_high is None else given_high)


def _spellings(options: Mapping[str, Text | None]) -> dict[str, str]:
    return {
        text.casefold(): option
        for option, title in options.items()
        for text in (option, *(title.both() if title else ()))
    }


def _own_switches(part: Part) -> Iterator[Switch]:
    """Yield what one part branches on itself, as far as its values can be listed."""
    rule = part.rule
    if isinstance(rule, By):
        yield ("fact", rule.fact) if rule.fact else ("question", rule.switch)
    amounts: list[Amount | None] = []
    if isinstance(rule, Each):
        amounts.append(rule.points)
    elif isinstance(rule, Linear):
        amounts += [rule.from_, rule.to]
    elif isinstance(rule, Target):
        amounts += [rule.at_least, rule.above, rule.at_most, rule.below]
    elif isinstance(rule, Deduct):
        for stream in rule.streams:
            amounts += [stream.each, stream.fixed, stream.target]
    for amount in amounts:
        if amount is not None and amount.by is not None:
            yield _switch(amount.by)
    yield from switches_of(part.when)
    yield from switches_of(part.requires)


def _switch(by: NumberBy) -> Switch:
    return ("fact", by.fact) if by.fact else ("question", by.question or "")


def switches_of(condition: Condition | None) -> Iterator[Switch]:
    """Yield what a condition branches on: facts, options compared by `is`, numbers by case."""
    for test, _ in tests_of(condition):
        if test.kind == "fact" and test.is_ is not None:
            yield ("fact", test.subject)
        if test.kind == "question" and test.is_ is not None:
            yield ("question", test.subject)
        comparand = test.comparand
        if comparand is not None and comparand.by is not None:
            yield _switch(comparand.by)


def line_order(sheet: Sheet) -> tuple[tuple[str, ...], Issue | None]:
    """Order the lines so that each follows those that its conditions read."""
    reads = {name: tuple(dict.fromkeys(_read_by(line, sheet))) for name, line in sheet.lines.items()}
    done: dict[str, None] = {}
    waiting: list[str] = []
    cycle: list[str] = []

    def visit(name: str) -> None:
        if name in done or cycle:
            return
        if name in waiting:
            cycle.extend([*waiting[waiting.index(name):], name])
            return
        waiting.append(name)
        for other in reads[name]:
            if other in reads:
                visit(other)
        waiting.pop()
        done[name] = None

    for name in sheet.lines:
        visit(name)
    if not cycle:
        return tuple(done), None
    issue = Issue(
        sheet.lines[cycle[0]].node.path,
        "cycle",
        say("lines depend on each other in a circle: {circle}", circle=" -> ".join(cycle)),
        say("take one of these conditions out"),
    )
    return tuple(sheet.lines), issue


def _read_by(line: Line, sheet: Sheet) -> Iterator[str]:
    """Yield the ids of the lines that a line's conditions read."""
    conditions = [c for node in line.node.walk() for c in (node.part.when, node.part.requires)]
    for veto in sheet.rubric.vetoes:
        if line.id in veto.zeroes or line.dimension in veto.zeroes:
            conditions.append(veto.when)
    for condition in conditions:
        for test, _ in tests_of(condition):
            if test.kind not in ("question", "fact"):
                yield from sheet.group(test.kind, test.subject)


def _order_questions(sheet: Sheet) -> None:
    """Put questions in the order in which the sheet meets them; the others keep theirs, last."""
    met = [name for line in sheet.lines.values() for name in line.node.questions()]
    order = [*dict.fromkeys(name for name in met if name in sheet.questions), *sheet.questions]
    sheet.questions = {name: sheet.questions[name] for name in order}
