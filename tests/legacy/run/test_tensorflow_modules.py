"""What a legacy program imports, in one process: `tests/legacy/scripts/imports.py`."""

import pathlib

from tests import needs
from tests.legacy.running import run, write

SCRIPTS = pathlib.Path(__file__).parents[1] / 'scripts'


def test_every_import_idiom_works():
    needs.modules('tf_keras', 'tf_slim')
    done = run(['imports.py'], SCRIPTS)
    assert done.stdout == '[] 24\n', done.stdout + done.stderr


def test_random_numbers_are_where_the_program_left_them(tmp_path):
    """Importing TensorFlow 2 draws from Python's random numbers."""
    write(
        tmp_path,
        script__py='import random, numpy\nrandom.seed(1); numpy.random.seed(2)\nimport tensorflow as tf\n'
        'print([random.random(), numpy.random.rand()] == EXPECTED)\n'.replace(
            'EXPECTED', '[random.Random(1).random(), numpy.random.RandomState(2).rand()]'
        ),
    )
    assert run(['script.py'], tmp_path).stdout == 'True\n'


def test_eager_execution_can_still_be_enabled(tmp_path, forked):
    """And what TensorFlow consists of is none of the objects that Python searches for garbage."""
    write(
        tmp_path,
        script__py='import tensorflow as tf\ntf.enable_eager_execution()\n'
        'print(tf.executing_eagerly(), (tf.constant([1, 2]) + 1).numpy())\n'
        'import gc\nprint(gc.get_freeze_count() > 10 * len(gc.get_objects()))\n',
    )
    assert run(['script.py'], tmp_path).stdout == 'True [2 3]\nTrue\n'
