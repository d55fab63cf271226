"""Pre-activation residual network for MNIST, built from the deck's residual block. Slide: 'Skip Connection' [He, 2016].

Beyond the deck, which shows the block alone. Creates `conv0`, then per block the variables of `block1`, `block2`, ...
(see `tf1_ref.layers.residual`), `bn` and `fc`.
"""

from __future__ import annotations

from tf1_ref.compat import tf
from tf1_ref.errors import InputError
from tf1_ref.layers.batch_norm import BatchNorm
from tf1_ref.layers.conv import Conv2D
from tf1_ref.layers.dense import Dense
from tf1_ref.layers.residual import projection_block, residual_block

STAGES = 3


def resnet(x, y, is_train, blocks=3, channels=16, stem_stride=1, decay=0.99):
    """A stem, three stages of blocks (each new stage halves the size and doubles the channels), average, dense layer.

    Args:
        x: images, float tensor `[batch, height, width, in_channels]`.
        y: one-hot labels, float tensor `[batch, classes]`.
        is_train: scalar boolean tensor, see `BatchNorm`.
        blocks: depth, at least 3; they are dealt out over the three stages, the earlier stages first.
        channels: width, the channels of the first stage.
        stem_stride: stride of the first convolution; 2 quarters the work of everything that follows.
        decay: of the moving averages, in `[0, 1)`.

    Returns:
        End points by name: `conv0`, `block1`, ..., `logit` and `pred` (`[batch, classes]`), `cost` (a scalar).

    Raises:
        InputError: fewer than 3 blocks.
    """
    if blocks < STAGES:
        raise InputError(f'resnet: expected at least {STAGES} blocks, one per stage, got {blocks}')
    end_points = {}
    in_channels, classes = x.get_shape().as_list()[-1], y.get_shape().as_list()[-1]
    h = Conv2D(x, [3, 3, in_channels, channels], [1, stem_stride, stem_stride, 1], 'SAME', 'conv0')
    end_points['conv0'] = h
    for number, stage, is_first in _layout(blocks):
        with tf.variable_scope(f'block{number}'):
            if stage > 0 and is_first:
                h = projection_block(h, is_train, channels * 2**stage, stride=2, decay=decay)
            else:
                h = residual_block(h, is_train, decay=decay)
        end_points[f'block{number}'] = h
    h = tf.nn.relu(BatchNorm(h, is_train, name='bn', decay=decay))
    h = tf.reduce_mean(h, [1, 2])
    logit = Dense(h, [channels * 2 ** (STAGES - 1), classes], 'fc')
    pred = tf.nn.softmax(logit)
    cost = tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits(logits=logit, labels=y))
    return {**end_points, 'logit': logit, 'pred': pred, 'cost': cost}


def _layout(blocks):
    """Yields (number from 1, stage from 0, whether it is the stage's first) for each block."""
    number = 0
    for stage in range(STAGES):
        for index in range((blocks + STAGES - 1 - stage) // STAGES):
            number += 1
            yield number, stage, index == 0
