import json

import pytest

from tf1_ref.errors import InputError
from tf1_ref.training.cluster.membership import Address, from_flags, from_tf_config

PS, WORKERS = ['ps.example:2222'], ['10.0.0.1:2223', '10.0.0.2:2223']


def of_operator(task, index, **cluster):
    """TF_CONFIG as Kubernetes' training operator writes it for a pod of a TFJob."""
    hosts = {job: [f'deck-{job}-{place}.default.svc:2222' for place in range(count)] for job, count in cluster.items()}
    return json.dumps({'cluster': hosts, 'task': {'type': task, 'index': index}, 'environment': 'cloud'})


def test_flags():
    found = from_flags(PS, WORKERS, 'worker', 1)
    assert (found.workers, found.place, found.is_chief, found.trains) == (2, 1, False, True)
    assert (str(found), found.device) == ('worker 1', '/job:worker/task:1')
    assert found.address == Address('10.0.0.2', 2223)
    assert found.spec == {'ps': PS, 'worker': WORKERS}
    assert from_flags(PS, WORKERS, 'worker', None).is_chief
    assert not from_flags(PS, WORKERS, 'ps', 0).trains
    assert from_flags([], [], None, None) is None


def test_without_a_host_it_is_loopback():
    found = from_flags([':2222'], ['[::1]:2223'], 'ps', 0)
    assert found.spec == {'ps': ['127.0.0.1:2222'], 'worker': ['[::1]:2223']}


@pytest.mark.parametrize('chief', ['chief', 'master'])
def test_tf_config_with_a_chief(chief):
    cluster = {chief: 1, 'worker': 2, 'ps': 1}
    assert from_tf_config(of_operator(chief, 0, **cluster)).is_chief
    found = from_tf_config(of_operator('worker', 1, **cluster))
    assert (found.place, found.workers, found.is_chief) == (2, 3, False)
    assert from_tf_config(of_operator('ps', 0, **cluster)).address.host == 'deck-ps-0.default.svc'


def test_tf_config_without_a_chief():
    assert from_tf_config(of_operator('worker', 0, worker=2, ps=1)).is_chief


def test_tf_config_of_an_evaluator_which_is_not_in_the_cluster():
    found = from_tf_config(of_operator('evaluator', 0, worker=2, ps=1))
    assert (str(found), found.address, found.trains, found.is_chief) == ('evaluator', None, False, False)


@pytest.mark.parametrize('text', [None, '', '{}', of_operator('worker', 0, worker=1), of_operator('chief', 0, chief=1)])
def test_one_process_is_no_cluster(text):
    assert from_tf_config(text) is None


@pytest.mark.parametrize(
    ('arguments', 'message'),
    [
        (([], WORKERS, 'worker', 0), '--ps_hosts is missing'),
        ((PS, [], 'worker', 0), '--worker_hosts is missing'),
        ((PS, WORKERS, None, 0), '--job_name is missing'),
        ((PS, WORKERS, 'worker', 2), 'there is no worker 2, as there are 2 of them'),
        ((PS, WORKERS, 'chief', 0), "there is no job 'chief'; it is one of ps, worker"),
        ((['host'], WORKERS, 'ps', 0), "--ps_hosts: 'host' is not HOST:PORT"),
        ((['host:70000'], WORKERS, 'ps', 0), "'host:70000' is not HOST:PORT"),
        (([WORKERS[0]], WORKERS, 'ps', 0), '10.0.0.1:2223 is given to two processes'),
    ],
)
def test_bad_flags(arguments, message):
    with pytest.raises(InputError, match=message.replace('[', r'\[')):
        from_flags(*arguments)


@pytest.mark.parametrize(
    'text',
    [
        '{',
        '[]',
        '{"cluster": 3}',
        '{"cluster": {"ps": 3}}',
        '{"task": {"index": "x"}}',
        '{"task": {"index": 1e999}}',
        '[' * 99_999,
    ],
)
def test_a_bad_tf_config(text):
    with pytest.raises(InputError, match='TF_CONFIG is not '):
        from_tf_config(text)


def test_a_tf_config_that_cannot_be_trained_on():
    with pytest.raises(InputError, match='several workers and no ps'):
        from_tf_config(of_operator('worker', 0, worker=2))
    with pytest.raises(InputError, match='there is no worker'):
        from_tf_config(of_operator('ps', 0, ps=1))
    with pytest.raises(InputError, match='there are two chiefs'):
        from_tf_config(of_operator('chief', 0, chief=2, ps=1))
