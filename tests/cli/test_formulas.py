"""Whatever texts people and rubrics bring, no spreadsheet that hpscore writes computes them."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from zipfile import ZipFile

import pytest

from hpscore.reports.plain import may_run
from tests.cli.conftest import Runner

EVIL = ["=EVIL(1)", "+EVIL(1)", "-EVIL(1)", "@EVIL(1)", "＝EVIL(1)", "＠EVIL(1)", "\t=EVIL(1)"]
EVIL += [" =EVIL(1)", "\u3000=EVIL(1)", "\ufeff=EVIL(1)", "\r=EVIL(1)", '=EVIL("""")', "=1,EVIL&C"]
COMPUTED = re.compile(r"<(?:c:)?(f|formula1|formula2|definedName|formula)\b[^>]*>([^<]*)<")
"""What a workbook computes: cells, rules of cells, names, what charts are drawn from."""

RUBRIC = """
rubric: evil
version: "1"
title: {zh: '%(a)s', en: '%(a)s'}
facts:
  kind: {title: '%(b)s', options: {one: '%(a)s', two: '%(c)s"'}}
registers:
  lectures:
    title: '%(a)s'
    columns:
      held: {title: '%(b)s', ask: date}
      topic: {title: '%(a)s', ask: text}
evidence:
  "1": {title: '%(a)s', parts: ['%(d)s']}
dimensions:
  - id: first
    title: '%(a)s'
    points: 3
    indicators:
      - {id: one, title: '%(c)s', group: '%(d)s', points: 2, evidence: ["1"], notes: ['%(a)s']}
      - id: two
        title: '%(b)s'
        points: 1
        choice:
          x: {title: '%(a)s', points: 1}
          y: {title: '%(c)s "', points: 0}
tiers:
  - {id: good, title: '%(a)s', at_least: 2}
  - {id: bad, title: '%(b)s'}
"""

ASSESSMENT = """
rubric: evil.yaml
subject:
  {{id: "{id}", name: "{text}", county: "{text}", street: "{text}", kind: one, own: "{text}"}}
assessor: "{text}"
answers:
  one: {{value: no, note: "{text}"}}
  two: x
evidence: {{"1": ["{text}"]}}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    texts = {"a": "=EVIL(1)", "b": "+EVIL(1)", "c": "@EVIL(1)", "d": "-EVIL(1)"}
    made = tmp_path / "in"
    made.mkdir()
    for place in (tmp_path, made):
        (place / "evil.yaml").write_text(RUBRIC % texts, encoding="utf-8")
    for number, text in enumerate(EVIL):
        shown = text.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t")
        shown = shown.replace("\r", "\\r").replace("\ufeff", "\\uFEFF")
        document = ASSESSMENT.format(id=f"-{number}", text=shown)
        (made / f"=EVIL({number}).yaml").write_text(document, encoding="utf-8")
    return tmp_path


def check_csv(path: Path) -> None:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        cells = [cell for row in csv.reader(stream) for cell in row]
    assert cells
    numbers = re.compile(r"-?[0-9.]+(?:/[0-9]+)?")
    assert [cell for cell in cells if may_run(cell) and not numbers.fullmatch(cell)] == []


def check_workbook(path: Path) -> list[str]:
    """Check what a workbook computes, and return its texts."""
    texts: list[str] = []
    with ZipFile(path) as archive:
        for name in archive.namelist():
            part = archive.read(name).decode()
            for kind, formula in COMPUTED.findall(part):
                outside = re.sub(r'"(?:[^"]|"")*"', "", formula.replace("&quot;", '"'))
                outside = re.sub(r"'(?:[^']|'')*'!", "", outside)  # a sheet may be called so
                assert "EVIL" not in outside, (name, kind, formula)
            assert "<hyperlink" not in part
            assert "externalLink" not in name
            for footer in re.findall(r"<odd(?:Header|Footer)>([^<]*)<", part):
                orders = re.findall(r"&(.)", footer.replace("&amp;", "&").replace("&&", ""))
                assert set(orders) <= set("LCRPND8"), footer
                assert '"' not in orders
            texts += re.findall(r"<t(?: [^>]*)?>([^<]*)</t>", part)
    return texts


@pytest.mark.parametrize("language", ["zh", "en"])
def test_results_compute_no_text(hpscore: Runner, folder: Path, language: str) -> None:
    env = {"LANG": "zh_CN.UTF-8"} if language == "zh" else {}
    run = hpscore("score", "in", "-o", "r.csv", "--errors", "e.csv", env=env)
    assert run.code in (0, 1), run.err
    check_csv(folder / "r.csv")
    assert "'=EVIL(1)" in (folder / "r.csv").read_text("utf-8-sig")
    run = hpscore("score", "in", "-o", "r.xlsx", env=env)
    assert run.code in (0, 1), run.err
    assert "=EVIL(1)" in check_workbook(folder / "r.xlsx")


def test_lists_of_errors_compute_no_text(hpscore: Runner, folder: Path) -> None:
    for text, name in (("=EVIL(1)", "=EVIL.yaml"), ("@EVIL", "+EVIL.yaml")):
        document = f"rubric: evil.yaml\nsubject: {{id: '{text}'}}\nanswers: {{'{text}': 1}}\n"
        (folder / name).write_text(document, encoding="utf-8")
    run = hpscore("score", "=EVIL.yaml", "+EVIL.yaml", "-o", "r.csv", "--errors", "e.csv")
    assert run.code == 3, run.err
    check_csv(folder / "r.csv")
    check_csv(folder / "e.csv")
    assert "'=EVIL.yaml" in (folder / "e.csv").read_text("utf-8-sig")
    assert hpscore("score", "=EVIL.yaml", "+EVIL.yaml", "-o", "r.xlsx").code == 3
    assert check_workbook(folder / "r.xlsx")


def test_forms_compute_no_text(hpscore: Runner, folder: Path) -> None:
    for name in ("form.csv", "form.xlsx"):
        run = hpscore("form", "evil.yaml", "--subject", "=EVIL(1)", "-o", name)
        assert run.code == 0, run.err
    check_csv(folder / "form.csv")
    assert "=EVIL(1)" in check_workbook(folder / "form.xlsx")


def test_rosters_compute_no_text(hpscore: Runner, folder: Path) -> None:
    units = [(f"-{number}", text, text) for number, text in enumerate(EVIL)]
    with (folder / "list.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([("编号", "名称", "县"), *units, ("=EVIL(9)",) * 3])
    run = hpscore("score", "in", "--roster", "list.csv", "-o", "r.xlsx")
    assert run.code == 1, run.err
    assert check_workbook(folder / "r.xlsx")
    run = hpscore("form", "evil.yaml", "--roster", "list.csv", "-o", "all.xlsx")
    assert run.code == 0, run.err
    assert "=EVIL(1)" in check_workbook(folder / "all.xlsx")


@pytest.mark.parametrize("text", EVIL)
def test_what_a_spreadsheet_might_run_is_known(text: str) -> None:
    assert may_run(text)


@pytest.mark.parametrize("text", ["", "例会", "3=3", "a-b", "1+1", " 例会", "'=1"])
def test_what_no_spreadsheet_runs_is_left_as_it_is(text: str) -> None:
    assert not may_run(text)
