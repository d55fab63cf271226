import numpy as np

from tests.training.small_run import small_data, small_model
from tf1_ref.compat import tf
from tf1_ref.training.steps import cost_of_each_step


def test_the_costs_are_those_before_each_step():
    (x, y, train_op, cost), _ = small_model()
    costs, weights = cost_of_each_step(
        small_data().train,
        x,
        y,
        train_op,
        cost,
        steps=13,
        batch_size=11,
        image_shape=[2, 3],
        description='training',
        finish=lambda sess: sess.run('ih/W:0'),
    )
    (x, y, train_op, cost), _ = small_model()
    data, expected = small_data(), []
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        for _ in range(13):
            images, labels = data.train.next_batch(11)
            feed = {x: images.reshape(-1, 2, 3), y: labels}
            expected.append(sess.run(cost, feed))
            sess.run(train_op, feed)
        np.testing.assert_array_equal(weights, sess.run('ih/W:0'))
    np.testing.assert_array_equal(costs, expected)
