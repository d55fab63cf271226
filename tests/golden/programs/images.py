"""Images, random numbers, initializers, variables."""

from __future__ import annotations

from tests.golden.programs.inputs import image, ints, v, x
from tf1_ref.compat import tf


def _variable(initializer, shape=(3, 4), **arguments):
    return tf.get_variable('v', shape, initializer=initializer, **arguments)


def _l2(weights):
    return 0.01 * tf.nn.l2_loss(weights)


def _in_scopes():
    with tf.variable_scope('outer'), tf.variable_scope('inner'):
        return _variable(tf.truncated_normal_initializer())


def _scope_with(**arguments):
    with tf.variable_scope('scope', **arguments):
        tf.get_variable('a', [3, 4])
        return tf.get_variable('b', [3])


def _shared():
    with tf.variable_scope('scope'):
        tf.get_variable('a', [3, 4])
    with tf.variable_scope('scope', reuse=True):
        return tf.get_variable('a', [3, 4])


def _template():
    layer = tf.make_template('layer', lambda inputs: tf.matmul(inputs, tf.get_variable('w', [3, 4])))
    return layer(x(5, 3)) + layer(x(5, 3))


def _variables_in_cond(**arguments):
    return tf.cond(
        tf.placeholder(tf.bool, []),
        lambda: tf.get_variable('a', [3], **arguments) + 0.0,
        lambda: tf.get_variable('b', [3], **arguments) + 0.0,
    )


def _initialized(build):
    build()
    return tf.global_variables_initializer()


PROGRAMS = {
    # Random numbers.
    'random_uniform': lambda: tf.random_uniform([3]),
    'random_uniform, range': lambda: tf.random_uniform([3], -1, 2),
    'random_uniform, floats': lambda: tf.random_uniform([3, 4], -1.0, 1.0),
    'random_uniform, 0.0 to 1.0': lambda: tf.random_uniform([3], 0.0, 1.0),
    'random_uniform, 0 to 1': lambda: tf.random_uniform([3], minval=0, maxval=1),
    'random_uniform, 0 to 2': lambda: tf.random_uniform([3], 0, 2),
    'random_uniform, tensor': lambda: tf.random_uniform([3], 0.0, x()),
    'random_uniform, shape': lambda: tf.random_uniform(tf.shape(x(None, 3))),
    'random_uniform, float64': lambda: tf.random_uniform([3], dtype=tf.float64),
    'random_uniform, integers': lambda: tf.random_uniform([3], 0, 10, tf.int32),
    'random_uniform, scalar': lambda: tf.random_uniform(()),
    'random.uniform': lambda: tf.random.uniform([3]),
    'random_normal': lambda: tf.random_normal([3]),
    'random_normal, numbers': lambda: tf.random_normal([3, 4], mean=0.0, stddev=0.1),
    'random_normal, shape': lambda: tf.random_normal(tf.shape(x(None, 3))),
    'random_normal, seed': lambda: tf.random_normal([3], seed=5),
    'random.normal': lambda: tf.random.normal([3]),
    'truncated_normal': lambda: tf.truncated_normal([3, 4], stddev=0.1),
    'random.truncated_normal': lambda: tf.random.truncated_normal([3, 4]),
    'random_gamma': lambda: tf.random_gamma([3], 2.0),
    'random_gamma, beta': lambda: tf.random_gamma([3], [2.0, 3.0], beta=[1.0, 2.0]),
    'random_poisson': lambda: tf.random_poisson([2.0], [3]),
    'random_shuffle': lambda: tf.random_shuffle(ints(5, 3)),
    'random_shuffle, range': lambda: tf.random_shuffle(tf.range(5)),
    'random_crop': lambda: tf.random_crop(x(5, 5), [3, 3]),
    'random_crop, image': lambda: tf.random_crop(x(9, 9, 3), [6, 6, 3]),
    'multinomial': lambda: tf.multinomial(x(2, 3), 4),
    'random.categorical': lambda: tf.random.categorical(x(2, 3), 4),
    'stateless_random_uniform': lambda: tf.random.stateless_uniform([3], [1, 2]),
    'stateless_random_normal': lambda: tf.random.stateless_normal([3], [1, 2]),
    'distributions.Normal': lambda: tf.distributions.Normal(0.0, 1.0).sample([3]),
    'distributions.Normal, log_prob': lambda: tf.distributions.Normal(x(3), tf.exp(x(3))).log_prob(x(3)),
    'distributions.Normal, entropy': lambda: tf.distributions.Normal(x(3), x(3)).entropy(),
    'distributions.Categorical': lambda: tf.distributions.Categorical(logits=x(2, 3)).sample(),
    'distributions.Categorical, log_prob': lambda: tf.distributions.Categorical(probs=x(2, 3)).log_prob(ints(2)),
    'distributions.Bernoulli': lambda: tf.distributions.Bernoulli(probs=x(3)).sample(),
    'distributions.Uniform': lambda: tf.distributions.Uniform(0.0, 1.0).sample([3]),
    'distributions.Beta': lambda: tf.distributions.Beta(2.0, 3.0).sample([3]),
    'distributions.Gamma': lambda: tf.distributions.Gamma(2.0, 3.0).sample([3]),
    'distributions.kl_divergence': lambda: tf.distributions.kl_divergence(
        tf.distributions.Normal(x(3), x(3)), tf.distributions.Normal(0.0, 1.0)
    ),
    # Initializers.
    'variable': lambda: tf.get_variable('v', [3, 4]),
    'glorot_uniform': lambda: _variable(tf.glorot_uniform_initializer()),
    'glorot_normal': lambda: _variable(tf.glorot_normal_initializer()),
    'he_normal': lambda: _variable(tf.initializers.he_normal()),
    'he_uniform': lambda: _variable(tf.initializers.he_uniform()),
    'lecun_normal': lambda: _variable(tf.initializers.lecun_normal()),
    'lecun_uniform': lambda: _variable(tf.initializers.lecun_uniform()),
    'variance_scaling': lambda: _variable(tf.variance_scaling_initializer()),
    'variance_scaling, normal': lambda: _variable(tf.variance_scaling_initializer(distribution='untruncated_normal')),
    'uniform_unit_scaling': lambda: _variable(tf.uniform_unit_scaling_initializer()),
    'random_uniform_initializer': lambda: _variable(tf.random_uniform_initializer(-0.1, 0.1)),
    'random_uniform_initializer, defaults': lambda: _variable(tf.random_uniform_initializer()),
    'random_uniform_initializer, 0 to 1': lambda: _variable(tf.random_uniform_initializer(0, 1)),
    'random_normal_initializer': lambda: _variable(tf.random_normal_initializer(0.0, 0.1)),
    'truncated_normal_initializer': lambda: _variable(tf.truncated_normal_initializer(stddev=0.1)),
    'constant_initializer': lambda: _variable(tf.constant_initializer(0.1)),
    'constant_initializer, list': lambda: _variable(tf.constant_initializer([1.0, 2.0]), (2,)),
    'zeros_initializer': lambda: _variable(tf.zeros_initializer()),
    'ones_initializer': lambda: _variable(tf.ones_initializer()),
    'orthogonal_initializer': lambda: _variable(tf.orthogonal_initializer()),
    'orthogonal_initializer, square': lambda: _variable(tf.orthogonal_initializer(), (4, 4)),
    'identity_initializer': lambda: _variable(tf.initializers.identity(), (4, 4)),
    'initializer tensor': lambda: tf.get_variable('v', initializer=tf.random_normal([3])),
    'initializer function': lambda: _variable(lambda shape, dtype, partition_info: tf.ones(shape)),
    'initializer number': lambda: tf.get_variable('v', initializer=0.5),
    'truncated_normal in scopes': _in_scopes,
    # Variables.
    'Variable': lambda: tf.Variable(tf.random_normal([3])),
    'Variable, number': lambda: tf.Variable(0, trainable=False, name='step'),
    'Variable, list': lambda: tf.Variable([1.0, 2.0]),
    'Variable, resource': lambda: tf.Variable(tf.zeros([3]), use_resource=True),
    'Variable, function': lambda: tf.Variable(lambda: tf.zeros([3]), dtype=tf.float32),
    'Variable, collections': lambda: tf.Variable(0.0, collections=[tf.GraphKeys.LOCAL_VARIABLES]),
    'Variable, initialized_value': lambda: tf.Variable(tf.Variable(tf.zeros([3])).initialized_value() * 2),
    'resource variable': lambda: tf.get_variable('v', [3, 4], use_resource=True),
    'resource variable, read': lambda: tf.get_variable('v', [3, 4], use_resource=True).read_value(),
    'read_value': lambda: v(3).read_value(),
    'variable, value': lambda: v(3).value(),
    'variable, integers': lambda: tf.get_variable('v', [3], tf.int32),
    'variable, half': lambda: tf.get_variable('v', [3, 4], tf.float16),
    'variable, untrainable': lambda: tf.get_variable('v', [3, 4], trainable=False),
    'variable, regularizer': lambda: tf.get_variable('v', [3, 4], regularizer=_l2),
    'variable, regularizer returns None': lambda: tf.get_variable('v', [3, 4], regularizer=lambda w: None),
    'variables, regularizer': lambda: (
        tf.get_variable('v', [3, 4], regularizer=_l2),
        tf.get_variable('w', [3], regularizer=_l2),
        tf.losses.get_regularization_loss(),
    )[2],
    'resource variable, regularizer': lambda: tf.get_variable('v', [3, 4], regularizer=_l2, use_resource=True),
    'variable, constraint': lambda: tf.get_variable('v', [3, 4], constraint=tf.abs),
    'variables, shared': _shared,
    'variable_scope, initializer': lambda: _scope_with(initializer=tf.random_normal_initializer()),
    'variable_scope, regularizer': lambda: _scope_with(regularizer=_l2),
    'variable_scope, resource': lambda: _scope_with(use_resource=True),
    'partitioned variable': lambda: tf.get_variable('v', [6, 4], partitioner=tf.fixed_size_partitioner(2)),
    'partitioned variable, used': lambda: tf.matmul(
        x(5, 6), tf.get_variable('v', [6, 4], partitioner=tf.fixed_size_partitioner(2))
    ),
    'template': _template,
    'variables under cond': _variables_in_cond,
    'resource variables under cond': lambda: _variables_in_cond(use_resource=True),
    'Variable under cond': lambda: tf.cond(
        tf.placeholder(tf.bool, []), lambda: tf.Variable(lambda: tf.random_normal([3])) + 0.0, lambda: tf.ones([3])
    ),
    'local_variable': lambda: tf.get_local_variable('v', [3, 4]),
    'assign': lambda: tf.assign(v(3), x(3)),
    'assign_add': lambda: tf.assign_add(v(3), x(3)),
    'assign_sub': lambda: tf.assign_sub(v(3), x(3)),
    'assign, method': lambda: v(3).assign(x(3)),
    'assign_add, method': lambda: v(3).assign_add(x(3)),
    'assign, resource': lambda: v(3, use_resource=True).assign(x(3)),
    'assign_add, resource': lambda: tf.assign_add(v(3, use_resource=True), x(3)),
    'count_up_to': lambda: tf.count_up_to(tf.get_variable('v', [], tf.int32), 5),
    'global_variables_initializer': lambda: _initialized(lambda: v(3)),
    'initialize_all_variables': lambda: (v(3), tf.initialize_all_variables()),
    'local_variables_initializer': lambda: tf.local_variables_initializer(),
    'variables_initializer': lambda: tf.variables_initializer([v(3)]),
    'tables_initializer': lambda: tf.tables_initializer(),
    'is_variable_initialized': lambda: tf.is_variable_initialized(v(3)),
    'report_uninitialized_variables': lambda: (v(3), tf.report_uninitialized_variables()),
    'global_step': lambda: tf.train.get_or_create_global_step(),
    'create_global_step': lambda: tf.train.create_global_step(),
    # Images.
    'image.random_flip_left_right': lambda: tf.image.random_flip_left_right(x(9, 9, 3)),
    'image.random_flip_left_right, batch': lambda: tf.image.random_flip_left_right(image()),
    'image.random_flip_left_right, unknown': lambda: tf.image.random_flip_left_right(x(None, None, 3)),
    'image.random_flip_up_down': lambda: tf.image.random_flip_up_down(x(9, 9, 3)),
    'image.random_brightness': lambda: tf.image.random_brightness(x(9, 9, 3), 0.3),
    'image.random_contrast': lambda: tf.image.random_contrast(x(9, 9, 3), 0.2, 1.8),
    'image.random_hue': lambda: tf.image.random_hue(x(9, 9, 3), 0.2),
    'image.random_saturation': lambda: tf.image.random_saturation(x(9, 9, 3), 0.2, 1.8),
    'image.random_jpeg_quality': lambda: tf.image.random_jpeg_quality(x(9, 9, 3), 80, 90),
    'image.sample_distorted_bounding_box': lambda: tf.image.sample_distorted_bounding_box(
        ints(3), x(1, 1, 4), min_object_covered=0.1
    )[0],
    'image.flip_left_right': lambda: tf.image.flip_left_right(x(9, 9, 3)),
    'image.flip_left_right, batch': lambda: tf.image.flip_left_right(image()),
    'image.flip_up_down': lambda: tf.image.flip_up_down(x(9, 9, 3)),
    'image.rot90': lambda: tf.image.rot90(x(9, 9, 3)),
    'image.rot90, 2': lambda: tf.image.rot90(image(), 2),
    'image.transpose_image': lambda: tf.image.transpose_image(x(9, 9, 3)),
    'image.adjust_brightness': lambda: tf.image.adjust_brightness(x(9, 9, 3), 0.3),
    'image.adjust_contrast': lambda: tf.image.adjust_contrast(x(9, 9, 3), 0.3),
    'image.adjust_hue': lambda: tf.image.adjust_hue(x(9, 9, 3), 0.3),
    'image.adjust_saturation': lambda: tf.image.adjust_saturation(x(9, 9, 3), 0.3),
    'image.adjust_gamma': lambda: tf.image.adjust_gamma(x(9, 9, 3), 0.3),
    'image.per_image_standardization': lambda: tf.image.per_image_standardization(x(9, 9, 3)),
    'image.per_image_standardization, batch': lambda: tf.image.per_image_standardization(image()),
    'image.rgb_to_grayscale': lambda: tf.image.rgb_to_grayscale(image()),
    'image.grayscale_to_rgb': lambda: tf.image.grayscale_to_rgb(x(2, 9, 9, 1)),
    'image.rgb_to_hsv': lambda: tf.image.rgb_to_hsv(image()),
    'image.hsv_to_rgb': lambda: tf.image.hsv_to_rgb(image()),
    'image.rgb_to_yuv': lambda: tf.image.rgb_to_yuv(image()),
    'image.resize_images': lambda: tf.image.resize_images(image(), [6, 6]),
    'image.resize_images, one': lambda: tf.image.resize_images(x(9, 9, 3), [6, 6]),
    'image.resize_images, same size': lambda: tf.image.resize_images(image(), [9, 9]),
    'image.resize_images, method': lambda: tf.image.resize_images(image(), [6, 6], method=1),
    'image.resize_images, bicubic': lambda: tf.image.resize_images(image(), [6, 6], tf.image.ResizeMethod.BICUBIC),
    'image.resize_images, area': lambda: tf.image.resize_images(image(), [6, 6], tf.image.ResizeMethod.AREA),
    'image.resize_images, align': lambda: tf.image.resize_images(image(), [6, 6], align_corners=True),
    'image.resize_images, unknown': lambda: tf.image.resize_images(x(None, None, 3), [6, 6]),
    'image.resize_images, aspect': lambda: tf.image.resize_images(image(), [6, 6], preserve_aspect_ratio=True),
    'image.resize_bilinear': lambda: tf.image.resize_bilinear(image(), [6, 6]),
    'image.resize_bicubic': lambda: tf.image.resize_bicubic(image(), [6, 6]),
    'image.resize_nearest_neighbor': lambda: tf.image.resize_nearest_neighbor(image(), [6, 6]),
    'image.resize_area': lambda: tf.image.resize_area(image(), [6, 6]),
    'image.resize_image_with_crop_or_pad': lambda: tf.image.resize_image_with_crop_or_pad(x(9, 9, 3), 6, 12),
    'image.resize_image_with_crop_or_pad, unknown': lambda: tf.image.resize_image_with_crop_or_pad(
        x(None, None, 3), 6, 12
    ),
    'image.resize_image_with_pad': lambda: tf.image.resize_image_with_pad(x(9, 9, 3), 6, 12),
    'image.crop_to_bounding_box': lambda: tf.image.crop_to_bounding_box(x(9, 9, 3), 1, 2, 4, 5),
    'image.pad_to_bounding_box': lambda: tf.image.pad_to_bounding_box(x(9, 9, 3), 1, 2, 12, 15),
    'image.central_crop': lambda: tf.image.central_crop(x(9, 9, 3), 0.5),
    'image.central_crop, unknown': lambda: tf.image.central_crop(x(None, None, 3), 0.5),
    'image.crop_and_resize': lambda: tf.image.crop_and_resize(image(), x(4, 4), ints(4), [5, 5]),
    'image.extract_glimpse': lambda: tf.image.extract_glimpse(image(), [3, 3], x(2, 2)),
    'image.draw_bounding_boxes': lambda: tf.image.draw_bounding_boxes(image(), x(2, 1, 4)),
    'image.non_max_suppression': lambda: tf.image.non_max_suppression(x(7, 4), x(7), 3),
    'image.convert_image_dtype': lambda: tf.image.convert_image_dtype(tf.placeholder(tf.uint8, [9, 9, 3]), tf.float32),
    'image.convert_image_dtype, back': lambda: tf.image.convert_image_dtype(x(9, 9, 3), tf.uint8),
    'image.decode_jpeg': lambda: tf.image.decode_jpeg(tf.placeholder(tf.string, []), channels=3),
    'image.decode_png': lambda: tf.image.decode_png(tf.placeholder(tf.string, []), channels=3),
    'image.decode_image': lambda: tf.image.decode_image(tf.placeholder(tf.string, [])),
    'image.encode_jpeg': lambda: tf.image.encode_jpeg(tf.placeholder(tf.uint8, [9, 9, 3])),
    'image.encode_png': lambda: tf.image.encode_png(tf.placeholder(tf.uint8, [9, 9, 3])),
    'image.total_variation': lambda: tf.image.total_variation(image()),
    'image.psnr': lambda: tf.image.psnr(image(), image(), 1.0),
    'image.ssim': lambda: tf.image.ssim(x(2, 16, 16, 3), x(2, 16, 16, 3), 1.0),
    'image.sobel_edges': lambda: tf.image.sobel_edges(image()),
    'image.image_gradients': lambda: tf.image.image_gradients(image()),
}
