"""The file that an interview keeps: it reads back the same, whatever was answered."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hpscore.forms.document import Draft, json_text, yaml_text
from hpscore.forms.scalars import flow, scalar
from hpscore.forms.steps import steps_of
from hpscore.model.assessment import Assessment
from hpscore.readers.assessments import Reader
from hpscore.source import Document, parse_document
from hpscore.source.text import NOT_TEXT
from tests.forms.asking import asked, interview, read

READER = Reader(asked())
STEPS = steps_of(READER.sheet)


def texts(least: int = 1) -> st.SearchStrategy[str]:
    """Return texts as a person may type them; the reader drops the space around them."""
    plain = st.text(min_size=least, max_size=20).filter(lambda text: not NOT_TEXT.search(text))
    tricky = st.sampled_from(
        ["yes", "No", "null", "~", "1", "010", "1.0", "- a", "a: b", "a #b", "{x"]
    )
    return st.one_of(plain, tricky).filter(lambda text: bool(text.strip()))


numbers = st.one_of(
    st.integers(0, 10**6),
    st.decimals(0, 100, places=3),
    st.sampled_from([10**45, Decimal("1e-40")]),
)
counts = st.one_of(st.integers(0, 10**6), st.just(10**45))


def noted(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    mapping = st.fixed_dictionaries({"value": values}, optional={"note": texts()})
    return st.one_of(values, mapping)


def ranges(ends: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    both = (
        st.tuples(ends, ends)
        .map(sorted)
        .map(lambda pair: dict(zip(("from", "to"), pair, strict=True)))
    )
    return st.one_of(both, st.fixed_dictionaries({"from": ends}, optional={"note": texts()}))


def shares(**more: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    parts = st.tuples(st.integers(0, 999), st.integers(1, 999)).map(sorted)
    share = parts.filter(lambda pair: pair[1] > 0)
    return st.tuples(share, st.fixed_dictionaries(more, optional={"note": texts()})).map(
        lambda found: {"count": found[0][0], "of": found[0][1], **found[1]}
    )


yes_no = noted(st.booleans())
na = texts().map(lambda reason: {"na": reason})
ANSWERS: dict[str, st.SearchStrategy[Any]] = {
    "pledge": yes_no,
    "meetings": st.one_of(noted(counts), ranges(counts)),
    "toilet_share": st.one_of(noted(st.decimals(0, 100, places=2)), shares()),
    "growth": st.one_of(noted(numbers), ranges(numbers)),
    "checkups": noted(st.sampled_from(["yearly", "none"])),
    "satisfaction": st.one_of(
        noted(st.sampled_from([0, Decimal("2.5"), 6])), ranges(st.sampled_from([1, 2]))
    ),
    "butt_count": noted(st.integers(0, 9)),
    "parking": st.one_of(yes_no, na),
    "sports": na,
    "children": na,
    "licensed": yes_no,
    "literacy": shares(population=texts(), date=st.just("2022-10-20")),
}
files = st.fixed_dictionaries(
    {"answers": st.fixed_dictionaries({}, optional=ANSWERS)},
    optional={
        "subject": st.fixed_dictionaries(
            {}, optional={"name": texts(), "id": texts(), "other": texts(), "residents": numbers}
        ),
        "period": st.just({"from": "2022-01-01", "to": "2022-12-31"}),
        "assessor": texts(),
        "points": st.fixed_dictionaries({}, optional={"staffing": st.sampled_from([1, 4])}),
        "vetoes": st.fixed_dictionaries({}, optional={"outbreak": st.booleans()}),
    },
)


def made(value: Any) -> Assessment:
    return READER.read(Document(value, "", None, "yaml"))


def written(draft: Draft, form: str = "yaml") -> str:
    if form == "json":
        return json_text(draft, STEPS)
    return yaml_text(draft, STEPS, interview().names)


@pytest.mark.parametrize("form", ["yaml", "json"])
@given(value=files)
def test_what_is_written_reads_back_the_same(form: str, value: Any) -> None:
    assessment = made(value)
    text = written(Draft("asked@1", assessment), form)
    document = parse_document(text, file=None, format="json" if form == "json" else "yaml")
    assert READER.read(document) == assessment


@given(
    st.recursive(
        st.one_of(st.none(), st.booleans(), st.integers(), st.decimals(-9, 9, places=2), texts(0)),
        lambda inner: st.one_of(
            st.lists(inner, max_size=3), st.dictionaries(texts(), inner, max_size=3)
        ),
        max_leaves=8,
    )
)
def test_sections_that_are_kept_are_found_again_as_they_were(section: Any) -> None:
    text = written(Draft("asked", Assessment(), {"registers": {"meetings": section}}))
    document = parse_document(text, file=None, format="yaml")
    assert document.value == {
        "rubric": "asked",
        "answers": {},
        "registers": {"meetings": section},
    }


def test_the_file_reads_like_one_that_a_person_wrote() -> None:
    assessment = read(
        "subject: {name: 幸福里社区, id: '007', setting: urban}\n"
        "period: {from: 2022-01-01, to: 2022-12-31}\nassessor: 第二组\n"
        "answers: {checkups: yearly, pledge: {value: yes, note: '见公示栏: 一楼'}, "
        "meetings: {from: 2, to: 3}, toilet_share: {count: 412, of: 500}, parking: {na: 无车位}}\n"
        "points: {staffing: {points: 3, note: 按表}}\nvetoes: {outbreak: no}"
    )
    draft = Draft("asked@1", assessment, open=frozenset({"person", "plan"}))
    assert yaml_text(draft, STEPS, interview("zh").names) == (
        "# 各种问法 1\n"
        "rubric: asked@1\n"
        "subject:\n"
        "  name: 幸福里社区\n"
        '  id: "007"\n'
        "  setting: urban\n"
        "period: {from: 2022-01-01, to: 2022-12-31}\n"
        "assessor: 第二组\n"
        "answers:\n"
        "  # 组织管理\n"
        '  pledge: {value: yes, note: "见公示栏: 一楼"}  # 承诺书\n'
        "  meetings: {from: 2, to: 3}  # 例会\n"
        "  person:  # 专人\n"
        "  plan:  # 计划\n"
        "  # 健康环境\n"
        "  toilet_share: {count: 412, of: 500}  # 卫生厕所普及率\n"
        "  parking: {na: 无车位}  # 停车\n"
        "  checkups: yearly  # 体检\n"
        "points:\n"
        "  staffing: {points: 3, note: 按表}\n"
        "vetoes:\n"
        "  outbreak: false\n"
    )


def test_json_holds_exact_decimals_and_truths() -> None:
    text = written(Draft("asked", read("answers: {pledge: yes, growth: 0.1}")), "json")
    assert json.loads(text) == {"rubric": "asked", "answers": {"pledge": True, "growth": 0.1}}
    assert '"growth": 0.1' in text


@pytest.mark.parametrize("text", ["李家", "a/b.yaml", "第2组 (乙)", "asked@2022.1", "2022-12-31"])
def test_ordinary_text_has_no_quotes(text: str) -> None:
    assert scalar(text) == text


@pytest.mark.parametrize(
    "text", ["yes", "Null", "007", "1.5", "-x", "a: b", "a #b", "", " a", "a,b"]
)
def test_text_that_could_be_taken_for_something_else_has_quotes(text: str) -> None:
    assert scalar(text) == json.dumps(text)
    assert flow({"x": text}) == f"{{x: {json.dumps(text)}}}"
