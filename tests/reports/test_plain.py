"""Text made fit for a terminal."""

from __future__ import annotations

import pytest

from hpscore.reports.plain import plain


@pytest.mark.parametrize(
    ("text", "fit"),
    [
        ("幸福里社区", "幸福里社区"),
        ("a\tb\nc\r\nd", "a b c  d"),
        ("\x1b[31mx\x1b[0m", "\ufffd[31mx\ufffd[0m"),
        ("\x9b31m\x07\x00\x7f", "\ufffd31m\ufffd\ufffd\ufffd"),
        ("a\u202eb\u2066c\u200f", "a\ufffdb\ufffdc\ufffd"),
        ("\u2028\u2029\x85", "   "),
        ("\udce9", "\ufffd"),
        ("e\u0301 👩‍👩‍👧", "e\u0301 👩‍👩‍👧"),
    ],
)
def test_unfit_characters_are_replaced_one_by_one(text: str, fit: str) -> None:
    assert plain(text) == fit
    assert len(plain(text)) == len(text)
