"""The genuine TensorFlow 1.15.5 beside this project, live and on fresh seeds: the smaller cases, and all checkpoints.

`./run_all.sh oracle` compares everything.
"""

import json
import sys

import pytest

from tests import needs
from tests.golden import cases, check, exchange, from_weights, generate, live, record

MODELS = ('mlp', 'cnn', 'batch_norm_cnn', 'srcnn')
OPTIMIZERS = ('sgd', 'adam')


@pytest.fixture(scope='module', autouse=True)
def oracle():
    needs.oracle()


def test_layers_and_models_from_fresh_seeds(tmp_path):
    # How far rounding may carry costs is measured, not known: they run from a seed that is known to stay within it.
    seeds = [2024, *generate.fresh_seeds()[:1]]
    # Fewer nudges make the bounds of the costs narrower; beyond them, the comparison has the article nudged more often.
    live.record_genuine(tmp_path, seeds, [*cases.LAYERS, *MODELS], OPTIMIZERS, nudges=1)
    rows = live.compare_cases(tmp_path, seeds, [*cases.LAYERS, *MODELS], OPTIMIZERS)
    assert [row['case'] for row in rows] == [*cases.LAYERS, *MODELS]
    assert [(row['case'], row['differences']) for row in rows if row['differences']] == [], f'seeds {seeds}'
    for row in rows[-len(MODELS) :]:
        assert list(row['runs']) == list(OPTIMIZERS)
        assert all(run['gradients'] <= check.ONE_STEP for run in row['runs'].values())
    # Nothing is left of the differences in these gradients: Sum, Mean and four functions, see `approximations`.
    normalized = next(row for row in rows if row['case'] == 'batch_norm_cnn')
    assert [run['gradients'] for run in normalized['runs'].values()] == pytest.approx([0, 0], abs=1e-12)


def test_single_steps_of_the_resnet_from_the_genuine_article_s_weights(tmp_path):
    """With two optimizers, from a seed that no golden file has: they would be too large for this model."""
    seed = 1075684915
    generate.generate(tmp_path, [seed], 'resnet', ['resnet'], ','.join(OPTIMIZERS), nudges=0)
    found = from_weights.run(tmp_path / 'resnet.npz', 'resnet', seed, costs=0)
    assert list(found) == list(OPTIMIZERS)
    assert all(list(run['steps']) == [str(step) for step in record.CHECKPOINT_STEPS] for run in found.values())
    assert check.compare_from_weights(found) == []


def test_checkpoints_go_both_ways(tmp_path):
    here = tmp_path / 'here'
    here.mkdir()
    # Steps before a checkpoint are there to fill it: a third of them does.
    exchanged = live.exchange_checkpoints(tmp_path, here, steps=20)
    assert [one['direction'] for one in exchanged] == ['genuine to here', 'here to genuine']
    runs = [f'{model}, {optimizer}' for model, optimizer in exchange.RUNS]
    for one in exchanged:
        assert (one['differ'], list(one['runs'])) == ([], runs)
        assert all(run['saved'] == run['restored'] for run in one['runs'].values())
    for saved in (tmp_path / 'trained_genuine' / 'genuine.json', here / 'trained_here' / 'here.json'):
        assert 'conv1/W/Adam_1' in json.loads(saved.read_text())['cnn, adam']['digests']  # the slots were there


def test_without_a_python_3_7_it_says_so(monkeypatch, capsys):
    monkeypatch.setattr(generate, 'oracle_python', lambda: None)
    monkeypatch.setattr(sys, 'argv', ['live'])
    assert live.main() == 0
    assert capsys.readouterr().out == f'oracle: skipped: {generate.MISSING}\n'


def test_command(monkeypatch, capsys, tmp_path):
    out = tmp_path / 'tables.md'
    monkeypatch.setattr(sys, 'argv', ['live', '--cases=dense,softmax_regression', '--seeds=11,12,13', f'--out={out}'])
    assert live.main() == 0
    printed = capsys.readouterr().out
    assert printed.startswith('Graph seeds 11, 12, 13;') and printed.endswith('oracle: no differences\n')
    assert '| dense | 10, identical | 81, identical | 5, identical | 30, identical |  |\n' in out.read_text()
    assert '| softmax_regression, sgd | ' in out.read_text()
