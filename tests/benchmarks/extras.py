"""Every command in an environment without extras, with each extra alone, and with all of them: what it ends with.

    python -m tests.benchmarks.extras

builds a wheel of this checkout, installs it in environments in a temporary folder (`--folder` keeps them), runs each
command there and writes `extras.md` beside this file. The exit code is 1 if anything ended in a traceback. It needs the
network for pip, and some minutes.
"""

from __future__ import annotations

import argparse
import json
import os
import pathlib
import re
import sys
import tempfile

from tests import building, warm
from tests.arrows import ROOT
from tf1_ref.terminal import one_line

PAGE = pathlib.Path(__file__).with_suffix('.md')
EXTRAS = (
    '',
    'legacy',
    'port',
    'plots',
    'progress',
    'safetensors',
    'tensorboard',
    'graphs',
    'all',
)  # '' is none; 'dev' is in 'all'
SECONDS = 600
MAKES_FILES = 'scripts.train_mlp'  # for the commands behind it
FILES = {
    'plain.py': 'import tensorflow as tf\nx = tf.placeholder(tf.float32, [None, 3])\ny = 2 * x\n',
    'layers.py': 'import tensorflow as tf\ny = tf.layers.dense(tf.zeros([1, 2]), 3)\n',
    'keras.py': 'import tensorflow as tf\ny = tf.keras.layers.Dense(3)(tf.zeros([1, 2]))\n',
    'estimator.py': 'import tensorflow as tf\nprint(tf.estimator.RunConfig)\n',
    'slim.py': 'import tensorflow as tf\nslim = tf.contrib.slim\ny = slim.conv2d(tf.zeros([1, 5, 5, 2]), 3, 3)\n',
    'contrib.py': 'import tensorflow as tf\ny = tf.contrib.layers.fully_connected(tf.zeros([1, 2]), 3)\n',
    'cells.py': (
        'import tensorflow as tf\ncell = tf.nn.rnn_cell.BasicLSTMCell(3)\n'
        'y = tf.nn.dynamic_rnn(cell, tf.zeros([1, 5, 2]), dtype=tf.float32)\n'
    ),
    'python2.py': 'import tensorflow as tf\nprint tf.constant(1).op.name\n',
    'bare_except.py': 'import tensorflow as tf\ntry:\n    tf.layers.dense\nexcept ImportError:\n    print("without")\n',
}
RUN = {f'run {name}': ['run', name] for name in FILES if name != 'python2.py'}
TRAINING = ['--training_epochs=1', '--log_dir=runs/mlp']
# What stands behind `python -m`, by what it is called in the table.
COMMANDS = {
    **{name: ['tf1_ref', *arguments] for name, arguments in RUN.items()},
    'run --py2 python2.py': ['tf1_ref', 'run', '--py2', 'python2.py'],
    'port plain.py': ['tf1_ref', 'port', 'plain.py'],
    'port python2.py': ['tf1_ref', 'port', 'python2.py'],
    'doctor plain.py': ['tf1_ref', 'doctor', 'plain.py'],
    'doctor layers.py': ['tf1_ref', 'doctor', 'layers.py'],
    'symbols tf.layers': ['tf1_ref', 'symbols', 'tf.layers'],
    'diff plain.py layers.py': ['tf1_ref', 'diff', 'plain.py', 'layers.py'],
    'diff plain.py cells.py -o page.html': ['tf1_ref', 'diff', '--as=graph', 'plain.py', 'cells.py', '-o', 'page.html'],
    'diff --list': ['tf1_ref', 'diff', '--list'],
    'snapshot plain.py': ['tf1_ref', 'snapshot', 'plain.py'],
    'snapshot layers.py': ['tf1_ref', 'snapshot', 'layers.py'],
    'tree slim.py': ['tf1_ref', 'tree', 'slim.py'],
    'scripts.train_mlp': ['tf1_ref.scripts.train_mlp', *TRAINING],
    'checkpoint CKPT': ['tf1_ref', 'checkpoint', 'runs/mlp/checkpoints/model.ckpt-1'],
    'checkpoint CKPT --write=w.npz': ['tf1_ref', 'checkpoint', 'runs/mlp/checkpoints/model.ckpt-1', '--write=w.npz'],
    'checkpoint CKPT --write=w.safetensors': [
        'tf1_ref', 'checkpoint', 'runs/mlp/checkpoints/model.ckpt-1', '--write=w.safetensors'
    ],
    'scripts.predict': ['tf1_ref.scripts.predict', '--log_dir=runs/mlp', '0.3,0.1'],
    'scripts.export': ['tf1_ref.scripts.export', '--log_dir=runs/mlp'],
    'scripts.report': ['tf1_ref.scripts.report', '--log_dir=runs'],
    'tour': ['tf1_ref', 'tour'],
    'genuine --where': ['tf1_ref', 'genuine', '--where'],
    'verify plain.py': ['tf1_ref', 'verify', 'plain.py'],
    '--completion bash': ['tf1_ref', '--completion', 'bash'],
}  # fmt: skip
_MISSING = re.compile(r"(\S+) is not installed; install it with: pip install 'tf1_ref\[(\w+)\]'")
HEAD = """\
# Without extras, with each alone, with all

Written by `python -m tests.benchmarks.extras`, which installs a wheel in an environment for each column and runs each
command there, `python -m` before it. A number is an exit code: 0 done, 1 something differs, is missing or failed, 2 one
line says what to do. Where that line names an extra, it stands behind the code. Nothing ends in a traceback of this
project: {tracebacks} of {count} did.

"""


def main() -> int:
    """Makes the environments, runs the commands, writes the page; returns 1 if there was a traceback."""
    parser = argparse.ArgumentParser(prog='python -m tests.benchmarks.extras', description=__doc__.splitlines()[0])
    parser.add_argument('--folder', type=pathlib.Path, help='where the environments are made, and kept')
    parser.add_argument('--only', action='append', metavar='EXTRA', help='only this column, printed and not written')
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = (options.folder or pathlib.Path(temporary)).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        pythons = environments(folder, options.only or EXTRAS)
        found = {extra: outcomes(python, folder / f'{extra or "none"}.json') for extra, python in pythons.items()}
    text = page(found)
    if options.only:
        print(text)
    else:
        PAGE.write_text(text, encoding='utf-8')
    return int('traceback' in text.partition('\n|')[2])


def environments(folder: pathlib.Path, extras) -> dict[str, pathlib.Path]:
    """The Python of an environment for each extra; all but the first see the packages of the one without."""
    wheels = folder / 'wheels'
    wheels.mkdir(exist_ok=True)
    if not list(wheels.glob('*.whl')):
        with tempfile.TemporaryDirectory() as sources:
            building.wheel(building.sources(pathlib.Path(sources) / 'tf1_ref'), wheels)
    (wheel,) = wheels.glob('*.whl')
    pythons, bare = {}, folder / 'none'
    constraints = ['-c', str(ROOT / '.ci' / 'constraints.txt')]
    for extra in ('', *(extra for extra in extras if extra)):
        place = folder / (extra or 'none')
        pythons[extra] = python = place / 'bin' / 'python'
        if (place / 'done').exists():
            continue
        print(f'Installing {wheel.name}[{extra}]', file=sys.stderr, flush=True)
        building.run(sys.executable, '-m', 'venv', '--clear', place)
        if extra:
            (packages,) = bare.glob('lib/*/site-packages')
            (site,) = place.glob('lib/*/site-packages')
            (site / 'bare.pth').write_text(f'{packages}\n')
        building.run(python, *building.PIP, 'install', *constraints, f'{wheel}[{extra}]' if extra else wheel)
        (place / 'done').touch()
    return {extra: pythons[extra] for extra in extras}


def outcomes(python: pathlib.Path, kept: pathlib.Path) -> dict[str, str]:
    """What each command ends with, in one new folder; what is kept in a JSON file already is not run again."""
    found = json.loads(kept.read_text()) if kept.exists() else {}
    with tempfile.TemporaryDirectory(dir=kept.parent) as work:
        for name, text in FILES.items():
            (pathlib.Path(work) / name).write_text(text)
        server = warm.Server({'TF_CPP_MIN_LOG_LEVEL': '3'}, warm.TENSORFLOW, python)
        try:
            for name, arguments in COMMANDS.items():
                if name not in found or name == MAKES_FILES:
                    found[name] = outcome(server, python, arguments, work)
                    kept.write_text(json.dumps(found))
        finally:
            server.end()
    return found


def outcome(server: warm.Server, python: pathlib.Path, arguments: list[str], work: str) -> str:
    """What a command ends with, as it stands in the table."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(('PYTHON', 'TF_'))}
    environment |= {'PATH': f'{python.parent}{os.pathsep}{environment["PATH"]}', 'TF_CPP_MIN_LOG_LEVEL': '3'}
    code, output, errors = server.run({'arguments': ['-m', *arguments], 'cwd': work, 'env': environment}, b'', SECONDS)
    if code is None:
        return f'not over after {SECONDS} s'
    return said(code, output.decode(errors='replace'), errors.decode(errors='replace'))


def said(code: int, output: str, errors: str) -> str:
    """The cell for an exit code and what was printed; a traceback is shown in its place."""
    if 'Traceback (most recent call last)' in output + errors or code < 0:
        return f'{code}: traceback, {one_line((errors or output).strip().splitlines()[-1])}'
    missing = _MISSING.search(errors) or _MISSING.search(output)
    return f'{code}, {missing[2]}' if missing else str(code)


def page(found: dict[str, dict[str, str]]) -> str:
    """The page of what the commands ended with, by extra and command."""
    titles = [extra or 'none' for extra in found]
    rows = [f'| | {" | ".join(titles)} |', f'|---|{"---|" * len(titles)}']
    rows += [f'| `{name}` | {" | ".join(column[name] for column in found.values())} |' for name in COMMANDS]
    cells = [cell for column in found.values() for cell in column.values()]
    head = HEAD.format(tracebacks=sum('traceback' in cell for cell in cells), count=len(cells))
    return head + '\n'.join(rows) + '\n'


if __name__ == '__main__':
    sys.exit(main())
