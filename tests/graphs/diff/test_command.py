"""`python -m tf1_ref diff`: what is compared with what, what is printed, how it ends."""

import json
import os
import pathlib
import pty
import subprocess
import sys

import pytest

from tests.graphs.graph_texts import ADDED, as_bytes
from tf1_ref import listings
from tf1_ref.graphs.reading import snapshots
from tf1_ref.graphs.reading.sources import open_graph

ROOT = listings.path('cnn').parents[2]
CNN = listings.path('cnn').read_text()
RENAMED = ADDED.replace('"W', '"V').replace('^W', '^V')
SCRIPT = """
import tensorflow as tf
x = tf.placeholder(tf.float32, [None, 3], name='x')
W = tf.get_variable('W', [3], initializer=tf.zeros_initializer())
y = tf.add(x, W, name='sum')
tf.Session().run(y, {x: [[1, 2, 3]]})
"""


def test_the_listings_are_named_with_their_titles(diff):
    code, out, _ = diff('--list')
    lines = out.splitlines()
    assert code == 0 and [line.split()[0] for line in lines] == [f'deck:{name}' for name in listings.NAMES]
    assert "deck:batch_norm      'Batch Normalization [Ioffe and Szegedy, 2015]'" in lines
    assert list(json.loads(diff('--list', '--format=json')[1])) == list(listings.NAMES)


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
        (['--list', '-o', 'file'], '--list is printed; it takes no --output; see python -m tf1_ref diff --help'),
        (['--format=xml', 'deck:cnn', 'good.py'], 'argument --format: invalid choice'),
    ],
)
def test_what_cannot_be_compared_gets_one_line_and_exit_code_2(diff, file, arguments, said):
    file('def func():\n  pass\n', 'good.py')
    file('x = 1\nprint x\n', 'bad.py')
    code, out, err = diff(*arguments)
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


@pytest.fixture
def files(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / 'a.pb').write_bytes(as_bytes(ADDED))
    (tmp_path / 'b.pbtxt').write_text(RENAMED)
    (tmp_path / 'broken.pb').write_bytes(as_bytes(ADDED)[:-7])
    (tmp_path / 'a.json').write_text(snapshots.to_text(open_graph('a.pb')))


def test_files_of_every_kind(diff, files):
    assert diff('a.pb', 'a.json')[0] == 0
    code, out, err = diff('a.pb', 'b.pbtxt')
    assert (code, err) == (1, '')
    assert out.splitlines()[:3] == ['variables  renamed W (1 variable, 99 % sure)', '  - W', '  + V']
    assert out.splitlines()[-1] == 'different: a.pb and b.pbtxt (1 in variables)'


def test_formats(diff, files):
    code, out, _ = diff('--format=json', 'a.pb', 'b.pbtxt')
    assert code == 1 and json.loads(out)['differences'][0]['right'] == 'V'
    code, out, _ = diff('--format=html', 'a.pb', 'b.pbtxt')
    assert code == 1 and out.startswith('<!doctype html>')
    code, out, _ = diff('--variables', 'a.pb', 'b.pbtxt')
    assert (code, out.splitlines()) == (
        1,
        ['--- a.pb', '+++ b.pbtxt', '@@ -1 +1 @@', '-W  [3]  float32', '+V  [3]  float32'],
    )
    assert diff('--variables', 'a.pb', 'a.json') == (0, 'same: the variables of a.pb and a.json\n', '')


def test_into_a_file(diff, files, tmp_path):
    code, out, _ = diff('a.pb', 'b.pbtxt', '-o', 'page.html')
    assert (code, out) == (1, 'different; written to page.html\n')
    assert (tmp_path / 'page.html').read_text().startswith('<!doctype html>')
    assert diff('a.pb', 'a.json', '--output=same.json', '--format=json')[:2] == (0, 'same; written to same.json\n')
    assert json.loads((tmp_path / 'same.json').read_text())['same'] is True
    assert diff('deck:cnn', 'deck:cnn', '-o', 'code.txt')[0] == 0
    assert (tmp_path / 'code.txt').read_text().startswith('same: deck:cnn')
    code, out, err = diff('a.pb', 'b.pbtxt', '-o', 'none/page.html')
    assert (code, out) == (2, '') and 'cannot write none/page.html (No such file or directory)' in err


def test_layers(diff, files):
    assert diff('--layers=topology,seeds', 'a.pb', 'b.pbtxt')[0] == 0
    assert diff('--layers=variables', 'a.pb', 'b.pbtxt')[0] == 1


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
def test_graphs_that_cannot_be_compared_get_one_line_and_exit_code_2(diff, files, arguments, said):
    pathlib.Path('code.py').write_text('def f(): pass\n')
    code, out, err = diff(*arguments)
    assert (code, out) == (2, '')
    assert err.startswith('tf1_ref diff: error: ') and said in err and err.count('\n') == 1


def test_files_are_compared_without_tensorflow(files):
    code = (
        'import sys\nfrom tf1_ref.__main__ import main\nfound = main(["diff", "a.pb", "b.pbtxt"])\n'
        'print(found, "tensorflow" in sys.modules)'
    )
    done = subprocess.run(
        [sys.executable, '-c', code], env={**os.environ, 'PYTHONPATH': str(ROOT)}, capture_output=True, text=True
    )
    assert done.stdout.splitlines()[-1] == '1 False', done.stderr


def test_a_script_beside_a_graph_is_run(diff, files):
    pathlib.Path('net.py').write_text(SCRIPT)
    code, out, _ = diff('--layers=variables,interface', 'net.py', 'a.pb')
    assert (code, out.splitlines()[-1].partition(' (')[0]) == (0, 'same: net.py and a.pb')
    code, out, _ = diff('--as=graph', 'net.py', 'net.py')
    assert (code, out) == (0, 'same: net.py and net.py\n')
    assert diff('net.py', 'net.py') == (0, 'same: net.py and net.py\n', '')  # as code, without running it
