"""Draw docs/picture.svg: the table of a real run, as README shows it. Run by `make picture`."""

from __future__ import annotations

import html
import io
import re
from pathlib import Path

from rich.cells import cell_len
from rich.console import Console
from rich.terminal_theme import DEFAULT_TERMINAL_THEME

from hpscore.readers.catalogue import Catalogue
from hpscore.readers.outcome import Scorer
from hpscore.reports.itemised import itemised_view
from hpscore.source import read_document

__all__ = ["draw"]

_TEXT = re.compile(r'(<text [^>]*)textLength="([0-9.]+)"([^>]*>)([^<]+)</text>')

ROOT = Path(__file__).parents[1]
SHOWN = "examples/甲局.yaml"
_FONTS = "'Sarasa Mono SC', 'Noto Sans Mono CJK SC', 'Source Han Mono SC', Menlo, monospace"
_FORMAT = """\
<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{
font-family: FONTS; font-size: {char_height}px; line-height: {line_height}px;
}}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}"/>
</clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
""".replace("FONTS", _FONTS)
"""Rich's own drawing without the fonts that it would load from elsewhere."""


def draw() -> str:
    """Return the picture."""
    outcome = Scorer(Catalogue()).score(read_document(ROOT / SHOWN, shown=SHOWN))
    assert outcome.result is not None
    assert outcome.rubric is not None
    console = Console(
        record=True,
        width=92,
        file=io.StringIO(),
        force_terminal=True,
        color_system="truecolor",
        highlight=False,
        legacy_windows=False,
    )
    console.print(itemised_view(outcome.result, outcome.rubric, outcome.assessment, "zh"))
    picture = console.export_svg(
        title=f"hpscore score {SHOWN}",
        theme=DEFAULT_TERMINAL_THEME,
        code_format=_FORMAT,
        unique_id="hpscore",
    )
    return _TEXT.sub(_at_width, picture)


def _at_width(found: re.Match[str]) -> str:
    """Give a text the width of its cells: Rich counts a Chinese character as one, not two."""
    before, length, after, text = found.groups()
    plain = html.unescape(text)
    width = float(length) / len(plain) * cell_len(plain)
    return f'{before}textLength="{width:.1f}"{after}{text}</text>'


if __name__ == "__main__":
    (ROOT / "docs" / "picture.svg").write_text(draw(), encoding="utf-8")
