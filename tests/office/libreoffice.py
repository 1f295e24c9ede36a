"""LibreOffice as a program that people fill forms in with: it opens, computes and saves them."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal
from xml.sax.saxutils import escape

import pytest

__all__ = ["Edit", "Office"]

Kind = Literal["xlsx", "ods", "xls", "pdf"]

_FILTERS: Final = {
    "xlsx": "xlsx:Calc MS Excel 2007 XML",
    "ods": "ods:calc8",
    "xls": "xls:MS Excel 97",
    "pdf": "pdf:calc_pdf_Export",
}
_SECONDS: Final = 200
_SETTINGS: Final = """\
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>{mode}</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
_ALWAYS, _NEVER = 0, 1
_LIBRARY: Final = """\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard"
 library:readonly="false" library:passwordprotected="false">
<library:element library:name="Edits"/></library:library>
"""
_MODULE: Final = """\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Edits"
 script:language="StarBasic">{source}</script:module>
"""
_OPEN: Final = """\
Sub Type_Answers
  Dim Hidden(0) As New com.sun.star.beans.PropertyValue
  Dim Filter(0) As New com.sun.star.beans.PropertyValue
  Dim Book As Object
  Hidden(0).Name = "Hidden"
  Hidden(0).Value = True
  Filter(0).Name = "FilterName"
  Filter(0).Value = "Calc MS Excel 2007 XML"
"""
_CLOSE: Final = "  StarDesktop.terminate()\nEnd Sub\n"


@dataclass(frozen=True, slots=True)
class Edit:
    """A cell of a sheet (row and column from 0), and what is typed into it."""

    sheet: str
    row: int
    column: int
    typed: float | str


class Office:
    """LibreOffice with settings of its own, which touch nobody's."""

    def __init__(self, folder: Path) -> None:
        found = shutil.which("soffice") or shutil.which("libreoffice")
        if found is None:
            pytest.fail("LibreOffice is not installed: apt-get install libreoffice-calc")
        self._program, self._base, self._runs = found, folder, 0

    def convert(
        self, files: Sequence[Path], kind: Kind, *, recompute: bool = False
    ) -> dict[str, Path]:
        """Open files and save them as another kind, by the stems of their names.

        `recompute`: every formula is computed anew on loading; else values are taken as saved.
        """
        folder, profile = self._new(_ALWAYS if recompute else _NEVER)
        self._run(
            profile, "--convert-to", _FILTERS[kind], "--outdir", str(folder), *map(str, files)
        )
        made = {file.stem: folder / f"{file.stem}.{kind}" for file in files}
        assert [name for name, path in made.items() if not path.exists()] == []
        return made

    def type_into(self, files: Sequence[tuple[Path, Sequence[Edit]]]) -> dict[str, Path]:
        """Open files, type into their cells as a person would, and save them as .xlsx."""
        folder, profile = self._new(_NEVER)
        made = {file.stem: folder / file.name for file, _ in files}
        steps = [step for file, edits in files for step in _steps(file, edits, made[file.stem])]
        self._run(profile, "--terminate_after_init")  # it puts its own library there at first
        basic = profile / "user" / "basic" / "Standard"
        source = escape(_OPEN + "".join(f"  {step}\n" for step in steps) + _CLOSE)
        (basic / "Edits.xba").write_text(_MODULE.format(source=source), encoding="utf-8")
        (basic / "script.xlb").write_text(_LIBRARY, encoding="utf-8")
        self._run(profile, "macro:///Standard.Edits.Type_Answers")
        assert [name for name, path in made.items() if not path.exists()] == []
        return made

    def _new(self, mode: int) -> tuple[Path, Path]:
        """Make a folder to save into, and a profile with settings."""
        self._runs += 1
        folder, profile = self._base / f"saved{self._runs}", self._base / f"profile{self._runs}"
        folder.mkdir()
        (profile / "user").mkdir(parents=True)
        settings = profile / "user" / "registrymodifications.xcu"
        settings.write_text(_SETTINGS.format(mode=mode), encoding="utf-8")
        return folder, profile

    def _run(self, profile: Path, *arguments: str) -> None:
        own = f"-env:UserInstallation={profile.as_uri()}"
        done = subprocess.run(
            [self._program, own, "--headless", "--norestore", *arguments],
            capture_output=True,
            text=True,
            timeout=_SECONDS,
            check=False,
        )
        assert done.returncode == 0, done.stderr


def _steps(file: Path, edits: Sequence[Edit], out: Path) -> list[str]:
    """Return what the macro does to one file; what is typed goes the way of typed input."""
    steps = [f'Book = StarDesktop.loadComponentFromURL("{file.as_uri()}", "_blank", 0, Hidden())']
    for edit in edits:
        cell = f'Book.Sheets.getByName("{edit.sheet}").getCellByPosition({edit.column}, {edit.row})'
        if isinstance(edit.typed, str):
            steps.append(f"{cell}.String = {_quoted(edit.typed)}")
        else:
            steps.append(f"{cell}.Value = {edit.typed!r}")
    return [*steps, f'Book.storeToURL("{out.as_uri()}", Filter())', "Book.close(True)"]


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
