"""`tf.layers`, from tf_keras' copy of it, without its warnings that it is deprecated: here it is what was asked for."""

from __future__ import annotations

import types

from tf_keras.src.engine.input_spec import InputSpec  # noqa: F401
from tf_keras.src.legacy_tf_layers import base, convolutional, core, normalization, pooling

from tf1_ref.compat.built import tables
from tf1_ref.compat.names import views

tables.load('tf_keras')

Layer = base.Layer
experimental = views.View(
    'tensorflow.layers.experimental',
    {'keras_style_scope': base.keras_style_scope, 'set_keras_style': base.set_keras_style},
)


def _give_names(module):
    """Takes over the public names of a module of tf_keras; its functions see a `warnings` that keeps quiet."""
    quiet = {**vars(module), 'warnings': types.SimpleNamespace(warn=lambda *args, **kwargs: None)}
    for name, value in vars(module).items():
        if isinstance(value, types.FunctionType):
            value = types.FunctionType(value.__code__, quiet, name, value.__defaults__, value.__closure__)
        if not name.startswith('_'):
            globals()[name] = value


for _module in (core, convolutional, pooling, normalization):
    _give_names(_module)
