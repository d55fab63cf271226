"""A checkpoint under other names: written beside the old one, and proved by restoring it into the model."""

from __future__ import annotations

import os
import pathlib
import tempfile
from typing import Any

from tf1_ref.errors import InputError, Tf1RefError
from tf1_ref.graphs.checkpoint.keras_files import Reader, is_keras_file
from tf1_ref.graphs.graph import Variable
from tf1_ref.graphs.reading.quietly import tensorflow_1
from tf1_ref.terminal import one_line


class ProofError(Tf1RefError):
    """The renamed checkpoint did not restore to the same values."""


def variables_of(graph: Any) -> list[Variable]:
    """The variables of a live graph as a checkpoint holds them: one that is partitioned is one."""
    tf = tensorflow_1()
    found: dict[str, Variable] = {}
    for variable in graph.get_collection(tf.GraphKeys.GLOBAL_VARIABLES):
        part, shape = _slice_info(variable), variable.get_shape()
        name, shape = (part.full_name, tuple(part.full_shape)) if part else (variable.op.name, _sizes(shape))
        found.setdefault(name, Variable(name, shape, variable.dtype.base_dtype.name))
    return list(found.values())


def write_renamed(prefix: str, names: dict[str, str], out: str, graph: Any, overwrite: bool = False) -> int:
    """Writes the variables of a checkpoint under other names, restores them into a model, and compares every value.

    Nothing is there under `out` before all of it is, and is proved.

    Args:
        prefix: of the old checkpoint.
        names: old to new name, of every variable that is to be in the new one.
        out: prefix of the new checkpoint.
        graph: the live graph of the model.
        overwrite: whether `out` may be there already.

    Returns:
        How many variables of the model were restored and are equal bit for bit.

    Raises:
        InputError: `out` is the old checkpoint or there already, or it cannot be written.
        ProofError: a restored value differs.
    """
    place = pathlib.Path(out)
    _check_free(pathlib.Path(prefix), place, overwrite)
    tf = tensorflow_1()
    reader = Reader(prefix) if is_keras_file(prefix) else tf.train.load_checkpoint(prefix)
    try:
        with tempfile.TemporaryDirectory(prefix=f'.{place.name}.', dir=place.parent) as folder:
            beside = os.path.join(folder, 'renamed')
            _write(tf, reader, names, beside)
            proved = _prove(tf, reader, {new: old for old, new in names.items()}, beside, graph)
            _put_in_place(beside, place)
    except (OSError, tf.errors.OpError) as error:
        reason = getattr(error, 'strerror', None) or one_line(error)
        raise InputError(f'cannot write {out} ({reason}); name another place: --write=OUT') from error
    return proved


def _check_free(prefix, out, overwrite):
    if out.resolve() == prefix.resolve():
        raise InputError(f'{out} is the old checkpoint, which is never overwritten; name another place: --write=OUT')
    if _files(out) and not overwrite:
        raise InputError(f'{out} is there already; name another place (--write=OUT), or say --overwrite')


def _files(prefix):
    """The files of a checkpoint, its index first."""
    names = [prefix.with_name(f'{prefix.name}.index'), prefix]
    return [name for name in names if name.exists()] + sorted(prefix.parent.glob(f'{prefix.name}.data-*-of-*'))


def _write(tf, reader, names, prefix):
    dtypes = reader.get_variable_to_dtype_map()
    with tf.Graph().as_default(), tf.Session() as sess:
        values = [tf.placeholder(dtypes[old]) for old in names]
        save = tf.raw_ops.SaveV2(
            prefix=prefix, tensor_names=list(names.values()), shape_and_slices=[''] * len(names), tensors=values
        )
        sess.run(save, {value: reader.get_tensor(old) for value, old in zip(values, names, strict=True)})


def _prove(tf, reader, old_names, prefix, graph):
    """Restores the model from the new checkpoint and compares its variables with the old one's."""
    variables = graph.get_collection(tf.GraphKeys.GLOBAL_VARIABLES)
    options = tf.ConfigProto(allow_soft_placement=True)
    with graph.as_default(), tf.Session(graph=graph, config=options) as sess:
        tf.train.Saver(variables).restore(sess, prefix)
        for variable in variables:
            part = _slice_info(variable)
            expected = reader.get_tensor(old_names[part.full_name if part else variable.op.name])
            if part:
                places = zip(part.var_offset, part.var_shape, strict=True)
                expected = expected[tuple(slice(start, start + size) for start, size in places)]
            restored = sess.run(variable)
            if not _equal(restored, expected):
                raise ProofError(f'{variable.op.name} was restored otherwise than saved; nothing was written')
    return len(variables_of(graph))


def _equal(restored, expected):
    """Whether two values are equal bit for bit."""
    if isinstance(expected, bytes) or expected.dtype == object:
        return restored == expected if isinstance(expected, bytes) else restored.tolist() == expected.tolist()
    return (restored.dtype, restored.shape) == (expected.dtype, expected.shape) and (
        restored.tobytes() == expected.tobytes()
    )


def _put_in_place(beside, out):
    """Renames the data first and the index last: without its index, a checkpoint is none."""
    for path in _files(out):
        path.unlink()
    for ending in ('.data-00000-of-00001', '.index'):
        os.replace(f'{beside}{ending}', f'{out}{ending}')


def _slice_info(variable):
    """What a part of a partitioned variable is a part of; None for a whole one."""
    return variable._get_save_slice_info()


def _sizes(shape):
    return None if shape.ndims is None else tuple(shape.as_list())
