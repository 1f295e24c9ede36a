"""Score the rows of tables: what their headings mean by each rubric, then row by row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from hpscore.message import say
from hpscore.problem import Problem, ProblemError
from hpscore.readers.carrying import old_name, renamed_key, version_named
from hpscore.readers.locating import problems_of
from hpscore.readers.outcome import Outcome
from hpscore.readers.tables.delimited import Record
from hpscore.readers.tables.headings import Headings, Plan
from hpscore.readers.tables.table import FOREIGN, Row, Table

if TYPE_CHECKING:
    from hpscore.model.rubric import Rubric
    from hpscore.readers.outcome import Scorer

__all__ = ["TableScorer"]

_Answered = tuple[int, str]
"""A rubric, and the other version of it that a row names; empty where it names none."""
_Settled = tuple[dict[_Answered, Plan], list[Problem], Table]
"""What headings mean by what is answered, what is wrong with them, and the table as shown."""
_MOST_PROBLEMS: Final = 100
"""How many problems are told of a table whose headings are at fault."""


class TableScorer:
    """Scores tables for a scorer, which scores each row as any other document."""

    def __init__(self, scorer: Scorer) -> None:
        self._scorer = scorer
        self._kept: tuple[Table, _Settled] | None = None
        """The table whose parts are being scored."""

    def score(self, table: Table, part: tuple[int, int] = (0, 1)) -> Iterator[Outcome]:
        """Score the rows of a table, each by itself; their problems are returned, never raised.

        A table whose headings are at fault gives one outcome, with what is wrong with its rows
        too (100 problems at most): no row of it can be read for certain. `part` is which part,
        from 0, of how many: parts have about as many rows each, and together give what the
        whole gives, in its order.
        """
        which, parts = part
        if self._scorer.given is None and not table.names_rubrics:
            if which:
                return
            message = say("the table does not say which rubric its rows answer")
            help_ = say(
                "draft a map of its headings: hpscore map {file} -o map.yaml; or, where they are "
                "those of a rubric, give --rubric, or name it in a column headed rubric",
                file=table.file,
            )
            problem = Problem("no-rubric", message, table.grid.whole(table.header), help_)
            yield Outcome(table.file, problems=(problem,), file=table.file)
            return
        plans, refused, table = self._settled(table, keep=parts > 1)
        count = len(table.records)
        rows = slice(count * which // parts, count * (which + 1) // parts)
        outcomes: Iterator[Outcome] = (
            replace(self._score_row(table, record, plans), file=table.file)
            for record in (table.records if refused else table.records[rows])
        )
        if not refused:
            yield from outcomes
            return
        if which:
            return
        refused = [*refused]
        if any(problem.code == FOREIGN for problem in refused):
            outcomes = iter(())  # nobody knows what is in its cells
        for outcome in outcomes:
            if len(refused) >= _MOST_PROBLEMS:
                break
            refused += [p for p in outcome.problems if p not in refused]
        yield Outcome(table.file, problems=tuple(refused[:_MOST_PROBLEMS]), file=table.file)

    def _settled(self, table: Table, *, keep: bool) -> _Settled:
        """Return what its headings mean, what is wrong with them, and the table as it is shown.

        `keep`: further parts of it will come.
        """
        if self._kept is not None and self._kept[0] is table:
            return self._kept[1]
        plans = self._plans(table)
        refused = table.refused(plans.values())
        if refused:  # what is wrong with a heading is not told again of the cells below it
            plans = {key: replace(plan, issues={}) for key, plan in plans.items()}
        found = plans, refused, table.discreet(plans.values())
        self._kept = (table, found) if keep else None
        return found

    def _plans(self, table: Table) -> dict[_Answered, Plan]:
        """Return what the headings mean for each rubric, and version, that a row answers."""
        plans: dict[_Answered, Plan] = {}
        for record in table.records:
            naming = table.naming(record)
            try:
                rubric = self._rubric(naming)
            except ProblemError:
                continue  # told with its row
            answered = _answered(rubric, naming)
            if answered not in plans:
                renamed = rubric.renamed.get(answered[1], {})
                headings = [renamed_key(h, renamed) or "" for h in table.headings]
                plan = Headings(self._scorer.reader(rubric)).plan(headings)
                plans[answered] = _by_ids(plan, headings, rubric) if answered[1] else plan
        return plans

    def _score_row(self, table: Table, record: Record, plans: Mapping[_Answered, Plan]) -> Outcome:
        known = table.faults(record)
        try:
            naming = table.naming(record)
            rubric = self._rubric(naming)
        except ProblemError as error:
            return Outcome(table.source(record), problems=(*known, *error.problems))
        if known:  # where cells have shifted, what they hold says nothing
            return Outcome(table.source(record), problems=tuple(known))
        plan = plans[_answered(rubric, naming)]
        row = table.row(record, plan)
        known = [*table.misplaced(record, plan), *problems_of(row.issues, row)]
        return self._scorer.scored(row, rubric, known)

    def _rubric(self, row: Row) -> Rubric:
        named = isinstance(row.value, dict) and "rubric" in row.value
        if named or self._scorer.given is not None:
            return self._scorer.rubric_of(row)
        message = say("the row does not say which rubric it answers")
        help_ = say("name it in a column headed rubric, or give --rubric")
        raise ProblemError([Problem("no-rubric", message, row.locate(()), help_)])


def _by_ids(plan: Plan, headings: Sequence[str], rubric: Rubric) -> Plan:
    """Refuse headings of another version that are no ids: there they may mean something else."""
    issues = {**plan.issues}
    for column, path in plan.paths.items():
        if path[0] in ("answers", "points"):
            name = headings[column].removeprefix("points:").partition(":")[0].strip()
            issue = old_name(rubric, name)
            if issue is not None:
                issues[column] = replace(issue, path=path)
    paths = {column: path for column, path in plan.paths.items() if column not in issues}
    return replace(plan, paths=paths, issues=issues)


def _answered(rubric: Rubric, naming: Row) -> _Answered:
    """Return the rubric of a row, and the other version whose names it has, if any."""
    value = naming.value if isinstance(naming.value, dict) else {}
    return id(rubric), "" if (v := version_named(value.get("rubric"))[1]) == rubric.version else v
