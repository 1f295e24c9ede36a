"""Problems in the two forms that people read."""

from __future__ import annotations

from rich.cells import cell_len

from hpscore.message import say
from hpscore.problem import Location, Problem, Severity
from hpscore.reports.problems import problem_line, render_problem, render_problems


def test_a_problem_of_a_text_shows_its_line_and_what_is_wrong() -> None:
    place = Location("examples/丁局.yaml", 9, 15, width=2, snippet="  rules_made: 三次")
    problem = Problem("not-a-count", say("takes a whole number"), place, say("write 3"))
    assert render_problem(problem, "en").splitlines() == [
        "error[not-a-count]: takes a whole number",
        " --> examples/丁局.yaml:9:15",
        "  |",
        "9 |   rules_made: 三次",
        "  |               ^^^^",
        "  = help: write 3",
    ]


def test_a_problem_of_a_workbook_is_one_line() -> None:
    problem = Problem(
        "not-a-count",
        say("'meetings' takes a whole number from 0, got '三次'"),
        Location("answers/east.xlsx", sheet="评分", cell="C12"),
    )
    assert render_problem(problem, "en") == (
        "answers/east.xlsx:评分!C12: error[not-a-count]: "
        "'meetings' takes a whole number from 0, got '三次'"
    )


def test_help_follows_on_the_same_line_where_there_is_one_line() -> None:
    problem = Problem(
        "x", say("wrong"), Location("a.xlsx", sheet="评分", cell="C12"), say("mend it")
    )
    assert problem_line(problem, "en") == "a.xlsx:评分!C12: error[x]: wrong; mend it"
    placed = Problem("x", say("wrong"), Location("a.yaml", 3, 4), say("mend it"))
    assert problem_line(placed, "en") == "a.yaml:3:4: error[x]: wrong; mend it"


def test_carets_stand_under_what_chinese_before_them_pushes_aside() -> None:
    snippet = "  例会: 三次"
    problem = Problem("x", say("wrong"), Location("a.yaml", 12, 7, width=2, snippet=snippet))
    *_, line, carets = render_problem(problem, "en").splitlines()
    assert line == "12 |   例会: 三次"
    start = carets.index("^")
    assert start == cell_len(line[: line.index("三")])
    assert carets.count("^") == cell_len("三次")


def test_a_warning_says_so_and_a_problem_without_a_place_has_none() -> None:
    problem = Problem("x", say("odd"), help=say("look"), severity=Severity.WARNING)
    assert render_problem(problem, "en") == "warning[x]: odd\n  = help: look"


def test_a_problem_of_a_whole_file_names_the_file() -> None:
    problem = Problem("x", say("odd"), Location("a.yaml"))
    assert render_problem(problem, "en") == "error[x]: odd\n --> a.yaml"


def test_long_lines_are_cut_around_the_caret() -> None:
    snippet = "键" * 400 + "wrong" + "键" * 400
    problem = Problem("x", say("odd"), Location("a.yaml", 1, 401, width=5, snippet=snippet))
    *_, line, carets = render_problem(problem, "en").splitlines()
    shown = line.removeprefix("1 | ")
    assert cell_len(shown) <= 120
    assert shown.startswith("…")
    assert shown.endswith("…")
    marked = carets.removeprefix("  | ")
    assert marked.count("^") == 5
    assert cell_len(shown[: shown.index("wrong")]) == marked.index("^")


def test_a_long_line_is_shown_up_to_the_ends_that_are_near() -> None:
    at_start = Problem("x", say("odd"), Location("a", 1, 1, width=2, snippet="ab" + "c" * 500))
    line = render_problem(at_start, "en").splitlines()[3].removeprefix("1 | ")
    assert line.startswith("abccc")
    assert line.endswith("…")
    assert 100 < cell_len(line) <= 120
    at_end = Problem("x", say("odd"), Location("a", 1, 500, width=3, snippet="c" * 499 + "xyz"))
    line = render_problem(at_end, "en").splitlines()[3].removeprefix("1 | ")
    assert line.startswith("…")
    assert line.endswith("cxyz")
    assert 100 < cell_len(line) <= 120


def test_a_width_that_passes_the_end_of_the_line_is_cut() -> None:
    problem = Problem("x", say("odd"), Location("a", 1, 5, width=90, snippet="key: v"))
    assert render_problem(problem, "en").splitlines()[-1] == "  |     ^^"


def test_a_caret_may_stand_behind_the_last_character() -> None:
    problem = Problem("x", say("odd"), Location("a", 1, 5, snippet="key:"))
    assert render_problem(problem, "en").splitlines()[-1] == "  |     ^"


def test_what_files_hold_never_reaches_the_terminal_raw() -> None:
    problem = Problem(
        "x",
        say("got {got}", got="\x1b[31m\n2"),
        Location("a\x1b]0;t\x07.yaml", 1, 2, snippet="k\x1b\tv"),
        say("try {name}", name="\x9bA"),
    )
    text = render_problem(problem, "en")
    assert not any(mark in text for mark in "\x1b\x07\x9b\t")
    assert len(text.splitlines()) == 6


def test_a_line_of_marks_without_width_does_not_take_for_ever() -> None:
    snippet = "a" + "\u0301" * 200_000
    problem = Problem("x", say("odd"), Location("a", 1, 100_000, snippet=snippet))
    assert len(render_problem(problem, "en")) < 2000


def test_blocks_are_apart_and_single_lines_together() -> None:
    block = Problem("x", say("odd"), Location("a.yaml", 1, 1, snippet="k"))
    single = Problem("y", say("odd"), Location("a.xlsx", sheet="s", cell="A1"))
    text = render_problems([block, single, single, block], "en")
    assert [line == "" for line in text.splitlines()].count(True) == 2
