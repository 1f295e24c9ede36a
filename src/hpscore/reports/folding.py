"""Text that folds as Chinese does: between any two characters, but not before a closing mark."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from rich.cells import cell_len
from rich.containers import Lines
from rich.text import Text

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["Folded"]

_HAN: Final = "\u3400-\u9fff"
_WIDE: Final = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f"
_MEASURE: Final = rf"(?:[≥≤<>] )?[≥≤-]?[\d.–-]*\d [{_HAN}]|[≥≤<>] [^\s{_WIDE}]+"
_PIECE: Final = re.compile(
    rf"[“（《「【]*(?:{_MEASURE}|[{_WIDE}]|[^\s{_WIDE}“”]+)[，。；：！？、）》」】”’…]*\s*|\s+|."
)
"""What stays on one line: a Chinese character or a word, with the marks that cling to it; or a
number with its sign and unit."""


class Folded(Text):
    """Rich folds at spaces only, which Chinese has none of."""

    def blank_copy(self, plain: str = "") -> Text:
        """Return another one with the same settings, so that what is joined still folds so."""
        return Folded(
            plain,
            style=self.style,
            justify=self.justify,
            overflow=self.overflow,
            no_wrap=self.no_wrap,
            end=self.end,
            tab_size=self.tab_size,
        )

    def wrap(self, console: Console, width: int, **options: Any) -> Lines:
        """Return the lines of the text; a word wider than a line is divided."""
        folded = Lines()
        for line in self.split(allow_blank=True):
            folded.extend(line.divide(_offsets(line.plain, width)))
        for line in folded:
            line.rstrip_end(width)
        justify = options.get("justify") or self.justify or "left"
        if justify != "left":
            folded.justify(console, width, justify=justify, overflow="fold")
        return folded


def _offsets(text: str, width: int) -> list[int]:
    """Return where to divide a text so that no line is wider."""
    offsets: list[int] = []
    used = 0
    for piece in _PIECE.finditer(text):
        size = cell_len(piece[0].rstrip())
        if used and used + size > width:
            offsets.append(piece.start())
            used = 0
        if size <= width:
            used += cell_len(piece[0])
            continue
        for place, letter in enumerate(piece[0], piece.start()):
            if used + cell_len(letter) > width:
                offsets.append(place)
                used = 0
            used += cell_len(letter)
    return offsets
