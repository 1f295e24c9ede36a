"""Where random choices come from: hypothesis, which shrinks them, or a seeded generator.

Of rubrics, hypothesis alone finds too many that are alike: most choices are left to a seed.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from hypothesis import strategies as st

__all__ = ["Choices", "Drawn", "Seeded", "choices_of"]

T = TypeVar("T")


class Choices(Protocol):
    """Makes the choices of a generator."""

    def pick(self, options: Sequence[T]) -> T:
        """Return one of some options; the first is the simplest."""
        ...

    def whole(self, low: int, high: int) -> int:
        """Return a whole number between two, both included."""
        ...

    def chance(self, percent: int) -> bool:
        """Return true so many times out of a hundred; false is the simpler outcome."""
        ...


@dataclass(frozen=True)
class Drawn:
    """Choices that hypothesis makes."""

    draw: Callable[[st.SearchStrategy[Any]], Any]

    def pick(self, options: Sequence[T]) -> T:
        return options[self.whole(0, len(options) - 1)]

    def whole(self, low: int, high: int) -> int:
        return low if low == high else int(self.draw(st.integers(low, high)))

    def chance(self, percent: int) -> bool:
        return self.whole(0, 99) >= 100 - percent


@dataclass(frozen=True)
class Seeded:
    """Choices of a seeded generator: many times faster, and not to be shrunk."""

    random: random.Random

    def pick(self, options: Sequence[T]) -> T:
        return self.random.choice(options)

    def whole(self, low: int, high: int) -> int:
        return self.random.randint(low, high)

    def chance(self, percent: int) -> bool:
        return self.random.random() * 100 < percent


def choices_of(draw: Callable[[st.SearchStrategy[Any]], Any]) -> Choices:
    """Return where the choices of one example come from."""
    seed = draw(st.integers(0, 2**48))
    return Seeded(random.Random(seed)) if seed % 8 else Drawn(draw)
