"""A machine that has nothing but what a test puts there."""

import pytest

from tests.legacy.genuine.stand_ins import Machine


@pytest.fixture
def machine(tmp_path, monkeypatch):
    return Machine(tmp_path, monkeypatch)
