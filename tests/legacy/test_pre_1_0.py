"""Scripts with TensorFlow's names from before 1.0."""

from tf1_ref import legacy

SCRIPT = """
import tensorflow as tf
x = tf.constant([[1.0, 2.0], [3.0, 4.0]])
labels = tf.constant([[0.0, 1.0], [1.0, 0.0]])
first, second = tf.split(0, 2, x)
joined = tf.concat(1, [first, second])
cost = tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits(x, labels))
weighted = tf.nn.weighted_cross_entropy_with_logits(x, labels, 2.0)
with tf.Session() as sess:
    sess.run(tf.initialize_all_variables())
    product = sess.run(tf.mul(joined, tf.neg(joined))).tolist()
    cost, weighted = '%.4f' % sess.run(cost), '%.4f' % sess.run(weighted)[0, 0]
"""


def run(folder, **options):
    (folder / 'old.py').write_text(SCRIPT)
    found = legacy.run_path(folder / 'old.py', **options)
    assert found['product'] == [[-1.0, -4.0, -9.0, -16.0]]
    return found['cost'], found['weighted']


def test_recognised_with_a_note(tmp_path, capsys):
    assert run(tmp_path) == ('0.8133', '1.3863')
    noted = [line.split()[1] for line in capsys.readouterr().err.splitlines() if 'is from before' in line]
    assert noted == ['tf.split', 'tf.concat', 'tf.nn.softmax_cross_entropy_with_logits', 'tf.mul', 'tf.neg']


def test_with_the_flag(tmp_path, capsys):
    # Now the first argument of weighted_cross_entropy_with_logits is the logits, as it was in 0.12.
    assert run(tmp_path, api='0.12') == ('0.8133', '1.3133')
    assert 'is from before' not in capsys.readouterr().err
