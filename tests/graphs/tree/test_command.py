"""`python -m tf1_ref tree`: what it prints and writes, and how it ends."""

import json
import os
import subprocess
import sys

import pytest

from tests.scripts.running import REPOSITORY
from tf1_ref.__main__ import main

CNN = 'tests.graphs.genuine.models:deck_cnn'


@pytest.fixture(autouse=True)
def in_the_repository(monkeypatch):
    monkeypatch.chdir(REPOSITORY)


def tree(capsys, *arguments):
    code = main(['tree', *arguments])
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def test_text_and_picture(capsys, tmp_path):
    code, out, _ = tree(capsys, CNN, f'--svg={tmp_path / "cnn.svg"}')
    assert code == 0
    lines = out.splitlines()
    assert lines[1].split() == [CNN, 'scalar', '4,266', '88,592', '16.7', 'KiB', '63.3', 'KiB']
    assert lines[2].split()[:2] == ['├─', 'conv1'] and lines[-1] == 'batch of 1'
    assert (tmp_path / 'cnn.svg').read_text().count('<path') == len(lines) - 3
    assert os.listdir(tmp_path) == ['cnn.svg']


def test_json_batch_and_depth(capsys):
    code, out, _ = tree(capsys, CNN, '--format=json', '--batch=128', '--depth=1')
    content = json.loads(out)
    assert (code, content['source'], content['batch'], content['multiply_adds']) == (0, CNN, 128, 128 * 88592)
    conv1 = content['parts'][0]
    assert (conv1['name'], conv1['shape'], conv1['parameters']) == ('conv1', [128, 28, 28, 4], 40)
    assert 'parts' not in conv1


def test_a_snapshot_tells_the_same(capsys, tmp_path):
    assert main(['snapshot', CNN, '-o', str(tmp_path / 'cnn.json')]) == 0
    _, from_snapshot, _ = tree(capsys, str(tmp_path / 'cnn.json'))
    _, from_code, _ = tree(capsys, CNN)
    assert [line.split()[2:] for line in from_snapshot.splitlines()[2:]] == [
        line.split()[2:] for line in from_code.splitlines()[2:]
    ]


def test_a_graph_def_does_not_tell_what_is_trainable(capsys, tmp_path):
    (tmp_path / 'net.pbtxt').write_text(
        'node { name: "a/W" op: "VariableV2" attr { key: "dtype" value { type: DT_FLOAT } }'
        ' attr { key: "shape" value { shape { dim { size: 3 } dim { size: 5 } } } } }'
        ' node { name: "x" op: "Placeholder" attr { key: "shape" value { shape { unknown_rank: true } } } }'
    )
    code, out, _ = tree(capsys, str(tmp_path / 'net.pbtxt'))
    assert code == 0
    assert out.splitlines()[-1] == (
        'batch of 1; it is not known which variables are trainable: all are counted; '
        '1 of 2 operations not counted: a size is not known'
    )


@pytest.mark.parametrize(
    ('arguments', 'said'),
    [
        ([], 'the following arguments are required: SOURCE'),
        (['no/such.pb'], "'no/such.pb' is neither a file or folder"),
        ([CNN, '--batch=0'], 'argument --batch: expected a whole number of at least 1, got 0'),
        ([CNN, '--depth=-1'], 'argument --depth: expected a whole number of at least 0, got -1'),
        ([CNN, '--format=yaml'], 'argument --format: invalid choice'),
        ([CNN, '--svg=/no/such/folder/cnn.svg'], 'cannot write /no/such/folder/cnn.svg (No such file or directory)'),
    ],
)
def test_bad_input_gets_one_line(capsys, arguments, said):
    code, _, err = tree(capsys, *arguments)
    assert code == 2 and err.splitlines()[-1].startswith(f'tf1_ref tree: error: {said}')


def test_a_terminal_that_cannot_show_boxes():
    code = f'import sys\nfrom tf1_ref.__main__ import main\nsys.exit(main(["tree", {CNN!r}, "--depth=1"]))'
    environment = {**os.environ, 'PYTHONIOENCODING': 'ascii'}
    done = subprocess.run([sys.executable, '-c', code], capture_output=True, text=True, env=environment)
    assert done.returncode == 0 and '|- conv1' in done.stdout, done.stderr
