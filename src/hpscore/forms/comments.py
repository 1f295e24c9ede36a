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
_NOT_FIRST: Final = frozenset("，。；：、！？）”’》】」』")


def comment(text: str, indent: str = "", hanging: int = 0) -> Iterator[str]:
    """Yield a text as comments; the second line and those below it are set in by `hanging`."""
    start = f"{indent}# "
    line, width = "", _WIDTH - len(start)
    for token in _TOKEN.findall(text):
        full = cell_len(line) + cell_len(token) > width and token not in _NOT_FIRST
        if full and line.strip():
            yield start + line.rstrip()
            line = " " * hanging
            if token.isspace():
                continue
        line += token
    if line.strip():
        yield (start + line).rstrip()
