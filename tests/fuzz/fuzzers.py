"""What is made at random, and what reads it.

A fuzzer makes a file from its dice and gives it to what this project has for such files. Of a command, any exception,
and any end but a whole answer or one line of what is wrong, is a finding.
"""

from __future__ import annotations

import contextlib
import dataclasses
import gzip
import io
import json
import pathlib
import random
import signal
from collections.abc import Callable

from tests import damage
from tests.arrows import ROOT
from tests.graphs.golden import generate
from tf1_ref.__main__ import COMMANDS, main
from tf1_ref.errors import InputError
from tf1_ref.terminal import printable

CHECKPOINTS = ROOT / 'tests' / 'graphs' / 'genuine' / 'checkpoints'
GRAPHS = ('cnn.pb', 'cnn.pbtxt', 'cnn.meta', 'cnn_1_4.pb', 'srcnn_training.meta')
SOURCES = sorted((ROOT / 'tests' / 'legacy').glob('port/scripts/*.txt')) + sorted(
    (ROOT / 'tests' / 'legacy' / 'scripts' / 'idioms').glob('*.py')
)


class Found(Exception):
    """Something that must not be: a traceback, or an end that is told in another way than by one line."""


@dataclasses.dataclass(frozen=True)
class Fuzzer:
    """Makes files and has them read.

    Attributes:
        makes: what it makes, in words.
        suffix: what their names end in.
        make: the content of one, from dice.
        read: reads one that is called so, in a folder of which it is the only file.
        needs: modules, without which it cannot work.
    """

    makes: str
    suffix: str
    make: Callable[[random.Random], bytes]
    read: Callable[[pathlib.Path], None]
    needs: tuple[str, ...] = ()


def command(*arguments: object) -> int:
    """Runs a command in this process, as a process of its own would end; returns its exit code.

    Raises:
        Found: it did not end with 0, 1, or with 2 and one line.
    """
    left, each = signal.getitimer(signal.ITIMER_PROF)
    if each:  # a fuzzer is at work; every command has its own time
        signal.setitimer(signal.ITIMER_PROF, max(left, each), each)
    output, errors = io.TextIOWrapper(io.BytesIO(), 'utf-8'), io.TextIOWrapper(io.BytesIO(), 'utf-8')
    with contextlib.redirect_stdout(output), contextlib.redirect_stderr(errors):
        try:
            code = main([*map(str, arguments)])
        except SystemExit as end:  # of --help
            code = end.code or 0
    errors.seek(0)
    said = errors.read()
    lines = said.splitlines()
    is_told = len(lines) == 1 and lines[0].startswith('tf1_ref') and lines[0].isprintable() if code == 2 else True
    if code not in (0, 1, 2) or not is_told or 'Traceback' in said:
        raise Found(f'{" ".join(map(str, arguments))} ended with {code} and said {said[:500]!r}')
    return code


def _graph(dice):
    content = (generate.HERE / dice.choice(GRAPHS)).read_bytes()
    is_text = content.startswith((b'node', b'meta'))
    for _ in range(dice.choice([1, 1, 2, 5])):
        content = damage.mutated(content, dice) if is_text or dice.random() < 0.2 else damage.rebuilt(content, dice)
        content = content or b'\n'
    return content


def _read_graph(path):
    command('snapshot', path, '-o', path.with_name('out.json'))
    command('tree', path)
    command('diff', path, generate.HERE / 'cnn.meta', '--format=json')


def _snapshot(dice, texts={}):  # noqa: B006 (made once)
    if not texts:
        from tf1_ref.graphs.reading import snapshots
        from tf1_ref.graphs.reading.sources import open_graph

        texts['cnn'] = snapshots.to_text(open_graph(str(generate.HERE / 'cnn.meta')))
    inputs = ('a:b:c', ':', '^', '', 'w:99999999999')
    return json.dumps(damage.misread(json.loads(texts['cnn']), dice, inputs)).encode()


RUN = {
    'script': 'train_cnn',
    'settings': {'dataset': 'mnist', 'seed': 3},
    'results': {'costs': [0.25, 0.125], 'test_accuracy': 0.9425, 'rows': {'psnr': 14.5}},
    'deck': {'costs': [0.21, 0.088], 'test_accuracy': 0.9415},
    'variables': [{'name': 'conv1/W', 'shape': [3, 3, 1, 4], 'dtype': 'float32', 'trainable': True}],
    'epochs': [{'cost': 0.25, 'seconds': 1.5, 'accuracy': 0.9}, {'cost': 0.125, 'seconds': 1.5, 'accuracy': 0.92}],
}


def _run(dice):
    content = json.dumps(damage.misread(RUN, dice)).encode()
    return damage.mutated(content, dice) if dice.random() < 0.3 else content


def _read_run(path):
    from tf1_ref.scripts import report, trained
    from tf1_ref.scripts.reporting import page
    from tf1_ref.training.history import load_history

    content = path.read_bytes()
    for name in ('metrics.json', 'history.json'):
        path.with_name(name).write_bytes(content)
    with _one_line():
        runs = report.find_runs(path.parent)
        report._text_table(runs)
        page.page(runs, {'date': '', 'command': ''}).encode()
    with _one_line():
        load_history(path.parent, RUN['settings'])
    with _one_line():
        trained.find(str(path.parent))


@contextlib.contextmanager
def _one_line():
    try:
        yield
    except InputError as error:
        if len(printable(str(error))) > 1000:  # as it is printed
            raise Found(f'a line of {len(str(error))} characters') from error


def _idx(dice):
    rank = dice.choice([0, 1, 1, 3, 3, 255])
    sizes = [dice.choice([0, 1, 2, 3, 5, 2**16, 2**31, 2**32 - 1]) for _ in range(min(rank, 4))]
    head = bytes([dice.choice([0, 0, 0, 1]), 0, dice.choice([8, 8, 9, 11, 12, 13, 14, 7, 255]), rank])
    content = head + b''.join(size.to_bytes(4, 'big') for size in sizes) + bytes(dice.randrange(200))
    content = damage.mutated(content, dice) if dice.random() < 0.3 else content
    if dice.random() < 0.4:
        content = gzip.compress(content, mtime=0)
        content = damage.mutated(content, dice) if dice.random() < 0.5 else content
    return content


def _read_idx(path):
    from tf1_ref.data import idx

    for read in (idx.read, idx.read_header, idx.looks_complete):
        with _one_line():
            read(path)


def _table(dice):
    """One damaged file of a checkpoint; its name is in the first line."""
    chosen = dice.choice([path for path in sorted(CHECKPOINTS.iterdir()) if path.stat().st_size])
    content = chosen.read_bytes()
    for _ in range(dice.choice([1, 1, 3])):
        content = damage.mutated(content, dice) or b'\n'
    return chosen.name.encode() + b'\n' + content


def _read_table(path):
    name, _, content = path.read_bytes().partition(b'\n')
    for other in CHECKPOINTS.iterdir():
        path.with_name(other.name).write_bytes(other.read_bytes())
    damaged = path.with_name(name.decode())
    damaged.write_bytes(content)
    prefix = damaged.with_name(damaged.name.split('.')[0].split('-')[0])
    command('checkpoint', prefix)
    command('checkpoint', prefix, f'--write={path.with_name("out.npz")}')


CELL = {'cell_type': 'code', 'metadata': {}, 'execution_count': None, 'outputs': []}
CELLS = (
    'import tensorflow as tf\nx = tf.placeholder(tf.float32)\n',
    '%matplotlib inline\n!ls\n',
    '%%time\ny = tf.log(x)',
)


def _notebook(dice):
    cells = [{**CELL, 'source': dice.choice([text, text.splitlines(True)])} for text in CELLS]
    content = {'cells': cells, 'metadata': {'kernelspec': {'name': 'python3'}}, 'nbformat': 4, 'nbformat_minor': 2}
    content = damage.misread(content, dice, ('import tensorflow as tf\ud800', '%', '!', 'x = (', ['tf', 1]))
    text = json.dumps(content, ensure_ascii=dice.random() < 0.7).encode('utf-8', 'surrogatepass')
    return damage.mutated(text, dice) if dice.random() < 0.2 else text


PIECES = (
    ' ', '    ', '\t', '\n', '\\\n', ':', '(', ')', '[', '{', '}', "'", '"', '"""', '#', ';', ',', '.', '=', '*', '**',
    'tf', 'tf.contrib', 'import tensorflow as tf\n', 'from tensorflow import *\n', 'lambda: ', 'print ', 'exec ',
    'async ', 'match x:\n  case 1: ', 'def f():\n', 'class A:\n', 'if x:\n', '\x00', '\x0c', '\ufeff', '\ud800', '\x80',
    '# coding: utf-16\n', '# coding: none\n', '# -*- coding: latin-1 -*-\n', '1_0', '0777', '10L', 'u"x"', '`x`', '<>',
    'tf.Session', 'np.float', 'xrange', 'raise E, "x"', 'except E, e:', 'yield', 'await ', 'f"{x!r:{y}}"', '\r', '...',
)  # fmt: skip
DEEP = (
    lambda n: 'x = ' + ' + '.join(['tf.constant(1)'] * n),
    lambda n: 'x = tf' + '.a' * n,
    lambda n: 'x = ' + '(' * n + '1' + ')' * n,
    lambda n: 'x = ' + '-' * n + '1',
    lambda n: ''.join(f'{" " * at}if tf:\n' for at in range(n)) + ' ' * n + 'pass',
    lambda n: 'x = ' + 'f(' * n + 'tf.log(1)' + ')' * n,
    lambda n: 'if 1: pass\n' + 'elif tf.log(1): pass\n' * n,
    lambda n: 'x = [' + 'tf.log(1), ' * n + ']',
    lambda n: 'x = ' + ' if 1 else '.join(['tf.log(1)'] * n),
)


def _source(dice):
    lines = dice.choice(SOURCES).read_text(encoding='utf-8').splitlines(True)
    start = dice.randrange(len(lines))
    lines = ['import tensorflow as tf\n', *lines[start : start + dice.choice([3, 10, 60])]]
    for _ in range(dice.choice([1, 1, 2, 5])):
        at, how = dice.randrange(len(lines)), dice.randrange(6)
        if how == 0:
            del lines[at]
            lines = lines or ['\n']
        elif how == 1:
            lines.insert(at, dice.choice(lines))
        elif how == 2:
            lines[at] = dice.choice([' ', '   ', '\t', '']) + lines[at].lstrip(dice.choice([' ', '']))
        elif how == 3 and dice.random() < 0.3:
            lines.insert(at, dice.choice(DEEP)(dice.choice([3, 60, 150, 400, 1000])) + '\n')
        else:
            place = dice.randrange(len(lines[at]) + 1)
            lines[at] = lines[at][:place] + dice.choice(PIECES) + lines[at][place + dice.choice([0, 0, 1, 5]) :]
    encoding = dice.choice(['utf-8', 'utf-8', 'utf-8', 'latin-1', 'utf-16'])
    return ''.join(lines).encode(encoding, 'surrogatepass' if encoding != 'latin-1' else 'replace')


def _read_source(path):
    command('port', path, '-o', path.with_name(f'out{path.suffix}'), '--overwrite')
    command('port', path, '--target=standalone', '--diff', '--api=0.12')
    command('doctor', path)


# Not those that run programs, wait for people, or install.
ASKED = sorted({*COMMANDS} - {'run', 'verify', 'genuine', 'tour'})
VALUES = (
    '',
    '-',
    '--',
    '-1',
    '0',
    '1',
    '99999999999999999999',
    'x',
    'x=y',
    '=',
    'a:b',
    'deck:cnn',
    'text',
    'json',
    'html',
)
VALUES += ('tf.log', '*', '\x1b[31m', '\udcff', 'none.py', 'good.py', 'good.meta', '.', './none/none', 'é', 'x' * 5000)


def _flags(dice):
    from tf1_ref.completion import parser_of

    name = dice.choice(ASKED)
    options = [option for action in parser_of(COMMANDS[name][0])._actions for option in action.option_strings]
    words = [name]
    for _ in range(dice.randrange(6)):
        kind = dice.randrange(4)
        option = dice.choice(options)
        value = dice.choice(VALUES)
        words += [[option], [option, value], [f'{option}={value}'], [value]][kind]
    return json.dumps(words).encode()


def _read_flags(path):
    (path.parent / 'good.py').write_text('import tensorflow as tf\nx = tf.log(1.0)\n')
    (path.parent / 'good.meta').write_bytes((generate.HERE / 'cnn.meta').read_bytes())
    with contextlib.chdir(path.parent), contextlib.redirect_stdout(io.StringIO()):
        import sys

        sys.stdin = io.TextIOWrapper(io.BytesIO(b'import tensorflow as tf\n'))
        try:
            command(*json.loads(path.read_bytes()))
        finally:
            sys.stdin = sys.__stdin__


FUZZERS = {
    'graphs': Fuzzer('graphs, their protobuf fields changed', '.pb', _graph, _read_graph),
    'snapshots': Fuzzer('snapshots of graphs, their JSON changed', '.json', _snapshot, _read_graph),
    'runs': Fuzzer('measurements and histories of runs (JSON)', '.json', _run, _read_run),
    'idx': Fuzzer('IDX files, plain and gzip', '', _idx, _read_idx),
    'checkpoints': Fuzzer('checkpoints, tables and data', '', _table, _read_table),
    'notebooks': Fuzzer('notebooks', '.ipynb', _notebook, _read_source, ('libcst',)),
    'sources': Fuzzer('sources of Python 2 and 3', '.py', _source, _read_source, ('libcst', 'fissix')),
    'flags': Fuzzer('command lines', '.json', _flags, _read_flags, ('libcst',)),
}
