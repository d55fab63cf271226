"""`python -m tf1_ref verify`: unmodified programs here, beside the same on the genuine TensorFlow 1.15."""

from __future__ import annotations

import json
import pathlib
import sys
import tempfile

from tf1_ref.commands import DONE, FAILED, Parser
from tf1_ref.errors import InputError
from tf1_ref.legacy.genuine import environment

REMEDY = (
    f'`{environment.COMMAND}` makes an environment that has it; or name the Python of one: --genuine=folder/bin/python'
)

DESCRIPTION = f"""\
Runs each program twice, each time in a copy of its folder: on the genuine TensorFlow 1.15, and by `python -m tf1_ref
run` on the TensorFlow at hand. Compares the variables (names, shapes, order), the seeds of all random ops, and the
first results of Session.run (1e-3 relative). Python, NumPy and every new graph are seeded with 0.

  SCRIPT.py, NOTEBOOK.ipynb   the program
  FOLDER                      the program, if there is a __main__.py in it; or else each script and notebook below it
  -m MODULE                   the module, from the working directory
  -- ARGUMENT ...             what the programs are given

The genuine TensorFlow 1.15 is that of `{environment.COMMAND}`, which makes it once.

Exit code: 0 all the same; 1 something differs, or does not run on 1.15; 2 bad input, or no genuine TensorFlow."""


def main(arguments: list[str]) -> int:
    """Runs the command with the arguments behind its name; returns its exit code.

    Raises:
        InputError: there is no genuine TensorFlow, or no such program.
    """
    options = _parse(arguments)
    from tf1_ref.legacy.verify import programs, report

    genuine = _genuine(options.genuine)
    found = programs.find(options.programs, options.module)
    proofs = []
    for number, program in enumerate(found, 1):
        if len(found) > 1:
            print(f'[{number}/{len(found)}] {program.name}', file=sys.stderr, flush=True)
        proofs.append(_prove(program, genuine, options))
        if options.format == 'text':
            print(report.line(proofs[-1].row), flush=True)
    rows = [proof.row for proof in proofs]
    if options.format == 'json':
        print(json.dumps(rows, indent=1))
    elif len(rows) > 1:
        print('\n' + report.table(rows))
    if options.html:
        _write_page(options.html, proofs)
    return DONE if all(row['verdict'] == 'same' for row in rows) else FAILED


def _parse(arguments):
    usage = 'python -m tf1_ref verify [OPTION ...] (PROGRAM ... | -m MODULE) [-- ARGUMENT ...]'
    parser = Parser('verify', DESCRIPTION, usage=usage)
    parser.add_argument('programs', nargs='*', metavar='PROGRAM', help='a script, a notebook, or a folder')
    parser.add_argument('-m', dest='module', metavar='MODULE', help='a module, as `python -m MODULE` runs it')
    parser.add_argument(
        '--genuine',
        metavar='PYTHON',
        help=f'the Python that has TensorFlow 1.15 (default: the one that `{environment.COMMAND}` has made)',
    )
    parser.add_argument('--exact', action='store_true', help='here by `run --exact`: numbers as near as can be')
    parser.add_argument('--calls', type=int, default=10, help='how many results of Session.run to compare (default 10)')
    parser.add_argument('--timeout', type=float, default=600, help='seconds for each run (default 600)')
    parser.add_argument(
        '--html', metavar='FILE', help='write one page: variables, seeds, results, graphs, the op that differs first'
    )
    parser.add_format()
    end = arguments.index('--') if '--' in arguments else len(arguments)
    options = parser.parse_args(arguments[:end])
    options.arguments = arguments[end + 1 :]
    if options.calls < 1:
        parser.error(f'--calls={options.calls} is less than 1')
    if bool(options.programs) == bool(options.module):
        parser.error('name a program' if not options.programs else '-m MODULE is the program: name no other')
    if options.html and not pathlib.Path(options.html).absolute().parent.is_dir():
        parser.error(f'--html={options.html}: there is no such folder')
    return options


def _genuine(python):
    if python is None:
        python = environment.python()
        if python is None:
            raise InputError(f'the genuine TensorFlow 1.15 is needed; {REMEDY}')
        return python
    try:
        has_it = environment.has_the_genuine(python)
    except OSError as error:
        raise InputError(f'{python}: cannot be started ({error.strerror}); {REMEDY}') from error
    if not has_it:
        raise InputError(f'{python} has no TensorFlow 1.15; {REMEDY}')
    return python


def _prove(program, genuine, options):
    from tf1_ref.legacy.verify import cause, proof, recordings

    with tempfile.TemporaryDirectory() as folder:

        def record(place, calls=options.calls, traced=False):
            (pathlib.Path(folder) / place).mkdir()
            python, mode = (genuine, recordings.PLAIN) if 'genuine' in place else (sys.executable, recordings.RUN)
            return recordings.record(
                python,
                mode,
                program.script,
                options.arguments,
                folder=pathlib.Path(folder) / place,
                calls=calls,
                timeout=options.timeout,
                root=program.root,
                module=program.module,
                traced=traced,
                options=['--exact'] if options.exact and 'here' in place else [],
            )

        expected, found = record('genuine'), record('here')
        row = recordings.verdict(program.name, expected, found, options.calls)
        if not options.html:
            return proof.Proof(row)
        proved = proof.Proof(row, expected, found, proof.graphs(expected, found))
        call = proof.first_call(expected, found, options.calls)
        if call is not None:
            print(f'looking for the op that differs first, in call {call}', file=sys.stderr, flush=True)
            traces = [record(f'{place}_traced', call, traced=True) for place in ('genuine', 'here')]
            proved.cause = cause.find(*(one.content.get('traces', []) for one in traces))
        return proved


def _write_page(path, proofs):
    from tf1_ref.files import written_beside
    from tf1_ref.legacy.verify import page

    try:
        with written_beside(path, 'w') as file:
            file.write(page.page(proofs))
    except OSError as error:
        raise InputError(f'--html={path}: cannot be written ({error.strerror}); name another file') from error
    print(f'written to {path}', file=sys.stderr)
