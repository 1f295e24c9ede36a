"""A rubric resolved: what stands in it once is filled in wherever it holds."""

from __future__ import annotations

from fractions import Fraction

import pytest

from hpscore.model.answer import Answer, Asked
from hpscore.model.number import INFINITY
from hpscore.model.sheet import Node
from tests.model.made import SETTING, sheet


def nodes(text: str) -> dict[str, Node]:
    return {n.id: n for line in sheet(text).lines.values() for n in line.node.walk()}


def line(rest: str, points: str = "points: 4, ") -> str:
    return f"- {{id: a, title: A, {points}{rest}}}\n"


@pytest.mark.parametrize(
    ("rest", "asked"),
    [
        ("notes: []", Asked("a", "yes_no", 0, 1)),
        ("bands: {2: 4}", Asked("a", "count", 0, INFINITY)),
        ("bands: {2: 4}, ask: percent", Asked("a", "percent", 0, 100)),
        ("bands: {2: 4}, ask: number, from: 0.5", Asked("a", "number", Fraction(1, 2), INFINITY)),
        ("each: 1, to: 12", Asked("a", "count", 0, 12)),
        ("linear: {from: 0, to: 30}", Asked("a", "number", -INFINITY, INFINITY)),
        ("linear: {from: 0, to: 30}, from: 0, to: 30", Asked("a", "number", 0, 30)),
        ("rating: 0.5", Asked("a", "rating", 0, 4, step=Fraction(1, 2))),
        ("rating: 1, from: 1, to: 3", Asked("a", "rating", 1, 3, step=1)),
        ("not_applicable: zero", Asked("a", "yes_no", 0, 1, not_applicable=True)),
    ],
)
def test_a_line_asks_its_question_by_its_rule(rest: str, asked: Asked) -> None:
    found = nodes(line(rest))["a"].asked
    assert found is not None
    assert (found.id, found.kind, found.low, found.high, found.step, found.not_applicable) == (
        asked.id,
        asked.kind,
        asked.low,
        asked.high,
        asked.step,
        asked.not_applicable,
    )


def test_a_target_asks_for_a_number_and_has_no_points() -> None:
    found = nodes(line("target: {at_least: 3}", points=""))["a"]
    assert found.asked == Asked("a", "number", -INFINITY, INFINITY, spellings={})
    assert found.points is None


def test_a_choice_is_answered_by_options_and_titles() -> None:
    rest = "choice: {daily: {points: 4, title: {zh: 每天（含周末）, en: Every day}}, never: 0}"
    asked = nodes(line(rest))["a"].asked
    assert asked is not None
    assert asked.options == ("daily", "never")
    assert asked.spellings == {
        "daily": "daily",
        "每天(含周末)": "daily",
        "every day": "daily",
        "never": "never",
    }


@pytest.mark.parametrize(
    ("rest", "kind", "low"),
    [
        ("each: 1", "count", 0),
        ("fixed: 1", "yes_no", 0),
        ("each: 1, target: 80", "number", -INFINITY),
        ("each: 1, target: 80, ask: percent", "percent", 0),
        ("each: 1, from: 2, to: 5", "count", 2),
    ],
)
def test_a_stream_asks_by_what_it_deducts(rest: str, kind: str, low: float) -> None:
    streams = nodes(line(f"deduct: [{{id: s, {rest}}}]"))["a"].streams
    assert [(stream.id, asked.id, asked.kind, asked.low) for stream, asked in streams] == [
        ("s", "s", kind, low)
    ]


@pytest.mark.parametrize(
    ("rest", "default"),
    [
        ("default: yes", Answer(True, True, True, "derived")),
        ("default: false", Answer(False, False, False, "derived")),
        ("each: 1, default: 0", Answer(0, 0, 0, "derived")),
        ("each: 1, ask: percent, default: 50%", Answer(50, 50, 50, "derived")),
        ("choice: {x: 4, y: {title: Y y}}, default: Y y", Answer("y", state="derived")),
    ],
)
def test_a_default_is_read_as_an_answer(rest: str, default: Answer) -> None:
    asked = nodes(line(rest))["a"].asked
    assert asked is not None
    assert asked.default == default


def test_a_case_has_the_points_and_the_name_of_its_line() -> None:
    found = sheet(
        SETTING
        + """\
dimensions:
  - id: d
    title: D
    points: 3
    indicators:
      - id: toilets
        title: Toilets
        points: 3
        by:
          fact: setting
          cases:
            urban: {title: Clean}
            rural: {id: share, ask: percent, bands: {80: 3}}
"""
    )
    node = found.lines["toilets"].node
    assert node.asked is None
    assert {case: (inner.id, inner.points) for case, inner in node.cases.items()} == {
        "urban": ("toilets", 3),
        "rural": ("share", 3),
    }
    assert [n.path for n in node.walk()] == [
        ("dimensions", 0, "indicators", 0),
        ("dimensions", 0, "indicators", 0, "by", "cases", "urban"),
        ("dimensions", 0, "indicators", 0, "by", "cases", "rural"),
    ]
    assert list(found.questions) == ["toilets", "share"]
    assert found.titles["toilets"].say("en") == "Toilets"


def test_cases_of_one_switch_may_ask_the_same() -> None:
    found = sheet(
        SETTING
        + """\
dimensions:
  - id: d
    title: D
    points: 3
    indicators:
      - id: toilets
        title: Toilets
        points: 3
        by:
          fact: setting
          cases:
            urban: {id: share, ask: percent, bands: {90: 3}}
            rural: {id: share, ask: percent, bands: {80: 3}}
"""
    )
    assert list(found.questions) == ["share"]
    assert found.shared == {"share"}


def test_parts_have_their_own_points_or_only_hold() -> None:
    found = nodes("""\
- id: a
  title: A
  points: 3
  sum:
    - {id: b, points: 2, k_of: {k: 1, of: [{id: c, bands: {2: 1}}, {id: d}]}}
    - {id: e, points: 1}
""")
    assert {name: node.points for name, node in found.items()} == {
        "a": 3,
        "b": 2,
        "c": 1,
        "d": 1,
        "e": 1,
    }
    assert found["c"].path == ("dimensions", 0, "indicators", 0, "sum", 0, "k_of", "of", 0)


def test_questions_stand_in_the_order_in_which_the_sheet_meets_them() -> None:
    found = sheet("""\
questions:
  - {id: rooms, ask: count}
  - {id: asked_last}
recorded: [{id: smoking, ask: rate}]
dimensions:
  - id: d
    title: D
    points: 9
    indicators:
      - {id: plan, title: Plan, points: 1}
      - {id: many, title: Many, points: 2, question: rooms, bands: {10: 2}}
      - {id: clean, title: Clean, points: 2, deduct: [{id: butts, each: 1}]}
      - id: clinic
        title: Clinic
        points: 4
        by: {question: {id: own}, cases: {yes: {id: equipped}, no: {id: trained}}}
bonus: [{id: award, title: Award, points: 1}]
prerequisites: [{id: licence, title: Licence, gives: x}]
tiers: [{id: x, title: X}]
""")
    assert list(found.questions) == [
        "plan",
        "rooms",
        "butts",
        "own",
        "equipped",
        "trained",
        "award",
        "asked_last",
        "smoking",
        "licence",
    ]
    assert found.questions["licence"] == Asked("licence", "yes_no")
    assert list(found.lines) == ["plan", "many", "clean", "clinic", "award"]


def test_a_question_may_be_declared_further_down() -> None:
    found = sheet("""\
- {id: first, title: First, points: 2, question: second, ask: , bands: {2: 2}}
- {id: second, title: Second, points: 3, bands: {3: 3}}
""")
    assert found.lines["first"].node.asked == found.questions["second"]
    assert found.questions["second"].kind == "count"
    assert found.leaves["second"].id == "first"
    assert found.shared == {"second"}


def test_a_shared_question_may_be_excused_where_every_line_permits_it() -> None:
    found = sheet("""\
questions: [{id: rooms, ask: count}]
dimensions:
  - id: d
    title: D
    points: 3
    indicators:
      - {id: a, title: A, points: 1, question: rooms, each: 1, not_applicable: zero}
      - {id: b, title: B, points: 2, question: rooms, each: 1, not_applicable: excluded}
""")
    assert found.questions["rooms"].not_applicable


def test_titles_and_aliases_are_those_of_questions_lines_and_parts() -> None:
    found = sheet("""\
questions: [{id: rooms, title: Rooms, ask: count, aliases: [房间]}]
dimensions:
  - id: d
    title: D
    points: 3
    indicators:
      - id: a
        title: Line
        aliases: [线]
        points: 1
        sum: [{id: b, title: Part, points: 1, aliases: [部分]}]
      - {id: c, title: Clean, points: 2, deduct: [{id: e, title: Butts, each: 1, aliases: [烟头]}]}
prerequisites: [{id: p, title: Licence, gives: x, aliases: [执照]}]
tiers: [{id: x, title: X}]
""")
    assert {name: title.say("en") for name, title in found.titles.items()} == {
        "rooms": "Rooms",
        "a": "Line",
        "b": "Part",
        "c": "Clean",
        "e": "Butts",
        "p": "Licence",
    }
    assert found.aliases == {
        "rooms": ("房间",),
        "a": ("线",),
        "b": ("部分",),
        "e": ("烟头",),
        "p": ("执照",),
    }


def test_lines_are_grouped_by_dimension_by_mark_and_as_a_whole() -> None:
    found = sheet("""\
marks: {key: {title: Key}}
dimensions:
  - {id: d, title: D, points: 1, indicators: [{id: a, title: A, points: 1, marks: [key, key]}]}
  - {id: e, title: E, points: 1, indicators: [{id: b, title: B, points: 1, marks: [key]}]}
bonus: [{id: c, title: C, points: 1, parent: d}]
""")
    assert found.group("dimension", "d") == ("a",)
    assert found.group("mark", "key") == ("a", "b")
    assert found.group("total", "total") == ("a", "b")
    assert found.group("indicator", "c") == ("c",)
    assert found.group("mark", "unused") == ()


def test_what_can_be_branched_on_is_listed() -> None:
    found = sheet("""\
facts: {setting: {options: [urban, rural]}, people: {ask: number}}
questions: [{id: size, ask: choice, options: {small: S, big: B}}, {id: own}]
""")
    assert found.options == {
        ("fact", "setting"): ("urban", "rural"),
        ("question", "size"): ("small", "big"),
        ("question", "own"): (True, False),
    }


def test_a_line_knows_the_vetoes_and_the_dimension_that_may_empty_it() -> None:
    found = sheet("""\
dimensions:
  - id: d
    title: D
    points: 2
    rescale: true
    not_applicable: excluded
    indicators: [{id: a, title: A, points: 1}, {id: b, title: B, points: 1}]
  - {id: e, title: E, points: 1, indicators: [{id: c, title: C, points: 1}]}
bonus: [{id: f, title: F, points: 1}]
vetoes: [{id: v, title: V, zeroes: [d]}, {id: w, title: W, zeroes: [b, f]}]
""")
    lines = found.lines
    assert {name: [veto.id for veto in line.vetoes] for name, line in lines.items()} == {
        "a": ["v"],
        "b": ["v", "w"],
        "c": [],
        "f": ["w"],
    }
    assert {name for name, line in lines.items() if line.excusable is not None} == {"a", "b"}
    assert {name: line.dimension for name, line in lines.items()} == {
        "a": "d",
        "b": "d",
        "c": "e",
        "f": None,
    }
