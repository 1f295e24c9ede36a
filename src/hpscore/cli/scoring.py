"""A run of scoring: find inputs, score them, write results, and choose the exit code."""

from __future__ import annotations

import sys
from collections.abc import Generator, Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from hpscore.cli.guard import BAD_INPUT, NO, UsageError
from hpscore.cli.inputs import Input, find_inputs, holds_several, is_file_of
from hpscore.cli.language import language, tell
from hpscore.cli.output import print_problems, results_to, standard_error
from hpscore.cli.request import Format, Request
from hpscore.cli.taking import Part, Said, Taking, outcomes
from hpscore.cli.threshold import Threshold
from hpscore.message import say

if TYPE_CHECKING:
    from hpscore.cli.handing_in import HandingIn
    from hpscore.cli.progress import Progress
    from hpscore.cli.sinks import Met
    from hpscore.cli.taking import Step
    from hpscore.message import Message
    from hpscore.problem import Problem
    from hpscore.readers.outcome import Scorer
    from hpscore.readers.tables.mapping import TableMap
    from hpscore.reports.brief import Taken
    from hpscore.reports.errors import ErrorsFile

__all__ = ["outcomes", "run"]

_TOLD: Final = 20
"""How many problems are told on standard error where a file has them all."""


def run(request: Request) -> None:
    """Score, write, and leave with the exit code that the outcome calls for."""
    from hpscore.cli.sinks import Met, sink_for

    if request.resume is not None:
        from hpscore.cli.interview import go_on

        go_on(request)
    paths = request.paths or _instead_of_paths(request)
    scorer = _scorer(request)
    _check(request)
    watch = _Watch(Threshold.read(request.fail_under), Met(), request.errors)
    inputs = [item for item in find_inputs(paths) if not _is_aside(item, request)]
    _check_places(request, inputs)
    several = len(inputs) > 1 or any(map(holds_several, inputs))
    sink = sink_for(request, several)
    with ExitStack() as stack:
        if request.roster is not None:
            from hpscore.cli.handing_in import HandingIn

            watch.roster = HandingIn.read(request.roster, watch.met.rubrics)
        if request.errors is not None:
            from hpscore.reports.errors import ErrorsFile

            stream = stack.enter_context(results_to(request.errors, bom=True))
            watch.file = ErrorsFile(stream, language(), titles=request.titles)
        watch.progress = _progress(request, inputs, several)
        taking = Taking(
            scorer,
            sink.take,
            watch.met.rubrics,
            submissions=watch.roster is not None,
            table_map=_map(request),
        )
        steps = stack.enter_context(closing(_steps(inputs, taking, request.jobs)))
        sink.write(watch.over(steps), watch.met)
    if watch.roster is not None:
        watch.roster.show(aside=request.format is not Format.TABLE or request.output is not None)
    _leave(request, watch)


def _leave(request: Request, watch: _Watch) -> None:
    if watch.failed and not request.allow_errors:
        sys.exit(BAD_INPUT)
    if watch.below or (watch.roster is not None and not watch.roster.report.complete):
        sys.exit(NO)


def _scorer(request: Request) -> Scorer:
    from hpscore.readers.catalogue import Catalogue
    from hpscore.readers.outcome import Scorer
    from hpscore.readers.paths import names_a_version
    from hpscore.readers.shelf import Shelf

    catalogue = Catalogue(Shelf.of_user())
    given = catalogue.given(request.rubric) if request.rubric is not None else None
    return Scorer(
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


def _map(request: Request) -> TableMap | None:
    if request.map is None:
        return None
    from hpscore.readers.tables.mapping import read_map

    return read_map(request.map)


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


def _check(request: Request) -> None:
    """Refuse options that do not go together."""
    if request.titles and request.format is not Format.CSV and request.errors is None:
        raise UsageError(tell("--titles is for tables: --format csv, or -o FILE.csv"))
    if request.folder and request.format is not Format.CSV:
        raise UsageError(
            tell(
                "'{path}' is a folder: name a file, or write a table a rubric with --format csv",
                path=request.output,
            )
        )
    if request.format is Format.XLSX and request.output is None and sys.stdout.isatty():
        raise UsageError(tell("a workbook is no text: name a file with -o FILE.xlsx"))


def _check_places(request: Request, inputs: Sequence[Input | Problem]) -> None:
    """Refuse to write over what is read."""
    for option, path in (("-o", request.output), ("--errors", request.errors)):
        if path is None:
            continue
        folder = option == "-o" and request.folder
        if any(_lies_in(item, path) if folder else is_file_of(item, path) for item in inputs):
            raise UsageError(
                tell("{option} names a folder whose tables are read: '{path}'",
                     option=option, path=path)
                if folder
                else tell("{option} names a file that is read: '{path}'", option=option, path=path)
            )  # fmt: skip
    for option, path in (("-o", request.output), ("--errors", request.errors)):
        for read in (request.roster, request.map, request.rubric):
            if path is not None and read is not None and _same(path, Path(read)):
                raise UsageError(
                    tell("{option} names a file that is read: '{path}'", option=option, path=path)
                )
    both = request.errors, request.output
    if None not in both and len({path.resolve() for path in both if path is not None}) == 1:
        raise UsageError(tell("-o and --errors name the same file"))


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except (OSError, ValueError):
        return False  # at least one is not there


def _is_aside(item: Input | Problem, request: Request) -> bool:
    """Say whether a file of a folder is the roster or the map of the run itself."""
    beside = (request.roster, request.map)
    in_folder = isinstance(item, tuple) and item[1]
    return in_folder and any(path is not None and is_file_of(item, path) for path in beside)


def _lies_in(item: Input | Problem, folder: Path) -> bool:
    """Say whether an input is a table that lies in a folder, where a result could replace it."""
    if not isinstance(item, tuple) or not item[0].lower().endswith(".csv"):
        return False
    try:
        return Path(item[0]).parent.resolve() == folder.resolve()
    except OSError:
        return False


def _progress(
    request: Request, inputs: Sequence[Input | Problem], several: bool
) -> Progress | None:
    if not several or not sys.stderr.isatty():
        return None
    from hpscore.cli.progress import progress_for

    streamed = request.output is None and request.format in (Format.JSON, Format.JSONL)
    return progress_for(len(inputs), streamed=streamed)


def _steps(
    inputs: Sequence[Input | Problem], taking: Taking, jobs: int
) -> Generator[Step, None, None]:
    """Score the inputs, here or side by side."""
    if jobs > 1:
        from hpscore.cli.jobs import side_by_side

        yield from side_by_side(inputs, taking, jobs)
        return
    yield from taking.steps(map(Part, inputs))


@dataclass
class _Watch:
    """Sees everything pass by: counts it, tells what is wrong, and shows how far the run is."""

    threshold: Threshold | None
    met: Met
    errors: Path | None = None
    file: ErrorsFile | None = None
    """Where everything that is wrong is written, beside what is told."""
    roster: HandingIn | None = None
    progress: Progress | None = None
    failed: int = 0
    below: int = 0
    _problems: int = field(default=0)

    def over(self, steps: Iterator[Step]) -> Iterator[Taken]:
        """Yield what was taken of each outcome, once it has been counted."""
        for step in steps:
            if isinstance(step, Said):
                self._clear()
                standard_error(step.text)
                if self.file is not None:
                    self.file.note(step.file, step.text)
            elif step is None:
                if self.progress is not None:
                    self.progress.done()
            else:
                self._count(step)
                yield step
        self._clear()
        if self.threshold is not None:
            # before results are printed or their file appears
            self.threshold.check_known()
        if self._problems > _TOLD and self.file is not None:
            standard_error(
                tell("further problems: {count}; all are in '{path}'",
                     count=self._problems - _TOLD, path=self.errors)
            )  # fmt: skip
        if self.roster is not None:
            self.met.roster.extend(self.roster.rows())

    def _count(self, taken: Taken) -> None:
        brief = taken.brief
        self.met.counts.add(brief)
        if self.progress is not None:
            self.progress.scored()
        if self.roster is not None and taken.submission is not None:
            self.roster.add(taken.submission)
        if brief.problems:
            self.failed += 1
            self._tell(brief.problems, brief.source)
        if self.threshold is not None and brief.key is not None:
            self.below += not self.threshold.reached(brief, self.met.rubrics[brief.key])

    def _tell(self, problems: tuple[Problem, ...], source: str) -> None:
        """Tell what is wrong; where a file has all of it, only the first is told."""
        told = problems
        if self.file is not None:
            self.file.add(problems, source)
            told = problems[: max(0, _TOLD - self._problems)]
        self._problems += len(problems)
        if told:
            self._clear()
            print_problems(told)

    def _clear(self) -> None:
        if self.progress is not None:
            self.progress.clear()
