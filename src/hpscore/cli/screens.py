"""What an interview shows at a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.rule import Rule
from rich.text import Text

from hpscore.cli.language import language, tell
from hpscore.forms.card import card_of, entries_of, more_of
from hpscore.forms.interview import Interview, Show, State
from hpscore.forms.standing import Standing
from hpscore.forms.words import options_of
from hpscore.message import Message
from hpscore.reports.itemised import itemised_view
from hpscore.reports.layout import cell, labelled
from hpscore.reports.plain import plain

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["Screens"]


class Screens:
    """Shows the states of one interview on one console."""

    def __init__(self, interview: Interview, console: Console) -> None:
        self._interview = interview
        self._console = console

    def opening(self, where: str) -> None:
        """Say what is asked, and how to move about."""
        rubric = self._interview.rubric
        title = self._interview.names.text(rubric.title)
        self._print(cell(f"{title} · {rubric.rubric}@{rubric.version}", "bold"))
        self._print(cell(where, "dim"))

    def show(self, what: Show, state: State) -> None:
        """Show what a turn calls for."""
        if what is Show.HELP:
            self._help(state)
        elif what is Show.LIST:
            self._list(state)
        elif what is Show.RESULT or (what is Show.STEP and state.at == self._interview.end):
            self.result(state)
        elif what is Show.STEP:
            self._step(state)

    def say(self, said: Sequence[Message | str]) -> None:
        """Say what came of a typed line."""
        for text in said:
            words = text.text(language()) if isinstance(text, Message) else text
            self._print(cell(f"! {plain(words)}", "yellow"))

    def result(self, state: State) -> None:
        """Show the result, item by item."""
        view = self._interview.view(state.assessment)
        self._print(Text())
        self._print(
            itemised_view(view.result, self._interview.rubric, state.assessment, language())
        )
        if state.at == self._interview.end and not state.ended:
            said = tell("all questions have been asked: Enter ends, < goes back, /name goes to one")
            self._print(cell(said, "bold"))

    def answers(self, state: State) -> list[str]:
        """Return the answers that can be completed at a step."""
        step, names = self._interview.step(state), self._interview.names
        return [] if step is None else [names.case(step.id, key) for key in options_of(step, names)]

    def _step(self, state: State) -> None:
        card = card_of(self._interview, state)
        if card is None:
            return
        self._print(Text())
        self._print(Rule(cell(f"{card.section}  {card.progress}"), align="left", style="dim"))
        title = self._interview.names.bracketed(card.title, card.line) if card.line else card.title
        self._print(cell(title, "bold"))
        for text in card.help:
            self._print(cell(text))
        earns = " · ".join(text for text in (card.effect, card.stake) if text)
        pairs = (
            (tell("answer with"), card.expected),
            (tell("effect"), earns),
            (tell("so far"), card.standing),
            (tell("answered"), card.current),
            (tell("note"), card.waiting),
            (tell("if unanswered"), card.otherwise),
        )
        self._print(labelled((label, text) for label, text in pairs if text))
        self._print(cell(self._keys(state), "dim"))

    def _keys(self, state: State) -> str:
        """Say in a line what else can be typed."""
        step = self._interview.step(state)
        given = step is not None and _is_answered(self._interview, state)
        keys = [
            tell("Enter keeps it") if given else tell("Enter skips"),
            tell("< back"),
            tell("/name goes to"),
            tell("= result"),
            tell("q saves and leaves"),
            tell("? help"),
        ]
        if step is not None and step.kind == "question":
            keys.insert(1, tell("#text notes"))
            if self._interview.names.sheet.questions[step.id].not_applicable:
                keys.insert(2, tell("na reason: not applicable"))
        return "  ".join(keys)

    def _help(self, state: State) -> None:
        self._print(Text())
        self._print(labelled(_commands()))
        more = list(more_of(self._interview, state))
        if more:
            self._print(Text())
            self._print(labelled(more))

    def _list(self, state: State) -> None:
        section = ""
        for entry in entries_of(self._interview, state):
            if entry.section != section:
                section = entry.section
                self._print(Rule(cell(section), align="left", style="dim"))
            mark = ">" if entry.here else " "
            line = cell(f"{mark} {entry.title}")
            if entry.answer:
                line.append(f"  {entry.answer}", style="bold")
            self._print(line)

    def _print(self, what: object) -> None:
        self._console.print(what)


def _is_answered(interview: Interview, state: State) -> bool:
    return interview.view(state.assessment).standings[state.at] is Standing.ANSWERED


def _commands() -> list[tuple[str, str]]:
    return [
        (tell("Enter"), tell("go on; the question stays unanswered, or keeps its answer")),
        (">>", tell("skip the rest of this part")),
        ("<", tell("go back to the question before")),
        (tell("#text"), tell("put a note to the answer; # alone removes it; 3 #text does both")),
        ("-", tell("take the answer back")),
        (tell("na reason"), tell("not applicable, where the rubric permits it")),
        (tell("/name"), tell("go to a question by its title, key or item, such as /一-4")),
        ("/", tell("list all questions and answers")),
        ("=", tell("show the result so far")),
        ("q", tell("save and leave; the file can be gone on with later")),
        ("412/500", tell("a share by its parts")),
        ("7..9", tell("a range, for what is not settled")),
        ("4–95 / 100", tell("points earned – still reachable / maximum")),
        ('"…"', tell("text as it is, where it looks like one of these")),
    ]
