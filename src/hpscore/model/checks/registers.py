"""Registers have the columns that are named, and measures answer questions of the right kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from hpscore.message import say
from hpscore.model.answer import Asked
from hpscore.model.asking import domain
from hpscore.model.checks.questions import ambiguous_options, faulty_range, mismatched_options
from hpscore.model.checks.references import dangling
from hpscore.model.condition import COMPARISONS
from hpscore.model.faults import outside
from hpscore.model.register import Column, ColumnTest, Measure, Register, RowCondition, Share
from hpscore.model.scalars import fold
from hpscore.model.sheet import DataPath, Issue, Sheet
from hpscore.model.text import Text

__all__ = ["check_registers"]

_NUMBERS: Final = ("count", "number", "percent")
_GIVES: Final[Mapping[str, tuple[str, ...]]] = {
    "count": ("count", "number"),
    "distinct": ("count", "number"),
    "sum": ("count", "number"),
    "mean": ("number", "percent", "rating"),
    "share": ("percent",),
    "least": ("percent",),
    "fewest": ("count", "number"),
    "held": ("percent",),
}
"""The kinds of question that each kind of measure can answer."""
_DAYS: Final = ("half_year", "quarter", "month")


def check_registers(sheet: Sheet) -> Iterator[Issue]:
    """Yield registers and measures that no rows could be read or measured by."""
    registers = sheet.rubric.registers
    yield from _headings(
        ("registers",),
        "ambiguous-register",
        {name: (r.title, r.aliases) for name, r in registers.items()},
    )
    for name, register in registers.items():
        yield from _register(register, ("registers", name))
    answered: set[str] = set()
    for place, measure in enumerate(sheet.rubric.measures):
        path: DataPath = ("measures", place)
        yield from _question(sheet, measure, path)
        if measure.answers in answered:
            yield Issue(
                (*path, "answers"),
                "measure-twice",
                say("'{question}' is answered by two measures", question=measure.answers),
                say("keep one of them; register: [first, second] takes their rows together"),
            )
        answered.add(measure.answers)
        yield from _measure(sheet, measure, path)


def _headings(
    path: DataPath, code: str, named: Mapping[str, tuple[Text, tuple[str, ...]]]
) -> Iterator[Issue]:
    """Check that every heading or name of a sheet means one column or register alone."""
    meant: dict[str, str] = {}
    for name, (title, aliases) in named.items():
        for text in (name, *title.both(), *aliases):
            other = meant.setdefault(fold(text), name)
            if other != name:
                yield Issue(
                    (*path, name),
                    code,
                    say("'{name}' may mean {first} and {second}", name=text, first=other,
                        second=name),
                    say("give them different titles and aliases"),
                    key=True,
                )  # fmt: skip


def _register(register: Register, path: DataPath) -> Iterator[Issue]:
    columns, at = register.columns, (*path, "columns")
    yield from _headings(
        at, "ambiguous-column", {n: (c.title, c.aliases) for n, c in columns.items()}
    )
    for name, column in columns.items():
        yield from ambiguous_options((*at, name, "options"), column.options or {})
        if column.options and column.ask != "choice":
            yield mismatched_options((*at, name), name, column.ask)
        elif column.ask == "choice" and not column.options:
            yield Issue(
                (*at, name),
                "no-options",
                say("the choice '{question}' has no options", question=name),
                say("write options: [...], or ask for something else"),
            )
        asked = Asked(name, column.ask, *domain(column.ask, column, None))
        yield from faulty_range((*at, name), column, asked)
    if register.dated is not None:
        yield from dangling("column", register.dated, columns, (*path, "dated"))
        if register.dated in columns and columns[register.dated].ask != "date":
            yield _unfit((*path, "dated"), register.dated, columns[register.dated], ("date",))
    for rubric, values in register.results.items():
        for name, value in values.items():
            here: DataPath = (*path, "results", rubric, name)
            yield from dangling("column", name, columns, here)
            if name in columns:
                yield from _filled(columns[name], name, value, here)


def _filled(
    column: Column, name: str, value: str | bool | tuple[str, ...], path: DataPath
) -> Iterator[Issue]:
    """Check what a column is filled with from a result; its verdicts belong to another rubric."""
    if isinstance(value, tuple | bool):
        if column.ask != "yes_no":
            yield _unfit(path, name, column, ("yes_no",))
    elif column.ask == "choice":
        yield from dangling("option", value, column.options or (), path)
    elif column.ask == "yes_no":
        yield from dangling("option", value, ("yes", "no"), path)
    elif column.ask != "text":
        yield _unfit(path, name, column, ("text", "choice", "yes_no"))


def _question(sheet: Sheet, measure: Measure, path: DataPath) -> Iterator[Issue]:
    name, kind = measure.answers, measure.kind
    if measure.least is not None and measure.least.count is not None:
        kind = "fewest"
    yield from dangling("question", name, sheet.questions, (*path, "answers"))
    asked = sheet.questions.get(name)
    if asked is None:
        return
    if asked.kind not in _GIVES[kind]:
        yield Issue(
            (*path, "answers"),
            "measure-kind",
            say(
                "{measure} answers {kinds}, but '{question}' asks {kind}",
                measure=measure.kind,
                kinds=_GIVES[kind],
                question=name,
                kind=asked.kind,
            ),
            say("measure something else, or ask the question otherwise"),
        )
    else:
        yield from _empty(asked, measure, path)


def _empty(asked: Asked, measure: Measure, path: DataPath) -> Iterator[Issue]:
    fault = outside(asked, 0) if measure.empty == 0 else None
    if fault is not None:
        yield Issue((*path, "empty"), fault.code, fault.message, say("write empty: open"))


def _measure(sheet: Sheet, measure: Measure, path: DataPath) -> Iterator[Issue]:
    registers, asked = sheet.rubric.registers, sheet.questions.get(measure.answers)
    several = len(measure.register_) > 1
    for place, name in enumerate(measure.register_):
        at: DataPath = (*path, "register", place) if several else (*path, "register")
        yield from dangling("register", name, registers, at)
    named = [registers[name] for name in dict.fromkeys(measure.register_) if name in registers]
    for register in named:
        yield from _columns(register, measure, asked, path)
    groups = None if measure.least is None else measure.least.of
    if groups is not None:
        of: DataPath = (*path, "least", "of")
        yield from dangling("register", groups.register_, registers, (*of, "register"))
        if groups.register_ in registers:
            columns = registers[groups.register_].columns
            yield from dangling("column", groups.column, columns, (*of, "column"))
            column = columns.get(groups.column)
            if column is not None and column.ask == "yes_no":
                yield _unfit((*of, "column"), groups.column, column, ("text", "choice"))
    if measure.once is not None and named:
        if measure.count is None:
            yield Issue(
                (*path, "once"),
                "once",
                say("once: joins rows that are counted, and {measure} counts none",
                    measure=measure.kind),
                say("count: rows, or leave out once:"),
                key=True,
            )  # fmt: skip
        every = dict.fromkeys(column for register in named for column in register.columns)
        for key in ("column", "names"):
            yield from dangling("column", getattr(measure.once, key), every, (*path, "once", key))


def _columns(
    register: Register, measure: Measure, asked: Asked | None, path: DataPath
) -> Iterator[Issue]:
    """Check the columns that a measure needs of one of its registers."""
    columns = register.columns
    yield from _condition(columns, measure.where, (*path, "where"))
    if measure.distinct in _DAYS:
        if register.dated is None:
            yield Issue(
                (*path, "distinct"),
                "not-dated",
                say("rows without a day have no {part}", part=measure.distinct),
                say("write dated: in the register"),
            )
    elif measure.distinct is not None:
        yield from dangling("column", measure.distinct, columns, (*path, "distinct"))
    if measure.sum is not None:
        whole = asked is not None and asked.kind == "count"
        kinds = ("count",) if whole else _NUMBERS
        yield from _numeric(columns, measure.sum, (*path, "sum"), kinds)
    if measure.mean is not None:
        yield from _numeric(columns, measure.mean, (*path, "mean"))
    if measure.share is not None:
        yield from _share(columns, measure.share, (*path, "share"))
    if measure.least is not None:
        yield from dangling("column", measure.least.by, columns, (*path, "least", "by"))
        if measure.least.share is not None:
            yield from _share(columns, measure.least.share, (*path, "least", "share"))
        yield from _condition(columns, measure.least.count, (*path, "least", "count"))
    if measure.held is not None:
        yield from _numeric(columns, measure.held.column, (*path, "held", "column"))
        yield from _numeric(columns, measure.held.planned, (*path, "held", "planned"))


def _share(columns: Mapping[str, Column], share: Share, path: DataPath) -> Iterator[Issue]:
    yield from _condition(columns, share.where, (*path, "where"))
    if share.sum is not None:
        yield from _numeric(columns, share.sum, (*path, "sum"))
    if isinstance(share.of, str):
        yield from _numeric(columns, share.of, (*path, "of"))
    elif share.of is not None and share.of <= 0:
        yield Issue(
            (*path, "of"),
            "empty-share",
            say("a share is out of more than 0"),
            say("write what a row is out of"),
        )


def _numeric(
    columns: Mapping[str, Column], name: str, path: DataPath, kinds: tuple[str, ...] = _NUMBERS
) -> Iterator[Issue]:
    yield from dangling("column", name, columns, path)
    if name in columns and columns[name].ask not in kinds:
        yield _unfit(path, name, columns[name], kinds)


def _unfit(path: DataPath, name: str, column: Column, wanted: Iterable[str]) -> Issue:
    return Issue(
        path,
        "column-kind",
        say(
            "the column '{column}' asks {kind}; here it takes {kinds}",
            column=name,
            kind=column.ask,
            kinds=list(wanted),
        ),
        say("correct its ask:, or name another column"),
    )


def _condition(
    columns: Mapping[str, Column], condition: RowCondition | None, path: DataPath
) -> Iterator[Issue]:
    if condition is None:
        return
    if isinstance(condition, ColumnTest):
        yield from dangling("column", condition.column, columns, (*path, "column"))
        if condition.column in columns:
            yield from _test(columns[condition.column], condition, path)
        return
    for key in ("all", "any"):
        for place, member in enumerate(getattr(condition, key, ())):
            yield from _condition(columns, member, (*path, key, place))
    if hasattr(condition, "not_"):
        yield from _condition(columns, condition.not_, (*path, "not"))


def _test(column: Column, test: ColumnTest, path: DataPath) -> Iterator[Issue]:
    """Check a comparison; a column alone, which is yes or filled, can be of any kind."""
    fitting = {"choice": ["is"], "yes_no": ["is"], "text": ["is"], "date": ["month", "on"]}.get(
        column.ask, [*COMPARISONS]
    )
    comparison = test.comparison
    if comparison == "filled":
        return
    if comparison not in fitting:
        yield Issue(
            path,
            "comparison",
            say(
                "'{subject}' cannot be tested by {comparison}",
                subject=test.column,
                comparison=comparison,
            ),
            say("it takes {fitting}", fitting=[*fitting, say("no comparison at all")]),
        )
    elif column.ask in ("choice", "yes_no") and test.is_ is not None:
        known = [*(column.options or ("yes", "no"))]
        option = ("yes" if test.is_ else "no") if isinstance(test.is_, bool) else test.is_
        yield from dangling("option", option, known, (*path, "is"))
