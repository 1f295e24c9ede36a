"""What hpscore is given to read, it never opens to write."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.cli.conftest import EXAMPLES
from tests.readers.sheets import filled_form
from tests.readers.workbooks import book

WATCHED = """
import json, os, sys
opened = []
def watch(event, arguments):
    if event == "open" and isinstance(arguments[0], str):
        opened.append([arguments[0], bool(arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_TRUNC))])
    elif event in ("os.rename", "os.remove", "os.truncate", "os.chmod", "os.utime"):
        opened.extend([path, True] for path in arguments if isinstance(path, str))
sys.addaudithook(watch)
from hpscore.cli import main
try:
    main()
finally:
    json.dump(opened, open(os.environ["OPENED"], "w"))
"""


def opened(folder: Path, *arguments: str) -> dict[str, bool]:
    """Run hpscore, and return the files of a folder that it opened, and whether to write."""
    told = folder / "opened.json"
    done = subprocess.run(
        [sys.executable, "-c", WATCHED, *arguments],
        cwd=folder,
        env={**os.environ, "OPENED": str(told), "LANG": "en_GB.UTF-8"},
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.returncode in (0, 1), done.stderr.decode()
    found: dict[str, bool] = {}
    for path, writes in json.loads(told.read_text("utf-8")):
        full = (folder / path).resolve()
        if full.is_relative_to(folder / "in"):
            found[full.name] = found.get(full.name, False) or writes
    return found


def test_inputs_are_only_read(tmp_path: Path) -> None:
    made = tmp_path / "in"
    made.mkdir()
    filled_form(made / "form.xlsx", (None, None, 3, None, None, None, None, "meetings"))
    rows = [["rubric", "subject.name", "equality"], ["healthy-family", "李家", "是"]]
    (made / "families.xlsx").write_bytes(book(家庭=rows))
    (made / "families.csv").write_text("rubric,subject.name\nhealthy-family,王家\n", "utf-8")
    (made / "a.yaml").write_text((EXAMPLES / "李家.yaml").read_text("utf-8"), "utf-8")
    before = {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in made.iterdir()}
    found = opened(tmp_path, "score", "in", "-o", "r.xlsx", "--errors", "e.csv")
    assert found == dict.fromkeys(before, False)
    assert (tmp_path / "r.xlsx").exists()
    after = {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in made.iterdir()}
    assert after == before


def test_a_result_never_takes_the_place_of_what_it_is_made_of(tmp_path: Path) -> None:
    made = tmp_path / "in"
    made.mkdir()
    form = made / "form.xlsx"
    filled_form(form, (None, None, 3, None, None, None, None, "meetings"))
    before = form.read_bytes()
    done = subprocess.run(
        [sys.executable, "-m", "hpscore", "score", form, "-o", form, "--format", "xlsx"],
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 2
    assert form.read_bytes() == before
