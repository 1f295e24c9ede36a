"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from hpscore.cli.completing import (
    complete_fact,
    complete_file,
    complete_resumable,
    complete_rubric,
    complete_set,
    complete_tier,
)
from hpscore.cli.language import tell
from hpscore.cli.request import Evidence, Format, refuse_workbooks

__all__ = [
    "AllowErrors",
    "EvidenceOption",
    "Fact",
    "FailUnder",
    "FormatOption",
    "Lang",
    "ListForm",
    "ListFormOption",
    "NoInput",
    "Output",
    "Paths",
    "Personal",
    "Resume",
    "RubricOption",
    "Set",
    "StrictRegisters",
    "Titles",
    "assignments",
    "file_path",
    "folder_path",
    "list_form",
    "one_line",
    "one_of",
]

_LONGEST = 4000
_Choice = TypeVar("_Choice", bound=StrEnum)


class ListForm(StrEnum):
    """The forms in which lists are written that are no results."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


class LanguageName(StrEnum):
    """The languages of messages and tables."""

    ZH = "zh"
    EN = "en"


def one_of(kind: type[_Choice]) -> Callable[[str], _Choice]:
    """Return what reads one of a few words; a usage error for any other."""

    def read(text: str) -> _Choice:
        try:
            return kind(text)
        except ValueError:
            from hpscore.cli.guard import with_help
            from hpscore.problem import nearest

            known = [str(choice) for choice in kind]
            near = nearest(text, known)
            raise typer.BadParameter(
                with_help(
                    tell("'{text}' is none of {known}", text=text, known=known),
                    tell("did you mean '{near}'?", near=near) if near else None,
                )
            ) from None

    return read


def file_path(text: str) -> Path:
    """Read the path of a file; a usage error for that of a folder."""
    path = Path(text)
    with suppress(OSError):  # what is wrong with a name is told when it is opened
        if path.is_dir():
            raise typer.BadParameter(tell("'{path}' is a folder: name a file", path=path))
    return path


Lang = Annotated[
    LanguageName | None,
    typer.Option(
        "--lang",
        metavar="|".join(LanguageName),
        parser=one_of(LanguageName),
        help=tell("Language of messages and tables; by the locale if not given."),
    ),
]
Paths = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="PATH",
        help=tell(
            "Assessment files (YAML, JSON or CSV), folders of them, or - for standard input."
        ),
        show_default=False,
    ),
]
RubricOption = Annotated[
    str | None,
    typer.Option(
        "--rubric",
        "-r",
        metavar="ID|PATH",
        autocompletion=complete_rubric,
        help=tell("The rubric, where a file does not name its own."),
    ),
]
FormatOption = Annotated[
    Format | None,
    typer.Option(
        "--format",
        "-f",
        metavar="FORMAT",
        parser=one_of(Format),
        help=tell(
            "Write results as {formats}; as the ending of -o says, else {default}.",
            formats=[str(form) for form in Format],
            default=str(Format.TABLE),
        ),
    ),
]
Output = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        parser=file_path,
        autocompletion=complete_file,
        help=tell("Write results to this file; it appears whole or not at all."),
    ),
]
Fact = Annotated[
    list[str] | None,
    typer.Option(
        "--fact",
        metavar="NAME=VALUE",
        autocompletion=complete_fact,
        help=tell("State a fact of the subject, such as setting=rural."),
    ),
]
Set = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="QUESTION=VALUE",
        autocompletion=complete_set,
        help=tell("Try another answer, and show what it changes; empty: unanswered."),
    ),
]
FailUnder = Annotated[
    str | None,
    typer.Option(
        "--fail-under",
        metavar="TIER|POINTS",
        autocompletion=complete_tier,
        help=tell("Leave with 1 if what is earned is below this tier or these points."),
    ),
]
AllowErrors = Annotated[
    bool,
    typer.Option("--allow-errors", help=tell("Do not leave with 3 when some files have errors.")),
]
EvidenceOption = Annotated[
    Evidence | None,
    typer.Option(
        "--evidence",
        metavar="|".join(Evidence),
        parser=one_of(Evidence),
        help=tell(
            "With require, points count only where the papers they rest on are all handed in."
        ),
    ),
]
StrictRegisters = Annotated[
    bool,
    typer.Option(
        "--strict-registers",
        help=tell("Count each row of a register once, for the indicator where it earns most."),
    ),
]
NoInput = Annotated[
    bool, typer.Option("--no-input", help=tell("Never ask anything, even at a terminal."))
]
Resume = Annotated[
    Path | None,
    typer.Option(
        "--resume",
        metavar="FILE",
        parser=file_path,
        autocompletion=complete_resumable,
        help=tell("Go on with this assessment file."),
    ),
]
Personal = Annotated[
    bool, typer.Option("--personal", help=tell("Include personal facts, such as the householder."))
]


Titles = Annotated[
    bool, typer.Option("--titles", help=tell("Head the columns of a table with titles, not ids."))
]


def folder_path(text: str) -> Path:
    """Read the path of a folder; a usage error for an empty one, such as an unset variable."""
    if not text.strip():
        raise typer.BadParameter(tell("a path is empty: name a folder"))
    return Path(text)


ListFormOption = Annotated[
    ListForm | None,
    typer.Option(
        "--format",
        "-f",
        metavar="FORMAT",
        parser=one_of(ListForm),
        help=tell(
            "Write results as {formats}; as the ending of -o says, else {default}.",
            formats=[str(form) for form in ListForm],
            default=str(ListForm.TABLE),
        ),
    ),
]


def list_form(given: ListForm | None, output: Path | None) -> ListForm:
    """Return the form of a list: as given, else by the ending of its file, else a table."""
    suffix = "" if output is None else output.suffix.lower()
    refuse_workbooks(suffix)
    return given or {".json": ListForm.JSON, ".csv": ListForm.CSV}.get(suffix, ListForm.TABLE)


def assignments(given: list[str] | None, option: str) -> dict[str, str]:
    """Split `NAME=VALUE` options; a usage error for one without `=`, or a name given twice."""
    found: dict[str, str] = {}
    for text in given or ():
        name, equals, value = text.partition("=")
        name = name.strip()
        if not equals or not name:
            raise typer.BadParameter(
                tell("{option} takes NAME=VALUE, got '{text}'", option=option, text=text)
            )
        if name in found:
            raise typer.BadParameter(
                tell("{option} gives '{name}' twice", option=option, name=name)
            )
        found[name] = one_line(value.strip(), option)
    return found


def one_line(value: str, option: str) -> str:
    """Return a value as it was typed; a usage error for what no file could hold."""
    from hpscore.reports.plain import plain

    if any("\ud800" <= character <= "\udfff" for character in value):
        raise typer.BadParameter(
            tell(
                "{option} is no text in the encoding of this system: set PYTHONUTF8=1",
                option=option,
            )
        )
    if plain(value) != value:
        raise typer.BadParameter(
            tell("{option} takes a line of text, without control characters", option=option)
        )
    if len(value) > _LONGEST:
        raise typer.BadParameter(
            tell("{option} takes at most {most} characters", option=option, most=_LONGEST)
        )
    return value
