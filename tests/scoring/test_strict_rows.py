"""Rows that serve several indicators: told, and counted once where that is asked for."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hpscore.model.answer import Answer
from hpscore.model.assessment import Assessment
from hpscore.model.number import Bound, Number
from hpscore.model.result import Result
from hpscore.model.rows import Row
from hpscore.model.rubric import Rubric
from hpscore.scoring.engine import score
from hpscore.scoring.measures import measured
from hpscore.scoring.strict_rows import settled
from tests.properties.effort import tries
from tests.scoring.rows import Rows, register
from tests.scoring.tiny import flags, line, tiny, told

LINES = """
- {id: talks, title: Talks, points: 2, bands: {4: 2}}
- {id: own, title: Own, points: 10, bands: {2: 5, 4: 10}}
"""
REGISTERS = """
registers:
  acts:
    title: Acts
    columns:
      by: {title: By, ask: choice, options: [us, them]}
      kind: {title: Kind}
      people: {title: People, ask: count}
      number: {title: No.}
      with: {title: With}
measures:
  - {answers: talks, register: acts, count: rows, empty: 0}
"""
OWN = "  - {answers: own, register: acts, count: rows, where: {column: by, is: us}, empty: 0}"
RUBRIC = (LINES, REGISTERS + OWN)


def read(rubric: Rubric, rows: Rows, **given_: object) -> Assessment:
    registers = {"acts": register(rows)}
    found = measured(rubric, registers, None)
    return Assessment(answers=found.answers, registers=registers, measured=found).replace(**given_)


def strictly(rubric: Rubric, rows: Rows) -> Result:
    return score(rubric, settled(rubric, read(rubric, rows)))


def test_rows_that_serve_two_indicators_are_told_by_place() -> None:
    rubric = tiny(*RUBRIC)
    result = score(rubric, read(rubric, [{"by": "us"}, {"by": "them"}, {"by": "us"}]))

    assert flags(result) == ["register-row-twice talks own"]
    assert result.flags[0].message.say("en") == (
        "Talks, Own share rows, 2: a.csv:2, a.csv:4; --strict-registers counts each once"
    )
    assert result.registers == "report"


def test_a_row_counts_where_it_earns_most() -> None:
    rubric = tiny(*RUBRIC)
    rows = [{"by": "us"}] * 4 + [{"by": "them"}] * 3
    result = strictly(rubric, [dict(row) for row in rows])

    # three of theirs and one of ours would earn 2 + 5; all four of ours for ours earn 10
    assert (told(line(result, "talks").points), told(line(result, "own").points)) == (
        "0 of 2", "10 of 10",
    )  # fmt: skip
    assert result.registers == "strict"
    said = result.flags[0].message.say("en")
    assert said.startswith("Talks, Own share rows, 4, each counted once, where it earns most: ")


def test_a_row_that_one_line_can_spare_goes_to_the_other() -> None:
    result = strictly(tiny(*RUBRIC), [{"by": "us"}] * 3 + [{"by": "them"}] * 3)
    assert result.total is not None
    assert result.total.earned == 7
    own = line(result, "own").answer
    assert own is not None
    assert own.rows is not None
    assert (own.rows.counted, own.rows.left_out) == (2, {"unmet": 3, "elsewhere": 1})


def test_questions_of_one_line_share_rows_freely() -> None:
    rubric = tiny(
        "- {id: both, title: Both, points: 3, sum: [{id: talks, title: T, points: 1, "
        "bands: {1: 1}}, {id: own, title: O, points: 2, bands: {1: 2}}]}",
        REGISTERS + OWN,
    )
    result = score(rubric, read(rubric, [{"by": "us"}]))
    assert flags(result) == []
    assert strictly(rubric, [{"by": "us"}]).total == result.total


def test_an_answer_that_was_given_alike_follows_and_another_stands() -> None:
    rubric = tiny(*RUBRIC)
    assessment = read(rubric, [{"by": "us"}] * 4)
    answers = assessment.answers
    noted = assessment.replace(answers={**answers, "own": _given(answers["own"].low)})
    fixed = assessment.replace(answers={**answers, "talks": _given(9)})

    assert settled(rubric, noted).answers["talks"].low == 0
    assert settled(rubric, noted).answers["own"].note == "as counted"
    assert settled(rubric, fixed).answers["talks"].low == 9


def _given(value: Bound) -> Answer:
    assert isinstance(value, int)
    return Answer(value, value, value, note="as counted")


ONCE = (
    "  - {answers: own, register: acts, count: rows, where: {column: by, is: us}, "
    "once: {column: with, names: number}, empty: 0}"
)


def test_rows_that_are_combined_are_one_event_and_serve_one_indicator() -> None:
    rubric = tiny(LINES.replace("4: 2", "1: 2"), REGISTERS + ONCE)
    rows = [{"by": "us", "number": "1"}, {"by": "us", "with": "1"}, {"by": "us"}]
    result = strictly(rubric, rows)

    # two events, both for ours; the second row is none of its own that talks could have
    assert told(line(result, "talks").points) == "0 of 2"
    assert told(line(result, "own").points) == "5 of 10"


def test_a_row_that_is_combined_with_one_of_theirs_goes_with_it() -> None:
    rubric = tiny(LINES.replace("4: 2", "1: 2").replace("2: 5", "1: 5"), REGISTERS + ONCE)
    result = strictly(rubric, [{"by": "them", "number": "1"}, {"by": "us", "with": "1"}])

    assert told(line(result, "talks").points) == "0 of 2"
    assert told(line(result, "own").points) == "5 of 10"
    assert flags(result)[0] == "register-row-twice talks own"


EVENTS = st.lists(
    st.fixed_dictionaries(
        {"by": st.sampled_from(("us", "them")), "number": st.sampled_from("123")},
        optional={"with": st.sampled_from("1234")},
    ),
    max_size=5,
)


@tries(40)
@given(EVENTS)
def test_fewer_events_never_earn_more_and_none_serves_two_lines(rows: Rows) -> None:
    rubric = tiny(
        "- {id: talks, title: T, points: 9, bands: {1: 2, 3: 9}}\n"
        "- {id: own, title: O, points: 9, bands: {1: 4, 2: 9}}",
        REGISTERS + ONCE,
    )
    apart = [{k: v for k, v in row.items() if k != "with"} for row in rows]
    combined, all_apart = (settled(rubric, read(rubric, each)) for each in (rows, apart))
    earned = [score(rubric, each).total for each in (combined, all_apart)]
    assert earned[0] is not None
    assert earned[1] is not None
    assert earned[0].earned <= earned[1].earned

    events = _events(rows)
    used = {
        name: {events[row.place.line - 2] for row in own if row.place.line}
        for name, own in combined.measured.serving.items()
    }
    assert not used["talks"] & used["own"]
    assert score(rubric, combined).total == _most(rubric, combined, events)


def _events(rows: Rows) -> list[int]:
    """Return the event of each row, found by joining names step by step."""
    events = list(range(len(rows)))
    for _ in rows:
        for place, row in enumerate(rows):
            for other, named in enumerate(rows):
                if row.get("with") == named["number"] and place != other:
                    least = min(events[place], events[other])
                    events[place] = events[other] = least
    return events


def _most(rubric: Rubric, assessment: Assessment, events: list[int]) -> object:
    """Score every way to give each event to one line, and return the best total."""
    rows = assessment.registers["acts"].rows
    best = None
    for way in product(("talks", "own"), repeat=len(rows)):
        use = {id(row): way[event] for row, event in zip(rows, events, strict=True)}
        answers = measured(rubric, assessment.registers, None, _Chosen(use).serves).answers
        total = score(rubric, assessment.replace(answers=answers)).total
        assert total is not None
        if best is None or total.earned > best.earned:
            best = total
    return best


def test_shares_and_means_read_all_rows_and_take_none() -> None:
    rubric = tiny(
        "- {id: talks, title: T, points: 4, each: 2}\n"
        "- {id: own, title: O, points: 4, ask: percent, bands: {50: 4}}\n"
        "- {id: size, title: S, points: 4, ask: number, bands: {10: 4}}",
        REGISTERS + "  - {answers: own, register: acts, share: {column: by, is: us}, empty: 0}\n"
        "  - {answers: size, register: acts, mean: people, empty: open}",
    )
    result = strictly(rubric, [{"by": "us", "people": 20}, {"by": "them", "people": 0}])

    assert result.total is not None
    assert result.total.earned == 12
    assert flags(result) == []


def test_of_many_like_rows_all_ways_are_tried() -> None:
    own = OWN.replace("empty", "once: {column: with, names: number}, empty")
    rows = [{"by": "us", "number": f"{n}"} for n in range(100)]
    result = strictly(tiny(LINES, REGISTERS + own), rows)

    assert result.total is not None
    assert result.total.earned == 12
    assert "where it earns most" in result.flags[0].message.say("en")


def test_less_is_better_where_the_rubric_says_so() -> None:
    rubric = tiny(
        "- {id: talks, title: T, points: 4, each: 1}\n- {id: own, title: O, points: 4, each: 2}",
        REGISTERS + OWN,
        "total: {better: lower}\n"
        "tiers: [{id: low, title: Low, at_most: 3}, {id: high, title: High}]",
    )
    result = strictly(rubric, [{"by": "us"}, {"by": "us"}])
    assert result.total is not None
    assert result.total.earned == 2


def test_lines_without_points_share_rows_freely() -> None:
    rubric = tiny(
        "- {id: talks, title: T, ask: count, target: {at_least: 1}}\n"
        "- {id: own, title: O, ask: count, target: {at_least: 1}}",
        REGISTERS + OWN,
    )
    result = strictly(rubric, [{"by": "us"}])
    assert [line(result, name).met for name in ("talks", "own")] == [True, True]
    assert flags(result) == []


SHARED = (
    "- {id: talks, title: T, points: 9, bands: {3: 2, 7: 9}}\n"
    "- {id: own, title: O, points: 9, bands: {2: 4, 5: 9}}\n"
    "- {id: kinds, title: K, points: 6, each: 2}",
    REGISTERS + OWN + "\n  - {answers: kinds, register: acts, distinct: kind, "
    "where: {column: people, at_least: 1}, empty: 0}",
)
ROWS = st.lists(
    st.fixed_dictionaries(
        {"by": st.sampled_from(("us", "them")), "kind": st.sampled_from("ab")},
        optional={"people": st.sampled_from((0, 1))},
    ),
    max_size=5,
)


@tries(30)
@given(ROWS)
def test_no_other_way_earns_more(rows: Rows) -> None:
    rubric = tiny(*SHARED)
    assessment = read(rubric, rows)
    best = score(rubric, settled(rubric, assessment)).total
    assert best is not None
    assert best.earned == max(_ways(rubric, assessment))


class _Chosen:
    """Which question each row serves."""

    def __init__(self, use: dict[int, str]) -> None:
        self._use = use

    def serves(self, question: str, row: Row) -> bool:
        return self._use[id(row)] == question


def _ways(rubric: Rubric, assessment: Assessment) -> list[Number]:
    """Score every way to give each row to one question."""
    serving = assessment.measured.serving
    rows = assessment.registers["acts"].rows
    choices = [
        [name for name, own in serving.items() if any(row is r for r in own)] or [""]
        for row in rows
    ]
    found: list[Number] = []
    for way in product(*choices):
        use = {id(row): name for row, name in zip(rows, way, strict=True)}
        chosen = _Chosen(use)
        answers = measured(rubric, assessment.registers, None, chosen.serves).answers
        total = score(rubric, assessment.replace(answers=answers)).total
        assert total is not None
        found.append(total.earned)
    return found


@pytest.mark.parametrize("count", [13, 40])
def test_of_many_ways_a_good_one_is_found_and_said_to_be_no_more(count: int) -> None:
    rows = [{"by": "us", "kind": f"k{n}", "people": 1} for n in range(count)]
    result = strictly(tiny(*SHARED), rows)

    assert result.total is not None
    assert result.total.earned >= 18
    assert "of many ways tried, not of all" in result.flags[0].message.say("en")


def test_lines_that_share_some_rows_each_may_share_none_of_others() -> None:
    rubric = tiny(
        "- {id: talks, title: T, points: 9, each: 1}\n- {id: own, title: O, points: 9, each: 2}\n"
        "- {id: kinds, title: K, points: 9, each: 3}",
        REGISTERS + OWN + "\n  - {answers: kinds, register: acts, distinct: kind, "
        "where: {column: people, at_least: 1}, empty: open}",
    )
    rows: list[dict[str, object]] = [{"by": "us", "number": f"{n}"} for n in range(6)]
    rows += [{"by": "them", "people": 1, "kind": f"{n}"} for n in range(13)]
    result = strictly(rubric, rows)

    assert result.total is not None
    # nine talks, of which three were of kinds to spare; five of ours
    assert result.total.earned == 27
    assert "of many ways tried" in result.flags[-1].message.say("en")


def test_a_line_that_gives_up_all_its_rows_is_unanswered_where_its_register_gives_nothing() -> None:
    rubric = tiny(
        "- {id: talks, title: T, points: 9, each: 9}\n- {id: own, title: O, points: 1, each: 1}",
        REGISTERS + OWN.replace("empty: 0", "empty: open"),
    )
    result = strictly(rubric, [{"by": "us"}])

    assert told(line(result, "talks").points) == "9 of 9"
    assert told(line(result, "own").points) == "0..1 of 1"


def test_without_shared_rows_nothing_changes_but_what_is_declared() -> None:
    rubric = tiny(*RUBRIC)
    assessment = read(rubric, [{"by": "them"}])
    result = score(rubric, settled(rubric, assessment))

    assert result.registers == "strict"
    assert flags(result) == []
    assert settled(rubric, assessment).answers == assessment.answers
