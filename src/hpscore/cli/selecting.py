"""What a selection is made from: results that are read, and names on the command line resolved."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from hpscore.cli.guard import UsageError, with_help
from hpscore.cli.inputs import STDIN, find_inputs, is_file_of
from hpscore.cli.language import tell
from hpscore.cli.output import print_problems
from hpscore.cli.scoring import outcomes
from hpscore.message import say
from hpscore.problem import Location, Problem, ProblemError

if TYPE_CHECKING:
    from hpscore.analysis.entries import Entries
    from hpscore.analysis.joining import Terms
    from hpscore.model.rubric import Rubric
    from hpscore.readers.catalogue import Catalogue

__all__ = ["collect", "located", "rubric_that_selects", "terms_of"]


def collect(
    paths: Sequence[str], output: Path | None, *, personal: bool
) -> tuple[Entries, list[Problem], Catalogue]:
    """Score all inputs and keep of each result what a selection reads; problems are printed."""
    from hpscore.analysis.entries import Entries
    from hpscore.readers.catalogue import Catalogue
    from hpscore.readers.outcome import Scorer
    from hpscore.readers.shelf import Shelf
    from hpscore.reports.document import problems_of

    inputs = list(find_inputs(paths))
    if output is not None and any(is_file_of(item, output) for item in inputs):
        raise UsageError(tell("-o names a file that is read: '{path}'", path=output))
    catalogue, entries, problems = Catalogue(Shelf.of_user()), Entries(personal), []
    for outcome in outcomes(inputs, Scorer(catalogue)):
        if outcome.problems:
            print_problems(outcome.problems)
            problems += problems_of([outcome])
        elif outcome.result is not None and outcome.rubric is not None:
            entries.add(outcome.source, outcome.result, outcome.rubric)
    return entries, problems, catalogue


def rubric_that_selects(entries: Entries, catalogue: Catalogue) -> Rubric:
    """Return the only rubric met that selects, and say which results are passed over.

    `UsageError` where there are several, `ProblemError` where there is none.
    """
    found = [rubric for rubric in entries.rubrics.values() if rubric.selection is not None]
    if len(found) > 1:
        wrong = say(
            "the files answer several rubrics that select: {rubrics}",
            rubrics=sorted(rubric.rubric for rubric in found),
        )
        raise UsageError(with_help(wrong, say("name only the files of one of them")))
    if not found:
        known = [name for name in catalogue.ids() if catalogue.get(name).selection is not None]
        raise ProblemError(
            [
                Problem(
                    "no-answers",
                    say("no file answers a rubric that selects, such as {rubrics}", rubrics=known),
                    Location(),
                    say("name the files with those answers beside those with the scores"),
                )
            ]
        )
    (selecting,) = found
    _tell_others(entries, selecting)
    return selecting


def _tell_others(entries: Entries, selecting: Rubric) -> None:
    from hpscore.analysis.joining import joined_rubrics

    for name in sorted(entries.rubrics.keys() - set(joined_rubrics(selecting))):
        count = len(entries.by_subject.get(name, ())) + len(entries.nameless.get(name, ()))
        print(
            tell("results by {rubric} are passed over: {count}", rubric=name, count=count),
            file=sys.stderr,
        )


def terms_of(
    entries: Entries,
    selecting: Rubric,
    minimum: str | None,
    deadline: str | None,
    per: str | None,
    *,
    personal: bool,
) -> Terms:
    """Resolve the names of a tier and of a fact; `UsageError` for what they do not name."""
    from hpscore.analysis.joining import Terms, joined_rubrics

    scores = entries.rubrics.get(joined_rubrics(selecting)[0])
    applied = None if selecting.selection is None else selecting.selection.applied
    if deadline is not None and applied is None:
        wrong = say("--deadline: {rubric} has no date of application", rubric=selecting.rubric)
        raise UsageError(with_help(wrong, say("write applied: under its selection:")))
    return Terms(
        None if minimum is None else _tier(minimum, scores, selecting),
        deadline,
        None if per is None else _fact(per, [selecting, *([scores] if scores else [])], personal),
    )


def _tier(name: str, scores: Rubric | None, selecting: Rubric) -> str:
    from hpscore.readers.names import tier_names

    if scores is None:
        assert selecting.selection is not None
        raise UsageError(
            tell("--minimum: no file is scored by {rubric}", rubric=selecting.selection.scores)
        )
    names = tier_names(scores)
    found = names.find(name)
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(
            tell("'{key}' may mean {candidates}", key=name, candidates=names.listed(found))
        )
    wrong = say("--minimum: no tier '{name}' in {rubrics}", name=name, rubrics=[scores.rubric])
    raise UsageError(with_help(wrong, names.meant(name)))


def _fact(name: str, rubrics: Sequence[Rubric], personal: bool) -> str:
    from hpscore.model.assessment import STANDARD_PERSONAL
    from hpscore.readers.facts import fact_names, meant_fact
    from hpscore.readers.names import fold

    found = next(
        (names[fold(name)] for names in map(fact_names, rubrics) if fold(name) in names), None
    )
    if found is None:
        known = [rubric.rubric for rubric in rubrics]
        meant = (meant_fact(name, rubric) for rubric in rubrics)
        wrong = say("--per: no fact '{name}' in {rubrics}", name=name, rubrics=known)
        raise UsageError(with_help(wrong, next((said for said in meant if said is not None), None)))
    declared = any(r.facts[found].personal for r in rubrics if found in r.facts)
    if not personal and (declared or found in STANDARD_PERSONAL):
        wrong = say("--per: the fact '{name}' is personal", name=found)
        raise UsageError(with_help(wrong, say("add --personal")))
    return found


def located(entries: Entries, selecting: Rubric, terms: Terms) -> Iterator[Problem]:
    """Yield what is wrong with how results join, each where it was read from."""
    from hpscore.analysis.joining import faults_of

    for fault in faults_of(entries, selecting, terms):
        yield Problem(fault.code, fault.message, _place(fault.source), fault.help)


def _place(source: str) -> Location:
    """Find the id of a subject in the file that it was read from; a row of a table by its line."""
    from hpscore.source import read_document

    file, _, line = source.rpartition(":")
    if line.isdecimal() and not Path(source).exists():
        return Location(file=file, line=int(line), column=1)
    if source == STDIN:
        return Location(file=source)
    try:
        return read_document(source).locate(("subject", "id"))
    except ProblemError:  # it is gone, or has changed meanwhile
        return Location(file=source)
