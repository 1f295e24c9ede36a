"""How papers lie in a folder: by the number of their place, or by a name that tells them.

Pure text: paths are relative, with `/` between their steps; nothing here looks at a disk.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from hpscore.model.scalars import fold

if TYPE_CHECKING:
    from hpscore.model.evidence import Evidence

__all__ = [
    "BLANKS",
    "INDEX",
    "called",
    "names_of_paper",
    "number_in",
    "own_folder",
    "residue",
    "steps_of",
    "told_in",
    "without_number",
]

INDEX: Final = "资料目录.csv"
"""The index of a folder of papers, which is no paper itself."""
BLANKS: Final = "空白表格"
"""The folder of blank papers, which prove nothing."""

_BRACKETED: Final = re.compile(r"[(（\[【].*?[)）\]】]")
_UNITS: Final = "年月日号次季期届周套册份张页户人名个"
"""What follows a number that counts or dates something, and numbers no paper."""
_ZEROS: Final = re.compile(r"^[\s(（\[【#第]*0*(?=[0-9a-z])")
_JOINTS: Final = re.compile(r"[\s\-_.、，,;；:：()（）\[\]【】+&和与]+")


@lru_cache(maxsize=8192)
def called(text: str) -> str:
    """Return the form in which names of files are compared: folded, and without spaces."""
    return fold(text).replace(" ", "")


def steps_of(path: str) -> tuple[str, ...]:
    """Return the steps of a relative path."""
    return tuple(step for step in path.replace("\\", "/").split("/") if step not in ("", "."))


def number_in(name: str, numbers: Iterable[str]) -> str | None:
    """Return the number of the paper with which the name of a file or folder begins, if any.

    Zeros before it do not matter. A number that begins a date or counts something (`3月`,
    `4.15`, `1季度`) is none.
    """
    text = _ZEROS.sub("", fold(name))
    found = [number for number in numbers if _begins(text, _ZEROS.sub("", fold(number)))]
    return max(found, key=len) if found else None


def _begins(text: str, number: str) -> bool:
    if not number or not text.startswith(number):
        return False
    after = text[len(number) :]
    if not after:
        return True
    alike = after[0].isascii() and after[0].isalnum() and after[0].isdigit() == number[-1].isdigit()
    dated = after[0] in _UNITS or (after[0] == "." and after[1:2].isdigit())
    return not alike and not dated


def without_number(name: str, number: str) -> str:
    """Return a name as it is compared, without the paper's number at its beginning."""
    text = called(name)
    if number_in(name, (number,)) is None:
        return text
    return _ZEROS.sub("", text)[len(_ZEROS.sub("", called(number))) :]


def names_of_paper(paper: Evidence) -> tuple[str, ...]:
    """Return the names that tell a paper, as they are compared: what stands in brackets apart."""
    texts = [*paper.title.both(), *paper.aliases, *(paper.folder.both() if paper.folder else ())]
    names = (called(_BRACKETED.sub("", text)) for text in texts)
    return tuple(dict.fromkeys(name for name in names if name))


def own_folder(steps: Sequence[str], number: str, paper: Evidence) -> int:
    """Return how many steps of a path lead into the paper's own folder; 0 where none does."""
    for place, step in enumerate(steps[:-1], 1):
        name = called(step)
        if number_in(step, (number,)) or any(own in name for own in names_of_paper(paper)):
            return place
    return 0


def told_in(text: str, names: Iterable[Iterable[str]]) -> frozenset[int]:
    """Return the places of the things of which a text tells a name: the longest where they meet.

    `names` are those of each thing, as they are compared.
    """
    every = sorted(
        ((name, place) for place, own in enumerate(names) for name in own if name),
        key=lambda pair: -len(pair[0]),
    )
    found: set[int] = set()
    for name, place in every:
        if name in text:
            found.add(place)
            text = text.replace(name, "\0")
    return frozenset(found)


def residue(name: str, said: Iterable[str]) -> str:
    """Return what a name says besides what is known: what tells one set from another."""
    for known in sorted(said, key=len, reverse=True):
        name = name.replace(known, " ")
    return _JOINTS.sub("", name)
