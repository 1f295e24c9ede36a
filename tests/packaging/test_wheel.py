from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Installed:
    """A fresh environment that has hpscore from the wheel, and an empty folder to run it in."""

    environment: Path
    folder: Path

    def run(self, program: str, *arguments: str) -> str:
        done = run(self.environment / "bin" / program, *arguments, cwd=self.folder)
        return done.strip()


def run(*command: str | Path, cwd: Path) -> str:
    """Run a command that finds nothing by the settings of this test run."""
    outside = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(
        command, cwd=cwd, env=outside, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, f"{command} exits {done.returncode}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel built the way it is published: from the source archive, not from the checkout."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, CHECKOUT, cwd=folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    environment = tmp_path_factory.mktemp("fresh") / "venv"
    venv.create(environment, symlinks=True)
    python = environment / "bin" / "python"
    pip = (sys.executable, "-m", "pip", "--python", python)
    run(*pip, "install", "--quiet", "--no-index", "--no-deps", wheel, cwd=environment)
    # The dependencies are the running environment's; its own editable hpscore is not, since a
    # folder added by a .pth file is not searched for .pth files in turn.
    (packages,) = environment.glob("lib/python*/site-packages")
    borrowed = sorted({sysconfig.get_path("purelib"), sysconfig.get_path("platlib")})
    (packages / "borrowed.pth").write_text("\n".join(borrowed), encoding="utf-8")
    return Installed(environment, tmp_path_factory.mktemp("empty"))


def files_under(folder: Path) -> set[str]:
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_wheel_holds_every_file_of_the_package_and_every_rubric(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        packed = {name for name in archive.namelist() if ".dist-info/" not in name}

    package = {f"hpscore/{name}" for name in files_under(CHECKOUT / "src" / "hpscore")}
    rubrics = {f"hpscore/rubrics/{name}" for name in files_under(CHECKOUT / "rubrics")}
    assert packed == package | rubrics


def test_installed_package_is_the_wheels(installed: Installed) -> None:
    place = installed.run("python", "-c", "import hpscore; print(hpscore.__file__)")

    assert Path(place).is_relative_to(installed.environment)


def test_installed_command_lists_the_rubrics_from_any_folder(installed: Installed) -> None:
    listed = installed.run("hpscore", "list")

    for rubric in ("healthy-community", "healthy-family", "healthy-agency"):
        assert rubric in listed


def test_package_runs_as_a_module(installed: Installed) -> None:
    assert installed.run("python", "-m", "hpscore", "list") == installed.run("hpscore", "list")


def test_version_of_the_package_is_that_of_the_wheel(installed: Installed) -> None:
    inside = installed.run("python", "-c", "import hpscore; print(hpscore.__version__)")
    outside = "from importlib.metadata import version; print(version('hpscore'))"

    assert inside == installed.run("python", "-c", outside)
