"""`python -m tf1_ref genuine`: makes an environment with the genuine TensorFlow 1.15.5, for `verify`."""

from __future__ import annotations

import sys

from tf1_ref.commands import DONE, FAILED, Parser

DESCRIPTION = """\
Makes an environment with the genuine TensorFlow 1.15.5, once, and prints its Python. `python -m tf1_ref verify`
compares with it.

It needs a Python 3.7: the one that PYTHON37 names, or one on the PATH, pyenv's or uv's; where there is none, uv or
conda is asked to install one. It takes 0.7 GB, in a folder among the user's data, or the one that TF1_REF_ORACLE names.
What was half made is made anew.

Exit code: 0 it is there; 1 --where: it was not made yet; 2 it cannot be made, and why."""


def main(arguments: list[str]) -> int:
    """Runs the command with the arguments behind its name; returns its exit code.

    Raises:
        Tf1RefError: the environment cannot be made, or removed.
    """
    options = _parse(arguments)
    from tf1_ref.legacy.genuine import environment

    if options.where:
        found = environment.python()
        print(found) if found else _say(f'not made yet: {environment.folder()}; `{environment.COMMAND}` makes it')
        return DONE if found else FAILED
    if options.remove:
        place = environment.folder()
        _say(f'removed {place}' if environment.remove() else f'nothing to remove: {place} is not there')
        return DONE
    further = [name.strip() for names in options.further for name in names.split(',') if name.strip()]
    if environment.python() and not further:
        _say('it is there already')
    print(environment.make(_say, further))
    return DONE


def _parse(arguments):
    parser = Parser('genuine', DESCRIPTION)
    what = parser.add_mutually_exclusive_group()
    what.add_argument(
        '--with',
        dest='further',
        action='append',
        default=[],
        metavar='PACKAGE',
        help='install these as well, separated by commas: scipy, matplotlib, scikit-learn, pandas, Pillow, imageio as '
        'they were then, or any that pip knows',
    )
    what.add_argument('--where', action='store_true', help='print its Python only, if it was made')
    what.add_argument('--remove', action='store_true', help='remove it')
    return parser.parse_args(arguments)


def _say(line):
    print(line, file=sys.stderr, flush=True)
