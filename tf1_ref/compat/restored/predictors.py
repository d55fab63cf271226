"""Sessions that are called like functions, from named arrays to named arrays.

Source: tf.contrib.predictor of TensorFlow 1.15 (predictor.py, saved_model_predictor.py, core_estimator_predictor.py).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import tensorflow.compat.v1 as tf1

SERVE = 'serve'


class Predictor:
    """A function of what a signature names.

    Attributes:
        graph: what it computes.
        session: where.
        feed_tensors: from a name to the tensor that is fed.
        fetch_tensors: from a name to the tensor that is returned.
    """

    def __init__(
        self, graph: tf1.Graph, session: tf1.Session | tf1.train.MonitoredSession, inputs: dict, outputs: dict
    ):
        """Takes the names of the tensors by the names of the arrays.

        Args:
            graph: what is computed.
            session: where.
            inputs: from the name of an array to that of the tensor that is fed.
            outputs: from the name of an array to that of the tensor that is returned.
        """
        self.graph, self.session = graph, session
        self.feed_tensors = {key: graph.get_tensor_by_name(name) for key, name in inputs.items()}
        self.fetch_tensors = {key: graph.get_tensor_by_name(name) for key, name in outputs.items()}

    def __call__(self, input_dict: dict) -> dict:
        """Computes the outputs.

        Args:
            input_dict: arrays by name; one that is None is not fed.

        Raises:
            ValueError: there is no such input.
        """
        unexpected = set(input_dict) - set(self.feed_tensors)
        if unexpected:
            raise ValueError(f'Got unexpected keys in input_dict: {unexpected}\nexpected: {set(self.feed_tensors)}')
        feeds = {self.feed_tensors[key]: value for key, value in input_dict.items() if value is not None}
        return self.session.run(self.fetch_tensors, feeds)


def from_saved_model(
    export_dir: str,
    signature_def_key: str | None = None,
    signature_def: Any = None,
    input_names: dict | None = None,
    output_names: dict | None = None,
    tags: str | None = None,
    graph: tf1.Graph | None = None,
    config: tf1.ConfigProto | None = None,
) -> Predictor:
    """Makes a function of a saved model.

    Args:
        export_dir: its folder.
        signature_def_key: which of its signatures; None for 'serving_default'.
        signature_def: a signature of one's own instead.
        input_names: names of tensors by names of one's own instead, together with `output_names`.
        output_names: those of the outputs.
        tags: comma-separated; None for 'serve'.
        graph: where it is loaded to; None for a new one.
        config: of the session.

    Raises:
        ValueError: there is no such signature, or it is given more than once or by half.
    """
    if (input_names is None) != (output_names is None):
        raise ValueError('input_names and output_names must both be specified or both be unspecified.')
    if sum(given is not None for given in (signature_def_key, signature_def, input_names)) > 1:
        raise ValueError(
            'You must specify at most one of signature_def_key OR signature_def OR(input_names AND output_names).'
        )
    graph = graph or tf1.Graph()
    with graph.as_default():
        session = tf1.Session(config=config)
        loaded = tf1.saved_model.loader.load(session, [tag.strip() for tag in (tags or SERVE).split(',')], export_dir)
    if input_names is None:
        input_names, output_names = _names(signature_def or _signature(loaded, signature_def_key))
    return Predictor(graph, session, input_names, output_names)


def from_estimator(
    estimator: Any,
    serving_input_receiver_fn: Callable,
    output_key: str | None = None,
    graph: tf1.Graph | None = None,
    config: tf1.ConfigProto | None = None,
) -> Predictor:
    """Makes a function of an estimator's predictions, with the variables of its last checkpoint.

    Args:
        estimator: a `tf.estimator.Estimator`.
        serving_input_receiver_fn: function that returns a `ServingInputReceiver`.
        output_key: which of the model function's `export_outputs`; None for 'serving_default'.
        graph: where it is built; None for a new one.
        config: of the session.

    Raises:
        KeyError: there is no such output.
    """
    graph = graph or tf1.Graph()
    with graph.as_default():
        receiver = serving_input_receiver_fn()
        spec = estimator.model_fn(receiver.features, None, 'infer', estimator.config)
        key = output_key or tf1.saved_model.signature_constants.DEFAULT_SERVING_SIGNATURE_DEF_KEY
        if key not in spec.export_outputs:
            raise KeyError(f'output_key must be one of {spec.export_outputs.keys()}; got {key}')
        signature = spec.export_outputs[key].as_signature_def(receiver.receiver_tensors)
        creator = tf1.train.ChiefSessionCreator(config=config, checkpoint_dir=estimator.model_dir)
        session = tf1.train.MonitoredSession(creator)
    return Predictor(graph, session, *_names(signature))


def _signature(meta_graph, key):
    key = key or tf1.saved_model.signature_constants.DEFAULT_SERVING_SIGNATURE_DEF_KEY
    signatures = meta_graph.signature_def
    if key not in signatures:
        raise ValueError(f'Got signature_def_key "{key}". Available signatures are {[*signatures]}.')
    return signatures[key]


def _names(signature):
    inputs = {key: tensor.name for key, tensor in signature.inputs.items()}
    return inputs, {key: tensor.name for key, tensor in signature.outputs.items()}
