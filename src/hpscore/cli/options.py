"""Options that several commands share."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from hpscore.cli.completing import (
    complete_fact,
    complete_file,
    complete_rubric,
    complete_set,
    complete_tier,
)
from hpscore.cli.language import tell

__all__ = [
    "AllowErrors",
    "Fact",
    "FailUnder",
    "Format",
    "FormatOption",
    "Lang",
    "NoInput",
    "Output",
    "Paths",
    "Personal",
    "RubricOption",
    "Set",
    "assignments",
]


class Format(StrEnum):
    """The forms in which results are written."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    MARKDOWN = "markdown"


class LanguageName(StrEnum):
    """The languages of messages and tables."""

    ZH = "zh"
    EN = "en"


Lang = Annotated[
    LanguageName | None,
    typer.Option(
        "--lang", help=tell("Language of messages and tables; by the locale if not given.")
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
    Format,
    typer.Option(
        "--format",
        "-f",
        metavar="FORMAT",
        help=tell("Write results as {formats}.", formats=[str(form) for form in Format]),
    ),
]
Output = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        dir_okay=False,
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
NoInput = Annotated[
    bool, typer.Option("--no-input", help=tell("Never ask anything, even at a terminal."))
]
Personal = Annotated[
    bool, typer.Option("--personal", help=tell("Include personal facts, such as the householder."))
]


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
        found[name] = value.strip()
    return found
