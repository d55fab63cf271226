"""Files and folders."""

import os

import pytest

from tests.legacy.port.porting import DOOR, V1
from tf1_ref.errors import InputError
from tf1_ref.legacy.port import files
from tf1_ref.legacy.port.writing.context import Options


def test_which_files_are_ported(tmp_path):
    for name in ('a.py', 'b/c.py', 'b/n.ipynb', 'b/data.txt', '.git/x.py', '__pycache__/y.py', '.venv/z.py'):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.touch()
    os.mkfifo(tmp_path / 'b' / 'pipe.py')  # nobody writes into it
    (tmp_path / 'b' / 'device.ipynb').symlink_to('/dev/zero')
    found = [path.relative_to(tmp_path).as_posix() for path in files.sources(tmp_path)]
    assert found == ['a.py', 'b/c.py', 'b/n.ipynb']
    for folder in ('build', 'dist', '.tox', '.nox', '.eggs', 'lib/site-packages', 'env'):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / 'made.py').touch()
    (tmp_path / 'env' / 'pyvenv.cfg').touch()
    assert [path.relative_to(tmp_path).as_posix() for path in files.sources(tmp_path)] == found
    assert files.sources(tmp_path / 'build') == [tmp_path / 'build' / 'made.py']  # it was named
    for pattern, left in [
        ('b', ['a.py']),
        ('b/c.py', ['a.py', 'b/n.ipynb']),
        ('*.py', ['b/n.ipynb']),
        ('c*', found[::2]),
    ]:
        taken = [path.relative_to(tmp_path).as_posix() for path in files.sources(tmp_path, [pattern])]
        assert taken == left, pattern
    assert files.sources(tmp_path / 'b' / 'data.txt') == [tmp_path / 'b' / 'data.txt']


def test_nothing_to_port(tmp_path):
    with pytest.raises(InputError, match='no Python file or notebook there'):
        files.sources(tmp_path)
    with pytest.raises(InputError, match='cannot be read'):
        files.port_file(tmp_path / 'none.py', Options())


def test_encodings_and_line_ends(tmp_path):
    path = tmp_path / 'a.py'
    path.write_bytes('# coding: latin-1\r\nimport tensorflow as tf\r\nx = "é"'.encode('latin-1'))
    after = files.port_file(path, Options()).after
    assert after == f'# coding: latin-1\n{DOOR}{V1}x = "é"'.replace('\n', '\r\n').encode('latin-1')
    path.write_bytes(b'\xef\xbb\xbfimport tensorflow as tf\n')
    assert files.port_file(path, Options()).after.startswith(b'\xef\xbb\xbf')


def test_a_module_that_serves_tensorflow_code_is_as_old_as_that(tmp_path):
    (tmp_path / 'train.py').write_text('import tensorflow as tf\nimport helpers\n')
    source = b'import numpy as np\ndef f(rows):\n    return np.array(rows)\n'
    for name in ('helpers', 'alone'):
        (tmp_path / f'{name}.py').write_bytes(source)
    helpers, alone = (files.port_file(tmp_path / f'{name}.py', Options()) for name in ('helpers', 'alone'))
    assert b'numpy1.array(rows)' in helpers.after and alone.after == source
