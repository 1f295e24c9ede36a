"""A form that is written with an assessment in it gives that assessment back."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hpscore.forms.blank import blank_for
from hpscore.forms.workbook.form import write_form
from hpscore.message import LANGUAGES, Language
from hpscore.model.assessment import Assessment
from hpscore.readers.assessments import Reader
from hpscore.readers.catalogue import Catalogue
from hpscore.readers.filled.contents import contents
from hpscore.readers.outcome import Outcome, Scorer
from hpscore.readers.tables.table import Table
from tests.forms.blanks import rubrics
from tests.forms.filling import filled, told
from tests.properties.choices import choices_of
from tests.properties.effort import tries

RUBRICS = rubrics()
BY_NAME = pytest.mark.parametrize("name", RUBRICS)


@cache
def reader(name: str) -> Reader:
    return Reader(RUBRICS[name])


def written(by: Reader, language: Language, assessment: Assessment | None = None) -> bytes:
    stream = BytesIO()
    write_form(blank_for(by, language), stream, assessment)
    return stream.getvalue()


def scored(data: bytes, by: Reader) -> Outcome:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "form.xlsx"
        path.write_bytes(data)
        (found,) = contents(path)
        assert not isinstance(found, Table)
        return Scorer(Catalogue(), by.rubric).score_filled(found)


@BY_NAME
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_blank_form_is_read_as_one_with_nothing_answered(name: str, language: Language) -> None:
    outcome = scored(written(reader(name), language), reader(name))
    assert outcome.problems == ()
    assert outcome.assessment is not None
    assert told(outcome.assessment) == Assessment()


@BY_NAME
@tries(3)
@given(st.data(), st.sampled_from(LANGUAGES))
def test_what_is_written_into_a_form_is_read_back(
    name: str, data: st.DataObject, language: Language
) -> None:
    by = reader(name)
    before = filled(by, choices_of(data.draw))
    outcome = scored(written(by, language, before), by)
    assert outcome.problems == ()
    assert outcome.assessment is not None
    after, wanted = told(outcome.assessment), told(before)
    for field in ("subject", "answers", "points", "vetoes", "evidence", "notes", "registers"):
        assert getattr(after, field) == getattr(wanted, field), field
    assert after == wanted
