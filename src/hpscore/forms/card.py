"""What is shown of a step before it is answered, and of the whole sheet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hpscore.forms.interview import Interview, State, View
from hpscore.forms.stakes import effect_words, stake_words
from hpscore.forms.standing import Standing
from hpscore.forms.steps import SUBJECT, Step
from hpscore.forms.words import (
    expected,
    help_of,
    notes_of,
    papers_of,
    section_words,
    title_of,
)
from hpscore.message import say
from hpscore.model.assessment import STANDARD_PERSONAL
from hpscore.model.number import spell
from hpscore.model.rubric import Indicator
from hpscore.reports.closing import gate_words
from hpscore.reports.names import Names, short_ref
from hpscore.reports.plain import plain
from hpscore.reports.terms import answer_words, points_words

__all__ = ["Card", "Entry", "card_of", "entries_of", "more_of", "standing_words"]


@dataclass(frozen=True, slots=True)
class Card:
    """A step as it is shown; a text is empty where there is nothing to say."""

    section: str
    """The dimension and the group."""
    progress: str
    """Its place among the steps that count."""
    title: str
    line: str
    """The line that it is a part of, where that has another title."""
    help: tuple[str, ...]
    expected: str
    """What may be typed."""
    effect: str
    """How an answer earns points, or what it decides."""
    stake: str
    """The points at stake, or what the answer earns."""
    standing: str
    """The running score, and the verdicts that are possible."""
    current: str
    """The answer that is there already."""
    waiting: str
    """A note that waits for an answer."""
    otherwise: str
    """What holds while there is no answer."""


def card_of(interview: Interview, state: State) -> Card | None:
    """Return what to show of the step of a state; None at the end."""
    step = interview.step(state)
    if step is None:
        return None
    names, view = interview.names, interview.view(state.assessment)
    line, group = _line_words(step, names)
    return Card(
        section=" · ".join(text for text in (section_words(step, names), group) if text),
        progress=_progress(interview, state, view),
        title=_title(step, names),
        line=line,
        help=tuple(help_of(step, names)),
        expected=expected(step, names),
        effect=effect_words(step, names, interview.decides),
        stake=_stake(interview, state, view, step),
        standing="" if step.section == SUBJECT else standing_words(view, names),
        current=_given(step, state, names) or "",
        waiting=_waiting(step, state, names),
        otherwise=_otherwise(step, state, view, names),
    )


def more_of(interview: Interview, state: State) -> Iterator[tuple[str, str]]:
    """Yield what else there is to know about a step: papers wanted, and notes of the rubric."""
    step = interview.step(state)
    if step is None:
        return
    names = interview.names
    for paper in papers_of(step, names):
        yield names.word(say("paper")), paper
    for note in notes_of(step, names):
        yield names.word(say("note")), note


def standing_words(view: View, names: Names) -> str:
    """Say what is earned and reachable so far, and which verdicts are possible."""
    result = view.result
    said: list[str] = []
    if result.total is not None:
        said.append(points_words(result.total) + (" %" if result.unit == "percent" else ""))
    tier = result.tier
    if tier.id is not None:
        said.append(names.word(say("verdict: {tier}", tier=names.tier(tier.id))))
    elif tier.possible:
        possible = names.either(names.tier(name) for name in tier.possible)
        said.append(names.word(say("possible: {tiers}", tiers=possible)))
    return " · ".join(said)


@dataclass(frozen=True, slots=True)
class Entry:
    """A step in the list of all."""

    title: str
    answer: str
    """Its answer; empty where there is none yet."""
    here: bool
    section: str


def entries_of(interview: Interview, state: State) -> Iterator[Entry]:
    """Yield every step that counts, with its answer."""
    view, names = interview.view(state.assessment), interview.names
    for place, step in enumerate(interview.steps):
        if view.standings[place] is Standing.MOOT and place != state.at:
            continue
        answer = _given(step, state, names) or ""
        yield Entry(_title(step, names), answer, place == state.at, section_words(step, names))


def _title(step: Step, names: Names) -> str:
    title = title_of(step, names)
    line = names.sheet.lines.get(step.line or "")
    own = line is not None and (line.id == step.id or line.node.asked is None)
    ref = short_ref(line.source.ref) if line is not None and own else ""
    return f"{ref} {title}" if ref else title


def _line_words(step: Step, names: Names) -> tuple[str, str]:
    """Return the line that a step is a part of, and its group."""
    line = names.sheet.lines.get(step.line or "")
    if line is None:
        return "", ""
    source = line.source
    group = names.text(source.group) if isinstance(source, Indicator) and source.group else ""
    return ("" if line.id == step.id else names.of(line.id)), group


def _progress(interview: Interview, state: State, view: View) -> str:
    """Count facts among facts, and questions among questions."""
    step = interview.steps[state.at]
    alike = [
        place
        for place, other in enumerate(interview.steps)
        if (other.section == SUBJECT) == (step.section == SUBJECT)
        and (view.standings[place] is not Standing.MOOT or place == state.at)
    ]
    return f"{alike.index(state.at) + 1}/{len(alike)}"


def _stake(interview: Interview, state: State, view: View, step: Step) -> str:
    names = interview.names
    if step.section == "recorded":
        return names.word(say("optional: it carries no points"))
    if view.standings[state.at] is Standing.MOOT:
        return names.word(say("as things stand, no answer changes the result"))
    if step.kind == "fact" and _personal(step, names):
        return names.word(say("personal, left out of results"))
    return "" if step.kind != "question" else stake_words(step, view.result, names)


def _personal(step: Step, names: Names) -> bool:
    fact = names.rubric.facts.get(step.id)
    return step.id in STANDARD_PERSONAL or (fact is not None and fact.personal)


def _waiting(step: Step, state: State, names: Names) -> str:
    note = state.waiting.get(step.id)
    if note is None:
        return ""
    return names.word(say("{note} (waits for the answer)", note=names.quoted(note)))


def _otherwise(step: Step, state: State, view: View, names: Names) -> str:
    """Say what holds while a step is unanswered, where its rule does not say so itself."""
    if _given(step, state, names) is not None:
        return ""
    for gate in (*view.result.prerequisites, *view.result.vetoes):
        if gate.id == step.id and gate.derived:
            return gate_words(gate, names)
    asked = names.sheet.questions.get(step.id) if step.kind == "question" else None
    if asked is None or asked.default is None or asked.id in names.sheet.leaves:
        return ""
    return answer_words(asked.default, asked.id, names)


def _given(step: Step, state: State, names: Names) -> str | None:
    """Return the answer that a step has, in words; None where it has none."""
    assessment = state.assessment
    if step.kind == "fact":
        value = assessment.subject.get(step.id)
        if value is None:
            return None
        return names.case(step.id, value) if isinstance(value, str) else spell(value)
    if step.kind == "period":
        period = assessment.period
        said = (
            None if period is None else say("{first} to {last}", first=period.from_, last=period.to)
        )
        return None if said is None else names.word(said)
    if step.kind == "assessor":
        return None if assessment.assessor is None else plain(assessment.assessor)
    if step.kind == "veto":
        happened = assessment.vetoes.get(step.id)
        return None if happened is None else names.case("", "yes" if happened else "no")
    answer = assessment.answers.get(step.id)
    if answer is None:
        return None
    more = (answer.population, answer.date, answer.note)
    said_all = [answer_words(answer, step.id, names), *(plain(text) for text in more if text)]
    return names.listed(said_all)
