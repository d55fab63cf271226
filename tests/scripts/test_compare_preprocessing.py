import math

import pytest

from tests.scripts.running import assert_refused, is_drawn, metrics, run_script

VARIANTS = ['pixels 0 to 1', 'minus mean image', 'minus mean value', 'normalized features']


@pytest.mark.parametrize('model', ['softmax', 'two_layer'])
def test_every_variant_stays_finite(model, tmp_path):
    """The fake images have pixels that never vary, where the deck's formula would divide 0 by 0."""
    done = run_script(
        'compare_preprocessing',
        '--dataset=fake',
        f'--model={model}',
        '--steps=20',
        '--batch_size=7',
        f'--log_dir={tmp_path}',
        pictures=True,
    )
    assert done.returncode == 0, done.stderr
    found = metrics(tmp_path)['results']
    assert set(found) == {f'{name.replace(" ", "_")}_{what}' for name in VARIANTS for what in ('cost', 'accuracy')}
    assert all(math.isfinite(number) for number in found.values())
    assert is_drawn(tmp_path / 'costs.png')
    runs = (tmp_path / 'normalized_features' / 'events').iterdir()
    assert sorted(run.name for run in runs) == ['train', 'validation']


def test_normalized_features_train_the_linear_model_fastest(tmp_path):
    done = run_script('compare_preprocessing', '--dataset=digits', '--steps=100', f'--log_dir={tmp_path}')
    assert done.returncode == 0, done.stderr
    found = metrics(tmp_path)['results']
    costs = {name: found[f'{name.replace(" ", "_")}_cost'] for name in VARIANTS}
    assert min(costs, key=costs.get) == 'normalized features'


def test_a_batch_larger_than_the_data_set(tmp_path):
    done = run_script('compare_preprocessing', '--dataset=fake', '--batch_size=100000', f'--log_dir={tmp_path}')
    assert_refused(done, '100000')
