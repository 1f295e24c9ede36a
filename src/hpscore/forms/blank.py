"""What a blank form asks about a subject: the questions that its facts leave."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from hpscore.message import Language
from hpscore.model.answer import Asked
from hpscore.model.assessment import STANDARD_FACTS, FactValue
from hpscore.model.rules import By
from hpscore.model.sheet import Node
from hpscore.model.walking import tests_of
from hpscore.readers.assessments import Reader
from hpscore.reports.names import Names, names_for
from hpscore.scoring.conditions import decide
from hpscore.scoring.context import Context

__all__ = ["Blank", "blank_for"]


@dataclass(frozen=True, slots=True)
class Blank:
    """A form to be made: for which rubric and subject, in which language."""

    reader: Reader
    names: Names
    named: str
    """The rubric as the form names it."""
    facts: Mapping[str, FactValue] = field(default_factory=dict)
    """What is known of the subject."""

    @property
    def fact_ids(self) -> tuple[str, ...]:
        """The facts that the form asks for: who it is, then what the rubric declares."""
        declared = self.names.rubric.facts
        return tuple(dict.fromkeys(("id", "name", *declared, *STANDARD_FACTS, *self.facts)))

    def exists(self, node: Node) -> bool:
        """Say whether a line or part counts for a subject with these facts, as far as known."""
        when = node.part.when
        if when is None or any(test.kind != "fact" for test, _ in tests_of(when)):
            return True
        return decide(when, Context(self.names.sheet, self.facts, {})) is not False

    def cases(self, node: Node) -> Mapping[str, Node]:
        """Return the cases of a line: the one that fits where its fact is known, else all."""
        rule = node.part.rule
        known = self.facts.get(rule.fact) if isinstance(rule, By) and rule.fact else None
        if isinstance(known, str) and known in node.cases:
            return {known: node.cases[known]}
        return node.cases

    def inside(self, node: Node) -> Iterator[Node]:
        """Yield a node and the nodes inside it that count for the subject."""
        if not self.exists(node):
            return
        yield node
        for inner in (*node.children, *self.cases(node).values()):
            yield from self.inside(inner)

    def asks(self, node: Node) -> Iterator[Asked]:
        """Yield the questions that a node asks itself: what decides its cases first."""
        rule = node.part.rule
        if isinstance(rule, By) and rule.switch:
            yield self.names.sheet.questions[rule.switch]
        if node.asked is not None:
            yield node.asked
        yield from (asked for _, asked in node.streams)

    def questions(self) -> tuple[Asked, ...]:
        """Return all questions of the form in the order of the sheet, each once.

        What only another branch asks is left out; what no line asks (conditions,
        prerequisites, recorded rates) comes last, but for what registers alone give.
        """
        sheet = self.names.sheet
        nodes = [node for line in sheet.lines.values() for node in line.node.walk()]
        in_lines = {asked.id for node in nodes for asked in self.asks(node)}
        found = [
            asked
            for line in sheet.lines.values()
            for node in self.inside(line.node)
            for asked in self.asks(node)
        ]
        unasked = in_lines | sheet.derived_alone()
        others = [asked for name, asked in sheet.questions.items() if name not in unasked]
        return tuple({asked.id: asked for asked in (*found, *others)}.values())

    def excusable(self) -> Iterator[str]:
        """Yield the lines and dimensions that may be not applicable and ask nothing themselves."""
        for line in self.names.sheet.lines.values():
            own = line.node.asked is None and line.id not in self.names.sheet.questions
            if own and line.source.not_applicable is not None and self.exists(line.node):
                yield line.id
        for dimension in self.names.rubric.dimensions:
            if dimension.not_applicable is not None:
                yield dimension.id


def blank_for(
    reader: Reader,
    language: Language,
    named: str = "",
    facts: Mapping[str, FactValue] | None = None,
) -> Blank:
    """Return the form of a rubric; `named` is how the form names it, by id and version if not."""
    rubric = reader.rubric
    names = names_for(rubric, language)
    return Blank(reader, names, named or f"{rubric.rubric}@{rubric.version}", facts or {})
