"""One training step from the genuine article's weights: its cost and its gradients, here and there.

  python -m tests.golden.one_step CHECKPOINTS.npz MODEL SEED

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


def distances(path, model, seed) -> dict:
    """How far cost and gradients are from the genuine article's, each relative to its norm.

    Args:
        path: the checkpoints of `model` that `tests.golden.genuine` has written.
        model: one of `cases.MODELS`.
        seed: the graph seed that they were trained from.

    Returns:
        `{optimizer: {step: [cost, gradients]}}`.
    """
    done = subprocess.run(
        [sys.executable, '-m', 'tests.golden.one_step', str(path), model, str(seed)],
        capture_output=True,
        text=True,
        env={**os.environ, 'TF_ENABLE_ONEDNN_OPTS': '0'},
        cwd=REPOSITORY,
    )
    if done.returncode:
        raise RuntimeError(done.stderr)
    return json.loads(done.stdout.splitlines()[-1])


def compare(checkpoints, model, optimizer, seed):
    """The distances at every recorded step, from the weights that the genuine article had there."""
    found = {}
    for step, (cost, gradients) in one_step_each(checkpoints, model, optimizer, seed).items():
        genuine = {name: checkpoints[f'{optimizer}/{step}/gradients/{name}'] for name in gradients}
        genuine_cost = float(checkpoints[f'{optimizer}/{step}/cost'])
        found[step] = [abs(float(cost) / genuine_cost - 1), float(distance(gradients, genuine))]
    return found


def one_step_each(checkpoints, model, optimizer, seed):
    """Cost and gradients by variable at each recorded step, computed here from the genuine article's weights."""
    case = cases.MODELS[model]
    record.start(seed)
    with addition.row_after_row():
        built, data = case.build(optimizer), cases.read(case.data, input_data.read_data_sets)
        variables = tf.trainable_variables()
        gradients = dict(zip([v.op.name for v in variables], tf.gradients(built.cost, variables), strict=True))
    found = {}
    with tf.Session() as sess:
        for step in range(max(record.CHECKPOINT_STEPS) + 1):
            feed = built.feed(*data.train.next_batch(case.batch_size))
            if step in record.CHECKPOINT_STEPS:
                for variable in tf.global_variables():
                    variable.load(checkpoints[f'{optimizer}/{step}/variables/{variable.op.name}'], sess)
                found[step] = sess.run([built.cost, gradients], feed)
    return found


def distance(gradients, others):
    """The norm of the difference of all gradients, relative to the norm of `others`."""
    return norm({name: gradients[name].astype(np.float64) - others[name] for name in others}) / norm(others)


def norm(gradients):
    """The norm of all gradients together."""
    return np.sqrt(sum(np.sum(gradient.astype(np.float64) ** 2) for gradient in gradients.values()))


if __name__ == '__main__':
    path, model, seed = sys.argv[1:]
    checkpoints = np.load(path)
    optimizers = list(dict.fromkeys(key.split('/')[0] for key in checkpoints.files))
    print(json.dumps({name: compare(checkpoints, model, name, int(seed)) for name in optimizers}))
