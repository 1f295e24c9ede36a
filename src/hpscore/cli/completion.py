"""Answer a shell that asks for completions: quickly, and without a word about errors."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from typing import Final, NoReturn

__all__ = ["answer_shell"]

_BREAK: Final = re.compile("[=:@]+")
"""What bash takes for words of their own, though it stands inside one."""


def answer_shell(asked: str, run: Callable[[], object]) -> NoReturn:
    """Let `run` write completions, and leave as the shell expects; nothing if it fails."""
    written, before = StringIO(), ""
    code: object = 0
    try:
        if asked == "complete_bash":
            before = _join_words()
        with redirect_stdout(written), redirect_stderr(StringIO()):
            run()
    except SystemExit as leaving:
        code = leaving.code
    except Exception:
        written, code = StringIO(), 1 if asked == "complete_fish" else 0  # 1: fish offers files
    for line in written.getvalue().splitlines():
        print(line.removeprefix(before))
    sys.exit(code if isinstance(code, int) else 0)


def _join_words() -> str:
    """Join what bash has cut at `=`, `:` and `@`, as other shells have it.

    Returns what stands before bash's own piece of the word that is completed: bash puts what it
    gets in place of that piece only.
    """
    text, place = os.environ.get("COMP_WORDS", ""), int(os.environ.get("COMP_CWORD", "0") or 0)
    words = text.split("\n" if "\n" in text else " ")
    joined: list[str] = []
    before, current, glue = "", 0, False
    for number, word in enumerate(words):
        sign = _BREAK.fullmatch(word) is not None
        if len(joined) > 1 and (sign or (glue and word)):
            start = joined[-1] + (word if sign else "")
            joined[-1] += word
        else:
            start = ""
            joined.append(word)
        if number == place:
            before, current = start, len(joined) - 1
        glue = sign
    os.environ["COMP_WORDS"] = "\n".join(joined)
    os.environ["COMP_CWORD"] = str(current if place < len(words) else len(joined))
    return before
