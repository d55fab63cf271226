"""Trains a workload in JAX, a step being one compiled function; needs no TensorFlow.

  python -m tests.benchmarks.speed.jax_jit WORKLOAD EPOCHS

The examples lie where JAX computes, and are shuffled by an index that is drawn for each epoch.
"""

import json
import sys
import time

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax, nn

from tests.benchmarks.speed import workloads
from tests.benchmarks.speed.workloads import BATCH_SIZE

TWO = (1, 2, 2, 1)


def main(name, epochs):
    """Trains, and prints the seconds of each epoch as JSON."""
    images, labels = (jnp.asarray(array, jnp.float32) for array in workloads.examples(name))
    shapes, cost_of = MODELS[name]
    random = np.random.RandomState(1)
    weights = [jnp.asarray(random.normal(0, 0.05, shape), jnp.float32) for shape in shapes]

    @jax.jit
    def step(weights, rows):
        cost, gradients = jax.value_and_grad(cost_of)(weights, images[rows], labels[rows])
        rate = workloads.WORKLOADS[name].rate
        return [weight - rate * gradient for weight, gradient in zip(weights, gradients, strict=True)], cost

    seconds = []
    for _ in range(epochs):
        started, total = time.perf_counter(), 0.0
        order = random.permutation(len(images))
        for at in range(0, len(images) - BATCH_SIZE + 1, BATCH_SIZE):
            weights, cost = step(weights, order[at : at + BATCH_SIZE])
            total += float(cost)
        seconds.append(time.perf_counter() - started)
    print(json.dumps({'seconds': seconds}))


def convolved(x, W, b):
    """A convolution with bias."""
    return lax.conv_general_dilated(x, W, (1, 1), 'SAME', dimension_numbers=('NHWC', 'HWIO', 'NHWC')) + b


def mlp(weights, x, y):
    """Cross entropy of the two hidden layers."""
    W1, b1, W2, b2, W3, b3 = weights
    logit = nn.relu(nn.relu(x @ W1 + b1) @ W2 + b2) @ W3 + b3
    return -(y * nn.log_softmax(logit)).sum(1).mean()


def cnn(weights, x, y):
    """The deck's sigmoid cross entropy."""
    W1, b1, W2, b2, W3, b3 = weights
    h = x
    for W, b in ((W1, b1), (W2, b2)):
        h = lax.reduce_window(nn.relu(convolved(h, W, b)), -jnp.inf, lax.max, TWO, TWO, 'SAME')
    logit = h.reshape(len(h), -1) @ W3 + b3
    return (jnp.maximum(logit, 0) - logit * y + jnp.log1p(jnp.exp(-jnp.abs(logit)))).mean()


def srcnn(weights, x, y):
    """The squared error of three convolutions, of images that are made small and large again."""
    W1, b1, W2, b2, W3, b3 = weights
    low = jax.image.resize(x, (len(x), 7, 7, 1), 'cubic')
    h = jax.image.resize(low, x.shape, 'nearest')
    h = nn.relu(convolved(nn.relu(convolved(h, W1, b1)), W2, b2))
    return ((convolved(h, W3, b3) - y) ** 2).mean()


# The shapes of the weights, and the cost. Those that are not here are said to be missing.
MODELS = {
    'mlp': ([(2, 64), (64,), (64, 64), (64,), (64, 4), (4,)], mlp),
    'cnn': ([(3, 3, 1, 4), (4,), (3, 3, 4, 8), (8,), (392, 10), (10,)], cnn),
    'srcnn': ([(3, 3, 1, 8), (8,), (3, 3, 8, 8), (8,), (3, 3, 8, 1), (1,)], srcnn),
}


if __name__ == '__main__':
    main(sys.argv[1], int(sys.argv[2]))
