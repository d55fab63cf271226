"""The comparison of tools that port, on one script."""

from tests import needs

needs.modules('libcst')

from tests.benchmarks import port_comparison

SCRIPT = """\
import tensorflow as tf
x = tf.placeholder(tf.float32, [None, 3])
y = tf.contrib.layers.flatten(x)
with tf.Session() as sess:
    print(sess.run(y, {x: [[1, 2, 3]]}))
"""


def test_one_script(tmp_path, monkeypatch, capsys, forked):
    needs.oracle()
    (tmp_path / 'script.py').write_text(SCRIPT)
    (tmp_path / 'broken.py').write_text('import tensorflow as tf\ntf.no_such_name()\n')
    monkeypatch.setattr('sys.argv', ['port_comparison', str(tmp_path), f'--keep={tmp_path / "kept"}'])
    assert port_comparison.main() == 0
    printed = capsys.readouterr()
    lines = printed.out.splitlines()
    assert '2/2 script.py: tf1_ref port: same numbers\n' in printed.err
    assert lines[0] == '| 1 scripts | crashed | silently broken | reported | runs | same numbers |'
    assert lines[2] == '| tf1_ref port | 0 | 0 | 0 | 1 | 1 |'
    assert lines[3] == '| tf1_ref port --target=standalone | 0 | 0 | 0 | 1 | 1 |'
    assert lines[4].startswith('| tf_upgrade_v2, SAFETY | 0 | ') and lines[4].endswith(' | 0 | 0 |')
    assert lines[-1] == 'Do not run on the genuine TensorFlow 1.15.5: broken.py'

    monkeypatch.setattr(port_comparison, 'outcome', None)  # whatever is kept is not done again
    assert port_comparison.main() == 0
    assert capsys.readouterr().out.splitlines() == lines
