"""Scores and answers joined by id: who is a candidate, what stands against it, what is wrong."""

from __future__ import annotations

import pytest

from hpscore.analysis.entries import Entries
from hpscore.analysis.joining import Candidate, Terms, faults_of, join
from hpscore.analysis.selecting import Selection, make_selection
from hpscore.model.rubric import Rubric
from hpscore.readers.catalogue import Catalogue
from hpscore.readers.outcome import Scorer
from hpscore.readers.rubrics import rubric_from
from hpscore.source import parse_document

TIDY = """
rubric: tidy
version: "1"
title: Tidy
dimensions:
  - id: sheet
    title: Sheet
    points: 100
    indicators: [{id: judged, title: Judged, points: 100, rating: 1}]
tiers:
  - {id: good, title: Good, at_least: 80}
  - {id: fair, title: Fair, at_least: 60}
  - {id: poor, title: Poor}
"""
CHOSEN = """
rubric: chosen
version: "1"
title: Chosen
facts:
  route: {options: [sent, own]}
  applied: {ask: date}
dimensions:
  - id: conditions
    title: Conditions
    indicators: [{id: calm, title: Calm}, {id: quiet, title: Quiet}]
  - id: others
    title: Others
    indicators:
      - {id: checked, title: Checked, when: {fact: route, is: own}}
      - {id: extra, title: Extra}
prerequisites: [{id: licence, title: Licence, gives: may_not}]
vetoes: [{id: fire, title: Fire, gives: may_not}]
tiers:
  - id: may
    title: May
    when: {all: [{dimension: conditions}, {any: [{fact: route, is: sent}, {indicator: checked}]}]}
  - {id: may_not, title: May not}
selection: {scores: tidy, applied: applied}
"""
FIT = """\
subject: {id: a, route: sent, applied: 2022-08-01}
answers: {calm: yes, quiet: yes, licence: yes}
vetoes: {fire: no}"""


def rubric(text: str) -> Rubric:
    return rubric_from(parse_document(text, file="r.yaml", format="yaml"))


SCORES, SELECTS = rubric(TIDY), rubric(CHOSEN)


def entries(scores: list[str], answers: list[str], *, personal: bool = False) -> Entries:
    """Read assessments; a score is named s0.yaml, s1.yaml …, an answer a0.yaml …"""
    found = Entries(personal)
    for by, texts in ((SCORES, scores), (SELECTS, answers)):
        for place, text in enumerate(texts):
            name = f"{by.rubric[0]}{place}.yaml"
            document = parse_document(text, file=name, format="yaml")
            outcome = Scorer(Catalogue(), by).score(document)
            assert outcome.result is not None, outcome.problems
            found.add(name, outcome.result, by)
    return found


def scored(judged: object = 90, **facts: str) -> str:
    subject = ", ".join(f"{name}: {value}" for name, value in {"id": "a", **facts}.items())
    return f"subject: {{{subject}}}\nanswers: {{judged: {judged}}}"


def candidate(answer: str = FIT, score: str | None = None, terms: Terms | None = None) -> Candidate:
    (found,) = join(entries([score or scored()], [answer]), SELECTS, terms or Terms())
    return found


def told(found: Candidate) -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    sides = {"excluded": found.excluded, "open": found.open}
    return {
        side: [(reason.code, reason.about) for reason in reasons]
        for side, reasons in sides.items()
        if reasons
    }


def test_score_and_answers_of_one_id_make_one_candidate() -> None:
    found = candidate(score=scored(name="安家"))
    assert (found.id, found.worst, found.best, found.tiers) == ("a", 90, 90, ("good",))
    assert found.facts == {"name": "安家", "route": "sent", "applied": "2022-08-01"}
    assert found.sources == ("t0.yaml", "c0.yaml")
    assert told(found) == {}


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        ("fire: no", "fire: yes", {"excluded": [("veto", ("fire",))]}),
        ("vetoes: {fire: no}", "", {"open": [("veto_open", ("fire",))]}),
        ("licence: yes", "licence: no", {"excluded": [("prerequisite", ("licence",))]}),
        (", licence: yes", "", {"open": [("prerequisite_open", ("licence",))]}),
        ("calm: yes", "calm: no", {"excluded": [("condition", ("calm",))]}),
        ("calm: yes, ", "", {"open": [("condition_open", ("calm",))]}),
        ("route: sent", "route: own", {"open": [("condition_open", ("checked",))]}),
        ("route: sent, ", "", {"open": [("condition_open", ("route",))]}),
        ("calm: yes", "calm: yes, extra: no", {}),
        ("calm: yes, quiet: yes", "calm: no", {"excluded": [("condition", ("calm",))]}),
    ],
)
def test_what_stands_in_the_way_of_the_best_tier_is_named(
    old: str, new: str, wanted: dict[str, object]
) -> None:
    assert old in FIT
    assert told(candidate(FIT.replace(old, new))) == wanted


def test_everything_that_fails_is_named_at_once() -> None:
    text = FIT.replace("fire: no", "fire: yes").replace("quiet: yes", "quiet: no")
    assert told(candidate(text))["excluded"] == [("veto", ("fire",)), ("condition", ("quiet",))]


@pytest.mark.parametrize(
    ("judged", "minimum", "wanted"),
    [
        ("80", "good", {}),
        ("79", "good", {"excluded": [("below_minimum", ("fair",))]}),
        ("79", "fair", {}),
        ("{from: 70, to: 90}", "good", {"open": [("tier_open", ("good", "fair"))]}),
        ("{from: 70, to: 90}", "fair", {}),
        ("{from: 40, to: 70}", "good", {"excluded": [("below_minimum", ("fair", "poor"))]}),
        ("10", None, {}),
    ],
)
def test_a_tier_below_the_least_one_excludes_and_an_open_one_is_open(
    judged: str, minimum: str | None, wanted: dict[str, object]
) -> None:
    assert told(candidate(score=scored(judged), terms=Terms(minimum))) == wanted


@pytest.mark.parametrize(
    ("applied", "wanted"),
    [
        ("applied: 2022-08-31", {}),
        ("applied: 2022年8月31日", {}),
        ("applied: 2022-09-01", {"excluded": [("late", ("2022-09-01",))]}),
        ("name: 安家", {"open": [("date_open", ("applied",))]}),
    ],
)
def test_the_deadline_includes_its_day(applied: str, wanted: dict[str, object]) -> None:
    text = FIT.replace("applied: 2022-08-01", applied)
    assert told(candidate(text, terms=Terms(deadline="2022-08-31"))) == wanted


def test_what_is_missing_of_a_subject_is_said() -> None:
    found = join(entries([scored()], [FIT.replace("id: a", "id: b")]), SELECTS, Terms())
    assert {one.id: told(one) for one in found} == {
        "a": {"excluded": [("no_answers", ())]},
        "b": {"excluded": [("no_score", ())]},
    }


def test_less_is_better_where_the_score_says_so() -> None:
    lower = rubric(
        """
rubric: tidy
version: "2"
title: Risks
dimensions: [{id: s, title: S, points: 9, indicators: [{id: risks, title: R, points: 9, each: 1}]}]
total: {better: lower}
tiers: [{id: low, title: Low, at_most: 3}, {id: high, title: High}]
"""
    )
    found = entries([], [FIT])
    text = "subject: {id: a}\nanswers: {risks: {from: 2, to: 4}}"
    outcome = Scorer(Catalogue(), lower).score(parse_document(text, file="l", format="yaml"))
    assert outcome.result is not None
    found.add("l", outcome.result, lower)
    (one,) = join(found, SELECTS, Terms("low"))
    assert (one.worst, one.best) == (-4, -2)
    assert told(one) == {"open": [("tier_open", ("low", "high"))]}


# ---- what is wrong ----


def faults(found: Entries, terms: Terms | None = None) -> list[tuple[str, str]]:
    return [(fault.code, fault.source) for fault in faults_of(found, SELECTS, terms or Terms())]


def test_two_results_of_one_id_are_told_at_the_later_and_count_for_neither() -> None:
    for texts in ([scored(90), scored(70)], [scored(70), scored(90)]):
        found = entries(texts, [FIT])
        assert faults(found) == [("duplicate-subject", "t1.yaml")]
        (one,) = join(found, SELECTS, Terms())
        assert told(one) == {"excluded": [("given_twice", ("tidy",))]}


def test_three_results_of_one_id_are_two_too_many() -> None:
    found = faults(entries([scored()], [FIT, FIT, FIT]))
    assert found == [("duplicate-subject", "c1.yaml"), ("duplicate-subject", "c2.yaml")]


def test_a_result_without_an_id_cannot_be_joined() -> None:
    found = entries([scored(), "subject: {name: 无名}\nanswers: {judged: 3}"], [FIT])
    assert faults(found) == [("missing-id", "t1.yaml")]
    assert [one.id for one in join(found, SELECTS, Terms())] == ["a"]


def test_one_id_under_two_names_is_refused() -> None:
    found = entries([scored(name="安家")], [FIT.replace("id: a", "id: a, name: 白家")])
    assert faults(found) == [("facts-disagree", "c0.yaml")]
    (one,) = join(found, SELECTS, Terms())
    assert told(one) == {"excluded": [("facts_disagree", ("name",))]}


def test_groups_need_their_fact_and_agreement_about_it() -> None:
    terms = Terms(per="community")
    assert faults(entries([scored()], [FIT]), terms) == [("missing-fact", "t0.yaml")]
    assert told(candidate(terms=terms)) == {"excluded": [("no_group", ("community",))]}
    both = entries([scored(community="甲村")], [FIT.replace("id: a", "id: a, community: 乙村")])
    assert faults(both, terms) == [("facts-disagree", "c0.yaml")]
    assert faults(both) == []


def test_personal_facts_are_dropped_unless_they_are_wanted() -> None:
    text = scored(phone='"123"')
    assert "phone" not in next(join(entries([text], [FIT]), SELECTS, Terms())).facts
    kept = next(join(entries([text], [FIT], personal=True), SELECTS, Terms()))
    assert kept.facts["phone"] == "123"


# ---- a whole selection ----


def whole(scores: list[str], quota: int = 1, drawing: int | None = None) -> Selection:
    answers = [FIT.replace("id: a", f"id: {name}") for name in "abc"]
    return make_selection(
        entries(scores, answers), SELECTS, quota, Terms(), drawing=drawing, seed="s"
    )


def test_a_selection_says_that_ranking_by_score_is_our_reading() -> None:
    found = whole([scored(90, id="a"), scored(80, id="b")])
    assert [note.code for note in found.notes] == ["ranked-by-score"]
    assert found.counts == (1, 0, 2)
    assert (found.draw, found.seed, found.drawn) == (None, None, ())
    assert found.scores is SCORES


def test_a_draw_is_made_of_each_group_and_told() -> None:
    found = whole([scored(90, id="a"), scored(80, id="b"), scored(70, id="c")], 2, drawing=1)
    assert [note.code for note in found.notes] == ["ranked-by-score", "drawn"]
    assert [[one.candidate.id for one in drawn] for drawn in found.drawn] in ([["a"]], [["b"]])


def test_scores_by_several_versions_are_noted() -> None:
    other = rubric(
        TIDY.replace('version: "1"', 'version: "2"').replace("at_least: 60", "at_least: 50")
    )
    found = entries([scored()], [FIT])
    document = parse_document(scored(70, id="b"), file="x", format="yaml")
    outcome = Scorer(Catalogue(), other).score(document)
    assert outcome.result is not None
    found.add("x", outcome.result, other)
    notes = make_selection(found, SELECTS, 1, Terms()).notes
    assert [note.code for note in notes] == ["ranked-by-score", "several-versions"]
    assert "tidy@1, tidy@2" in notes[1].message.text("en")
