"""Answers and facts that a command states in place of a file's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from hpscore.message import say
from hpscore.model.assessment import Assessment
from hpscore.problem import CommandError, Location, Problem, ProblemError
from hpscore.readers.assessments import Reader
from hpscore.readers.facts import before_period, fact_names, meant_fact
from hpscore.readers.names import fold
from hpscore.source import Document, Value

__all__ = ["override"]


def override(
    reader: Reader, assessment: Assessment, facts: Mapping[str, str], answers: Mapping[str, str]
) -> Assessment:
    """Return the assessment with these answers and facts; `ProblemError` for unusable ones.

    `CommandError` for the misspelt name of a fact; one that is like no other is kept.

    An answer written as nothing (`meetings=`) becomes unanswered. Points awarded directly to an
    indicator give way to an answer that is set for it.
    """
    if not facts and not answers:
        return assessment
    _check_names(reader, facts, answers)
    raw: Value = {
        "subject": dict(facts),
        "answers": {key: text or None for key, text in answers.items()},
    }
    try:
        stated = reader.read(Document(raw, "", None, "yaml"))
    except ProblemError as error:
        raise ProblemError([_on_command_line(problem) for problem in error.problems]) from None
    names = {reader.names.find(key)[0] for key in answers}
    kept = {name: answer for name, answer in assessment.answers.items() if name not in names}
    awarded = {
        line: points
        for line, points in assessment.points.items()
        if not names & set(reader.sheet.lines[line].node.questions())
    }
    changed = assessment.replace(
        subject={**assessment.subject, **stated.subject},
        answers={**kept, **stated.answers},
        points=awarded,
    )
    early = before_period(reader.rubric, changed.subject, changed.period)
    if early is not None:
        help_ = say("correct the day or the period")
        raise ProblemError([Problem("before-period", early, Location(), help_)])
    if changed.registers and reader.rubric.as_of in stated.subject:
        # loaded for those that have registers
        from hpscore.readers.registers.deriving import measured_anew

        return measured_anew(reader, changed)
    return changed


def _check_names(reader: Reader, facts: Iterable[str], answers: Iterable[str]) -> None:
    """Refuse the misspelt name of a fact, and a fact that is set like an answer."""
    rubric = reader.rubric
    for key in facts:
        meant = meant_fact(key, rubric)
        if meant is not None:
            raise CommandError(
                say("there is no fact '{key}' in {rubric}", key=key, rubric=rubric.rubric), meant
            )
    for key in answers:
        fact = None if reader.names.find(key) else fact_names(rubric).get(fold(key))
        if fact is not None:
            raise CommandError(
                say("'{key}' is a fact, not a question", key=key),
                say("state it as --fact {fact}=VALUE", fact=fact),
            )


def _on_command_line(problem: Problem) -> Problem:
    return Problem(problem.code, problem.message, Location(), problem.help or say("see --help"))
