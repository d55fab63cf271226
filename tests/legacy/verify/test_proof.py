"""Graphs of two recordings, and the first result that differs."""

import copy

import pytest

from tests.legacy.verify.test_recordings import ONE
from tf1_ref.compat import tf
from tf1_ref.legacy.verify import proof
from tf1_ref.legacy.verify.recordings import Recording


def recorded(path, units):
    with tf.Graph().as_default() as graph:
        tf.get_variable('v', [units])
        tf.train.export_meta_graph(str(path), graph=graph)
    return Recording(0, {**ONE, 'graph': str(path)}, '')


def test_graphs(tmp_path):
    one, other = recorded(tmp_path / 'one.meta', 3), recorded(tmp_path / 'other.meta', 5)
    compared = proof.graphs(one, other)
    assert compared.differences and compared.left.source.startswith('TensorFlow 1.15 (')
    assert compared.right.source.startswith('here (')
    assert not proof.graphs(one, one).differences
    (tmp_path / 'one.meta').unlink()
    assert proof.graphs(one, other) is None  # a graph too large to be written
    assert proof.graphs(one, Recording(1, {}, '')) is None


@pytest.mark.parametrize(('call', 'limit', 'expected'), [(None, 10, None), (0, 10, 1), (2, 10, 3), (2, 2, None)])
def test_the_first_call_that_differs(call, limit, expected):
    one = {**ONE, 'calls': ONE['calls'][:1] * 4}
    other = copy.deepcopy(one)
    if call is not None:
        other['calls'][call] = [{'shape': [2], 'values': [7.0, 8.0]}, {'shape': [], 'type': 'S'}]
    sides = [Recording(0, content, '') for content in (one, other)]
    assert proof.first_call(*sides, limit) == expected
    assert proof.first_call(sides[0], Recording(1, {}, ''), limit) is None
