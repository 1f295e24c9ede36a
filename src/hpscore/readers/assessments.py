"""Read an assessment against its rubric: every key known, every value what its question takes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from hpscore.message import say
from hpscore.model.answer import Answer, Fault
from hpscore.model.assessment import Assessment
from hpscore.model.reading import read_answer
from hpscore.model.scalars import read_text
from hpscore.model.sheet import Issue, Sheet
from hpscore.problem import Location, Problem, ProblemError
from hpscore.readers.awarded import disagreements, read_points
from hpscore.readers.catalogue import Catalogue
from hpscore.readers.evidence import read_evidence
from hpscore.readers.facts import fact_names, read_period, read_subject
from hpscore.readers.locating import MOST_ISSUES, problems_of
from hpscore.readers.names import Names, fold, names_of
from hpscore.readers.outer import outer_shape
from hpscore.readers.vetoes import read_vetoes
from hpscore.scoring.plan import plan_of
from hpscore.source import DataPath, Document

if TYPE_CHECKING:
    from hpscore.model.rubric import Rubric

__all__ = ["Reader", "bind", "rubric_of"]

Raw = Mapping[str, Any]
_MOST_ENTRIES: Final = 300
"""Facts, awarded points, vetoes or papers of one subject."""


def rubric_of(document: Document, catalogue: Catalogue, given: Rubric | None) -> Rubric:
    """Return the rubric of an assessment: the one that it names, or the one given.

    `ProblemError` where it names none and none is given, or another than the one given.
    """
    value = document.value
    named = value.get("rubric") if isinstance(value, dict) else None
    if not isinstance(named, str):
        if given is not None:
            return given
        raise ProblemError(
            problems_of(
                [
                    Issue(
                        (),
                        "no-rubric",
                        say("the file does not say which rubric it answers"),
                        say("write rubric: healthy-community, or give --rubric"),
                    )
                ],
                document,
            )
        )
    if given is not None and _means(named, given):
        return given
    try:
        rubric = catalogue.named(named, Path(document.file or ".").parent)
    except ProblemError as error:
        raise ProblemError([_placed(problem, document) for problem in error.problems]) from None
    if given is None or (rubric.rubric == given.rubric and rubric.version == given.version):
        return rubric
    raise ProblemError(
        problems_of(
            [
                Issue(
                    ("rubric",),
                    "other-rubric",
                    say(
                        "the file answers '{named}', the command scores '{given}'",
                        named=rubric.rubric,
                        given=given.rubric,
                    ),
                    say("leave --rubric out, or choose the command that fits"),
                )
            ],
            document,
        )
    )


def _means(name: str, rubric: Rubric) -> bool:
    """Say whether a rubric goes by this name."""
    if name in (rubric.rubric, f"{rubric.rubric}@{rubric.version}"):
        return True
    return fold(name) in map(fold, (rubric.rubric, *rubric.aliases, *rubric.title.both()))


def _placed(problem: Problem, document: Document) -> Problem:
    """Place a problem with the name of a rubric; one inside a rubric's file has its place."""
    if problem.location != Location():
        return problem
    return replace(problem, location=document.locate(("rubric",)))


def bind(document: Document, rubric: Rubric) -> Assessment:
    """Read a document as an assessment by this rubric; `ProblemError` with all that is wrong."""
    return Reader(rubric).read(document)


def _bounded(name: str, section: Raw | None, issues: list[Issue]) -> Raw:
    """Return a section; an issue, and nothing of it, where it is far larger than any real one."""
    if section is None or len(section) <= _MOST_ENTRIES:
        return section or {}
    issues.append(
        Issue(
            (name,),
            "too-many",
            say(
                "'{section}' has {count} entries, at most {most} are read",
                section=name,
                count=len(section),
                most=_MOST_ENTRIES,
            ),
            say("one file is about one subject"),
            key=True,
        )
    )
    return {}


@dataclass
class Reader:
    """Reads assessments by one rubric; made once for many files."""

    rubric: Rubric
    sheet: Sheet = field(init=False)
    names: Names = field(init=False)

    def __post_init__(self) -> None:
        self.sheet = plan_of(self.rubric).sheet
        self.names = names_of(self.sheet)
        self._facts = fact_names(self.rubric)

    def read(self, document: Document) -> Assessment:
        """Return the assessment; `ProblemError` with everything that is wrong with it."""
        file, issues = outer_shape(document)
        given = document.value if isinstance(document.value, dict) else {}
        if not given.keys() & {"answers", "points", "vetoes"} and not issues:
            issues.append(
                Issue(
                    (),
                    "no-answers",
                    say("the file has no answers"),
                    say("write answers:, with a question and its answer a line"),
                )
            )
        notes: dict[str, str] = {}
        assessment = Assessment(
            subject=read_subject(
                _bounded("subject", file.get("subject"), issues), self.rubric, self._facts, issues
            ),
            answers=self._answers(file.get("answers") or {}, notes, issues),
            points=read_points(
                _bounded("points", file.get("points"), issues), self.sheet, self.names, issues
            ),
            vetoes=read_vetoes(_bounded("vetoes", file.get("vetoes"), issues), self.rubric, issues),
            evidence=read_evidence(
                _bounded("evidence", file.get("evidence"), issues), self.rubric, issues
            ),
            period=read_period(file.get("period"), issues),
            assessor=file.get("assessor"),
            source=document.file,
            notes=notes,
            unread=() if file.get("registers") in (None, {}, []) else ("registers",),
        )
        if assessment.points:
            issues += disagreements(assessment, self.sheet)
        if issues:
            raise ProblemError(problems_of(issues, document))
        return assessment

    def _answers(self, raw: Raw, notes: dict[str, str], issues: list[Issue]) -> dict[str, Answer]:
        found: dict[str, Answer] = {}
        keys: dict[str, str] = {}
        questions = self.sheet.questions
        for key, value in raw.items():
            if len(issues) > MOST_ISSUES:
                break  # more would not be told, and looking for near names takes its time
            name = key if key in questions else self._question(key, value, issues)
            if name is None:
                continue
            if name in keys:
                issues.append(
                    Issue(
                        ("answers", key),
                        "two-answers",
                        say(
                            "'{question}' is answered twice: as '{first}' and as '{second}'",
                            question=name,
                            first=keys[name],
                            second=key,
                        ),
                        say("keep one of them"),
                        key=True,
                    )
                )
                continue
            keys[name] = key
            if name not in questions:
                answer: Any = self._left_out(name, value)
            else:
                answer = read_answer(questions[name], value)
            if isinstance(answer, Answer):
                found[name] = answer
            elif answer:
                issues += [_at(("answers", key), fault) for fault in answer]
            elif isinstance(value, dict) and (note := read_text(value.get("note"))):
                notes[name] = note
        return found

    def _left_out(self, name: str, value: Any) -> Answer | list[Fault]:
        """Read a line or dimension that is left out as a whole."""
        line = self.sheet.lines.get(name)
        if line is not None:
            permitted = line.source.not_applicable is not None
        else:
            permitted = any(d.id == name and d.not_applicable for d in self.rubric.dimensions)
        reason = value.get("na") if isinstance(value, dict) else None
        if not permitted:
            return [
                Fault(
                    "na-not-permitted",
                    say("'{question}' may not be left out as not applicable", question=name),
                    say("answer it; only a rubric can permit not applicable"),
                )
            ]
        if not isinstance(reason, str) or not reason.strip():
            return [
                Fault(
                    "na-without-reason",
                    say("'{question}' is not applicable without a reason", question=name),
                    say("write the reason: na: no canteen"),
                )
            ]
        return Answer(None, state="not_applicable", note=reason.strip())

    def _question(self, key: str, value: Any, issues: list[Issue]) -> str | None:
        """Find the question that a key means; an issue where it means none, or several."""
        targets = self.names.find(key)
        leaving_out = isinstance(value, dict) and "na" in value
        if len(targets) == 1 and (targets[0] in self.sheet.questions or leaving_out):
            return targets[0]
        if not targets:
            near = self.names.near(key)
            issues.append(
                Issue(
                    ("answers", key),
                    "unknown-question",
                    say(
                        "there is no question '{key}' in {rubric}",
                        key=key,
                        rubric=self.rubric.rubric,
                    ),
                    say("did you mean '{near}'?", near=near)
                    if near
                    else say(
                        "hpscore show {rubric} lists the questions", rubric=self.rubric.rubric
                    ),
                    key=True,
                )
            )
            return None
        if all(target not in self.sheet.lines for target in targets if target != key) and (
            targets[0] in {dimension.id for dimension in self.rubric.dimensions}
        ):
            issues.append(
                Issue(
                    ("answers", key),
                    "not-a-question",
                    say("'{key}' is a dimension, not a question", key=key),
                    say("answer the questions in it"),
                    key=True,
                )
            )
            return None
        candidates = [
            question
            for target in targets
            for question in (
                self.sheet.lines[target].node.questions()
                if target in self.sheet.lines and target not in self.sheet.questions
                else (target,)
            )
        ]
        several = dict.fromkeys(candidates)
        issues.append(
            Issue(
                ("answers", key),
                "ambiguous-question",
                say("'{key}' may mean {candidates}", key=key, candidates=[*several]),
                say("name the question itself"),
                key=True,
            )
        )
        return None


def _at(path: DataPath, fault: Fault) -> Issue:
    return Issue(
        (*path, *fault.path), fault.code, fault.message, fault.help, key=fault.code == "unknown-key"
    )
