"""Comments of a form, cut to lines that an editor shows whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from rich.cells import cell_len

__all__ = ["comment"]

_WIDTH: Final = 78
"""How many cells a line takes at most; a Chinese character takes two."""
_TOKEN: Final = re.compile(r"\s+|[\u2e80-\u9fff\uf900-\uffef]|[^\s\u2e80-\u9fff\uf900-\uffef]+")
_STOP: Final = re.compile(r"[，。；：、！？）》」』,;:)]+\s*|\s+")
_NOT_FIRST: Final = frozenset("，。；：、！？）”’》】」』")


def comment(text: str, indent: str = "", hanging: int = 0) -> Iterator[str]:
    """Yield a text as comments; the second line and those below it are set in by `hanging`.

    Chinese has no spaces between words: its lines end behind a sign such as a comma, where
    there is one in their second half.
    """
    start = f"{indent}# "
    line, width = "", _WIDTH - len(start)
    for token in _TOKEN.findall(text):
        full = cell_len(line) + cell_len(token) > width and token not in _NOT_FIRST
        if full and line.strip():
            end = len(line) if token.isspace() else _end(line)
            yield start + line[:end].rstrip()
            line = " " * hanging + line[end:].lstrip()
            if token.isspace():
                continue
        line += token
    if line.strip():
        yield (start + line).rstrip()


def _end(line: str) -> int:
    """Return where a line that is full is cut best: between words, as far as it can be told."""
    found = [each.end() for each in _STOP.finditer(line) if 2 * each.end() > len(line)]
    return found[-1] if found else len(line)
