"""Headings of tables: where in an assessment each column leads, by the names of one rubric."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from hpscore.message import Message, say
from hpscore.model.assessment import STANDARD_FACTS, STANDARD_PERSONAL
from hpscore.model.sheet import Issue
from hpscore.readers.assessments import Reader
from hpscore.readers.facts import fact_names
from hpscore.readers.names import Names, fold
from hpscore.readers.vetoes import veto_names
from hpscore.source import DataPath

__all__ = ["CHINESE", "FIELDS", "FIXED", "Headings", "Plan"]

FIXED: Final[Mapping[str, DataPath]] = {
    "rubric": ("rubric",),
    "assessor": ("assessor",),
    "period.from": ("period", "from"),
    "period.to": ("period", "to"),
}
"""Headings that mean the same whatever the rubric."""

CHINESE: Final[Mapping[str, str]] = {
    "评分标准": "rubric",
    "评审人": "assessor",
    "评审起日": "period.from",
    "评审止日": "period.to",
}
"""The same headings in Chinese."""

FIELDS: Final = ("count", "of", "note", "from", "to", "population", "date")
"""What may stand after a question's name and a colon."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Where the columns of a table lead; a column without a path or an issue is blank."""

    paths: Mapping[int, DataPath]
    columns: Mapping[DataPath, int]
    """The column of every path, and the first column of what has several."""
    issues: Mapping[int, Issue]
    personal: frozenset[int] = frozenset()
    """The columns of facts that are personal."""


class Headings:
    """Reads the headings of tables by one rubric."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._facts = fact_names(reader.rubric)
        self._vetoes = veto_names(reader.rubric)
        lines = reader.sheet.lines.values()
        self._inside = {
            node.id: tuple(node.questions()) for line in lines for node in line.node.walk()
        }
        excusable = (*reader.rubric.dimensions, *(line.source for line in lines))
        self._excusable = {element.id for element in excusable if element.not_applicable}

    def plan(self, headings: Sequence[str]) -> Plan:
        """Return where each column leads, or why it leads nowhere."""
        paths: dict[int, DataPath] = {}
        issues: dict[int, Issue] = {}
        first: dict[DataPath, str] = {}
        for column, heading in enumerate(headings):
            if not heading:
                continue
            found = self.find(heading)
            if isinstance(found, Issue):
                issues[column] = found
            elif found in first:
                issues[column] = Issue(
                    found,
                    "two-answers",
                    say("the column '{key}' is there twice, first as '{first}'",
                        key=heading, first=first[found]),
                    say("keep one of them"),
                )  # fmt: skip
            else:
                first[found] = heading
                paths[column] = found
        personal = {name for name, fact in self._reader.rubric.facts.items() if fact.personal}
        personal.update(STANDARD_PERSONAL)
        known = {**{column: issue.path for column, issue in issues.items()}, **paths}
        hidden = (
            c for c, path in known.items() if path[:1] == ("subject",) and path[1] in personal
        )
        columns = {path: column for column, path in paths.items()}
        for column, path in paths.items():
            for length in range(1, len(path)):
                columns.setdefault(path[:length], column)
        return Plan(paths, columns, issues, frozenset(hidden))

    def find(self, heading: str) -> DataPath | Issue:
        """Return where the column below a heading leads, or why it leads nowhere."""
        folded = fold(heading)
        folded = CHINESE.get(folded, folded)
        if folded in FIXED:
            return FIXED[folded]
        section, _, rest = folded.partition(".")
        if section == "subject" and rest:
            name = heading.partition(".")[2] or rest
            return ("subject", self._facts.get(rest, name.strip()))
        if section == "answers" and rest:
            return self._answer(heading, rest, ())
        section, _, rest = folded.partition(":")
        if section == "veto" and rest:
            return self._veto(heading, rest)
        fact = self._facts.get(folded)
        return self._answer(heading, folded, () if fact is None else (fact,))

    def _answer(self, heading: str, name: str, facts: Sequence[str]) -> DataPath | Issue:
        """Find the question, or the fact, that a heading names; a field may follow its name."""
        questions = self._questions(name)
        path: DataPath = ()
        if not questions and not facts and ":" in name:
            name, _, field = (part.strip() for part in name.rpartition(":"))
            questions, path = self._questions(name), (field,)
            if questions and field not in FIELDS:
                return _unknown(heading, Names((), FIELDS).meant(field, before=f"{name}:"))
        candidates: list[DataPath] = [("subject", fact) for fact in facts]
        candidates += [("answers", question) for question in questions]
        exact = [candidate for candidate in candidates if candidate[1] == name]
        found = exact if len(exact) == 1 else candidates
        if len(found) == 1:
            return (*found[0], *path)
        if found:
            return _ambiguous(heading, [".".join(map(str, candidate)) for candidate in found])
        return _unknown(heading, self._known.meant(heading))

    def _questions(self, name: str) -> list[str]:
        """Return what may be answered under a name; for what has parts, the questions in them."""
        found: dict[str, None] = {}
        for target in self._reader.names.find(name):
            if target in self._reader.sheet.questions or target in self._excusable:
                found[target] = None
            else:
                found.update(dict.fromkeys(self._inside.get(target, ())))
        return list(found)

    def _veto(self, heading: str, name: str) -> DataPath | Issue:
        found = self._vetoes.find(name)
        if len(found) == 1:
            return ("vetoes", found[0])
        if found:
            return _ambiguous(heading, [f"veto:{veto}" for veto in found])
        return _unknown(heading, self._vetoes.meant(name, before="veto:"))

    @cached_property
    def _known(self) -> Names:
        """All that a column may be headed by."""
        reader = self._reader
        fixed = (*FIXED, *(f"subject.{name}" for name in STANDARD_FACTS))
        facts = [
            (text, name)
            for name, fact in reader.rubric.facts.items()
            for text in (*(fact.title.both() if fact.title else ()), *fact.aliases)
        ]
        questions = {*reader.sheet.questions, *self._inside}
        others = [
            (name, target)
            for name in reader.names.all(questions)
            for target in reader.names.find(name)
            if target in questions
        ]
        titles = {name: fact.title for name, fact in reader.rubric.facts.items() if fact.title}
        return Names(
            (*facts, *others),
            (*fixed, *reader.rubric.facts),
            {**titles, **reader.sheet.titles},
        )


def _unknown(heading: str, meant: Message | None) -> Issue:
    return Issue(
        (),
        "unknown-heading",
        say("there is no question or fact '{key}' for this column", key=heading),
        meant or say("take the column out, or keep it as a fact of your own: subject.NAME"),
    )


def _ambiguous(heading: str, candidates: Sequence[str]) -> Issue:
    return Issue(
        (),
        "ambiguous-heading",
        say("'{key}' may mean {candidates}", key=heading, candidates=candidates),
        say("write one of them as the heading"),
    )
