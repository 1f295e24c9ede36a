"""`hpscore score`, and the same with the rubric given: community, family, agency."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import typer

from hpscore.cli.guard import guarded
from hpscore.cli.language import tell
from hpscore.cli.options import (
    AllowErrors,
    Fact,
    FailUnder,
    Format,
    FormatOption,
    Lang,
    NoInput,
    Output,
    Paths,
    Personal,
    RubricOption,
    Set,
    assignments,
)
from hpscore.cli.scoring import Request, run

__all__ = ["score", "standard_command"]

Rural = Annotated[bool, typer.Option("--rural", help=tell("The same as --fact setting=rural."))]
Urban = Annotated[bool, typer.Option("--urban", help=tell("The same as --fact setting=urban."))]


@guarded
def score(
    paths: Paths = None,
    rubric: RubricOption = None,
    format_: FormatOption = Format.TABLE,
    output: Output = None,
    fact: Fact = None,
    set_: Set = None,
    fail_under: FailUnder = None,
    allow_errors: AllowErrors = False,
    personal: Personal = False,
    lang: Lang = None,
) -> None:
    """Score assessments."""
    del lang
    run(
        Request(
            "score",
            paths or [],
            rubric,
            format_,
            output,
            assignments(fact, "--fact"),
            assignments(set_, "--set"),
            fail_under,
            allow_errors,
            personal,
        )
    )


score.__doc__ = tell("Score assessment files by the rubrics that they name.")


def standard_command(rubric: str, *, settings: bool) -> Callable[..., None]:
    """Return the scoring command of one rubric; `settings` adds --rural and --urban."""
    short = rubric.partition("-")[2]

    @guarded
    def with_setting(
        paths: Paths = None,
        rural: Rural = False,
        urban: Urban = False,
        format_: FormatOption = Format.TABLE,
        output: Output = None,
        fact: Fact = None,
        set_: Set = None,
        fail_under: FailUnder = None,
        allow_errors: AllowErrors = False,
        personal: Personal = False,
        no_input: NoInput = False,
        lang: Lang = None,
    ) -> None:
        del lang
        if rural and urban:
            raise typer.BadParameter(tell("--rural and --urban exclude each other"))
        facts = assignments(fact, "--fact")
        if rural or urban:
            facts["setting"] = "rural" if rural else "urban"
        run(
            Request(
                short,
                paths or [],
                rubric,
                format_,
                output,
                facts,
                assignments(set_, "--set"),
                fail_under,
                allow_errors,
                personal,
                no_input,
            )
        )

    @guarded
    def plain(
        paths: Paths = None,
        format_: FormatOption = Format.TABLE,
        output: Output = None,
        fact: Fact = None,
        set_: Set = None,
        fail_under: FailUnder = None,
        allow_errors: AllowErrors = False,
        personal: Personal = False,
        no_input: NoInput = False,
        lang: Lang = None,
    ) -> None:
        del lang
        run(
            Request(
                short,
                paths or [],
                rubric,
                format_,
                output,
                assignments(fact, "--fact"),
                assignments(set_, "--set"),
                fail_under,
                allow_errors,
                personal,
                no_input,
            )
        )

    command = with_setting if settings else plain
    command.__doc__ = tell(
        "Score assessments by {rubric}; without a file, at a terminal, ask for the answers.",
        rubric=rubric,
    )
    return command
