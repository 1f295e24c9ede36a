"""What was filled into a form is read back the same after LibreOffice has saved it."""

from __future__ import annotations

from typing import Literal

import pytest

from hpscore.readers.catalogue import Catalogue
from hpscore.readers.filled.contents import contents
from hpscore.readers.outcome import Outcome, Scorer
from hpscore.readers.tables.table import Table
from tests.forms.filling import told
from tests.office.forms import Made
from tests.office.libreoffice import Office

KINDS: tuple[Literal["xlsx", "ods", "xls"], ...] = ("xlsx", "ods", "xls")


@pytest.mark.parametrize("kind", KINDS)
def test_a_saved_form_is_read_back_the_same(
    kind: Literal["xlsx", "ods", "xls"], office: Office, made: list[Made]
) -> None:
    saved = office.convert([each.path for each in made], kind)
    wrong: list[object] = []
    for each in made:
        (found,) = contents(saved[each.path.stem])
        assert not isinstance(found, Table)
        outcome = Scorer(Catalogue(), each.rubric).score_filled(found)
        wrong += _wrong(each, outcome)
    assert wrong[:3] == []


def _wrong(made: Made, outcome: Outcome) -> list[object]:
    if outcome.assessment is None or outcome.problems:
        return [(made.path.name, [str(problem) for problem in outcome.problems])]
    after, before = told(outcome.assessment), told(made.given)
    return [
        (made.path.name, name, key, ours.get(key), theirs.get(key))
        for name in type(before).__dataclass_fields__
        for ours, theirs in [(_as_dict(getattr(before, name)), _as_dict(getattr(after, name)))]
        for key in {**ours, **theirs}
        if ours.get(key) != theirs.get(key)
    ]


def _as_dict(value: object) -> dict[object, object]:
    return value if isinstance(value, dict) else {"": value}
