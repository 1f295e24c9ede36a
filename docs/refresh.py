"""Run the console examples of README and docs and put their real output in. Run by `make docs`.

An example is a fenced block of the kind `console`: lines that begin with `$ ` are commands, run
by bash in a copy of the checkout's examples; what follows each is its output, both streams.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

__all__ = ["PAGES", "ROOT", "refreshed"]

ROOT = Path(__file__).parents[1]
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def refreshed(text: str) -> str:
    """Return a page with the output of its console examples as it is now."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for part in ("examples", "rubrics"):
            shutil.copytree(ROOT / part, folder / part)
        return _BLOCK.sub(lambda found: f"```console\n{_run_all(found[1], folder)}```", text)


def _run_all(block: str, folder: Path) -> str:
    commands = [line[2:] for line in block.splitlines() if line.startswith("$ ")]
    return "".join(f"$ {command}\n{_run(command, folder)}" for command in commands)


def _run(command: str, folder: Path) -> str:
    # the commands of the environment that runs this, and nothing of the reader's own settings
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-c", f"exec 2>&1; {command}"],
        cwd=folder,
        env={"PATH": path, "HOME": str(folder), "LANG": "en_GB.UTF-8", "NO_COLOR": "1"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=60,
        check=False,
    )
    lines = done.stdout.decode().splitlines()
    return "".join(f"{line.rstrip()}\n" for line in lines)


if __name__ == "__main__":
    for page in PAGES:
        page.write_text(refreshed(page.read_text(encoding="utf-8")), encoding="utf-8")
