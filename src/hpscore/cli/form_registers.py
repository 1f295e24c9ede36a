"""Blank registers, for `hpscore form --only registers`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from hpscore.cli.guard import UsageError
from hpscore.cli.language import tell
from hpscore.cli.output import results_to

if TYPE_CHECKING:
    from hpscore.forms.blank import Blank

__all__ = ["write_registers"]

_YAML: Final = (".yaml", ".yml")


def write_registers(blank: Blank, output: Path | None) -> None:
    """Write blank registers: a skeleton in YAML, or into a folder a table each.

    Nothing that is there is overwritten. For a folder, what an assessment says to have them read
    goes to standard output.
    """
    from hpscore.forms.blank_registers import blank_tables, registers_section, registers_yaml

    if not blank.names.rubric.registers:
        raise UsageError(tell("{rubric} has no registers", rubric=blank.names.rubric.rubric))
    if output is None or output.suffix.lower() in _YAML:
        if output is not None and output.exists():
            raise _exists(output)
        with results_to(output) as stream:
            stream.write(registers_yaml(blank))
        return
    if output.exists() and not output.is_dir():
        raise UsageError(
            tell("'{path}' is no folder: name a folder for the tables, or FILE.yaml", path=output)
        )
    tables = {output / name: text for name, text in blank_tables(blank).items()}
    there = next((path for path in tables if path.exists()), None)
    if there is not None:
        raise _exists(there)
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(
            tell("cannot write to '{path}': {reason}", path=output, reason=error.strerror or error)
        ) from None
    for path, text in tables.items():
        with results_to(path, bom=True) as stream:
            stream.write(text)
    sys.stdout.write(registers_section(blank, output.name or output.resolve().name))


def _exists(path: Path) -> UsageError:
    return UsageError(
        tell("'{path}' exists, and registers are never overwritten: name another", path=path)
    )
