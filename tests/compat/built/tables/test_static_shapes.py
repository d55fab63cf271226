"""The static shapes of 1.15, in programs that take sizes from `tf.shape(x)`, and what is done for them."""

import json
import pathlib

import numpy as np
import pytest

from tests import needs
from tests.compat.built.tables.test_programs import REWRITTEN
from tests.golden.programs import opened, static_shapes
from tests.graph_support import run
from tf1_ref.compat import tf
from tf1_ref.compat.built import seeds
from tf1_ref.compat.built.tables import static_shapes as table

FILE = pathlib.Path(static_shapes.__file__).parent.parent / 'static_shapes.json'
GENUINE, OPENED = (json.loads(FILE.read_text())[key] for key in ('programs', 'opened'))
# Gradients begin with an op of another name (see `test_ops`).
RENAMED = {'gradients/Fill:0': 'gradients/grad_ys_0:0'}
# What is only counted: cropping to a size that is a tensor, and joining an array.
COUNTED = ('resize_image_with_crop_or_pad/crop_to_bounding_box/', 'TensorArraySizeV3:0')


@pytest.fixture(scope='module')
def here():
    with needs.what_is_told():
        return static_shapes.record()


def test_every_program_has_its_golden_entry(here):
    assert list(GENUINE) == list(here)


@pytest.mark.parametrize('program', static_shapes.PROGRAMS)
def test_the_shapes_of_all_tensors_and_the_seeds(program, here):
    expected = {RENAMED.get(name, name): shape for name, shape in GENUINE[program].items()}
    different = {
        name: (expected.get(name), here[program].get(name))
        for name in {**expected, **here[program]}
        if expected.get(name) != here[program].get(name) and not name.startswith(COUNTED)
    }
    assert different == {}


# Programs whose results have another static shape, or that work where 1.15 refused, with an open first dimension.
KNOWN_OPENED = {
    # The kernel's shape inference knows the channels in 2.x.
    'arguments: decode: no animations, channels 3': '?,?,3',
    'arguments: decode: channels 4, no animations': '?,?,4',
    'arguments: decode: channels 1, no animations': '?,?,1',
    'arguments: resize, tensor': 'refused',  # in 1.15
}


@pytest.mark.filterwarnings('ignore')
def test_results_of_all_programs_where_the_first_dimension_is_open():
    with needs.what_is_told():
        found = opened.record()
    assert list(found) == list(OPENED)
    differ = {name for name, text in found.items() if text != OPENED[name] and name not in REWRITTEN}
    assert differ == {*KNOWN_OPENED}
    told = {name: OPENED[name] if name.endswith('tensor') else found[name].partition(';')[0] for name in differ}
    assert told == KNOWN_OPENED


def size(x):
    return tf.shape(x)[1]


def element(x):
    return tf.unstack(tf.shape(x))[1]


@pytest.mark.parametrize(('taken', 'attribute', 'usual'), [(size, 'end_mask', 0), (element, 'axis', 0)])
def test_nothing_shows(taken, attribute, usual):
    x = tf.placeholder(tf.float32, [None, 3, None])
    op = taken(x).op
    graph = tf.get_default_graph()
    assert table.MARKER not in op.node_def.attr and op.node_def.attr[attribute].i == usual
    assert op.get_attr(attribute) == usual
    nodes = [node for node in graph.as_graph_def().node if node.op == op.type]
    assert [node.attr[attribute].i for node in nodes] == [usual]
    assert table.MARKER not in str(graph.as_graph_def())
    assert table.MARKER not in str(tf.train.export_meta_graph())


@pytest.mark.parametrize('taken', [size, element])
def test_the_values_are_those_of_the_shape(taken):
    x = tf.placeholder(tf.float32, [None, 3, None])
    filled = tf.fill([taken(x), 2], 7)
    assert filled.shape.as_list() == [None, 2]
    with tf.Session() as session:
        assert session.run(taken(x), {x: np.zeros([1, 3, 5])}) == 3
        assert session.run(filled, {x: np.zeros([1, 3, 5])}).tolist() == [[7, 7]] * 3


@pytest.mark.parametrize('taken', [size, element])
def test_in_a_graph_that_is_read(taken):
    with tf.Graph().as_default() as graph:
        tf.zeros([taken(tf.placeholder(tf.float32, [None, 3, None])), 2], name='y')
        graph_def = graph.as_graph_def()
    before = graph_def.SerializeToString(deterministic=True)
    with tf.Graph().as_default():
        (y,) = tf.import_graph_def(graph_def, return_elements=['y:0'])
        assert y.shape.as_list() == [None, 2]
    assert graph_def.SerializeToString(deterministic=True) == before


def test_within_functions():
    def mapped(i):
        rows = tf.reshape(tf.range(tf.cast(i, tf.int32) * 3), [-1, 3])
        return tf.zeros([tf.shape(rows)[1], 2])

    dataset = tf.data.Dataset.range(2).map(mapped)
    assert dataset.output_shapes.as_list() == [None, 2]
    row = dataset.make_one_shot_iterator().get_next()
    assert run(row).shape == (3, 2)
    assert table.MARKER not in str(tf.get_default_graph().as_graph_def())


def test_other_slices_and_elements_are_left_alone():
    x = tf.placeholder(tf.float32, [None, 3, None])
    shape = tf.shape(x)
    ops = [shape[1:].op, shape[0:1].op, shape[None, 1].op, x[1].op, tf.unstack(shape, axis=-1)[0].op]
    assert [op.get_attr('end_mask') for op in ops[:4]] == [1, 0, 0, 0]
    assert ops[4].get_attr('axis') == ops[4].node_def.attr['axis'].i == -1
    assert not any(table.MARKER in op.node_def.attr for op in ops)


def test_the_graphs_of_tensorflow_2_know_what_it_knows():
    with seeds.of_new_graphs('tf2'):
        graph = tf.Graph()
    with graph.as_default():
        x = tf.placeholder(tf.float32, [None, 3, None])
        assert tf.zeros([tf.shape(x)[1], 2]).shape.as_list() == [3, 2]
        assert tf.shape(x)[1].op.get_attr('end_mask') == 0


@pytest.mark.parametrize(
    ('sizes', 'batch'), [([5, 6, 6, 4], 5), (tf.TensorShape([5, 6, 6, 4]), 5), ([-1, 6, 6, 4], None)]
)
def test_the_batch_of_a_transposed_convolution(sizes, batch):
    x, kernel = tf.placeholder(tf.float32, [None, 3, 3, 2]), tf.zeros([3, 3, 4, 2])
    y = tf.nn.conv2d_transpose(x, kernel, sizes, [1, 2, 2, 1], 'SAME')
    assert y.shape.as_list() == [batch, 6, 6, 4]
    of_tensor = tf.nn.conv2d_transpose(x, kernel, [tf.shape(x)[0], 6, 6, 4], [1, 2, 2, 1], 'SAME')
    assert of_tensor.shape.as_list() == [None, 6, 6, 4]


def test_a_sparse_placeholder_of_a_known_shape_can_be_fed():
    x = tf.sparse_placeholder(tf.float32, [2, 3])
    kept = tf.sparse_retain(x, tf.sparse.reorder(x).values > 1)
    product = tf.sparse_tensor_dense_matmul(kept, tf.ones([3, 2]))
    assert product.shape.as_list() == [2, 2]
    value = tf.SparseTensorValue([[0, 0], [1, 2]], [1.0, 2.0], [2, 3])
    with tf.Session() as session:
        assert session.run(product, {x: value}).tolist() == [[0, 0], [2, 2]]
