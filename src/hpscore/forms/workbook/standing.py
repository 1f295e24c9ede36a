"""Where a subject stands, as a form says it: by formulas, and what they come to by now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from hpscore.forms.workbook.cover import Shown
from hpscore.message import Message, say

if TYPE_CHECKING:
    from hpscore.forms.formulas.compiled import Compiled
    from hpscore.forms.workbook.missing import Missing
    from hpscore.reports.names import Names

__all__ = ["Standing"]

_PLACES = 4


class Standing:
    """Says it on the cover row by row, and above the questions in one line."""

    def __init__(
        self,
        compiled: Compiled,
        shown: Mapping[str, str | float],
        missing: Missing,
        uncounted: tuple[str, int],
        names: Names,
    ) -> None:
        self._compiled = compiled
        self._shown = shown
        self._missing = missing
        self._uncounted, self._uncounted_now = uncounted
        self._names = names

    def rows(self) -> Iterator[Shown]:
        """Yield the rows of the cover."""
        found = self._compiled
        for label, ref in self._totals():
            yield Shown(label, f"=ROUND({ref},{_PLACES})", _rounded(self._number(ref)))
        if found.tier is not None:
            label = self._names.word(say("tier"))
            yield Shown(label, f"={found.tier}", self._shown[found.tier], self._undecided)
        for name, (low, high) in found.conversions.items():
            places = next(c.places for c in self._names.rubric.conversions if c.id == name)
            ends = (f"ROUND({low},{places})", f"ROUND({high},{places})")
            now = [_text(_rounded(self._number(ref), places)) for ref in (low, high)]
            yield Shown(
                self._names.of(name),
                f'=IF({ends[0]}={ends[1]},{ends[0]}&"",{ends[0]}&"–"&{ends[1]})',
                now[0] if now[0] == now[1] else "–".join(now),
            )
        label = self._names.word(say("still to answer"))
        yield Shown(label, f"={self._missing.total}", self._missing.now)
        label = self._names.word(say("red cells, which are not counted"))
        yield Shown(label, f"={self._uncounted}", self._uncounted_now)

    def lines(self) -> dict[str, Shown]:
        """Return what each line earns: from the least to the most where that is open."""
        found: dict[str, Shown] = {}
        for name, refs in self._compiled.lines.items():
            ends = [f"ROUND({ref},{_PLACES})" for ref in refs]
            low, high = (_rounded(self._number(ref)) for ref in refs)
            shown = low if low == high else f"{_text(low)}–{_text(high)}"
            formula = f'=IF({ends[0]}={ends[1]},{ends[0]},{ends[0]}&"–"&{ends[1]})'
            found[name] = Shown("", formula, shown)
        return found

    @property
    def _undecided(self) -> str:
        """The longest text that can stand for the tier: all of them are possible."""
        names = self._names
        tiers = names.listed(names.tier(tier.id) for tier in names.rubric.tiers)
        return names.word(say("undecided: {possible}", possible=tiers))

    def line(self) -> Shown:
        """Return what stands above the questions, in one cell."""
        gap = "　" if self._names.language == "zh" else "   "
        formula: list[str] = []
        value: list[str] = []
        for label, ref in self._totals():
            formula.append(f'"{label} "&ROUND({ref},{_PLACES})')
            value.append(f"{label} {_text(_rounded(self._number(ref)))}")
        label = self._names.word(say("still to answer"))
        formula.append(f'"{label} "&{self._missing.total}')
        value.append(f"{label} {self._missing.now}")
        said, now = f'&"{gap}"&'.join(formula), gap.join(value)
        longest, tier = now, self._compiled.tier
        if tier is not None:
            longest = f"{now}\n{self._undecided}"
            said, now = f"{said}&CHAR(10)&{tier}", f"{now}\n{self._shown[tier]}"
        why = self._names.word(say("red cells are not counted: enter them as their hints say"))
        said += f'&IF({self._uncounted}>0,CHAR(10)&"{why}","")'
        now += f"\n{why}" if self._uncounted_now else ""
        return Shown("", f"={said}", now, f"{longest}\n{why}")

    def _totals(self) -> Iterator[tuple[str, str]]:
        """Yield what is earned and reachable; of the lines alone where formulas know no more."""
        found = self._compiled
        ends = (found.earned, found.reachable)
        labels: tuple[Message, ...] = (say("earned"), say("reachable"))
        if None in ends and found.points is not None:
            ends = found.points
        for label, ref in zip(labels, ends, strict=True):
            if ref is not None:
                yield self._names.word(label), ref

    def _number(self, ref: str) -> float:
        value = self._shown.get(ref, 0)
        return 0 if isinstance(value, str) else value


def _rounded(value: float, places: int = _PLACES) -> float:
    """Round as spreadsheets do: halves away from 0."""
    from decimal import ROUND_HALF_UP, Decimal

    found = Decimal(f"{value:.15g}").quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return float(found)


def _text(value: float) -> str:
    """Write a number as a spreadsheet joins it to a text."""
    return f"{value:.15g}"
