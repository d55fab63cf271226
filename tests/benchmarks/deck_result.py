"""The deck's result beside five runs of the deck's CNN on MNIST. Slide: 'Result'.

  DATA_DIR=folder-of-mnist python -m tests.benchmarks.deck_result

Learning rate 0.1, batches of 128, five epochs, seeds 0 to 4, through the slide's own loop. Prints a Markdown table. A
number of the deck is within the range if it lies between the smallest and the largest of the five runs, that range
widened by 5 % at either end. The exit code is 1 if any does not.
"""

from __future__ import annotations

import contextlib
import io
import os
import sys

from tf1_ref.compat import tf
from tf1_ref.data import datasets
from tf1_ref.models.cnn import cnn, placeholders
from tf1_ref.scripts.train_cnn import DECK_ACCURACY, DECK_COSTS
from tf1_ref.training.evaluation import Evaluator
from tf1_ref.training.loop import training_loop
from tf1_ref.training.optimizers import sgd

LEARNING_RATE, BATCH_SIZE, EPOCHS, SEEDS, WIDENING = 0.1, 128, 5, range(5), 0.05


def run(seed, data_dir):
    """The five costs that the slide's loop prints, and the accuracy on the test set."""
    tf.reset_default_graph()
    tf.set_random_seed(seed)
    x, y = placeholders()
    end_points = cnn(x, y)
    train_op = sgd(end_points['cost'], LEARNING_RATE)
    evaluate = Evaluator(x, y, end_points['pred'], end_points['cost'], [28, 28, 1])
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        data, _ = datasets.open_data_set('mnist', data_dir)
        accuracy = training_loop(
            data, x, y, train_op, end_points['cost'], EPOCHS, BATCH_SIZE, 1, [28, 28, 1],
            lambda sess: evaluate(sess, data.test).accuracy,
        )  # fmt: skip
    costs = [float(line.split()[-1]) for line in printed.getvalue().splitlines() if line.startswith('Epoch:')]
    return [*costs, accuracy]


def table(runs):
    """The lines of the table, and whether every number of the deck is within the range of `runs`."""
    names = [f'cost of epoch {epoch + 1}' for epoch in range(EPOCHS)] + ['accuracy']
    seeds = ' | '.join(f'seed {seed}' for seed in SEEDS)
    lines = [f'| | deck | {seeds} | within the range |', '|---' * (len(SEEDS) + 3) + '|']
    everything = True
    for name, deck, *found in zip(names, (*DECK_COSTS, DECK_ACCURACY), *runs, strict=True):
        within = min(found) * (1 - WIDENING) <= deck <= max(found) * (1 + WIDENING)
        everything &= within
        numbers = ' | '.join(f'{number:.4f}' for number in (deck, *found))
        lines.append(f'| {name} | {numbers} | {"yes" if within else "no"} |')
    return lines, everything


def main():
    data_dir = os.environ.get('DATA_DIR')
    if not data_dir:
        print('deck_result: DATA_DIR does not name a folder with MNIST', file=sys.stderr)
        return 2
    lines, everything = table([run(seed, data_dir) for seed in SEEDS])
    print('\n'.join(lines))
    return 0 if everything else 1


if __name__ == '__main__':
    sys.exit(main())
