"""`python -m tf1_ref symbols`."""

import json
import subprocess
import sys

import pytest

from tests.legacy.running import ROOT
from tf1_ref.errors import InputError
from tf1_ref.legacy.symbols import command


def test_text(capsys):
    assert command.main(['tf.contrib.layers']) == 0
    *lines, totals = capsys.readouterr().out.splitlines()
    assert 'given back' in next(line for line in lines if line.split()[0] == 'tf.contrib.layers.flatten')
    assert totals.startswith(f'{len(lines)} names: ')


def test_refused_names_come_with_their_reason(capsys):
    assert command.main(['tf.raw_ops', '--status=refused']) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) > 1 and all(': ' in line for line in lines)


def test_markdown_and_json_say_the_same(capsys):
    command.main(['tf.layers', '--format=json'])
    as_json = json.loads(capsys.readouterr().out)
    command.main(['tf.layers', '--format=markdown'])
    rows = [line for line in capsys.readouterr().out.splitlines() if line.startswith('| `')]
    assert [row.split('`')[1] for row in rows] == list(as_json)
    assert as_json['tf.layers.dense'] == {'status': 'given back', 'why': '', 'substitute': ''}


def test_a_filter_that_leaves_nothing(capsys):
    assert command.main(['tf.nn.relu', '--status=refused']) == 0
    assert capsys.readouterr().out == '0 names\n'


@pytest.mark.parametrize('name', ['tf.nn.relu', 'nn.relu', 'tensorflow.nn.relu'])
def test_a_name_with_and_without_its_module(capsys, name):
    command.main([name])
    assert capsys.readouterr().out == 'tf.nn.relu  as it is\n1 name: 1 as it is\n'


@pytest.mark.parametrize(
    ('name', 'said'),
    [
        ('conv2d', 'did you mean tf.nn.conv2d or tf.layers.conv2d or '),
        ('tf.layers.relu', 'did you mean tf.nn.relu'),
        ('contrib.layer', 'did you mean tf.contrib.layers'),
        ('tf.optimizers.AdamOptimiser', 'did you mean tf.train.AdamOptimizer'),
        ('qqqq.zzzzzz', 'see python -m tf1_ref symbols'),
    ],
)
def test_an_unknown_name_gets_a_suggestion(name, said):
    with pytest.raises(InputError) as caught:
        command.main([name])
    assert str(caught.value).startswith(f'{name}: TensorFlow 1.15 had no such name; {said}')


@pytest.mark.parametrize('arguments', [['tf.nonsense'], ['--status=lost'], ['--format=xml']])
def test_bad_input(arguments):
    with pytest.raises(InputError):
        command.main(arguments)


def test_needs_no_tensorflow():
    code = (
        'import sys; from tf1_ref.__main__ import main; main(["symbols", "tf.nn"])\n'
        'print([name for name in ("tensorflow", "numpy", "libcst") if name in sys.modules])'
    )
    done = subprocess.run([sys.executable, '-c', code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.endswith('\n[]\n')
