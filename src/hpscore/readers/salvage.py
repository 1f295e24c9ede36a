"""What is sound in a malformed rubric, so that its meaning is checked in the same run.

Elements of the wrong shape are taken out whole; then what would be said only because they are
missing is not said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from pydantic import ValidationError

from hpscore.model.checks import check_rubric
from hpscore.model.rubric import Rubric
from hpscore.model.sheet import Issue
from hpscore.source import DataPath, Value

__all__ = ["SUMS", "check_rest"]

_PLACEHOLDERS: Final[dict[str, Value]] = {"rubric": "x", "version": "0", "title": "x"}
SUMS: Final = frozenset({"points-total", "no-points", "weights", "tier-end", "tier-order"})
"""What may be said only because an element was taken out, or never came in."""


def check_rest(value: Value, shape: Iterable[Issue]) -> list[Issue]:
    """Return the issues of meaning in what is left of a document without its issues of shape."""
    if not isinstance(value, dict):
        return []
    faulty = {_element(issue) for issue in shape}
    removed: set[str] = set()
    kept = _Kept(faulty, removed)
    sound = kept.copy(value, ())
    for key, placeholder in _PLACEHOLDERS.items():
        if key not in sound:
            sound[key] = placeholder
    try:
        rubric = Rubric.model_validate(sound)
    except ValidationError:
        return []
    return [
        Issue(kept.original(issue.path), issue.code, issue.message, issue.help, issue.key)
        for issue in check_rubric(rubric)
        if not (removed and issue.code in SUMS)
        and not removed & {str(word) for word in issue.message.values.values()}
    ]


def _element(issue: Issue) -> DataPath:
    """Return the path of what has to go: the key, the line, or the element of a section."""
    path = issue.path
    if issue.code == "unknown-key":
        return path
    if path[:1] == ("dimensions",):
        return path[:4] if path[2:3] == ("indicators",) and len(path) > 3 else path[:2]
    return path[:2] if len(path) > 1 and path[0] != "title" else path[:1]


class _Kept:
    """A copy of a document without some elements, which remembers where the others stood."""

    def __init__(self, faulty: set[DataPath], removed: set[str]) -> None:
        self._faulty = faulty
        self._removed = removed
        self._places: dict[DataPath, list[int]] = {}

    def copy(self, node: Any, path: DataPath) -> Any:
        """Copy a node; ids of what is left out are noted."""
        if isinstance(node, dict):
            return {
                key: self.copy(inner, (*path, key))
                for key, inner in node.items()
                if not self._left_out((*path, key), inner)
            }
        if isinstance(node, list):
            places = [i for i, inner in enumerate(node) if not self._left_out((*path, i), inner)]
            if len(places) < len(node):
                self._places[path] = places
            return [self.copy(node[i], (*path, i)) for i in places]
        return node

    def original(self, path: DataPath) -> DataPath:
        """Return where something in the copy stands in the document."""
        found: DataPath = ()
        for step in path:
            places = self._places.get(found)
            found = (*found, places[step] if places and isinstance(step, int) else step)
        return found

    def _left_out(self, path: DataPath, inner: Any) -> bool:
        if path not in self._faulty:
            return False
        if len(path) > 1:
            self._removed.update(_ids(inner), () if isinstance(path[-1], int) else (path[-1],))
        return True


def _ids(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(node.get("id"), str):
            yield node["id"]
        for inner in node.values():
            yield from _ids(inner)
    elif isinstance(node, list):
        for inner in node:
            yield from _ids(inner)
