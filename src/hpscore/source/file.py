"""Bytes of a file, or why there are none."""

from __future__ import annotations

import stat
from pathlib import Path

from hpscore.message import Message, say
from hpscore.source.finding import refuse
from hpscore.source.limits import Limits
from hpscore.source.text import check_size

__all__ = ["read_bytes"]


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
            data = file.read(limits.bytes + 1)
    except (FileNotFoundError, NotADirectoryError, ValueError):  # ValueError: NUL in the name
        refuse("no-such-file", say("there is no such file"), say("check the name and the folder"))
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


def _refuse_special(mode: int) -> None:
    what: Message
    if stat.S_ISDIR(mode):
        what = say("this is a folder, not a file")
    else:
        what = say("this is a pipe or a device, not a file")
    refuse("not-a-file", what, say("name a YAML or JSON file"))
