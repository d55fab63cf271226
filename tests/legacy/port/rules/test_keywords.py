"""Parameters that were lost."""

from tests.legacy.port.porting import IMPORT, blockers, body
from tf1_ref.compat.names import table as api


def test_a_lost_parameter_is_a_blocker():
    name = 'tensorflow.autograph.experimental.set_loop_options'
    assert 'back_prop' in api.load().lost[name]
    assert blockers(IMPORT + 'tf.autograph.experimental.set_loop_options(back_prop=False)\n') == [
        f'2: {name} no longer takes back_prop; leave back_prop out'
    ]


def test_what_1_15_took_and_version_1_still_takes_stays():
    lines = (
        'y = tf.reduce_sum(x, reduction_indices=[1], keep_dims=True)\n'
        'y = tf.nn.dropout(x, keep_prob=0.5)\n'
        'y = tf.argmax(x, dimension=1)\n'
    )
    assert body(lines) == lines
