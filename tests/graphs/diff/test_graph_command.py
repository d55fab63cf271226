"""`python -m tf1_ref diff` for graphs: what is compared with what, what is printed, how it ends."""

import json
import os
import pathlib
import subprocess
import sys

import pytest

from tests.graphs.graph_texts import ADDED, as_bytes
from tf1_ref import listings
from tf1_ref.__main__ import main
from tf1_ref.graphs.reading import snapshots
from tf1_ref.graphs.reading.sources import open_graph

ROOT = pathlib.Path(listings.__file__).parents[2]
RENAMED = ADDED.replace('"W', '"V').replace('^W', '^V')
SCRIPT = """
import tensorflow as tf
x = tf.placeholder(tf.float32, [None, 3], name='x')
W = tf.get_variable('W', [3], initializer=tf.zeros_initializer())
y = tf.add(x, W, name='sum')
tf.Session().run(y, {x: [[1, 2, 3]]})
"""


@pytest.fixture(autouse=True)
def files(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / 'a.pb').write_bytes(as_bytes(ADDED))
    (tmp_path / 'b.pbtxt').write_text(RENAMED)
    (tmp_path / 'broken.pb').write_bytes(as_bytes(ADDED)[:-7])
    (tmp_path / 'a.json').write_text(snapshots.to_text(open_graph('a.pb')))


def diff(capsys, *arguments):
    code = main(['diff', *arguments])
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def test_files_of_every_kind(capsys):
    assert diff(capsys, 'a.pb', 'a.json')[0] == 0
    code, out, err = diff(capsys, 'a.pb', 'b.pbtxt')
    assert (code, err) == (1, '')
    assert out.splitlines()[:3] == ['variables  renamed W (1 variable, 99 % sure)', '  - W', '  + V']
    assert out.splitlines()[-1] == 'different: a.pb and b.pbtxt (1 in variables)'


def test_formats(capsys):
    code, out, _ = diff(capsys, '--format=json', 'a.pb', 'b.pbtxt')
    assert code == 1 and json.loads(out)['differences'][0]['right'] == 'V'
    code, out, _ = diff(capsys, '--format=html', 'a.pb', 'b.pbtxt')
    assert code == 1 and out.startswith('<!doctype html>')
    code, out, _ = diff(capsys, '--variables', 'a.pb', 'b.pbtxt')
    assert (code, out.splitlines()) == (
        1,
        ['--- a.pb', '+++ b.pbtxt', '@@ -1 +1 @@', '-W  [3]  float32', '+V  [3]  float32'],
    )
    assert diff(capsys, '--variables', 'a.pb', 'a.json') == (0, 'same: the variables of a.pb and a.json\n', '')


def test_layers(capsys):
    assert diff(capsys, '--layers=topology,seeds', 'a.pb', 'b.pbtxt')[0] == 0
    assert diff(capsys, '--layers=variables', 'a.pb', 'b.pbtxt')[0] == 1


@pytest.mark.parametrize(
    ('arguments', 'said'),
    [
        (['a.pb', 'none.pb'], "'none.pb' is neither a file or folder"),
        (['a.pb', 'broken.pb'], 'broken.pb'),
        (['deck:cnn', 'a.pb'], 'a.pb is no Python file (.py), with which alone a slide can be compared'),
        (['code.py::f', 'a.pb'], 'code.py::f is a piece of code, which cannot be compared with a graph'),
        (['--as=graph', 'deck:cnn', 'a.pb'], 'deck:cnn is a piece of code, which cannot be compared with a graph'),
        (['--layers=vars', 'a.pb', 'a.pb'], '--layers: vars is no layer; one or more of variables, collections'),
        (['--format=html', 'deck:cnn', 'deck:cnn'], '--format=html, --variables and --layers are for graphs'),
        (['--as=both', 'a.pb', 'a.pb'], 'argument --as: invalid choice'),
    ],
)
def test_what_cannot_be_compared_gets_one_line_and_exit_code_2(capsys, arguments, said):
    pathlib.Path('code.py').write_text('def f(): pass\n')
    code, out, err = diff(capsys, *arguments)
    assert (code, out) == (2, '')
    assert err.startswith('tf1_ref diff: error: ') and said in err and err.count('\n') == 1


def test_files_are_compared_without_tensorflow():
    code = (
        'import sys\nfrom tf1_ref.__main__ import main\nfound = main(["diff", "a.pb", "b.pbtxt"])\n'
        'print(found, "tensorflow" in sys.modules)'
    )
    done = subprocess.run(
        [sys.executable, '-c', code], env={**os.environ, 'PYTHONPATH': str(ROOT)}, capture_output=True, text=True
    )
    assert done.stdout.splitlines()[-1] == '1 False', done.stderr


def test_a_script_beside_a_graph_is_run(capsys):
    pathlib.Path('net.py').write_text(SCRIPT)
    code, out, _ = diff(capsys, '--layers=variables,interface', 'net.py', 'a.pb')
    assert (code, out.splitlines()[-1].partition(' (')[0]) == (0, 'same: net.py and a.pb')
    code, out, _ = diff(capsys, '--as=graph', 'net.py', 'net.py')
    assert (code, out) == (0, 'same: net.py and net.py\n')
    assert diff(capsys, 'net.py', 'net.py') == (0, 'same: net.py and net.py\n', '')  # as code, without running it
