"""What is said of submissions that are held against a roster."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hpscore.analysis.roster_report import Difference, Twice, Unknown
from hpscore.analysis.submissions import Submission
from hpscore.message import Language, Message, say
from hpscore.model.answer import Answer
from hpscore.reports.names import Names, names_for
from hpscore.reports.plain import plain
from hpscore.reports.terms import answer_words, points_words

if TYPE_CHECKING:
    from hpscore.model.rubric import Rubric

__all__ = ["RosterWords", "RubricOf"]

RubricOf = Callable[[str], "Rubric | None"]
"""Gives a rubric by its id and version, for the words of its questions."""


@dataclass(frozen=True, slots=True)
class RosterWords:
    """What is said of submissions, in one language."""

    rubric_of: RubricOf
    language: Language

    def word(self, message: Message) -> str:
        """Return a message in the language of the report."""
        return plain(message.text(self.language))

    def listed(self, texts: Sequence[str]) -> str:
        """Join names as the language lists them."""
        return ("、" if self.language == "zh" else ", ").join(map(plain, texts))

    def joined(self, texts: Sequence[str]) -> str:
        """Join phrases as the language does."""
        return ("；" if self.language == "zh" else "; ").join(texts)

    def more(self, count: int) -> str:
        """Say how many more there are."""
        return self.word(say("… {count} more", count=count))

    def score(self, submission: Submission) -> str:
        """Return the points of a submission."""
        return "–" if submission.points is None else points_words(submission.points)

    def misnamed(self, submission: Submission) -> str:
        """Say what a submission calls itself."""
        return self.word(say("calls itself '{name}'", name=submission.facts["name"]))

    def near(self, unknown: Unknown) -> str:
        """Say which unit an unknown submission might be of."""
        unit, id_ = unknown.nearly, unknown.submission.facts.get("id")
        if unit is None:
            return ""
        if id_ is not None and unit.id == id_ and unit.rubric is not None:
            return self.word(
                say("'{id}' is on the roster for another rubric: {rubric}",
                    id=id_, rubric=unit.rubric)
            )  # fmt: skip
        if id_ is not None and unit.id is not None and unit.id.lstrip("0") == id_.lstrip("0"):
            return self.word(say("'{id}' is on the roster: zeros were lost", id=unit.id))
        return self.word(
            say("'{name}' is on the roster with the id '{id}'",
                name=unit.name or "", id=unit.id or "–")
        )  # fmt: skip

    def differences(self, twice: Twice, most: int = 10_000) -> list[str]:
        """Say what several submissions of a unit answer differently."""
        if not twice.differences:
            return [self.word(say("the same answers"))]
        rubric = self.rubric_of(twice.submissions[0].rubric or "")
        names = None if rubric is None else names_for(rubric, self.language)
        said = [self._difference(one, names) for one in twice.differences[:most]]
        rest = len(twice.differences) - most
        return [*said, self.more(rest)] if rest > 0 else said

    def _difference(self, difference: Difference, names: Names | None) -> str:
        """Say what differs; notes only where nothing else does."""
        title = plain(difference.name) if names is None else names.of(difference.name)
        said = [self._value(value, difference, names, noted=False) for value in difference.values]
        if len({*said}) == 1:
            said = [
                self._value(value, difference, names, noted=True) for value in difference.values
            ]
        return self.word(say("{title}: {values}", title=title, values=" → ".join(said)))

    def _value(
        self,
        value: Answer | str | None,
        difference: Difference,
        names: Names | None,
        *,
        noted: bool,
    ) -> str:
        if value is None:
            return self.word(say("not answered"))
        if isinstance(value, str):
            if difference.kind == "awarded":
                return self.word(say("awarded {points}", points=value))
            return plain(value) if names is None else names.case(difference.name, value)
        if names is None:
            return "" if value.value is None else str(value.value)
        said = answer_words(value, difference.name, names)
        return names.bracketed(said, plain(value.note)) if noted and value.note else said
