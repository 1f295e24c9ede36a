"""Bytes of a file, or why there are none."""

from __future__ import annotations

import os
import stat
from itertools import islice
from pathlib import Path
from typing import Final

from hpscore.message import Message, say
from hpscore.problem import nearest
from hpscore.source.finding import refuse
from hpscore.source.limits import Limits
from hpscore.source.text import check_size

__all__ = ["read_bytes"]

_MOST: Final = 1000
"""How many entries of a folder are looked at for a name that is like a missing one."""


def read_bytes(path: Path, limits: Limits) -> bytes:
    """Return the content of a regular file of at most `limits.bytes` bytes.

    Raises RefusedError. A pipe or device is not opened, since that could wait for ever.
    """
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            _refuse_special(status.st_mode)
        check_size(status.st_size, limits)
        with path.open("rb") as file:
            data = file.read(status.st_size + 1)  # room for the limit would cost more than reading
            if len(data) > status.st_size:  # it has grown since
                data += file.read(limits.bytes + 1 - len(data))
    except (FileNotFoundError, NotADirectoryError, ValueError):  # ValueError: NUL in the name
        near = _neighbour(path)
        refuse(
            "no-such-file",
            say("there is no such file"),
            say("did you mean '{near}'?", near=near)
            if near
            else say("check the name and the folder"),
        )
    except PermissionError:
        refuse(
            "not-readable",
            say("the file may not be read"),
            say("ask its owner for permission, or copy it to where you may read"),
        )
    except OSError as error:
        refuse(
            "not-readable",
            say("the file cannot be read: {reason}", reason=error.strerror or str(error)),
            say("check the name, and the disk or the network share"),
        )
    check_size(len(data), limits)
    return data


def _neighbour(path: Path) -> str | None:
    """Return the file of the same folder whose name is most like that of a path, if one is."""
    try:
        with os.scandir(path.parent) as entries:
            names = [entry.name for entry in islice(entries, _MOST) if entry.is_file()]
    except (OSError, ValueError):
        return None
    by_stem: dict[str, list[str]] = {}
    for name in sorted(names):
        if not name.startswith("."):
            by_stem.setdefault(Path(name).stem, []).append(name)
    # endings are alike in most names, and say little of which file is meant
    stem = nearest(path.stem, by_stem)
    near = None if stem is None else nearest(path.name, by_stem[stem], alike=0)
    return None if near is None else str(path.with_name(near))


def _refuse_special(mode: int) -> None:
    what: Message
    if stat.S_ISDIR(mode):
        what = say("this is a folder, not a file")
    else:
        what = say("this is a pipe or a device, not a file")
    refuse("not-a-file", what, say("name a YAML or JSON file"))
