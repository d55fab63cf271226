"""How dotted names of TensorFlow 1 are supported."""

import pytest

from tf1_ref.legacy import symbols
from tf1_ref.legacy.port import api


@pytest.mark.parametrize(
    ('name', 'part', 'kind'),
    [
        ('tensorflow.placeholder', 'tensorflow.placeholder', symbols.AS_IT_IS),
        ('tensorflow.Session.run', 'tensorflow.Session', symbols.AS_IT_IS),
        ('tensorflow.compat.v1.nn.relu', 'tensorflow.nn.relu', symbols.AS_IT_IS),
        ('tensorflow.python.ops.array_ops.split', 'tensorflow.python.ops.array_ops.split', symbols.AS_IT_IS),
        ('tensorflow.contrib.layers.flatten', 'tensorflow.contrib.layers.flatten', symbols.GIVEN_BACK),
        ('tensorflow.layers.dense', 'tensorflow.layers.dense', symbols.GIVEN_BACK),
        ('tensorflow.keras.layers.Dense', 'tensorflow.keras.layers.Dense', symbols.GIVEN_BACK),
        ('tensorflow.mul', 'tensorflow.mul', symbols.BEFORE_1_0),
        ('tensorflow.train.SummaryWriter.add_summary', 'tensorflow.train.SummaryWriter', symbols.BEFORE_1_0),
        ('tensorflow.contrib.tensor_forest.python', 'tensorflow.contrib.tensor_forest', symbols.REFUSED),
        ('tensorflow.nonsense.deeper', 'tensorflow.nonsense', symbols.UNKNOWN),
        ('tensorflow.nn.nonsense', 'tensorflow.nn.nonsense', symbols.UNKNOWN),
    ],
)
def test_status(name, part, kind):
    found = symbols.status(name)
    assert (found.name, found.kind) == (part, kind)
    assert found.is_supported == (kind not in (symbols.REFUSED, symbols.UNKNOWN))
    assert found.why or kind in (symbols.AS_IT_IS, symbols.GIVEN_BACK)


def test_what_the_door_refuses_keeps_its_reason():
    for name, (why, substitute) in api.load().refused.items():
        assert symbols.status(name + '.inner') == symbols.Status(name, symbols.REFUSED, why, substitute)


def test_the_table_has_every_public_name_once():
    table = symbols.table()
    names = [one.name for one in table]
    assert len(names) == len(set(names)) > 3000
    assert {one.kind for one in table} <= {symbols.AS_IT_IS, symbols.GIVEN_BACK, symbols.REFUSED}
    assert not [name for name in names if name.startswith('tensorflow.python.')]
    assert [one.name for one in symbols.table('tensorflow.Session')] == ['tensorflow.Session']


def test_names_as_a_script_says_them():
    assert symbols.shown('tensorflow.nn.relu') == 'tf.nn.relu'
    assert symbols.shown('tensorflow') == 'tf' and symbols.shown('tensorflower') == 'tensorflower'
