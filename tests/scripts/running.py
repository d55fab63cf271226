"""Runs a script as its users do."""

import importlib.util
import json
import os
import pathlib
import signal
import subprocess
import sys
import tempfile

import numpy as np

from tests import warm

# Small networks, by the script that trains them.
SETTINGS = {
    'train_mlp': {'model': 'two_layer'},
    'train_cnn': {},
    'practice': {'blocks': 3, 'channels': 3, 'stem_stride': 2},
    'train_srcnn': {'model': 'residual', 'depth': 1, 'channels': 3},
}
REPOSITORY = pathlib.Path(__file__).resolve().parent.parent.parent
WITHOUT_PICTURES = ('tests.scripts.undrawn.sitecustomize', *warm.TENSORFLOW)
UNDRAWN = pathlib.Path(__file__).resolve().parent / 'undrawn'


def variables(pictures=False):
    """The environment of a script; without `pictures`, most of a small run's time, it has no matplotlib."""
    path = [REPOSITORY] if pictures else [UNDRAWN, REPOSITORY]
    return {**os.environ, 'PYTHONPATH': os.pathsep.join(map(str, path))}


def run_script(name, *flags, cwd=REPOSITORY, environment=None, module='tf1_ref.scripts', pictures=False):
    """`python -m tf1_ref.scripts.NAME FLAGS`, forked, in `cwd`; returns what `subprocess.run` does."""
    given = {**variables(pictures), **(environment or {})}
    given.pop('DATA_DIR', None)
    command = [sys.executable, '-m', f'{module}.{name}', *map(str, flags)]
    imported = warm.TENSORFLOW if pictures else WITHOUT_PICTURES
    return warm.run(command, text=True, cwd=cwd, env=given, imported=imported)


def heed_ctrl_c():
    """For `preexec_fn`: Ctrl-C is heard even if the tests themselves run where it is ignored, as in the background."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def interrupt_script(name, line, *flags, number=signal.SIGINT, environment=None):
    """Forks a script and sends it a signal, Ctrl-C, once it has printed `line`; returns what `subprocess.run` does."""
    command, given = [sys.executable, '-m', f'tf1_ref.scripts.{name}', *map(str, flags)], variables()
    with (
        tempfile.TemporaryFile('w+') as errors,
        warm.start(
            command, cwd=REPOSITORY, env={**given, **(environment or {})}, imported=WITHOUT_PICTURES, errors=errors
        ) as process,
    ):
        printed, sent = [], False
        for output in process.output:
            printed.append(output)
            if line in output and not sent:
                process.send(number)
                sent = True
        code = process.wait()
        errors.seek(0)
        return subprocess.CompletedProcess(command, code, ''.join(printed), errors.read())


def printed(done):
    """The lines that a script has printed, but for those of matplotlib and TensorBoard (test_launch.py)."""
    apart = ('No pictures: matplotlib is not', 'Curves: tensorboard --logdir=', 'No tensorboard: tensorboard is not')
    return [line for line in done.stdout.splitlines() if not line.startswith(apart)]


def metrics(log_dir):
    """What the script has measured."""
    return json.loads((pathlib.Path(log_dir) / 'metrics.json').read_text())


def is_png(path):
    """Whether there is a picture of some size at `path`."""
    content = pathlib.Path(path).read_bytes()
    return content.startswith(b'\x89PNG\r\n') and len(content) > 1000


def is_drawn(path):
    """Whether there is a picture at `path`; or none, where matplotlib, which draws them, is not installed."""
    return is_png(path) if importlib.util.find_spec('matplotlib') else not pathlib.Path(path).exists()


def has_events(log_dir):
    """Whether TensorBoard finds the graph and weights of the training, and numbers of the validation set beside."""
    runs = pathlib.Path(log_dir) / 'events'
    (train,), (validation,) = ([*(runs / run).iterdir()] for run in ('train', 'validation'))
    return train.stat().st_size > 1000 and validation.stat().st_size > 50


def assert_refused(done, *parts):
    """Exit code 2, and one line on standard error that has all of `parts`; no traceback, nothing about TensorFlow."""
    lines = done.stderr.splitlines()
    assert done.returncode == 2, (done.returncode, done.stderr)
    assert len(lines) == 1, done.stderr
    for part in parts:
        assert str(part) in lines[0]


def trained_run(log_dir, script, settings):
    """Makes the folder of a run of which only the weights and `metrics.json` are there; returns what it predicts.

    Returns:
        An input, and the outputs by name, computed without Grappler.
    """
    from tf1_ref.compat import tf
    from tf1_ref.scripts import trained
    from tf1_ref.training.checkpoints import Checkpoints, Place

    log_dir.mkdir()
    (log_dir / 'metrics.json').write_text(json.dumps({'script': script, 'settings': settings}))
    config = tf.ConfigProto()
    config.graph_options.rewrite_options.disable_meta_optimizer = True
    with tf.Graph().as_default(), tf.Session(config=config) as sess:
        tf.set_random_seed(0)
        network = trained.build(trained.find(log_dir))
        random = np.random.RandomState(1)
        for variable in tf.global_variables():
            variable.load(random.uniform(0.1, 0.3, variable.get_shape().as_list()), sess)
        folder = 'best' if script == 'train_srcnn' else 'checkpoints'
        Checkpoints(log_dir, folder).save(sess, Place(1))
        given = np.random.RandomState(0).rand(5, *(n or 7 for n in network.input.get_shape().as_list()[1:]))
        given = given.astype(np.float32)
        return given, sess.run(network.outputs, {network.input: given})
