"""Results written as they come: the same text as all at once, in memory that does not grow."""

from __future__ import annotations

import io
import json
import tracemalloc
from collections.abc import Callable, Iterator

import pytest

from hpscore.reports.csv import RowSpool, csv_row
from hpscore.reports.document import whole_document
from hpscore.reports.json import dump, json_piece, write_json, write_pieces
from hpscore.reports.listing import KnownNames
from hpscore.reports.markdown import markdown_line, write_list
from hpscore.reports.summary import Counts, summarise
from tests.reports import made

NAMES = ("甲局.yaml", "李家.yaml", "错误/戊家.yaml", "幸福里社区.yaml", "错误/丁局.yaml")


class Nowhere(io.StringIO):
    """Takes text and keeps none."""

    def write(self, text: str) -> int:
        return len(text)


@pytest.mark.parametrize("indent", [1, 2, None])
@pytest.mark.parametrize("count", range(len(NAMES) + 1))
def test_a_document_in_pieces_is_the_whole_document(count: int, indent: int | None) -> None:
    outcomes = [made.example(name) for name in NAMES[:count]]
    stream = io.StringIO()
    write_json(iter(outcomes), stream, "zh", indent=indent)
    assert stream.getvalue() == dump(whole_document(outcomes, "zh"), indent) + "\n"


def test_the_summary_is_made_once_everything_has_passed() -> None:
    counts = Counts()

    def pieces() -> Iterator[object]:
        yield json_piece(made.example("甲局.yaml"), "en")
        asked.append("end")

    asked: list[str] = []
    stream = io.StringIO()
    write_pieces(
        pieces(),  # type: ignore[arg-type]
        lambda: asked.append("summary") or counts.summary({}),  # type: ignore[func-returns-value]
        stream,
    )
    assert asked == ["end", "summary"]
    assert json.loads(stream.getvalue())["summary"]["files"] == 0


def peak(write: Callable[[int], None], count: int) -> int:
    """Return how much memory writing so many results takes at most, in bytes."""
    tracemalloc.start()
    write(count)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most


def as_csv(count: int) -> None:
    known = KnownNames("en")
    rows = [csv_row(made.example(name), known) for name in NAMES]
    with RowSpool() as spool:
        for number in range(count):
            spool.add("", {**rows[number % len(rows)], "source": f"{number}.yaml"})
        spool.write("", Nowhere(), None, "en")


def as_json(count: int) -> None:
    pieces = [json_piece(made.example(name), "en") for name in NAMES]
    found = (pieces[number % len(pieces)] for number in range(count))
    write_pieces(found, lambda: summarise([]), Nowhere())


@pytest.mark.parametrize("write", [as_csv, as_json])
def test_ten_times_as_many_results_take_no_more_memory(write: Callable[[int], None]) -> None:
    write(10)  # what is loaded once is there
    few, many = peak(write, 1_000), peak(write, 10_000)
    assert many < few * 1.3 + 50_000


def test_tables_of_one_run_have_their_own_columns_and_rows() -> None:
    known = KnownNames("en")
    with RowSpool() as spool:
        for name in ("甲局.yaml", "李家.yaml", "乙局.yaml"):
            outcome = made.example(name)
            assert outcome.rubric is not None
            spool.add(outcome.rubric.rubric, csv_row(outcome, known))
        written = {}
        for table in spool.tables():
            stream = io.StringIO(newline="")
            spool.write(table, stream, None, "en")
            written[table] = stream.getvalue().splitlines()
    assert [len(lines) for lines in written.values()] == [3, 2]
    assert "healthy_life.earned" not in written["healthy-agency"][0]


def test_bytes_of_a_name_that_are_no_text_survive_the_way_to_a_table() -> None:
    with RowSpool() as spool:
        spool.add("", {"source": "\udcff.yaml"})
        stream = io.StringIO(newline="")
        spool.write("", stream, None, "en")
    assert stream.getvalue().splitlines()[1].startswith("\udcff.yaml,")


def test_a_list_in_markdown_ends_with_its_problems() -> None:
    outcomes = [made.example(name) for name in NAMES]
    stream, known = io.StringIO(), KnownNames("en")
    lines = (markdown_line(outcome, known) for outcome in outcomes)
    write_list(lines, lambda: summarise(outcomes), stream, "en")
    table, summary, problems = stream.getvalue().split("\n\n")
    assert len(table.splitlines()) == len(NAMES) + 2
    assert summary.startswith("- **summary**")
    assert len(problems.splitlines()) == sum(len(outcome.problems) for outcome in outcomes)
