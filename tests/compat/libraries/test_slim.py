"""The copy of tf_slim is this project's own, and has this project's layers."""

import importlib
import inspect
import sys

import pytest

from tests import needs
from tf1_ref.compat.libraries import slim
from tf1_ref.errors import SetupError

LAYERS = 'tf_slim.layers.layers'


@pytest.fixture
def real():
    needs.modules('tf_slim')
    return importlib.import_module(LAYERS)


def test_what_others_import_stays_as_it_is(real):
    copy = slim.module(LAYERS)
    assert copy is not real and copy is slim.module(LAYERS)
    assert sys.modules[LAYERS] is real and copy.__file__ == real.__file__
    assert real.fully_connected.__globals__ is not copy.fully_connected.__globals__


def test_its_modules_see_each_other_and_the_repaired_layers(real):
    needs.modules('tf_keras')
    from tf1_ref.compat.libraries import layers

    copy = slim.module(LAYERS)
    assert copy.utils is slim.module('tf_slim.layers.utils') is not real.utils
    assert copy.core_layers is layers is not real.core_layers


def test_a_fused_batch_norm_does_not_ask_for_static_shapes(real):
    def constants(function):
        return [getattr(one, 'co_name', one) for one in inspect.unwrap(function).__code__.co_consts]

    assert 'infer_static_shape' in constants(real._fused_batch_norm)
    assert 'infer_static_shape' not in constants(slim.module(LAYERS)._fused_batch_norm)


def test_where_it_is_not_installed(monkeypatch, real):
    def fails(name, package=None):
        raise ModuleNotFoundError(f'No module named {name!r}', name=name)

    monkeypatch.setattr(importlib, 'import_module', fails)
    with pytest.raises(SetupError, match=r"tf_slim is not installed; .* 'tf1_ref\[legacy\]'"):
        slim._modules.__wrapped__()
    assert sys.modules[LAYERS] is real
