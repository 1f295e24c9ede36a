"""Forms print: every page of them goes onto paper, and not onto hundreds of sheets."""

from __future__ import annotations

import re
from pathlib import Path

from tests.office.forms import Made
from tests.office.libreoffice import Office

_PAGE = re.compile(rb"/Type\s*/Page\b")


def test_forms_print_on_a_few_sheets_of_paper(office: Office, made: list[Made]) -> None:
    blank = [each for each in made if each.path.stem.endswith("-0")]
    printed = office.convert([each.path for each in blank], "pdf")
    for each in blank:
        pages = _pages(printed[each.path.stem])
        sheets = 4 + len(each.rubric.registers)
        asked = sum(1 for _ in each.rubric.lines())
        assert 3 <= pages <= sheets + asked // 3, each.path.stem


def _pages(file: Path) -> int:
    return len(_PAGE.findall(file.read_bytes()))
