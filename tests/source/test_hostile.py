"""Inputs that are made to exhaust a reader end in a problem, within bounds of memory."""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

MEGA = 1024 * 1024
MEMORY = 1024 * MEGA

BOMB = "a: &a [x, x]\n" + "".join(f"a{n}: &a{n} [*a, *a, *a]\n" for n in range(1000))

HOSTILE: dict[str, tuple[bytes | str, str]] = {
    "brackets.yaml": ("[" * 100_000, "too-deep 1:33"),
    "brackets.json": ("[" * 100_000, "too-deep 1:33"),
    "mappings.yaml": ('{"a":' * 100_000, "too-deep 1:161"),
    "mappings.json": ('{"a":' * 100_000, "too-deep 1:161"),
    "dashes.yaml": ("- " * 100_000, "too-deep 1:65"),
    "keys.yaml": ("? " * 100_000, "complex-key 1:3"),
    "indents.yaml": ("\n".join(" " * n + "a:" for n in range(2_000)), "too-deep 33:33"),
    "bomb.yaml": (BOMB, "alias 1:4"),
    "large.yaml": (b"a: 1\n" * (10 * MEGA), "too-large None:None"),
    "large.json": (b" " * (50 * MEGA), "too-large None:None"),
    "line.yaml": ("a: " + "x" * (10 * MEGA), "too-large None:None"),
    "text.yaml": ("a: " + "中" * (2 * MEGA), "too-long 1:4"),
    "text.json": ('["' + "\\n" * (4 * MEGA - 9) + '"]', "too-long 1:2"),
    "quote.yaml": ('a: "' + "x\n" * (4 * MEGA - 9), "syntax 1:4"),
    "quote.json": ('["' + "x" * (8 * MEGA - 9), "syntax 1:2"),
    "digits.yaml": ("a: " + "7" * 5_000, "number-too-long 1:4"),
    "digits.json": ('{"a": ' + "7" * 5_000 + "}", "number-too-long 1:7"),
    "exponent.yaml": ("a: 1e999999999", "number-too-long 1:4"),
    "exponent.json": ('{"a": 1e999999999}', "number-too-long 1:7"),
    "items.yaml": ("- 1\n" * (2 * MEGA), "too-large 500000:3"),
    "items.json": ("[" + "[]," * (2 * MEGA) + "1]", "too-large 1:1499999"),
    "twice.yaml": ("a: 1\n" * 100_000, "duplicate-key 2:1"),
    "twice.json": ("{" + '"a":1,' * 100_000 + '"b":1}', "duplicate-key 1:8"),
    "lines.yaml": ("#\n" * (3 * MEGA) + "a: b: c", f"syntax {3 * MEGA + 1}:5"),
    "random.yaml": (Random(1).randbytes(MEGA), "not-text 1:15"),
    "zeros.json": (bytes(MEGA), "not-text 1:1"),
}

READ = """
import sys
from pathlib import Path
from hpscore.problem import ProblemError
from hpscore.source import read_document
try:
    read_document(Path(sys.argv[1]))
except ProblemError as error:
    first = error.problems[0]
    print(first.code, f"{first.location.line}:{first.location.column}")
"""


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_ends_in_a_problem(name: str, tmp_path: Path) -> None:
    content, expected = HOSTILE[name]
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    done = subprocess.run(
        [sys.executable, "-c", READ, str(path)],
        check=False,
        capture_output=True,
        text=True,
        timeout=20,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY)),
    )
    assert (done.stdout.strip(), done.stderr) == (expected, "")
