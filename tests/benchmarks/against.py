"""What the four uses cost now, beside what they cost at an earlier commit: medians of runs that take turns.

  python -m tests.benchmarks.against 660929f                  all uses, seven runs of each
  python -m tests.benchmarks.against 660929f --runs=5 --only=run,bert

Seconds are those of the processor (user and system), because the machine may have other work. Each run of the earlier
code is followed by one of today's, and a pair gives a ratio. A use counts as slower where the median of the ratios is
above LIMIT and at most one pair in four says otherwise; everything else is noise, of which the range of the ratios is
shown. Exit code 1 where something is slower.
"""

from __future__ import annotations

import argparse
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile

import tf1_ref
from tests.benchmarks import port_speed

LIMIT = 1.03
ROOT = pathlib.Path(tf1_ref.__file__).parents[1]
ONE_LINE = 'import tensorflow as tf; print(tf.Session().run(tf.constant(1)))\n'
# Twelve layers, 768 wide, with the idioms of its time, up to the training op; nothing is run.
BERT = """
from tf1_ref.compat import tf

HEADS, WIDTH, LENGTH = 12, 768, 128


def dense(x, width, name, activation=None):
    initializer = tf.truncated_normal_initializer(stddev=0.02)
    return tf.layers.dense(x, width, activation, kernel_initializer=initializer, name=name)


def gelu(x):
    return x * 0.5 * (1.0 + tf.tanh(0.79788456 * (x + 0.044715 * tf.pow(x, 3))))


def heads(x, name):
    x = tf.reshape(dense(x, WIDTH, name), [-1, LENGTH, HEADS, WIDTH // HEADS])
    return tf.transpose(x, [0, 2, 1, 3])


def attention(x, mask):
    query, key, value = heads(x, 'query'), heads(x, 'key'), heads(x, 'value')
    scores = tf.multiply(tf.matmul(query, key, transpose_b=True), 1.0 / 8)
    weights = tf.nn.dropout(tf.nn.softmax(scores + (1.0 - mask[:, None, None, :]) * -10000.0), keep_prob=0.9)
    return tf.reshape(tf.transpose(tf.matmul(weights, value), [0, 2, 1, 3]), [-1, LENGTH, WIDTH])


def added(x, y, width=WIDTH):
    with tf.variable_scope('output'):
        y = tf.nn.dropout(dense(y, width, 'dense'), keep_prob=0.9)
        return tf.contrib.layers.layer_norm(x + y, begin_norm_axis=-1, begin_params_axis=-1, scope='LayerNorm')


tf.set_random_seed(1)
ids = tf.placeholder(tf.int32, [None, LENGTH])
mask = tf.placeholder(tf.float32, [None, LENGTH])
labels = tf.placeholder(tf.int32, [None])
with tf.variable_scope('bert/embeddings'):
    table = tf.get_variable('word_embeddings', [30522, WIDTH], initializer=tf.truncated_normal_initializer(stddev=0.02))
    x = tf.nn.embedding_lookup(table, ids)
for number in range(12):
    with tf.variable_scope('bert/encoder/layer_%d' % number):
        with tf.variable_scope('attention'):
            x = added(x, attention(x, mask))
        with tf.variable_scope('intermediate'):
            y = dense(x, 4 * WIDTH, 'dense', gelu)
        x = added(x, y)
logits = dense(tf.squeeze(x[:, 0:1, :], axis=1), 2, 'classifier')
loss = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(labels=labels, logits=logits))
train_op = tf.train.AdamOptimizer(1e-4).minimize(loss)
assert len(tf.trainable_variables()) == 195 and len(tf.get_default_graph().get_operations()) > 10000
"""
GRAPHS = ROOT / 'tests' / 'graphs' / 'golden'
# Use: the arguments of Python, in a folder that `prepare` has filled.
USES = {
    'run': ['-m', 'tf1_ref', 'run', 'one_line.py'],
    'bert': ['bert.py'],
    'port': ['-m', 'tf1_ref', 'port', 'legacy', '-o', 'ported', '--quiet'],
    'diff': ['-m', 'tf1_ref', 'diff', str(GRAPHS / 'resnet.meta'), str(GRAPHS / 'srcnn.meta')],
    'snapshot': ['-m', 'tf1_ref', 'snapshot', 'tf1_ref.models.whole:resnet'],
    'train': ['-m', 'tf1_ref.scripts.train_cnn', '--dataset=digits', '--training_epochs=1', '--log_dir=log'],
}  # fmt: skip
DIFFERENT = {'diff': 1}  # the exit codes that are not 0


def prepare(folder: pathlib.Path) -> None:
    """Writes what the uses need into an empty folder."""
    (folder / 'one_line.py').write_text(ONE_LINE)
    (folder / 'bert.py').write_text(BERT)
    (folder / 'legacy').mkdir()
    port_speed.write_files(folder / 'legacy', 30)


def processor_seconds(root: pathlib.Path, use: str) -> float:
    """Runs a use once, in a folder of its own, on the checkout in `root`; returns seconds of the processor."""
    environment = {**os.environ, 'PYTHONPATH': str(root), 'TF_CPP_MIN_LOG_LEVEL': '3', 'CUDA_VISIBLE_DEVICES': ''}
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryFile('w+') as said:
        prepare(pathlib.Path(folder))
        process = subprocess.Popen([sys.executable, *USES[use]], cwd=folder, env=environment, stdout=said, stderr=said)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != DIFFERENT.get(use, 0):
            said.seek(0)
            raise RuntimeError(f'{use} at {root} ended with {process.returncode}: {said.read()[-2000:]}')
    return usage.ru_utime + usage.ru_stime


def compare(before: pathlib.Path, uses: list[str], runs: int) -> dict[str, list[tuple[float, float]]]:
    """The pairs (seconds before, seconds now) of each use; a first pair, which compiles modules, is not counted."""
    found = {}
    for use in uses:
        pairs = [tuple(processor_seconds(root, use) for root in (before, ROOT)) for _ in range(runs + 1)]
        found[use] = pairs[1:]
        print(row(use, found[use]), flush=True)
    return found


def row(use: str, pairs: list[tuple[float, float]]) -> str:
    """A line of the table."""
    before, now = (statistics.median(side) for side in zip(*pairs, strict=True))
    ratios = sorted(after / first for first, after in pairs)
    verdict = 'slower' if is_slower(pairs) else 'no slower'
    middle = statistics.median(ratios)
    return f'| {use} | {before:.2f} s | {now:.2f} s | {middle:.3f} | {ratios[0]:.3f} to {ratios[-1]:.3f} | {verdict} |'


def is_slower(pairs: list[tuple[float, float]]) -> bool:
    """Whether the ratios are above LIMIT by more than noise."""
    ratios = [after / before for before, after in pairs]
    return statistics.median(ratios) > LIMIT and 4 * sum(ratio <= 1 for ratio in ratios) <= len(ratios)


def unpack(commit: str, folder: pathlib.Path, parser: argparse.ArgumentParser) -> None:
    """Puts the files of a commit into a folder; an unknown commit is an error of the command line."""
    archive = subprocess.run(['git', '-C', str(ROOT), 'archive', commit], capture_output=True)
    if archive.returncode:
        parser.error(archive.stderr.decode().strip())
    folder.mkdir(exist_ok=True)
    subprocess.run(['tar', '-x', '-C', folder], input=archive.stdout, check=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('commit', help='the earlier commit, of this repository')
    parser.add_argument('--runs', type=int, default=7, help='pairs of each use')
    parser.add_argument('--only', default=','.join(USES), help=f'some of {",".join(USES)}')
    arguments = parser.parse_args()
    uses = arguments.only.split(',')
    if set(uses) - set(USES):
        parser.error(f'--only={arguments.only}: the uses are {", ".join(USES)}')
    with tempfile.TemporaryDirectory() as folder:
        unpack(arguments.commit, pathlib.Path(folder), parser)
        print('| use | before | now | ratio | of all pairs | |')
        print('|---' * 6 + '|')
        found = compare(pathlib.Path(folder), uses, arguments.runs)
    return int(any(map(is_slower, found.values())))


if __name__ == '__main__':
    sys.exit(main())
