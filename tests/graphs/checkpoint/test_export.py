"""Values of the genuine article's checkpoints, written for whoever has no TensorFlow."""

import json

import numpy as np
import pytest

from tests import needs
from tests.graphs.checkpoint.test_command import checkpoint, ckpt  # noqa: F401  (a fixture)
from tf1_ref.compat import tf


def loaded(path):
    if path.name.endswith('.npz'):
        with np.load(path, allow_pickle=False) as values:
            return dict(values)
    from safetensors.numpy import load_file

    return load_file(path)


@pytest.mark.parametrize('name', ['v1', 'v2', 'keras'])
@pytest.mark.parametrize('ending', ['.npz', '.safetensors'])
def test_every_value_is_there_under_its_name(capsys, ckpt, tmp_path, name, ending):  # noqa: F811
    if ending == '.safetensors':
        needs.modules('safetensors')
    out = tmp_path / f'weights{ending}'
    code, printed, _ = checkpoint(capsys, ckpt / name, f'--write={out}')
    reader = tf.train.load_checkpoint(str(ckpt / name))
    found = loaded(out)
    texts = {one for one, dtype in reader.get_variable_to_dtype_map().items() if dtype == tf.string}
    assert {*found} == {*reader.get_variable_to_shape_map()} - texts
    for one, value in found.items():
        expected = np.asarray(reader.get_tensor(one))
        assert (value.dtype, value.shape, value.tobytes()) == (expected.dtype, expected.shape, expected.tobytes())
    assert (code, printed) == (0, f'written: {out}, {len(found)} variables under their names\n')


def test_what_holds_no_numbers_is_left_out(capsys, tmp_path):
    tf.get_variable('words', initializer=tf.constant(['a', 'b']))
    tf.get_variable('scalar', initializer=2.5)
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        prefix = tf.train.Saver().save(sess, str(tmp_path / 'model.ckpt'))
    code, printed, _ = checkpoint(capsys, prefix, f'--write={tmp_path}/w.npz')
    assert code == 0 and printed.endswith(
        'w.npz, 1 variable under their names; left out, as they hold no numbers: words\n'
    )
    assert loaded(tmp_path / 'w.npz') == {'scalar': 2.5}


def test_types_that_one_of_the_two_does_not_know(capsys, tmp_path):
    tf.get_variable('half', initializer=tf.cast(tf.constant([1.5, -2.5]), tf.bfloat16))
    tf.get_variable('complex', initializer=tf.constant([1 + 2j], tf.complex128))
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        prefix = tf.train.Saver().save(sess, str(tmp_path / 'model.ckpt'))
    assert checkpoint(capsys, prefix, f'--write={tmp_path}/.npz')[0] == 0
    found = loaded(tmp_path / '.npz')
    assert found['half'].dtype == np.float32 and found['half'].tolist() == [1.5, -2.5]
    assert found['complex'].dtype == np.complex128 and found['complex'] == [1 + 2j]
    needs.modules('safetensors')
    code, _, error = checkpoint(capsys, prefix, f'--write={tmp_path}/w.safetensors')
    assert code == 2 and 'safetensors cannot hold these values (' in error and error.endswith('write a file .npz\n')
    assert not (tmp_path / 'w.safetensors').exists()


def test_as_json(capsys, ckpt, tmp_path):  # noqa: F811
    out = tmp_path / 'w.npz'
    _, printed, _ = checkpoint(capsys, ckpt / 'v2', f'--write={out}', '--format=json')
    assert json.loads(printed) == {'written': str(out), 'variables': 26, 'left out': []}


def test_bad_input(capsys, ckpt, tmp_path):  # noqa: F811
    out = tmp_path / 'w.npz'
    out.write_text('mine')
    for arguments, said in (
        ([f'--write={out}'], 'is there already; name another file, or say --overwrite'),
        ([f'--write={tmp_path}/none/w.npz'], 'cannot be written (No such file or directory)'),
        ([f'--write={out}', '--model=tests.graphs.genuine.nets:plain'], 'leave out --model and --rename'),
        (['--write=weights'], '--rename and --write need --model; or write the values: --write=OUT.npz'),
    ):
        code, printed, error = checkpoint(capsys, ckpt / 'v2', *arguments)
        assert (code, printed) == (2, '') and said in error and error.count('\n') == 1
    assert out.read_text() == 'mine'
    assert checkpoint(capsys, ckpt / 'v2', f'--write={out}', '--overwrite')[0] == 0


def test_safetensors_are_what_the_library_writes(capsys, tmp_path):
    needs.modules('safetensors')
    import safetensors.numpy

    values = {'b': np.arange(6, dtype=np.float32).reshape(2, 3), 'a': np.float32(2), 'n/e': np.zeros((0, 3), np.int32)}
    values.update(
        {'i': np.arange(3), 'flag': np.array([True, False]), 'h': np.ones(3, np.float16), 'ü': np.ones(1, 'u1')}
    )
    for value in values.values():
        tf.Variable(value)
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        saver = tf.train.Saver(dict(zip(values, tf.global_variables(), strict=True)))
        prefix = saver.save(sess, str(tmp_path / 'model.ckpt'))
    assert checkpoint(capsys, prefix, f'--write={tmp_path}/w.safetensors')[0] == 0
    expected = safetensors.numpy.save({name: np.asarray(value) for name, value in values.items()})
    assert (tmp_path / 'w.safetensors').read_bytes() == expected
