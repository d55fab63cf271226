"""Every program of every family builds and computes what it built and computed on the genuine TensorFlow 1.15.5."""

import json

import pytest

from tests.compat.contrib import generate, record
from tf1_ref.compat import tf

# Where a recording is known to differ, and why: `{(family, program): {what: cause}}`.
GRAPH = ('ops', 'behind')
KNOWN = {}
RECURRENT = ('layers.SimpleRNN', 'layers.LSTM', 'layers.GRU')
TRAINED = (
    'Sequential, SGD',
    'Sequential, Adam',
    'Sequential, RMSprop',
    'Sequential, tf.train',
    'Sequential, images',
    'Model',
)


def known(cause, what, family, *titles):
    for title in titles:
        KNOWN.setdefault((family, title), {}).update(dict.fromkeys(what, cause))


known('tf.tensordot', GRAPH, 'tf_layers', 'dense, rank 3', 'dense, rank 3 of unknown batch')
known('tf.tensordot', GRAPH, 'layers', 'fully_connected, rank 3')
known('gradients', GRAPH, 'tf_layers', 'dense, trained')
known('gradients', GRAPH, 'layers', 'recompute_grad', 'rev_block', 'scale_gradient', 'optimize_loss')
known('gradients, and tf.clip_by_global_norm', GRAPH, 'layers', 'optimize_loss, everything')
known('the name of a Defun is a digest of it', ('collections', 'outputs'), 'layers', 'scale_gradient')
known('tf.get_variable calls the regularizer twice', GRAPH, 'layers', 'l2_regularizer, of get_variable')
known('names within tf.assert_positive', ('ops',), 'seq2seq', 'LuongAttention, everything', 'BahdanauAttention')
known('tf.nn.embedding_lookup_sparse', GRAPH, 'layers', 'safe_embedding_lookup_sparse', 'bow_encoder')
known('tf.one_hot', GRAPH, 'layers', 'one_hot_encoding')
known('tf.ones', GRAPH, 'layers', 'spatial_softmax')
known('tf.ones_like', ('ops',), 'layers', 'unit_norm')
known('tf.eye', GRAPH, 'layers', 'gdn', 'GDN')
known('a square root, by one unit in the last place', ('variables',), 'layers', 'gdn', 'GDN')
known('tf.zeros, and cells have scopes of their own in tf_keras', GRAPH, 'keras', *RECURRENT)
known('tf_keras builds losses, metrics and regularizers otherwise', GRAPH, 'keras', *TRAINED)
known('gradients', GRAPH, 'keras', 'Model, in a session')
known('tf_keras computes the size otherwise', GRAPH, 'keras', 'layers.UpSampling2D')
known('tf.nn.embedding_lookup of a resource', GRAPH, 'keras', 'layers.Embedding')
known('tf.eye', (*GRAPH, 'variables', 'outputs'), 'framework', *(f'convolutional_orthogonal_{n}d' for n in (1, 2, 3)))
known('tf.reduce_sum and tf.reshape of scalars', GRAPH, 'losses', *record.programs('losses'))
known('tf.confusion_matrix', (*GRAPH, 'outputs'), 'metrics', 'confusion_matrix')
known('tf.histogram_fixed_width', GRAPH, 'metrics', 'auc_using_histogram')
known('gradients', GRAPH, 'training', *record.programs('training'))
known('gradients', GRAPH, 'rnn_cell', 'MultiRNNCell, trained')
known(
    'gradients', GRAPH, 'contrib_rnn', 'LSTMBlockCell, trained', 'LSTMBlockFusedCell, trained', 'GRUBlockCell, trained'
)
known('the name of a division', ('ops',), 'rnn_cell', 'DropoutWrapper, variational')
known('gradients', ('ops',), 'opt', *record.programs('opt'))
known('gradients', GRAPH, 'slim', 'learning', 'losses')
known('the name of a shape in tf.ones_like', ('ops',), 'slim', 'adaptive_clipping_fn')
known('tf.parse_single_example', ('ops',), 'slim', 'tfexample_decoder')
known('its state is prepared otherwise', GRAPH, 'data', 'sloppy_interleave')

RELATIVE, ABSOLUTE = 2e-5, 1e-6  # kernels add in another order


def programs():
    for family in generate.FAMILIES:
        for title in record.programs(family):
            yield family, title


@pytest.fixture(scope='module')
def golden():
    return {family: json.loads((generate.GOLDEN / f'{family}.json').read_text()) for family in generate.FAMILIES}


@pytest.mark.parametrize(('family', 'title'), programs())
def test_parity(family, title, golden):
    genuine = dict(golden[family][title])
    if 'ops' in genuine:
        genuine['ops'] = record.shortened(genuine['ops'])
    function = record.programs(family)[title]
    here = json.loads(json.dumps(record.program(tf, function)))
    assert list(here) == list(genuine)
    differ = {what for what in genuine if not same(genuine[what], here[what])}
    for what in sorted(differ - set(KNOWN.get((family, title), {}))):
        assert here[what] == genuine[what], what


def test_golden_files_hold_the_programs_and_nothing_else(golden):
    found = [(family, title) for family in golden for title in golden[family]]
    assert found == list(programs()), 'python -m tests.compat.contrib.generate'
    assert sorted(path.stem for path in generate.GOLDEN.glob('*.json')) == generate.FAMILIES


def same(genuine, here):
    """Whether two recordings are the same, numbers with a point up to the order of addition."""
    if isinstance(genuine, list) and isinstance(here, list):
        return len(genuine) == len(here) and all(map(same, genuine, here))
    if isinstance(genuine, dict) and isinstance(here, dict):
        return list(genuine) == list(here) and all(same(genuine[key], here[key]) for key in genuine)
    if isinstance(genuine, float) and isinstance(here, float):
        return abs(here - genuine) <= ABSOLUTE + RELATIVE * abs(genuine) or (here != here and genuine != genuine)
    return genuine == here
