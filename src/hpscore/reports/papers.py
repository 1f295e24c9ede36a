"""How the papers of an assessment stand: for a terminal, as CSV and as JSON."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TextIO

from pydantic import JsonValue
from rich.console import Console, ConsoleOptions, RenderResult
from rich.table import Table
from rich.text import Text

from hpscore.analysis.papers import PapersReport, PaperStanding
from hpscore.message import LANGUAGES, Message, say
from hpscore.model.number import Number, spell
from hpscore.model.result import Points
from hpscore.reports.csv import csv_cell
from hpscore.reports.json import dump
from hpscore.reports.layout import cell, labelled, table
from hpscore.reports.names import Names, name_of_subject, short_ref
from hpscore.reports.numbers import json_number, json_points
from hpscore.reports.plain import plain
from hpscore.reports.terms import points_words
from hpscore.scoring.handed import HandedSet

__all__ = ["FORMAT", "Papers", "papers_document", "papers_view", "write_csv", "write_json"]

FORMAT: Final = "hpscore/evidence/1"
"""What `format` says: raised when a reader of older documents would misread newer ones."""

STATES: Final[Mapping[str, Message]] = {
    "given": say("complete"),
    "short": say("incomplete"),
    "missing": say("not handed in"),
}
_MOST_NAMES: Final = 12
"""So many names of files are told; JSON has them all."""


@dataclass(frozen=True, slots=True)
class Papers:
    """What a report of papers is made of."""

    report: PapersReport
    names: Names
    folder: str | None = None
    """The folder that was looked through; None where the assessment names the files."""
    files: int = 0
    """How many files were found, or named."""
    unmatched: tuple[str, ...] = ()
    unsure: Mapping[str, tuple[str, ...]] | None = None
    links: tuple[str, ...] = ()
    shut: tuple[str, ...] = ()
    not_found: tuple[str, ...] = ()

    @property
    def points(self) -> Points | None:
        """The total, or the sum of the lines, whatever was handed in."""
        return self.report.result.total or self.report.result.points

    @property
    def proven(self) -> Points | None:
        """The same where points rest on papers."""
        return self.report.required.total or self.report.required.points


def papers_view(papers: Papers) -> PapersView:
    """Return the view for a terminal."""
    return PapersView(papers)


@dataclass(frozen=True, slots=True)
class PapersView:
    """The papers line by line, and what they come to."""

    papers: Papers

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield heading, table, and what is said below it."""
        names, result = self.papers.names, self.papers.report.result
        title = f"{names.text(names.rubric.title)} {result.version}"
        yield cell(f"{name_of_subject(result)} · {title}", "bold")
        if not self.papers.report.papers:
            yield cell(names.word(say("the rubric wants no papers here")))
        else:
            yield Text()
            yield self._table()
        yield Text()
        yield labelled(_closing(self.papers))

    def _table(self) -> Table:
        names = self.papers.names
        made = table(
            [
                (names.word(say("item")), "left"),
                (names.word(say("paper")), "left"),
                (names.word(say("sets")), "right"),
                (names.word(say("what is lacking")), "left"),
                (names.word(say("at stake")), "right"),
            ]
        )
        above = ""
        for standing in self.papers.report.papers:
            style = "dim" if standing.handed.state == "given" else ""
            made.add_row(
                cell("" if standing.line == above else names.line(standing.line)),
                cell(names.paper(standing.number), style),
                cell(f"{standing.handed.complete}/{standing.handed.wanted}", style),
                cell(lacking_words(standing, names)),
                cell("" if standing.earned is None else spell(standing.earned), style),
            )
            above = standing.line
        return made


def lacking_words(standing: PaperStanding, names: Names) -> str:
    """Say what is lacking of a paper: nothing, all of it, or which sets and which parts."""
    handed, paper = standing.handed, names.rubric.evidence[standing.number]
    if handed.state == "given":
        return ""
    if handed.state == "missing":
        return names.word(STATES["missing"])
    said: list[str] = []
    for own in handed.sets:
        if own.lacking:
            parts = names.listed(names.text(paper.parts[place]) for place in own.lacking)
            lacks = names.word(say("no {parts}", parts=parts))
            which = _set_name(own, standing, names)
            said.append(names.labelled(which, lacks) if which else lacks)
    there = {own.place for own in handed.sets}
    if paper.set_titles and None not in there:
        absent = [names.text(t) for place, t in enumerate(paper.set_titles) if place not in there]
        if absent:
            said.append(names.word(say("no {parts}", parts=names.listed(absent))))
    elif len(handed.sets) < handed.wanted:
        count = handed.wanted - len(handed.sets)
        said.append(names.word(say("sets lacking: {count}", count=count)))
    return names.joined(said)


def _set_name(own: HandedSet, standing: PaperStanding, names: Names) -> str:
    """Return what to call a set; nothing where there is but one."""
    paper = names.rubric.evidence[standing.number]
    if paper.sets == 1:
        return ""
    if own.place is None:
        return plain(own.name)
    if paper.set_titles:
        return names.text(paper.set_titles[own.place])
    return names.word(say("set {number}", number=own.place + 1))


def _closing(papers: Papers) -> Iterator[tuple[str, str]]:
    names, report = papers.names, papers.report
    word = names.word
    standings = {standing.number: standing.handed.state for standing in report.papers}
    if standings:
        states: list[str] = list(standings.values())
        counts = [
            word(say("{state} {count}", state=text, count=states.count(state)))
            for state, text in STATES.items()
        ]
        yield word(say("papers wanted")), " · ".join(counts)
    if papers.points is not None and papers.proven is not None:
        yield word(say("score")), points_words(papers.points)
        if standings:
            yield word(say("as far as proved")), points_words(papers.proven)
    if papers.folder is not None:
        count = word(say("{count} files", count=papers.files))
        yield word(say("folder")), names.bracketed(plain(papers.folder), count)
    if report.idle:
        yield word(say("not wanted here")), names.listed(map(names.paper, report.idle))
    for title, found in (
        (say("not found"), papers.not_found),
        (say("links, not followed"), papers.links),
        (say("not readable"), papers.shut),
    ):
        if found:
            yield word(title), _some(found, names)
    if papers.unmatched:
        unsure = papers.unsure or {}
        told = [
            names.bracketed(path, names.either(unsure[path])) if path in unsure else path
            for path in papers.unmatched
        ]
        yield word(say("of no paper")), _some(told, names)


def _some(found: Sequence[str], names: Names) -> str:
    said = [plain(path) for path in found[:_MOST_NAMES]]
    if len(found) > _MOST_NAMES:
        said.append(names.word(say("{count} more", count=len(found) - _MOST_NAMES)))
    return names.listed(said)


_COLUMNS: Final = (
    "indicator",
    "indicator.title",
    "paper",
    "paper.title",
    "state",
    "sets",
    "complete",
    "lacking",
    "points",
    "files",
)


def write_csv(papers: Papers, stream: TextIO) -> None:
    """Write a heading, and a row for each paper that a line wants."""
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(_COLUMNS)
    names = papers.names
    for own in papers.report.papers:
        files = [file for found in own.handed.sets for file in found.files]
        row: tuple[str | Number, ...] = (
            own.line,
            names.line(own.line),
            own.number,
            names.text(names.rubric.evidence[own.number].title),
            own.handed.state,
            own.handed.wanted,
            own.handed.complete,
            lacking_words(own, names),
            "" if own.earned is None else own.earned,
            " | ".join(dict.fromkeys(files)),
        )
        writer.writerow([csv_cell(value) for value in row])


def write_json(papers: Papers, stream: TextIO) -> None:
    """Write one document, `hpscore/evidence/1`, with a final line break."""
    stream.write(dump(papers_document(papers), 1) + "\n")


def papers_document(papers: Papers) -> dict[str, JsonValue]:
    """Return the document, which a JSON Schema describes. Personal facts are left out."""
    result, report = papers.report.result, papers.report
    subject: dict[str, JsonValue] = {
        name: value if isinstance(value, str) else json_number(value)
        for name, value in result.subject.items()
        if name not in result.personal
    }
    unsure = papers.unsure or {}
    return {
        "format": FORMAT,
        "source": result.source,
        "rubric": {"id": result.rubric, "version": result.version, "digest": result.digest},
        "subject": subject,
        "folder": papers.folder,
        "points": json_points(papers.points),
        "proven": json_points(papers.proven),
        "papers": [_standing(own, papers.names) for own in report.papers],
        "idle": list(report.idle),
        "not_found": list(papers.not_found),
        "unmatched": [
            {"file": path, "may_be": list(unsure.get(path, ()))} for path in papers.unmatched
        ],
        "links": list(papers.links),
        "unreadable": list(papers.shut),
    }


def _standing(own: PaperStanding, names: Names) -> dict[str, JsonValue]:
    paper, handed = names.rubric.evidence[own.number], own.handed
    line = names.sheet.lines[own.line]
    title: dict[str, JsonValue] = {language: paper.title.say(language) for language in LANGUAGES}
    sets: list[JsonValue] = [
        {
            "set": None if found.place is None else found.place + 1,
            "name": _set_name(found, own, names),
            "files": list(found.files),
            "lacking": [
                {language: paper.parts[place].say(language) for language in LANGUAGES}
                for place in found.lacking
            ],
        }
        for found in handed.sets
    ]
    points: JsonValue = None
    if own.earned is not None and own.reachable is not None:
        points = {"earned": json_number(own.earned), "reachable": json_number(own.reachable)}
    return {
        "indicator": own.line,
        "ref": short_ref(line.source.ref) or None,
        "paper": own.number,
        "title": title,
        "state": handed.state,
        "wanted": handed.wanted,
        "complete": handed.complete,
        "sets": sets,
        "points": points,
    }
