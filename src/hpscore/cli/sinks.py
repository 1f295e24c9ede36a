"""How each format is written: what is taken of an outcome, and what is made of all that is taken.

The first half may run in another process; the second is given what it returned, in the order of
the input.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, nullcontext
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol, TextIO, TypeVar, cast

from hpscore.cli.guard import UsageError
from hpscore.cli.language import language, tell
from hpscore.cli.output import console_for, held, results_to
from hpscore.cli.request import Format, Request
from hpscore.reports.brief import Brief, Key, Taken
from hpscore.reports.summary import Counts, Summary

if TYPE_CHECKING:
    from hpscore.message import Language
    from hpscore.model.number import Number
    from hpscore.model.rubric import Rubric
    from hpscore.readers.outcome import Outcome
    from hpscore.reports.csv import RowSpool
    from hpscore.reports.names import Names

__all__ = ["Met", "Sink", "sink_for"]

_NO_RESULT: Final = "without-result"
"""The file of a folder that lists the inputs without a result."""
_Piece = TypeVar("_Piece")


@dataclass
class Met:
    """What a run has met so far; complete once the last outcome has passed by."""

    rubrics: dict[Key, Rubric] = field(default_factory=dict)
    counts: Counts = field(default_factory=Counts)
    roster: list[Sequence[str | Number | None]] = field(default_factory=list)
    """The rows of the report on a roster, where one was asked for."""

    def summary(self) -> Summary:
        """Return what was counted."""
        return self.counts.summary(self.rubrics)


class Sink(Protocol):
    """One format."""

    def take(self, outcome: Outcome) -> object:
        """Return what the format needs of an outcome; it is small, and can be pickled."""
        ...

    def write(self, taken: Iterable[Taken], met: Met) -> None:
        """Write what was taken; `met` is complete once that has been read to its end."""
        ...


def sink_for(request: Request, several: bool) -> Sink:
    """Return how the results of a run are written.

    `several`: whether there may be several, even if it turns out to be one.
    """
    words = language()
    match request.format:
        case Format.JSON:
            return _Json(request, words)
        case Format.JSONL:
            return _Lines(request, words)
        case Format.CSV:
            return _Csv(request, words)
        case Format.XLSX:
            return _Book(request, words)
        case Format.MARKDOWN:
            return _Markdown(request, words, several)
        case Format.TABLE:
            return _Table(request, words, several)


def _pieces(taken: Iterable[Taken], kind: type[_Piece]) -> Iterator[_Piece]:
    """Return what a sink took itself, which is of this kind."""
    for one in taken:
        assert isinstance(one.piece, kind)
        yield one.piece


@dataclass
class _Json:
    request: Request
    language: Language

    def take(self, outcome: Outcome) -> object:
        from hpscore.reports.json import json_piece

        return json_piece(outcome, self.language, personal=self.request.personal)

    def write(self, taken: Iterable[Taken], met: Met) -> None:
        from hpscore.reports.json import JsonPiece, write_pieces

        with results_to(self.request.output) as stream:
            # a name of a tier that nobody knows is found out at the end, and leaves no results
            unsure = self.request.output is None and self.request.fail_under is not None
            with held(stream) if unsure else nullcontext(stream) as text:
                write_pieces(_pieces(taken, JsonPiece), met.summary, text)


@dataclass
class _Lines:
    request: Request
    language: Language

    def take(self, outcome: Outcome) -> object:
        from hpscore.reports.json import outcome_lines

        return outcome_lines(outcome, self.language, personal=self.request.personal)

    def write(self, taken: Iterable[Taken], met: Met) -> None:
        del met
        with results_to(self.request.output) as stream:
            for lines in _pieces(taken, str):
                stream.write(lines)
                stream.flush()


class _Csv:
    def __init__(self, request: Request, language: Language) -> None:
        from hpscore.reports.listing import KnownNames

        self._request = request
        self._language = language
        self._known = KnownNames(language)

    def take(self, outcome: Outcome) -> object:
        from hpscore.reports.csv import csv_row

        request = self._request
        return csv_row(outcome, self._known, personal=request.personal, titles=request.titles)

    def write(self, taken: Iterable[Taken], met: Met) -> None:
        from hpscore.reports.csv import RowSpool

        with RowSpool() as spool:
            if self._request.folder:
                self._write_folder(taken, met, spool)
                return
            with results_to(self._request.output, bom=True) as stream:
                for one in taken:
                    spool.add("", cast("dict[str, str]", one.piece))
                spool.write("", stream, self._names(met.rubrics), self._language)

    def _write_folder(self, taken: Iterable[Taken], met: Met, spool: RowSpool) -> None:
        """Write a file a rubric, and one of the inputs without a result, which may be none."""
        folder = self._request.output or Path()
        _make(folder)
        for one in taken:
            spool.add(_table_of(one.brief), cast("dict[str, str]", one.piece))
        with ExitStack() as files:  # all of them appear together, at the end
            for table in dict.fromkeys((*spool.tables(), _NO_RESULT)):
                rubrics = {key: found for key, found in met.rubrics.items() if key[0] == table}
                stream = files.enter_context(results_to(folder / f"{table}.csv", bom=True))
                spool.write(table, stream, self._names(rubrics), self._language)

    def _names(self, rubrics: dict[Key, Rubric]) -> list[Names] | None:
        if not self._request.titles:
            return None
        return [self._known.of(rubric) for rubric in rubrics.values()]


def _table_of(brief: Brief) -> str:
    return _NO_RESULT if brief.key is None else brief.key[0]


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(
            tell("cannot write to '{path}': {reason}", path=folder, reason=error.strerror or error)
        ) from None


@dataclass
class _Book:
    request: Request
    language: Language

    def take(self, outcome: Outcome) -> object:
        from hpscore.reports.results_book.taking import take

        return take(outcome, self.language, self.request.personal)

    def write(self, taken: Iterable[Taken], met: Met) -> None:
        from hpscore.reports.results_book import taking, writing

        with results_to(self.request.output, binary=True) as stream:
            pieces = _pieces(taken, taking.Taken)
            # the rows about a roster are there once the last piece has been read
            writing.write_book(pieces, stream, self.language, roster=met.roster)


class _Listed:
    """What is itemised for one input and a list for several; which it is, is seen at the second."""

    def __init__(self, request: Request, language: Language, several: bool) -> None:
        from hpscore.reports.listing import KnownNames

        self._request = request
        self._language = language
        self._several = several
        self._known = KnownNames(language)

    def take(self, outcome: Outcome) -> object:
        return self._line(outcome) if self._several else outcome

    def _line(self, outcome: Outcome) -> object:
        raise NotImplementedError

    def _one_or_several(
        self, taken: Iterable[Taken]
    ) -> tuple[list[Outcome], Iterator[object] | None]:
        """Return the only outcome, if there is any, or the lines of several."""
        if self._several:
            return [], (one.piece for one in taken)
        found = (cast("Outcome", one.piece) for one in taken)
        first = list(islice(found, 2))  # standard input, or a workbook, may hold several
        if len(first) < 2:
            return first, None
        return [], map(self._line, chain(first, found))


class _Markdown(_Listed):
    def _line(self, outcome: Outcome) -> object:
        from hpscore.reports.markdown import markdown_line

        return markdown_line(outcome, self._known)

    def write(self, taken: Iterable[Taken], met: Met) -> None:
        from hpscore.reports.markdown import MarkdownLine, write_list, write_markdown

        path, personal = self._request.output, self._request.personal
        with results_to(path) as stream:
            one, lines = self._one_or_several(taken)
            if lines is None:
                write_markdown(one, stream, self._language, several=False, personal=personal)
                return
            with held(stream) if path is None else nullcontext(stream) as text:
                found = cast("Iterator[MarkdownLine]", lines)
                write_list(found, met.summary, text, self._language)


class _Table(_Listed):
    def _line(self, outcome: Outcome) -> object:
        from hpscore.reports.listing import line_of

        return line_of(outcome, self._known)

    def write(self, taken: Iterable[Taken], met: Met) -> None:
        from hpscore.reports.listing import Line
        from hpscore.reports.overview import overview_of

        with results_to(self._request.output) as stream:
            one, lines = self._one_or_several(taken)
            if lines is None:
                self._itemise(one, stream)
                return
            found = list(cast("Iterator[Line]", lines))
            view = overview_of(found, met.summary(), self._language)
            console_for(stream).print(view)

    def _itemise(self, outcomes: Iterable[Outcome], stream: TextIO) -> None:
        from hpscore.reports.itemised import changes_view, itemised_view

        words, personal = self._language, self._request.personal
        console = console_for(stream)
        for found in outcomes:
            result, rubric = found.result, found.rubric
            if result is None or rubric is None:
                continue
            console.print(itemised_view(result, rubric, found.assessment, words, personal=personal))
            if found.before is not None:
                console.print(changes_view(found.before, result, rubric, words))
