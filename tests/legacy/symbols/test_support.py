"""How dotted names of TensorFlow 1 are supported."""

import pytest

from tf1_ref.compat.names import table as api
from tf1_ref.legacy.symbols import support


@pytest.mark.parametrize(
    ('name', 'part', 'kind'),
    [
        ('tensorflow.placeholder', 'tensorflow.placeholder', support.AS_IT_IS),
        ('tensorflow.Session.run', 'tensorflow.Session', support.AS_IT_IS),
        ('tensorflow.compat.v1.nn.relu', 'tensorflow.nn.relu', support.AS_IT_IS),
        ('tensorflow.python.ops.array_ops.split', 'tensorflow.python.ops.array_ops.split', support.AS_IT_IS),
        ('tensorflow.contrib.layers.flatten', 'tensorflow.contrib.layers.flatten', support.GIVEN_BACK),
        ('tensorflow.layers.dense', 'tensorflow.layers.dense', support.GIVEN_BACK),
        ('tensorflow.keras.layers.Dense', 'tensorflow.keras.layers.Dense', support.GIVEN_BACK),
        ('tensorflow.mul', 'tensorflow.mul', support.BEFORE_1_0),
        ('tensorflow.train.SummaryWriter.add_summary', 'tensorflow.train.SummaryWriter', support.BEFORE_1_0),
        ('tensorflow.contrib.tensor_forest.python', 'tensorflow.contrib.tensor_forest', support.REFUSED),
        ('tensorflow.nonsense.deeper', 'tensorflow.nonsense', support.UNKNOWN),
        ('tensorflow.nn.nonsense', 'tensorflow.nn.nonsense', support.UNKNOWN),
    ],
)
def test_status(name, part, kind):
    found = support.status(name)
    assert (found.name, found.kind) == (part, kind)
    assert found.is_supported == (kind not in (support.REFUSED, support.UNKNOWN))
    assert found.why or kind in (support.AS_IT_IS, support.GIVEN_BACK)


def test_what_the_door_refuses_keeps_its_reason():
    for name, (why, substitute) in api.load().refused.items():
        assert support.status(name + '.inner') == support.Status(name, support.REFUSED, why, substitute)


def test_the_table_has_every_public_name_once():
    table = support.table()
    names = [one.name for one in table]
    assert len(names) == len(set(names)) > 3000
    assert {one.kind for one in table} <= {support.AS_IT_IS, support.GIVEN_BACK, support.REFUSED}
    assert not [name for name in names if name.startswith('tensorflow.python.')]
    assert [one.name for one in support.table('tensorflow.Session')] == ['tensorflow.Session']


def test_names_that_differ_in_case_have_one_order():
    names = [one.name for one in support.table('tensorflow.logging')]
    assert {'tensorflow.logging.DEBUG', 'tensorflow.logging.debug'} <= {*names}
    assert names == sorted(names, key=lambda name: (name.lower(), name))


def test_names_as_a_script_says_them():
    assert support.shown('tensorflow.nn.relu') == 'tf.nn.relu'
    assert support.shown('tensorflow') == 'tf' and support.shown('tensorflower') == 'tensorflower'
