"""Every case against its golden file, which the genuine TensorFlow 1.15.5 wrote."""

import json
import pathlib

import numpy as np
import pytest

from tests.golden import addition, cases, from_weights, record
from tests.golden.check import Checker, compare_costs, compare_from_weights, compare_runs, compare_sample
from tests.golden.generate import CHECKPOINTS, SEEDS
from tf1_ref.data import input_data

HERE = pathlib.Path(__file__).parent
CHECKER = Checker()


def golden_file(case, kind):
    path = HERE / f'{case}.{kind}'
    assert path.exists(), f'{path.name} is missing; write it with: python -m tests.golden.generate --cases={case}'
    return path


def golden(case):
    return json.loads(golden_file(case, 'json').read_text())


@pytest.mark.parametrize('layer', cases.LAYERS)
def test_layer(layer):
    genuine, here = golden(layer), record.layer(layer, SEEDS)
    assert tuple(genuine['seeds']) == SEEDS
    for situation in cases.SITUATIONS:
        assert CHECKER.compare(genuine[situation], here[situation]) == [], situation


@pytest.mark.parametrize('model', cases.MODELS)
def test_model(model):
    """Graph, initial weights, the optimizers' slots, and a hundred costs with each optimizer."""
    genuine = golden(model)
    if model not in cases.names():
        pytest.skip('no MNIST: name its folder with DATA_DIR=FOLDER')
    here = record.model(model, SEEDS, input_data.read_data_sets)
    assert all(len(run['costs']) == record.COST_STEPS for run in genuine['optimizers'].values())
    runs, runs_here = genuine['optimizers'], here['optimizers']
    assert CHECKER.compare(genuine, here) + compare_runs(model, runs, runs_here) == []
    assert compare_costs(model, runs, runs_here) == []


@pytest.mark.parametrize('model', CHECKPOINTS)
def test_from_the_genuine_article_s_weights(model):
    """Single steps, and a hundred in a row, with its order of addition."""
    found, genuine = from_weights.run(golden_file(model, 'npz'), model, SEEDS[0]), golden(model)['optimizers']
    assert list(found) == list(genuine) == cases.MODELS[model].optimizers
    assert all(list(run['steps']) == [str(step) for step in record.CHECKPOINT_STEPS] for run in found.values())
    assert compare_from_weights(found) + compare_costs(model, genuine, found) == []


def test_the_op_that_differs():
    """Mean of rows: other bits once a row holds eight numbers, and the genuine article's when added row after row."""
    genuine, here = golden('fixed')['means'], record.means()
    assert list(genuine) == list(here) == list(record.MEANS)
    assert [what for what in genuine if genuine[what] == here[what]] == ['4 channels']
    with addition.row_after_row():
        assert record.means() == genuine
    for what in ('8 channels', '16 channels'):
        shape, axes = record.MEANS[what]
        exact = record.batch_of(shape).astype(float).mean(tuple(axes))
        far, far_here = (np.abs(means[what] - exact).max() for means in (genuine, here))
        assert far > far_here  # adding in pairs is the more exact way


def test_moving_averages_after_1_10_and_1000_steps():
    genuine, here = golden('fixed')['moving_averages'], record.moving_averages(SEEDS[0])
    assert list(genuine) == list(here) == ['1', '10', '1000']
    for step, expected in genuine.items():
        assert list(here[step]) == list(expected)
        for name, values in expected.items():
            np.testing.assert_allclose(here[step][name], values, rtol=1e-5, err_msg=f'{name} after {step} steps')


def test_resizing_of_the_super_resolution_slide():
    genuine, here = golden('fixed')['resizing'], record.resizing()
    assert list(genuine) == list(here) == ['degrade', 'bicubic']
    for name in genuine:
        assert compare_sample(name, genuine[name], here[name]) == []


def test_every_golden_file_is_used():
    used = {*cases.LAYERS, *cases.MODELS, *cases.OTHERS, 'input_data', 'conformance'}
    assert {path.stem for path in HERE.glob('*.json')} == used
    assert {path.stem for path in HERE.glob('*.npz')} == set(CHECKPOINTS)


def test_every_known_rewrite_is_needed():
    checker = Checker()
    for layer in ('dense', 'max_pool', 'batch_norm_rank_2'):
        checker.compare(golden(layer)['alone'], record.layer(layer, SEEDS)['alone'])
    assert checker.unused() == set()
