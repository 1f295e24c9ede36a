"""The page about the assessment file: every example runs, and every error is explained."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

import pytest

from hpscore.model.measured import FindingCode
from hpscore.model.rubric import Rubric
from hpscore.readers.assessment_file import AssessmentFile
from hpscore.reports.problems import render_problems
from hpscore.source import parse_document
from tests.docs import running
from tests.docs.pages import Block, after, blocks, explained, fences, mentioned, pairs, raised

PAGE = "assessment-file.md"


def name(value: object) -> str | None:
    return f"line {value.line}" if isinstance(value, Block) else None


@pytest.fixture(scope="module", name="by")
def _by() -> Rubric:
    (shown,) = (block for block in blocks(PAGE) if block.role == "rubric")
    return running.rubric(shown.text)


def scores() -> Iterator[Any]:
    for _, block in after(PAGE, "rubric", "scores"):
        for number, case in enumerate(running.cases(block), 1):
            yield pytest.param(case, id=f"line {block.line + number}")


@pytest.mark.parametrize("case", list(scores()))
def test_answers_give_what_is_shown(case: dict[str, Any], by: Rubric) -> None:
    wanted = running.expected(case)
    assert running.given(running.result_of(case, by), wanted) == wanted
    assert wanted


@pytest.mark.parametrize(("shown", "gives"), list(pairs(PAGE, "assessment", "gives")), ids=name)
def test_a_file_gives_what_is_shown(shown: Block, gives: Block, by: Rubric) -> None:
    wanted = parse_document(gives.text, file=None, format="yaml").value
    assert isinstance(wanted, dict)
    result = running.scored(shown.text, by).result
    assert result is not None
    assert running.given(result, wanted) == running.expected(wanted)


@pytest.mark.parametrize(
    ("refused", "error"), list(pairs(PAGE, "refused assessment", "error")), ids=name
)
def test_a_file_that_is_refused_gives_the_errors_shown(
    refused: Block, error: Block, by: Rubric
) -> None:
    problems = running.scored(refused.text, by).problems
    assert render_problems(problems, "en") + "\n" == error.text


def test_every_example_is_run() -> None:
    assert len(blocks(PAGE)) == fences(PAGE)
    assert {block.role for block in blocks(PAGE)} == {
        "rubric",
        "scores",
        "assessment",
        "gives",
        "refused assessment",
        "error",
    }


def test_every_section_is_mentioned() -> None:
    assert set(AssessmentFile.model_fields) - mentioned(PAGE) == set()


def test_every_code_that_reading_raises_is_explained() -> None:
    codes = raised("readers") | raised("model") | raised("source")
    assert {"not-a-count", "disagreement", "outside", "unknown-version"} <= codes
    elsewhere = explained("rubric-language.md") | explained("evidence.md")
    elsewhere |= {*get_args(FindingCode)}  # of rows: told by the chapter on registers
    assert codes - explained(PAGE) - elsewhere == set()
