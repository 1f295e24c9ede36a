"""`--fail-under`: the tier or the points that what is earned must reach."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import typer

from hpscore.cli.language import tell

if TYPE_CHECKING:
    from hpscore.model.number import Number
    from hpscore.model.result import Result
    from hpscore.model.rubric import Rubric

__all__ = ["Threshold"]


@dataclass
class Threshold:
    """A tier's name, or points."""

    text: str
    points: Number | None
    known: bool = False
    """Whether some rubric of the run has a tier of this name."""
    rubrics: set[str] = field(default_factory=set)

    @classmethod
    def read(cls, text: str | None) -> Threshold | None:
        """Read the option; points where it is a number."""
        if text is None:
            return None
        from hpscore.model.scalars import read_number

        return cls(text, read_number(text))

    def reached(self, result: Result, rubric: Rubric) -> bool:
        """Say whether what is earned for certain reaches the threshold.

        A rubric without a tier of this name is not held against it.
        """
        if self.points is not None:
            self.known = True
            total = result.total
            if total is None:
                return False
            if rubric.total.better == "lower":
                return total.earned <= self.points
            return total.earned >= self.points
        from hpscore.readers.names import fold

        self.rubrics.add(rubric.rubric)
        ranks = {tier.id: rank for rank, tier in enumerate(rubric.tiers)}
        wanted = next(
            (
                tier.id
                for tier in rubric.tiers
                if fold(self.text)
                in map(
                    fold,
                    (
                        tier.id,
                        *tier.title.both(),
                        *tier.aliases,
                        *(tier.grade.both() if tier.grade else ()),
                    ),
                )
            ),
            None,
        )
        if wanted is None:
            return True
        self.known = True
        names = [result.tier.id] if result.tier.id else list(result.tier.possible)
        worst = max((ranks.get(name, len(ranks)) for name in names), default=len(ranks))
        return worst <= ranks[wanted]

    def check_known(self) -> None:
        """Refuse a name that no rubric of the run knows: it is neither reached nor missed."""
        if not self.known and self.rubrics:
            raise typer.BadParameter(
                tell(
                    "--fail-under: no tier '{name}' in {rubrics}",
                    name=self.text,
                    rubrics=", ".join(sorted(self.rubrics)),
                )
            )
