"""Inputs scored one by one, and what is taken of each outcome: what one worker of a run does."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import redirect_stderr
from io import StringIO
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, cast

from hpscore.cli.inputs import Input, open_input

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hpscore.cli.inputs import Opened
    from hpscore.model.rubric import Rubric
    from hpscore.problem import Problem
    from hpscore.readers.outcome import Outcome, Scorer
    from hpscore.readers.tables.mapping import TableMap
    from hpscore.reports.brief import Key, Taken

    Step: TypeAlias = "Taken | Said | None"
    """What was taken of an outcome; something to be said on standard error; None: an input, or a
    part of one, is done."""

__all__ = ["Part", "Said", "Taking", "outcomes"]


class Said(NamedTuple):
    """What opening a file says on standard error: that it is passed over, for example."""

    file: str
    text: str


class Part(NamedTuple):
    """An input, or one of several parts of its rows."""

    item: Input | Problem
    number: int = 0
    of: int = 1


class Taking:
    """Scores inputs, and takes of each outcome what the run wants of it."""

    def __init__(
        self,
        scorer: Scorer,
        take: Callable[[Outcome], object],
        rubrics: dict[Key, Rubric],
        *,
        submissions: bool = False,
        table_map: TableMap | None = None,
    ) -> None:
        self._scorer = scorer
        self._take = take
        self._submissions = submissions
        self._map = table_map
        self._last: tuple[str, Opened | Sequence[Opened] | None] | None = None
        """The input whose parts are being scored."""
        self.rubrics = rubrics
        """Gets the rubrics that give results, in the order in which they first do."""

    def steps(self, parts: Iterable[Part]) -> Iterator[Step]:
        """Yield what becomes of inputs, in their order."""
        for part in parts:
            said: list[str] = []
            outcomes = self._outcomes(part, said)
            while (outcome := next(outcomes, None)) is not None:
                yield from _of(part, said)
                said.clear()
                yield self._taken(outcome)
            yield from _of(part, said)
            yield None

    def _outcomes(self, part: Part, said: list[str]) -> Iterator[Outcome]:
        """Score an input; what opening it says on standard error is put into `said`."""
        from hpscore.problem import ProblemError
        from hpscore.readers.outcome import Outcome

        if not isinstance(part.item, tuple):
            yield Outcome(part.item.location.file or "-", problems=(part.item,))
            return
        try:
            found = self._open(part.item, part.of > 1, said)
        except ProblemError as error:
            if not part.number:
                yield Outcome(part.item[0], problems=error.problems)
            return
        if part.number:
            said.clear()  # told with the first part
        if found is None:
            return
        yield from self._scorer.score_found(found, (part.number, part.of))

    def _open(self, item: Input, again: bool, said: list[str]) -> Opened | Sequence[Opened] | None:
        path, in_folder = item
        if again and self._last is not None and self._last[0] == path:
            return self._last[1]
        self._last = None
        with redirect_stderr(StringIO()) as told:
            found = self._opened(path, in_folder)
        if told.getvalue():
            said.append(told.getvalue().rstrip("\n"))
        if again:
            self._last = path, found
        return found

    def _opened(self, path: str, in_folder: bool) -> Opened | Sequence[Opened] | None:
        if self._map is None:
            return open_input(path, in_folder)
        from hpscore.cli.mapped import open_mapped

        return open_mapped(path, in_folder, self._map)

    def _taken(self, outcome: Outcome) -> Taken:
        from hpscore.reports.brief import Taken, brief_of

        brief = brief_of(outcome)
        if brief.key is not None and outcome.rubric is not None:
            self.rubrics.setdefault(brief.key, outcome.rubric)
        submission = None
        if self._submissions:
            from hpscore.analysis.submissions import submission_of

            submission = submission_of(outcome)
        return Taken(brief, self._take(outcome), submission)


def _of(part: Part, said: Iterable[str]) -> Iterator[Said]:
    file = part.item[0] if isinstance(part.item, tuple) else ""
    yield from (Said(file, text) for text in said)


def outcomes(inputs: Iterable[Input | Problem], scorer: Scorer) -> Iterator[Outcome]:
    """Score what the inputs hold, one by one, in their order; what cannot be read gives none."""
    from hpscore.cli.output import standard_error

    for step in Taking(scorer, lambda outcome: outcome, {}).steps(map(Part, inputs)):
        if isinstance(step, Said):
            standard_error(step.text)
        elif step is not None:
            yield cast("Outcome", step.piece)
