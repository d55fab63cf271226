"""Every case against its golden file, which the genuine TensorFlow 1.15.5 wrote."""

import json
import pathlib

import numpy as np
import pytest

from tests.golden import cases, one_step, record
from tests.golden.check import Checker, compare_gradients, compare_sample
from tests.golden.generate import CHECKPOINTS, SEEDS
from tf1_ref.data import digits, input_data

HERE = pathlib.Path(__file__).parent
CHECKER = Checker()
MODEL_RUNS = [(model, optimizer) for model, (_, _, optimizers) in cases.MODELS.items() for optimizer in optimizers]


def golden(case):
    path = HERE / f'{case}.json'
    assert path.exists(), f'{path.name} is missing; write it with: python -m tests.golden.generate --cases={case}'
    return json.loads(path.read_text())


def read_digits():
    return input_data.read_data_sets(digits.path(), one_hot=True, validation_size=digits.VALIDATION_SIZE)


@pytest.fixture(scope='module')
def recorded():
    """What each model does here, recorded once for all tests of this file."""
    found = {}

    def of(model):
        if model not in found:
            found[model] = record.model(model, SEEDS, read_digits)
        return found[model]

    return of


def costs_may_move(model, optimizer, genuine):
    """The bound on the relative difference of 100 costs.

    1e-4 for plain SGD without BatchNorm and for the super-resolution network; elsewhere five times what the genuine
    article itself moves when its initial weights are nudged by one unit in the last place.
    """
    if model == 'srcnn' or (optimizer == 'sgd' and model not in ('batch_norm_cnn', 'resnet')):
        return 1e-4
    return 5 * max(genuine['moved_by_one_unit_in_the_last_place'])


@pytest.mark.parametrize('layer', cases.LAYERS)
def test_layer(layer):
    genuine, here = golden(layer), record.layer(layer, SEEDS)
    assert tuple(genuine['seeds']) == SEEDS
    for situation in cases.SITUATIONS:
        assert CHECKER.compare(genuine[situation], here[situation]) == [], situation


@pytest.mark.parametrize('model', cases.MODELS)
def test_graph_and_initial_weights_of_a_model(model, recorded):
    assert CHECKER.compare(golden(model), recorded(model)) == []


@pytest.mark.parametrize(('model', 'optimizer'), MODEL_RUNS)
def test_a_hundred_costs(model, optimizer, recorded):
    genuine, here = golden(model)['optimizers'][optimizer], recorded(model)['optimizers'][optimizer]
    assert here['variables'] == genuine['variables']  # the optimizer's slots included, in their order
    if model not in ('batch_norm_cnn', 'resnet'):  # whose gradients `compare_steps` compares
        assert compare_gradients(genuine['gradients'], here['gradients']) == []
    expected, found = np.array(genuine['costs']), np.array(here['costs'])
    assert len(expected) == record.COST_STEPS
    np.testing.assert_allclose(found, expected, rtol=costs_may_move(model, optimizer, genuine), atol=0)


@pytest.mark.parametrize('model', CHECKPOINTS)
def test_one_step_from_the_genuine_article_s_weights(model):
    path = HERE / f'{model}.npz'
    assert path.exists(), f'{path.name} is missing; write it with: python -m tests.golden.generate --cases={model}'
    one_step.check(path, model, SEEDS[0])


def test_the_op_that_differs():
    """Mean over all axes but the last: the same bits with 4 channels, another order of addition with 8 and 16."""
    genuine, here = golden('fixed')['means'], record.means()
    assert list(genuine) == ['4', '8', '16']
    assert here['4'] == genuine['4']
    for channels in ('8', '16'):
        exact = record.exact_mean(int(channels))
        far, far_here = (np.abs(np.array(means[channels]) - exact).max() for means in (genuine, here))
        assert far > far_here > 0  # current TensorFlow adds in pairs, which is the more exact way
        assert genuine[channels] != here[channels]


def test_moving_averages_after_1_10_and_1000_steps():
    genuine, here = golden('fixed')['moving_averages'], record.moving_averages(SEEDS[0])
    assert list(genuine) == list(here) == ['1', '10', '1000']
    for step, expected in genuine.items():
        assert list(here[step]) == list(expected)
        for name, values in expected.items():
            np.testing.assert_allclose(here[step][name], values, rtol=1e-5, err_msg=f'{name} after {step} steps')


def test_resizing_of_the_super_resolution_slide():
    genuine, here = golden('fixed')['degradation'], record.degradation()
    for name in ('bicubic', 'nearest'):
        assert compare_sample(name, genuine[name], here[name]) == []


def test_every_golden_file_is_used():
    used = {*cases.LAYERS, *cases.MODELS, 'fixed', 'input_data'}
    assert {path.stem for path in HERE.glob('*.json')} == used
    assert {path.stem for path in HERE.glob('*.npz')} == set(CHECKPOINTS)


def test_every_known_rewrite_is_needed():
    checker = Checker()
    for layer in ('dense', 'max_pool', 'batch_norm_rank_2'):
        checker.compare(golden(layer)['alone'], record.layer(layer, SEEDS)['alone'])
    assert checker.unused() == set()
