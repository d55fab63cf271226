"""That the import of TensorFlow leaves Keras alone, and that it is there for whoever asks later."""

import importlib.util
import subprocess
import sys
import threading

import pytest

from tests import needs, warm
from tf1_ref.compat.process import without_keras


def run(code, *arguments):
    """What a new process of Python prints. In the same one TensorFlow is there already."""
    done = subprocess.run([sys.executable, '-c', code, *arguments], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def before_tensorflow(monkeypatch):
    """As if neither TensorFlow nor Keras had been imported."""
    for name in ('tensorflow', 'keras'):
        monkeypatch.delitem(sys.modules, name, raising=False)
    monkeypatch.delenv('TF_USE_LEGACY_KERAS', raising=False)


def finders():
    return [type(finder).__name__ for finder in sys.meta_path]


def test_keras_is_imported_at_its_first_use():
    code = (
        'import sys\n'
        'from tf1_ref.compat import tf\n'
        'print(sorted({"keras", "sklearn", "pandas"} & {*sys.modules}), "keras" in repr(sys.meta_path))\n'
        'import tensorflow\n'
        'print(tensorflow.keras.layers.Dense.__module__.partition(".")[0])\n'
        'import keras\n'
        'print(keras.layers.Dense is tensorflow.keras.layers.Dense, keras.__spec__.loader.__class__.__name__)\n'
        'with tensorflow.Graph().as_default():\n'
        '    print(keras.layers.Dense(2)(keras.Input([3])).shape)\n'
    )
    assert run(code) == '[] False\nkeras\nTrue SourceFileLoader\n(None, 2)\n'


def test_a_saved_model_of_keras_is_loaded(tmp_path):
    needs.modules('tf_keras')
    save = (
        'import sys, numpy as np, tf_keras as keras\n'
        'model = keras.Sequential([keras.layers.Dense(2, input_shape=[3])])\n'
        'model.compile("adam", "mse")\n'
        'model.fit(np.ones([4, 3]), np.ones([4, 2]), verbose=0)\n'
        'model.save(sys.argv[1])\n'
        'print(model.predict(np.ones([1, 3]), verbose=0).tolist())\n'
    )
    load = (
        'import sys\n'
        'from tf1_ref.compat import tf\n'
        'with tf.Session(graph=tf.Graph()) as sess:\n'
        '    signature = tf.saved_model.load(sess, ["serve"], sys.argv[1]).signature_def["serving_default"]\n'
        '    (x,), (y,) = signature.inputs.values(), signature.outputs.values()\n'
        '    print(sess.run(y.name, {x.name: [[1.0, 1.0, 1.0]]}).tolist())\n'
    )
    saved = warm.run([sys.executable, '-c', save, str(tmp_path / 'model')], text=True, check=True)
    assert run(load, str(tmp_path / 'model')) == saved.stdout


def test_it_is_not_found_meanwhile_but_its_place_is(before_tensorflow):
    with without_keras.import_of_tensorflow():
        assert importlib.util.find_spec('keras').origin.endswith('__init__.py')
        with pytest.raises(ImportError, match='Keras is imported at its first use'):
            import keras  # noqa: F401
        assert 'keras' not in sys.modules


def test_another_thread_finds_it(before_tensorflow):
    found = []
    with without_keras.import_of_tensorflow():
        thread = threading.Thread(target=lambda: found.append(importlib.util.find_spec('keras').loader))
        thread.start()
        thread.join()
    assert type(found[0]).__name__ == 'SourceFileLoader'


def test_nothing_stays_behind_where_the_import_fails(before_tensorflow):
    before = finders()
    with pytest.raises(ImportError, match='no TensorFlow'), without_keras.import_of_tensorflow():
        assert finders() == ['_Later', *before]
        raise ImportError('no TensorFlow')
    assert finders() == before


@pytest.mark.parametrize('there', ['tensorflow', 'keras'])
def test_it_does_nothing_where_either_is_there(before_tensorflow, monkeypatch, there):
    monkeypatch.setitem(sys.modules, there, sys)
    before = finders()
    with without_keras.import_of_tensorflow():
        assert finders() == before


@pytest.mark.parametrize('value, does', [('1', False), ('true', False), ('0', True)])
def test_tf_keras_is_loaded_where_it_is_asked_for(before_tensorflow, monkeypatch, value, does):
    monkeypatch.setenv('TF_USE_LEGACY_KERAS', value)
    before = finders()
    with without_keras.import_of_tensorflow():
        assert (finders() != before) is does
