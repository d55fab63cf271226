"""Checkpoints that are read without TensorFlow hold what TensorFlow reads in them; what it does not know is refused."""

import subprocess
import sys

import numpy as np
import pytest

from tests.graphs.checkpoint.test_command import ckpt  # noqa: F401  (a fixture)
from tf1_ref.compat import tf
from tf1_ref.graphs.reading import bundle


def value(reader, name):
    return b''.join(bytes(piece) for piece in reader.pieces(name))


@pytest.mark.parametrize('name', ['v2', 'shards'])
def test_the_genuine_article_s_values(ckpt, monkeypatch, name):  # noqa: F811
    monkeypatch.setattr(bundle, 'PIECE', 24)
    found, expected = bundle.Bundle(str(ckpt / name)), tf.train.load_checkpoint(str(ckpt / name))
    shapes, dtypes = expected.get_variable_to_shape_map(), expected.get_variable_to_dtype_map()
    assert [one.name for one in found.variables] == sorted(shapes)
    assert found.digested() != found.variables
    for one in found.variables:
        assert (list(one.shape), one.dtype) == (shapes[one.name], dtypes[one.name].name)
        assert value(found, one.name) == np.asarray(expected.get_tensor(one.name)).tobytes()


def saved(tmp_path, **values):
    """The prefix of a checkpoint of today's TensorFlow."""
    prefix = str(tmp_path / 'model.ckpt')
    with tf.Session() as sess:
        tensors = [tf.constant(one) for one in values.values()]
        sess.run(
            tf.raw_ops.SaveV2(
                prefix=prefix, tensor_names=list(values), shape_and_slices=[''] * len(values), tensors=tensors
            )
        )
    return prefix


def test_many_variables_take_several_blocks(tmp_path):
    values = {f'scope/with/a/long/name/{number}': np.float32(number) for number in range(500)}
    found = bundle.Bundle(saved(tmp_path, **values))
    assert {one.name: np.frombuffer(value(found, one.name), np.float32)[0] for one in found.variables} == values


def test_texts_are_for_tensorflow(tmp_path):
    with pytest.raises(bundle.NotPlain):
        bundle.Bundle(saved(tmp_path, words=['a', 'b']))


@pytest.mark.parametrize('place', [0, 30, -1])
def test_damage_of_the_index(tmp_path, place):
    prefix = saved(tmp_path, a=np.ones(3), b=np.ones(5))
    path = tmp_path / 'model.ckpt.index'
    content = bytearray(path.read_bytes())
    content[place] ^= 64
    path.write_bytes(content)
    with pytest.raises(bundle.NotPlain):
        bundle.Bundle(prefix).digested()


@pytest.mark.parametrize('damage', ['bit', 'end', 'file'])
def test_damage_of_the_data(tmp_path, damage):
    found = bundle.Bundle(saved(tmp_path, a=np.ones(3), b=np.ones(5)))
    path = tmp_path / 'model.ckpt.data-00000-of-00001'
    content = bytearray(path.read_bytes())
    content[-3] ^= 1
    path.unlink() if damage == 'file' else path.write_bytes(content if damage == 'bit' else content[:-1])
    with pytest.raises(bundle.NotPlain):
        found.digested()


def test_the_command_goes_without_tensorflow(ckpt, tmp_path):  # noqa: F811
    code = (
        'import sys; from tf1_ref.graphs.checkpoint import command\n'
        f'for more in ([], ["--write={tmp_path}/w.npz"], ["--write={tmp_path}/w.safetensors"]):\n'
        f'    assert command.main([{str(ckpt / "v2")!r}, *more]) == 0\n'
        'assert "tensorflow" not in sys.modules and "keras" not in sys.modules'
    )
    subprocess.run([sys.executable, '-c', code], check=True, stdout=subprocess.DEVNULL)
    assert (tmp_path / 'w.npz').exists() and (tmp_path / 'w.safetensors').exists()
