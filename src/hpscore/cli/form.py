"""`hpscore form`: a blank assessment to fill in."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hpscore.cli.completing import complete_file
from hpscore.cli.guard import guarded, with_help
from hpscore.cli.helping import described
from hpscore.cli.language import language, tell
from hpscore.cli.options import Fact, Lang, Titles, assignments, file_path, one_line, one_of
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


class Only(StrEnum):
    """The parts of a form that can be asked for alone."""

    REGISTERS = "registers"


_BY_SUFFIX = {".yaml": FormFormat.YAML, ".yml": FormFormat.YAML, ".csv": FormFormat.CSV}

FormFile = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        parser=Path,
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
Force = Annotated[bool, typer.Option("--force", help=tell("Overwrite a file that is there."))]

OnlyPart = Annotated[
    Only | None,
    typer.Option(
        "--only",
        metavar="|".join(Only),
        parser=one_of(Only),
        help=tell("Write blank registers: into the folder that -o names a table each, or YAML."),
    ),
]


@guarded
def form(
    rubric: RubricName,
    output: FormFile = None,
    format_: FormatChoice = None,
    subject: Subject = None,
    fact: Fact = None,
    titles: Titles = False,
    force: Force = False,
    only: OnlyPart = None,
    lang: Lang = None,
) -> None:
    """Write a blank form."""
    del lang
    from hpscore.forms.blank import blank_for
    from hpscore.readers.assessments import Reader
    from hpscore.readers.catalogue import Catalogue, names_a_file

    if only is not None:
        if subject is not None or fact or titles or force or format_ is not None:
            raise typer.BadParameter(tell("--only registers goes with -o and nothing else"))
        from hpscore.cli.form_registers import write_registers

        by = Catalogue().given(rubric)
        write_registers(blank_for(Reader(by), language(), _named(rubric, by, output)), output)
        return
    if output is not None:
        output = _file(output)
    kind = _kind(output, format_)
    if titles and kind is not FormFormat.CSV:
        raise typer.BadParameter(tell("--titles is for tables: --format csv, or -o FILE.csv"))
    stated = assignments(fact, "--fact")
    if subject is not None:
        subject = one_line(subject, "--subject")
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
    "hpscore form community --only registers -o 空白台账",
)


def _file(output: Path) -> Path:
    """Return the path of a file; a folder takes registers only."""
    try:
        return file_path(str(output))
    except typer.BadParameter as error:
        said = tell("{name}: {message}", name="--output", message=error.message)
        raise typer.BadParameter(said) from None


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
    from hpscore.problem import Problem, ProblemError
    from hpscore.readers.facts import fact_names, meant_fact, read_subject
    from hpscore.readers.names import fold

    names = fact_names(reader.rubric)
    for name in stated:
        if fold(name) not in names:
            said = tell(
                "there is no fact '{key}' in {rubric}", key=name, rubric=reader.rubric.rubric
            )
            raise typer.BadParameter(with_help(said, meant_fact(name, reader.rubric)))
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
