"""Finds the rubrics that come with the package, installed or in a checkout of its source."""

from __future__ import annotations

from pathlib import Path

__all__ = ["rubric_folder", "rubric_paths"]


def rubric_folder() -> Path:
    """Return the folder of the rubrics that come with the package.

    A wheel carries them inside the package; a checkout, also one installed as editable, has
    them beside `src`. Raises `FileNotFoundError` where neither is there.
    """
    package = Path(__file__).resolve().parent
    in_wheel = package / "rubrics"
    in_checkout = package.parent.parent / "rubrics"
    for folder in (in_wheel, in_checkout):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"no rubrics with this package: looked in {in_wheel}, {in_checkout}")


def rubric_paths(folder: Path | None = None) -> dict[str, Path]:
    """Return the file of every rubric that comes with the package, by name, sorted by name.

    A file is named by its rubric's id; of several versions the others by id@version. The files
    of cases beside the rubrics are left out. `folder` is another one to look in.
    """
    found = {
        path.stem: path
        for path in (folder or rubric_folder()).glob("*.yaml")
        if not path.name.endswith(".cases.yaml")
    }
    return dict(sorted(found.items()))
