"""Which paper a file is, and what rests on the papers that are short or missing."""

from __future__ import annotations

from fractions import Fraction

import pytest

from hpscore.analysis.papers import Filed, PapersReport, file_papers, papers_report
from hpscore.model.number import spell
from hpscore.model.rubric import Rubric
from hpscore.readers.assessments import Reader
from hpscore.readers.catalogue import Catalogue
from hpscore.source import parse_document
from tests.model.made import rubric

OFFICE = """\
facts: {setting: {options: [urban, rural]}}
evidence:
  1: {title: {zh: 承诺书, en: Pledge}}
  2: {title: {zh: 承诺书照片, en: Photo of the pledge}}
  7:
    title: {zh: 例会材料（每季度一套）, en: Meeting papers (one set a quarter)}
    folder: {zh: 例会, en: Meetings}
    sets: 2
    parts: [{zh: 纪要, en: minutes}, {zh: 签到, en: sign-in}]
  12: {title: {zh: 方案, en: Scheme}, aliases: [计划]}
  3a: {title: {zh: 方案附表, en: Annex}}
  19: {title: {zh: 公厕照片, en: Toilets}, when: {fact: setting, is: urban}}
"""
LINES = """\
dimensions:
  - id: d
    title: D
    points: 10
    indicators:
      - {id: pledge, title: Pledge, points: 2, evidence: [1, 2]}
      - id: staff
        title: Staff
        points: 3
        sum:
          - {id: person, points: 1, evidence: [12]}
          - {id: meetings, points: 2, bands: {1: 1, 2: 2}, evidence: [7]}
      - {id: toilets, title: Toilets, points: 5, evidence: [19, 7]}
"""


def office() -> Rubric:
    return rubric(OFFICE + LINES)


def filed(*paths: str) -> Filed:
    return file_papers(office(), paths)


@pytest.mark.parametrize(
    ("path", "number"),
    [
        # by place
        ("07-例会/第一季度/a.jpg", "7"),
        ("7 其他名字/a.jpg", "7"),
        ("（7）会议/a.jpg", "7"),
        ("资料/第7项/深/更深/a.jpg", "7"),
        ("０７、例会/a.jpg", "7"),
        ("3A_annex/a.jpg", "3a"),
        # a place by its name, before a number of the file's own
        ("例会/1.jpg", "7"),
        ("Meetings 2022/12.jpg", "7"),
        # the place before the file's own name
        ("07-例会/承诺书.jpg", "7"),
        ("07-例会/12.jpg", "7"),
        # but number and name together before a number alone
        ("1-组织管理/07-例会.pdf", "7"),
        ("1-组织管理/07-例会/12.pdf", "7"),
        # by the number of the file
        ("012.pdf", "12"),
        ("12_x.pdf", "12"),
        ("12.pdf", "12"),
        # by a name in the file's, the longest
        ("社区承诺书扫描.pdf", "1"),
        ("承诺书照片.jpg", "2"),
        ("年度计划.doc", "12"),
        ("PLEDGE signed.pdf", "1"),
        ("photo of the  pledge.jpg", "2"),
    ],
)
def test_a_file_is_told_by_place_number_or_name(path: str, number: str) -> None:
    found = filed(path)
    assert found.files == {number: (path,)}
    assert found.unmatched == ()


@pytest.mark.parametrize(
    "path",
    [
        "7月会议.jpg",
        "1季度小结.pdf",
        "7.15活动.jpg",
        "12套.jpg",
        "71.pdf",
        "3ab.pdf",
        "签到.jpg",
        "readme.txt",
    ],
)
def test_what_only_looks_like_a_number_tells_no_paper(path: str) -> None:
    found = filed(path)
    assert (found.files, found.unmatched, found.unsure) == ({}, (path,), {})


def test_a_name_that_tells_several_papers_is_unsure() -> None:
    found = filed("承诺书和计划.pdf", "承诺书和计划/7 x.pdf")
    assert found.files == {"7": ("承诺书和计划/7 x.pdf",)}
    assert found.unsure == {"承诺书和计划.pdf": ("1", "12")}
    assert found.unmatched == ("承诺书和计划.pdf",)


def test_index_and_blank_papers_prove_nothing() -> None:
    found = filed("资料目录.csv", "空白表格/01-承诺书.docx", "01/资料目录.csv", "")
    assert (found.files, found.unmatched) == ({"1": ("01/资料目录.csv",)}, ())


def test_files_of_a_paper_keep_their_order_and_papers_theirs() -> None:
    found = filed("7/b", "1/a", "7/a")
    assert list(found.files.items()) == [("1", ("1/a",)), ("7", ("7/b", "7/a"))]


def test_ten_thousand_files_are_told() -> None:
    paths = [f"07-例会/第{n}套/{part}.jpg" for n in range(5000) for part in ("纪要", "签到")]
    found = filed(*paths)
    assert {number: len(files) for number, files in found.files.items()} == {"7": 10_000}


def report(answers: str, evidence: str = "{}", subject: str = "{setting: urban}") -> PapersReport:
    made = office()
    text = f"subject: {subject}\nanswers: {answers}\nevidence: {evidence}\n"
    document = parse_document(text, file="a.yaml", format="yaml")
    return papers_report(made, Reader(made).read(document))


ALL = "{pledge: yes, person: yes, meetings: 2, toilets: yes}"


def told(found: PapersReport) -> list[str]:
    return [
        f"{own.line} {own.number} {own.handed.state} "
        f"{spell(own.earned or Fraction(0))}/{spell(own.reachable or Fraction(0))}"
        for own in found.papers
    ]


def test_every_paper_of_every_line_has_the_points_that_rest_on_it() -> None:
    found = report(ALL, "{'1': p.pdf, '7': [1纪要.doc, 1签到.doc]}")
    assert told(found) == [
        "pledge 1 given 2/2",
        "pledge 2 missing 2/2",
        "staff 12 missing 1/1",
        "staff 7 short 2/2",
        "toilets 19 missing 5/5",
        "toilets 7 short 5/5",
    ]
    assert found.result.points is not None
    assert found.required.points is not None
    assert (found.result.points.earned, found.required.points.earned) == (10, 0)


def test_what_is_open_rests_on_papers_too() -> None:
    found = report("{meetings: {from: 1, to: 2}}")
    assert told(found)[2:4] == ["staff 12 missing 0/1", "staff 7 missing 1/2"]


def test_papers_that_do_not_apply_are_left_out() -> None:
    found = report(ALL, "{'19': a.jpg, '3a': b.pdf, '12': []}", "{setting: rural}")
    assert [own.number for own in found.papers] == ["1", "2", "12", "7", "7"]
    assert found.idle == ("19", "3a")


def test_a_line_without_points_has_none_that_rest_on_papers() -> None:
    made = rubric(
        "evidence: {1: {title: P}}\n"
        "dimensions:\n"
        "  - id: d\n"
        "    title: D\n"
        "    indicators: [{id: a, title: A, target: {at_least: 3}, evidence: [1]}]\n"
    )
    read = Reader(made).read(parse_document("answers: {a: 4}", file="a.yaml", format="yaml"))
    (own,) = papers_report(made, read).papers
    assert (own.earned, own.reachable) == (None, None)


def test_the_papers_of_the_community_are_found_as_its_folders_are_made() -> None:
    from hpscore.forms.papers import paper_folders

    community = Catalogue().get("healthy-community")
    folders = paper_folders(community, community.evidence)
    paths = [f"{path}/x.pdf" for own in folders for path in (own.path, *list(own.folders())[1:])]
    found = file_papers(community, paths)
    assert found.unmatched == ()
    for own in folders:
        assert all(path.startswith(own.path) for path in found.files[own.number])


def test_the_papers_of_the_community_are_found_by_their_titles() -> None:
    community = Catalogue().get("healthy-community")
    for number, paper in community.evidence.items():
        for title in paper.title.both():
            assert list(file_papers(community, [f"{title}.pdf"]).files) == [number], title
