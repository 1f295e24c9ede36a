"""What README and docs show is what hpscore prints."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def load(name: str) -> object:
    spec = importlib.util.spec_from_file_location(name, ROOT / "docs" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


refresh = load("refresh")


@pytest.mark.parametrize("page", refresh.PAGES, ids=lambda page: page.name)  # type: ignore[attr-defined]
def test_console_examples_show_what_is_printed(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert refresh.refreshed(text) == text, "make docs puts the present output in"  # type: ignore[attr-defined]


def test_the_picture_is_of_the_present_output() -> None:
    picture = (ROOT / "docs" / "picture.svg").read_text(encoding="utf-8")
    assert load("make_picture").draw() == picture, "make docs draws it anew"  # type: ignore[attr-defined]


def test_links_of_the_pages_lead_somewhere() -> None:
    broken = [
        (page.name, target)
        for page in refresh.PAGES  # type: ignore[attr-defined]
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
        if not (page.parent / target).exists()
    ]
    assert broken == []
