"""Run the console examples of README and docs and put their real output in. Run by `make docs`.

An example is a fenced block of the kind `console`: lines that begin with `$ ` are commands, run
by bash in a copy of the checkout's examples; what follows each is its output, both streams. Where
lines that begin with `> ` follow a command, it is run at a terminal, and these are typed there.
A page in another language names the locale of its commands: `<!-- locale: zh_CN.UTF-8 -->`.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import shutil
import struct
import subprocess
import sys
import tempfile
import termios
from pathlib import Path

__all__ = ["PAGES", "ROOT", "refreshed"]

ROOT = Path(__file__).parents[1]
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LOCALE = re.compile(r"^<!-- locale: (\S+) -->$", re.MULTILINE)
_PROMPT = b"\n> "
_END = b"\x04"
_PATIENCE = 60
"""Seconds until a command is taken for hung."""


def refreshed(text: str) -> str:
    """Return a page with the output of its console examples as it is now."""
    named = _LOCALE.search(text)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for part in ("examples", "rubrics"):
            shutil.copytree(ROOT / part, folder / part)
        home = _environment(folder, named[1] if named else "en_GB.UTF-8")
        return _BLOCK.sub(lambda found: f"```console\n{_run_all(found[1], home)}```", text)


def _environment(folder: Path, locale: str) -> dict[str, str]:
    # the commands of the environment that runs this, and nothing of the reader's own settings
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    return {"PATH": path, "HOME": str(folder), "LANG": locale, "NO_COLOR": "1"}


def _run_all(block: str, home: dict[str, str]) -> str:
    found: list[tuple[str, list[str]]] = []
    for line in block.splitlines():
        if line.startswith("$ "):
            found.append((line[2:], []))
        elif found and (line == ">" or line.startswith("> ")):
            found[-1][1].append(line[2:])
    return "".join(
        f"$ {command}\n{_hold(command, typed, home) if typed else _run(command, home)}"
        for command, typed in found
    )


def _run(command: str, home: dict[str, str]) -> str:
    done = subprocess.run(
        ["bash", "-c", f"exec 2>&1; {command}"],
        cwd=home["HOME"],
        env=home,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=_PATIENCE,
        check=False,
    )
    return _trimmed(done.stdout)


def _hold(command: str, typed: list[str], home: dict[str, str]) -> str:
    """Run a command at a terminal of 80 columns; type a line at each prompt, then end the input."""
    own, line = pty.openpty()
    fcntl.ioctl(line, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 80, 0, 0))
    with subprocess.Popen(
        ["bash", "-c", command],
        cwd=home["HOME"],
        env={**home, "TERM": "dumb"},
        stdin=line,
        stdout=line,
        stderr=line,
        start_new_session=True,
    ) as process:
        os.close(line)
        lines = [f"{text}\n".encode() for text in typed]
        seen = b""
        while piece := _next(own):
            seen += piece
            if seen.endswith(_PROMPT):
                os.write(own, lines.pop(0) if lines else _END)
        process.kill()  # it has ended, or is hung
    os.close(own)
    return _trimmed(seen.replace(b"\r\n", b"\n"))


def _next(terminal: int) -> bytes:
    """Return what a terminal shows next; nothing once it is closed, or after long silence."""
    ready, _, _ = select.select([terminal], [], [], _PATIENCE)
    try:
        return os.read(terminal, 65536) if ready else b""
    except OSError:  # Linux says so that nobody has it open any more
        return b""


def _trimmed(output: bytes) -> str:
    return "".join(f"{line.rstrip()}\n" for line in output.decode().splitlines())


if __name__ == "__main__":
    for page in PAGES:
        page.write_text(refreshed(page.read_text(encoding="utf-8")), encoding="utf-8")
