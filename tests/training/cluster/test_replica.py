import pytest

from tf1_ref.compat import tf
from tf1_ref.models.cnn import cnn, placeholders
from tf1_ref.training.cluster.membership import from_flags
from tf1_ref.training.cluster.replica import Replica
from tf1_ref.training.optimizers import optimizer_of

TWO_PS, TWO_WORKERS = [':1', ':2'], [':3', ':4']


def build(index, sync=False):
    replica = Replica(from_flags(TWO_PS, TWO_WORKERS, 'worker', index), sync)
    with replica.devices():
        end_points = cnn(*placeholders())
        replica.minimize(optimizer_of('adam', 0.1), end_points['cost'])
    replica.complete()
    return replica, end_points


@pytest.mark.parametrize('sync', [False, True])
def test_variables_lie_on_the_parameter_servers_and_the_rest_is_computed_here(sync):
    _, end_points = build(1, sync)
    devices = {variable.op.name: variable.device for variable in tf.global_variables()}
    assert {device.partition('/task')[0] for device in devices.values()} == {'/job:ps'}
    assert [devices[name][-1] for name in ('conv1/W', 'conv1/b', 'conv2/W', 'conv2/b')] == ['0', '1', '0', '1']
    assert devices['conv1/W/Adam'] == devices['conv1/W']  # slots beside their variable
    assert end_points['pred'].device == '/job:worker/task:1'


def test_what_is_saved_is_what_one_process_saves():
    """And its op seeds are the same, as what is added comes behind the model."""
    build(0, sync=True)
    clustered = {variable.op.name: variable for variable in tf.global_variables()}
    seeds = seeds_of(tf.get_default_graph())
    with tf.Graph().as_default() as graph:
        optimizer_of('adam', 0.1).minimize(cnn(*placeholders())['cost'])
        alone = {variable.op.name for variable in tf.global_variables()}
        assert clustered.keys() - alone == {'global_step'} and alone <= clustered.keys()
        assert seeds == seeds_of(graph)


def seeds_of(graph):
    return [(op.name, op.get_attr('seed2')) for op in graph.get_operations() if op.type == 'TruncatedNormal']


def test_one_step_of_a_round_or_one_each():
    assert build(0)[0].steps_per_round == 2
    tf.reset_default_graph()
    assert build(0, sync=True)[0].steps_per_round == 1
