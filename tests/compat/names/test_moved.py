"""The inner modules that scripts import have every public name of the genuine TensorFlow 1.15.5, or refuse it by name.

`inner_names_of_1_15.json` is written by `tests.compat.names.generate_moved`.
"""

import importlib
import json
import pathlib

import pytest

from tests import needs
from tf1_ref.compat import tf
from tf1_ref.compat.names import moved, moved_names, unsupported

NAMES = json.loads(pathlib.Path(__file__).parents[1].joinpath('inner_names_of_1_15.json').read_text())


def has(module, name):
    try:
        getattr(module, name)
    except AttributeError:
        return False
    return True


@pytest.mark.parametrize('path', NAMES)
def test_every_name_of_1_15_is_there_or_refused_by_name(path):
    module = moved.lend(importlib.import_module(moved.ROOT + path))
    with needs.what_is_told():
        missing = [name for name in NAMES[path].split() if not has(module, name)]
    assert missing == [name for name in NAMES[path].split() if name in moved_names.GONE.get(path, '').split()]


def test_a_name_that_is_gone_says_so():
    from tensorflow.python.framework import common_shapes

    with pytest.raises(unsupported.Unsupported, match='common_shapes.scalar_shape is not supported: TensorFlow 2 has'):
        common_shapes.scalar_shape  # noqa: B018


def test_a_name_that_never_was():
    from tensorflow.python.ops import array_ops

    with pytest.raises(AttributeError, match="module 'tensorflow.python.ops.array_ops' has no attribute 'no_such'"):
        array_ops.no_such  # noqa: B018
    assert array_ops.stack is tf.stack
