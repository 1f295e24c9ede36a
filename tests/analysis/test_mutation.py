from __future__ import annotations

import pytest

from hpscore.analysis.mutation import Mutation, mutations
from hpscore.readers.rubrics import rubric_from
from hpscore.source import DataPath, Value, parse_document
from tests.docs import running

HEAD = """\
rubric: numbers
version: "1"
title: {en: Numbers 12}
"""
LINE = """\
dimensions:
  - id: work
    title: {en: Work}
    points: 4
    indicators:
      - {id: line, title: {en: Line}, points: 4, %s}
"""
TIERS = """\
tiers:
  - {id: pass, title: {en: Pass}, at_least: 2}
  - {id: fail, title: {en: Fail}}
"""


def value_of(text: str) -> Value:
    """Return the value of a rubric that is sound."""
    document = parse_document(text, file="f", format="yaml")
    rubric_from(document)
    return document.value


def changes(text: str) -> dict[str, list[str]]:
    """Return the changed numbers by path; a bound's with an @."""
    found: dict[str, list[str]] = {}
    for mutation in mutations(value_of(text)):
        path = ".".join(map(str, mutation.path)) + ("@" if mutation.bound else "")
        found.setdefault(path, []).append(mutation.new)
    return found


def line_changes(rule: str, more: str = "") -> dict[str, list[str]]:
    """Return what changes in the rule of a line, by path below the line."""
    found = changes(HEAD + LINE % rule + more)
    at = "dimensions.0.indicators.0."
    return {p.removeprefix(at): new for p, new in found.items() if p.startswith(at)}


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("bands: {2: 1, 4: 4}",
         {"bands.2@": ["3", "1"], "bands.2": ["1.5", "0.5"], "bands.4@": ["5", "3"],
          "bands.4": ["4.5", "3.5"]}),
        ("ask: percent, bands: {80: 4}",
         {"bands.80@": ["80.5", "79.5"], "bands.80": ["4.5", "3.5"]}),
        ("each: 0.5", {"each": ["0.75", "0.25"]}),
        ("each: {points: 2, per: 3}", {"each.points": ["2.5", "1.5"], "each.per": ["4", "2"]}),
        ("ask: percent, each: {points: 2, per: 10}",
         {"each.points": ["2.5", "1.5"], "each.per": ["10.5", "9.5"]}),
        ("rating: 0.5, default: 2", {"rating": ["0.75", "0.25"], "default": ["2.5", "1.5"]}),
        ("choice: {often: 4, never: 0, title: 1}",
         {"choice.often": ["4.5", "3.5"], "choice.never": ["0.5", "-0.5"],
          "choice.title": ["1.5", "0.5"]}),
        ("choice: {often: {points: 4, title: {en: '4'}}, never: {points: 0}}",
         {"choice.often.points": ["4.5", "3.5"], "choice.never.points": ["0.5", "-0.5"]}),
        ("ask: count, from: 0, to: 9, each: '1'",
         {"from": ["1", "-1"], "to": ["10", "8"], "each": ["1.5", "0.5"]}),
        ("linear: {from: 0, to: 30}",
         {"linear.from": ["0.5", "-0.5"], "linear.to": ["30.5", "29.5"]}),
        ("deduct: {floor: 1, streams: [{id: butts, each: 0.2}, {id: bins, target: 5, each: 1, "
         "to: 8, ask: count}]}",
         {"deduct.floor": ["1.5", "0.5"], "deduct.streams.0.each": ["0.3", "0.1"],
          "deduct.streams.1.target": ["6", "4"], "deduct.streams.1.each": ["1.5", "0.5"],
          "deduct.streams.1.to": ["9", "7"]}),
        ("k_of: {k: 1, of: [{id: a}, {id: b}]}", {"k_of.k": ["2", "0"]}),
        ("best: [{id: a, points: 4}, {id: b, points: 2, ask: count, bands: {1: 2}}]",
         {"best.0.points": ["4.5", "3.5"], "best.1.points": ["2.5", "1.5"],
          "best.1.bands.1@": ["2", "0"], "best.1.bands.1": ["2.5", "1.5"]}),
        ("evidence: [1]", {}),
    ],
)  # fmt: skip
def test_every_number_of_a_rule_changes_up_and_down(
    rule: str, expected: dict[str, list[str]]
) -> None:
    paper = "evidence: {1: {title: {en: '7'}, sets: 2}}\n"
    assert line_changes(rule, paper) == {"points": ["4.5", "3.5"], **expected}


def test_numbers_of_measures_change_in_the_unit_of_their_column() -> None:
    measures = """\
registers:
  acts:
    title: Acts
    columns:
      people: {title: P, ask: count, from: 1, to: 5}
      size: {title: S, ask: number, to: 9}
      seven: {title: Of 7}
questions: [{id: n, ask: count}, {id: p, ask: percent}, {id: q, ask: percent}]
measures:
  - {answers: n, register: acts, count: rows, where: {column: people, at_least: 50}, empty: open}
  - {answers: p, register: acts, share: {any: [{column: size, above: 2}]}, empty: open}
  - {answers: q, register: acts, share: {sum: people, of: 5}, empty: open}
"""
    document = parse_document(running.whole(measures)[0], file=None, format="yaml")
    found = [
        (".".join(map(str, mutation.path)), mutation.new)
        for mutation in mutations(document.value)
        if mutation.path[0] in ("measures", "registers")
    ]
    assert found == [
        ("registers.acts.columns.people.from", "2"),
        ("registers.acts.columns.people.from", "0"),
        # six of five is at fault whatever the column says
        ("registers.acts.columns.people.to", "4"),
        ("registers.acts.columns.size.to", "9.5"),
        ("registers.acts.columns.size.to", "8.5"),
        ("measures.0.where.at_least", "51"),
        ("measures.0.where.at_least", "49"),
        ("measures.1.share.any.0.above", "2.5"),
        ("measures.1.share.any.0.above", "1.5"),
        ("measures.2.share.of", "6"),
        ("measures.2.share.of", "4"),
    ]


def test_numbers_by_case_change_like_the_number_that_they_stand_for() -> None:
    facts = "facts: {setting: {options: [urban, help]}}\n"
    by = "{by: {fact: setting, cases: {urban: %s, help: %s}}}"

    count = line_changes(f"bands: {{1: 4}}, requires: {{question: line, at_least: {by % (2, 3)}}}",
                         facts)  # fmt: skip
    each = line_changes(f"each: {{points: {by % (2, 1)}}}", facts)
    lines = line_changes(
        "by: {fact: setting, cases: {urban: {id: a, ask: count, bands: {2: 4}}, help: {id: b}}}",
        facts,
    )

    assert count["requires.at_least.by.cases.urban"] == ["3", "1"]
    assert count["requires.at_least.by.cases.help"] == ["4", "2"]
    assert each["each.points.by.cases.help"] == ["1.5", "0.5"]
    assert lines["by.cases.urban.bands.2@"] == ["3", "1"]


def test_numbers_by_the_answer_to_a_switch_are_not_about_that_switch() -> None:
    switch = "questions: [{id: size, ask: choice, options: {big: Big, small: Small}}]\n"
    rule = "bands: {1: 4}, requires: {question: line, at_least: {by: {question: size, cases: %s}}}"
    found = line_changes(rule % "{big: 4, small: 2}", switch)
    assert found["requires.at_least.by.cases.small"] == ["3", "1"]


def test_a_condition_changes_in_the_unit_of_what_it_tests() -> None:
    other = "questions: [{id: staff, ask: count}, {id: quota, ask: percent}]\n"
    requires = "requires: {all: [%s]}"
    tests = (
        "{question: staff, at_least: 2}, {question: quota, above: 50}, "
        "{dimension: rest, above: 2}, {dimension: rest, at_least: 60%}"
    )
    rest = """\
  - {id: rest, title: {en: Rest}, points: 3, indicators: [{id: r, title: {en: R}, points: 3}]}
"""
    found = changes(HEAD + other + LINE % f"bands: {{1: 4}}, {requires % tests}" + rest)
    at = "dimensions.0.indicators.0.requires.all."
    assert {p.removeprefix(at): new for p, new in found.items() if p.startswith(at)} == {
        "0.at_least": ["3", "1"],
        "1.above": ["50.5", "49.5"],
        "2.above": ["3", "1"],
        "3.at_least": ["60.5%", "59.5%"],
    }


def test_numbers_around_the_lines_change_and_what_is_only_shown_does_not() -> None:
    text = (
        'rubric: numbers\nversion: "2022.1"\ntitle: {en: "7"}\naliases: ["8"]\n'
        "provenance: {document: {en: '3'}, effective_from: 2022-01-01}\n"
        "evidence: {1: {title: {en: '7'}, sets: 2}}\n"
        "total: {round: {to: 0.5}}\n"
        + (LINE % "ref: '4', group: {en: '5'}, help: {en: '6'}, notes: ['7'], evidence: [1]")
        + "remarks: [{id: r, when: {total: true, at_least: 2}, text: {en: '1'}}]\n"
        + "conversions: [{id: c, title: {en: C}, times: 15, per: 100, places: 3}]\n"
        + "bonus: [{id: b, title: {en: B}, points: 1}]\n"
        + TIERS
    )
    assert changes(text) == {
        "evidence.1.sets": ["3", "1"],
        "total.round.to": ["1", "0"],
        "dimensions.0.points": ["4.5", "3.5"],
        "dimensions.0.indicators.0.points": ["4.5", "3.5"],
        "remarks.0.when.at_least": ["2.5", "1.5"],
        "conversions.0.times": ["15.5", "14.5"],
        "conversions.0.per": ["100.5", "99.5"],
        "bonus.0.points": ["1.5", "0.5"],
        "tiers.0.at_least": ["2.5", "1.5"],
    }


def test_weights_change() -> None:
    text = HEAD + (LINE % "ref: x").replace("points: 4\n", "points: 4\n    weight: 100\n", 1)
    assert changes(text)["dimensions.0.weight"] == ["100.5", "99.5"]


@pytest.mark.parametrize(
    ("tiers", "total", "expected"),
    [
        ("at_least: 2, as_published: {all: {from: 2, to: 4}}", "",
         {"0.as_published.all.from": ["2.5"], "0.as_published.all.to": ["3.5"]}),
        ("at_least: 50%, as_published: {all: {from: 2.5}}", "",
         {"0.as_published.all.from": ["3", "2"]}),
        ("at_least: 50%, as_published: {all: {from: 50}}", "total: {unit: percent}\n",
         {"0.as_published.all.from": ["50.5"]}),
        ("at_least: {by: {fact: setting, cases: {urban: 3, rural: 2}}}, as_published: "
         "{urban: {from: 3}, rural: {from: 2.5}}", "",
         {"0.as_published.urban.from": ["3.5"], "0.as_published.rural.from": ["3", "2"]}),
        ("at_least: {by: {fact: setting, cases: {urban: 3, rural: 2}}}, as_published: "
         "{all: {from: 2}}", "", {"0.as_published.all.from": ["2.5"]}),
        ("at_most: 2, as_published: {all: {from: 0, to: 2}}", "total: {better: lower}\n",
         {"0.as_published.all.from": ["0.5"], "0.as_published.all.to": ["1.5"]}),
        ("at_least: {question: bar}, as_published: {all: {from: 0, to: 3}}",
         "questions: [{id: bar, ask: number}]\n",
         {"0.as_published.all.from": ["0.5"], "0.as_published.all.to": ["3.5", "2.5"]}),
        ("at_least: 2, as_published: {all: {to: 4}}",
         "bonus: [{id: b, title: {en: B}, points: 1}]\n",
         {"0.as_published.all.to": ["4.5", "3.5"]}),
    ],
)  # fmt: skip
def test_a_printed_range_only_changes_inside_what_its_tier_can_hold(
    tiers: str, total: str, expected: dict[str, list[str]]
) -> None:
    facts = "facts: {setting: {options: [urban, rural]}}\n"
    text = TIERS.replace("at_least: 2", tiers)
    found = changes(HEAD + facts + total + LINE % "rating: 0.5" + text)
    printed = {p.removeprefix("tiers."): new for p, new in found.items() if "as_published" in p}
    assert printed == expected


def test_the_range_of_a_lower_tier_ends_where_the_better_one_starts() -> None:
    tiers = "tiers:\n  - {id: a, title: {en: A}, at_least: 2}\n  - {id: b, title: {en: B}, %s}\n"
    found = changes(HEAD + LINE % "rating: 0.5" + tiers % "as_published: {all: {from: 0, to: 1}}")
    beyond = changes(HEAD + LINE % "rating: 0.5" + tiers % "as_published: {all: {to: 2}}")
    assert found["tiers.1.as_published.all.from"] == ["0.5"]
    assert found["tiers.1.as_published.all.to"] == ["1.5", "0.5"]
    assert beyond["tiers.1.as_published.all.to"] == ["1.5"]


@pytest.mark.parametrize(
    ("path", "bound", "new", "expected"),
    [
        (("points",), False, "4.5", {"points": "4.5", "bands": {"2": 1, "4": 3}, "list": [1]}),
        (("bands", "2"), False, "2", {"points": 4, "bands": {"2": 2, "4": 3}, "list": [1]}),
        (("bands", "2"), True, "3", {"points": 4, "bands": {"4": 3, "3": 1}, "list": [1]}),
        (("bands", "2"), True, "4", {"points": 4, "bands": {"4": 1}, "list": [1]}),
        (("list", 0), False, "0.5", {"points": 4, "bands": {"2": 1, "4": 3}, "list": ["0.5"]}),
    ],
)
def test_a_change_is_made_in_a_copy(path: DataPath, bound: bool, new: str, expected: Value) -> None:
    value: Value = {"points": 4, "bands": {"2": 1, "4": 3}, "list": [1]}
    before = repr(value)

    changed = Mutation(path, "x", new, bound).apply(value)

    assert _texts(changed) == _texts(expected)
    assert repr(value) == before


def test_a_number_written_as_text_stays_text() -> None:
    assert Mutation(("share",), "60%", "60.5%").apply({"share": "60%"}) == {"share": "60.5%"}


def _texts(value: Value) -> object:
    if isinstance(value, dict):
        return {key: _texts(inner) for key, inner in value.items()}
    return [_texts(inner) for inner in value] if isinstance(value, list) else str(value)


@pytest.mark.parametrize(
    ("rule", "more", "expected"),
    [
        ("bands: {1: 4}", "", ["3", "1"]),
        ("bands: {1: 3.5}", "", ["2.5", "1.5"]),
        ("rating: 1", "", ["3", "1"]),
        ("rating: 0.5", "", ["2.5", "1.5"]),
        ("linear: {from: 0, to: 9}", "", ["2.5", "1.5"]),
        ("each: {points: 1, per: 2, steps: pro_rata}", "", ["2.5", "1.5"]),
        ("rating: 1", "total: {unit: percent}\n", ["2.5", "1.5"]),
    ],
)
def test_the_bound_of_a_tier_changes_by_what_totals_can_tell_apart(
    rule: str, more: str, expected: list[str]
) -> None:
    assert changes(HEAD + LINE % rule + TIERS + more)["tiers.0.at_least"] == expected
