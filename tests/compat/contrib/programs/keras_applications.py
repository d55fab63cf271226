"""Networks of `tf.keras.applications`, without the weights that would have to be downloaded."""

from __future__ import annotations

from tests.compat.contrib.programs import builds_only

PREFIX = 'tf.keras.applications.'
SMALL = (32, 32, 3)


def _built(name, **arguments):
    def program(tf):
        model = getattr(tf.keras.applications, name)(weights=None, input_shape=SMALL, **arguments)
        return [layer.name for layer in model.layers]

    return builds_only(program)


PROGRAMS = {
    'DenseNet121': _built('DenseNet121', classes=7),
    'MobileNet': _built('MobileNet', classes=7, alpha=0.5),
    'MobileNet, pooled': _built('MobileNet', include_top=False, pooling='avg'),
    'MobileNetV2': _built('MobileNetV2', classes=7, alpha=0.35),
    'ResNet50': _built('ResNet50', classes=7),
}
