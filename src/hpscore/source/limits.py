"""How much of an input is read before it is refused."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["DEFAULT_LIMITS", "NO_LIMITS", "Limits"]


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on a document, each the most that is still read.

    The defaults are far above any real rubric or assessment, and keep a hostile file from
    costing more than about a second and 200 MB.
    """

    bytes: int = 8 * 1024 * 1024
    """Size of the file; of a text, its size in UTF-8."""
    nodes: int = 500_000
    """Values and keys together."""
    depth: int = 32
    """Lists and mappings inside each other, up to a few hundred."""
    scalar: int = 64 * 1024
    """Characters of one text, number or key."""
    digits: int = 40
    """Digits of a number, its exponent left out."""
    exponent: int = 40
    """Size of a number's exponent, either way."""
    problems: int = 100
    """Duplicate keys that are reported before the rest is left out."""


DEFAULT_LIMITS = Limits()

_ANY = 2**62
NO_LIMITS = Limits(_ANY, _ANY, _ANY, _ANY, _ANY, _ANY, _ANY)
"""For a second pass over a text whose first pass kept within its limits."""
