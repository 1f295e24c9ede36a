"""Forms that were filled in as workbooks, against other ways to read their cells."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median

import openpyxl
from python_calamine import CalamineWorkbook
from spending import ratio
from written import write_assessments

from hpscore.forms.blank import Blank
from hpscore.forms.workbook.form import write_form
from hpscore.readers.assessments import Reader
from hpscore.readers.catalogue import Catalogue
from hpscore.readers.filled.contents import contents
from hpscore.readers.tables.table import Table
from hpscore.reports.names import names_for
from hpscore.source import read_document

__all__ = ["form_figures"]

_COUNT = 60
_ROUNDS = 3


def form_figures() -> Iterator[str]:
    """Yield how long reading filled forms takes, as processor time."""
    catalogue = Catalogue()
    readers = {name: Reader(catalogue.get(name)) for name in catalogue.ids()}
    with tempfile.TemporaryDirectory() as name:
        paths = _written(Path(name), readers)

        def ours() -> None:
            for path in paths:
                (filled,) = contents(path)
                assert not isinstance(filled, Table)
                rubric = str(filled.naming().value["rubric"]).partition("@")[0]
                document, problems = filled.read(readers[rubric])
                assert not problems
                readers[rubric].read(document)

        own, calamine, slow = _in_turn(ours, lambda: _calamine(paths), lambda: _openpyxl(paths))
    what = f"{_COUNT} filled forms: hpscore's reader"
    yield ratio(f"{what} / python-calamine alone", own, calamine, "at most 2")
    yield ratio(f"{_COUNT} filled forms: openpyxl / hpscore's reader", slow, own, "at least 5")


def _written(folder: Path, readers: dict[str, Reader]) -> list[Path]:
    """Write the forms, each with its answers in it."""
    write_assessments(folder, _COUNT)
    paths: list[Path] = []
    for file in sorted(folder.glob("*.yaml")):
        document = read_document(file)
        reader = readers[document.value["rubric"]]
        path = file.with_suffix(".xlsx")
        with path.open("wb") as stream:
            blank = Blank(reader, names_for(reader.rubric, "zh"), str(document.value["rubric"]))
            write_form(blank, stream, reader.read(document))
        paths.append(path)
    return paths


def _calamine(paths: Sequence[Path]) -> None:
    for path in paths:
        book = CalamineWorkbook.from_path(str(path))
        for name in book.sheet_names:
            book.get_sheet_by_name(name).to_python()


def _openpyxl(paths: Sequence[Path]) -> None:
    for path in paths:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        for sheet in book.worksheets:
            for _ in sheet.iter_rows(values_only=True):
                pass
        book.close()


def _in_turn(*works: Callable[[], None]) -> list[float]:
    found: list[list[float]] = [[] for _ in works]
    for round_ in range(_ROUNDS + 1):
        for own, work in zip(found, works, strict=True):
            start = time.process_time()
            work()
            if round_:
                own.append(time.process_time() - start)
    return [median(own) for own in found]
