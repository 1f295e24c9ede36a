"""`hpscore evidence`: which papers are there, which are missing, and a folder to put them in."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hpscore.cli.completing import complete_file
from hpscore.cli.explain import only_outcome
from hpscore.cli.guard import BAD_INPUT, guarded
from hpscore.cli.helping import described
from hpscore.cli.inputs import BOOKS
from hpscore.cli.language import language, tell
from hpscore.cli.options import (
    Fact,
    Lang,
    ListForm,
    ListFormOption,
    Output,
    RubricOption,
    assignments,
    folder_path,
    list_form,
)
from hpscore.cli.output import console_for, print_problems, results_to, standard_error

if TYPE_CHECKING:
    from hpscore.cli.laying import Laying
    from hpscore.model.assessment import Assessment
    from hpscore.model.rubric import Rubric
    from hpscore.readers.outcome import Scorer
    from hpscore.reports.papers import Papers

__all__ = ["evidence"]

_INCOMPLETE = 2
"""Something that was asked for needs what is not installed."""


FileOrRubric = Annotated[
    str,
    typer.Argument(
        metavar="FILE|RUBRIC",
        autocompletion=complete_file,
        help=tell("An assessment file, or - for standard input; with --init also a rubric."),
    ),
]
Folder = Annotated[
    Path | None,
    typer.Option(
        "--folder",
        metavar="FOLDER",
        parser=folder_path,
        help=tell("Look for the papers in this folder, whatever the assessment names."),
    ),
]
Init = Annotated[
    Path | None,
    typer.Option(
        "--init",
        metavar="FOLDER",
        parser=folder_path,
        help=tell("Make this folder, with one for each paper, an index and blank papers."),
    ),
]


@guarded
def evidence(
    file: FileOrRubric,
    folder: Folder = None,
    init: Init = None,
    rubric: RubricOption = None,
    fact: Fact = None,
    format_: ListFormOption = None,
    output: Output = None,
    lang: Lang = None,
) -> None:
    """Tell which papers are there."""
    del lang
    from hpscore.readers.catalogue import Catalogue
    from hpscore.readers.outcome import Scorer
    from hpscore.readers.paths import names_a_version

    if init is not None and (folder or format_ or output):
        raise typer.BadParameter(tell("--init makes a folder: leave --folder, --format and -o out"))
    catalogue = Catalogue()
    given = catalogue.given(rubric) if rubric is not None else None
    any_version = rubric is not None and not names_a_version(rubric)
    scorer = Scorer(catalogue, given, assignments(fact, "--fact"), any_version=any_version)
    if init is not None:
        _init(file, init, scorer)
        return
    found, assessment = _read(file, scorer)
    papers = _papers(found, assessment, folder)
    _write(papers, list_form(format_, output), output)


evidence.__doc__ = described(
    tell("Tell which papers are there, short or missing, and which points rest on them."),
    "hpscore evidence 幸福里社区.yaml",
    "hpscore evidence 幸福里社区.yaml --folder 资料",
    "hpscore evidence community --init 新社区资料",
)


def _read(file: str, scorer: Scorer) -> tuple[Rubric, Assessment]:
    outcome = only_outcome(scorer, file)
    if outcome.assessment is None or outcome.rubric is None:
        print_problems(outcome.problems)
        raise typer.Exit(BAD_INPUT)
    return outcome.rubric, outcome.assessment


def _papers(rubric: Rubric, assessment: Assessment, folder: Path | None) -> Papers:
    """Find the papers, in a folder or as the assessment names them, and judge them."""
    from hpscore.analysis.papers import file_papers, papers_report
    from hpscore.readers.folder import as_there, walk
    from hpscore.reports.names import names_for
    from hpscore.reports.papers import Papers

    names = names_for(rubric, language())
    if folder is None:
        there = as_there(assessment)
        return Papers(papers_report(rubric, there), names, not_found=there.not_found)
    walked = walk(folder)
    filed = file_papers(rubric, walked.files)
    return Papers(
        papers_report(rubric, replace(assessment, evidence=filed.files)),
        names,
        str(folder),
        len(walked.files),
        filed.unmatched,
        filed.unsure,
        walked.links,
        walked.shut,
    )


def _write(papers: Papers, form: ListForm, output: Path | None) -> None:
    from hpscore.reports.papers import papers_view, write_csv, write_json

    with results_to(output, bom=form is ListForm.CSV) as stream:
        if form is ListForm.JSON:
            write_json(papers, stream)
        elif form is ListForm.CSV:
            write_csv(papers, stream)
        else:
            console_for(stream).print(papers_view(papers))


def _init(name: str, folder: Path, scorer: Scorer) -> None:
    """Make the folder of the papers that a rubric wants, or one assessment by it."""
    from hpscore.cli.laying import Laying
    from hpscore.forms.papers import index_of, paper_folders
    from hpscore.model.filing import INDEX

    if ".." in folder.parts:
        raise typer.BadParameter(tell("--init takes a folder without '..': '{path}'", path=folder))
    rubric, numbers = _wanted(name, scorer)
    folders = paper_folders(rubric, numbers)
    laying = Laying(folder)
    whole = True
    if laying.begin():
        for own in folders:
            laying.branch(own.folders())
        laying.file(INDEX, ("\ufeff" + index_of(rubric, folders)).encode())
        whole = _blanks(laying, [(f.blank, f.blank_path) for f in folders])
    print_problems(tuple(laying.problems))
    with results_to(None) as stream:
        print(
            tell(
                "{folder}: {folders} folders and {files} files made, {left} files left alone",
                folder=folder,
                folders=laying.folders,
                files=laying.files,
                left=laying.left,
            ),
            file=stream,
        )
    if laying.problems:
        raise typer.Exit(BAD_INPUT)
    if not whole:
        standard_error(
            tell("blank papers need python-docx, which is not there: pip install 'hpscore[docx]'")
        )
        sys.exit(_INCOMPLETE)


def _wanted(name: str, scorer: Scorer) -> tuple[Rubric, tuple[str, ...]]:
    """Return a rubric with the numbers of its papers; of an assessment, those that apply."""
    from hpscore.message import say
    from hpscore.problem import Problem, ProblemError
    from hpscore.scoring.engine import wanted_papers

    rubric = _as_rubric(name, scorer)
    if rubric is not None:
        numbers = tuple(rubric.evidence)
    else:
        rubric, assessment = _read(name, scorer)
        wanted = wanted_papers(rubric, assessment).values()
        here = {number for own in wanted for number in own}
        numbers = tuple(number for number in rubric.evidence if number in here)
    if not numbers:
        message = say("{rubric} wants no papers", rubric=rubric.rubric)
        raise ProblemError([Problem("no-papers", message, help=say("name another rubric"))])
    return rubric, numbers


def _as_rubric(name: str, scorer: Scorer) -> Rubric | None:
    """Return the rubric of a name, or of a file that holds one; None for other files."""
    from hpscore.readers.paths import names_a_file
    from hpscore.readers.rubrics import rubric_from
    from hpscore.source import read_document

    low = name.lower()
    row = ".csv:" in low or "#" in low
    is_file = names_a_file(name) or low.endswith((".csv", *BOOKS)) or row
    if name == "-" or (is_file and not name.lower().endswith((".yaml", ".yml", ".json"))):
        return None
    if not is_file:
        return scorer.catalogue.given(name)
    document = read_document(name)
    value = document.value
    if isinstance(value, dict) and "dimensions" in value:
        return rubric_from(document)
    return None


def _blanks(laying: Laying, wanted: list[tuple[str | None, str | None]]) -> bool:
    """Write the blank papers; False where python-docx is not there, and some are wanted."""
    from hpscore.model.filing import BLANKS
    from hpscore.readers.blanks import read_blank

    named = {path: read_blank(name) for name, path in wanted if name and path}
    if not named:
        return True
    try:
        from hpscore.forms.paper_docx import paper_docx
    except ImportError:
        return False
    if laying.folder(BLANKS):
        for path, blank in named.items():
            laying.file(f"{path}.docx", paper_docx(blank))
    return True
