"""Keras' .h5 and .keras files, as either Keras writes them: listed, fitted to a model, and damaged in every way."""

import builtins
import os
import random
import sys
import zipfile

import h5py
import numpy as np
import pytest

from tests import needs, warm
from tests.graphs.genuine import nets
from tests.scripts.running import REPOSITORY
from tf1_ref.__main__ import main
from tf1_ref.compat import tf
from tf1_ref.errors import InputError, SetupError
from tf1_ref.graphs.checkpoint.files import find_prefix, read_checkpoint
from tf1_ref.graphs.checkpoint.keras_files import Reader, is_keras_file

KERNEL = np.arange(15, dtype=np.float32).reshape(3, 5)


# Keras writes its files where TensorFlow executes eagerly, which a process that has run TensorFlow 1 code does not.
WRITE = """
import sys
import keras, numpy, tf_keras
for name, library in (('three', keras), ('two', tf_keras)):
    layers = library.layers
    model = library.Sequential([layers.Input((3,)), layers.Dense(5, name='first'), layers.Dense(2, name='second')])
    model.layers[0].set_weights([numpy.arange(15).reshape(3, 5), numpy.ones(5)])
    model.save(f'{sys.argv[1]}/{name}.h5')
    model.save(f'{sys.argv[1]}/{name}.keras')
    model.save_weights(f'{sys.argv[1]}/{name}.weights.h5')
"""


@pytest.fixture(scope='module')
def written(tmp_path_factory):
    """The same model by today's Keras and by tf_keras."""
    needs.modules('tf_keras')
    folder = tmp_path_factory.mktemp('keras')
    warm.run([sys.executable, '-c', WRITE, folder], check=True)
    return folder


@pytest.mark.parametrize(
    ('name', 'kernel'),
    [
        ('two.h5', 'first/kernel'),
        ('two.weights.h5', None),
        ('three.h5', 'sequential/first/kernel'),
        ('three.weights.h5', 'layers/dense/vars/0'),
        ('three.keras', 'layers/dense/vars/0'),
        ('two.keras', None),
    ],
)
def test_every_form_is_listed(written, name, kernel, capsys):
    assert main(['checkpoint', str(written / name)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[-1].endswith(f'{name} (Keras): 4 variables, 32 values, 128 B')
    reader = Reader(written / name)
    (found,) = [one.name for one in reader.variables if one.shape == (3, 5)]
    assert found == kernel if kernel else found
    np.testing.assert_array_equal(reader.get_tensor(found), KERNEL)
    assert [line.split()[1:] for line in lines if line.split()[0] == found] == [['[3,', '5]', 'float32', '60', 'B']]


def dense():
    """A TensorFlow 1 model that wants the weights under names of its own."""
    for name, shape in (('fc1', (3, 5)), ('fc2', (5, 2))):
        with tf.variable_scope(name):
            tf.get_variable('W', shape)
            tf.get_variable('b', shape[1:])


def test_a_model_is_restored_from_it(written, tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(REPOSITORY)
    out = tmp_path / 'fitted'
    arguments = [str(written / 'two.h5'), f'--model={__name__}:dense', f'--write={out}']
    assert main(['checkpoint', *arguments]) == 0
    assert 'all 4 variables equal bit for bit under their new names' in capsys.readouterr().out
    np.testing.assert_array_equal(tf.train.load_variable(str(out), 'fc1/W'), KERNEL)


def test_a_checkpoint_is_no_keras_file():
    assert not is_keras_file(f'{nets.__file__}') and not is_keras_file('/nowhere')


def test_without_h5py_it_says_what_to_install(written, monkeypatch):
    real = builtins.__import__

    def refuse(name, *arguments, **options):
        if name == 'h5py':
            raise ImportError(name)
        return real(name, *arguments, **options)

    monkeypatch.setattr(builtins, '__import__', refuse)
    with pytest.raises(SetupError, match='h5py, .*, is not installed; install it with: pip install h5py'):
        read_checkpoint(find_prefix(str(written / 'two.h5')))


@pytest.mark.parametrize('name', ['two.h5', 'three.weights.h5', 'three.keras'])
def test_damage_is_one_line(written, tmp_path, name):
    content, draw = (written / name).read_bytes(), random.Random(5)
    path, refused = tmp_path / name, 0
    for number in range(150):
        place = draw.randrange(8, len(content))
        flipped = content[:place] + bytes([content[place] ^ 1 << draw.randrange(8)]) + content[place + 1 :]
        path.write_bytes(content[:place] if number % 2 else flipped)
        try:
            read_checkpoint(find_prefix(str(path)))
        except InputError as error:
            refused += 1
            assert len(str(error).splitlines()) == 1
    assert refused >= 60


def test_what_lies_in_other_files_is_not_read(tmp_path):
    with h5py.File(tmp_path / 'other.h5', 'w') as file:
        file['secret'] = KERNEL
    with h5py.File(tmp_path / 'a.h5', 'w') as file:
        file['mine'] = KERNEL
        file['link'] = h5py.ExternalLink('other.h5', 'secret')
    assert [one.name for one in Reader(tmp_path / 'a.h5').variables] == ['mine']
    with h5py.File(tmp_path / 'a.h5', 'a') as file:
        file.create_dataset('passwords', (4,), 'u1', external=[('/etc/passwd', 0, 4)])
    with pytest.raises(InputError, match='passwords is no variable, or lies in another file'):
        Reader(tmp_path / 'a.h5')


def test_what_unfolds_to_more_than_the_memory_is_refused(tmp_path):
    with h5py.File(tmp_path / 'bomb.h5', 'w') as file:
        file.create_dataset('zeros', (2**40,), 'f4', chunks=(2**20,), compression='gzip')
    with pytest.raises(InputError, match='zeros is no variable'):
        Reader(tmp_path / 'bomb.h5')
    with zipfile.ZipFile(tmp_path / 'bomb.keras', 'w', zipfile.ZIP_DEFLATED) as archive:
        archive.writestr('model.weights.h5', bytes(2**25))
    assert os.path.getsize(tmp_path / 'bomb.keras') < 2**16
    with pytest.raises(InputError, match='unfolds to far more'):
        Reader(tmp_path / 'bomb.keras')
    with zipfile.ZipFile(tmp_path / 'empty.keras', 'w') as archive:
        archive.writestr('config.json', '{}')
    with pytest.raises(InputError, match='has no model.weights.h5'):
        Reader(tmp_path / 'empty.keras')
