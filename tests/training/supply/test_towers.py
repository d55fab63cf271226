import numpy as np
import pytest

from tests.training.small_run import assert_same, small_data
from tf1_ref.compat import tf
from tf1_ref.errors import InputError
from tf1_ref.layers.batch_norm import BatchNorm
from tf1_ref.layers.conv import Conv2D
from tf1_ref.layers.dense import Dense
from tf1_ref.training.long_run import Saving, long_run
from tf1_ref.training.supply.inputs import INPUTS, Feed
from tf1_ref.training.supply.towers import Plan


def network(x, y):
    h = tf.nn.relu(Conv2D(x, [2, 2, 1, 3], [1, 1, 1, 1], 'SAME', 'conv'))
    logit = Dense(tf.reshape(h, [-1, 18]), [18, 3], 'fc')
    return tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits_v2(logits=logit, labels=y))


def placeholders():
    tf.reset_default_graph()
    tf.set_random_seed(3)
    return tf.placeholder(tf.float32, [None, 2, 3, 1]), tf.placeholder(tf.float32, [None, 3])


def train(build=network, input='feed', towers=1, log_dir=None, fails_at=None, **arguments):
    """Costs of four epochs, and the weights at the end; or a run that fails at one of its 20 steps."""
    x, y = placeholders()
    plan = Plan(x, y, 10, input, towers)
    cost = plan.cost(build(x, y), build)
    train_op = tf.train.MomentumOptimizer(0.1, 0.9).minimize(cost)
    if fails_at:
        inputs = plan.options.setdefault('inputs', Feed(x, y))
        steps = iter([inputs.step] * fails_at)
        inputs.step = lambda: next(steps)()
    history, weights = long_run(
        small_data(), x, y, train_op, cost, training_epochs=4, batch_size=10, image_shape=[2, 3, 1], log_dir=log_dir,
        finish=lambda sess: sess.run(tf.global_variables()), **plan.options, **arguments,
    )  # fmt: skip
    return history.column('cost'), weights


@pytest.mark.parametrize(('first', 'then'), [*zip(INPUTS, [*INPUTS][1:] + [*INPUTS][:1], strict=True)])
def test_inputs_train_alike_to_the_bit_and_a_run_goes_on_with_another(first, then, tmp_path):
    costs, weights = train()
    with pytest.raises(StopIteration):
        train(input=first, log_dir=tmp_path, fails_at=8, saving=Saving(steps=7))
    found, others = train(input=then, log_dir=tmp_path)
    assert found == costs
    assert_same(others, weights)


@pytest.mark.parametrize(('input', 'towers'), [('feed', 2), ('dataset', 3), ('resident', 7), ('callable', 10)])
def test_towers_compute_what_one_does(input, towers):
    costs, weights = train()
    found, others = train(input=input, towers=towers)
    np.testing.assert_allclose(found, costs, rtol=0, atol=1e-6)
    for one, other in zip(weights, others, strict=True):
        np.testing.assert_allclose(other, one, rtol=0, atol=1e-6)


def test_one_tower_fed_by_the_slide_is_the_model_itself():
    x, y = placeholders()
    cost = network(x, y)
    before = tf.get_default_graph().as_graph_def()
    plan = Plan(x, y, 10)
    assert plan.cost(cost, network) is cost and plan.options == {}
    assert tf.get_default_graph().as_graph_def() == before


def test_parts_are_as_equal_as_can_be_and_variables_are_shared():
    x, y = placeholders()
    sizes = []

    def build(x, y):
        sizes.append(x.get_shape().as_list()[0])
        return network(x, y)

    Plan(x, y, 11, towers=4).cost(network(x, y), build)
    assert sizes == [3, 3, 3, 2]
    assert [variable.op.name for variable in tf.global_variables()] == ['conv/W', 'conv/b', 'fc/W', 'fc/b']


def dropped(x, y):
    return network(tf.nn.dropout(x, 0.5), y)


def shifted(x, y):
    return network(x + tf.random.stateless_uniform(tf.shape(x), [1, 2]), y)


def normalized(x, y):
    return network(BatchNorm(x, tf.constant(True)), y)


def fused(x, y):
    return network(tf.nn.fused_batch_norm(x, [1.0], [0.0])[0], y)


def unshared(x, y):
    return network(x * tf.Variable(1.0, name='scale'), y)


@pytest.mark.parametrize(
    ('build', 'input', 'towers', 'said'),
    [
        (dropped, 'feed', 2, r'--towers=2: the model draws random numbers \(dropout/.*give --towers=1'),
        (dropped, 'resident', 1, r'--input=resident: the model draws random numbers .*give --input=feed or callable'),
        (shifted, 'feed', 2, r'the model draws random numbers \(stateless'),
        (normalized, 'feed', 3, r'--towers=3: the model takes statistics of the batch \(BatchNorm/.*give --towers=1'),
        (fused, 'resident', 2, r'statistics of the batch \(FusedBatchNorm'),
        (unshared, 'dataset', 1, r'--input=dataset: the model makes the variable tower_0/scale without get_variable'),
    ],
)
def test_what_copies_would_compute_otherwise_is_refused(build, input, towers, said):
    x, y = placeholders()
    with pytest.raises(InputError, match=said):
        Plan(x, y, 10, input, towers).cost(build(x, y), build)


@pytest.mark.parametrize('build', [shifted, normalized])
def test_one_copy_may_normalize_and_draw_by_key(build):
    costs, weights = train(build)
    for input in ('dataset', 'resident', 'inline', 'callable'):
        found, others = train(build, input)
        assert found == costs
        assert_same(others, weights)


def test_one_thread_has_one_tower():
    with pytest.raises(InputError, match='--towers=2 have one thread with --input=inline; give --input=resident'):
        Plan(*placeholders(), 10, 'inline', 2)
    assert Plan(*placeholders(), 10, 'inline').options['config'].inter_op_parallelism_threads == -1


def test_no_more_towers_than_examples():
    with pytest.raises(InputError, match='--towers=11 is more than the 10 examples of a batch; give fewer'):
        Plan(*placeholders(), 10, towers=11)
