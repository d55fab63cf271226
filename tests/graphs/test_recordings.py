"""The graphs that the genuine TensorFlow 1.15.5 and 1.4.0 wrote are read as what these say of them themselves."""

import json
import pathlib

import pytest

from tests import needs
from tests.graphs.golden import generate
from tests.graphs.golden.genuine import FORWARD, TRAINING
from tests.graphs.golden.genuine_1_4 import GRAPHS
from tf1_ref.graphs.reading.sources import open_graph

GOLDEN = generate.HERE.parent.parent / 'golden'
FILES = sorted(path for path in generate.HERE.iterdir() if path.suffix in ('.meta', '.pb', '.pbtxt'))
EXPECTED = {
    *(f'{name}.meta' for name in FORWARD),
    *(f'{name}_training.meta' for name in TRAINING),
    *('cnn.pb', 'cnn.pbtxt'),
    *(f'{graph}.pb' for graph in GRAPHS),
}


def read(name):
    return open_graph(str(generate.HERE / name))


def as_recorded(graph):
    """The graph in the words of `tests/golden/*.json`."""
    return {
        'variables': [
            [v.name, list(v.shape), v.dtype, 'trainable' if v.trainable else 'not trainable', list(v.collections or ())]
            for v in graph.variables
        ],
        'collections': graph.collections,
        'ops': [
            [
                op.name,
                op.type,
                list(op.inputs),
                list(op.control_inputs),
                [s if s is None else list(s) for s in op.shapes or ()],
            ]
            for op in graph.ops
        ],
    }


def test_all_files_are_there_and_none_is_left_over():
    hint = 'write them with: python -m tests.graphs.golden.generate'
    assert {path.name for path in FILES} == EXPECTED, hint
    assert sum(path.stat().st_size for path in FILES) < 700_000


@pytest.mark.parametrize('name', FORWARD)
def test_a_meta_graph_of_1_15_5(name):
    content = json.loads((GOLDEN / f'{name}.json').read_text())
    parts = ('name', 'type', 'inputs', 'control', 'shapes')
    recorded = {
        'variables': content['variables'],
        'collections': content['collections'],
        'ops': [[op[part] for part in parts] for op in content['ops']],
    }
    found = as_recorded(read(f'{name}.meta'))
    # The other recording was made while training: its collections have the optimizer's too.
    recorded['collections'] = {key: recorded['collections'][key] for key in found['collections']}
    found['ops'], recorded['ops'] = (
        [[json.dumps(part) for part in op] for op in ops] for ops in (found['ops'], recorded['ops'])
    )
    assert found['variables'] == recorded['variables']
    assert found['ops'] == recorded['ops']
    assert found['collections'].keys() >= {'variables', 'trainable_variables'}


def test_a_graph_def_of_1_15_5_binary_and_text():
    binary, text, meta_graph = (read(f'cnn.{end}') for end in ('pb', 'pbtxt', 'meta'))
    assert binary.ops == text.ops and binary.variables == text.variables
    assert [op.name for op in binary.ops] == [op.name for op in meta_graph.ops]
    assert [op.attributes for op in binary.ops] == [op.attributes for op in meta_graph.ops]
    assert binary.collections is None and binary.variables[0].trainable is None
    assert binary.end_points == meta_graph.end_points == {'Softmax': 'Softmax:0', 'Mean': 'Mean:0'}
    assert binary.placeholders == ['Placeholder', 'Placeholder_1']


def test_a_graph_def_of_1_4():
    old, new = read('cnn_1_4.pb'), read('cnn.pb')
    assert old.variables == new.variables and old.end_points == new.end_points
    assert [(op.name, op.inputs) for op in old.ops] == [(op.name, op.inputs) for op in new.ops]
    types = {(a.type, b.type) for a, b in zip(old.ops, new.ops, strict=True) if a.type != b.type}
    assert types == {('Add', 'AddV2')}  # the operator + builds another operation since 1.15
    training = read('cnn_1_4_training.pb')
    assert training.end_points == {'Softmax': 'Softmax:0', 'Mean': 'Mean:0', 'GradientDescent': 'GradientDescent'}
    assert [op.name for op in training.ops[: len(old.ops)]] == [op.name for op in old.ops]


@pytest.mark.parametrize('name', TRAINING)
def test_a_training_graph_of_1_15_5(name):
    content = json.loads((GOLDEN / f'{name}.json').read_text())
    graph = read(f'{name}_training.meta')
    assert [variable.name for variable in graph.variables] == content['optimizers'][TRAINING[name]]['variables']
    step = {'sgd': 'GradientDescent', 'adam': 'Adam'}[TRAINING[name]]
    assert graph.end_points[step] == step and graph.collections['train_op'] == [step]


def test_the_genuine_article_writes_the_same_today(tmp_path):
    needs.oracle()
    missing = generate.write(tmp_path)
    written = sorted(pathlib.Path(tmp_path).iterdir())
    assert {path.name for path in written} == {name for name in EXPECTED if '1_4' not in name or not missing}
    for path in written:
        # Not the bytes: a MetaGraph lists what a `cond` uses in the order of a set.
        assert as_recorded(open_graph(str(path))) == as_recorded(read(path.name)), path.name
