"""What holds for all tests: how properties are tried, and where rubrics are kept.

Properties are tried with the same examples in every run, and as long as each one takes.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from hpscore.readers.shelf import FOLDER

settings.register_profile(
    "default",
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("default")


@pytest.fixture(autouse=True, scope="session")
def _own_shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep rubrics away from those of the person who runs the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(FOLDER, str(tmp_path_factory.mktemp("shelf")))
        yield
