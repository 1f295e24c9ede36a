"""Ask for a line at a terminal: with editing and completion, or plainly where it can do little."""

from __future__ import annotations

import os
import select
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from prompt_toolkit.completion import CompleteEvent, Completion
    from prompt_toolkit.document import Document

__all__ = ["Ask", "at_terminal", "line_reader"]

Ask = Callable[[Sequence[str]], str]
"""Asks for a line, offering answers to complete. Raises EOFError at the end of the input, and
KeyboardInterrupt."""

_PROMPT: Final = "> "
_MOST_BYTES: Final = 65536
_JUMPS: Final = ("/", "／", "、")


def at_terminal() -> bool:
    """Say whether a person can be asked: both ends are terminals."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def line_reader(places: Sequence[str]) -> Ask:
    """Return what asks for lines; `places` complete what follows a `/`."""
    if os.environ.get("TERM", "dumb") in ("dumb", "unknown", "") and os.name != "nt":
        return _plain_line
    return _edited_line(places)


def _plain_line(answers: Sequence[str]) -> str:
    """Leave editing to the terminal itself."""
    del answers
    print(_PROMPT, end="", flush=True)
    fd = sys.stdin.fileno()
    with _woken_by_signals() as wake:
        # a signal that arrives before the wait begins must end it too
        select.select([fd, wake], [], [])
    data = os.read(fd, _MOST_BYTES)
    if not data:
        raise EOFError
    return data.decode(sys.stdin.encoding, "replace").rstrip("\n")


@contextmanager
def _woken_by_signals() -> Iterator[int]:
    """Yield what becomes readable as soon as a signal arrives."""
    wake, own = os.pipe()
    os.set_blocking(own, False)
    before = signal.set_wakeup_fd(own)
    try:
        yield wake
    finally:
        signal.set_wakeup_fd(before)
        os.close(own)
        os.close(wake)


def _edited_line(places: Sequence[str]) -> Ask:
    from logging import getLogger

    from prompt_toolkit import PromptSession
    from prompt_toolkit.completion import Completer, Completion
    from prompt_toolkit.output import create_output
    from prompt_toolkit.output.vt100 import Vt100_Output
    from prompt_toolkit.shortcuts import CompleteStyle

    class Offer(Completer):
        """Completes answers, and after a `/` places to go to."""

        def __init__(self) -> None:
            self.answers: Sequence[str] = ()

        def get_completions(
            self, document: Document, complete_event: CompleteEvent
        ) -> Iterable[Completion]:
            typed = document.text_before_cursor
            offered: Iterable[str] = self.answers
            if typed.startswith(_JUMPS):
                offered = (typed[0] + place for place in places)
            for text in offered:
                if text.casefold().startswith(typed.casefold()):
                    yield Completion(text, start_position=-len(typed))

    output = create_output()
    if isinstance(output, Vt100_Output):
        output.enable_cpr = False  # one line needs no place on the screen, and not all answer
    # odd bytes that are typed may trip it up; it goes on, and its words would help nobody
    getLogger("asyncio").disabled = True
    offer = Offer()
    session: PromptSession[str] = PromptSession(
        _PROMPT,
        completer=offer,
        complete_while_typing=False,
        complete_style=CompleteStyle.READLINE_LIKE,
        enable_suspend=True,
        output=output,
    )

    def ask(answers: Sequence[str]) -> str:
        offer.answers = answers
        return session.prompt(handle_sigint=False, set_exception_handler=False)

    return ask
