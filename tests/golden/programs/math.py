"""Arithmetic, reductions, shapes, indices, linear algebra."""

from __future__ import annotations

from tests.golden.programs.inputs import bools, ints, v, x
from tf1_ref.compat import tf

UNARY = (
    'abs acos acosh asin asinh atan atanh ceil cos cosh digamma erf erfc exp expm1 floor identity lgamma log '
    'log1p log_sigmoid negative reciprocal rint round rsqrt sigmoid sign sin sinh sqrt square tan tanh '
    'stop_gradient zeros_like ones_like is_finite is_inf is_nan shape rank size matrix_diag invert_permutation '
    'reduce_sum reduce_mean reduce_max reduce_min reduce_prod reduce_logsumexp cumsum cumprod unique '
    'unique_with_counts transpose diag trace matrix_inverse matrix_determinant matrix_transpose cholesky qr '
    'svd self_adjoint_eigvals self_adjoint_eig linalg.logdet linalg.norm norm global_norm is_non_decreasing '
    'is_strictly_increasing math.bessel_i0 math.bessel_i1 math.softplus math.softsign math.softmax '
    'math.log_softmax math.reduce_std math.reduce_variance math.reduce_euclidean_norm math.zero_fraction '
    'math.l2_normalize shape_n to_float to_double to_int32 to_int64 matrix_diag_part diag_part linalg.adjoint '
    'squeeze count_nonzero argmax argmin nn.l2_normalize linalg.expm math.top_k where'
)
BINARY = (
    'add subtract multiply divide div truediv floordiv realdiv truncatediv mod floormod pow maximum minimum '
    'squared_difference atan2 equal not_equal less less_equal greater greater_equal div_no_nan '
    'math.divide_no_nan truncatemod matmul complex zeta polygamma igamma igammac assert_equal assert_less '
    'assert_greater assert_less_equal assert_greater_equal assert_near assert_none_equal math.xdivy math.xlogy '
    'linalg.solve matrix_solve matrix_solve_ls matrix_triangular_solve cholesky_solve'
)
LISTS = ('global_norm', 'shape_n')
WITH_INTS = ('invert_permutation',)
VECTORS = ('unique', 'unique_with_counts', 'is_non_decreasing', 'is_strictly_increasing', 'diag', 'matrix_diag')


def _named(name):
    found = tf
    for part in name.split('.'):
        found = getattr(found, part)
    return found


def _unary(name):
    if name in WITH_INTS:
        return lambda: _named(name)(ints(4))
    if name in LISTS:
        return lambda: _named(name)([x(4, 4), x(3)])
    return lambda: _named(name)(x(4) if name in VECTORS else x(4, 4))


def _binary(name):
    return lambda: _named(name)(x(4, 4), x(4, 4))


PROGRAMS = {name: _unary(name) for name in UNARY.split()}
PROGRAMS.update((name, _binary(name)) for name in BINARY.split())
PROGRAMS.update(
    {
        # Operators, with tensors and with numbers.
        'x + 1': lambda: x(4) + 1,
        '1 - x': lambda: 1 - x(4),
        'x * 2': lambda: x(4) * 2,
        '2 * x': lambda: 2 * x(4),
        'x / 2': lambda: x(4) / 2,
        '1 / x': lambda: 1 / x(4),
        'x // 2': lambda: x(4) // 2,
        'x % 2': lambda: x(4) % 2,
        'x ** 2': lambda: x(4) ** 2,
        'x ** y': lambda: x(4) ** x(4),
        '2 ** x': lambda: 2 ** x(4),
        '-x': lambda: -x(4),
        'abs(x)': lambda: abs(x(4)),
        'x > 1': lambda: x(4) > 1,
        'x >= y': lambda: x(4) >= x(4),
        'x == y': lambda: x(4) == x(4),
        'x @ y': lambda: x(4, 3).__matmul__(x(3, 4)),
        'x + y': lambda: x(4) + x(4),
        'x - y': lambda: x(4) - x(4),
        'x * y': lambda: x(4) * x(4),
        'x * y, broadcast': lambda: x(4, 3) * x(3),
        'x + y, broadcast': lambda: x(4, 3) + x(3),
        'x / y, broadcast': lambda: x(4, 3) / x(4, 1),
        'x - y, unknown batch': lambda: x(None, 3) - x(3),
        'x / y, unknown batch': lambda: x(None, 3) / x(None, 1),
        'x * y, unknown batch': lambda: x(None, 3) * x(None, 3),
        'x / y, integers': lambda: ints(4) / ints(4),
        'x + variable': lambda: x(4) + v(4),
        'variable + x': lambda: v(4) + x(4),
        'variable * 2': lambda: v(4) * 2,
        'variable resource + x': lambda: v(4, use_resource=True) + x(4),
        'bool and': lambda: tf.logical_and(bools(4), bools(4)),
        'bool or': lambda: tf.logical_or(bools(4), bools(4)),
        'bool xor': lambda: tf.logical_xor(bools(4), bools(4)),
        'bool not': lambda: tf.logical_not(bools(4)),
        'x & y': lambda: bools(4) & bools(4),
        '~x': lambda: ~bools(4),
        'reduce_all': lambda: tf.reduce_all(bools(4, 3)),
        'reduce_any, axis': lambda: tf.reduce_any(bools(4, 3), 1),
        'reduce_join': lambda: tf.reduce_join(tf.constant(['a', 'b'])),
        # Reductions.
        'reduce_sum, axis': lambda: tf.reduce_sum(x(4, 3), 1),
        'reduce_sum, axes': lambda: tf.reduce_sum(x(4, 3, 2), [0, 2]),
        'reduce_sum, keepdims': lambda: tf.reduce_sum(x(4, 3), 1, keepdims=True),
        'reduce_sum, unknown batch': lambda: tf.reduce_sum(x(None, 3)),
        'reduce_sum, unknown batch, axis 0': lambda: tf.reduce_sum(x(None, 3), 0),
        'reduce_sum, unknown batch, axis 1': lambda: tf.reduce_sum(x(None, 3), 1),
        'reduce_sum, unknown rank': lambda: tf.reduce_sum(tf.placeholder(tf.float32)),
        'reduce_sum, scalar': lambda: tf.reduce_sum(x()),
        'reduce_mean, axis': lambda: tf.reduce_mean(x(4, 3), 0),
        'reduce_mean, negative axis': lambda: tf.reduce_mean(x(4, 3), -1),
        'reduce_mean, axes': lambda: tf.reduce_mean(x(4, 3, 2), [1, 2]),
        'reduce_mean, keepdims': lambda: tf.reduce_mean(x(4, 3), 1, keep_dims=True),
        'reduce_mean, unknown batch': lambda: tf.reduce_mean(x(None, 3)),
        'reduce_mean, unknown batch, axis 0': lambda: tf.reduce_mean(x(None, 3), 0),
        'reduce_mean, unknown batch, axis 1': lambda: tf.reduce_mean(x(None, 3), 1),
        'reduce_mean, unknown rank': lambda: tf.reduce_mean(tf.placeholder(tf.float32)),
        'reduce_mean, unknown batch, axes': lambda: tf.reduce_mean(x(None, 9, 9, 3), [1, 2]),
        'reduce_mean, list': lambda: tf.reduce_mean([x(), x()]),
        'reduce_max, axis': lambda: tf.reduce_max(x(4, 3), 1),
        'reduce_max, unknown batch': lambda: tf.reduce_max(x(None, 3), 1),
        'reduce_max, keepdims': lambda: tf.reduce_max(x(4, 3), 1, keepdims=True),
        'reduce_min, axis': lambda: tf.reduce_min(x(4, 3), 1),
        'reduce_prod, axis': lambda: tf.reduce_prod(x(4, 3), 1),
        'reduce_prod, shape': lambda: tf.reduce_prod(tf.shape(x(None, 3))[1:]),
        'reduce_logsumexp, axis': lambda: tf.reduce_logsumexp(x(4, 3), 1),
        'accumulate_n': lambda: tf.accumulate_n([x(4), x(4)]),
        'add_n': lambda: tf.add_n([x(4), x(4), v(4)]),
        'add_n, one': lambda: tf.add_n([x(4)]),
        'argmax, 1': lambda: tf.argmax(x(4, 3), 1),
        'arg_max': lambda: tf.arg_max(x(4, 3), 1),
        'argmin, 1': lambda: tf.argmin(x(4, 3), 1),
        'correct predictions': lambda: tf.reduce_mean(
            tf.cast(tf.equal(tf.argmax(x(None, 3), 1), tf.argmax(x(None, 3), 1)), tf.float32)
        ),
        'cumsum, exclusive': lambda: tf.cumsum(x(4, 3), 1, exclusive=True),
        'bincount': lambda: tf.bincount(ints(5)),
        'histogram_fixed_width': lambda: tf.histogram_fixed_width(x(5), [0.0, 1.0], 3),
        'confusion_matrix': lambda: tf.confusion_matrix(ints(5), ints(5)),
        'confusion_matrix, classes': lambda: tf.confusion_matrix(ints(5), ints(5), 3),
        # Products.
        'matmul, variable': lambda: tf.matmul(x(5, 3), v(3, 2)),
        'matmul, unknown batch': lambda: tf.matmul(x(None, 3), v(3, 2)) + v(2, name='b'),
        'matmul, transposed a': lambda: tf.matmul(x(3, 5), v(3, 2), transpose_a=True),
        'matmul, transposed b': lambda: tf.matmul(x(5, 3), v(2, 3), transpose_b=True),
        'matmul, both transposed': lambda: tf.matmul(x(3, 5), v(2, 3), transpose_a=True, transpose_b=True),
        'matmul, batches': lambda: tf.matmul(x(2, 5, 3), x(2, 3, 4)),
        'matmul, batches, unknown': lambda: tf.matmul(x(None, 5, 3), x(None, 3, 4)),
        'matmul, batches, transposed': lambda: tf.matmul(x(2, 5, 3), x(2, 4, 3), transpose_b=True),
        'matmul, sparse': lambda: tf.matmul(x(5, 3), x(3, 4), a_is_sparse=True),
        'matvec': lambda: tf.linalg.matvec(x(5, 3), x(3)),
        'tensordot, 1': lambda: tf.tensordot(x(4, 5, 3), v(3, 2), 1),
        'tensordot, axes': lambda: tf.tensordot(x(4, 5, 3), v(3, 2), [[2], [0]]),
        'tensordot, unknown batch': lambda: tf.tensordot(x(None, 5, 3), v(3, 2), [[2], [0]]),
        'einsum': lambda: tf.einsum('ij,jk->ik', x(4, 3), x(3, 2)),
        'einsum, 3': lambda: tf.einsum('bij,jk->bik', x(2, 4, 3), x(3, 2)),
        'einsum, batches': lambda: tf.einsum('bij,bjk->bik', x(2, 4, 3), x(2, 3, 2)),
        'cross': lambda: tf.cross(x(4, 3), x(4, 3)),
        'eye': lambda: tf.eye(4),
        'eye, shape': lambda: tf.eye(4, 3, batch_shape=[2]),
        'linalg.norm, axis': lambda: tf.norm(x(4, 3), axis=1),
        'linalg.band_part': lambda: tf.matrix_band_part(x(4, 4), 1, 1),
        'matrix_set_diag': lambda: tf.matrix_set_diag(x(4, 4), x(4)),
        'lbeta': lambda: tf.lbeta(x(4)),
        # Making tensors.
        'constant': lambda: tf.constant([1.0, 2.0]),
        'constant, shape': lambda: tf.constant(0.5, shape=[3, 4]),
        'zeros': lambda: tf.zeros([3, 4]),
        'zeros, large': lambda: tf.zeros([300, 400]),
        'zeros, tensor': lambda: tf.zeros(tf.shape(x(None, 3))),
        'zeros, stack': lambda: tf.zeros([tf.shape(x(None, 3))[0], 4]),
        'ones': lambda: tf.ones([3, 4]),
        'ones, tensor': lambda: tf.ones(tf.stack([tf.shape(x(None, 3))[0], 4])),
        'ones, large': lambda: tf.ones([300, 400]),
        'fill': lambda: tf.fill([3, 4], 0.5),
        'zeros_like, unknown': lambda: tf.zeros_like(x(None, 3)),
        'ones_like, unknown': lambda: tf.ones_like(x(None, 3)),
        'zeros_like, integers': lambda: tf.zeros_like(x(4), dtype=tf.int32),
        'linspace': lambda: tf.linspace(0.0, 1.0, 5),
        'lin_space': lambda: tf.lin_space(0.0, 1.0, 5),
        'range': lambda: tf.range(5),
        'range, start': lambda: tf.range(1, 9, 2),
        'range, floats': lambda: tf.range(0.0, 1.0, 0.1),
        'range, tensor': lambda: tf.range(tf.shape(x(None, 3))[0]),
        'one_hot': lambda: tf.one_hot(ints(5), 3),
        'one_hot, values': lambda: tf.one_hot(ints(5), 3, 1.0, 0.0),
        'one_hot, integers': lambda: tf.one_hot(ints(5), 3, dtype=tf.int32),
        'one_hot, all': lambda: tf.one_hot(ints(5), depth=3, on_value=1, off_value=0, axis=-1),
        'sequence_mask': lambda: tf.sequence_mask(ints(5), 7),
        'sequence_mask, no length': lambda: tf.sequence_mask(ints(5), dtype=tf.float32),
        'meshgrid': lambda: tf.meshgrid(tf.range(3), tf.range(4)),
        'meshgrid, ij': lambda: tf.meshgrid(x(3), x(4), indexing='ij'),
        'placeholder_with_default': lambda: tf.placeholder_with_default(1.0, []),
        'sparse_placeholder': lambda: tf.sparse_placeholder(tf.float32, [3, 4]),
        'sparse_placeholder, no shape': lambda: tf.sparse_placeholder(tf.float32),
        'convert_to_tensor': lambda: tf.convert_to_tensor([1.0, 2.0]),
        'convert_to_tensor, mixed': lambda: tf.convert_to_tensor([x(), 2.0]),
        # Casts.
        'cast': lambda: tf.cast(ints(5), tf.float32),
        'cast, same': lambda: tf.cast(x(5), tf.float32),
        'cast, half': lambda: tf.cast(x(5), tf.float16),
        'cast, number': lambda: tf.cast(5, tf.float32),
        'to_float, integers': lambda: tf.to_float(ints(5)),
        'to_int32, floats': lambda: tf.to_int32(x(5)),
        'saturate_cast': lambda: tf.saturate_cast(x(5), tf.uint8),
        'bitcast': lambda: tf.bitcast(x(5), tf.int32),
        # Shapes.
        'reshape': lambda: tf.reshape(x(4, 3), [3, 4]),
        'reshape, -1': lambda: tf.reshape(x(None, 3, 4), [-1, 12]),
        'reshape, tensors': lambda: tf.reshape(x(None, 3), [tf.shape(x(None, 3))[0], 3, 1]),
        'flatten by hand': lambda: tf.reshape(x(None, 3, 4), [-1, x(None, 3, 4).get_shape()[1:].num_elements()]),
        'transpose, perm': lambda: tf.transpose(x(4, 3, 2), [1, 0, 2]),
        'transpose, unknown rank': lambda: tf.transpose(tf.placeholder(tf.float32)),
        'expand_dims': lambda: tf.expand_dims(x(4), 1),
        'expand_dims, -1': lambda: tf.expand_dims(x(4, 3), -1),
        'squeeze, dims': lambda: tf.squeeze(x(4, 1, 3), [1]),
        'squeeze, axis': lambda: tf.squeeze(x(4, 1, 3), axis=1),
        'concat': lambda: tf.concat([x(4, 3), x(4, 2)], 1),
        'concat, three': lambda: tf.concat([x(4, 3), x(4, 2), v(4, 1)], 1),
        'concat, unknown batch': lambda: tf.concat([x(None, 3), x(None, 2)], 1),
        'concat, axis 0': lambda: tf.concat([x(None, 3), x(None, 3)], 0),
        'concat, one': lambda: tf.concat([x(4, 3)], 1),
        'concat, 4D': lambda: tf.concat([x(None, 5, 5, 3), x(None, 5, 5, 2)], 3),
        'stack': lambda: tf.stack([x(4), x(4)]),
        'stack, axis': lambda: tf.stack([x(4), x(4)], axis=1),
        'stack, constants': lambda: tf.stack([1.0, 2.0]),
        'parallel_stack': lambda: tf.parallel_stack([x(4), x(4)]),
        'unstack': lambda: tf.unstack(x(3, 4)),
        'unstack, axis': lambda: tf.unstack(x(None, 3), 3, 1),
        'tile': lambda: tf.tile(x(4, 3), [2, 1]),
        'tile, unknown batch': lambda: tf.tile(x(None, 3), [2, 1]),
        'tile, tensor': lambda: tf.tile(x(1, 3), [tf.shape(x(None, 3))[0], 1]),
        'pad': lambda: tf.pad(x(4, 3), [[1, 1], [0, 2]]),
        'pad, reflect': lambda: tf.pad(x(4, 3), [[1, 1], [0, 2]], 'REFLECT'),
        'pad, value': lambda: tf.pad(x(4, 3), [[1, 1], [0, 2]], constant_values=1.0),
        'slice': lambda: tf.slice(x(4, 3), [1, 0], [2, -1]),
        'strided_slice': lambda: tf.strided_slice(x(4, 3), [1, 0], [3, 2]),
        'x[1]': lambda: x(4, 3)[1],
        'x[:, 1]': lambda: x(4, 3)[:, 1],
        'x[..., 1:]': lambda: x(4, 3)[..., 1:],
        'x[:, -1, :]': lambda: x(None, 4, 3)[:, -1, :],
        'x[::2]': lambda: x(4, 3)[::2],
        'x[None]': lambda: x(4, 3)[None],
        'x[:, tf.newaxis]': lambda: x(4, 3)[:, tf.newaxis],
        'x[tensor]': lambda: x(4, 3)[ints()],
        'x[tensor:]': lambda: x(4, 3)[ints() :],
        'variable[1]': lambda: v(4, 3)[1],
        'resource variable[1]': lambda: v(4, 3, use_resource=True)[1],
        'reverse': lambda: tf.reverse(x(4, 3), [1]),
        'reverse_sequence': lambda: tf.reverse_sequence(x(4, 3), ints(4), seq_axis=1, batch_axis=0),
        'split': lambda: tf.split(x(6, 3), 3),
        'split, sizes': lambda: tf.split(x(6, 3), [1, 5]),
        'split, named argument': lambda: tf.split(value=x(6, 4), num_or_size_splits=4, axis=1),
        'split, unknown batch': lambda: tf.split(x(None, 4), 2, 1),
        'broadcast_to': lambda: tf.broadcast_to(x(1, 3), [4, 3]),
        'shape, unknown': lambda: tf.shape(x(None, 3)),
        'shape, element': lambda: tf.shape(x(None, 3))[0],
        'size, unknown': lambda: tf.size(x(None, 3)),
        'rank, unknown': lambda: tf.rank(tf.placeholder(tf.float32)),
        'space_to_depth': lambda: tf.space_to_depth(x(1, 4, 4, 3), 2),
        'depth_to_space': lambda: tf.depth_to_space(x(1, 4, 4, 8), 2),
        'space_to_batch': lambda: tf.space_to_batch(x(1, 4, 4, 3), [[0, 0], [0, 0]], 2),
        'batch_to_space': lambda: tf.batch_to_space(x(4, 4, 4, 3), [[0, 0], [0, 0]], 2),
        'space_to_batch_nd': lambda: tf.space_to_batch_nd(x(1, 4, 4, 3), [2, 2], [[0, 0], [0, 0]]),
        'extract_image_patches': lambda: tf.extract_image_patches(
            x(1, 9, 9, 3), [1, 3, 3, 1], [1, 2, 2, 1], [1, 1, 1, 1], 'SAME'
        ),
        'ensure_shape': lambda: tf.ensure_shape(x(None, 3), [4, 3]),
        'rot90': lambda: tf.image.rot90(x(4, 4, 3)),
        # Picking.
        'gather': lambda: tf.gather(x(5, 3), ints(4)),
        'gather, axis': lambda: tf.gather(x(5, 3), ints(4), axis=1),
        'gather, variable': lambda: tf.gather(v(5, 3), ints(4)),
        'gather, resource variable': lambda: tf.gather(v(5, 3, use_resource=True), ints(4)),
        'gather, unknown': lambda: tf.gather(x(None, 3), ints(None)),
        'gather, second axis, unknown': lambda: tf.gather(x(None, 5, 3), ints(4), axis=1),
        'gather, batch dims': lambda: tf.gather(x(2, 5), ints(2, 3), batch_dims=1),
        'reshape, scalar': lambda: tf.reshape(x(1), []),
        'batch_gather': lambda: tf.batch_gather(x(2, 5), ints(2, 3)),
        'gather_nd': lambda: tf.gather_nd(x(5, 3), ints(4, 2)),
        'scatter_nd': lambda: tf.scatter_nd(ints(4, 1), x(4, 3), [5, 3]),
        'scatter_update': lambda: tf.scatter_update(v(5, 3), ints(4), x(4, 3)),
        'scatter_add': lambda: tf.scatter_add(v(5, 3), ints(4), x(4, 3)),
        'scatter_sub': lambda: tf.scatter_sub(v(5, 3), ints(4), x(4, 3)),
        'scatter_nd_update': lambda: tf.scatter_nd_update(v(5, 3), ints(4, 1), x(4, 3)),
        'dynamic_partition': lambda: tf.dynamic_partition(x(5, 3), ints(5), 2),
        'dynamic_stitch': lambda: tf.dynamic_stitch([ints(2), ints(3)], [x(2, 3), x(3, 3)]),
        'boolean_mask': lambda: tf.boolean_mask(x(5, 3), bools(5)),
        'boolean_mask, numbers': lambda: tf.boolean_mask(x(5, 3), [True, False, True, True, False]),
        'boolean_mask, unknown': lambda: tf.boolean_mask(x(None, 3), bools(None)),
        'where, three': lambda: tf.where(bools(4, 3), x(4, 3), x(4, 3)),
        'where, one': lambda: tf.where(bools(4, 3)),
        'where_v2': lambda: tf.where_v2(bools(4, 1), x(4, 3), x(4, 3)),
        'masked select': lambda: tf.where(tf.greater(x(4, 3), 0), x(4, 3), tf.zeros_like(x(4, 3))),
        'clip_by_value': lambda: tf.clip_by_value(x(4, 3), -1.0, 1.0),
        'clip_by_value, log': lambda: tf.log(tf.clip_by_value(x(4, 3), 1e-10, 1.0)),
        'clip_by_norm': lambda: tf.clip_by_norm(x(4, 3), 1.0),
        'clip_by_average_norm': lambda: tf.clip_by_average_norm(x(4, 3), 1.0),
        'clip_by_global_norm': lambda: tf.clip_by_global_norm([x(4, 3), x(3)], 1.0)[0],
        'clip_by_global_norm, four': lambda: tf.clip_by_global_norm([x(4, 3), None, x(3), v(2)], 5)[0][0],
        'top_k': lambda: tf.nn.top_k(x(4, 3), 2)[0],
        'in_top_k': lambda: tf.nn.in_top_k(x(4, 3), ints(4), 1),
        'sort': lambda: tf.sort(x(4, 3)),
        'sort, descending': lambda: tf.sort(x(4, 3), direction='DESCENDING'),
        'argsort': lambda: tf.argsort(x(4, 3)),
        'searchsorted': lambda: tf.searchsorted(x(4, 3), x(4, 2)),
        'setdiff1d': lambda: tf.setdiff1d(ints(4), ints(3)),
        'segment_sum': lambda: tf.segment_sum(x(4, 3), ints(4)),
        'segment_mean': lambda: tf.segment_mean(x(4, 3), ints(4)),
        'segment_max': lambda: tf.segment_max(x(4, 3), ints(4)),
        'unsorted_segment_sum': lambda: tf.unsorted_segment_sum(x(4, 3), ints(4), 5),
        'unsorted_segment_mean': lambda: tf.unsorted_segment_mean(x(4, 3), ints(4), 5),
        'sparse_segment_sum': lambda: tf.sparse_segment_sum(x(5, 3), ints(4), ints(4)),
        'edit_distance': lambda: tf.edit_distance(
            tf.sparse_placeholder(tf.int64, [3, 4]), tf.sparse_placeholder(tf.int64, [3, 4])
        ),
        # Sparse tensors.
        'SparseTensor': lambda: tf.SparseTensor([[0, 0], [1, 2]], [1.0, 2.0], [3, 4]),
        'sparse_tensor_to_dense': lambda: tf.sparse_tensor_to_dense(tf.sparse_placeholder(tf.float32, [3, 4])),
        'sparse_to_dense': lambda: tf.sparse_to_dense(ints(4, 2), [5, 3], x(4)),
        'sparse_tensor_dense_matmul': lambda: tf.sparse_tensor_dense_matmul(
            tf.sparse_placeholder(tf.float32, [3, 4]), v(4, 2)
        ),
        'sparse_reduce_sum': lambda: tf.sparse_reduce_sum(tf.sparse_placeholder(tf.float32, [3, 4]), 1),
        'sparse_reorder': lambda: tf.sparse_reorder(tf.sparse_placeholder(tf.float32, [3, 4])),
        'sparse_slice': lambda: tf.sparse_slice(tf.sparse_placeholder(tf.float32, [3, 4]), [0, 0], [2, 2]),
        'sparse_concat': lambda: tf.sparse_concat(
            1, [tf.sparse_placeholder(tf.float32, [3, 4]), tf.sparse_placeholder(tf.float32, [3, 4])]
        ),
        'sparse_add': lambda: tf.sparse_add(tf.sparse_placeholder(tf.float32, [3, 4]), x(3, 4)),
        'sparse_retain': lambda: tf.sparse_retain(tf.sparse_placeholder(tf.float32, [3, 4]), [True, False]),
        'sparse_softmax': lambda: tf.sparse_softmax(tf.sparse_placeholder(tf.float32, [3, 4])),
        'sparse_mask': lambda: tf.sparse_mask(tf.IndexedSlices(x(4, 3), ints(4)), ints(2)),
        # Complex numbers and spectra.
        'fft': lambda: tf.fft(tf.complex(x(4), x(4))),
        'rfft': lambda: tf.signal.rfft(x(8)),
        'fft2d': lambda: tf.fft2d(tf.complex(x(4, 4), x(4, 4))),
        'real': lambda: tf.real(tf.complex(x(4), x(4))),
        'imag': lambda: tf.imag(tf.complex(x(4), x(4))),
        'conj': lambda: tf.conj(tf.complex(x(4), x(4))),
        'angle': lambda: tf.angle(tf.complex(x(4), x(4))),
        'complex abs': lambda: tf.abs(tf.complex(x(4), x(4))),
        'stft': lambda: tf.signal.stft(x(2, 64), 16, 8),
        'inverse_stft': lambda: tf.signal.inverse_stft(tf.complex(x(4, 9), x(4, 9)), 16, 8),
        'frame': lambda: tf.signal.frame(x(2, 64), 16, 8),
        'overlap_and_add': lambda: tf.signal.overlap_and_add(x(2, 4, 16), 8),
        'mfcc': lambda: tf.signal.mfccs_from_log_mel_spectrograms(x(2, 5, 20)),
        'mel': lambda: tf.signal.linear_to_mel_weight_matrix(20, 33, 8000),
        'hann_window': lambda: tf.signal.hann_window(16),
        'hamming_window': lambda: tf.signal.hamming_window(16),
        'dct': lambda: tf.signal.dct(x(2, 16)),
        # Strings.
        'as_string': lambda: tf.as_string(x(4)),
        'string_join': lambda: tf.string_join([tf.constant('a'), tf.constant('b')]),
        'string_split': lambda: tf.string_split(tf.constant(['a b', 'c'])),
        'string_to_number': lambda: tf.string_to_number(tf.constant(['1', '2'])),
        'string_to_hash_bucket_fast': lambda: tf.string_to_hash_bucket_fast(tf.constant(['1', '2']), 7),
        'substr': lambda: tf.substr(tf.constant('hello'), 1, 2),
        'regex_replace': lambda: tf.regex_replace(tf.constant('hello'), 'l', 'r'),
        'strings.length': lambda: tf.strings.length(tf.constant('hello')),
        'strings.lower': lambda: tf.strings.lower(tf.constant('hello')),
        'strings.split': lambda: tf.strings.split(tf.constant(['a b', 'c'])),
        'strings.format': lambda: tf.strings.format('{}', x(4)),
        'decode_raw': lambda: tf.decode_raw(tf.constant(['abcd']), tf.uint8),
        'decode_csv': lambda: tf.decode_csv(tf.constant(['1,2']), [[0.0], [0]]),
        'parse_example': lambda: tf.parse_example(
            tf.placeholder(tf.string, [None]),
            {'a': tf.FixedLenFeature([3], tf.float32), 'b': tf.VarLenFeature(tf.int64)},
        ),
        'parse_single_example': lambda: tf.parse_single_example(
            tf.placeholder(tf.string, []),
            features={'a': tf.FixedLenFeature([], tf.string), 'b': tf.FixedLenFeature([], tf.int64)},
        ),
        'parse_single_example of any rank': lambda: tf.parse_single_example(
            tf.placeholder(tf.string), {'a': tf.FixedLenFeature([], tf.string, ''), 'b': tf.VarLenFeature(tf.int64)}
        ),
        'parse_single_example out of a queue': lambda: tf.parse_single_example(
            tf.FIFOQueue(3, tf.string).dequeue(), {'b': tf.FixedLenFeature([2], tf.float32)}
        ),
        'parse_single_example, a name of any rank': lambda: tf.parse_single_example(
            tf.placeholder(tf.string), {'b': tf.VarLenFeature(tf.int64)}, example_names=tf.placeholder(tf.string)
        ),
        'read_file': lambda: tf.read_file(tf.constant('name')),
        'write_file': lambda: tf.write_file('name', tf.constant('content')),
        'matching_files': lambda: tf.matching_files('*.none'),
        'Print': lambda: tf.Print(x(4), [x(4)], 'message'),
        'print': lambda: tf.print(x(4)),
        'py_func': lambda: tf.py_func(lambda a: a, [x(4)], tf.float32),
        'py_function': lambda: tf.py_function(lambda a: a, [x(4)], tf.float32),
        'check_numerics': lambda: tf.check_numerics(x(4), 'message'),
        'verify_tensor_all_finite': lambda: tf.verify_tensor_all_finite(x(4), 'message'),
        'add_check_numerics_ops': lambda: (tf.exp(x(4)), tf.add_check_numerics_ops()),
        'Assert': lambda: tf.Assert(bools(), [x(4)]),
        'assert_rank': lambda: tf.assert_rank(x(4, 3), 2),
        'assert_rank_in': lambda: tf.assert_rank_in(x(4, 3), [2, 3]),
        'assert_rank, unknown': lambda: tf.assert_rank(tf.placeholder(tf.float32), 2),
        'assert_positive': lambda: tf.assert_positive(x(4)),
        'assert_negative': lambda: tf.assert_negative(x(4)),
        'assert_non_negative': lambda: tf.assert_non_negative(x(4)),
        'assert_type': lambda: tf.assert_type(x(4), tf.float32),
        'assert_integer': lambda: tf.assert_integer(ints(4)),
        'assert_equal, integers': lambda: tf.assert_equal(tf.shape(x(None, 3))[0], 4),
        'timestamp': lambda: tf.timestamp(),
        'no_op': lambda: tf.no_op(),
        'group': lambda: tf.group(x(4), x(4)),
        'group, none': lambda: tf.group(),
        'tuple': lambda: tf.tuple([x(4), x(4)]),
        'quantize': lambda: tf.quantize(x(4), 0.0, 1.0, tf.quint8),
        'fake_quant': lambda: tf.fake_quant_with_min_max_args(x(4)),
        'guarantee_const': lambda: tf.guarantee_const(x(4)),
        'custom_gradient': lambda: tf.custom_gradient(lambda a: (a * 2, lambda dy: dy * 3))(x(4)),
        'contrib-free swish': lambda: x(4) * tf.sigmoid(x(4)),
        'hessians': lambda: tf.hessians(tf.reduce_sum(x(3) ** 3), tf.get_default_graph().get_tensor_by_name('x:0')),
        'gradients of gradients': lambda: (lambda a: tf.gradients(tf.gradients(tf.reduce_sum(tf.tanh(a) ** 2), a), a))(
            x(4)
        ),
    }
)
