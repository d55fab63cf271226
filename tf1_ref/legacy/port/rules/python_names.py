"""Names that Python and libraries beside TensorFlow have dropped since: `time.clock` becomes `time.process_time`."""

from __future__ import annotations

import collections.abc
from typing import Any

import libcst as cst

from tf1_ref.legacy.port.rules.numpy_names import RENAMED as NUMPY
from tf1_ref.legacy.port.writing.context import Context, Rewritten
from tf1_ref.legacy.reading.names import bound_name, dotted
from tf1_ref.legacy.reading.syntax import statement

NODES = (cst.Attribute, cst.Call)

# Dotted name: the module and the name that it has now.
RENAMED = {
    'base64.decodestring': ('base64', 'decodebytes'),
    'base64.encodestring': ('base64', 'encodebytes'),
    'fractions.gcd': ('math', 'gcd'),
    'inspect.getargspec': ('inspect', 'getfullargspec'),
    'string.letters': ('string', 'ascii_letters'),
    'string.lowercase': ('string', 'ascii_lowercase'),
    'string.uppercase': ('string', 'ascii_uppercase'),
    'sys.maxint': ('sys', 'maxsize'),
    'time.clock': ('time', 'process_time'),
    **{f'collections.{name}': ('collections.abc', name) for name in collections.abc.__all__},
}
# What no Python that runs current TensorFlow can have, and what to use instead.
GONE = {
    'scipy.misc.bytescale': 'a division by its range',
    'scipy.misc.fromimage': 'numpy.asarray',
    'scipy.misc.imfilter': 'PIL.ImageFilter',
    'scipy.misc.imread': 'imageio.imread, or matplotlib.pyplot.imread',
    'scipy.misc.imresize': 'PIL.Image.resize',
    'scipy.misc.imrotate': 'scipy.ndimage.rotate',
    'scipy.misc.imsave': 'imageio.imwrite, or matplotlib.pyplot.imsave',
    'scipy.misc.imshow': 'matplotlib.pyplot.imshow',
    'scipy.misc.logsumexp': 'scipy.special.logsumexp',
    'scipy.misc.toimage': 'PIL.Image.fromarray',
    'string.join': 'the method join of the separator',
    'string.maketrans': 'str.maketrans',
    'sklearn.cross_validation': 'sklearn.model_selection',
    'sklearn.datasets.fetch_mldata': 'sklearn.datasets.fetch_openml',
    'sklearn.datasets.load_boston': 'sklearn.datasets.fetch_openml',
    'sklearn.externals.joblib': 'joblib',
    'sklearn.grid_search': 'sklearn.model_selection',
    'sklearn.preprocessing.Imputer': 'sklearn.impute.SimpleImputer',
}
# Function: its keywords that have another name now.
KEYWORDS = {'sklearn.manifold.TSNE': {'n_iter': 'max_iter'}}


def rewrite(original: cst.Attribute | cst.Call, updated: Any, context: Context) -> Rewritten:
    """Renames an attribute, and reports what is gone."""
    if isinstance(original, cst.Call):
        return _keywords(original, _to_bytes(original, updated, context), context)
    name = context.names.of(original) or ''
    if name in GONE:
        context.blocker(original, f'{name} is gone', f'use {GONE[name]}')
    if name not in RENAMED:
        return updated
    module, new = RENAMED[name]
    context.changed(original, f'{name} is gone; it is {module}.{new} now')
    if name == 'fractions.gcd':
        return cst.Attribute(cst.Name(context.header.module(module)), cst.Name(new))
    if module == 'collections.abc':
        return updated.with_changes(value=cst.Attribute(updated.value, cst.Name('abc')))
    if new == 'getfullargspec' and not isinstance(context.names.around(context.names.around(original)), cst.Attribute):
        context.note(original, 'inspect.getfullargspec gives three values more', 'take [:4] where four are expected')
    return updated.with_changes(attr=cst.Name(new))


def _keywords(original, updated, context):
    name = context.names.of(original.func)
    renamed, arguments = KEYWORDS.get(name, {}), []
    for argument in updated.args if renamed else ():
        new = renamed.get(argument.keyword.value) if argument.keyword else None
        if new:
            context.changed(original, f'{name}: {argument.keyword.value} is {new} now')
            argument = argument.with_changes(keyword=cst.Name(new))
        arguments.append(argument)
    return updated.with_changes(args=arguments) if renamed else updated


def _to_bytes(original, updated, context):
    """`x.tostring()` of arrays and images is `x.tobytes()` now; nothing else has such a method without arguments."""
    if not is_to_string(original) or context.names.of(original.func.value):
        return updated
    context.changed(original, 'tostring() is gone; it is tobytes() now')
    return updated.with_changes(func=updated.func.with_changes(attr=cst.Name('tobytes')))


def is_to_string(node: cst.CSTNode) -> bool:
    """Whether a node is `x.tostring()`."""
    if not isinstance(node, cst.Call) or not isinstance(node.func, cst.Attribute):
        return False
    return not node.args and node.func.attr.value == 'tostring'


def imported(node: cst.ImportFrom, module: str, context: Context) -> list[cst.BaseSmallStatement] | None:
    """What `from collections import Counter, Mapping` becomes; None where it stays."""
    aliases = () if isinstance(node.names, cst.ImportStar) else node.names
    renamed = RENAMED if module != 'numpy' else {f'numpy.{old}': ('numpy', new) for old, new in NUMPY.items()}
    places = [renamed.get(f'{module}.{dotted(alias.name)}') for alias in aliases]
    for alias in aliases:
        name = f'{module}.{dotted(alias.name)}'
        if name in GONE:
            context.blocker(node, f'{name} is gone', f'use {GONE[name]}')
    if not any(places):
        return None
    context.changed(node, f'import from {module} of what is elsewhere now')
    stays = [alias for alias, place in zip(aliases, places, strict=True) if not place]
    lines: list[cst.BaseSmallStatement] = []
    if stays:
        lines.append(node.with_changes(names=[*stays[:-1], _last(stays[-1])]))
    for alias, place in zip(aliases, places, strict=True):
        if place:
            new_module, new = place
            bound = bound_name(alias)
            text = f'from {new_module} import {new}' + (f' as {bound}' if bound != new else '')
            lines.append(statement(text))
    return lines


def _last(alias):
    return alias.with_changes(comma=cst.MaybeSentinel.DEFAULT)
