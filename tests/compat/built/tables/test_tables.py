"""The list of tables, and what is loaded of it when."""

import inspect
import pathlib
import subprocess
import sys

import pytest

from tests import needs
from tf1_ref.compat import tf
from tf1_ref.compat.built import replacing, tables

FOLDER = pathlib.Path(tables.__file__).parent
LISTED = [(library, name) for library, names in tables.TABLES.items() for name in names]
CODE = """
import sys
from tests import needs
from tf1_ref.compat import tf
tf.train.AdamOptimizer().minimize(tf.nn.dropout(tf.get_variable('v', [3, 5]), 0.5))
tf.contrib, tf.nn.rnn_cell.BasicLSTMCell(2)
print(sorted({'tf_keras', 'tf_slim', 'tensorflow_estimator'} & {*sys.modules}))
"""


def test_every_table_is_listed_once():
    found = {path.relative_to(FOLDER).with_suffix('').as_posix().replace('/', '.') for path in FOLDER.rglob('*.py')}
    names = [name for _, name in LISTED]
    assert sorted(names) == sorted(name for name in found if not name.endswith('__init__'))


@pytest.mark.parametrize(('library', 'name'), LISTED)
def test_a_table_is_for_its_library(library, name):
    """A table for TensorFlow can be loaded where nothing else is installed."""
    source = FOLDER.joinpath(*name.split('.')).with_suffix('.py').read_text()
    assert ('tf_keras' in source) == (library == 'tf_keras')


def test_no_function_is_in_two_tables():
    needs.modules('tf_keras')
    assert tf.keras.layers.Dense
    keys = []
    register, replacing._replacements = replacing._replacements, Noting(keys)
    try:
        for module in [sys.modules[f'{tables.__name__}.{name}'] for _, name in LISTED]:
            exec(compile(pathlib.Path(module.__file__).read_text(), module.__file__, 'exec'), {'__name__': 'again'})
    finally:
        replacing._replacements = register
    assert len(keys) > 150
    assert sorted(keys) == sorted(set(keys))


def test_arguments_may_be_given_by_name():
    """What may be called by the user takes the arguments by the names that TensorFlow gives them."""
    needs.modules('tf_keras')
    assert tf.keras.layers.Dense
    found, checked = [], 0
    for key, (original, _) in replacing._placed.items():
        module, _, path = key.partition(':')
        ours = replacing._replacements[key]
        ours = getattr(ours, 'number', ours)
        taken = inspect.signature(ours).parameters.values()
        if '._' in f'.{path}' or any(one.kind is one.VAR_KEYWORD for one in taken):
            continue
        theirs = [name for name in inspect.signature(original).parameters if name not in ('self', 'cls')]
        found += [(key, name) for name in theirs if name not in {one.name for one in taken}]
        checked += 1
    assert found == [] and checked > 40


class Noting(dict):
    """Notes what is registered, and keeps nothing."""

    def __init__(self, keys):
        super().__init__()
        self.keys = keys

    def __setitem__(self, key, value):
        self.keys.append(key)


def test_a_library_that_nobody_uses_stays_unloaded():
    done = subprocess.run([sys.executable, '-c', CODE], capture_output=True, text=True, check=True)
    assert done.stdout == '[]\n'
