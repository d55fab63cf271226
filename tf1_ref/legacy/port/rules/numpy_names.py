"""Names and keywords that NumPy has dropped, in a module that uses TensorFlow: `np.float` becomes `float`."""

from __future__ import annotations

from typing import Any

import libcst as cst

from tf1_ref.legacy.port.writing.context import Context, Rewritten
from tf1_ref.legacy.reading.syntax import expression, with_keyword

NODES = (cst.Attribute, cst.Call)

BUILTINS = {'bool': 'bool', 'int': 'int', 'float': 'float', 'complex': 'complex', 'object': 'object', 'str': 'str'}
BUILTINS['long'] = 'int'
BUILTINS['unicode'] = 'str'
RENAMED = {
    'Inf': 'inf',
    'Infinity': 'inf',
    'NAN': 'nan',
    'NaN': 'nan',
    'PINF': 'inf',
    'alltrue': 'all',
    'bool8': 'bool_',
    'bytes0': 'bytes_',
    'cfloat': 'complex128',
    'clongfloat': 'clongdouble',
    'complex_': 'complex128',
    'cumproduct': 'cumprod',
    'float_': 'float64',
    'in1d': 'isin',
    'infty': 'inf',
    'int0': 'intp',
    'longcomplex': 'clongdouble',
    'longfloat': 'longdouble',
    'mat': 'asmatrix',
    'object0': 'object_',
    'product': 'prod',
    'rank': 'ndim',
    'round_': 'round',
    'row_stack': 'vstack',
    'singlecomplex': 'complex64',
    'sometrue': 'any',
    'str0': 'str_',
    'string_': 'bytes_',
    'trapz': 'trapezoid',
    'uint0': 'uintp',
    'unicode_': 'str_',
}
NUMBERS = {'NINF': "float('-inf')", 'NZERO': '-0.0', 'PZERO': '0.0'}
# What has no successor of the same kind.
GONE = {
    'cast': 'np.asarray(x).astype(dtype)',
    'disp': 'print',
    'find_common_type': 'np.result_type',
    'issubclass_': 'issubclass',
    'issubsctype': 'np.issubdtype',
    'obj2sctype': 'np.dtype(x).type',
}


def concerns(name: str) -> bool:
    """Whether a dotted name of NumPy is one that this rule looks at."""
    last = name.removeprefix('numpy.')
    return any(last in table for table in (BUILTINS, RENAMED, NUMBERS, GONE, CALLS))


def place(name: str) -> str:
    """The dotted name that a name of NumPy has today; '' for none, or where it still has it."""
    module, _, last = name.rpartition('.')
    if module != 'numpy':
        return ''
    return f'builtins.{BUILTINS[last]}' if last in BUILTINS else f'numpy.{RENAMED[last]}' if last in RENAMED else ''


def rewrite(original: cst.Attribute | cst.Call, updated: Any, context: Context) -> Rewritten:
    """Replaces a dropped name, and reports one that cannot be replaced."""
    if type(original) is cst.Call:
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
    if last in NUMBERS:
        context.changed(original, f'{name} is no longer in NumPy; it was {NUMBERS[last]}')
        return expression(NUMBERS[last] if last != 'NZERO' else f'({NUMBERS[last]})')
    if last in GONE:
        context.blocker(original, f'{name} is no longer in NumPy', f'use {GONE[last]}')
    return updated


def _call(original, updated, context):
    name = (context.names.of(original.func) or '').removeprefix('numpy.')
    function = CALLS.get(name)
    return updated if function is None else function(original, updated, context)


def _asscalar(original, updated, context):
    """`np.asscalar(a)` was `a.item()`."""
    if len(updated.args) != 1:
        return updated
    context.changed(original, 'numpy.asscalar is no longer in NumPy; it was .item()')
    value = updated.args[0].value
    plain = type(value) in (cst.Name, cst.Attribute, cst.Call, cst.Subscript)
    value = value if plain else value.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])
    return cst.Call(cst.Attribute(value, cst.Name('item')))


def _msort(original, updated, context):
    """`np.msort(a)` was `np.sort(a, axis=0)`."""
    if len(updated.args) != 1 or type(updated.func) is not cst.Attribute:
        return updated
    context.changed(original, 'numpy.msort is no longer in NumPy; it was sort(axis=0)')
    first = updated.args[0].with_changes(comma=cst.Comma(whitespace_after=cst.SimpleWhitespace(' ')))
    arguments = [first, with_keyword(cst.Arg(cst.Integer('0')), 'axis')]
    return updated.with_changes(func=updated.func.with_changes(attr=cst.Name('sort')), args=arguments)


def _reshape(original, updated, context):
    """`np.reshape(a, newshape=s)` is `np.reshape(a, s)`: what the keyword is called depends on NumPy's version."""
    keywords = [argument.keyword.value if argument.keyword else '' for argument in updated.args]
    if keywords[1:2] != ['newshape'] or keywords[0] not in ('', 'a'):
        return updated
    context.changed(original, 'numpy.reshape: newshape is given by position')
    plain = {'keyword': None, 'equal': cst.MaybeSentinel.DEFAULT}
    arguments = [argument.with_changes(**plain) for argument in updated.args[:2]]
    return updated.with_changes(args=[*arguments, *updated.args[2:]])


def _fromstring(original, updated, context):
    """`np.fromstring(b, t)` of bytes is `np.frombuffer(b, t).copy()`."""
    if any(argument.keyword and argument.keyword.value in ('sep', 'string', 'like') for argument in updated.args):
        return updated
    if len(updated.args) > 3 or type(updated.func) is not cst.Attribute:
        return updated
    context.changed(original, 'numpy.fromstring no longer takes bytes; it was frombuffer().copy()')
    call = updated.with_changes(func=updated.func.with_changes(attr=cst.Name('frombuffer')))
    return cst.Call(cst.Attribute(call, cst.Name('copy')))


def _array(original, updated, context):
    """`np.array(a, copy=False)` copied where it had to, as `np.asarray(a)` does."""
    given = {argument.keyword.value: argument.value for argument in updated.args if argument.keyword}
    copies = given.get('copy')
    if type(copies) is not cst.Name or copies.value != 'False' or type(updated.func) is not cst.Attribute:
        return updated
    if {*given} - {'copy', 'dtype', 'order'}:
        context.note(original, 'numpy.array(copy=False) fails in NumPy 2 where a copy is needed', 'use numpy.asarray')
        return updated
    context.changed(original, 'numpy.array(copy=False) fails in NumPy 2 where a copy is needed; asarray does not')
    stays = [argument for argument in updated.args if not argument.keyword or argument.keyword.value != 'copy']
    stays[-1] = stays[-1].with_changes(comma=cst.MaybeSentinel.DEFAULT)
    return updated.with_changes(func=updated.func.with_changes(attr=cst.Name('asarray')), args=stays)


def _sum(original, updated, context):
    """`np.sum(x for x in y)` was Python's own `sum`."""
    if len(updated.args) != 1 or not isinstance(updated.args[0].value, cst.GeneratorExp):
        return updated
    if not context.names.is_built_in('sum', original.func):
        return updated
    context.changed(original, "numpy.sum takes no generator; it was Python's sum")
    return updated.with_changes(func=cst.Name('sum'))


def _set_printoptions(original, updated, context):
    """`np.set_printoptions(threshold=np.nan)` is refused since NumPy 1.16."""
    arguments = list(updated.args)
    for at, argument in enumerate(original.args):
        keyword = argument.keyword.value if argument.keyword else ('precision', 'threshold', '')[min(at, 2)]
        if keyword == 'threshold' and (context.names.of(argument.value) or '').lower() == 'numpy.nan':
            context.changed(original, 'numpy.set_printoptions takes no nan; it meant sys.maxsize')
            arguments[at] = arguments[at].with_changes(value=expression(f'{context.header.module("sys")}.maxsize'))
    return updated.with_changes(args=arguments)


def _load(original, updated, context):
    """`np.load(path, encoding='latin1')`, or what `item()` is asked of, holds pickled objects."""
    given = {argument.keyword.value for argument in updated.args if argument.keyword}
    around = context.names.around(original)
    is_one = isinstance(around, cst.Attribute) and around.attr.value in ('item', 'tolist')
    if 'allow_pickle' not in given and len(updated.args) - len(given) < 3 and (is_one or 'encoding' in given):
        what = 'numpy.load reads no pickled objects by itself since NumPy 1.16.3'
        context.note(original, what, 'say allow_pickle=True if the file holds some and you trust it')
    return updated


CALLS = {
    'array': _array,
    'asscalar': _asscalar,
    'fromstring': _fromstring,
    'load': _load,
    'msort': _msort,
    'reshape': _reshape,
    'set_printoptions': _set_printoptions,
    'sum': _sum,
}
