"""How submissions stand to a roster: for a terminal, and as rows of a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text

from hpscore.analysis.roster_report import Area, RosterReport, Twice, Unknown
from hpscore.message import Language, Message, say
from hpscore.model.assessment import STANDARD_TITLES
from hpscore.reports.layout import cell, labelled, lines, table
from hpscore.reports.plain import plain
from hpscore.reports.roster_words import RosterWords, RubricOf

if TYPE_CHECKING:
    from hpscore.analysis.roster import Unit

__all__ = ["RosterView", "roster_rows", "roster_view"]

_MOST: Final = 200
"""So many units of a kind are listed at a terminal; tables have them all."""
_MOST_DIFFERENCES: Final = 12
_STATES: Final[Mapping[str, Message]] = {
    "there": say("handed in"),
    "lacking": say("not handed in"),
    "twice": say("handed in twice"),
    "broken": say("with errors"),
    "unknown": say("not on the roster"),
}


def roster_view(report: RosterReport, rubric_of: RubricOf, language: Language) -> RosterView:
    """Return the view for a terminal."""
    return RosterView(report, RosterWords(rubric_of, language))


def roster_rows(
    report: RosterReport, rubric_of: RubricOf, language: Language
) -> tuple[Sequence[str], Iterator[Sequence[str]]]:
    """Return headings, and a row for each unit of the roster and each submission of no unit."""
    words = RosterWords(rubric_of, language)
    areas = report.roster.areas
    heads = ["id", "name", *areas]
    titles = [words.word(_title(name)) for name in heads]
    return (
        [
            words.word(say("submission")),
            *titles,
            words.word(say("files")),
            words.word(say("remark")),
        ],
        _rows(report, words, heads),
    )


def _counts(area: Area) -> tuple[int, ...]:
    return area.expected, area.submitted, area.broken, area.lacking, area.twice


def _title(fact: str) -> Message:
    return {"id": say("subject id"), "name": say("name")}.get(fact) or STANDARD_TITLES[fact]


def _rows(
    report: RosterReport, words: RosterWords, heads: Sequence[str]
) -> Iterator[Sequence[str]]:
    twice = {id(one.unit): one for one in report.twice}
    blank = {id(unit): [*map(plain, sources)] for unit, sources in report.blank}
    broken = {id(unit) for unit, _ in report.broken}
    misnamed = {id(unit): submission for unit, submission in report.misnamed}
    for unit, sources in zip(report.roster.units, report.sources, strict=True):
        state = "twice" if id(unit) in twice else "there" if sources else "lacking"
        state = "broken" if id(unit) in broken else state
        said = words.differences(twice[id(unit)]) if id(unit) in twice else []
        if id(unit) in blank:
            said = [words.word(say("blank forms: {files}", files=blank[id(unit)])), *said]
        if id(unit) in misnamed:
            said = [words.misnamed(misnamed[id(unit)]), *said]
        facts = [plain(unit.facts.get(name, "")) for name in heads]
        yield [words.word(_STATES[state]), *facts, words.listed(sources), words.joined(said)]
    for unknown in report.unknown:
        facts = [plain(unknown.submission.facts.get(name, "")) for name in heads]
        source = plain(unknown.submission.source)
        yield [words.word(_STATES["unknown"]), *facts, source, words.near(unknown)]


@dataclass(frozen=True, slots=True)
class RosterView:
    """A roster and what was handed in: counts by area, then who is missing, unknown or twice."""

    report: RosterReport
    words: RosterWords

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the parts that have anything to say."""
        report, words = self.report, self.words
        yield labelled([(words.word(say("roster")), plain(report.roster.file))])
        yield from self._areas()
        if report.lacking:
            yield Text()
            yield from self._lacking(report.lacking)
        if report.broken:
            yield Text()
            yield from self._broken()
        if report.twice:
            yield Text()
            yield from self._twice(report.twice)
        if report.misnamed:
            yield Text()
            yield self._misnamed()
        if report.unknown:
            yield Text()
            yield from self._unknown(report.unknown)
        if report.failed:
            yield Text()
            yield cell(
                words.word(
                    say("inputs with errors: {count}; whose they are is not known",
                        count=report.failed)
                )
            )  # fmt: skip

    def _areas(self) -> RenderResult:
        words, report = self.words, self.report
        made = table(
            [
                *((words.word(_title(name)), "left")
                  for name in report.roster.areas or ("name",)),
                (words.word(say("expected")), "right"),
                (words.word(_STATES["there"]), "right"),
                (words.word(_STATES["broken"]), "right"),
                (words.word(say("missing")), "right"),  # short, so that areas keep their room
                (words.word(say("twice")), "right"),
            ]
        )  # fmt: skip
        if report.roster.areas:
            for area in report.areas:
                counts = _counts(area)
                whole = len(area.names) < len(report.roster.areas)
                names = [plain(name) or "–" for name in area.names]
                names += [""] * (len(report.roster.areas) - len(names))
                style = "bold" if whole else ""
                made.add_row(*(cell(text, style) for text in (*names, *map(str, counts))))
        units, lacking, broken = (len(report.roster.units), len(report.lacking), len(report.broken))
        whole_roster = Area((), units, units - lacking - broken, broken, len(report.twice))
        counts = _counts(whole_roster)
        blank = [cell("") for _ in report.roster.areas[1:]]
        made.add_row(
            cell(words.word(say("all")), "bold"), *blank, *(cell(str(c), "bold") for c in counts)
        )
        yield made

    def _broken(self) -> RenderResult:
        words = self.words
        yield cell(words.word(say("handed in with errors")), "bold")
        made = table(
            [
                *((words.word(_title(name)), "left") for name in ("id", "name")),
                (words.word(say("files")), "left"),
            ]
        )
        for unit, sources in self.report.broken[:_MOST]:
            facts = [cell(plain(unit.facts.get(name, ""))) for name in ("id", "name")]
            made.add_row(*facts, lines(map(plain, sources)))
        yield made

    def _lacking(self, units: Sequence[Unit]) -> RenderResult:
        words, areas = self.words, self.report.roster.areas
        yield cell(words.word(_STATES["lacking"]), "bold")
        titles = [words.word(_title(name)) for name in ("id", "name", *areas)]
        blank = {id(unit): sources for unit, sources in self.report.blank}
        if blank:
            titles.append(words.word(say("blank forms")))
        made = table([(title, "left") for title in titles])
        for unit in units[:_MOST]:
            facts = [plain(unit.facts.get(n, "")) for n in ("id", "name", *areas)]
            forms = [words.listed(blank.get(id(unit), ()))] if blank else []
            made.add_row(*map(cell, (*facts, *forms)))
        yield made
        if len(units) > _MOST:
            yield cell(words.more(len(units) - _MOST))

    def _twice(self, twice: Sequence[Twice]) -> RenderResult:
        words = self.words
        yield cell(words.word(_STATES["twice"]), "bold")
        made = table(
            [
                (words.word(_title("name")), "left"),
                (words.word(say("files")), "left"),
                (words.word(say("score")), "right"),
                (words.word(say("difference")), "left"),
            ]
        )
        for one in twice[:_MOST]:
            made.add_row(
                cell(plain(one.unit.name or one.unit.id or "")),
                lines(plain(given.source) for given in one.submissions),
                lines(words.score(given) for given in one.submissions),
                lines(words.differences(one, _MOST_DIFFERENCES)),
            )
        yield made
        if len(twice) > _MOST:
            yield cell(words.more(len(twice) - _MOST))

    def _misnamed(self) -> Text:
        words = self.words
        said = [
            words.word(
                say("{file}: {problem}", file=plain(one.source), problem=words.misnamed(one))
            )
            for _, one in self.report.misnamed[:_MOST]
        ]
        heading = words.word(say("named otherwise than on the roster"))
        return lines([heading, *(f"  {text}" for text in said)])

    def _unknown(self, unknown: Sequence[Unknown]) -> RenderResult:
        words = self.words
        yield cell(words.word(_STATES["unknown"]), "bold")
        made = table(
            [
                (words.word(say("file")), "left"),
                *((words.word(_title(name)), "left") for name in ("id", "name")),
                (words.word(say("remark")), "left"),
            ]
        )
        for one in unknown[:_MOST]:
            facts = one.submission.facts
            made.add_row(
                cell(plain(one.submission.source)),
                *(cell(plain(facts.get(name, ""))) for name in ("id", "name")),
                cell(words.near(one)),
            )
        yield made
        if len(unknown) > _MOST:
            yield cell(words.more(len(unknown) - _MOST))
