"""Replacements and counters take the arguments of TensorFlow 1.15's functions, and of those that they stand for."""

import inspect
import json

import pytest

from tests import needs
from tests.compat.built import signatures
from tf1_ref.compat import tf
from tf1_ref.compat.built import replacing

GENUINE = json.loads(signatures.FILE.read_text())
# Functions inside 1.15 that only TensorFlow itself calls, and no longer with the arguments of 1.15.
INNER = {
    'tensorflow.python.ops.image_ops_impl:_random_flip': 'it gets what draws instead of a seed',
    'tensorflow.python.ops.math_ops:_ReductionDims': 'reduction_indices went away with the arguments of that name',
    'tensorflow.python.ops.nn_grad:_SparseSoftmaxCrossEntropyWithLogitsGrad': 'called by the registry, by position',
    'tensorflow.python.ops.parsing_ops:_parse_example_raw': 'sparse and dense keys became an object of parameters',
    'tensorflow.python.ops.parsing_ops:_parse_sequence_example_raw': 'so they did here as well',
    'tensorflow.python.ops.parsing_ops:_parse_single_sequence_example_raw': 'so they did here as well',
    'tf_keras.src.layers.normalization.batch_normalization:BatchNormalizationBase._fused_batch_norm': 'a mask came in',
    'tf_keras.src.layers.rnn.dropout_rnn_cell_mixin:_generate_dropout_mask': 'a generator of random numbers came in',
    'tf_keras.src.saving.legacy.hdf5_format:save_weights_to_hdf5_group': 'it gets the model instead of its layers',
}


@pytest.fixture(scope='module', autouse=True)
def with_the_tables_of_keras():
    needs.modules('tf_keras')
    assert tf.keras.layers.Dense


def signature(key):
    """What a replacement takes behind the original; what a counter takes."""
    function = replacing._replacements[key]
    if hasattr(function, 'number'):
        return inspect.signature(function.number)
    taken = inspect.signature(function)
    behind = list(taken.parameters.values())
    return taken.replace(parameters=behind[1:] if behind[0].kind.name == 'POSITIONAL_OR_KEYWORD' else behind)


def refusals(key, parameters):
    """What the replacement of `key` takes otherwise than a function with these parameters."""
    names = [name for name, (kind, _) in parameters.items() if kind == 'POSITIONAL_OR_KEYWORD']
    bound_to = names[:1] if names[:1] in (['self'], ['cls']) else []  # of a method, given by position
    required = [name for name in names if parameters[name][1] is None]
    more = [kind for kind, _ in parameters.values() if kind == 'VAR_POSITIONAL']
    calls = [
        ([*names, *more], {}),
        (bound_to, {name: name for name in names if name not in bound_to}),
        (required, {}),
        (bound_to, {name: name for name in required if name not in bound_to}),
    ]
    if any(kind == 'VAR_KEYWORD' for kind, _ in parameters.values()):
        calls.append((names, {'any_other': None}))
    for args, kwargs in calls:
        try:
            bound = signature(key).bind(*args, **kwargs).arguments
        except TypeError as error:
            yield f'{key}{args}{kwargs}: {error}'
            continue
        yield from (
            f'{key}: {value} is taken for {name}' for name, value in bound.items() if name in names and value != name
        )


def test_the_file_is_of_the_functions_that_are_replaced():
    """See `tests.compat.built.signatures`."""
    assert list(GENUINE) == list(replacing._replacements)


def test_all_that_1_15_took():
    refused = {key: list(refusals(key, found)) for key, found in GENUINE.items() if found is not None}
    assert {key: found for key, found in refused.items() if found and key not in INNER} == {}
    assert [key for key in INNER if not refused[key]] == []


def test_all_that_the_installed_function_takes():
    found = {key: signatures.parameters(placed) for key, (placed, _) in replacing._placed.items()}
    refused = {key: list(refusals(key, parameters)) for key, parameters in found.items()}
    assert {key: found for key, found in refused.items() if found} == {}


def test_the_defaults_of_1_15():
    differ = []
    for key, found in GENUINE.items():
        for name, one in signature(key).parameters.items():
            if found and name in found and one.default is not one.empty:
                default = signatures.text(one.default)
                differ += [] if default == found[name][1] else [(key, name, default, found[name][1])]
    assert differ == []
