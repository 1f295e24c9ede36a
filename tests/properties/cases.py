"""A random rubric with a random assessment, and with what becomes of it as it is filled in."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import strategies as st

from hpscore.model.assessment import Assessment
from hpscore.model.resolve import sheet_of
from hpscore.model.result import Result
from hpscore.model.rubric import Rubric
from hpscore.model.sheet import Sheet
from hpscore.scoring.engine import score
from tests.properties.assessments import assessment, filled
from tests.properties.choices import choices_of
from tests.properties.rubrics import sound_rubric

__all__ = ["Case", "cases"]


@dataclass(frozen=True)
class Case:
    """A rubric, and an assessment at three stages: half-filled, further filled in, complete."""

    rubric: Rubric
    sheet: Sheet
    first: Assessment
    further: Assessment
    complete: Assessment

    def score(self, which: Assessment) -> Result:
        """Score an assessment by this rubric."""
        return score(self.rubric, which)


@st.composite
def cases(draw: st.DrawFn, open_: tuple[int, ...] = (0, 25, 50, 80)) -> Case:
    """Draw a case; so many of a hundred questions are open at first."""
    choices = choices_of(draw)
    rubric = sound_rubric(choices)
    sheet = sheet_of(rubric)
    first = assessment(sheet, choices, choices.pick(open_))
    further = filled(sheet, first, choices, 50)
    return Case(rubric, sheet, first, further, filled(sheet, further, choices))
