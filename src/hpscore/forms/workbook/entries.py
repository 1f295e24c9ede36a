"""What stands on the sheet of questions of a form, row by row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from hpscore.forms.blank import Blank
from hpscore.forms.blank_words import gate_words, help_words, veto_words, with_maximum
from hpscore.message import Message, say
from hpscore.model.answer import Asked
from hpscore.model.number import Number
from hpscore.readers.filled.layout import AWARDED
from hpscore.reports.names import short_ref
from hpscore.reports.sections import dimension_words
from hpscore.reports.words import around_words, head_words, rule_words, stream_words

if TYPE_CHECKING:
    from hpscore.model.assessment import Assessment
    from hpscore.model.rubric import Dimension
    from hpscore.model.sheet import Line, Node

__all__ = ["Entry", "entries_of"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One row."""

    kind: Literal["band", "head", "question", "field", "scope", "veto", "awarded"]
    """`head` tells a line or part whose questions stand below; `field` takes one part of a rate,
    `scope` takes *not applicable* for a dimension, `awarded` takes nothing but points."""
    title: str
    key: str = ""
    """How its row is named to the reader; empty for a row that is only read by people."""
    depth: int = 0
    points: Number | None = None
    """What it is worth, where it has points of its own."""
    said: tuple[str, ...] = ()
    """How it earns points, and what else there is to know, a line each."""
    papers: tuple[str, ...] = ()
    """The numbers of the papers wanted."""
    section: str = ""
    """Its dimension, or what else it stands under, as people see it."""
    group: str = ""
    within: str = ""
    """The title of its line, for a part of one."""
    asked: Asked | None = None
    line: str | None = None
    """The line whose points may be awarded here."""
    excusable: bool = False
    """Whether *not applicable* is all that may be answered."""


def entries_of(blank: Blank, assessment: Assessment | None = None) -> tuple[Entry, ...]:
    """Return the rows of a form; with an assessment, also what only that answers."""
    rows = _Rows(blank)
    found = [*rows.dimensions(), *rows.adjustments(), *rows.others()]
    if assessment is not None:
        found += rows.beyond(assessment, found)
    return tuple(found)


class _Rows:
    """Tells the rows; each question is asked once."""

    def __init__(self, blank: Blank) -> None:
        self._blank = blank
        self._names = blank.names
        self._asked: set[str] = set()
        self._excusable = frozenset(blank.excusable())

    def dimensions(self) -> Iterator[Entry]:
        """Yield the rows of the sheet, dimension by dimension."""
        for dimension in self._names.rubric.dimensions:
            yield from self._dimension(dimension)

    def adjustments(self) -> Iterator[Entry]:
        """Yield the rows of bonus and deductions."""
        names = self._names
        for title, section in (
            (say("bonus"), names.rubric.bonus),
            (say("deductions"), names.rubric.deductions),
        ):
            lines = [names.sheet.lines[each.id] for each in section]
            rows = [row for line in lines for row in self._line(line)]
            yield from self._banded(title, rows)

    def others(self) -> Iterator[Entry]:
        """Yield what no line asks: conditions, prerequisites, vetoes, recorded values."""
        rubric, names = self._names.rubric, self._names
        gates = {gate.id: tuple(gate_words(gate, names)) for gate in rubric.prerequisites}
        recorded = {question.id for question in rubric.recorded}
        left = [asked for asked in self._blank.questions() if asked.id not in self._asked]
        other = [a for a in left if a.id not in gates and a.id not in recorded]
        yield from self._banded(say("other questions"), self._plain(other))
        gated = [
            replace(row, said=(*gates[row.key], *row.said))
            for row in self._plain([a for a in left if a.id in gates])
        ]
        yield from self._banded(say("prerequisites"), gated)
        yield from self._banded(say("vetoes"), self._vetoes())
        told = self._plain([a for a in left if a.id in recorded])
        yield from self._banded(say("recorded without points"), told)

    def beyond(self, assessment: Assessment, rows: Sequence[Entry]) -> Iterator[Entry]:
        """Yield what an assessment tells and a form for its subject does not ask."""
        names, there = self._names, {row.key for row in rows}
        lines = {row.line for row in rows}
        told = dict.fromkeys([*assessment.answers, *assessment.notes])
        questions = [names.sheet.questions[n] for n in told if n in names.sheet.questions]
        found = [*self._plain([each for each in questions if each.id not in self._asked])]
        for name in told:
            if name not in there and name not in names.sheet.questions:
                found.append(Entry("scope", names.line(name), name, excusable=True))
        for name in assessment.points:
            if name not in lines or _told_twice(name, assessment):
                key, points = f"{AWARDED}{name}", names.sheet.lines[name].node.points
                found.append(Entry("awarded", names.line(name), key, 0, points, line=name))
        yield from self._banded(say("answered besides"), found)

    def _banded(self, title: Message, rows: Iterable[Entry]) -> Iterator[Entry]:
        found = list(rows)
        if found:
            said = self._names.word(title)
            yield Entry("band", said)
            yield from (replace(row, section=said) for row in found)

    def _dimension(self, dimension: Dimension) -> Iterator[Entry]:
        names = self._names
        title = names.text(dimension.title)
        rows = [*self._grouped(dimension)]
        scope = dimension.id in self._excusable
        if not rows and not scope:
            return
        words = tuple(dimension_words(dimension, names))
        label = "；" if names.language == "zh" else "; "
        shown = label.join([with_maximum(title, dimension.points, names), *words])
        yield Entry("band", shown)
        if scope:
            whole = names.word(say("the whole of {dimension}", dimension=title))
            said = (names.word(say("only where it does not apply as a whole")),)
            yield Entry("scope", whole, dimension.id, said=said, section=title, excusable=True)
        yield from (replace(row, section=title) for row in rows)

    def _grouped(self, dimension: Dimension) -> Iterator[Entry]:
        """Yield the rows of a dimension's lines, each group below its name."""
        names, last = self._names, ""
        for indicator in dimension.indicators:
            group = names.text(indicator.group) if indicator.group else ""
            rows = [*self._line(names.sheet.lines[indicator.id])]
            if group and group != last and rows:
                yield Entry("band", group, depth=1)
            last = group
            yield from (replace(row, group=group) for row in rows)

    def _line(self, line: Line) -> Iterator[Entry]:
        title = ""
        for row in self._whole(line):
            yield replace(row, within=title)
            title = title or row.title

    def _whole(self, line: Line) -> Iterator[Entry]:
        names, node = self._names, line.node
        if not self._blank.exists(node):
            return
        ref = short_ref(line.source.ref)
        title = f"{ref} {names.of(line.id)}".lstrip()
        extra: list[str] = []
        if line.source.form == "adjustment":
            extra.append(names.word(say("to {parent}", parent=names.of(line.source.parent))))
        elif line.source.marks:
            extra.append(names.word(say("marked {marks}", marks=names.all(line.source.marks))))
        own = names.sheet.questions.get(line.id)
        entry = Entry(
            "head",
            title,
            line.id,
            points=node.points,
            said=(*self._said(node, whole=own is not None), *extra),
            papers=tuple(node.part.evidence),
            line=line.id if node.points is not None else None,
            excusable=line.id in self._excusable,
        )
        if own is not None:
            yield self._question(own, entry)
        elif node.asked is not None:
            yield entry
            if node.asked.id not in self._asked:
                asked = Entry("question", names.of(node.asked.id), depth=1)
                yield self._question(node.asked, asked)
                yield from self._fields(node.asked, 2)
        else:
            yield entry
        yield from self._inside(node, 1)

    def _said(self, node: Node, *, whole: bool, graded: bool = True) -> tuple[str, ...]:
        """Say how a line or part earns its points: with all its parts where no rows tell them."""
        inside = bool(node.children or node.cases or node.streams) and not whole
        names, part = self._names, node.part
        rule = head_words(node, names) if inside else rule_words(node, names, graded=graded)
        helping = [] if part.help is None else [names.text(part.help)]
        return (rule, *around_words(node, names), *helping)

    def _node(self, node: Node, title: str, depth: int, graded: bool = True) -> Iterator[Entry]:
        """Yield the rows of a part."""
        entry = Entry(
            "head",
            title,
            depth=depth,
            points=node.points if graded else None,
            said=self._said(node, whole=False, graded=graded),
            papers=tuple(node.part.evidence),
        )
        if node.asked is None:
            yield entry
            yield from self._inside(node, depth + 1)
            return
        yield self._question(node.asked, entry)
        yield from self._fields(node.asked, depth + 1)

    def _inside(self, node: Node, depth: int) -> Iterator[Entry]:
        """Yield the rows of what is inside a line or part."""
        names, rule = self._names, node.part.rule
        for stream, asked in node.streams:
            said = [stream_words(stream, asked, names)]
            if stream.help is not None:
                said.append(names.text(stream.help))
            entry = Entry("head", names.of(asked.id), depth=depth, said=tuple(said),
                          papers=tuple(stream.evidence))  # fmt: skip
            yield self._question(asked, entry)
        graded = rule.kind not in ("all", "k_of")
        for child in node.children:
            if self._blank.exists(child):
                yield from self._node(child, names.of(child.id), depth, graded)
        if rule.kind != "by":
            return
        switch = rule.fact or rule.switch
        if rule.switch and rule.switch not in self._asked:
            decides = names.word(say("decides which of these counts"))
            entry = Entry("head", names.of(switch), depth=depth, said=(decides,))
            yield self._question(names.sheet.questions[switch], entry)
        for case, inner in self._blank.cases(node).items():
            own_question = inner.asked is not None and inner.asked.id in self._asked
            told = inner.id == node.id and own_question  # by the row of the line itself
            if self._blank.exists(inner) and not told:
                own = "" if inner.id == node.id else f" · {names.of(inner.id)}"
                where = names.labelled(names.of(switch), names.case(switch, case))
                yield from self._node(inner, where + own, depth)

    def _question(self, asked: Asked, entry: Entry) -> Entry:
        """Return the row of a question; one that is asked above already only points there."""
        if asked.id in self._asked:
            title = self._names.of(asked.id)
            above = self._names.word(say("answered above: {key}", key=title))
            key = "" if entry.key == asked.id else entry.key
            return replace(entry, key=key, line=entry.line if key else None,
                           said=(*entry.said, above))  # fmt: skip
        self._asked.add(asked.id)
        return replace(entry, kind="question", key=asked.id, asked=asked)

    def _fields(self, asked: Asked, depth: int) -> Iterator[Entry]:
        if asked.kind == "rate":
            names = self._names
            for name, title in (
                ("population", say("of whom")),
                ("date", say("when it was taken")),
            ):
                yield Entry("field", names.word(title), f"{asked.id}:{name}", depth)

    def _plain(self, questions: Iterable[Asked]) -> Iterator[Entry]:
        for asked in questions:
            said = tuple(help_words(asked.id, self._names))
            entry = Entry("head", self._names.of(asked.id), said=said)
            yield self._question(asked, entry)
            yield from self._fields(asked, 1)

    def _vetoes(self) -> Iterator[Entry]:
        for veto in self._names.rubric.vetoes:
            title, *said = veto_words(veto, self._names)
            hint = self._names.word(say("yes: it happened; no: it did not; empty: not known"))
            yield Entry("veto", title, f"veto:{veto.id}", said=(*said, hint))


def _told_twice(line: str, assessment: Assessment) -> bool:
    """Say whether the note of a line's row cannot be that of its awarded points."""
    answer = assessment.answers.get(line)
    if answer is not None and answer.state != "derived":
        return assessment.points[line].note is not None
    return line in assessment.notes or (answer is not None and answer.note is not None)
