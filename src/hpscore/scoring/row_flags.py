"""Flags about registers: rows that do not count, that are open, or that count twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from hpscore.message import Message, Sayable, say
from hpscore.model.assessment import Assessment
from hpscore.model.measured import RowFinding, place_key
from hpscore.model.result import Flag
from hpscore.model.rows import Row
from hpscore.model.sheet import Sheet
from hpscore.problem import Location, Severity

__all__ = ["row_flags"]

Where = Mapping[Location, Message | str]
"""Places as they are said."""

_MOST = 20
"""So many rows are listed in one flag."""
_USUAL = ("combined", "unmet")
"""Reasons that are no fault of the register: a row that does not count is only to be told."""


def row_flags(sheet: Sheet, assessment: Assessment) -> Iterator[Flag]:
    """Yield the flags about the registers of an assessment, register by register."""
    measured = assessment.measured
    for register in sheet.rubric.registers:
        own = [finding for finding in measured.findings if finding.register == register]
        title = sheet.rubric.registers[register].title
        where = {f.place: _place(f.place, assessment.source) for f in own}
        yield from _left_out(title, sheet, [f for f in own if not f.counted], where)
        astray = [f for f in own if f.code == "names-nothing"]
        yield from _astray(register, title, astray, where)
        yield from _open(register, title, [f for f in own if f.counted and f not in astray], where)
        yield from _noticed(register, title, assessment)
    for question, missing in measured.lacking.items():
        if question in assessment.answers:
            continue
        registers = [sheet.rubric.registers[name].title for name in missing]
        yield Flag(
            "register-missing",
            Severity.WARNING,
            (question, *missing),
            say(
                "'{question}' is not derived: the register {registers} was not handed in",
                question=sheet.titles.get(question, question),
                registers=registers,
            ),
        )
    yield from _twice(sheet, assessment)


def _left_out(
    title: Sayable, sheet: Sheet, findings: Sequence[RowFinding], where: Where
) -> Iterator[Flag]:
    """Yield one flag for rows that count for nothing, and others for those that count elsewhere.

    That an event counts already is no fault: such rows are told apart, as a note.
    """
    kinds = dict.fromkeys((f.apart, f.code == "combined") for f in findings)
    for apart, combined in sorted(kinds):
        own = [f for f in findings if (f.apart, f.code == "combined") == (apart, combined)]
        said = {
            "register": title,
            "count": len({finding.place for finding in own}),
            "rows": _listed([_row(finding, where) for finding in own]),
        }
        message = say("{register}: rows that do not count, {count}: {rows}", **said)
        if apart:
            titles = [sheet.titles.get(name, name) for name in apart]
            message = say(
                "{register}: rows that count, but not for {questions}, {count}: {rows}",
                questions=titles,
                **said,
            )
        usual = all(finding.code in _USUAL for finding in own)
        severity = Severity.NOTE if usual else Severity.WARNING
        yield Flag("register-rows", severity, (own[0].register, *apart), message)


def _open(
    register: str, title: Sayable, findings: Sequence[RowFinding], where: Where
) -> Iterator[Flag]:
    if findings:
        yield Flag(
            "register-open",
            Severity.NOTE,
            (register,),
            say(
                "{register}: rows that count and may count for more or less, {count}: {rows}",
                register=title,
                count=len({finding.place for finding in findings}),
                rows=_listed([_row(finding, where) for finding in findings]),
            ),
        )


def _astray(
    register: str, title: Sayable, findings: Sequence[RowFinding], where: Where
) -> Iterator[Flag]:
    if findings:
        yield Flag(
            "names-nothing",
            Severity.WARNING,
            (register,),
            say(
                "{register}: rows that count as events of their own, {count}: {rows}",
                register=title,
                count=len(findings),
                rows=_listed([_row(finding, where) for finding in findings]),
            ),
        )


def _noticed(register: str, title: Sayable, assessment: Assessment) -> Iterator[Flag]:
    """Yield what was noticed while the register was read, alike in one flag."""
    rows = assessment.registers.get(register)
    remarks = () if rows is None else rows.remarks
    for code in dict.fromkeys(remark.code for remark in remarks):
        alike = [remark for remark in remarks if remark.code == code]
        said = [
            say("{place}: {why}", place=_place(r.location, assessment.source), why=r.message)
            for r in alike
        ]
        yield Flag(
            code,
            alike[0].severity,
            (register,),
            say("{register}: {rows}", register=title, rows=_listed(said)),
        )


def _twice(sheet: Sheet, assessment: Assessment) -> Iterator[Flag]:
    measured, source = assessment.measured, assessment.source
    for questions, events in measured.shared.items():
        rows = [row for event in events for row in event]
        said = {
            "questions": [sheet.titles.get(name, name) for name in questions],
            "count": len(rows),
            "rows": _listed([_place(place, source) for place in _places(rows)]),
        }
        message = say(
            "{questions} share rows, {count}: {rows}; --strict-registers counts each once", **said
        )
        if measured.strict == "exact":
            message = say(
                "{questions} share rows, {count}, each counted once, where it earns most: {rows}",
                **said,
            )
        elif measured.strict == "greedy":
            message = say(
                "{questions} share rows, {count}, each counted once, where it earned most of many "
                "ways tried, not of all: {rows}",
                **said,
            )
        yield Flag("register-row-twice", Severity.WARNING, questions, message)


def _places(rows: Sequence[Row]) -> list[Location]:
    return sorted((row.place for row in rows), key=place_key)


def _row(finding: RowFinding, where: Where) -> Message:
    return say("{place}: {why}", place=where[finding.place], why=finding.message)


def _place(place: Location, source: str | None) -> Message | str:
    """Return a place: its line, or its sheet and cell; and its file, unless that is the input."""
    if place.cell is not None:
        return f"{place.file}:{place.sheet}!{place.cell}"
    if place.line is None:
        return str(place.file)
    if place.file == source:
        return say("line {line}", line=place.line)
    return f"{place.file}:{place.line}"


def _listed(rows: Sequence[Message | str]) -> list[Message | str]:
    more = len(rows) - _MOST
    return [*rows[:_MOST], *([say("and {count} more", count=more)] if more > 0 else [])]
