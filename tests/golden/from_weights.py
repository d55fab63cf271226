"""From the genuine article's weights: single steps, their cost and gradients; and a hundred steps in a row.

  python -m tests.golden.from_weights CHECKPOINTS.npz MODEL SEED

Runs in a process of its own, in which convolutions, sums and means add up as on 1.15.5: oneDNN is off, whose
convolutions have an order of their own, and Sum and Mean are those of `tests.golden.addition`.
"""

from __future__ import annotations

import json
import os
import pathlib
import subprocess
import sys

import numpy as np

from tests.golden import addition, cases, record
from tf1_ref.compat import tf
from tf1_ref.data import input_data

REPOSITORY = pathlib.Path(__file__).resolve().parent.parent.parent


def run(path, model, seed) -> dict:
    """Runs a model from the genuine article's weights, with each optimizer that `path` has weights of.

    Args:
        path: the checkpoints of `model` that `tests.golden.genuine` has written.
        model: one of `cases.MODELS`.
        seed: the graph seed that they were trained from.

    Returns:
        `{optimizer: {'steps': {step: [cost, gradients]}, 'costs': [...]}}`: how far the cost and the gradients of a
        single step are from the genuine article's, each relative to its norm; and the costs of a hundred steps.
    """
    done = subprocess.run(
        [sys.executable, '-m', 'tests.golden.from_weights', str(path), model, str(seed)],
        capture_output=True,
        text=True,
        env={**os.environ, 'TF_ENABLE_ONEDNN_OPTS': '0'},
        cwd=REPOSITORY,
    )
    if done.returncode:
        raise RuntimeError(done.stderr)
    return json.loads(done.stdout.splitlines()[-1])


def run_optimizer(checkpoints, model, optimizer, seed):
    """The same for one optimizer; `checkpoints` by the name of the array."""
    case = cases.MODELS[model]
    record.start(seed)
    with addition.row_after_row():
        built, data = case.build(optimizer), cases.read(case.data, input_data.read_data_sets)
        variables = tf.trainable_variables()
        gradients = dict(zip([v.op.name for v in variables], tf.gradients(built.cost, variables), strict=True))
    feeds = [built.feed(*data.train.next_batch(case.batch_size)) for _ in range(max(record.CHECKPOINT_STEPS) + 1)]
    found = {'steps': {}}
    with tf.Session() as sess:
        for step in record.CHECKPOINT_STEPS:
            _load(sess, checkpoints, f'{optimizer}/{step}')
            cost, values = sess.run([built.cost, gradients], feeds[step])
            genuine = {name: checkpoints[f'{optimizer}/{step}/gradients/{name}'] for name in values}
            genuine_cost = float(checkpoints[f'{optimizer}/{step}/cost'])
            found['steps'][step] = [abs(float(cost) / genuine_cost - 1), float(distance(values, genuine))]
        _load(sess, checkpoints, f'{optimizer}/0')
        steps = [sess.run([built.train_op, built.cost], feed) for feed in feeds[: record.COST_STEPS]]
    return {**found, 'costs': [float(cost) for _, cost in steps]}


def _load(sess, checkpoints, place):
    for variable in tf.global_variables():
        variable.load(checkpoints[f'{place}/variables/{variable.op.name}'], sess)


def distance(gradients, others):
    """The norm of the difference of all gradients, relative to the norm of `others`."""
    return norm({name: gradients[name].astype(np.float64) - others[name] for name in others}) / norm(others)


def norm(gradients):
    """The norm of all gradients together."""
    return np.sqrt(sum(np.sum(gradient.astype(np.float64) ** 2) for gradient in gradients.values()))


if __name__ == '__main__':
    path, model, seed = sys.argv[1:]
    checkpoints = dict(np.load(path))
    optimizers = list(dict.fromkeys(key.split('/')[0] for key in checkpoints))
    print(json.dumps({name: run_optimizer(checkpoints, model, name, int(seed)) for name in optimizers}))
