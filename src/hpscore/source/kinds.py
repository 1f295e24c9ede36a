"""What a file really is, by its first bytes, for messages about one with a wrong name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from hpscore.message import Message, say

__all__ = ["Kind", "kind_of"]

Use = Literal["workbook", "resave", "unpack", "other"]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file that is neither YAML, JSON nor CSV."""

    what: Message
    """In words, such as `a PDF file`."""
    use: Use
    """What can be done with it: it is a workbook; Excel can make one of it; one may be in it."""
    ending: str = ""
    """How its name should end, where it is a workbook."""


_ZIP: Final = b"PK\x03\x04"
_CONTAINER: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD_SHEETS: Final = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00")
_PICTURES: Final = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*")
_ARCHIVES: Final = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"PK\x05\x06", b"BZh", b"\xfd7zXZ")
_FIRST: Final = 4096
_PAGE: Final = (b"<html", b"<!doctype html", b"<table", b"<body", b"<meta ")
_OLD_TABLE: Final = b"urn:schemas-microsoft-com:office:spreadsheet"


def kind_of(data: bytes) -> Kind | None:
    """Return what bytes are; None for text, which may be anything."""
    if data.startswith(_ZIP):
        return _zipped(data)
    if data.startswith(_CONTAINER):
        return _contained(data)
    if data.startswith(b"%PDF-"):
        return Kind(say("a PDF file"), "other")
    if data.startswith(_PICTURES):
        return Kind(say("a picture"), "other") if b"\0" in data[:_FIRST] else None
    if data.startswith(_ARCHIVES):
        return Kind(say("a packed archive"), "unpack")
    if data.startswith(b"{\\rtf"):
        return Kind(say("a text document"), "other")
    if data.startswith(_OLD_SHEETS):
        return Kind(say("a workbook of Excel 4 or older"), "resave")
    first = data[:_FIRST].lower()
    if _OLD_TABLE in first:
        return Kind(say("an XML table of Excel 2003"), "resave")
    if first.startswith(b"mime-version:"):
        return Kind(say("a web page (MHTML)"), "resave")
    first = first.removeprefix(b"\xef\xbb\xbf").lstrip()
    if first.startswith(_PAGE) or (first.startswith(b"<") and any(p in first for p in _PAGE)):
        return Kind(say("a web page (HTML)"), "resave")
    return None


def _zipped(data: bytes) -> Kind:
    if b"xl/workbook.bin" in data:
        return Kind(say("a binary workbook (.xlsb)"), "resave")
    if b"xl/workbook.xml" in data:
        return Kind(say("a workbook"), "workbook", ".xlsx")
    if b"opendocument.spreadsheet" in data[:_FIRST]:
        return Kind(say("a workbook"), "workbook", ".ods")
    if b"word/document.xml" in data or b"opendocument.text" in data[:_FIRST]:
        return Kind(say("a text document"), "other")
    if b"ppt/presentation.xml" in data or b"opendocument.presentation" in data[:_FIRST]:
        return Kind(say("a presentation"), "other")
    return Kind(say("a packed archive"), "unpack")


def _contained(data: bytes) -> Kind:
    def holds(stream: str) -> bool:
        return f"{stream}\0".encode("utf-16-le") in data

    if holds("EncryptedPackage"):
        return Kind(say("a file protected by a password"), "other")
    if holds("Workbook") or holds("Book"):
        return Kind(say("a workbook"), "workbook", ".xls")
    if holds("WordDocument"):
        return Kind(say("a text document"), "other")
    if holds("PowerPoint Document"):
        return Kind(say("a presentation"), "other")
    return Kind(say("a file of old Office"), "other")
