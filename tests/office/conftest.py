"""What the tests with LibreOffice share: made once, for opening it takes seconds."""

from __future__ import annotations

import pytest

from tests.office.forms import Made, forms, wild_forms
from tests.office.libreoffice import Office


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return Office(tmp_path_factory.mktemp("office"))


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> list[Made]:
    return forms(tmp_path_factory.mktemp("forms"), range(2))


@pytest.fixture(scope="session")
def wild(tmp_path_factory: pytest.TempPathFactory) -> list[Made]:
    return wild_forms(tmp_path_factory.mktemp("wild"), 12)
