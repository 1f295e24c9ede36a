"""What a misspelt name most likely means: also a short Chinese one, but never just any."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hpscore.problem import nearest

TITLES = ("例会", "厨房", "垃圾", "书面承诺", "居室有序", "禁烟标识", "pledge", "meetings", "一-4")

_SHORT = st.text("例会厨房垃圾合方级饮水", min_size=2, max_size=2)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("例合", "例会"),
        ("厨方", "厨房"),
        ("垃级", "垃圾"),
        ("拉圾", "垃圾"),
        ("禁烟标志", "禁烟标识"),
        ("居室有续", "居室有序"),
        ("PLEGDE", "pledge"),
        ("meting", "meetings"),
    ],
)
def test_one_wrong_sign_is_seen_through(typed: str, meant: str) -> None:
    assert nearest(typed, TITLES) == meant


@pytest.mark.parametrize("typed", ["会例合", "饮水", "房厨", "会议室", "xy", "", "完全是别的"])
def test_what_is_like_nothing_gets_no_proposal(typed: str) -> None:
    assert nearest(typed, TITLES) is None


def test_a_name_that_is_like_several_short_ones_as_much_gets_no_proposal() -> None:
    assert nearest("会合", ["会议", "会员"]) is None
    assert nearest("会合", ["会议", "人员"]) == "会议"


@given(_SHORT, st.lists(_SHORT, max_size=6))
def test_a_short_proposal_shares_a_sign_in_its_place_and_is_the_only_one(
    typed: str, known: list[str]
) -> None:
    alike = {name for name in known if name[0] == typed[0] or name[1] == typed[1]}
    found = nearest(typed, known)
    if typed in known:
        assert found == typed
    elif sorted(typed) not in map(sorted, known):
        assert found == (alike.pop() if len(alike) == 1 else None)
