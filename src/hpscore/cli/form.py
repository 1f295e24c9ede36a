"""`hpscore form`: a blank assessment to fill in."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from hpscore.cli.completing import complete_file
from hpscore.cli.form_making import FormFormat, Making, facts_of, how_named
from hpscore.cli.guard import guarded
from hpscore.cli.helping import described
from hpscore.cli.language import language, tell
from hpscore.cli.options import Fact, Lang, Titles, assignments, file_path, one_line, one_of
from hpscore.cli.show import RubricName

__all__ = ["form"]


class Only(StrEnum):
    """The parts of a form that can be asked for alone."""

    REGISTERS = "registers"


_BY_SUFFIX = {
    ".yaml": FormFormat.YAML,
    ".yml": FormFormat.YAML,
    ".csv": FormFormat.CSV,
    ".xlsx": FormFormat.XLSX,
}

FormFile = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        parser=Path,
        autocompletion=complete_file,
        help=tell("Write the form to this file, by its ending .yaml, .csv or .xlsx."),
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

RosterList = Annotated[
    Path | None,
    typer.Option(
        "--roster",
        metavar="LIST.csv",
        parser=file_path,
        autocompletion=complete_file,
        help=tell(
            "A form for each unit of this list, into the folder that -o names; or, with "
            "-o FILE.xlsx, one workbook with a row a unit."
        ),
    ),
]

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
    roster: RosterList = None,
    force: Force = False,
    only: OnlyPart = None,
    lang: Lang = None,
) -> None:
    """Write a blank form."""
    del lang
    if only is not None:
        if subject is not None or fact or titles or roster or force or format_ is not None:
            raise typer.BadParameter(tell("--only registers goes with -o and nothing else"))
        _write_registers(rubric, output)
        return
    stated = assignments(fact, "--fact")
    if roster is not None:
        from hpscore.cli.form_roster import write_forms

        if subject is not None or titles:
            raise typer.BadParameter(tell("--roster goes with neither --subject nor --titles"))
        write_forms(rubric, stated, roster, output, format_, force=force)
        return
    if output is not None:
        output = _file(output)
    kind = _kind(output, format_)
    if titles and kind is not FormFormat.CSV:
        raise typer.BadParameter(tell("--titles is for tables: --format csv, or -o FILE.csv"))
    if subject is not None:
        subject = one_line(subject, "--subject")
    if subject is not None and stated.setdefault("name", subject) != subject:
        raise typer.BadParameter(tell("--subject and --fact name=… differ: give one of them"))
    if output is not None and output.exists() and not force:
        raise typer.BadParameter(
            tell("'{path}' exists: name another file, or overwrite it with --force", path=output)
        )
    making = Making.of(rubric, output)
    making.write(facts_of(making.reader, stated), output, kind, titles=titles)


form.__doc__ = described(
    tell("Write a blank form: every question, how it earns points, and what to write."),
    "hpscore form community -o community.yaml",
    "hpscore form family --subject 李家 -o 李家.xlsx",
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


def _write_registers(rubric: str, output: Path | None) -> None:
    from hpscore.cli.form_registers import write_registers
    from hpscore.forms.blank import blank_for
    from hpscore.readers.assessments import Reader
    from hpscore.readers.catalogue import Catalogue

    by = Catalogue().given(rubric)
    write_registers(blank_for(Reader(by), language(), how_named(rubric, by, output)), output)
