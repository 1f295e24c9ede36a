"""`hpscore explain`: the trace of a score in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from hpscore.cli.guard import BAD_INPUT, guarded
from hpscore.cli.inputs import open_input
from hpscore.cli.language import language, tell
from hpscore.cli.options import Fact, Lang, RubricOption, Set, assignments
from hpscore.cli.output import console_for, print_problems, results_to

if TYPE_CHECKING:
    from hpscore.model.rubric import Rubric

__all__ = ["explain"]

File = Annotated[
    str, typer.Argument(metavar="FILE", help=tell("An assessment file, or - for standard input."))
]
IndicatorName = Annotated[
    str | None,
    typer.Argument(
        metavar="[INDICATOR]",
        show_default=False,
        help=tell("One indicator: its id, title or item reference."),
    ),
]


@guarded
def explain(
    file: File,
    indicator: IndicatorName = None,
    rubric: RubricOption = None,
    fact: Fact = None,
    set_: Set = None,
    lang: Lang = None,
) -> None:
    """Explain a score."""
    del lang
    from hpscore.readers.catalogue import Catalogue
    from hpscore.readers.outcome import Scorer
    from hpscore.reports.explain import explain as explanation

    catalogue = Catalogue()
    given = catalogue.given(rubric) if rubric else None
    scorer = Scorer(catalogue, given, assignments(fact, "--fact"), assignments(set_, "--set"))
    document = open_input(file, in_folder=False)
    assert document is not None  # only files of a folder are passed over
    outcome = scorer.score(document)
    if outcome.result is None or outcome.rubric is None:
        print_problems(outcome.problems)
        raise typer.Exit(BAD_INPUT)
    line = _line(outcome.rubric, indicator) if indicator else None
    with results_to(None) as stream:
        console_for(stream).print(explanation(outcome.result, outcome.rubric, line, language()))


explain.__doc__ = tell("Explain a score: every answer, the rule that decided, points and losses.")


def _line(rubric: Rubric, name: str) -> str:
    """Find the line that a name means: its own, or that of a question in it."""
    from hpscore.model.resolve import sheet_of
    from hpscore.problem import nearest
    from hpscore.readers.names import names_of

    sheet = sheet_of(rubric)
    names = names_of(sheet)
    targets = names.find(name)
    lines = {
        line.id
        for line in sheet.lines.values()
        for target in targets
        if target == line.id or target in line.node.questions()
    }
    if len(lines) == 1:
        return lines.pop()
    if lines:
        raise typer.BadParameter(
            tell("'{key}' may mean {candidates}", key=name, candidates=", ".join(sorted(lines)))
        )
    near = nearest(name, names.all())
    raise typer.BadParameter(
        tell("there is no indicator '{key}' in {rubric}", key=name, rubric=rubric.rubric)
        + (tell("; did you mean '{near}'?", near=near) if near else "")
    )
