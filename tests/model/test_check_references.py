"""Names that lead somewhere are taken; those that do not stand in refused/references.txt."""

from __future__ import annotations

import pytest

from tests.model.made import told


@pytest.mark.parametrize("wanted", ["rural", "urban"])
def test_names_that_lead_somewhere_are_taken(wanted: str) -> None:
    text = f"""\
facts: {{setting: {{options: [urban, rural]}}, kind: {{}}}}
marks: {{key: {{title: Key}}}}
evidence: {{1: {{title: P, when: {{fact: setting, is: {wanted}}}}}}}
dimensions:
  - id: d
    title: D
    points: 2
    indicators:
      - {{id: a, title: A, points: 1, marks: [key], evidence: [1]}}
      - {{id: b, title: B, points: 1, requires: {{fact: kind, is: whatever}}}}
vetoes: [{{id: v, title: V, zeroes: [d, b], when: {{fact: kind, is: x}}}}]
"""
    assert told(text) == []


def test_of_many_names_the_first_are_listed() -> None:
    questions = "".join(f"  - {{id: q{n:02}}}\n" for n in range(20))
    found = told(
        f"questions:\n{questions}bonus:\n  - {{id: b, title: B, points: 1, question: zzz}}\n"
    )
    assert found == [
        "23:44 unknown-question: there is no question 'zzz'"
        " (known here: judged, q00, q01, q02, q03, q04, q05, q06, q07, q08, q09, q10)"
    ]
