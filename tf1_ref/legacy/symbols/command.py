"""`python -m tf1_ref symbols`: what of TensorFlow 1 a legacy script may use."""

from __future__ import annotations

import collections
import json

from tf1_ref.commands import DONE, Parser
from tf1_ref.errors import InputError

DESCRIPTION = """\
Lists the public names of TensorFlow 1.15, and how this project supports each: as it is in current TensorFlow, given
back by this project, or refused, with the reason and a substitute. The tables are generated from TensorFlow and from
this project's own modules; no TensorFlow is needed to print them."""


def main(arguments: list[str]) -> int:
    """Runs the command with the arguments behind its name; returns its exit code.

    Raises:
        InputError: there is no such module.
    """
    options = _parse(arguments)
    from tf1_ref.legacy.symbols import support

    prefix = support.ROOT + options.module[2:] if options.module.split('.')[0] == 'tf' else options.module
    found = support.table(prefix)
    if not found:
        raise InputError(f'{options.module}: TensorFlow 1.15 had no such name; see python -m tf1_ref symbols')
    found = [one for one in found if options.status in (None, one.kind)]
    print({'text': _as_text, 'markdown': _as_markdown, 'json': _as_json}[options.format](found))
    return DONE


def _parse(arguments):
    parser = Parser('symbols', DESCRIPTION)
    parser.add_argument('module', nargs='?', default='tf', metavar='NAME', help='only this name and what is below it')
    parser.add_argument('--status', choices=('as it is', 'given back', 'refused'), help='only these')
    parser.add_argument('--format', choices=('text', 'markdown', 'json'), default='text', help='of the table')
    return parser.parse_args(arguments)


def _as_text(found):
    from tf1_ref.legacy.symbols.support import shown

    width = max((len(shown(one.name)) for one in found), default=0)
    lines = [f'{shown(one.name):{width}}  {one.kind}{_reason(one)}' for one in found]
    return '\n'.join([*lines, _totals(found)])


def _as_markdown(found):
    from tf1_ref.legacy.symbols.support import shown

    rows = [f'| `{shown(one.name)}` | {one.kind}{_reason(one)} |' for one in found]
    return '\n'.join(['| name | how |', '|---|---|', *rows, '', _totals(found)])


def _as_json(found):
    from tf1_ref.legacy.symbols.support import shown

    return json.dumps(
        {
            shown(one.name): {'status': one.kind, 'why': one.why, 'substitute': one.substitute}
            for one in found
        },
        indent=1,
    )  # fmt: skip


def _reason(one):
    substitute = f'; use {one.substitute}' if one.substitute else ''
    return f': {one.why}{substitute}' if one.why else ''


def _totals(found):
    counts = collections.Counter(one.kind for one in found)
    return ': '.join(
        [f'{len(found)} names', *filter(None, [', '.join(f'{n} {kind}' for kind, n in counts.most_common())])]
    )
