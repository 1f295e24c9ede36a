"""What a rubric under construction has so far: its questions, lines, facts and marks."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final

from tests.properties.choices import Choices

__all__ = ["POINTS", "Document", "Known", "Points", "number"]

Points = Decimal | int
POINTS: Final[tuple[Points, ...]] = (2, 1, 3, 4, 6, 10, Decimal("0.5"), Decimal("2.5"))
Document = dict[str, Any]


def number(value: Decimal | int) -> Decimal | int:
    """Return a whole decimal as an int, as it would be read from a text."""
    whole = int(value)
    return whole if whole == value else Decimal(value).normalize()


@dataclass
class Known:
    """What a rubric under construction has so far."""

    choices: Choices
    better: int = 1
    """1 where more of the total is better, -1 where less is."""
    facts: Document = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    """The kind of every question."""
    senses: dict[str, int] = field(default_factory=dict)
    """1 for a question of which more is better, -1 for one of which less is."""
    options: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """The options of every fact and question that something may branch on."""
    lines: dict[str, int] = field(default_factory=dict)
    """Lines with points, each with 1 where more of its points is better, else -1."""
    dimensions: list[str] = field(default_factory=list)
    """Dimensions that are complete, so that later lines may read them."""
    marks: list[str] = field(default_factory=list)
    """Marks that no later line will carry."""
    excusable: set[str] = field(default_factory=set)
    count: int = 0

    def name(self, prefix: str) -> str:
        """Return a new id."""
        self.count += 1
        return f"{prefix}{self.count}"

    def ask(self, name: str, kind: str, sense: int) -> None:
        """Note that a question is asked, and which way is better."""
        self.kinds[name] = kind
        if sense:
            self.senses[name] = sense
        if kind == "yes_no":
            self.options[name] = ("yes", "no")

    def shareable(self, kinds: tuple[str, ...], sense: int) -> list[str]:
        """List the declared questions of some kinds that may move this way for the better."""
        return [
            name
            for name, kind in self.kinds.items()
            if name.startswith("d")
            and kind in kinds
            and name not in self.excusable
            and self.senses.get(name, sense) == sense
        ]

    def by(self, values: tuple[Decimal | int, ...]) -> Document:
        """Return a number that differs by a fact, or by the answer to a declared question."""
        names = [n for n in self.options if n in self.facts or n.startswith("d")]
        name = self.choices.pick(names)
        kind = "fact" if name in self.facts else "question"
        cases = {option: self.choices.pick(values) for option in self.options[name]}
        return {"by": {kind: name, "cases": cases}}

    def amount(self, *values: Decimal | int) -> Any:
        """Return one of some numbers, or one by a fact or question."""
        if self.choices.chance(20):
            return self.by(values)
        return self.choices.pick(values)
