"""`hpscore select`: the best of those who are eligible, within a quota."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hpscore.cli.completing import complete_tier
from hpscore.cli.guard import BAD_INPUT, guarded
from hpscore.cli.helping import described
from hpscore.cli.language import language, tell
from hpscore.cli.options import (
    AllowErrors,
    Lang,
    ListForm,
    ListFormOption,
    Output,
    Personal,
    list_form,
    one_line,
)
from hpscore.cli.output import console_for, print_problems, results_to

if TYPE_CHECKING:
    from hpscore.analysis.selecting import Selection
    from hpscore.problem import Problem

__all__ = ["select"]


def _number(text: str) -> int:
    """Read a whole number from 1; a usage error for anything else."""
    if not (text.isascii() and text.isdecimal()) or len(text) > 9 or int(text) < 1:
        raise typer.BadParameter(tell("'{text}' is no whole number from 1", text=text))
    return int(text)


def _day(text: str) -> str:
    """Read a day as an ISO date; a usage error for anything else."""
    from hpscore.model.scalars import read_day

    day = read_day(text)
    if day is None:
        raise typer.BadParameter(tell("'{text}' is no date: write it as 2022-08-31", text=text))
    return day.isoformat()


Sources = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH",
        help=tell("Assessments: the scores, and the answers that say who may be selected."),
    ),
]
Quota = Annotated[
    int,
    typer.Option(
        "--quota", "-n", metavar="N", parser=_number, help=tell("How many there are places for.")
    ),
]
Minimum = Annotated[
    str | None,
    typer.Option(
        "--minimum",
        metavar="TIER",
        autocompletion=complete_tier,
        help=tell("The least tier that a score must have; none if not given."),
    ),
]
Deadline = Annotated[
    str | None,
    typer.Option(
        "--deadline",
        metavar="DATE",
        parser=_day,
        help=tell("The last day of application; later ones are left out."),
    ),
]
Per = Annotated[
    str | None,
    typer.Option(
        "--per",
        metavar="FACT",
        help=tell("Apply the quota for each value of a fact, such as community."),
    ),
]
Draw = Annotated[
    int | None,
    typer.Option(
        "--draw",
        metavar="N",
        parser=_number,
        help=tell("Draw so many of those selected for a visit; needs --seed."),
    ),
]
Seed = Annotated[
    str | None,
    typer.Option(
        "--seed", metavar="TEXT", help=tell("What a draw follows from: same seed, same draw.")
    ),
]


@guarded
def select(
    paths: Sources,
    quota: Quota,
    minimum: Minimum = None,
    deadline: Deadline = None,
    per: Per = None,
    draw: Draw = None,
    seed: Seed = None,
    format_: ListFormOption = None,
    output: Output = None,
    allow_errors: AllowErrors = False,
    personal: Personal = False,
    lang: Lang = None,
) -> None:
    """Select the best."""
    del lang
    from hpscore.analysis.selecting import make_selection
    from hpscore.cli.selecting import collect, located, rubric_that_selects, terms_of

    if (draw is None) != (seed is None):
        raise typer.BadParameter(
            tell("--draw and --seed belong together: how many, and what the draw follows from")
        )
    seed = one_line(seed or "", "--seed")
    if draw is not None and not seed:
        raise typer.BadParameter(tell("--seed is empty: name a text, such as the day of the draw"))
    entries, problems, catalogue = collect(paths, output, personal=personal)
    selecting = rubric_that_selects(entries, catalogue)
    terms = terms_of(entries, selecting, minimum, deadline, per, personal=personal)
    told = [*problems, *located(entries, selecting, terms)]
    print_problems(tuple(told[len(problems) :]))
    made = make_selection(entries, selecting, quota, terms, drawing=draw, seed=seed)
    _write(made, told, list_form(format_, output), output, personal=personal)
    if told and not allow_errors:
        sys.exit(BAD_INPUT)


select.__doc__ = described(
    tell("Select the best of those who are eligible, within a quota."),
    "hpscore select 评选 --quota 3",
    "hpscore select 评选 -n 2 --per community -o 名单.csv",
    "hpscore select 评选 -n 3 --minimum 健康家庭",
    "hpscore select 评选 -n 3 --draw 2 --seed 2022-09-05",
)


def _write(
    selection: Selection,
    told: list[Problem],
    form: ListForm,
    output: Path | None,
    *,
    personal: bool,
) -> None:
    with results_to(output, bom=form is ListForm.CSV) as stream:
        if form is ListForm.TABLE:
            from hpscore.reports.selection import selection_view

            console_for(stream).print(selection_view(selection, language(), personal=personal))
            return
        from hpscore.reports.selection_files import write_selection_csv, write_selection_json

        if form is ListForm.CSV:
            write_selection_csv(selection, stream, language())
        else:
            write_selection_json(selection, told, stream, language())
