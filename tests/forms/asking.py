"""Interviews held without a terminal: what is typed, and what became of it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from hpscore.forms.interview import Interview, State, Turn
from hpscore.message import Language, Message
from hpscore.model.assessment import Assessment
from hpscore.model.rubric import Rubric
from hpscore.readers.assessments import Reader
from hpscore.readers.catalogue import Catalogue
from hpscore.readers.rubrics import read_rubric
from hpscore.source import parse_document

ASKED = Path(__file__).with_name("asked.yaml")


@cache
def asked() -> Rubric:
    """Return the rubric of this folder."""
    return read_rubric(ASKED)


@cache
def interview(language: Language = "en") -> Interview:
    """Return an interview by the rubric of this folder."""
    return Interview(asked(), language)


@cache
def shipped(name: str) -> Interview:
    """Return an interview by a packaged rubric."""
    return Interview(Catalogue().get(name), "en")


def read(text: str) -> Assessment:
    """Read an assessment by the rubric of this folder."""
    return Reader(asked()).read(parse_document(text, file=None, format="yaml"))


class Talk:
    """One interview, line by line."""

    def __init__(self, by: Interview | None = None, start: str | None = None) -> None:
        self.by = by or interview()
        begun = Assessment() if start is None else read(start)
        self.turn = Turn(self.by.begin(begun, resumed=start is not None))

    @property
    def state(self) -> State:
        """The state after what was typed last."""
        return self.turn.state

    @property
    def at(self) -> str:
        """The id of what is asked; empty at the end."""
        step = self.by.step(self.state)
        return "" if step is None else step.id

    @property
    def said(self) -> str:
        """What was said to the line typed last."""
        return " / ".join(
            text.text("en") if isinstance(text, Message) else text for text in self.turn.said
        )

    def type(self, *lines: str) -> Talk:
        """Type lines."""
        for line in lines:
            self.turn = self.by.apply(self.state, line)
        return self

    def asked(self, *lines: str, most: int = 200) -> list[str]:
        """Type lines, then pass everything; return the ids of what was asked on the way."""
        self.type(*lines)
        ids: list[str] = []
        while self.at and len(ids) < most:
            ids.append(self.at)
            self.type("")
        return ids
