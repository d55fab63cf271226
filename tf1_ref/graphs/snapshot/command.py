"""`python -m tf1_ref snapshot`: writes a graph as JSON that can be read, kept and compared."""

from __future__ import annotations

import pathlib
import sys

from tf1_ref.commands import DONE, Parser
from tf1_ref.errors import InputError
from tf1_ref.files import written_beside
from tf1_ref.graphs.reading.snapshots import LEVELS, check_levels, to_text, with_levels
from tf1_ref.graphs.reading.sources import OPERANDS, open_graph

DESCRIPTION = f"""\
Writes a graph as JSON, one line per variable and operation: the same graph gives the same bytes.

{OPERANDS}

Levels: {', '.join(LEVELS)}
(attributes and seeds are of ops, values are digests of a checkpoint's variables)

Exit code: 0 written, 2 not."""


def main(arguments: list[str]) -> int:
    """Runs the command with the arguments behind its name; returns its exit code.

    Raises:
        InputError: there is no graph to be read, or the file cannot be written.
    """
    options = _parse(arguments)
    levels = check_levels(options.levels)
    text = to_text(with_levels(open_graph(options.source), levels))
    if options.output is None:
        sys.stdout.write(text)
    else:
        _write(options.output, text)
    return DONE


def _write(path, text):
    try:
        with written_beside(path, 'w') as file:
            file.write(text)
    except OSError as error:
        raise InputError(f'cannot write {path}: {error.strerror}; name another file') from error


def _parse(arguments):
    parser = Parser('snapshot', DESCRIPTION)
    parser.add_argument('source', metavar='SOURCE', help='what has the graph, see above')
    parser.add_argument(
        '-o', '--output', type=pathlib.Path, metavar='FILE', help='where to write it; stdout by default'
    )
    parser.add_argument('--levels', default=','.join(LEVELS), help='comma-separated; all by default')
    return parser.parse_args(arguments)
