"""`hpscore score`, and the same with the rubric given: community, family, agency."""

from __future__ import annotations

import inspect
import os
from collections.abc import Callable, Collection
from pathlib import Path
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
from hpscore.cli.run_options import Errors, Jobs, MapOption, OutputOrFolder, RosterOption
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


def _asked(
    command: str,
    /,
    paths: Paths = None,
    rubric: RubricOption = None,
    rural: Rural = False,
    urban: Urban = False,
    format_: FormatOption = None,
    output: OutputOrFolder = None,
    fact: Fact = None,
    set_: Set = None,
    fail_under: FailUnder = None,
    evidence: EvidenceOption = None,
    strict_registers: StrictRegisters = False,
    map_: MapOption = None,
    roster: RosterOption = None,
    errors: Errors = None,
    allow_errors: AllowErrors = False,
    jobs: Jobs = None,
    personal: Personal = False,
    titles: Titles = False,
    resume: Resume = None,
    no_input: NoInput = False,
    lang: Lang = None,
) -> Request:
    """Return what a command was asked for; it declares every option that one of them has."""
    del lang
    if rural and urban:
        raise typer.BadParameter(tell("--rural and --urban exclude each other"))
    facts = assignments(fact, "--fact")
    if rural or urban:
        facts["setting"] = "rural" if rural else "urban"
    place, folder = _place(output)
    return Request(
        command,
        paths or [],
        rubric,
        format_for(format_, None if folder else place),
        place,
        facts,
        assignments(set_, "--set"),
        fail_under,
        allow_errors,
        personal,
        no_input or command == "score",
        resume,
        evidence,
        strict_registers,
        titles,
        folder,
        jobs or 1,
        errors,
        roster,
        map_,
    )


def _place(output: str | None) -> tuple[Path | None, bool]:
    """Return where results go, and whether that is a folder: one that is there, or ends in /."""
    if output is None:
        return None, False
    path = Path(output)
    try:
        return path, output.endswith(("/", os.sep)) or path.is_dir()
    except OSError:
        return path, False  # what is wrong with a name is told when it is opened


def _command(
    name: str, about: str, examples: Collection[str], without: Collection[str], rubric: str | None
) -> Callable[..., None]:
    """Return a command with the options of `_asked`, but for some."""
    fixed = {} if rubric is None else {"rubric": rubric}

    def command(**given: object) -> None:
        run(_asked(name, **fixed, **given))  # type: ignore[arg-type]  # they are its own options

    whole = inspect.signature(_asked, eval_str=True)
    options = [
        option.replace(kind=option.KEYWORD_ONLY)
        for option in whole.parameters.values()
        if option.kind is not option.POSITIONAL_ONLY and option.name not in {*without, *fixed}
    ]
    command.__signature__ = whole.replace(  # type: ignore[attr-defined]
        parameters=options, return_annotation=None
    )
    command.__doc__ = described(about, *examples)
    return guarded(command)


score: Final = _command(
    "score",
    tell("Score assessment files by the rubrics that they name."),
    (
        "hpscore score 幸福里社区.yaml",
        "hpscore score 桂花里社区.yaml --set 例会=4",
        "hpscore score . --allow-errors --format csv -o scores.csv",
        "hpscore score 岩家.yaml --fail-under 健康家庭",
    ),
    ("rural", "urban", "resume", "no_input"),
    None,
)


def standard_command(rubric: str, *, settings: bool) -> Callable[..., None]:
    """Return the scoring command of one rubric; `settings` adds --rural and --urban."""
    short = rubric.partition("-")[2]
    about = tell(
        "Score assessments by {rubric}; without a file, at a terminal, ask for the answers.",
        rubric=rubric,
    )
    without = () if settings else ("rural", "urban")
    return _command(short, about, _EXAMPLES[short], without, rubric)
