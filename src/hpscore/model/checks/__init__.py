"""Checks of what scoring relies on, made once when a rubric is loaded.

Each yields every issue it finds; what a rubric *means* is not judged here.
"""

from __future__ import annotations

from hpscore.model.checks.directions import check_directions
from hpscore.model.checks.points import check_points
from hpscore.model.checks.questions import check_questions
from hpscore.model.checks.references import check_references
from hpscore.model.checks.registers import check_registers
from hpscore.model.checks.renamed import check_renamed
from hpscore.model.checks.structure import check_structure
from hpscore.model.checks.tiers import check_tiers
from hpscore.model.resolve import build_sheet
from hpscore.model.rubric import Rubric
from hpscore.model.sheet import Issue

__all__ = ["check_rubric"]


def check_rubric(rubric: Rubric) -> list[Issue]:
    """Return every issue of a rubric whose shape is sound; none means that it can be scored."""
    sheet, issues = build_sheet(rubric)
    references = list(check_references(sheet))
    issues += references
    issues += check_questions(sheet)
    issues += check_points(sheet)
    issues += check_tiers(sheet)
    issues += check_registers(sheet)
    issues += check_renamed(sheet)
    if not references:
        # these follow references, so they wait until each of them leads somewhere
        issues += check_structure(sheet)
        issues += check_directions(sheet)
    return issues
