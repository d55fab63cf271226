"""The MNIST loader against the genuine one's golden file, and what it refuses."""

import gzip
import inspect
import io
import json
import os
import pathlib

import numpy as np
import pytest

from tf1_ref.compat import tf
from tf1_ref.data import digits, idx, input_data, mnist_files, transfers
from tf1_ref.errors import InputError

GOLDEN = json.loads((pathlib.Path(__file__).parents[1] / 'golden' / 'input_data.json').read_text())
REGENERATE = 'golden file out of date; run tests/golden/generate_input_data.py with tensorflow 1.15.5'


@pytest.fixture(autouse=True)
def own_graph():
    with tf.Graph().as_default():
        yield


def images_and_labels(num_examples=17, depth=1):
    random = np.random.RandomState(0)
    images = random.randint(0, 256, [num_examples, 7, 5, depth]).astype(np.uint8)
    return images, np.arange(num_examples, dtype=np.uint8)


def write_files(folder, num_train=23, num_test=13):
    random = np.random.RandomState(0)
    for images, labels, n in (
        (mnist_files.TRAIN_IMAGES, mnist_files.TRAIN_LABELS, num_train),
        (mnist_files.TEST_IMAGES, mnist_files.TEST_LABELS, num_test),
    ):
        idx.write(folder / images, random.randint(0, 256, [n, 7, 5]).astype(np.uint8))
        idx.write(folder / labels, random.randint(0, 10, [n]).astype(np.uint8))
    return folder


def test_the_golden_file_has_every_case(input_data_generator):
    cases = {name: {k: v for k, v in case.items() if k != 'result'} for name, case in GOLDEN['cases'].items()}
    assert cases == input_data_generator.CASES, REGENERATE
    assert GOLDEN['tensorflow'] == '1.15.5'


@pytest.mark.parametrize('name', GOLDEN['cases'])
def test_byte_for_byte(name, request, input_data_generator):
    case = GOLDEN['cases'][name]
    folder = str(request.getfixturevalue('mnist_dir')) if case['data'] == 'mnist' else digits.path()
    result = input_data_generator.run_case(tf, input_data.read_data_sets, folder, case)
    assert result['printed'] == case['result']['printed']
    assert result['read'] == case['result']['read']
    assert result['drawn'] == case['result']['drawn']


def test_the_golden_cases_cross_two_epoch_ends():
    for case in GOLDEN['cases'].values():
        assert case['result']['drawn']['1200']['epochs_completed'][0] >= 2
    batches = {case['result']['drawn']['100']['images'] for case in GOLDEN['cases'].values()}
    assert len(batches) >= 15  # the seeds differ, so their batches do


def test_fake_data(input_data_generator):
    assert input_data_generator.run_fake_data(input_data.read_data_sets) == GOLDEN['fake_data'], REGENERATE


def test_exceptions(input_data_generator):
    assert input_data_generator.run_errors(tf, input_data.read_data_sets, digits.path()) == GOLDEN['errors'], REGENERATE


def test_signatures():
    def arguments(function):
        parameters = inspect.signature(function).parameters.values()
        return [(p.name, p.default) for p in parameters if p.name != 'self']

    assert arguments(input_data.read_data_sets) == [
        ('train_dir', inspect.Parameter.empty),
        ('fake_data', False),
        ('one_hot', False),
        ('dtype', tf.float32),
        ('reshape', True),
        ('validation_size', 5000),
        ('seed', None),
        ('source_url', input_data.DEFAULT_SOURCE_URL),
    ]
    assert arguments(input_data.DataSet.__init__) == [
        ('images', inspect.Parameter.empty),
        ('labels', inspect.Parameter.empty),
        ('fake_data', False),
        ('one_hot', False),
        ('dtype', tf.float32),
        ('reshape', True),
        ('seed', None),
    ]
    assert arguments(input_data.DataSet.next_batch) == [
        ('batch_size', inspect.Parameter.empty),
        ('fake_data', False),
        ('shuffle', True),
    ]
    assert arguments(input_data.load_mnist) == [('train_dir', 'MNIST-data')]
    assert input_data.DEFAULT_SOURCE_URL == 'https://storage.googleapis.com/cvdf-datasets/mnist/'
    assert input_data.Datasets._fields == ('train', 'validation', 'test')


def test_reading_ones_own_files(tmp_path):
    folder = write_files(tmp_path)
    data = input_data.read_data_sets(folder, one_hot=True, validation_size=5)
    assert [part.num_examples for part in data] == [18, 5, 13]
    images = idx.read(folder / mnist_files.TRAIN_IMAGES)
    scaled = images[:5].reshape(5, 35) * np.float32(1 / 255)
    np.testing.assert_array_equal(data.validation.images, scaled)
    assert data.train.labels.dtype == np.float64 and data.train.labels.shape == (18, 10)
    labels = idx.read(folder / mnist_files.TRAIN_LABELS)
    np.testing.assert_array_equal(data.train.labels.argmax(1), labels[5:])
    assert data.train.images.min() >= 0.0 and data.train.images.max() <= 1.0


def test_plain_files_are_read_too(tmp_path, capsys):
    folder = write_files(tmp_path)
    path = folder / mnist_files.TEST_LABELS
    (folder / path.stem).write_bytes(gzip.decompress(path.read_bytes()))
    path.unlink()
    data = input_data.read_data_sets(folder, validation_size=5)
    assert data.test.labels.shape == (13,)
    assert capsys.readouterr().out.splitlines()[-1] == f'Extracting {folder / path.stem}'


def test_images_and_labels_stay_together():
    tf.set_random_seed(1)
    images = np.arange(17, dtype=np.uint8).reshape(17, 1, 1, 1)
    data = input_data.DataSet(images, np.arange(17), dtype=tf.uint8)
    seen = []
    for _ in range(34):
        x, y = data.next_batch(5)
        np.testing.assert_array_equal(x[:, 0], y)
        seen.extend(y)
    for epoch in range(10):
        assert sorted(seen[17 * epoch : 17 * epoch + 17]) == list(range(17))  # every example once an epoch
    assert data.epochs_completed == 9


def test_drawing_moves_no_example():
    images, labels = images_and_labels()
    data = input_data.DataSet(images, labels, seed=1)
    before = data.images
    for _ in range(5):
        data.next_batch(7)
    np.testing.assert_allclose(before, images.reshape([17, 35]) / 255, rtol=1e-6)
    assert data._stored[0] is before


def test_without_a_seed_the_order_is_not_repeated():
    orders = []
    for _ in range(2):
        data = input_data.DataSet(*images_and_labels(101))
        orders.append(data.next_batch(101)[1].tolist())
    assert orders[0] != orders[1]


def test_a_batch_of_the_wrong_size_is_refused():
    data = input_data.DataSet(*images_and_labels(17))
    for batch_size in (18, -1):
        with pytest.raises(InputError, match=f'batch size {batch_size} does not fit a data set of 17'):
            data.next_batch(batch_size)
    assert len(data.next_batch(17)[0]) == 17


def test_a_fake_data_set_has_no_examples():
    data = input_data.read_data_sets('nowhere', fake_data=True)
    with pytest.raises(InputError, match='fake_data=True'):
        data.train.next_batch(3)
    assert not os.path.exists('nowhere')


@pytest.mark.parametrize('validation_size', [-1, 24])
def test_validation_size(tmp_path, validation_size):
    with pytest.raises(InputError, match=f'validation_size={validation_size} .* 23 training images'):
        input_data.read_data_sets(write_files(tmp_path), validation_size=validation_size)


def test_counts_and_depth():
    images, labels = images_and_labels(17, depth=3)
    with pytest.raises(InputError, match=r'\[17, 7, 5, 3\].*reshape=False'):
        input_data.DataSet(images, labels)
    assert input_data.DataSet(images, labels, reshape=False).images.shape == (17, 7, 5, 3)
    with pytest.raises(InputError, match='17 images but 16 labels'):
        input_data.DataSet(images, labels[:16], reshape=False)


@pytest.mark.parametrize('dtype', [tf.int32, tf.float64, 'complex64'])
def test_dtype(dtype):
    with pytest.raises(TypeError, match='neither uint8 nor float32'):
        input_data.DataSet(*images_and_labels(), dtype=dtype)


@pytest.mark.parametrize('dtype', [np.uint8, 'uint8', tf.uint8])
def test_bytes_by_any_name(dtype):
    images, labels = images_and_labels()
    assert input_data.DataSet(images, labels, dtype=dtype).images.dtype == np.uint8


def test_missing_files_without_network(tmp_path, monkeypatch):
    monkeypatch.setattr(mnist_files, 'MIRRORS', ['http://127.0.0.1:1/'])
    monkeypatch.setenv('no_proxy', '*')
    with pytest.raises(InputError, match='could not be downloaded') as error:
        input_data.read_data_sets(tmp_path / 'none')
    assert str(tmp_path / 'none') in str(error.value) and '\n' not in str(error.value)
    assert not (tmp_path / 'none').exists()


def test_read_data_sets_downloads_from_the_callers_address(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(transfers, 'ALLOW_FILES', True)
    (tmp_path / 'there').mkdir()
    write_files(tmp_path / 'there')
    data = input_data.read_data_sets(
        tmp_path / 'here', validation_size=5, source_url=(tmp_path / 'there').as_uri() + '/'
    )
    assert data.test.num_examples == 13
    assert sorted(os.listdir(tmp_path / 'here')) == sorted(mnist_files.NAMES)
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith('Successfully downloaded train-images-idx3-ubyte.gz ') and lines[0].endswith(' bytes.')


def test_maybe_download(tmp_path, monkeypatch):
    monkeypatch.setattr(transfers, 'ALLOW_FILES', True)
    (tmp_path / 'source').write_bytes(b'hello')
    url = (tmp_path / 'source').as_uri()
    path = input_data.maybe_download('a.txt', tmp_path / 'folder', url)
    assert path == str(tmp_path / 'folder' / 'a.txt') and pathlib.Path(path).read_bytes() == b'hello'
    (tmp_path / 'source').unlink()
    assert input_data.maybe_download('a.txt', tmp_path / 'folder', url) == path


def test_extract_from_an_open_file(tmp_path, capsys):
    folder = write_files(tmp_path)
    with open(folder / mnist_files.TEST_IMAGES, 'rb') as f:
        images = input_data.extract_images(f)
    assert images.shape == (13, 7, 5, 1) and images.dtype == np.uint8
    with tf.gfile.Open(str(folder / mnist_files.TEST_LABELS), 'rb') as f:  # what old scripts open them with
        labels = input_data.extract_labels(f, one_hot=True, num_classes=11)
    assert labels.shape == (13, 11) and labels.dtype == np.float64
    assert capsys.readouterr().out.splitlines() == [
        f'Extracting {folder / mnist_files.TEST_IMAGES}',
        f'Extracting {folder / mnist_files.TEST_LABELS}',
    ]
    with open(folder / mnist_files.TEST_LABELS, 'rb') as f:
        with pytest.raises(ValueError, match='magic number 2049, not the 2051'):
            input_data.extract_images(f)
    with pytest.raises(ValueError, match='is empty'):
        input_data.extract_labels(io.BytesIO(b''))


def test_dense_to_one_hot():
    np.testing.assert_array_equal(input_data.dense_to_one_hot(np.array([2, 0]), 3), [[0, 0, 1], [1, 0, 0]])
    assert input_data.dense_to_one_hot(np.zeros([0], np.uint8), 3).shape == (0, 3)
    for labels in ([3], [-1]):
        with pytest.raises(InputError, match='do not fit 3 classes'):
            input_data.dense_to_one_hot(np.array(labels), 3)


def test_broken_files(tmp_path):
    folder = write_files(tmp_path)
    path = folder / mnist_files.TRAIN_IMAGES
    content = path.read_bytes()
    path.write_bytes(content[:-20])
    with pytest.raises(InputError, match='truncated') as error:
        input_data.read_data_sets(folder)
    assert str(path) in str(error.value) and '\n' not in str(error.value)
