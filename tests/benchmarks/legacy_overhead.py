"""What a run costs over the same program written directly on `tf.compat.v1`: medians of interleaved runs.

  python -m tests.benchmarks.legacy_overhead [--runs=7]

Measured from outside: seconds from the start of the process to the end of its first training step, and milliseconds of
a later step.
"""

from __future__ import annotations

import argparse
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

import tf1_ref

LIMIT = 1.10
ROOT = pathlib.Path(tf1_ref.__file__).parents[1]
DIRECT = 'import tensorflow.compat.v1 as tf\ntf.disable_v2_behavior()\n'
LEGACY = 'import tensorflow as tf\n'
PROGRAM = """
import sys, time
import numpy as np
tf.set_random_seed(1)
x = tf.placeholder(tf.float32, [None, 28, 28, 1])
y = tf.placeholder(tf.int64, [None])
h = x
for number, channels in enumerate((8, 16)):
    w = tf.get_variable('w%d' % number, [3, 3, h.shape[-1], channels])
    h = tf.nn.max_pool(tf.nn.relu(tf.nn.conv2d(h, w, [1, 1, 1, 1], 'SAME')), [1, 2, 2, 1], [1, 2, 2, 1], 'SAME')
logits = tf.matmul(tf.reshape(h, [-1, 784]), tf.get_variable('dense', [784, 10]))
loss = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(labels=y, logits=logits))
train_op = tf.train.AdamOptimizer().minimize(loss)
feed = {x: np.random.rand(100, 28, 28, 1), y: np.random.randint(0, 10, 100)}
with tf.Session() as session:
    session.run(tf.global_variables_initializer())
    session.run([train_op, loss], feed)
    print('first step', flush=True)
    started = time.perf_counter()
    for _ in range(50):
        session.run([train_op, loss], feed)
    print((time.perf_counter() - started) / 50 * 1000, flush=True)
"""


def measure(command: list[str], folder: str) -> tuple[float, float]:
    """Runs a program once; returns the seconds to its first step and the milliseconds of a later one."""
    environment = {**os.environ, 'PYTHONPATH': str(ROOT), 'TF_CPP_MIN_LOG_LEVEL': '3'}
    started = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, *command], cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        assert process.stdout.readline() == b'first step\n'
        first = time.perf_counter() - started
        later = float(process.stdout.readline())
    return first, later


def compare(runs: int) -> dict:
    """Medians of interleaved runs: for `direct` and `legacy` the seconds to the first step, and a later one in ms."""
    with tempfile.TemporaryDirectory() as folder:
        for name, head in (('direct', DIRECT), ('legacy', LEGACY)):
            pathlib.Path(folder, f'{name}.py').write_text(head + PROGRAM, encoding='utf-8')
        commands = {'direct': ['direct.py'], 'legacy': ['-m', 'tf1_ref', 'run', 'legacy.py']}
        found = {name: [] for name in commands}
        for _ in range(runs):
            for name, command in commands.items():
                found[name].append(measure(command, folder))
    return {name: tuple(map(statistics.median, zip(*times, strict=True))) for name, times in found.items()}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--runs', type=int, default=7, help='of each program')
    medians = compare(parser.parse_args().runs)
    for name, (first, later) in medians.items():
        print(f'{name}: {first:.2f} s to the first step, {later:.2f} ms a step')
    ratio = medians['legacy'][0] / medians['direct'][0]
    print(f'time to the first step: {ratio:.3f} of the direct program, {LIMIT:.2f} allowed')
    return int(ratio > LIMIT)


if __name__ == '__main__':
    sys.exit(main())
