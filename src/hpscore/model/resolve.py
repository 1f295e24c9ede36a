"""Resolve a rubric into its sheet, with the issues that stand in the way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from hpscore.message import say
from hpscore.model.answer import Answer, Asked
from hpscore.model.asking import USUAL_ASK, domain, ways_to_write
from hpscore.model.number import Number
from hpscore.model.reading import read_answer
from hpscore.model.reads import connect
from hpscore.model.rules import (
    All,
    Best,
    By,
    Choice,
    Deduct,
    KOf,
    Part,
    Question,
    Rating,
    Stream,
    Sum,
    Target,
)
from hpscore.model.sheet import DataPath, Issue, Line, Node, Sheet, arrange
from hpscore.model.switches import switches_in

if TYPE_CHECKING:
    from hpscore.model.rubric import Adjustment, Dimension, Indicator, Rubric
    from hpscore.model.text import Text

__all__ = ["build_sheet", "sheet_of"]

Scope = tuple[tuple[DataPath, str], ...]
"""The cases of switches that something stands in: the path of each switch, and the case."""


def build_sheet(rubric: Rubric) -> tuple[Sheet, list[Issue]]:
    """Resolve a rubric; with the issues that stood in the way (ids used twice, wrong kinds)."""
    # a line may read a question that another one declares further down: so all are met once
    first = _Builder(Sheet(rubric), [])
    first.build()
    nodes = [node for line in first.sheet.lines.values() for node in line.node.walk()]
    excusable = {n.asked.id for n in nodes if n.asked is not None and n.part.not_applicable}
    builder = _Builder(Sheet(rubric), [], first.sheet.questions, frozenset(excusable))
    builder.build()
    sheet = builder.sheet
    arrange(sheet)
    circle = connect(sheet)
    return sheet, builder.issues if circle is None else [*builder.issues, circle]


def sheet_of(rubric: Rubric) -> Sheet:
    """Return the resolved sheet of a rubric that was checked when it was loaded."""
    return build_sheet(rubric)[0]


@dataclass(slots=True)
class _Builder:
    sheet: Sheet
    issues: list[Issue]
    known: Mapping[str, Asked] = field(default_factory=dict)
    """Every question of the rubric, once they have all been met."""
    excusable: frozenset[str] = frozenset()
    """The questions that some part permits to be not applicable."""
    ids: dict[str, list[Scope]] = field(default_factory=dict)

    def build(self) -> None:
        rubric = self.sheet.rubric
        for section in ("questions", "recorded"):
            for place, question in enumerate(getattr(rubric, section)):
                self.declare(question, (section, place))
        for path, dimension, line in _lines(rubric):
            self.line(path, dimension, line)
        for place, gate in enumerate(rubric.prerequisites):
            self.ask(Asked(gate.id, "yes_no"), gate, ("prerequisites", place), ())

    def line(
        self, path: DataPath, dimension: Dimension | None, source: Indicator | Adjustment
    ) -> None:
        node = self.node(source, path, source.id, source.points, ())
        if source.id in self.sheet.lines:
            self.twice(source.id, path)
            return
        names = {source.id, None if dimension is None else dimension.id}
        vetoes = tuple(veto for veto in self.sheet.rubric.vetoes if names & set(veto.zeroes))
        excusable = dimension if dimension is not None and dimension.not_applicable else None
        self.sheet.lines[source.id] = Line(
            node, None if dimension is None else dimension.id, source, vetoes, excusable
        )

    def node(
        self, part: Part, path: DataPath, name: str, points: Number | None, scope: Scope
    ) -> Node:
        """Resolve one part."""
        rule, kind = part.rule, part.rule.kind
        asked: Asked | None = None
        children: tuple[Node, ...] = ()
        cases: dict[str, Node] = {}
        streams: tuple[tuple[Stream, Asked], ...] = ()
        self.name(name, part)
        if isinstance(rule, All | KOf | Sum | Best):
            children = self.children(rule, (*path, kind), scope)
        elif isinstance(rule, By):
            cases = self.cases(rule, path, name, points, scope)
        elif isinstance(rule, Deduct):
            base = (*path, "deduct", "streams")
            streams = tuple(
                (stream, self.stream(stream, (*base, i), scope))
                for i, stream in enumerate(rule.streams)
            )
        else:
            points = part.points if isinstance(rule, Target) else points
            asked = self.leaf(part, path, name, points, scope)
        own = [*switches_in(part)]
        for node in (*children, *cases.values()):
            own.extend(node.switches)
        switches = tuple(dict.fromkeys(own))
        plain = part.when is None and part.requires is None and part.not_applicable is None
        made = Node(
            name, path, part, kind, points, asked, children, cases, streams, switches, plain
        )
        if asked is not None:
            if asked.id in self.sheet.leaves:
                self.sheet.shared.add(asked.id)
            self.sheet.leaves.setdefault(asked.id, made)
        asks = asked is not None and part.question is None
        if not asks and all(case.id != name for case in cases.values()):
            self.enter(name, path, scope)
        return made

    def children(
        self, rule: All | KOf | Sum | Best, path: DataPath, scope: Scope
    ) -> tuple[Node, ...]:
        key, parts = ((*path, "of"), rule.of) if isinstance(rule, KOf) else (path, rule.parts)
        graded = isinstance(rule, Sum | Best)
        return tuple(self.child(part, (*key, i), graded, scope) for i, part in enumerate(parts))

    def child(self, part: Part, path: DataPath, graded: bool, scope: Scope) -> Node:
        if part.id is None:
            self.issues.append(
                Issue(path, "no-id", say("a part among others has no id"), say("give it an id:"))
            )
        if graded and part.points is None:
            self.issues.append(
                Issue(
                    path,
                    "no-points",
                    say("a part of a sum or a best-of states no points"),
                    say("give it points:"),
                )
            )
        if not graded and part.points is not None:
            self.issues.append(
                Issue(
                    (*path, "points"),
                    "points-twice",
                    say("a part that only has to hold states points"),
                    say("leave out points: the line above has them"),
                    key=True,
                )
            )
        points: Number = (part.points or 0) if graded else 1
        name = part.id or ".".join(map(str, path))
        return self.node(part, path, name, points, scope)

    def cases(
        self, rule: By, path: DataPath, name: str, points: Number | None, scope: Scope
    ) -> dict[str, Node]:
        if isinstance(rule.question, Question):
            self.declare(rule.question, (*path, "by", "question"), scope)
        found: dict[str, Node] = {}
        for case, part in rule.cases.items():
            found[case] = self.node(
                part,
                (*path, "by", "cases", case),
                part.id or name,
                points if part.points is None else part.points,
                (*scope, (path, case)),
            )
        return found

    def leaf(
        self, part: Part, path: DataPath, name: str, points: Number | None, scope: Scope
    ) -> Asked:
        if part.question is not None:
            return self.other(part.question)
        rule = part.rule
        options: tuple[str, ...] = ()
        titles: dict[str, Text | None] = {}
        kind: str = part.ask or USUAL_ASK[rule.kind]
        if isinstance(rule, Choice):
            options = tuple(rule.options)
            titles = {key: option.title for key, option in rule.options.items()}
        step = rule.step if isinstance(rule, Rating) else None
        low, high = domain(kind, part, points)
        asked = Asked(
            name,
            kind,
            low,
            high,
            options,
            ways_to_write(titles),
            step,
            part.not_applicable is not None,
            titles=titles or None,
        )
        return self.ask(self.defaulted(asked, part.default, path), part, path, scope)

    def stream(self, stream: Stream, path: DataPath, scope: Scope) -> Asked:
        if stream.question is not None:
            return self.other(stream.question)
        kind = stream.ask or (
            "yes_no" if stream.fixed is not None else "number" if stream.target else "count"
        )
        low, high = domain(kind, stream, None)
        asked = self.defaulted(Asked(stream.id, kind, low, high), stream.default, path)
        return self.ask(asked, stream, path, scope)

    def other(self, name: str) -> Asked:
        """Return a question declared elsewhere; whether it exists is checked with references."""
        return self.known.get(name) or Asked(name, "yes_no")

    def declare(self, question: Question, path: DataPath, scope: Scope = ()) -> None:
        low, high = domain(question.ask, question, None)
        asked = Asked(
            question.id,
            question.ask,
            low,
            high,
            tuple(question.options or ()),
            ways_to_write(question.options or {}),
            not_applicable=question.id in self.excusable,
            titles=question.options or None,
        )
        self.ask(self.defaulted(asked, question.default, path), question, path, scope)

    def defaulted(self, asked: Asked, default: object, path: DataPath) -> Asked:
        if default is None:
            return asked
        found = read_answer(asked, default)
        if isinstance(found, Answer):
            return replace(asked, default=replace(found, state="derived"))
        for fault in found or ():
            self.issues.append(Issue((*path, "default"), fault.code, fault.message, fault.help))
        return asked

    def ask(self, asked: Asked, source: object, path: DataPath, scope: Scope) -> Asked:
        """Enter a question; its id may recur only in other cases of the same switch."""
        known = self.sheet.questions.setdefault(asked.id, asked)
        alike = _untitled(known) == _untitled(asked)
        self.enter(asked.id, path, scope, alike=alike)
        self.name(asked.id, source)
        return known if alike else asked

    def enter(self, name: str, path: DataPath, scope: Scope, *, alike: bool = True) -> None:
        others = self.ids.setdefault(name, [])
        if others and not (alike and all(_apart(scope, other) for other in others)):
            self.twice(name, path)
        others.append(scope)

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


def _untitled(asked: Asked) -> Asked:
    return replace(asked, spellings=None, titles=None)


def _apart(scope: Scope, other: Scope) -> bool:
    """Say whether two places can never count together: they stand in two cases of one switch."""
    cases = dict(other)
    return any(cases.get(switch, case) != case for switch, case in scope)


def _lines(rubric: Rubric) -> Iterator[tuple[DataPath, Dimension | None, Indicator | Adjustment]]:
    for d, dimension in enumerate(rubric.dimensions):
        for i, indicator in enumerate(dimension.indicators):
            yield ("dimensions", d, "indicators", i), dimension, indicator
    for section in ("bonus", "deductions"):
        for i, adjustment in enumerate(getattr(rubric, section)):
            yield (section, i), None, adjustment
