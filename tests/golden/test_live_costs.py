"""Which costs the live comparison counts where rounding is amplified; needs no genuine article."""

import json
import pathlib

import pytest

from tests.golden import check, from_weights, generate, live

GENUINE = [1.0, 0.5]
RUNS_HERE = {'sgd': {'costs': [1.0, 0.5]}, 'adam': {'costs': [1.0, 0.5 * 1.003]}}


@pytest.fixture
def asked(monkeypatch):
    """What was asked of the slower ways; they answer with the costs and nudges that a test puts there."""
    found = {'in order': 0.0, 'nudges': [], 'calls': []}

    def run(path, model, seed):
        found['calls'].append(f'in order, {model}, seed {seed}')
        return {optimizer: {'costs': [1.0, 0.5 * (1 + found['in order'])]} for optimizer in RUNS_HERE}

    def nudge(out, seeds, cases, checkpoints, optimizers, nudges):
        found['calls'].append(f'{nudges} nudges, {cases}, {optimizers}, seeds {seeds}')
        content = {'seeds': seeds, 'optimizers': {optimizers: {live.MOVED: found['nudges']}}}
        (pathlib.Path(out) / f'{cases}.json').write_text(json.dumps(content))

    monkeypatch.setattr(from_weights, 'run', run)
    monkeypatch.setattr(generate, 'generate', nudge)
    return found


def compare(folder, moved, model='batch_norm_cnn'):
    """The costs that count for Adam, what the genuine article was found to move, and the verdict."""
    runs = {optimizer: {'costs': GENUINE, live.MOVED: [moved]} for optimizer in RUNS_HERE}
    counted = live._counted_costs(folder, [11, 12, 13], model, runs, RUNS_HERE)
    assert counted['sgd'] is RUNS_HERE['sgd']
    return counted['adam'], max(runs['adam'][live.MOVED]), check.compare_costs(model, runs, counted)


def test_within_the_bound_tensorflow_s_own_kernels_count(asked, tmp_path):
    counted, _, found = compare(tmp_path, moved=1e-3)
    assert (counted, found, asked['calls']) == (RUNS_HERE['adam'], [], [])


def test_beyond_it_the_genuine_order_of_addition_counts(asked, tmp_path):
    counted, _, found = compare(tmp_path, moved=1e-4)
    assert counted['costs'] == GENUINE and found == []
    assert asked['calls'] == ['in order, batch_norm_cnn, seed 11']


def test_beyond_it_in_that_order_the_genuine_article_is_nudged_more_often(asked, tmp_path):
    asked.update({'in order': 2e-3, 'nudges': [1e-4, 7e-4]})
    _, moved, found = compare(tmp_path, moved=1e-4)
    assert (moved, found) == (7e-4, [])
    again = '16 nudges, batch_norm_cnn, adam, seeds [11]'
    assert asked['calls'] == ['in order, batch_norm_cnn, seed 11', again]
    compare(tmp_path, moved=1e-4)
    assert asked['calls'].count(again) == 1  # it was recorded


def test_what_is_beyond_all_the_same_differs(asked, tmp_path):
    asked.update({'in order': 2e-3, 'nudges': [1e-4, 2e-4]})
    _, _, found = compare(tmp_path, moved=1e-4)
    expected = 'adam: 2.0e-03 away, more than 1.0e-03; TensorFlow 1.15.5, nudged, moves 2.0e-04'
    assert found == [check.Difference('costs', expected)]


def test_a_fixed_bound_is_not_moved_by_nudges(asked, tmp_path):
    asked['in order'] = 2e-3
    _, _, found = compare(tmp_path, moved=1e-7, model='srcnn')
    assert [difference.layer for difference in found] == ['costs']
    assert asked['calls'] == ['in order, srcnn, seed 11']
