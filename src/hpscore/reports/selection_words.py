"""What a selection says in words: its terms, why somebody is not selected, and its notes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hpscore.analysis.eligibility import Reason
from hpscore.analysis.joining import Candidate
from hpscore.analysis.selecting import Selection
from hpscore.message import Language, Message, say
from hpscore.model.assessment import FactValue
from hpscore.model.number import spell
from hpscore.reports.names import Names, names_for
from hpscore.reports.plain import plain
from hpscore.reports.terms import points_words

if TYPE_CHECKING:
    from hpscore.model.rubric import Rubric

__all__ = ["SelectionWords", "fact_words", "words_of"]


def words_of(selection: Selection, language: Language) -> SelectionWords:
    """Collect the words of the rubrics of a selection."""
    scores = selection.scores
    return SelectionWords(
        selection,
        names_for(selection.selecting, language),
        None if scores is None else names_for(scores, language),
    )


def fact_words(value: FactValue | None) -> str:
    """Write the value of a fact out."""
    return "" if value is None else plain(value) if isinstance(value, str) else spell(value)


@dataclass(frozen=True, slots=True)
class SelectionWords:
    """Says a selection in one language."""

    selection: Selection
    names: Names
    """The words of the rubric that selects."""
    scored: Names | None
    """The words of the rubric by whose total subjects are ranked."""

    def title(self) -> str:
        """Say what is selected, and by whose score."""
        names = self.names
        said = self._rubric(self.selection.selecting, names)
        if self.selection.scores is None or self.scored is None:
            return said
        scores = self._rubric(self.selection.scores, self.scored)
        ranked = names.word(say("ranked by {rubric}", rubric=scores))
        return f"{said} · {ranked}"

    def _rubric(self, rubric: Rubric, names: Names) -> str:
        return f"{names.text(rubric.title)} {rubric.version}"

    def terms(self) -> str:
        """Say the parameters with their values."""
        terms, names = self.selection.terms, self.names
        said: list[Message] = [say("quota {count}", count=self.selection.quota)]
        if terms.per is not None:
            said[0] = say(
                "quota {count} per {fact}", count=self.selection.quota, fact=self.fact(terms.per)
            )
        minimum = say("none") if terms.minimum is None else self.tier(terms.minimum)
        said.append(say("least tier: {tier}", tier=minimum))
        said.append(say("deadline: {day}", day=terms.deadline or say("none")))
        if self.selection.draw is not None:
            said.append(
                say("drawn: {count}, seed '{seed}'",
                    count=self.selection.draw, seed=plain(self.selection.seed or ""))
            )  # fmt: skip
        return " · ".join(map(names.word, said))

    def fact(self, name: str) -> str:
        """Return what a fact is called in either rubric, or as every subject has it."""
        for names in (self.names, self.scored):
            if names is not None and name in names.titles:
                return names.of(name)
        return self.names.word(_STANDARD[name]) if name in _STANDARD else plain(name)

    def value(self, fact: str | None, value: FactValue | None) -> str:
        """Return the value of a fact in words."""
        for names in (self.names, self.scored):
            if names is not None and fact in names.rubric.facts and isinstance(value, str):
                return names.case(str(fact), value)
        return fact_words(value)

    def tier(self, name: str) -> str:
        """Return what a tier of the score is called."""
        return plain(name) if self.scored is None else self.scored.tier(name, grade=False)

    def tiers(self, candidate: Candidate) -> str:
        """Return the tier of a candidate's score, or those that are still possible."""
        return self.names.either(self.tier(name) for name in candidate.tiers)

    def points(self, candidate: Candidate) -> str:
        """Return a candidate's total."""
        return "" if candidate.total is None else points_words(candidate.total)

    def reason(self, reason: Reason) -> str:
        """Say why a candidate is left out, or what is open about it."""
        return self.names.word(self._reason(reason))

    def _reason(self, reason: Reason) -> Message:
        about = reason.about
        lines = self.names.all(about)
        match reason.code:
            case "veto":
                return say("vetoed: {names}", names=lines)
            case "prerequisite":
                return say("prerequisite not attained: {names}", names=lines)
            case "condition":
                return say("condition not met: {names}", names=lines)
            case "not_eligible":
                return say("not eligible: {tier}", tier=self.names.tier(about[0], grade=False))
            case "below_minimum":
                return say("below the least tier: {tier}", tier=self._tiers(about))
            case "late":
                return say("late: applied on {day}", day=about[0])
            case "over_quota":
                return say("over quota")
            case "no_score":
                return say("no score")
            case "score_withheld":
                return say("score withheld")
            case "no_answers":
                return say("no answers")
            case "no_group":
                return say("{fact} not given", fact=self.fact(about[0]))
            case "given_twice":
                return say("two results by {rubric}", rubric=about[0])
            case "facts_disagree":
                return say("its files disagree: {facts}", facts=[self.fact(f) for f in about])
            case "veto_open":
                return say("veto not answered: {names}", names=lines)
            case "prerequisite_open":
                return say("prerequisite open: {names}", names=lines)
            case "condition_open":
                return say("condition open: {names}", names=lines)
            case "eligibility_open":
                return say("eligibility open: {names}", names=lines)
            case "tier_open":
                return say("tier open: {tier}", tier=self._tiers(about))
            case "date_open":
                return say("{fact} not given", fact=self.fact(about[0]))
            case "tie":
                return say("tie at the cut")
            case "score_open":
                return say("score open across the cut")
            case "others_open":
                return say("depends on what is open about others")

    def _tiers(self, names: tuple[str, ...]) -> str:
        return self.names.either(self.tier(name) for name in names)

    def notes(self) -> Iterator[str]:
        """Yield what a reader should know."""
        yield from (self.names.word(note.message) for note in self.selection.notes)


_STANDARD = {
    "county": say("county"),
    "street": say("street or township"),
    "community": say("community or village"),
    "name": say("name of the subject"),
    "id": say("number of the subject"),
}
"""What facts are called that every subject has."""
