"""`hpscore form --roster`: a form for each unit of a list, or one workbook with a row a unit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from hpscore.cli.form_making import FormFormat, Making, facts_of
from hpscore.cli.guard import UsageError
from hpscore.cli.language import tell
from hpscore.cli.output import results_to, standard_error

if TYPE_CHECKING:
    from hpscore.analysis.roster import Unit
    from hpscore.model.assessment import FactValue

__all__ = ["write_forms"]

_ENDINGS: Final = (".csv", ".yaml", ".yml", ".json")


def write_forms(
    rubric: str,
    stated: Mapping[str, str],
    roster: Path,
    output: Path | None,
    kind: FormFormat | None,
    *,
    force: bool,
) -> None:
    """Write a form a unit into a folder, or one workbook; all places are looked at before."""
    together = _together(output, kind)
    assert output is not None  # `_together` refuses
    making = Making.of(rubric, output if together else output / "form")
    known = facts_of(making.reader, stated)
    units = [*_units(making, known, roster)]
    if not units:
        raise UsageError(
            tell("no unit of '{path}' answers {rubric}",
                 path=roster, rubric=making.reader.rubric.rubric)
        )  # fmt: skip
    if together:
        from hpscore.forms.workbook.table import write_table

        _refuse_what_is_there([output], force=force)
        with results_to(output, binary=True) as stream:
            write_table(making.blank(known), stream, units)
        return
    form = FormFormat.XLSX if kind is None else kind
    paths = [*_paths(output, units, form)]
    _refuse_what_is_there(paths, force=force)
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(
            tell("cannot write to '{path}': {reason}", path=output, reason=error.strerror or error)
        ) from None
    for facts, path in zip(units, paths, strict=True):
        making.write(facts, path, form)


def _together(output: Path | None, kind: FormFormat | None) -> bool:
    """Say whether all units go to one workbook; a usage error where neither is clear."""
    if output is None:
        raise UsageError(tell("--roster goes with -o FOLDER, or with -o FILE.xlsx"))
    if output.is_dir():
        together = False
    else:
        together = output.suffix.lower() == ".xlsx"
        if output.suffix.lower() in _ENDINGS or (output.exists() and not together):
            raise UsageError(
                tell("'{path}' is no folder: --roster goes with -o FOLDER, or with -o FILE.xlsx",
                     path=output)
            )  # fmt: skip
    if kind is FormFormat.CSV or (together and kind is FormFormat.YAML):
        raise UsageError(tell("--roster writes forms in xlsx or yaml, and a table in xlsx"))
    return together


def _units(
    making: Making, known: Mapping[str, FactValue], roster: Path
) -> Iterator[dict[str, FactValue]]:
    """Yield what is known of each unit that answers this rubric."""
    from hpscore.analysis.roster import read_roster
    from hpscore.model.sheet import Issue
    from hpscore.problem import Problem, ProblemError
    from hpscore.readers.facts import fact_names, read_subject

    rubric, problems, others = making.reader.rubric, list[Problem](), 0
    names = fact_names(rubric)
    for unit in read_roster(roster).units:
        if not _answers(unit, rubric.rubric):
            others += 1
            continue
        issues: list[Issue] = []
        facts = read_subject(unit.facts, rubric, names, issues)
        problems += [Problem(i.code, i.message, unit.place, i.help) for i in issues]
        if not problems:
            yield {**known, **facts}
    if problems:
        raise ProblemError(problems)
    if others:
        said = tell("units of the list that answer another rubric, and have no form here: {count}",
                    count=others)  # fmt: skip
        standard_error(said)


def _answers(unit: Unit, rubric: str) -> bool:
    """Say whether a unit answers a rubric, as far as the list says."""
    if unit.rubric is None:
        return True
    from hpscore.readers.catalogue import Catalogue

    return Catalogue().given(unit.rubric).rubric == rubric


def _paths(folder: Path, units: list[dict[str, FactValue]], kind: FormFormat) -> Iterator[Path]:
    """Yield a file for each unit, named after it as every system takes names."""
    from hpscore.forms.papers import safe_name, single_name

    taken: set[str] = set()
    for facts in units:
        called = [str(facts[fact]) for fact in ("id", "name") if fact in facts]
        yield folder / f"{single_name(safe_name('-'.join(called)), taken)}.{kind.value}"


def _refuse_what_is_there(paths: list[Path], *, force: bool) -> None:
    there = next((path for path in paths if path.exists()), None)
    if there is not None and not force:
        raise UsageError(
            tell("'{path}' exists: name another file, or overwrite it with --force", path=there)
        )
