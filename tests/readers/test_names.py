"""Names: wherever a rubric or an indicator is named, an id, a title, a reference or an alias do."""

from __future__ import annotations

from pathlib import Path

import pytest

from hpscore.model.resolve import sheet_of
from hpscore.problem import Location, ProblemError
from hpscore.readers import catalogue as catalogues
from hpscore.readers.assessments import rubric_of
from hpscore.readers.catalogue import Catalogue
from hpscore.readers.names import Names, fold, names_of, tier_names
from hpscore.readers.outcome import Outcome, Scorer
from hpscore.readers.rubrics import rubric_from
from hpscore.source import parse_document
from tests.readers.scored import OFFICE, office


def scored(text: str) -> Outcome:
    return Scorer(Catalogue(), office()).score(parse_document(text, file="a.yaml", format="yaml"))


def told(text: str) -> list[tuple[str, str, str]]:
    return [(p.code, str(p.message), str(p.help)) for p in scored(text).problems]


@pytest.mark.parametrize(
    "written", ["一-2", "一－2", "一—2", " 一–2", "表  一-2", "ＣＬＥＡＮＩＮＧＳ", "大扫除 "]
)
def test_width_case_dashes_and_spaces_do_not_matter(written: str) -> None:
    assert names_of(sheet_of(office())).find(written) == ("cleanings",)
    assert fold(written) == fold(fold(written))


def test_an_id_as_it_is_written_is_never_ambiguous() -> None:
    names = Names([("b", "a"), ("B", "c")], ["a", "b"])
    assert names.find("b") == ("b",)
    assert names.find("B") == ("b", "a", "c")


def test_names_are_suggested_as_they_are_written() -> None:
    names = Names([("Written Pledge", "pledge"), ("例会次数", "meetings")], ["pledge", "meetings"])
    assert names.near("writen pledge") == "Written Pledge"
    assert names.near("例会次") == "例会次数"
    assert names.near("writen pledge", {"meetings"}) is None
    assert names.near("something else entirely") is None


def test_a_reference_of_nothing_but_spaces_is_no_name() -> None:
    text = OFFICE.replace("ref: 表 一-2", 'ref: "  "')
    names = names_of(sheet_of(rubric_from(parse_document(text, file=None, format="yaml"))))
    assert names.find("一-2") == ()
    assert names.find("  ") == ()


@pytest.mark.parametrize("key", ["cleanings", "大扫除", "一-2", "表 一-2", "Cleanings"])
def test_answers_and_points_go_by_any_name(key: str) -> None:
    answered = scored(f"answers: {{{key}: 4}}").assessment
    awarded = scored(f"points: {{{key}: 3}}").assessment
    assert answered is not None
    assert awarded is not None
    assert list(answered.answers) == ["cleanings"]
    assert list(awarded.points) == ["cleanings"]


@pytest.mark.parametrize(
    ("text", "code", "says", "helps"),
    [
        ("answers: {大扫除次: 4}", "unknown-question", "大扫除次", "'大扫除'"),
        ("answers: {Cleaning: 4}", "unknown-question", "Cleaning", "'cleanings'"),
        ("answers: {Count: 4}", "ambiguous-question", "planted, fenced", "name the question"),
        ("answers: {树木: 4}", "ambiguous-question", "planted, fenced", "name the question"),
        ("points: {大扫: 4}", "unknown-indicator", "大扫", "'大扫除'"),
        ("vetoes: {发生火: yes}", "unknown-veto", "发生火", "'发生火灾'"),
        ("vetoes: {fire: yes, 发生火灾: no}", "two-answers", "fire", "keep one"),
    ],
)
def test_near_misses_are_suggested_and_several_meanings_listed(
    text: str, code: str, says: str, helps: str
) -> None:
    ((found, message, help_),) = told(text)
    assert found == code
    assert says in message
    assert helps in help_


def test_a_veto_that_may_be_several_is_refused_with_them() -> None:
    two = OFFICE.replace(
        "gives: poor}]",
        "gives: poor, aliases: [事故]}, {id: flood, title: Flood, gives: poor, aliases: [事故]}]",
    )
    rubric = rubric_from(parse_document(two, file=None, format="yaml"))
    document = parse_document("vetoes: {事故: yes}", file=None, format="yaml")
    (problem,) = Scorer(Catalogue(), rubric).score(document).problems
    assert problem.code == "ambiguous-veto"
    assert "fire, flood" in str(problem.message)


def test_tiers_go_by_title_and_grade() -> None:
    names = tier_names(Catalogue().get("healthy-family"))
    assert names.find("健康家庭") == names.find("优") == names.find("Excellent") == ("healthy",)


@pytest.mark.parametrize(
    "name", ["healthy-community", "Healthy-Community", "健康社区", "community"]
)
def test_a_rubric_goes_by_any_name(name: str) -> None:
    assert Catalogue().given(name).rubric == "healthy-community"
    document = parse_document(f"rubric: {name}", file="a.yaml", format="yaml")
    assert rubric_of(document, Catalogue(), None).rubric == "healthy-community"


@pytest.mark.parametrize(
    ("name", "near"), [("健康社", "健康社区"), ("healthy-comunity", "healthy-community")]
)
def test_a_rubric_that_is_not_there_is_told_with_the_one_meant_and_its_place(
    name: str, near: str
) -> None:
    document = parse_document(f"answers: {{}}\nrubric: {name}\n", file="a.yaml", format="yaml")
    with pytest.raises(ProblemError) as caught:
        rubric_of(document, Catalogue(), None)
    (problem,) = caught.value.problems
    assert problem.code == "unknown-rubric"
    assert near in str(problem.help)
    assert (problem.location.line, problem.location.column) == (2, 9)


def test_a_name_of_two_rubrics_is_refused_with_both(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("office", "other"):
        text = OFFICE.replace("rubric: office", f"rubric: {name}")
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    paths = {name: tmp_path / f"{name}.yaml" for name in ("office", "other")}
    monkeypatch.setattr(catalogues, "rubric_paths", lambda: paths)
    with pytest.raises(ProblemError) as caught:
        Catalogue().get("Shared Name", location=Location(file="a.yaml", line=1))
    (problem,) = caught.value.problems
    assert problem.code == "ambiguous-rubric"
    assert "office, other" in str(problem.message)
    assert problem.location.file == "a.yaml"
    assert Catalogue().get("other").rubric == "other"


def test_the_rubric_that_is_given_is_known_by_its_own_names() -> None:
    given = office()
    for name in ("office", "office@1", "办公", "办公室"):
        document = parse_document(f"rubric: {name}", file="a.yaml", format="yaml")
        assert rubric_of(document, Catalogue(), given) is given
