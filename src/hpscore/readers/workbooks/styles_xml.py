"""Styles of .xlsx: which of them show numbers as per cent."""

from __future__ import annotations

from hpscore.readers.workbooks.extents import Locals, scan
from hpscore.readers.workbooks.formats import PERCENT_FORMATS, is_percent

__all__ = ["percent_styles"]


def percent_styles(part: bytes) -> frozenset[int]:
    """Return the numbers of the styles that show a share as per cent; raises RefusedError."""
    if not part:
        return frozenset()
    found = _Styles()
    scan(part, found)
    percents = found.formats | (PERCENT_FORMATS - found.own)
    return frozenset(i for i, number in enumerate(found.styles) if number in percents)


class _Styles:
    """Collects the formats that a workbook defines, and the format of each style."""

    def __init__(self) -> None:
        self.styles: list[str] = []
        self.formats: set[str] = set()
        self.own: set[str] = set()
        self._inside = False
        self._local = Locals()

    def start(self, name: str, attributes: dict[str, str]) -> None:
        name = self._local[name]
        if name == "cellXfs":
            self._inside = True
        elif name == "xf" and self._inside:
            self.styles.append(attributes.get("numFmtId", "0"))
        elif name == "numFmt":
            number = attributes.get("numFmtId", "")
            self.own.add(number)
            if is_percent(attributes.get("formatCode", "")):
                self.formats.add(number)

    def end(self, name: str) -> None:
        self._inside = self._inside and self._local[name] != "cellXfs"
