"""A blank table of assessments (CSV): a column a question, a row a subject."""

from __future__ import annotations

import csv
from io import StringIO

from hpscore.forms.blank import Blank
from hpscore.forms.headings import columns_of, known_of
from hpscore.readers.tables.headings import Headings
from hpscore.reports.csv import csv_cell

__all__ = ["blank_csv"]


def blank_csv(blank: Blank, *, titles: bool = False) -> str:
    """Return a line of headings, and a row that names the rubric and what is known.

    Headings are ids; with `titles`, titles where they lead to the same column. Every heading is
    one that a reader of tables takes.
    """
    columns = columns_of(blank, Headings(blank.reader), titles=titles)
    stream = StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(columns)
    writer.writerow(csv_cell(known_of(path, blank)) for path in columns.values())
    return stream.getvalue()
