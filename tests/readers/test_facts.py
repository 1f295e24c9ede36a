"""Facts of the subject: what a command misspells is refused, what is wrong is told in words."""

from __future__ import annotations

import pytest

from hpscore.message import LANGUAGES
from hpscore.model.assessment import STANDARD_TITLES, Assessment
from hpscore.model.scalars import fold
from hpscore.packaged import rubric_paths
from hpscore.problem import CommandError
from hpscore.readers.assessments import Reader
from hpscore.readers.catalogue import Catalogue
from hpscore.readers.facts import fact_names, meant_fact
from hpscore.readers.outcome import Scorer
from hpscore.readers.overrides import override
from hpscore.readers.rubrics import read_rubric
from hpscore.source import parse_document
from tests.readers.scored import office


def told(subject: str) -> tuple[str, str, str, str]:
    """Return the message and the help about a subject, in English and in Chinese."""
    document = parse_document(f"subject: {subject}\nanswers: {{}}", file=None, format="yaml")
    (problem,) = Scorer(Catalogue(), office()).score(document).problems
    assert problem.help is not None
    said = (problem.message, problem.help)
    return (*(one.text("en") for one in said), *(one.text("zh") for one in said))  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("settng", "setting"),
        ("Settings", "setting"),
        ("城", "城乡"),
        ("城相", "城乡"),
        ("方案负责", "方案负责人"),
        ("conty", "county"),
        ("adress", "address"),
    ],
)
def test_a_stated_fact_that_is_misspelt_is_refused_with_the_one_meant(
    name: str, meant: str
) -> None:
    reader = Reader(office())
    with pytest.raises(CommandError) as caught:
        override(reader, Assessment(), {name: "rural"}, {})
    assert str(caught.value.message) == f"there is no fact '{name}' in office"
    assert str(caught.value.help) == f"did you mean '{meant}'?"


@pytest.mark.parametrize(
    "name", ["颜色", "zone", "city", "kind", "x", "community_id", "id 2", "name-en", "phone"]
)
def test_a_stated_fact_of_its_own_is_kept(name: str) -> None:
    assert meant_fact(name, office()) is None
    assert override(Reader(office()), Assessment(), {name: "1"}, {}).subject == {name: "1"}


def test_a_misspelt_fact_of_a_file_is_kept_and_flagged() -> None:
    document = parse_document("subject: {settng: rural}\nanswers: {}", file=None, format="yaml")
    result = Scorer(Catalogue(), office()).score(document).result
    assert result is not None
    assert ("undeclared-fact", ("settng",)) in [(flag.code, flag.about) for flag in result.flags]


def test_a_fact_and_its_options_are_told_as_they_may_be_written() -> None:
    assert told("{setting: village}") == (
        "the fact 'setting (城乡)' takes urban (城市), rural (农村), got 'village'",
        "leave it out while it is not known",
        "基本信息“城乡”应为城市、农村，现为“village”",
        "不清楚时留空",
    )
    assert told("{城乡: 农材}")[1::2] == ("did you mean '农村'?", "是否指“农村”？")
    assert told("{城乡: 市}")[1] == "did you mean '城市'?"


@pytest.mark.parametrize(
    ("subject", "says"),
    [
        ("{plan: [a]}", "“方案负责人”"),
        ("{plan: a, 方案负责人: b}", "“方案负责人”"),
        ("{people: many}", "“people”"),
    ],
)
def test_a_fact_goes_by_its_title_in_whatever_is_told_of_it(subject: str, says: str) -> None:
    document = parse_document(f"subject: {subject}\nanswers: {{}}", file=None, format="yaml")
    (problem,) = Scorer(Catalogue(), office()).score(document).problems
    assert says in problem.message.text("zh")


def test_what_forms_call_the_facts_of_every_subject_is_read_in_both_languages() -> None:
    names = fact_names(read_rubric(rubric_paths()["healthy-agency"]))
    for fact, title in STANDARD_TITLES.items():
        for language in LANGUAGES:
            assert names[fold(title.text(language))] == fact
