"""One training step from the genuine article's weights: its cost and its gradients, here and there.

  python -m tests.golden.one_step CHECKPOINTS.npz MODEL SEED

Runs in a process of its own, in which oneDNN is off: its convolutions add up in an order of their own.
"""

from __future__ import annotations

import os
import subprocess
import sys

import numpy as np

from tests.golden import cases, record
from tf1_ref.compat import tf
from tf1_ref.data import digits, input_data


def check(path, model, seed) -> None:
    """Asserts that one step from each of the checkpoints at `path` has the genuine article's cost and gradients."""
    done = subprocess.run(
        [sys.executable, '-m', 'tests.golden.one_step', str(path), model, str(seed)],
        capture_output=True,
        text=True,
        env={**os.environ, 'TF_ENABLE_ONEDNN_OPTS': '0'},
    )
    assert done.returncode == 0, done.stderr


def compare(checkpoints, model, optimizer, seed):
    """Asserts that cost and gradients at every recorded step are the genuine article's.

    Within 1e-5 of the norm of all gradients, or within the rounding of Sum and Mean, whose order of addition is another
    than on 1.15.5 (see `test_golden.test_the_op_that_differs`). For a bias that is one sum. BatchNorm carries it into all
    gradients; its models may be twice as far from the genuine article as that is from double precision.
    """
    found = one_step_each(checkpoints, model, optimizer, seed, tf.float32)
    exact = one_step_each(checkpoints, model, optimizer, seed, tf.float64)
    for step in record.CHECKPOINT_STEPS:
        cost, gradients, rounding = found[step]
        genuine = {name: checkpoints[f'{optimizer}/{step}/gradients/{name}'] for name in gradients}
        cost_far = abs(cost / float(checkpoints[f'{optimizer}/{step}/cost']) - 1)
        assert cost_far <= 1e-5, f'cost at step {step}: {cost_far:.1e}'
        if any('bn' in name for name in genuine):
            bound = max(1e-5, 2 * distance(genuine, exact[step][1]))
            assert distance(gradients, genuine) <= bound, f'gradients at step {step}'
            continue
        bound = 1e-5 * norm(genuine)
        for name in genuine:
            far = np.linalg.norm(gradients[name].astype(np.float64) - genuine[name])
            assert far <= bound + rounding.get(name, 0), f'gradient of {name} at step {step}'


def one_step_each(checkpoints, model, optimizer, seed, dtype):
    """Cost, gradients by variable and the rounding of the biases' sums, at each recorded step, from genuine weights."""
    build, batch_size, _ = cases.MODELS[model]
    record.start(seed)
    with tf.variable_scope(tf.get_variable_scope(), dtype=dtype):
        built, data = build(optimizer, dtype), _read_digits()
    variables = tf.trainable_variables()
    gradients = {v.op.name: g for v, g in zip(variables, tf.gradients(built.cost, variables), strict=True)}
    biases = [name for name in gradients if name.endswith('/b')]
    outputs = [tf.get_default_graph().get_tensor_by_name(f'{name[:-2]}/add:0') for name in biases]
    # A bias is added at every position: its gradient is the sum of the gradients there.
    terms = dict(zip(biases, tf.gradients(built.cost, outputs), strict=True))
    found = {}
    with tf.Session() as sess:
        for step in range(max(record.CHECKPOINT_STEPS) + 1):
            feed = built.feed(*data.train.next_batch(batch_size))
            if step in record.CHECKPOINT_STEPS:
                for variable in tf.global_variables():
                    variable.load(checkpoints[f'{optimizer}/{step}/variables/{variable.op.name}'], sess)
                cost, values, summands = sess.run([built.cost, gradients, terms], feed)
                found[step] = cost, values, {name: rounding_of_sum(value) for name, value in summands.items()}
    return found


def rounding_of_sum(summands):
    """The error to expect of adding up `summands [..., channels]` in float32, one after the other."""
    count = summands[..., 0].size
    total = np.abs(summands).astype(np.float64).reshape([count, -1]).sum(0)
    return np.finfo(np.float32).eps * np.sqrt(count) * np.linalg.norm(total)


def distance(gradients, others):
    """The norm of the difference of all gradients, relative to the norm of `others`."""
    return norm({name: gradients[name].astype(np.float64) - others[name] for name in others}) / norm(others)


def norm(gradients):
    """The norm of all gradients together."""
    return np.sqrt(sum(np.sum(gradient.astype(np.float64) ** 2) for gradient in gradients.values()))


def _read_digits():
    return input_data.read_data_sets(digits.path(), one_hot=True, validation_size=digits.VALIDATION_SIZE)


if __name__ == '__main__':
    for name in cases.MODELS[sys.argv[2]][2]:
        compare(np.load(sys.argv[1]), sys.argv[2], name, int(sys.argv[3]))
