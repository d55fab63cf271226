import numpy as np

from tests.training.small_run import small_data, small_model
from tf1_ref.compat import tf
from tf1_ref.training.steps import cost_of_each_step


def test_the_costs_are_those_before_each_step(tmp_path):
    (x, y, train_op, cost), _ = small_model()
    costs, numbers = cost_of_each_step(
        small_data().train,
        x,
        y,
        train_op,
        cost,
        steps=13,
        batch_size=11,
        image_shape=[2, 3],
        description='training',
        log_dir=tmp_path,
        finish=lambda sess: {'total': float(sess.run('ih/W:0').sum())},
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
        assert numbers == {'total': float(sess.run('ih/W:0').sum())}
    np.testing.assert_array_equal(costs, expected)
    (path,) = (tmp_path / 'events' / 'train').iterdir()
    values = [value for event in tf.train.summary_iterator(str(path)) for value in event.summary.value]
    written = [value.simple_value for value in values if value.tag == 'cost']
    np.testing.assert_allclose(written, expected, rtol=1e-6)
    assert {value.tag for value in values} >= {'total', 'weights/ih/W'}
