"""The reference of the rubric language: every example runs, and nothing is left out of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

import pytest
from pydantic import BaseModel
from pydantic_core.core_schema import ErrorType

from hpscore.model import condition, register, rubric, rules, text, walking
from hpscore.model.condition import COMPARISONS, AllOf, AnyOf, Condition, NotOf
from hpscore.model.rules import Rule, Target
from hpscore.reports.problems import render_problems
from tests.docs import running
from tests.docs.pages import Block, after, blocks, explained, fences, mentioned, pairs, raised

PAGE = "rubric-language.md"


def name(value: object) -> str | None:
    return f"line {value.line}" if isinstance(value, Block) else None


def examples() -> list[Block]:
    return [block for block in blocks(PAGE) if block.role == "rubric"]


@pytest.mark.parametrize("block", examples(), ids=name)
def test_a_rubric_that_is_shown_loads(block: Block) -> None:
    assert running.refusals(block.text) == []


def scores() -> Iterator[Any]:
    for shown, block in after(PAGE, "rubric", "scores"):
        for number, case in enumerate(running.cases(block), 1):
            yield pytest.param(shown, case, id=f"line {block.line + number}")


@pytest.mark.parametrize(("shown", "case"), list(scores()))
def test_answers_give_what_is_shown(shown: Block, case: dict[str, Any]) -> None:
    wanted = running.expected(case)
    assert running.given(running.result_of(case, running.rubric(shown.text)), wanted) == wanted
    assert wanted


@pytest.mark.parametrize(("refused", "error"), list(pairs(PAGE, "refused", "error")), ids=name)
def test_a_rubric_that_is_refused_gives_the_error_shown(refused: Block, error: Block) -> None:
    assert render_problems(running.refusals(refused.text), "en") + "\n" == error.text


def test_every_example_is_run() -> None:
    assert len(blocks(PAGE)) == fences(PAGE)
    assert {block.role for block in blocks(PAGE)} <= {"rubric", "scores", "refused", "error"}


def models() -> set[type[BaseModel]]:
    return {
        model
        for module in (rubric, rules, condition, text, register)
        for model in vars(module).values()
        if isinstance(model, type) and issubclass(model, BaseModel)
    }


@pytest.mark.parametrize("model", sorted(models(), key=str))
def test_every_key_is_mentioned(model: type[BaseModel]) -> None:
    # which rule it is, is said by the rule's own key
    inner = {"kind", "rule"}
    keys = {field.alias or key for key, field in model.model_fields.items()} - inner
    assert keys - mentioned(PAGE) == set()


def test_every_value_that_a_key_can_choose_is_mentioned() -> None:
    chosen = {
        value
        for model in models()
        for key, field in model.model_fields.items()
        if key != "kind"
        for value in literals(field.annotation)
    }
    assert "half_even" in chosen
    assert chosen - mentioned(PAGE) == set()


def literals(annotation: Any) -> Iterator[str]:
    for inner in get_args(annotation):
        if isinstance(inner, str):
            yield inner
        else:
            yield from literals(inner)


def test_every_rule_has_an_example() -> None:
    every = {model.model_fields["kind"].annotation for model in get_args(get_args(Rule)[0])}
    shown = {part.rule.kind for block in examples() for part in running.rubric(block.text).parts()}
    assert shown == {kind for literal in every for kind in get_args(literal)}


def conditions() -> Iterator[Condition]:
    """Yield every condition that the examples hold, wherever it stands."""

    def inside(value: object) -> Iterator[Condition]:
        if isinstance(value, AllOf | AnyOf | NotOf | condition.Test):
            yield value
        if isinstance(value, BaseModel):
            for key in type(value).model_fields:
                yield from inside(getattr(value, key))
        elif isinstance(value, dict):
            yield from inside(tuple(value.values()))
        elif isinstance(value, tuple):
            for inner in value:
                yield from inside(inner)

    for block in examples():
        yield from inside(running.rubric(block.text))


def test_every_form_of_a_condition_has_an_example() -> None:
    found = list(conditions())
    tests = [test for held in found for test, _ in walking.tests_of(held)]
    assert {test.comparison for test in tests} == {*COMPARISONS, "met", "is", "full", "zero"}
    assert {test.kind for test in tests} == set(get_args(condition.SubjectKind))
    assert {"AllOf", "AnyOf", "NotOf"} <= {type(held).__name__ for held in found}
    comparands = [test.comparand for test in tests if test.comparand is not None]
    for key in condition.Comparand.model_fields:
        assert any(getattr(comparand, key) is not None for comparand in comparands), key


def test_every_comparison_of_a_target_has_an_example() -> None:
    shown = {
        part.rule.comparison[0]
        for block in examples()
        for part in running.rubric(block.text).parts()
        if isinstance(part.rule, Target)
    }
    assert shown == set(COMPARISONS)


def test_every_code_that_a_check_raises_is_explained() -> None:
    codes = raised("model/checks") | raised("source")
    assert {"points-total", "two-directions", "duplicate-key"} <= codes
    assert codes - explained(PAGE) == set()


def test_every_code_that_is_explained_can_be_raised() -> None:
    ours = raised("model", "readers", "source")
    theirs = {code.replace("_", "-") for code in get_args(ErrorType)}
    # of `unknown-tier` and the like the second half says what is not known
    rest = {code for code in explained(PAGE) - ours - theirs if not code.startswith("unknown-")}
    assert rest == set()
