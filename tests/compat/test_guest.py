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


LEFT_OPEN = """
import gc
import tensorflow as t
from tensorflow.python.eager import context
def state():
    switches = [entry[0] for entry in context.context().context_switches.stack]
    with t.init_scope():
        return [t.executing_eagerly(), t.function(lambda x: x + 1)(1).numpy(), t.constant(2).numpy(), switches]
before = state()
from tf1_ref.compat import guest
for leave in ('gone', 'kept'):
    kept = []
    with guest.as_guest():
        from tf1_ref.compat import tf
        session = tf.Session(graph=tf.Graph())
        kept += [session, session.__enter__(), tf.InteractiveSession(), tf.Graph().as_default()]
        kept[-1].__enter__()
        kept += [tf.device('/cpu:0'), session.as_default()]
        kept[-1].__enter__()
        with session.graph.as_default():
            one = tf.constant(1)
    after = [state()]
    after.append(session.run(one))
    del session, one
    kept.clear()
    gc.collect()
    after.append(state())
    print(after == [before, 1, before] or (before, after))
"""


def test_sessions_and_graphs_that_are_left_open_leave_nothing_behind():
    """Neither then, nor when they are dropped at last; and such a session can be used meanwhile."""
    done = warm.run([sys.executable, '-c', LEFT_OPEN], text=True)
    assert (done.stdout.splitlines(), done.returncode) == (['True', 'True'], 0), done.stderr
    assert 'Exception ignored' not in done.stderr
