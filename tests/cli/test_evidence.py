"""`hpscore evidence`: what is there, found in a folder or named; and folders to put papers in."""

from __future__ import annotations

import csv
import json
import os
import shutil
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from docx import Document
from jsonschema import Draft202012Validator

import hpscore.readers.folder as folder_module
from hpscore.problem import ProblemError
from hpscore.readers.folder import walk
from tests.cli.conftest import EXAMPLES, Runner

ZH = {"LANG": "zh_CN.UTF-8"}
COMMUNITY = EXAMPLES / "幸福里社区.yaml"
SCHEMA = Path(folder_module.__file__).parents[1] / "schema" / "evidence.schema.json"
SMALL = """\
rubric: small
version: "1"
title: {zh: 小区, en: Small}
evidence:
  1: {title: {zh: 承诺书, en: Pledge}}
  7:
    title: {zh: 例会, en: Meetings}
    sets: 2
    parts: [{zh: 纪要, en: minutes}, {zh: 签到, en: sign-in}]
  9: {title: {zh: 公厕照片, en: Toilets}, when: {fact: setting, is: urban}}
facts: {setting: {options: [urban, rural]}}
dimensions:
  - id: d
    title: D
    points: 10
    indicators:
      - {id: pledge, ref: 表 一-1, title: {zh: 承诺, en: Pledge}, points: 4, evidence: [1, 9]}
      - {id: meetings, title: Meetings, points: 6, bands: {1: 3, 2: 6}, evidence: [7]}
"""


def small(folder: Path, evidence: str = "", **more: str) -> Path:
    """Write a small rubric with an assessment by it."""
    (folder / "small.yaml").write_text(more.get("rubric", SMALL), encoding="utf-8")
    text = "rubric: ./small.yaml\nsubject: {id: s-1, name: 小区, setting: urban}\n"
    text += f"answers: {{pledge: yes, meetings: 2}}\n{evidence}"
    path = folder / "a.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def put(folder: Path, *paths: str) -> Path:
    for path in paths:
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("x", encoding="utf-8")
    return folder


def document(hpscore: Runner, *arguments: str | Path) -> dict[str, object]:
    run = hpscore("evidence", *arguments, "--format", "json")
    assert (run.code, run.err) == (0, "")
    found = json.loads(run.out)
    Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8"))).validate(found)
    assert isinstance(found, dict)
    return found


def states(found: dict[str, object]) -> dict[str, str]:
    papers = found["papers"]
    assert isinstance(papers, list)
    return {own["paper"]: f"{own['state']} {own['complete']}/{own['wanted']}" for own in papers}


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(json.loads(SCHEMA.read_text(encoding="utf-8")))


def test_papers_that_an_assessment_names_are_judged(hpscore: Runner, tmp_path: Path) -> None:
    put(tmp_path, "p.pdf", "q/1纪要签到.pdf")
    file = small(tmp_path, "evidence: {1: p.pdf, 7: [q/1纪要签到.pdf, q/2纪要.pdf], 9: gone.jpg}\n")
    found = document(hpscore, file)
    assert states(found) == {"1": "given 1/1", "9": "missing 0/1", "7": "short 1/2"}
    assert found["not_found"] == ["q/2纪要.pdf", "gone.jpg"]
    assert found["folder"] is None
    assert found["points"] == {"earned": 10, "reachable": 10, "maximum": 10}
    assert found["proven"] == {"earned": 0, "reachable": 0, "maximum": 10}


def test_a_file_that_is_there_by_a_link_from_outside_is_not_there(
    hpscore: Runner, tmp_path: Path
) -> None:
    put(tmp_path, "outside.pdf", "in/kept.pdf")
    (tmp_path / "in" / "p.pdf").symlink_to(tmp_path / "outside.pdf")
    (tmp_path / "in" / "same.pdf").symlink_to(tmp_path / "in" / "kept.pdf")
    file = small(tmp_path / "in", "evidence: {1: p.pdf, 9: same.pdf}\n")
    found = document(hpscore, file)
    assert found["not_found"] == ["p.pdf"]
    assert states(found)["9"] == "given 1/1"


def test_papers_of_standard_input_are_looked_for_where_one_is(
    hpscore: Runner, tmp_path: Path
) -> None:
    put(tmp_path, "p.pdf")
    text = "rubric: healthy-community\nanswers: {pledge: yes}\nevidence: {1: [p.pdf, q.pdf]}\n"
    run = hpscore("evidence", "-", "--format", "json", stdin=text)
    assert json.loads(run.out)["not_found"] == ["q.pdf"]


def test_papers_are_found_in_a_folder_whatever_the_assessment_names(
    hpscore: Runner, tmp_path: Path
) -> None:
    papers = put(
        tmp_path / "资料",
        "01-承诺书/扫描.pdf",
        "7/第1套/纪要.doc",
        "7/第1套/签到.jpg",
        "7/第2套/纪要.doc",
        "备注.txt",
        ".hidden/1.pdf",
        "~$1.docx",
        "Thumbs.db",
    )
    found = document(hpscore, small(tmp_path, "evidence: {9: x.pdf}\n"), "--folder", papers)
    assert states(found) == {"1": "given 1/1", "9": "missing 0/1", "7": "short 1/2"}
    assert found["unmatched"] == [{"file": "备注.txt", "may_be": []}]
    assert found["not_found"] == []
    seven = next(own for own in found["papers"] if own["paper"] == "7")  # type: ignore[attr-defined]
    assert seven["points"] == {"earned": 6, "reachable": 6}
    assert [(own["set"], own["files"]) for own in seven["sets"]] == [
        (1, ["7/第1套/签到.jpg", "7/第1套/纪要.doc"]),
        (2, ["7/第2套/纪要.doc"]),
    ]
    assert seven["sets"][1]["lacking"] == [{"zh": "签到", "en": "sign-in"}]


def test_links_are_told_and_never_followed(hpscore: Runner, tmp_path: Path) -> None:
    put(tmp_path / "outside", "1.pdf")
    papers = put(tmp_path / "papers", "x.txt")
    (papers / "01-承诺书").symlink_to(tmp_path / "outside")
    (papers / "1.pdf").symlink_to(tmp_path / "outside" / "1.pdf")
    (papers / "round").symlink_to(papers)
    os.mkfifo(papers / "9.jpg")
    found = document(hpscore, small(tmp_path), "--folder", papers)
    assert set(states(found).values()) == {"missing 0/1", "missing 0/2"}
    assert found["links"] == ["01-承诺书", "1.pdf", "round"]
    assert found["unmatched"] == [{"file": "x.txt", "may_be": []}]


def test_nothing_in_the_folder_is_opened_or_changed(hpscore: Runner, tmp_path: Path) -> None:
    papers = put(tmp_path / "papers", "1.sh", "7/纪要.exe")
    for path in (papers / "1.sh", papers / "7" / "纪要.exe"):
        path.chmod(0)
    before = sorted((p, p.lstat().st_mtime_ns) for p in papers.rglob("*"))
    found = document(hpscore, small(tmp_path), "--folder", papers)
    assert states(found)["1"] == "given 1/1"
    assert sorted((p, p.lstat().st_mtime_ns) for p in papers.rglob("*")) == before


HOSTILE = (
    "1 \x1b]0;title\x07.pdf",
    "1 =cmd|' '!A0.pdf",
    "1 new\nline.pdf",
    "1 [red]bold[/red].pdf",
    "1 $(touch x) `id`.pdf",
    "1 \u202efdp.exe",
)


@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_hostile_names_are_told_as_they_are(hpscore: Runner, tmp_path: Path, form: str) -> None:
    papers = put(tmp_path / "papers", *HOSTILE, "=1+1.txt", "\x1b[31m[red]x.txt")
    Path(os.fsdecode(os.fsencode(papers) + b"/\xff.txt")).write_text("x", encoding="utf-8")
    run = hpscore("evidence", small(tmp_path), "--folder", papers, "--format", form)
    assert run.code == 0
    assert not set(run.out) & {"\x1b", "\x07", *(() if form == "json" else "\u202e")}
    assert "[red]" in run.out or form == "csv"
    if form == "csv":
        rows = list(csv.DictReader(StringIO(run.out)))
        assert not any(
            cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row.values()
        )


def test_a_folder_of_ten_thousand_files_is_looked_through(hpscore: Runner, tmp_path: Path) -> None:
    papers = tmp_path / "papers"
    for number in range(10):
        folder = papers / "07-例会" / f"第{number}套"
        folder.mkdir(parents=True)
        for name in range(1000):
            (folder / f"{name}.jpg").touch()
    run = hpscore("evidence", small(tmp_path), "--folder", papers)
    assert run.code == 0
    assert "10000 files" in run.out


def test_a_folder_with_too_many_entries_is_refused(tmp_path: Path) -> None:
    put(tmp_path, *(f"{n}/x" for n in range(3)))
    assert len(walk(tmp_path, most=6).files) == 3
    with pytest.raises(ProblemError, match="more than 5"):
        walk(tmp_path, most=5)


@pytest.mark.parametrize(
    ("name", "says"), [("none", "no such folder"), ("a.yaml", "it is no folder"), ("a\0b", "")]
)
def test_what_is_no_folder_is_told(hpscore: Runner, tmp_path: Path, name: str, says: str) -> None:
    if "\0" in name:
        name = "x" * 300
    run = hpscore("evidence", small(tmp_path), "--folder", tmp_path / name)
    assert run.code == 3
    assert says in run.err


def test_a_folder_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    put(tmp_path, "shut/1.pdf", "2.pdf")
    deep = tmp_path
    long = "x" * 200
    for _ in range(30):
        deep = deep / long
        try:
            deep.mkdir()
        except OSError:
            break
    (tmp_path / "shut").chmod(0)
    try:
        found = walk(tmp_path)
    finally:
        (tmp_path / "shut").chmod(0o700)
    if os.geteuid():
        assert found.shut == ("shut",)
    assert "2.pdf" in found.files


def test_a_table_shows_what_is_lacking_in_chinese_at_80_columns(hpscore: Runner) -> None:
    run = hpscore("evidence", COMMUNITY, "--folder", EXAMPLES / "资料", env=ZH)
    assert (run.code, run.err) == (0, "")
    assert "第二季度：缺签到" in run.out
    assert "缺第四季度" in run.out
    assert "会议通知.txt" in run.out
    from rich.cells import cell_len

    assert max(map(cell_len, run.out.splitlines())) <= 80


def test_a_csv_has_a_row_for_each_paper_of_each_line(hpscore: Runner, tmp_path: Path) -> None:
    file, out = small(tmp_path), tmp_path / "papers.csv"
    run = hpscore("evidence", file, "--folder", put(tmp_path / "p", "1.pdf"), "-o", out)
    assert (run.code, run.out) == (0, "")
    assert out.read_bytes().startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(out.read_text(encoding="utf-8-sig").splitlines()))
    told = [(row["indicator"], row["paper"], row["state"], row["points"]) for row in rows]
    assert told == [
        ("pledge", "1", "given", "4"),
        ("pledge", "9", "missing", "4"),
        ("meetings", "7", "missing", "6"),
    ]
    assert rows[0]["files"] == "1.pdf"


def test_a_rubric_without_papers_says_so(hpscore: Runner) -> None:
    run = hpscore("evidence", EXAMPLES / "乙局.yaml")
    assert run.code == 0
    assert "the rubric wants no papers here" in run.out


def test_an_assessment_with_errors_has_no_papers(hpscore: Runner) -> None:
    run = hpscore("evidence", EXAMPLES / "错误" / "丁局.yaml")
    assert (run.code, run.out) == (3, "")
    assert "error[" in run.err


def test_points_rest_on_papers_where_that_is_required(hpscore: Runner, tmp_path: Path) -> None:
    put(tmp_path, "p.pdf", "t.jpg")
    file = small(tmp_path, "evidence: {1: p.pdf, 9: t.jpg, 7: [1纪要签到.pdf, 2纪要签到.pdf]}\n")
    run = hpscore("score", file, "--evidence", "require", "--format", "json")
    (result,) = json.loads(run.out)["results"]
    assert result["evidence"] == "require"
    assert result["points"]["earned"] == 4
    assert result["lost"] == {"dependency": 6}
    codes = {flag["code"]: flag["about"] for flag in result["flags"]}
    assert codes["evidence-missing"] == ["meetings"]
    assert codes["evidence-not-found"] == ["1纪要签到.pdf", "2纪要签到.pdf"]
    default = json.loads(hpscore("score", file, "--format", "json").out)["results"][0]
    assert "evidence" not in default
    assert default["points"]["earned"] == 10
    put(tmp_path, "1纪要签到.pdf", "2纪要签到.pdf")
    whole = json.loads(hpscore("score", file, "--evidence", "require", "-f", "json").out)
    assert whole["results"][0]["points"]["earned"] == 10


@pytest.mark.parametrize("command", ["score", "community", "explain"])
def test_every_scoring_command_can_require_papers(hpscore: Runner, command: str) -> None:
    run = hpscore(command, COMMUNITY, "--evidence", "require", env=ZH)
    assert run.code == 0
    assert "佐证材料" in run.out


def test_what_if_is_asked_under_the_same_requirement(hpscore: Runner, tmp_path: Path) -> None:
    file = small(tmp_path)
    run = hpscore("score", file, "--evidence", "require", "--set", "meetings=1")
    assert "this changes nothing" in run.out


# -- folders


def made_in(hpscore: Runner, folder: Path, name: str | Path = "community") -> str:
    run = hpscore("evidence", name, "--init", folder)
    assert (run.code, run.err) == (0, "")
    return run.out


def test_a_folder_is_made_with_an_index_and_blank_papers(hpscore: Runner, tmp_path: Path) -> None:
    folder = tmp_path / "资料"
    made_in(hpscore, folder)
    assert (folder / "07-例会" / "第一季度").is_dir()
    assert {p.name for p in (folder / "07-例会").iterdir()} == {
        f"第{quarter}季度" for quarter in "一二三四"
    }
    assert {p.name for p in (folder / "28-讲座").iterdir()} == {f"第{n}套" for n in range(1, 5)}
    assert len([p for p in folder.iterdir() if p.name[:2].isdigit()]) == 43
    index = (folder / "资料目录.csv").read_bytes()
    assert index.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(index.decode("utf-8-sig").splitlines()))
    seven = next(row for row in rows if row["编号"] == "7")
    assert seven["指标"] == "一-4 例会"
    assert (seven["套数"], seven["每套内容"], seven["文件夹"]) == (
        "4",
        "纪要、签到、图片",
        "07-例会",
    )
    for row in rows:
        assert (folder / row["文件夹"]).is_dir()
        assert not row["空白表格"] or (folder / row["空白表格"]).is_file()


def test_blank_papers_have_a_heading_fields_and_where_they_are_from(
    hpscore: Runner, tmp_path: Path
) -> None:
    made_in(hpscore, tmp_path / "f")
    blanks = sorted((tmp_path / "f" / "空白表格").iterdir())
    samples: set[str] = set()
    for path in blanks:
        paper = Document(BytesIO(path.read_bytes()))
        texts = [paragraph.text for paragraph in paper.paragraphs if paragraph.text]
        assert texts[0] == path.stem.partition("-")[2]
        assert any("：＿" in text for text in texts)
        assert "自拟" in texts[-1]
        samples.add(texts[-1].partition("：")[0])
    assert samples == {f"附件4 样本{number}" for number in range(1, 11)}
    leading = next(path for path in blanks if path.name.startswith("06-"))
    (table,) = Document(BytesIO(leading.read_bytes())).tables
    assert len(table.columns) == 4


def test_what_is_made_is_no_paper_yet(hpscore: Runner, tmp_path: Path) -> None:
    made_in(hpscore, tmp_path / "f")
    found = document(hpscore, COMMUNITY, "--folder", tmp_path / "f")
    assert {state.split()[0] for state in states(found).values()} == {"missing"}
    assert found["unmatched"] == []


def test_what_is_there_is_left_and_what_is_missing_is_made(hpscore: Runner, tmp_path: Path) -> None:
    folder = tmp_path / "f"
    made_in(hpscore, folder)
    (folder / "资料目录.csv").write_text("mine", encoding="utf-8")
    put(folder, "01-承诺书/承诺书.pdf")
    shutil.rmtree(folder / "07-例会")
    (folder / "空白表格" / "01-健康社区建设承诺书.docx").unlink()
    said = made_in(hpscore, folder)
    assert "5 folders and 1 files made, 11 files left" in said
    assert (folder / "资料目录.csv").read_text(encoding="utf-8") == "mine"
    assert (folder / "01-承诺书" / "承诺书.pdf").read_text(encoding="utf-8") == "x"
    assert not list(folder.rglob(".*"))


def test_an_assessment_wants_only_the_papers_that_apply(hpscore: Runner, tmp_path: Path) -> None:
    made_in(hpscore, tmp_path / "rural", EXAMPLES / "勐戛村.yaml")
    made_in(hpscore, tmp_path / "urban", COMMUNITY)
    assert not (tmp_path / "rural" / "19-公厕照片").exists()
    assert (tmp_path / "urban" / "19-公厕照片").is_dir()


def test_a_rubric_of_ones_own_may_be_named_by_its_file(hpscore: Runner, tmp_path: Path) -> None:
    small(tmp_path)
    made_in(hpscore, tmp_path / "f", tmp_path / "small.yaml")
    assert {p.name for p in (tmp_path / "f").iterdir()} == {
        "01-承诺书",
        "07-例会",
        "09-公厕照片",
        "资料目录.csv",
    }


def test_names_are_safe_and_differ(hpscore: Runner, tmp_path: Path) -> None:
    evidence = """\
evidence:
  1: {title: {zh: "../../a:b*?"}}
  "01": {title: {zh: "../../A:B*?"}}
  2: {title: {zh: "=1+1 末尾. "}, sets: 2, set_titles: [con, CON]}
  7: {title: P}
  9: {title: P}
"""
    start = SMALL.index("evidence:")
    text = SMALL[:start] + evidence + SMALL[SMALL.index("facts:") :]
    small(tmp_path, rubric=text)
    made_in(hpscore, tmp_path / "f", tmp_path / "small.yaml")
    made = {path.name for path in (tmp_path / "f").iterdir()}
    assert made == {
        "01-..／..／a：b＊？",
        "01-..／..／A：B＊？-2",
        "02-=1+1 末尾",
        "07-P",
        "09-P",
        "资料目录.csv",
    }
    assert {p.name for p in (tmp_path / "f" / "02-=1+1 末尾").iterdir()} == {"_con", "_CON-2"}
    index = (tmp_path / "f" / "资料目录.csv").read_text(encoding="utf-8-sig")
    assert ",'=1+1 末尾." in index
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.yaml", "f", "small.yaml"]


def test_a_blank_paper_that_there_is_not_is_told(hpscore: Runner, tmp_path: Path) -> None:
    small(tmp_path, rubric=SMALL.replace("en: Pledge}}", "en: Pledge}, blank: pledg}", 1))
    run = hpscore("evidence", tmp_path / "small.yaml", "--init", tmp_path / "f")
    assert run.code == 3
    assert "there is no blank paper 'pledg'" in run.err
    assert "did you mean 'pledge'?" in run.err
    assert not (tmp_path / "f").exists()


@pytest.mark.parametrize("target", ["file", "link", "dangling", "none/deeper"])
def test_a_target_that_is_no_folder_is_refused(
    hpscore: Runner, tmp_path: Path, target: str
) -> None:
    (tmp_path / "file").write_text("kept", encoding="utf-8")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    run = hpscore("evidence", "community", "--init", tmp_path / target)
    assert run.code == 3
    assert str(tmp_path / target) in run.err
    assert (tmp_path / "file").read_text(encoding="utf-8") == "kept"
    assert list((tmp_path / "elsewhere").iterdir()) == []
    assert not (tmp_path / "nowhere").exists()


def test_a_target_that_climbs_is_wrong_usage(hpscore: Runner, tmp_path: Path) -> None:
    run = hpscore("evidence", "community", "--init", "x/../../y")
    assert run.code == 2
    assert "without '..'" in run.err
    assert list(tmp_path.iterdir()) == []


def test_a_folder_inside_that_is_a_link_or_a_file_is_left_alone(
    hpscore: Runner, tmp_path: Path
) -> None:
    folder, elsewhere = tmp_path / "f", tmp_path / "elsewhere"
    folder.mkdir()
    elsewhere.mkdir()
    (folder / "07-例会").symlink_to(elsewhere)
    (folder / "空白表格").symlink_to(elsewhere)
    (folder / "01-承诺书").write_text("kept", encoding="utf-8")
    (folder / "资料目录.csv").symlink_to(elsewhere / "index.csv")
    run = hpscore("evidence", "community", "--init", folder)
    assert run.code == 3
    assert run.err.count("error[") == 3
    assert list(elsewhere.iterdir()) == []
    assert (folder / "01-承诺书").read_text(encoding="utf-8") == "kept"
    assert (folder / "08-年度计划").is_dir()


def test_a_target_that_cannot_be_written_is_told(hpscore: Runner, tmp_path: Path) -> None:
    run = hpscore("evidence", "community", "--init", "/proc/papers")
    assert run.code == 3
    assert "cannot be made" in run.err


def test_without_python_docx_all_but_the_blank_papers_is_made(
    hpscore: Runner, tmp_path: Path
) -> None:
    away = put(tmp_path / "away", "docx/x.txt")
    (away / "docx" / "__init__.py").write_text("raise ImportError('none')\n", encoding="utf-8")
    source = str(Path(folder_module.__file__).parents[2])
    env = {"PYTHONPATH": os.pathsep.join((str(away), source))}
    run = hpscore("evidence", "community", "--init", tmp_path / "f", env=env)
    assert run.code == 2
    assert "pip install 'hpscore[docx]'" in run.err
    assert (tmp_path / "f" / "资料目录.csv").is_file()
    assert not (tmp_path / "f" / "空白表格").exists()
    assert "12 files left" not in made_in(hpscore, tmp_path / "f")
    assert len(list((tmp_path / "f" / "空白表格").iterdir())) == 11


def test_no_folder_is_made_where_no_papers_are_wanted(hpscore: Runner, tmp_path: Path) -> None:
    run = hpscore("evidence", "agency", "--init", tmp_path / "f")
    assert run.code == 3
    assert "wants no papers" in run.err
    assert not (tmp_path / "f").exists()


@pytest.mark.parametrize("more", [["--folder", "x"], ["-f", "csv"], ["-o", "x.csv"]])
def test_what_does_not_go_with_init_is_wrong_usage(hpscore: Runner, more: list[str]) -> None:
    assert hpscore("evidence", "community", "--init", "f", *more).code == 2


@pytest.mark.parametrize("option", ["--init", "--folder"])
def test_an_empty_path_is_wrong_usage_not_this_folder(
    hpscore: Runner, tmp_path: Path, option: str
) -> None:
    run = hpscore("evidence", EXAMPLES / "幸福里社区.yaml", option, "")
    assert run.code == 2
    assert "a path is empty" in run.err
    assert not [*tmp_path.iterdir()]
