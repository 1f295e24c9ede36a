"""Selecting the best within a quota: what is certain, what is not, and how a draw is made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from hashlib import sha256
from itertools import product
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hpscore.analysis.eligibility import OPEN, Reason
from hpscore.analysis.joining import Candidate
from hpscore.analysis.selection import Group, Placed, draw, select
from hpscore.model.number import Number
from hpscore.model.result import Points

NOT_MET = (Reason("condition", ("home_clean",)),)
NOT_KNOWN = (Reason("veto_open", ("vice_crime",)),)


def family(
    name: str,
    worst: Number,
    best: Number | None = None,
    *,
    excluded: tuple[Reason, ...] = (),
    open_: tuple[Reason, ...] = (),
    community: str = "甲村",
) -> Candidate:
    best = worst if best is None else best
    return Candidate(
        id=name,
        facts={"name": f"{name}家", "community": community},
        total=Points(worst, best, 100),
        worst=worst,
        best=best,
        tiers=("healthy",),
        excluded=excluded,
        open=open_,
        sources=(f"{name}.yaml",),
    )


def ids(placed: Sequence[Placed]) -> list[str]:
    return [one.candidate.id for one in placed]


def codes(placed: Sequence[Placed]) -> dict[str, list[str]]:
    return {one.candidate.id: [reason.code for reason in one.reasons] for one in placed}


def only(candidates: Sequence[Candidate], quota: int) -> Group:
    (group,) = select(candidates, quota)
    return group


def test_the_best_are_selected_and_the_others_are_over_quota() -> None:
    found = only([family("a", 80), family("b", 95), family("c", Fraction(181, 2))], 2)
    assert ids(found.selected) == ["b", "c"]
    assert [(one.first, one.last) for one in found.selected] == [(1, 1), (2, 2)]
    assert codes(found.excluded) == {"a": ["over_quota"]}
    assert found.undecided == ()
    assert found.free == 0


def test_a_tie_at_the_cut_is_reported_and_never_broken() -> None:
    found = only([family("a", 95), family("b", 90), family("c", 90), family("d", 80)], 2)
    assert ids(found.selected) == ["a"]
    assert codes(found.undecided) == {"b": ["tie"], "c": ["tie"]}
    assert [(one.first, one.last) for one in found.undecided] == [(2, 3), (2, 3)]
    assert ids(found.excluded) == ["d"]
    assert found.free == 1


def test_a_tie_away_from_the_cut_decides_nothing() -> None:
    assert ids(only([family("b", 95), family("a", 95), family("c", 90)], 2).selected) == ["a", "b"]


def test_a_score_that_straddles_the_cut_is_undecided_and_so_is_whoever_depends_on_it() -> None:
    found = only([family("a", 95), family("b", 85, 92), family("c", 90)], 2)
    assert ids(found.selected) == ["a"]
    assert codes(found.undecided) == {"b": ["score_open"], "c": ["others_open"]}


def test_an_open_score_that_cannot_change_its_side_is_decided() -> None:
    found = only([family("a", 91, 99), family("b", 90), family("c", 60, 89)], 2)
    assert ids(found.selected) == ["a", "b"]
    assert ids(found.excluded) == ["c"]


def test_a_tie_that_an_open_score_may_bring_about_is_both() -> None:
    found = only([family("a", 94), family("b", 94), family("c", 90, 95)], 2)
    assert codes(found.undecided) == {
        "a": ["others_open", "tie"],
        "b": ["others_open", "tie"],
        "c": ["score_open"],
    }


def test_whoever_may_yet_prove_ineligible_is_undecided_and_keeps_a_place_open() -> None:
    found = only([family("a", 99, open_=NOT_KNOWN), family("b", 95), family("c", 90)], 2)
    assert ids(found.selected) == ["b"]
    assert codes(found.undecided) == {"a": ["veto_open"], "c": ["others_open"]}


def test_what_is_open_does_not_matter_where_there_is_no_place_anyway() -> None:
    found = only([family("a", 99), family("b", 80, open_=NOT_KNOWN)], 1)
    assert codes(found.excluded) == {"b": ["over_quota"]}


def test_the_excluded_take_no_place_and_keep_their_reasons() -> None:
    found = only([family("a", 99, excluded=NOT_MET), family("b", 80), family("c", 70)], 1)
    assert ids(found.selected) == ["b"]
    assert codes(found.excluded) == {"c": ["over_quota"], "a": ["condition"]}
    assert found.excluded[1].first is None


def test_the_quota_holds_for_each_value_of_a_fact() -> None:
    found = select(
        [
            family("a", 99, community="乙村"),
            family("b", 98, community="乙村"),
            family("c", 70),
            replace(family("d", 99, excluded=NOT_MET), facts={}),
        ],
        1,
        "community",
    )
    assert [(group.value, ids(group.selected)) for group in found] == [
        ("乙村", ["a"]),
        ("甲村", ["c"]),
        (None, []),
    ]
    assert ids(found[2].excluded) == ["d"]


def test_nobody_at_all_is_one_empty_group() -> None:
    assert only([], 3).free == 3
    assert select([], 3, "community") == ()


# ---- properties ----

NUMBERS = st.integers(0, 6)


@st.composite
def families(draw_: st.DrawFn) -> list[Candidate]:
    found = []
    for place in range(draw_(st.integers(0, 7))):
        worst, more = draw_(NUMBERS), draw_(st.sampled_from([0, 0, 0, 1, 3]))
        state = draw_(st.sampled_from(["eligible"] * 4 + ["open", "excluded"]))
        found.append(
            family(
                f"f{place}",
                worst,
                worst + more,
                excluded=NOT_MET if state == "excluded" else (),
                open_=NOT_KNOWN if state == "open" else (),
                community=draw_(st.sampled_from(["甲村", "乙村"])),
            )
        )
    return found


@given(families(), st.integers(1, 5), st.randoms(use_true_random=False))
def test_the_order_of_the_input_does_not_matter(
    members: list[Candidate], quota: int, random: Random
) -> None:
    shuffled = [*members]
    random.shuffle(shuffled)
    assert select(shuffled, quota) == select(members, quota)
    assert select(shuffled, quota, "community") == select(members, quota, "community")


@given(families(), st.integers(1, 5))
def test_every_family_appears_once_and_no_more_than_the_quota_are_certain(
    members: list[Candidate], quota: int
) -> None:
    groups = select(members, quota, "community")
    listed = [ids([*g.selected, *g.undecided, *g.excluded]) for g in groups]
    assert sorted(name for names in listed for name in names) == [c.id for c in members]
    assert all(len(group.selected) <= quota for group in groups)


@given(families(), st.integers(1, 5))
def test_only_the_selected_have_no_reason_and_reasons_fit_where_they_stand(
    members: list[Candidate], quota: int
) -> None:
    group = only(members, quota)
    assert all(one.reasons == () for one in group.selected)
    for one in group.undecided:
        assert one.reasons
        assert {reason.code for reason in one.reasons} <= OPEN
    for one in group.excluded:
        assert one.reasons
        assert {reason.code for reason in one.reasons}.isdisjoint(OPEN)


@given(families(), st.integers(1, 4))
def test_certain_means_in_every_completion_and_whatever_way_ties_go(
    members: list[Candidate], quota: int
) -> None:
    """Try every end of every interval, and every open eligibility, against the definition."""
    group = only(members, quota)
    ranked = [c for c in members if not c.excluded]
    never, always = {c.id for c in ranked}, {c.id for c in ranked}
    ends = [[*product({c.worst, c.best}, [True, False] if c.open else [True])] for c in ranked]
    for completion in product(*ends):
        inside = [
            (c.id, total)
            for c, (total, eligible) in zip(ranked, completion, strict=True)
            if eligible
        ]
        for c in ranked:
            mine = next((total for name, total in inside if name == c.id), None)
            if mine is None:
                always.discard(c.id)
                continue
            ahead = sum(total > mine for _, total in inside)
            level = sum(total == mine for _, total in inside)
            if ahead < quota:
                never.discard(c.id)
            if ahead + level > quota:
                always.discard(c.id)
    assert {*ids(group.selected)} == always
    over = {one.candidate.id for one in group.excluded if one.reasons[0].code == "over_quota"}
    assert over == never


@given(families(), st.integers(1, 5), NUMBERS)
def test_a_better_score_never_leaves_the_list(
    members: list[Candidate], quota: int, more: int
) -> None:
    for place, one in enumerate(only(members, quota).selected):
        better = replace(
            one.candidate, worst=one.candidate.worst + more, best=one.candidate.best + more
        )
        others = [c for c in members if c.id != better.id]
        assert better.id in ids(only([*others, better], quota).selected), place


@given(families(), st.integers(1, 5))
def test_a_greater_quota_takes_no_place_away(members: list[Candidate], quota: int) -> None:
    fewer, more = only(members, quota), only(members, quota + 1)
    assert {*ids(fewer.selected)} <= {*ids(more.selected)}


# ---- drawing ----


def group_of(*names: str) -> Group:
    return only([family(name, 90) for name in names], len(names))


def test_a_draw_is_the_least_digests_of_seed_and_id() -> None:
    names = [f"f-{number}" for number in range(1, 9)]
    wanted = sorted(names, key=lambda name: sha256(f"2022-09-05\n{name}".encode()).hexdigest())
    drawn = draw(group_of(*names), 3, "2022-09-05")
    assert [one.candidate.id for one in drawn] == wanted[:3]


def test_a_draw_is_the_same_on_every_platform() -> None:
    # worked out by `printf '%s\n%s' 抽查 f-2 | sha256sum`
    drawn = draw(group_of("f-1", "f-2", "f-3"), 2, "抽查")
    assert [(one.candidate.id, one.digest[:8]) for one in drawn] == [
        ("f-3", "639dafbe"),
        ("f-2", "7ffce9f9"),
    ]


def test_no_more_are_drawn_than_are_selected_and_none_of_the_others() -> None:
    members = [family("a", 95), family("b", 90), family("c", 90), family("d", 80)]
    drawn = draw(only(members, 2), 4, "s")
    assert [one.candidate.id for one in drawn] == ["a"]


def test_a_longer_draw_begins_like_a_shorter_one() -> None:
    group = group_of(*"abcdefg")
    assert draw(group, 5, "s")[:2] == draw(group, 2, "s")


@pytest.mark.parametrize("seed", ["1", "2022-09-05", "抽查"])
def test_who_else_is_selected_does_not_change_the_order_of_a_draw(seed: str) -> None:
    whole = [one.candidate.id for one in draw(group_of(*"abcdef"), 6, seed)]
    part = [one.candidate.id for one in draw(group_of(*"bdf"), 3, seed)]
    assert part == [name for name in whole if name in "bdf"]
