"""From the genuine article's weights: single steps, their cost and gradients; and a hundred steps in a row.

  python -m tests.golden.from_weights CHECKPOINTS.npz MODEL SEED COSTS

Runs in a process of its own, in which all is computed as on 1.15.5: oneDNN is off, whose convolutions have an order of
their own, Sum and Mean are those of `tests.golden.addition`, and Exp, Log1p, Reciprocal and Rsqrt those of
`tests.golden.approximations`. Where nothing else is built, as in the CNN with BatchNorm, the gradients are then the
same bits.
"""

from __future__ import annotations

import json
import os
import pathlib
import sys

import numpy as np

from tests import warm
from tests.golden import addition, approximations, cases, record
from tests.golden.check import ONE_STEP
from tf1_ref.compat import tf
from tf1_ref.data import input_data

AT_ZERO = 1e-6  # of the root mean square of a ReLU's inputs
REPOSITORY = pathlib.Path(__file__).resolve().parent.parent.parent


def run(path, model, seed, costs=record.COST_STEPS) -> dict:
    """Runs a model from the genuine article's weights, with each optimizer that `path` has weights of.

    Args:
        path: the checkpoints of `model` that `tests.golden.genuine` has written.
        model: one of `cases.MODELS`.
        seed: the graph seed that they were trained from.
        costs: how many steps to take in a row, from the first weights.

    Returns:
        `{optimizer: {'steps': {step: [cost, gradients, at zero]}, 'costs': [...]}}`: how far the cost and the gradients
        of a single step are from the genuine article's, each relative to its norm; the inputs of ReLUs that had to be
        taken for the other side of 0 for that, see `_nearest`; and the costs of the steps in a row.
    """
    command = [sys.executable, '-m', 'tests.golden.from_weights', str(path), model, str(seed), str(costs)]
    done = warm.run(command, text=True, env={**os.environ, 'TF_ENABLE_ONEDNN_OPTS': '0'}, cwd=REPOSITORY)
    if done.returncode:
        raise RuntimeError(done.stderr)
    return json.loads(done.stdout.splitlines()[-1])


def run_optimizer(checkpoints, model, optimizer, seed, costs):
    """The same for one optimizer; `checkpoints` by the name of the array."""
    case = cases.MODELS[model]
    record.start(seed)
    with addition.row_after_row(), approximations.restored():
        built, data = case.build(optimizer), cases.read(case.data, input_data.read_data_sets)
        variables = tf.trainable_variables()
        gradients = dict(zip([v.op.name for v in variables], tf.gradients(built.cost, variables), strict=True))
    feeds = [built.feed(*data.train.next_batch(case.batch_size)) for _ in range(max(record.CHECKPOINT_STEPS) + 1)]
    found = {'steps': {}}
    with tf.Session() as sess:
        for step in record.CHECKPOINT_STEPS:
            _load(sess, checkpoints, f'{optimizer}/{step}')
            genuine = {name: checkpoints[f'{optimizer}/{step}/gradients/{name}'] for name in gradients}
            far = abs(float(sess.run(built.cost, feeds[step])) / float(checkpoints[f'{optimizer}/{step}/cost']) - 1)
            found['steps'][step] = [far, *_nearest(sess, gradients, feeds[step], genuine)]
        _load(sess, checkpoints, f'{optimizer}/0')
        steps = [sess.run([built.train_op, built.cost], feed) for feed in feeds[:costs]]
    return {**found, 'costs': [float(cost) for _, cost in steps]}


def _nearest(sess, gradients, feed, genuine):
    """The distance of the gradients, and the inputs of ReLUs that had to be put on the other side of 0 for it.

    A ReLU's gradient jumps at 0. Of a million inputs some are 0 but for rounding, and rounding decides on which side of
    it they fall. Where the gradients are farther away than 1e-5, these inputs are tried on the other side.
    """
    far, moved, other_side = float(distance(sess.run(gradients, feed), genuine)), {}, []
    inputs = [op.inputs[0] for op in tf.get_default_graph().get_operations() if op.type == 'Relu']
    for tensor, value in zip(inputs, sess.run(inputs, feed), strict=True) if far > ONE_STEP else ():
        at_zero = np.abs(value) <= AT_ZERO * np.sqrt(np.mean(value**2))
        for place in zip(*np.nonzero(at_zero), strict=True):
            changed = moved.get(tensor, value).copy()
            changed[place] = 0 if value[place] > 0 else np.finfo(np.float32).tiny
            tried = float(distance(sess.run(gradients, {**feed, **moved, tensor: changed}), genuine))
            if tried < far / 2:
                far, moved[tensor] = tried, changed
                other_side.append(f'{tensor.op.name}{[int(index) for index in place]}')
    return far, other_side


def _load(sess, checkpoints, place):
    prefix = f'{place}/variables/'
    record.load(sess, {key[len(prefix) :]: value for key, value in checkpoints.items() if key.startswith(prefix)})


def distance(gradients, others):
    """The norm of the difference of all gradients, relative to the norm of `others`."""
    return norm({name: gradients[name].astype(np.float64) - others[name] for name in others}) / norm(others)


def norm(gradients):
    """The norm of all gradients together."""
    return np.sqrt(sum(np.sum(gradient.astype(np.float64) ** 2) for gradient in gradients.values()))


if __name__ == '__main__':
    path, model, seed, costs = sys.argv[1:]
    checkpoints = dict(np.load(path))
    optimizers = list(dict.fromkeys(key.split('/')[0] for key in checkpoints))
    print(json.dumps({name: run_optimizer(checkpoints, model, name, int(seed), int(costs)) for name in optimizers}))
