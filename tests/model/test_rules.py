"""The shape of lines and rules: long and short forms, and what is refused."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, get_args

import pytest

from hpscore.model.rules import (
    INNER,
    All,
    Bands,
    Best,
    By,
    Choice,
    Deduct,
    Each,
    KOf,
    Linear,
    Met,
    Option,
    Part,
    Question,
    Rating,
    Rule,
    Stream,
    Sum,
    Target,
)
from hpscore.model.walking import inner_rules
from tests.model.made import told


def rule(**keys: Any) -> Any:
    return Part.model_validate(keys).rule


def test_a_line_without_a_rule_is_met() -> None:
    assert rule(id="plan", points=4) == Met()


def test_every_rule_has_a_key_of_its_own() -> None:
    kinds = {kind for model in get_args(get_args(Rule)[0]) for kind in kind_of(model)}
    assert kinds == {"met", *INNER}


def kind_of(model: Any) -> tuple[str, ...]:
    return get_args(model.model_fields["kind"].annotation)


@pytest.mark.parametrize("value", [2, "2", {"points": 2}, {"points": {"number": 2}}, {"number": 2}])
def test_each_is_a_number_or_so_much_for_so_many(value: object) -> None:
    found = rule(each=value)
    assert isinstance(found, Each)
    assert (found.points.number, found.per, found.steps) == (2, 1, "whole")


def test_each_may_be_for_several_units_and_pro_rata() -> None:
    found = rule(each={"points": 2, "per": 5, "steps": "pro_rata"})
    assert isinstance(found, Each)
    assert (found.points.number, found.per, found.steps) == (2, 5, "pro_rata")


@pytest.mark.parametrize("switch", [{"fact": "setting"}, {"question": "own"}])
def test_a_number_may_differ_by_a_switch(switch: dict[str, str]) -> None:
    found = rule(each={"by": {**switch, "cases": {"a": 2, "b": "0.5"}}})
    assert isinstance(found, Each)
    assert found.points.by is not None
    assert found.points.by.cases == {"a": 2, "b": Fraction(1, 2)}


def test_bands_are_points_by_bound() -> None:
    found = rule(bands={"2": 1, "2.5": 3})
    assert isinstance(found, Bands)
    assert found.steps == {2: 1, Fraction(5, 2): 3}


def test_linear_runs_from_an_answer_to_another() -> None:
    found = rule(linear={"from": 30, "to": 0})
    assert isinstance(found, Linear)
    assert (found.from_.number, found.to.number) == (30, 0)


def test_an_option_is_its_points_or_has_a_title_too() -> None:
    found = rule(choice={"a": 3, "b": {"points": 1, "title": "B"}, "c": {"title": "C"}})
    assert isinstance(found, Choice)
    assert [option.points for option in found.options.values()] == [3, 1, 0]
    assert found.options["a"] == Option(points=3)


def test_a_rating_is_its_step() -> None:
    found = rule(rating="0.5")
    assert isinstance(found, Rating)
    assert found.step == Fraction(1, 2)


def test_streams_are_listed_or_stand_beside_a_floor() -> None:
    streams = [{"id": "butts", "each": 1}, {"id": "sign", "fixed": 2}]
    short, long = rule(deduct=streams), rule(deduct={"floor": 1, "streams": streams})
    assert isinstance(short, Deduct)
    assert isinstance(long, Deduct)
    assert (short.floor, short.rest, long.floor) == (0, None, 1)
    assert short.streams == long.streams == tuple(Stream.model_validate(s) for s in streams)


@pytest.mark.parametrize(
    ("value", "model", "inner"),
    [
        ({"all": [{"id": "a"}, {"id": "b"}]}, All, ["a", "b"]),
        ({"k_of": {"k": 1, "of": [{"id": "a"}, {"id": "b"}]}}, KOf, ["a", "b"]),
        ({"sum": [{"id": "a", "points": 1}]}, Sum, ["a"]),
        ({"best": [{"id": "a", "points": 1}]}, Best, ["a"]),
        ({"by": {"fact": "f", "cases": {"x": {"id": "a"}, "y": {"id": "b"}}}}, By, ["a", "b"]),
        ({"bands": {"1": 1}}, Bands, []),
        ({}, Met, []),
    ],
)
def test_parts_stand_inside_in_their_order(value: Any, model: type[Any], inner: list[str]) -> None:
    part = Part.model_validate(value)
    assert isinstance(part.rule, model)
    assert [child.id for child in inner_rules(part)] == inner
    assert Part(rule=part.rule).rule == part.rule


@pytest.mark.parametrize(
    ("value", "switch"),
    [
        ({"fact": "f"}, ""),
        ({"question": "own"}, "own"),
        ({"question": {"id": "own", "title": "Own"}}, "own"),
    ],
)
def test_a_question_that_decides_is_named_or_asked_on_the_spot(value: Any, switch: str) -> None:
    found = rule(by={**value, "cases": {"x": {}}})
    assert isinstance(found, By)
    assert found.switch == switch


@pytest.mark.parametrize("name", ["at_least", "above", "at_most", "below"])
def test_a_target_makes_one_comparison(name: str) -> None:
    found = rule(target={name: 80})
    assert isinstance(found, Target)
    assert found.comparison[0] == name
    assert found.comparison[1].number == 80


@pytest.mark.parametrize(
    ("options", "titles"),
    [
        (["a", 2], {"a": "a", "2": "2"}),
        ({"a": "A", "b": {"en": "B"}}, {"a": "A", "b": "B"}),
    ],
)
def test_options_are_a_list_of_ids_or_have_titles(options: object, titles: dict[str, str]) -> None:
    found = Question.model_validate({"id": "q", "ask": "choice", "options": options})
    assert found.options is not None
    assert {option: title.say("en") for option, title in found.options.items()} == titles


def refused(rest: str) -> list[str]:
    found = told(f"- id: a\n  title: A\n  points: 3\n  {rest}\n")
    assert all(line.startswith("4:") for line in found)
    return [line.removeprefix("4:") for line in found]


@pytest.mark.parametrize(
    ("rest", "wanted"),
    [
        ("bands: [1]", "10 dict-type: 'bands' takes a mapping, got a list (None)"),
        ("bands: {}", "10 too-short: 'bands' takes at least one entry, got a mapping (None)"),
        ("bands: {2: x}", "14 number: '2' takes a number, got 'x' (None)"),
        ("bands: {x: 2}", "11 number: 'x' takes a number, got 'x' (None)"),
        ("bands: {2: 1, 2.0: 3}", "10 rule: 'bands' gives one bound twice (None)"),
        ("each: x", "9 number: 'each' takes a number, got 'x' (None)"),
        (
            "each: {points: 1, per: 0}",
            "26 greater-than: 'per' takes a number above 0, got 0 (None)",
        ),
        (
            "each: {points: 1, steps: half}",
            "28 literal-error: 'steps' takes one of whole, pro_rata, got 'half' (None)",
        ),
        (
            "each: {point: 1}",
            "10 unknown-key: 'point' is no key here (did you mean 'points'?)",
        ),
        ("linear: 3", "11 dict-type: 'linear' takes a mapping, got 3 (None)"),
        ("linear: {from: x, to: 3}", "18 number: 'from' takes a number, got 'x' (None)"),
        ("choice: {a: 1}", "3 too-short: 'choice' takes at least 2 entries (add one)"),
        (
            "choice: {A: 1, b: 1}",
            "12 not-an-id: 'A' takes an id, got 'A'"
            " (an id has lower-case letters, digits, _ and -)",
        ),
        ("rating: 0", "11 greater-than: 'rating' takes a number above 0, got 0 (None)"),
        ("rating: x", "11 number: 'rating' takes a number, got 'x' (None)"),
        ("deduct: 3", "11 dict-type: 'deduct' takes a mapping, got 3 (None)"),
        ("deduct: []", "11 too-short: 'deduct' takes at least one entry, got a list (None)"),
        (
            "deduct: [{id: s}]",
            "12 stream: 's' deducts either each: so much, or fixed: once (None)",
        ),
        (
            "deduct: [{id: s, each: 1, fixed: 2}]",
            "12 stream: 's' deducts either each: so much, or fixed: once (None)",
        ),
        (
            "deduct: [{id: s, fixed: 1, target: 3}]",
            "12 stream: 's' takes a target only with each: (None)",
        ),
        (
            "deduct: {floor: -1, streams: [{id: s, each: 1}]}",
            "19 greater-than-equal: 'floor' takes a number from 0, got -1 (None)",
        ),
        (
            "deduct: {rest: total, streams: [{id: s, each: 1}]}",
            "18 literal-error: 'rest' takes only dimension, got 'total' (None)",
        ),
        (
            "deduct: [{id: s, each: 1, ask: choice}]",
            "34 literal-error: 'ask' takes one of yes_no, count, percent, number,"
            " got 'choice' (None)",
        ),
        ("all: []", "8 too-short: 'all' takes at least one entry, got a list (None)"),
        ("all: {id: x}", "8 tuple-type: 'all' takes a list, got a mapping (None)"),
        ("sum: 3", "8 tuple-type: 'sum' takes a list, got 3 (None)"),
        ("best: []", "9 too-short: 'best' takes at least one entry, got a list (None)"),
        ("k_of: 3", "9 dict-type: 'k_of' takes a mapping, got 3 (None)"),
        (
            "k_of: {k: 0, of: [{id: x}]}",
            "13 greater-than-equal: 'k' takes a number from 1, got 0 (None)",
        ),
        (
            "k_of: {k: 1.5, of: [{id: x}]}",
            "13 int-from-float: 'k' takes a whole number, got 1.5 (None)",
        ),
        ("by: 3", "7 dict-type: 'by' takes a mapping, got 3 (None)"),
        (
            "by: {fact: f, cases: {}}",
            "24 too-short: 'cases' takes at least one entry, got a mapping (None)",
        ),
        ("by: {cases: {a: {}}}", "7 by: 'by' names either a fact or a question (None)"),
        (
            "by: {fact: f, question: q, cases: {a: {}}}",
            "7 by: 'by' names either a fact or a question (None)",
        ),
        ("target: {}", "11 target: 'target' makes exactly one comparison (None)"),
        (
            "target: {at_least: 1, below: 3}",
            "11 target: 'target' makes exactly one comparison (None)",
        ),
        (
            "target: {at_most: 1, due: month}",
            "11 target: 'target' falls due only with at_least: (None)",
        ),
        (
            "target: {at_least: 1, due: {}}",
            "30 target: 'due' falls due every so much, or on given days (None)",
        ),
        (
            'target: {at_least: 1, due: {every: month, on: ["03-24"]}}',
            "30 target: 'due' falls due every so much, or on given days (None)",
        ),
        (
            'target: {at_least: 1, due: ["02-30"]}',
            "31 date: 'due' takes a day of the year, such as 03-24, got '02-30' (None)",
        ),
        (
            "target: {at_least: 1, due: [3]}",
            "31 date: 'due' takes a day of the year, such as 03-24, got 3 (None)",
        ),
        ("target: 3", "11 dict-type: 'target' takes a mapping, got 3 (None)"),
        (
            "not_applicable: yes",
            "19 literal-error: 'not_applicable' takes one of excluded, full, zero,"
            " got 'yes' (None)",
        ),
        (
            "ask: text",
            "8 literal-error: 'ask' takes one of yes_no, count, percent, number, choice,"
            " rating, rate, got 'text' (None)",
        ),
        ("rescale: maybe", "12 bool-parsing: 'rescale' takes true or false, got 'maybe' (None)"),
        ("evidence: 7", "13 tuple-type: 'evidence' takes a list, got 7 (None)"),
        ("met: true", "3 unknown-key: 'met' is no key here (take it out)"),
        ("options: [a, b]", "3 unknown-key: 'options' is no key here (did you mean 'questions'?)"),
    ],
)
def test_a_line_of_another_shape_is_refused(rest: str, wanted: str) -> None:
    assert refused(rest) == [wanted]


@pytest.mark.parametrize(
    "rest",
    [
        "rule: {kind: met}",
        "rule: met",
    ],
)
def test_a_rule_is_written_by_its_own_key(rest: str) -> None:
    found = told(f"- {{id: a, title: A, points: 3, {rest}}}\n")
    assert found == ["1:3 rule: 'a' writes a rule by its own key, such as bands: (None)"]


@pytest.mark.parametrize("rest", ["each: {points: 1, kind: each}", "target: {kind: x, below: 3}"])
def test_a_rule_does_not_say_its_kind(rest: str) -> None:
    found = told(f"- {{id: a, title: A, points: 3, {rest}}}\n")
    assert found == ["1:3 rule: 'a' takes no 'kind' inside a rule (None)"]


def test_a_line_takes_one_rule() -> None:
    with pytest.raises(ValueError, match="takes one rule, got bands and each"):
        Part.model_validate({"id": "a", "bands": {"1": 1}, "each": 1})


@pytest.mark.parametrize("value", [3, "plan", None, [{"id": "a"}]])
def test_a_line_is_a_mapping(value: object) -> None:
    with pytest.raises(ValueError, match="valid dictionary or instance of Part"):
        Part.model_validate(value)
