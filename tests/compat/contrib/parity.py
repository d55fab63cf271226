"""The programs of this folder run here, and which module of `tf1_ref/compat/restored` each of them is a test of.

A program named after a symbol is a test of the module that the symbol comes from, by the table of its face. Those of a
restored module run in that module's test file:

    @parity.programs_of('tf1_ref.compat.restored.rnn.cells')
    def test_parity(family, title):
        parity.check(family, title)

All others run in `test_parity.py`.
"""

from __future__ import annotations

import contextlib
import functools
import importlib
import json

import pytest
from tensorflow.python.client import session

from tests import needs
from tests.compat.contrib import generate, record
from tf1_ref.compat import tf
from tf1_ref.compat.process import supported, swapping, versions

FACES, RESTORED = 'tf1_ref.compat.contrib', 'tf1_ref.compat.restored'
# Where a recording is known to differ, and why: `{(family, program): {what: cause}}`.
GRAPH = ('ops', 'behind')
KNOWN = {}
TRAINED = (
    'Sequential, SGD',
    'Sequential, Adam',
    'Sequential, RMSprop',
    'Sequential, tf.train',
    'Sequential, images',
    'Model',
    'Model, in a session',
)
BLOCKS = ('LSTMBlockCell', 'LSTMBlockFusedCell', 'GRUBlockCell')
TRAINING = ('add_', 'c', 'evaluate', 'get_', 'multiply', 'StopAfter', 'SummaryAt', 'train', 'wait_')


def known(cause, what, family, *titles):
    for title in titles:
        KNOWN.setdefault((family, title), {}).update(dict.fromkeys(what, cause))


known('gradients', ('ops',), 'tf_layers', 'dense, trained')
known('gradients', ('ops',), 'crf', 'crf_log_likelihood')
known('gradients', ('ops',), 'layers', 'recompute_grad', 'rev_block', 'scale_gradient')
known('gradients', ('ops',), 'layers', 'optimize_loss', 'optimize_loss, everything')
known('the name of a Defun is a digest of it', ('collections', 'outputs'), 'layers', 'scale_gradient')
known('a square root, by one unit in the last place', ('variables',), 'layers', 'gdn', 'GDN')
known('tf_keras computes the size otherwise', ('ops',), 'keras', 'layers.UpSampling2D')
known(
    'tf_keras computes the size otherwise',
    ('ops',),
    'keras_layers',
    *(one for one in record.programs('keras_layers') if one.startswith('UpSampling2D')),
)
known(
    'tf_keras computes the size otherwise',
    ('ops',),
    'keras_backend',
    *(one for one in record.programs('keras_backend') if one.startswith('resize_images')),
)
known(
    'virtual batches are built of other ops, and seeds behind them warn',
    GRAPH,
    'keras_layers',
    *(one for one in record.programs('keras_layers') if 'virtual_batch_size' in one),
)
known(
    'the scope of a dilation rate',
    ('ops',),
    'keras_layers',
    *(one for one in record.programs('keras_layers') if one.startswith('Conv1D')),
)
known(
    'the names of two products of matrices',
    ('ops',),
    'keras_layers',
    *(one for one in record.programs('keras_layers') if one.startswith('LocallyConnected') and 'implementation' in one),
)
known('where a mask is tiled', ('ops',), 'keras_layers', 'Bidirectional, sum', 'LSTM, masked', 'SimpleRNN, masked')
known('where a mask is tiled', ('ops',), 'keras_backend', 'rnn, masked')
known('inputs are joined again', ('ops',), 'keras_layers', 'TimeDistributed', 'TimeDistributed, masked')
known('where states are read', ('ops',), 'keras_layers', 'LSTM, stateful')
known('gradients', ('ops',), 'keras_backend', 'function')
known('gradients', ('ops',), 'keras', *TRAINED)
known('gradients, and the names of metrics', ('ops',), 'keras_training', *record.programs('keras_training'))
known(
    'gradients',
    ('ops',),
    'keras_losses',
    *(one for one in record.programs('keras_losses') if not one.startswith(('activations', 'Sequential'))),
)
known(
    'values, in their last places', ('variables',), 'framework', *(f'convolutional_orthogonal_{n}d' for n in (1, 2, 3))
)
known('initial centres are a placeholder', ('ops',), 'factorization', *record.programs('factorization'))
known('bijectors', ('ops',), 'distributions', *record.programs('distributions'))
known('bijectors', ('ops',), 'distributions_more', 'Mixture, of vectors', 'MixtureSameFamily, of vectors')
known('gradients', ('ops',), 'distributions_more', 'Mixture, of layers', 'RelaxedOneHotCategorical, trained')
CENTRED = (one for one in record.programs('learn_heads') if one.endswith('a centred bias') and 'head' in one)
known('gradients', ('ops',), 'learn_heads', *CENTRED)
known('gradients', ('ops',), 'mixed_precision', 'LossScaleOptimizer', 'LossScaleOptimizer, sparse')
known('it looks at sizes without ops', (*GRAPH, 'collections'), 'image', 'dense_image_warp')
known('an element at an index of int64', ('ops',), 'metrics', 'precision_at_recall')
known('tf.histogram_fixed_width', GRAPH, 'metrics', 'auc_using_histogram')
known('gradients', ('ops',), 'training', *(one for one in record.programs('training') if one.startswith(TRAINING)))
known('gradients', ('ops',), 'image', 'transform')
known('gradients', ('ops',), 'rnn_cell', 'MultiRNNCell, trained')
known('gradients', ('ops',), 'contrib_rnn', *(f'{cell}, trained' for cell in BLOCKS))
INDEPENDENT = ('IndRNNCell', 'IndyGRUCell', 'IndyLSTMCell', 'SRUCell')
known('gradients', ('ops',), 'rnn_more', 'PhasedLSTMCell', 'PhasedLSTMCell, settings')
known('gradients', ('ops',), 'rnn_more', *(f'{cell}, trained' for cell in INDEPENDENT))
known('an exponential, by one unit in the last place', ('variables',), 'rnn_more', 'PhasedLSTMCell, settings')
known('gradients', ('ops',), 'opt', *record.programs('opt'))
known('gradients', ('ops',), 'rnn_frequency', *(f'{cell}LSTMCell, trained' for cell in ('TimeFreq', 'Grid')))
known(
    'gradients',
    ('ops',),
    'compiler',
    *(f'xla.estimator_model_fn{how}' for how in ('', ', on a TPU', ', a scaffold', ', ignored scaffold')),
)
known('tf.parse_single_example', ('ops',), 'slim', 'tfexample_decoder')
known(
    'gradients',
    ('ops',),
    'cudnn_rnn',
    *(f'CudnnCompatible{cell}Cell{how}' for cell in ('GRU', 'LSTM') for how in ('', ', bidirectional')),
)
known('gradients', ('ops',), 'contrib_estimator', 'clip_gradients_by_norm')
known('gradients', ('ops',), 'estimator_heads', 'multi_label_head, regularization')
known(
    'the name of a cast',
    ('ops',),
    'estimator_heads',
    *(f'binary_classification_head{how}' for how in ('', ', evaluating', ', names')),
    *(f'multi_head{how}' for how in ('', ', weights', ', evaluating')),
)
known('gradients', ('ops',), 'graph_editor', 'copy_with_input_replacements, recomputed')
known('gradients', ('ops',), 'tpu', 'CrossShardOptimizer')
known('how a saver names its files', ('ops',), 'tpu', 'AsyncCheckpointSaverHook')
known('sloppy is an attribute today', ('ops',), 'data', 'sloppy_interleave')
known(
    'gradients',
    ('ops',),
    'recurrent',
    *(one for one in record.programs('recurrent') if not one.endswith(('not given', 'functional_rnn, for a TPU'))),
    'functional_rnn, for a TPU',
)
# One place of eight bits. With TF_ENABLE_ONEDNN_OPTS=0 there is no difference.
known('processors that multiply bfloat16 by themselves round otherwise', ('outputs',), 'tpu', 'bfloat16_scope')

# Values may differ by the machine, and graphs by the version: only the newest one's graphs can tell a cause as gone.
NEWEST = versions.check_tensorflow_version().startswith(f'{supported.NEWEST}.')
RELATIVE, ABSOLUTE = 2e-5, 1e-6  # kernels add in another order


@functools.cache
def programs() -> dict[tuple[str, str], str | None]:
    """From every program, as `(family, title)`, to the restored module that it is a test of, or None."""
    return {(family, title): _owner(family, title) for family in generate.FAMILIES for title in record.programs(family)}


def programs_of(module: str | None):
    """A decorator that gives a test the programs of a restored module; of None, those of no such module."""
    found = [program for program, owner in programs().items() if owner == module]
    assert found, f'{module} has no program'
    return pytest.mark.parametrize(('family', 'title'), found)


def check(family: str, title: str) -> None:
    """Runs a program and asserts that it builds and computes what it did on the genuine TensorFlow 1.15.5."""
    genuine = dict(golden(family)[title])
    if 'ops' in genuine:
        genuine['ops'] = record.shortened(genuine['ops'])
    function = record.programs(family)[title]
    with needs.what_is_told(), run_as_built():
        here = json.loads(json.dumps(record.program(tf, function)))
    needs.told(json.dumps(here))  # an error that is part of what a program gives
    assert list(here) == list(genuine)
    differ = {what for what in genuine if not same(genuine[what], here[what])}
    for what in sorted(differ - set(KNOWN.get((family, title), {}))):
        assert here[what] == genuine[what], what
    if NEWEST:
        assert not set(GRAPH) & set(KNOWN.get((family, title), {})) - differ, 'is to leave KNOWN'


def run_as_built() -> contextlib.ExitStack:
    """Within it, sessions run graphs as they were built: each runs once or twice, and to optimize it takes longer."""
    make = session.BaseSession.__init__

    def make_without(self, target='', graph=None, config=None):
        own = tf.ConfigProto()
        if config is not None:
            own.CopyFrom(config)
        own.graph_options.rewrite_options.disable_meta_optimizer = True
        own.graph_options.optimizer_options.opt_level = tf.OptimizerOptions.L0
        make(self, target, graph, own)

    return swapping.swapped(session.BaseSession, __init__=make_without)


@functools.cache
def golden(family: str) -> dict:
    """What the genuine article has recorded of a family, by title."""
    return json.loads((generate.GOLDEN / f'{family}.json').read_text())


def same(genuine, here):
    """Whether two recordings are the same, numbers with a point up to the order of addition."""
    if isinstance(genuine, list) and isinstance(here, list):
        return len(genuine) == len(here) and all(map(same, genuine, here))
    if isinstance(genuine, dict) and isinstance(here, dict):
        return list(genuine) == list(here) and all(same(genuine[key], here[key]) for key in genuine)
    if isinstance(genuine, float) and isinstance(here, float):
        return abs(here - genuine) <= ABSOLUTE + RELATIVE * abs(genuine) or (here != here and genuine != genuine)
    return genuine == here


def _owner(family, title):
    prefix = getattr(importlib.import_module(f'tests.compat.contrib.programs.{family}'), 'PREFIX', '')
    if not prefix.startswith('tf.contrib.'):
        return None
    face, _, symbol = f'{prefix}{title}'.removeprefix('tf.contrib.').replace(', ', '.').partition('.')
    return _source(importlib.import_module(f'{FACES}.{face}'), symbol)


def _source(module, path):
    """The restored module that has what a path, such as 'plugins.projector', names in a face; None for another's."""
    first, _, rest = path.partition('.')
    name, there = module.__supported__.get(first, ('', ''))
    if name.startswith(RESTORED):
        return name
    if not name.startswith(FACES):
        return None
    return _source(getattr(module, first), rest) if there == '*' else _source(importlib.import_module(name), there)
