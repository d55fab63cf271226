"""Exported networks, loaded by TensorFlow 2 alone."""

import json
import os
import sys

import numpy as np
import pytest

from tests import warm
from tests.scripts.running import SETTINGS, assert_refused, run_script, trained_run

# The converter of TFLite is a process of its own.
pytestmark = pytest.mark.usefixtures('forked_throughout')

# The networks that there are, by the script that trains them and its settings.
NETWORKS = {
    'softmax': ('train_mlp', {'model': 'softmax'}),
    'two_layer': ('train_mlp', {'model': 'two_layer'}),
    'mlp': ('train_mlp', {'model': 'mlp'}),
    'cnn': ('train_cnn', SETTINGS['train_cnn']),
    'resnet': ('practice', SETTINGS['practice']),
    'srcnn': ('train_srcnn', {'model': 'deck'}),
    'residual': ('train_srcnn', SETTINGS['train_srcnn']),
}
# In a process that has nothing of this project: what each form predicts, without Grappler.
PLAIN = """
import sys
import numpy as np
import tensorflow as tf
tf.config.optimizer.set_experimental_options({'disable_meta_optimizer': True})
folder, given, out = sys.argv[1:]
given = np.load(given)
saved = tf.saved_model.load(f'{folder}/saved_model').signatures['serving_default']
((name, spec),) = saved.structured_input_signature[1].items()
found = {f'saved_model/{key}': value.numpy() for key, value in saved(**{name: tf.constant(given)}).items()}
graph_def = tf.compat.v1.GraphDef.FromString(open(f'{folder}/frozen.pb', 'rb').read())
whole = tf.compat.v1.wrap_function(lambda: tf.compat.v1.import_graph_def(graph_def, name=''), [])
for key in saved.structured_outputs:
    found[f'frozen/{key}'] = whole.prune(f'{name}:0', f'{key}:0')(tf.constant(given)).numpy()
if tf.io.gfile.exists(f'{folder}/model.tflite'):
    interpreter = tf.lite.Interpreter(f'{folder}/model.tflite')
    print(*{detail['op_name'] for detail in interpreter._get_ops_details()})
    runner = interpreter.get_signature_runner('serving_default')
    try:
        found.update({f'tflite/{key}': value for key, value in runner(**{name: given}).items()})
    except RuntimeError as error:
        print(error)
assert not [name for name in sys.modules if name.startswith('tf1_ref')]
np.savez(out, name=name, **found)
"""


def exported(tmp_path, network, *flags, environment=None):
    """An input, what the run predicts of it, what the exporting and the loading said, and what the forms predict."""
    given, expected = trained_run(tmp_path / 'log', *NETWORKS[network])
    done = run_script('export', f'--log_dir={tmp_path}/log', f'--output={tmp_path}/out', *flags)
    assert (done.returncode, done.stderr) == (0, '')
    np.save(tmp_path / 'given.npy', given)
    arguments = [tmp_path / 'out', tmp_path / 'given.npy', tmp_path / 'found.npz']
    variables = {**os.environ, **(environment or {})}
    loaded = warm.run([sys.executable, '-c', PLAIN, *arguments], cwd=tmp_path, text=True, env=variables)
    assert loaded.returncode == 0, loaded.stderr
    return expected, done.stdout, loaded.stdout, np.load(tmp_path / 'found.npz')


@pytest.mark.parametrize('network', NETWORKS)
def test_what_is_exported_predicts_the_same(tmp_path, network):
    expected, printed, _, found = exported(tmp_path, network)
    forms = ['saved_model', 'frozen'] + ([] if network == 'residual' else ['tflite'])
    assert {*found} == {'name', *(f'{form}/{key}' for form in forms for key in expected)}
    assert ('No model.tflite: TFLite has no ResizeBicubic of its own' in printed) == (network == 'residual')
    for key, value in expected.items():
        for form in ('saved_model', 'frozen'):  # the same kernels, the same bits
            np.testing.assert_array_equal(found[f'{form}/{key}'], value)
    if 'tflite' in forms:  # its own kernels add in another order
        key = 'logit' if 'logit' in expected else 'pred'
        np.testing.assert_allclose(
            found[f'tflite/{key}'], expected[key], rtol=0, atol=1e-6 * np.abs(expected[key]).max()
        )
        np.testing.assert_array_equal(found.get('tflite/class'), expected.get('class'))


@pytest.mark.parametrize('network', ['cnn', 'residual'])
def test_tflite_with_the_kernels_of_tensorflow(tmp_path, network):
    """oneDNN is off: it replaces kernels in a graph, and none behind the Flex delegate."""
    environment = {'TF_ENABLE_ONEDNN_OPTS': '0', 'TF_CPP_MIN_LOG_LEVEL': '3'}
    flag = '--tflite_kernels=tensorflow'
    expected, printed, loaded, found = exported(tmp_path, network, flag, environment=environment)
    assert 'model.tflite' in printed and 'No model.tflite' not in printed
    kinds, _, said = loaded.partition('\n')
    assert all(kind.startswith('Flex') or kind == 'DELEGATE' for kind in kinds.split())
    if 'link the Flex delegate' in said:
        pytest.skip('the TFLite interpreter of this TensorFlow has no Flex delegate; that of 2.16 to 2.19 has')
    for key in expected:
        np.testing.assert_array_equal(found[f'tflite/{key}'], found[f'saved_model/{key}'])


def test_the_file_that_loads_them_runs_and_saved_model_cli_reads_them(tmp_path):
    given, _ = trained_run(tmp_path / 'log', 'train_cnn', {})
    done = run_script('export', f'--log_dir={tmp_path}/log')
    folder = tmp_path / 'log' / 'exported'
    assert done.stdout.splitlines()[-1] == (
        f'Written to {folder}, weights of checkpoints/model.ckpt-1: frozen.pb, load.py, model.tflite, saved_model'
    )
    loaded = warm.run([sys.executable, 'load.py'], cwd=folder, text=True)
    assert loaded.returncode == 0 and loaded.stdout.count("'pred'") == 2, loaded.stderr
    tool = [sys.executable, '-m', 'tensorflow.python.tools.saved_model_cli']
    shown = warm.run([*tool, 'show', '--all', '--dir', 'saved_model'], cwd=folder, text=True).stdout
    assert "signature_def['serving_default']" in shown and "inputs['images']" in shown
    assert all(f"outputs['{name}']" in shown for name in ('class', 'logit', 'pred'))
    run = ['run', '--dir', 'saved_model', '--tag_set', 'serve', '--signature_def', 'serving_default']
    np.save(folder / 'given.npy', given)
    done = warm.run([*tool, *run, '--inputs', 'images=given.npy'], cwd=folder, text=True)
    assert 'Result for output key pred:' in done.stdout, done.stderr


def test_what_is_refused(tmp_path):
    trained_run(tmp_path / 'log', 'train_cnn', {})
    (tmp_path / 'out').mkdir()
    done = run_script('export', f'--log_dir={tmp_path}/log', f'--output={tmp_path}/out')
    assert_refused(done, f'--output: {tmp_path}/out is there already')
    assert_refused(run_script('export'), '--log_dir is missing')
    (tmp_path / 'log' / 'metrics.json').write_text(json.dumps({'script': 'train_mlp', 'settings': {'model': 'mlp'}}))
    done = run_script('export', f'--log_dir={tmp_path}/log', f'--output={tmp_path}/new')
    assert_refused(done, 'is of another model')
    assert sorted(path.name for path in tmp_path.iterdir()) == ['log', 'out']
