"""TensorFlow 1 as a guest: within all is TensorFlow 1's, behind it the process is what it was."""

import sys

from absl import flags

from tests import warm
from tf1_ref.compat import guest, tf
from tf1_ref.compat.built import seeds

EAGER = """
import tensorflow as t
from absl import flags
from tensorflow.python.framework import random_seed
flags.DEFINE_integer('mine', 3, 'of the host')
flags.FLAGS(['host'])
t.random.set_seed(5)
before = [t.executing_eagerly(), t.constant(2).numpy(), t.compat.v1.logging.get_verbosity()]
counters = random_seed._graph_to_seed_dict
from tf1_ref.compat import guest
with guest.as_guest():
    from tf1_ref.compat import tf
    print(tf.executing_eagerly(), 'mine' in flags.FLAGS, tf.get_variable('v', [3]).dtype._is_ref_dtype)
    tf.logging.set_verbosity(tf.logging.DEBUG)
    flags.DEFINE_integer('theirs', 4, 'of the guest')
print(before == [t.executing_eagerly(), t.constant(2).numpy(), t.compat.v1.logging.get_verbosity()])
print(flags.FLAGS.mine, 'theirs' in flags.FLAGS, random_seed._graph_to_seed_dict is counters)
print(type(t.Variable(1.0)).__name__, t.compat.v1.get_default_graph().get_operations())
"""


def test_a_process_that_works_eagerly_goes_on_so():
    done = warm.run([sys.executable, '-c', EAGER], text=True)
    assert done.stdout.splitlines() == [
        'False False True',
        'True',
        '3 False True',
        'ResourceVariable []',
    ], done.stderr


def test_graphs_sessions_and_seeds_of_the_host_are_as_they_were():
    tf.constant(1, name='of_the_host')
    outer = tf.get_default_graph()
    with tf.Session() as session:
        with guest.as_guest(seeds='tf2', grappler=True):
            assert tf.get_default_session() is None and tf.get_default_graph() is not outer
            assert not seeds.follows_tf1(tf.get_default_graph())
            assert not tf.Session()._config.graph_options.rewrite_options.disable_meta_optimizer
            tf.constant(1, name='of_the_guest')
        assert tf.get_default_session() is session and tf.get_default_graph() is outer
    assert [op.name for op in outer.get_operations()] == ['of_the_host'] and seeds.follows_tf1(outer)


def test_an_error_within_changes_nothing_of_that():
    outer, names = tf.get_default_graph(), {*flags.FLAGS}
    try:
        with guest.as_guest():
            flags.DEFINE_string('of_the_guest', '', 'left behind')
            raise KeyError
    except KeyError:
        pass
    assert tf.get_default_graph() is outer and {*flags.FLAGS} == names
