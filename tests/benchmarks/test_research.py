"""Research code beside the genuine article: the machinery, on a small repository that is made up here."""

import json
import pathlib
import subprocess
import sys

import pytest

from tests import needs
from tests.benchmarks.research import __main__ as command
from tests.benchmarks.research import data, needed, page, ported, proving, recipes, repositories
from tf1_ref.legacy.genuine import environment
from tf1_ref.legacy.verify.recordings import Recording

SCRIPT = """\
import sys
import tensorflow as tf
import helper

x = tf.contrib.layers.fully_connected(tf.placeholder_with_default([[1.0, 2.0]], [None, 2]), 3)
assert x.get_shape().as_list() == [None, 3]
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print(sess.run(tf.nn.dropout(x, helper.KEPT)), open('tiny.txt').read())
"""
ENTRY = recipes.EntryPoint('train', 'code/train.py --a=b', place='', paths=('further',))
MODULE = recipes.EntryPoint('module', '-m package.main --a "b c"')
FAILED = subprocess.CompletedProcess([], 1)
EMPTY = {'variables': [], 'seeds': [], 'calls': [], 'asked': []}


@pytest.fixture
def clones(tmp_path):
    """A folder with one repository: a script, a module beside it, and what port refuses."""
    clone = tmp_path / 'clones' / 'toy'
    for folder in ('code', 'further'):
        (clone / folder).mkdir(parents=True)
    (clone / 'code' / 'train.py').write_text(SCRIPT)
    (clone / 'further' / 'helper.py').write_text('KEPT = 0.5\n')
    (clone / 'other.py').write_text('import tensorflow as tf\ntf.no_such_name()\ntf.no_such_name()\n')
    (clone / 'broken.py').write_text('import tensorflow\ndef f(:\n')
    (clone / 'COMMIT').write_text('0123456789abcdef\n')
    return clone.parent


def test_how_an_entry_point_is_run():
    assert (ENTRY.module, ENTRY.script, ENTRY.arguments) == (None, 'code/train.py', ['--a=b'])
    assert (MODULE.module, MODULE.script, MODULE.arguments) == ('package.main', None, ['--a', 'b c'])
    clone = pathlib.Path('clone')
    assert ENTRY.folder(clone) == clone and MODULE.folder(clone) == clone
    assert recipes.EntryPoint('e', 'code/train.py').folder(clone) == clone / 'code'


def test_what_port_says(clones, tmp_path, monkeypatch):
    needs.modules('libcst')
    repository = recipes.Repository('me/toy', (ENTRY,), {'no_such_name': 'true: TensorFlow never had it'})
    row = ported.row(repository, clones / 'toy', tmp_path / 'kept' / 'ported')
    other, blocker = row['blockers'].values()
    what = list(row['blockers'])[1]
    assert what.startswith('tensorflow.no_such_name is not known') and other['judged'] == 'not opened'
    assert blocker == {'judged': 'true', 'places': ['other.py:2', 'other.py:3']}
    assert (row['commit'], row['files'], row['broken']) == ('0123456789', 4, [])
    monkeypatch.setattr(ported.subprocess, 'run', None)  # all is kept
    assert ported.row(repository, clones / 'toy', tmp_path / 'kept' / 'ported') == row


def test_what_differs():
    one = {**EMPTY, 'asked': [['x:0', [None, 2]]], 'variables': [['v', [], 'float32']]}
    other = {**EMPTY, 'asked': [['x:0', [7, 2]], ['y:0', []]]}
    found = proving.differences(Recording(0, one, ''), Recording(1, other, ''))
    assert found == {
        'variables': ['1', '1 variables became 0'],
        'static shapes': ['1', 'x:0: [None, 2] became [7, 2]'],
    }
    assert proving.differences(Recording(0, one, ''), Recording(1, {}, '')) == {}
    assert proving.shapes_differ([['x:0', []]], []) == ['asked 1 times became 0']
    written = [Recording(0, {**EMPTY, 'files': {'a': number, 'b': '3'}}, '') for number in ('1', '2')]
    assert proving.differences(*written) == {'files': ['1', 'a']} and proving.differences(*written[:1] * 2) == {}
    tables = [Recording(0, {**EMPTY, 'files': {'a': [0.25, 1 + off]}}, '') for off in (0, 9e-7, 2e-6)]
    assert proving.differences(*tables[:2]) == {} and proving.differences(*tables[::2]) == {'files': ['1', 'a']}


def test_examples_are_the_same_whatever_the_order_of_their_features(tmp_path):
    from tf1_ref.compat import tf

    path = tmp_path / 'a.tfrecord'
    one = b'\n\n\n\x01%s\x12\x05\x1a\x03\n\x01\x07'  # the number 7 as a feature of this name

    def content(*names):
        features = b''.join(one % name for name in names)
        with tf.python_io.TFRecordWriter(str(path)) as writer:
            writer.write(b'\n' + bytes([len(features)]) + features)
        return proving._content_of(path)

    assert content(b'x', b'y') == content(b'y', b'x') != content(b'x', b'z')
    assert proving._content_of(tmp_path / 'none.txt') == 'not written'


def test_the_page(tmp_path):
    numbers = {'variables': 1, 'seeds': 2, 'results': 3, 'static shapes': 4}
    differs = {'ran': True, 'seconds': 2.0, 'differences': {'results': ['1', 'call 2: 1.0 became 2.0']}}
    entries = {
        'toy/a': {
            'genuine': {
                'ran': True,
                'seconds': 1.5,
                'compared': numbers,
                'again': {},
                'measured': 'why',
                'mended': 'how',
            },
            'run': differs,
            'ported': {'ran': False, 'seconds': 0.5, 'error': 'NameError: x', 'differences': {}},
        },
        'toy/b': {'genuine': {'ran': False, 'error': 'ImportError: y'}},
    }
    blockers = {'tensorflow.x is gone': {'judged': 'true', 'places': ['a.py:3', 'a.py:5']}}
    repository = dict.fromkeys(('files', 'lines', 'changes', 'notes'), 9)
    repository.update(repository='me/toy', commit='0123', blockers=blockers, broken=[])
    lines = page.page(entries, [repository]).splitlines()
    start = lines.index('| toy/a | TensorFlow 1.15.5 | yes | 1 | 2 | 3 | 4 |  | 1.5 |')
    assert lines[start + 1 : start + 4] == [
        '|  | run | yes | same | same | 1 differ | same |  | 2.0 |',
        '|  | ported | no |  |  |  |  |  | 0.5 |',
        '| toy/b | TensorFlow 1.15.5 | no |  |  |  |  |  |  |',
    ]
    assert '- toy/a, run, results: `call 2: 1.0 became 2.0`' in lines
    assert '- toy/a, measured: why' in lines and '- toy/a, mended: how' in lines
    assert '- toy/a: a second run on TensorFlow 1.15.5 gives the same' in lines
    assert '- toy/b, TensorFlow 1.15.5: `ImportError: y`' in lines
    assert '| me/toy | 0123 | 9 | 9 | 9 | 9 | 2 | 0 | 0 | 0 |' in lines
    assert lines[-1] == '- me/toy, true: tensorflow.x is gone (2: a.py:3)'


@pytest.mark.usefixtures('forked')
def test_beside_the_genuine_article(clones, tmp_path, monkeypatch, capsys):
    needs.modules('libcst', 'tf_slim')
    python = needs.oracle()
    monkeypatch.setattr(environment, 'python', lambda: python)
    write = 'open("tiny.txt", "a").write("tiny")'
    trained = recipes.EntryPoint('train', 'code/train.py', before=(f"-c '{write}'",), place='', paths=('further',))
    failing = recipes.EntryPoint('failing', 'code/train.py', before=('-c 1/0',))
    monkeypatch.setattr(repositories, 'all_of_them', lambda: [recipes.Repository('me/toy', (trained, failing))])
    monkeypatch.setattr(sys, 'argv', ['research', str(clones)])
    assert command.main() == 0
    assert capsys.readouterr().err.split() == ['toy/train', 'toy/failing']
    content = json.loads((clones / 'research.json').read_text())
    row = content['entry points']['toy/train']
    assert all(row[way]['ran'] for way in ('genuine', 'run', 'ported')), row
    assert row['genuine']['compared'] == {'variables': 2, 'seeds': 2, 'results': 2, 'static shapes': 1, 'files': 0}
    assert row['run']['differences'] == row['ported']['differences'] == {}
    failed = content['entry points']['toy/failing']['genuine']
    assert failed == {'ran': False, 'error': 'before it, -c: ZeroDivisionError: division by zero'}
    first = (clones / 'research.md').read_text()
    monkeypatch.setattr(proving, 'prove', None)  # all is kept
    assert command.main() == 0 and (clones / 'research.md').read_text() == first


def test_without_the_genuine_article(clones, monkeypatch, capsys):
    monkeypatch.setattr(environment, 'python', lambda: None)
    monkeypatch.setattr(sys, 'argv', ['research', str(clones)])
    assert command.main() == 2 and 'python -m tf1_ref genuine' in capsys.readouterr().err
    monkeypatch.setattr(sys, 'argv', ['research', str(clones), '--page_only'])
    assert command.main() == 0


def test_what_an_environment_lacks():
    assert needed.lacking(sys.executable, ['pytest', 'no-such-package', 'numpy==0.1', 'pytest']) == [
        'no-such-package',
        'numpy==0.1',
    ]
    packages = ['gym==0.15.7', 'scipy']
    assert needed.command('python', packages, genuine=False)[-3:] == ['--no-deps', *packages]
    assert needed.command('python', packages, genuine=True)[-1] == environment.FURTHER['scipy']


def test_packages_that_are_missing(clones, monkeypatch, capsys):
    repository = recipes.Repository('me/toy', (ENTRY,), needs=('no-such-package', 'pytest'))
    monkeypatch.setattr(repositories, 'all_of_them', lambda: [repository])
    monkeypatch.setattr(environment, 'python', lambda: sys.executable + '3')
    monkeypatch.setattr(needed, 'lacking', lambda python, needs: [one for one in needs if one != 'pytest'])
    monkeypatch.setattr(sys, 'argv', ['research', str(clones)])
    assert command.main() == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith('packages are missing') and line.count('pip install') == 2
    assert f'{sys.executable}3 -m pip' in line and 'pytest' not in line

    called = []
    monkeypatch.setattr(command.subprocess, 'run', lambda words, **named: called.append(words) or FAILED)
    monkeypatch.setattr(sys, 'argv', ['research', str(clones), '--install'])
    assert command.main() == 2 and [words[-1] for words in called] == ['no-such-package']  # pip says why

    (clones / 'kept' / 'toy').mkdir(parents=True)
    (clones / 'kept' / 'toy' / 'train.entry').write_text('{}')  # what is not run needs nothing
    monkeypatch.setattr(command, 'run_all', lambda *_: None)
    monkeypatch.setattr(command, 'write', lambda *_: None)
    assert command.main() == 0


def test_every_repository_is_told():
    found = repositories.all_of_them()
    names = [(repository.folder, entry.name) for repository in found for entry in repository.entry_points]
    assert len(names) == len(set(names)) >= 20
    for repository in found:
        for entry in repository.entry_points:
            assert entry.module or entry.script.endswith('.py'), entry
            assert pathlib.PurePath(entry.name).name == entry.name
        for words in repository.opened.values():
            assert words.startswith(('true: ', 'false: ')), words


def test_data_is_the_same_each_time(tmp_path):
    for name in ('a', 'b'):
        for repository in repositories.all_of_them():
            for number, entry in enumerate(repository.entry_points):
                place = tmp_path / name / repository.folder / str(number)
                place.mkdir(parents=True)
                entry.data(place)
    files = [path.relative_to(tmp_path / 'a') for path in (tmp_path / 'a').rglob('*') if path.is_file()]
    assert files and all((tmp_path / 'a' / one).read_bytes() == (tmp_path / 'b' / one).read_bytes() for one in files)


def test_a_picture_can_be_read(tmp_path):
    from tf1_ref.compat import tf

    image = data.picture(data.np.random.RandomState(0), 5, 7)
    data.write_png(tmp_path / 'folder' / 'one.png', image)
    with tf.Session() as sess:
        read = sess.run(tf.image.decode_png(tf.read_file(str(tmp_path / 'folder' / 'one.png'))))
    assert (read == image).all() and image.std() > 10


def test_the_page_that_is_here_is_of_its_numbers_and_of_what_is_run():
    place = pathlib.Path(command.__file__).with_name('research.md')
    content = json.loads(place.with_suffix('.json').read_text())
    assert place.read_text(encoding='utf-8') == page.page(content['entry points'], content['repositories'])
    found = repositories.all_of_them()
    assert {one['repository'] for one in content['repositories']} == {repository.name for repository in found}
    names = {f'{repository.folder}/{entry.name}' for repository in found for entry in repository.entry_points}
    assert set(content['entry points']) <= names
