"""What is said below the table of a result: verdict, conversions, gates, flags, what is open."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from hpscore.message import say
from hpscore.model.number import spell
from hpscore.model.result import Flag, Gate, Recorded, Result
from hpscore.reports.names import Names
from hpscore.reports.plain import plain
from hpscore.reports.terms import (
    CAUSE_WORDS,
    GATE_WORDS,
    REASON_WORDS,
    SEVERITY_WORDS,
    answer_words,
    in_order,
    interval,
    rounded,
)

__all__ = ["closing", "conversion_words", "gate_words", "tier_words", "verdict_words"]


def closing(result: Result, names: Names) -> Iterator[tuple[str, str]]:
    """Yield what is said below the table, each with its label: verdict, gates, flags and so on."""
    if names.rubric.tiers:
        yield names.word(say("tier")), tier_words(result, names)
    for name in result.conversions:
        yield names.of(name), conversion_words(result, name, names)
    for gate in (*result.prerequisites, *result.vetoes, *result.withheld):
        yield names.of(gate.id), gate_words(gate, names)
    if result.lost:
        yield (
            names.word(say("points missing")),
            names.listed(
                names.word(say("{cause} {points}", cause=CAUSE_WORDS[cause], points=spell(points)))
                for cause, points in result.lost.items()
            ),
        )
    if result.evidence == "require":
        yield (
            names.word(say("evidence")),
            names.word(say("points count only where the papers they rest on are all handed in")),
        )
    for recorded in result.recorded:
        yield names.of(recorded.id), _recorded_words(recorded, names)
    for flag in result.flags:
        yield names.word(SEVERITY_WORDS[flag.severity.value]), _flag_words(flag, names)
    if result.unanswered:
        label = say("not answered ({count})", count=len(result.unanswered))
        yield names.word(label), names.all(result.unanswered)


def tier_words(result: Result, names: Names) -> str:
    """Say the verdict, or the verdicts that are still possible and what they wait for."""
    tier = result.tier
    if tier.id is not None:
        return names.tier(tier.id)
    if not tier.possible or not tier.open:
        return verdict_words(result, names)
    possible = names.either(names.tier(name) for name in tier.possible)
    open_ = names.all(tier.open)
    return names.word(say("undecided: {possible} (open: {open})", possible=possible, open=open_))


def verdict_words(result: Result, names: Names) -> str:
    """Say in short the verdict, or the verdicts that are still possible."""
    tier = result.tier
    if tier.id is not None:
        return names.tier(tier.id, grade=False)
    if not tier.possible:
        return names.word(say("withheld: {reasons}", reasons=names.all(tier.open)))
    possible = names.either(names.tier(name, grade=False) for name in tier.possible)
    return names.word(say("undecided: {possible}", possible=possible))


def conversion_words(result: Result, name: str, names: Names) -> str:
    """Say a converted total, rounded half up for reading; the exact one where it differs."""
    points = result.conversions[name]
    places = next(c.places for c in names.rubric.conversions if c.id == name)
    ends = in_order(points)[: 1 if points.final else 2]
    shown = [rounded(end, places) for end in ends]
    if all(Fraction(text) == end for text, end in zip(shown, ends, strict=True)):
        return "–".join(shown)
    return names.word(
        say("{shown} (exactly {exact})", shown="–".join(shown), exact=interval(points))
    )


def gate_words(gate: Gate, names: Names) -> str:
    """Say how a gate stands, what that follows from, and what it does to the verdict."""
    holds = any(reason.id == gate.id for reason in names.rubric.withhold)
    state = names.word((REASON_WORDS if holds else GATE_WORDS)[gate.state])
    because = [name for name in gate.because if name != gate.id]
    if because:
        state = names.word(say("{state} (from: {names})", state=state, names=names.all(because)))
    if gate.state in ("unmet", "yes") and gate.gives is not None:
        return names.word(say("{state}: {tier} at best", state=state, tier=names.tier(gate.gives)))
    return state


def _recorded_words(recorded: Recorded, names: Names) -> str:
    answer = recorded.answer
    said = [answer_words(answer, recorded.id, names)]
    said += [plain(text) for text in (answer.population, answer.date, answer.note) if text]
    return names.listed(said)


def _flag_words(flag: Flag, names: Names) -> str:
    return names.text(flag.message)
