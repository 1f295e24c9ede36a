"""Ids and telephone numbers that spreadsheets made something else of."""

from __future__ import annotations

import pytest

from hpscore.problem import ProblemError
from hpscore.readers.assessments import bind
from hpscore.readers.tables.mangled import padded_width, unfit
from hpscore.source import parse_document
from tests.readers.scored import office, problems, told


@pytest.mark.parametrize(
    ("key", "text", "code"),
    [
        ("id", "1.38E+10", "rewritten"),
        ("phone", "1.38E+10", "rewritten"),
        ("id", "12.0", "rewritten"),
        ("id", "10021.5", "rewritten"),
        ("phone", "13800000000.0", "rewritten"),
        ("id", "440101199001011000", "rewritten"),
        ("identity", "440101199001019000", "rewritten"),
        ("phone", "6922100101", "lost-zeros"),
        ("phone", "75512345678", "lost-zeros"),
        ("phone", "1012345678", "lost-zeros"),
        ("id", "#N/A", "no-value"),
    ],
)
def test_what_a_program_put_in_place_of_a_number_is_told(key: str, text: str, code: str) -> None:
    assert [issue.code for issue in unfit(("subject", key), text)] == [code]


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("id", "1"),
        ("id", "3.2"),
        ("id", "0012"),
        ("id", "c-001"),
        ("id", "6922100101"),
        ("id", "440101199001011237"),
        ("id", "44010119900101100X"),
        ("id", "1000000000000000000"),
        ("phone", "13800000000"),
        ("phone", "0692-2100101"),
        ("phone", "06922100101"),
        ("phone", "2100101"),
        ("phone", "4008123456"),
        ("phone", "8008123456"),
        ("phone", "12345"),
        ("phone", "692-2100101"),
    ],
)
def test_what_somebody_may_have_written_is_left_alone(key: str, text: str) -> None:
    assert [*unfit(("subject", key), text)] == []


def test_an_identity_number_that_ends_in_zeros_by_itself_is_sound() -> None:
    sound = [f"11010119900101{n}000" for n in range(10)]
    assert sum(not [*unfit(("subject", "id"), text)] for text in sound) == 1


@pytest.mark.parametrize(
    ("ids", "width"),
    [
        (["0012", "0013", "14"], 4),
        (["0998", "0999", "1000", "7"], 4),
        (["1", "2", "3", "10"], None),
        (["0012", "13", "14", "15"], None),
        (["0012", "0013", "14567"], None),
        (["01", "002", "3"], None),
        (["0", "1", "2"], None),
        (["0012", "c-13", "14", "0015"], 4),
        ([], None),
    ],
)
def test_ids_are_filled_up_with_zeros_where_most_are(ids: list[str], width: int | None) -> None:
    assert padded_width(ids) == width


def test_a_text_table_tells_lost_zeros_in_their_place() -> None:
    assert told("id,大扫除\n0012,4\n0013,4\n14,4\n") == [("lost-zeros", 4, 1)]
    assert told("id,大扫除\n1,4\n2,4\n10,4\n") == []


def test_a_telephone_number_is_never_shown() -> None:
    (problem,) = problems("id,电话,大扫除\n1,6922100101,4\n")
    assert problem.code == "lost-zeros"
    assert "6922100101" not in str(problem.message) + str(problem.location.snippet)


def test_a_file_of_one_subject_tells_them_too() -> None:
    text = "rubric: office\nsubject: {id: 1.38E+10, phone: 6922100101}\nanswers: {cleanings: 4}\n"
    with pytest.raises(ProblemError) as caught:
        bind(parse_document(text, file="a.yaml"), office())
    found = [(p.code, p.location.line, p.location.column) for p in caught.value.problems]
    assert found == [("rewritten", 2, 15), ("lost-zeros", 2, 32)]


def test_an_id_with_zeros_needs_no_quotes_in_a_file() -> None:
    text = "rubric: office\nsubject: {id: 0012}\nanswers: {cleanings: 4}\n"
    assert bind(parse_document(text, file="a.yaml"), office()).subject["id"] == "0012"
