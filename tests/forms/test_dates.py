"""Facts that are dates: forms say so, and what is typed is kept as one day."""

from __future__ import annotations

from hpscore.forms.blank_yaml import blank_yaml
from hpscore.forms.recording import record
from hpscore.forms.replies import Reply
from hpscore.forms.steps import Step, steps_of
from hpscore.forms.words import expected
from hpscore.model.assessment import Assessment
from hpscore.readers.catalogue import Catalogue
from hpscore.reports.names import names_for
from tests.forms.blanks import blank

SELECTION = Catalogue().get("healthy-family-selection")
NAMES = names_for(SELECTION, "en")


def applied() -> Step:
    return next(step for step in steps_of(NAMES.sheet) if step.id == "applied")


def test_a_blank_form_says_how_a_date_is_written() -> None:
    assert "# Date of application; a day, such as 2022-12-31\n  applied:\n" in blank_yaml(
        blank(SELECTION)
    )


def test_an_interview_asks_for_a_date_and_keeps_one_day() -> None:
    assert expected(applied(), NAMES) == "a day, such as 2022-12-31"
    taken = record(applied(), Reply("answer", "2022年8月5日"), None, Assessment(), NAMES)
    assert taken.assessment.subject == {"applied": "2022-08-05"}


def test_what_is_no_date_is_asked_again() -> None:
    refused = record(applied(), Reply("answer", "soon"), None, Assessment(), NAMES)
    assert not refused.accepted
    assert refused.said[0].text("en").endswith("takes a date, got 'soon'")
