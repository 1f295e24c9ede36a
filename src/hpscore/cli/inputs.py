"""Find and open the files that a command is given."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from hpscore.cli.language import tell
from hpscore.message import say
from hpscore.problem import Location, Problem, ProblemError
from hpscore.source import Document, Limits, parse_document, read_document

__all__ = ["Input", "find_inputs", "open_input"]

_SUFFIXES = (".yaml", ".yml", ".json")
STDIN = "-"

Input = tuple[str, bool]
"""A path, and whether it was found in a folder (then what is no assessment is passed over)."""


def find_inputs(paths: Sequence[str]) -> Iterator[Input | Problem]:
    """Yield files in the order given, those of folders by name; a problem for an empty folder."""
    for name in paths:
        if name == STDIN or not Path(name).is_dir():
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
                say("assessment files end in .yaml, .yml or .json"),
            )


def _files_in(folder: Path) -> Iterator[Path]:
    """Walk a folder in a fixed order, without hidden entries and without following links."""
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            hidden = name.startswith(".")
            if name.endswith(_SUFFIXES) and not hidden and not name.endswith(".cases.yaml"):
                yield Path(root, name)


def open_input(path: str, in_folder: bool) -> Document | None:
    """Read a file; None for one in a folder that is no assessment, which is said on stderr.

    `ProblemError` for one that cannot be read.
    """
    document = _read_stdin() if path == STDIN else read_document(path)
    if in_folder and (what := _other_kind(document)) is not None:
        print(tell("{file}: passed over, it is {what}", file=path, what=what), file=sys.stderr)
        return None
    return document


def _other_kind(document: Document) -> str | None:
    value = document.value
    if not isinstance(value, dict):
        return None
    if "dimensions" in value and "version" in value:
        return tell("a rubric")
    if str(value.get("format", "")).startswith("hpscore/"):
        return tell("a result")
    return None


def _read_stdin() -> Document:
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
    return parse_document(data, file=STDIN)
