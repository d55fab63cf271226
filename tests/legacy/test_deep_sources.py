"""Sources at the edge of what Python accepts: no command ends in a traceback. Each of these did once."""

import json

import pytest

from tests import needs

needs.modules('libcst')

from tests.legacy.running import run
from tf1_ref.__main__ import main

SOURCES = {
    'sum.py': 'import tensorflow as tf\nx = ' + ' + '.join(['tf.constant(1.0)'] * 1000) + '\n',
    'calls.py': 'import tensorflow as tf\nf = lambda: tf.log(1.)' + '.f(1)' * 1400 + '\n',
    'chain.py': 'import tensorflow as tf\nf = lambda: tf' + '.nn' * 500 + '\n',
    'branches.py': 'import tensorflow as tf\nfor b in c:\n    m = map(f, a)\n    if b:\n        m = tf.log(m)\n'
    + '    elif b == 1:\n        m = tf.log(m)\n' * 300
    + '    print(m[0])\n',
    'dedent.py': 'import tensorflow as tf\nif 1:\n        x = 1\n    y = 2\n',
    'null.py': 'import tensorflow as tf\nx = 1\0\n',
    'encoding.py': '# coding: nonsense\nimport tensorflow as tf\n',
    'minuses.py': 'import tensorflow as tf\nx = ' + '-' * 100_000 + '1\n',
    'parentheses.py': 'import tensorflow as tf\nx = ' + '(' * 1500 + '1' + ')' * 1500 + '\n',
    'print.py': 'import tensorflow as tf\nprint "x"\nx = ' + '(' * 100_000 + '1' + ')' * 100_000 + '\n',
    'print_minus.py': 'import tensorflow as tf\nprint "x"\nx = ' + '-' * 100_000 + '1\n',
    'surrogate.ipynb': json.dumps(
        {
            'cells': [{'cell_type': 'code', 'source': 'import tensorflow as tf\nx = "\ud800"', 'metadata': {}}],
            'metadata': {},
            'nbformat': 4,
            'nbformat_minor': 5,
        }
    ),
}
# What Python compiles; it is ported and compared like any other source.
GOOD = ('sum.py', 'calls.py', 'chain.py', 'branches.py')


@pytest.fixture
def folder(tmp_path, monkeypatch):
    for name, text in SOURCES.items():
        (tmp_path / name).write_text(text)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize('name', SOURCES)
@pytest.mark.parametrize('command', ['port', 'doctor'])
def test_commands_that_read_sources(folder, capsys, command, name):
    code = main([command, name])
    printed = capsys.readouterr()
    if name in GOOD:
        assert printed.err == '' and 'cannot be parsed' not in printed.out and 'nested' not in printed.out
    else:
        assert (code, printed.out) == (2, '')
        assert printed.err.startswith(f'tf1_ref {command}: error: {name}') and printed.err.count('\n') == 1


@pytest.mark.parametrize('name', GOOD)
def test_code_is_compared(folder, capsys, name):
    assert main(['diff', name, name]) == 0
    assert capsys.readouterr().out == f'same: {name} and {name}\n'


@pytest.mark.parametrize(
    ('name', 'flags'), [('minuses.py', ()), ('print.py', ['--py2']), ('print_minus.py', ['--py2'])]
)
def test_what_no_python_takes_does_not_run(folder, name, flags):
    done = run([*flags, name], folder)
    assert (done.returncode, done.stdout) == (2, '')
    assert 'is nested more deeply than Python takes; split its expressions' in done.stderr
    assert done.stderr.startswith('tf1_ref run: error: ') and done.stderr.count('\n') == 1


def test_a_sum_of_a_thousand_terms_runs(folder):
    (folder / 'sum.py').write_text(SOURCES['sum.py'] + 'print(len(tf.get_default_graph().get_operations()))\n')
    done = run(['sum.py'], folder)
    assert (done.returncode, done.stdout) == (0, '1999\n'), done.stderr
