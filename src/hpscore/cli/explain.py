"""`hpscore explain`: the trace of a score in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from hpscore.cli.completing import complete_indicator
from hpscore.cli.guard import BAD_INPUT, guarded, with_help
from hpscore.cli.helping import described
from hpscore.cli.inputs import open_input
from hpscore.cli.language import language, tell
from hpscore.cli.options import (
    EvidenceOption,
    Fact,
    Lang,
    RubricOption,
    Set,
    StrictRegisters,
    assignments,
)
from hpscore.cli.output import console_for, print_problems, results_to
from hpscore.cli.run_options import MapOption

if TYPE_CHECKING:
    from hpscore.model.rubric import Rubric
    from hpscore.readers.outcome import Outcome, Scorer
    from hpscore.readers.tables.mapping import TableMap

__all__ = ["explain", "only_outcome"]

File = Annotated[
    str, typer.Argument(metavar="FILE", help=tell("An assessment file, or - for standard input."))
]
IndicatorName = Annotated[
    str | None,
    typer.Argument(
        metavar="INDICATOR",
        autocompletion=complete_indicator,
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
    evidence: EvidenceOption = None,
    strict_registers: StrictRegisters = False,
    map_: MapOption = None,
    lang: Lang = None,
) -> None:
    """Explain a score."""
    del lang
    table_map = None
    if map_ is not None:
        from hpscore.readers.tables.mapping import read_map

        table_map = read_map(map_)
    from hpscore.readers.catalogue import Catalogue
    from hpscore.readers.outcome import Scorer
    from hpscore.readers.paths import names_a_version
    from hpscore.reports.explain import explain as explanation

    catalogue = Catalogue()
    given = catalogue.given(rubric) if rubric is not None else None
    scorer = Scorer(
        catalogue,
        given,
        assignments(fact, "--fact"),
        assignments(set_, "--set"),
        evidence="report" if evidence is None else evidence.value,
        strict_registers=strict_registers,
        any_version=rubric is not None and not names_a_version(rubric),
    )
    outcome = only_outcome(scorer, file, table_map)
    if outcome.result is None or outcome.rubric is None:
        print_problems(outcome.problems)
        raise typer.Exit(BAD_INPUT)
    line = _line(outcome.rubric, indicator) if indicator is not None else None
    with results_to(None) as stream:
        console_for(stream).print(explanation(outcome.result, outcome.rubric, line, language()))


explain.__doc__ = described(
    tell("Explain a score: every answer, the rule that decided, points and losses."),
    "hpscore explain 桂花里社区.yaml",
    "hpscore explain 桂花里社区.yaml 一-4",
    "hpscore explain 桂花里社区.yaml 例会 --set 例会=4",
)


def only_outcome(scorer: Scorer, file: str, table_map: TableMap | None = None) -> Outcome:
    """Score the only assessment of a file, or of a row; a table from elsewhere by its map."""
    from hpscore.readers.tables.table import Table

    if table_map is None:
        found = open_input(file, in_folder=False)
    else:
        from hpscore.cli.mapped import open_mapped

        found = open_mapped(file, False, table_map)
    assert found is not None  # only files of a folder are passed over
    if isinstance(found, Sequence) and len(found) == 1:
        found = found[0]
    if isinstance(found, Sequence):
        count = len(found)
        raise typer.BadParameter(
            tell("'{file}' holds {count} assessments: keep one of them", file=file, count=count)
        )
    if isinstance(found, Table) and len(found.records) > 1:
        raise typer.BadParameter(
            tell(
                "'{file}' has {count} rows: name one by its line, {row}",
                file=found.file,
                count=len(found.records),
                row=found.source(found.records[0]),
            )
        )
    return next(scorer.score_found(found))


def _line(rubric: Rubric, name: str) -> str:
    """Find the line that a name means: its own, or that of a question in it."""
    from hpscore.model.resolve import sheet_of
    from hpscore.readers.names import names_of

    sheet = sheet_of(rubric)
    names = names_of(sheet)
    within: dict[str, set[str]] = {}
    for line in sheet.lines.values():
        for target in (line.id, *line.node.questions()):
            within.setdefault(target, set()).add(line.id)
    lines = {line for target in names.find(name) for line in within.get(target, ())}
    if len(lines) == 1:
        return lines.pop()
    if lines:
        raise typer.BadParameter(
            tell("'{key}' may mean {candidates}", key=name, candidates=names.listed(sorted(lines)))
        )
    said = tell("there is no indicator '{key}' in {rubric}", key=name, rubric=rubric.rubric)
    raise typer.BadParameter(with_help(said, names.meant(name, within)))
