"""A scoping test as users write them; its snapshots lie beside it."""

from tf1_ref.compat import tf
from tf1_ref.models import whole


def test_cnn(tf1_graph_snapshot):
    whole.cnn()
    tf1_graph_snapshot()


def test_training(tf1_graph_snapshot):
    end_points = whole.batch_norm_cnn()
    tf.train.AdamOptimizer(0.01).minimize(tf.reduce_mean(end_points['pred']))
    tf1_graph_snapshot(name='adam')


def test_contrib(tf1_graph_snapshot):
    x = tf.placeholder(tf.float32, [None, 13])
    tf.contrib.layers.fully_connected(x, 11, scope='first')
    cell = tf.contrib.rnn.LayerNormBasicLSTMCell(7)
    tf.nn.dynamic_rnn(cell, tf.expand_dims(x, 1), dtype=tf.float32)
    tf1_graph_snapshot()
