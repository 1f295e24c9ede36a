"""Read an assessment against its rubric: every key known, every value what its question takes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from hpscore.message import Message, say
from hpscore.model.answer import Answer, Fault, read_answer, read_number, read_yes_no
from hpscore.model.assessment import STANDARD_FACTS, Assessment, Awarded, FactValue, Period
from hpscore.model.number import Number, spell
from hpscore.model.rubric import Rubric
from hpscore.model.sheet import Issue, Sheet, sheet_of
from hpscore.problem import ProblemError, nearest
from hpscore.readers.catalogue import Catalogue, escapes
from hpscore.readers.names import Names, fold, names_of
from hpscore.readers.rubrics import problems_of
from hpscore.readers.shape import issues_of
from hpscore.scoring.attainable import can_earn, spell_attainable
from hpscore.scoring.engine import line_points
from hpscore.source import DataPath, Document

__all__ = ["AssessmentFile", "Reader", "bind", "rubric_of"]

Raw = Mapping[str, Any]


class AssessmentFile(BaseModel):
    """The outer shape of an assessment file; what is inside is read against the rubric."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    rubric: str | None = None
    subject: dict[str, Any] | None = None
    period: dict[str, Any] | None = None
    assessor: str | None = None
    answers: dict[str, Any] | None = None
    points: dict[str, Any] | None = None
    registers: Any = None
    evidence: dict[str, Any] | None = None
    vetoes: dict[str, Any] | None = None


def rubric_of(document: Document, catalogue: Catalogue, given: Rubric | None) -> Rubric:
    """Return the rubric of an assessment: the one that it names, or the one given.

    `ProblemError` where it names none and none is given, or another than the one given.
    """
    from pathlib import Path

    value = document.value
    named = value.get("rubric") if isinstance(value, dict) else None
    if not isinstance(named, str):
        if given is not None:
            return given
        raise ProblemError(problems_of([
            Issue((), "no-rubric", say("the file does not say which rubric it answers"),
                  say("write rubric: healthy-community, or give --rubric"))
        ], document))
    location = document.locate(("rubric",))
    if given is not None and named in (given.rubric, f"{given.rubric}@{given.version}"):
        return given
    rubric = catalogue.named(named, Path(document.file or ".").parent, location=location)
    if given is None or rubric.rubric == given.rubric and rubric.version == given.version:
        return rubric
    raise ProblemError(problems_of([
        Issue(("rubric",), "other-rubric",
              say("the file answers '{named}', the command scores '{given}'",
                  named=rubric.rubric, given=given.rubric),
              say("leave --rubric out, or choose the command that fits"))
    ], document))


def bind(document: Document, rubric: Rubric) -> Assessment:
    """Read a document as an assessment by this rubric; `ProblemError` with all that is wrong."""
    return Reader(rubric).read(document)


@dataclass
class Reader:
    """Reads assessments by one rubric; made once for many files."""

    rubric: Rubric
    sheet: Sheet = field(init=False)
    names: Names = field(init=False)

    def __post_init__(self) -> None:
        self.sheet = sheet_of(self.rubric)
        self.names = names_of(self.sheet)
        self._facts = _fact_names(self.rubric)

    def read(self, document: Document) -> Assessment:
        """Return the assessment; `ProblemError` with everything that is wrong with it."""
        try:
            file = AssessmentFile.model_validate(document.value or {})
        except ValidationError as error:
            issues = issues_of(error, document, AssessmentFile)
            raise ProblemError(problems_of(issues, document)) from None
        issues = []
        if file.answers is None and file.points is None and file.vetoes is None:
            issues.append(Issue((), "no-answers", say("the file has no answers"),
                                say("write answers:, with a question and its answer a line")))
        assessment = Assessment(
            subject=self._subject(file.subject or {}, issues),
            answers=self._answers(file.answers or {}, issues),
            points=self._points(file.points or {}, issues),
            vetoes=self._vetoes(file.vetoes or {}, issues),
            evidence=self._evidence(file.evidence or {}, issues),
            period=_period(file.period, issues),
            assessor=file.assessor,
            source=document.file,
            unread=("registers",) if file.registers else (),
        )
        if assessment.points:
            issues += self._disagreements(assessment)
        if issues:
            raise ProblemError(problems_of(issues, document))
        return assessment

    def _answers(self, raw: Raw, issues: list[Issue]) -> dict[str, Answer]:
        found: dict[str, Answer] = {}
        keys: dict[str, str] = {}
        questions = self.sheet.questions
        for key, value in raw.items():
            name = key if key in questions else self._question(key, value, issues)
            if name is None:
                continue
            if name in keys:
                issues.append(Issue(("answers", key), "two-answers",
                                    say("'{question}' is answered twice: as '{first}' and as "
                                        "'{second}'", question=name, first=keys[name], second=key),
                                    say("keep one of them"), key=True))
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
            return [Fault("na-not-permitted",
                          say("'{question}' may not be left out as not applicable", question=name),
                          say("answer it; only a rubric can permit not applicable"))]
        if not isinstance(reason, str) or not reason.strip():
            return [Fault("na-without-reason",
                          say("'{question}' is not applicable without a reason", question=name),
                          say("write the reason: na: no canteen"))]
        return Answer(None, state="not_applicable", note=reason.strip())

    def _question(self, key: str, value: Any, issues: list[Issue]) -> str | None:
        """Find the question that a key means; an issue where it means none, or several."""
        targets = self.names.find(key)
        leaving_out = isinstance(value, dict) and "na" in value
        if len(targets) == 1 and (targets[0] in self.sheet.questions or leaving_out):
            return targets[0]
        if not targets:
            near = nearest(key, self.names.all())
            issues.append(Issue(("answers", key), "unknown-question",
                                say("there is no question '{key}' in {rubric}", key=key,
                                    rubric=self.rubric.rubric),
                                say("did you mean '{near}'?", near=near) if near else
                                say("hpscore show {rubric} lists the questions",
                                    rubric=self.rubric.rubric), key=True))
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
        issues.append(Issue(("answers", key), "ambiguous-question",
                            say("'{key}' may mean {candidates}", key=key,
                                candidates=", ".join(several)),
                            say("name the question itself"), key=True))
        return None

    def _subject(self, raw: Raw, issues: list[Issue]) -> dict[str, FactValue]:
        found: dict[str, FactValue] = {}
        for key, value in raw.items():
            name = self._facts.get(fold(key), key)
            if value is None or value == "":
                continue
            path = ("subject", key)
            if isinstance(value, dict | list):
                issues.append(Issue(path, "not-a-fact", say("the fact '{fact}' takes one value",
                                                           fact=key), say("write the value itself")))
                continue
            if name in found:
                issues.append(Issue(path, "two-answers",
                                    say("the fact '{fact}' is given twice", fact=name),
                                    say("keep one of them"), key=True))
                continue
            read = self._fact(name, value)
            if isinstance(read, Issue):
                issues.append(Issue(path, read.code, read.message, read.help))
            else:
                found[name] = read
        return found

    def _fact(self, name: str, value: Any) -> FactValue | Issue:
        declared = self.rubric.facts.get(name)
        text = ("yes" if value else "no") if isinstance(value, bool) else str(value).strip()
        if declared is None:
            return text
        if declared.options:
            spellings = {fold(t): o for o, title in declared.options.items()
                         for t in (o, *title.both())}
            option = spellings.get(fold(text))
            if option is None:
                near = nearest(text, declared.options)
                return Issue((), "not-an-option",
                             say("the fact '{fact}' takes {options}, got '{got}'", fact=name,
                                 options=" / ".join(declared.options), got=text),
                             say("did you mean '{near}'?", near=near) if near else
                             say("leave it out while it is not known"))
            return option
        if declared.ask == "number":
            number = read_number(value)
            if number is None:
                return Issue((), "not-a-number", say("the fact '{fact}' takes a number, got '{got}'",
                                                     fact=name, got=text))
            return number
        return text

    def _points(self, raw: Raw, issues: list[Issue]) -> dict[str, Awarded]:
        found: dict[str, Awarded] = {}
        for key, value in raw.items():
            path: DataPath = ("points", key)
            lines = [t for t in self.names.find(key) if t in self.sheet.lines]
            if len(lines) != 1:
                issues.append(_unknown(path, "indicator", key, self.sheet.lines, lines))
                continue
            if lines[0] in found:
                issues.append(Issue(path, "two-answers",
                                    say("'{line}' is awarded points twice", line=lines[0]),
                                    say("keep one of them"), key=True))
                continue
            awarded = self._awarded(lines[0], value, path)
            if isinstance(awarded, Issue):
                issues.append(awarded)
            elif awarded is not None:
                found[lines[0]] = awarded
        return found

    def _awarded(self, name: str, value: Any, path: DataPath) -> Awarded | Issue | None:
        note = None
        if isinstance(value, dict):
            wrong = [key for key in value if key not in ("points", "note")]
            if wrong or "points" not in value:
                return Issue((*path, *wrong[:1]), "unknown-key",
                             say("awarded points take points and note"),
                             say("write {{points: 3, note: …}}"), key=bool(wrong))
            note = None if value.get("note") is None else str(value["note"])
            value, path = value["points"], (*path, "points")
        if value is None:
            return None
        number: Number | None = read_number(value)
        node = self.sheet.lines[name].node
        if number is None or node.points is None or not can_earn(node, number):
            got = spell(number) if number is not None else repr(value)
            return Issue(path, "not-attainable",
                         say("'{line}' cannot earn {got}", line=name, got=got),
                         say("it can earn {values}", values=spell_attainable(node))
                         if node.points is not None else say("it has no points: answer it"))
        return Awarded(number, note)

    def _disagreements(self, assessment: Assessment) -> list[Issue]:
        """Find indicators whose awarded points their own answers contradict."""
        issues: list[Issue] = []
        for name, awarded in assessment.points.items():
            questions = list(self.sheet.lines[name].node.questions())
            answered = [q for q in questions if q in assessment.answers]
            if not answered:
                continue
            points = line_points(self.rubric, assessment.replace(points={}), name)
            if points is None or points.earned <= awarded.points <= points.reachable:
                continue
            says = (spell(points.earned) if points.final
                    else f"{spell(points.earned)} … {spell(points.reachable)}")
            issues.append(Issue(("points", name), "disagreement",
                                say("'{line}' is awarded {awarded} points, but its answers "
                                    "({questions}) earn {says}", line=name,
                                    awarded=spell(awarded.points),
                                    questions=", ".join(answered), says=says),
                                say("keep the points or the answers")))
        return issues

    def _vetoes(self, raw: Raw, issues: list[Issue]) -> dict[str, bool]:
        known = {fold(text): veto.id for veto in self.rubric.vetoes
                 for text in (veto.id, *veto.title.both(), *veto.aliases)}
        found: dict[str, bool] = {}
        for key, value in raw.items():
            name = known.get(fold(key))
            if name is None:
                issues.append(_unknown(("vetoes", key), "veto", key, known.values(), []))
            elif value is not None:
                happened = read_yes_no(value)
                if happened is None:
                    issues.append(Issue(("vetoes", key), "not-yes-no",
                                        say("the veto '{veto}' takes yes or no", veto=name),
                                        say("true: it happened; leave it out while not known")))
                else:
                    found[name] = happened
        return found

    def _evidence(self, raw: Raw, issues: list[Issue]) -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for key, value in raw.items():
            if key not in self.rubric.evidence:
                issues.append(_unknown(("evidence", key), "evidence", key,
                                       self.rubric.evidence, []))
                continue
            files = value if isinstance(value, list) else [] if value is None else [value]
            for place, file in enumerate(files):
                if not isinstance(file, str) or escapes(file):
                    issues.append(Issue(("evidence", key, place), "outside",
                                        say("the path '{path}' leads out of the folder", path=file),
                                        say("name a file below the assessment's own folder")))
            found[key] = tuple(str(file) for file in files)
        return found


def _at(path: DataPath, fault: Fault) -> Issue:
    return Issue((*path, *fault.path), fault.code, fault.message, fault.help,
                 key=fault.code == "unknown-key")


def _unknown(path: DataPath, kind: str, name: str, known: Any, candidates: list[str]) -> Issue:
    if candidates:
        return Issue(path, f"ambiguous-{kind}", say("'{key}' may mean {candidates}", key=name,
                                                    candidates=", ".join(candidates)),
                     say("name its id"), key=True)
    near = nearest(name, known)
    return Issue(path, f"unknown-{kind}", say("there is no {kind} '{name}'", kind=say(kind),
                                              name=name),
                 say("did you mean '{near}'?", near=near) if near else say("take it out"), key=True)


def _fact_names(rubric: Rubric) -> dict[str, str]:
    names = {fold(name): name for name in STANDARD_FACTS}
    for name, fact in rubric.facts.items():
        for text in (name, *(fact.title.both() if fact.title else ()), *fact.aliases):
            names[fold(text)] = name
    return names


def _period(raw: Raw | None, issues: list[Issue]) -> Period | None:
    if raw is None:
        return None
    for key in raw:
        if key not in ("from", "to"):
            issues.append(Issue(("period", key), "unknown-key",
                                say("'{key}' is no key here", key=key),
                                say("a period has from and to"), key=True))
    ends: dict[str, date] = {}
    for key in ("from", "to"):
        try:
            ends[key] = date.fromisoformat(str(raw.get(key)))
        except ValueError:
            got: Message | str = say("nothing") if raw.get(key) is None else repr(str(raw[key]))
            issues.append(Issue(("period", key), "not-a-date",
                                say("'{key}' takes a date, got {got}", key=key, got=got),
                                say("write it as 2022-12-31")))
    if len(ends) < 2:
        return None
    if ends["from"] > ends["to"]:
        issues.append(Issue(("period", "from"), "range-inverted",
                            say("the period runs from {low} to {high}", low=ends["from"],
                                high=ends["to"]), say("write the earlier day first")))
    return Period(ends["from"].isoformat(), ends["to"].isoformat())


