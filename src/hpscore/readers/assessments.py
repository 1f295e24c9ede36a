"""Read an assessment against its rubric: every key known, every value what its question takes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from hpscore.message import say
from hpscore.model.answer import Answer, Fault
from hpscore.model.assessment import Assessment
from hpscore.model.reading import AnswerReader
from hpscore.model.scalars import fold, read_text
from hpscore.model.sheet import Issue, Sheet
from hpscore.problem import Problem, ProblemError
from hpscore.readers.awarded import disagreements, read_points
from hpscore.readers.carrying import carried
from hpscore.readers.evidence import read_evidence
from hpscore.readers.facts import before_period, fact_names, read_period, read_subject
from hpscore.readers.locating import MOST_ISSUES, problems_of
from hpscore.readers.names import Names, names_of
from hpscore.readers.naming import rubric_of
from hpscore.readers.outer import outer_shape
from hpscore.readers.vetoes import read_vetoes
from hpscore.scoring.plan import plan_of
from hpscore.source import DataPath, Document

if TYPE_CHECKING:
    from hpscore.model.rubric import Rubric
    from hpscore.readers.filled.keys import Keys
    from hpscore.readers.registers.units import Units

__all__ = ["Reader", "bind", "rubric_of"]

Raw = Mapping[str, Any]
_MOST_ENTRIES: Final = 300
"""Facts, awarded points, vetoes or papers of one subject."""


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
    units: Callable[[], Units] | None = None
    """What scores the units of a roll-up on the way; made when the first one is met."""
    sheet: Sheet = field(init=False)
    names: Names = field(init=False)

    def __post_init__(self) -> None:
        self.sheet = plan_of(self.rubric).sheet
        self.names = names_of(self.sheet)
        self._facts = fact_names(self.rubric)
        self._questions = {
            name: AnswerReader(asked) for name, asked in self.sheet.questions.items()
        }

    @cached_property
    def keys(self) -> Keys:
        """What the keys of forms in workbooks mean."""
        from hpscore.readers.filled.keys import Keys

        return Keys(self)

    def read(self, document: Document) -> Assessment:
        """Return the assessment; `ProblemError` with everything that is wrong with it."""
        document = carried(document, self.rubric)
        file, issues = outer_shape(document)
        given = document.value if isinstance(document.value, dict) else {}
        if not given.keys() & {"answers", "points", "registers", "vetoes"} and not issues:
            issues.append(
                Issue(
                    (),
                    "no-answers",
                    say("the file has no answers"),
                    say("write answers:, with a question and its answer a line"),
                )
            )
        notes: dict[str, str] = {}
        keys: dict[str, str] = {}
        assessment = Assessment(
            subject=read_subject(
                _bounded("subject", file.get("subject"), issues), self.rubric, self._facts, issues
            ),
            answers=self._answers(file.get("answers") or {}, notes, keys, issues),
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
        )
        early = before_period(self.rubric, assessment.subject, assessment.period)
        if early is not None:
            own = (k for k in file["subject"] if self._facts.get(fold(k), k) == self.rubric.as_of)
            path = ("subject", next(own))
            issues.append(Issue(path, "before-period", early, say("correct the day or the period")))
        problems: list[Problem] = []
        if file.get("registers"):
            # loaded for those that have registers
            from hpscore.readers.registers.deriving import with_registers

            assessment, told = with_registers(self, document, assessment, keys)
            issues += told.issues
            problems += told.problems
        if assessment.points:
            issues += disagreements(assessment, self.sheet)
        if issues or problems:
            raise ProblemError([*problems_of(issues, document), *problems])
        return assessment

    def _answers(
        self, raw: Raw, notes: dict[str, str], keys: dict[str, str], issues: list[Issue]
    ) -> dict[str, Answer]:
        found: dict[str, Answer] = {}
        questions = self._questions
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
                answer = questions[name].read(value)
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
            answerable = {*self.sheet.questions, *self.sheet.lines}
            issues.append(
                Issue(
                    ("answers", key),
                    "unknown-question",
                    say(
                        "there is no question '{key}' in {rubric}",
                        key=key,
                        rubric=self.rubric.rubric,
                    ),
                    self.names.meant(key, answerable)
                    or say("hpscore show {rubric} lists the questions", rubric=self.rubric.rubric),
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
        several = self.names.listed(dict.fromkeys(candidates))
        issues.append(
            Issue(
                ("answers", key),
                "ambiguous-question",
                say("'{key}' may mean {candidates}", key=key, candidates=several),
                say("name the question itself"),
                key=True,
            )
        )
        return None


def _at(path: DataPath, fault: Fault) -> Issue:
    return Issue(
        (*path, *fault.path), fault.code, fault.message, fault.help, key=fault.code == "unknown-key"
    )
