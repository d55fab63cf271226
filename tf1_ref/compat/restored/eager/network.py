"""`tf.contrib.eager.Network` and `.Sequential`, from before `tf.keras.Model`, and the `Saver` for their variables.

Source: tf.contrib.eager of TensorFlow 1.15 (network.py, saver.py).
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from typing import Any

import tensorflow.compat.v1 as tf1
from tensorflow.python.ops import variable_scope
from tf_keras.src.utils import generic_utils

from tf1_ref.compat.libraries.layers import Layer


class Network(Layer):
    """Layers that are called together; to be derived from, with `call`. Its variables are in a scope of its name.

    It has its name once it was called, or is a part of another network: that of its class, as `my_net`, with the first
    number that makes it unique within the network or within the variable scope that it was made in.
    """

    def __init__(self, name: str | None = None):
        """Makes a network without layers.

        Args:
            name: another name, which nothing may have.

        Raises:
            ValueError: the name has a slash.
        """
        if name is not None and '/' in name:
            raise ValueError("Forward slashes ('/') are not allowed in Network names.")
        self._made_in, self._parent = tf1.get_variable_scope(), None
        super().__init__(name=name)
        self._tracked = []

    def _init_set_name(self, name):
        self._name, self._base_name = None, name

    @property
    def name(self) -> str:
        """The name, which is there once the network was called or is part of another (else a ValueError)."""
        if self._name is None:
            raise ValueError('a network gets its name when it is first called, or tracked by another network')
        return self._name

    def _set_scope(self, scope=None):
        """Makes the variable scope of its name, within that of the network that it is a part of."""
        if self._scope is not None:
            return
        if self._parent is not None:
            self._parent._set_scope()
        outer = self._parent._scope if self._parent is not None else self._made_in
        given = self._base_name if self._name is None else self._name
        with tf1.variable_scope(outer, auxiliary_name_scope=False):
            path = f'{outer.name}/{given}'.lstrip('/')
            if given and variable_scope.get_variable_scope_store().variable_scope_count(path):
                raise ValueError(f'there is a network or a variable scope {path!r} already; names have to be unique')
            with tf1.variable_scope(given, default_name=self._default_name()) as found:
                self._scope = found
        if self._name is None:
            self._name = found.name

    def _default_name(self):
        return generic_utils.to_snake_case(type(self).__name__)

    def track_layer(self, layer: Layer) -> Layer:
        """Makes a layer a part of the network, whose name it gets if it has none.

        Args:
            layer: a layer or a network.

        Returns:
            The layer.

        Raises:
            RuntimeError: `Network.__init__` was not called.
            TypeError: it is no layer.
            ValueError: another layer of the network has its name.
        """
        if not hasattr(self, '_tracked'):
            raise RuntimeError('Need to call Network.__init__ before adding layers')
        if not isinstance(layer, Layer):
            raise TypeError(f'Network.track_layer() passed type {type(layer)}, not a tf.layers.Layer')
        names = {one.name for one in self._tracked}
        if isinstance(layer, Network) and layer._name is None:
            first = layer._default_name()
            others = (f'{first}_{number}' for number in range(1, len(names) + 2))
            layer._name = layer._base_name or next(name for name in (first, *others) if name not in names)
            layer._parent = self
        if any(one.name == layer.name and one is not layer for one in self._tracked):
            raise ValueError(f'two layers of the same network have the name {layer.name!r}')
        layer._use_resource_variables = True
        self._tracked.append(layer)
        return layer

    def get_layer(self, name: str | None = None, index: int | None = None) -> Layer:
        """Finds a layer by its name or by its index.

        Args:
            name: the layer's name.
            index: its place among the layers, from 0.

        Returns:
            The layer.

        Raises:
            ValueError: there is none, or not exactly one of the two was given.
        """
        if (index is None) == (not name):
            raise ValueError("Exactly one of 'index' or 'name' must be provided")
        found = self._tracked[index : index + 1] if not name else [one for one in self._tracked if one.name == name]
        if not found:
            raise ValueError(f'No such layer: {name or index}')
        return found[0]

    def add_variable(self, *args, **kwargs) -> None:
        """Refuses: variables belong to the layers.

        Args:
            *args: not used.
            **kwargs: not used.

        Raises:
            RuntimeError: always.
        """
        raise RuntimeError('add_variable is not supported by a Network; give it a layer that has the variable')

    @property
    def layers(self) -> list[Layer]:
        """The layers of the network, as they were tracked."""
        return self._tracked

    @property
    def trainable_weights(self) -> list[tf1.Variable]:
        """The layers' variables that are trained."""
        return [weight for layer in self._tracked for weight in layer.trainable_weights]

    @property
    def non_trainable_weights(self) -> list[tf1.Variable]:
        """The layers' variables that are not trained."""
        return [weight for layer in self._tracked for weight in layer.non_trainable_weights]

    @property
    def weights(self) -> list[tf1.Variable]:
        """The layers' variables."""
        return [weight for layer in self._tracked for weight in layer.weights]

    @property
    def losses(self) -> list[tf1.Tensor]:
        """The layers' losses, such as those of regularizers."""
        return [loss for layer in self._tracked for loss in layer.losses]


class Sequential(Network):
    """Layers and functions, one behind the other."""

    def __init__(self, layers_funcs: Iterable[Layer | Callable] | None = None, name: str | None = None):
        """Makes a network of layers and functions.

        Args:
            layers_funcs: the layers and functions; none by default.
            name: as of `Network`.

        Raises:
            TypeError: one is neither a layer nor a function.
        """
        super().__init__(name)
        self._functions = []
        for one in layers_funcs or ():
            self.add(one)

    def add(self, layer_func: Layer | Callable) -> None:
        """Adds a layer or a function at the end.

        Args:
            layer_func: the layer, or a function of a tensor.

        Raises:
            TypeError: it is neither.
        """
        if isinstance(layer_func, Layer):
            self.track_layer(layer_func)
        elif not callable(layer_func):
            raise TypeError(f'Sequential.add() takes only tf.layers.Layer objects or callables; not {layer_func!r}')
        called = layer_func.call if isinstance(layer_func, Layer) else layer_func
        self._functions.append(('training' in inspect.signature(called).parameters, layer_func))

    def call(self, inputs: Any, training: bool | None = None) -> Any:
        """Runs the inputs through all of them.

        Args:
            inputs: what the first one takes.
            training: goes to those that take an argument of this name, unless it is None.

        Returns:
            What the last one returns.
        """
        for takes_training, function in self._functions:
            inputs = function(inputs, training) if takes_training and training is not None else function(inputs)
        return inputs


class Saver:
    """Saves and restores variables in eager mode, in the format of `tf.train.Saver`."""

    def __init__(self, var_list: list[tf1.Variable] | dict[str, tf1.Variable]):
        """Takes the variables.

        Args:
            var_list: the variables, or a dictionary to them from the names that they have in the file.

        Raises:
            RuntimeError: eager execution is not enabled.
        """
        if not tf1.executing_eagerly():
            raise RuntimeError('tfe.Saver can only be used when eager execution is enabled; use tf.train.Saver')
        self._saver = tf1.train.Saver(var_list=var_list)

    def save(self, file_prefix: str, global_step: int | tf1.Variable | None = None) -> str:
        """Saves the variables.

        Args:
            file_prefix: the path of the checkpoint, to which files' endings are added.
            global_step: a number that is added with a hyphen.

        Returns:
            The path, for `restore`.
        """
        return self._saver.save(None, file_prefix, write_meta_graph=False, global_step=global_step)

    def restore(self, file_prefix: str) -> None:
        """Restores what was saved at a path, as `save` has returned it."""
        self._saver.restore(None, file_prefix)


def get_optimizer_variables(optimizer: tf1.train.Optimizer) -> list[tf1.Variable]:
    """Returns the variables that an optimizer has made, such as slots."""
    return optimizer.variables()
