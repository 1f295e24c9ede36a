"""What is local in a rubric that extends another one: every element that it changes or adds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from hpscore.message import say
from hpscore.model.origin import FieldChange, LocalChange
from hpscore.reports.names import Names
from hpscore.reports.plain import plain

if TYPE_CHECKING:
    from hpscore.model.rubric import Rubric

__all__ = ["extends_words", "local_elements", "local_words"]

_LONG: Final = "…"
_LINES: Final = frozenset({"bonus", "deductions"})
"""Sections that have lines, as dimensions have."""


def local_elements(rubric: Rubric) -> frozenset[tuple[str, str]]:
    """Return the elements that are local, by section and id; lines count as of dimensions."""
    return frozenset((_section(change), change.id) for change in rubric.local)


def _section(change: LocalChange) -> str:
    return "dimensions" if change.section in _LINES else change.section


def extends_words(names: Names) -> str:
    """Say which rubric this one extends; nothing where it extends none."""
    extends = names.rubric.extends
    return "" if extends is None else names.word(say("extends {rubric}", rubric=str(extends)))


def local_words(names: Names) -> Iterator[tuple[str, str]]:
    """Yield every local element, marked, and what was done to it; or that nothing is local."""
    rubric = names.rubric
    if rubric.extends is None:
        yield "", names.word(say("nothing: it extends no other rubric"))
    for change in rubric.local:
        said = [*_said(change, names)]
        if (change.by.id, change.by.version) != (rubric.rubric, rubric.version):
            said.append(names.word(say("by {rubric}", rubric=str(change.by))))
        title, name = _title(change, names), _name(change)
        label = title if title in (change.id, name) else names.bracketed(title, name)
        yield names.marked(_section(change), change.id, label), names.joined(said)


def _title(change: LocalChange, names: Names) -> str:
    if change.section == "tiers":
        return names.tier(change.id)
    if change.section == "evidence":
        return names.paper(change.id)
    if change.section == "registers":
        return names.text(names.rubric.registers[change.id].title)
    return change.id if change.section == change.id else names.of(change.id)


def _name(change: LocalChange) -> str:
    """Return how an overlay names an element for certain."""
    section = _section(change)
    return change.id if section in ("dimensions", change.id) else f"{section}.{change.id}"


def _said(change: LocalChange, names: Names) -> Iterator[str]:
    if change.kind == "added":
        yield names.word(say("added"))
    yield from (_field(field, names) for field in change.fields)


def _field(field: FieldChange, names: Names) -> str:
    name, before, after = plain(field.name), plain(field.before or ""), plain(field.after or "")
    if field.before is None and field.after == _LONG:
        return names.word(say("{field} (new)", field=name))
    if field.before is None:
        return names.word(say("{field}: {after} (new)", field=name, after=after))
    if field.after is None:
        return names.word(say("{field}: {before}, taken out", field=name, before=before))
    if before == after == _LONG:
        return names.word(say("{field}: other than before", field=name))
    return names.labelled(name, f"{before} → {after}")
