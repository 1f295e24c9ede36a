"""Markdown: one result itemised, several a line each, and nothing that breaks out of a cell."""

from __future__ import annotations

import re
from dataclasses import replace
from io import StringIO

import pytest

from hpscore.readers.outcome import Outcome
from hpscore.reports.markdown import escape, write_markdown
from tests.reports import made


def written(*outcomes: Outcome, several: bool | None = None, personal: bool = False) -> str:
    stream = StringIO()
    write_markdown(outcomes, stream, "en", several=several, personal=personal)
    return stream.getvalue()


def test_one_result_is_itemised() -> None:
    lines = written(made.example("甲局.yaml")).splitlines()
    assert lines[0] == "# 甲局 · Health-promoting agency, on-site assessment 2022.1"
    assert lines[2] == "2022-01-01 to 2022-12-31 · assessed by 第二评审组"
    assert lines[4:8] == [
        "| item | score | why points are missing |",
        "| --- | ---: | --- |",
        "| Organisation | 16–17 / 20 |  |",
        "| 一-1 Signed pledge or issued document | 3 / 3 |  |",
    ]
    assert "- **points missing**: not met 4, short 11.5, dependency 5, not answered 38" in lines


def test_reasons_of_one_line_stay_in_its_row() -> None:
    text = written(made.example("甲局.yaml"))
    (line,) = (line for line in text.splitlines() if line.startswith("| 三-2"))
    assert line.endswith(
        "| 0 / 10 | How often staff are examined -5 short: Not at all<br>"
        "Targeted plan from the results -5 dependency: How often staff are examined |"
    )


def test_several_results_are_a_line_each_with_a_summary_and_problems() -> None:
    names = ("甲局.yaml", "乙局.yaml", "错误/戊家.yaml")
    lines = written(*map(made.example, names)).splitlines()
    assert lines[0] == "| name | rubric | score | tier | not answered |"
    assert [line.split(" | ")[0] for line in lines[2:5]] == [
        "| 甲局",
        "| 乙局",
        "| examples/错误/戊家.yaml",
    ]
    assert "- **summary**: files: 3 · scored: 2 · failed: 1 · undecided: 1" in lines
    assert sum(line.startswith("- examples/错误/戊家.yaml:") for line in lines) == 4


def test_a_single_result_of_a_folder_may_be_listed() -> None:
    assert written(made.example("乙局.yaml"), several=True).startswith("| name |")


def test_every_row_has_as_many_cells_as_the_heading() -> None:
    scored = made.outcome(made.rubric(made.EVERY_KIND), made.SETTLED.replace("[bold]", "a|b\\n|"))
    rows = [line for line in written(scored).splitlines() if line.startswith("|")]
    assert {len(re.findall(r"(?<!\\)\|", line)) for line in rows} == {4}


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("a|b", "a\\|b"),
        ("a\nb", "a b"),
        ("<script>&", "&lt;script&gt;&amp;"),
        ("*a* _b_ `c` [d](e) ~f~", "\\*a\\* \\_b\\_ \\`c\\` \\[d\\](e) \\~f\\~"),
        ("\\|", "\\\\\\|"),
        ("\x1b[31m", "\ufffd\\[31m"),
    ],
)
def test_text_is_shown_as_it_is(text: str, escaped: str) -> None:
    assert escape(text) == escaped


def test_a_name_cannot_break_out_of_its_place() -> None:
    scored = made.example("乙局.yaml")
    assert scored.result is not None
    hostile = replace(scored.result, subject={"name": "x\n# y | <img src=x onerror=z>"})
    text = written(replace(scored, result=hostile))
    assert text.startswith("# x \\# y \\| &lt;img src=x onerror=z&gt; · ")
    assert "<img" not in text


def test_personal_facts_are_left_out_unless_asked_for() -> None:
    scored = made.example("李家.yaml")
    assert "李建国" not in written(scored)
    assert "李建国" in written(scored, personal=True)
