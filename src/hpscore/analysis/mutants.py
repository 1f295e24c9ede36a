"""Which numbers of a rubric could be wrong without a case failing.

Every number is changed a little, and the cases are run by the changed rubric. A change that no
case tells from the original survives: a case is missing there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from pydantic import ValidationError

from hpscore.analysis.case_file import Case, Suite
from hpscore.analysis.cases import Runner
from hpscore.analysis.mutation import Mutation, mutations
from hpscore.message import say
from hpscore.model.checks import check_rubric
from hpscore.model.rubric import Rubric
from hpscore.problem import Problem
from hpscore.readers.overlays.grafting import Overlaid
from hpscore.readers.overlays.overlay import resolved
from hpscore.source import DataPath, Document, Value

__all__ = ["Mutant", "Verdict", "mutants", "survivors"]


class Verdict(StrEnum):
    """What became of a changed rubric."""

    CAUGHT = "caught"
    """A case failed."""
    REFUSED = "refused"
    """It is no rubric, or what it states twice no longer agrees."""
    SURVIVED = "survived"
    """Every case passed."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """A changed rubric and what became of it."""

    mutation: Mutation
    verdict: Verdict
    by: str | None = None
    """The case that failed; none where the rubric survived, or could not be scored at all."""


def mutants(document: Document, suite: Suite) -> Iterator[Mutant]:
    """Run the cases by every change of the rubric in `document`, until one fails.

    Cases that fail already are left out: they would fail by any rubric. Of an overlay the
    numbers are changed that stand in it; those of its base have the cases of the base.
    """
    document = resolved(document)
    runner = Runner(Rubric.model_validate(document.value))
    cases = {case.name: case for case in suite.cases if not runner.run(case)}
    for mutation in mutations(document.value):
        if isinstance(document, Overlaid) and not document.local(mutation.path):
            continue
        mutant = _try(mutation, document.value, cases.values())
        if mutant.by is not None:
            # one case catches the changes of many lines, so it goes first with the next one
            cases = {mutant.by: cases[mutant.by], **cases}
        yield mutant


def survivors(document: Document, suite: Suite) -> list[Problem]:
    """Return a problem for every change that no case tells from the original, at its number."""
    document = resolved(document)
    return [
        _survivor(mutant.mutation, document)
        for mutant in mutants(document, suite)
        if mutant.verdict is Verdict.SURVIVED
    ]


def _survivor(mutation: Mutation, document: Document) -> Problem:
    said = {
        "path": _spelt(mutation.path, document.value), "old": mutation.old, "new": mutation.new,
    }  # fmt: skip
    return Problem(
        "surviving-mutant",
        say("'{path}' may as well start at {new} as at {old}: every case passes", **said)
        if mutation.bound
        else say("'{path}' may as well be {new} as {old}: every case passes", **said),
        document.locate(mutation.path, key=mutation.bound),
        say("add a case whose result differs"),
    )


def _try(mutation: Mutation, value: Value, cases: Iterable[Case]) -> Mutant:
    try:
        rubric = Rubric.model_validate(mutation.apply(value))
    except ValidationError:
        return Mutant(mutation, Verdict.REFUSED)
    if _stated_twice(mutation.path, value) and check_rubric(rubric):
        return Mutant(mutation, Verdict.REFUSED)
    try:
        runner = Runner(rubric)
        by = next((case.name for case in cases if runner.run(case)), None)
    except Exception:
        # the changed rubric may be unsound, and that may stop whatever relies on a sound one
        return Mutant(mutation, Verdict.CAUGHT)
    return Mutant(mutation, Verdict.SURVIVED if by is None else Verdict.CAUGHT, by)


def _stated_twice(path: DataPath, value: Value) -> bool:
    """Say whether points repeat those of the parts below them, or of the line above."""
    *above, last = path
    if last != "points":
        return False
    if above[-2:-1] == ["cases"] or (len(above) == 2 and above[0] == "dimensions"):
        return True
    line = _at(value, above)
    return isinstance(line, dict) and not line.keys().isdisjoint(("sum", "best"))


def _spelt(path: DataPath, value: Value) -> str:
    """Write a path out, with the ids of what stands in lists."""
    steps: list[str] = []
    for step in path:
        value = _at(value, (step,))
        named = value.get("id") if isinstance(value, dict) and isinstance(step, int) else None
        steps.append(str(step if named is None else named))
    return ".".join(steps)


def _at(value: Value, path: Iterable[str | int]) -> Value:
    for step in path:
        value = value[step]  # type: ignore[index]  # the path was found in the value
    return value
