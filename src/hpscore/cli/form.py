"""`hpscore form`: a blank assessment to fill in."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hpscore.cli.completing import complete_file
from hpscore.cli.guard import guarded
from hpscore.cli.helping import described
from hpscore.cli.language import language, tell
from hpscore.cli.options import Fact, Lang, assignments, file_path, one_of
from hpscore.cli.output import results_to, standard_error
from hpscore.cli.show import RubricName

if TYPE_CHECKING:
    from hpscore.model.assessment import FactValue
    from hpscore.model.rubric import Rubric
    from hpscore.readers.assessments import Reader

__all__ = ["form"]


class FormFormat(StrEnum):
    """The kinds of forms."""

    YAML = "yaml"
    CSV = "csv"


_BY_SUFFIX = {".yaml": FormFormat.YAML, ".yml": FormFormat.YAML, ".csv": FormFormat.CSV}

FormFile = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        parser=file_path,
        autocompletion=complete_file,
        help=tell("Write the form to this file, by its ending .yaml or .csv."),
    ),
]
FormatChoice = Annotated[
    FormFormat | None,
    typer.Option(
        "--format",
        "-f",
        metavar="|".join(FormFormat),
        parser=one_of(FormFormat),
        help=tell("The kind of form; by the file's ending if not given."),
    ),
]
Subject = Annotated[
    str | None, typer.Option("--subject", metavar="NAME", help=tell("The name of the subject."))
]
Titles = Annotated[
    bool, typer.Option("--titles", help=tell("Head the columns of a table with titles, not ids."))
]
Force = Annotated[bool, typer.Option("--force", help=tell("Overwrite a file that is there."))]


@guarded
def form(
    rubric: RubricName,
    output: FormFile = None,
    format_: FormatChoice = None,
    subject: Subject = None,
    fact: Fact = None,
    titles: Titles = False,
    force: Force = False,
    lang: Lang = None,
) -> None:
    """Write a blank form."""
    del lang
    from hpscore.forms.blank import blank_for
    from hpscore.readers.assessments import Reader
    from hpscore.readers.catalogue import Catalogue, names_a_file

    kind = _kind(output, format_)
    if titles and kind is not FormFormat.CSV:
        raise typer.BadParameter(tell("--titles is for tables: --format csv, or -o FILE.csv"))
    stated = assignments(fact, "--fact")
    if subject is not None and stated.setdefault("name", subject) != subject:
        raise typer.BadParameter(tell("--subject and --fact name=… differ: give one of them"))
    if output is not None and output.exists() and not force:
        raise typer.BadParameter(
            tell("'{path}' exists: name another file, or overwrite it with --force", path=output)
        )
    found = Catalogue().given(rubric)
    reader = Reader(found)
    named = _named(rubric, found, output)
    if names_a_file(rubric) and not names_a_file(named):
        standard_error(
            tell(
                "the rubric lies outside the form's folder: score with --rubric {path}", path=rubric
            )
        )
    blank = blank_for(reader, language(), named, _facts(reader, stated))
    with results_to(output, bom=kind is FormFormat.CSV) as stream:
        if kind is FormFormat.CSV:
            from hpscore.forms.blank_csv import blank_csv

            stream.write(blank_csv(blank, titles=titles))
        else:
            from hpscore.forms.blank_yaml import blank_yaml

            stream.write(blank_yaml(blank))


form.__doc__ = described(
    tell("Write a blank form: every question, how it earns points, and what to write."),
    "hpscore form community -o community.yaml",
    "hpscore form family --subject 李家 -o family.yaml",
    "hpscore form agency --titles -o agencies.csv",
)


def _kind(output: Path | None, given: FormFormat | None) -> FormFormat:
    """Return the kind of form: as given, else by the ending of the file, else YAML."""
    if output is None:
        return given or FormFormat.YAML
    suffix = output.suffix.lower()
    if suffix == ".xlsx":
        raise typer.BadParameter(
            tell("forms in Excel are not made yet: name a file that ends in .yaml or .csv")
        )
    kind = _BY_SUFFIX.get(suffix)
    if kind is None and given is None:
        raise typer.BadParameter(
            tell("the ending of '{path}' tells no kind of form: add --format", path=output)
        )
    if kind is not None and given is not None and kind is not given:
        raise typer.BadParameter(
            tell("'{path}' does not end like a form in {format}", path=output, format=given)
        )
    return given or kind or FormFormat.YAML


def _facts(reader: Reader, stated: dict[str, str]) -> dict[str, FactValue]:
    """Read what is known of the subject; `ProblemError` for a value that its fact does not take."""
    from hpscore.model.sheet import Issue
    from hpscore.problem import Problem, ProblemError, nearest
    from hpscore.readers.facts import fact_names, read_subject
    from hpscore.readers.names import fold

    names = fact_names(reader.rubric)
    for name in stated:
        if fold(name) not in names:
            near = nearest(name, names)
            raise typer.BadParameter(
                tell("there is no fact '{key}' in {rubric}", key=name, rubric=reader.rubric.rubric)
                + (tell("; did you mean '{near}'?", near=near) if near else "")
            )
    issues: list[Issue] = []
    facts = read_subject(stated, reader.rubric, names, issues)
    if issues:
        raise ProblemError(
            [Problem(issue.code, issue.message, help=issue.help) for issue in issues]
        )
    return facts


def _named(name: str, rubric: Rubric, output: Path | None) -> str:
    """Return how the form names its rubric: by its path below the form's folder, or by id."""
    from hpscore.readers.catalogue import names_a_file

    by_id = f"{rubric.rubric}@{rubric.version}"
    if not names_a_file(name):
        return by_id
    folder = Path.cwd() if output is None else output.parent.resolve()
    path = Path(name).resolve()
    return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else by_id
