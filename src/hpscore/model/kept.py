"""Elements of a rubric as they are kept between runs: checked once, and without their schema.

Building the schema of a rubric takes longer than scoring with it. So an element pickles as a
`Kept` one, which has its fields and properties but needs no pydantic. Code that scores or
reports asks an element for its `kind` or `form`, never for its class.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NoReturn, Protocol

from hpscore.model.walking import inner_rules

if TYPE_CHECKING:
    from hpscore.message import Language
    from hpscore.model.rubric import Adjustment, Dimension, Indicator
    from hpscore.model.rules import Part

__all__ = ["Bilingual", "Kept", "KeptRubric", "KeptText", "RubricLines"]


class _Texts(Protocol):
    @property
    def zh(self) -> str | None: ...
    @property
    def en(self) -> str | None: ...


class _Lines(Protocol):
    @property
    def dimensions(self) -> tuple[Dimension, ...]: ...
    @property
    def bonus(self) -> tuple[Adjustment, ...]: ...
    @property
    def deductions(self) -> tuple[Adjustment, ...]: ...


class Bilingual:
    """Says a text that has a Chinese and an English form, or one of them."""

    def say(self: _Texts, language: Language) -> str:
        """Return the text in `language`, or in the other one where that is all there is."""
        wanted, other = (self.zh, self.en) if language == "zh" else (self.en, self.zh)
        return wanted or other or ""

    def both(self: _Texts) -> tuple[str, ...]:
        """Return the texts there are, Chinese first, each once."""
        return tuple(dict.fromkeys(text for text in (self.zh, self.en) if text))


class RubricLines:
    """Goes through the lines of a rubric."""

    def lines(self: _Lines) -> Iterator[tuple[Dimension | None, Indicator | Adjustment]]:
        """Yield every line with its dimension; a bonus or deduction has none."""
        for dimension in self.dimensions:
            for indicator in dimension.indicators:
                yield dimension, indicator
        for adjustment in (*self.bonus, *self.deductions):
            yield None, adjustment

    def parts(self: _Lines) -> Iterator[Part]:
        """Yield every part of every line, each before its own parts."""
        for _, line in RubricLines.lines(self):
            yield from _walk(line)


class Kept:
    """An element that was kept: its fields and properties are plain attributes."""

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"{name} of an element of a rubric cannot be set")

    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any: ...


class KeptText(Bilingual, Kept):
    """A text that was kept."""


class KeptRubric(RubricLines, Kept):
    """A rubric that was kept, with what scoring had worked out for it."""


def _walk(part: Part) -> Iterator[Part]:
    yield part
    for inner in inner_rules(part):
        yield from _walk(inner)
