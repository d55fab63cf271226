"""What modules of the user's own bring of TensorFlow."""

import pytest

from tests import needs

needs.modules('libcst')

from tests.legacy.port.porting import DOOR, V1
from tests.legacy.running import write
from tf1_ref.legacy.port import files
from tf1_ref.legacy.port.writing.context import STANDALONE, Options
from tf1_ref.legacy.reading import siblings

L = 'tensorflow.contrib.layers'


@pytest.fixture
def folder(tmp_path):
    (tmp_path / 'package').mkdir()
    (tmp_path / 'package' / '__init__.py').write_text('import tensorflow as t\n')
    return write(
        tmp_path,
        ops__py='import tensorflow as tf\nfrom tensorflow import nn\nimport glob\nL = tf.contrib.layers\nM = glob\n',
        more__py='from ops import *\nfrom ops import nn as n\nimport more\nimport ops.x as o\n',
        one__py='import two\nfrom two import tf\n',
        two__py='import tensorflow as tf\nfrom one import tf\n',
        broken__py='import tensorflow as tf (\n',
        package___part__py='from . import t\nfrom .. import ops\nx = t.sub(1, 2)\ny = ops.tf.mul(1, 2)\n',
    )


def test_imports_and_what_holds_them(folder):
    found = {'tf': 'tensorflow', 'nn': 'tensorflow.nn', 'L': L}
    assert siblings.names_of(folder / 'main.py', 'ops', 0) == found
    assert siblings.names_of(folder / 'package' / 'part.py', 'ops', 2) == found
    assert siblings.names_of(folder / 'main.py', 'more', 0) == {**found, 'n': 'tensorflow.nn'}
    assert siblings.names_of(folder / 'main.py', 'package', 0) == {'t': 'tensorflow'}


@pytest.mark.parametrize('module', ['none', 'broken', 'main', ''])
def test_where_there_is_nothing(folder, module):
    assert siblings.names_of(folder / 'main.py', module, 0) == {}


def test_modules_that_import_each_other(folder):
    assert siblings.names_of(folder / 'main.py', 'two', 0)['tf'] == 'tensorflow'


def test_by_way_of_a_sibling(folder):
    part = files.port_file(folder / 'package' / 'part.py', Options()).after.decode()
    assert 'x = t.subtract(1, 2)\ny = ops.tf.multiply(1, 2)' in part


@pytest.mark.parametrize(
    ('before', 'after'),
    [
        ('from ops import *\nx = tf.mul(1, 2)\n', f'from ops import *\n{DOOR}x = tf.multiply(1, 2)\n'),
        ('import ops\nx = ops.tf.layers.dense\n', f'{DOOR}import ops\nx = tf1.layers.dense\n'),
        ('import package as p\nx = p.t.neg(1)\n', f'{DOOR}import package as p\nx = p.t.negative(1)\n'),
        ('from ops import L\nx = L.flatten(y)\n', 'from ops import L\nx = L.flatten(y)\n'),
    ],
)
def test_the_importing_module(folder, before, after):
    path = folder / 'main.py'
    path.write_text(before)
    found = files.port_file(path, Options())
    assert found.after.decode().replace(DOOR, '') == after.replace(DOOR, '')
    assert (DOOR in found.after.decode()) == (DOOR in after)


def test_a_standalone_module_does_not_ask_for_what_a_sibling_leaves_out(folder):
    path = folder / 'main.py'
    path.write_text('from ops import L, tf as t\nx = L.flatten(y)\n')
    found = files.port_file(path, Options(STANDALONE))
    assert found.after.decode().endswith('from ops import tf as t\nx = flatten(y)\n')
    ops = files.port_file(folder / 'ops.py', Options(STANDALONE)).after.decode()
    assert ops.startswith(V1) and 'L =' not in ops
