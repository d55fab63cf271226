"""`python -m tf1_ref verify`: unmodified scripts here, beside the same on the genuine TensorFlow 1.15."""

from __future__ import annotations

import json
import os
import pathlib
import subprocess
import sys
import tempfile

from tf1_ref.commands import DONE, FAILED, Parser
from tf1_ref.errors import InputError

REMEDY = (
    'name the Python of an environment that has it: --genuine=venv37/bin/python, made by '
    '`python3.7 -m venv venv37` and '
    "`venv37/bin/pip install tensorflow==1.15.5 'protobuf<3.21' 'numpy<1.19' 'h5py<3'`"
)

DESCRIPTION = """\
Runs each script twice, each time in a copy of its folder: on the genuine TensorFlow 1.15, and by `python -m tf1_ref
run` on the TensorFlow at hand. Compares the variables (names, shapes, order), the seeds of all random ops, and the
first results of Session.run (1e-3 relative). Python, NumPy and every new graph are seeded with 0.

Exit code: 0 all the same; 1 something differs; 2 could not compare."""


def main(arguments: list[str]) -> int:
    """Runs the command with the arguments behind its name; returns its exit code.

    Raises:
        InputError: there is no genuine TensorFlow, or no such script.
    """
    options = _parse(arguments)
    genuine = _genuine(options.genuine)
    rows = []
    for name in options.scripts:
        rows.append(_verify(pathlib.Path(name), genuine, options))
        if options.format == 'text':
            print(_line(rows[-1]), flush=True)
    counts = {verdict: sum(row['verdict'] == verdict for row in rows) for verdict in ('same', 'different')}
    if options.format == 'json':
        print(json.dumps(rows, indent=1))
    elif len(rows) > 1:
        print(f'{len(rows)} scripts: {counts["same"]} the same, {counts["different"]} different')
    return FAILED if counts['different'] else DONE


def _parse(arguments):
    parser = Parser('verify', DESCRIPTION)
    parser.add_argument('scripts', nargs='+', metavar='SCRIPT', help='a script; its folder is copied')
    parser.add_argument(
        '--genuine',
        default=_default_genuine(),
        metavar='PYTHON',
        help='the Python that has TensorFlow 1.15 (default: bin/python in the folder that TF1_REF_ORACLE names)',
    )
    parser.add_argument('--calls', type=int, default=10, help='how many results of Session.run to compare (default 10)')
    parser.add_argument('--timeout', type=float, default=600, help='seconds for each run (default 600)')
    parser.add_format()
    options = parser.parse_args(arguments)
    if options.calls < 1:
        parser.error(f'--calls={options.calls} is less than 1')
    return options


def _default_genuine():
    folder = os.environ.get('TF1_REF_ORACLE')
    return str(pathlib.Path(folder) / 'bin' / 'python') if folder else None


def _genuine(python):
    if python is None:
        raise InputError(f'the genuine TensorFlow 1.15 is needed; {REMEDY}')
    code = 'import importlib.util as u; print(u.find_spec("tensorflow_core") is not None)'
    try:
        done = subprocess.run([python, '-c', code], capture_output=True, text=True)
    except OSError as error:
        raise InputError(f'{python}: cannot be started ({error.strerror}); {REMEDY}') from error
    if done.stdout.strip() != 'True':
        raise InputError(f'{python} has no TensorFlow 1.15; {REMEDY}')
    return python


def _verify(script, genuine, options):
    from tf1_ref.legacy.verify import recordings

    if not script.is_file():
        raise InputError(f'{script}: no such file; name a Python script')

    def record(python, mode):
        with tempfile.TemporaryDirectory() as folder:
            return recordings.record(
                python, mode, script, folder=pathlib.Path(folder), calls=options.calls, timeout=options.timeout
            )

    expected, found = record(genuine, recordings.PLAIN), record(sys.executable, recordings.RUN)
    return recordings.verdict(str(script), expected, found, options.calls)


def _line(row):
    if row['verdict'] == 'same':
        compared = ', '.join(f'{count} {kind}' for kind, count in row['compared'].items())
        return f'{row["script"]}: same ({compared})'
    first = [f'{kind}: {what[0].strip().splitlines()[-1]}' for kind, what in row['differences'].items() if what[0]]
    return f'{row["script"]}: {row["verdict"]}' + ''.join(f'\n  {one}' for one in first)
