"""`tf.contrib.eager.Network` and `.Sequential`, from before `tf.keras.Model`, and the `Saver` for their variables."""

from __future__ import annotations

import inspect

import tensorflow.compat.v1 as tf1
from tf_keras.src import backend
from tf_keras.src.utils import generic_utils

from tf1_ref.compat.libraries.layers import Layer


class Network(Layer):
    """Layers that are called together; to be derived from, with `call`. Its variables are in a scope of its name."""

    def __init__(self, name=None):
        """Takes a name; by default that of the class, made unique.

        Raises:
            ValueError: the name has a slash.
        """
        if name is not None and '/' in name:
            raise ValueError("Forward slashes ('/') are not allowed in Network names.")
        snake_case = generic_utils.to_snake_case(type(self).__name__)
        super().__init__(name=name or backend.unique_object_name(snake_case, zero_based=True))
        self._tracked = []

    def track_layer(self, layer):
        """Makes a layer a part of the network, and returns it.

        Raises:
            RuntimeError: `Network.__init__` was not called.
            TypeError: it is no layer.
        """
        if not hasattr(self, '_tracked'):
            raise RuntimeError('Need to call Network.__init__ before adding layers')
        if not isinstance(layer, Layer):
            raise TypeError(f'Network.track_layer() passed type {type(layer)}, not a tf.layers.Layer')
        layer._use_resource_variables = True
        self._tracked.append(layer)
        return layer

    def get_layer(self, name=None, index=None):
        """A layer by its name or its index.

        Raises:
            ValueError: there is none, or not one of the two was given.
        """
        if (index is None) == (not name):
            raise ValueError("Exactly one of 'index' or 'name' must be provided")
        found = self._tracked[index : index + 1] if not name else [one for one in self._tracked if one.name == name]
        if not found:
            raise ValueError(f'No such layer: {name or index}')
        return found[0]

    def add_variable(self, *args, **kwargs):
        """Refused: variables belong to the layers."""
        raise RuntimeError('add_variable is not supported by a Network; give it a layer that has the variable')

    @property
    def layers(self):
        """Its layers."""
        return self._tracked

    @property
    def trainable_weights(self):
        return [weight for layer in self._tracked for weight in layer.trainable_weights]

    @property
    def non_trainable_weights(self):
        return [weight for layer in self._tracked for weight in layer.non_trainable_weights]

    @property
    def weights(self):
        return [weight for layer in self._tracked for weight in layer.weights]

    @property
    def losses(self):
        return [loss for layer in self._tracked for loss in layer.losses]


class Sequential(Network):
    """Layers and functions, one behind the other."""

    def __init__(self, layers_funcs=None, name=None):
        """Takes a list of layers and functions."""
        super().__init__(name)
        self._functions = []
        for one in layers_funcs or ():
            self.add(one)

    def add(self, layer_func):
        """Adds a layer or a function.

        Raises:
            TypeError: it is neither.
        """
        if isinstance(layer_func, Layer):
            self.track_layer(layer_func)
        elif not callable(layer_func):
            raise TypeError(f'Sequential.add() takes only tf.layers.Layer objects or callables; not {layer_func!r}')
        called = layer_func.call if isinstance(layer_func, Layer) else layer_func
        self._functions.append(('training' in inspect.signature(called).parameters, layer_func))

    def call(self, inputs, training=None):
        """The last one's outputs; `training` goes to those that take it."""
        for takes_training, function in self._functions:
            inputs = function(inputs, training) if takes_training and training is not None else function(inputs)
        return inputs


class Saver:
    """Saves and restores variables in eager mode, in the format of `tf.train.Saver`."""

    def __init__(self, var_list):
        """Takes variables, or a dictionary of them.

        Raises:
            RuntimeError: eager execution is not enabled.
        """
        if not tf1.executing_eagerly():
            raise RuntimeError('tfe.Saver can only be used when eager execution is enabled; use tf.train.Saver')
        self._saver = tf1.train.Saver(var_list=var_list)

    def save(self, file_prefix, global_step=None):
        """Saves, and returns the path."""
        return self._saver.save(None, file_prefix, write_meta_graph=False, global_step=global_step)

    def restore(self, file_prefix):
        """Restores what was saved at a path."""
        self._saver.restore(None, file_prefix)


def get_optimizer_variables(optimizer):
    """The variables that an optimizer has made."""
    return optimizer.variables()
