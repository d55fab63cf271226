"""Notebooks: the code cells in their order, magics and shell lines skipped by name."""

import json

import pytest

from tests.legacy.running import run
from tf1_ref.errors import InputError
from tf1_ref.legacy.reading import notebook

CELLS = [
    ('markdown', '# A title'),
    ('code', '%matplotlib inline\n!pip install something\nimport helper\nx = helper.VALUE'),
    ('code', '%%bash\nrm -rf /'),
    ('code', '%%time\nfor i in range(2):\n    %time x += 1\n    x = x  # not a magic: 7 % 2'),
    ('code', 'files = !ls\nx?\nprint(x, __name__, 7 %\n2)\n'),
]
SKIPPED = [
    'cell 1: skipped %matplotlib inline',
    'cell 1: skipped !pip install something',
    'cell 2: skipped %%bash',
    'cell 3: skipped %%time',
    'cell 4: skipped files = !ls',
    'cell 4: skipped x?',
]


def as_notebook(cells, version=4):
    if version == 4:
        content = {'cells': [{'cell_type': kind, 'source': text.splitlines(True)} for kind, text in cells]}
    else:
        old = [{'cell_type': kind, ('input' if kind == 'code' else 'source'): text} for kind, text in cells]
        content = {'worksheets': [{'cells': old}]}
    return json.dumps({**content, 'nbformat': version}).encode()


@pytest.mark.parametrize('version', [3, 4])
def test_cells_and_what_is_skipped(capsys, version):
    found = notebook.cells(as_notebook(CELLS, version), 'a.ipynb')
    assert [name for _, name in found] == [f'a.ipynb, cell {number}' for number in (1, 2, 3, 4)]
    assert found[0][0] == 'pass\npass\nimport helper\nx = helper.VALUE'
    assert found[1][0] == ''
    assert found[2][0] == '\nfor i in range(2):\n    x += 1\n    x = x  # not a magic: 7 % 2'
    said = capsys.readouterr().err.splitlines()
    assert said == [f'tf1_ref run: a.ipynb, {line}' for line in SKIPPED]


def test_a_notebook_runs(tmp_path):
    (tmp_path / 'helper.py').write_text('VALUE = 40\n')
    (tmp_path / 'a.ipynb').write_bytes(as_notebook(CELLS))
    done = run(['a.ipynb'], tmp_path)
    assert done.stdout == '42 __main__ 1\n', done.stderr
    (tmp_path / 'b.ipynb').write_bytes(as_notebook([('code', 'def f():\n    return 1 / 0'), ('code', 'f()')]))
    done = run(['b.ipynb'], tmp_path)
    assert done.returncode == 1
    assert 'File "b.ipynb, cell 1", line 2, in f\n    return 1 / 0\n' in done.stderr
    assert 'File "b.ipynb, cell 2", line 1, in <module>\n    f()\n' in done.stderr


@pytest.mark.parametrize('content', [b'print(1)', b'[]', b'{}', b'{"cells": 3}', b'{"cells": [{}]}'])
def test_what_is_no_notebook(content):
    with pytest.raises(InputError, match=r'a\.ipynb: is no Jupyter notebook'):
        notebook.cells(content, 'a.ipynb')


def test_commands_go_on_behind_a_backslash_and_are_none_within_brackets():
    lines = ['!a \\', ' $b \\', ' c', 'x = (7', '% 2)', 's = """', '!d', '"""', 'if x:', '  y = !e \\', ' f']
    lines += ['%time (', '%g)']
    assert notebook.commands(lines) == {0: 3, 9: 2, 11: 1}
    said = []
    found = notebook.cells(as_notebook([('code', '\n'.join(lines))]), 'a.ipynb', lambda *one: said.append(one[1]))
    expected = ['pass', '', '', *lines[3:9], '  pass', '', '(', '%g)']
    assert found[0][0].split('\n') == expected
    assert said == ['!a \\', '  y = !e \\']
