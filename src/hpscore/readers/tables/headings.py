"""Headings of tables: where in an assessment each column leads, by the names of one rubric."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Final

from hpscore.message import Message, say
from hpscore.model.asking import ways_to_write
from hpscore.model.assessment import STANDARD_FACTS, STANDARD_PERSONAL
from hpscore.model.scalars import read_yes_no
from hpscore.model.sheet import Issue
from hpscore.readers.assessments import Reader
from hpscore.readers.facts import fact_names
from hpscore.readers.names import Names, fold
from hpscore.readers.tables.bare import bare_forms, item_before
from hpscore.readers.vetoes import veto_names
from hpscore.source import DataPath
from hpscore.source.finding import brief

__all__ = ["CHINESE", "CHINESE_FIELDS", "FIELDS", "FIXED", "TAKE_OUT", "Headings", "Plan"]

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

_VETO: Final = ("veto", "一票否决")
_POINTS: Final = ("points", "得分", "直接给分")
"""What stands before a colon and the name of a veto, or of an indicator that is given points."""

FIELDS: Final = ("count", "of", "note", "from", "to", "population", "date")
"""What may stand after a question's name and a colon."""

CHINESE_FIELDS: Final[Mapping[str, str]] = {
    "其中": "count",
    "总数": "of",
    "备注": "note",
    "人群": "population",
    "调查对象": "population",
    "调查日期": "date",
}
"""The same in Chinese, as forms head their columns."""


_NUMBERS: Final = frozenset({"count", "number", "rating"})

TAKE_OUT: Final = say("take the column out, or keep it as a fact of your own: subject.NAME")
"""What to do with a column that leads nowhere, and is near to nothing."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Where the columns of a table lead; a column without a path or an issue is blank."""

    paths: Mapping[int, DataPath]
    columns: Mapping[DataPath, int]
    """The column of every path, and the first column of what has several."""
    issues: Mapping[int, Issue]
    personal: frozenset[int] = frozenset()
    """The columns of facts that are personal."""
    closed: Mapping[int, Callable[[str], bool]] = field(default_factory=dict)
    """Of columns that take one of a few words, yes or no or an option: whether a text is one."""
    yes_no: frozenset[int] = frozenset()
    """Those of them that take yes or no."""
    percents: frozenset[int] = frozenset()
    """The columns that take per cent."""
    numbers: frozenset[int] = frozenset()
    """The columns that take numbers which are no per cent."""


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
        kinds = {column: self.kind(path) for column, path in paths.items()}
        closed, yes_no = self._chosen(paths, kinds)
        percents = frozenset(column for column, kind in kinds.items() if kind == "percent")
        numbers = frozenset(column for column, kind in kinds.items() if kind in _NUMBERS)
        hides = frozenset(hidden)
        return Plan(paths, columns, issues, hides, closed, yes_no, percents, numbers)

    def kind(self, path: DataPath) -> str:
        """Return what a column takes: the kind of a question's answer, else `text`."""
        section, *rest = map(str, path)
        if section == "vetoes":
            return "yes_no"
        if section == "subject" and (fact := self._reader.rubric.facts.get(rest[0])):
            return "choice" if fact.options else fact.ask
        if section == "points":
            return "text" if rest[1:] else "number"
        asked = self._reader.sheet.questions.get(rest[0]) if section == "answers" else None
        if asked is None or rest[1:]:
            return "text"
        return asked.kind

    def _chosen(
        self, paths: Mapping[int, DataPath], kinds: Mapping[int, str]
    ) -> tuple[Mapping[int, Callable[[str], bool]], frozenset[int]]:
        yes_no = frozenset(column for column, kind in kinds.items() if kind == "yes_no")
        chosen = {c: self.options(paths[c]) for c, kind in kinds.items() if kind == "choice"}
        closed: dict[int, Callable[[str], bool]] = dict.fromkeys(yes_no, _is_yes_no)
        for column, options in chosen.items():
            closed[column] = partial(_is_option, options)
        return closed, yes_no

    def options(self, path: DataPath) -> Mapping[str, str]:
        """Return the options of what takes one, by every way to write each, folded."""
        name = str(path[1])
        if path[0] == "subject":
            return ways_to_write(self._reader.rubric.facts[name].options or {})
        asked = self._reader.sheet.questions[name]
        return {**{fold(option): option for option in asked.options}, **(asked.spellings or {})}

    def find(self, heading: str) -> DataPath | Issue:
        """Return where the column below a heading leads, or why it leads nowhere.

        A heading that leads nowhere as it is written may have a number before it, a note in
        brackets behind it, or spaces and line breaks in it: `12、例会（次）`.
        """
        found = self._find(heading)
        if not _unknown_one(found):
            return found
        others = [self._find(bare) for bare in bare_forms(heading, self._spaced)]
        meant = next((other for other in others if not _unknown_one(other)), found)
        item = None if isinstance(meant, Issue) else item_before(heading)
        numbered = meant if item is None else self._find(item)
        if isinstance(numbered, Issue) or isinstance(meant, Issue) or numbered[:2] == meant[:2]:
            return meant
        return _ambiguous(heading, [".".join(map(str, path)) for path in (numbered, meant)])

    def _find(self, heading: str) -> DataPath | Issue:
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
        if section in _VETO and rest:
            return self._veto(heading, rest)
        if section in _POINTS and rest:
            return self._points(heading, rest)
        fact = self._facts.get(folded)
        return self._answer(heading, folded, () if fact is None else (fact,))

    def _answer(self, heading: str, name: str, facts: Sequence[str]) -> DataPath | Issue:
        """Find the question, or the fact, that a heading names; a field may follow its name."""
        questions = self._questions(name)
        path: DataPath = ()
        if not questions and not facts and ":" in name:
            name, _, field = (part.strip() for part in name.rpartition(":"))
            field = CHINESE_FIELDS.get(field, field)
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

    def _points(self, heading: str, name: str) -> DataPath | Issue:
        """Find the indicator whose points a column awards directly; a note may follow."""
        line, _, field = (part.strip() for part in name.partition(":"))
        field = CHINESE_FIELDS.get(field, field)
        if field not in ("", "note"):
            return _unknown(heading, Names((), ("note",)).meant(field, before=f"points:{line}:"))
        lines = self._reader.sheet.lines
        found = [target for target in self._reader.names.find(line) if target in lines]
        if len(found) > 1:
            return _ambiguous(heading, [f"points:{target}" for target in found])
        if not found:
            return _unknown(heading, self._reader.names.meant(line, lines, before="points:"))
        return ("points", found[0], "note") if field else ("points", found[0])

    @cached_property
    def _spaced(self) -> Mapping[str, str]:
        """Every name that has spaces, by what is left of it without."""
        return {"".join(name.split()): name for name in map(fold, self.names()) if " " in name}

    def names(self) -> Iterable[str]:
        """Return all that a column may be headed by: ids, titles, aliases, item references."""
        return self._known.all()

    def targets(self) -> Iterator[tuple[str, DataPath]]:
        """Yield each name that leads to one place alone, with the place; vetoes too."""
        for name in self.names():
            found = self._find(name)
            if not isinstance(found, Issue):
                yield name, found
        for name, fact in self._facts.items():
            yield name, ("subject", fact)
        for name in self._vetoes.all():
            if len(found_vetoes := self._vetoes.find(name)) == 1:
                yield name, ("vetoes", found_vetoes[0])

    def written(self, path: DataPath) -> str:
        """Return the heading by ids that leads to a place."""
        section, *rest = map(str, path)
        before = {"answers": "", "vetoes": "veto:", "points": "points:", "subject": "subject."}
        if not rest or section not in before:
            return ".".join((section, *rest))
        heading = before[section] + ":".join(rest)
        return heading if self._find(heading) == path else f"{section}.{':'.join(rest)}"

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


def _is_yes_no(text: str) -> bool:
    return read_yes_no(text) is not None


def _is_option(options: Mapping[str, str], text: str) -> bool:
    return fold(text) in options


def _unknown_one(found: DataPath | Issue) -> bool:
    return isinstance(found, Issue) and found.code == "unknown-heading"


def _unknown(heading: str, meant: Message | None) -> Issue:
    return Issue(
        (),
        "unknown-heading",
        say("there is no question or fact '{key}' for this column", key=brief(heading)),
        meant or TAKE_OUT,
    )


def _ambiguous(heading: str, candidates: Sequence[str]) -> Issue:
    return Issue(
        (),
        "ambiguous-heading",
        say("'{key}' may mean {candidates}", key=brief(heading), candidates=candidates),
        say("write one of them as the heading"),
    )
