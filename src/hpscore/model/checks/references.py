"""Everything that is named exists, is of the right kind, and is compared in a way that fits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from hpscore.message import Message, say
from hpscore.model.condition import COMPARISONS, Comparand, Condition, NumberBy, Test
from hpscore.model.rules import By, Deduct, Each, Linear, Target
from hpscore.model.sheet import DataPath, Issue, Node, Sheet
from hpscore.problem import nearest

__all__ = ["KINDS", "check_references", "conditions_of", "dangling"]

KINDS: Final[Mapping[str, Message]] = {
    "case": say("case"),
    "column": say("column"),
    "dimension": say("dimension"),
    "evidence": say("evidence"),
    "fact": say("fact"),
    "indicator": say("indicator"),
    "mark": say("mark"),
    "option": say("option"),
    "question": say("question"),
    "register": say("register"),
    "tier": say("tier"),
    "total": say("total"),
}
"""What a name may be meant to name."""


def check_references(sheet: Sheet) -> Iterator[Issue]:
    """Yield names that lead nowhere, and comparisons that their subject does not allow."""
    rubric = sheet.rubric
    for path, condition in conditions_of(sheet):
        yield from _condition(sheet, condition, path)
    for line in sheet.lines.values():
        for node in line.node.walk():
            yield from _node(sheet, node)
    for d, dimension in enumerate(rubric.dimensions):
        for i, indicator in enumerate(dimension.indicators):
            for m, mark in enumerate(indicator.marks):
                at: DataPath = ("dimensions", d, "indicators", i, "marks", m)
                yield from dangling("mark", mark, rubric.marks, at)
    dimensions = [dimension.id for dimension in rubric.dimensions]
    for section in ("bonus", "deductions"):
        for i, adjustment in enumerate(getattr(rubric, section)):
            if adjustment.parent != "total":
                yield from dangling(
                    "dimension", adjustment.parent, dimensions, (section, i, "parent")
                )
    tiers = [tier.id for tier in rubric.tiers]
    for i, gate in enumerate(rubric.prerequisites):
        yield from dangling("tier", gate.gives, tiers, ("prerequisites", i, "gives"))
    zeroable = [*sheet.lines, *dimensions]
    for i, veto in enumerate(rubric.vetoes):
        if veto.gives is not None:
            yield from dangling("tier", veto.gives, tiers, ("vetoes", i, "gives"))
        for z, name in enumerate(veto.zeroes):
            yield from dangling("indicator", name, zeroable, ("vetoes", i, "zeroes", z))
    if rubric.selection is not None and rubric.selection.applied is not None:
        yield from _date(sheet, rubric.selection.applied, ("selection", "applied"))
    if rubric.as_of is not None:
        yield from _date(sheet, rubric.as_of, ("as_of",))
    for i, tier in enumerate(rubric.tiers):
        for key in ("at_least", "at_most"):
            bound = getattr(tier, key)
            if bound is not None:
                yield from _comparand(sheet, bound, ("tiers", i, key))


def _date(sheet: Sheet, name: str, path: DataPath) -> Iterator[Issue]:
    facts = sheet.rubric.facts
    yield from dangling("fact", name, facts, path)
    if name in facts and facts[name].ask != "date":
        yield Issue(
            path,
            "ask",
            say("'{fact}' is no date, but {kind}", fact=name, kind=facts[name].ask),
            say("write ask: date at the fact"),
        )


def conditions_of(sheet: Sheet) -> Iterator[tuple[DataPath, Condition]]:
    """Yield every condition of a rubric with its path."""
    rubric = sheet.rubric
    for line in sheet.lines.values():
        for node in line.node.walk():
            for key in ("when", "requires"):
                condition = getattr(node.part, key)
                if condition is not None:
                    yield (*node.path, key), condition
    for section, key in (
        ("prerequisites", "derive"),
        ("vetoes", "when"),
        ("tiers", "when"),
        ("withhold", "when"),
        ("remarks", "when"),
    ):
        for i, element in enumerate(getattr(rubric, section)):
            condition = getattr(element, key)
            if condition is not None:
                yield (section, i, key), condition
    for number, paper in rubric.evidence.items():
        if paper.when is not None:
            yield ("evidence", number, "when"), paper.when


def _no_day(path: DataPath) -> Issue:
    return Issue(
        path,
        "as-of",
        say("no fact says on which day it is judged"),
        say("declare a fact with ask: date, and name it under as_of:"),
        key=True,
    )


def dangling(kind: str, name: str, names: Iterable[str], path: DataPath) -> Iterator[Issue]:
    """Yield an issue where a name is none of those it may be, with the one probably meant."""
    known = list(names)
    if name in known:
        return
    near = nearest(name, known)
    yield Issue(
        path,
        f"unknown-{kind}",
        say("there is no {kind} '{name}'", kind=KINDS[kind], name=name),
        say("did you mean '{near}'?", near=near)
        if near
        else say("known here: {names}", names=known[:12] or say("none")),
    )


def _condition(sheet: Sheet, condition: Condition, path: DataPath) -> Iterator[Issue]:
    if isinstance(condition, Test):
        yield from _test(sheet, condition, path)
        return
    for key in ("all", "any"):
        for i, member in enumerate(getattr(condition, key, ())):
            yield from _condition(sheet, member, (*path, key, i))
    if hasattr(condition, "not_"):
        yield from _condition(sheet, condition.not_, (*path, "not"))


def _test(sheet: Sheet, test: Test, path: DataPath) -> Iterator[Issue]:
    kind, subject, comparison = test.kind, test.subject, test.comparison
    rubric = sheet.rubric
    names: dict[str, Iterable[str]] = {
        "question": sheet.questions,
        "indicator": sheet.lines,
        "dimension": [d.id for d in rubric.dimensions],
        "mark": rubric.marks,
        "fact": rubric.facts,
        "total": ["total"],
        "period": ["over"],
    }
    missing = list(dangling(kind, subject, names[kind], (*path, kind)))
    yield from missing
    if kind == "period" and rubric.as_of is None:
        yield _no_day((*path, kind))
    if test.comparand is not None:
        yield from _comparand(sheet, test.comparand, (*path, comparison))
    if missing:
        return
    fitting = _fitting(sheet, test)
    if comparison not in fitting:
        yield Issue(
            path,
            "comparison",
            say(
                "'{subject}' cannot be tested by {comparison}",
                subject=subject,
                comparison=comparison,
            ),
            say("it takes {fitting}", fitting=fitting),
        )
    elif comparison == "is":
        yield from _option(sheet, test, path)
    elif kind in ("question", "fact") and getattr(test.comparand, "share", None) is not None:
        yield _no_share((*path, comparison), subject)


def _no_share(path: DataPath, name: str) -> Issue:
    return Issue(
        path,
        "share",
        say("'{subject}' has no maximum to take a share of", subject=name),
        say("write the number itself"),
    )


def _fitting(sheet: Sheet, test: Test) -> list[str]:
    """List the comparisons that a subject takes; `met` is no comparison at all."""
    numbers = [*COMPARISONS]
    kind = test.kind
    if kind == "period":
        return ["met"]
    if kind == "question":
        asked = sheet.questions[test.subject]
        scored = test.subject in sheet.leaves and test.subject not in sheet.shared
        met = ["met"] if asked.kind == "yes_no" or scored else []
        if asked.kind in ("yes_no", "choice"):
            return [*met, "is"]
        return [*met, *numbers]
    if kind == "fact":
        fact = sheet.rubric.facts[test.subject]
        return numbers if fact.ask == "number" and not fact.options else ["is"]
    lines = [sheet.lines[name] for name in sheet.group(kind, test.subject)]
    if lines and all(line.node.points is None for line in lines):
        return ["met"]  # targets earn nothing
    return ["met", *numbers, "full", "zero"]


def _option(sheet: Sheet, test: Test, path: DataPath) -> Iterator[Issue]:
    options = sheet.options.get((test.kind, test.subject))
    if options is None:
        return
    known = ["yes", "no"] if options == (True, False) else [str(option) for option in options]
    wanted = ("yes" if test.is_ else "no") if isinstance(test.is_, bool) else str(test.is_)
    yield from dangling("option", wanted, known, (*path, "is"))


def _comparand(sheet: Sheet, comparand: Comparand, path: DataPath) -> Iterator[Issue]:
    facts = sheet.rubric.facts
    if comparand.question is not None:
        at: DataPath = (*path, "question")
        yield from dangling("question", comparand.question, sheet.questions, at)
        asked = sheet.questions.get(comparand.question)
        if asked is not None and asked.kind in ("yes_no", "choice"):
            yield _no_number(at, comparand.question)
    if comparand.fact is not None:
        at = (*path, "fact")
        yield from dangling("fact", comparand.fact, facts, at)
        if comparand.fact in facts and facts[comparand.fact].ask != "number":
            yield _no_number(at, comparand.fact)
    if comparand.by is not None:
        yield from _by(sheet, comparand.by, (*path, "by"))


def _no_number(path: DataPath, name: str) -> Issue:
    return Issue(
        path,
        "comparison",
        say("'{name}' is no number to compare with", name=name),
        say("compare with a number, or with a question or fact that holds one"),
    )


def _by(sheet: Sheet, by: NumberBy | By, path: DataPath) -> Iterator[Issue]:
    """Check a switch: it exists, its values can be listed, and each has its case."""
    if by.fact is not None:
        kind, name, names = "fact", by.fact, list(sheet.rubric.facts)
    else:
        name = by.switch if isinstance(by, By) else by.question or ""
        kind, names = "question", list(sheet.questions)
    missing = list(dangling(kind, name, names, (*path, kind)))
    yield from missing
    if missing:
        return
    options = sheet.options.get((kind, name))
    if options is None:
        yield Issue(
            (*path, kind),
            "no-options",
            say("'{name}' has no options to branch on", name=name),
            say("declare its options, or branch on a yes-no or choice question"),
        )
        return
    wanted = ["yes", "no"] if options == (True, False) else [str(option) for option in options]
    for case in by.cases:
        yield from dangling("case", case, wanted, (*path, "cases", case))
    lacking = [option for option in wanted if option not in by.cases]
    if lacking:
        yield Issue(
            (*path, "cases"),
            "missing-case",
            say("'{name}' has no case for {cases}", name=name, cases=lacking),
            say("give every option its case"),
        )


def _node(sheet: Sheet, node: Node) -> Iterator[Issue]:
    part, rule, base = node.part, node.part.rule, (*node.path, node.kind)
    if part.question is not None:
        yield from dangling("question", part.question, sheet.questions, (*node.path, "question"))
    for i, number in enumerate(part.evidence):
        yield from dangling("evidence", number, sheet.rubric.evidence, (*node.path, "evidence", i))
    if isinstance(rule, By):
        yield from _by(sheet, rule, base)
    elif isinstance(rule, Each) and rule.points.by is not None:
        yield from _by(sheet, rule.points.by, (*base, "points", "by"))
    elif isinstance(rule, Linear):
        for key, amount in (("from", rule.from_), ("to", rule.to)):
            if amount.by is not None:
                yield from _by(sheet, amount.by, (*base, key, "by"))
    elif isinstance(rule, Target):
        name, comparand = rule.comparison
        yield from _comparand(sheet, comparand, (*base, name))
        if comparand.share is not None:
            yield _no_share((*base, name), node.id)
        if rule.due is not None and sheet.rubric.as_of is None:
            yield _no_day((*base, "due"))
    elif isinstance(rule, Deduct):
        for i, stream in enumerate(rule.streams):
            at: DataPath = (*base, "streams", i)
            if stream.question is not None:
                yield from dangling("question", stream.question, sheet.questions, (*at, "question"))
            for key in ("each", "fixed", "target"):
                amount = getattr(stream, key)
                if amount is not None and amount.by is not None:
                    yield from _by(sheet, amount.by, (*at, key, "by"))
