"""A run of scoring: find inputs, score them, write results, and choose the exit code."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO

from hpscore.cli.guard import BAD_INPUT, NO, UsageError
from hpscore.cli.inputs import Input, find_inputs, holds_several, is_file_of, open_input
from hpscore.cli.language import language, tell
from hpscore.cli.output import print_problems, results_to
from hpscore.cli.request import Format, Request
from hpscore.cli.threshold import Threshold
from hpscore.message import say

if TYPE_CHECKING:
    from hpscore.message import Message
    from hpscore.problem import Problem
    from hpscore.readers.outcome import Outcome, Scorer

__all__ = ["outcomes", "run"]


def run(request: Request) -> None:
    """Score, write, and leave with the exit code that the outcome calls for."""
    from hpscore.readers.catalogue import Catalogue
    from hpscore.readers.outcome import Scorer
    from hpscore.readers.paths import names_a_version
    from hpscore.readers.shelf import Shelf

    if request.resume is not None:
        from hpscore.cli.interview import go_on

        go_on(request)
    paths = request.paths or _instead_of_paths(request)
    catalogue = Catalogue(Shelf.of_user())
    given = catalogue.given(request.rubric) if request.rubric is not None else None
    scorer = Scorer(
        catalogue,
        given,
        request.facts,
        request.answers,
        _by_file(request),
        evidence="report" if request.evidence is None else request.evidence.value,
        strict_registers=request.strict_registers,
        any_version=request.rubric is not None and not names_a_version(request.rubric),
        allow_errors=request.allow_errors,
    )
    if request.titles and request.format is not Format.CSV:
        raise UsageError(tell("--titles is for tables: --format csv, or -o FILE.csv"))
    threshold = Threshold.read(request.fail_under)
    tally = _Tally(threshold)
    inputs = list(find_inputs(paths))
    if request.output is not None and any(is_file_of(item, request.output) for item in inputs):
        raise UsageError(tell("-o names a file that is read: '{path}'", path=request.output))
    several = len(inputs) > 1 or any(map(holds_several, inputs))
    _write(request, tally.watch(outcomes(inputs, scorer)), several)
    if tally.failed and not request.allow_errors:
        sys.exit(BAD_INPUT)
    if tally.below:
        sys.exit(NO)


def _by_file(request: Request) -> Message:
    """Say what to do with a file that names another rubric than the command."""
    from hpscore.readers.naming import RUBRIC_OUT

    if request.command == "score":
        return RUBRIC_OUT
    return say("score it by the rubric that it names: hpscore score FILE")


def _instead_of_paths(request: Request) -> list[str]:
    from hpscore.cli.interview import instead_of_paths

    rubric = request.rubric if request.may_ask else None
    return instead_of_paths(request.command, rubric, request.facts)


@dataclass
class _Tally:
    """Counts what decides the exit code while outcomes pass by."""

    threshold: Threshold | None
    failed: int = 0
    below: int = 0

    def watch(self, outcomes: Iterator[Outcome]) -> Iterator[Outcome]:
        for outcome in outcomes:
            if outcome.problems:
                self.failed += 1
                print_problems(outcome.problems)
            if (
                self.threshold is not None
                and outcome.result is not None
                and outcome.rubric is not None
                and not self.threshold.reached(outcome.result, outcome.rubric)
            ):
                self.below += 1
            yield outcome
        if self.threshold is not None:
            # before results are printed or their file appears
            self.threshold.check_known()


def outcomes(inputs: Iterable[Input | Problem], scorer: Scorer) -> Iterator[Outcome]:
    """Score what the inputs hold, one by one, in their order; what cannot be read gives none."""
    from hpscore.problem import ProblemError
    from hpscore.readers.outcome import Outcome
    from hpscore.source import Document

    for item in inputs:
        if not isinstance(item, tuple):
            yield Outcome(item.location.file or "-", problems=(item,))
            continue
        path, in_folder = item
        try:
            found = open_input(path, in_folder)
        except ProblemError as error:
            yield Outcome(path, problems=error.problems)
            continue
        if isinstance(found, Document):
            yield scorer.score(found)
        elif found is not None:
            yield from scorer.score_table(found)


def _write(request: Request, outcomes: Iterator[Outcome], several: bool) -> None:
    """Write the outcomes in the format that was asked for."""
    words = language()
    with results_to(request.output, bom=request.format is Format.CSV) as stream:
        if request.format is Format.JSON:
            from hpscore.reports.json import write_json

            write_json(list(outcomes), stream, words, personal=request.personal)
        elif request.format is Format.JSONL:
            from hpscore.reports.json import write_jsonl

            write_jsonl(outcomes, stream, words, personal=request.personal)
        elif request.format is Format.CSV:
            from hpscore.reports.csv import write_csv

            write_csv(
                list(outcomes), stream, words, personal=request.personal, titles=request.titles
            )
        elif request.format is Format.MARKDOWN:
            from hpscore.reports.markdown import write_markdown

            found = list(outcomes)
            several = several or len(found) > 1
            write_markdown(found, stream, words, several=several, personal=request.personal)
        else:
            _write_tables(list(outcomes), stream, several, personal=request.personal)


def _write_tables(
    outcomes: list[Outcome], stream: TextIO, several: bool, *, personal: bool
) -> None:
    from hpscore.cli.output import console_for
    from hpscore.reports.itemised import changes_view, itemised_view
    from hpscore.reports.overview import overview_view

    console = console_for(stream)
    if several or len(outcomes) > 1:  # standard input may be a table
        console.print(overview_view(outcomes, language()))
        return
    for outcome in outcomes:
        if outcome.result is None or outcome.rubric is None:
            continue
        console.print(
            itemised_view(
                outcome.result, outcome.rubric, outcome.assessment, language(), personal=personal
            )
        )
        if outcome.before is not None:
            console.print(changes_view(outcome.before, outcome.result, outcome.rubric, language()))
