"""An interview as a machine of states: what is typed at one step leads to the next.

Nothing here reads a terminal, a clock or a file: `Interview.apply` takes a state and a typed
line, and returns the state after it with what there is to say.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from itertools import chain
from typing import Literal

from hpscore.forms.places import Places
from hpscore.forms.recording import Outcome, clear, note, record, set_aside
from hpscore.forms.replies import Reply, read_reply
from hpscore.forms.standing import Standing, standings
from hpscore.forms.steps import SUBJECT, Step, decided_by, steps_of
from hpscore.forms.words import options_of, spellings_of, title_of
from hpscore.message import Language, Message, say
from hpscore.model.assessment import Assessment
from hpscore.model.result import Result
from hpscore.model.rubric import Rubric
from hpscore.reports.names import names_for
from hpscore.scoring.engine import score

__all__ = ["Interview", "Show", "State", "Turn", "View"]


class Show(Enum):
    """What to show before the next line is typed."""

    STEP = auto()
    """The step that the state is at, or the end."""
    PROMPT = auto()
    """Nothing more: the step was shown, and is asked again."""
    HELP = auto()
    LIST = auto()
    RESULT = auto()


@dataclass(frozen=True, slots=True)
class State:
    """One moment of an interview."""

    assessment: Assessment
    at: int
    """The place of the step that is asked; one more than the last at the end."""
    seen: frozenset[int] = frozenset()
    """The steps that were asked and answered, or passed over."""
    trail: tuple[int, ...] = ()
    """The steps before this one, in the order in which they were asked."""
    waiting: Mapping[str, str] = field(default_factory=dict)
    """Notes that were typed before their answers, by question."""
    ended: Literal["", "left", "finished"] = ""


@dataclass(frozen=True, slots=True)
class Turn:
    """What a typed line led to."""

    state: State
    said: tuple[Message | str, ...] = ()
    show: Show = Show.STEP


@dataclass(frozen=True, slots=True)
class View:
    """How an assessment stands: its result, and every step of the interview."""

    result: Result
    standings: tuple[Standing, ...]


class Interview:
    """The interview of one rubric, in one language."""

    def __init__(self, rubric: Rubric, language: Language) -> None:
        self.rubric = rubric
        self.names = names_for(rubric, language)
        self.steps = steps_of(self.names.sheet)
        self.decides = decided_by(self.names.sheet)
        self.places = Places(self.steps, self.names)
        self._last: tuple[Assessment, View] | None = None

    @property
    def end(self) -> int:
        """The place after the last step."""
        return len(self.steps)

    def begin(self, assessment: Assessment, *, resumed: bool = False) -> State:
        """Return the first state; resumed, facts that nothing waits for are not asked again."""
        view = self.view(assessment)
        state = State(assessment, -1)
        if resumed:
            asked = (i for i, step in enumerate(self.steps) if step.section == SUBJECT)
            known = frozenset(i for i in asked if view.standings[i] is not Standing.OPEN)
            state = replace(state, seen=known)
        return replace(state, at=self._next(state))

    def view(self, assessment: Assessment) -> View:
        """Score an assessment, and say how each step stands."""
        if self._last is None or self._last[0] is not assessment:
            result = score(self.rubric, assessment)
            found = standings(self.steps, self.names.sheet, assessment, result)
            self._last = (assessment, View(result, found))
        return self._last[1]

    def step(self, state: State) -> Step | None:
        """Return the step that is asked; None at the end."""
        return None if state.at == self.end else self.steps[state.at]

    def apply(self, state: State, line: str) -> Turn:
        """Take a typed line."""
        step = self.step(state)
        if step is None:
            reply = read_reply(line)
        else:
            free = step.kind in ("fact", "period", "assessor") and not options_of(step, self.names)
            reply = read_reply(line, exact=spellings_of(step, self.names), free=free)
        shown = {"help": Show.HELP, "list": Show.LIST, "result": Show.RESULT}.get(reply.command)
        if shown is not None:
            return Turn(state, show=shown)
        if reply.command == "leave":
            return Turn(replace(state, ended="left"))
        if reply.command == "back":
            return self._back(state)
        if reply.command == "jump":
            return self._jump(state, reply.text)
        if step is None:
            return self._at_end(state, reply)
        if reply.command in ("pass", "pass_part"):
            return self._pass(state, step, whole=reply.command == "pass_part")
        return self._write(state, step, reply)

    def _at_end(self, state: State, reply: Reply) -> Turn:
        if reply.command in ("pass", "pass_part"):
            return Turn(replace(state, ended="finished"))
        said = say("all questions have been asked: Enter ends, < goes back, /name goes to one")
        return Turn(state, (said,), Show.PROMPT)

    def _write(self, state: State, step: Step, reply: Reply) -> Turn:
        """Change an answer: give it, take it back, or put a note to it."""
        assessment = state.assessment
        if reply.command == "clear":
            waiting = {name: text for name, text in state.waiting.items() if name != step.id}
            return Turn(replace(state, assessment=clear(step, assessment), waiting=waiting))
        if reply.command == "note":
            return self._note(state, step, reply.text)
        if reply.command == "na":
            done = set_aside(step, reply.text, assessment, self.names)
        else:
            done = record(step, reply, state.waiting.get(step.id), assessment, self.names)
        if not done.accepted:
            return Turn(state, done.said, Show.PROMPT)
        return self._recorded(state, step, done)

    def _recorded(self, state: State, step: Step, done: Outcome) -> Turn:
        """Go on after an answer; say what the result has to remark on it."""
        before = {(flag.code, flag.about) for flag in self.view(state.assessment).result.flags}
        about = {step.id, step.line} if step.kind in ("question", "scope") else set()
        remarks = [
            flag.message if isinstance(flag.message, Message) else self.names.text(flag.message)
            for flag in self.view(done.assessment).result.flags
            if (flag.code, flag.about) not in before and about.intersection(flag.about)
        ]
        waiting = {name: text for name, text in state.waiting.items() if name != step.id}
        changed = replace(state, assessment=done.assessment, waiting=waiting)
        return Turn(self._forward(changed), (*done.said, *remarks))

    def _note(self, state: State, step: Step, text: str) -> Turn:
        done = note(step, text, state.assessment)
        if done is None:
            waiting = {**state.waiting, step.id: text} if text else dict(state.waiting)
            if not text:
                waiting.pop(step.id, None)
            return Turn(replace(state, waiting=waiting), show=Show.STEP)
        if not done.accepted:
            return Turn(state, done.said, Show.PROMPT)
        return Turn(replace(state, assessment=done.assessment))

    def _pass(self, state: State, step: Step, *, whole: bool) -> Turn:
        said: tuple[Message, ...] = ()
        if step.id in state.waiting:
            title = title_of(step, self.names)
            said = (
                say(
                    "'{question}' has a note but no answer; a file keeps only both", question=title
                ),
            )
        skipped: frozenset[int] = frozenset()
        if whole:
            skipped = frozenset(
                i for i in range(state.at, self.end) if self.steps[i].section == step.section
            )
        return Turn(self._forward(replace(state, seen=state.seen | skipped)), said)

    def _back(self, state: State) -> Turn:
        if state.trail:
            *rest, last = state.trail
            return Turn(replace(state, at=last, trail=tuple(rest)))
        found = self.view(state.assessment).standings
        for place in range(state.at - 1, -1, -1):
            if found[place] is not Standing.MOOT:
                return Turn(replace(state, at=place))
        return Turn(state, (say("this is the first question"),), Show.PROMPT)

    def _jump(self, state: State, text: str) -> Turn:
        places = self.places.find(text, self.view(state.assessment).standings)
        if len(places) == 1:
            return Turn(replace(state, at=places[0], trail=(*state.trail, state.at)))
        if places:
            titles = self.names.listed(
                title_of(self.steps[place], self.names) for place in places[:8]
            )
            said = say("'{key}' may mean {candidates}", key=text, candidates=titles)
            return Turn(state, (said,), Show.PROMPT)
        near = self.places.near(text)
        missing = say(
            "there is no question '{key}' in {rubric}", key=text, rubric=self.rubric.rubric
        )
        more = () if near is None else (say("did you mean '{near}'?", near=near),)
        return Turn(state, (missing, *more), Show.PROMPT)

    def _forward(self, state: State) -> State:
        """Leave a step for the next one to ask."""
        seen = state.seen | {state.at}
        left = replace(state, seen=seen, trail=(*state.trail, state.at))
        return replace(left, at=self._next(left))

    def _next(self, state: State) -> int:
        """Find the next step to ask after this one, then any before it that was jumped over."""
        found = self.view(state.assessment).standings
        for place in chain(range(state.at + 1, self.end), range(max(state.at, 0))):
            if place not in state.seen and found[place] in (Standing.OPEN, Standing.OPTIONAL):
                return place
        return self.end
