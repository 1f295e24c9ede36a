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

    @property
    def may_ask(self) -> bool:
        """Whether an interview may take the place of a file: what is asked fits one."""
        scoring = self.output or self.answers or self.fail_under or self.personal or self.evidence
        return (
            not (self.no_input or scoring or self.strict_registers) and self.format is Format.TABLE
        )


_BY_SUFFIX: Final = {
    ".csv": Format.CSV,
    ".json": Format.JSON,
    ".jsonl": Format.JSONL,
    ".md": Format.MARKDOWN,
}


def format_for(given: Format | None, output: Path | None) -> Format:
    """Return the form of the results: as given, else by the ending of their file, else a table."""
    suffix = "" if output is None else output.suffix.lower()
    refuse_workbooks(suffix)
    return given or _BY_SUFFIX.get(suffix, Format.TABLE)


def refuse_workbooks(suffix: str) -> None:
    """Refuse the endings of workbooks, which a text would only pretend to be."""
    if suffix in (".xlsx", ".xls", ".xlsm", ".ods"):
        raise UsageError(
            tell("workbooks are not written yet: name a file that ends in .csv, .json or .md")
        )


def plain_request(arguments: Sequence[str]) -> Request | None:
    """Return the run that `score PATH… [--lang LANG]` asks for; None for everything else.

    It needs no parser of options, whose import takes as long as the rest of such a run.
    """
    command, paths = arguments[:1], [*arguments[1:]]
    if paths[-2:-1] == ["--lang"] and paths[-1] in LANGUAGES:
        paths = paths[:-2]  # settled before: see `choose_language`
    if os.name == "nt" and any(set(path) & set("*?[~%$") for path in paths):
        return None  # there no shell expands these, but typer does
    named = all(path.strip() and not path.startswith("-") for path in paths)
    return Request("score", paths) if command == ["score"] and paths and named else None
