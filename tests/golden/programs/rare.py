"""What few scripts use: bits, sets, strings, quantization, sparse tensors, spectra, files, thresholds."""

from __future__ import annotations

from tests.golden.programs.inputs import bools, image, ints, v, x
from tf1_ref.compat import tf


def sparse(dtype=tf.float32):
    return tf.sparse_placeholder(dtype, [4, 3], name='sparse')


def words(*shape):
    return tf.placeholder(tf.string, shape, name='words')


def byte_images():
    return tf.placeholder(tf.uint8, [2, 9, 9, 3], name='bytes')


def spectrum(*shape):
    return tf.placeholder(tf.complex64, shape, name='spectrum')


def classes(*shape):
    return tf.placeholder(tf.int64, shape, name='classes')


def variable_of_rows():
    return tf.get_variable('rows', [4, 3], initializer=tf.ones_initializer())


def scattered(name, *arguments):
    return getattr(tf, name)(variable_of_rows(), *(arguments or (ints(2), x(2, 3))))


def at_thresholds(name, *arguments):
    return getattr(tf.metrics, name)(bools(5), x(5), *arguments)


def at_k(name, *arguments):
    return getattr(tf.metrics, name)(classes(5, 1), *arguments)


def boxes():
    return x(6, 4), x(6)


THRESHOLDS = 'false_negatives false_positives true_negatives true_positives precision recall'
COUNTS = 'false_negatives false_positives true_negatives true_positives'
BITS = 'bitwise_and bitwise_or bitwise_xor left_shift right_shift'
SCATTERED = 'scatter_div scatter_max scatter_min scatter_mul'
SCATTERED_ND = 'scatter_nd_add scatter_nd_sub'
TENSOR_SCATTERED = 'tensor_scatter_add tensor_scatter_nd_add tensor_scatter_nd_sub tensor_scatter_nd_update'
SEGMENTS = 'segment_max segment_min segment_sum'  # 1.15 had no gradient of segment_prod
UNSORTED = 'unsorted_segment_max unsorted_segment_min unsorted_segment_prod unsorted_segment_sqrt_n'
MATRIX = 'det eigh eigvalsh slogdet sqrtm tensor_diag_part lu pinv matrix_rank'
SMOOTH = 'bessel_i0e bessel_i1e cumulative_logsumexp'
PAIRS = 'multiply_no_nan nextafter'
SPECTRA = 'ifft ifft2d fft3d ifft3d'
COLOURS = 'rgb_to_yiq yiq_to_rgb yuv_to_rgb'

PROGRAMS = {f'bitwise.{name}': lambda name=name: getattr(tf.bitwise, name)(ints(4), ints(4)) for name in BITS.split()}
PROGRAMS.update({name: lambda name=name: scattered(name) for name in SCATTERED.split()})
PROGRAMS.update({name: lambda name=name: scattered(name, ints(2, 1), x(2, 3)) for name in SCATTERED_ND.split()})
PROGRAMS.update(
    {name: lambda name=name: getattr(tf, name)(x(4, 3), ints(2, 1), x(2, 3)) for name in TENSOR_SCATTERED.split()}
)
PROGRAMS.update(
    {f'math.{name}': lambda name=name: getattr(tf.math, name)(x(4, 3), ints(4)) for name in SEGMENTS.split()}
)
PROGRAMS.update(
    {f'math.{name}': lambda name=name: getattr(tf.math, name)(x(4, 3), ints(4), 3) for name in UNSORTED.split()}
)
PROGRAMS.update({f'linalg.{name}': lambda name=name: getattr(tf.linalg, name)(x(4, 4)) for name in MATRIX.split()})
PROGRAMS.update({f'math.{name}': lambda name=name: getattr(tf.math, name)(x(4, 3)) for name in SMOOTH.split()})
PROGRAMS.update({f'math.{name}': lambda name=name: getattr(tf.math, name)(x(4), x(4)) for name in PAIRS.split()})
PROGRAMS.update(
    {f'signal.{name}': lambda name=name: getattr(tf.signal, name)(spectrum(4, 4, 4)) for name in SPECTRA.split()}
)
PROGRAMS.update({f'image.{name}': lambda name=name: getattr(tf.image, name)(image()) for name in COLOURS.split()})
PROGRAMS.update(
    {
        f'metrics.{name}_at_thresholds': lambda name=name: at_thresholds(f'{name}_at_thresholds', [0.2, 0.7])
        for name in THRESHOLDS.split()
    }
)
PROGRAMS.update(
    {f'metrics.{name}': lambda name=name: getattr(tf.metrics, name)(bools(5), bools(5)) for name in COUNTS.split()}
)
PROGRAMS.update(
    {
        # Metrics.
        'metrics.average_precision_at_k': lambda: at_k('average_precision_at_k', x(5, 7), 3),
        'metrics.sparse_average_precision_at_k': lambda: at_k('sparse_average_precision_at_k', x(5, 7), 3),
        'metrics.sparse_precision_at_k': lambda: at_k('sparse_precision_at_k', x(5, 7), 3),
        'metrics.precision_at_top_k': lambda: at_k('precision_at_top_k', classes(5, 3), 3),
        'metrics.recall_at_top_k': lambda: at_k('recall_at_top_k', classes(5, 3), 3),
        'metrics.mean_cosine_distance': lambda: tf.metrics.mean_cosine_distance(x(5, 3), x(5, 3), 1),
        'metrics.mean_relative_error': lambda: tf.metrics.mean_relative_error(x(5), x(5), x(5)),
        'metrics.sensitivity_at_specificity': lambda: at_thresholds('sensitivity_at_specificity', 0.7),
        'metrics.specificity_at_sensitivity': lambda: at_thresholds('specificity_at_sensitivity', 0.7),
        # Checks.
        'assert_non_positive': lambda: tf.assert_non_positive(x(4)),
        'assert_rank_at_least': lambda: tf.assert_rank_at_least(tf.placeholder(tf.float32), 2),
        'assert_variables_initialized': lambda: (v(3), tf.assert_variables_initialized()),
        'assert_variables_initialized, resource': lambda: (v(3, use_resource=True), tf.assert_variables_initialized()),
        'debugging.assert_all_finite': lambda: tf.debugging.assert_all_finite(x(4), 'no'),
        # Shapes and indices.
        'batch_to_space_nd': lambda: tf.batch_to_space_nd(x(4, 2, 2, 1), [2, 2], [[0, 0], [0, 0]]),
        'batch_to_space': lambda: tf.batch_to_space(x(4, 2, 2, 1), [[0, 0], [0, 0]], 2),
        'broadcast_dynamic_shape': lambda: tf.broadcast_dynamic_shape(tf.shape(x(4)), tf.shape(x(1))),
        'histogram_fixed_width_bins': lambda: tf.histogram_fixed_width_bins(x(4), [0.0, 1.0], 5),
        'identity_n': lambda: tf.identity_n([x(4), x(3)]),
        'manip.roll': lambda: tf.manip.roll(x(4, 3), 1, 0),
        'unravel_index': lambda: tf.unravel_index(ints(3), [4, 5]),
        'required_space_to_batch_paddings': lambda: tf.required_space_to_batch_paddings(ints(2), [2, 2]),
        'extract_volume_patches': lambda: tf.extract_volume_patches(
            x(2, 5, 5, 5, 1), [1, 2, 2, 2, 1], [1, 1, 1, 1, 1], 'VALID'
        ),
        'batch_scatter_update': lambda: tf.batch_scatter_update(variable_of_rows(), ints(4, 1), x(4, 1)),
        'variables in partitions': lambda: tf.create_partitioned_variables(
            [4, 3], [2, 1], tf.random_normal_initializer()
        ),
        'a partitioner': lambda: tf.get_variable(
            'v', [4, 3], partitioner=tf.min_max_variable_partitioner(2, min_slice_size=8)
        ),
        'a partitioner by size': lambda: tf.get_variable(
            'v', [4, 3], partitioner=tf.variable_axis_size_partitioner(24)
        ),
        'scalar_mul': lambda: tf.scalar_mul(2.0, x(4)),
        'to_complex64': lambda: tf.to_complex64(x(4)),
        'to_bfloat16': lambda: tf.to_bfloat16(x(4)),
        'floor_div': lambda: tf.floor_div(x(4), x(4)),
        'betainc': lambda: tf.betainc(x(4), x(4), x(4)),
        'bitwise.invert': lambda: tf.bitwise.invert(ints(4)),
        'fingerprint': lambda: tf.fingerprint(words(4)),
        'numpy_function': lambda: tf.numpy_function(lambda value: value, [x(4)], tf.float32),
        'math.polyval': lambda: tf.math.polyval([1.0, x(4), 2.0], x(4)),
        'math.reciprocal_no_nan': lambda: tf.math.reciprocal_no_nan(x(4)),
        # Linear algebra.
        'linalg.logm': lambda: tf.linalg.logm(spectrum(4, 4)),
        'linalg.set_diag': lambda: tf.linalg.set_diag(x(4, 4), x(4)),
        'linalg.tensor_diag': lambda: tf.linalg.tensor_diag(x(4)),
        'linalg.triangular_solve': lambda: tf.linalg.triangular_solve(x(4, 4), x(4, 2)),
        'linalg.lstsq': lambda: tf.linalg.lstsq(x(4, 3), x(4, 2)),
        'linalg.tridiagonal_solve': lambda: tf.linalg.tridiagonal_solve(x(3, 4), x(4)),
        'linalg.tridiagonal_matmul': lambda: tf.linalg.tridiagonal_matmul(x(3, 4), x(4, 2)),
        # Images.
        'image.resize': lambda: tf.image.resize(image(), [5, 5]),
        'image.resize, bicubic': lambda: tf.image.resize(image(), [5, 5], tf.image.ResizeMethod.BICUBIC),
        'image.resize_with_crop_or_pad': lambda: tf.image.resize_with_crop_or_pad(image(), 5, 12),
        'image.adjust_jpeg_quality': lambda: tf.image.adjust_jpeg_quality(byte_images()[0], 50),
        'image.decode_and_crop_jpeg': lambda: tf.image.decode_and_crop_jpeg(words(), [0, 0, 2, 2]),
        'image.decode_bmp': lambda: tf.image.decode_bmp(words()),
        'image.decode_gif': lambda: tf.image.decode_gif(words()),
        'image.extract_jpeg_shape': lambda: tf.image.extract_jpeg_shape(words()),
        'image.is_jpeg': lambda: tf.image.is_jpeg(words()),
        'image.extract_patches': lambda: tf.image.extract_patches(
            image(), [1, 3, 3, 1], [1, 2, 2, 1], [1, 1, 1, 1], 'SAME'
        ),
        'image.extract_image_patches': lambda: tf.image.extract_image_patches(
            image(), [1, 3, 3, 1], [1, 2, 2, 1], [1, 1, 1, 1], 'SAME'
        ),
        'image.non_max_suppression_overlaps': lambda: tf.image.non_max_suppression_overlaps(x(6, 6), x(6), 3),
        'image.non_max_suppression_padded': lambda: tf.image.non_max_suppression_padded(*boxes(), 3),
        'image.non_max_suppression_with_scores': lambda: tf.image.non_max_suppression_with_scores(*boxes(), 3),
        'image.combined_non_max_suppression': lambda: tf.image.combined_non_max_suppression(
            x(2, 6, 1, 4), x(2, 6, 3), 3, 5
        ),
        'image.ssim_multiscale': lambda: tf.image.ssim_multiscale(x(2, 200, 200, 1), x(2, 200, 200, 1), 1.0),
        # Sound and spectra.
        'audio.decode_wav': lambda: tf.audio.decode_wav(words()),
        'audio.encode_wav': lambda: tf.audio.encode_wav(x(9, 1), 8000),
        'signal.fftshift': lambda: tf.signal.fftshift(x(4, 4)),
        'signal.ifftshift': lambda: tf.signal.ifftshift(x(4, 4), 0),
        'signal.idct': lambda: tf.signal.idct(x(4, 8)),
        'signal.irfft2d': lambda: tf.signal.irfft2d(spectrum(4, 3)),
        'signal.rfft2d': lambda: tf.signal.rfft2d(x(4, 4)),
        'signal.rfft3d': lambda: tf.signal.rfft3d(x(4, 4, 4)),
        'signal.irfft3d': lambda: tf.signal.irfft3d(spectrum(4, 4, 3)),
        'signal.inverse_stft_window_fn': lambda: tf.signal.inverse_stft_window_fn(2)(4, tf.float32),
        # Neural networks.
        'nn.all_candidate_sampler': lambda: tf.nn.all_candidate_sampler(classes(4, 1), 1, 3, True),
        'nn.learned_unigram_candidate_sampler': lambda: tf.nn.learned_unigram_candidate_sampler(
            classes(4, 1), 1, 3, True, 9
        ),
        'nn.fixed_unigram_candidate_sampler': lambda: tf.nn.fixed_unigram_candidate_sampler(
            classes(4, 1), 1, 3, True, 3, unigrams=[1.0, 2.0, 3.0]
        ),
        'nn.avg_pool_v2': lambda: tf.nn.avg_pool_v2(image(), 2, 2, 'SAME'),
        'nn.max_pool_v2': lambda: tf.nn.max_pool_v2(image(), 2, 2, 'SAME'),
        'nn.collapse_repeated': lambda: tf.nn.collapse_repeated(ints(2, 5), ints(2)),
        'nn.ctc_unique_labels': lambda: tf.nn.ctc_unique_labels(ints(2, 5)),
        'nn.ctc_beam_search_decoder_v2': lambda: tf.nn.ctc_beam_search_decoder_v2(x(5, 2, 4), ints(2)),
        'nn.ctc_loss_v2': lambda: tf.nn.ctc_loss_v2(ints(2, 3), x(5, 2, 4), ints(2), ints(2), blank_index=0),
        'nn.conv2d_backprop_filter': lambda: tf.nn.conv2d_backprop_filter(
            image(), [3, 3, 3, 4], x(2, 9, 9, 4), [1, 1, 1, 1], 'SAME'
        ),
        'nn.depthwise_conv2d_backprop_filter': lambda: tf.nn.depthwise_conv2d_backprop_filter(
            image(), [3, 3, 3, 1], x(2, 9, 9, 3), [1, 1, 1, 1], 'SAME'
        ),
        'nn.depthwise_conv2d_backprop_input': lambda: tf.nn.depthwise_conv2d_backprop_input(
            [2, 9, 9, 3], x(3, 3, 3, 1), x(2, 9, 9, 3), [1, 1, 1, 1], 'SAME'
        ),
        'nn.erosion2d': lambda: tf.nn.erosion2d(image(), x(3, 3, 3), [1, 1, 1, 1], [1, 1, 1, 1], 'SAME'),
        'nn.fractional_avg_pool': lambda: tf.nn.fractional_avg_pool(image(), [1.0, 1.4, 1.4, 1.0]),
        'nn.normalize_moments': lambda: tf.nn.normalize_moments(x(), x(3), x(3), None),
        'nn.with_space_to_batch': lambda: tf.nn.with_space_to_batch(
            image(),
            [2, 2],
            'VALID',
            lambda inputs, *_: tf.nn.max_pool(inputs, [1, 2, 2, 1], [1, 1, 1, 1], 'VALID'),
            filter_shape=[2, 2],
        ),
        # Quantization.
        'quantize_v2': lambda: tf.quantize_v2(x(4), 0.0, 1.0, tf.quint8),
        'dequantize': lambda: tf.dequantize(tf.placeholder(tf.quint8, [4]), 0.0, 1.0),
        'quantization.quantize_and_dequantize': lambda: tf.quantization.quantize_and_dequantize(x(4), 0.0, 1.0),
        'fake_quant_with_min_max_args': lambda: tf.fake_quant_with_min_max_args(x(4)),
        'fake_quant_with_min_max_vars': lambda: tf.fake_quant_with_min_max_vars(x(4), 0.0, 1.0),
        'fake_quant_with_min_max_vars_per_channel': lambda: tf.fake_quant_with_min_max_vars_per_channel(
            x(4, 3), v(3), v(3, name='top')
        ),
        # Random numbers.
        'random.poisson': lambda: tf.random.poisson(x(4), [2]),
        'random.stateless_multinomial': lambda: tf.random.stateless_multinomial(x(4, 3), 2, [1, 2]),
        'random.stateless_truncated_normal': lambda: tf.random.stateless_truncated_normal([4], [1, 2]),
        'random.stateless_categorical': lambda: tf.random.stateless_categorical(x(4, 3), 2, [1, 2]),
        # Sets and sparse tensors.
        'sets.intersection': lambda: tf.sets.intersection(ints(2, 3), ints(2, 3)),
        'sets.difference': lambda: tf.sets.difference(ints(2, 3), ints(2, 3)),
        'sets.union': lambda: tf.sets.union(ints(2, 3), ints(2, 3)),
        'sets.size': lambda: tf.sets.size(sparse(tf.int32)),
        'sparse.fill_empty_rows': lambda: tf.sparse.fill_empty_rows(sparse(), 0.0)[0].values,
        'sparse.from_dense': lambda: tf.sparse.from_dense(x(4, 3)).values,
        'sparse.mask': lambda: tf.sparse.mask(tf.IndexedSlices(x(4, 3), ints(4)), ints(2)).values,
        'sparse.maximum': lambda: tf.sparse.maximum(sparse(), sparse()).values,
        'sparse.minimum': lambda: tf.sparse.minimum(sparse(), sparse()).values,
        'sparse_add': lambda: tf.sparse_add(sparse(), sparse()).values,
        'sparse_add, dense': lambda: tf.sparse_add(sparse(), x(4, 3)),
        'sparse_concat': lambda: tf.sparse_concat(0, [sparse(), sparse()]).values,
        'sparse_slice': lambda: tf.sparse_slice(sparse(), [0, 0], [2, 2]).values,
        'sparse_softmax': lambda: tf.sparse_softmax(sparse()).values,
        'sparse_reduce_max': lambda: tf.sparse_reduce_max(sparse(), 1),
        'sparse_reduce_sum': lambda: tf.sparse_reduce_sum(sparse(), 1),
        'sparse_reduce_sum_sparse': lambda: tf.sparse_reduce_sum_sparse(sparse(), 1).values,
        'sparse.reorder': lambda: tf.sparse.reorder(sparse()).values,
        'sparse_reshape': lambda: tf.sparse_reshape(sparse(), [3, 4]).values,
        'sparse.reset_shape': lambda: tf.sparse.reset_shape(sparse()).values,
        'sparse.retain': lambda: tf.sparse.retain(sparse(), bools(2)).values,
        'sparse_split': lambda: tf.sparse_split(sp_input=sparse(), num_split=2, axis=0)[0].values,
        'sparse_transpose': lambda: tf.sparse_transpose(sparse()).values,
        'sparse.to_dense': lambda: tf.sparse.to_dense(sparse()),
        'sparse.to_indicator': lambda: tf.sparse.to_indicator(sparse(tf.int64), 5),
        'sparse.sparse_dense_matmul': lambda: tf.sparse.sparse_dense_matmul(sparse(), x(3, 2)),
        'sparse_merge': lambda: tf.sparse_merge(sparse(tf.int64), sparse(), 5).values,
        'sparse_matmul': lambda: tf.sparse_matmul(x(4, 4), x(4, 4)),
        'sparse_segment_sum, num_segments': lambda: tf.sparse_segment_sum(x(4, 3), ints(2), ints(2), num_segments=5),
        'sparse_segment_mean': lambda: tf.sparse_segment_mean(x(4, 3), ints(2), ints(2)),
        'sparse.segment_sqrt_n': lambda: tf.sparse.segment_sqrt_n(x(4, 3), ints(2), ints(2)),
        'sparse_to_dense': lambda: tf.sparse_to_dense(ints(2), [4], x(2)),
        # Strings.
        'string_strip': lambda: tf.string_strip(words(4)),
        'string_split': lambda: tf.string_split(words(4)).values,
        'string_join': lambda: tf.string_join([words(4), 'x'], ' '),
        'string_to_number': lambda: tf.string_to_number(words(4)),
        'string_to_hash_bucket': lambda: tf.string_to_hash_bucket(words(4), 9),
        'string_to_hash_bucket_fast': lambda: tf.string_to_hash_bucket_fast(words(4), 9),
        'string_to_hash_bucket_strong': lambda: tf.string_to_hash_bucket_strong(words(4), 9, [1, 2]),
        'substr': lambda: tf.substr(words(4), 0, 2),
        'regex_replace': lambda: tf.regex_replace(words(4), 'a', 'b'),
        'reduce_join': lambda: tf.reduce_join(words(4), 0),
        'as_string': lambda: tf.as_string(x(4)),
        'encode_base64': lambda: tf.encode_base64(words(4)),
        'decode_base64': lambda: tf.decode_base64(words(4)),
        'decode_compressed': lambda: tf.decode_compressed(words(4)),
        'decode_json_example': lambda: tf.decode_json_example(words(4)),
        'strings.split': lambda: tf.strings.split(words(4)).values,
        'strings.length': lambda: tf.strings.length(words(4)),
        'strings.lower': lambda: tf.strings.lower(words(4)),
        'strings.upper': lambda: tf.strings.upper(words(4)),
        'strings.regex_full_match': lambda: tf.strings.regex_full_match(words(4), 'a'),
        'strings.bytes_split': lambda: tf.strings.bytes_split(words(4)).values,
        'strings.unicode_decode': lambda: tf.strings.unicode_decode(words(4), 'UTF-8').values,
        'strings.unicode_encode': lambda: tf.strings.unicode_encode(ints(4), 'UTF-8'),
        'strings.unicode_script': lambda: tf.strings.unicode_script(ints(4)),
        'strings.unicode_split': lambda: tf.strings.unicode_split(words(4), 'UTF-8').values,
        'strings.unicode_transcode': lambda: tf.strings.unicode_transcode(words(4), 'UTF-8', 'UTF-16-BE'),
        'strings.format': lambda: tf.strings.format('{}', [x(4)]),
        # Files and examples.
        'io.parse_tensor': lambda: tf.io.parse_tensor(words(), tf.float32),
        'io.serialize_tensor': lambda: tf.io.serialize_tensor(x(4)),
        'io.serialize_sparse': lambda: tf.io.serialize_sparse(sparse()),
        'io.serialize_many_sparse': lambda: tf.io.serialize_many_sparse(sparse()),
        'deserialize_many_sparse': lambda: tf.deserialize_many_sparse(words(4, 3), tf.float32).values,
        'io.parse_single_sequence_example': lambda: tf.io.parse_single_sequence_example(
            words(), {'a': tf.FixedLenFeature([], tf.int64)}, {'b': tf.FixedLenSequenceFeature([], tf.int64)}
        ),
        'io.parse_sequence_example': lambda: tf.io.parse_sequence_example(
            words(4), {'a': tf.FixedLenFeature([], tf.int64)}, {'b': tf.VarLenFeature(tf.int64)}
        )[0],
        # Queues.
        'train.batch_join': lambda: tf.train.batch_join([[x(3)], [x(3)]], 4),
        'train.shuffle_batch_join': lambda: tf.train.shuffle_batch_join([[x(3)], [x(3)]], 4, 100, 10),
        'train.maybe_batch': lambda: tf.train.maybe_batch([x(3)], bools(), 4),
        'train.maybe_shuffle_batch': lambda: tf.train.maybe_shuffle_batch([x(3)], 4, 100, 10, bools()),
        'train.piecewise_constant_decay': lambda: tf.train.piecewise_constant_decay(ints(), [3, 5], [1.0, 0.5, 0.1]),
    }
)
