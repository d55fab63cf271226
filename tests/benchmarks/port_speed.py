"""How long porting takes: 100,000 lines of TensorFlow 1 code in 1,000 files, by way of the command.

  python -m tests.benchmarks.port_speed [--files=1000]

Prints seconds on the clock and of the processors, lines a second, and the peak memory of the largest process and of
all together (at most: one process per core, and the one that started them). Limits: 2 minutes on two cores, 1 GB.
"""

from __future__ import annotations

import argparse
import os
import pathlib
import resource
import subprocess
import sys
import tempfile
import time

LINES = 100
HEAD = '''\
"""Model {number}."""
import numpy as np
import tensorflow as tf
from tensorflow.contrib import layers
from tensorflow.examples.tutorials.mnist import input_data


def model_{number}(x, y, is_train):
    """Builds it."""
'''
LAYER = """\
    with tf.variable_scope('layer{layer}'):
        w = tf.get_variable('W', [3, 3, 8, 8], initializer=tf.contrib.layers.xavier_initializer(uniform=False))
        b = tf.get_variable('b', [8], initializer=tf.constant_initializer(0.0))
        h = tf.nn.bias_add(tf.nn.conv2d(x, w, strides=[1, 1, 1, 1], padding='SAME'), b)
        h = layers.batch_norm(h, is_training=is_train, updates_collections=None)
        x = tf.nn.relu(tf.concat(3, [x, tf.mul(h, 0.5)]))[:, :, :, :8]  # keep eight
        tf.histogram_summary('h{layer}', x)
"""
TAIL = """\
    cost = tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits(x, y))
    return tf.train.AdamOptimizer(1e-3).minimize(cost), np.float(1)
"""


def write_files(folder: pathlib.Path, files: int) -> int:
    """Writes the sources; returns how many lines there are."""
    total = 0
    for number in range(files):
        text, layer = HEAD.format(number=number), 0
        while text.count('\n') + LAYER.count('\n') + TAIL.count('\n') <= LINES:
            text += LAYER.format(layer=layer)
            layer += 1
        text += '    # the end of the layers\n' * (LINES - text.count('\n') - TAIL.count('\n')) + TAIL
        total += text.count('\n')
        (folder / f'model_{number}.py').write_text(text)
    return total


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--files', type=int, default=1000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder) / 'source'
        source.mkdir()
        lines = write_files(source, options.files)
        command = [sys.executable, '-m', 'tf1_ref', 'port', str(source), '-o', f'{folder}/ported', '--quiet']
        started = time.perf_counter()
        done = subprocess.run(command, capture_output=True, text=True)
        seconds = time.perf_counter() - started
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    largest, cores = usage.ru_maxrss / 1024, os.cpu_count() or 1
    print('| files | lines | cores | seconds | of processors | lines a second | largest process | all together |')
    print('|---' * 8 + '|')
    print(
        f'| {options.files:,} | {lines:,} | {cores} | {seconds:.1f} | {usage.ru_utime + usage.ru_stime:.1f} '
        f'| {lines / seconds:,.0f} | {largest:.0f} MB | {largest * (cores + 1):.0f} MB |'
    )
    print(done.stdout.splitlines()[-1] if done.stdout else done.stderr)
    return done.returncode


if __name__ == '__main__':
    sys.exit(main())
