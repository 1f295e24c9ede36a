"""What was handed in of a paper: which sets, and which parts of them, names alone tell."""

from __future__ import annotations

import pytest

from hpscore.model.evidence import Evidence
from hpscore.scoring.handed import Handed, handed_in, not_in_full
from tests.model.made import rubric

MEETINGS = Evidence.model_validate(
    {
        "title": "例会（每季度一套）",
        "folder": {"zh": "例会", "en": "Meetings"},
        "sets": 4,
        "set_titles": [
            {"zh": f"第{han}季度", "en": f"Quarter {n}", "aliases": [f"Q{n}", f"{n}季度"]}
            for n, han in enumerate("一二三四", 1)
        ],
        "parts": ["纪要", {"zh": "签到", "en": "sign-in"}, {"zh": "图片", "aliases": ["照片"]}],
    }
)
LECTURES = Evidence.model_validate({"title": "讲座材料", "sets": 2, "parts": ["签到", "图片"]})


def told(found: Handed, paper: Evidence) -> list[str]:
    """Return each set as `which: lacking parts`."""
    return [
        f"{own.name if own.place is None else own.place + 1}: "
        + " ".join(paper.parts[place].say("zh") for place in own.lacking)
        for own in found.sets
    ]


@pytest.mark.parametrize(
    ("files", "sets"),
    [
        # by folder, with numbers of their own
        (
            [
                "07-例会/第一季度/纪要.doc",
                "07-例会/第一季度/签到.jpg",
                "07-例会/第一季度/图片1.jpg",
            ],
            ["1: "],
        ),
        (["07-例会/第二季度/签到1.jpg", "07-例会/第二季度/签到2.jpg"], ["2: 纪要 图片"]),
        # by the name alone, in either language, with another name of the part
        (["q1 sign-in.pdf", "Ｑ1照片.jpg", "第一季度纪要.docx"], ["1: "]),
        # by folders of parts
        (["例会/签到/Q3.jpg", "例会/图片/Q3.jpg", "例会/纪要/Q3.docx"], ["3: "]),
        # one file for several sets and parts
        (["例会/第一季度和第二季度 纪要、签到、照片.pdf"], ["1: ", "2: "]),
        # by the day
        (
            ["7 例会/2022-03-15签到.jpg", "7 例会/2022-03-15纪要.doc", "7 例会/2022-06-20签到.jpg"],
            ["20220315: 图片", "20220620: 纪要 图片"],
        ),
        (
            ["a/b/三月会/签到.jpg", "a/b/三月会/图片1.jpg", "a/b/五月会/纪要.doc"],
            ["三月会: 纪要", "五月会: 签到 图片"],
        ),
        # a set whose parts nothing tells
        (["例会/q1.pdf", "例会/q2.pdf"], ["1: 纪要 签到 图片", "2: 纪要 签到 图片"]),
        ([], []),
    ],
)
def test_a_folder_or_a_name_tells_set_and_part(files: list[str], sets: list[str]) -> None:
    assert told(handed_in("7", MEETINGS, files), MEETINGS) == sets


@pytest.mark.parametrize(
    ("files", "sets"),
    [
        (["28-讲座材料/第1套/签到.jpg", "28-讲座材料/第一套/图片.jpg"], ["1: "]),
        (["28-讲座材料/set 2/签到.jpg"], ["2: 图片"]),
        (["签到1.jpg", "图片1.jpg", "图片2.jpg"], ["1: ", "2: 签到"]),
        (["28 签到.jpg", "讲座材料 图片.jpg"], [": "]),
        (["控烟/签到", "营养/.图片"], ["控烟: 图片", "营养: 签到"]),
        (["./"], [": 签到 图片"]),
    ],
)
def test_sets_without_titles_go_by_number_or_name(files: list[str], sets: list[str]) -> None:
    assert told(handed_in("28", LECTURES, files), LECTURES) == sets


def test_numbers_of_sets_may_be_written_in_chinese() -> None:
    paper = Evidence.model_validate({"title": "P", "sets": 120})
    files = [f"第{n}套.pdf" for n in ("一", "十", "十一", "二十", "九十九", "100")]
    found = handed_in("1", paper, files)
    assert [own.place for own in found.sets] == [0, 9, 10, 19, 98, 99]


def test_more_sets_than_wanted_are_no_more_than_all() -> None:
    paper = Evidence.model_validate({"title": "P", "sets": 2})
    found = handed_in("1", paper, ["a.pdf", "b.pdf", "c.pdf"])
    assert (found.complete, found.state, len(found.sets)) == (2, "given", 3)


@pytest.mark.parametrize(
    ("files", "state", "complete"),
    [([], "missing", 0), (["签到1.jpg", "图片1.jpg"], "short", 1), (["签到1.jpg"], "short", 0)],
)
def test_a_paper_is_given_short_or_missing(files: list[str], state: str, complete: int) -> None:
    found = handed_in("28", LECTURES, files)
    assert (found.state, found.complete) == (state, complete)


def test_a_paper_of_one_set_is_all_its_files_together() -> None:
    paper = Evidence.model_validate({"title": "动员材料", "parts": ["图片", "记录"]})
    assert handed_in("35", paper, ["a/图片.jpg", "b/记录.doc"]).state == "given"


def test_the_papers_that_are_not_there_in_full_are_named() -> None:
    found = rubric(
        "evidence: {1: {title: Plan}, 2: {title: Minutes, sets: 2}, 3: {title: Photo}}\n"
    )
    assert not_in_full(found, {"1": ("plan.pdf",), "2": ("a.pdf",)}) == {"2", "3"}
