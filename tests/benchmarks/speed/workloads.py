"""What is trained: the size of each model's data, and examples of that shape. Needs NumPy alone; runs on Python 3.7.

Every way trains the same models: those of the deck, with stochastic gradient descent at the rates of
`tests.golden.cases`, and a recurrent network of two layers.
"""

import collections

import numpy as np

# The number of examples of an epoch, the shape of an example, the number of classes (0: it is its own label), the rate.
Workload = collections.namedtuple('Workload', ['examples', 'shape', 'classes', 'rate'])

BATCH_SIZE = 100
WORKLOADS = {
    'mlp': Workload(55000, (2,), 4, 0.1),
    'cnn': Workload(55000, (28, 28, 1), 10, 0.1),
    'srcnn': Workload(5000, (28, 28, 1), 0, 0.1),
    'resnet': Workload(2000, (28, 28, 1), 10, 0.01),
    'lstm': Workload(5000, (28, 28), 10, 0.1),
}
# The recurrent network: an image is read row by row.
LSTM_LAYERS, LSTM_UNITS = 2, 64


def examples(name):
    """Images `[examples, *shape]` in `[0, 1)`, float32, and one-hot labels, float64 as those of MNIST's loader."""
    workload = WORKLOADS[name]
    random = np.random.RandomState(0)
    images = random.random_sample((workload.examples,) + workload.shape).astype(np.float32)
    if not workload.classes:
        return images, images
    return images, np.eye(workload.classes)[random.randint(workload.classes, size=workload.examples)]
