"""Joins the runs under --log_dir into one self-contained HTML page, and prints their results as a table.

Every folder below --log_dir with a metrics.json is a run: the page begins with a table of all of them, the deck's
experiments first, and shows of each its data set, its results beside the deck's numbers, its pictures, its settings,
command and versions, and the variables of its model. The pictures are inside the page, so that one file can be sent.

  python -m tf1_ref.scripts.report --log_dir=runs
  python -m tf1_ref.scripts.report --log_dir=runs --output=report.html
"""

import dataclasses
import json
import pathlib
import shlex
import sys
import time

from absl import flags

from tf1_ref.errors import InputError
from tf1_ref.files import read_bytes, written_beside
from tf1_ref.scripts.launch import launch
from tf1_ref.scripts.reporting import page, texts
from tf1_ref.terminal import one_line

FLAGS = flags.FLAGS


def main():
    if not FLAGS.log_dir:
        raise InputError('--log_dir is missing; name the folder that holds the runs')
    root = pathlib.Path(FLAGS.log_dir)
    runs = find_runs(root)
    if not runs:
        raise InputError(f'{root}: no metrics.json found below it; run a script with --log_dir={root}/NAME first')
    print(_text_table(runs))
    output = pathlib.Path(FLAGS.output or root / 'report.html')
    about = {
        'date': time.strftime('%Y-%m-%d %H:%M UTC', time.gmtime()),
        'command': shlex.join(['python', '-m', 'tf1_ref.scripts.report', *sys.argv[1:]]),
    }
    try:
        with written_beside(output, 'w') as file:
            file.write(page.page(runs, about))
    except OSError as error:
        raise InputError(f'--output: cannot write {output} ({error.strerror}); give another place') from error
    print(f'Written: {output}')


def find_runs(root: pathlib.Path) -> list[page.Run]:
    """The runs below a folder, the deck's experiments first and in its order; the cells of a sweep are part of it.

    Raises:
        InputError: a file is not what a script has written.
    """
    found = []
    for path in sorted(root.rglob('metrics.json')):
        folder = path.parent
        name = '.' if folder == root else folder.relative_to(root).as_posix()
        found.append(page.Run(name, folder, _read(path), _read_about(folder / 'about.json')))
    sweeps = {run.folder for run in found if run.content['script'] == 'sweep'}
    cells: dict = {folder: [] for folder in sweeps}
    for run in found:
        if run.folder.parent in sweeps:
            cells[run.folder.parent].append(run)
    runs = [
        dataclasses.replace(run, cells=tuple(cells.get(run.folder, ())))
        for run in found
        if run.folder.parent not in sweeps
    ]
    return sorted(runs, key=lambda run: (*texts.place(run.content), run.name))


def _read(path):
    try:
        run = json.loads(read_bytes(path))
        run = {name: run[name] for name in ('script', 'settings', 'results', 'deck', 'variables')}
        json.dumps(run, ensure_ascii=False).encode()  # a half of a character can be written in JSON, and on no page
        wrong = [name for name, is_right in _FORMS.items() if not is_right(run[name])]
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise InputError(f'{path} is not what a script has written ({one_line(error)}); remove it') from error
    if wrong:
        raise InputError(f'{path} is not what a script has written ({wrong[0]} is of another form); remove it')
    return run


def _is_number(value):
    return isinstance(value, (int, float))


def _is_result(value):
    if isinstance(value, list):  # a number for each epoch
        return all(map(_is_number, value))
    inner = value.values() if isinstance(value, dict) else [value]
    return all(one is None or isinstance(one, str) or _is_number(one) for one in inner)


def _is_variable(value):
    are_texts = isinstance(value['name'], str) and isinstance(value['dtype'], str)
    return are_texts and isinstance(value['shape'], list) and 'trainable' in value


def _are_results(value):
    return isinstance(value, dict) and all(map(_is_result, value.values()))


# By part of metrics.json, whether a value can be one.
_FORMS = {
    'script': lambda value: isinstance(value, str),
    'settings': lambda value: isinstance(value, dict),
    'results': _are_results,
    'deck': lambda value: _are_results(value) and not any(isinstance(one, dict) for one in value.values()),
    'variables': lambda value: isinstance(value, list) and all(map(_is_variable, value)),
}


def _read_about(path):
    """What is in `about.json`; nothing where there is none, as of runs from before it was written."""
    try:
        about = json.loads(read_bytes(path))
        json.dumps(about, ensure_ascii=False).encode()
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, RecursionError) as error:
        raise InputError(f'{path} is not what a script has written ({one_line(error)}); remove it') from error
    right = isinstance(about, dict) and {*about} == {'date', 'command', 'versions'}
    if (
        not right
        or not isinstance(about['versions'], dict)
        or not all(isinstance(text, str) for text in (about['date'], about['command'], *about['versions'].values()))
    ):
        raise InputError(f'{path} is not what a script has written (it is of another form); remove it')
    return about


def _text_table(runs):
    lines = [('run', 'data', 'result', 'value', 'deck')]
    for run in (one for whole in runs for one in (whole, *whole.cells)):
        for name, value, deck in texts.rows(run.content):
            lines.append((run.name, str(run.content['settings'].get('dataset', '')), name, value, deck))
    widths = [max(len(line[column]) for line in lines) for column in range(5)]
    return '\n'.join('  '.join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) for line in lines)


def define_flags():
    flags.DEFINE_string('log_dir', None, 'Folder that holds the runs.', allow_override=True)
    flags.DEFINE_string('output', None, 'Where the page goes. Default: report.html in --log_dir.')


if __name__ == '__main__':
    define_flags()
    launch(main)
