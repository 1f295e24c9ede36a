"""Make docs/form.png and docs/results.png: real workbooks, printed by LibreOffice.

    python docs/make_sheet_pictures.py

Needs LibreOffice (`soffice`), poppler (`pdftoppm`), ImageMagick (`convert`) and Chinese fonts; no
test runs it.
"""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

__all__ = ["PICTURES", "ROOT"]

ROOT = Path(__file__).parents[1]
FORM = ROOT / "examples" / "评分表" / "南湖社区.xlsx"
SCORED = ["评分表", *(f"{name}.yaml" for name in ("幸福里社区", "桂花里社区", "勐戛村", "河边社区",
          "团结社区", "甲局", "乙局")), "丙局.json", "家庭.csv"]  # fmt: skip
PICTURES = {"form": (1, 2), "results": (1, 2, 5)}
"""Which printed pages a picture shows: the cover and the questions; the totals, the communities
and the first charts."""
_DOTS = {"form": 80, "results": 76}
"""Dots an inch, so that the least writing can be read."""


def main() -> None:
    """Write both."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "form.xlsx").write_bytes(FORM.read_bytes())
        scored = [str(ROOT / "examples" / one) for one in SCORED]
        results = str(folder / "results.xlsx")
        _run(folder, "hpscore", "score", *scored, "--lang", "zh", "-o", results)
        for picture, pages in PICTURES.items():
            _run(folder, "soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}",
                 "--headless", "--convert-to", "pdf", f"{picture}.xlsx")  # fmt: skip
            shown = [_page(folder, picture, page) for page in pages]
            side = "+append" if picture == "form" else "-append"
            target = str(ROOT / "docs" / f"{picture}.png")
            _run(folder, "convert", *shown, "-gravity", "NorthWest", "-background", "white", side,
                 "-bordercolor", "white", "-border", "12", "+dither", "-colors", "96", "-strip",
                 target)  # fmt: skip


def _page(folder: Path, picture: str, page: int) -> str:
    """Return the name of a picture of one page without its margins and its foot."""
    dots, number = _DOTS[picture], str(page)
    foot = f"0x{dots * 6 // 10}"
    _run(folder, "pdftoppm", "-png", "-singlefile", "-r", str(dots), "-f", number, "-l", number,
         f"{picture}.pdf", f"{picture}-{page}")  # fmt: skip
    name = f"{picture}-{page}.png"
    _run(folder, "convert", name, "-gravity", "South", "-chop", foot, "-trim", "+repage",
         "-bordercolor", "white", "-border", "10", name)  # fmt: skip
    return name


def _run(folder: Path, *command: str) -> None:
    subprocess.run(command, cwd=folder, check=True, capture_output=True)


if __name__ == "__main__":
    main()
