"""The names that interviews give to their files, and signals that wait for a file."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from hpscore.cli.keeping import file_name
from hpscore.cli.signals import Signals, StoppedError
from hpscore.model.assessment import Assessment
from tests.cli.terminal import Terminal


@pytest.mark.parametrize(
    ("subject", "named"),
    [
        ("幸福里社区", "-幸福里社区-"),
        ("../../etc/passwd", "-etc-passwd-"),
        ("a\\b:c*?.yaml", "-a-b-c-yaml-"),
        ("  ", "-"),
        ("x" * 300, f"-{'x' * 40}-"),
        ("_.-", "-"),
    ],
)
def test_a_file_is_named_safely_after_the_subject(subject: str, named: str) -> None:
    name = file_name("tiny", Assessment({"name": subject}))
    assert name.startswith(f"tiny{named}2")
    assert name.endswith(".yaml")
    assert not set(name) & set('/\\:*?"<>| ')


def test_a_signal_waits_until_what_is_under_way_is_done() -> None:
    signals, done = Signals(), []

    def write() -> None:
        with signals.held():
            os.kill(os.getpid(), signal.SIGTERM)
            done.append("written")

    before = signal.getsignal(signal.SIGTERM)
    with signals.caught():
        with pytest.raises(StoppedError) as stopped:
            write()
        with pytest.raises(StoppedError):
            os.kill(os.getpid(), signal.SIGINT)
    assert done == ["written"]
    assert stopped.value.number == signal.SIGTERM
    assert signal.getsignal(signal.SIGTERM) is before


def test_what_somebody_else_wrote_meanwhile_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "b.yaml"
    file.write_text(
        "rubric: healthy-family\nsubject: {name: 张三}\nanswers:\n  kitchen: 3\n", encoding="utf-8"
    )
    with Terminal("interview", "--resume", "b.yaml", cwd=tmp_path, term="dumb") as person:
        person.expect("going on with")
        theirs = file.read_text(encoding="utf-8") + "  tidy_green_air: 2\n"
        file.write_text(theirs, encoding="utf-8")
        person.type("/居室有序")
        person.at("Rooms in order").type("3")
        person.expect("was changed by somebody else")
        person.type("q")
        person.expect("b-2.yaml")
        assert person.ends() == 0
    assert file.read_text(encoding="utf-8") == theirs
    assert "rooms_in_order: 3" in (tmp_path / "b-2.yaml").read_text(encoding="utf-8")
