import csv

from tests.scripts.running import assert_refused, interrupt_script, is_drawn, metrics, run_script

SMALL = ['--dataset=fake', '--training_epochs=2', '--batch_size=50', '--channels=2']


def results(log_dir):
    with open(log_dir / 'results.csv', newline='') as file:
        return list(csv.DictReader(file))


def test_a_grid_that_is_interrupted_and_grows(tmp_path, forks):
    flags = [*SMALL, f'--log_dir={tmp_path}']
    first = run_script('sweep', *flags, '--grid=learning_rate=0.001,0.01', environment=forks, pictures=True)
    assert first.returncode == 0, first.stderr
    assert first.stdout.count('Epoch: 0002') == 2
    assert [row['learning_rate'] for row in results(tmp_path)] == ['0.001', '0.01']
    assert is_drawn(tmp_path / 'sweep.png')
    cell = tmp_path / 'learning_rate=0.001'
    before = metrics(cell)
    assert before['settings']['channels'] == 2
    assert 'test_accuracy' not in before['results']

    grown = run_script('sweep', *flags, '--grid=learning_rate=0.001,0.01,0.1', environment=forks)
    assert grown.returncode == 0, grown.stderr
    assert grown.stdout.count('Epoch: 0002') == 1  # the finished cells are not trained again
    assert metrics(cell) == before
    rows = results(tmp_path)
    assert [row['learning_rate'] for row in rows] == ['0.001', '0.01', '0.1']
    assert float(rows[0]['validation_accuracy']) == before['results']['validation_accuracy']
    ranking = [line for line in grown.stdout.splitlines() if '% validation accuracy: ' in line]
    assert len(ranking) == 3
    best = metrics(tmp_path)['results']
    assert ranking[0] == f'{100 * best["validation_accuracy"]:.2f} % validation accuracy: {best["best"]}'
    assert ranking == sorted(ranking, key=lambda line: -float(line.split()[0]))


def test_bad_grids_are_refused_before_anything_is_trained(tmp_path):
    (tmp_path / 'results.csv').write_text('earlier\n')
    log_dir = f'--log_dir={tmp_path}'
    for grid, *parts in (
        ('channels=8,0', 'channels=0 is out of range', 'positive integer'),
        ('learning_rate=-1', 'learning_rate=-1 is out of range', 'above 0'),
        ('dataset=cifar', 'dataset=cifar is out of range'),
        ('colour=red', 'practice has no flag colour', 'channels'),
        ('log_dir=here', 'practice has no flag log_dir'),
        ('channels', 'is not FLAG=VALUE,VALUE'),
        ('channels=', 'is not FLAG=VALUE,VALUE'),
    ):
        assert_refused(run_script('sweep', f'--grid={grid}', log_dir), *parts)
    assert_refused(run_script('sweep', log_dir), '--grid is missing')
    assert_refused(run_script('sweep', '--grid=channels=8'), '--log_dir is missing')
    assert [path.name for path in tmp_path.iterdir()] == ['results.csv']
    assert (tmp_path / 'results.csv').read_text() == 'earlier\n'


def test_a_cell_that_fails_leaves_the_others(tmp_path, forks):
    done = run_script('sweep', *SMALL, '--grid=warmup_epochs=1,2', f'--log_dir={tmp_path}', environment=forks)
    assert done.returncode == 2
    assert 'the cell warmup epochs 2 has failed' in done.stderr.splitlines()[-1]
    assert [row['warmup_epochs'] for row in results(tmp_path)] == ['1']


def test_an_interrupted_sweep_lets_its_cell_save(tmp_path, forks):
    flags = [*SMALL[:1], '--training_epochs=1000', '--channels=2', '--grid=seed=5', f'--log_dir={tmp_path}']
    done = interrupt_script('sweep', 'Epoch: 0001', *flags, environment=forks)
    assert done.returncode == 130
    of_cell, of_sweep = done.stderr.splitlines()
    assert of_cell.startswith('Interrupted after epoch ') and f'--log_dir={tmp_path}/seed=5 it goes on' in of_cell
    assert of_sweep == 'The sweep is interrupted; with the same flags it goes on there.'
