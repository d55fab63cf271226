"""TensorFlow's names from before 1.0, which 1.15 no longer had or meant otherwise.

A name that only TensorFlow 0.x had works, with one note on standard error. So does a call whose arguments can only be
meant in the order of 0.x: `tf.concat(1, [a, b])`, `tf.split(0, 3, x)`, `softmax_cross_entropy_with_logits(logits,
labels)`. Within `api('0.12')` (`--api=0.12`) the functions of `CHANGED` take 0.12's arguments also where 1.15's would
fit, and nothing is noted. Measured against the genuine TensorFlow 0.12.1; what is older is from its documentation.

What such a name builds is what its successor builds: variables of `tf.nn.rnn` are named as by `tf.nn.static_rnn`.
"""

from __future__ import annotations

import contextlib
import functools
import importlib
import sys
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from tf1_ref.compat.names import door, views

# Another name for the same: {name below tf: successor below tf}.
RENAMED = {
    'audio_summary': 'summary.audio',
    'batch_cholesky': 'cholesky',
    'batch_cholesky_solve': 'cholesky_solve',
    'batch_fft': 'fft',
    'batch_fft2d': 'fft2d',
    'batch_fft3d': 'fft3d',
    'batch_ifft': 'ifft',
    'batch_ifft2d': 'ifft2d',
    'batch_ifft3d': 'ifft3d',
    'batch_matmul': 'matmul',
    'batch_matrix_band_part': 'matrix_band_part',
    'batch_matrix_determinant': 'matrix_determinant',
    'batch_matrix_diag': 'matrix_diag',
    'batch_matrix_diag_part': 'matrix_diag_part',
    'batch_matrix_inverse': 'matrix_inverse',
    'batch_matrix_set_diag': 'matrix_set_diag',
    'batch_matrix_solve': 'matrix_solve',
    'batch_matrix_solve_ls': 'matrix_solve_ls',
    'batch_matrix_transpose': 'matrix_transpose',
    'batch_matrix_triangular_solve': 'matrix_triangular_solve',
    'batch_self_adjoint_eig': 'self_adjoint_eig',
    'batch_svd': 'svd',
    'complex_abs': 'abs',
    'concat_v2': 'concat',
    'histogram_summary': 'summary.histogram',
    'image.per_image_whitening': 'image.per_image_standardization',
    'image_summary': 'summary.image',
    'inv': 'reciprocal',
    'listdiff': 'setdiff1d',
    'merge_all_summaries': 'summary.merge_all',
    'merge_summary': 'summary.merge',
    'mul': 'multiply',
    'neg': 'negative',
    'nn.bidirectional_rnn': 'nn.static_bidirectional_rnn',
    'nn.deconv2d': 'nn.conv2d_transpose',
    'nn.rnn': 'nn.static_rnn',
    'nn.rnn_cell.EmbeddingWrapper': 'contrib.rnn.EmbeddingWrapper',
    'nn.rnn_cell.InputProjectionWrapper': 'contrib.rnn.InputProjectionWrapper',
    'nn.rnn_cell.OutputProjectionWrapper': 'contrib.rnn.OutputProjectionWrapper',
    'nn.rnn_cell._linear': 'contrib.rnn._linear',
    'nn.rnn_cell.linear': 'contrib.rnn._linear',
    'nn.seq2seq': 'contrib.legacy_seq2seq',
    'nn.state_saving_rnn': 'nn.static_state_saving_rnn',
    'pack': 'stack',
    'scalar_summary': 'summary.scalar',
    'select': 'where',
    'split_v': 'split',
    'sub': 'subtract',
    'train.SummaryWriter': 'summary.FileWriter',
    'train.SyncReplicasOptimizerV2': 'train.SyncReplicasOptimizer',
    'types': 'dtypes',
    'unpack': 'unstack',
}
# Those that took other arguments than their successor: functions of `pre_1_0_ops`.
OWN = {
    'audio_summary',
    'batch_matmul',
    'concat_v2',
    'histogram_summary',
    'image_summary',
    'merge_summary',
    'mul',
    'neg',
    'pack',
    'scalar_summary',
    'select',
    'split_v',
    'sub',
    'unpack',
}
# Names whose arguments have another order, with the function of `pre_1_0_ops` that sorts them.
CHANGED = {
    'concat': 'old_concat',
    'image.resize_images': 'old_resize_images',
    'nn.ctc_loss': 'old_ctc_loss',
    'nn.nce_loss': 'old_candidate_loss',
    'nn.sampled_softmax_loss': 'old_candidate_loss',
    'nn.sigmoid_cross_entropy_with_logits': 'old_cross_entropy',
    'nn.softmax_cross_entropy_with_logits': 'old_cross_entropy',
    'nn.sparse_softmax_cross_entropy_with_logits': 'old_cross_entropy',
    'nn.weighted_cross_entropy_with_logits': 'old_weighted_cross_entropy',
    'reverse': 'old_reverse',
    'split': 'old_split',
}

_api: str | None = None
_noted: set[str] = set()


@contextlib.contextmanager
def api(version: str | None) -> Iterator[None]:
    """Within, `tf` has the API of that version.

    Args:
        version: '0.12', or None for 1.15's.

    Raises:
        ValueError: another version.
    """
    global _api
    if version not in (None, '0.12'):
        raise ValueError(f"api {version!r}: one of None, '0.12'")
    before, _api = _api, version
    _noted.clear()
    try:
        yield
    finally:
        _api = before


def find(name: str) -> Any:
    """The object that a name of TensorFlow 0.x stands for.

    Args:
        name: below `tf`, such as 'train.SummaryWriter'.

    Raises:
        AttributeError: there was no such name.
    """
    if name not in RENAMED:
        raise AttributeError(f'module {"tensorflow"!r} has no attribute {name!r}')
    note(name, 'it works as it did' if name in OWN else f'taken as tf.{RENAMED[name]}')
    if name in OWN:
        from tf1_ref.compat.names import (
            pre_1_0_ops,  # imports TensorFlow, which who only asks for a table does not need
        )

        return getattr(pre_1_0_ops, name)
    found = door.entered()
    for part in RENAMED[name].split('.'):
        found = getattr(found, part)
    return found


def face(
    path: str, real: Any, namespace: dict, modules: Mapping[str, str] | None = None
) -> tuple[Callable[[str], Any], Callable[[], list[str]]]:
    """Returns `__getattr__` and `__dir__` for a module below `tf`, and leaves nothing else in it.

    It answers with names of 0.x, with functions that take their arguments in either order, and with TensorFlow's own.

    Args:
        path: such as 'nn'.
        real: TensorFlow's module.
        namespace: the module's globals, where what does not need a note again is kept.
        modules: from a name to a module of this project, which is imported when it is first used.
    """
    views.empty(namespace)
    modules = modules or {}

    def __getattr__(name):
        if name in modules:
            return importlib.import_module(modules[name])
        below = f'{path}.{name}'
        if below in RENAMED:
            return find(below)
        value = getattr(real, name)
        namespace[name] = value = sorted_out(below, value) if below in CHANGED else value
        return value

    return __getattr__, lambda: sorted({*dir(real), *modules})


def sorted_out(name: str, function: Callable) -> Callable:
    """A function of `CHANGED`, which takes its arguments in either order; the script's own names go to 1.15's."""
    from tf1_ref.compat.names import pre_1_0_ops

    sort = getattr(pre_1_0_ops, CHANGED[name])

    @functools.wraps(function)
    def either(*args, **kwargs):
        found = sort(args, kwargs, _api == '0.12')
        if found is None:
            return function(*args, **kwargs)
        note(name, 'its arguments are taken in the order that they had then')
        return function(**found)

    return either


def note(name: str, what: str) -> None:
    """Says once that a name is from before 1.0."""
    if _api is None and name not in _noted:
        _noted.add(name)
        print(f'tf1_ref: tf.{name} is from before TensorFlow 1.0; {what}', file=sys.stderr)
