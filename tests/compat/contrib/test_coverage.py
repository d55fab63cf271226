"""Every public name of contrib is supported or refused, and every supported one has a program or is named here."""

import ast
import functools
import importlib
import json
import pathlib
import re

import pytest
from tensorflow.compat import v1

from tests import arrows, needs
from tests.compat.contrib import generate, record
from tf1_ref.compat import contrib, estimator, tf, tf_layers
from tf1_ref.compat.names import unsupported

# Supported names without a program, and why. What is TensorFlow's own under that name needs none.
EXEMPT = {
    'tf.contrib.layers.summaries': 'a module; its functions have programs',
    'tf.contrib.tfprof.model_analyzer': 'a module; its functions have programs',
    'tf.contrib.tfprof.tfprof_logger': "a module of TensorFlow's own",
    'tf.contrib.eager.Iterator': 'eager; test_eager',
    'tf.contrib.eager.Network': 'eager; test_idioms',
    'tf.contrib.eager.Saver': 'eager; test_idioms',
    'tf.contrib.eager.Sequential': 'eager; test_idioms',
    'tf.contrib.eager.defun': 'eager; test_eager',
    'tf.contrib.eager.get_optimizer_variables': 'eager; test_idioms',
    'tf.contrib.eager.metrics': 'eager; test_idioms',
    'tf.contrib.estimator.linear_logit_fn_builder': "tf.estimator's; an op of a summary is called otherwise",
}
# A package of 1.15 that is an attribute once it was imported; here an import looks for the attribute.
IMPORTED = {'contrib.slim': {'nets'}}
MODULES = [
    name for name in contrib.__supported__ if name not in ('legacy_seq2seq', 'rnn', 'seq2seq')
]  # test_rnn covers these
# slim and contrib.keras have their names from them, and their programs are enough.
OF_OTHER_MODULES = ('tf1_ref.compat.contrib.framework', 'tf1_ref.compat.contrib.layers', 'tf1_ref.compat.keras')


@pytest.fixture(scope='module')
def genuine():
    return {module: names.split() for module, names in json.loads(generate.SYMBOLS.read_text()).items()}


def module_of(name):
    return tf_layers if name == 'tf.layers' else getattr(contrib, name)


def test_every_module_is_supported_or_refused(genuine):
    modules = {*genuine} - {'tf.layers'}
    told = {*contrib.__supported__, *contrib.__refused__}
    # What the table of names has in places of today needs no face.
    assert modules - told == {'autograph', 'batching', 'checkpoint', 'proto', 'quantization', 'timeseries'}
    assert not {*contrib.__supported__} & {*contrib.__refused__}


@pytest.mark.parametrize('name', ['autograph', 'batching', 'checkpoint', 'proto', 'timeseries'])
def test_a_module_without_a_face_gives_or_refuses_every_name(name, genuine):
    module = getattr(contrib, name)
    with needs.what_is_told():
        for one in genuine[name]:
            try:
                assert getattr(module, one) is not None
            except unsupported.Unsupported as error:
                assert error.why and error.substitute, one


@pytest.mark.parametrize('name', ['tf.layers', *contrib.__supported__])
def test_every_name_is_supported_or_refused(name, genuine):
    module = module_of(name)
    ours = module.__supported__
    assert not {*ours} & {*module.__refused__}
    assert [one for one in genuine[name] if one not in ours and one not in module.__refused__] == []
    for refused, (why, substitute) in module.__refused__.items():
        assert why and not why.endswith('.') and not substitute.endswith('.'), refused


@pytest.mark.parametrize('name', ['tf.layers', *contrib.__supported__])
def test_every_supported_name_is_there_and_every_refused_one_says_why(name):
    module = module_of(name)
    with needs.what_is_told():
        for one in module.__supported__:
            assert getattr(module, one) is not None, one
    for refused, (why, substitute) in module.__refused__.items():
        with pytest.raises(unsupported.Unsupported) as raised:
            getattr(module, refused)
        assert f'.{refused} is not supported: {why}' in str(raised.value)
        assert substitute in str(raised.value)
    with pytest.raises(AttributeError, match='has no attribute .no_such_name.'):
        _ = module.no_such_name


def faces(module, path):
    """From the path below `tf` of a face, and of those below it, to the face."""
    yield path, module
    for name, (source, there) in module.__supported__.items():
        if source.startswith('tf1_ref.compat.contrib') and there == '*':
            yield from faces(getattr(module, name), f'{path}.{name}')


def test_a_face_has_no_name_that_1_15_had_not():
    genuine = json.loads(generate.DIRECTORIES.read_text())
    found = dict([*faces(contrib, 'contrib'), ('layers', tf_layers), ('estimator', estimator)])
    assert {'contrib.rnn', 'contrib.slim.losses', 'contrib.tensorboard.plugins.projector'} <= {*found}
    for path, module in found.items():
        ours = {name for name in {*vars(module), *module.__supported__} if not name.startswith('_')}
        assert ours - {*genuine[path].split()} == IMPORTED.get(path, set()), path


@pytest.mark.parametrize('path', ['', 'nn', 'nn.rnn_cell', 'image', 'train', 'keras', 'estimator', 'layers'])
def test_what_a_face_is_made_with_is_not_in_it(path):
    """A name that 1.15 had not is TensorFlow 2's own, or is not there: neither for `dir` nor for whoever asks."""
    module = functools.reduce(getattr, filter(None, path.split('.')), tf)
    known = {*json.loads(generate.DIRECTORIES.read_text())[path].split()}
    if path == 'keras':
        needs.modules('tf_keras')  # dir loads it
        known |= {*dir(importlib.import_module('tf_keras.api._v1.keras'))}
    elif path in ('', 'nn', 'image', 'train'):
        known |= {*dir(getattr(v1, path) if path else v1)}
    assert [name for name in {*vars(module), *dir(module)} - known if name.isidentifier() and name[0] != '_'] == []
    assert [name for name in bound_in(module) if name not in known and hasattr(module, name)] == []


def bound_in(module):
    """The names that a module's file imports or sets, but for those with an underscore before them."""
    names = set()
    for node in ast.walk(arrows.tree(pathlib.Path(module.__file__))):
        if isinstance(node, ast.Import | ast.ImportFrom):
            names |= {one.asname or one.name.partition('.')[0] for one in node.names}
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names.add(node.id)
    return {name for name in names if not name.startswith('_')}


def test_what_to_use_instead_is_there():
    needs.modules('tf_keras', 'tf_slim', 'tensorflow_estimator')
    for path, module in faces(contrib, 'contrib'):
        for name, (_, substitute) in module.__refused__.items():
            for inner in re.findall(r'\btf\.([A-Za-z_][\w.]*\w)', substitute):
                assert functools.reduce(getattr, inner.split('.'), tf) is not None, (path, name)


def test_a_refused_module_says_why():
    with pytest.raises(unsupported.Unsupported, match='tf.contrib.tensor_forest is not supported: its ops were in'):
        _ = tf.contrib.tensor_forest
    assert not hasattr(tf.contrib, 'tensor_forest')


def test_every_supported_name_has_a_program_or_an_exemption():
    with_program = set()
    for family in generate.FAMILIES:
        prefix = getattr(importlib.import_module(f'tests.compat.contrib.programs.{family}'), 'PREFIX', '')
        with_program |= {prefix + title.split(',')[0] for title in record.programs(family)}
    missing = [
        f'{prefix}.{name}'
        for prefix, module in [('tf.layers', tf_layers), *((f'tf.contrib.{m}', module_of(m)) for m in MODULES)]
        for name, found in module.__supported__.items()
        if not found[0].startswith(('tensorflow.', *OF_OTHER_MODULES)) and not name.startswith('_')
    ]
    assert sorted(set(missing) - with_program) == sorted(EXEMPT)
