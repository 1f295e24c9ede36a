"""Problems of sheets in the words of the sheets: ids that nobody sees become titles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from hpscore.message import Language, Message, Sayable, say
from hpscore.model.assessment import STANDARD_TITLES
from hpscore.readers.filled.layout import COLUMNS, COVER, Words

if TYPE_CHECKING:
    from hpscore.model.rubric import Rubric
    from hpscore.problem import Problem
    from hpscore.readers.assessments import Reader

__all__ = ["Titles"]

_NAMING: Final = frozenset(
    {"question", "questions", "line", "lines", "key", "other", "given", "wanted", "candidates",
     "parts", "fact", "veto", "name", "first", "second"}
)  # fmt: skip
"""The values of messages that may be ids; others are what people wrote."""
_SECTIONS: Final = ("answers.", "subject.", "points.", "vetoes.", "veto:", "points:")


@dataclass(frozen=True, slots=True)
class _Item:
    """A title behind the number of its item, or before what is meant of it."""

    parts: tuple[str | Sayable, ...]

    def say(self, language: Language) -> str:
        said = (part if isinstance(part, str) else part.say(language) for part in self.parts)
        return " ".join(said)


_FIELDS: Final[Mapping[str, Sayable]] = {
    "count": Words(COLUMNS["count"]),
    "of": Words(COLUMNS["of"]),
    "note": Words(COLUMNS["note"]),
    "population": say("of whom"),
    "date": say("when it was taken"),
    "from": Words(COVER["period.from"]),
    "to": Words(COVER["period.to"]),
}
"""What forms call the parts of an answer, and the ends of the period."""
_HELP: Final[Mapping[str, Message]] = {
    "incomplete-share": say(
        "fill in both columns, and for a rate the rows below it: of whom, when it was taken"
    ),
    "na-without-reason": say("write the reason as the note of the row"),
}
"""How to mend what a form has other places for than a file."""


class Titles:
    """Says problems of filled sheets by one rubric."""

    def __init__(self, reader: Reader) -> None:
        sheet = reader.sheet
        known: dict[str, Sayable] = {**STANDARD_TITLES, **dict(_facts(reader.rubric))}
        known |= {veto.id: veto.title for veto in reader.rubric.vetoes}
        known |= {dimension.id: dimension.title for dimension in reader.rubric.dimensions}
        known |= sheet.titles
        for line in sheet.lines.values():
            ref = (line.source.ref or "").split()
            if ref and line.id in known:
                known[line.id] = _Item((ref[-1], known[line.id]))
        self._known = known

    def said(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """Return problems with titles for ids, and with help that fits a sheet."""
        return tuple(map(self._problem, problems))

    def _problem(self, problem: Problem) -> Problem:
        if problem.location.cell is None and problem.location.sheet is None:
            return problem  # it stands in another file
        help_ = _HELP.get(problem.code, problem.help)
        return replace(
            problem,
            message=self._message(problem.message),
            help=None if help_ is None else self._message(help_),
        )

    def _message(self, message: Message) -> Message:
        values = {
            name: self._message(value)
            if isinstance(value, Message)
            else self._named(value)
            if name in _NAMING
            else value
            for name, value in message.values.items()
        }
        return replace(message, values=values)

    def _named(self, value: object) -> object:
        if isinstance(value, list | tuple):
            return [self._named(each) for each in value]
        if not isinstance(value, str):
            return value
        bare = next((value.removeprefix(s) for s in _SECTIONS if value.startswith(s)), value)
        if bare in self._known:
            return self._known[bare]
        name, _, field = bare.partition(":")
        if name in self._known and field in _FIELDS:
            return _Item((self._known[name], _FIELDS[field]))
        return _FIELDS.get(bare, value)


def _facts(rubric: Rubric) -> Iterable[tuple[str, Sayable]]:
    for name, fact in rubric.facts.items():
        if fact.title is not None:
            yield name, fact.title
