"""What each of Grappler's optimizers does to numbers and to speed, in steps of training.

  python -m tests.benchmarks.grappler [--only=cnn,lstm] [--rounds=12]

Builds each workload of `tests.benchmarks.speed` with Adam, once for each optimizer alone, for all of them and for none,
and trains all side by side: ten steps of one, ten of the next. Prints a table: whether the costs of all steps are those
without Grappler to the last bit, how far they go apart, and the milliseconds of processor a step, the median over the
rounds. Exit code 1 if the optimizer that `run` leaves on (`tf1_ref.compat.sessions`) changes a number.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time

import numpy as np

from tests.benchmarks.speed import tensorflow1, workloads
from tf1_ref.compat import sessions, tf

OFF, ON = 'none', 'all'
ALONE = (sessions.STAYS, 'arithmetic_optimization', 'constant_folding', 'remapping', 'layout_optimizer')
STEPS, BATCHES = 10, 4


def config_of(kind: str) -> tf.ConfigProto:
    """A session's config with no optimizer, with all, or with one alone."""
    config = tf.ConfigProto()
    options = config.graph_options.rewrite_options
    if kind == OFF:
        options.disable_meta_optimizer = True
    elif kind != ON:
        options.MergeFrom(sessions.without_optimizers())
        setattr(options, kind, options.ON)
    return config


def measure(name: str, kinds: list[str], rounds: int) -> dict[str, tuple[np.ndarray, list[float]]]:
    """For each kind the costs of all steps, and the milliseconds of a step in each round."""
    images, labels = (array[: BATCHES * workloads.BATCH_SIZE].astype('f') for array in workloads.examples(name))
    batches = [slice(at, at + workloads.BATCH_SIZE) for at in range(0, len(images), workloads.BATCH_SIZE)]
    made, found = {}, {kind: ([], []) for kind in kinds}
    for kind in kinds:
        with tf.Graph().as_default():
            tf.set_random_seed(1)
            x, y, model = tensorflow1.models(tf, name)
            cost = model(x, y)
            train_op = tf.train.AdamOptimizer().minimize(cost)
            made[kind] = x, y, [train_op, cost], tf.Session(config=config_of(kind))
            made[kind][-1].run(tf.global_variables_initializer())
    for _ in range(rounds):
        for kind, (x, y, fetches, session) in made.items():
            started = time.process_time()
            for step in range(STEPS):
                rows = batches[step % BATCHES]
                feed = {x: images[rows]} if y is None else {x: images[rows], y: labels[rows]}
                found[kind][0].append(session.run(fetches, feed)[1])
            found[kind][1].append(1000 * (time.process_time() - started) / STEPS)
    return {kind: (np.array(costs), times[1:]) for kind, (costs, times) in found.items()}


def main() -> int:
    """Measures, and prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--only', default=','.join(workloads.WORKLOADS), help='workloads (default: %(default)s)')
    parser.add_argument('--rounds', type=int, default=12, help='of ten steps each (default: 12)')
    options = parser.parse_args()
    unknown = set(options.only.split(',')) - set(workloads.WORKLOADS)
    if unknown or options.rounds < 2:
        parser.error(f'--only: there are {", ".join(workloads.WORKLOADS)}; --rounds is at least 2')
    print('| workload | optimizers | the same bits | farthest apart | ms a step |')
    print('|---' * 5 + '|')
    wrong = False
    for name in options.only.split(','):
        found = measure(name, [OFF, ON, *ALONE], options.rounds)
        for kind, (costs, times) in found.items():
            apart = float(np.max(np.abs(costs / found[OFF][0] - 1)))
            wrong |= kind == sessions.STAYS and apart > 0
            same = 'yes' if apart == 0 else 'no'
            print(f'| {name} | {kind} | {same} | {apart:.0e} | {statistics.median(times):.2f} |', flush=True)
    return int(wrong)


if __name__ == '__main__':
    sys.exit(main())
