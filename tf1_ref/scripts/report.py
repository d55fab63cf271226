"""Joins the runs under --log_dir into one self-contained HTML page, and prints their results as a table.

Every folder below --log_dir with a metrics.json is a run: the page shows its results beside the deck's numbers, its
pictures, its settings, and the variables of its model. The pictures are inside the page, so that one file can be sent.

  python -m tf1_ref.scripts.report --log_dir=runs
  python -m tf1_ref.scripts.report --log_dir=runs --output=report.html
"""

import base64
import html
import json
import pathlib

from absl import flags

from tf1_ref.errors import InputError
from tf1_ref.files import written_beside
from tf1_ref.scripts.launch import launch
from tf1_ref.terminal import one_line

FLAGS = flags.FLAGS
TITLES = {
    'train_mlp': 'Multi-layer perceptron',
    'train_cnn': 'Convolutional network',
    'compare_optimizers': 'Optimizers',
    'compare_preprocessing': 'Preprocessing',
    'practice': 'Practice: a residual network',
    'sweep': 'Sweep over the practice',
    'train_srcnn': 'Super-resolution',
}
STYLE = """
:root { color-scheme: light dark; --line: #8884; --faint: #8882 }
body { font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 62rem; padding: 1rem }
h1 { font-size: 1.6rem } h2 { font-size: 1.25rem; border-top: 1px solid var(--line); padding-top: 1.5rem }
h2 small { font-weight: normal; opacity: .7 }
.scroll { overflow-x: auto } table { border-collapse: collapse; margin: .5rem 0 }
th, td { border-bottom: 1px solid var(--line); padding: .2rem .8rem .2rem 0; text-align: left; vertical-align: top }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums }
figure { margin: 1rem 0 } figure img { max-width: 100%; height: auto; background: white }
figcaption { font-size: .85rem; opacity: .7 } details { margin: .5rem 0 } summary { cursor: pointer }
code { background: var(--faint); padding: .1em .3em; overflow-wrap: anywhere }
"""


def main():
    if not FLAGS.log_dir:
        raise InputError('--log_dir is missing; name the folder that holds the runs')
    root = pathlib.Path(FLAGS.log_dir)
    runs = [(path.parent, _read(path)) for path in sorted(root.rglob('metrics.json'))]
    if not runs:
        raise InputError(f'{root}: no metrics.json found below it; run a script with --log_dir={root}/NAME first')
    print(_text_table(root, runs))
    output = pathlib.Path(FLAGS.output or root / 'report.html')
    try:
        with written_beside(output, 'w') as file:
            file.write(_page(root, runs))
    except OSError as error:
        raise InputError(f'--output: cannot write {output} ({error.strerror}); give another place') from error
    print(f'Written: {output}')


def _read(path):
    try:
        run = json.loads(path.read_text(encoding='utf-8'))
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
    texts = isinstance(value['name'], str) and isinstance(value['dtype'], str)
    return texts and isinstance(value['shape'], list) and 'trainable' in value


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


def _text_table(root, runs):
    lines = [('run', 'data', 'result', 'value', 'deck')]
    for folder, run in runs:
        for name, value, deck in _rows(run):
            lines.append((_name(root, folder), str(run['settings'].get('dataset', '')), name, value, deck))
    widths = [max(len(line[column]) for line in lines) for column in range(5)]
    return '\n'.join('  '.join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) for line in lines)


def _rows(run):
    """(name, value, deck's value) of every result, as text; of lists the last number."""
    for name, value in run['results'].items():
        deck = run['deck'].get(name)
        if isinstance(value, dict):
            for inner, number in value.items():
                yield f'{name}, {inner}'.replace('_', ' '), _number(name, number), ''
        else:
            label = f'last of {name}' if isinstance(value, list) else name
            yield label.replace('_', ' '), _number(name, value), '' if deck is None else _number(name, deck)


def _number(name, value):
    if isinstance(value, list):
        value = value[-1] if value else float('nan')
    if not isinstance(value, float):
        return str(value)
    return f'{100 * value:.2f} %' if name.endswith('accuracy') else f'{value:.4f}'


def _page(root, runs):
    sections = '\n'.join(_section(root, folder, run) for folder, run in runs)
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<title>tf1_ref: report</title>\n<style>{STYLE}</style></head>\n'
        f'<body><h1>tf1_ref: what was trained</h1>\n{sections}\n</body></html>\n'
    )


def _section(root, folder, run):
    title = html.escape(TITLES.get(run['script'], run['script']))
    pictures = '\n'.join(_figure(path) for path in sorted(folder.glob('*.png')))
    return (
        f'<section><h2>{title} <small>{html.escape(_name(root, folder))}</small></h2>\n'
        f'{_results(run)}\n{_epochs(run)}\n{pictures}\n'
        f'<details><summary>Settings</summary>{_table(["flag", "value"], run["settings"].items())}</details>\n'
        f'<details><summary>{len(run["variables"])} variables</summary>{_variables(run)}</details></section>'
    )


def _results(run):
    """The results, beside the deck's where it has any."""
    columns = 3 if run['deck'] else 2
    rows = [row[:columns] for row in _rows(run)]
    return _table(['result', 'value', 'deck'][:columns], rows, numbers=(1, 2))


def _epochs(run):
    """Lists of numbers, one per epoch, beside the deck's."""
    parts = []
    for name, values in run['results'].items():
        deck = run['deck'].get(name)
        if isinstance(values, list) and values and isinstance(deck, list) and deck:
            rows = [
                (str(number + 1), f'{value:.4f}', f'{deck[number]:.4f}' if number < len(deck) else '')
                for number, value in enumerate(values)
            ]
            parts.append(_table(['epoch', name, 'deck'], rows, numbers=(0, 1, 2)))
    return '\n'.join(parts)


def _variables(run):
    rows = [
        (v['name'], ' × '.join(map(str, v['shape'])) or 'scalar', v['dtype'], 'yes' if v['trainable'] else 'no')
        for v in run['variables']
    ]
    return _table(['name', 'shape', 'dtype', 'trainable'], rows)


def _table(head, rows, numbers=()):
    def line(cells, tag):
        marks = [' class="number"' if column in numbers else '' for column in range(len(cells))]
        inner = ''.join(
            f'<{tag}{mark}>{html.escape(str(cell))}</{tag}>' for cell, mark in zip(cells, marks, strict=True)
        )
        return f'<tr>{inner}</tr>'

    body = '\n'.join(line(tuple(row), 'td') for row in rows)
    return f'<div class="scroll"><table>{line(head, "th")}\n{body}</table></div>'


def _figure(path):
    data = base64.b64encode(path.read_bytes()).decode('ascii')
    name = html.escape(path.stem.replace('_', ' '))
    return f'<figure><img alt="{name}" src="data:image/png;base64,{data}"><figcaption>{name}</figcaption></figure>'


def _name(root, folder):
    return '.' if folder == root else folder.relative_to(root).as_posix()


def define_flags():
    flags.DEFINE_string('log_dir', None, 'Folder that holds the runs.', allow_override=True)
    flags.DEFINE_string('output', None, 'Where the page goes. Default: report.html in --log_dir.')


if __name__ == '__main__':
    define_flags()
    launch(main)
