"""What building a graph costs by `run`, over building it on `tf.compat.v1` alone. Prints a Markdown table.

  python -m tests.benchmarks.building_cost [--runs=5] [--profile=bert]

What `run` adds is op seeds and counts, warnings and static shapes; and it builds 1.15's ops, which are more than
TensorFlow 2's. So the ratio that has a limit is that of the seconds for one op. Measured is processor time, in
processes of their own that take turns, so that other work on the machine tells little. `--profile` prints where the
time goes in one graph by `run`. Exit code 1: a median is above the limit.
"""

from __future__ import annotations

import argparse
import os
import pathlib
import statistics
import subprocess
import sys

LIMIT = 1.15
ROOT = pathlib.Path(__file__).resolve().parents[2]
GRAPHS = {  # layers and width of a transformer; none: a perceptron
    'tiny': (0, 32),
    'tiny transformer': (2, 32),
    'bert': (12, 768),
}
HEADS = {
    'alone': 'import tensorflow.compat.v1 as tf\ntf.disable_v2_behavior()\n',
    'run': 'import tensorflow as tf\n',
}
PROGRAM = """
import sys, time
LENGTH, WORDS = 128, 30522
layers, width = int(sys.argv[1]), int(sys.argv[2])


def shape_list(x):
    sizes = x.shape.as_list()
    dynamic = tf.shape(x)
    return [dynamic[number] if size is None else size for number, size in enumerate(sizes)]


def dense(x, units, name, activation=None):
    with tf.variable_scope(name):
        start = tf.truncated_normal_initializer(stddev=0.02)
        kernel = tf.get_variable('kernel', [x.shape[-1], units], initializer=start)
        y = tf.nn.bias_add(tf.matmul(x, kernel), tf.get_variable('bias', [units], initializer=tf.zeros_initializer()))
    return y if activation is None else activation(y)


def norm(x, name):
    with tf.variable_scope(name):
        mean, variance = tf.nn.moments(x, [-1], keep_dims=True)
        beta, gamma = (tf.get_variable(n, [x.shape[-1]]) for n in ('beta', 'gamma'))
        return tf.nn.batch_normalization(x, mean, variance, beta, gamma, 1e-12)


def layer(x, heads):
    batch, length, _ = shape_list(x)
    flat = tf.reshape(x, [-1, width])
    parts = []
    for name in ('query', 'key', 'value'):
        part = tf.reshape(dense(flat, width, name), [batch, length, heads, width // heads])
        parts.append(tf.transpose(part, [0, 2, 1, 3]))
    scores = tf.nn.softmax(tf.matmul(parts[0], parts[1], transpose_b=True) * (width // heads) ** -0.5)
    context = tf.transpose(tf.matmul(tf.nn.dropout(scores, 0.9), parts[2]), [0, 2, 1, 3])
    out = dense(tf.reshape(context, [-1, width]), width, 'output')
    flat = norm(tf.nn.dropout(out, 0.9) + flat, 'attention_norm')
    between = dense(flat, 4 * width, 'between', lambda y: y * 0.5 * (1.0 + tf.erf(y / 1.4142135)))
    flat = norm(tf.nn.dropout(dense(between, width, 'out'), 0.9) + flat, 'norm')
    return tf.reshape(flat, [batch, length, width])


def build():
    tf.set_random_seed(1)
    if not layers:
        x = tf.placeholder(tf.float32, [None, 784])
        logits = dense(dense(x, width, 'one', tf.nn.relu), 10, 'two')
    else:
        words = tf.placeholder(tf.int32, [None, LENGTH])
        x = tf.nn.embedding_lookup(tf.get_variable('words', [WORDS, width]), words)
        x = norm(x + tf.get_variable('places', [LENGTH, width]), 'norm')
        for number in range(layers):
            with tf.variable_scope('layer_%d' % number):
                x = layer(x, max(1, width // 64))
        logits = dense(x[:, 0], 10, 'pooler')
    labels = tf.placeholder(tf.int64, [None])
    loss = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(labels=labels, logits=logits))
    tf.train.AdamOptimizer(1e-4).minimize(loss)


tf.constant(0)  # what is loaded at first use is not counted
repeats = {0: 10, 2: 3}.get(layers, 1)
with tf.Graph().as_default():
    build()
started = time.process_time()
for _ in range(repeats):
    with tf.Graph().as_default() as graph:
        build()
print((time.process_time() - started) / repeats, len(graph.get_operations()))
"""
PROFILED = """
import cProfile, pstats
profile = cProfile.Profile()
with tf.Graph().as_default():
    profile.runcall(build)
pstats.Stats(profile).sort_stats('tottime').print_stats(30)
pstats.Stats(profile).sort_stats('cumulative').print_stats('tf1_ref')
"""


def measure(side: str, graph: str, more: str = '') -> tuple[float, int]:
    """Builds a graph twice in a process; returns the processor seconds of the second time and the number of its ops."""
    runner = ['-m', 'tf1_ref', 'run'] if side == 'run' else []
    command = [sys.executable, *runner, '-c', HEADS[side] + PROGRAM + more, *map(str, GRAPHS[graph])]
    environment = {**os.environ, 'PYTHONPATH': str(ROOT), 'TF_CPP_MIN_LOG_LEVEL': '3', 'PYTHONWARNINGS': 'ignore'}
    done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    first, _, rest = done.stdout.decode().partition('\n')
    if more:
        print(rest)
    seconds, number = first.split()
    return float(seconds), int(number)


def row(graph: str, runs: int) -> tuple[int, int, float, float, float]:
    """Ops alone and by `run`, median seconds of both, and the median of the ratios of seconds for one op."""
    pairs = [(measure('alone', graph), measure('run', graph)) for _ in range(runs)]
    alone, by_run = (statistics.median(pair[side][0] for pair in pairs) for side in (0, 1))
    numbers = [number for _, number in pairs[0]]
    ratios = [two / one for (one, _), (two, _) in pairs]
    return *numbers, alone, by_run, statistics.median(ratios) * numbers[0] / numbers[1]


def main(arguments: list[str] | None = None) -> int:
    """Prints the table or the profile; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--runs', type=int, default=5, help='of each graph on each side')
    parser.add_argument('--profile', choices=[*GRAPHS], help='where the time goes in this graph')
    parsed = parser.parse_args(arguments)
    if parsed.runs < 1:
        parser.error(f'--runs={parsed.runs} is not positive')
    if parsed.profile:
        measure('run', parsed.profile, PROFILED)
        return 0
    print('| graph | ops alone | ops by run | alone (s) | by run (s) | ratio | for one op |')
    print('|---' * 7 + '|')
    above = False
    for graph in GRAPHS:
        *numbers, alone, by_run, ratio = row(graph, parsed.runs)
        seconds = f'{alone:.3f} | {by_run:.3f} | {by_run / alone:.2f} | {ratio:.2f}'
        print(f'| {graph} | {numbers[0]} | {numbers[1]} | {seconds} |', flush=True)
        above = above or ratio > LIMIT
    return int(above)


if __name__ == '__main__':
    sys.exit(main())
