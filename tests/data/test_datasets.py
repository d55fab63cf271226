"""Data sets by name: which one is taken, and what is said when it cannot be."""

import numpy as np
import pytest

from tf1_ref.compat import tf
from tf1_ref.data import datasets, digits, fake, mnist_files, transfers
from tf1_ref.errors import InputError


@pytest.fixture(autouse=True)
def own_world(tmp_path, monkeypatch):
    """No network, no DATA_DIR, an empty working folder, a graph of its own."""
    monkeypatch.setattr(mnist_files, 'MIRRORS', ['http://127.0.0.1:1/'])
    monkeypatch.setenv('no_proxy', '*')
    monkeypatch.delenv('DATA_DIR', raising=False)
    (tmp_path / 'cwd').mkdir()
    monkeypatch.chdir(tmp_path / 'cwd')
    with tf.Graph().as_default():
        yield


@pytest.fixture
def folder(tmp_path):
    (tmp_path / 'mnist').mkdir()
    fake.write_files(tmp_path / 'mnist', num_train=131, num_test=29)
    return tmp_path / 'mnist'


def sizes(data):
    return [part.num_examples for part in data]


def test_auto_takes_mnist_where_it_is_found(folder, capsys):
    assert datasets.precheck('auto', folder) == 'mnist'
    assert capsys.readouterr().out == ''
    data, name = datasets.open_data_set('auto', folder)
    assert name == 'mnist' and sizes(data) == [121, 10, 29]
    assert data.train.labels.shape == (121, 10)


def test_the_folder_by_default(folder, monkeypatch, tmp_path):
    assert datasets.mnist_dir() == 'data'
    (tmp_path / 'cwd' / 'data').symlink_to(folder)
    assert datasets.precheck('mnist') == 'mnist'
    monkeypatch.setenv('DATA_DIR', str(tmp_path / 'none'))
    with pytest.raises(InputError, match=str(tmp_path / 'none')):
        datasets.precheck('mnist')
    monkeypatch.setenv('DATA_DIR', str(folder))
    assert datasets.mnist_dir() == str(folder)
    assert datasets.mnist_dir(tmp_path) == str(tmp_path)
    assert sizes(datasets.open_data_set('mnist')[0]) == [121, 10, 29]


def test_auto_takes_the_digits_without_network_and_says_so(tmp_path, capsys):
    assert datasets.precheck('auto', tmp_path / 'none') == 'digits'
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 1
    assert lines[0].startswith('Taking the embedded digits instead of MNIST: ')
    assert str(tmp_path / 'none') in lines[0] and 'could not be downloaded' in lines[0] and 'put it' not in lines[0]
    data, name = datasets.open_data_set('auto', tmp_path / 'none')
    assert name == 'digits' and sizes(data) == [1350, 150, 297]
    assert not (tmp_path / 'none').exists()


def test_auto_downloads(folder, tmp_path, monkeypatch):
    monkeypatch.setattr(mnist_files, 'MIRRORS', [folder.as_uri() + '/'])
    monkeypatch.setattr(mnist_files, 'SHA256', dict.fromkeys(mnist_files.NAMES))
    monkeypatch.setattr(transfers, 'ALLOW_FILES', True)
    assert datasets.precheck('auto', tmp_path / 'new') == 'mnist'
    assert sizes(datasets.open_data_set('auto', tmp_path / 'new')[0]) == [121, 10, 29]


def test_mnist_is_never_replaced(tmp_path):
    with pytest.raises(InputError, match=r'could not be downloaded .*--data_dir.*--dataset=digits') as error:
        datasets.precheck('mnist', tmp_path / 'none')
    assert '\n' not in str(error.value)
    with pytest.raises(InputError):
        datasets.open_data_set('mnist', tmp_path / 'none')


@pytest.mark.parametrize('name', ['auto', 'mnist'])
def test_broken_files_are_an_error_even_for_auto(folder, name):
    path = folder / mnist_files.TRAIN_IMAGES
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(InputError, match='truncated') as error:
        datasets.precheck(name, folder)
    assert str(path) in str(error.value) and '\n' not in str(error.value)


def test_the_embedded_sets_ignore_the_folder(folder):
    (folder / mnist_files.TRAIN_IMAGES).write_bytes(b'broken')
    for name, expected in (('digits', [1350, 150, 297]), ('fake', [600, 100, 200])):
        assert datasets.precheck(name, folder) == name
        data, opened = datasets.open_data_set(name, folder)
        assert opened == name and sizes(data) == expected


@pytest.mark.parametrize('name', ['mnist', 'digits', 'fake'])
def test_options_reach_the_loader(folder, name):
    data, _ = datasets.open_data_set(name, folder, one_hot=False, dtype=tf.uint8, reshape=False, validation_size=7)
    assert data.validation.num_examples == 7
    assert data.test.images.dtype == np.uint8 and data.test.images.shape[1:] == (28, 28, 1)
    assert data.test.labels.ndim == 1
    first, again = (datasets.open_data_set(name, folder, seed=5)[0].train.next_batch(11) for _ in range(2))
    np.testing.assert_array_equal(first[0], again[0])


def test_an_unknown_name():
    for function in (datasets.precheck, datasets.open_data_set):
        with pytest.raises(InputError, match="no data set 'cifar'; choose one of auto, mnist, digits, fake"):
            function('cifar')


def test_the_embedded_files_are_checked_not_downloaded(tmp_path, monkeypatch):
    monkeypatch.setattr(digits, 'path', lambda: str(tmp_path))
    with pytest.raises(InputError, match='no such file'):
        datasets.precheck('digits')


def test_real_mnist_keeps_the_loaders_5000(mnist_dir):
    data, name = datasets.open_data_set('auto', mnist_dir)
    assert name == 'mnist' and sizes(data) == [55000, 5000, 10000]


def test_precheck_needs_no_tensorflow(folder, run_python):
    code = (
        'import sys\nfrom tf1_ref.data import datasets\n'
        'for name in ("mnist", "digits", "fake"): datasets.precheck(name, sys.argv[1])\n'
        'assert not {"tensorflow", "keras", "absl"} & set(sys.modules)'
    )
    run_python(code, folder)
