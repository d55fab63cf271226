"""`python -m tf1_ref run`: an unmodified TensorFlow 1 script, on the TensorFlow at hand."""

from __future__ import annotations

import argparse
import os

from tf1_ref.commands import DONE, FAILED, INTERRUPTED, Parser
from tf1_ref.errors import InputError

DESCRIPTION = """\
Runs FILE as `python FILE` would under TensorFlow 1.15, on the TensorFlow at hand. FILE may be a script, a folder with a
__main__.py, a notebook (its code cells, in their order), or - for standard input; `-m MODULE` runs a module.

TensorFlow 1 is presented to the user's own modules only: those under the script's folder and under folders that the
script adds to sys.path, and packages named with --legacy_package. Everything else sees the real TensorFlow.

Exit code: the script's; 2 if there is nothing to run."""


def main(arguments: list[str]) -> int:
    """Runs the command with the arguments behind its name; returns its exit code.

    Raises:
        InputError: there is nothing to run.
        SystemExit: the script's own.
    """
    parsed = _parse(arguments)
    is_module = parsed.module is not None
    target, *rest = [parsed.module, *parsed.rest] if is_module else parsed.rest

    from tf1_ref.legacy.options import NeedsFlag, Options
    from tf1_ref.legacy.run import children, running, tracebacks

    options = Options(
        seeds=parsed.seeds,
        py2=parsed.py2,
        api=parsed.api,
        offline_data=parsed.offline_data,
        grappler=parsed.grappler,
        legacy_packages=tuple(parsed.legacy_package),
    )
    # TensorFlow reports missing GPUs as errors.
    os.environ.setdefault('TF_CPP_MIN_LOG_LEVEL', '3')
    children.present_to_all(options)
    try:
        running.run_as_main(target, rest, options, is_module)
    except (SystemExit, NeedsFlag):
        raise
    except KeyboardInterrupt as error:
        tracebacks.show(error)
        return INTERRUPTED
    except BaseException as error:
        if isinstance(error, InputError) and tracebacks.is_ours(error):
            raise
        tracebacks.show(error)
        return FAILED
    return DONE


def _parse(arguments):
    usage = 'python -m tf1_ref run [OPTION ...] FILE [ARGUMENT ...]'
    parser = Parser('run', DESCRIPTION, usage=usage, allow_abbrev=False)
    parser.add_argument(
        '--seeds', choices=('tf1', 'tf2'), default='tf1', help="whose op seeds: TensorFlow 1's (default), so that a "
        "seeded script draws the genuine article's numbers, or those of the TensorFlow at hand"
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
        '--grappler', action='store_true', help="let TensorFlow 2's graph optimizer work: steps take about a tenth "
        "less, and are rounded a little differently from 1.15's"
    )  # fmt: skip
    parser.add_argument('-m', dest='module', metavar='MODULE', help='run a module, as `python -m MODULE` would')
    parser.add_argument('rest', nargs=argparse.REMAINDER, metavar='FILE [ARGUMENT ...]', help='the script')
    parsed = parser.parse_args(arguments)
    if parsed.module is None and not parsed.rest:
        parser.error('name the file to run')
    return parsed
