"""Files: their bytes, their names, and what is no file at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from hpscore.problem import Problem, ProblemError
from hpscore.source import Limits, parse_document, read_document


def refusal(path: Path | str, limits: Limits | None = None) -> Problem:
    with pytest.raises(ProblemError) as caught:
        read_document(path, limits=limits or Limits())
    [problem] = caught.value.problems
    assert problem.help is not None
    return problem


@pytest.mark.parametrize(
    "data",
    [
        "标题: 健康社区 ½\n".encode(),
        "标题: 健康社区 ½\n".encode("utf-8-sig"),
        b"\xff\xfe" + "标题: 健康社区 ½\n".encode("utf-16-le"),
        b"\xfe\xff" + "标题: 健康社区 ½\n".encode("utf-16-be"),
        "标题: 健康社区 ½\n".encode("gb18030"),
    ],
    ids=["utf-8", "utf-8 with mark", "utf-16-le", "utf-16-be", "gb18030"],
)
def test_bytes_are_read_in_the_encodings_that_are_in_use(data: bytes) -> None:
    document = parse_document(data, file=None)
    assert document.value == {"标题": "健康社区 ½"}
    assert document.text == "标题: 健康社区 ½\n"


@pytest.mark.parametrize(
    ("data", "line", "column", "message"),
    [
        ("甲: 1\n乙: 丙".encode() + b"\xff\n", 2, 5, "the byte 0xFF is not text"),
        ("标题: 健康".encode("gb18030") + b"\xff\n", 1, 7, "the byte 0xFF is not text"),
        ("甲: 1\n".encode("utf-8-sig") + b"\xd6\xd0\n", 2, 1, "the byte 0xD6 is not text"),
        (b"a: 1\nb: \0\n", 2, 4, "the character U+0000 is not text"),
        (b"PK\x03\x05\x14\0\x06\0", 1, 3, "the character U+0003 is not text"),
        (b"\xff\xfe\0\0a\0\0\0", 1, 1, "the character U+0000 is not text"),
    ],
)
def test_bytes_that_are_no_text_are_refused_where_they_begin(
    data: bytes, line: int, column: int, message: str
) -> None:
    with pytest.raises(ProblemError) as caught:
        parse_document(data, file=None)
    [problem] = caught.value.problems
    location = problem.location
    assert (problem.code, str(problem.message)) == ("not-text", message)
    assert (location.line, location.column) == (line, column)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"PK\x03\x04..[Content_Types].xml..xl/workbook.xml", "the file is a workbook, no text"),
        (b"PK\x03\x04..word/document.xml", "the file is a text document, no text"),
        (b"%PDF-1.7\n", "the file is a PDF file, no text"),
        (b"\x89PNG\r\n\x1a\n\0\0", "the file is a picture, no text"),
        (b"Rar!\x1a\x07", "the file is a packed archive, no text"),
    ],
)
def test_files_with_the_name_of_a_text_are_told_for_what_they_are(
    data: bytes, message: str
) -> None:
    with pytest.raises(ProblemError) as caught:
        parse_document(data, file="a.yaml")
    [problem] = caught.value.problems
    assert (problem.code, str(problem.message)) == ("not-text", message)


def test_a_workbook_that_is_called_a_text_is_to_be_renamed() -> None:
    with pytest.raises(ProblemError, match="no text") as caught:
        parse_document(b"PK\x03\x04..xl/workbook.xml", file="a.csv")
    help_ = str(caught.value.problems[0].help)
    assert help_ == "let its name end in .xlsx, or save it as text (CSV UTF-8)"


def test_the_suffix_tells_the_format(tmp_path: Path) -> None:
    flow = '{"a": 1,}'
    for name in ("a.yaml", "a.yml", "a.txt", "a"):
        (tmp_path / name).write_text(flow, encoding="utf-8")
        assert read_document(tmp_path / name).format == "yaml"
    (tmp_path / "a.JSON").write_text(flow, encoding="utf-8")
    assert refusal(tmp_path / "a.JSON").code == "syntax"


def test_a_file_is_named_as_it_was_given_or_as_it_is_to_be_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.yaml").write_text("a: 1\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert read_document("./a.yaml").file == "./a.yaml"
    assert read_document(Path("a.yaml")).locate(("a",)).file == "a.yaml"
    assert read_document("a.yaml", shown="east/甲.yaml").locate(()).file == "east/甲.yaml"


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for path in (tmp_path / "none.yaml", tmp_path / "file" / "none.yaml", "a\0b"):
        problem = refusal(path)
        assert (problem.code, str(problem.message)) == ("no-such-file", "there is no such file")
        assert problem.location.file == str(path)
        assert problem.location.line is None


@pytest.mark.parametrize(
    ("missing", "meant"),
    [
        ("幸福里社区.yml", "幸福里社区.yaml"),
        ("幸福里社区", "幸福里社区.yaml"),
        ("幸福理社区.yaml", "幸福里社区.yaml"),
        ("李家.cvs", "李家.csv"),
        ("李加.yaml", "李家.yaml"),
        ("别的.yaml", None),
        ("hidden.yaml", None),
        ("folder.yaml", None),
    ],
)
def test_a_missing_file_is_told_with_the_one_beside_it_that_is_named_so_or_nearly(
    tmp_path: Path, missing: str, meant: str | None
) -> None:
    for name in ("幸福里社区.yaml", "李家.yaml", "李家.csv", ".hidden.yaml", "q.json"):
        (tmp_path / name).touch()
    (tmp_path / "folder").mkdir()
    told = str(refusal(tmp_path / missing).help)
    expected = "check the name and the folder"
    assert told == (expected if meant is None else f"did you mean '{tmp_path / meant}'?")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    problem = refusal(tmp_path)
    assert (problem.code, str(problem.message)) == ("not-a-file", "this is a folder, not a file")


def test_a_pipe_is_refused_without_waiting_for_a_writer(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    problem = refusal(tmp_path / "pipe.yaml")
    assert problem.code == "not-a-file"
    assert str(problem.message) == "this is a pipe or a device, not a file"


def test_a_file_that_may_not_be_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.yaml"
    path.touch()

    def denied(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", denied)  # root may read any file
    problem = refusal(path)
    assert (problem.code, str(problem.message)) == ("not-readable", "the file may not be read")


def test_a_name_that_the_system_refuses_is_told() -> None:
    problem = refusal("n" * 5000)
    assert problem.code == "not-readable"
    assert str(problem.message).startswith("the file cannot be read: ")


def test_a_large_file_is_refused_by_its_size(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"a: 123456\n")
    assert read_document(path, limits=Limits(bytes=10)).value == {"a": 123456}
    problem = refusal(path, Limits(bytes=9))
    assert problem.code == "too-large"
    assert str(problem.message) == "the file has 10 bytes, at most 9 are read"


@pytest.mark.parametrize("text", ["甲: 1", "甲: 1".encode()])
def test_a_text_is_measured_in_utf_8(text: str | bytes) -> None:
    assert parse_document(text, file=None, limits=Limits(bytes=6)).value == {"甲": 1}
    with pytest.raises(ProblemError, match="the file has 6 bytes, at most 5 are read"):
        parse_document(text, file=None, limits=Limits(bytes=5))
