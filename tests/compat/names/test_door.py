import pytest

from tf1_ref.compat import tf
from tf1_ref.compat.names import door
from tf1_ref.errors import SetupError


def test_the_door_has_entered_itself():
    assert door.entered() is tf


def test_before_that_the_error_says_what_to_import(monkeypatch):
    monkeypatch.setattr(door, '_door', None)
    with pytest.raises(SetupError, match='put `from tf1_ref.compat import tf` before'):
        door.entered()
