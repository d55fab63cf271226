"""Names and keywords that NumPy has dropped, in a module that uses TensorFlow: `np.float` becomes `float`."""

from __future__ import annotations

import libcst as cst

NODES = (cst.Attribute, cst.Call)

BUILTINS = {'bool': 'bool', 'int': 'int', 'float': 'float', 'complex': 'complex', 'object': 'object', 'str': 'str'}
BUILTINS['long'] = 'int'
BUILTINS['unicode'] = 'str'
RENAMED = {
    'Inf': 'inf',
    'NaN': 'nan',
    'alltrue': 'all',
    'cumproduct': 'cumprod',
    'float_': 'float64',
    'in1d': 'isin',
    'infty': 'inf',
    'product': 'prod',
    'row_stack': 'vstack',
    'sometrue': 'any',
    'string_': 'bytes_',
    'trapz': 'trapezoid',
    'unicode_': 'str_',
}
KEYWORDS = {'reshape': {'newshape': 'shape'}}


def rewrite(original, updated, context):
    """Replaces a dropped name; `np.asscalar(a)` becomes `(a).item()`."""
    if isinstance(original, cst.Call):
        return _call(original, updated, context)
    name = context.names.of(original) or ''
    if not name.startswith('numpy.'):
        return updated
    last = name.removeprefix('numpy.')
    if last in BUILTINS:
        context.changed(original, f'{name} is no longer in NumPy; it was {BUILTINS[last]}')
        return cst.Name(BUILTINS[last])
    if last in RENAMED:
        context.changed(original, f'{name} is no longer in NumPy; it is {RENAMED[last]} now')
        return updated.with_changes(attr=cst.Name(RENAMED[last]))
    return updated


def _call(original, updated, context):
    name = (context.names.of(original.func) or '').removeprefix('numpy.')
    if name == 'asscalar' and len(updated.args) == 1:
        context.changed(original, 'numpy.asscalar is no longer in NumPy; it was .item()')
        value = updated.args[0].value
        plain = isinstance(value, (cst.Name, cst.Attribute, cst.Call, cst.Subscript))
        value = value if plain else value.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])
        return cst.Call(cst.Attribute(value, cst.Name('item')))
    renamed = KEYWORDS.get(name, {})
    arguments = []
    for argument in updated.args:
        if argument.keyword and argument.keyword.value in renamed:
            new = renamed[argument.keyword.value]
            context.changed(original, f'numpy.{name}: {argument.keyword.value} is {new} now')
            argument = argument.with_changes(keyword=cst.Name(new))
        arguments.append(argument)
    return updated.with_changes(args=arguments)
