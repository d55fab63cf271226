"""Predictions of trained networks, for one's own pictures and points."""

import json
import os

import numpy as np
import pytest

from tests.scripts.running import SETTINGS, assert_refused, run_script, trained_run
from tf1_ref.data import picture_files


def write_picture(path, picture):
    with picture_files.written_png(path, *picture.shape) as write:
        write(picture)
    return path


def rows(printed):
    """Per line: what it is about, the class, the probabilities."""
    cells = [line.split() for line in printed.splitlines()[1:]]
    return {name: (int(number), [float(share) for share in shares]) for name, number, *shares in cells}


@pytest.mark.parametrize('script', ['train_cnn', 'practice'])
def test_digits(tmp_path, script):
    given, expected = trained_run(tmp_path / 'log', script, SETTINGS[script])
    images = np.uint8(np.rint(100 * given[:2]))
    paths = [str(write_picture(tmp_path / f'{n}.png', image)) for n, image in enumerate(images)]
    before = sorted(os.listdir(tmp_path / 'log'))
    done = run_script('predict', paths[0], f'--log_dir={tmp_path}/log', paths[1])
    assert (done.returncode, done.stderr) == (0, '')
    found = rows(done.stdout)
    assert list(found) == paths and done.stdout.split()[:3] == ['class', '0', '1']
    for number, shares in found.values():
        assert np.argmax(shares) == number and sum(shares) == pytest.approx(1, abs=1e-3) and len(shares) == 10
    assert sorted(os.listdir(tmp_path / 'log')) == before
    large = np.kron(255 - images[0], np.ones([3, 3, 1], np.uint8))
    done = run_script('predict', f'--log_dir={tmp_path}/log', write_picture(tmp_path / 'large.png', large))
    assert done.returncode == 0 and list(rows(done.stdout)) == [f'{tmp_path}/large.png']


def test_points(tmp_path):
    given, expected = trained_run(tmp_path / 'log', 'train_mlp', SETTINGS['train_mlp'])
    texts = [f'{x!r},{y!r}' for x, y in (given - 0).tolist()]
    done = run_script('predict', f'--log_dir={tmp_path}/log', '--', *texts)
    assert (done.returncode, done.stderr) == (0, '')
    found = rows(done.stdout)
    assert [number for number, _ in found.values()] == expected['class'].tolist()
    np.testing.assert_allclose([shares for _, shares in found.values()], expected['pred'], atol=6e-5)
    for text in ('0.3', '0.3,x', 'nan,0', '1,2,3'):
        assert_refused(run_script('predict', f'--log_dir={tmp_path}/log', text), f"'{text}' is no point")


@pytest.mark.parametrize('model', ['deck', 'residual'])
def test_enlarged(tmp_path, model):
    trained_run(tmp_path / 'log', 'train_srcnn', {**SETTINGS['train_srcnn'], 'model': model})
    picture = np.random.RandomState(0).randint(0, 256, [7, 11, 3]).astype(np.uint8)
    path = write_picture(tmp_path / 'mine.png', picture)
    done = run_script('predict', f'--log_dir={tmp_path}/log', path, f'--output={tmp_path}/large')
    assert (done.returncode, done.stderr) == (0, '')
    assert picture_files.read(tmp_path / 'large' / 'mine-x4.png').shape == (28, 44, 3)
    assert picture_files.read(tmp_path / 'large' / 'mine-comparison.png').shape == (28, 3 * 44, 3)
    done = run_script('predict', f'--log_dir={tmp_path}/log', path, path)
    assert_refused(done, 'two pictures are called mine')


def test_what_is_refused(tmp_path):
    trained_run(tmp_path / 'log', 'train_cnn', {})
    good = write_picture(tmp_path / 'good.png', np.zeros([28, 28, 1], np.uint8))
    (tmp_path / 'text.png').write_text('a text\n')
    here = f'--log_dir={tmp_path}/log'
    for arguments, said in [
        ((good,), '--log_dir is missing'),
        ((here,), 'no pictures are given'),
        ((here, tmp_path / 'none.png'), 'cannot read'),
        ((here, good, tmp_path / 'text.png'), 'is neither a PNG nor a JPEG file'),
    ]:
        done = run_script('predict', *arguments)
        assert_refused(done, said)
        assert done.stdout == ''
    (tmp_path / 'log' / 'metrics.json').write_text(json.dumps({'script': 'practice', 'settings': SETTINGS['practice']}))
    assert_refused(run_script('predict', here, good), 'is of another model')
