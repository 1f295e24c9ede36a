"""What stands around the sheet of a rubric, in words: gates, tiers, papers, notes and origin."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from hpscore.message import Message, say
from hpscore.model.number import spell
from hpscore.reports.conditions import comparand_words, condition_words
from hpscore.reports.names import Names, short_ref
from hpscore.reports.terms import ROUNDING_WORDS

if TYPE_CHECKING:
    from hpscore.model.rubric import Dimension, Evidence, Prerequisite, Tier, Veto
    from hpscore.model.text import Text
    from hpscore.model.verdicts import Range

__all__ = ["bound_words", "dimension_words", "sections"]

Pair = tuple[str, str]


def sections(names: Names) -> Iterator[tuple[str, list[Pair]]]:
    """Yield the sections that a rubric has, each with its title and its labelled lines."""
    found: tuple[tuple[Message, Iterator[Pair]], ...] = (
        (say("prerequisites"), _prerequisites(names)),
        (say("vetoes"), _vetoes(names)),
        (say("total"), _total(names)),
        (say("tiers"), _tiers(names)),
        (say("selection"), _selection(names)),
        (say("conversions"), _conversions(names)),
        (say("facts"), _facts(names)),
        (say("papers wanted"), _papers(names)),
        (say("recorded without points"), _recorded(names)),
        (say("remarks"), _remarks(names)),
        (say("notes"), _notes(names)),
        (say("origin"), _origin(names)),
    )
    for title, pairs in found:
        listed = list(pairs)
        if listed:
            yield names.word(title), listed


def dimension_words(dimension: Dimension, names: Names) -> Iterator[str]:
    """Yield how a dimension counts, where its lines are not just added up."""
    if dimension.weight is not None:
        yield names.word(say("counts as {weight} of the total", weight=spell(dimension.weight)))
    if dimension.rescale:
        whole = spell(dimension.points or 0)
        yield names.word(say("what applies is scaled up to {points}", points=whole))
    if dimension.not_applicable is not None:
        yield names.word(say("may be not applicable as a whole ({key})", key=dimension.id))


def bound_words(tier: Tier, names: Names) -> str:
    """Say from which total a tier holds, and what must hold besides."""
    said: list[str] = []
    if tier.at_least is not None:
        said.append(f"≥ {comparand_words(tier.at_least, names)}")
    if tier.at_most is not None:
        said.append(f"≤ {comparand_words(tier.at_most, names)}")
    if tier.when is not None:
        said.append(
            names.word(say("where {condition}", condition=condition_words(tier.when, names)))
        )
    return names.joined(said) if said else names.word(say("otherwise"))


def _tiers(names: Names) -> Iterator[Pair]:
    for tier in names.rubric.tiers:
        said = [bound_words(tier, names)]
        for case, printed in tier.as_published.items():
            found = _range_words(printed)
            if case == "all":
                said.append(names.word(say("published as {range}", range=found)))
            else:
                found = names.bracketed(found, _case_words(case, names))
                said.append(names.word(say("published as {range}", range=found)))
        yield names.marked("tiers", tier.id, names.tier(tier.id)), names.joined(said)


def _range_words(printed: Range) -> str:
    if printed.from_ is None or printed.to is None:
        return "".join(
            [
                "" if printed.from_ is None else f"≥{spell(printed.from_)}",
                "" if printed.to is None else f"≤{spell(printed.to)}",
            ]
        )
    return f"{spell(printed.from_)}–{spell(printed.to)}"


def _case_words(case: str, names: Names) -> str:
    for name, fact in names.rubric.facts.items():
        if case in (fact.options or {}):
            return names.case(name, case)
    return case


def _prerequisites(names: Names) -> Iterator[Pair]:
    for gate in names.rubric.prerequisites:
        label = names.marked("prerequisites", gate.id, names.text(gate.title))
        yield label, names.joined(_prerequisite(gate, names))


def _prerequisite(gate: Prerequisite, names: Names) -> Iterator[str]:
    yield names.word(say("key: {key}", key=gate.id))
    if gate.derive is not None:
        condition = condition_words(gate.derive, names)
        yield names.word(say("unanswered, it is decided by: {condition}", condition=condition))
    yield names.word(say("not attained: {tier} at best", tier=names.tier(gate.gives)))


def _vetoes(names: Names) -> Iterator[Pair]:
    for veto in names.rubric.vetoes:
        label = names.marked("vetoes", veto.id, names.text(veto.title))
        yield label, names.joined(_veto(veto, names))
    for reason in names.rubric.withhold:
        condition = condition_words(reason.when, names)
        yield (
            names.marked("withhold", reason.id, names.text(reason.title)),
            names.word(say("no total where {condition}", condition=condition)),
        )


def _veto(veto: Veto, names: Names) -> Iterator[str]:
    yield names.word(say("key: {key}", key=veto.id))
    if veto.when is not None:
        condition = condition_words(veto.when, names)
        yield names.word(say("unanswered, it is decided by: {condition}", condition=condition))
    if veto.gives is not None:
        yield names.word(say("if it happened: {tier} at best", tier=names.tier(veto.gives)))
    if veto.zeroes:
        yield names.word(
            say(
                "if it happened, nothing for: {names}",
                names=names.listed(names.line(name) for name in veto.zeroes),
            )
        )


def _total(names: Names) -> Iterator[Pair]:
    total, rubric = names.rubric.total, names.rubric
    said: list[Message] = []
    if total.unit == "percent":
        said.append(say("per cent of the maximum that applies"))
    if total.rescale:
        said.append(say("what applies is scaled up to the whole maximum"))
    if total.better == "lower":
        said.append(say("less is better"))
    if total.round is not None:
        said.append(
            say(
                "rounded to a multiple of {step}, {mode}",
                step=spell(total.round.to),
                mode=ROUNDING_WORDS[total.round.mode],
            )
        )
    if rubric.between_tiers == "undefined":
        said.append(say("a total between the published ranges has no tier"))
    if said:
        yield names.word(say("total")), names.joined(map(names.word, said))


def _selection(names: Names) -> Iterator[Pair]:
    selection = names.rubric.selection
    if selection is None:
        return
    best = names.tier(names.rubric.tiers[0].id)
    yield best, names.word(say("ranked by their total in {rubric}", rubric=selection.scores))
    if selection.applied is not None:
        yield names.word(say("date of application")), names.of(selection.applied)


def _conversions(names: Names) -> Iterator[Pair]:
    for conversion in names.rubric.conversions:
        yield (
            names.marked("conversions", conversion.id, names.text(conversion.title)),
            names.word(
                say(
                    "total × {times} ÷ {per}, shown with {places} places",
                    times=spell(conversion.times),
                    per=spell(conversion.per),
                    places=conversion.places,
                )
            ),
        )


def _facts(names: Names) -> Iterator[Pair]:
    for name, fact in names.rubric.facts.items():
        said = [names.word(say("key: {key}", key=name))]
        if fact.options:
            said.append(
                names.listed(
                    names.bracketed(names.text(title), option)
                    for option, title in fact.options.items()
                )
            )
        if fact.ask == "date":
            said.append(names.word(say("a day, such as 2022-12-31")))
        if fact.personal:
            said.append(names.word(say("personal, left out of results")))
        yield names.marked("facts", name, names.of(name)), names.joined(said)


def _papers(names: Names) -> Iterator[Pair]:
    for number, paper in names.rubric.evidence.items():
        yield names.marked("evidence", number, number), names.joined(_paper(paper, names))


def _paper(paper: Evidence, names: Names) -> Iterator[str]:
    yield names.text(paper.title)
    if paper.sets > 1:
        yield names.word(say("{sets} sets", sets=paper.sets))
    if paper.parts:
        yield names.word(say("each with {parts}", parts=names.listed(map(names.text, paper.parts))))
    if paper.when is not None:
        yield names.word(
            say("only where {condition}", condition=condition_words(paper.when, names))
        )
    yield from map(names.text, paper.notes)


def _recorded(names: Names) -> Iterator[Pair]:
    for question in names.rubric.recorded:
        label = names.marked("recorded", question.id, names.of(question.id))
        yield label, names.word(say("key: {key}", key=question.id))


def _remarks(names: Names) -> Iterator[Pair]:
    for remark in names.rubric.remarks:
        label = names.marked("remarks", remark.id, condition_words(remark.when, names))
        yield label, names.text(remark.text)


def _notes(names: Names) -> Iterator[Pair]:
    for note in names.rubric.notes:
        yield "", names.text(note)
    for dimension, line in names.rubric.lines():
        if dimension is not None and line is dimension.indicators[0]:
            yield from _own_notes(names.text(dimension.title), dimension.notes, names)
        label = f"{short_ref(line.ref)} {names.of(line.id)}".strip()
        for node in names.sheet.lines[line.id].node.walk():
            title = label if node.id == line.id else names.of(node.id)
            yield from _own_notes(title, node.part.notes, names)
            for stream, asked in node.streams:
                yield from _own_notes(names.of(asked.id), stream.notes, names)
    for gate in names.rubric.prerequisites:
        yield from _own_notes(names.text(gate.title), gate.notes, names)
    for veto in names.rubric.vetoes:
        yield from _own_notes(names.text(veto.title), veto.notes, names)


def _own_notes(title: str, notes: tuple[Text, ...], names: Names) -> Iterator[Pair]:
    for note in notes:
        yield title, names.text(note)


def _origin(names: Names) -> Iterator[Pair]:
    found = names.rubric.provenance
    if names.rubric.extends is not None:
        yield names.word(say("extends")), str(names.rubric.extends)
    if found is None:
        return
    yield names.word(say("document")), names.text(found.document)
    if found.table is not None:
        yield names.word(say("table")), names.text(found.table)
    if found.issuer is not None:
        yield names.word(say("issued by")), names.text(found.issuer)
    if found.effective_from is not None:
        yield names.word(say("in force from")), found.effective_from.isoformat()
    if found.effective_to is not None:
        yield names.word(say("in force until")), found.effective_to.isoformat()
    for note in found.notes:
        yield names.word(say("note")), names.text(note)
