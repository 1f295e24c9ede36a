"""Rubrics kept between runs: what is kept scores as the rubric does, or is not used at all."""

from __future__ import annotations

import io
import os
import pickle
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given

from hpscore.message import LANGUAGES
from hpscore.model.kept import Kept, KeptRubric
from hpscore.model.rubric import Rubric
from hpscore.packaged import rubric_paths
from hpscore.readers.catalogue import Catalogue
from hpscore.readers.outcome import Scorer
from hpscore.readers.rubrics import read_rubric
from hpscore.readers.shelf import CODE, FOLDER, Shelf
from hpscore.reports.csv import write_csv
from hpscore.reports.json import write_json
from hpscore.reports.markdown import write_markdown
from hpscore.scoring.engine import score
from hpscore.scoring.plan import plan_of
from hpscore.source import read_document
from tests.properties.cases import Case, cases
from tests.properties.effort import tries

EXAMPLES = Path(__file__).parents[2] / "examples"
FAMILY = rubric_paths()["healthy-family"]


class Reading:
    """Reads rubrics, and counts how often."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self, path: Path) -> Rubric:
        self.times += 1
        return read_rubric(path)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "shelf"


def kept(folder: Path, path: Path = FAMILY) -> tuple[Rubric, int]:
    """Return a rubric of the shelf, and how often its file had to be read for it."""
    reading = Reading()
    return Shelf(folder).rubric(path, reading), reading.times


def test_every_package_that_makes_rubrics_is_looked_at_for_changes() -> None:
    code = (
        "import sys, hpscore.readers.rubrics, hpscore.scoring.plan\n"
        "print(*{m.rpartition('.')[0] for m in sys.modules if m.startswith('hpscore.')})"
    )
    run = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    packages = {
        name.removeprefix("hpscore").strip(".").replace(".", "/") for name in run.stdout.split()
    }
    assert packages - {""} <= set(CODE)


def test_a_rubric_is_read_once_and_then_comes_from_the_shelf(folder: Path) -> None:
    assert kept(folder)[1] == 1
    found, times = kept(folder)
    assert times == 0
    assert isinstance(found, KeptRubric)


def reports(catalogue: Catalogue, path: Path) -> Iterator[str]:
    outcome = Scorer(catalogue).score(read_document(path))
    for language in LANGUAGES:
        for write in (write_csv, write_json):
            stream = io.StringIO()
            write([outcome], stream, language, personal=True)
            yield stream.getvalue()
        stream = io.StringIO()
        write_markdown([outcome], stream, language, several=False, personal=True)
        yield stream.getvalue()


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.yaml")), ids=lambda path: str(path.stem))
def test_every_report_is_the_same_from_the_shelf(folder: Path, path: Path) -> None:
    shelf = Shelf(folder)
    read = [*reports(Catalogue(), path)]
    assert [*reports(Catalogue(shelf), path)] == read
    assert [*reports(Catalogue(shelf), path)] == read


@tries(100)
@given(cases())
def test_any_rubric_scores_the_same_after_it_was_kept(case: Case) -> None:
    plan_of(case.rubric)
    again: Rubric = pickle.loads(pickle.dumps(case.rubric))
    assert isinstance(again, Kept)
    for stage in (case.first, case.further, case.complete):
        found, wanted = score(again, stage), case.score(stage)
        assert replace(found, flags=(), tier=wanted.tier) == replace(wanted, flags=())
        for language in LANGUAGES:
            said = [flag.message.say(language) for flag in wanted.flags]
            assert [flag.message.say(language) for flag in found.flags] == said
        assert replace(found.tier, title=None) == replace(wanted.tier, title=None)


def test_a_changed_rubric_is_read_anew(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "family.yaml"
    text = FAMILY.read_text(encoding="utf-8")
    path.write_text(text, encoding="utf-8")
    kept(folder, path)
    path.write_text(text.replace('"2022.1"', '"2022.9"', 1), encoding="utf-8")
    found, times = kept(folder, path)
    assert (found.version, times) == ("2022.9", 1)
    assert kept(folder, path)[1] == 0


def test_other_code_reads_the_rubric_anew(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept(folder)
    monkeypatch.setattr("hpscore.readers.shelf.__version__", "0.0.0")
    assert kept(folder)[1] == 1


@pytest.mark.parametrize("damage", [slice(0, 0), slice(0, 40), slice(0, -9)])
def test_a_damaged_file_is_passed_over(folder: Path, damage: slice) -> None:
    kept(folder)
    (file,) = folder.iterdir()
    file.write_bytes(file.read_bytes()[damage])
    assert kept(folder)[1] == 1
    assert kept(folder)[1] == 0


class Foreign:
    """What somebody may have put on the shelf."""

    def __reduce__(self) -> tuple[object, ...]:
        return os.mkdir, ("made",)


def test_nothing_but_a_rubric_is_ever_loaded(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    kept(folder)
    (file,) = folder.iterdir()
    body = pickle.dumps(Foreign())
    file.write_bytes(file.read_bytes()[:32] + sha256(body).digest() + body)
    assert kept(folder)[1] == 1
    assert not Path("made").exists()


def test_a_shelf_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("", encoding="utf-8")
    assert kept(file / "shelf")[1] == 1
    assert kept(file / "shelf")[1] == 1


def test_nothing_but_the_rubric_is_left_on_the_shelf(folder: Path) -> None:
    kept(folder)
    assert [file.name for file in folder.iterdir()] == ["healthy-family.rubric"]


def test_an_empty_variable_keeps_nothing(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
    monkeypatch.setenv(FOLDER, "")
    Shelf.of_user().rubric(FAMILY, read_rubric)
    assert not folder.exists()
    monkeypatch.delenv(FOLDER)
    Shelf.of_user().rubric(FAMILY, read_rubric)
    assert [str(file.relative_to(folder)) for file in folder.rglob("*.rubric")] == [
        "hpscore/healthy-family.rubric"
    ]


def test_an_element_that_was_kept_cannot_be_changed(folder: Path) -> None:
    kept(folder)
    found, _ = kept(folder)
    with pytest.raises(AttributeError, match="title"):
        object.__getattribute__(found.dimensions[0], "__setattr__")("title", found.title)


def test_any_flipped_bit_is_noticed(folder: Path) -> None:
    kept(folder)
    (file,) = folder.iterdir()
    whole = file.read_bytes()
    for place in range(0, len(whole), 997):
        file.write_bytes(whole[:place] + bytes([whole[place] ^ 16]) + whole[place + 1 :])
        assert kept(folder)[1] == 1


def test_a_pipe_or_an_endless_file_in_its_place_is_never_waited_for(folder: Path) -> None:
    folder.mkdir()
    place = folder / "healthy-family.rubric"
    os.mkfifo(place)
    assert kept(folder)[1] == 1
    place.unlink(missing_ok=True)
    place.symlink_to("/dev/zero")
    assert kept(folder)[1] == 1
    assert not place.is_symlink()


@pytest.mark.parametrize("value", ["~/shelf", "relative"])
def test_odd_names_of_the_cache_make_no_odd_folders(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, value: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    if value == "relative":
        monkeypatch.delenv(FOLDER)
        monkeypatch.setenv("XDG_CACHE_HOME", value)
    else:
        monkeypatch.setenv(FOLDER, value)
    Shelf.of_user().rubric(FAMILY, read_rubric)
    assert [path.name for path in tmp_path.iterdir()] == ["home"]
