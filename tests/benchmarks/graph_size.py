"""The graph tools' time and memory, from a thousand to a hundred thousand nodes. Prints a Markdown table.

  python -m tests.benchmarks.graph_size

The graphs are residual networks of the deck's blocks with its BatchNorm, with gradients and Adam, saved as GraphDef
files (they take some minutes to be built); the other side of the diff is a copy under other names. Each command is a
process of its own, bound to one core; its start is counted.
"""

from __future__ import annotations

import argparse
import json
import os
import pathlib
import subprocess
import sys
import tempfile

from tf1_ref.compat import tf
from tf1_ref.graphs.reading.sources import open_graph
from tf1_ref.layers.conv import Conv2D
from tf1_ref.layers.dense import Dense
from tf1_ref.layers.residual import residual_block
from tf1_ref.training.optimizers import adam

# Some 530 nodes each, and about 200 besides.
BLOCKS = (2, 6, 19, 57, 190)
CHANNELS = 4
RENAMED = 'renamed_'
# A process in between, small itself, since the system counts the memory of who starts a process as that process's own.
MEASURED = """
import json, os, resource, subprocess, sys, time
if hasattr(os, 'sched_setaffinity'):
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
start = time.perf_counter()
code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode
seconds, used = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
memory = used.ru_maxrss / (1e6 if sys.platform == 'darwin' else 1e3)
print(json.dumps([code, seconds, used.ru_utime + used.ru_stime, memory]))
"""
ROOT = pathlib.Path(__file__).resolve().parents[2]


def build(blocks):
    """The GraphDef of a residual network of so many blocks, while it is trained."""
    with tf.Graph().as_default():
        x = tf.placeholder(tf.float32, [None, 8, 8, 1])
        y = tf.placeholder(tf.float32, [None, 10])
        is_train = tf.placeholder_with_default(True, [])
        h = Conv2D(x, [3, 3, 1, CHANNELS], [1, 1, 1, 1], 'SAME', 'conv0')
        for number in range(blocks):
            with tf.variable_scope(f'block{number}'):
                h = residual_block(h, is_train)
        logit = Dense(tf.reduce_mean(h, [1, 2]), [CHANNELS, 10], 'fc')
        adam(tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits_v2(labels=y, logits=logit)), 0.001)
        return tf.get_default_graph().as_graph_def()


def renamed(graph_def):
    """A copy in which every operation has another name."""
    copy = type(graph_def)()
    copy.CopyFrom(graph_def)
    for node in copy.node:
        node.name = RENAMED + node.name
        for index, name in enumerate(node.input):
            node.input[index] = f'^{RENAMED}{name[1:]}' if name.startswith('^') else RENAMED + name
        if '_class' in node.attr:
            places = node.attr['_class'].list.s
            places[:] = [place.replace(b'loc:@', b'loc:@' + RENAMED.encode()) for place in places]
    return copy


def measure(*arguments):
    """Runs `python -m tf1_ref ARGUMENTS` on one core; returns exit code, seconds, processor seconds, peak MB."""
    command = [sys.executable, '-c', MEASURED, sys.executable, '-m', 'tf1_ref', *map(str, arguments)]
    environment = {**os.environ, 'PYTHONPATH': str(ROOT)}
    return json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True, env=environment).stdout)


def row(blocks, folder):
    """(nodes, bytes, what `measure` says of the snapshot, and of the diff) for one graph, which is kept in `folder`."""
    original, copy = (pathlib.Path(folder) / f'{name}{blocks}.pb' for name in ('', RENAMED))
    if not copy.exists():
        graph_def = build(blocks)
        original.write_bytes(graph_def.SerializeToString())
        copy.write_bytes(renamed(graph_def).SerializeToString())
    nodes = len(open_graph(str(original)).ops)
    return nodes, original.stat().st_size, measure('snapshot', original), measure('diff', original, copy)


def table(rows):
    """The lines of the table."""
    lines = [
        '| nodes | file | snapshot | its memory | diff against a renamed copy | its memory |',
        '|---|---|---|---|---|---|',
    ]
    for nodes, size, *runs in rows:
        cells = [f'{nodes:,}', f'{size / 1e6:.1f} MB']
        for _, seconds, processor, memory in runs:
            cells += [f'{seconds:.1f} s ({processor:.1f} s of the processor)', f'{memory:.0f} MB']
        lines.append(f'| {" | ".join(cells)} |')
    return lines


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--blocks', default=','.join(map(str, BLOCKS)), help='depths of the networks')
    parser.add_argument('--folder', help='keeps the graphs there, and uses those that are there')
    arguments = parser.parse_args()
    rows = []
    with tempfile.TemporaryDirectory() as temporary:
        for blocks in arguments.blocks.split(','):
            rows.append(row(int(blocks), arguments.folder or temporary))
            print(rows[-1], file=sys.stderr, flush=True)
    print('\n'.join(table(rows)))
    return 0 if all(snapshot[0] == 0 and diff[0] in (0, 1) for _, _, snapshot, diff in rows) else 2


if __name__ == '__main__':
    sys.exit(main())
