"""`tf.estimator`: which names it has, and that the library waits for their first use."""

import sys

from tests import needs, warm
from tf1_ref.compat import estimator, tf


def test_every_supported_name_is_the_library_s():
    needs.modules('tf_keras', 'tensorflow_estimator')
    library = 'tensorflow_estimator._api.v1.estimator'
    names = estimator.__supported__
    assert {source for source, _ in names.values()} == {library} and dir(tf.estimator) == sorted(names)
    for name in names:
        assert getattr(tf.estimator, name) is getattr(sys.modules[library], name), name


def test_the_library_waits_for_its_first_use():
    code = (
        'import sys; from tf1_ref.compat import tf; print(len(dir(tf.estimator)), '
        'hasattr(tf.estimator, "BoostedTreesClassifier"), '
        '[name for name in ("tensorflow_estimator", "tf_keras") if name in sys.modules])'
    )
    done = warm.run([sys.executable, '-c', code], text=True)
    assert done.stdout == f'{len(estimator.__supported__)} False []\n', done.stderr


def test_without_the_door_the_order_of_imports_is_named():
    needs.modules('tf_keras')
    done = warm.run([sys.executable, '-c', 'from tf1_ref.compat import estimator; estimator.RunConfig'], text=True)
    last = done.stderr.splitlines()[-1]
    assert last.startswith('tf1_ref.errors.SetupError') and 'put `from tf1_ref.compat import tf` before' in last
