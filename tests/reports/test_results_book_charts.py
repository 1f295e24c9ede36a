"""Charts read figures that stand beside them, and are native to spreadsheets."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from xml.etree.ElementTree import Element, fromstring

import pytest

from hpscore.readers.outcome import Outcome
from tests.reports import booked, made

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


def charts(content: bytes) -> list[Element]:
    with zipfile.ZipFile(BytesIO(content)) as parts:
        names = [
            name for name in parts.namelist() if re.fullmatch(r"xl/charts/chart\d+\.xml", name)
        ]
        names.sort(key=lambda name: int(re.findall(r"\d+", name)[0]))
        return [fromstring(parts.read(name)) for name in names]


def ranges(chart: Element) -> Iterator[tuple[str, str, list[str]]]:
    """Yield what each reference of the series is for, its cells, and what it has kept of them."""
    for series in chart.iter(f"{C}ser"):
        for part in ("cat", "val"):
            found = series.find(f"{C}{part}")
            assert found is not None
            place = found.find(f".//{C}f")
            assert place is not None
            assert place.text is not None
            kept = [value.text or "" for value in found.iter(f"{C}v")]
            yield part, place.text, kept


def kind(chart: Element) -> str:
    return "bar" if chart.find(f".//{C}barDir").get("val") == "bar" else "column"  # type: ignore[union-attr]


def agencies() -> list[Outcome]:
    return [made.example(name) for name in ("甲局.yaml", "乙局.yaml", "丙局.json")]


def test_a_rubric_has_a_chart_of_verdicts_and_one_of_dimensions() -> None:
    assert [kind(chart) for chart in charts(booked.written(agencies()))] == ["column", "bar"]
    both = [*agencies(), made.example("李家.yaml")]
    assert [kind(chart) for chart in charts(booked.written(both))] == ["column", "bar"] * 2


def test_a_rubric_without_tiers_has_no_chart_of_verdicts() -> None:
    outcome = made.outcome(made.rubric(made.PLAN), made.HALFWAY)
    assert [kind(chart) for chart in charts(booked.written([outcome]))] == ["bar"]


def test_charts_read_the_cells_beside_them() -> None:
    content = booked.written([*agencies(), made.example("李家.yaml")], "zh")
    workbook = booked.opened(content)
    for chart in charts(content):
        for part, place, kept in ranges(chart):
            title, _, cells = place.rpartition("!")
            assert title.strip("'") == "图表"
            found = workbook["图表"][cells.replace("$", "")]
            assert all(len(row) == 1 for row in found)
            values = [row[0].value for row in found]
            assert None not in values
            if part == "cat":
                assert kept == values
            else:
                assert [float(value) for value in kept] == pytest.approx(values, rel=1e-15)


def test_the_figures_count_verdicts_and_what_is_open() -> None:
    sheet = booked.book(agencies())["Charts"]
    tiers = booked.table(sheet, "Tier").rows
    assert [(row["Tier"], row["Subjects"]) for row in tiers] == [
        ("Health-promoting agency", 1),
        ("Not yet", 1),
        ("Undecided", 1),
    ]
    dimensions = booked.table(sheet, "Dimension").rows
    results = [outcome.result for outcome in agencies()]
    for place, row in enumerate(dimensions):
        points = [result.dimensions[place].points for result in results if result is not None]
        most = sum(one.maximum for one in points if one is not None)
        earned = sum(one.earned for one in points if one is not None)
        reachable = sum(one.reachable for one in points if one is not None)
        assert row["Earned"] == float(earned / most)
        assert abs(row["Still open"] - float((reachable - earned) / most)) < 1e-15  # type: ignore[operator]


def test_a_wanted_verdict_is_green_and_the_list_marks_verdicts_by_rules() -> None:
    sheet = booked.book(agencies()).worksheets[1]
    rules = [rule for ranges in sheet.conditional_formatting for rule in ranges.rules]
    assert {rule.type for rule in rules} == {"dataBar", "expression", "cellIs", "notContainsBlanks"}
    texts = [rule.formula for rule in rules if rule.type == "cellIs"]
    assert texts == [['"Health-promoting agency"'], ['"Not yet"']]
