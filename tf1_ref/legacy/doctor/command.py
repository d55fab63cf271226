"""`python -m tf1_ref doctor`: will this legacy script run here? Told without running it."""

from __future__ import annotations

import json

from tf1_ref.commands import DONE, FAILED, Parser
from tf1_ref.errors import InputError, missing_extra
from tf1_ref.terminal import counted

DESCRIPTION = """\
Without a FILE: versions, extras and the environment's toggles. With FILEs (sources or notebooks): for each what it uses
of TensorFlow 1, what of it is supported and what is not, with the reason and a substitute; nothing is run.

Exit code: 0 no obstacle is known; 1 there is one, in a file or in the environment; 2 a package is missing, or a file
cannot be read, or not by any Python: the other files are examined all the same."""


def main(arguments: list[str]) -> int:
    """Runs the command with the arguments behind its name; returns its exit code.

    Raises:
        InputError: a file cannot be read, or not by any Python.
    """
    options = _parse(arguments)
    from tf1_ref.legacy.doctor import environment

    surroundings = environment.examine()
    diagnoses = _examine(options.files)
    unreadable = [one for one in diagnoses if one.problems]
    if unreadable and len(diagnoses) == 1 and options.format == 'text':
        raise _refused(unreadable)
    if options.format == 'json':
        print(json.dumps({**surroundings, 'files': [_as_json(one) for one in diagnoses]}, indent=1))
    else:
        lines = [line for one in diagnoses for line in _as_text(one, options.all)]
        print('\n'.join(lines if options.files else _surroundings_as_text(surroundings)))
    if unreadable:
        raise _refused(unreadable)
    healthy = not surroundings['problems'] and all(one.will_run for one in diagnoses)
    return DONE if healthy else FAILED


def _parse(arguments):
    parser = Parser('doctor', DESCRIPTION)
    parser.add_argument('files', nargs='*', metavar='FILE', help='a Python source or a notebook')
    parser.add_argument('--all', action='store_true', help='list what is supported as well')
    parser.add_format()
    return parser.parse_args(arguments)


def _examine(files):
    if not files:
        return []
    try:
        from tf1_ref.legacy.doctor import diagnosis as doctor
    except ImportError:
        raise missing_extra('libcst', 'port') from None
    from tf1_ref.legacy.reading import several

    return several.each(doctor.examine, files, 'examined')


def _refused(unreadable):
    first, *others = unreadable
    more = f' (and {counted(len(others), "more file")} that cannot be read)' if others else ''
    return InputError(f'{first.path}: {first.problems[0]}{more}')


def _surroundings_as_text(found):
    from tf1_ref.legacy.doctor import environment

    lines = [f'{name:12} {found[name] or "not installed"}' for name in ('tf1_ref', 'python', 'tensorflow', 'numpy')]
    for package, (extra, purpose) in environment.EXTRAS.items():
        version = found['extras'][package]
        remedy = '' if version else f": pip install 'tf1_ref[{extra}]'"
        lines.append(f'{package:12} {version or "not installed"}  ({purpose}){remedy}')
    for name, purpose in environment.TOGGLES.items():
        value = found['toggles'][name]
        lines.append(f'{name:24} {"unset" if value is None else value}  ({purpose})')
    return [*lines, *(f'problem: {problem}' for problem in found['problems'])]


def _as_text(diagnosis, everything):
    from tf1_ref.legacy.symbols.support import shown

    verdict = 'nothing is known that keeps it from running' if diagnosis.will_run else 'will not run as it is'
    supported = [use for use in diagnosis.uses if use.status.is_supported]
    yield f'{diagnosis.path}: {verdict}; {len(supported)} of {len(diagnosis.uses)} names of TensorFlow supported'
    for option, reason in diagnosis.options.items():
        yield f'  run it with {option}: {reason}'
    yield from (f'  {problem}' for problem in diagnosis.problems)
    for use in diagnosis.uses if everything else [use for use in diagnosis.uses if not use.status.is_supported]:
        status = use.status
        substitute = f'; use {status.substitute}' if status.substitute else ''
        reason = f': {status.why}{substitute}' if status.why else ''
        yield f'  line {", ".join(map(str, use.lines))}: {shown(status.name)} is {_kind(status.kind)}{reason}'


def _kind(kind):
    return {'as it is': 'there as it is', 'before 1.0': 'a name from before 1.0'}.get(kind, kind)


def _as_json(diagnosis):
    from tf1_ref.legacy.symbols.support import shown

    uses = [
        {
            'name': shown(use.status.name),
            'status': use.status.kind,
            'why': use.status.why,
            'substitute': use.status.substitute,
            'lines': list(use.lines),
        }
        for use in diagnosis.uses
    ]
    return {
        'path': diagnosis.path,
        'will_run': diagnosis.will_run,
        'options': diagnosis.options,
        'problems': diagnosis.problems,
        'uses': uses,
    }
