"""How the cost of a training step grows: with the batch, with the depth of the network, with the number of images.

  python -m tests.benchmarks.step_cost
  python -m tests.benchmarks.step_cost --quick --page=/tmp/step_cost.md

- batch: the deck's CNN on random images, 1 to 8,192 examples a step.
- depth: 1 to 50 of the deck's residual blocks of 8 channels, on batches of 32; and the seconds until its first step is
  done, in which the graph is built.
- data: the deck's CNN on batches of 100, read by `tf.data` from plain IDX files of 10,000 to 10 million images (7.8 GB,
  which are written to --data, in the system's folder for temporary files, and removed at the end). Beside it: images a
  second of the reading alone, and the most memory that the process had.

Each point is a process of its own, which makes steps for so many --seconds, and says the median of what one took. The
page, its JSON and its picture are written after each; a second run goes on where the first one ended.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import textwrap
import time

from tf1_ref.files import write_json

MODULE = 'tests.benchmarks.step_cost'
ROOT = pathlib.Path(__file__).resolve().parents[2]
POINTS = {
    'batch': [1, 8, 64, 128, 512, 2048, 8192],
    'depth': [1, 2, 5, 10, 20, 50],
    'data': [10_000, 100_000, 1_000_000, 10_000_000],
}
QUICK = {'batch': [1, 64, 512], 'depth': [1, 2, 5], 'data': [1_000, 10_000]}
WARM, LEAST, BLOCK = 3, 5, 1_000  # steps that do not count, steps that do at least, images written at a time
HEAD = """# What a training step costs

Written by `python -m tests.benchmarks.step_cost`, which says what is measured: medians of the steps of one process
each, {seconds:g} s long, on {cores} cores, and the time of all processors, which other work changes less. The load of
the machine was {load}. What is for one example or block, and straight lines, are of processor time.{quick}

"""
READ = {
    'batch': (
        'Of a small batch most is what a step costs whatever is in it: waking threads, some 40 kernels. With '
        'a few hundred examples that no longer counts, and one more costs what the others did.'
    ),
    'depth': (
        'A step grows by the same for each block; the graph is built once, and its first step, in which TensorFlow '
        'looks over the whole graph, grows with it.'
    ),
    'data': (
        'A step costs the same however many images there are, as no more than those are held among which it is '
        'shuffled. What is read for the first time comes from the disk, what was just written from memory.'
    ),
}


def main() -> int:
    """Measures what is missing on the page, and writes it; returns 0."""
    parser = argparse.ArgumentParser(
        prog=f'python -m {MODULE}',
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument('--quick', action='store_true', help='a few small points')
    parser.add_argument('--seconds', type=float, default=5.0, help='of steps, for each point (default: %(default)s)')
    parser.add_argument(
        '--page', type=pathlib.Path, default=pathlib.Path('step_cost.md'), help='(default: ./step_cost.md)'
    )
    parser.add_argument('--data', type=pathlib.Path, help='existing folder for the images, 7.9 GB; kept in it')
    options = parser.parse_args()
    if not 0 < options.seconds < math.inf:
        parser.error('--seconds is above 0')
    points, target = QUICK if options.quick else POINTS, options.page.with_suffix('.json')
    settings = {'seconds': options.seconds, 'cores': os.cpu_count(), 'quick': options.quick}
    content = {**settings, 'found': {kind: {} for kind in points}}
    if target.exists():
        content = json.loads(target.read_bytes())
        if {name: content.get(name) for name in settings} != settings:
            parser.error(f'--page: {target} has other settings; give another page, or remove it')
    with tempfile.TemporaryDirectory() as folder:
        for kind, sizes in points.items():
            for size in sizes:
                if str(size) in content['found'][kind]:
                    continue
                print(f'{kind} {size:,}', file=sys.stderr, flush=True)
                content['found'][kind][str(size)] = process(kind, size, options.seconds, options.data or folder)
                write_json(target, content)
                write(content, options.page)
    print(options.page.read_text(encoding='utf-8'))
    return 0


def process(kind: str, size: int, seconds: float, folder: pathlib.Path | str) -> dict:
    """Measures a point in a process of its own."""
    code = f'import json; from {MODULE} import measure; '
    code += f'print(json.dumps(measure({kind!r}, {size}, {seconds}, {os.fspath(folder)!r})))'
    command = [sys.executable, '-c', code]
    environment = {**os.environ, 'PYTHONPATH': str(ROOT), 'TF_CPP_MIN_LOG_LEVEL': '3'}
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=environment)
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ['no message'])[-1]
        sys.exit(f'{kind} {size:,} ended with {done.returncode}: {last}')
    return json.loads(done.stdout.splitlines()[-1])


def measure(kind: str, size: int, seconds: float, folder: pathlib.Path | str) -> dict:
    """A point: ms of a `step`, and of `processor`s; seconds to the `first`; MB of `memory`; images `read` a second."""
    import numpy as np

    from tf1_ref.compat import tf
    from tf1_ref.models import cnn

    started = time.perf_counter()
    tf.set_random_seed(1)
    feed, extra = {}, {}
    if kind == 'data':
        images, labels = files(pathlib.Path(folder), size)
        started = time.perf_counter()
        from tf1_ref.data import streams

        x, y = tf.data.make_one_shot_iterator(streams.batches(images, labels, 100)).get_next()
        cost = cnn.cnn(x, y)['cost']
    else:
        batch = size if kind == 'batch' else 32
        x, y = cnn.placeholders()
        cost = cnn.cnn(x, y)['cost'] if kind == 'batch' else deep(tf, x, y, size)
        random = np.random.RandomState(0)
        feed = {x: random.rand(batch, 28, 28, 1).astype('f'), y: np.eye(10, dtype='f')[random.randint(10, size=batch)]}
    train_op = tf.train.GradientDescentOptimizer(0.01).minimize(cost)
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        sess.run(train_op, feed)
        extra['first'] = time.perf_counter() - started
        times, processor = timed(lambda: sess.run(train_op, feed), seconds)
        if kind == 'data':  # alone: the gradients are not asked for
            batches, _ = timed(lambda: sess.run([x.op, y.op]), seconds)
            extra['read'] = 100 * len(batches) / sum(batches)
    found = {'step': 1000 * statistics.median(times), 'processor': 1000 * processor, 'steps': len(times)}
    return {**found, 'memory': memory(), 'load': os.getloadavg()[0], **extra}


def deep(tf, x, y, blocks):
    """The cost of a network of so many of the deck's residual blocks."""
    from tf1_ref.layers.conv import Conv2D
    from tf1_ref.layers.dense import Dense
    from tf1_ref.layers.residual import residual_block

    h = Conv2D(x, [3, 3, 1, 8], [1, 2, 2, 1], 'SAME', 'conv0')
    is_train = tf.constant(True)
    for number in range(blocks):
        with tf.variable_scope(f'block{number}'):
            h = residual_block(h, is_train)
    logit = Dense(tf.reduce_mean(h, [1, 2]), [8, 10], 'fc')
    return tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits_v2(logits=logit, labels=y))


def timed(step, seconds: float) -> tuple[list[float], float]:
    """The seconds of each call for which there is time, behind some that do not count; and those of the processors."""
    for _ in range(WARM):
        step()
    times, until, used = [], time.perf_counter() + seconds, time.process_time()
    while len(times) < LEAST or time.perf_counter() < until:
        started = time.perf_counter()
        step()
        times.append(time.perf_counter() - started)
    return times, (time.process_time() - used) / len(times)


def files(folder: pathlib.Path, size: int) -> tuple[pathlib.Path, pathlib.Path]:
    """IDX files of so many made-up images and of their labels, written if they are not there."""
    import numpy as np

    from tf1_ref.data import idx, streams

    random = np.random.RandomState(0)
    arrays = random.randint(0, 256, [BLOCK, 28, 28]).astype(np.uint8), (np.arange(BLOCK) % 10).astype(np.uint8)
    found = []
    for name, array in zip(('images', 'labels'), arrays, strict=True):
        found.append(folder / f'{name}-{size}')
        if not found[-1].exists():
            idx.write(folder / f'{name}-block', array)
            streams.convert(folder / f'{name}-block', found[-1], size // BLOCK)
    return found[0], found[1]


def memory() -> float:
    """The most memory that this process has had, in MB."""
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == 'darwin' else 1e3)


def line(points: dict[float, float]) -> tuple[float, float]:
    """The straight line with the smallest relative errors: its fixed part, and what one more costs."""
    weights = [1 / value**2 for value in points.values()]
    total = sum(weights)
    x = sum(weight * size for weight, size in zip(weights, points, strict=True)) / total
    y = sum(weight * value for weight, value in zip(weights, points.values(), strict=True)) / total
    across = sum(weight * (size - x) ** 2 for weight, size in zip(weights, points, strict=True))
    up = sum(w * (size - x) * (value - y) for w, (size, value) in zip(weights, points.items(), strict=True))
    slope = up / across if across else 0.0
    return y - slope * x, slope


def write(content: dict, target: pathlib.Path) -> None:
    """Writes the page, and beside it the picture where Matplotlib is installed."""
    quick = ' At a small setting (`--quick`), for a look.' if content['quick'] else ''
    loads = [row['load'] for points in content['found'].values() for row in points.values()]
    load = f'{min(loads):.1f} to {max(loads):.1f}'
    text, picture = HEAD.format(**{**content, 'quick': quick, 'load': load}), target.with_suffix('.png')
    if draw(content['found'], picture):
        text += f'![Milliseconds a step]({picture.name})\n\n'
    text += '\n'.join(part for kind, found in content['found'].items() if found for part in table(kind, found))
    target.write_text(text, encoding='utf-8')


def table(kind: str, found: dict) -> list[str]:
    """A section of the page."""
    unit = {'batch': 'example', 'depth': 'block', 'data': 'million images'}[kind]
    heads = {
        'batch': '| batch | ms a step | of processors | microseconds an example |',
        'depth': '| blocks | ms a step | of processors | ms a block | seconds to the first step |',
        'data': '| images | ms a step | of processors | images a second, read alone | most memory, MB |',
    }
    lines = [f'## {kind}', '', heads[kind], '|---' * (heads[kind].count('|') - 1) + '|']
    for size, row in ((int(size), row) for size, row in found.items()):
        rest = {
            'batch': lambda size, row: [f'{1000 * row["processor"] / size:,.0f}'],
            'depth': lambda size, row: [f'{row["processor"] / size:.2f}', f'{row["first"]:.1f}'],
            'data': lambda size, row: [f'{row["read"]:,.0f}', f'{row["memory"]:,.0f}'],
        }[kind](size, row)
        lines.append(f'| {size:,} | {row["step"]:.2f} | {row["processor"]:.2f} | ' + ' | '.join(rest) + ' |')
    fixed, slope = line({int(size) / (1e6 if kind == 'data' else 1): row['processor'] for size, row in found.items()})
    said = f'The straight line that is nearest: {fixed:.2f} ms, and {slope:.3g} ms for one more {unit}.'
    said = f'{said} {READ[kind]}' if len(found) > 1 else READ[kind]
    return [*lines, '', textwrap.fill(said, 120), '']


def draw(found: dict, target: pathlib.Path) -> bool:
    """Draws a panel for each kind, with the nearest straight line; returns whether there is a Matplotlib for it."""
    try:
        import matplotlib
    except ImportError:
        return False
    matplotlib.use('agg')
    from matplotlib import pyplot

    found = {kind: points for kind, points in found.items() if points}
    figure, panels = pyplot.subplots(1, len(found), squeeze=False, figsize=(4.6 * len(found), 3.6))
    labels = {'batch': 'examples of a batch', 'depth': 'residual blocks', 'data': 'images on disk'}
    for panel, (kind, points) in zip(panels[0], found.items(), strict=True):
        steps = {int(size): row['processor'] for size, row in points.items()}
        panel.plot(list(steps), list(steps.values()), 'o', color='tab:blue', label='measured')
        if len(steps) > 1:
            fixed, slope = line(steps)
            sizes = [min(steps) * (max(steps) / min(steps)) ** (part / 100) for part in range(101)]
            panel.plot(sizes, [fixed + slope * size for size in sizes], color='tab:orange', label='straight line')
        panel.set(xscale='log', yscale='log', title=kind, xlabel=labels[kind], ylabel='processor ms a step')
        panel.set_ylim(min(steps.values()) / 2, 2 * max(steps.values()))
        panel.legend()
    figure.tight_layout()
    figure.savefig(target, dpi=90)
    pyplot.close(figure)
    return True


if __name__ == '__main__':
    sys.exit(main())
