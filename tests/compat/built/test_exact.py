"""1.15's order of addition: its numbers, in a graph that is otherwise the same."""

import json
import sys

import numpy as np
import pytest

from tests import warm
from tests.scripts.running import REPOSITORY
from tf1_ref.compat.built import exact

PROGRAM = """
import json, numpy as np, tensorflow as tf
tf.set_random_seed(1)
x = tf.placeholder(tf.float32, [None, 17, 13], name='x')
y = tf.get_variable('y', [17, 13], initializer=tf.ones_initializer())
results = [
    tf.reduce_mean(x * y, [0, 1]), tf.reduce_sum(x * y, 0), tf.reduce_sum(x * y, [1], keepdims=True, name='kept'),
    tf.reduce_mean(x, -1), tf.reduce_sum(x), tf.nn.moments(x, [0, 1])[1],
]
results += tf.gradients([tf.square(one) for one in results], [x, y])
ops = [op.name for op in tf.get_default_graph().get_operations()]
types = sorted({op.type for op in tf.get_default_graph().get_operations() if 'PyFunc' in op.type})
value = np.random.RandomState(3).standard_normal([19, 17, 13]).astype(np.float32)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    found = [one.ravel().tolist() for one in sess.run(results, {x: value})]
print(json.dumps([ops, [one.shape.as_list() for one in results], found, types]))
"""


def test_the_same_graph_with_rows_added_one_after_the_other(tmp_path):
    script = tmp_path / 'script.py'
    script.write_text(PROGRAM)
    plain, near = (
        json.loads(
            warm.run([sys.executable, '-m', 'tf1_ref', 'run', *flags, script], cwd=REPOSITORY, text=True, check=True)
            .stdout.splitlines()[-1]
        )
        for flags in ([], ['--exact'])
    )  # fmt: skip
    assert near[0] == plain[0] and near[1] == plain[1]
    assert plain[3] == [] and near[3] == ['PyFuncStateless']
    value = np.random.RandomState(3).standard_normal([19, 17, 13]).astype(np.float32)
    rows = np.zeros(13, np.float32)
    for row in value.reshape(-1, 13):
        rows += row
    assert near[2][0] == (rows / np.float32(19 * 17)).tolist() != plain[2][0]
    columns = np.zeros([19 * 17, 8], np.float32) + value.reshape(-1, 13)[:, :8]
    halves = columns[:, :4] + columns[:, 4:]
    halves = halves[:, :2] + halves[:, 2:]
    rest = value.reshape(-1, 13)[:, 8:]
    rest = (((rest[:, 0] + rest[:, 1]) + rest[:, 2]) + rest[:, 3]) + rest[:, 4]
    expected = (rest + (halves[:, 0] + halves[:, 1])) / np.float32(13)
    assert near[2][3] == expected.tolist()
    for one, other in zip(near[2], plain[2], strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize(('rank', 'axes', 'rows'), [(3, [0, 1], (0, 2)), (3, [-2], (1, 2)), (2, 0, (0, 1))])
def test_what_is_added_row_after_row(rank, axes, rows):
    assert exact.rows_of(rank, axes) == rows


@pytest.mark.parametrize(('rank', 'axes'), [(3, [0, 2]), (3, [2]), (3, []), (1, [0]), (0, []), (4, [0, 2])])
def test_what_is_not(rank, axes):
    assert exact.rows_of(rank, axes) is None


@pytest.mark.parametrize(
    ('shape', 'axes'), [([5, 3], [1]), ([5, 23], [-1]), ([5, 4, 8], [1, 2]), ([70], [0]), ([0, 3], [1])]
)
def test_sums_that_take_the_last_axis(shape, axes):
    x = np.random.RandomState(1).standard_normal(shape).astype(np.float32)
    found = exact.summed(x, axes)
    assert found.dtype == np.float32 and found.shape == x.sum(tuple(axes)).shape
    np.testing.assert_allclose(found, x.astype(float).sum(tuple(axes)), rtol=1e-5, atol=1e-5)
