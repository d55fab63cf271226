"""Whether two syntax trees of libcst are the same, node for node."""

import dataclasses

import libcst as cst


def difference(one, other, path=''):
    """Where two trees differ first, as a text; '' if nowhere."""
    if isinstance(one, (tuple, list)) and isinstance(other, (tuple, list)):
        if len(one) != len(other):
            return f'{path}: {len(one)} and {len(other)}'
        pairs = [(f'{path}[{at}]', *pair) for at, pair in enumerate(zip(one, other, strict=True))]
    elif type(one) is not type(other):
        return f'{path}: {type(one).__name__} and {type(other).__name__}'
    elif isinstance(one, cst.CSTNode):
        names = [field.name for field in dataclasses.fields(one)]
        pairs = [(f'{path}.{name}', getattr(one, name), getattr(other, name)) for name in names]
    else:
        return '' if one == other else f'{path}: {one!r} and {other!r}'
    return next(filter(None, (difference(one, other, path) for path, one, other in pairs)), '')
