"""`python -m tf1_ref port`: turns TensorFlow 1 source into source that runs on current TensorFlow."""

from __future__ import annotations

import dataclasses
import difflib
import functools
import json
import pathlib
import shutil
import sys

from tf1_ref.commands import DONE, FAILED, Parser
from tf1_ref.errors import InputError, missing_extra
from tf1_ref.legacy.reading.findings import BLOCKER, UNREADABLE
from tf1_ref.terminal import CYAN, GREEN, PLAIN, RED, counted, painter, wants_colour

BACKUP = '.tf1'
STANDARD_INPUT = '-'
_NOUNS = {'changed': 'change', 'note': 'note', 'blocker': 'blocker'}  # by kind of finding
_COLOURS = {'+': GREEN, '-': RED, '@': CYAN}  # of lines of a diff

DESCRIPTION = """\
Turns TensorFlow 1 source (files, notebooks, and folders of them) into source that runs on current TensorFlow, and
reports every construct that it changed, did not understand, or that will not run. Needs no TensorFlow.

Without -o, --write or --diff it reports only. A file in Python 2 is converted to Python 3 first. SRC as - is standard
input; the result is on standard output, the report on standard error. With --verify, what stands behind -- is for the
script: port SRC --verify -- --epochs=1.

In a folder, virtual environments, site-packages, build, dist, .tox, .nox, .eggs and the like are left out, and so is
what the project's pyproject.toml says in [tool.tf1_ref]: exclude = [PATTERN, ...], ignore = {PATTERN = [CODE, ...]}.

Exit code: 0; 1 if a blocker is left, --verify finds a difference, or a file would change with --check; 2 for bad values
and for files that no Python reads: they are left out, the other files are ported all the same."""


def main(arguments: list[str]) -> int:
    """Runs the command with the arguments behind its name; returns its exit code.

    Raises:
        InputError: a source cannot be read, or a result not be written. Of several sources those that can be are.
    """
    options, script_arguments = _parse(arguments)
    if options.explain:
        from tf1_ref.legacy.port import explanations

        print(explanations.explanation(options.explain))
        return DONE
    try:
        import libcst  # noqa: F401
    except ImportError:
        raise missing_extra('libcst', 'port') from None
    from tf1_ref.legacy.port import files, settings, verify
    from tf1_ref.legacy.port.writing.context import Options

    how, sources = Options(options.target, options.api == '0.12'), [pathlib.Path(source) for source in options.sources]
    if options.sources == [STANDARD_INPUT]:
        ported = [files.port_content(pathlib.Path('<stdin>'), sys.stdin.buffer.read(), how)]
        origins = [ported[0].path]
        of_projects = [settings.read(pathlib.Path())]
    else:
        found = [one for source in sources for one in _found(source, options)]
        origins, of_projects = [source for _, source, _ in found], [of_project for _, _, of_project in found]
        ported = _port_all([path for path, _, _ in found], how)
    ported = [
        dataclasses.replace(one, findings=of_project.told(one.path, one.findings))
        for one, of_project in zip(ported, of_projects, strict=True)
    ]
    refusals = [one.refusal for one in ported if one.refusal]
    if refusals and len(ported) == 1 and options.format == 'text':
        raise _refused(refusals)
    verdict = verify.verify(sources[0], how, script_arguments) if options.verify and not refusals else None
    if options.diff:
        paint = painter(wants_colour())
        sys.stdout.writelines(paint(_COLOURS.get(line[0], PLAIN), line) for one in ported for line in _diff(one))
    elif options.write:
        for one in ported:
            _write_in_place(one)
    elif options.output:
        readable = [pair for pair in zip(ported, origins, strict=True) if not pair[0].refusal]
        _write_to(readable, pathlib.Path(options.output), options.overwrite)
    elif options.prints and not options.check and not refusals:
        sys.stdout.buffer.write(ported[0].after)
    _report(ported, options)
    if verdict:
        lines = [*verdict.lines, f'verify: {"the same" if verdict.clean else "not the same"}']
        print('\n'.join(lines), file=sys.stderr if options.diff or options.format == 'json' else sys.stdout)
    if refusals:
        raise _refused(refusals)
    would_change = options.check and any(one.after != one.before for one in ported)
    return FAILED if files.has_blocker(ported) or (verdict and not verdict.clean) or would_change else DONE


def _parse(arguments):
    """The options of this command, and the arguments of the script, behind `--`."""
    parser = Parser('port', DESCRIPTION)
    parser.add_argument('sources', nargs='*', metavar='SRC', help='a Python file, a notebook, a folder, or -')
    parser.add_argument(
        '--exclude',
        action='append',
        default=[],
        metavar='PATTERN',
        help="leave out what is called so in a folder, or lies there: --exclude='*_pb2.py', --exclude=research/old",
    )
    parser.add_argument(
        '--force-exclude',
        action='store_true',
        help='leave out what pyproject.toml excludes, even if it is named as SRC (for hooks, which name files)',
    )
    parser.add_argument('--check', action='store_true', help='write nothing; exit code 1 if a file would change')
    parser.add_argument(
        '--verify', action='store_true', help='run the script and the ported one, and compare what they compute'
    )
    where = parser.add_mutually_exclusive_group()
    where.add_argument('-o', '--output', metavar='DST', help='write to this file or folder')
    where.add_argument('--write', action='store_true', help=f'write in place; what was there is kept as FILE{BACKUP}')
    where.add_argument('--diff', action='store_true', help='print the changes as a unified diff, write nothing')
    parser.add_argument('--overwrite', action='store_true', help='-o may replace a file that is there and is another')
    parser.add_argument(
        '--target',
        choices=('compat', 'standalone'),
        default='compat',
        help="compat: may use tf1_ref's modules (default); standalone: depends on TensorFlow only",
    )
    parser.add_argument('--api', choices=('1.15', '0.12'), default='1.15', help='which TensorFlow it was written for')
    parser.add_format(help='of the report')
    parser.add_argument('--quiet', action='store_true', help='report blockers only')
    parser.add_argument('--statistics', action='store_true', help='report how often each rule applied, and where first')
    parser.add_argument('--explain', metavar='CODE', help='tell what a code of the report means, and do nothing else')
    end = arguments.index('--') if '--' in arguments else len(arguments)
    options, script_arguments = parser.parse_args(arguments[:end]), arguments[end + 1 :]
    if bool(options.sources) == bool(options.explain):
        parser.error('name what is to be ported, or a code with --explain')
    if script_arguments and not options.verify:
        parser.error('arguments of the script, behind --, are for --verify only')
    if options.verify and not (len(options.sources) == 1 and pathlib.Path(options.sources[0]).is_file()):
        parser.error(f'--verify runs one script, and {" ".join(options.sources)} is none; name the script')
    if options.check and (options.output or options.write):
        parser.error('--check writes nothing: leave out -o and --write')
    is_standard_input = STANDARD_INPUT in options.sources
    if is_standard_input and (len(options.sources) > 1 or options.write):
        parser.error(f'{STANDARD_INPUT} is standard input, alone and without --write')
    options.prints = is_standard_input and not (options.output or options.diff)
    return options, script_arguments


def _found(source, options):
    """Each file of a source, with the source and the settings of its project."""
    from tf1_ref.legacy.port import files, settings

    of_project = settings.read(source)
    if options.force_exclude and source.is_file() and of_project.leaves_out_below(source):
        return []
    paths = files.sources(source, options.exclude, of_project.leaves_out)
    return [(path, source, of_project) for path in paths]


def _port_all(paths, options):
    from tf1_ref.legacy.port import files
    from tf1_ref.legacy.reading import several

    return several.each(functools.partial(files.port_file, options=options), paths, 'ported')


def _diff(one):
    before, after = (text.decode('utf-8', 'replace').splitlines(keepends=True) for text in (one.before, one.after))
    return difflib.unified_diff(before, after, str(one.path), str(one.path))


def _write_in_place(one):
    from tf1_ref.legacy.port import files

    if one.after == one.before:
        return
    backup = one.path.with_name(one.path.name + BACKUP)
    if not backup.exists():
        files.write(backup, one.before)
        shutil.copymode(one.path, backup)
    files.write(one.path, one.after)
    shutil.copymode(backup, one.path)
    files.write_beside(one, one.path.parent)


def _write_to(ported, output, overwrite):
    """Writes each result to the file `output`, or below it: several sources side by side, each under its own name."""
    from tf1_ref.legacy.port import files

    several = len({source for _, source in ported}) > 1
    targets = [_target(one, source, output, several) for one, source in ported]
    for number, ((one, _), target) in enumerate(zip(ported, targets, strict=True)):
        if target.resolve() == one.path.resolve():
            raise InputError(f'{target} is the source itself; use --write, which keeps a copy')
        if target in targets[:number]:
            raise InputError(f'{target} would be written twice; port these sources one after the other')
        if not overwrite and target.is_file() and target.read_bytes() != one.after:
            raise InputError(f'{target} is there already, and is another; --overwrite replaces it')
    for (one, _), target in zip(ported, targets, strict=True):
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise InputError(f'{target.parent}: cannot be made ({error.strerror}); give another folder') from error
        files.write(target, one.after)
        files.write_beside(one, target.parent)


def _refused(refusals):
    """The error of files that nothing could be made of; the report names them all."""
    first, *others = refusals
    more = f' (and {counted(len(others), "more file")} that cannot be read)' if others else ''
    return InputError(f'{first.file}:{first.line}: {first.what}; {first.advice}{more}')


def _target(one, source, output, several):
    if several:
        return output / source.name / one.path.relative_to(source) if one.path != source else output / source.name
    if one.path == source:
        return output / source.name if output.is_dir() else output
    return output / one.path.relative_to(source)


def _report(ported, options):
    from tf1_ref.legacy.port import summary

    out = sys.stderr if options.diff or options.prints else sys.stdout
    findings = [finding for one in ported for finding in one.findings]
    kinds = {kind: sum(finding.kind == kind for finding in findings) for kind in (*_NOUNS, UNREADABLE)}
    if options.format == 'json':
        content = {'files': len(ported), **kinds, 'findings': [dataclasses.asdict(finding) for finding in findings]}
        print(json.dumps(content, indent=1), file=out)
        return
    told = [finding for finding in findings if finding.kind in (BLOCKER, UNREADABLE) or not options.quiet]
    lines = summary.statistics(told) if options.statistics else [*map(str, told), *summary.lines_of(told)]
    print(''.join(f'{line}\n' for line in lines), end='', file=out)
    if options.check:
        changing = [one.path for one in ported if one.after != one.before]
        print(''.join(f'would change: {path}\n' for path in changing), end='', file=out)
    counts = [counted(kinds[kind], noun) for kind, noun in _NOUNS.items()]
    if kinds[UNREADABLE]:
        counts.append(f'{kinds[UNREADABLE]} {UNREADABLE}')
    print(f'{counted(len(ported), "file")}: {", ".join(counts)}', file=out)
