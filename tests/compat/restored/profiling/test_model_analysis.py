"""What parts of a graph cost. What 1.15.5 tells is in `tests/compat/contrib/golden/tfprof.json`."""

import numpy as np

from tests.compat.contrib import parity
from tf1_ref.compat import tf
from tf1_ref.compat.restored.profiling import model_analysis


@parity.programs_of('tf1_ref.compat.restored.profiling.model_analysis')
def test_parity(family, title):
    parity.check(family, title)


def graph_of_a_layer():
    with tf.Graph().as_default() as graph:
        w = tf.get_variable('w', initializer=np.ones([5, 3], np.float32))
        tf.matmul(tf.ones([2, 5]), w, name='product')
    return graph


def test_parameters_are_counted(capfd):
    options = model_analysis.TRAINABLE_VARS_PARAMS_STAT_OPTIONS
    found = model_analysis.print_model_analysis(graph_of_a_layer(), tfprof_options=options)
    assert found.total_parameters == 15 and [child.name for child in found.children] == ['w']
    assert '(5x3, 15/15 params)' in capfd.readouterr().out


def test_operations_are_counted():
    options = {**model_analysis.FLOAT_OPS_OPTIONS, 'output': 'none'}
    found = model_analysis.print_model_analysis(graph_of_a_layer(), tfprof_cmd='op', tfprof_options=options)
    assert found.total_float_ops == 2 * 2 * 5 * 3


def test_options_are_not_shared():
    assert model_analysis.PRINT_ALL_TIMING_MEMORY['select'] == ['micros', 'bytes']
    assert model_analysis.FLOAT_OPS_OPTIONS['min_bytes'] == 0


def test_advice():
    assert model_analysis.advise(graph_of_a_layer()).checkers is not None
