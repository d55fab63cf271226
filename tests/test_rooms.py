"""The walls between the rooms: TensorFlow enters through the door only, and dependencies point one way."""

import ast
import subprocess
import sys

import pytest

from tests import arrows, needs
from tests.arrows import PACKAGE, ROOT, files, imports, name_of

# Besides the door: the deck's own import lines within BatchNorm, and the listings, which nothing imports.
# The templates are text that porting copies into other people's modules.
# The recorder is a file of its own, for either TensorFlow.
MAY_IMPORT_TENSORFLOW = (
    'compat/',
    'listings/',
    'layers/batch_norm',
    'legacy/port/writing/templates/',
    'legacy/verify/recorder',
)
FREE = {'errors', 'files', 'commands', 'recursion', 'terminal'}
# Room: the rooms that its modules may import besides their own and `FREE`. A room is a folder or a single module; what
# lies in a room that is listed itself belongs to that one only.
ROOMS = {
    # The entrances.
    '': {'legacy/run'},  # the notebook extension
    '__main__': {'completion'},
    'completion': set(),
    'errors': set(),
    'files': set(),
    'commands': set(),
    'recursion': set(),
    'terminal': set(),
    'tour': set(),
    # compat, from the ground up.
    'compat/process': set(),
    'compat/built': {'compat/process'},
    'compat/built/tables': {'compat/built', 'compat/built/tables/keras', 'compat/process'},
    'compat/built/tables/keras': {'compat/built', 'compat/process'},
    'compat/built/exact': {'compat/built'},
    'compat/built/seeds': {'compat/built', 'compat/built/tables', 'compat/process'},
    'compat/names': {'compat/built'},
    'compat/libraries': {'compat/built', 'compat/built/tables', 'compat/names', 'compat/process'},
    'compat/restored': {'compat/built', 'compat/names', 'compat/libraries'},
    'compat/contrib': {'compat', 'compat/names', 'compat/libraries', 'compat/restored'},
    'compat': {'compat/names', 'compat/libraries'},  # the faces beside the door
    'compat/tf': {
        'compat',
        'compat/built/seeds',
        'compat/contrib',
        'compat/names',
        'compat/libraries',
        'compat/process',
    },
    'compat/sessions': {'compat/process'},
    'compat/guest': {'compat/tf', 'compat/sessions', 'compat/built/seeds', 'compat/process'},
    # The deck.
    'layers': {'compat/tf'},
    'models': {'compat/tf', 'layers'},
    'data': {'compat/tf'},
    'pictures': set(),
    'training': {'compat/tf', 'layers', 'models'},
    'listings': set(),
    'scripts': {'compat/tf', 'compat/built', 'compat/process', 'data', 'layers', 'models', 'pictures', 'training'},
    # Legacy code.
    'legacy': {'legacy/run'},
    'legacy/options': set(),
    'legacy/dropped': {'compat/names'},
    'legacy/reading/trees': set(),
    'legacy/reading': {'legacy/reading/trees', 'compat/names', 'legacy/dropped'},
    'legacy/symbols': {'legacy/reading', 'compat/names'},
    'legacy/run': {
        'legacy/options',
        'legacy/dropped',
        'legacy/reading',
        'legacy/symbols',
        'compat/tf',
        'compat/guest',
        'compat/sessions',
        'compat/built/exact',
        'compat/built/seeds',
        'compat/names',
        'compat/process',
        'compat/restored',
        'data',
    },
    'legacy/genuine': set(),
    'legacy/verify': {'legacy/genuine', 'legacy/reading', 'graphs', 'graphs/diff', 'graphs/reading'},
    'legacy/doctor': {'legacy/reading', 'legacy/symbols', 'compat/process', 'compat/names'},
    'legacy/port/writing': {'legacy/reading', 'compat/names'},
    'legacy/port/rules': {'legacy/reading', 'legacy/dropped', 'legacy/port/writing', 'compat/names'},
    'legacy/port': {
        'legacy/reading',
        'legacy/reading/trees',
        'legacy/port/writing',
        'legacy/port/rules',
        'legacy/verify',
    },
    # Graphs.
    'graphs': set(),
    'graphs/reading': {'graphs', 'compat/tf', 'compat/process', 'legacy/run', 'legacy/options'},
    'graphs/diff': {'graphs', 'graphs/reading', 'graphs/code', 'listings'},
    'graphs/code': {'graphs', 'listings'},
    'graphs/tree': {'graphs', 'graphs/reading'},
    'graphs/checkpoint': {'graphs', 'graphs/reading', 'graphs/tree', 'compat/tf'},
    'graphs/snapshot': {'graphs/reading'},
    'graphs/pytest_plugin': {
        'graphs/reading',
        'graphs/diff',
        'graphs/snapshot',
        'compat/tf',
        'compat/guest',
        'compat/process',
    },
}
# Arrows against the plan, and why each may stay.
EXEMPT = {}
BODIES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
MOST_MODULES, MOST_LINES = 20, 400  # in a folder, in a module


def room_of(name):
    """The room of a module: the longest listed one that it lies in, or that it is."""
    while name and name not in ROOMS:
        name = name.rpartition('/')[0]
    return name


def test_tensorflow_enters_through_the_door_only():
    guilty = [name_of(path) for path in files() if any(name.split('.')[0] == 'tensorflow' for name in imports(path))]
    assert [name for name in guilty if not f'{name}/'.startswith(MAY_IMPORT_TENSORFLOW)] == []
    assert 'layers/batch_norm' in guilty  # the exceptions are in use


@pytest.mark.parametrize('room', ROOMS)
def test_dependencies_point_one_way(room):
    found = {
        (name, other)
        for name, others in arrows.arrows().items()
        for other in others
        if room_of(name) == room and room_of(other) not in ROOMS[room] | {room} | FREE
    }
    assert found == {arrow for arrow in EXEMPT if room_of(arrow[0]) == room}


def test_what_is_imported_by_its_name_in_a_string_counts():
    found = arrows.arrows()
    assert 'compat/rnn_cell' in found['compat/nn']
    assert {'compat/restored/crf/decoding', 'compat/restored/crf/scores'} <= found['compat/contrib/crf']
    assert {'compat/contrib/crf', 'compat/contrib/opt'} <= found['compat/contrib']
    assert {'compat/built/tables/arrays', 'compat/built/tables/gradients'} <= found['compat/built/tables']


def test_there_are_no_circles():
    assert arrows.circles(arrows.arrows()) == []
    assert arrows.circles(ROOMS) == []


def test_every_room_is_there_and_says_what_it_is_for():
    for room in ROOMS:
        path = PACKAGE / room
        assert path.is_dir() or path.with_suffix('.py').exists(), room
    for path in PACKAGE.rglob('__init__.py'):
        assert arrows.docstring(path), path


def test_contrib_is_faces_only():
    """What a module of contrib has lies in restored/, or in a library; here stands where, and what is refused."""
    for path in (PACKAGE / 'compat' / 'contrib').glob('*.py'):
        bodies = [node.name for node in ast.walk(arrows.tree(path)) if isinstance(node, BODIES)]
        assert set(bodies) <= {'__getattr__', '__dir__'}, path


def test_folders_and_modules_can_be_seen_through():
    """Faces of contrib aside, of which there are as many as 1.15 had modules."""
    crowded = {}
    for path in files():
        crowded.setdefault(path.parent, []).append(path.name)
        assert len(path.read_text(encoding='utf-8').splitlines()) <= MOST_LINES, path
    crowded = {folder for folder, names in crowded.items() if len(set(names) - {'__init__.py'}) > MOST_MODULES}
    assert crowded == {PACKAGE / 'compat' / 'contrib'}


def test_every_module_has_its_test():
    """tests/ mirrors tf1_ref/; the pictures share one test, so does contrib, and what is named here has others."""
    through_others = {
        'scripts/results': 'test_train_cnn',
        'scripts/training_flags': 'test_train_cnn and test_launch',
        'layers/shape_checks': 'the tests of the layers',
        'compat/built/tables/arrays': 'test_programs and test_ops',
        'compat/built/tables/parsing': 'test_programs and test_ops',
        'compat/built/tables/signal': 'test_programs and test_ops',
        'compat/built/tables/variables': 'test_programs and test_ops',
        'compat/built/op_counts': 'test_seeds, test_replacing and test_programs',
        'compat/process/quiet': 'tests/scripts/test_launch',
        'compat/built/tables/keras/applications': 'contrib/test_parity',
        'compat/built/tables/keras/backend': 'contrib/test_parity',
        'compat/built/tables/keras/layers': 'contrib/test_parity',
        'compat/built/tables/keras/metrics': 'contrib/test_parity',
        'compat/built/tables/keras/recurrent': 'contrib/test_parity',
        'compat/built/tables/keras/losses': 'contrib/test_parity',
        'compat/built/tables/keras/training': 'contrib/test_parity',
        'compat/names/pre_1_0_ops': 'test_pre_1_0',
        'legacy/port/writing/templates/functions': 'test_standalone',
        'legacy/port/writing/templates/cells': 'test_standalone',
        'legacy/port/writing/templates/layers': 'test_standalone',
        'legacy/port/writing/templates/input_data': 'test_standalone',
        'errors': 'every test of bad input',
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
        'tf1_ref.graphs.code.comparison',
        'tf1_ref.graphs.diff.comparison',
        'tf1_ref.legacy.doctor.diagnosis',
        'tf1_ref.legacy.port.files',
    ],
)
def test_loads_no_tensorflow(module):
    if '.legacy.' in module:
        needs.modules('libcst')
    code = f'import sys, {module}; print("tensorflow" in sys.modules)'
    assert subprocess.run([sys.executable, '-c', code], capture_output=True, text=True, cwd=ROOT).stdout == 'False\n'


def test_ruff_is_content():
    needs.modules('ruff')
    done = subprocess.run([sys.executable, '-m', 'ruff', 'check', '.'], capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stdout
