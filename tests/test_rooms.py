"""The walls between the rooms: TensorFlow enters through the door only, and dependencies point one way."""

import ast
import pathlib
import subprocess
import sys

import pytest

ROOT = pathlib.Path(__file__).resolve().parent.parent
PACKAGE = ROOT / 'tf1_ref'
# Besides the door: the deck's own import lines within BatchNorm, and the listings, which nothing imports.
# The templates are text that porting copies into other people's modules.
# The recorder is a file of its own, for either TensorFlow.
MAY_IMPORT_TENSORFLOW = ('compat/', 'listings/', 'layers/batch_norm.py', 'legacy/port/templates/', 'legacy/recorder.py')
# What each room may import of the others.
ROOMS = {
    'compat': set(),
    'layers': {'compat'},
    'models': {'compat', 'layers'},
    'data': {'compat'},
    'pictures': set(),
    'training': {'compat', 'layers', 'models'},
    'graphs': {'compat', 'legacy', 'listings'},
    'legacy': {'compat', 'data'},
    'listings': set(),
    'scripts': {'compat', 'data', 'layers', 'models', 'pictures', 'training'},
}
FREE = {'errors', 'files'}


def imports(path):
    """The modules that a file imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding='utf-8'))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f'{node.module}.{alias.name}' for alias in node.names)


def files():
    return sorted(PACKAGE.rglob('*.py'))


def test_tensorflow_enters_through_the_door_only():
    guilty = [
        path.relative_to(PACKAGE).as_posix()
        for path in files()
        if any(name.split('.')[0] == 'tensorflow' for name in imports(path))
    ]
    assert [name for name in guilty if not name.startswith(MAY_IMPORT_TENSORFLOW)] == []
    assert 'layers/batch_norm.py' in guilty  # the exceptions are in use


@pytest.mark.parametrize('room', ROOMS)
def test_dependencies_point_one_way(room):
    for path in (PACKAGE / room).rglob('*.py'):
        used = {name.split('.')[1] for name in imports(path) if name.startswith('tf1_ref.')}
        assert used <= ROOMS[room] | {room} | FREE, path


def test_every_room_is_listed():
    found = {path.parent.name for path in PACKAGE.glob('*/__init__.py')}
    assert found == set(ROOMS)


def test_every_module_has_its_test():
    """tests/ mirrors tf1_ref/; the pictures share one test, so does contrib, and what is named here has others."""
    through_others = {
        'scripts/results': 'test_train_cnn',
        'scripts/training_flags': 'test_train_cnn and test_launch',
        'training/checkpoints': 'test_long_run',
        'training/summaries': 'test_long_run',
        'layers/shape_checks': 'the tests of the layers',
        'compat/array_expansions': 'test_counted and test_expansions',
        'compat/op_counts': 'test_seeds and test_counted',
        'compat/estimator': 'test_estimator_library',
        'compat/guest': 'tests/legacy/test_run',
        'compat/quiet': 'tests/scripts/test_launch',
        'compat/moved_names': 'test_moved',
        'legacy/python2_modules': 'test_python2',
        'legacy/presented': 'test_tensorflow_modules and test_run_command',
        'legacy/environment': 'test_doctor_command',
        'legacy/host': 'tests/legacy/test_run',
        'legacy/tracebacks': 'test_run_command',
        'legacy/user_modules': 'test_run_command',
        'compat/keras_expansions': 'contrib/test_parity',
        'compat/keras_losses': 'contrib/test_parity',
        'compat/keras_training': 'contrib/test_parity',
        'compat/keras': 'contrib/test_parity',
        'compat/keras_layers': 'contrib/test_parity',
        'compat/lazy': 'contrib/test_parity',
        'compat/image': 'test_pre_1_0',
        'compat/pre_1_0_ops': 'test_pre_1_0',
        'compat/train': 'test_pre_1_0',
        'compat/rnn_cell': 'contrib/test_parity and test_nn',
        'compat/tf_layers': 'contrib/test_parity',
        'legacy/recorder': 'test_recordings',
        'legacy/port/findings': 'every test of porting',
        'legacy/port/templates/functions': 'test_standalone',
        'legacy/port/templates/cells': 'test_standalone',
        'legacy/port/templates/layers': 'test_standalone',
        'legacy/port/templates/input_data': 'test_standalone',
        'errors': 'every test of bad input',
        'graphs/graph': 'every test of the graph tools',
        'graphs/checkpoint_report': 'test_checkpoint_command',
        'graphs/differences': 'test_graph_diff',
        'graphs/op_diff': 'test_graph_diff',
        'graphs/variable_diff': 'test_graph_diff',
        'graphs/missing_ops': 'test_graph_diff',
        'graphs/interface_diff': 'test_graph_diff',
    }
    missing = []
    for path in files():
        name = path.relative_to(PACKAGE).with_suffix('').as_posix()
        test = ROOT / 'tests' / path.relative_to(PACKAGE).with_name(f'test_{path.name}')
        shares = name.startswith(('pictures/', 'listings/', 'compat/contrib/'))
        if path.name.startswith('__') or shares or test.exists():
            continue
        missing.append(name)
    assert sorted(missing) == sorted(through_others)


@pytest.mark.parametrize(
    'module',
    [
        'tf1_ref',
        'tf1_ref.compat',
        'tf1_ref.data.idx',
        'tf1_ref.data.mnist_files',
        'tf1_ref.graphs.listing_diff',
        'tf1_ref.legacy.port.files',
    ],
)
def test_loads_no_tensorflow(module):
    code = f'import sys, {module}; print("tensorflow" in sys.modules)'
    assert subprocess.run([sys.executable, '-c', code], capture_output=True, text=True, cwd=ROOT).stdout == 'False\n'


def test_ruff_is_content():
    pytest.importorskip('ruff', reason='ruff is not installed')
    done = subprocess.run([sys.executable, '-m', 'ruff', 'check', '.'], capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stdout
