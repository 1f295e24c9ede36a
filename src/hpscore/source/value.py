"""What a document is made of."""

from __future__ import annotations

from decimal import Decimal
from typing import TypeAlias

__all__ = ["DataPath", "Value"]

Value: TypeAlias = "bool | int | Decimal | str | list[Value] | dict[str, Value] | None"
"""A value read from YAML or JSON. The keys of mappings are always text, as they are written."""

DataPath: TypeAlias = tuple[str | int, ...]
"""The way from the root of a document to a value: keys of mappings and places in lists."""
