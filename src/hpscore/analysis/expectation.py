"""What a case expects of a result: a part of it, as far as the case cares."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from hpscore.message import Message, say
from hpscore.model.condition import PaperNumber
from hpscore.model.exact import Exact
from hpscore.model.result import CAUSES
from hpscore.model.sheet import Issue, Node, Sheet
from hpscore.model.text import Element
from hpscore.problem import nearest
from hpscore.scoring.tiers import UNDEFINED
from hpscore.source import DataPath

__all__ = [
    "DimensionExpected",
    "EvidenceExpected",
    "Expectation",
    "LineExpected",
    "Papers",
    "PartExpected",
    "PointsExpected",
    "unknown_names",
]

_ENDS = ("earned", "reachable", "maximum")


def _word(value: object) -> object:
    return ("no", "yes")[value] if isinstance(value, bool) else value


_Settled = Annotated[Literal["yes", "no"], BeforeValidator(_word)]
_Decided = Annotated[Literal["yes", "no", "open"], BeforeValidator(_word)]


class PointsExpected(Element):
    """An interval of points: `3` is settled at 3, `[1, 2]` is open between them."""

    earned: Exact | None = None
    """The points of the worst completion."""
    reachable: Exact | None = None
    """The points of the best completion."""
    maximum: Exact | None = None
    """The most that there is."""

    @model_validator(mode="before")
    @classmethod
    def _short(cls, value: Any) -> Any:
        if isinstance(value, dict) and value:
            return value
        if isinstance(value, list) and len(value) == 2:
            return {"earned": value[0], "reachable": value[1]}
        if isinstance(value, dict | list) or value is None:
            raise PydanticCustomError(
                "points",
                "takes a number, [earned, reachable], or a mapping of earned, "
                "reachable and maximum",
            )
        return {"earned": value, "reachable": value}


class _Scored(Element):
    """What has points: given bare, they are all that is expected of it."""

    points: PointsExpected | None = None
    """What it earns."""
    lost: dict[str, Exact] = Field(default_factory=dict)
    """What it loses, by cause; causes that are not named do not matter."""

    @model_validator(mode="before")
    @classmethod
    def _bare(cls, value: Any) -> Any:
        if isinstance(value, dict) and not any(end in value for end in _ENDS):
            return value
        return {"points": value}


class DimensionExpected(_Scored):
    """What is expected of a dimension."""


class PartExpected(_Scored):
    """What is expected of one question or part inside a line."""

    state: Literal["given", "derived", "awarded", "unanswered", "not_applicable"] | None = None
    """How it was answered."""
    met: _Decided | None = None
    """Whether it earns more than 0, or reaches its target."""


class Papers(Element):
    """What is expected of a kind of paper that a line wants."""

    sets: int
    """How many sets of it are wanted."""


class EvidenceExpected(Element):
    """The papers of a line: in a list exactly those wanted, in a mapping some of them."""

    exactly: tuple[PaperNumber, ...] | None = None
    """The numbers of all papers that it wants."""
    some: dict[PaperNumber, Papers] = Field(default_factory=dict)
    """Papers that it wants, by number; others do not matter."""

    @model_validator(mode="before")
    @classmethod
    def _short(cls, value: Any) -> Any:
        return {"exactly": value} if isinstance(value, list) else {"some": value}


class LineExpected(_Scored):
    """What is expected of an indicator."""

    state: Literal["final", "open", "not_applicable"] | None = None
    """Whether answers to come can still change it."""
    met: _Decided | None = None
    """Whether it earns more than 0, or reaches its target."""
    evidence: EvidenceExpected = EvidenceExpected()
    """The papers that it wants."""
    trace: dict[str, PartExpected] = Field(default_factory=dict)
    """Questions and parts inside it, by id."""


class Expectation(Element):
    """What a case expects: everything that it does not name may be as it likes."""

    points: PointsExpected | None = None
    """The sum of the lines."""
    total: PointsExpected | None = None
    """The total that tiers read."""
    final: _Settled | None = None
    """Whether the points are settled."""
    tier: str | tuple[str, ...] | None = None
    """The verdict; or, in a list, exactly the verdicts that are still possible."""
    prerequisites: dict[str, Literal["met", "unmet", "open"]] = Field(default_factory=dict)
    """How prerequisites stand."""
    vetoes: dict[str, _Decided] = Field(default_factory=dict)
    """How vetoes stand."""
    withheld: dict[str, _Decided] = Field(default_factory=dict)
    """How reasons to withhold the total stand."""
    conversions: dict[str, PointsExpected] = Field(default_factory=dict)
    """The total in other scales."""
    lost: dict[str, Exact] = Field(default_factory=dict)
    """What is lost, by cause; causes that are not named do not matter."""
    flags: tuple[str, ...] = ()
    """Codes that the result is flagged with; others do not matter."""
    no_flags: tuple[str, ...] = ()
    """Codes that the result is not flagged with."""
    dimensions: dict[str, DimensionExpected] = Field(default_factory=dict)
    """What is expected of dimensions."""
    adjustments: dict[str, PointsExpected] = Field(default_factory=dict)
    """What bonus and deductions come to."""
    indicators: dict[str, LineExpected] = Field(default_factory=dict)
    """What is expected of indicators."""
    unanswered: tuple[str, ...] | None = None
    """Exactly the questions that can still change points or tier, in rubric order."""
    refused: dict[str, str] = Field(default_factory=dict)
    """Answers or awarded points that the rubric does not take, each with its problem's code."""


def unknown_names(expected: Expectation, sheet: Sheet) -> Iterator[Issue]:
    """Yield the names that the rubric does not have, at their paths below `expect`."""
    rubric = sheet.rubric
    dimensions = {dimension.id: dimension.indicators for dimension in rubric.dimensions}
    indicators = [line.id for lines in dimensions.values() for line in lines]
    vetoes = [veto.id for veto in rubric.vetoes]
    tiers = [tier.id for tier in rubric.tiers]
    tiers += [UNDEFINED] if rubric.between_tiers == "undefined" else []
    questions = [*sheet.questions, *vetoes]
    for section, kind, known in (
        ("prerequisites", say("prerequisite"), [gate.id for gate in rubric.prerequisites]),
        ("vetoes", say("veto"), vetoes),
        ("withheld", say("reason to withhold"), [gate.id for gate in rubric.withhold]),
        ("conversions", say("conversion"), [conversion.id for conversion in rubric.conversions]),
        ("dimensions", say("dimension"), list(dimensions)),
        ("adjustments", say("line"), list(sheet.lines)),
        ("indicators", say("indicator"), indicators),
    ):
        yield from _keys((section,), kind, getattr(expected, section), known)
    if isinstance(expected.tier, str):
        yield from _known(("tier",), say("tier"), expected.tier, tiers)
    for place, name in enumerate(expected.tier if isinstance(expected.tier, tuple) else ()):
        yield from _known(("tier", place), say("tier"), name, tiers)
    for place, name in enumerate(expected.unanswered or ()):
        yield from _known(("unanswered", place), say("question"), name, questions)
    yield from _keys(("lost",), say("cause"), expected.lost, CAUSES)
    for name, dimension in expected.dimensions.items():
        yield from _keys(("dimensions", name, "lost"), say("cause"), dimension.lost, CAUSES)
    for name, line in expected.indicators.items():
        if name in indicators:
            yield from _line(("indicators", name), line, sheet.lines[name].node, rubric.evidence)


def _line(
    path: DataPath, line: LineExpected, node: Node, evidence: Iterable[str]
) -> Iterator[Issue]:
    inside = [*(inner.id for inner in node.walk()), *node.questions()]
    inside += [stream.id for inner in node.walk() for stream, _ in inner.streams]
    yield from _keys((*path, "lost"), say("cause"), line.lost, CAUSES)
    for place, number in enumerate(line.evidence.exactly or ()):
        yield from _known((*path, "evidence", place), say("evidence"), number, evidence)
    yield from _keys((*path, "evidence"), say("evidence"), line.evidence.some, evidence)
    yield from _keys((*path, "trace"), say("part"), line.trace, inside)
    for name, part in line.trace.items():
        yield from _keys((*path, "trace", name, "lost"), say("cause"), part.lost, CAUSES)


def _keys(
    path: DataPath, kind: Message, named: Mapping[str, object], known: Iterable[str]
) -> Iterator[Issue]:
    for name in named:
        yield from _known((*path, name), kind, name, known, key=True)


def _known(
    path: DataPath, kind: Message, name: str, known: Iterable[str], *, key: bool = False
) -> Iterator[Issue]:
    names = list(dict.fromkeys(known))
    if name in names:
        return
    near = nearest(name, names)
    yield Issue(
        path,
        f"unknown-{kind.template.replace(' ', '-')}",
        say("there is no {kind} '{name}'", kind=kind, name=name),
        say("did you mean '{near}'?", near=near)
        if near
        else say("known here: {names}", names=names[:12] or say("none")),
        key=key,
    )
