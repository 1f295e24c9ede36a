"""What is unanswered can still change points or verdict, and nothing else can."""

from __future__ import annotations

from hypothesis import given

from hpscore.model.answer import Answer, Asked
from hpscore.model.assessment import Assessment
from hpscore.model.result import Result
from tests.properties.assessments import FAR, NOT_APPLICABLE, decided, exact
from tests.properties.cases import Case, cases
from tests.properties.effort import tries
from tests.properties.laws import lines_of, verdicts


@tries(400)
@given(cases())
def test_answers_to_other_questions_change_nothing(case: Case) -> None:
    before = case.score(case.first)
    answers = case.first.answers
    for name, asked in case.sheet.questions.items():
        if name in before.unanswered or name in answers or decided(case.sheet, name):
            continue
        for answer in _some(asked):
            after = case.score(case.first.replace(answers={**answers, name: answer}))
            assert (name, _essence(after)) == (name, _essence(before))
    for veto in case.rubric.vetoes:
        if veto.id not in (*before.unanswered, *case.first.vetoes) and veto.when is None:
            for happened in (True, False):
                vetoes = {**case.first.vetoes, veto.id: happened}
                after = case.score(case.first.replace(vetoes=vetoes))
                assert (veto.id, _essence(after)) == (veto.id, _essence(before))


@tries(400)
@given(cases())
def test_facts_that_no_flag_names_change_nothing(case: Case) -> None:
    before = case.score(case.first)
    named = {flag.about[0] for flag in before.flags if flag.code == "missing-fact"}
    for name, fact in case.rubric.facts.items():
        if name not in case.first.subject and name not in named:
            for value in fact.options or (0, 3, FAR):
                subject = {**case.first.subject, name: value}
                after = case.score(case.first.replace(subject=subject))
                assert (name, _essence(after)) == (name, _essence(before))


@tries(400)
@given(cases())
def test_without_anything_unanswered_a_result_is_final(case: Case) -> None:
    for assessment in (case.first, case.complete):
        result = case.score(assessment)
        known = case.rubric.facts.keys() <= assessment.subject.keys()
        if result.unanswered or not known or _nothing_decides(result, assessment):
            continue
        assert (result.final, result.tier.decided) == (True, True)


@tries(150)
@given(cases())
def test_nothing_settled_is_listed(case: Case) -> None:
    result = case.score(case.first)
    for name in result.unanswered:
        answer = case.first.answers.get(name)
        assert answer is None or (answer.value is None and answer.state == "given")
        assert name not in case.first.vetoes


def _nothing_decides(result: Result, assessment: Assessment) -> bool:
    """Say whether something has no answer at all: a condition on what does not apply, no total."""
    lines = lines_of(result).values()
    dropped = any(
        trace.state == "not_applicable" for line in lines for trace in (line, *line.parts)
    )
    # also of a line whose points were awarded all the same
    excused = any(answer.state == "not_applicable" for answer in assessment.answers.values())
    withheld = any(gate.state == "yes" for gate in result.withheld)
    return dropped or excused or withheld or result.total is None


def _some(asked: Asked) -> list[Answer]:
    found = [NOT_APPLICABLE] if asked.not_applicable else []
    if asked.kind == "yes_no":
        return [*found, exact(False), exact(True)]
    if asked.kind == "choice":
        return [*found, *map(Answer, asked.options)]
    low = -FAR if isinstance(asked.low, float) else asked.low
    return [*found, exact(low), exact(FAR if isinstance(asked.high, float) else asked.high)]


def _essence(result: Result) -> object:
    lines = {n: (t.points, t.met, t.optional) for n, t in lines_of(result).items()}
    return lines, result.total, result.tier.decided, verdicts(result)
