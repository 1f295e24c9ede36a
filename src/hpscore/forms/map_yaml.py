"""A map of a foreign table in YAML, drafted: what is sure, what is near, what is open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from hpscore.forms.comments import comment
from hpscore.forms.scalars import scalar
from hpscore.message import Language, Message, Sayable, say
from hpscore.model.assessment import STANDARD_TITLES

if TYPE_CHECKING:
    from hpscore.model.rubric import Rubric
    from hpscore.readers.assessments import Reader
    from hpscore.readers.tables.drafting import Code, Draft, Placed

__all__ = ["called", "map_yaml"]

_INDENT: Final = "  "


def map_yaml(
    draft: Draft, reader: Reader, language: Language, file: str, sheet: str | None = None
) -> str:
    """Return a draft as a map that can be given as it is, once what is open is placed.

    `sheet` is the one that holds the table, where a workbook has several.
    """
    form = _Form(reader, language)
    return "\n".join((*form.head(draft, file, sheet), *form.body(draft), ""))


def called(to: str, reader: Reader, language: Language) -> str:
    """Return what a column leads to, with its title where it has one."""
    section, dot, name = to.partition(".")
    title: Sayable | None
    if dot and section == "subject":
        fact = reader.rubric.facts.get(name)
        title = STANDARD_TITLES.get(name) if fact is None else fact.title
    else:
        name = to.partition(":")[2] if to.startswith(("veto:", "points:")) else to
        vetoes = {veto.id: veto.title for veto in reader.rubric.vetoes}
        title = reader.sheet.titles.get(name.partition(":")[0]) or vetoes.get(name)
    if title is None:
        return to
    return say("{title} ({name})", title=title, name=to).text(language)


class _Form:
    def __init__(self, reader: Reader, language: Language) -> None:
        self._reader = reader
        self._language = language

    def head(self, draft: Draft, file: str, sheet: str | None) -> Iterator[str]:
        rubric: Rubric = self._reader.rubric
        yield from self._say(
            say("map of {file} to {rubric} {version}",
                file=file, rubric=rubric.title, version=rubric.version)
        )  # fmt: skip
        yield from self._say(say("check it, place what is open, then score with --map"))
        yield ""
        if not draft.names_rubrics:
            yield f"rubric: {rubric.rubric}@{rubric.version}"
        if sheet is not None:
            yield f"sheet: {scalar(sheet)}"

    def body(self, draft: Draft) -> Iterator[str]:
        yield ""
        yield "columns:" if draft.placed else "columns: {}"
        for column in draft.placed:
            yield from self._column(column)
        if draft.codes:
            yield ""
            yield from self._say(say("what stands in every column that takes yes or no; check it"))
            yield "codes:"
            yield from self._codes(draft.codes, _INDENT)
        yield ""
        yield "ignore:"
        if draft.unplaced:
            yield from self._say(
                say("these columns have no place yet: take the sign # away to ignore one, "
                    "or write it below columns with what it is"),
                _INDENT,
            )  # fmt: skip
        for open_ in draft.unplaced:
            near = [called(to, self._reader, self._language) for to in open_.candidates]
            told = [say("near: {names}", names=near)] if near else []
            yield f"{_INDENT}# - {scalar(open_.heading)}{self._mark(told, open_.values)}"

    def _column(self, column: Placed) -> Iterator[str]:
        told = []
        if column.near:
            title = called(column.to, self._reader, self._language)
            told = [say("near, please check: {name}", name=title)]
        mark = self._mark(told, column.values)
        if not column.codes:
            yield f"{_INDENT}{scalar(column.heading)}: {scalar(column.to)}{mark}"
            return
        yield f"{_INDENT}{scalar(column.heading)}:{mark}"
        yield f"{_INDENT * 2}to: {scalar(column.to)}"
        yield f"{_INDENT * 2}codes:"
        yield from self._codes(column.codes, _INDENT * 3, column.options)

    def _mark(self, told: Sequence[Message], values: Sequence[str]) -> str:
        """Return the comment behind a column: what it is near to, and what stands in it."""
        said = [*told, *([say("it holds {values}", values=[*values])] if values else [])]
        texts = [message.text(self._language) for message in said]
        return f"  # {'; '.join(texts)}" if texts else ""

    def _codes(
        self, codes: Iterable[Code], indent: str, options: Sequence[str] = ("yes", "no")
    ) -> Iterator[str]:
        for code in codes:
            key = code.written if code.written.isdigit() else scalar(code.written)
            if code.means is None:
                said = say("one of {options}; ~ is unanswered", options=[*options])
                yield f"{indent}# {key}: ?  # {said.text(self._language)}"
            else:
                means = code.means if code.means in ("yes", "no") else scalar(code.means)
                yield f"{indent}{key}: {means if code.means else '~'}"

    def _say(self, message: Message, indent: str = "") -> Iterator[str]:
        yield from comment(message.text(self._language), indent)
