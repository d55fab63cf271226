"""Flat parameters of cuDNN and the matrices and biases in them, in NumPy: no GPU is needed to read what one has saved.

First stand the matrices of all layers, then the biases of all layers; of each layer those of either direction, those of
a direction for the input and then for the state, a gate each.

Source: the reference of cuDNN, cudnnGetRNNLinLayerMatrixParams. Not compared with a GPU: the order of
several layers is as the reference describes it for cuDNN 7.
"""

from __future__ import annotations

import math

import numpy as np

from tf1_ref.compat.restored.cudnn_rnn import parameters


def shapes(rnn_mode: str, num_layers: int, num_units: int, input_size: int, direction: str) -> list[tuple[int, int]]:
    """Lists the shapes of all matrices, in their order.

    Args:
        rnn_mode: 'lstm', 'gru', 'rnn_relu' or 'rnn_tanh'.
        num_layers: the number of layers.
        num_units: the number of units of each.
        input_size: columns of the inputs.
        direction: 'unidirectional' or 'bidirectional'.
    """
    gates = parameters.PARAMS_PER_LAYER[rnn_mode] // 2
    ways = parameters.directions(direction)
    columns = [input_size] + [num_units * ways] * (num_layers - 1)
    return [
        shape
        for width in columns
        for _ in range(ways)
        for shape in gates * [(num_units, width)] + gates * [(num_units,) * 2]
    ]


def flat(weights: list[np.ndarray], biases: list[np.ndarray]) -> np.ndarray:
    """Makes flat parameters of matrices and biases.

    Args:
        weights: the matrices, in the order of `shapes`.
        biases: a vector for each of them, in the same order.

    Returns:
        A vector.
    """
    return np.concatenate([np.ravel(one) for one in (*weights, *biases)])


def parted(
    params: np.ndarray, rnn_mode: str, num_layers: int, num_units: int, input_size: int, direction: str
) -> tuple[list[np.ndarray], list[np.ndarray]]:
    """Makes matrices and biases of flat parameters.

    Args:
        params: a vector.
        rnn_mode: 'lstm', 'gru', 'rnn_relu' or 'rnn_tanh'.
        num_layers: the number of layers.
        num_units: the number of units of each.
        input_size: columns of the inputs.
        direction: 'unidirectional' or 'bidirectional'.

    Returns:
        The matrices, in the order of `shapes`, and a vector for each of them.

    Raises:
        ValueError: there are more or fewer parameters than such a network has.
    """
    found = shapes(rnn_mode, num_layers, num_units, input_size, direction)
    sizes = [math.prod(shape) for shape in found] + [num_units] * len(found)
    if params.size != sum(sizes):
        raise ValueError(f'{params.size} parameters: such a network has {sum(sizes)}')
    parts = np.split(np.ravel(params), np.cumsum(sizes)[:-1])
    return [part.reshape(shape) for part, shape in zip(parts, found, strict=False)], parts[len(found) :]
