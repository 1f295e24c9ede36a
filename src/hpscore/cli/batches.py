"""How inputs are handed out to several processes: in batches, and long tables in parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from hpscore.cli.inputs import STDIN, Input
from hpscore.cli.taking import Part

if TYPE_CHECKING:
    from hpscore.problem import Problem

__all__ = ["Batch", "batches_of", "parts_of", "stays"]

_BATCH: Final = 25
"""How many inputs are handed out at once, at most."""
_ROWS_OF: Final = 32 * 1024
"""A table is cut into parts of about so many bytes."""

Batch = Sequence[Part]


def batches_of(inputs: Sequence[Input | Problem], least: int) -> Iterator[Batch]:
    """Cut inputs into batches, `least` or more; parts of long tables are each one of their own."""
    size = max(1, min(_BATCH, len(inputs) // least))
    batch: list[Part] = []
    for item in inputs:
        parts = parts_of(item)
        alone = parts > 1 or _is_stream(item)
        if batch and (alone or len(batch) == size):
            yield batch
            batch = []
        if alone:
            yield from ([Part(item, number, parts)] for number in range(parts))
        else:
            batch.append(Part(item))
    if batch:
        yield batch


def parts_of(item: Input | Problem) -> int:
    """Return into how many parts the rows of an input are cut."""
    if not isinstance(item, tuple) or not item[0].lower().endswith(".csv"):
        return 1
    try:
        return max(1, Path(item[0]).stat().st_size // _ROWS_OF)
    except OSError:
        return 1  # told when it is opened


def _is_stream(item: Input | Problem) -> bool:
    """Say whether an input can be read once, and here only: standard input, or a pipe."""
    if not isinstance(item, tuple):
        return False
    path, in_folder = item
    try:
        return path == STDIN or not (in_folder or Path(path).is_file() or not Path(path).exists())
    except OSError:
        return False


def stays(batch: Batch) -> bool:
    """Say whether a batch can be read in this process only."""
    return _is_stream(batch[0].item)
