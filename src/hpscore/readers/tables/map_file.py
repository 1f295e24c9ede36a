"""The file of a map: which heading of a foreign table is which question, and what codes mean."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from hpscore.message import say
from hpscore.model.number import spell
from hpscore.model.scalars import read_number
from hpscore.model.sheet import Issue
from hpscore.readers.shape import issues_of
from hpscore.readers.tables.translating import CodeList, code_key
from hpscore.source import DataPath, Document

__all__ = ["Entry", "MapFile", "checked", "constant"]

_Heading = Annotated[str, Field(min_length=1)]


class _Column(BaseModel):
    """What a column is, where more than a name has to be said."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    to: _Heading
    codes: dict[str, Any] | None = None
    optional: bool = False


class MapFile(BaseModel):
    """The keys of a map."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    rubric: str | None = None
    """The rubric of every row."""
    sheet: str | list[str] | None = None
    """The sheets that hold the tables; without it every sheet whose headings fit."""
    heading_row: Annotated[int, Field(ge=1)] | None = None
    """The row, or the line, of the headings; without it the one that fits best."""
    period: dict[str, Any] | None = None
    """The days that are assessed, in every row."""
    assessor: str | None = None
    """Who assessed, in every row."""
    subject: dict[str, Any] | None = None
    """Facts that are the same in every row."""
    columns: dict[str, Any] | None = None
    """What the column below a heading is: a question, `subject.NAME`, `veto:NAME`, …"""
    codes: dict[str, Any] | None = None
    """What codes mean in every column that takes yes or no."""
    ignore: list[_Heading] | None = None
    """Headings of columns that say nothing about the rubric."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What a map says of one column."""

    heading: str
    """The heading as the map writes it, which is also its key below `columns`."""
    to: str
    """By what heading a table of ours would have it."""
    place: DataPath
    """Where in the map the name stands."""
    codes: CodeList | None = None
    optional: bool = False
    """Whether tables may lack the column."""


def checked(document: Document) -> tuple[MapFile, tuple[Entry, ...], CodeList | None, list[Issue]]:
    """Return a map's keys, its columns and its codes, with all that is wrong with it."""
    value = {} if document.value is None else document.value
    try:
        file, issues = MapFile.model_validate(value), list[Issue]()
    except ValidationError as error:
        issues = issues_of(error, document, MapFile)
        faulty = {issue.path[0] for issue in issues if issue.path}
        sound = value.items() if isinstance(value, dict) else ()
        file = MapFile.model_validate({key: v for key, v in sound if key not in faulty})
    entries = tuple(_entries(file.columns or {}, document, issues))
    codes = None if file.codes is None else _codes(file.codes, ("codes",), issues)
    for name, section in (("subject", file.subject), ("period", file.period)):
        for key, inner in (section or {}).items():
            if constant(inner) is None:
                issues.append(_no_value((name, key)))
    return file, entries, codes, issues


def constant(value: object) -> str | None:
    """Return what a map says as the text of a cell; None where it is no single value."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return value.strip()
    number = read_number(value)
    return None if number is None else spell(number)


def _entries(
    columns: Mapping[str, Any], document: Document, issues: list[Issue]
) -> Iterator[Entry]:
    for heading, value in columns.items():
        path: DataPath = ("columns", heading)
        if isinstance(value, str) and value.strip():
            yield Entry(heading, value.strip(), path)
            continue
        if not isinstance(value, dict):
            issues.append(
                Issue(
                    path,
                    "no-target",
                    say("the map does not say what '{heading}' is", heading=heading),
                    say("write the question, or subject.NAME; or list the heading below ignore"),
                    key=True,
                )
            )
            continue
        try:
            column = _Column.model_validate(value)
        except ValidationError as error:
            inner = Document(value, "", None, "yaml")
            found = issues_of(error, inner, _Column)
            issues += [Issue((*path, *i.path), i.code, i.message, i.help, key=i.key) for i in found]
            continue
        codes = None
        if column.codes is not None:
            codes = _codes(column.codes, (*path, "codes"), issues)
        yield Entry(heading, column.to.strip(), (*path, "to"), codes, column.optional)


def _codes(raw: Mapping[str, Any], path: DataPath, issues: list[Issue]) -> CodeList:
    meanings: dict[str, str] = {}
    keys: dict[str, str] = {}
    for key, value in raw.items():
        code = code_key(key)
        reason = value.get("na") if isinstance(value, dict) and len(value) == 1 else None
        meaning = f"不适用：{reason}" if isinstance(reason, str) else constant(value)
        if value is None:
            meaning = ""
        if meaning is None:
            issues.append(_no_value((*path, key)))
        elif code in keys:
            issues.append(
                Issue(
                    (*path, key),
                    "two-answers",
                    say("the code '{code}' is listed twice", code=key),
                    say("keep one of them"),
                    key=True,
                )
            )
        else:
            meanings[code], keys[code] = meaning, key
    return CodeList(meanings, keys, path)


def _no_value(path: DataPath) -> Issue:
    return Issue(
        path,
        "not-a-value",
        say("'{key}' takes one value", key=path[-1]),
        say("write an answer such as yes; ~ for unanswered; {{na: reason}} for not applicable")
        if "codes" in path
        else say("write the value itself"),
    )
