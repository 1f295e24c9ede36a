"""A rubric as a person would print it: every line with its rule, its points and its papers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from hpscore.message import Language, say
from hpscore.model.number import spell
from hpscore.model.rubric import Adjustment, Indicator, Rubric
from hpscore.model.rules import All, By, KOf
from hpscore.model.sheet import Line, Node
from hpscore.reports.layout import cell, labelled, lines, table
from hpscore.reports.names import MARK, Names, names_for, short_ref
from hpscore.reports.origin import extends_words, local_elements, local_words
from hpscore.reports.sections import dimension_words, sections
from hpscore.reports.words import around_words, head_words, rule_words, stream_words

__all__ = ["sheet_view"]


def sheet_view(rubric: Rubric, language: Language, *, origin: bool = False) -> RenderableType:
    """Return the view of a rubric: its sheet, then gates, tiers, papers, notes and origin.

    With `origin` all that is local in it is marked, and listed with what was changed.
    """
    names = names_for(rubric, language)
    said = [names.text(rubric.title), f"{rubric.rubric}@{rubric.version}", extends_words(names)]
    blocks: list[RenderableType] = [cell(" · ".join(filter(None, said)), "bold"), Text()]
    if origin:
        names = replace(names, local=local_elements(rubric))
        blocks += [
            cell(names.word(say("what is local ({mark})", mark=MARK)), "bold"),
            labelled(local_words(names)),
            Text(),
        ]
    blocks.append(_sheet(names))
    for title, pairs in sections(names):
        blocks += [Text(), cell(title, "bold"), labelled(pairs)]
    return Group(*blocks)


def _sheet(names: Names) -> Table:
    made = table(
        [
            (names.word(say("item and key")), "left"),
            (names.word(say("how points are earned")), "left"),
            (names.word(say("maximum")), "right"),
        ]
    )
    for dimension in names.rubric.dimensions:
        if made.rows:
            made.add_section()
        points = "" if dimension.points is None else spell(dimension.points)
        made.add_row(
            cell(names.marked("dimensions", dimension.id, names.text(dimension.title)), "bold"),
            lines(dimension_words(dimension, names)),
            cell(points, "bold"),
        )
        _add_lines(made, [names.sheet.lines[i.id] for i in dimension.indicators], names)
    for title, adjustments in (
        (say("bonus"), names.rubric.bonus),
        (say("deductions"), names.rubric.deductions),
    ):
        if adjustments:
            made.add_section()
            made.add_row(cell(names.word(title), "bold"))
            _add_lines(made, [names.sheet.lines[a.id] for a in adjustments], names)
    return made


def _add_lines(made: Table, found: Iterable[Line], names: Names) -> None:
    group = ""
    for line in found:
        source = line.source
        own = names.text(source.group) if isinstance(source, Indicator) and source.group else ""
        if own and own != group:
            made.add_row(cell(own, "dim italic"))
        group = own
        ref = short_ref(source.ref)
        title = f"{ref} {names.of(line.id)}" if ref else names.of(line.id)
        extra = (
            [names.word(say("to {parent}", parent=names.of(source.parent)))]
            if isinstance(source, Adjustment)
            else _marks(source, names)
        )
        _add_node(made, line.node, names, title, line.id, extra)


def _marks(source: Indicator, names: Names) -> list[str]:
    if not source.marks:
        return []
    return [names.word(say("marked {marks}", marks=names.all(source.marks)))]


def _add_node(
    made: Table,
    node: Node,
    names: Names,
    title: str,
    key: str,
    extra: Iterable[str] = (),
    depth: int = 0,
    graded: bool = True,
) -> None:
    """Add a line or part, and below it what is inside it."""
    inside = node.children or node.cases or node.streams
    rule = head_words(node, names) if inside else rule_words(node, names, graded=graded)
    said = [rule, *around_words(node, names), *extra]
    if node.part.evidence:
        said.append(names.word(say("papers: {numbers}", numbers=names.listed(node.part.evidence))))
    if node.part.help is not None:
        said.append(names.text(node.part.help))
    points = spell(node.points) if node.points is not None and graded else ""
    title = names.marked("dimensions", node.id, title)
    made.add_row(_item(title, key, depth), lines(said), cell(points))
    _add_inside(made, node, names, depth + 1)


def _add_inside(made: Table, node: Node, names: Names, depth: int) -> None:
    rule = node.part.rule
    for stream, asked in node.streams:
        said = [stream_words(stream, asked, names)]
        if stream.help is not None:
            said.append(names.text(stream.help))
        title = names.marked("dimensions", stream.id, names.of(asked.id))
        made.add_row(_item(title, asked.id, depth), lines(said))
    graded = not isinstance(rule, All | KOf)
    for child in node.children:
        _add_node(made, child, names, names.of(child.id), _key(child), depth=depth, graded=graded)
    if isinstance(rule, By):
        switch = rule.fact or rule.switch
        if not rule.fact:
            decides = names.word(say("decides which of these counts"))
            made.add_row(_item(names.of(switch), switch, depth), lines([decides]))
        for case, inner in node.cases.items():
            title = names.case(switch, case)
            if inner.id != node.id:
                title = names.labelled(title, names.of(inner.id))
            _add_node(made, inner, names, title, _key(inner), depth=depth)


def _key(node: Node) -> str:
    return "" if node.asked is None else node.asked.id


def _item(title: str, key: str, depth: int) -> RenderableType:
    said = cell(title)
    if key:
        said.append(f"\n{key}", style="dim")
    return Padding(said, (0, 0, 0, 2 * depth)) if depth else said
