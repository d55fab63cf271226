import json

import pytest

from tests.graphs.graph_texts import ADDED
from tf1_ref.__main__ import main


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / 'graph.pbtxt').write_text(ADDED)
    return tmp_path


def run(capsys, *arguments):
    code = main(['snapshot', *arguments])
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def test_to_stdout_and_to_a_file(here, capsys):
    code, out, err = run(capsys, 'graph.pbtxt')
    assert (code, err) == (0, '') and json.loads(out)['end_points'] == {'sum': 'sum:0'}
    assert run(capsys, 'graph.pbtxt', '-o', 'graph.json') == (0, '', '')
    assert (here / 'graph.json').read_text() == out
    assert run(capsys, 'graph.json') == (0, out, '')  # a snapshot of a snapshot is the same


def test_the_same_function_gives_the_same_bytes(capsys):
    first, second = (run(capsys, 'tf1_ref.models.whole:batch_norm_cnn')[1] for _ in range(2))
    assert first == second and len(first.splitlines()) > 250


def test_levels(here, capsys):
    assert list(json.loads(run(capsys, 'graph.pbtxt', '--levels=variables,interface')[1])) == [
        'tf1_ref_snapshot',
        'variables',
        'placeholders',
        'end_points',
    ]


@pytest.mark.parametrize(
    ('arguments', 'said'),
    [
        ([], 'the following arguments are required: SOURCE; see python -m tf1_ref snapshot --help'),
        (['--level', 'x', 'y', 'z'], 'unrecognized arguments: z; see python -m tf1_ref snapshot --help'),
        (['graph.pbtxt', '--levels=weights'], 'unknown level weights; there are variables, '),
        (['none.pb'], "'none.pb' is neither a file"),
        (['graph.pbtxt', '-o', 'none/graph.json'], 'cannot write none/graph.json: No such file or directory; name'),
        (['graph.pbtxt', '-o', '.'], 'cannot write .: '),
    ],
)
def test_bad_input_gets_one_line(here, capsys, arguments, said):
    code, out, err = run(capsys, *arguments)
    assert (code, out) == (2, '')
    assert err.startswith(f'tf1_ref snapshot: error: {said}') and err.count('\n') == 1
