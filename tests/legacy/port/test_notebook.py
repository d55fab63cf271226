"""Notebooks."""

import json

import pytest

from tests.legacy.port.porting import DOOR, no_sibling
from tf1_ref.legacy.port import notebook
from tf1_ref.legacy.port.writing.context import Options


def port(*cells, **layout):
    """Ports a notebook of these code cells; returns its bytes before and after, the cells after, and the findings."""
    content = json.dumps(
        {
            'cells': [{'cell_type': 'markdown', 'source': ['tf']}]
            + [{'cell_type': 'code', 'outputs': [], 'source': cell.splitlines(keepends=True)} for cell in cells],
            'nbformat': 4,
        },
        indent=1,
        **layout,
    ).encode()
    after, findings, _ = notebook.port('n.ipynb', content, Options(), no_sibling)
    cells = [''.join(cell['source']) for cell in json.loads(after)['cells'] if cell['cell_type'] == 'code']
    return content, after, cells, findings


def test_names_carry_over_from_cell_to_cell():
    _, _, cells, findings = port('import tensorflow as tf\n%matplotlib inline', 'x = tf.mul(1, 2)\n!ls\ntf.no_such()')
    assert cells == [
        DOOR + 'import tensorflow.compat.v1 as tf\n%matplotlib inline',
        'x = tf.multiply(1, 2)\n!ls\ntf.no_such()',
    ]
    assert [(one.file, one.line, one.kind) for one in findings] == [
        ('n.ipynb[1]', 1, 'changed'),
        ('n.ipynb[2]', 1, 'changed'),
        ('n.ipynb[2]', 3, 'blocker'),
    ]


def test_magics_within_blocks_and_whole_cells():
    cells = ['import tensorflow as tf', 'if x:\n    %time tf.zeros([1])\n', '%%bash\nls | wc', 'y = 3 % 2']
    _, _, after, _ = port(*cells)
    assert after[1:] == cells[1:]


def test_without_tensorflow_every_byte_stays():
    content, after, _, findings = port('x = "é"\n', '%time x', ensure_ascii=False)
    assert after == content and findings == []


def test_twice_is_once():
    _, after, _, _ = port('import tensorflow as tf\nx = tf.sub(1, 2)', 'print(x)')
    assert notebook.port('n.ipynb', after, Options(), no_sibling)[0] == after


@pytest.mark.parametrize('content', [b'{', b'[]', b'{"cells": 3}', b'\xff'])
def test_what_is_no_notebook(content):
    after, findings, _ = notebook.port('n.ipynb', content, Options(), no_sibling)
    assert after == content
    assert [one.kind for one in findings] == ['unreadable'] and 'is no notebook' in findings[0].what


def test_commands_that_go_on_and_their_results_and_what_only_looks_like_one():
    cells = [
        'import tensorflow as tf',
        '!train \\\n  --dir=$DIR \\\n  --steps=3\nif x:\n    !ls \\\n      $HOME\nfiles = !ls\ntf.zeros?',
        "print('%d'\n      % tf.zeros([1]))\ns = '''\n!not a command\n'''",
    ]
    _, _, after, findings = port(*cells)
    assert after[1:] == cells[1:]
    assert [one.kind for one in findings] == ['changed']
