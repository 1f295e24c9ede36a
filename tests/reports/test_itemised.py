"""The table of one result: aligned, never cut, and its words are the sheet's."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

import pytest
from rich.cells import cell_len

from hpscore.message import LANGUAGES, Language
from hpscore.model.result import Result
from hpscore.model.rubric import Rubric
from hpscore.model.text import Text
from hpscore.readers.outcome import Outcome
from hpscore.reports.itemised import Itemised, changes_view, itemised_view
from tests.reports import made


def view(scored: Outcome, language: Language = "en", *, personal: bool = False) -> Itemised:
    assert scored.result is not None
    assert scored.rubric is not None
    return itemised_view(
        scored.result, scored.rubric, scored.assessment, language, personal=personal
    )


def settled() -> Outcome:
    return made.outcome(made.rubric(made.EVERY_KIND), made.SETTLED)


def row(scored: Outcome, title: str, width: int = 200) -> list[str]:
    """Return the cells of a line, as a wide page shows them."""
    line = next(line for line in made.lines(view(scored), width) if title in line)
    return re.split(r"\s{2,}", line.strip())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [40, 80, 120])
@pytest.mark.parametrize("name", made.SCORED)
def test_no_line_is_wider_than_the_page(name: str, width: int, language: Language) -> None:
    shown = made.lines(view(made.example(name), language), width)
    assert max(map(cell_len, shown)) <= width


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", made.SCORED)
def test_points_stand_in_one_column_in_a_pipe(name: str, language: Language) -> None:
    ends = Counter(
        cell_len(line[: found.end()])
        for line in made.lines(view(made.example(name), language), 80)
        if (found := re.search(r" \S+ / \d+(?=\s)", line))
    )
    assert len(ends) == 1
    assert sum(ends.values()) >= 20


@pytest.mark.parametrize("width", [30, 80, 120])
def test_chinese_is_folded_and_never_cut(width: int) -> None:
    scored = made.example("桂花里社区.yaml")
    assert scored.rubric is not None
    shown = "".join(made.lines(view(scored, "zh"), width))
    for line in scored.rubric.dimensions[2].indicators:
        assert not Counter(line.title.say("zh")) - Counter(shown)
    assert "…" not in shown


def test_a_pipe_shows_item_points_and_reason() -> None:
    head = next(line for line in made.lines(view(made.example("甲局.yaml"))) if "item" in line)
    assert re.split(r"\s{2,}", head.strip()) == ["item", "score", "why points are missing"]


def test_a_wide_page_shows_reachable_points_only_where_something_is_open() -> None:
    for name, columns in (
        ("甲局.yaml", ["earned", "reachable", "maximum"]),
        ("乙局.yaml", ["score", "maximum"]),
    ):
        head = next(line for line in made.lines(view(made.example(name)), 160) if "item" in line)
        assert re.split(r"\s{2,}", head.strip()) == [
            "group",
            "item",
            *columns,
            "state",
            "why points are missing",
        ]


def test_the_heading_tells_who_what_and_when() -> None:
    first, second, *_ = made.lines(view(made.example("幸福里社区.yaml"), "zh"), 100)
    assert first.strip() == "幸福里社区 · 健康社区现场评估 2022.1"
    assert "2022-01-01" in second
    assert "城市" in second
    assert "第二评审组" in second


def test_personal_facts_are_shown_only_when_asked_for() -> None:
    scored = made.example("李家.yaml")
    assert "李建国" not in made.text(view(scored))
    assert "李建国" in made.text(view(scored, personal=True))


@pytest.mark.parametrize(
    ("title", "points", "reason"),
    [
        ("一-2 Meetings", ["2", "3"], "-1 short: 3, band ≥3"),
        ("Lectures", ["7.5", "10"], "-2.5 short: 3 × 2.5"),
        ("Pro rata", ["7/3", "4"], "-5/3 short: 7/3 × 1"),
        ("Attendance", ["2", "6"], "-4 short: 10 between 0 and 30"),
        ("Satisfaction", ["6.5", "7"], "-0.5 judged: 6.5 '[bold]x[/]'"),
        ("Butts", ["4.5", "10"],
         "-5.5 deducted: Butts found 3, Sign missing yes, coverage 85%"),
        ("Everything", ["0", "4"], "-4 not met: 1 hold, 2 are wanted"),
        ("Staffing", ["0", "5"], "-5 dependency: Plan"),
        ("Venue", ["3", "5"], "-2 short: the best is Rented"),
        ("Canteen", ["–"], "not applicable '无食堂'"),
    ],
)  # fmt: skip
def test_every_loss_says_its_cause_in_short(title: str, points: list[str], reason: str) -> None:
    found, *cells = row(settled(), title)
    state = "not applicable" if title == "Canteen" else "final"
    assert (found, cells) == (title, [*points, state, reason])


@pytest.mark.parametrize(
    ("title", "reason"),
    [
        ("Pledge", "2 not answered"),
        ("Meetings", "-1 short: 2 to 3; 1 open: 2 to 3"),
        ("Lectures", "-2.5 awarded directly"),
        ("Satisfaction", "7 open: 5 to 7; waits for Crime"),
        ("Everything", "4 open: waits for Files"),
        ("Venue", "5 open: waits for Own, Rented"),
        ("Toilets", "5 open: waits for Setting"),
        ("Training", "Training -3 dependency: Person"),
    ],
)
def test_what_is_open_says_what_it_waits_for(title: str, reason: str) -> None:
    open_ = made.outcome(made.rubric(made.EVERY_KIND), made.OPEN)
    assert row(open_, title)[-1] == reason


def test_a_veto_and_what_was_lost_before_it_are_told_apart() -> None:
    withheld = made.outcome(made.rubric(made.EVERY_KIND), made.WITHHELD)
    assert row(withheld, "Satisfaction")[-1] == (
        "-0.5 judged: 6.5; -6.5 vetoed: Crime '[bold]x[/]'"
    )
    shown = made.text(view(withheld), 200)
    assert "withheld: Not rated" in shown
    assert "Crime it happened: Low at best" in shown


def test_targets_tell_whether_they_are_met_and_how_far_off() -> None:
    short = made.outcome(made.rubric(made.TARGETS), made.SHORT)
    assert row(short, "Literacy")[1:] == ["not attained", "final", "20%, target ≥ 25%, 5% off"]
    assert row(short, "Smoking")[1:] == ["open", "open", "waits for Average"]
    assert row(short, "Results")[1:] == ["0 of 4 met; 2 open"]
    reached = made.outcome(made.rubric(made.TARGETS), made.REACHED)
    assert row(reached, "Literacy")[1:] == ["attained", "final", "30%, target ≥ 25%"]


def test_the_tables_end_tells_verdict_conversion_gates_and_open_questions() -> None:
    shown = made.text(view(made.example("甲局.yaml")), 200)
    assert "total 41.5 79.5 100" in shown
    assert "undecided: Health-promoting agency / Not yet (open: the total," in shown
    assert "6.23–11.93 (exactly 6.225–11.925)" in shown
    assert "open (from: No-smoking signs and health tips)" in shown
    assert "not met 4, short 11.5, dependency 5, not answered 38" in shown
    assert "Trainings this year, No-smoking signs and health tips" in shown


def test_a_conversion_is_called_exact_only_where_rounding_changes_it() -> None:
    rounded = made.text(view(made.example("乙局.yaml")), 120)
    assert "city's 12.38 (exactly 12.375) total table" in rounded
    exact = made.text(view(made.example("幸福里社区.yaml")), 120)
    assert "city's 12.90 total table" in exact


def test_a_total_that_is_not_the_sum_of_the_lines_stands_beside_it() -> None:
    shown = made.text(view(settled()))
    assert "Composed rules 22.5 / 39 counts as 317/13 / 44" in shown
    assert "sum of the lines 329/6 / 83" in shown
    assert "total 58.5 / 88" in shown


def test_bonus_and_deductions_tell_their_parent() -> None:
    shown = made.text(view(settled()))
    assert "Award 2 / 2 to the total" in shown
    assert "Late -1 to Composed rules" in shown


def odd(result: Result, text: str) -> Result:
    return replace(result, subject={"name": text}, source=text)


@pytest.mark.parametrize(
    "text", ["[bold]x[/]", "[/]", "\x1b[31mx", "\x9b31mx", ":smile:", "甲\u202e乙"]
)
def test_names_are_text_never_markup_or_terminal_codes(text: str) -> None:
    scored = made.example("乙局.yaml")
    assert scored.result is not None
    shown = "\n".join(made.lines(view(replace(scored, result=odd(scored.result, text)))))
    assert not re.search("[\x1b\x9b\u202e]", shown)
    assert re.sub("[\x1b\x9b\u202e]", "\ufffd", text) in shown


def test_titles_of_a_rubric_are_text_too() -> None:
    by = made.rubric(made.LOWER)
    first = by.dimensions[0]
    marked = first.model_copy(update={"title": Text(zh="[red]\x1b[0m", en="[red]\x1b[0m")})
    changed: Rubric = by.model_copy(update={"dimensions": (marked,)})
    shown = made.text(view(made.outcome(changed, "answers: {found: 2}")))
    assert "[red]\ufffd[0m" in shown


def test_changes_list_only_what_changed() -> None:
    by = made.rubric(made.EVERY_KIND)
    before = made.outcome(by, made.SETTLED).result
    after = made.outcome(
        by, made.SETTLED.replace("meetings: 3", "meetings: 4").replace("lectures: 3", "lectures: 4")
    ).result
    assert before is not None
    assert after is not None
    shown = made.lines(changes_view(before, after, by, "en"))
    assert [re.split(r"\s{2,}", line.strip()) for line in shown[3:]] == [
        ["一-2 Meetings", "2", "3"],
        ["Lectures", "7.5", "10"],
        ["total", "58.5", "62"],
        ["City points", "19.50", "20.67 (exactly 62/3)"],
        ["tier", "Low", "High (A)"],
    ]


def test_changes_of_nothing_are_said_to_be_nothing() -> None:
    scored = settled()
    assert scored.result is not None
    assert scored.rubric is not None
    said = made.lines(changes_view(scored.result, scored.result, scored.rubric, "en"))
    assert [line.strip() for line in said if line.strip()] == ["this changes nothing"]


def test_the_chinese_table_uses_the_words_of_the_sheet() -> None:
    half, finished = made.example("桂花里社区.yaml"), made.example("幸福里社区.yaml")
    narrow = next(line for line in made.lines(view(half, "zh"), 80) if "指标" in line)
    assert narrow.split() == ["指标", "得分", "扣分原因"]
    wide = next(line for line in made.lines(view(half, "zh"), 120) if "指标" in line)
    assert wide.split()[-5:] == ["已得", "可得", "满分", "状态", "扣分原因"]
    settled_ = next(line for line in made.lines(view(finished, "zh"), 120) if "指标" in line)
    assert settled_.split()[-4:] == ["得分", "满分", "状态", "扣分原因"]
    labels = [line.split("  ")[0] for line in made.lines(view(half, "zh"), 80)]
    assert {"等级", "转化得分"} <= set(labels)
    assert any(label.startswith("未答（") for label in labels)
