"""Forms without workbooks: where answers stand, what they hold, what formulas make of that."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from hpscore.forms.formulas.compiled import CellValue, Compiled, compile_formulas
from hpscore.forms.formulas.places import Places
from hpscore.message import Language
from hpscore.model.answer import Answer, Asked
from hpscore.model.assessment import Assessment
from hpscore.model.number import spell
from hpscore.model.rubric import Rubric
from hpscore.reports.names import Names, names_for

__all__ = ["PAGE", "Filled", "cells_of", "filled", "places_of"]


class Page:
    """A page of sums."""

    def ref(self, row: int) -> str:
        return f"'sums'!$B${row + 1}"


PAGE = Page()


@dataclass(frozen=True, slots=True)
class Filled:
    """What the formulas of a form come to."""

    compiled: Compiled
    values: dict[str, float | str]

    def number(self, ref: str | None) -> float:
        assert ref is not None
        found = self.values[ref]
        assert isinstance(found, float)
        return found

    def ends(self, refs: tuple[str, str] | None) -> tuple[float, float]:
        assert refs is not None
        return self.number(refs[0]), self.number(refs[1])

    def text(self, ref: str | None) -> str:
        assert ref is not None
        return str(self.values[ref])


def places_of(names: Names) -> Places:
    """Give everything that a form asks a cell of its own."""
    rubric, sheet = names.rubric, names.sheet
    asked = dict.fromkeys([*sheet.questions, *sheet.lines, *(d.id for d in rubric.dimensions)])
    return Places(
        {name: f"answer!{name}" for name in asked},
        {name: f"count!{name}" for name in sheet.questions},
        {name: f"of!{name}" for name in sheet.questions},
        {name: f"fact!{name}" for name in rubric.facts},
        {veto.id: f"veto!{veto.id}" for veto in rubric.vetoes},
        {name: f"awarded!{name}" for name in sheet.lines},
    )


def cells_of(names: Names, assessment: Assessment) -> dict[str, CellValue]:
    """Fill an assessment in as a person does who chooses from the lists of the form."""
    cells: dict[str, CellValue] = {}
    for name, answer in assessment.answers.items():
        asked = names.sheet.questions.get(name)
        if answer.count is not None:
            cells[f"count!{name}"], cells[f"of!{name}"] = answer.count, answer.of
        else:
            cells[f"answer!{name}"] = _cell(asked, answer, names.language)
    for name, value in assessment.subject.items():
        fact = names.rubric.facts.get(name)
        options = {} if fact is None else fact.options or {}
        title = options.get(str(value))
        cells[f"fact!{name}"] = value if title is None else title.say(names.language)
    for name, awarded in assessment.points.items():
        cells[f"awarded!{name}"] = awarded.points
    for name, happened in assessment.vetoes.items():
        cells[f"veto!{name}"] = _yes_no(happened, names.language)
    return cells


def _cell(asked: Asked | None, answer: Answer, language: Language) -> CellValue:
    if answer.state == "not_applicable" or asked is None:
        return "不适用"
    value = answer.value
    if value is None:
        between = "至" if language == "zh" else "to"
        assert isinstance(answer.low, int | Fraction)
        assert isinstance(answer.high, int | Fraction)
        sign = "%" if asked.kind == "percent" else ""
        return f"{spell(answer.low)}{sign} {between} {spell(answer.high)}{sign}"
    if isinstance(value, bool):
        return _yes_no(value, language)
    if isinstance(value, str):
        title = (asked.titles or {}).get(value)
        return value if title is None else title.say(language)
    return Fraction(value) / 100 if asked.kind == "percent" else value


def _yes_no(value: bool, language: Language) -> str:
    return {"zh": ("否", "是"), "en": ("no", "yes")}[language][value]


def filled(rubric: Rubric, assessment: Assessment, language: Language = "zh") -> Filled:
    """Return what the formulas of a form come to for an assessment."""
    names = names_for(rubric, language)
    compiled = compile_formulas(names, places_of(names), PAGE, cells_of(names, assessment))
    values = {PAGE.ref(row): each.value for row, each in enumerate(compiled.sums)}
    return Filled(compiled, values)
