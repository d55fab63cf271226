"""What the user's modules get for an import, beside what everybody else gets."""

import importlib
import itertools
import json
import sys
import types

import numpy
import pytest

from tests import needs
from tests.legacy.running import write
from tf1_ref.legacy.options import Options
from tf1_ref.legacy.run.presented import Presentation
from tf1_ref.legacy.run.user_modules import UserModules


def presentation(folder=None, **options):
    return Presentation(Options(**options), UserModules(folder and str(folder)))


def run(found, source):
    """The names of a module of the user's."""
    names = {'__builtins__': vars(found.builtins), '__name__': 'users'}
    exec(found.to_code(source.encode(), 'users.py'), names)
    return names


def test_numpy_with_what_it_has_dropped():
    names = run(presentation(), 'import numpy as np\nimport numpy.random\nx = np.float(1), np.bool, np.zeros(1)\n')
    assert names['x'][:2] == (1.0, bool) and names['numpy'] is names['np'] is not numpy
    assert not hasattr(numpy, 'float') and sys.modules['numpy'] is numpy


def test_tensorflow_is_version_1_and_nobody_else_sees_it():
    names = run(presentation(), 'import tensorflow as tf\nfrom tensorflow.contrib import layers\n')
    assert names['tf'].__version__ == '1.15.5' and names['layers'] is names['tf'].contrib.layers
    assert not hasattr(sys.modules['tensorflow'], 'placeholder')


def test_other_modules_are_the_real_ones():
    names = run(presentation(), 'import json, os.path\nfrom itertools import chain\n')
    assert names['json'] is json and names['chain'] is itertools.chain


def test_importlib_leads_there_too():
    source = 'import importlib\ntf = importlib.import_module("tensorflow")\nj = importlib.import_module("json")\n'
    names = run(presentation(), source + 'found = __import__("numpy").float\n')
    assert names['tf'].__version__ == '1.15.5' and names['j'] is json and names['found'] is float
    assert names['importlib'] is not importlib and names['importlib'].reload is importlib.reload


def test_a_call_of_import_passes_over_names_that_are_not_there():
    names = run(presentation(), "x = __import__('tensorflow.contrib.rnn', fromlist=['', 'no', 'LSTMCell']).LSTMCell\n")
    assert names['x'].__name__ == 'LSTMCell'


def test_the_user_s_own_module_of_a_name_goes_first(tmp_path, monkeypatch):
    write(tmp_path, keras__py='OWN = True\n')
    monkeypatch.setattr(sys, 'path', [str(tmp_path), *sys.path])
    for name in [name for name in sys.modules if name.partition('.')[0] == 'keras']:
        monkeypatch.delitem(sys.modules, name)
    assert run(presentation(tmp_path), 'import keras\n')['keras'].OWN
    sys.modules.pop('keras')


def test_further_modules():
    found = presentation()
    found.add({'atexit': types.ModuleType('atexit', 'of the run')})
    assert run(found, 'import atexit\n')['atexit'].__doc__ == 'of the run'


def test_python_2_s_modules_and_builtins_with_py2_only():
    needs.modules('fissix')
    assert run(presentation(py2=True), 'import cPickle\nx = unicode\n')['x'] is str
    with pytest.raises(ModuleNotFoundError):
        run(presentation(), 'import cPickle\n')


def test_what_cannot_be_imported_says_why():
    with pytest.raises(ImportError, match='tf.contrib.tensor_forest'):
        run(presentation(), 'from tensorflow.contrib import tensor_forest\n')
    with pytest.raises(ImportError, match="cannot import name 'no_such_name' from 'tensorflow'"):
        run(presentation(), 'from tensorflow import no_such_name\n')


def test_functions_of_numpy_that_changed_are_given_where_a_source_uses_them():
    found = presentation()
    names = run(found, 'import numpy as np\nx = np.array([1, 2], copy=False)\n')
    assert names['x'].tolist() == [1, 2]
    assert names['np'].array is not numpy.array
