"""Names of older versions that lead here are taken; the others stand in refused/renamed.txt."""

from __future__ import annotations

from hpscore.model.digest import digest_of
from tests.model.made import rubric, told

LINES = """\
dimensions:
  - id: d
    title: D
    points: 4
    indicators:
      - {id: clean, title: Clean, points: 2}
      - {id: staff, title: Staff, points: 2, sum: [{id: person, points: 1}, {id: talks, points: 1}]}
"""
RENAMED = 'renamed: {"0.8": {}, "0.9": {tidy: clean, team: staff, man: person, ashtrays: null}}\n'


def test_names_that_lead_to_questions_and_lines_are_taken() -> None:
    assert told(RENAMED + LINES) == []
    assert rubric(RENAMED + LINES).renamed["0.9"]["ashtrays"] is None


def test_what_questions_were_called_changes_no_digest() -> None:
    assert digest_of(rubric(RENAMED + LINES)) == digest_of(rubric(LINES))
