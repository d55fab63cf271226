"""What the doctor finds in a source, without running it."""

import pytest

from tests import needs

needs.modules('libcst')

from tests.legacy.reading.test_notebook import as_notebook
from tf1_ref.errors import InputError
from tf1_ref.legacy.doctor import diagnosis as doctor
from tf1_ref.legacy.symbols import support

SOURCE = """\
import tensorflow as tf
from tensorflow import placeholder as ph
from tensorflow.contrib import tensor_forest
import tensorflow.contrib.layers as L
t = tf
if False:
    raise SystemExit('it was run')

def build(x):
    return L.flatten(t.nn.relu(x)) + t.nn.relu(x)
forest = tensor_forest.client
build(ph(t.float32))
"""


def examine(tmp_path, source, name='a.py'):
    path = tmp_path / name
    path.write_bytes(source if isinstance(source, bytes) else source.encode())
    return doctor.examine(str(path))


def test_aliases_are_followed(tmp_path):
    diagnosis = examine(tmp_path, SOURCE)
    found = {support.shown(use.status.name): (use.status.kind, use.lines) for use in diagnosis.uses}
    assert found['tf.nn.relu'] == (support.AS_IT_IS, (10,))
    assert found['tf.contrib.layers.flatten'] == (support.GIVEN_BACK, (10,))
    assert found['tf.placeholder'][0] == support.AS_IT_IS and 12 in found['tf.placeholder'][1]
    assert found['tf.float32'] == (support.AS_IT_IS, (12,))
    assert found['tf.contrib.tensor_forest'][0] == support.REFUSED and found['tf.contrib.tensor_forest'][1][0] == 3
    assert not diagnosis.will_run and diagnosis.options == {} and diagnosis.problems == []


def test_a_source_that_will_run(tmp_path):
    assert examine(tmp_path, 'import tensorflow as tf\ntf.Session().run(tf.no_op())\n').will_run
    assert examine(tmp_path, 'print("no TensorFlow at all")\n').uses == []


def test_flags_that_it_needs(tmp_path):
    diagnosis = examine(tmp_path, 'import tensorflow as tf\nprint tf.mul(1, 2)\n')
    assert list(diagnosis.options) == ['--py2', '--api=0.12'] and diagnosis.will_run


def test_what_cannot_be_parsed(tmp_path):
    diagnosis = examine(tmp_path, 'import tensorflow as tf\nx = = 2\n')
    assert not diagnosis.will_run and diagnosis.problems[0].startswith('line ')


def test_a_notebook(tmp_path, capsys):
    cells = [('code', '%matplotlib inline\nimport tensorflow as tf'), ('code', 'tf.contrib.tensor_forest')]
    diagnosis = examine(tmp_path, as_notebook(cells), 'a.ipynb')
    assert [use.status.kind for use in diagnosis.uses] == [support.REFUSED]
    assert capsys.readouterr().err == ''


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(InputError, match=r'absent\.py: cannot be read \(No such file or directory\)'):
        doctor.examine('absent.py')
    with pytest.raises(InputError, match=r'cannot be read \(Is a directory\); name its files'):
        doctor.examine(str(tmp_path))


def test_names_that_come_from_a_module_beside(tmp_path):
    """A source that does not mention TensorFlow is not taken for one without it."""
    (tmp_path / 'common.py').write_text('import tensorflow as tf\n')
    (tmp_path / 'script.py').write_text('from common import *\nx = tf.placeholder(tf.float32)\n')
    (tmp_path / 'other.py').write_text('import json\n')
    found = {name: doctor.examine(str(tmp_path / f'{name}.py')).uses for name in ('script', 'other')}
    assert [use.status.name for use in found['script']] == ['tensorflow.placeholder', 'tensorflow.float32']
    assert found['other'] == []
