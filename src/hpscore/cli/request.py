"""What a run of scoring is asked for; the commonest one is read without the parser of options."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Final

from hpscore.cli.guard import UsageError
from hpscore.cli.language import tell
from hpscore.message import LANGUAGES

__all__ = ["Evidence", "Format", "Request", "format_for", "plain_request", "refuse_workbooks"]


class Format(StrEnum):
    """The forms in which results are written."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    MARKDOWN = "markdown"
    XLSX = "xlsx"


class Evidence(StrEnum):
    """Whether papers are only told of, or points rest on them."""

    REPORT = "report"
    REQUIRE = "require"


@dataclass(frozen=True)
class Request:
    """What one run of a scoring command was asked for."""

    command: str
    paths: list[str]
    rubric: str | None = None
    format: Format = Format.TABLE
    output: Path | None = None
    facts: dict[str, str] = field(default_factory=dict)
    answers: dict[str, str] = field(default_factory=dict)
    fail_under: str | None = None
    allow_errors: bool = False
    personal: bool = False
    no_input: bool = True
    resume: Path | None = None
    """The file that an interview goes on with, in place of scoring."""
    evidence: Evidence | None = None
    strict_registers: bool = False
    titles: bool = False
    """Whether a table of comma-separated values is headed in words."""
    folder: bool = False
    """Whether `output` is a folder, for a file a rubric."""
    jobs: int = 1
    """How many processes score."""
    errors: Path | None = None
    """The table of everything that is wrong."""
    roster: Path | None = None
    """The table of all who are to hand in something."""
    map: Path | None = None
    """What tables from elsewhere mean."""

    @property
    def may_ask(self) -> bool:
        """Whether an interview may take the place of a file: what is asked fits one."""
        scoring = self.output or self.answers or self.fail_under or self.personal or self.evidence
        tables = self.errors or self.roster or self.map
        return (
            not (self.no_input or scoring or tables or self.strict_registers)
            and self.format is Format.TABLE
        )


_BY_SUFFIX: Final = {
    ".csv": Format.CSV,
    ".json": Format.JSON,
    ".jsonl": Format.JSONL,
    ".md": Format.MARKDOWN,
    ".xlsx": Format.XLSX,
}
_OTHER_WORKBOOKS: Final = (".xls", ".xlsm", ".ods", ".et")
_NOT_WRITTEN: Final = (".pdf", ".doc", ".docx", ".html", ".htm", ".wps")
"""Endings that a table of text would only pretend to."""


def format_for(given: Format | None, output: Path | None) -> Format:
    """Return the form of the results: as given, else by the ending of their file, else a table."""
    suffix = "" if output is None else output.suffix.lower()
    if suffix in _OTHER_WORKBOOKS:
        raise UsageError(tell("workbooks are written as .xlsx: name a file that ends so"))
    if suffix in _NOT_WRITTEN:
        raise UsageError(
            tell("results are not written as {suffix}: name a file that ends in .xlsx, .csv, "
                 ".json or .md", suffix=suffix)
        )  # fmt: skip
    form = given or _BY_SUFFIX.get(suffix, Format.TABLE)
    if suffix and (form is Format.XLSX) != (suffix == ".xlsx"):
        raise UsageError(
            tell(
                "--format {format} does not fit '{path}': only a workbook ends in .xlsx",
                format=str(form),
                path=output,
            )
        )
    return form


def refuse_workbooks(suffix: str) -> None:
    """Refuse the endings of workbooks, which a text would only pretend to be."""
    if suffix in (".xlsx", ".xls", ".xlsm", ".ods"):
        raise UsageError(
            tell("this list is not written as a workbook: name a file that ends in .csv or .json")
        )


def plain_request(arguments: Sequence[str]) -> Request | None:
    """Return the run that `score PATH… [--format FORMAT] [-o FILE] [--jobs N] [--lang LANG]` asks
    for; None for everything else, such as a wrong value, for which the parser has words.

    It needs no parser of options, whose import takes as long as the rest of such a run.
    """
    command, words = arguments[:1], [*arguments[1:]]
    if words[-2:-1] == ["--lang"] and words[-1] in LANGUAGES:
        words = words[:-2]  # settled before: see `choose_language`
    if os.name == "nt" and any(set(word) & set("*?[~%$") for word in words):
        return None  # there no shell expands these, but typer does
    paths, given = _told_apart(words)
    named = all(word.strip() and not word.startswith("-") for word in (*paths, *given.values()))
    if command != ["score"] or not paths or not named:
        return None
    form, jobs = given.get("--format"), given.get("--jobs", "1")
    output = Path(given["-o"]) if "-o" in given else None
    if not (form is None or form in list(Format)) or jobs not in _PLAIN_JOBS:
        return None
    try:
        if output is not None and (given["-o"].endswith(("/", os.sep)) or output.is_dir()):
            return None
        found = format_for(None if form is None else Format(form), output)
    except (OSError, ValueError, UsageError):
        return None
    return Request("score", paths, format=found, output=output, jobs=int(jobs))


_PLAIN: Final = ("--format", "-o", "--jobs")
"""The options that are read without the parser."""
_PLAIN_JOBS: Final = tuple(map(str, range(1, 10)))


def _told_apart(words: Sequence[str]) -> tuple[list[str], dict[str, str]]:
    """Return the paths, and the values of options; an option that is no plain one is a path."""
    paths: list[str] = []
    given: dict[str, str] = {}
    rest = iter(words)
    for word in rest:
        if word in _PLAIN and word not in given:
            given[word] = next(rest, "")
        else:
            paths.append(word)
    return paths, given
