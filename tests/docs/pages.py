"""The examples of a page: fenced blocks, each under an HTML comment that says what it is."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import hpscore

DOCS = Path(__file__).parents[2] / "docs"
SOURCE = Path(hpscore.__file__).parent

ROLES = frozenset(
    {
        "rubric",  # a rubric, or part of one, that loads
        "scores",  # answers to the rubric above, and what they give
        "refused",  # a rubric, or part of one, that does not load; its error follows
        "assessment",  # an assessment; what it gives follows
        "gives",
        "refused assessment",  # its error follows
        "error",
        "document",  # the result document of the assessment above
        "part",  # a part of it
    }
)

_BLOCK = re.compile(
    r"^<!-- (?P<role>[a-z ]+) -->\n```[a-z]+\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL
)
_MAKERS = {"Issue": 1, "Problem": 0, "PydanticCustomError": 0, "Finding": 0, "refuse": 0}
"""What a problem is made by, and where it takes its code."""
_FENCE = re.compile(r"^```[a-z]+$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block, what it is, and the line on which it begins."""

    role: str
    text: str
    line: int


def page(name: str) -> str:
    """Return the text of a page of the documentation."""
    return (DOCS / name).read_text(encoding="utf-8")


def blocks(name: str) -> list[Block]:
    """Return the examples of a page, in order."""
    text = page(name)
    found = [
        Block(match["role"], match["text"], text.count("\n", 0, match.start()) + 2)
        for match in _BLOCK.finditer(text)
    ]
    for block in found:
        assert block.role in ROLES, f"{name}:{block.line}: {block.role} is nothing that is run"
    return found


def fences(name: str) -> int:
    """Count the fenced blocks of a page, whatever stands above them."""
    return len(_FENCE.findall(page(name)))


def pairs(name: str, first: str, second: str) -> Iterator[tuple[Block, Block]]:
    """Yield each block of one role with the block of another that must follow it."""
    found = blocks(name)
    for here, below in zip(found, [*found[1:], None], strict=True):
        if here.role == first:
            assert below is not None, f"{name}:{here.line}: nothing follows"
            assert below.role == second, f"{name}:{here.line}: {second} must follow"
            yield here, below


def after(name: str, first: str, second: str) -> Iterator[tuple[Block, Block]]:
    """Yield each block of the second role with the last block of the first role before it."""
    last: Block | None = None
    for block in blocks(name):
        if block.role == first:
            last = block
        elif block.role == second:
            assert last is not None, f"{name}:{block.line}: no {first} before it"
            yield last, block


def mentioned(name: str) -> set[str]:
    """Return the words that a page has in backticks; `at_least: 60%` mentions `at_least` too."""
    found: set[str] = set()
    for span in re.findall(r"`([^`\n]+)`", page(name)):
        found.add(span)
        found.update(re.findall(r"[A-Za-z0-9_-]+", span))
    return found


def explained(name: str) -> set[str]:
    """Return the codes that the table of errors of a page explains."""
    table = page(name).split("\n## Errors\n")[1].split("\n## ")[0]
    rows = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    return set(re.findall(r"`([a-z-]+)`", " ".join(rows)))


_OF_XML = ("ods.py", "extents.py")
"""Modules whose words with hyphens are names of XML."""


def raised(*packages: str) -> set[str]:
    """Return the codes of problems that packages of the source name.

    A code is what an issue or an error is made with; a text of words joined by hyphens is one too.
    """
    found: set[str] = set()
    for package in packages:
        for path in sorted((SOURCE / package).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if not (path.name in _OF_XML and isinstance(node, ast.Constant)):
                    found.update(_codes(node))
    return found


def _codes(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        if re.fullmatch(r"[a-z]+(-[a-z]+)+", node.value):
            yield node.value
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        place = _MAKERS.get(node.func.id)
        if place is not None and len(node.args) > place:
            code = node.args[place]
            if isinstance(code, ast.Constant) and isinstance(code.value, str):
                yield code.value
