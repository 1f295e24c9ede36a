"""How a form is made: its rubric, what is known of its subject, and the file that it goes to."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from hpscore.cli.guard import UsageError, with_help
from hpscore.cli.language import language, tell
from hpscore.cli.output import results_to, standard_error

if TYPE_CHECKING:
    from hpscore.forms.blank import Blank
    from hpscore.model.assessment import FactValue
    from hpscore.model.rubric import Rubric
    from hpscore.readers.assessments import Reader

__all__ = ["FormFormat", "Making", "facts_of", "how_named"]


class FormFormat(StrEnum):
    """The kinds of forms."""

    YAML = "yaml"
    CSV = "csv"
    XLSX = "xlsx"


@dataclass(frozen=True, slots=True)
class Making:
    """Makes forms of one rubric."""

    reader: Reader
    named: str
    """The rubric as the forms name it."""

    @classmethod
    def of(cls, rubric: str, place: Path | None) -> Making:
        """Find a rubric; `place` is the file that a form goes to.

        Where a form could not name a rubric of one's own, it is told how to score.
        """
        from hpscore.readers.assessments import Reader
        from hpscore.readers.catalogue import Catalogue, names_a_file

        found = Catalogue().given(rubric)
        named = how_named(rubric, found, place)
        if names_a_file(rubric) and not names_a_file(named):
            standard_error(
                tell(
                    "the rubric lies outside the form's folder: score with --rubric {path}",
                    path=rubric,
                )
            )
        return cls(Reader(found), named)

    def blank(self, facts: Mapping[str, FactValue]) -> Blank:
        """Return the form about a subject."""
        from hpscore.forms.blank import blank_for

        return blank_for(self.reader, language(), self.named, facts)

    def write(
        self,
        facts: Mapping[str, FactValue],
        path: Path | None,
        kind: FormFormat,
        *,
        titles: bool = False,
    ) -> None:
        """Write the form about a subject to a file, or to standard output."""
        blank = self.blank(facts)
        if kind is FormFormat.XLSX:
            from hpscore.forms.workbook.form import write_form

            if path is None and sys.stdout.isatty():
                raise UsageError(tell("a workbook is no text: name a file with -o FILE.xlsx"))
            with results_to(path, binary=True) as stream:
                write_form(blank, stream)
            return
        with results_to(path, bom=kind is FormFormat.CSV) as text:
            if kind is FormFormat.CSV:
                from hpscore.forms.blank_csv import blank_csv

                text.write(blank_csv(blank, titles=titles))
            else:
                from hpscore.forms.blank_yaml import blank_yaml

                text.write(blank_yaml(blank))


def facts_of(reader: Reader, stated: Mapping[str, str]) -> dict[str, FactValue]:
    """Read facts that are stated; `ProblemError` for a value that its fact does not take."""
    from hpscore.model.sheet import Issue
    from hpscore.problem import Problem, ProblemError
    from hpscore.readers.facts import fact_names, meant_fact, read_subject
    from hpscore.readers.names import fold

    names = fact_names(reader.rubric)
    for name in stated:
        if fold(name) not in names:
            said = tell(
                "there is no fact '{key}' in {rubric}", key=name, rubric=reader.rubric.rubric
            )
            raise UsageError(with_help(said, meant_fact(name, reader.rubric)))
    issues: list[Issue] = []
    facts = read_subject(stated, reader.rubric, names, issues)
    if issues:
        raise ProblemError(
            [Problem(issue.code, issue.message, help=issue.help) for issue in issues]
        )
    return facts


def how_named(name: str, rubric: Rubric, place: Path | None) -> str:
    """Return how a form names its rubric: by its path below the form's folder, or by id."""
    from hpscore.readers.catalogue import names_a_file

    by_id = f"{rubric.rubric}@{rubric.version}"
    if not names_a_file(name):
        return by_id
    folder = Path.cwd() if place is None else place.parent.resolve()
    path = Path(name).resolve()
    return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else by_id
