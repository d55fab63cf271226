from tests.compat.contrib import parity
from tf1_ref.compat import tf


@parity.programs_of('tf1_ref.compat.restored.buckets')
def test_parity(family, title):
    parity.check(family, title)


def test_a_batch_has_lengths_of_one_range():
    lengths = tf.train.slice_input_producer([[1, 9, 2, 8, 3, 7]], num_epochs=1, shuffle=False)[0]
    found, (batch,) = tf.contrib.training.bucket_by_sequence_length(
        lengths, [tf.range(lengths)], 3, [5], dynamic_pad=True
    )
    with tf.Session() as sess:
        sess.run(tf.local_variables_initializer())
        coordinator = tf.train.Coordinator()
        threads = tf.train.start_queue_runners(sess, coordinator)
        seen = sorted((sorted(one.tolist()), values.shape) for one, values in (sess.run([found, batch]) for _ in '12'))
        coordinator.request_stop()
        coordinator.join(threads)
    assert seen == [([1, 2, 3], (3, 3)), ([7, 8, 9], (3, 9))]
