"""`hpscore score`, and the same with the rubric given: community, family, agency."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Final

import typer

from hpscore.cli.guard import guarded
from hpscore.cli.helping import described
from hpscore.cli.language import tell
from hpscore.cli.options import (
    AllowErrors,
    EvidenceOption,
    Fact,
    FailUnder,
    FormatOption,
    Lang,
    NoInput,
    Output,
    Paths,
    Personal,
    Resume,
    RubricOption,
    Set,
    StrictRegisters,
    Titles,
    assignments,
)
from hpscore.cli.request import Request, format_for
from hpscore.cli.scoring import run

__all__ = ["score", "standard_command"]

_EXAMPLES: Final = {
    "community": (
        "hpscore community --rural",
        "hpscore community 幸福里社区.yaml",
        "hpscore community 河边社区.yaml --urban",
    ),
    "family": (
        "hpscore family --rural",
        "hpscore family 李家.yaml 岩家.yaml",
        "hpscore family 王家.yaml --urban",
    ),
    "agency": (
        "hpscore agency",
        "hpscore agency 甲局.yaml",
        "hpscore agency 甲局.yaml 乙局.yaml --format json",
    ),
}
"""What the help of each command shows; without a file it asks for the answers."""

Rural = Annotated[bool, typer.Option("--rural", help=tell("The same as --fact setting=rural."))]
Urban = Annotated[bool, typer.Option("--urban", help=tell("The same as --fact setting=urban."))]


@guarded
def score(
    paths: Paths = None,
    rubric: RubricOption = None,
    format_: FormatOption = None,
    output: Output = None,
    fact: Fact = None,
    set_: Set = None,
    fail_under: FailUnder = None,
    evidence: EvidenceOption = None,
    strict_registers: StrictRegisters = False,
    allow_errors: AllowErrors = False,
    personal: Personal = False,
    titles: Titles = False,
    lang: Lang = None,
) -> None:
    """Score assessments."""
    del lang
    run(
        Request(
            "score",
            paths or [],
            rubric,
            format_for(format_, output),
            output,
            assignments(fact, "--fact"),
            assignments(set_, "--set"),
            fail_under,
            allow_errors,
            personal,
            evidence=evidence,
            strict_registers=strict_registers,
            titles=titles,
        )
    )


score.__doc__ = described(
    tell("Score assessment files by the rubrics that they name."),
    "hpscore score 幸福里社区.yaml",
    "hpscore score 桂花里社区.yaml --set 例会=4",
    "hpscore score . --allow-errors --format csv -o scores.csv",
    "hpscore score 岩家.yaml --fail-under 健康家庭",
)


def standard_command(rubric: str, *, settings: bool) -> Callable[..., None]:
    """Return the scoring command of one rubric; `settings` adds --rural and --urban."""
    short = rubric.partition("-")[2]

    @guarded
    def with_setting(
        paths: Paths = None,
        rural: Rural = False,
        urban: Urban = False,
        format_: FormatOption = None,
        output: Output = None,
        fact: Fact = None,
        set_: Set = None,
        fail_under: FailUnder = None,
        evidence: EvidenceOption = None,
        strict_registers: StrictRegisters = False,
        allow_errors: AllowErrors = False,
        personal: Personal = False,
        titles: Titles = False,
        resume: Resume = None,
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
                format_for(format_, output),
                output,
                facts,
                assignments(set_, "--set"),
                fail_under,
                allow_errors,
                personal,
                no_input,
                resume,
                evidence,
                strict_registers,
                titles,
            )
        )

    @guarded
    def plain(
        paths: Paths = None,
        format_: FormatOption = None,
        output: Output = None,
        fact: Fact = None,
        set_: Set = None,
        fail_under: FailUnder = None,
        evidence: EvidenceOption = None,
        strict_registers: StrictRegisters = False,
        allow_errors: AllowErrors = False,
        personal: Personal = False,
        titles: Titles = False,
        resume: Resume = None,
        no_input: NoInput = False,
        lang: Lang = None,
    ) -> None:
        del lang
        run(
            Request(
                short,
                paths or [],
                rubric,
                format_for(format_, output),
                output,
                assignments(fact, "--fact"),
                assignments(set_, "--set"),
                fail_under,
                allow_errors,
                personal,
                no_input,
                resume,
                evidence,
                strict_registers,
                titles,
            )
        )

    command = with_setting if settings else plain
    command.__doc__ = described(
        tell(
            "Score assessments by {rubric}; without a file, at a terminal, ask for the answers.",
            rubric=rubric,
        ),
        *_EXAMPLES[short],
    )
    return command
