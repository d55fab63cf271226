"""`python -m tf1_ref run`: an unmodified TensorFlow 1 script, on the TensorFlow at hand."""

from __future__ import annotations

import os

from tf1_ref.commands import DONE, FAILED, INTERRUPTED, Parser
from tf1_ref.errors import InputError, SetupError

DESCRIPTION = """\
Runs FILE as `python FILE` would under TensorFlow 1.15, on the TensorFlow at hand. FILE may be a script, a folder with a
__main__.py, a notebook (its code cells, in their order), or - for standard input; `-m MODULE` runs a module, `-c CODE`
runs code. What follows are the program's own arguments, flags included.

TensorFlow 1 is presented to the user's own modules only, whoever loads them: those under the script's folder and under
folders that the script adds to sys.path, packages named with --legacy_package, and, of those on PYTHONPATH and in
editable installs, what uses names that only TensorFlow 1 had. Everything else sees the real TensorFlow. Python programs
that the script starts are run in the same way, if they are code for TensorFlow 1.

Exit code: the script's; 2 if there is nothing to run, or a package has to be installed for what the script uses."""

WITH_VALUE = ('--seeds', '--api', '--offline_data', '--legacy_package')  # which may stand in the next argument


def main(arguments: list[str]) -> int:
    """Runs the command with the arguments behind its name; returns its exit code.

    Raises:
        InputError: there is nothing to run.
        SetupError: the script uses what needs a package that is not installed, and does not catch that.
        SystemExit: the script's own.
    """
    parsed, kind, target, rest = _parse(arguments)

    from tf1_ref.legacy.options import NeedsFlag, Options
    from tf1_ref.legacy.run import running, tracebacks

    options = Options(
        seeds=parsed.seeds,
        py2=parsed.py2,
        api=parsed.api,
        offline_data=parsed.offline_data,
        grappler=parsed.grappler,
        exact=parsed.exact,
        legacy_packages=tuple(parsed.legacy_package),
        file_urls=parsed.file_urls,
        children=not parsed.no_children,
    )
    # TensorFlow reports missing GPUs as errors.
    os.environ.setdefault('TF_CPP_MIN_LOG_LEVEL', '3')
    try:
        running.run_as_main(target, rest, options, kind)
    except (SystemExit, NeedsFlag):
        raise
    except KeyboardInterrupt as error:
        tracebacks.show(error)
        return INTERRUPTED
    except BaseException as error:
        if isinstance(error, InputError) and tracebacks.is_ours(error):
            raise
        wrapped = tracebacks.wrapped_in(error)
        if isinstance(wrapped, SetupError):
            raise SetupError(f'{tracebacks.place_of(error)}{wrapped}') from error
        tracebacks.show(error)
        return FAILED
    return DONE


def _parse(arguments):
    usage = 'python -m tf1_ref run [OPTION ...] FILE [ARGUMENT ...]'
    parser = Parser('run', DESCRIPTION, usage=usage, allow_abbrev=False)
    parser.add_argument(
        '--seeds', choices=('tf1', 'tf2'), default='tf1', help="whose op seeds: TensorFlow 1's (default), so that a "
        'seeded script draws the numbers of 1.15.5, or those of the TensorFlow at hand'
    )  # fmt: skip
    parser.add_argument('--py2', action='store_true', help='the sources are Python 2: convert them in memory')
    parser.add_argument('--api', choices=('0.12',), help="the script has TensorFlow's names from before 1.0")
    parser.add_argument(
        '--offline_data', choices=('digits',), help='serve the embedded digits in the shape and the sizes of MNIST'
    )
    parser.add_argument(
        '--legacy_package', action='append', default=[], metavar='PACKAGE',
        help="a package outside the script's folder that is legacy code as well; may be repeated"
    )  # fmt: skip
    parser.add_argument(
        '--grappler', action='store_true', help="let all of TensorFlow 2's graph optimizer work, also what makes sums "
        'and products in another order than 1.15; without it, only what changes no number'
    )  # fmt: skip
    parser.add_argument(
        '--exact', action='store_true', help="numbers as near to 1.15's as can be: oneDNN is off, sums are added in "
        "1.15's order; slower"
    )  # fmt: skip
    parser.add_argument('--file_urls', action='store_true', help="let MNIST's loader read file: addresses as well")
    parser.add_argument('--no_children', action='store_true', help='leave Python programs alone that the script starts')
    parser.add_argument('-m', dest='module', metavar='MODULE', help='run a module, as `python -m MODULE` would')
    parser.add_argument('-c', dest='code', metavar='CODE', help='run code, as `python -c CODE` would')
    end = _end_of_options(arguments)
    parsed, rest = parser.parse_args(arguments[:end]), arguments[end:]
    for kind in ('module', 'code'):
        if getattr(parsed, kind) is not None:
            return parsed, kind, getattr(parsed, kind), rest
    rest = rest[1:] if rest[:1] == ['--'] else rest
    if not rest:
        parser.error('name the file to run')
    return parsed, 'file', rest[0], rest[1:]


def _end_of_options(arguments):
    """Where the options of `run` end: behind `-m MODULE` or `-c CODE`, or before the file. argparse cannot say that."""
    at = 0
    while at < len(arguments):
        argument = arguments[at]
        if argument[:2] in ('-m', '-c'):
            return at + (2 if len(argument) == 2 else 1)
        if argument in ('-', '--') or not argument.startswith('-'):
            return at
        at += 2 if argument in WITH_VALUE else 1
    return at
