"""`--roster`: what was handed in, held against the table of all who are to."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from hpscore.analysis.roster import Roster, read_roster
from hpscore.analysis.roster_report import RosterReport, compare
from hpscore.analysis.submissions import Submission
from hpscore.cli.language import language
from hpscore.cli.output import console_for

if TYPE_CHECKING:
    from hpscore.model.rubric import Rubric
    from hpscore.reports.brief import Key

__all__ = ["HandingIn"]


@dataclass
class HandingIn:
    """A roster, and what was handed in so far."""

    roster: Roster
    rubrics: Mapping[Key, Rubric]
    """The rubrics of the run, once they are met."""
    _submissions: list[Submission] = field(default_factory=list)
    _report: RosterReport | None = None

    @classmethod
    def read(cls, path: Path, rubrics: Mapping[Key, Rubric]) -> HandingIn:
        """Read the roster; `ProblemError` with all that is wrong with it."""
        return cls(read_roster(path), rubrics)

    def add(self, submission: Submission) -> None:
        """Count something that was handed in."""
        self._submissions.append(submission)

    @property
    def report(self) -> RosterReport:
        """How it stands, once everything has come."""
        if self._report is None:
            self._report = compare(self.roster, self._submissions)
        return self._report

    def rows(self) -> Iterator[Sequence[str]]:
        """Yield the report as a row of headings and further rows."""
        from hpscore.reports.roster import roster_rows

        headings, rows = roster_rows(self.report, self._rubric, language())
        yield headings
        yield from rows

    def show(self, *, aside: bool) -> None:
        """Print the report after the results; `aside`: on standard error, where those are data."""
        from hpscore.reports.roster import roster_view

        stream = sys.stderr if aside else sys.stdout
        console = console_for(stream)
        if not aside:
            console.print()
        console.print(roster_view(self.report, self._rubric, language()))
        stream.flush()

    def _rubric(self, name: str) -> Rubric | None:
        found = (r for r in self.rubrics.values() if f"{r.rubric}@{r.version}" == name)
        return next(found, None)
