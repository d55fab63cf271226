"""Tensor2Tensor, at the level of files: an encoder of transformer layers, and kinds of attention, trained."""

import pathlib

from tests.benchmarks.research.recipes import EntryPoint, Repository

HEAD = """\
import numpy as np
import tensorflow.compat.v1 as tf

from tensor2tensor.layers import common_attention, common_layers, transformer_layers
from tensor2tensor.utils.hparam import HParams

hparams = HParams(
    hidden_size=16, num_heads=2, num_hidden_layers=2, num_encoder_layers=0, filter_size=24, max_length=32,
    attention_key_channels=0, attention_value_channels=0, attention_dropout=0.1, relu_dropout=0.1,
    layer_prepostprocess_dropout=0.1, layer_preprocess_sequence='n', layer_postprocess_sequence='da',
    norm_type='layer', norm_epsilon=1e-6, pos='timing', proximity_bias=False, use_pad_remover=True,
    self_attention_type='dot_product', max_relative_position=4, heads_share_relative_embedding=False,
    add_relative_to_values=False, ffn_layer='dense_relu_dense', unidirectional_encoder=False,
    mode='train',
)
random = np.random.RandomState(0)
"""
TAIL = """
loss = tf.reduce_mean(tf.square(outputs - inputs[:, ::-1]))
train = tf.train.AdamOptimizer(1e-2).minimize(loss)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for _ in range(10):
        words = random.randint(1, 20, [3, 12])
        words[:, 9:] *= random.randint(0, 2, [3, 3])
        print(sess.run([loss, train], {tokens: words})[0])
"""
ENCODER = """
tokens = tf.placeholder(tf.int32, [None, None])
inputs = common_layers.embedding(tokens, 20, 16, name='words')
inputs *= tf.expand_dims(tf.cast(tf.not_equal(tokens, 0), tf.float32), -1)
inputs.set_shape([None, None, 16])
encoder_input, bias, _ = transformer_layers.transformer_prepare_encoder(inputs, tf.constant(1), hparams)
encoder_input = tf.nn.dropout(encoder_input, 0.9)
outputs = transformer_layers.transformer_encoder(encoder_input, bias, hparams)
"""
ATTENTION = """
tokens = tf.placeholder(tf.int32, [3, 12])
inputs = common_layers.embedding(tokens, 20, 16, name='words')
outputs = common_attention.add_positional_embedding(inputs, 32, 'places')
mask = common_attention.attention_bias_lower_triangle(12)
for kind in ('dot_product', 'dot_product_relative', 'local_mask_right', 'masked_dilated_1d'):
    with tf.variable_scope(kind):
        found = common_attention.multihead_attention(
            common_layers.layer_preprocess(outputs, hparams), None, mask, 16, 16, 16, 2, 0.1, attention_type=kind,
            max_relative_position=4, block_length=4, gap_size=1, num_memory_blocks=1, make_image_summary=False,
        )
        outputs = common_layers.layer_postprocess(outputs, found, hparams)
with tf.variable_scope('ahead'):
    outputs += common_layers.conv_relu_conv(outputs, 24, 16, padding='LEFT')
"""


def _writes(name: str, body: str):
    def data(clone: pathlib.Path) -> None:
        (clone / name).write_text(f'{HEAD}{body}{TAIL}')

    return data


REPOSITORY = Repository(
    'tensorflow/tensor2tensor',
    (
        EntryPoint('transformer_layers', 'encoder.py', _writes('encoder.py', ENCODER)),
        EntryPoint('common_attention', 'attention.py', _writes('attention.py', ATTENTION)),
    ),
    {
        'tensorflow.get_shape ': 'true: not in 1.15.5 either',
        'tensorflow.moments ': 'true: not in 1.15.5 either, which has it in tf.nn',
        'tensorflow.bytes ': 'true: not in 1.15.5 either',
        'tensorflow.summary.historgram ': 'true: a slip, not in 1.15.5 either',
        'cannot be parsed: unexpected indent': 'true: a space behind a backslash, IPython refuses it as well',
        'restore_variables_on_create ': 'true: 1.15.5 has it, run refuses it',
        'tensorflow.contrib.mixed_precision ': 'true: 1.15.5 has it, run refuses it',
        'gym.wrappers.Monitor ': 'true: gym 0.26.2 has none, 0.15.7 had it',
    },
    needs=('tensorflow-probability==0.8.0', 'cloudpickle', 'decorator', 'scipy'),
)
