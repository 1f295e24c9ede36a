"""Bytes to text: encodings, size, and characters that no document of ours may hold."""

from __future__ import annotations

import re

from hpscore.message import say
from hpscore.source.finding import Finding, RefusedError, refuse
from hpscore.source.limits import Limits

__all__ = ["NOT_TEXT", "check_characters", "check_size", "decode", "size_of"]

_CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff"

NOT_TEXT = re.compile(f"[{_CONTROLS}]")
"""Control characters except tab and line breaks, halves of surrogate pairs, non-characters."""

_NOT_YAML = re.compile(f"[{_CONTROLS}\u2028\u2029\ufeff]")
"""The same, and what a YAML 1.1 parser takes for a line break or a mark where others do not."""

_MARKS = {b"\xef\xbb\xbf": "utf-8", b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}

_BINARY = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF-", b"\x89PNG", b"\xff\xd8", b"Rar!", b"7z")
"""How files begin that people take for others, by a name that was changed."""


def check_size(size: int, limits: Limits) -> None:
    """Refuse a file of more than `limits.bytes` bytes."""
    if size > limits.bytes:
        refuse(
            "too-large",
            say(
                "the file has {size} bytes, at most {limit} are read", size=size, limit=limits.bytes
            ),
            say("split it into several files"),
        )


def size_of(text: str, limits: Limits) -> int:
    """Return the size of `text` in UTF-8, or a lower bound where that is beyond the limit."""
    if len(text) > limits.bytes or text.isascii():
        return len(text)
    return len(text.encode("utf-8", "surrogatepass"))


def decode(data: bytes) -> str:
    """Return the text of UTF-8, of UTF-16 with its mark, or else of GB18030, strictly."""
    if data.startswith(_BINARY):
        _refuse_binary(data)
    failures: list[UnicodeDecodeError] = []
    encodings: tuple[str, ...] = ("utf-8", "gb18030")
    for mark, encoding in _MARKS.items():
        if data.startswith(mark):
            data, encodings = data.removeprefix(mark), (encoding,)
            break
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError as error:
            failures.append(error)
    farthest = max(failures, key=lambda failure: failure.start)
    before = data[: farthest.start].decode(farthest.encoding, "replace")
    raise RefusedError(
        Finding(
            "not-text",
            say("the byte {byte} is not text", byte=f"0x{data[farthest.start]:02X}"),
            say("save the file as UTF-8 text"),
            len(before),
            len(before) + 1,
        ),
        text=before,
    )


def _refuse_binary(data: bytes) -> None:
    from hpscore.source.kinds import kind_of  # seldom needed

    kind = kind_of(data)
    if kind is None:
        return
    if kind.use == "workbook":
        help_ = say("let its name end in {ending}, or save it as text (CSV UTF-8)",
                    ending=kind.ending)  # fmt: skip
    else:
        help_ = say("save the file as UTF-8 text")
    refuse("not-text", say("the file is {kind}, no text", kind=kind.what), help_)


def check_characters(text: str, *, yaml: bool) -> None:
    """Refuse control characters and what else is not text."""
    found = (_NOT_YAML if yaml else NOT_TEXT).search(text)
    if found is None:
        return
    message = say("the character {character} is not text", character=f"U+{ord(found[0]):04X}")
    if "\0" in text:
        help_ = say("give a text file saved as UTF-8; this one looks binary")
    else:
        help_ = say("delete the character, which editors may not show")
    refuse("not-text", message, help_, *found.span())
