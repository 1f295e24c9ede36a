"""How questions and facts are used: which way each must move for the better, place by place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import combinations, permutations
from typing import TYPE_CHECKING

from hpscore.model.number import Number
from hpscore.model.sheet import DataPath, Line, Node, Sheet
from hpscore.model.switches import Switch, rule_switches, test_switches
from hpscore.model.walking import tests_of

if TYPE_CHECKING:
    from hpscore.model.condition import Amount, Comparand, Condition, Test

__all__ = ["Use", "amount_values", "clash", "conflicts", "rubric_uses", "uses_by_line"]


@dataclass(frozen=True, slots=True)
class Use:
    """One place that reads a question or fact, and which way it must move for the better there."""

    name: Switch
    sense: int
    """1: more is better; -1: less is; 0: neither, for it decides what counts at all."""
    path: DataPath
    ranks: Mapping[str, Number] | None = None
    """For a choice: what each option is worth there; more of that is what `sense` speaks of."""

    @property
    def question(self) -> str:
        """The id of the question, where it is one."""
        return self.name[1]


LineUses = Mapping[str, tuple[Use, ...]]


def uses_by_line(sheet: Sheet) -> dict[str, tuple[Use, ...]]:
    """Return the uses of every line, those of the lines that it reads among them."""
    found: dict[str, tuple[Use, ...]] = {}
    for name in sheet.order:
        found[name] = tuple(_line_uses(sheet, sheet.lines[name], found))
    return found


def rubric_uses(sheet: Sheet, lines: LineUses) -> Iterator[Use]:
    """Yield every use of a question in a rubric, with the sense that is better for the subject."""
    yield from (use for use in _all_uses(sheet, lines) if use.name[0] == "question")


def _all_uses(sheet: Sheet, lines: LineUses) -> Iterator[Use]:
    rubric = sheet.rubric
    taken = {adjustment.id for adjustment in rubric.deductions}
    better = 1 if rubric.total.better == "higher" else -1
    for name, uses in lines.items():
        if sheet.lines[name].node.points is None:
            yield from uses  # a target is better met, whichever way the total runs
        else:
            yield from _turned(uses, -better if name in taken else better)
    for i, gate in enumerate(rubric.prerequisites):
        yield from _condition_uses(sheet, gate.derive, ("prerequisites", i, "derive"), 1, lines)
    for i, veto in enumerate(rubric.vetoes):
        if veto.gives is not None:
            yield from _condition_uses(sheet, veto.when, ("vetoes", i, "when"), -1, lines)
    for i, tier in enumerate(rubric.tiers):
        yield from _condition_uses(sheet, tier.when, ("tiers", i, "when"), 1, lines)
        if tier.at_least is not None:
            yield from _comparand_uses(tier.at_least, ("tiers", i, "at_least"), -1)
        if tier.at_most is not None:
            yield from _comparand_uses(tier.at_most, ("tiers", i, "at_most"), 1)


def conflicts(uses: Iterable[Use]) -> Iterator[Switch]:
    """Yield the questions and facts whose uses no single better answer serves."""
    by_name: dict[Switch, list[Use]] = {}
    for use in uses:
        by_name.setdefault(use.name, []).append(use)
    for name, found in by_name.items():
        if any(clash(one, other) for one, other in combinations(found, 2)):
            yield name


def clash(one: Use, other: Use) -> bool:
    """Say whether what is better in one place can be worse in the other, or is not known to be."""
    if not one.sense or not other.sense:
        return True
    if one.ranks is None or other.ranks is None:
        return one.sense != other.sense
    first, second = one.ranks, other.ranks
    return any(
        one.sense * (first[a] - first[b]) > 0 > other.sense * (second[a] - second[b])
        for a, b in permutations(first.keys() & second.keys(), 2)
    )


def amount_values(amount: Amount) -> tuple[Number, ...]:
    """Return the number, or the number of every case."""
    if amount.by is not None:
        return tuple(amount.by.cases.values())
    return () if amount.number is None else (amount.number,)


def _line_uses(sheet: Sheet, line: Line, before: LineUses) -> Iterator[Use]:
    """Yield how questions move the points of a line."""
    for node in line.node.walk():
        rule, part = node.part.rule, node.part
        for switch in rule_switches(part):
            yield Use(switch, 0, node.path)
        if node.asked is not None:
            yield _leaf_use(node, 1, node.path)
            if rule.kind == "target":
                _, comparand = rule.comparison
                yield from _comparand_uses(comparand, (*node.path, "target"), -_sense(node))
        for stream, asked in node.streams:
            sense = 1 if stream.target is not None else -1
            yield Use(("question", asked.id), sense, node.path)
        for key, condition, sense in (("requires", part.requires, 1), ("when", part.when, 0)):
            yield from _condition_uses(sheet, condition, (*node.path, key), sense, before)
    for veto in line.vetoes:
        path: DataPath = ("vetoes", sheet.rubric.vetoes.index(veto), "when")
        yield from _condition_uses(sheet, veto.when, path, -1, before)


def _leaf_use(node: Node, sense: int, path: DataPath) -> Use:
    assert node.asked is not None  # a leaf asks
    rule = node.part.rule
    ranks = (
        {name: option.points for name, option in rule.options.items()}
        if rule.kind == "choice"
        else None
    )
    return Use(("question", node.asked.id), sense * _sense(node), path, ranks)


def _sense(node: Node) -> int:
    """Say whether more of a leaf's answer earns more."""
    rule = node.part.rule
    if rule.kind == "bands":
        values = [value for _, value in sorted(rule.steps.items())]
        return 1 if values[0] <= values[-1] else -1
    if rule.kind == "linear":
        return 1 if min(amount_values(rule.to)) > min(amount_values(rule.from_)) else -1
    if rule.kind == "target":
        return 1 if rule.comparison[0] in ("at_least", "above") else -1
    return 1


def _condition_uses(
    sheet: Sheet, condition: Condition | None, path: DataPath, sense: int, lines: LineUses
) -> Iterator[Use]:
    for test, positive in tests_of(condition):
        down = test.comparison in ("at_most", "below", "zero")
        own = sense if positive != down else -sense
        yield from _test_uses(sheet, test, path, own, lines)
        for switch in test_switches(test):
            yield Use(switch, 0, path)
        if test.comparand is not None:
            yield from _comparand_uses(test.comparand, path, -own)


def _comparand_uses(comparand: Comparand, path: DataPath, sense: int) -> Iterator[Use]:
    if comparand.question is not None:
        yield Use(("question", comparand.question), sense, path)
    if comparand.fact is not None:
        yield Use(("fact", comparand.fact), sense, path)


def _test_uses(
    sheet: Sheet, test: Test, path: DataPath, sense: int, lines: LineUses
) -> Iterator[Use]:
    if test.comparison == "is":
        return
    if test.kind == "fact":
        yield Use(("fact", test.subject), sense, path)
    elif test.kind == "question":
        leaf = sheet.leaves.get(test.subject)
        if test.comparison == "met" and leaf is not None and leaf.kind != "met":
            # without a comparison the line must earn, whichever way its answer runs
            yield _leaf_use(leaf, sense, path)
        else:
            yield Use(("question", test.subject), sense, path)
    for name, own in _tested(sheet, test):
        # one line is bounded as a whole, however often it uses the same
        once = {(use.name, use.sense, str(use.ranks)): use for use in lines.get(name, ())}
        for use in once.values():
            yield Use(use.name, use.sense * sense * own, path, use.ranks)


def _tested(sheet: Sheet, test: Test) -> Iterator[tuple[str, int]]:
    """Yield the lines that a test reads, with 1 where more of them is more of its subject."""
    for name in sheet.group(test.kind, test.subject):
        yield name, 1
    if test.kind == "total":
        for bonus in sheet.rubric.bonus:
            yield bonus.id, 1
        for deduction in sheet.rubric.deductions:
            yield deduction.id, -1


def _turned(uses: Iterable[Use], sense: int) -> Iterator[Use]:
    for use in uses:
        yield use if sense == 1 else replace(use, sense=use.sense * sense)
