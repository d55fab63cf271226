"""The settings of cuDNN's recurrent networks, and the ops that read and write their parameters.

The parameters are one flat tensor whose order is cuDNN's own; the canonical ones are a matrix or a vector for each
gate. The ops have no kernel for the CPU.

Source: tf.contrib.cudnn_rnn of TensorFlow 1.15 (cudnn_rnn_ops.py), and the reference of cuDNN.
"""

from __future__ import annotations

import tensorflow.compat.v1 as tf1
from tensorflow.python.framework import random_seed
from tensorflow.python.ops import gen_cudnn_rnn_ops

CUDNN_RNN_UNIDIRECTION = 'unidirectional'
CUDNN_RNN_BIDIRECTION = 'bidirectional'
CUDNN_LSTM = 'lstm'
CUDNN_GRU = 'gru'
CUDNN_RNN_RELU = 'rnn_relu'
CUDNN_RNN_TANH = 'rnn_tanh'
CUDNN_LSTM_PARAMS_PER_LAYER = 8
CUDNN_GRU_PARAMS_PER_LAYER = 6
CUDNN_RNN_TANH_PARAMS_PER_LAYER = 2
CUDNN_RNN_RELU_PARAMS_PER_LAYER = 2
CUDNN_INPUT_LINEAR_MODE = 'linear_input'
CUDNN_INPUT_SKIP_MODE = 'skip_input'
CUDNN_INPUT_AUTO_MODE = 'auto_select'

# Matrices, or biases, of a layer in one direction: half of them for the input, half for the state.
PARAMS_PER_LAYER = {
    CUDNN_LSTM: CUDNN_LSTM_PARAMS_PER_LAYER,
    CUDNN_GRU: CUDNN_GRU_PARAMS_PER_LAYER,
    CUDNN_RNN_TANH: CUDNN_RNN_TANH_PARAMS_PER_LAYER,
    CUDNN_RNN_RELU: CUDNN_RNN_RELU_PARAMS_PER_LAYER,
}
INPUT_MODES = (CUDNN_INPUT_LINEAR_MODE, CUDNN_INPUT_SKIP_MODE, CUDNN_INPUT_AUTO_MODE)


def check_direction(direction: str) -> None:
    """Raises a ValueError for a direction that there is not."""
    if direction not in (CUDNN_RNN_UNIDIRECTION, CUDNN_RNN_BIDIRECTION):
        raise ValueError(
            f'Invalid direction: {direction}, expecting {CUDNN_RNN_UNIDIRECTION} or {CUDNN_RNN_BIDIRECTION}'
        )


def check_input_mode(input_mode: str) -> None:
    """Raises a ValueError for an input mode that there is not."""
    if input_mode not in INPUT_MODES:
        raise ValueError(f'Invalid input_mode: {input_mode}, expect one of ({", ".join(INPUT_MODES)})')


def directions(direction: str) -> int:
    """Counts the directions: 1, or 2 if it is bidirectional."""
    return 1 if direction == CUDNN_RNN_UNIDIRECTION else 2


def check(rnn_mode: str, direction: str, input_mode: str) -> None:
    """Checks three settings.

    Args:
        rnn_mode: 'lstm', 'gru', 'rnn_relu' or 'rnn_tanh'.
        direction: 'unidirectional' or 'bidirectional'.
        input_mode: 'linear_input', 'skip_input' or 'auto_select'.

    Raises:
        ValueError: one of them is none of these.
    """
    if rnn_mode not in PARAMS_PER_LAYER:
        expected = ', '.join((CUDNN_LSTM, CUDNN_GRU, CUDNN_RNN_TANH, CUDNN_RNN_RELU))
        raise ValueError(f'Invalid rnn_mode: {rnn_mode}, expect one of ({expected})')
    check_direction(direction)
    check_input_mode(input_mode)


def cudnn_rnn_opaque_params_size(
    rnn_mode: str,
    num_layers: int,
    num_units: int,
    input_size: int,
    input_mode: str = CUDNN_INPUT_LINEAR_MODE,
    direction: str = CUDNN_RNN_UNIDIRECTION,
    dtype: tf1.DType = tf1.float32,
    dropout: float = 0,
    seed: int | None = 0,
    num_proj: int | None = None,
    name: str | None = None,
) -> tf1.Tensor:
    """Counts the flat parameters.

    Args:
        rnn_mode: 'lstm', 'gru', 'rnn_relu' or 'rnn_tanh'.
        num_layers: the number of layers.
        num_units: the number of units of each.
        input_size: columns of the inputs.
        input_mode: 'linear_input', 'skip_input' or 'auto_select'.
        direction: 'unidirectional' or 'bidirectional'.
        dtype: of the parameters.
        dropout: the rate between layers.
        seed: of the dropout.
        num_proj: columns that the output is projected to, None for no projection.
        name: of the op.

    Returns:
        A tensor.

    Raises:
        ValueError: another kind of network, direction or input mode.
    """
    check(rnn_mode, direction, input_mode)
    given = _given(rnn_mode, num_layers, num_units, input_size, input_mode, direction, dropout, seed)
    return gen_cudnn_rnn_ops.cudnn_rnn_params_size(num_proj=num_proj, T=dtype, S=tf1.int32, name=name, **given)[0]


def cudnn_rnn_opaque_params_to_canonical(
    rnn_mode: str,
    num_layers: int,
    num_units: int,
    input_size: int,
    params: tf1.Tensor | tf1.Variable,
    input_mode: str = CUDNN_INPUT_LINEAR_MODE,
    direction: str = CUDNN_RNN_UNIDIRECTION,
    dropout: float = 0,
    seed: int | None = 0,
    num_proj: int | None = None,
    name: str | None = None,
) -> tuple[list[tf1.Tensor], list[tf1.Tensor]]:
    """Makes matrices and biases of flat parameters.

    Args:
        rnn_mode: 'lstm', 'gru', 'rnn_relu' or 'rnn_tanh'.
        num_layers: the number of layers.
        num_units: the number of units of each.
        input_size: columns of the inputs.
        params: the flat parameters.
        input_mode: 'linear_input', 'skip_input' or 'auto_select'.
        direction: 'unidirectional' or 'bidirectional'.
        dropout: the rate between layers.
        seed: of the dropout.
        num_proj: columns that the output is projected to, None for no projection.
        name: of the op.

    Returns:
        A list of matrices and a list of biases.

    Raises:
        ValueError: another kind of network, direction or input mode.
    """
    check(rnn_mode, direction, input_mode)
    number = PARAMS_PER_LAYER[rnn_mode] * num_layers * directions(direction)
    given = _given(rnn_mode, num_layers, num_units, input_size, input_mode, direction, dropout, seed)
    if num_proj:
        return gen_cudnn_rnn_ops.cudnn_rnn_params_to_canonical_v2(
            params=params,
            num_params_weights=number + num_layers * directions(direction),
            num_params_biases=number,
            num_proj=num_proj,
            name=name,
            **given,
        )
    return gen_cudnn_rnn_ops.cudnn_rnn_params_to_canonical(params=params, num_params=number, name=name, **given)


def cudnn_rnn_canonical_to_opaque_params(
    rnn_mode: str,
    num_layers: int,
    num_units: int,
    input_size: int,
    weights: list[tf1.Tensor],
    biases: list[tf1.Tensor],
    input_mode: str = CUDNN_INPUT_LINEAR_MODE,
    direction: str = CUDNN_RNN_UNIDIRECTION,
    dropout: float = 0,
    seed: int | None = 0,
    num_proj: int | None = None,
    name: str | None = None,
) -> tf1.Tensor:
    """Makes flat parameters of matrices and biases.

    Args:
        rnn_mode: 'lstm', 'gru', 'rnn_relu' or 'rnn_tanh'.
        num_layers: the number of layers.
        num_units: the number of units of each.
        input_size: columns of the inputs.
        weights: a list of matrices.
        biases: a list of biases, as many.
        input_mode: 'linear_input', 'skip_input' or 'auto_select'.
        direction: 'unidirectional' or 'bidirectional'.
        dropout: the rate between layers.
        seed: of the dropout.
        num_proj: columns that the output is projected to, None for no projection.
        name: of the op.

    Returns:
        A vector.

    Raises:
        ValueError: another kind of network, direction or input mode.
    """
    check(rnn_mode, direction, input_mode)
    given = _given(rnn_mode, num_layers, num_units, input_size, input_mode, direction, dropout, seed)
    given.update(weights=weights, biases=biases, name=name)
    if num_proj:
        return gen_cudnn_rnn_ops.cudnn_rnn_canonical_to_params_v2(num_proj=num_proj, **given)
    return gen_cudnn_rnn_ops.cudnn_rnn_canonical_to_params(**given)


def _given(
    rnn_mode: str,
    num_layers: int,
    num_units: int,
    input_size: int,
    input_mode: str,
    direction: str,
    dropout: float,
    seed: int | None,
) -> dict:
    seed, seed2 = random_seed.get_seed(seed)
    return {
        'rnn_mode': rnn_mode,
        'num_layers': num_layers,
        'num_units': num_units,
        'input_size': input_size,
        'input_mode': input_mode,
        'direction': direction,
        'dropout': dropout,
        'seed': seed,
        'seed2': seed2,
    }
