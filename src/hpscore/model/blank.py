"""A blank paper: its heading, and fields, tables and lines to fill in."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from hpscore.model.text import Element, Text

__all__ = ["BlankPaper", "BlankTable", "Block"]


class BlankTable(Element):
    """A table to fill in."""

    columns: tuple[Text, ...] = Field(min_length=1, max_length=12)
    """Its headings."""
    first: tuple[Text, ...] = ()
    """Rows of which the first cell is filled in."""
    rows: int = Field(default=10, ge=0, le=100)
    """Empty rows below these."""


class Block(Element):
    """Something on a blank paper: a paragraph, fields, a table, lines, in this order."""

    text: Text | None = None
    """A paragraph."""
    fields: tuple[Text, ...] = ()
    """What is filled in, a line each."""
    table: BlankTable | None = None
    """A table."""
    lines: int = Field(default=0, ge=0, le=40)
    """Empty lines to write on."""


class BlankPaper(Element):
    """A blank paper."""

    title: Text
    """Its heading."""
    source: Text
    """What it stands for, such as a sample of the published standard."""
    basis: Literal["columns", "title", "ours"]
    """What the source gives of it: its columns, only a title, or nothing that we have."""
    blocks: tuple[Block, ...] = Field(min_length=1)
    """What is on it, from above."""
