"""Which rubric an assessment answers: the one that it names, and its version."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from hpscore.message import Message, say
from hpscore.model.assessment import Period
from hpscore.model.sheet import Issue
from hpscore.problem import Location, Problem, ProblemError
from hpscore.readers.carrying import carries, version_named
from hpscore.readers.catalogue import Catalogue
from hpscore.readers.facts import read_period
from hpscore.readers.locating import problems_of
from hpscore.readers.names import fold
from hpscore.readers.paths import names_a_file, names_a_version
from hpscore.readers.versions import force_words, in_force, version_for
from hpscore.scoring.plan import plan_of
from hpscore.source import Document

if TYPE_CHECKING:
    from hpscore.model.rubric import Rubric

__all__ = ["RUBRIC_OUT", "rubric_of"]

RUBRIC_OUT: Final = say("leave --rubric out")
"""What to do where a file names another rubric than the one given."""
_HERE: Final = Path()


def rubric_of(
    document: Document,
    catalogue: Catalogue,
    given: Rubric | None,
    instead: Message = RUBRIC_OUT,
    *,
    any_version: bool = False,
) -> Rubric:
    """Return the rubric of an assessment: the one that it names, or the one given.

    With `any_version` the one given stands for all its versions. Where nothing names a version,
    the one in force for the period counts. `ProblemError` where it names none and none is given,
    or another than the one given; then `instead` says what to do.
    """
    value = document.value if isinstance(document.value, dict) else {}
    named, period = value.get("rubric"), _period_of(value)
    named = named if isinstance(named, str) else None
    means = given is not None and (
        named is None or _means(named, given) or (not any_version and carries(given, named))
    )
    if given is not None and means:
        exact = not any_version or (named is not None and names_a_version(named))
        rubric = given if exact else catalogue.in_force(given, period)
    elif named is None:
        raise ProblemError(
            problems_of(
                [
                    Issue(
                        (),
                        "no-rubric",
                        say("the file does not say which rubric it answers"),
                        say("write rubric: healthy-community, or give --rubric"),
                    )
                ],
                document,
            )
        )
    else:
        # a path of pathlib takes longer than the rest
        folder = Path(document.file or ".").parent if names_a_file(named) else _HERE
        try:
            rubric = catalogue.named(named, folder, period=period)
        except ProblemError as error:
            carrier = _carrier(named, given, catalogue, period)
            if carrier is None:
                raise ProblemError([_placed(p, document) for p in error.problems]) from None
            rubric = carrier
    issues = [*_other(rubric, given, instead, any_version=any_version)]
    issues = issues or [*_not_in_force(rubric, period, named, catalogue)]
    if issues:
        raise ProblemError(problems_of(issues, document))
    return rubric


def _carrier(
    named: str, given: Rubric | None, catalogue: Catalogue, period: Period | None
) -> Rubric | None:
    """Return the version that carries answers for one that is not there; None where none does."""
    known, version = version_named(named)
    if not version:
        return None
    ids = [known] if catalogue.versions(known) else list(catalogue.names().find(known))
    found = [rubric for id_ in ids for rubric in catalogue.versions(id_)]
    if given is not None and given not in found:
        found.append(given)
    able = [rubric for rubric in found if carries(rubric, named)]
    return version_for(able, period) if able else None


def _period_of(value: Mapping[str, Any]) -> Period | None:
    """Return a sound period; what is wrong with one is told when the whole file is read."""
    raw = value.get("period")
    issues: list[Issue] = []
    period = read_period(raw, issues) if isinstance(raw, dict) else None
    return None if issues else period


def _other(
    rubric: Rubric, given: Rubric | None, instead: Message, *, any_version: bool
) -> Iterator[Issue]:
    """Yield an issue where the file answers another rubric, or version, than the one given."""
    if given is None:
        return
    same = rubric.rubric == given.rubric
    if same and (any_version or rubric.version == given.version):
        if rubric is not given and rubric.version == given.version and not _alike(rubric, given):
            yield Issue(
                ("rubric",),
                "other-rubric",
                say("the file names a '{named}' whose rules differ from those of the command's",
                    named=f"{rubric.rubric}@{rubric.version}"),
                instead,
            )  # fmt: skip
        return
    yield Issue(
        ("rubric",),
        "other-rubric",
        say(
            "the file answers '{named}', the command scores '{given}'",
            named=f"{rubric.rubric}@{rubric.version}" if same else rubric.rubric,
            given=f"{given.rubric}@{given.version}" if same else given.rubric,
        ),
        instead,
    )


def _alike(one: Rubric, other: Rubric) -> bool:
    return plan_of(one).digest == plan_of(other).digest


def _not_in_force(
    rubric: Rubric, period: Period | None, named: str | None, catalogue: Catalogue
) -> Iterator[Issue]:
    """Yield an issue where a rubric is in force on no day of the period."""
    if period is None or in_force(rubric, period.from_, period.to):
        return
    other = catalogue.in_force(rubric, period)
    yield Issue(
        ("rubric",) if named is not None and names_a_version(named) else ("period",),
        "not-in-force",
        say(
            "{force}, the period is {first} to {last}",
            force=force_words(rubric),
            first=period.from_,
            last=period.to,
        ),
        say("name {rubric}@{version}, or no version", rubric=other.rubric, version=other.version)
        if in_force(other, period.from_, period.to)
        else say("correct the period, or name the rubric that was in force"),
    )


def _means(name: str, rubric: Rubric) -> bool:
    """Say whether a rubric goes by this name."""
    if name in (rubric.rubric, f"{rubric.rubric}@{rubric.version}"):
        return True
    return fold(name) in map(fold, (rubric.rubric, *rubric.aliases, *rubric.title.both()))


def _placed(problem: Problem, document: Document) -> Problem:
    """Place a problem with the name of a rubric; one inside a rubric's file has its place."""
    if problem.location != Location():
        return problem
    return replace(problem, location=document.locate(("rubric",)))
