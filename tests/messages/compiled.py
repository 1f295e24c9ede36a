"""The compiled catalogue: the same bytes for the same messages, whenever and by whatever made.

`python -m tests.messages.compiled` writes it beside the catalogue. Babel's own compiler would put
the date and its version in.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

__all__ = ["CATALOGUE", "COMPILED", "compiled"]

CATALOGUE = Path(__file__).parents[2] / "src/hpscore/locale/zh/LC_MESSAGES/hpscore.po"
COMPILED = CATALOGUE.with_suffix(".mo")


class _Plain(Catalog):
    """A catalogue whose header says nothing but how its text is encoded."""

    def __iter__(self) -> Iterator[Message]:
        _, *messages = super().__iter__()
        yield Message("", "Content-Type: text/plain; charset=utf-8\n")
        yield from messages


def compiled() -> bytes:
    """Compile the catalogue as it stands."""
    plain = _Plain(locale="zh")
    with CATALOGUE.open("rb") as file:
        for message in read_po(file, locale="zh"):
            if message.id:
                plain[message.id] = message
    written = BytesIO()
    write_mo(written, plain)
    return written.getvalue()


if __name__ == "__main__":
    COMPILED.write_bytes(compiled())
