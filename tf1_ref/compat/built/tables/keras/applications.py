"""The networks of `tf.keras.applications`, with the layers that 1.15 made them of, under its names."""

from __future__ import annotations

import functools

from tf_keras.src.applications import densenet, imagenet_utils, inception_resnet_v2
from tf_keras.src.layers import VersionAwareLayers

from tf1_ref.compat.built.replacing import replaces
from tf1_ref.compat.process.swapping import swapped

APPLICATIONS = 'tf_keras.src.applications.'


class _Layers:
    """tf_keras' layers for a network, some with another name or made otherwise: `{(kind, name): name or function}`."""

    def __init__(self, changed):
        self._layers, self._changed = VersionAwareLayers(), changed

    def __getattr__(self, kind):
        make = getattr(self._layers, kind)

        def made(*args, name=None, **arguments):
            how = self._changed.get((kind, name), name)
            if callable(how):
                return how(self._layers, make, *args, **arguments)
            return make(*args, name=how, **arguments)

        return made


@replaces(APPLICATIONS + 'resnet:ResNet')
def resnet(original, *args, **named):
    """Calls the last layer `probs`."""
    return original(*args, **{'layers': _Layers({('Dense', 'predictions'): 'probs'}), **named})


@replaces(APPLICATIONS + 'densenet:DenseNet')
def dense_net(original, *args, **named):
    """Calls the last layer `fc1000`, however many classes there are."""
    with swapped(densenet, layers=_Layers({('Dense', 'predictions'): 'fc1000'})):
        return original(*args, **named)


@replaces(APPLICATIONS + 'mobilenet:MobileNet')
def mobile_net(original, *args, **named):
    """Pads images by a layer of its own, and reshapes their means by another."""
    changed = {
        ('Conv2D', 'conv1'): _padded('conv1_pad', lambda images: ((0, 1), (0, 1))),
        ('GlobalAveragePooling2D', None): _reshaped,
        ('Activation', 'predictions'): 'act_softmax',
    }
    return original(*args, **{'layers': _Layers(changed), **named})


@replaces(APPLICATIONS + 'mobilenet_v2:MobileNetV2')
def mobile_net_v2(original, *args, **named):
    """Pads images by a layer of its own, and calls the last layer `Logits`."""
    changed = {
        ('Conv2D', 'Conv1'): _padded('Conv1_pad', lambda images: imagenet_utils.correct_pad(images, 3)),
        ('Dense', 'predictions'): 'Logits',
    }
    return original(*args, **{'layers': _Layers(changed), **named})


@replaces(APPLICATIONS + 'inception_resnet_v2:inception_resnet_block')
def inception_resnet_block(original, x, scale, block_type, block_idx, *others, **named):
    """Calls the layer that scales a block by the block's name."""
    scaling = functools.partial(inception_resnet_v2.CustomScaleLayer, name=f'{block_type}_{block_idx}')
    with swapped(inception_resnet_v2, CustomScaleLayer=scaling):
        return original(x, scale, block_type, block_idx, *others, **named)


def _padded(pad_name, padding_of):
    """Gives a convolution without padding, named as before, behind a layer that pads."""
    name = pad_name.replace('_pad', '')

    def how(layers, make, *args, padding=None, **arguments):
        convolution = make(*args, padding='valid', name=name, **arguments)
        return lambda images: convolution(layers.ZeroPadding2D(padding_of(images), name=pad_name)(images))

    return how


def _reshaped(layers, make, *args, keepdims=False, **arguments):
    """Gives a pooling that keeps the dimensions of images, where asked for, by a layer `reshape_1`."""
    pooling = make(*args, **arguments)
    if not keepdims:
        return pooling

    def call(images):
        means = pooling(images)
        return layers.Reshape((1, 1, means.shape[-1]), name='reshape_1')(means)

    return call
