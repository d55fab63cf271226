import json

from tests.scripts import clusters
from tests.scripts.running import metrics
from tf1_ref.training.cluster import evaluator


def test_an_evaluator_measures_what_the_chief_saves_and_ends_the_run(tmp_path):
    flags = ['--dataset=fake', '--training_epochs=1500', '--patience=1', '--learning_rate=0.02', '--evaluator']
    found = clusters.run('evaluated', tmp_path, 'train_srcnn', *flags)
    assert set(found['codes'].values()) == {0}
    measured = found['printed']['evaluator 0']
    assert 'evaluator: epoch ' in measured and 'PSNR' in measured
    assert 'PSNR' not in found['printed']['worker 0']
    epochs = json.loads((tmp_path / 'log' / 'evaluator' / 'history.json').read_text())['epochs']
    errors = [epoch['validation_error'] for epoch in epochs if 'validation_error' in epoch]
    assert metrics(tmp_path / 'log')['results']['validation_errors'] == errors
    assert min(errors) < errors[-1]  # it went on for one epoch more, and has chosen the best
    chief = json.loads((tmp_path / 'log' / 'history.json').read_text())['epochs']
    assert len(epochs) <= len(chief) < 1500 and 'validation_error' not in chief[0]


def test_what_the_chief_reads_of_it(tmp_path):
    stops = evaluator.stops_early(tmp_path, lambda history: history.column('cost') == [2])
    assert not stops(None)
    (tmp_path / 'evaluator').mkdir()
    path = tmp_path / 'evaluator' / 'history.json'
    for content, expected in (('{', False), ('[]', False), ('{"settings": {}, "epochs": [{"cost": 2}]}', True)):
        path.write_text(content)
        assert stops(None) is expected
