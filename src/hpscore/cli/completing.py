"""What the shell may complete: names of rubrics, indicators, tiers, and answers to set.

Whatever goes wrong, nothing is offered and nothing is said: the shell then offers files.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Final, ParamSpec

import typer

from hpscore.cli.language import language
from hpscore.message import ZH

if TYPE_CHECKING:
    from hpscore.message import Sayable
    from hpscore.model.answer import Asked
    from hpscore.model.rubric import Fact, Rubric
    from hpscore.model.sheet import Sheet
    from hpscore.readers.catalogue import Catalogue
    from hpscore.readers.names import Names

__all__ = [
    "complete_fact",
    "complete_file",
    "complete_indicator",
    "complete_resumable",
    "complete_rubric",
    "complete_set",
    "complete_tier",
]

Offers = list[tuple[str, str]]
"""What is offered, each with a word about it, which may be empty."""

_P = ParamSpec("_P")
_TYPED: Final = re.compile(r"[^\s\"'\\$`!*?()<>|&;#\[\]{}~=:@%]+")
"""Names that need no quotes in any shell."""


def _quietly(offers: Callable[_P, Iterable[tuple[str, str]]]) -> Callable[_P, Offers]:
    @wraps(offers)
    def run(*args: _P.args, **kwargs: _P.kwargs) -> Offers:
        try:
            return list(dict(offers(*args, **kwargs)).items())
        except Exception:  # a completion that fails must not spoil the line that is typed
            return []

    return run


@_quietly
def complete_file() -> Iterable[tuple[str, str]]:
    """Offer nothing, so that the shell offers files."""
    return ()


@_quietly
def complete_resumable(incomplete: str) -> Iterator[tuple[str, str]]:
    """Offer files in YAML or JSON, and folders; nothing where a name needs quotes."""
    folder, slash, begun = incomplete.rpartition("/")
    found = list(_resumable(f"{folder}{slash}", begun))
    if len(found) == 1 and found[0].endswith("/"):  # else the shell ends the word there
        found += _resumable(found[0], "")
    if all(_TYPED.fullmatch(path) for path in found):
        yield from ((path, "") for path in found)


def _resumable(folder: str, begun: str) -> Iterator[str]:
    for path in sorted(Path(folder or ".").iterdir()):
        if path.name.startswith(begun) and (begun or not path.name.startswith(".")):
            if path.is_dir():
                yield f"{folder}{path.name}/"
            elif path.suffix.lower() in (".yaml", ".yml", ".json"):
                yield f"{folder}{path.name}"


@_quietly
def complete_rubric(incomplete: str) -> Iterator[tuple[str, str]]:
    """Offer the ids of the packaged rubrics; once none begins so, their other names."""
    from hpscore.packaged import rubric_paths

    found = [name for name in rubric_paths() if name.startswith(incomplete)]
    if found:
        yield from ((name, "") for name in found)
        return
    from hpscore.readers.catalogue import Catalogue

    names = Catalogue().names()
    for name in _typed(names.all(), incomplete):
        yield name, ", ".join(names.find(name))


@_quietly
def complete_indicator(ctx: typer.Context, incomplete: str) -> Iterator[tuple[str, str]]:
    """Offer the lines of the rubric that the file answers: ids, or names that begin so."""
    from hpscore.model.resolve import sheet_of
    from hpscore.readers.names import names_of

    for rubric in _rubrics(ctx):
        sheet = sheet_of(rubric)
        yield from _named(names_of(sheet), sheet.lines, sheet, incomplete)


@_quietly
def complete_tier(ctx: typer.Context, incomplete: str) -> Iterator[tuple[str, str]]:
    """Offer the tiers of the rubrics that are scored."""
    from hpscore.readers.names import tier_names

    for rubric in _rubrics(ctx):
        titles = {tier.id: tier.title.say(language()) for tier in rubric.tiers}
        names = tier_names(rubric)
        for name in (*titles, *_typed(names.all(), incomplete)):
            yield name, titles[names.find(name)[0]]


@_quietly
def complete_set(ctx: typer.Context, incomplete: str) -> Iterator[tuple[str, str]]:
    """Offer questions, and once one is named, answers that it takes."""
    from hpscore.model.resolve import sheet_of
    from hpscore.readers.names import names_of

    for rubric in _rubrics(ctx):
        sheet = sheet_of(rubric)
        names = names_of(sheet)
        name, equals, _ = incomplete.partition("=")
        if not equals:
            offers = dict(_named(names, sheet.questions, sheet, name))
            found = [offer for offer in offers if offer.startswith(name)]
            if len(found) != 1:
                yield from ((f"{offer}=", title) for offer, title in offers.items())
                continue
            (name,) = found
        targets = names.find(name)
        if len(targets) == 1 and targets[0] in sheet.questions:
            values = _answers(sheet.questions[targets[0]], sheet)
            yield from ((f"{name}={value}", about) for value, about in (*values, ("", "")))


@_quietly
def complete_fact(ctx: typer.Context, incomplete: str) -> Iterator[tuple[str, str]]:
    """Offer the facts that rubrics declare, each with the values that it takes."""
    from hpscore.model.scalars import fold

    typed = fold(incomplete.partition("=")[0])
    for rubric in _rubrics(ctx):
        for key, fact in rubric.facts.items():
            title = "" if fact.title is None else fact.title.say(language())
            others = (*(fact.title.both() if fact.title else ()), *fact.aliases)
            named = [name for name in (key, *others) if fold(name).startswith(typed)]
            # before anything is typed: the id and, to those who write Chinese, the title
            usual = [key, *([title] if title and language() == "zh" else [])]
            for name in filter(_TYPED.fullmatch, named if typed else usual):
                yield from _values(name, fact, title)


def _values(name: str, fact: Fact, title: str) -> Iterator[tuple[str, str]]:
    """Yield a fact with each of its values, which are titles where it goes by one."""
    if not fact.options:
        yield f"{name}=", title
    for option, text in (fact.options or {}).items():
        value, about = _written(option, text, chinese=not name.isascii())
        yield f"{name}={value}", about


def _written(option: str, title: Sayable | None, *, chinese: bool) -> tuple[str, str]:
    """Return how to write an option, and what to say of it."""
    if title is None:
        return option, ""
    said = title.say(ZH)
    if chinese and _TYPED.fullmatch(said):
        return said, option
    return option, title.say(language())


def _named(
    names: Names, targets: Container[str], sheet: Sheet, incomplete: str
) -> Iterator[tuple[str, str]]:
    """Yield ids with their titles, and other names that begin as what is typed."""
    for name in names.all(targets):
        found = names.find(name)
        title = sheet.titles.get(found[0])
        if name in targets or name in [*_typed([name], incomplete)]:
            yield name, "" if title is None else title.say(language())


def _typed(names: Iterable[str], incomplete: str) -> Iterator[str]:
    if incomplete:
        for name in names:
            if name.startswith(incomplete) and _TYPED.fullmatch(name):
                yield name


def _answers(asked: Asked, sheet: Sheet) -> Iterator[tuple[str, str]]:
    """Yield answers that a question takes: all of a few, or those at which its points change."""
    from hpscore.model.number import spell
    from hpscore.model.rules import Bands

    chinese = language() == "zh"
    if asked.kind == "yes_no":
        yield from (("是", ""), ("否", "")) if chinese else (("yes", ""), ("no", ""))
    for option in asked.options:
        yield _written(option, (asked.titles or {}).get(option), chinese=chinese)
    if asked.kind == "rating" and not isinstance(asked.high, float):
        yield from ((spell(asked.low), ""), (spell(asked.high), ""))  # type: ignore[arg-type]
    leaf = sheet.leaves.get(asked.id)
    if leaf is not None and isinstance(leaf.part.rule, Bands):
        yield from ((spell(step), "") for step in sorted({0, *leaf.part.rule.steps}))


def _rubrics(ctx: typer.Context) -> Iterator[Rubric]:
    """Yield the rubric of the command or of its first file; all packaged ones if neither tells."""
    from hpscore.problem import ProblemError
    from hpscore.readers.catalogue import Catalogue

    catalogue = Catalogue()
    known = set(catalogue.ids())
    named = ctx.params.get("rubric") or next(
        (name for name in known if name == f"healthy-{ctx.info_name}"), None
    )
    if named is not None:
        yield catalogue.given(named)
        return
    # behind an option that has no value yet, words are left as they are
    file = ctx.params.get("file") or next(iter(ctx.params.get("paths") or ctx.args), None)
    try:
        rubric = _rubric_of(str(file), catalogue) if file else None
    except ProblemError:
        rubric = None
    if rubric is not None:
        yield rubric
        return
    yield from map(catalogue.get, catalogue.ids())


def _rubric_of(path: str, catalogue: Catalogue) -> Rubric | None:
    from hpscore.cli.inputs import STDIN, open_input
    from hpscore.readers.assessments import rubric_of
    from hpscore.readers.tables.table import Table
    from hpscore.source import Document

    found = None if path == STDIN else open_input(path, in_folder=False)
    if found is None or isinstance(found, Sequence):
        return None
    if isinstance(found, Table):
        return rubric_of(found.naming(found.records[0]), catalogue, None)
    return rubric_of(found if isinstance(found, Document) else found.naming(), catalogue, None)
