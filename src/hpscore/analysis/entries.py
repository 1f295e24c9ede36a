"""What a selection keeps of each result: hundreds of thousands of them, without their traces."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hpscore.analysis.eligibility import Eligibility, deciding_lines
from hpscore.model.assessment import FactValue
from hpscore.model.number import spell
from hpscore.model.result import Points, Result

if TYPE_CHECKING:
    from hpscore.model.rubric import Rubric

__all__ = ["Entries", "Entry"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One result, as far as a selection reads it."""

    source: str
    rubric: Rubric
    facts: Mapping[str, FactValue]
    """Facts of the subject, but for its id, and for personal ones unless they are asked for."""
    total: Points | None
    lower_is_better: bool
    tiers: tuple[str, ...]
    """The verdict, or the verdicts that are still possible; none where it is withheld."""
    eligibility: Eligibility
    """How it stands to the best tier, of a rubric that selects."""


@dataclass
class Entries:
    """The results of one run, by rubric and subject; several results of one subject are told."""

    personal: bool = False
    rubrics: dict[str, Rubric] = field(default_factory=dict)
    """The rubrics met, by the id of what they are or extend; of several versions the first."""
    versions: dict[str, dict[str, str]] = field(default_factory=dict)
    """By that id, the id and version for every digest met."""
    by_subject: dict[str, dict[str, Entry]] = field(default_factory=dict)
    """By rubric, then by subject id; of several results the one whose source sorts first."""
    repeated: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    """By rubric, then by subject id: the sources of subjects with several results."""
    nameless: dict[str, list[str]] = field(default_factory=dict)
    """By rubric: the sources of results whose subject has no id."""
    _deciding: dict[int, frozenset[str]] = field(default_factory=dict)

    def add(self, source: str, result: Result, rubric: Rubric) -> None:
        """Keep of a result what a selection reads."""
        # results by an overlay stand with those by what it extends
        name = rubric.standards[-1]
        self.rubrics.setdefault(name, rubric)
        self.versions.setdefault(name, {})[result.digest] = f"{rubric.rubric}@{result.version}"
        subject = result.subject.get("id")
        if subject is None:
            self.nameless.setdefault(name, []).append(source)
            return
        key = subject if isinstance(subject, str) else spell(subject)
        known, entry = self.by_subject.setdefault(name, {}), self._entry(source, result, rubric)
        before = known.get(key)
        if before is not None:
            self.repeated.setdefault(name, {}).setdefault(key, [before.source]).append(source)
            entry = min(before, entry, key=lambda one: one.source)
        known[key] = entry

    def _entry(self, source: str, result: Result, rubric: Rubric) -> Entry:
        facts = {
            fact: value
            for fact, value in result.subject.items()
            if fact != "id" and (self.personal or fact not in result.personal)
        }
        eligibility = Eligibility()
        if rubric.selection is not None:
            if id(rubric) not in self._deciding:
                self._deciding[id(rubric)] = deciding_lines(rubric)
            eligibility = Eligibility.of(result, rubric, self._deciding[id(rubric)])
        tier = result.tier
        return Entry(
            source,
            rubric,
            facts,
            result.total,
            result.better == "lower",
            tier.possible if tier.id is None else (tier.id,),
            eligibility,
        )
