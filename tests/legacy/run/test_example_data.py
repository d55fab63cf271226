"""MNIST's loader for legacy programs: the embedded digits in its shape, and the dead host."""

import numpy as np
import pytest

from tf1_ref.data import fake, mnist_files, transfers
from tf1_ref.data import input_data as real
from tf1_ref.errors import InputError
from tf1_ref.legacy.options import NeedsFlag, Options
from tf1_ref.legacy.run import example_data


def test_digits_have_mnist_s_shape_and_sizes(capsys):
    data = example_data.input_data(Options(offline_data='digits')).read_data_sets('MNIST_data', one_hot=True)
    assert [len(part.images) for part in data] == [55000, 5000, 10000]
    assert data.train.images.shape == (55000, 784) and data.train.labels.shape == (55000, 10)
    assert data.train.images.dtype == np.float32 and 0 <= data.train.images.min() < data.train.images.max() <= 1
    np.testing.assert_array_equal(data.test.images[:297], data.test.images[297:594])
    assert (
        'MNIST_data: in place of MNIST, 1,797 embedded digits, repeated to 60,000 and 10,000' in capsys.readouterr().out
    )


@pytest.mark.parametrize('url', ['', 'http://yann.lecun.com/exdb/mnist/'])
def test_the_dead_host_is_replaced_by_the_living_mirrors(monkeypatch, tmp_path, url):
    asked = []
    monkeypatch.setattr(mnist_files, 'ensure', lambda folder, source_url: asked.append(source_url) or {})
    with pytest.raises(KeyError):
        example_data.input_data(Options()).read_data_sets(str(tmp_path), source_url=url)
    assert asked == [real.DEFAULT_SOURCE_URL]


def test_files_that_are_there_are_read(tmp_path):
    fake.write_files(tmp_path, 30, 20)
    module = example_data.input_data(Options())
    data = module.read_data_sets(str(tmp_path), validation_size=10)
    assert [len(part.labels) for part in data] == [20, 10, 20]
    assert module.DataSet is real.DataSet


def test_what_cannot_be_had_names_the_flag(monkeypatch, tmp_path):
    def fails(folder, source_url):
        raise mnist_files.DownloadError('no network')

    monkeypatch.setattr(mnist_files, 'ensure', fails)
    with pytest.raises(InputError, match=r'no network; or take the embedded digits \(--offline_data=digits\)'):
        example_data.input_data(Options()).read_data_sets(str(tmp_path))


def test_a_file_s_address_needs_its_flag(tmp_path):
    (tmp_path / 'served').mkdir()
    fake.write_files(tmp_path / 'served', 30, 20)
    url = (tmp_path / 'served').as_uri() + '/'
    with pytest.raises(NeedsFlag, match=r'unknown url type: file.*; or let it read files \(--file_urls\)'):
        example_data.input_data(Options()).read_data_sets(str(tmp_path / 'data'), source_url=url)
    module = example_data.input_data(Options(file_urls=True))
    data = module.read_data_sets(str(tmp_path / 'data'), validation_size=10, source_url=url)
    assert len(data.train.labels) == 20 and not transfers.ALLOW_FILES
    name = mnist_files.TRAIN_LABELS
    assert module.maybe_download(name, str(tmp_path / 'one'), url + name) == str(tmp_path / 'one' / name)
