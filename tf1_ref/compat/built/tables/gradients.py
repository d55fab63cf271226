"""Gradients that TensorFlow 2 builds from other ops than 1.15 did, built from 1.15's again.

What is random behind `minimize()` takes its seed from how many ops the gradients have. TensorFlow 2 computes shapes
that are known when the graph is built in Python, where 1.15 built ops for them.
"""

from __future__ import annotations

import contextlib
import threading
import weakref

import tensorflow.compat.v1 as tf1
from tensorflow.python.framework import ops, tensor_util
from tensorflow.python.ops import array_ops, gen_array_ops, gen_nn_ops, math_grad, math_ops, tensor_array_grad

from tf1_ref.compat.built import op_counts
from tf1_ref.compat.built.replacing import counts, differs, replaces

MATH = 'tensorflow.python.ops.math_grad:'
ARRAY = 'tensorflow.python.ops.array_grad:'
TENSOR_ARRAY = 'tensorflow.python.ops.tensor_array_grad:'
NN = 'tensorflow.python.ops.nn_grad:'
LINALG = 'tensorflow.python.ops.linalg_grad:'
# The gradients of broadcasting ops that reduced to the shapes of both inputs, even where those are equal.
ALWAYS_REDUCED = ('_RealDivGrad', '_DivNoNanGrad', '_FloorModGrad', '_ComplexGrad')

counts(ARRAY + '_ExtractImagePatchesGrad')(lambda *_, **__: 46)
counts(MATH + '_BesselI1eGrad')(lambda *_, **__: 6)
counts(MATH + '_BetaincGrad')(lambda *_, **__: 3)  # logarithms, where TensorFlow 2 has an op for x * log(y)
# What to tile by; and the shape with ones for the reduced axes also where it has been kept.
counts(MATH + '_ProdGrad')(lambda op, grad: 14 if op.get_attr('keep_dims') else 3)
counts(LINALG + '_SafeReciprocal')(lambda *_, **__: -4)
counts(NN + '_Conv3DGrad')(lambda *_, **__: 1)
counts('tensorflow.python.ops.sparse_grad:_SparseTensorDenseMatMulGrad')(lambda *_, **__: -3)
differs(MATH + '_EuclideanNormGrad')

NO_SECOND_DERIVATIVE = (
    'Currently there is no way to take the second derivative of sparse_softmax_cross_entropy_with_logits due to the '
    "fused implementation's interaction with tf.gradients()"
)
AGAIN = {
    'ReluGrad': gen_nn_ops.relu_grad,
    'Relu6Grad': gen_nn_ops.relu6_grad,
    'LeakyReluGrad': gen_nn_ops.leaky_relu_grad,
}

_state = threading.local()
_broadcast_axes = weakref.WeakKeyDictionary()  # per graph: axes by shapes


@counts(LINALG + '_SvdGrad')
def _svd_gradient(op, grad_s, grad_u, grad_v):
    known = op.inputs[0].get_shape()[-2:].is_fully_defined()  # else neither has a gradient
    return 16 if known and op.get_attr('compute_uv') else 0  # sizes, and an identity


@counts(LINALG + '_MatrixTriangularSolveGrad')
def _triangular_solve_gradient(op, grad):
    shapes = [one.get_shape() for one in op.inputs]
    known = all(shape.is_fully_defined() for shape in shapes) and shapes[0][:-2] == shapes[1][:-2]
    return 0 if known else -15  # 1.15 broadcast nothing


@replaces('tensorflow.python.ops.math_ops:reduced_shape')
def reduced_shape(original, input_shape, axes):
    """Computes the shape with 1 in the place of every reduced axis by ops, also where it is known already."""
    input_shape, axes = tf1.cast(input_shape, tf1.int32), tf1.cast(axes, tf1.int32)
    rank = tf1.size(input_shape)
    axes = (axes + rank) % rank
    shape_of_axes = tf1.shape(axes)
    return tf1.dynamic_stitch([tf1.range(rank), axes], [input_shape, tf1.fill(shape_of_axes, 1)])


@replaces(MATH + '_SparseSegmentSumGrad', MATH + '_SparseSegmentSumWithNumSegmentsGrad')
def sparse_segment_sum_gradient(original, op, grad):
    """Gathers the gradient's rows and adds them up, for which TensorFlow 2 has an op."""
    rows = tf1.shape(op.inputs[0])[0]
    found = tf1.unsorted_segment_sum(tf1.gather(grad, op.inputs[2]), op.inputs[1], rows)
    return (found, *[None] * (len(op.inputs) - 1))


@replaces(MATH + '_SumGrad')
def sum_gradient(original, op, grad):
    """Tiles the gradient, where TensorFlow 2 broadcasts it."""
    shape = op.inputs[0].get_shape()
    axes = tensor_util.constant_value(op.inputs[1])
    over_all = axes is not None and shape.ndims is not None and list(axes.reshape(-1)) == list(range(shape.ndims))
    if axes is not None and (over_all or shape.is_fully_defined()):
        return original(op, grad)
    input_shape = tf1.shape(op.inputs[0])
    with ops.colocate_with(input_shape):
        kept = math_ops.reduced_shape(input_shape, op.inputs[1])
        tiles = _divided(input_shape, kept)
    return [tf1.tile(tf1.reshape(grad, kept), tiles), None]


@replaces(MATH + '_MeanGrad')
def mean_gradient(original, op, grad):
    """Divides by the ratio of the sizes of input and output."""
    x, y = op.inputs[0], op.outputs[0]
    if x.get_shape().is_fully_defined() and y.get_shape().is_fully_defined():
        return original(op, grad)
    total = math_grad._SumGrad(op, grad)[0]
    x_shape, y_shape = tf1.shape(x), tf1.shape(y)
    ratio = _divided(tf1.reduce_prod(x_shape), tf1.reduce_prod(y_shape))
    return [tf1.truediv(total, tf1.cast(ratio, total.dtype)), None]


@replaces(MATH + '_MinOrMaxGrad')
def extreme_gradient(original, op, grad):
    """Shares the gradient among the selected elements; reshapes also what has kept its dimensions."""
    kept = math_ops.reduced_shape(tf1.shape(op.inputs[0]), op.inputs[1])
    y, grad = tf1.reshape(op.outputs[0], kept), tf1.reshape(grad, kept)
    selected = tf1.cast(tf1.equal(y, op.inputs[0]), grad.dtype)
    number = tf1.reshape(tf1.reduce_sum(selected, op.inputs[1]), kept)
    return [tf1.divide(selected, number) * grad, None]


@replaces(*(MATH + name for name in ALWAYS_REDUCED))
def always_reduced(original, op, grad):
    """Lets `reduce_to_shapes` reduce even where the shapes are equal."""
    with _always():
        return original(op, grad)


@replaces(MATH + '_ReduceGradientArgs')
def reduce_to_shapes(original, x, y, gx, gy):
    """Sums the gradients of a broadcasting op's inputs over the axes that were broadcast."""
    if gx is None and gy is None:
        return None, None
    shapes = [one.get_shape() for one in (x, y)]
    if getattr(_state, 'always', False) or not all(shape.is_fully_defined() for shape in shapes):
        shape = tf1.shape if getattr(_state, 'always', False) else _shape_op
        sizes = [shape(x), shape(y)]
        axes = gen_array_ops.broadcast_gradient_args(*sizes)
        wanted = [True, True]
    else:
        sizes = [tuple(shape.as_list()) for shape in shapes]
        axes = _known_axes(*sizes)
        wanted = [one is not None and one.get_shape() != shape for one, shape in zip((gx, gy), shapes, strict=True)]
    return tuple(
        tf1.reshape(tf1.reduce_sum(one, axis), size) if one is not None and reduce else one
        for one, axis, size, reduce in zip((gx, gy), axes, sizes, wanted, strict=True)
    )


@replaces(MATH + '_MaximumMinimumGrad')
def maximum_gradient(original, op, grad, selector_op):
    """Passes the gradient on to the input that `selector_op` chooses."""
    x, y = op.inputs
    x_shape, y_shape = tf1.shape(x), tf1.shape(y)
    zeros = tf1.zeros(tf1.shape(grad), grad.dtype)
    chosen = selector_op(x, y)
    x_axes, y_axes = gen_array_ops.broadcast_gradient_args(x_shape, y_shape)
    x_grad = tf1.reshape(tf1.reduce_sum(tf1.where(chosen, grad, zeros), x_axes), x_shape)
    return x_grad, tf1.reshape(tf1.reduce_sum(tf1.where(chosen, zeros, grad), y_axes), y_shape)


@replaces(MATH + '_SignGrad')
def sign_gradient(original, op, _):
    """Gives zeros of a shape that is read from the input."""
    return tf1.zeros(tf1.shape(op.inputs[0]), op.inputs[0].dtype)


@replaces(*(NN + f'_{kind}GradGrad' for kind in ('Relu', 'Relu6', 'LeakyRelu')))
def relu_second_gradient(original, op, grad):
    """Gives the input zeros of a shape that is read from it."""
    x = op.inputs[1]
    slope = {'alpha': op.get_attr('alpha')} if op.type == 'LeakyReluGrad' else {}
    return AGAIN[op.type](grad, x, **slope), tf1.zeros(tf1.shape(x), x.dtype)


@replaces(MATH + '_SelectGradV2')
def select_gradient(original, op, grad):
    """Reduces each side to its shape, on its own."""
    condition, x, y = op.inputs
    zeros = tf1.zeros([], grad.dtype.base_dtype)
    x_grad = tf1.where_v2(condition, grad, zeros)
    x_shape, shape = tf1.shape(x), tf1.shape(op.outputs[0])
    axes, _ = gen_array_ops.broadcast_gradient_args(x_shape, shape)
    x_grad = tf1.reshape(tf1.reduce_sum(x_grad, axes, keepdims=True), x_shape)
    y_grad = tf1.where_v2(condition, zeros, grad)
    y_shape = tf1.shape(y)
    axes, _ = gen_array_ops.broadcast_gradient_args(y_shape, shape)
    return None, x_grad, tf1.reshape(tf1.reduce_sum(y_grad, axes, keepdims=True), y_shape)


@replaces(MATH + '_BatchMatMulV2')
def batch_matmul_gradient(original, op, grad):
    """Reduces to the inputs' shapes unless these are equal as a whole."""
    x, y = op.inputs
    before = ops.get_default_graph().version
    x_grad, y_grad = original(op, grad)
    equal = x.get_shape().is_fully_defined() and x.get_shape() == y.get_shape()
    if equal or ops.get_default_graph().version > before + 2:
        return x_grad, y_grad
    x_shape, y_shape = tf1.shape(x), tf1.shape(y)
    x_axes, y_axes = gen_array_ops.broadcast_gradient_args(x_shape[:-2], y_shape[:-2])
    return (
        tf1.reshape(tf1.reduce_sum(x_grad, x_axes), x_shape),
        tf1.reshape(tf1.reduce_sum(y_grad, y_axes), y_shape),
    )


@replaces(ARRAY + '_GatherV2Grad')
def gather_gradient(original, op, grad):
    """Gives slices of the parameters along axis 0, whose shape 1.15 read as int64 and cast."""
    if tensor_util.constant_value(op.inputs[2]) != 0 or op.get_attr('batch_dims') != 0:
        # TensorFlow 2 gathers and reshapes more; the cast is 1.15's.
        op_counts.add(-13 if op.get_attr('batch_dims') else -3)
        return original(op, grad)
    parameters, indices = op.inputs[:2]
    with ops.colocate_with(parameters):
        shape = tf1.cast(tf1.shape(parameters, out_type=tf1.int64), tf1.int32)
    size = tf1.expand_dims(tf1.size(indices), 0)
    values = tf1.reshape(grad, tf1.concat([size, shape[1:]], 0))
    slices = tf1.IndexedSlices(values, tf1.reshape(indices, size), shape)
    return [slices, None, None]


@replaces(ARRAY + '_StridedSliceGrad')
def strided_slice_gradient(original, op, grad):
    """Takes begin, end and strides from the op itself, where TensorFlow 2 makes constants of them."""
    _, begin, end, strides = op.inputs
    shape = tf1.shape(op.inputs[0], out_type=begin.dtype)
    masks = {
        f'{name}_mask': op.get_attr(f'{name}_mask') for name in ('begin', 'end', 'ellipsis', 'new_axis', 'shrink_axis')
    }
    return array_ops.strided_slice_grad(shape, begin, end, strides, grad, **masks), None, None, None


@replaces(ARRAY + '_ReshapeGrad')
def reshape_gradient(original, op, grad):
    """Reshapes back to the shape of the input."""
    return [tf1.reshape(grad, tf1.shape(op.inputs[0])), None]


@replaces(ARRAY + '_BroadcastToGrad')
def broadcast_to_gradient(original, op, grad):
    """Sums over the axes that were broadcast."""
    shape = tf1.shape(op.inputs[0])
    _, axes = gen_array_ops.broadcast_gradient_args(op.inputs[1], shape)
    return [tf1.reshape(tf1.reduce_sum(grad, axes, keepdims=True), shape), None]


@replaces(NN + '_SparseSoftmaxCrossEntropyWithLogitsGrad')
def sparse_softmax_gradient(original, op, grad_loss, grad_grad):
    """Adds 1.15's op that refuses a second derivative, which TensorFlow 2 knows how to take."""
    array_ops.prevent_gradient(op.outputs[1], message=NO_SECOND_DERIVATIVE)
    return original(op, grad_loss, grad_grad)


@replaces(NN + '_BaseFusedBatchNormGrad')
def fused_batch_norm_gradient(original, op, version, *grad):
    """Gives the averages gradients too while training, which an optimizer then gates."""
    gradients = original(op, version, *grad)
    return tuple(gradients[0].op.outputs) if op.get_attr('is_training') else gradients


@replaces(MATH + '_Atan2Grad')
def atan2_gradient(original, op, grad):
    """Takes the inputs for equal in shape, as 1.15 did: sums no gradient over axes that were broadcast."""
    y, x = op.inputs
    with tf1.control_dependencies([grad]):
        inverse = grad / (tf1.square(x) + tf1.square(y))
        return x * inverse, -y * inverse


@replaces(MATH + '_GatherDropNegatives')
def gather_drop_negatives(original, params, ids, zero_clipped_indices=None, is_positive=None):
    """Gathers the rows with the numbers `ids`, and zeros where a number is negative."""
    if zero_clipped_indices is None:
        zero_clipped_indices = tf1.maximum(ids, tf1.zeros_like(ids))
    gathered = tf1.gather(params, zero_clipped_indices)
    if is_positive is None:
        is_positive = tf1.greater_equal(ids, 0)
        for _ in range(gathered.get_shape().ndims - is_positive.get_shape().ndims):
            is_positive = tf1.expand_dims(is_positive, -1)
        is_positive = is_positive & tf1.ones_like(gathered, dtype=tf1.bool)
    return tf1.where(is_positive, gathered, tf1.zeros_like(gathered)), zero_clipped_indices, is_positive


@replaces(*(TENSOR_ARRAY + name for name in ('_TensorArrayWriteGrad', '_TensorArrayScatterGrad')))
def tensor_array_gradient(original, op, flow):
    """Reads back what was written, without the barrier that TensorFlow 2 sets up before."""
    array = _gradient_array(op, flow)
    read = array.read if 'Write' in op.type else array.gather
    return [None, None, read(op.inputs[1]), flow]


@replaces(TENSOR_ARRAY + '_TensorArraySplitGrad')
def tensor_array_split_gradient(original, op, flow):
    """Joins what was split."""
    return [None, _gradient_array(op, flow).concat(), None, flow]


def _gradient_array(op, flow):
    array = tf1.TensorArray(op.get_attr('T'), handle=op.inputs[0], flow=flow, colocate_with_first_write_call=False)
    return array.grad(source=tensor_array_grad._GetGradSource(flow), flow=flow)


@contextlib.contextmanager
def _always():
    _state.always = True
    try:
        yield
    finally:
        _state.always = False


def _divided(x, y):
    return x // tf1.maximum(y, 1)


def _shape_op(x):
    return array_ops.shape_internal(x, optimize=False)


def _known_axes(x_shape, y_shape):
    """Gives the axes to sum over, worked out by an op that each graph holds once per pair of shapes."""
    known = _broadcast_axes.setdefault(ops.get_default_graph(), {})
    if (x_shape, y_shape) not in known:
        axes = gen_array_ops.broadcast_gradient_args(x_shape, y_shape)
        known[x_shape, y_shape] = [tuple(tensor_util.try_evaluate_constant(one)) for one in axes]
    return known[x_shape, y_shape]
