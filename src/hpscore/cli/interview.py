"""`hpscore interview`: answer a rubric question by question, at a terminal."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final, NoReturn

import typer

from hpscore.cli.completing import complete_file, complete_rubric
from hpscore.cli.guard import guarded
from hpscore.cli.helping import described
from hpscore.cli.language import language, tell
from hpscore.cli.options import Fact, Lang, NoInput, Resume, assignments, file_path
from hpscore.cli.output import standard_error
from hpscore.cli.prompting import at_terminal
from hpscore.cli.request import Format
from hpscore.message import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hpscore.cli.request import Request
    from hpscore.model.rubric import Rubric
    from hpscore.source import Document

__all__ = ["go_on", "hold", "instead_of_paths", "interview"]

RubricName = Annotated[
    str | None,
    typer.Argument(
        metavar="RUBRIC",
        autocompletion=complete_rubric,
        show_default=False,
        help=tell("A rubric's id or name, or the path of its file; not needed with --resume."),
    ),
]
Target = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        parser=file_path,
        autocompletion=complete_file,
        help=tell("Keep the answers in this new file; by default it is named after the subject."),
    ),
]

_FORMS: Final = (".yaml", ".yml", ".json")
_KEPT: Final = ("registers", "evidence")
"""Sections of a file that an interview does not touch."""


@guarded
def interview(
    rubric: RubricName = None,
    resume: Resume = None,
    output: Target = None,
    fact: Fact = None,
    no_input: NoInput = False,
    lang: Lang = None,
) -> None:
    """Hold an interview."""
    del lang
    if rubric is None and resume is None:
        raise typer.BadParameter(tell("name a rubric, such as community, or --resume FILE"))
    _check_terminal(no_input)
    hold(rubric, assignments(fact, "--fact"), resume, output)


interview.__doc__ = described(
    tell("Answer a rubric question by question at a terminal; the answers are kept in a file."),
    "hpscore interview community",
    "hpscore interview family --fact setting=rural",
    "hpscore interview --resume 桂花里社区.yaml",
)


def hold(
    name: str | None,
    facts: Mapping[str, str],
    resume: Path | None = None,
    output: Path | None = None,
) -> NoReturn:
    """Hold an interview at the terminal, and leave with its exit code.

    It goes on with the file `resume`, or begins a new one, `output`.
    """
    from hpscore.cli.keeping import Keeper
    from hpscore.cli.session import Session
    from hpscore.forms.interview import Interview
    from hpscore.model.assessment import Assessment
    from hpscore.readers.assessments import Reader, rubric_of
    from hpscore.readers.catalogue import Catalogue
    from hpscore.readers.overrides import override
    from hpscore.readers.paths import names_a_version
    from hpscore.source import read_document

    _check(resume, output)
    _warn_of_ascii()
    catalogue = Catalogue()
    rubric = catalogue.given(name) if name else None
    document = None if resume is None else read_document(resume)
    if document is not None:
        any_version = name is not None and not names_a_version(name)
        by_file = say(
            "go on by the rubric that it names: hpscore interview --resume {file}", file=resume
        )
        rubric = rubric_of(document, catalogue, rubric, by_file, any_version=any_version)
    assert rubric is not None  # either the command or the file names one
    reader = Reader(rubric)
    assessment = Assessment() if document is None else reader.read(document)
    assessment = override(reader, assessment, facts, {})
    interview = Interview(rubric, language())
    # what is kept is the file itself, where the name given is a link to it
    path = resume.resolve() if resume is not None and resume.is_symlink() else resume or output
    named, outside = _rubric_name(rubric, name, path)
    keeper = Keeper(
        interview,
        _own(document, "rubric") or named,
        path,
        {key: value for key in _KEPT if (value := _own(document, key)) is not None},
        written=document is not None,
        saved=assessment,
    )
    Session(interview, keeper, document, name if outside else None).run(assessment)


def instead_of_paths(command: str, rubric: str | None, facts: Mapping[str, str]) -> list[str]:
    """Return standard input where something is piped in; at a terminal hold an interview.

    `rubric` is None where nothing may be asked; then it is a usage error that no file is named.
    """
    if not sys.stdin.isatty():
        return ["-"]
    if rubric is not None and at_terminal():
        hold(rubric, facts)
    raise typer.BadParameter(
        tell(
            "no file given. Name one (hpscore {command} file.yaml), pipe one in, or answer "
            "question by question: hpscore interview {rubric}",
            command=command,
            rubric="RUBRIC" if command == "score" else command,
        )
    )


def go_on(request: Request) -> NoReturn:
    """Go on with the file of --resume by the rubric of the command, which then scores nothing."""
    if request.paths:
        raise typer.BadParameter(
            tell("--resume goes on with one file: leave {paths} out", paths=request.paths)
        )
    others = {
        "--format": request.format is not Format.TABLE and request.output is None,
        "--set": request.answers,
        "--fail-under": request.fail_under,
        "--allow-errors": request.allow_errors,
        "--personal": request.personal,
        "--evidence": request.evidence,
        "--strict-registers": request.strict_registers,
    }
    given = [option for option, value in others.items() if value]
    if given:
        raise typer.BadParameter(
            tell("--resume asks for answers: leave {options} out", options=given)
        )
    _check_terminal(request.no_input)
    hold(request.rubric, request.facts, request.resume, request.output)


def _check_terminal(no_input: bool) -> None:
    if no_input or not at_terminal():
        raise typer.BadParameter(
            tell(
                "an interview needs a terminal, and no --no-input; "
                "or fill in a file and score it: hpscore score FILE"
            )
        )


def _check(resume: Path | None, output: Path | None) -> None:
    """Refuse files that could not be written, before anything is answered."""
    if resume is not None and output is not None:
        raise typer.BadParameter(tell("--resume goes on in its own file: leave -o out"))
    if resume is not None and resume.suffix.lower() not in _FORMS:
        raise typer.BadParameter(
            tell("an interview goes on with a file in YAML or JSON, not '{path}'", path=resume)
        )
    if output is not None and output.suffix.lower() not in _FORMS:
        raise typer.BadParameter(
            tell("answers are kept in YAML or JSON: end '{path}' in .yaml or .json", path=output)
        )
    if output is not None and output.exists():
        raise typer.BadParameter(
            tell("'{path}' is there already: go on with it by --resume {path}", path=output)
        )
    folder = Path.cwd() if output is None else output.parent
    folder = folder if resume is None else resume.resolve().parent
    if not os.access(folder, os.W_OK):
        raise typer.BadParameter(
            tell("cannot write to the folder '{folder}': name a file with -o", folder=folder)
        )


def _warn_of_ascii() -> None:
    """Say so where Chinese cannot be typed, before it is lost."""
    from codecs import lookup

    if lookup(sys.stdin.encoding or "ascii").name == "ascii":
        standard_error(
            tell("this terminal takes no Chinese (its encoding is ASCII): set PYTHONUTF8=1")
        )


def _own(document: Document | None, key: str) -> Any:
    """Return a section of the file that is gone on with."""
    value = None if document is None else document.value
    return value.get(key) if isinstance(value, dict) else None


def _rubric_name(rubric: Rubric, name: str | None, path: Path | None) -> tuple[str, bool]:
    """Return how a file names its rubric, and whether it lies where the file cannot name it."""
    from hpscore.readers.catalogue import names_a_file

    pinned = f"{rubric.rubric}@{rubric.version}"
    if name is None or not names_a_file(name):
        return pinned, False
    folder = (Path.cwd() if path is None else path.parent).resolve()
    found = Path(name).resolve()
    if found.is_relative_to(folder):
        below = found.relative_to(folder).as_posix()
        return below, False
    return pinned, True
