"""The table and the picture of what was measured."""

from __future__ import annotations

import math
import pathlib
import statistics

from tf1_ref import terminal

SHOWN = {
    '1.15.5': "TensorFlow 1.15.5, the slide's loop",
    'loop': "this project, the slide's loop",
    'long_run': 'this project, `long_run`',
    'callable': '`--input=callable`',
    'dataset': '`--input=dataset`',
    'resident': '`--input=resident`',
    'inline': '`--input=inline`',
    'towers': '`--input=callable --towers=2`',
    'bare': 'the bare step: a callable on slices',
    'xla': "the slide's loop, XLA for all that it can compile",
    'one_thread': "the slide's loop, one thread within an op",
    'no_onednn': "the slide's loop without oneDNN",
    'keras': 'Keras 3, `fit`',
    'torch': 'PyTorch, eager',
    'torch.compile': 'PyTorch, `torch.compile`',
    'jax': 'JAX, `jit`',
}
OURS = ('loop', 'long_run', 'callable', 'dataset', 'resident', 'inline', 'towers')
HEAD = """# Speed of training

Written by `python -m tests.benchmarks.speed`, which says how it is measured: {rounds} processes of each way, taking
turns, {counted} of each counted, {cores} cores. Batches of 100. Seconds are medians, beside them the smallest and
the largest. "Whole" is the process from start to end, {all_epochs} epochs and the imports included.
"""
COLUMNS = "| way | seconds an epoch | smallest to largest | of the slide's loop | of the bare step | whole |"


def write(content: dict, target: pathlib.Path) -> None:
    """Writes the page, and beside it the picture where Matplotlib is installed."""
    picture = target.with_suffix('.png')
    counted = terminal.counted(content['epochs'], 'epoch')
    lines = [HEAD.format(**content, counted=counted, all_epochs=content['epochs'] + 1)]
    if draw(content['found'], picture):
        lines.append(f'![Seconds an epoch, by workload and way]({picture.name})\n')
        lines.append('Orange: ways of this project.\n')
    for name, ways in content['found'].items():
        lines += [f'## {name}', '', COLUMNS, '|---' * 6 + '|', *rows(ways), '']
        lines += [f'{SHOWN[way]}: not measured; {row["missing"]}.\n' for way, row in ways.items() if 'missing' in row]
    target.write_text('\n'.join(lines), encoding='utf-8')


def rows(ways: dict) -> list[str]:
    """The rows of a workload; ratios are of medians."""
    medians = {way: statistics.median(row['seconds']) for way, row in ways.items() if 'missing' not in row}
    found = []
    for way, median in medians.items():
        seconds = ways[way]['seconds']
        ratios = [f'{median / medians[other]:.2f}' if other in medians else '' for other in ('loop', 'bare')]
        found.append(
            f'| {SHOWN[way]} | {median:.3f} | {min(seconds):.3f} to {max(seconds):.3f} | {ratios[0]} | {ratios[1]} '
            f'| {statistics.median(ways[way]["whole"]):.1f} |'
        )
    return found


def draw(found: dict, target: pathlib.Path) -> bool:
    """Draws a panel of bars for each workload; returns whether there is a Matplotlib to draw it."""
    try:
        import matplotlib
    except ImportError:
        return False
    matplotlib.use('agg')
    from matplotlib import pyplot

    across = min(3, len(found))
    down = math.ceil(len(found) / across)
    height = 1.2 + 0.22 * max(map(len, found.values()))  # so that no name of a way touches the next
    figure, panels = pyplot.subplots(down, across, figsize=(5.2 * across, height * down), squeeze=False)
    for panel in panels.flat[len(found) :]:
        panel.axis('off')
    for panel, (name, ways) in zip(panels.flat, found.items(), strict=False):
        there = [way for way, row in ways.items() if 'missing' not in row]
        middle = [statistics.median(ways[way]['seconds']) for way in there]
        colours = ['tab:orange' if way in OURS else 'tab:blue' for way in there]
        panel.barh(there, middle, color=colours)
        for at, value in enumerate(middle):
            panel.text(value, at, f' {value:.2f}', va='center')
        panel.set(title=name, xlabel='seconds an epoch', xlim=(0, 1.2 * max(middle, default=1)))
        panel.invert_yaxis()
    figure.tight_layout()
    figure.savefig(target, dpi=90)
    pyplot.close(figure)
    return True
