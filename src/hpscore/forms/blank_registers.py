"""Blank registers: a table a register, or a skeleton in YAML whose rows stand in the file."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from io import StringIO
from typing import TYPE_CHECKING, Final

from hpscore.forms.blank import Blank
from hpscore.forms.comments import comment
from hpscore.forms.scalars import scalar
from hpscore.message import say
from hpscore.model.answer import Asked
from hpscore.model.asking import domain
from hpscore.model.faults import kind_in_words
from hpscore.reports.names import Names
from hpscore.reports.plain import may_run

if TYPE_CHECKING:
    from hpscore.model.register import Column, Register

__all__ = [
    "blank_tables",
    "headings_of",
    "register_hints",
    "registers_section",
    "registers_yaml",
]

_INDENT: Final = "  "
_NOT_IN_NAMES: Final = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
"""What some system forbids in the name of a file."""
_FILE_TYPE: Final = ".csv"


def blank_tables(blank: Blank) -> dict[str, str]:
    """Return the name of each register's file, with its line of headings."""
    return {
        _file(name, register, blank.names): _headings(register, blank.names)
        for name, register in blank.names.rubric.registers.items()
    }


def registers_section(blank: Blank, folder: str) -> str:
    """Return what an assessment says to have its registers read from the files of a folder."""
    lines = ["registers:"]
    for name, register in blank.names.rubric.registers.items():
        path = f"{folder}/{_file(name, register, blank.names)}" if folder else ""
        lines.append(f"{_INDENT}{name}: {scalar(path)}")
    return "\n".join(lines) + "\n"


def registers_yaml(blank: Blank) -> str:
    """Return an assessment with no more than its registers, all blank and not handed in yet."""
    names = blank.names
    lines = [
        *comment(f"{names.text(names.rubric.title)} {names.rubric.version}"),
        *comment(names.word(say("write the rows below a register, or the path of its file"))),
        *comment(names.word(say("without the sign # before them; an empty one is not handed in"))),
        "",
        f"rubric: {blank.named}",
        "",
        *comment(names.word(say("both days included, written as 2022-12-31"))),
        "period:",
        f"{_INDENT}from:",
        f"{_INDENT}to:",
        "",
        "registers:",
    ]
    for name, register in names.rubric.registers.items():
        lines += _register(name, register, names)
    return "\n".join(lines) + "\n"


def register_hints(names: Names) -> Iterator[str]:
    """Yield comments that say which registers may stand in the place of answers."""
    registers = names.rubric.registers
    if not registers:
        return
    yield ""
    said = say("registers whose rows give answers; hpscore form --only registers makes them:")
    yield from comment(names.word(said))
    yield "# registers:"
    for name, register in registers.items():
        yield f"#   {name}: {_file(name, register, names)}"


def _register(name: str, register: Register, names: Names) -> Iterator[str]:
    yield ""
    title = names.text(register.title)
    if register.dated is not None:
        day = names.text(register.columns[register.dated].title)
        dated = names.word(say("rows count by {column}", column=day))
        title = names.joined([title, dated])
    yield from comment(title, _INDENT)
    for column_id, column in register.columns.items():
        takes = names.word(say("{title} ({name}): {takes}", title=column.title, name=column_id,
                               takes=_takes(column)))  # fmt: skip
        yield from comment(takes, _INDENT, hanging=2)
    yield f"{_INDENT}{name}:"
    keys = ", ".join(f"{column}: " for column in register.columns)
    yield f"{_INDENT}# - {{{keys.rstrip()}}}"
    if register.results:
        folder = names.word(say("FOLDER"))
        yield f"{_INDENT}# {{results: {folder}}}"


def _takes(column: Column) -> object:
    if column.ask == "text":
        return say("a text")
    if column.ask == "date":
        return say("a date")
    low, high = domain(column.ask, column, None)
    options = tuple(column.options or ())
    return kind_in_words(Asked("", column.ask, low, high, options, titles=column.options))


def _file(name: str, register: Register, names: Names) -> str:
    """Return the name of a register's file: its title, if that is the name of no other."""
    files = {
        other: _NOT_IN_NAMES.sub("_", names.text(each.title)).strip(" .")
        for other, each in names.rubric.registers.items()
    }
    own = files[name]
    alone = sum(file.casefold() == own.casefold() for file in files.values()) == 1
    return (own if own and alone else name) + _FILE_TYPE


def headings_of(register: Register, names: Names) -> list[str]:
    """Return the headings: titles; ids where another column has the title, or it would compute."""
    titles = [names.text(column.title) for column in register.columns.values()]
    return [
        title if titles.count(title) == 1 and not may_run(title) else name
        for name, title in zip(register.columns, titles, strict=True)
    ]


def _headings(register: Register, names: Names) -> str:
    stream = StringIO(newline="")
    csv.writer(stream, lineterminator="\n").writerow(headings_of(register, names))
    return stream.getvalue()
