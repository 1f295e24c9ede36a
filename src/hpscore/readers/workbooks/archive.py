"""Zip archives, unpacked within bounds."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING, Final

from hpscore.message import say
from hpscore.readers.workbooks.refusals import damaged, encrypted
from hpscore.source.finding import refuse

if TYPE_CHECKING:
    from zipfile import ZipInfo

__all__ = ["Archive", "open_archive", "packed"]

_STORED: Final = 0
_DEFLATED: Final = 8
_TAIL: Final = struct.Struct("<4s4H2LH")
_LISTED: Final = struct.Struct("<4s4xHH4xLLLHHH8xL")
_LOCAL: Final = struct.Struct("<4s22xHH")
_HEAD: Final = struct.Struct("<4s5H3L2H")
_LINE: Final = struct.Struct("<4s6H3L5H2L")
"""Records of an archive: its end, a line of its directory, the head of a part; read and written."""
_LARGEST: Final = 0xFFFFFFFF
_UTF_8: Final = 0x800
_DAY: Final = 0x21
"""1980-01-01, the first day that an archive can name."""
_MOST_PARTS: Final = 5_000
_MOST_BYTES: Final = 100 * 1024 * 1024
"""How large the parts are together once they are unpacked."""
_HIGHEST_RATIO: Final = 200
"""How many times larger than packed, for parts that are large at all."""
_LARGE: Final = 4 * 1024 * 1024
_FAULTS: Final = (
    EOFError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
    struct.error,
    zlib.error,
)
"""All that the standard library raises over an archive that is no sound one."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """What the directory of an archive says of a part."""

    name: str
    locked: bool
    method: int
    packed: int
    """How many bytes it takes in the archive."""
    size: int
    """How many it unpacks to, says the directory."""
    read: Callable[[], bytes]


class Archive:
    """The directory of a zip archive."""

    def __init__(self, entries: Sequence[_Entry]) -> None:
        self._entries = entries
        self.names = frozenset(entry.name for entry in entries)
        """The names of all that it holds."""

    def parts(self, wanted: Callable[[str], bool]) -> Mapping[str, bytes]:
        """Unpack the parts with such names; what they claim to unpack to is checked before.

        Raises RefusedError for parts that are too large, damaged, or protected.
        """
        kept = [entry for entry in self._entries if wanted(entry.name)]
        if any(entry.locked for entry in self._entries):
            encrypted()
        if any(entry.method not in (_STORED, _DEFLATED) for entry in kept):
            damaged()
        if len({entry.name for entry in kept}) < len(kept):
            damaged()
        size, packed = sum(e.size for e in kept), sum(e.packed for e in kept)
        if size > _MOST_BYTES or (size > _LARGE and size > packed * _HIGHEST_RATIO):
            refuse(
                "too-large",
                say(
                    "the workbook unpacks to {size} bytes from {packed}: this is no usual one",
                    size=size,
                    packed=packed,
                ),
                say("copy the rows that count into a new workbook"),
            )
        try:
            return {entry.name: entry.read() for entry in kept}
        except _FAULTS:
            damaged()


def open_archive(data: bytes) -> Archive:
    """Read the directory of an archive.

    Raises RefusedError for one that is damaged, or has thousands of parts.
    """
    try:
        entries = _usual(data) or _unusual(data)
    except _FAULTS:
        damaged()
    if len(entries) > _MOST_PARTS:
        refuse(
            "too-large",
            say("the workbook has {count} parts, at most {limit} are read",
                count=len(entries), limit=_MOST_PARTS),
            say("copy the rows that count into a new workbook"),
        )  # fmt: skip
    return Archive(entries)


def _usual(data: bytes) -> Sequence[_Entry] | None:
    """Return the directory of an archive such as most programs write; None for others."""
    at = len(data) - _TAIL.size
    if at < 0:
        return None
    mark, disk, first_disk, here, count, size, start, comment = _TAIL.unpack_from(data, at)
    if mark != b"PK\5\6" or disk or first_disk or comment or here != count or start + size != at:
        return None
    entries: list[_Entry] = []
    place = start
    for _ in range(count):
        mark, flags, method, crc, packed, full, length, extra, note, offset = _LISTED.unpack_from(
            data, place
        )
        name = data[place + _LISTED.size : place + _LISTED.size + length]
        if mark != b"PK\1\2" or not name.isascii() or _LARGEST in (packed, full, offset):
            return None
        read = partial(_unpack, data, offset, name, (method, crc, packed, full))
        entries.append(_Entry(name.decode(), bool(flags & 1), method, packed, full, read))
        place += _LISTED.size + length + extra + note
    return entries if place == at else None


def _unpack(data: bytes, offset: int, name: bytes, listed: tuple[int, int, int, int]) -> bytes:
    method, crc, packed, full = listed
    mark, length, extra = _LOCAL.unpack_from(data, offset)
    start = offset + _LOCAL.size
    if mark != b"PK\3\4" or data[start : start + length] != name:
        damaged()
    start += length + extra
    raw = data[start : start + packed]
    if method == _DEFLATED:
        unpacking = zlib.decompressobj(-zlib.MAX_WBITS)
        raw = unpacking.decompress(raw, full + 1)
    if len(raw) != full or zlib.crc32(raw) != crc:
        damaged()
    return raw


def _unusual(data: bytes) -> Sequence[_Entry]:
    """Return the directory of any archive."""
    from zipfile import BadZipFile, ZipFile  # seldom needed, and slow to load

    try:
        archive = ZipFile(BytesIO(data))
    except BadZipFile:
        damaged()

    def read(info: ZipInfo) -> bytes:
        try:
            return archive.read(info)
        except BadZipFile:
            damaged()

    return [
        _Entry(
            info.filename,
            bool(info.flag_bits & 1),
            info.compress_type,
            info.compress_size,
            info.file_size,
            partial(read, info),
        )
        for info in archive.infolist()
    ]


def packed(parts: Mapping[str, bytes]) -> bytes:
    """Return an archive of these parts, whose sizes are true; nothing in it has to be unpacked."""
    made: list[bytes] = []
    listed: list[bytes] = []
    at = 0
    for name, part in parts.items():
        path = name.encode()
        sizes = (_UTF_8, _STORED, 0, _DAY, zlib.crc32(part), len(part), len(part), len(path), 0)
        made += (_HEAD.pack(b"PK\3\4", 20, *sizes), path, part)
        listed += (_LINE.pack(b"PK\1\2", 20, 20, *sizes, 0, 0, 0, 0, at), path)
        at += _HEAD.size + len(path) + len(part)
    directory = b"".join(listed)
    count = len(parts)
    tail = _TAIL.pack(b"PK\5\6", 0, 0, count, count, len(directory), at, 0)
    return b"".join((*made, directory, tail))
