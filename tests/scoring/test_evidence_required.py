"""Points that rest on papers: what is not proved earns nothing, and the result says so."""

from __future__ import annotations

import pytest

from hpscore.model.assessment import Assessment
from hpscore.model.result import Result
from hpscore.readers.assessments import Reader
from hpscore.scoring.engine import lines_without, score, wanted_papers
from hpscore.source import parse_document
from tests.scoring.tiny import because, earns, flags, lost, part, tiny, told, verdict

PAPERS = """
evidence:
  1: {title: Plan}
  2: {title: Minutes, sets: 2}
  3: {title: Photo of the yard, when: {fact: setting, is: urban}}
  4: {title: Contract, when: {question: rented}}
facts: {setting: {options: [urban, rural]}}
questions: [{id: rented}]
"""
PLAN = "evidence: {'1': plan.pdf}"


def required(
    lines: str, answers: str, evidence: str = "{}", *sections: str, **given: str
) -> Result:
    """Score with points that rest on papers."""
    rubric = tiny(PAPERS, *sections, lines) if lines else tiny(PAPERS, *sections)
    return score(rubric, _read(rubric, answers, evidence, **given), evidence="require")


def _read(rubric: object, answers: str, evidence: str, **given: str) -> Assessment:
    texts = {"answers": answers, "evidence": evidence, **given}
    text = "\n".join(f"{name}: {value}" for name, value in texts.items())
    return Reader(rubric).read(parse_document(text, file="a.yaml", format="yaml"))  # type: ignore[arg-type]


ONE = "- {id: a, title: A, points: 5, evidence: [1, 2]}"


@pytest.mark.parametrize(
    ("evidence", "points", "why"),
    [
        ("{}", "0 of 5", "dependency 5"),
        ("{'1': p.pdf}", "0 of 5", "dependency 5"),
        ("{'1': p.pdf, '2': [a.pdf]}", "0 of 5", "dependency 5"),
        ("{'1': p.pdf, '2': [a.pdf, b.pdf]}", "5 of 5", ""),
    ],
)
def test_a_line_earns_only_where_its_papers_are_all_there(
    evidence: str, points: str, why: str
) -> None:
    result = required(ONE, "{a: yes}", evidence)
    assert (earns(result, "a"), lost(part(result, "a"))) == (points, why)
    assert result.evidence == "require"


def test_what_is_lacking_is_flagged_and_traced() -> None:
    lines = ONE + "\n- {id: b, title: B, points: 1, evidence: [1]}\n- {id: c, title: C, points: 1}"
    result = required(lines, "{a: yes, b: yes, c: yes}", "{'1': p.pdf}")
    assert because(part(result, "a")) == {"evidence": ["2"]}
    assert flags(result) == ["evidence-missing a"]
    assert str(result.flags[0].message).endswith("papers lacking in full: 2")
    assert [earns(result, name) for name in "abc"] == ["0 of 5", "1 of 1", "1 of 1"]


def test_papers_of_a_rubric_that_wants_none_change_nothing() -> None:
    rubric = tiny("- {id: a, title: A, points: 5}")
    result = score(rubric, _read(rubric, "{a: yes}", "{}"), evidence="require")
    assert (earns(result, "a"), result.evidence, flags(result)) == ("5 of 5", "require", [])


def test_by_default_papers_are_only_told_of() -> None:
    rubric = tiny(PAPERS, ONE)
    result = score(rubric, _read(rubric, "{a: yes}", "{}"))
    assert (earns(result, "a"), result.evidence, flags(result)) == ("5 of 5", "report", [])


PARTS = """
- id: a
  title: A
  points: 5
  sum:
    - {id: p, points: 2, evidence: [1]}
    - {id: q, points: 3, evidence: [2]}
"""


def test_a_part_rests_on_its_own_papers_alone() -> None:
    result = required(PARTS, "{p: yes, q: yes}", "{'1': p.pdf}")
    assert (earns(result, "a"), told(part(result, "q").points)) == ("2 of 5", "0 of 3")
    assert flags(result) == ["evidence-missing a"]


def test_a_composite_that_is_not_proved_as_a_whole_earns_nothing() -> None:
    result = required(
        PARTS.replace("points: 5", "points: 5\n  evidence: [2]"), "{p: yes, q: yes}", "{'1': p.pdf}"
    )
    assert earns(result, "a") == "0 of 5"


def test_deductions_keep_a_line_only_where_their_papers_are_there() -> None:
    lines = "- {id: a, title: A, points: 5, deduct: [{id: n, each: 1, evidence: [1]}]}"
    assert earns(required(lines, "{n: 2}"), "a") == "0 of 5"
    assert earns(required(lines, "{n: 2}", "{'1': p.pdf}"), "a") == "3 of 5"


CASES = """
- id: a
  title: A
  points: 5
  by: {fact: setting, cases: {urban: {id: u, evidence: [3]}, rural: {id: r}}}
"""


@pytest.mark.parametrize(
    ("subject", "points"),
    [("{setting: urban}", "0 of 5"), ("{setting: rural}", "5 of 5"), ("{}", "0..5 of 5")],
)
def test_only_the_case_that_holds_wants_its_papers(subject: str, points: str) -> None:
    result = required(CASES, "{u: yes, r: yes}", subject=subject)
    assert earns(result, "a") == points


@pytest.mark.parametrize(
    ("answers", "points", "waits"),
    [
        ("{a: yes, rented: yes}", "0 of 5", ()),
        ("{a: yes, rented: no}", "5 of 5", ()),
        ("{a: yes}", "0..5 of 5", ("rented",)),
        # another paper is lacking for certain
        ("{a: yes, b: yes}", "0..5 of 5", ("rented",)),
    ],
)
def test_a_paper_that_may_be_wanted_leaves_the_line_open(
    answers: str, points: str, waits: tuple[str, ...]
) -> None:
    lines = "- {id: a, title: A, points: 5, evidence: [4]}\n- {id: b, title: B, points: 1}"
    result = required(lines, answers.replace("}", ", b: yes}") if "b" not in answers else answers)
    assert (earns(result, "a"), result.unanswered) == (points, waits)
    if waits:
        assert because(part(result, "a")) == {"evidence": ["4"], "wanted_if": ["rented"]}


def test_a_paper_that_is_lacking_for_certain_decides_before_one_that_may_be_wanted() -> None:
    result = required("- {id: a, title: A, points: 5, evidence: [1, 4]}", "{a: yes}")
    assert (earns(result, "a"), because(part(result, "a"))) == ("0 of 5", {"evidence": ["1"]})


@pytest.mark.parametrize(
    ("condition", "points"),
    [
        # whether a paper is wanted never hangs on what papers prove
        ("{indicator: b}", "0 of 5"),
        ("{not: {indicator: b}}", "5 of 5"),
        ("{total: true, above: 5}", "0 of 5"),
        ("{total: true, below: 5}", "5 of 5"),
    ],
)
def test_a_paper_may_be_wanted_by_how_the_sheet_stands(condition: str, points: str) -> None:
    lines = """
    - {id: a, title: A, points: 5, evidence: [5]}
    - {id: b, title: B, points: 1, evidence: [1]}
    """
    papers = PAPERS.replace("facts:", f"  5: {{title: Extra, when: {condition}}}\nfacts:")
    rubric = tiny(papers, lines)
    result = score(rubric, _read(rubric, "{a: yes, b: yes}", "{}"), evidence="require")
    assert (earns(result, "a"), earns(result, "b")) == (points, "0 of 1")


def test_awarded_points_rest_on_papers_too() -> None:
    result = required(PARTS, "{}", "{'1': p.pdf}", points="{a: 3}")
    assert (earns(result, "a"), lost(part(result, "a"))) == ("0 of 5", "awarded 2, dependency 3")
    both = required(PARTS, "{}", "{'1': p.pdf, '2': [x.pdf, y.pdf]}", points="{a: 3}")
    assert earns(both, "a") == "3 of 5"


def test_what_does_not_apply_wants_no_papers() -> None:
    lines = """
    - {id: a, title: A, points: 5, evidence: [1], not_applicable: full}
    - {id: b, title: B, points: 5, evidence: [2], when: {question: rented}}
    """
    result = required(lines, "{a: {na: none here}, rented: no}")
    assert (earns(result, "a"), earns(result, "b")) == ("5 of 5", "0 of 0")
    assert flags(result) == []
    wanted = {own.id: own.evidence for own in result.dimensions[0].indicators}
    assert wanted == {"a": (), "b": ()}


def test_a_target_that_is_not_proved_is_not_met() -> None:
    lines = "- {id: a, title: A, evidence: [1], target: {at_least: 3}}"
    assert part(required(lines, "{a: 4}"), "a").met is False
    assert part(required(lines, "{a: 4}", "{'1': p.pdf}"), "a").met is True


def test_a_bonus_rests_on_papers_and_a_deduction_does_not() -> None:
    more = """
bonus: [{id: x, title: X, points: 2, evidence: [1]}]
deductions: [{id: y, title: Y, points: 3, evidence: [1]}]
"""
    result = required("- {id: a, title: A, points: 5}", "{a: yes, x: yes, y: yes}", "{}", more)
    assert (earns(result, "x"), earns(result, "y")) == ("0 of 2", "3 of 3")
    assert result.total is not None
    assert result.total.earned == 2


def test_where_less_is_better_lacking_papers_change_nothing() -> None:
    result = required(ONE, "{a: yes}", "{}", "total: {better: lower}\n")
    assert (earns(result, "a"), flags(result)) == ("5 of 5", [])


def test_tiers_follow_what_is_proved() -> None:
    tiers = "tiers: [{id: good, title: G, at_least: 5}, {id: poor, title: P}]\n"
    assert verdict(required(ONE, "{a: yes}", "{}", tiers)) == "poor"


def test_a_named_file_that_is_not_there_is_flagged() -> None:
    rubric = tiny(PAPERS, ONE)
    read = _read(rubric, "{a: yes}", "{'1': p.pdf}").replace(evidence={}, not_found=("p.pdf",))
    assert flags(score(rubric, read, evidence="require")) == [
        "evidence-not-found p.pdf",
        "evidence-missing a",
    ]


def test_what_rests_on_one_paper_is_what_goes_without_it() -> None:
    rubric = tiny(PAPERS, PARTS)
    read = _read(rubric, "{p: yes, q: yes}", "{}")
    without = lines_without(rubric, read, frozenset({"2"}))["a"]
    whole = lines_without(rubric, read, frozenset())["a"]
    assert (told(whole), told(without)) == ("5 of 5", "2 of 5")


def test_the_papers_of_every_line_that_applies_are_listed() -> None:
    lines = ONE + "\n- {id: b, title: B, points: 1, evidence: [1], not_applicable: excluded}"
    rubric = tiny(PAPERS, lines)
    assert wanted_papers(rubric, _read(rubric, "{}", "{}")) == {"a": ("1", "2"), "b": ("1",)}
    read = _read(rubric, "{b: {na: none}}", "{}")
    assert wanted_papers(rubric, read) == {"a": ("1", "2")}
