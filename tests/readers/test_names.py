"""Names: wherever a rubric or an indicator is named, an id, a title, a reference or an alias do."""

from __future__ import annotations

from pathlib import Path

import pytest

from hpscore.message import say
from hpscore.model.resolve import sheet_of
from hpscore.problem import Location, ProblemError
from hpscore.readers.assessments import rubric_of
from hpscore.readers.catalogue import Catalogue
from hpscore.readers.names import Names, fold, names_of, tier_names
from hpscore.readers.outcome import Outcome, Scorer
from hpscore.readers.rubrics import rubric_from
from hpscore.source import parse_document
from tests.readers.scored import OFFICE, answers, office


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
    assert str(names.meant("writen pledge")) == "did you mean 'Written Pledge'?"
    assert str(names.meant("例会次")) == "did you mean '例会次数'?"
    assert names.meant("writen pledge", {"meetings"}) is None
    assert names.meant("something else entirely") is None
    assert str(names.meant("writen", before="a:")) == "did you mean 'a:Written Pledge'?"


TITLED = Names(
    [("自办讲座", "own"), ("健康讲座", "lectures"), ("讲座", "talk"), ("own lectures held", "own")],
    ["own", "lectures", "community", "talk"],
    {
        "own": say("{zh}", zh="自办讲座"),
        "lectures": say("{en}", en="Lectures"),
    },
)


def test_a_part_of_several_names_is_answered_with_all_of_them_by_their_titles() -> None:
    meant = TITLED.meant("讲")
    assert meant is not None
    assert meant.text("en") == "did you mean one of 自办讲座 (own), lectures, talk?"
    assert meant.text("zh") == "是否指其中之一：自办讲座（own）、lectures、talk？"
    assert str(TITLED.meant("讲", {"own", "lectures"})) == (
        "did you mean one of 自办讲座 (own), lectures?"
    )


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("自办", "自办讲座"),
        ("健康讲", "健康讲座"),
        ("held", "own lectures held"),
        ("lecture", "lectures"),
        ("comm", "community"),
    ],
)
def test_a_part_of_one_name_or_nearly_all_of_it_means_that_name(typed: str, meant: str) -> None:
    assert str(TITLED.meant(typed)) == f"did you mean '{meant}'?"


@pytest.mark.parametrize("typed", ["mun", "co", "ld", "s h"])
def test_letters_from_the_middle_of_a_word_are_no_part_of_a_name(typed: str) -> None:
    assert TITLED.meant(typed) is None


def test_of_many_candidates_the_first_few_are_listed() -> None:
    names = Names([], [f"健康{n}" for n in range(9)])
    assert str(names.meant("健康")).endswith("健康4, 健康5, …?")


@pytest.mark.parametrize(
    ("typed", "item"),
    [
        ("1-4", "一-4"),
        ("１—４", "一-4"),
        ("附件1 1-4", "附件1 一-4"),
        ("11-2", "十一-2"),
        ("20-1-3", "二十-1-3"),
        ("三-1", "3-1"),
    ],
)
def test_items_are_found_with_digits_and_with_chinese_numbers(typed: str, item: str) -> None:
    assert Names([(item, "x")], []).find(typed) == ("x",)


def test_an_item_that_is_there_as_it_is_typed_is_that_one_and_others_stay_ambiguous() -> None:
    names = Names([("1-4", "a"), ("一-4", "b")], [])
    assert names.find("1-4") == ("a",)
    assert names.find("一-4") == ("b",)
    assert Names([("一-4", "a"), ("附件 一-4", "b")], []).find("附件 1-4") == ("b",)
    assert Names([("一-4", "a"), ("一—4", "b")], []).find("1-4") == ("a", "b")


@pytest.mark.parametrize("typed", ["21-4", "0-4", "1", "1-", "01-4", "-4", "1 4"])
def test_what_is_no_item_leads_nowhere(typed: str) -> None:
    assert Names([("一-4", "x"), ("二十一-4", "y"), ("一", "z")], []).find(typed) == ()


@pytest.mark.parametrize("key", ["1-2", "表 1-2"])
def test_answers_points_and_columns_go_by_items_with_digits(key: str) -> None:
    assert list(answers(f"{key}\n4\n")) == ["cleanings"]
    answered = scored(f"answers: {{{key}: 4}}").assessment
    awarded = scored(f"points: {{{key}: 3}}").assessment
    assert answered is not None
    assert awarded is not None
    assert list(answered.answers) == ["cleanings"]
    assert list(awarded.points) == ["cleanings"]


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
        (
            "answers: {Count: 4}",
            "ambiguous-question",
            "Count (planted), Count (fenced)",
            "name the question",
        ),
        (
            "answers: {树木: 4}",
            "ambiguous-question",
            "(planted), Count (fenced)",
            "name the question",
        ),
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
    assert "A fire (fire), flood" in str(problem.message)


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


def test_a_name_of_two_rubrics_is_refused_with_both(tmp_path: Path) -> None:
    for name in ("office", "other"):
        text = OFFICE.replace("rubric: office", f"rubric: {name}")
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    catalogue = Catalogue(folder=tmp_path)
    with pytest.raises(ProblemError) as caught:
        catalogue.get("Shared Name", location=Location(file="a.yaml", line=1))
    (problem,) = caught.value.problems
    assert problem.code == "ambiguous-rubric"
    assert "office, Office (other)" in str(problem.message)
    assert problem.location.file == "a.yaml"
    assert catalogue.get("other").rubric == "other"


def test_the_rubric_that_is_given_is_known_by_its_own_names() -> None:
    given = office()
    for name in ("office", "office@1", "办公", "办公室"):
        document = parse_document(f"rubric: {name}", file="a.yaml", format="yaml")
        assert rubric_of(document, Catalogue(), given) is given
