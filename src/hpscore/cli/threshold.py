"""`--fail-under`: the tier or the points that what is earned must reach."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hpscore.cli.guard import UsageError, with_help
from hpscore.cli.language import tell

if TYPE_CHECKING:
    from hpscore.message import Message, Sayable
    from hpscore.model.number import Number
    from hpscore.model.rubric import Rubric
    from hpscore.reports.brief import Brief

__all__ = ["Threshold"]


@dataclass
class Threshold:
    """A tier's name, or points."""

    text: str
    points: Number | None
    known: bool = False
    """Whether some rubric of the run has a tier of this name."""
    rubrics: set[str] = field(default_factory=set)
    candidates: tuple[Sayable | str, ...] = ()
    """The tiers that the name may mean, where they are several."""
    meant: Message | None = None
    """What the text most likely means, where no tier has this name."""

    @classmethod
    def read(cls, text: str | None) -> Threshold | None:
        """Read the option; points where it is a number."""
        if text is None:
            return None
        if not text.strip():
            raise UsageError(tell("--fail-under takes a tier or points"))
        from hpscore.model.scalars import read_number

        return cls(text, read_number(text))

    def reached(self, brief: Brief, rubric: Rubric) -> bool:
        """Say whether what is earned for certain reaches the threshold.

        A rubric without a tier of this name is not held against it.
        """
        if self.points is not None:
            self.known = True
            total = brief.total
            if total is None:
                return False
            if rubric.total.better == "lower":
                return total.earned <= self.points
            return total.earned >= self.points
        from hpscore.readers.names import tier_names

        named = tier_names(rubric)
        found = named.find(self.text)
        self.rubrics.add(rubric.rubric)
        if len(found) > 1:
            self.candidates = tuple(named.listed(found))
        if not found:
            self.meant = self.meant or named.meant(self.text)
            return True
        self.known = True
        ranks = {tier.id: rank for rank, tier in enumerate(rubric.tiers)}
        tier = brief.tier
        names = [] if tier is None else [tier.id] if tier.id else list(tier.possible)
        worst = max((ranks.get(name, len(ranks)) for name in names), default=len(ranks))
        return worst <= ranks[found[0]]

    def check_known(self) -> None:
        """Refuse a name that means several tiers, or none in any rubric of the run."""
        if self.candidates:
            raise UsageError(
                tell(
                    "'{key}' may mean {candidates}",
                    key=self.text,
                    candidates=self.candidates,
                )
            )
        if not self.known and self.rubrics:
            said = tell(
                "--fail-under: no tier '{name}' in {rubrics}",
                name=self.text,
                rubrics=sorted(self.rubrics),
            )
            raise UsageError(with_help(said, self.meant))
