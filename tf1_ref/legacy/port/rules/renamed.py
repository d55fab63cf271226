"""Names from before TensorFlow 1.0, which 1.15 had lost: `tf.mul` becomes `tf.multiply`."""

from __future__ import annotations

import libcst as cst

NODES = (cst.Attribute, cst.Name, cst.Call)

NAMES = {
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
    'nn.state_saving_rnn': 'nn.static_state_saving_rnn',
    'pack': 'stack',
    'scalar_summary': 'summary.scalar',
    'select': 'where',
    'sub': 'subtract',
    'train.SummaryWriter': 'summary.FileWriter',
    'unpack': 'unstack',
}
# Keywords of calls that were renamed with the function: {new name: {old keyword: new keyword}}.
KEYWORDS = {
    'summary.scalar': {'tags': 'name', 'values': 'tensor'},
    'summary.histogram': {'tag': 'name'},
    'summary.image': {'tag': 'name', 'max_images': 'max_outputs'},
    'summary.audio': {'tag': 'name'},
    'where': {'t': 'x', 'e': 'y'},
}


def new_name(name: str) -> str | None:
    """What `tensorflow.NAME` has been called since 1.0; None where it has not been renamed."""
    new = NAMES.get(name.removeprefix('tensorflow.')) if name.startswith('tensorflow.') else None
    return f'tensorflow.{new}' if new else None


def rewrite(original, updated, context):
    """Renames an expression, and the keywords of a call of what was renamed."""
    if isinstance(original, cst.Call) and context.names.of(original) is None:
        return _keywords(original, updated, context)
    name = context.names.of(original)
    new = new_name(name) if name else None
    if new is None or (isinstance(original, cst.Name) and not context.names.is_from_star(original)):
        return updated
    context.changed(original, f'{name} has been {new} since TensorFlow 1.0')
    context.header.uses_tensorflow = True
    return cst.parse_expression(_expression(original, name, new, context))


def _expression(node, name, new, context):
    """The new name, by way of the same module as far as that leads to it."""
    base = node.value if isinstance(node, cst.Attribute) else None
    while base is not None and context.names.of(base) != 'tensorflow':
        base = base.value if isinstance(base, cst.Attribute) else None
    rest = new.removeprefix('tensorflow.')
    if base is not None:
        return f'{cst.Module([]).code_for_node(base)}.{rest}'
    parent = name.rpartition('.')[0]
    if isinstance(node, cst.Attribute) and new.startswith(f'{parent}.'):
        return f'{cst.Module([]).code_for_node(node.value)}.{new[len(parent) + 1 :]}'
    return context.header.tensorflow(rest)


def _keywords(original, updated, context):
    name = context.names.of(original.func)
    new = new_name(name) if name else None
    renamed = KEYWORDS.get(new.removeprefix('tensorflow.'), {}) if new else {}
    arguments = [
        argument.with_changes(keyword=cst.Name(renamed[argument.keyword.value]))
        if argument.keyword and argument.keyword.value in renamed
        else argument
        for argument in updated.args
    ]
    return updated.with_changes(args=arguments)
