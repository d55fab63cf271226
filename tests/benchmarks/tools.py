"""What the tools cost that read much: port, doctor, diff and checkpoint, beside what port and diff cost at a commit.

  python -m tests.benchmarks.tools 660929f                            all four; some minutes, and twice 5 GB in --folder
  python -m tests.benchmarks.tools 660929f --only=port --sources=CLONES --runs=3

Each command is a process of its own; its start is counted, and so is all that it imports in the peak of its memory
(that of the largest process, where there are several). Runs of the two that are compared take turns; what is shown are
medians, and the median of the ratios of pairs.

port        the folder --sources, by default 100,000 lines that are made for it: earlier commit and today
doctor      all files of the same folder: port of today and doctor of today
diff        a graph of 100,000 nodes and a renamed copy (tests/benchmarks/graph_size.py): earlier commit and today
checkpoint  5 GB (--gigabytes) in variables of 256 MB: list, write .npz and .safetensors; today only
"""

from __future__ import annotations

import argparse
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
from typing import NamedTuple

from tests.benchmarks import against, port_speed

TOOLS = ('port', 'doctor', 'diff', 'checkpoint')
BLOCKS = 190  # of the graph of 100,000 nodes
VARIABLE = 1 << 28  # bytes
# A process in between, small itself, since the system counts the memory of who starts a process as that process's own.
MEASURED = """
import json, resource, subprocess, sys, time
start = time.perf_counter()
code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode
seconds, used = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
memory = used.ru_maxrss / (1e6 if sys.platform == 'darwin' else 1e3)
print(json.dumps([code, seconds, used.ru_utime + used.ru_stime, memory]))
"""


class Run(NamedTuple):
    """One run: its exit code, seconds on the clock and of the processors, and peak memory in MB."""

    code: int
    seconds: float
    processor: float
    memory: float


def run(root: pathlib.Path, *arguments: str) -> Run:
    """Runs `python -m tf1_ref ARGUMENTS` of the checkout in `root`."""
    command = [sys.executable, '-c', MEASURED, sys.executable, '-m', 'tf1_ref', *map(str, arguments)]
    environment = {**os.environ, 'PYTHONPATH': str(root)}
    with tempfile.TemporaryDirectory() as empty:  # `python -m` looks for modules in the working folder first
        done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment, cwd=empty)
    found = Run(*json.loads(done.stdout.splitlines()[-1]))
    if found.code not in (0, 1):
        raise RuntimeError(f'{" ".join(map(str, arguments))} at {root} ended with {found.code}: {done.stderr[-2000:]}')
    return found


def pairs(first, second, runs):
    """Runs of two functions that take turns."""
    return [(first(), second()) for _ in range(runs)]


def row(what: str, found: list[tuple[Run, Run]]) -> str:
    """A line of the table: how many times the first of each pair took what the second did."""
    cells = []
    for side in zip(*found, strict=True):
        seconds, processor, memory = (statistics.median(values) for values in list(zip(*side, strict=True))[1:])
        cells += [f'{seconds:.2f} s', f'{processor:.2f} s', f'{memory:.0f} MB']
    ratios = [statistics.median(one[part] / other[part] for one, other in found) for part in (1, 2)]
    return f'| {what} | {" | ".join(cells)} | {ratios[0]:.2f} | {ratios[1]:.2f} |'


def ported(before, sources, folder, runs):
    """The row of port."""
    out = folder / 'ported'

    def of(root):
        subprocess.run(['rm', '-rf', out], check=True)
        return run(root, 'port', sources, '-o', out, '--quiet')

    return row('port', pairs(lambda: of(before), lambda: of(against.ROOT), runs))


def diagnosed(sources, folder, runs):
    """The row of doctor."""
    files = sorted(map(str, sources.rglob('*.py')))
    out = folder / 'ported'

    def port():
        subprocess.run(['rm', '-rf', out], check=True)
        return run(against.ROOT, 'port', sources, '-o', out, '--quiet')

    return row('port, doctor', pairs(port, lambda: run(against.ROOT, 'doctor', *files), runs))


def compared(before, folder, runs, blocks=BLOCKS):
    """The row of diff; the graphs stay in the folder, and are taken from there."""
    original, copy = folder / f'{blocks}.pb', folder / f'renamed_{blocks}.pb'
    if not copy.exists():
        from tests.benchmarks import graph_size

        graph_def = graph_size.build(blocks)
        original.write_bytes(graph_def.SerializeToString())
        copy.write_bytes(graph_size.renamed(graph_def).SerializeToString())
    return row(
        'diff', pairs(*(lambda root=root: run(root, 'diff', original, copy) for root in (before, against.ROOT)), runs)
    )


def write_checkpoint(prefix: pathlib.Path, variables: int, size: int = VARIABLE) -> None:
    """Writes a checkpoint of so many float32 variables of `size` bytes, one after the other."""
    import numpy as np

    from tf1_ref.compat import tf

    parts = [f'{prefix}-part{number}' for number in range(variables)]
    for number, part in enumerate(parts):
        value = np.random.default_rng(number).random((1024, size // 4096), np.float32)
        with tf.Graph().as_default(), tf.Session() as sess:
            fed = tf.placeholder(tf.float32, value.shape)
            save = tf.raw_ops.SaveV2(prefix=part, tensor_names=[f'v{number}'], shape_and_slices=[''], tensors=[fed])
            sess.run(save, {fed: value})
    with tf.Graph().as_default(), tf.Session() as sess:
        sess.run(tf.raw_ops.MergeV2Checkpoints(checkpoint_prefixes=parts, destination_prefix=str(prefix)))


def streamed(folder, variables, size=VARIABLE):
    """The lines of checkpoint."""
    prefix = folder / 'model.ckpt'
    # In a process of its own: what it holds does not count.
    code = f'from tests.benchmarks import tools; tools.write_checkpoint({str(prefix)!r}, {variables}, {size})'
    environment = {**os.environ, 'PYTHONPATH': str(against.ROOT), 'TF_CPP_MIN_LOG_LEVEL': '3'}
    subprocess.run([sys.executable, '-c', code], check=True, env=environment)
    for what, arguments in (
        ('list', []),
        ('write .npz', [f'--write={folder}/w.npz']),
        ('write .safetensors', [f'--write={folder}/w.safetensors']),
    ):
        found = run(against.ROOT, 'checkpoint', prefix, *arguments)
        for written in folder.glob('w.*'):
            written.unlink()
        yield (
            f'| checkpoint of {variables * size / 1e9:.1f} GB: {what} | {found.seconds:.1f} s '
            f'| {found.processor:.1f} s | {found.memory:.0f} MB |'
        )
    for part in folder.glob(f'{prefix.name}*'):
        part.unlink()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('commit', help='the earlier commit, of this repository')
    parser.add_argument('--only', default=','.join(TOOLS), help=f'some of {",".join(TOOLS)}')
    parser.add_argument('--runs', type=int, default=5, help='pairs of each')
    parser.add_argument('--sources', type=pathlib.Path, help='a folder of TensorFlow 1 code, for port and doctor')
    parser.add_argument('--files', type=int, default=1000, help='of a hundred lines, where there is no --sources')
    parser.add_argument('--folder', type=pathlib.Path, help='where graphs are kept, and checkpoints written')
    parser.add_argument('--gigabytes', type=float, default=5, help='size of the checkpoint')
    options = parser.parse_args()
    options.sources = options.sources and options.sources.resolve()
    options.folder = options.folder and options.folder.resolve()
    wanted = options.only.split(',')
    if set(wanted) - set(TOOLS):
        parser.error(f'--only={options.only}: the tools are {", ".join(TOOLS)}')
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.folder or pathlib.Path(temporary)
        before = pathlib.Path(temporary) / 'before'
        against.unpack(options.commit, before, parser)
        sources = options.sources
        if sources is None:
            sources = pathlib.Path(temporary) / 'sources'
            sources.mkdir()
            port_speed.write_files(sources, options.files)
        print('| | first | processors | memory | second | processors | memory | times faster | by the processors |')
        print('|---' * 9 + '|')
        if 'port' in wanted:
            print(ported(before, sources, pathlib.Path(temporary), options.runs), flush=True)
        if 'doctor' in wanted:
            print(diagnosed(sources, pathlib.Path(temporary), options.runs), flush=True)
        if 'diff' in wanted:
            print(compared(before, folder, options.runs), flush=True)
        if 'checkpoint' in wanted:
            print('\n| | time | processors | memory |\n|---|---|---|---|')
            for line in streamed(folder, max(1, round(options.gigabytes * 1e9 / VARIABLE))):
                print(line, flush=True)
    return 0


if __name__ == '__main__':
    sys.exit(main())
