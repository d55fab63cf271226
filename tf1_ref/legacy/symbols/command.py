"""`python -m tf1_ref symbols`: what of TensorFlow 1 a legacy script may use."""

from __future__ import annotations

import collections
import difflib
import json

from tf1_ref.commands import DONE, Parser, called_as
from tf1_ref.errors import InputError
from tf1_ref.terminal import counted

DESCRIPTION = """\
Lists the public names of TensorFlow 1.15, and how this project supports each: as it is in current TensorFlow, given
back by this project, or refused, with the reason and a substitute. The tables are generated from TensorFlow and from
this project's own modules; no TensorFlow is needed to print them.

Exit code: 0; 2 for a name that TensorFlow 1.15 did not have, with what is like it."""


def main(arguments: list[str]) -> int:
    """Runs the command with the arguments behind its name; returns its exit code.

    Raises:
        InputError: there is no such module.
    """
    options = _parse(arguments)
    from tf1_ref.legacy.symbols import support

    name = options.module.removeprefix(f'{support.ROOT}.').removeprefix('tf.')
    found = support.table(support.ROOT if name in ('tf', support.ROOT) else f'{support.ROOT}.{name}')
    if not found:
        alike = _alike(name, [support.shown(one.name) for one in support.table(support.ROOT)])
        remedy = f'did you mean {" or ".join(alike)}?' if alike else f'see {called_as()} symbols'
        raise InputError(f'{options.module}: TensorFlow 1.15 had no such name; {remedy}')
    found = [one for one in found if options.status in (None, one.kind)]
    print({'text': _as_text, 'markdown': _as_markdown, 'json': _as_json}[options.format](found))
    return DONE


def _parse(arguments):
    parser = Parser('symbols', DESCRIPTION)
    parser.add_argument(
        'module', nargs='?', default='tf', metavar='NAME', help='only this name and what is below it, such as tf.layers'
    )
    parser.add_argument('--status', choices=('as it is', 'given back', 'refused'), help='only these')
    parser.add_argument('--format', choices=('text', 'markdown', 'json'), default='text', help='of the table')
    return parser.parse_args(arguments)


def _alike(name, names, most=5):
    """Names and modules whose last part is that of this one, or else is spelled much like it."""
    by_last = collections.defaultdict(set)
    for one in names:
        parts = one.split('.')
        for end in range(2, len(parts) + 1):
            by_last[parts[end - 1]].add('.'.join(parts[:end]))
    *_, last = name.split('.')
    spelled = [last] if last in by_last else difflib.get_close_matches(last, by_last, n=1)
    begins = name.split('.')[0]
    found = [one for part in spelled for one in by_last[part]]
    return sorted(found, key=lambda one: (one.split('.')[1] != begins, len(one), one))[:most]


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
        [
            counted(len(found), 'name'),
            *filter(None, [', '.join(f'{n} {kind}' for kind, n in counts.most_common())]),
        ]
    )
