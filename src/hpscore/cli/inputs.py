"""Find and open the files that a command is given."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from hpscore.cli.guard import UsageError
from hpscore.cli.language import tell
from hpscore.message import say
from hpscore.problem import Location, Problem, ProblemError
from hpscore.source import Document, Limits, parse_document, read_document
from hpscore.source.finding import RefusedError
from hpscore.source.text import decode

if TYPE_CHECKING:
    from hpscore.readers.filled.filled import Filled
    from hpscore.readers.tables.table import Table

__all__ = ["BOOKS", "Input", "Opened", "find_inputs", "holds_several", "is_file_of", "open_input"]

_TABLE = ".csv"
BOOKS = (".xlsx", ".xls", ".et", ".ods", ".xlsm")
"""How the names of workbooks end."""
_SUFFIXES = (".yaml", ".yml", ".json", _TABLE, *BOOKS)
_ROW = re.compile(
    r"(?P<file>.+\.csv|.+\.(?:xlsx|xlsm|xls|et|ods)#(?P<sheet>[^#]+)):(?P<line>[0-9]{1,9})",
    re.IGNORECASE,
)
"""How results name a row of a table: its file and its line, `file.xlsx#Sheet:17` in a workbook."""
_HEADINGS = re.compile(r"(#\s*[,;\t]|[^{\[#%-])[^\n]*[,;\t]|[,;\t]")
_KEY_OF_YAML = re.compile(r"[^,;\t]*:(\s|$)")
STDIN = "-"

Opened: TypeAlias = "Document | Table | Filled"
"""What a file holds: a document, the rows of a table, or something that was filled in."""
Input = tuple[str, bool]
"""A path, and whether it was found in a folder (then what is no assessment is passed over)."""


def find_inputs(paths: Sequence[str]) -> Iterator[Input | Problem]:
    """Yield files in the order given, those of folders by name; a problem for an empty folder."""
    for name in paths:
        if not name.strip():
            raise UsageError(tell("a path is empty: name a file, a folder or -"))
        if name == STDIN or not _is_folder(name):
            yield name, False
            continue
        found = False
        for path in _files_in(Path(name)):
            found = True
            yield str(path), True
        if not found:
            yield Problem(
                "no-files",
                say("the folder '{folder}' holds no assessment files", folder=name),
                Location(file=name),
                say("assessment files end in .yaml, .json, .csv, .xlsx, .xls or .ods"),
            )


def _files_in(folder: Path) -> Iterator[Path]:
    """Walk a folder in a fixed order, without hidden entries and without following links."""
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            hidden = name.startswith((".", "~$"))  # what Office keeps beside an open workbook
            if name.lower().endswith(_SUFFIXES) and not hidden and not name.endswith(".cases.yaml"):
                yield Path(root, name)


def _is_folder(name: str) -> bool:
    try:
        return Path(name).is_dir()
    except OSError:
        return False  # a name that no file can have is told when it is opened


def is_file_of(item: Input | Problem, path: Path) -> bool:
    """Say whether an input reads this file, whole or a row of it."""
    if not isinstance(item, tuple) or item[0] == STDIN:
        return False
    row = _ROW.fullmatch(item[0]) if item[0][-1:].isdigit() else None
    names = [item[0], *([row["file"].rpartition("#")[0] or row["file"]] if row else [])]
    try:
        there = path.stat()
    except (OSError, ValueError):
        return False
    return any(_is_there(name, there) for name in names)


def _is_there(name: str, status: os.stat_result) -> bool:
    try:
        return os.path.samestat(Path(name).stat(), status)
    except (OSError, ValueError):  # ValueError: NUL in the name
        return False


def holds_several(item: Input | Problem) -> bool:
    """Say whether an input may give several outcomes, or is one of a folder's."""
    return not isinstance(item, tuple) or item[1] or item[0].lower().endswith(_TABLE)


def open_input(path: str, in_folder: bool) -> Opened | Sequence[Opened] | None:
    """Read a file, or one row of a table (`families.csv:17`); a workbook may hold several.

    None for a file in a folder that is no assessment, which is said on stderr. `ProblemError`
    for one that cannot be read.
    """
    found: Document | Table
    if path.lower().endswith(BOOKS):
        return _read_workbook(path, in_folder)
    if path == STDIN:
        read = _read_stdin()
        if isinstance(read, Sequence):
            return read
        found = read
    elif path.lower().endswith(_TABLE) or _names_a_row(path):
        found = _read_table(path)
    else:
        found = read_document(path)
    if in_folder and (what := _other_kind(found)) is not None:
        print(tell("{file}: passed over, it is {what}", file=path, what=what), file=sys.stderr)
        return None
    return found


def _read_workbook(path: str, in_folder: bool) -> Opened | Sequence[Opened] | None:
    """Read what a workbook holds; one in a folder may hold nothing that is scored."""
    from hpscore.readers.filled.contents import NOTHING, contents
    from hpscore.readers.tables.table import Table

    try:
        found = contents(path)
    except ProblemError as error:
        if not in_folder or any(problem.code != NOTHING for problem in error.problems):
            raise
        what = tell("a workbook without a form or a table of assessments")
    else:
        _remark(found)
        if in_folder:  # beside what was answered there may be a sheet that only lists the units
            found = [e for e in found if not (isinstance(e, Table) and e.is_roster)] or found
        kinds = [_other_kind(each) if isinstance(each, Table) else None for each in found]
        if not in_folder or None in kinds:
            return found[0] if len(found) == 1 else found
        what = kinds[0] or ""
    print(tell("{file}: passed over, it is {what}", file=path, what=what), file=sys.stderr)
    return None


def _remark(found: Sequence[Opened]) -> None:
    """Say what is passed over of what a workbook holds."""
    from hpscore.readers.tables.table import Table

    for each in found:
        if not isinstance(each, Document | Table):
            for remark in each.remarks():
                print(tell("{file}: {remark}", file=each.source, remark=remark), file=sys.stderr)


def _names_a_row(path: str) -> bool:
    row = _ROW.fullmatch(path) if path[-1:].isdigit() else None
    return row is not None and not Path(path).exists()


def _read_table(path: str) -> Table:
    from hpscore.readers.tables.reading import read_table

    row = None if path.lower().endswith(_TABLE) else _ROW.fullmatch(path)
    if row is None:
        return read_table(path)
    table = _sheet(row["file"], row["sheet"]) if row["sheet"] else read_table(row["file"])
    one = None if table is None else table.only(int(row["line"]))
    if one is None:
        raise ProblemError(
            [
                Problem(
                    "no-such-row",
                    say("no row begins on line {line}", line=int(row["line"])),
                    Location(file=row["file"]),
                    say("name the line on which a row begins"),
                )
            ]
        )
    return one


def _sheet(named: str, sheet: str) -> Table | None:
    """Return a sheet of a workbook that is a table; None where it has no such sheet."""
    from hpscore.readers.filled.contents import contents
    from hpscore.readers.tables.table import Table

    found = contents(named.rpartition("#")[0])
    tables = [each for each in found if isinstance(each, Table)]
    return next((t for t in tables if t.source(t.header).startswith(f"{named}:")), None)


def _other_kind(found: Document | Table) -> str | None:
    if not isinstance(found, Document):
        if found.is_roster:
            return tell("a list of units without a column of answers")
        return None if found.of_assessments else tell("a table without a column rubric or subject")
    value = found.value
    if not isinstance(value, dict):
        return None
    if "version" in value and ("dimensions" in value or "extends" in value):
        return tell("a rubric")
    if "columns" in value and not value.keys() & {"answers", "points", "registers"}:
        return tell("a map of tables")
    if str(value.get("format", "")).startswith("hpscore/"):
        return tell("a result")
    return None


def _read_stdin() -> Document | Table | Sequence[Opened]:
    most = Limits().bytes
    data = sys.stdin.buffer.read(most + 1)
    if not data.strip():
        raise ProblemError(
            [
                Problem(
                    "nothing-to-read",
                    say("standard input is empty"),
                    Location(file=STDIN),
                    say("pipe an assessment in, or name a file"),
                )
            ]
        )
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        from hpscore.readers.filled.contents import contents_of

        held = contents_of(data, STDIN)
        _remark(held)
        return held
    if _looks_like_table(data):
        from hpscore.readers.tables.reading import parse_table

        return parse_table(data, file=STDIN)
    return parse_document(data, file=STDIN)


def _looks_like_table(data: bytes) -> bool:
    """Say whether a first line is one of headings: several cells, and neither YAML nor JSON."""
    try:
        lines = decode(data).removeprefix("\ufeff").splitlines()
    except RefusedError:
        return False  # what is no text is told as such
    head = next((line.strip() for line in lines if line.strip()), "")
    return _HEADINGS.match(head) is not None and _KEY_OF_YAML.match(head) is None
