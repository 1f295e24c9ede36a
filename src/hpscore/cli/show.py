"""`hpscore show`: a rubric as a person would print it."""

from __future__ import annotations

from typing import Annotated

import typer

from hpscore.cli.completing import complete_rubric
from hpscore.cli.guard import guarded
from hpscore.cli.helping import described
from hpscore.cli.language import language, tell
from hpscore.cli.options import Lang, Output
from hpscore.cli.output import console_for, results_to

__all__ = ["show"]

RubricName = Annotated[
    str,
    typer.Argument(
        metavar="RUBRIC",
        autocompletion=complete_rubric,
        help=tell("A rubric's id or name, or the path of its file."),
    ),
]


Origin = Annotated[
    bool,
    typer.Option(
        "--origin", help=tell("Mark what is local in a rubric that extends another, and how.")
    ),
]


@guarded
def show(
    rubric: RubricName, origin: Origin = False, output: Output = None, lang: Lang = None
) -> None:
    """Show a rubric."""
    del lang
    from hpscore.readers.catalogue import Catalogue
    from hpscore.reports.sheet import sheet_view

    found = Catalogue().given(rubric)
    with results_to(output) as stream:
        console_for(stream).print(sheet_view(found, language(), origin=origin))


show.__doc__ = described(
    tell("Show a rubric: its lines, rules, points, evidence, tiers and where it is from."),
    "hpscore show 健康社区",
    "hpscore show healthy-community-survey --origin",
    "hpscore show family --lang zh -o family.txt",
)
