"""What code makes of a size that it took from `tf.shape(x)`: the static shape of each tensor.

A size is taken in one of the ways of `SIZES` from a tensor of which some dimensions are known, and given to each of
`USES`. 1.15's shape inference knows some of these sizes and leaves others open, and code that asks for static shapes
(`shape_list` of many models) builds other ops then.
"""

from __future__ import annotations

from tests.golden.programs import transformer
from tests.golden.programs.inputs import count, ints, longs, x
from tf1_ref.compat import tf


def known_ones():
    """A placeholder of which the second and the fourth dimension are known."""
    return x(None, 3, None, 5)


def shape_of_known_ones(kind=tf.int32):
    return tf.shape(known_ones(), out_type=kind)


def looked_for(index):
    """The size as code asks for it that wants the number if there is one."""
    tensor = tf.zeros([shape_of_known_ones()[1], 2, tf.shape(x(7, None))[0]])
    return [tf.shape(tensor)[i] if size is None else size for i, size in enumerate(tensor.shape.as_list())][index]


SIZES = {
    'slice': lambda: shape_of_known_ones()[1],
    'slice, unknown': lambda: shape_of_known_ones()[0],
    'slice, from the end': lambda: shape_of_known_ones()[-1],
    'slice, with a tensor': lambda: shape_of_known_ones()[tf.constant(1)],
    'slice, int64': lambda: shape_of_known_ones(tf.int64)[1],
    'slice, of a slice': lambda: shape_of_known_ones()[1:][0],
    'slice, one long': lambda: tf.squeeze(shape_of_known_ones()[1:2]),
    'slice, of known': lambda: tf.shape(x(3, 4))[0],
    'slice, of a variable': lambda: tf.shape(tf.get_variable('w', [3, 4]))[0],
    'element': lambda: tf.unstack(shape_of_known_ones())[1],
    'element, unknown': lambda: tf.unstack(shape_of_known_ones())[2],
    'element, from the end': lambda: tf.unstack(shape_of_known_ones(), axis=-1)[1],
    'identity': lambda: tf.identity(shape_of_known_ones())[1],
    'identity of it': lambda: tf.identity(shape_of_known_ones()[1]),
    'stop_gradient of it': lambda: tf.stop_gradient(shape_of_known_ones()[1]),
    'gather': lambda: tf.gather(shape_of_known_ones(), 1),
    'split': lambda: tf.reshape(tf.split(shape_of_known_ones(), 4)[1], []),
    'tf.slice': lambda: tf.reshape(tf.slice(shape_of_known_ones(), [1], [1]), []),
    'concat': lambda: tf.concat([shape_of_known_ones()[1:2], [4]], 0)[0],
    'stack': lambda: tf.stack([shape_of_known_ones()[1], 4])[0],
    'plus': lambda: shape_of_known_ones()[1] + 2,
    'times': lambda: shape_of_known_ones()[1] * 2,
    'minus': lambda: shape_of_known_ones()[3] - 2,
    'divided': lambda: shape_of_known_ones()[3] // 2,
    'negated': lambda: 7 + -shape_of_known_ones()[1],
    'product of two': lambda: shape_of_known_ones()[1] * shape_of_known_ones()[3],
    'product of one unknown': lambda: shape_of_known_ones()[1] * shape_of_known_ones()[0],
    'maximum': lambda: tf.maximum(shape_of_known_ones()[1], 2),
    'cast': lambda: tf.cast(shape_of_known_ones()[1], tf.int64),
    'float and back': lambda: tf.cast(tf.to_float(shape_of_known_ones()[1]) * 2.0, tf.int32),
    'reduce_prod': lambda: tf.reduce_prod(shape_of_known_ones()[3:]),
    'size': lambda: tf.size(x(3, None)),
    'rank': lambda: tf.rank(known_ones()),
    'reduce_max': lambda: tf.reduce_max(tf.stack([shape_of_known_ones()[1], 2])),
    'where': lambda: tf.where(shape_of_known_ones()[1] > 2, 3, 4),
    'looked for': lambda: looked_for(0),
    'looked for, last': lambda: looked_for(2),
    'shape of a shape': lambda: tf.shape(shape_of_known_ones())[0],
    'behind an op': lambda: tf.shape(tf.nn.relu(known_ones()))[1],
    'behind zeros of it': lambda: tf.shape(tf.zeros([shape_of_known_ones()[1], 2, tf.shape(ints(None))[0]]))[0],
    'behind a set shape': lambda: tf.shape(set_shape(x(None, None), [None, 4]))[1],
    'set shape behind it': lambda: shape_of_later(),
    'a placeholder with default': lambda: tf.shape(tf.placeholder_with_default(tf.zeros([2, 3]), [None, 3]))[1],
    'a constant': lambda: tf.constant(3),
    'fed': lambda: count(),
    'int64, fed': lambda: longs(),
}


def set_shape(tensor, shape):
    tensor.set_shape(shape)
    return tensor


def shape_of_later():
    tensor = x(None, None)
    size = tf.shape(tensor)[1]
    tensor.set_shape([None, 4])
    return size


def vector(*sizes):
    """Sizes side by side, of the kind that the first of them has."""
    kind = sizes[0].dtype if isinstance(sizes[0], tf.Tensor) else tf.int32
    return tf.stack([tf.cast(size, kind) for size in sizes])


def small(n):
    """The size as an int32, where an op takes no other."""
    return tf.cast(n, tf.int32) if isinstance(n, tf.Tensor) and n.dtype != tf.int32 else n


def gathered(n):
    array = tf.TensorArray(tf.float32, small(n), element_shape=[2])
    return array.unstack(tf.zeros([small(n), 2])).stack()


def looped(n):
    return tf.while_loop(
        lambda i, h: i < 3, lambda i, h: (i + 1, tf.tile(h, [2, 1])), [0, tf.zeros([n, 2])], [tf.TensorShape([]), None]
    )[1]


def looped_alike(n):
    return tf.while_loop(lambda i, h: i < 3, lambda i, h: (i + 1, h + 1.0), [0, tf.zeros([small(n), 2])])[1]


def unrolled(n):
    cell = tf.nn.rnn_cell.BasicRNNCell(3)
    return tf.nn.dynamic_rnn(cell, tf.zeros([small(n), 4, 2]), initial_state=cell.zero_state(small(n), tf.float32))


USES = {
    'zeros': lambda n: tf.zeros([n, 2]),
    'zeros, vector': lambda n: tf.zeros(vector(n, 2)),
    'zeros, one': lambda n: tf.zeros(n[None] if isinstance(n, tf.Tensor) else [n]),
    'ones': lambda n: tf.ones([2, n], tf.int32),
    'fill': lambda n: tf.fill([n, 3], 0),
    'constant': lambda n: tf.zeros_like(tf.zeros([n, 2])) + tf.ones_like(tf.zeros([n, 2])),
    'reshape': lambda n: tf.reshape(x(30), [n, -1]),
    'reshape, unknown': lambda n: tf.reshape(tf.placeholder(tf.float32), [n, 5]),
    'tile': lambda n: tf.tile(tf.expand_dims(tf.range(5), 0), [n, 1]),
    'tile, known': lambda n: tf.tile(tf.zeros([2, 3]), [1, n]),
    'range': lambda n: tf.range(n),
    'range, from one': lambda n: tf.range(1, n, 1),
    'one_hot': lambda n: tf.one_hot(ints(4), small(n)),
    'pad': lambda n: tf.pad(tf.zeros([2, 3]), [[0, n], [1, 1]]),
    'slice': lambda n: tf.slice(tf.zeros([9, 3]), [0, 0], [n, -1]),
    'slice, start': lambda n: tf.slice(tf.zeros([9, 3]), [n, 0], [-1, 2]),
    'strided_slice': lambda n: tf.zeros([9, 3])[:n],
    'strided_slice, start': lambda n: tf.zeros([9, 3])[n:],
    'strided_slice, both': lambda n: tf.zeros([9, 3])[:, 1:n],
    'strided_slice, index': lambda n: tf.zeros([9, 3])[n],
    'resize_bilinear': lambda n: tf.image.resize_bilinear(x(2, 4, 4, 3), [small(n), 7]),
    'resize_images': lambda n: tf.image.resize_images(x(2, 4, 4, 3), vector(small(n), 7)),
    'resize_with_crop_or_pad': lambda n: tf.image.resize_image_with_crop_or_pad(x(4, 4, 3), small(n), 7),
    'crop_and_resize': lambda n: tf.image.crop_and_resize(x(2, 4, 4, 3), x(5, 4), ints(5), [small(n), 7]),
    'random_crop': lambda n: tf.random_crop(x(9, 9), [small(n), 3]),
    'expand_dims': lambda n: tf.expand_dims(x(2, 3, 4, 5), tf.minimum(small(n), 2)),
    'stack of scalars': lambda n: tf.zeros(tf.stack([small(n), tf.shape(x(None, 4))[1]])),
    'concat of scalars': lambda n: tf.zeros(tf.concat([[small(n)], [2], tf.shape(x(None, 4))], 0)),
    'broadcast_to': lambda n: tf.broadcast_to(tf.zeros([1, 3]), [n, 3]),
    'broadcasting': lambda n: tf.zeros([n, 2]) + tf.zeros([1, 2]) * tf.zeros([n, 1]),
    'eye': lambda n: tf.eye(small(n)),
    'sequence_mask': lambda n: tf.sequence_mask(ints(4), small(n)),
    'linspace': lambda n: tf.linspace(0.0, 1.0, small(n)),
    'band': lambda n: tf.matrix_band_part(tf.ones([n, n]), -1, 0),
    'top_k': lambda n: tf.nn.top_k(x(2, 9), small(n))[0],
    'split': lambda n: tf.split(x(9, 2), vector(small(n), 1, -1), num=3)[0],
    'unsorted_segment_sum': lambda n: tf.unsorted_segment_sum(x(9, 2), ints(9), small(n)),
    'scatter_nd': lambda n: tf.scatter_nd(ints(4, 1), x(4, 2), vector(small(n), 2)),
    'sparse_to_dense': lambda n: tf.sparse_to_dense(ints(4, 1), vector(small(n)), x(4)),
    'random_uniform': lambda n: tf.random_uniform([n, 2]),
    'random_normal': lambda n: tf.random_normal([2, n]),
    'truncated_normal': lambda n: tf.truncated_normal([n, 2]),
    'multinomial': lambda n: tf.multinomial(x(2, 3), small(n)),
    'dropout': lambda n: tf.nn.dropout(tf.zeros([n, 2]), 0.5),
    'dropout, noise': lambda n: tf.nn.dropout(x(3, 2), 0.5, noise_shape=[small(n), 1]),
    'random_gamma': lambda n: tf.random_gamma([small(n)], 2.0),
    'conv2d_transpose': lambda n: tf.nn.conv2d_transpose(
        x(None, 3, 3, 2), x(3, 3, 4, 2), [small(n), 6, 6, 4], [1, 2, 2, 1], 'SAME'
    ),
    'space_to_batch': lambda n: tf.space_to_batch_nd(x(2, 60, 60, 1), vector(small(n), 1), [[0, 0], [0, 0]]),
    'TensorArray': gathered,
    'while': looped,
    'while, the same shape': looped_alike,
    'cond': lambda n: tf.cond(
        tf.placeholder(tf.bool, []), lambda: tf.zeros([n, 2]) + 1.0, lambda: tf.ones([n, 2]) * 2.0
    ),
    'map_fn': lambda n: tf.map_fn(lambda row: row * 2.0, tf.zeros([small(n), 2])),
    'dynamic_rnn': unrolled,
    'matmul': lambda n: tf.matmul(tf.zeros([2, n]), tf.zeros([n, 4])),
    'transposed': lambda n: tf.transpose(tf.zeros([n, 2, 4]), [2, 0, 1]),
    'flattened': lambda n: tf.layers.flatten(tf.zeros([n, 2, 4])),
    'dense': lambda n: tf.layers.dense(tf.zeros([n, 2, 4]), 5),
    'tensordot': lambda n: tf.tensordot(tf.zeros([n, 2, 4]), x(4, 5), [[2], [0]]),
    'meshgrid': lambda n: tf.meshgrid(tf.range(small(n)), tf.range(2)),
    'squeeze': lambda n: tf.squeeze(tf.zeros([n, 1, 2]), [1]),
    'unstack': lambda n: tf.unstack(tf.zeros([2, n]), num=2)[0],
    'gather': lambda n: tf.gather(tf.zeros([n, 2]), ints(4)),
    'gather_nd': lambda n: tf.gather_nd(tf.zeros([n, 2]), tf.zeros([small(n), 2], tf.int32)),
    'boolean_mask': lambda n: tf.boolean_mask(tf.zeros([n, 2]), tf.ones([n], tf.bool)),
    'reduce_sum': lambda n: tf.reduce_sum(tf.zeros([n, 2, n]), [0, 1], keepdims=True),
    'batch_to_space': lambda n: tf.batch_to_space_nd(x(8, 3, 3, 1), [2, 2], [[0, tf.minimum(small(n), 1)], [0, 0]]),
    'gradients': lambda n: tf.gradients(tf.reduce_mean(tf.reshape(x(30), [n, -1])), [tf.placeholder(tf.float32)]),
    'argument of a check': lambda n: tf.ensure_shape(tf.zeros([n, 2]), [None, 2]),
    'reverse_sequence': lambda n: tf.reverse_sequence(
        tf.zeros([small(n), 4]), tf.ones([small(n)], tf.int32), seq_axis=1
    ),
    'l2': lambda n: tf.nn.softmax(tf.zeros([n, 2])) / tf.to_float(n),
    'cross entropy': lambda n: tf.nn.sparse_softmax_cross_entropy_with_logits(
        labels=tf.zeros([n], tf.int32), logits=tf.zeros([n, 2])
    ),
    'asked': lambda n: [
        tf.shape(y)[i] if size is None else size
        for y in (tf.fill([n, 3], 0), tf.tile(tf.zeros([1, 2]), [n, 1]))
        for i, size in enumerate(y.shape.as_list())
    ],
    'dataset': lambda n: (
        tf.data.Dataset.range(3)
        .map(lambda i: tf.zeros([tf.shape(tf.reshape(tf.range(i * 3), [-1, 3]))[1], 2]))
        .make_one_shot_iterator()
        .get_next()
    ),
}


def of_array(**arguments):
    return tf.TensorArray(tf.float32, 3, **arguments).write(0, tf.zeros([2]))


def citations():
    """A sparse placeholder of a known shape, and what graph networks make of it."""
    features = tf.sparse_placeholder(tf.float32, [5, 7], name='features')
    kept = tf.sparse_retain(features, tf.cast(tf.floor(0.5 + tf.random_uniform([tf.shape(features)[0]])), tf.bool))
    hidden = tf.sparse_tensor_dense_matmul(kept * (1.0 / 0.5), tf.ones([7, 2]))
    return [tf.sparse_tensor_to_dense(features), tf.sparse_reduce_sum(features, 1), hidden]


# Where else 1.15 knew more or less than TensorFlow 2 does.
OTHERS = {
    'TensorArray': lambda: [of_array().stack(), of_array().gather([0, 1]), of_array().concat(), of_array().read(0)],
    'TensorArray, shape': lambda: [of_array(element_shape=[2]).stack(), of_array(element_shape=[None]).stack()],
    'TensorArray, shape not inferred': lambda: of_array(infer_shape=False).stack(),
    'TensorArray, dynamic': lambda: of_array(dynamic_size=True).stack(),
    'transposed convolution': lambda: [
        tf.nn.conv2d_transpose(x(None, 3, 3, 2), x(3, 3, 4, 2), sizes, [1, 2, 2, 1], 'SAME')
        for sizes in ([5, 6, 6, 4], tf.constant([5, 6, 6, 4]), [tf.constant(5) * 1, 6, 6, 4])
    ],
    'sparse placeholder': citations,
    'sparse placeholder, partly known': lambda: tf.sparse_placeholder(tf.float32, [None, 7]),
    'sparse placeholder, tensor': lambda: tf.sparse_placeholder(tf.float32, longs(2), name='s'),
    'sparse placeholder, none': lambda: tf.sparse_placeholder(tf.float32, name='s'),
    'jpeg': lambda: tf.image.adjust_jpeg_quality(x(None, None, 3), 50),
    'list with int64': lambda: tf.reshape(x(30), [tf.shape(x(None, 5), out_type=tf.int64)[1], -1]),
    'list with int64, within': lambda: tf.pad(x(2, 3), [[0, tf.shape(x(None, 5), out_type=tf.int64)[1]], [1, 1]]),
}
# A few sizes with all uses, a few uses with all sizes: all with all are 3,400 programs.
PROGRAMS = {
    f'{size}: {use}': lambda size=size, use=use: USES[use](SIZES[size]())
    for size in SIZES
    for use in USES
    if size in ('slice', 'times', 'element', 'a constant', 'fed') or use in ('zeros', 'asked', 'strided_slice')
}

PROGRAMS.update({f'others: {name}': program for name, program in OTHERS.items()})
PROGRAMS.update({f'transformer: {name}': program for name, program in transformer.PROGRAMS.items()})


def record():
    """By program the static shapes of all tensors by their names, as text, and the seeds of what is random.

    Instead, of a program that is refused: why.
    """
    found = {}
    for name, program in PROGRAMS.items():
        tf.reset_default_graph()
        tf.set_random_seed(1)
        try:
            program()
        except ValueError as error:
            found[name] = {'refused': str(error).partition(' for ')[0]}
            continue
        tf.random_normal([2], name='behind')
        graph = tf.get_default_graph()
        found[name] = dict(shapes_of(graph), seeds=seeds_of(graph))
    return found


def seeds_of(graph):
    attributes = [op.node_def.attr for op in graph.get_operations()]
    return ' '.join(str(one['seed2'].i) for one in attributes if 'seed2' in one)


def shapes_of(graph):
    """The static shapes of all tensors that are no constants by their names, as text such as '3,?', '' of a scalar."""
    ops = [op for op in graph.get_operations() if op.type != 'Const']
    return {tensor.name: as_text(tensor.get_shape()) for op in ops for tensor in op.outputs}


def as_text(shape):
    if shape.ndims is None:
        return 'unknown'
    return ','.join('?' if size is None else str(size) for size in shape.as_list())
