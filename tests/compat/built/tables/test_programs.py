"""A thousand small programs of what TensorFlow 1 code builds, against the genuine article: the seeds behind each."""

import json
import pathlib
import warnings

import pytest

from tests import needs
from tests.golden.programs import record
from tf1_ref.compat.built import replacing, tables, warning
from tf1_ref.compat.built.tables import datasets
from tf1_ref.errors import SetupError

GENUINE = json.loads((pathlib.Path(record.__file__).parent.parent / 'fixed.json').read_text())['programs']
TABLES = [f'{tables.__name__}.{name}' for name in tables.TABLES['tensorflow']]
# What shows in the results, not in the number of ops; tested in the file of its table.
IN_ITS_TABLE = {
    # By the parity program 'DropoutWrapper, variational'.
    'tensorflow.python.keras.layers.legacy_rnn.rnn_cell_wrapper_impl:DropoutWrapperBase'
    '._variational_recurrent_dropout_value',
    'tensorflow.python.ops.control_flow_ops:get_enclosing_xla_context',
    'tensorflow.python.eager.execute:make_int',
    'tensorflow.python.framework.random_seed:get_seed',
    'tensorflow.python.framework.tensor_shape:Dimension.__init__',
    'tensorflow.python.data.ops.dataset_ops:DatasetV2.prefetch',
    'tensorflow.python.ops.math_ops:argmax_v2',
    'tensorflow.python.platform.test:is_built_with_cuda',
    'tensorflow.python.ops.data_flow_ops:FIFOQueue.__init__',
    'tensorflow.python.ops.image_ops_impl:_resize_image_with_pad_common',
    datasets.REPEAT,
    datasets.SHUFFLE_AND_REPEAT,
    'tensorflow.python.ops.control_flow_ops:WhileContext.BuildLoop',
    'tensorflow.python.training.basic_session_run_hooks:CheckpointSaverHook.__init__',
    'tensorflow.python.ops.signal.spectral_ops:inverse_stft_window_fn',
    'tensorflow.python.framework.ops:_reconstruct_sequence_inputs',
    'tensorflow.python.framework.ops:Graph._as_graph_def',
    'tensorflow.python.framework.ops:Operation.node_def',
    'tensorflow.python.framework.ops:Operation.get_attr',
    'tensorflow.python.autograph.impl.api:tf_convert',
    'tensorflow.python.autograph.impl.conversion:is_allowlisted',
    'tensorflow.python.framework.importer:_import_graph_def_internal',
    'tensorflow.python.framework.sparse_tensor:SparseTensor.__init__',
    'tensorflow.python.ops.gen_nn_ops:conv2d_backprop_input',
    'tensorflow.python.ops.nn_impl:sufficient_statistics',  # with open sizes: in test_static_shapes.py
    'tensorflow.python.ops.tensor_array_ops:_GraphTensorArray.stack',
}
# Functions that TensorFlow 2 has written anew and of which 1.15's ops are not restored.
REWRITTEN = {
    'control: ragged',
    'control: vectorized_map',
    'math: dct',
    'math: frame',
    'math: inverse_stft',
    'math: linalg.expm',
    'math: math.reduce_euclidean_norm',
    'math: mel',
    'math: mfcc',
    'math: overlap_and_add',
    'math: rfft',
    'math: stft',
    'rare: image.non_max_suppression_padded',
    'rare: nn.ctc_loss_v2',
    'rare: signal.fftshift',
    'rare: signal.idct',
    'rare: signal.ifftshift',
    'rare: signal.inverse_stft_window_fn',
    'rare: signal.irfft2d',
    'rare: signal.irfft3d',
    'rare: signal.rfft2d',
    'rare: signal.rfft3d',
    'rare: strings.unicode_split',
}

# Programs whose ops have other names, or are other ops, by what their names begin with: each is a known rewrite of
# `tf1_ref/graphs/diff`, most of them in `functions.py` there.
OTHER_NAMES = (
    'train: ',  # gradients begin with an op of another name
    'control: dataset, ',  # options and models of data sets are no ops any longer
    'math: hessians',
    'math: gradients of gradients',
    'math: accumulate_n',
    'math: bincount',
    'math: parse_',
    'arguments: parse',
    'control: files, records',
    'nn: embedding_lookup_sparse, sum',
    'arguments: lookup, ',
    'arguments: safe lookup, weights',
    'images: image.decode_image',
    'arguments: decode: ',
    'images: image.central_crop, unknown',
    'arguments: central crop, ',
    'rare: histogram_fixed_width_bins',
    'arguments: histogram, ',
    'control: Saver, sharded',
    'arguments: saver, sharded',
    'arguments: ftrl, ',  # gradients
    'arguments: descent, ',
    'control: switch_case',
    'rare: image.combined_non_max_suppression',
    'rare: sparse.from_dense',
    'rare: strings.bytes_split',
    'variables: map_fn of a resource variable',
    'gradients: slope of ',
    'gradients: gradient penalty',
    'math: is_',
    'gradients: is_',
    'rare: sparse_transpose',
    'gradients: sparse_transpose, ',
    # Weighted lookups again.
    'columns: input_layer of embedding of weights',
    'columns: linear_model of weighted',
    'columns: linear_model of all',
)


class Recorded:
    """Everything built here once: what it is, and which replacements it called, what warned."""

    def __init__(self, monkeypatch):
        self.called, self.built, self.warned, self.lacks = {}, {}, [], {}
        run = replacing.run

        def noted(key, *arguments):
            self.called.setdefault(key, []).append(self.name)
            return run(key, *arguments)

        monkeypatch.setattr(replacing, 'run', noted)
        for self.name, program in record.programs().items():
            with warnings.catch_warnings(record=True) as caught:
                warnings.simplefilter('always')
                try:
                    self.built[self.name] = record.build(program)
                except SetupError as error:
                    self.lacks[self.name] = error
            self.warned += [self.name for one in caught if issubclass(one.category, warning.SeedWarning)]


@pytest.fixture(scope='module')
def here():
    with pytest.MonkeyPatch.context() as monkeypatch:
        return Recorded(monkeypatch)


def seeds(built):
    return [numbers[1:] for numbers in built['seeds']], built['within']


def test_every_program_has_its_golden_entry():
    assert list(GENUINE) == list(record.programs())


def test_the_same_seeds_in_and_behind_every_program(here):
    differ = {name for name, built in here.built.items() if seeds(built) != seeds(GENUINE[name])}
    assert differ == REWRITTEN


def test_names_and_types_of_ops_are_those_of_1_15_but_for_known_rewrites(here):
    differ = [name for name, built in here.built.items() if record.checksum(built['ops']) != GENUINE[name]['names']]
    begin = {name: [one for one in OTHER_NAMES if name.startswith(one)] for name in differ if name not in REWRITTEN}
    assert [name for name, known in begin.items() if not known] == []
    assert {*OTHER_NAMES} == {one for known in begin.values() for one in known}


def test_every_program_was_built(here):
    for error in here.lacks.values():
        with needs.what_is_told():
            raise error


def test_a_warning_where_the_seeds_differ_and_nowhere_else(here):
    assert sorted(here.warned) == sorted(REWRITTEN)


def test_no_replacement_is_unused(here):
    """Every entry is needed: without it, a program that calls it has other ops, or other seeds."""
    entries = [key for key, function in replacing._replacements.items() if function.__module__ in TABLES]
    assert {*entries} > IN_ITS_TABLE
    entries = [key for key in entries if key not in IN_ITS_TABLE]
    assert [key for key in entries if key not in here.called] == []
    assert [key for key in entries if not _needed(key, here)] == []


def _needed(key, here):
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setitem(replacing._replacements, key, lambda original, *args, **named: original(*args, **named))
        programs = record.programs()
        # The smallest first: they take least, and are most often about this function.
        for name in sorted(set(here.called[key]), key=lambda name: (len(here.built[name]['ops']), name)):
            try:
                built = record.build(programs[name])
            except NotImplementedError:  # TensorFlow 2 has dropped it
                return True
            if built != here.built[name]:
                return True
    return False
