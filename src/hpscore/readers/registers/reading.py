"""Read the registers of an assessment: rows inline, in files of their own, or made of results."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from hpscore.message import Message, say
from hpscore.model.assessment import Period
from hpscore.model.rows import RegisterRows
from hpscore.model.sheet import Issue
from hpscore.problem import Location, Problem, ProblemError, Severity
from hpscore.readers.filled.filled import FilledDocument
from hpscore.readers.registers.files import Files, sheet_table, text_table
from hpscore.readers.registers.headings import Columns
from hpscore.readers.registers.inline import inline_rows
from hpscore.readers.registers.lacking import lacking_issues, left_out
from hpscore.readers.registers.sheets import register_names, sheet_for, sheet_named
from hpscore.readers.registers.tables import Table, rows_of
from hpscore.readers.registers.unit_rows import rows_of_units
from hpscore.readers.registers.units import Units
from hpscore.readers.workbooks.opening import Workbook
from hpscore.source import DataPath, Document
from hpscore.source.finding import RefusedError

if TYPE_CHECKING:
    from hpscore.model.rubric import Rubric

__all__ = ["RegistersRead", "read_registers"]

_SECTION: Final = "registers"
_HOW: Final = say("write registers: {{REGISTER: FILE}}, or registers: FILE.xlsx")
_MOST_NAMED: Final = 20
"""How many sheets of a workbook are named in a message."""


@dataclass
class RegistersRead:
    """The registers of one assessment, and what is wrong with them."""

    registers: dict[str, RegisterRows] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)
    """What is wrong in the assessment itself."""
    problems: list[Problem] = field(default_factory=list)
    """What is wrong in the files that it names."""


def read_registers(
    document: Document, rubric: Rubric, period: Period | None, units: Units
) -> RegistersRead:
    """Read the section `registers` of an assessment."""
    reader = _Reader(document, rubric, period, units)
    reader.read()
    found = reader.found
    if period is None:
        found.issues += _without_period(reader, rubric)
    return found


def _without_period(reader: _Reader, rubric: Rubric) -> list[Issue]:
    return [
        Issue(
            reader.paths[name],
            "register-without-period",
            say("the register '{register}' counts by day, and the file has no period",
                register=rubric.registers[name].title),
            say("write the days that are assessed: period: {{from: 2022-01-01, to: 2022-12-31}}"),
            key=len(reader.paths[name]) > 1,
        )
        for name in reader.found.registers
        if rubric.registers[name].dated
    ]  # fmt: skip


class _Reader:
    def __init__(
        self, document: Document, rubric: Rubric, period: Period | None, units: Units
    ) -> None:
        self._document = document
        self._period = period
        self._rubric = rubric
        self._units = units
        self._files = Files(Path(document.file or ".").parent)
        if isinstance(document, FilledDocument) and document.book is not None:
            self._files.opened(Path(document.workbook).name, document.book)
        self._names = register_names(rubric)
        self.found = RegistersRead()
        self.paths: dict[str, DataPath] = {}
        """Where each register is given."""

    def read(self) -> None:
        value = self._document.value
        raw = value.get(_SECTION) if isinstance(value, dict) else None
        if isinstance(raw, str):
            self._workbook(raw, (_SECTION,))
            return
        if not isinstance(raw, dict):
            self._issue(
                (_SECTION,),
                "not-registers",
                say("registers are a name and a file each, or one workbook for all"),
                _HOW,
            )
            return
        whole = raw.get("file") if "file" not in self._rubric.registers else None
        for key, inner in raw.items():
            if key == "file" and whole is not None:
                continue
            path: DataPath = (_SECTION, key)
            name = self._name(key, path)
            if name is None or inner is None or inner == "":
                continue
            if self._taken(name, path):
                continue
            self._register(name, inner, path)
        if isinstance(whole, str):
            self._workbook(whole, (_SECTION, "file"))
        elif whole is not None:
            self._not_a_register((_SECTION, "file"))

    def _register(self, name: str, raw: Any, path: DataPath) -> None:
        keys = raw.keys() if isinstance(raw, dict) else frozenset()
        sheet = raw.get("sheet") if isinstance(raw, dict) else None
        if isinstance(raw, list):
            columns = self._columns(name)
            rows = inline_rows(self._document, path, columns, self.found.issues)
            self.found.registers[name] = rows
        elif isinstance(raw, str):
            self._file(name, raw, None, path)
        elif keys == {"results"} and isinstance(raw["results"], str):
            self._results(name, raw["results"], (*path, "results"))
        elif "file" in keys <= {"file", "sheet"} and isinstance(raw["file"], str):
            if isinstance(sheet, str | None):
                self._file(name, raw["file"], sheet, path)
            else:
                self._not_a_register((*path, "sheet"))
        else:
            self._not_a_register(path)

    def _file(self, name: str, file: str, sheet: str | None, path: DataPath) -> None:
        """Read a register from a file of its own, or from one sheet of a workbook."""
        opened = self._open(file, path)
        if opened is None:
            return
        if isinstance(opened, Workbook):
            title = self._rubric.registers[name].title
            chosen = (
                sheet_for(opened, name, title, self._names, path)
                if sheet is None
                else sheet_named(opened, sheet, (*path, "sheet"))
            )
            if isinstance(chosen, Issue):
                self.found.issues.append(chosen)
            else:
                self._read_sheet(name, opened, chosen, file, path)
        elif sheet is not None:
            message = say("a table of text has no sheets")
            self._issue((*path, "sheet"), "no-sheet", message, say("leave sheet: out"))
        else:
            shown, columns = str(self._files.folder / file), self._columns(name)
            self._rows(name, lambda: text_table(opened, shown, columns), file, path)

    def _read_sheet(self, name: str, book: Workbook, sheet: str, file: str, path: DataPath) -> None:
        shown = str(self._files.folder / file)
        self._rows(name, lambda: sheet_table(book, sheet, shown), file, path)

    def _rows(self, name: str, table: Callable[[], Table], file: str, path: DataPath) -> None:
        try:
            self.found.registers[name] = rows_of(table(), self._columns(name))
        except RefusedError as refused:
            self._refused(refused, file, path)
        except ProblemError as error:
            self.found.problems += error.problems

    def _open(self, file: str, path: DataPath) -> str | Workbook | None:
        try:
            return self._files.open(file)
        except RefusedError as refused:
            self._refused(refused, file, path)
        except ProblemError as error:
            self.found.problems += error.problems
        return None

    def _columns(self, name: str) -> Columns:
        return Columns.of(self._rubric.registers[name])

    def _workbook(self, file: str, path: DataPath) -> None:
        """Read the sheets of one workbook, each named like its register."""
        opened = self._open(file, path)
        if opened is None:
            return
        if not isinstance(opened, Workbook):
            self._issue(path, "no-sheet", say("a table of text has no sheets"), _HOW)
            return
        others = []
        matched = False
        for sheet in opened.sheets:
            names = self._names.find(sheet)
            if len(names) != 1:
                others.append(sheet)
                continue
            matched = True
            if not self._taken(names[0], path):
                self._read_sheet(names[0], opened, sheet, file, path)
        if not matched:
            self._issue(
                path,
                "no-sheet",
                say("no sheet of the workbook is named like a register, but {names}",
                    names=others[:_MOST_NAMED]),
                say("the registers are {names}", names=self._titles()),
            )  # fmt: skip
        self._remark_others(others, path)

    def _remark_others(self, sheets: list[str], path: DataPath) -> None:
        """Say which sheets were passed over, with the first register of the workbook."""
        first = next((n for n in self.found.registers if self.paths[n] == path), None)
        if first is None or not sheets:
            return
        rows = self.found.registers[first]
        remark = Problem(
            "other-sheets",
            say("sheets that no register is named like were passed over: {names}",
                names=sheets[:_MOST_NAMED]),
            Location(file=rows.place.file),
            severity=Severity.NOTE,
        )  # fmt: skip
        self.found.registers[first] = replace(rows, remarks=(remark, *rows.remarks))

    def _results(self, name: str, file: str, path: DataPath) -> None:
        """Make rows of results; units that have none make the register incomplete."""
        register = self._rubric.registers[name]
        if not register.results:
            self._issue(
                path,
                "no-results",
                say("the rows of '{register}' are no results", register=register.title),
                say("name a file of its rows"),
            )
            return
        try:
            target = self._files.path(file)
        except RefusedError as refused:
            self._refused(refused, file, path)
            return
        if not target.exists():
            message = say("{file}: {problem}", file=file, problem=say("there is no such file"))
            self._issue(path, "no-such-file", message, say("check the name and the folder"))
            return
        own = None if self._document.file in (None, "-") else Path(str(self._document.file))
        place = Location(file=str(target))
        rows, lacking = rows_of_units(
            self._units.units(target, own, register), register, place, self._period
        )
        if not rows.rows and not lacking:
            self._issue(
                path,
                "no-results",
                say("'{path}' holds no results", path=file),
                say("name a file of results, an assessment, or a folder of them"),
            )
        if self._units.allow_errors:
            rows = replace(rows, remarks=(*rows.remarks, *map(left_out, lacking)))
        else:
            self.found.issues += lacking_issues(lacking, path)
        self.found.registers[name] = rows

    def _name(self, key: str, path: DataPath) -> str | None:
        names = self._names.find(key)
        if len(names) == 1:
            return names[0]
        if names:
            self._issue(
                path,
                "ambiguous-register",
                say("'{key}' may mean {candidates}", key=key,
                    candidates=self._names.listed(names)),
                say("name its id"),
                key=True,
            )  # fmt: skip
            return None
        known = say("the registers are {names}", names=self._titles())
        self._issue(
            path,
            "unknown-register",
            say("{rubric} has no register '{key}'", rubric=self._rubric.rubric, key=key),
            self._names.meant(key)
            or (known if self._rubric.registers else say("take it out: it has no registers")),
            key=True,
        )
        return None

    def _taken(self, name: str, path: DataPath) -> bool:
        """Say whether a register is given already, which is an issue; it is given now."""
        if name not in self.paths:
            self.paths[name] = path
            return False
        self._issue(
            path,
            "two-registers",
            say("the register '{register}' is given twice",
                register=self._rubric.registers[name].title),
            say("keep one of them"),
            key=len(path) > 1,
        )  # fmt: skip
        return True

    def _titles(self) -> list[object]:
        return [register.title for register in self._rubric.registers.values()]

    def _not_a_register(self, path: DataPath) -> None:
        self._issue(
            path,
            "not-a-register",
            say("a register is a file, {{file:, sheet:}}, {{results:}}, or rows as a list"),
            say("write the path of its file, such as lectures.csv"),
        )

    def _refused(self, refused: RefusedError, file: str, path: DataPath) -> None:
        for finding in refused.findings:
            message = finding.message
            if finding.code != "outside":
                message = say("{file}: {problem}", file=file, problem=message)
            self._issue(path, finding.code, message, finding.help)

    def _issue(
        self, path: DataPath, code: str, message: Message, help_: Message, key: bool = False
    ) -> None:
        self.found.issues.append(Issue(path, code, message, help_, key=key))
