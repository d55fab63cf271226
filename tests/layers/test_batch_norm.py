import numpy as np
import pytest

from tests.graph_support import WEIGHT, run, value_of, variable_names, variable_table
from tf1_ref.compat import tf
from tf1_ref.errors import InputError
from tf1_ref.layers.batch_norm import BatchNorm

ONLY_GLOBAL = ['variables']
NAMES = [
    'bn1/beta',
    'bn1/gamma',
    'bn1/moving_mean',
    'bn1/moving_variance',
    'bn1/bn1/moving_mean/biased',
    'bn1/bn1/moving_mean/local_step',
    'bn1/bn1/moving_variance/biased',
    'bn1/bn1/moving_variance/local_step',
]


class ZeroDebiasedAverage:
    """numpy's model of `assign_moving_average(..., zero_debias=True)`."""

    def __init__(self, decay):
        self.decay, self.biased, self.steps = decay, 0.0, 0

    def update(self, value):
        self.biased = self.biased * self.decay + value * (1 - self.decay)
        self.steps += 1

    @property
    def value(self):
        return self.biased / (1 - self.decay**self.steps)


def normalized(x, mean, variance):
    return (x - mean) / np.sqrt(variance + 1e-3)


@pytest.mark.parametrize('shape', [[None, 11], [None, 5, 7, 11]])
def test_variables_and_output(shape):
    h = BatchNorm(tf.placeholder(tf.float32, shape), tf.placeholder(tf.bool, []), name='bn1')
    assert variable_table() == [
        ('bn1/beta', [11], 'float32', True, WEIGHT),
        ('bn1/gamma', [11], 'float32', True, WEIGHT),
        ('bn1/moving_mean', [11], 'float32', False, ONLY_GLOBAL),
        ('bn1/moving_variance', [11], 'float32', False, ONLY_GLOBAL),
        ('bn1/bn1/moving_mean/biased', [11], 'float32', False, ONLY_GLOBAL),
        ('bn1/bn1/moving_mean/local_step', [], 'float32', False, ONLY_GLOBAL),
        ('bn1/bn1/moving_variance/biased', [11], 'float32', False, ONLY_GLOBAL),
        ('bn1/bn1/moving_variance/local_step', [], 'float32', False, ONLY_GLOBAL),
    ]
    assert (h.op.name, h.get_shape().as_list()) == ('bn1/batchnorm/add_1', shape)


def test_initial_values():
    BatchNorm(tf.placeholder(tf.float32, [None, 3]), tf.constant(True), name='bn1')
    values = run({name: value_of(name) for name in NAMES})
    assert {name: np.unique(value).tolist() for name, value in values.items()} == {
        name: [1.0 if name == 'bn1/gamma' else 0.0] for name in NAMES
    }


def test_names_under_an_outer_scope():
    with tf.variable_scope('outer'):
        h = BatchNorm(tf.placeholder(tf.float32, [None, 11]), tf.constant(True))
    inner = 'outer/BatchNorm/outer/BatchNorm'
    assert variable_names() == [
        'outer/BatchNorm/beta',
        'outer/BatchNorm/gamma',
        'outer/BatchNorm/moving_mean',
        'outer/BatchNorm/moving_variance',
        f'{inner}/moving_mean/biased',
        f'{inner}/moving_mean/local_step',
        f'{inner}/moving_variance/biased',
        f'{inner}/moving_variance/local_step',
    ]
    assert h.op.name == 'outer/BatchNorm/batchnorm/add_1'


@pytest.mark.parametrize(('shape', 'axes'), [([17, 11], (0,)), ([3, 5, 7, 11], (0, 1, 2))])
def test_training_uses_the_moments_of_the_batch(shape, axes):
    x = (3 * np.random.RandomState(3).randn(*shape) + 5).astype(np.float32)
    found = run(BatchNorm(tf.constant(x), tf.constant(True), name='bn1'))
    np.testing.assert_allclose(found, normalized(x, x.mean(axes), x.var(axes)), rtol=1e-4, atol=1e-4)


def test_beta_and_gamma_shift_and_scale():
    x = np.random.RandomState(4).randn(17, 3).astype(np.float32)
    h = BatchNorm(tf.constant(x), tf.constant(True), name='bn1')
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        sess.run([tf.assign(value_of('bn1/beta'), [1.0, 2, 3]), tf.assign(value_of('bn1/gamma'), [5.0, 7, 11])])
        found = sess.run(h)
    expected = normalized(x, x.mean(0), x.var(0)) * [5, 7, 11] + [1, 2, 3]
    np.testing.assert_allclose(found, expected, rtol=1e-4, atol=1e-4)


@pytest.mark.parametrize('fed', [True, False], ids=['fed', 'constant'])
@pytest.mark.parametrize('decay', [0.9, 0.999])
@pytest.mark.parametrize('steps', [1, 10, 1000])
def test_the_averages_are_those_of_numpy_s_model_and_inference_uses_them(steps, decay, fed):
    x = tf.placeholder(tf.float32, [None, 3])
    is_train = tf.placeholder_with_default(True, []) if fed else tf.constant(True)
    h = BatchNorm(x, is_train, decay, name='bn1')
    with tf.variable_scope(tf.get_variable_scope(), reuse=True):
        inference = BatchNorm(x, tf.constant(False), decay, name='bn1')
    mean, variance = ZeroDebiasedAverage(decay), ZeroDebiasedAverage(decay)
    random = np.random.RandomState(5)
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        for _ in range(steps):
            batch = (random.randn(13, 3) * [1, 2, 3] + [5, 7, 11]).astype(np.float32)
            sess.run(h, {x: batch})
            mean.update(batch.astype(np.float64).mean(0))
            variance.update(batch.astype(np.float64).var(0))
        found = sess.run([value_of('bn1/moving_mean'), value_of('bn1/moving_variance')])
        outputs = sess.run([inference] + ([h] if fed else []), {x: batch, **({is_train: False} if fed else {})})
        after = sess.run([value_of('bn1/moving_mean'), value_of('bn1/moving_variance')])
        assert sess.run(value_of('bn1/bn1/moving_mean/local_step')) == steps
    np.testing.assert_allclose(found[0], mean.value, rtol=3e-4)
    np.testing.assert_allclose(found[1], variance.value, rtol=3e-4)
    for output in outputs:
        np.testing.assert_allclose(output, normalized(batch, found[0], found[1]), rtol=1e-4, atol=1e-4)
    np.testing.assert_array_equal(after, found)  # inference updates nothing


def test_inference_before_any_update_divides_by_the_root_of_epsilon():
    x = np.random.RandomState(6).randn(17, 3).astype(np.float32)
    h = BatchNorm(tf.constant(x), tf.constant(False), name='bn1')
    np.testing.assert_allclose(run(h), x / np.sqrt(1e-3), rtol=1e-5)


def test_inference_leaves_every_variable_as_it_was():
    x = tf.constant(np.random.RandomState(7).randn(17, 3).astype(np.float32))
    is_train = tf.placeholder(tf.bool, [])
    h = BatchNorm(x, is_train, name='bn1')
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        sess.run(h, {is_train: True})
        before = sess.run([value_of(name) for name in NAMES])
        sess.run(h, {is_train: False})
        after = sess.run([value_of(name) for name in NAMES])
        sess.run(h, {is_train: True})
        later = sess.run(value_of('bn1/bn1/moving_mean/local_step'))
    for one, other in zip(before, after, strict=True):
        np.testing.assert_array_equal(one, other)
    assert later == 2


def test_reuse_shares_all_variables_and_both_uses_update():
    x = tf.constant(np.ones([17, 3], np.float32))
    first = BatchNorm(x, tf.constant(True), name='bn1')
    with tf.variable_scope(tf.get_variable_scope(), reuse=True):
        second = BatchNorm(x, tf.constant(True), name='bn1')
    assert variable_names() == NAMES
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        sess.run([first, second])
        assert sess.run(value_of('bn1/bn1/moving_mean/local_step')) == 2


def test_uniquified_scopes():
    x = tf.placeholder(tf.float32, [None, 3])
    for _ in range(2):
        with tf.variable_scope(None, 'block'):
            BatchNorm(x, tf.constant(True), name='bn')
    assert [name for name in variable_names() if name.endswith(('beta', 'biased'))] == [
        'block/bn/beta',
        'block/bn/block/bn/moving_mean/biased',
        'block/bn/block/bn/moving_variance/biased',
        'block_1/bn/beta',
        'block_1/bn/block_1/bn/moving_mean/biased',
        'block_1/bn/block_1/bn/moving_variance/biased',
    ]


@pytest.mark.parametrize('flag', [True, False])
def test_a_python_bool_is_refused_with_the_remedy(flag):
    x = tf.placeholder(tf.float32, [None, 3])
    remedy = rf"BatchNorm in scope 'net/bn1': .* the Python value {flag}; use tf.placeholder\(tf.bool, \[\]\)"
    with tf.variable_scope('net'), pytest.raises(InputError, match=remedy):
        BatchNorm(x, flag, name='bn1')
    assert variable_names() == []


@pytest.mark.parametrize(
    ('shape', 'is_train', 'message'),
    [
        ([None, 3], lambda: tf.constant(1), 'scalar boolean tensor, got int32 of shape'),
        ([None, 3], lambda: tf.constant([True]), r'scalar boolean tensor, got bool of shape \[1\]'),
        ([None, 5, 3], lambda: tf.constant(True), r'an input of shape .*, got \[None, 5, 3\]'),
        ([None, None], lambda: tf.constant(True), r'known channels, got \[None, None\]'),
    ],
)
def test_a_wrong_argument_is_refused_by_name(shape, is_train, message):
    with pytest.raises(InputError, match=f"BatchNorm in scope 'BatchNorm': expected .*{message}"):
        BatchNorm(tf.placeholder(tf.float32, shape), is_train())
