"""The names that interviews give to their files, and signals that wait for a file."""

from __future__ import annotations

import os
import signal

import pytest

from hpscore.cli.keeping import file_name
from hpscore.cli.signals import Signals, StoppedError
from hpscore.model.assessment import Assessment


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
