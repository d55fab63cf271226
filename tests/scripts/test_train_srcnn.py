import pathlib

import numpy as np
import pytest

from tests.scripts.running import assert_refused, has_events, is_drawn, metrics, printed, run_script
from tf1_ref.data import picture_files

PICTURE = np.random.RandomState(0).randint(0, 256, [7, 11, 4]).astype(np.uint8)
TINY = ('--dataset=fake', '--training_epochs=1', '--depth=1', '--channels=3')


def write_picture(path, channels):
    with picture_files.written_png(path, 7, 11, channels) as write:
        write(PICTURE[..., :channels])
    return path


def contents(folder):
    return {path: path.read_bytes() for path in pathlib.Path(folder).rglob('*') if path.is_file()}


@pytest.mark.parametrize(
    ('model', 'first_variable', 'sizes'),
    [('deck', 'conv1/W', {}), ('residual', 'conv0/W', {'depth': 1, 'channels': 3})],
)
def test_one_epoch_of_made_up_data(tmp_path, model, first_variable, sizes):
    log_dir = tmp_path / 'log'
    done = run_script('train_srcnn', *TINY, f'--model={model}', f'--log_dir={log_dir}', pictures=True)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ''
    lines = printed(done)
    assert lines[0].startswith('Epoch: 0001 cost= ')
    assert lines[1] == 'Optimization Finished!'
    assert lines[2].split() == ['test', 'set', 'MSE', 'PSNR', 'in', 'dB', 'SSIM']
    table = {line[:20].strip(): [float(number) for number in line[20:].split()] for line in lines[3:6]}
    assert list(table) == ['nearest-neighbour', 'bicubic', f'{model} network']
    assert lines[6].startswith('1 epochs in 0.') and lines[6].endswith('best on the validation set after epoch 1')
    assert lines[7].startswith('Written to ')
    assert all(is_drawn(log_dir / name) for name in ('rows.png', 'curves.png'))
    assert has_events(log_dir)
    found = metrics(log_dir)
    assert found['script'] == 'train_srcnn'
    assert found['settings'] == {
        'optimizer': 'adam',
        'learning_rate': 0.002,
        'batch_size': 16,
        'seed': 0,
        'dataset': 'fake',
        'model': model,
        **sizes,
    }
    assert found['variables'][0]['name'] == first_variable
    results = found['results']
    for name, row in zip(('input', 'bicubic', 'prediction'), table.values(), strict=True):
        expected = [results[f'{name}_{measure}'] for measure in ('mse', 'psnr', 'ssim')]
        assert row == [round(number, digits) for number, digits in zip(expected, (5, 2, 4), strict=True)]
        assert results[f'{name}_psnr'] == pytest.approx(-10 * np.log10(results[f'{name}_mse']))
    assert len(results['costs']) == len(results['validation_errors']) == results['best_epoch'] == 1


def test_training_ends_when_the_error_no_longer_falls(tmp_path):
    """A learning rate far too large for the error to fall for long; the best epoch's weights are kept."""
    flags = ['--dataset=fake', '--learning_rate=0.3', '--patience=2', f'--log_dir={tmp_path}']
    done = run_script('train_srcnn', *flags, '--training_epochs=50')
    assert done.returncode == 0, done.stderr
    found = metrics(tmp_path)['results']
    errors, best = found['validation_errors'], found['best_epoch']
    assert len(errors) == best + 2 < 50
    assert errors[best - 1] == min(errors)
    assert [path.stem for path in (tmp_path / 'best').glob('*.index')] == [f'model.ckpt-{best}']
    again = run_script('train_srcnn', *flags, '--training_epochs=50')
    assert 'Epoch:' not in again.stdout
    assert metrics(tmp_path)['results'] == found


def test_an_input_of_its_own_ends_where_the_slide_s_way_does(tmp_path):
    """Early, with the weights of the best epoch."""
    flags = ['--dataset=fake', '--learning_rate=0.3', '--patience=2', '--training_epochs=50']
    for name in ('feed', 'dataset'):
        run_script('train_srcnn', *flags, f'--input={name}', f'--log_dir={tmp_path}/{name}')
    feed, dataset = (metrics(tmp_path / name)['results'] for name in ('feed', 'dataset'))
    for found in (feed, dataset):
        del found['training_minutes']
    assert feed == dataset and len(feed['costs']) < 50


def test_a_second_run_resumes_the_first(tmp_path):
    flags = ['--dataset=fake', '--model=residual', '--depth=1', '--channels=3']
    for name, epochs in (('whole', 3), ('parts', 1), ('parts', 3)):
        done = run_script('train_srcnn', *flags, f'--training_epochs={epochs}', f'--log_dir={tmp_path}/{name}')
    assert 'Resuming after epoch 1 of 3' in done.stdout
    whole, parts = (metrics(tmp_path / name)['results'] for name in ('whole', 'parts'))
    for found in (whole, parts):
        del found['training_minutes']
    assert whole == parts


@pytest.mark.parametrize(('model', 'channels'), [('deck', 1), ('residual', 3)])
def test_a_picture_of_one_s_own(tmp_path, model, channels):
    path, log_dir = write_picture(tmp_path / 'mine.png', channels), tmp_path / 'log'
    done = run_script('train_srcnn', *TINY, f'--model={model}', f'--image={path}', f'--log_dir={log_dir}')
    assert done.returncode == 0, done.stderr
    assert f'Enlarging {path} from 11x7 to 44x28 pixels' in done.stdout
    assert 'mine-comparison.png, mine-x4.png' in done.stdout
    prediction, comparison = (picture_files.read(log_dir / f'mine-{name}.png') for name in ('x4', 'comparison'))
    assert (prediction.shape, comparison.shape) == ((28, 44, channels), (28, 3 * 44, channels))
    nearest, bicubic, same = np.split(comparison, 3, axis=1)
    np.testing.assert_array_equal(nearest, PICTURE[..., :channels].repeat(4, 0).repeat(4, 1))
    np.testing.assert_array_equal(bicubic[::4, ::4], PICTURE[..., :channels])
    np.testing.assert_array_equal(same, prediction)


def test_a_finished_run_enlarges_without_training_and_bad_pictures_leave_it_untouched(tmp_path):
    flags = [*TINY, f'--log_dir={tmp_path}/log']
    run_script('train_srcnn', *flags)
    found = metrics(tmp_path / 'log')
    good = write_picture(tmp_path / 'good.png', 3)
    done = run_script('train_srcnn', *flags, f'--image={good}')
    assert done.returncode == 0, done.stderr
    assert 'Epoch:' not in done.stdout
    assert (tmp_path / 'log' / 'good-x4.png').exists()
    assert metrics(tmp_path / 'log') == found
    before = contents(tmp_path / 'log')
    (tmp_path / 'text.png').write_text('a text\n')
    (tmp_path / 'broken.png').write_bytes(good.read_bytes()[:-40])
    for name, message in (
        ('none.png', 'cannot read'),
        ('text.png', 'is neither a PNG nor a JPEG file'),
        ('broken.png', 'is broken or incomplete'),
        ('log', 'Is a directory'),
    ):
        done = run_script('train_srcnn', *flags, f'--image={tmp_path}/{name}')
        assert_refused(done, '--image: ', f'{tmp_path}/{name}', message)
    assert contents(tmp_path / 'log') == before


def test_the_checkpoint_of_another_model_is_refused(tmp_path):
    log_dir = tmp_path / 'log'
    run_script('train_srcnn', *TINY, '--model=residual', f'--log_dir={log_dir}')
    image = f'--image={write_picture(tmp_path / "mine.png", 3)}'
    before = contents(log_dir)
    done = run_script('train_srcnn', *TINY, f'--log_dir={log_dir}', image)
    assert_refused(done, log_dir, 'holds a run with --model=residual, not deck')
    done = run_script('train_srcnn', *TINY, '--model=residual', '--depth=2', f'--log_dir={log_dir}', image)
    assert_refused(done, log_dir, '--depth=1, not 2')
    assert contents(log_dir) == before
    (log_dir / 'history.json').unlink()
    before = contents(log_dir)
    done = run_script('train_srcnn', *TINY, f'--log_dir={log_dir}', image)
    assert_refused(done, 'is of another model', 'conv1/W')
    done = run_script('train_cnn', '--dataset=fake', '--training_epochs=1', f'--log_dir={log_dir}')
    assert_refused(done, 'is of another model', 'conv1/W')
    assert contents(log_dir) == before


def test_the_residual_network_beats_the_deck_s_on_the_embedded_digits(tmp_path):
    """In less than half of the epochs."""
    found = {}
    for model, epochs in (('deck', 15), ('residual', 6)):
        flags = ['--dataset=digits', f'--training_epochs={epochs}', f'--model={model}', f'--log_dir={tmp_path}/{model}']
        done = run_script('train_srcnn', *flags)
        assert done.returncode == 0, done.stderr
        found[model] = metrics(tmp_path / model)['results']
    assert found['deck']['prediction_psnr'] > found['deck']['bicubic_psnr'] + 1
    assert found['residual']['prediction_psnr'] > found['deck']['prediction_psnr'] + 1


@pytest.mark.parametrize(
    ('flag', 'message'),
    [
        ('--model=vgg', 'should be one of <deck|residual>'),
        ('--depth=-1', 'non-negative integer'),
        ('--channels=0', 'positive integer'),
        ('--patience=0', 'positive integer'),
        ('--learning_rate=0', 'must be a number above 0'),
    ],
)
def test_bad_flags_keep_absl_s_exit_code(flag, message):
    done = run_script('train_srcnn', flag)
    assert done.returncode == 1
    assert message in done.stderr + done.stdout
    assert 'Traceback' not in done.stderr
