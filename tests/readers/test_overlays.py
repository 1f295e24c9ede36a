"""Overlays: what they change is changed, everything else is as published, nothing is silent."""

from __future__ import annotations

from pathlib import Path

import pytest

from hpscore.model.digest import digest_of
from hpscore.model.rubric import Rubric
from hpscore.problem import ProblemError
from hpscore.readers.catalogue import Catalogue
from hpscore.readers.rubrics import read_rubric, rubric_from
from hpscore.readers.shelf import Shelf
from hpscore.source import parse_document

BASE = """\
rubric: office
version: "1"
title: Tidy office
aliases: [tidy]
notes: [All of it is published]
provenance: {document: Plan, effective_from: 2022-01-01}
facts:
  kind: {title: Kind, options: [old, new]}
evidence:
  7: {title: Minutes, sets: 4}
registers:
  walks: {title: Walks, columns: {who: {title: Who}}}
questions:
  - {id: visits, title: Visits, ask: count}
dimensions:
  - id: upkeep
    title: Upkeep
    points: 10
    indicators:
      - {id: cleanings, title: Cleanings, points: 4, bands: {2: 2, 4: 4}, evidence: [7]}
      - id: staff
        title: Staff
        points: 6
        sum:
          - {id: person, title: A person, points: 2}
          - {id: trained, title: Trained, points: 4}
tiers:
  - {id: tidy, title: Tidy, at_least: 7}
  - {id: other, title: Other}
measures:
  - {answers: visits, register: walks, count: rows, empty: 0}
"""
HEAD = """\
rubric: ours
version: "2"
extends: office@1
title: Ours
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "office.yaml").write_text(BASE, encoding="utf-8")
    return tmp_path


def ours(folder: Path, text: str, head: str = HEAD) -> Rubric:
    path = folder / "ours.yaml"
    path.write_text(head + text, encoding="utf-8")
    return read_rubric(path, packaged=folder)


def told(folder: Path, text: str, head: str = HEAD) -> list[str]:
    """Return every problem: file, line and column, code, message, help."""
    with pytest.raises(ProblemError) as caught:
        ours(folder, text, head)
    return [
        f"{Path(p.location.file or '').name}:{p.location.line}:{p.location.column} "
        f"{p.code}: {p.message} ({p.help})"
        for p in caught.value.problems
    ]


def flat(text: str) -> Rubric:
    return rubric_from(parse_document(text, file="flat.yaml", format="yaml"))


def test_an_overlay_that_says_nothing_else_scores_as_its_base(folder: Path) -> None:
    found, base = ours(folder, ""), read_rubric(folder / "office.yaml")
    assert (found.rubric, found.version, found.title.en) == ("ours", "2", "Ours")
    assert str(found.extends) == "office@1"
    assert (found.dimensions, found.tiers, found.facts) == (base.dimensions, base.tiers, base.facts)
    assert found.local == ()
    assert base.extends is None


def test_names_are_its_own_and_notes_come_on_top(folder: Path) -> None:
    found = ours(folder, "notes: [Ours is local]\n")
    assert found.aliases == ()
    assert [note.en for note in found.notes] == ["All of it is published", "Ours is local"]
    assert found.provenance is not None
    assert found.provenance.document.en == "Plan"
    decided = ours(folder, "provenance: {document: Ours}\naliases: [our office]\n")
    assert decided.provenance is not None
    assert (decided.provenance.document.en, decided.provenance.effective_from) == ("Ours", None)
    assert decided.aliases == ("our office",)
    assert [note.en for note in decided.notes] == ["All of it is published"]


def test_the_digest_is_that_of_the_same_rubric_written_out(folder: Path) -> None:
    found = ours(folder, "change: {cleanings: {bands: {1: 4}}}\n")
    whole = BASE.replace("{2: 2, 4: 4}", "{1: 4}").replace("rubric: office", "rubric: ours")
    assert digest_of(found) == digest_of(flat(whole.replace('version: "1"', 'version: "2"')))
    assert digest_of(found) != digest_of(ours(folder, ""))


def test_fields_are_replaced_taken_out_and_new(folder: Path) -> None:
    found = ours(
        folder,
        "change:\n"
        "  cleanings: {title: Big cleanings, evidence: null, help: Count them}\n"
        "  trained: {requires: {question: person}}\n"
        "  tidy: {at_least: 8}\n"
        "  evidence.7: {sets: 2}\n"
        "  total: {unit: percent}\n"
        "  between_tiers: undefined\n"
        "  measures.visits: {empty: open}\n",
    )
    cleanings, staff = found.dimensions[0].indicators
    assert (cleanings.title.en, cleanings.evidence) == ("Big cleanings", ())
    assert cleanings.rule.kind == "bands"
    assert staff.rule.kind == "sum"
    assert staff.rule.parts[1].requires is not None
    assert found.tiers[0].at_least is not None
    assert found.tiers[0].at_least.number == 8
    assert (found.evidence["7"].sets, found.evidence["7"].title.en) == (2, "Minutes")
    assert (found.total.unit, found.between_tiers) == ("percent", "undefined")
    assert found.measures[0].empty == "open"


def test_a_rule_takes_the_place_of_another_one(folder: Path) -> None:
    found = ours(
        folder,
        "change: {staff: {rating: 0.5}, cleanings: {linear: {from: 0, to: 4}, ask: count}}\n",
    )
    assert [line.rule.kind for line in found.dimensions[0].indicators] == ["linear", "rating"]
    changes = {change.id: change for change in found.local}
    assert [(f.name, f.before, f.after) for f in changes["cleanings"].fields] == [
        ("bands", "{2: 2, 4: 4}", None),
        ("linear", None, "{from: 0, to: 4}"),
        ("ask", None, "count"),
    ]
    assert [f.name for f in changes["staff"].fields] == ["sum", "rating"]


def test_what_a_stream_loses_is_no_rule_to_replace(folder: Path) -> None:
    text = BASE.replace(
        "points: 4, bands: {2: 2, 4: 4}, evidence: [7]",
        "points: 4, deduct: {streams: [{id: butts, title: Butts, each: 1, target: 3}]}",
    )
    (folder / "office.yaml").write_text(text, encoding="utf-8")
    found = ours(
        folder,
        "change: {butts: {each: 2}}\n"
        "add: [{to: cleanings, stream: {id: ash, title: Ash, fixed: 1}}]\n",
    )
    rule = found.dimensions[0].indicators[0].rule
    assert rule.kind == "deduct"
    first, second = rule.streams
    assert first.each is not None
    assert first.target is not None
    assert (first.each.number, first.target.number, second.id) == (2, 3, "ash")


def test_not_applicable_is_permitted(folder: Path) -> None:
    found = ours(
        folder,
        "permit: {cleanings: excluded, trained: excluded, upkeep: excluded}\n"
        "change: {total: {rescale: yes}, upkeep: {rescale: yes}, staff: {rescale: yes}}\n",
    )
    dimension = found.dimensions[0]
    assert dimension.not_applicable == dimension.indicators[0].not_applicable == "excluded"
    assert {c.id for c in found.local if c.kind == "permitted"} == {
        "cleanings",
        "trained",
        "upkeep",
    }


def test_elements_are_added_where_they_belong(folder: Path) -> None:
    found = ours(
        folder,
        "change: {upkeep: {points: 13}, staff: {points: 7}}\n"
        "add:\n"
        "  - {to: upkeep, after: cleanings, indicator: {id: doors, title: Doors, points: 2}}\n"
        "  - {to: staff, part: {id: paid, title: Paid, points: 1}}\n"
        "  - {to: tiers, before: other, tier: {id: nearly, title: Nearly, at_least: 5}}\n"
        "  - {to: facts, before: kind, fact: {id: county, title: County}}\n"
        "  - {to: marks, mark: {id: key, title: Key}}\n"
        "  - {to: evidence, paper: {id: 8, title: Photos}}\n"
        "  - {to: conversions, conversion: {id: city, title: City, times: 2}}\n"
        "  - {to: walks, before: who, column: {id: day, title: Day, ask: date}}\n"
        "  - {to: registers, register: {id: checks, title: Checks, columns: {who: {title: Who}}}}\n"
        "  - {to: questions, question: {id: checked, title: Checked, ask: count}}\n"
        "  - {to: measures, measure: {answers: checked, register: checks, count: rows, empty: 0}}\n"
        "  - {to: remarks, remark: {id: seen, when: {question: checked, above: 0}, text: Seen}}\n",
    )
    lines = found.dimensions[0].indicators
    assert [line.id for line in lines] == ["cleanings", "doors", "staff"]
    assert lines[2].rule.kind == "sum"
    assert [part.id for part in lines[2].rule.parts] == ["person", "trained", "paid"]
    assert [tier.id for tier in found.tiers] == ["tidy", "nearly", "other"]
    assert ([*found.facts], [*found.evidence], [*found.marks]) == (
        ["county", "kind"],
        ["7", "8"],
        ["key"],
    )
    assert [*found.registers["walks"].columns] == ["day", "who"]
    assert [measure.answers for measure in found.measures] == ["visits", "checked"]
    added = [f"{c.section}.{c.id}" for c in found.local if c.kind == "added"]
    assert added[:3] == ["dimensions.doors", "dimensions.paid", "tiers.nearly"]
    assert {"registers.day", "measures.checked", "remarks.seen"} <= {*added}


def test_an_id_means_a_line_before_a_register_of_that_name(folder: Path) -> None:
    base = BASE.replace("walks", "cleanings")
    (folder / "office.yaml").write_text(base, encoding="utf-8")
    found = ours(folder, "change: {cleanings: {title: A}, registers.cleanings: {title: B}}\n")
    assert found.dimensions[0].indicators[0].title.en == "A"
    assert found.registers["cleanings"].title.en == "B"


WRONG = {
    "a name that leads nowhere": (
        "change: {cleaning: {points: 4}}\n",
        "ours.yaml:5:10 unknown-element: there is no 'cleaning' in office@1 "
        "(did you mean 'cleanings'?)",
    ),
    "a name like none": (
        "permit: {zzz: full}\n",
        "ours.yaml:5:10 unknown-element: there is no 'zzz' in office@1 "
        "(hpscore show office@1 lists what it has)",
    ),
    "a section that is not there": (
        "change: {fact.kind: {title: K}}\n",
        "ours.yaml:5:10 unknown-element: there is no 'fact.kind' in office@1 "
        "(did you mean 'facts.kind'?)",
    ),
    "a measure without its section": (
        "change: {measures.visit: {empty: 0}}\n",
        "ours.yaml:5:10 unknown-element: there is no 'measures.visit' in office@1 "
        "(did you mean 'measures.visits'?)",
    ),
    "a name of several": (
        "change: {tidy: {points: 4}}\n",
        "ours.yaml:5:10 ambiguous-element: 'tidy' may mean facts.tidy, tiers.tidy "
        "(write one of them)",
    ),
    "a change twice": (
        "change: {kind: {title: K}, facts.kind: {personal: yes}}\n",
        "ours.yaml:5:28 changed-twice: 'facts.kind' was changed before, as 'kind' "
        "(write all its fields in one place)",
    ),
    "a change of nothing": (
        "change: {kind: {}}\n",
        "ours.yaml:5:10 no-fields: 'kind' takes the fields that change "
        "(write them below it, such as points: 3)",
    ),
    "a change to the same": (
        "change: {cleanings: {points: 4}}\n",
        "ours.yaml:5:22 no-change: 'points' is 4 already "
        "(write what it should be, or leave it out)",
    ),
    "a change of an id": (
        "change: {cleanings: {id: sweeping}}\n",
        "ours.yaml:5:22 fixed-id: 'cleanings' cannot get another id (add an element of that id)",
    ),
    "nothing to take out": (
        "change: {cleanings: {evidenc: null}}\n",
        "ours.yaml:5:22 nothing-there: there is no 'evidenc' to take out "
        "(did you mean 'evidence'?)",
    ),
    "nothing like it to take out": (
        "change: {between_tiers: null}\n",
        "ours.yaml:5:10 nothing-there: there is no 'between_tiers' to take out (leave it out)",
    ),
    "what another change replaces": (
        "change: {staff: {rating: 0.5}, trained: {title: T}}\n",
        "ours.yaml:5:32 replaced-whole: 'trained' stands in sum: of 'staff', which is replaced "
        "as a whole (write it there)",
    ),
    "permitted where it may not be": (
        "permit: {kind: full}\n",
        "ours.yaml:5:10 not-a-line: 'kind' stands under facts "
        "(only lines, parts of lines and dimensions may be not applicable)",
    ),
    "an addition to nothing": (
        "add: [{indicator: {id: x, title: X}}]\n",
        "ours.yaml:5:7 missing-key: 'to' is missing (write to:)",
    ),
    "an addition to what is not there": (
        "add: [{to: tier, tier: {id: x, title: X}}]\n",
        "ours.yaml:5:8 unknown-element: there is no 'tier' in office@1 (did you mean 'tiers'?)",
    ),
    "an addition to what holds nothing": (
        "add: [{to: cleanings, part: {id: x, title: X}}]\n",
        "ours.yaml:5:8 not-a-list: nothing can be added to 'cleanings' "
        "(name a section, a dimension, or a line that is made of parts)",
    ),
    "an addition under another word": (
        "add: [{to: staff, line: {id: x, title: X}}]\n",
        "ours.yaml:5:19 unknown-key: 'line' is no key here "
        "(what is added to 'staff' stands under part:)",
    ),
    "an addition of nothing": (
        "add: [{to: staff}]\n",
        "ours.yaml:5:7 missing-key: 'part' is missing (write part:)",
    ),
    "an addition without an id": (
        "add: [{to: staff, part: {title: X}}]\n",
        "ours.yaml:5:19 missing-key: 'id' is missing (write id:)",
    ),
    "an addition of what is there": (
        "add: [{to: staff, part: {id: cleanings, title: X, points: 1}}]\n",
        "ours.yaml:5:26 already-there: there is 'cleanings' in office@1 already "
        "(change it under change:, or add another id)",
    ),
    "an addition of a tier that is there": (
        "add: [{to: tiers, tier: {id: other, title: X}}]\n",
        "ours.yaml:5:26 already-there: there is 'other' in office@1 already "
        "(change it under change:, or add another id)",
    ),
    "a neighbour that is not there": (
        "add: [{to: tiers, after: othr, tier: {id: x, title: X}}]\n",
        "ours.yaml:5:19 unknown-element: there is no 'othr' in 'tiers' (did you mean 'other'?)",
    ),
    "a neighbour like none": (
        "add: [{to: tiers, after: 7, tier: {id: x, title: X}}]\n",
        "ours.yaml:5:19 unknown-element: there is no '7' in 'tiers' (it has tidy, other)",
    ),
    "two neighbours": (
        "add: [{to: tiers, after: tidy, before: other, tier: {id: x, title: X}}]\n",
        "ours.yaml:5:32 two-places: both after and before are given (keep one of them)",
    ),
    "a key of a rubric": (
        "dimensions: []\n",
        "ours.yaml:5:1 unknown-key: 'dimensions' is no key here (take it out)",
    ),
    "a list of changes": (
        "change: [cleanings]\n",
        "ours.yaml:5:9 dict-type: 'change' takes a mapping, got a list (None)",
    ),
}


@pytest.mark.parametrize(("text", "wanted"), [pytest.param(*v, id=k) for k, v in WRONG.items()])
def test_what_an_overlay_gets_wrong_is_told_at_its_place(
    folder: Path, text: str, wanted: str
) -> None:
    if "tidy: {points" in text:
        base = BASE.replace("facts:\n", "facts:\n  tidy: {title: Tidy}\n")
        (folder / "office.yaml").write_text(base, encoding="utf-8")
    assert told(folder, text) == [wanted]


def test_what_is_permitted_already_is_refused(folder: Path) -> None:
    base = BASE.replace("evidence: [7]}", "evidence: [7], not_applicable: full}")
    (folder / "office.yaml").write_text(base, encoding="utf-8")
    assert told(folder, "permit: {cleanings: zero}\n") == [
        "ours.yaml:5:10 permitted-twice: 'cleanings' may be not applicable already (full) "
        "(leave it out, or change its not_applicable: under change:)"
    ]


def test_a_part_that_stands_in_two_places_is_not_changed_by_its_name(folder: Path) -> None:
    base = BASE.replace(
        "points: 4, bands: {2: 2, 4: 4}, evidence: [7]}",
        "points: 4, by: {fact: kind, cases: {old: {id: x, title: X}, new: {id: x, title: X}}}}",
    )
    (folder / "office.yaml").write_text(base, encoding="utf-8")
    assert told(folder, "change: {x: {title: Y}}\n") == [
        "ours.yaml:5:10 ambiguous-element: 'x' stands in 2 places (change the line around them)"
    ]


def test_every_problem_is_told_at_once_in_the_file_where_it_stands(folder: Path) -> None:
    base = BASE.replace("title: Trained", "titel: Trained")
    (folder / "office.yaml").write_text(base, encoding="utf-8")
    found = told(folder, "change:\n  cleanings: {bands: {1: 9}}\n  nobody: {title: X}\n")
    assert [problem.split(":")[0] for problem in found] == ["ours.yaml", "ours.yaml", "office.yaml"]
    assert found[0].startswith("ours.yaml:6:26 points-range")
    assert found[1].startswith("ours.yaml:7:3 unknown-element")
    assert found[2].startswith("office.yaml:26:27 unknown-key: 'titel'")


def test_a_sum_that_no_longer_adds_up_is_told_where_it_stands(folder: Path) -> None:
    assert told(folder, "change: {trained: {points: 3}}\n") == [
        "office.yaml:23:17 points-total: parts of 'staff' add up to 5, it declares 6 "
        "(correct one of the parts, or the sum: 1 are missing)"
    ]


def test_a_value_of_the_wrong_kind_is_told_in_the_overlay(folder: Path) -> None:
    (first,) = told(folder, "permit: {cleanings: maybe}\n")
    assert first.startswith("ours.yaml:5:21 literal-error: 'not_applicable' takes one of excluded")


@pytest.mark.parametrize(
    ("extends", "wanted"),
    [
        ("offise@1", "unknown-rubric: there is no rubric 'offise' (did you mean 'office'?)"),
        ("zzz@1", "unknown-rubric: there is no rubric 'zzz' "
         "(known: office; or give the path of a rubric file)"),
        ("office@3", "unknown-version: there is no version 3 of 'office', only 1 (name office@1)"),
        ("office", "no-version: 'office' names no version (write office@1)"),
        ("none.yaml", "no-such-file: there is no file 'none.yaml' below the overlay's folder "
         "(correct the path, or name a packaged rubric: healthy-community@2022.1)"),
        ("../office.yaml", "outside: the path '../office.yaml' leads out of the folder "
         "(name a file below the overlay's own folder)"),
        ("/etc/passwd.yaml", "outside: the path '/etc/passwd.yaml' leads out of the folder "
         "(name a file below the overlay's own folder)"),
        ("linked.yaml", "outside: the path 'linked.yaml' leads out of the folder "
         "(name a file below the overlay's own folder)"),
        ("ours.yaml", "extends-itself: it extends itself, by way of ours.yaml, ours.yaml "
         "(extend a rubric that does not build on this one)"),
    ],
)  # fmt: skip
def test_what_is_extended_must_be_there(tmp_path: Path, extends: str, wanted: str) -> None:
    folder = tmp_path / "inner"
    folder.mkdir()
    for place in (folder, tmp_path):
        (place / "office.yaml").write_text(BASE, encoding="utf-8")
    (folder / "linked.yaml").symlink_to(tmp_path / "office.yaml")
    head = HEAD.replace("office@1", extends)
    path = folder / "ours.yaml"
    path.write_text(head, encoding="utf-8")
    only = tmp_path / "packaged"
    only.mkdir()
    (only / "office.yaml").write_text(BASE, encoding="utf-8")
    with pytest.raises(ProblemError) as caught:
        read_rubric(path, packaged=only)
    (problem,) = caught.value.problems
    assert f"{problem.code}: {problem.message} ({problem.help})" == wanted
    assert (problem.location.line, problem.location.column) == (3, 10)


def test_a_number_extends_nothing(folder: Path) -> None:
    (problem,) = told(folder, "", HEAD.replace("office@1", "2022.1"))
    assert problem.startswith("ours.yaml:3:10 string-type: 'extends' takes a text")


def test_an_overlay_without_its_own_name_is_refused(folder: Path) -> None:
    found = told(folder, "", "extends: office@1\n")
    assert [problem.split(" (")[0].split(" ", 1)[1] for problem in found] == [
        f"missing-key: '{key}' is missing" for key in ("rubric", "version", "title")
    ]


def chain(folder: Path, length: int) -> Rubric:
    (folder / "o0.yaml").write_text(BASE, encoding="utf-8")
    for number in range(1, length + 1):
        text = (
            f"rubric: o{number}\nversion: '{number}'\ntitle: O\nextends: o{number - 1}.yaml\n"
            f"change: {{tidy: {{at_least: {number}}}}}\n"
        )
        (folder / f"o{number}.yaml").write_text(text, encoding="utf-8")
    return read_rubric(folder / f"o{length}.yaml")


def test_overlays_build_on_overlays(tmp_path: Path) -> None:
    found = chain(tmp_path, 4)
    assert str(found.extends) == "o3@3"
    assert found.tiers[0].at_least is not None
    assert found.tiers[0].at_least.number == 4
    assert [(str(c.by), *((f.before, f.after) for f in c.fields)) for c in found.local] == [
        ("o1@1", ("7", "1")), ("o2@2", ("1", "2")), ("o3@3", ("2", "3")), ("o4@4", ("3", "4")),
    ]  # fmt: skip


def test_a_longer_chain_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ProblemError) as caught:
        chain(tmp_path, 5)
    (problem,) = caught.value.problems
    assert problem.code == "too-deep"
    assert problem.location.file == str(tmp_path / "o1.yaml")


def test_overlays_in_a_circle_are_refused(tmp_path: Path) -> None:
    for name, base in (("a", "b"), ("b", "c"), ("c", "b")):
        text = f"rubric: {name}\nversion: '1'\ntitle: X\nextends: {base}.yaml\n"
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ProblemError) as caught:
        read_rubric(tmp_path / "a.yaml")
    (problem,) = caught.value.problems
    assert str(problem.message) == "it extends itself, by way of b.yaml, c.yaml, b.yaml"
    assert problem.location.file == str(tmp_path / "c.yaml")


def test_problems_of_an_overlay_below_another_are_told_too(folder: Path) -> None:
    text = HEAD.replace("rubric: ours", "rubric: middle") + "change: {nobody: {title: X}}\n"
    (folder / "middle.yaml").write_text(text, encoding="utf-8")
    found = told(folder, "change: {nobody: {title: X}}\n", HEAD.replace("office@1", "middle.yaml"))
    assert [problem.split(" ")[0] for problem in found] == ["ours.yaml:5:10", "middle.yaml:5:10"]


@pytest.mark.parametrize(
    ("base", "code"),
    [("[1]", "model-type"), ("title: X\n", "missing-key"), ("a: [", "syntax")],
)
def test_a_base_that_is_no_rubric_is_told_as_such(tmp_path: Path, base: str, code: str) -> None:
    (tmp_path / "base.yaml").write_text(base, encoding="utf-8")
    found = told(tmp_path, "", HEAD.replace("office@1", "base.yaml"))
    assert {problem.split(":")[0] for problem in found} == {"base.yaml"}
    assert code in found[0]


def test_an_overlay_of_a_nameless_overlay_tells_what_it_lacks(folder: Path) -> None:
    (folder / "middle.yaml").write_text(
        "extends: office@1\nrubric: m\ntitle: M\n", encoding="utf-8"
    )
    found = told(folder, "", HEAD.replace("office@1", "middle.yaml"))
    assert {problem.split(":")[0] for problem in found} == {"middle.yaml"}
    assert "'version' is missing" in found[0]


def test_a_kept_overlay_follows_its_own_text_and_that_of_its_base(
    folder: Path, tmp_path: Path
) -> None:
    shelf = Shelf(tmp_path / "shelf")
    (folder / "ours.yaml").write_text(HEAD, encoding="utf-8")

    def whole() -> object:
        rubric = Catalogue(shelf, folder).get("ours")
        bound = rubric.tiers[0].at_least
        assert bound is not None
        return type(rubric).__name__, bound.number, str(rubric.extends), len(rubric.local)

    assert whole() == ("Rubric", 7, "office@1", 0)
    assert whole() == ("KeptRubric", 7, "office@1", 0)
    (folder / "office.yaml").write_text(BASE.replace("at_least: 7", "at_least: 6"), "utf-8")
    assert whole() == ("Rubric", 6, "office@1", 0)
    assert whole() == ("KeptRubric", 6, "office@1", 0)
    (folder / "ours.yaml").write_text(HEAD + "change: {tiers.tidy: {at_least: 5}}\n", "utf-8")
    assert whole() == ("Rubric", 5, "office@1", 1)
    assert whole() == ("KeptRubric", 5, "office@1", 1)
    (folder / "office.yaml").unlink()
    with pytest.raises(ProblemError, match="there is no rubric 'office'"):
        whole()
