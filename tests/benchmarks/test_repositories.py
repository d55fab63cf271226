"""The table of what port says of repositories."""

import sys

from tests import needs
from tests.benchmarks import repositories

SOURCE = 'import tensorflow as tf\nx = tf.mul(1, 2)\ntf.no_such_name()\ntf.no_such_name()\n'


def test_a_table_that_is_not_made_twice(tmp_path, monkeypatch, capsys):
    needs.modules('libcst')
    source, kept = tmp_path / 'source', tmp_path / 'kept'
    for name in ('a', 'b'):
        (source / name / 'sub').mkdir(parents=True)
        (source / name / 'sub' / 'm.py').write_text(SOURCE)
    (source / 'a' / 'COMMIT').write_text('0123456789abcdef\n')
    (source / 'b' / 'broken.py').write_text('import tensorflow\ndef f(:\n')
    monkeypatch.setattr(sys, 'argv', ['repositories', str(source), f'--keep={kept}'])
    assert repositories.main() == 0
    first = capsys.readouterr().out
    rows = first.splitlines()
    assert rows[2] == '| a | 0123456789 | 1 | 4 | 2 | 0 | 2 | 0 |'
    assert rows[3].startswith('| b |  | 2 | 6 | 2 | 0 | 3 | ')
    assert rows[5].startswith('- a: tensorflow.no_such_name is not known to TensorFlow 1.15')
    assert rows[5].endswith('(2: sub/m.py:3)')
    monkeypatch.setattr(repositories.subprocess, 'run', None)  # all is kept
    assert repositories.main() == 0
    assert capsys.readouterr().out == first
