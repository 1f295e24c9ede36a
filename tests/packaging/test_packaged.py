from __future__ import annotations

from pathlib import Path

import pytest

from hpscore import packaged


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout without rubrics yet, of which the module believes to be a part."""
    package = tmp_path / "src" / "hpscore"
    package.mkdir(parents=True)
    monkeypatch.setattr(packaged, "__file__", str(package / "packaged.py"))
    return tmp_path


def test_rubrics_of_a_checkout_are_beside_src(checkout: Path) -> None:
    (checkout / "rubrics").mkdir()

    assert packaged.rubric_folder() == checkout / "rubrics"


def test_rubrics_inside_the_package_come_first(checkout: Path) -> None:
    (checkout / "rubrics").mkdir()
    inside = checkout / "src" / "hpscore" / "rubrics"
    inside.mkdir()

    assert packaged.rubric_folder() == inside


def test_missing_rubrics_are_told_with_the_places_searched(checkout: Path) -> None:
    with pytest.raises(FileNotFoundError) as caught:
        packaged.rubric_folder()

    assert str(checkout / "rubrics") in str(caught.value)
    assert str(checkout / "src" / "hpscore" / "rubrics") in str(caught.value)


def test_rubrics_are_sorted_by_id_and_cases_are_none(checkout: Path) -> None:
    folder = checkout / "rubrics"
    folder.mkdir()
    names = ("village.yaml", "village.cases.yaml", "family.yaml", "family-rural.yaml", "README.md")
    for name in names:
        (folder / name).touch()

    assert list(packaged.rubric_paths().items()) == [
        ("family", folder / "family.yaml"),
        ("family-rural", folder / "family-rural.yaml"),
        ("village", folder / "village.yaml"),
    ]
