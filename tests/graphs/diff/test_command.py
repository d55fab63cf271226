"""`python -m tf1_ref diff`: what it compares, what it prints, how it ends."""

import json
import os
import pty
import subprocess
import sys

import pytest

from tf1_ref import listings
from tf1_ref.__main__ import main

CNN = listings.path('cnn').read_text()


@pytest.fixture
def file(tmp_path, monkeypatch):
    """Writes a file of this name into the working folder."""
    monkeypatch.chdir(tmp_path)

    def write(content, name='my_cnn.py'):
        (tmp_path / name).write_text(content)
        return name

    return write


def diff(capsys, *arguments):
    code = main(['diff', *arguments])
    printed = capsys.readouterr()
    return code, printed.out, printed.err


@pytest.mark.parametrize('name', listings.NAMES)
def test_a_slide_is_the_same_as_itself(capsys, name):
    assert diff(capsys, f'deck:{name}', f'deck:{name}') == (0, f'same: deck:{name} and deck:{name}\n', '')
    code, out, _ = diff(capsys, f'deck:{name}', str(listings.path(name)))
    assert code == 0 and out.startswith('same: ')


def test_a_script_with_the_slide_s_code_in_it(capsys, file):
    name = file('import tensorflow.compat.v1 as t\nimport layers\n' + CNN.replace('tf.', 't.') + '\nprint(logit)\n')
    assert diff(capsys, 'deck:cnn', name) == (0, 'same: deck:cnn and my_cnn.py\n', '')


def test_a_function_with_the_slide_s_code_in_it(capsys, file):
    body = ''.join(f'    {line}\n' for line in CNN.splitlines())
    name = file(f'import tensorflow as tf\n\ndef build(rate):\n{body}    return logit\n')
    code, out, _ = diff(capsys, 'deck:cnn', name)
    assert code == 0
    assert out.splitlines() == [
        'note: lines 3 to 19 are wrapped in `def build(rate):`',
        'same: deck:cnn and my_cnn.py',
    ]


def test_differences_are_printed_with_their_lines(capsys, file):
    name = file(
        CNN.replace("'SAME', 'conv2'", "'VALID', 'conv2'").replace('h = tf.nn.max_pool(h, [1,2,2,1]', 'show(h)\n#', 1)
    )
    code, out, err = diff(capsys, 'deck:cnn', name)
    assert (code, err) == (1, '')
    assert out.splitlines() == [
        'deck:cnn:10 | my_cnn.py:9  missing Assign',
        "  - h = tf.nn.max_pool(h, [1, 2, 2, 1], [1, 2, 2, 1], 'SAME')",
        'deck:cnn:10 | my_cnn.py:10  extra Expr',
        '  + show(h)',
        'deck:cnn:11 | my_cnn.py:12  replaced Constant',
        "  - 'SAME'",
        "  + 'VALID'",
        'different: deck:cnn and my_cnn.py (1 missing, 1 extra, 1 replaced)',
    ]


def test_a_name_that_differs_throughout_is_printed_once(capsys, file):
    name = file(
        CNN.replace('logit', 'logits').replace('h = ', 'net = ').replace('(h,', '(net,').replace('(h)', '(net)')
    )
    _, out, _ = diff(capsys, 'deck:cnn', name)
    assert out.splitlines()[:4] == [
        'deck:cnn:8 | my_cnn.py:8  replaced Name',
        '  - h',
        '  + net',
        '    and again in lines 9, 9, 10, 10, 11, 11, 12, 12, 13, 13, 14, 14, 15',
    ]
    assert out.splitlines()[4:] == [
        'deck:cnn:15 | my_cnn.py:15  replaced Name',
        '  - logit',
        '  + logits',
        'different: deck:cnn and my_cnn.py (15 replaced)',
    ]


def test_json(capsys, file):
    name = file(CNN.replace("'fc1'", "'fc'"))
    code, out, _ = diff(capsys, '--format=json', 'deck:cnn', name)
    assert code == 1
    assert json.loads(out) == {
        'left': 'deck:cnn',
        'right': 'my_cnn.py',
        'same': False,
        'differences': [
            {
                'kind': 'replaced',
                'node': 'Constant',
                'path': 'body[9].value.args[2]',
                'left': "'fc1'",
                'right': "'fc'",
                'left_line': 15,
                'right_line': 15,
            }
        ],
        'notes': [],
    }
    assert json.loads(diff(capsys, '--format=json', 'deck:cnn', 'deck:cnn')[1])['same'] is True


def test_named_functions_are_compared_from_end_to_end(capsys, file):
    name = file(
        'import tensorflow as tf\nclass Net:\n  def pool(self, h):\n'
        '    show(h)\n    h = tf.nn.max_pool(h, [1,2,2,1], [1,2,2,1], "SAME")\n'
    )
    assert diff(capsys, 'deck:pooling', name)[0] == 0
    code, out, _ = diff(capsys, 'deck:pooling', f'{name}::Net.pool')
    assert (code, out.splitlines()[1]) == (1, '  + show(h)')
    functions = file('def f(x):\n  return x\ndef g(x):\n  return x\ndef h(y):\n  return x\n', 'functions.py')
    assert diff(capsys, f'{functions}::f', f'{functions}::f')[0] == 0
    assert '- def f(x):' in diff(capsys, f'{functions}::f', f'{functions}::g')[1]
    assert '+ y' in diff(capsys, f'{functions}::g', f'{functions}::h')[1]


def test_two_functions_can_share_a_slide(capsys, file):
    lines = CNN.splitlines(keepends=True)
    halves = (''.join(f'    {line}' for line in part) for part in (lines[:7], lines[7:]))
    name = file('def inputs():\n{}\ndef net(x):\n{}'.format(*halves))
    assert diff(capsys, 'deck:cnn', f'{name}::inputs,net')[0] == 0
    assert diff(capsys, 'deck:cnn', f'{name}::net')[0] == 1


def test_two_files_are_compared_whole_and_a_slide_may_come_second(capsys, file):
    one, other = file('a = 1\nb = 2\n', 'a.py'), file('a = 1\nb = 3\nc = 4\n', 'b.py')
    assert diff(capsys, one, one)[0] == 0
    code, out, _ = diff(capsys, one, other)
    assert code == 1 and '(1 extra, 1 replaced)' in out
    name = file(CNN.replace("'fc1'", "'fc'") + 'print(1)\n')
    assert diff(capsys, name, 'deck:cnn')[1].splitlines()[1:3] == ["  - 'fc'", "  + 'fc1'"]


def test_the_listings_are_named_with_their_titles(capsys):
    code, out, _ = diff(capsys, '--list')
    lines = out.splitlines()
    assert code == 0 and [line.split()[0] for line in lines] == [f'deck:{name}' for name in listings.NAMES]
    assert "deck:batch_norm      'Batch Normalization [Ioffe and Szegedy, 2015]'" in lines
    assert list(json.loads(diff(capsys, '--list', '--format=json')[1])) == list(listings.NAMES)


@pytest.mark.parametrize(
    ('arguments', 'said'),
    [
        (['deck:cmn', 'good.py'], 'unknown listing deck:cmn; did you mean deck:cnn?'),
        (['deck:cnn', 'none.py'], 'cannot read none.py: No such file or directory'),
        (['deck:cnn', '.'], 'cannot read .: Is a directory'),
        (['deck:cnn', 'bad.py'], 'bad.py is not Python 3 (line 2): '),
        (['deck:cnn', 'good.py::fun'], 'good.py has no function fun; did you mean func?'),
        (['deck:cnn', 'good.py::other'], 'good.py has no function other'),
        (['deck:cnn'], 'expected two things to compare, got 1; see python -m tf1_ref diff --help'),
        (['deck:cnn', 'good.py', 'good.py'], 'expected two things to compare, got 3'),
        (['--colour', 'deck:cnn', 'good.py'], 'unrecognized arguments: --colour; see python -m tf1_ref diff --help'),
        (['--format=xml', 'deck:cnn', 'good.py'], 'argument --format: invalid choice'),
    ],
)
def test_what_cannot_be_compared_gets_one_line_and_exit_code_2(capsys, file, arguments, said):
    file('def func():\n  pass\n', 'good.py')
    file('x = 1\nprint x\n', 'bad.py')
    code, out, err = diff(capsys, *arguments)
    assert (code, out) == (2, '')
    assert err.startswith(f'tf1_ref diff: error: {said}') and err.count('\n') == 1


def test_colour_only_on_a_terminal(file, tmp_path):
    command = [sys.executable, '-m', 'tf1_ref', 'diff', 'deck:cnn', str(tmp_path / file(CNN.replace("'fc1'", "'fc'")))]
    environment = {key: value for key, value in os.environ.items() if key != 'NO_COLOR'}
    environment['PYTHONPATH'] = str(listings.path('cnn').parents[2])
    piped = subprocess.run(command, env=environment, capture_output=True)
    assert piped.returncode == 1 and b'\033' not in piped.stdout
    for extra, coloured in [({}, True), ({'NO_COLOR': '1'}, False)]:
        master, slave = pty.openpty()
        subprocess.run(command, env={**environment, **extra}, stdout=slave)
        os.close(slave)
        shown = os.read(master, 10000)
        os.close(master)
        assert b"'fc1'" in shown and (b'\033[31m' in shown) == coloured
