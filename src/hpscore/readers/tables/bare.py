"""Headings without what forms and questionnaires write around a title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from hpscore.model.scalars import fold

__all__ = ["bare_forms", "item_before", "stripped"]

_BEFORE: Final = re.compile(
    r"(?:q?\d{1,3}\s*[、.:)](?!\d)\s*"
    r"|\(\s*(?:\d{1,3}|[一二三四五六七八九十]{1,3})\s*\)\s*"
    r"|第[\d一二三四五六七八九十]{1,3}[题项条]\s*[、.:,]?\s*"
    r"|[一二三四五六七八九十]{1,3}[、.]\s*"
    r"|(?:[一二三四五六七八九十]{1,3}|\d{1,2})-\d{1,3}[、.:]?\s*)"
)
"""A number before a title: `12、`, `(3)`, `Q5.`, `第7题`, `二、`, `一-4`."""
_BEHIND: Final = re.compile(
    r"\s*(?:[(\[【](?:单选题?|多选题?|填空题?|必[填答]|选填|是/否|填?[次个人户份场期分%]{1,2}数?"
    r"|单位[::]\s*[^)\]】]{1,4})[)\]】]|[*?:。])\s*"
)
"""What stands behind a title: `[单选题]`, `（次）`, `*`, a colon."""
_ITEM: Final = re.compile(
    r"((?:[一二三四五六七八九十]{1,3}|\d{1,2})-\d{1,3})[、.:]?\s*(?=[^\s\d-])"
)


def bare_forms(heading: str, spaced: Mapping[str, str]) -> Iterator[str]:
    """Yield other ways to read a heading, the nearest to it first.

    `spaced` gives the names that have spaces themselves, by what is left without.
    """
    whole = fold(heading)
    seen = {whole}
    for form in (whole, stripped(whole)):
        close = "".join(form.split())
        for other in (form, close, spaced.get(close, close)):
            if other and other not in seen:
                seen.add(other)
                yield other


def item_before(heading: str) -> str | None:
    """Return the item reference that stands before a title, as in `一-4 例会`."""
    found = _ITEM.match(fold(heading))
    return None if found is None else found[1]


def stripped(folded: str) -> str:
    """Return a folded heading without the numbers before it, and the notes behind it."""
    text = folded
    while (found := _BEFORE.match(text)) is not None and found.end() < len(text):
        text = text[found.end() :]
    while True:
        ends = [found for found in _BEHIND.finditer(text) if found.end() == len(text)]
        if not ends or ends[-1].start() == 0:
            return text
        text = text[: ends[-1].start()]
