"""Every listing as a program: the same bytes on the genuine TensorFlow 1.15.5 and through the door, the same graph."""

import contextlib
import io
import json
import os
import pathlib
import subprocess
import sys

import numpy as np
import pytest

from tests import needs, warm
from tests.listings.programs import PROGRAMS
from tests.listings.run_programs import execute, read_listing
from tf1_ref import listings
from tf1_ref.data import idx

ROOT = pathlib.Path(listings.__file__).parents[2]
KINDS = {'AddV2': 'Add'}  # the operator + builds AddV2 since TensorFlow 2.0; it computes the same

# The gradients' ops were rearranged after 1.15; tests/golden holds their values against the genuine article's.
GRADIENTS = ('gradients/', 'gradients_1/', 'gradients_2/', 'gradients_3/')


@pytest.fixture(scope='module')
def folder(tmp_path_factory):
    """A folder with `data/`: four files in MNIST's format, 53 images beyond the 5,000 of the validation set."""
    folder = tmp_path_factory.mktemp('programs')
    (folder / 'data').mkdir()
    random = np.random.RandomState(3)
    for prefix, count in (('train', 5000 + 2 * 53), ('t10k', 37)):
        labels = random.randint(10, size=count).astype(np.uint8)
        images = np.zeros([count, 28, 28], np.uint8)
        images[np.arange(count), 3 + 2 * labels] = 200
        idx.write(folder / 'data' / f'{prefix}-images-idx3-ubyte.gz', images)
        idx.write(folder / 'data' / f'{prefix}-labels-idx1-ubyte.gz', labels)
    return folder


def run_programs(python, which, folder):
    out = folder / f'{which}.json'
    environment = {**os.environ, 'PYTHONPATH': str(ROOT), 'TF_CPP_MIN_LOG_LEVEL': '3', 'PYTHONWARNINGS': 'ignore'}
    environment.pop('TF2_BEHAVIOR', None)  # which importing TensorFlow 2 has put there
    command = [python, '-m', 'tests.listings.run_programs', which, str(folder), str(out)]
    run = warm.run_or_fork(subprocess.run)  # 1.15.5 is started
    done = run(command, env=environment, cwd=ROOT, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stderr
    return json.loads(out.read_text())


@pytest.fixture(scope='module')
def here(folder):
    return run_programs(sys.executable, 'door', folder)


@pytest.fixture(scope='module')
def genuine(folder):
    return run_programs(needs.oracle(), 'genuine', folder)


def forward(ops):
    return [[name, KINDS.get(kind, kind), shapes] for name, kind, shapes in ops if not name.startswith(GRADIENTS)]


def test_every_listing_is_a_program():
    assert list(PROGRAMS) == list(listings.NAMES)
    assert all(name in pieces for name, pieces in PROGRAMS.items())


@pytest.mark.parametrize('name', PROGRAMS)
def test_both_run_the_same_bytes_and_build_the_same_graph(name, here, genuine):
    assert here[name]['executed'] == genuine[name]['executed']
    assert here[name]['variables'] == genuine[name]['variables']
    assert forward(here[name]['ops']) == forward(genuine[name]['ops'])
    assert here[name]['initial'] == genuine[name]['initial']


@pytest.mark.parametrize('name', ['normalization', 'data_loader', 'testing', 'training_loop'])
def test_both_compute_the_same_arrays(name, here, genuine):
    assert list(here[name]['arrays']) == list(genuine[name]['arrays']) != []
    assert here[name]['arrays'] == genuine[name]['arrays']


def test_both_print_the_same_costs_and_the_same_accuracy(here, genuine):
    for name in PROGRAMS:
        lines, genuine_lines = ([line.split() for line in one[name]['printed']] for one in (here, genuine))
        assert [line[:-1] for line in lines] == [line[:-1] for line in genuine_lines]
    costs, genuine_costs = (
        [float(line.split()[-1]) for line in one['training_loop']['printed'] if line.startswith('Epoch')]
        for one in (here, genuine)
    )
    assert len(costs) == 2 and costs[1] < costs[0]
    np.testing.assert_allclose(costs, genuine_costs, rtol=1e-4)
    assert here['testing']['printed'][-2:] == genuine['testing']['printed'][-2:]


def test_each_program_runs_through_the_door(here):
    """Also without a Python 3.7: the graphs that the modules' own tests assert."""
    assert [name for name, *_ in here['cnn']['variables']] == [
        'conv1/W',
        'conv1/b',
        'conv2/W',
        'conv2/b',
        'fc1/W',
        'fc1/b',
    ]
    assert here['cnn']['ops'][-1] == ['fc1/add', 'AddV2', [[None, 10]]]
    assert here['residual_block']['ops'][-1][0] == 'add'
    assert len(here['training_loop']['printed']) == 4 + 2
    assert here['testing']['printed'][-2] == 'Optimization Finished!'
    assert np.shape(here['data_loader']['arrays']['images']) == (3, 784)


def test_the_listing_s_accuracy_is_the_evaluator_s():
    from tf1_ref.compat import tf
    from tf1_ref.data.batches import Batches, Datasets
    from tf1_ref.models.cnn import cnn, placeholders
    from tf1_ref.training.evaluation import Evaluator

    random = np.random.RandomState(5)
    data = Batches(random.rand(53, 784).astype(np.float32), np.eye(10)[random.randint(10, size=53)], random)
    tf.set_random_seed(3)
    x, y = placeholders()
    end_points = cnn(x, y)
    evaluate = Evaluator(x, y, end_points['pred'], end_points['cost'], [28, 28, 1], batch_size=11)
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        namespace = {'tf': tf, 'np': np, 'sess': sess, 'mnist': Datasets(data, data, data), 'x': x, 'y': y}
        with contextlib.redirect_stdout(io.StringIO()) as printed:
            execute(read_listing('testing'), 'testing', {**namespace, 'pred': end_points['pred'], 'shown': []})
        accuracy = evaluate(sess, data).accuracy
    assert 0 < accuracy < 1
    assert float(printed.getvalue().split()[-1]) == pytest.approx(accuracy, abs=1e-6)
