"""One interview at a terminal, from the first question to the message where its answers are."""

from __future__ import annotations

import os
import re
import shlex
import signal
import sys
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

import typer

from hpscore.cli.guard import BAD_INPUT
from hpscore.cli.keeping import Keeper
from hpscore.cli.language import tell
from hpscore.cli.output import console_for
from hpscore.cli.prompting import Ask, line_reader
from hpscore.cli.screens import Screens
from hpscore.cli.signals import Signals, StoppedError
from hpscore.forms.interview import Interview, Show, State
from hpscore.reports.plain import plain

if TYPE_CHECKING:
    from hpscore.model.assessment import Assessment
    from hpscore.source import Document

__all__ = ["Session"]

_COMMENT: Final = re.compile(r"(?:^|\s)#\s*(\S.*?)\s*$", re.MULTILINE)


@dataclass
class Session:
    """An interview that is being held."""

    interview: Interview
    keeper: Keeper
    document: Document | None = None
    """The file that it goes on with."""
    rubric: str | None = None
    """The rubric's name for the command that goes on with it, where the file cannot name it."""
    signals: Signals = field(default_factory=Signals)
    failed: str | None = None
    """Why the file could not be written, last time."""
    state: State = field(init=False)
    """Where it stands; what was answered is in it, whatever happens."""

    def run(self, assessment: Assessment) -> NoReturn:
        """Hold it, and leave: 0 when it was left or finished, 128 + n for a signal n."""
        code = 0
        self.state = self.interview.begin(assessment, resumed=self.document is not None)
        screens = Screens(self.interview, console_for(sys.stdout))
        with self.signals.caught():
            try:
                self._talk(screens, line_reader(self.interview.places.completions()))
            except StoppedError as stopped:
                code = 128 + stopped.number
            except KeyboardInterrupt:
                code = 128 + signal.SIGINT
            except (EOFError, OSError):
                pass  # the input has ended: Ctrl-D, or the terminal is gone
            self.signals.ignore()
            code = self._part(screens, code)
        raise typer.Exit(code)

    def _talk(self, screens: Screens, ask: Ask) -> None:
        interview = self.interview
        screens.opening(self._opening())
        show = Show.STEP
        while not self.state.ended:
            screens.show(show, self.state)
            line = ask(screens.answers(self.state))
            with self.signals.held():
                turn = interview.apply(self.state, line)
                self.state = turn.state
                left = self.keeper.left
                self.failed = self.keeper.save(turn.state)
            if self.keeper.left is not None and self.keeper.left != left:
                screens.say((_left_words(self.keeper.left),))
            screens.say(turn.said if self.failed is None else (*turn.said, self._trouble()))
            show = turn.show

    def _opening(self) -> str:
        if self.document is None:
            return tell("the answers are saved as you go; q leaves, and you can go on later")
        said = tell("going on with {path}", path=plain(self.document.file or "-"))
        written = self.keeper.text(self.state)
        lost = [text for text in _COMMENT.findall(self.document.text) if text not in written]
        if lost and self.document.format == "yaml":
            said += "\n" + tell(
                "comments in the file are lost at the first answer: {text}",
                text=" / ".join(lost[:3]),
            )
        return said

    def _part(self, screens: Screens, code: int) -> int:
        """Save what is not saved yet, and say where it is; on a closed terminal, to nobody."""
        self.failed = self.keeper.save(self.state)
        try:
            return self._farewell(screens, code)
        except OSError:
            for stream in (sys.stdout, sys.stderr):
                with suppress(OSError):
                    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
            return code

    def _farewell(self, screens: Screens, code: int) -> int:
        state, path = self.state, self.keeper.path
        print(flush=True)
        if self.failed is not None:
            screens.say((self._trouble(), tell("this is what would be in it:")))
            print(self.keeper.text(state), flush=True)
            return code or BAD_INPUT
        if path is None or not self.keeper.written:
            print(tell("nothing was answered, and no file was written"), flush=True)
            return code
        for name, note in state.waiting.items():
            screens.say(
                (
                    tell(
                        "not kept, for want of an answer to '{question}': {note}",
                        question=self.interview.names.of(name),
                        note=note,
                    ),
                )
            )
        if self.keeper.left is not None:
            print(_left_words(self.keeper.left), flush=True)
        print(tell("the answers are in {path}", path=plain(str(path))), flush=True)
        if state.ended != "finished":
            print(tell("go on with: {command}", command=self._command()), flush=True)
        return code

    def _command(self) -> str:
        rubric = [self.rubric] if self.rubric else []
        words = ["hpscore", "interview", *rubric, "--resume", str(self.keeper.path)]
        return shlex.join(words) if not all(map(_bare, words)) else " ".join(words)

    def _trouble(self) -> str:
        return tell("the answers cannot be saved: {reason}", reason=self.failed)


def _left_words(path: Path) -> str:
    return tell(
        "{path} was changed by somebody else meanwhile: it is left as it is",
        path=plain(str(path)),
    )


def _bare(word: str) -> bool:
    """Say whether a shell takes a word as it is; letters of any script, where shlex knows ASCII."""
    return re.fullmatch(r"[\w@%+=:,./-]+", word) is not None
