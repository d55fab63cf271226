import numpy as np
import pytest

from tests.training.small_run import CLASSES, NUM_EXAMPLES, small_data, small_model
from tf1_ref.compat import tf
from tf1_ref.data.batches import Datasets
from tf1_ref.training.evaluation import Evaluation, Examples, per_epoch


def test_batches_do_not_change_the_result():
    """53 examples in batches of 11, against one run over all of them."""
    (x, y, _, cost), evaluate = small_model()
    data = small_data()
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        found = evaluate(sess, data.test)
        feed = {x: data.test.images.reshape(-1, 2, 3), y: data.test.labels}
        probabilities, whole_cost = sess.run(['Softmax:0', cost], feed)
    assert found.probabilities.shape == (NUM_EXAMPLES, CLASSES)
    np.testing.assert_allclose(found.probabilities, probabilities, rtol=1e-5)
    np.testing.assert_array_equal(found.labels, np.argmax(data.test.labels, 1))
    np.testing.assert_array_equal(found.predictions, np.argmax(probabilities, 1))
    assert found.accuracy == np.mean(np.argmax(probabilities, 1) == np.argmax(data.test.labels, 1))
    assert found.cost == pytest.approx(whole_cost, rel=1e-5)


def test_the_data_set_is_not_shuffled():
    _, evaluate = small_model()
    data = small_data()
    before = data.test.images.copy()
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        evaluate(sess, data.test)
    np.testing.assert_array_equal(data.test.images, before)
    assert data.test.epochs_completed == 0


def test_what_is_measured_after_each_epoch():
    """The validation set, and as many examples of the training set, the same ones after it was shuffled."""
    _, evaluate = small_model()
    data = small_data()
    validation, first = Examples(data.test.images[:17], data.test.labels[:17]), data.train.images[:17].copy()
    measure = per_epoch(evaluate, Datasets(data.train, validation, data.test))
    data.train.next_batch(NUM_EXAMPLES), data.train.next_batch(NUM_EXAMPLES)
    assert not np.array_equal(data.train.images[:17], first)
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        expected = evaluate(sess, validation)
        on_training_set = evaluate(sess, Examples(first, data.test.labels[:17]))
        assert measure(sess) == {
            'accuracy': expected.accuracy,
            'validation_cost': expected.cost,
            'training_accuracy': on_training_set.accuracy,
        }


def test_adds_two_argmax_ops_and_no_variable():
    small_model()
    added = [op.name for op in tf.get_default_graph().get_operations() if op.type == 'ArgMax']
    assert added == ['ArgMax', 'ArgMax_1']


def test_confusion_counts_true_rows_and_predicted_columns():
    evaluation = Evaluation(0.0, np.array([0, 1, 1, 2]), np.array([0, 2, 1, 2]), np.zeros([4, 3]))
    assert evaluation.confusion().tolist() == [[1, 0, 0], [0, 1, 1], [0, 0, 1]]
    assert evaluation.accuracy == 0.75
