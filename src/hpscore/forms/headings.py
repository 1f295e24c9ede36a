"""The columns of a table that is still blank, and how they are headed so that they are read."""

from __future__ import annotations

from collections.abc import Iterator

from hpscore.forms.blank import Blank
from hpscore.forms.blank_words import fact_words
from hpscore.model.assessment import FactValue
from hpscore.model.number import spell
from hpscore.readers.tables.headings import CHINESE, CHINESE_FIELDS, FIXED, Headings
from hpscore.reports.csv import csv_cell
from hpscore.source import DataPath

__all__ = ["columns_of", "heading_of", "known_of"]

_PARTS = {
    "percent": ("", "count", "of"),
    "rate": ("count", "of", "population", "date"),
}
"""The columns of a question that takes more than a value: itself, and what it may be given by."""


def columns_of(blank: Blank, meanings: Headings, *, titles: bool) -> dict[str, DataPath]:
    """Return the headings of a blank table, in order, each with where its column leads.

    Headings are ids; with `titles`, titles where they lead to the same column.
    """
    found: dict[str, DataPath] = {}
    for path in _paths(blank):
        found.setdefault(heading_of(path, blank, meanings, titles=titles), path)
    return found


def heading_of(path: DataPath, blank: Blank, meanings: Headings, *, titles: bool) -> str:
    """Return the first way to head a column that is read as this column, and is no formula."""
    for heading in _ways(path, blank, titles):
        if csv_cell(heading) == heading and meanings.find(heading) == path:
            return heading
    raise AssertionError(f"{path} has no heading")


def known_of(path: DataPath, blank: Blank) -> str:
    """Return what is known before anybody fills the table in: the rubric, and facts."""
    if path == ("rubric",):
        return blank.named
    value: FactValue | None = blank.facts.get(str(path[-1])) if path[0] == "subject" else None
    return "" if value is None else value if isinstance(value, str) else spell(value)


def _paths(blank: Blank) -> Iterator[DataPath]:
    """Yield where the columns lead, in order."""
    rubric = blank.names.rubric
    yield ("rubric",)
    for fact in blank.fact_ids:
        yield ("subject", fact)
    yield ("period", "from")
    yield ("period", "to")
    yield ("assessor",)
    explained = {
        question
        for line in blank.names.sheet.lines.values()
        if line.source.note_required
        for question in line.node.questions()
    }
    for asked in blank.questions():
        for part in _PARTS.get(asked.kind, ("",)):
            yield ("answers", asked.id, part) if part else ("answers", asked.id)
        if asked.id in explained:
            yield ("answers", asked.id, "note")
    for name in blank.excusable():
        yield ("answers", name)
    for veto in rubric.vetoes:
        yield ("vetoes", veto.id)


def _ways(path: DataPath, blank: Blank, titles: bool) -> Iterator[str]:
    section, *rest = map(str, path)
    if titles and blank.names.language == "zh":
        yield from (heading for heading, name in CHINESE.items() if FIXED[name] == path)
        if section == "subject" and rest[0] not in blank.names.rubric.facts:
            yield fact_words(rest[0], blank.names)
    yield from (heading for heading, fixed in FIXED.items() if fixed == path)
    if section == "vetoes":
        if titles and blank.names.language == "zh":
            yield f"一票否决：{blank.names.of(rest[0])}"
        if titles:
            yield f"veto:{blank.names.of(rest[0])}"
        yield f"veto:{rest[0]}"
    elif rest:
        suffix = "".join(f":{part}" for part in rest[1:])
        said = {field: heading for heading, field in [*CHINESE_FIELDS.items()][::-1]}
        chinese = "".join(f"：{said.get(part, part)}" for part in rest[1:])
        declared = section == "answers" or rest[0] in blank.names.rubric.facts
        if titles and declared and blank.names.language == "zh":
            yield blank.names.of(rest[0]) + chinese
        if titles and declared:
            yield blank.names.of(rest[0]) + suffix
        if declared:
            yield rest[0] + suffix
        yield f"{section}.{rest[0]}{suffix}"
