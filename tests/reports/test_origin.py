"""What is local in a rubric that extends another one: marked where it stands, and listed."""

from __future__ import annotations

import csv
import io
import json
from importlib.resources import files

import pytest
from jsonschema import Draft202012Validator

from hpscore.model.rubric import Rubric
from hpscore.readers.catalogue import Catalogue
from hpscore.reports.csv import write_csv
from hpscore.reports.document import whole_document
from hpscore.reports.itemised import itemised_view
from hpscore.reports.markdown import write_markdown
from hpscore.reports.names import names_for
from hpscore.reports.origin import local_words
from hpscore.reports.sheet import sheet_view
from tests.reports import made

OURS = """\
rubric: ours
version: "2"
extends: healthy-community@2022.1
title: {zh: 本地评估, en: Ours}
change:
  meetings: {bands: {1: 1, 4: 3}, aliases: null}
  trainings:
    title:
      zh: 参加过的全部培训次数
      en: All the trainings that were received by anybody in the course of this year
  effect: {points: 12}
  total: {unit: percent}
  evidence.1: {sets: 2}
  facts.setting: {aliases: [城乡]}
  healthy_community: {at_least: 65}
permit: {vulnerable_support: zero}
add:
  - {to: effect, indicator: {id: settled, title: {zh: 投诉办结, en: Complaints settled}, points: 2}}
  - {to: vetoes, veto: {id: crime, title: {zh: 刑事案件, en: A crime}, gives: not_yet}}
  - to: registers
    register: {id: polls, title: {zh: 问卷, en: Polls}, columns: {who: {title: Who}}}
"""


def ours() -> Rubric:
    return made.rubric(OURS)


def shown(rubric: Rubric, language: str = "en", *, origin: bool = True) -> list[str]:
    view = sheet_view(rubric, "zh" if language == "zh" else "en", origin=origin)
    return [" ".join(line.split()) for line in made.lines(view, 400)]


def listed(rubric: Rubric) -> dict[str, str]:
    return dict(local_words(names_for(rubric, "en")))


def test_each_change_is_listed_with_what_was_before() -> None:
    assert listed(ours()) == {
        "Work meetings held this year (meetings)": "bands: {2: 1, 3: 2, 4: 3} → {1: 1, 4: 3}; "
        "aliases: [例会次数, 工作例会], taken out",
        "All the trainings that were received by anybody in the course of this year (trainings)": (
            "title: {zh: 参加培训次数, en: Trainings received this year} → …"
        ),
        "Effect (effect)": "points: 10 → 12",
        "total": "unit: percent (new)",
        "1 Pledge (evidence.1)": "sets: 2 (new)",
        "Setting (facts.setting)": "aliases: [城乡类型] → [城乡]",
        "Healthy community (tiers.healthy_community)": "at_least: 70 → 65",
        "Health support for vulnerable groups (vulnerable_support)": "not_applicable: zero (new)",
        "Complaints settled (settled)": "added",
        "A crime (vetoes.crime)": "added",
        "Polls (registers.polls)": "added",
    }
    lines = shown(ours())
    assert lines[0] == "Ours · ours@2 · extends healthy-community@2022.1"
    assert lines.index("what is local (◆)") == 2


def test_what_is_local_is_marked_where_it_stands_and_nothing_else() -> None:
    lines = shown(ours())
    sheet = lines[lines.index("", lines.index("what is local (◆)")) :]
    marked = [line.partition("◆ ")[2] for line in sheet if "◆" in line]
    begin = [
        "一-4 Work meetings", "All the trainings", "二-8 Health support", "Effect",
        "Complaints settled", "A crime", "Healthy community", "Setting", "1 ",
    ]  # fmt: skip
    assert len(marked) == len(begin)
    for text, wanted in zip(marked, begin, strict=True):
        assert text.startswith(wanted)


def test_without_origin_nothing_is_marked_but_what_it_extends_is_named() -> None:
    lines = shown(ours(), origin=False)
    assert not any("◆" in line for line in lines)
    assert lines[0].endswith("extends healthy-community@2022.1")
    assert "extends healthy-community@2022.1" in lines[1:]


def test_a_rubric_of_its_own_has_nothing_local() -> None:
    lines = shown(Catalogue().get("healthy-family"))
    assert "nothing: it extends no other rubric" in lines
    assert not any("◆ " in line for line in lines)


def test_what_an_overlay_below_it_changed_names_that_one() -> None:
    top = (
        "rubric: top\nversion: '1'\ntitle: Top\nextends: healthy-community-survey@2022.1\n"
        "change: {effect: {notes: [Local]}}\n"
    )
    lines = shown(made.rubric(top))
    below = [line for line in lines if line.endswith("by healthy-community-survey@2022.1")]
    assert len(below) >= 2
    assert "◆ Effect (effect) notes: [Local] (new)" in lines


def test_long_values_are_said_to_differ() -> None:
    long_ = "x" * 90
    text = OURS.replace("change:", f"change:\n  pledge: {{title: {long_}, help: {long_}}}", 1)
    base = " ".join(shown(made.rubric(text)))
    assert "help (new)" in base
    notes = f"change:\n  satisfaction: {{notes: [{long_}]}}"
    assert "notes: other than before" in " ".join(
        shown(made.rubric(OURS.replace("change:", notes, 1)))
    )


RESULT = "subject: {name: A}\nanswers: {pledge: yes}\n"


def test_every_output_names_what_was_extended() -> None:
    found = made.outcome(ours(), RESULT)
    assert found.result is not None
    assert found.rubric is not None
    document = made.plain(whole_document([found], "en"))
    assert document["results"][0]["rubric"]["extends"] == {
        "id": "healthy-community",
        "version": "2022.1",
    }
    schema = json.loads(
        files("hpscore").joinpath("schema/result.schema.json").read_text(encoding="utf-8")
    )
    Draft202012Validator(schema).validate(document)
    stream = io.StringIO()
    write_csv([found], stream, "en")
    (row,) = csv.DictReader(io.StringIO(stream.getvalue()))
    assert [*row][:4] == ["source", "rubric", "version", "extends"]
    assert row["extends"] == "healthy-community@2022.1"
    stream = io.StringIO()
    write_markdown([found], stream, "en", several=False)
    assert stream.getvalue().startswith("# A · Ours 2 (extends healthy-community@2022.1)\n")
    view = itemised_view(found.result, found.rubric, found.assessment, "zh")
    assert "healthy-community@2022.1" in made.text(view)


@pytest.mark.parametrize("name", ["幸福里社区.yaml"])
def test_a_rubric_that_extends_none_says_nothing_of_it(name: str) -> None:
    document = made.plain(whole_document([made.example(name)], "en"))
    assert "extends" not in document["results"][0]["rubric"]
    stream = io.StringIO()
    write_csv([made.example(name)], stream, "en")
    assert "extends" not in stream.getvalue()
