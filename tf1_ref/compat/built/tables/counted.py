"""Functions that TensorFlow 2 builds from more or fewer ops than 1.15 did, and whose ops are only counted.

Where neither the names nor the values of the ops show, building them again gives nothing but the number; so what 1.15
would have built besides (negative: would not have built) is added to the graph's count. `NUMBERS` gives the number from
the function's arguments; None if it was not compared with these.
"""

from __future__ import annotations

import tensorflow.compat.v1 as tf1

from tf1_ref.compat.built import op_counts, replacing, warning

OPS = 'tensorflow.python.ops.'


def _dataset_options(*_):
    return 3  # OptimizeDataset with its constant, ModelDataset; TensorFlow 2 has both inside the iterator


def _sparse_placeholder(dtype, shape=None, name=None):
    return 0 if shape is None else -1  # its shape can be fed in TensorFlow 2


def _parse_example(serialized, names, parameters, name):
    if serialized.get_shape().ndims == 0:
        return -4  # an op of its own in 1.15, with keys as attributes
    return len(parameters.sparse_keys) + len(parameters.dense_keys) - 3  # a constant for each key


def _check_image(image, require_static=True):
    return 0 if image.get_shape()[-3:].is_fully_defined() else -4  # slices the shape before it checks it


def _crop(image, offset_height, offset_width, target_height, target_width):
    tensors = any(isinstance(size, tf1.Tensor) for size in (target_height, target_width))
    return -8 if tensors else -12  # takes batch and depth from the image, where 1.15 said -1


def _confusion_matrix(labels, predictions, num_classes=None, *others, **named):
    # Zeros to which a sparse matrix is added, instead of ScatterNd; their shape is cast where it is not int32.
    return 3 if num_classes is None or getattr(num_classes, 'dtype', tf1.int32) != tf1.int32 else 2


def _polynomial_decay(learning_rate, global_step, decay_steps, end=0.0001, power=1.0, cycle=False, name=None):
    return 5 if cycle else 1  # cond instead of where; a constant more


def _ftrl_rates(optimizer):
    return -8 if isinstance(optimizer._learning_rate, tf1.Tensor) else -9  # beta, which 1.15 did not know


def _ftrl_slots(optimizer, variables):
    return -2 * len(variables)  # a constant, which TensorFlow 2 multiplies by ones


def _decode_image(contents, channels=None, dtype=tf1.uint8, name=None, expand_animations=True):
    return 75 if channels is None and dtype == tf1.uint8 else None  # branches for each format


def _jpeg_quality(image, *others, **named):
    return -4 if tf1.convert_to_tensor(image).dtype.is_floating else 0  # clips before it makes bytes


def _resize(images, resizer, size, preserve_aspect_ratio, *others, **named):
    return -6 if preserve_aspect_ratio and isinstance(size, (list, tuple)) else 0  # takes the size from a tensor


def _central_crop(image, central_fraction):
    return -sum(size is None for size in tf1.convert_to_tensor(image).get_shape().as_list()[-3:-1])  # one cast each


def _transpose(a, perm=None, *others, **named):
    return 1 if perm is None and isinstance(a, tf1.Tensor) and a.get_shape().ndims is None else 0


def _concat_of_array(array, name=None):
    return -1 if array.element_shape and array._infer_shape else 0  # asks for the size to know the shape


def _sparse_descent(optimizer, grad, handle, indices):
    return 0 if isinstance(optimizer._learning_rate, tf1.Tensor) else 1  # the rate as a constant once more


def _product_gradient(op, grad):
    return 3  # what to tile by


NUMBERS = {
    'tensorflow.python.data.ops.dataset_ops:DatasetV1._make_initializable_iterator': _dataset_options,
    OPS + 'array_ops:sparse_placeholder': _sparse_placeholder,
    OPS + 'parsing_ops:_parse_example_raw': _parse_example,
    OPS + 'image_ops_impl:_CheckAtLeast3DImage': _check_image,
    OPS + 'image_ops_impl:crop_to_bounding_box': _crop,
    OPS + 'confusion_matrix:confusion_matrix': _confusion_matrix,
    OPS + 'histogram_ops:histogram_fixed_width_bins': lambda *_, **__: -6,
    OPS + 'math_ops:unsorted_segment_mean': lambda *_, **__: -13,
    OPS + 'math_ops:unsorted_segment_sqrt_n': lambda *_, **__: -13,
    OPS + 'random_ops:random_gamma': lambda *_, **__: -2,
    OPS + 'stateless_random_ops:stateless_random_uniform': lambda *_, **__: -2,
    OPS + 'stateless_random_ops:stateless_random_normal': lambda *_, **__: -2,
    OPS + 'stateless_random_ops:stateless_truncated_normal': lambda *_, **__: -2,
    OPS + 'tensor_array_ops:_GraphTensorArray.concat': _concat_of_array,
    OPS + 'array_ops:transpose': _transpose,
    OPS + 'image_ops_impl:adjust_jpeg_quality': _jpeg_quality,
    OPS + 'image_ops_impl:_resize_images_common': _resize,
    OPS + 'image_ops_impl:central_crop': _central_crop,
    OPS + 'image_ops_impl:decode_image': _decode_image,
    'tensorflow.python.training.gradient_descent:GradientDescentOptimizer._resource_apply_sparse_duplicate_indices': (
        _sparse_descent
    ),
    OPS + 'array_grad:_ExtractImagePatchesGrad': lambda *_: 57,
    OPS + 'math_grad:_BesselI1eGrad': lambda *_: 6,
    OPS + 'math_grad:_ProdGrad': _product_gradient,
    OPS + 'math_grad:_SparseSegmentSumGrad': lambda *_: 2,
    OPS + 'nn_grad:_Conv3DGrad': lambda *_: 1,
    OPS + 'sparse_grad:_SparseTensorDenseMatMulGrad': lambda *_: -3,
    'tensorflow.python.keras.optimizer_v2.legacy_learning_rate_decay:polynomial_decay': _polynomial_decay,
    'tensorflow.python.training.ftrl:FtrlOptimizer._prepare': _ftrl_rates,
    'tensorflow.python.training.ftrl:FtrlOptimizer._create_slots': _ftrl_slots,
    'tensorflow.python.training.saver:BaseSaverBuilder._AddShardedSaveOpsForV2': lambda *_: -3,
    'tensorflow.python.training.sync_replicas_optimizer:SyncReplicasOptimizer.apply_gradients': lambda *_, **__: 1,
}


def _counted(number):
    def call(original, *args, **named):
        ops = number(*args, **named)
        if ops is None:
            return warning.calling(original, *args, **named)
        op_counts.add(ops)
        return original(*args, **named)

    return call


for _key, _number in NUMBERS.items():
    replacing.replaces(_key)(_counted(_number))
