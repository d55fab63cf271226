"""Names that Python and libraries beside TensorFlow have dropped: `time.clock` becomes `time.process_time`.

What is known of them is in `tf1_ref.legacy.dropped.names`. A name that is elsewhere today is taken from there; what
this project has written again comes from it, where the ported module may use this project; all else is a blocker.
"""

from __future__ import annotations

import functools
import pathlib
import re
from typing import Any

import libcst as cst

from tf1_ref.legacy.dropped import names as dropped
from tf1_ref.legacy.dropped import remedies
from tf1_ref.legacy.port.rules import numpy_names
from tf1_ref.legacy.port.writing.context import COMPAT, Context, Rewritten
from tf1_ref.legacy.reading.syntax import bound_name, dotted, expression, statement, text_of, with_keyword

NODES = (cst.Attribute, cst.Call, cst.Import, cst.ImportFrom)

# What says, around a piece of code, that it asks which Python or library it runs on.
ASKS = ('PY2', 'PY3', 'version_info', 'version', '__version__', 'python_version', 'hasattr')
CATCHES = ('AttributeError', 'ImportError', 'ModuleNotFoundError', 'NameError', 'Exception')
MOST_FOLDERS = 4  # above the file, in which a module of the user's own may lie


def rewrite(original: Any, updated: Any, context: Context) -> Rewritten:
    """Replaces what is elsewhere, and reports what is gone."""
    if type(original) is cst.Call:
        return _keywords(original, _to_bytes(original, updated, context), context)
    if type(original) is cst.Import:
        return _import(original, updated, context)
    if type(original) is cst.ImportFrom:
        return _star(original, updated, context) if type(original.names) is cst.ImportStar else updated
    name = context.names.of(original) if context.outermost else None
    gone = _gone(name, context) if name else None
    if not name or gone is None or is_asked_for(original, context):
        return updated
    return _replaced(original, updated, gone, name.count('.') - gone.name.count('.'), context)


@functools.lru_cache(maxsize=65536)
def concerns(name: str) -> bool:
    """Whether a dotted name of another library than TensorFlow is one that these rules look at."""
    if name.startswith('numpy.') and numpy_names.concerns(name):
        return True
    known = name in remedies.KEYWORDS or name in CALLS or bool(dropped.lost_parameters(name))
    return known or dropped.find(name) is not None


def is_asked_for(node: cst.CSTNode, context: Context) -> bool:
    """Whether code stands where it is known that it may fail: in a branch for Python 2, in a `try` that says so."""
    node_around, known = context.names.around, context.asked_for
    passed, found = [], False
    while not found and type(node) is not cst.Module:
        if id(node) in known:  # else a chain of thousands of `elif` is climbed from each
            found = known[id(node)]
            break
        passed.append(id(node))
        around: Any = node_around(node)
        kind = type(around)
        if kind is cst.If or kind is cst.IfExp:
            found = node is not around.test and _asks(around.test)
        elif kind is cst.Try:
            found = node is around.body and any(map(_catches, around.handlers))
        node = around
    known.update(dict.fromkeys(passed, found))
    return found


def _asks(test):
    text = cst.Module([]).code_for_node(test)
    return any(word in text for word in ASKS)


def _catches(handler):
    text = cst.Module([]).code_for_node(handler.type) if handler.type else 'Exception'
    return any(word in text for word in CATCHES)


def _gone(name, context):
    """What is known of a name, unless NumPy's rule has dealt with it or the user has such a module."""
    gone = dropped.find(name)
    if gone is None or numpy_names.concerns(gone.name) or _is_of_user(gone.name.partition('.')[0], context):
        return None
    return gone


def _is_of_user(root, context):
    folder = pathlib.Path(context.file.partition(':')[0]).parent
    return any(_has(parent, root) for parent in [folder, *folder.parents][:MOST_FOLDERS])


@functools.lru_cache(maxsize=4096)
def _has(folder, root):
    return (folder / f'{root}.py').is_file() or (folder / root / '__init__.py').is_file()


def _report(node, gone, context):
    """Says that a name is gone; where this Python still has it, that others do not."""
    say = context.note if gone.is_here else context.blocker
    say(node, gone.what, gone.advice)


def _replaced(original, updated, gone, behind, context):
    """The expression with what is gone in it replaced; `behind` is the number of attributes behind that."""
    if behind:
        if type(updated) is not cst.Attribute or type(original) is not cst.Attribute:
            return updated
        return updated.with_changes(value=_replaced(original.value, updated.value, gone, behind - 1, context))
    near = _near(gone.place, original, updated, context)
    text = '' if near else _text_of(gone, original, context)
    if not text and not near:
        _report(original, gone, context)
        return updated
    context.changed(original, f'{gone.what}; it is {gone.place or "in " + gone.helper.partition(":")[0]} now')
    if near:
        return near
    if not text.startswith('.'):
        return expression(text)
    *modules, last = text[1:].split('.')
    for module in modules:
        updated = updated.with_changes(value=cst.Attribute(updated.value, cst.Name(module)))
    return updated.with_changes(attr=cst.Name(last))


def _near(place, original, updated, context):
    """What is gone from an expression's module, in a module that this one lies in: `np.pad` for `np.lib.pad`."""
    module, _, last = place.rpartition('.')
    while module and type(original) is cst.Attribute and type(updated) is cst.Attribute:
        original, updated = original.value, updated.value
        if context.names.of(original) == module:
            return cst.Attribute(updated, cst.Name(last))
    return None


def _text_of(gone, original, context):
    """How the code reaches what is gone: `.NAME` in the same module; '' for not at all."""
    if gone.place:
        module, _, last = gone.place.rpartition('.')
        if module == 'builtins':
            return last if context.names.is_built_in(last, original) else ''
        if not module:
            return context.header.module(last)
        parent = gone.name.rpartition('.')[0]
        if module == parent or parent in LOADED and module.startswith(f'{parent}.'):
            return gone.place[len(parent) :]
        if gone.place in MODULES:
            return context.header.module(gone.place)
        return f'{context.header.module(module)}.{last}'
    if gone.helper and context.options.target == COMPAT:
        module, _, last = gone.helper.partition(':')
        return context.header.helper(module, last)
    return ''


# Modules that load those below them.
LOADED = ('collections', 'scipy.signal')
# Places that are modules.
MODULES = frozenset(
    [
        'collections.abc',
        'html.entities',
        'html.parser',
        'http.client',
        'http.cookiejar',
        'http.cookies',
        'http.server',
        'tkinter.ttk',
        'tkinter.filedialog',
        'tkinter.messagebox',
        'urllib.parse',
        'urllib.robotparser',
        'xmlrpc.client',
    ]
)


def _import(original, updated, context):
    """`import cPickle as pickle` becomes `import pickle`; what has no place is reported."""
    aliases, changed = [], False
    for before, alias in zip(original.names, updated.names, strict=True):
        name = dotted(before.name)
        gone = _gone(name, context)
        if gone is None or _is_caught(original, context) or is_asked_for(original, context):
            aliases.append(alias)
            continue
        bound = before.asname.name.value if before.asname else ''
        place = _module_in_place(name, bound, context)
        if not place:
            _report(original, gone, context)
            aliases.append(alias)
            continue
        changed = True
        context.changed(original, f'{gone.what}; it is {place} now')
        keeps_root = not bound and place.partition('.')[0] == name.partition('.')[0]
        bound = bound or ('' if keeps_root else name.partition('.')[0])
        text = f'import {place}' + (f' as {bound}' if bound and bound != place else '')
        new = cst.ensure_type(statement(text), cst.Import)
        aliases.append(new.names[0].with_changes(comma=alias.comma))
    return updated.with_changes(names=aliases) if changed else updated


def _star(original, updated, context):
    """`from scipy.stats.stats import *` takes the module that has the names today."""
    module = dotted(original.module) if original.module and not original.relative else ''
    gone = _gone(module, context) if module else None
    if gone is None or _is_caught(original, context) or is_asked_for(original, context):
        return updated
    place = dropped.place_of_module(module, frozenset())
    if not place:
        _report(original, gone, context)
        return updated
    context.changed(original, f'{gone.what}; it is {place} now')
    return updated.with_changes(module=expression(place))


def _module_in_place(name, bound, context):
    """The module that stands in for one that is gone, as it is used here."""
    gone = dropped.find(name)
    if gone and gone.place:
        return gone.place + name[len(gone.name) :]
    prefix = f'{name}.'
    found = {context.names.of(node) or '' for node in context.names.attributes()}
    used = frozenset(one[len(prefix) :].partition('.')[0] for one in found if one.startswith(prefix))
    helpers = {dropped.find(prefix + one) for one in used}
    if not bound and all(one and (one.place or one.helper) for one in helpers):
        root = name.partition('.')[0]  # its uses say what they need
        first = next((one.place.rpartition('.')[0] for one in helpers if one and one.place), '')
        return dropped.place_of_module(name, frozenset()) or (first if dropped.find(root) else root)
    return dropped.place_of_module(name, used)


def _is_caught(node, context):
    return context.names.may_fail(node, lambda name: dropped.find(name) is None)


def _keywords(original, updated, context):
    name = context.names.of(original.func) or ''
    if is_histogram(original) and not name and 'matplotlib' in context.libraries:
        name = 'matplotlib.pyplot.hist'
    if name in CALLS and not is_asked_for(original, context):
        return CALLS[name](original, updated, context)
    renamed, arguments = remedies.KEYWORDS.get(name, {}), []
    lost = [one for one in dropped.lost_parameters(name) if one not in renamed]
    for argument in updated.args if renamed or lost else ():
        keyword = argument.keyword.value if argument.keyword else ''
        if keyword in renamed:
            place = renamed[keyword]
            became = f'is {place} now' if place else 'is left out, it did nothing'
            context.changed(original, f'{name}: {keyword} {became}')
            if not place:
                continue
            argument = argument.with_changes(keyword=cst.Name(place))
        elif keyword in lost and not is_asked_for(original, context):
            library = name.partition('.')[0]
            since = f'{dropped.TITLES.get(library, library)} {dropped.newest_version(library)}'
            context.blocker(original, f'{name} takes no {keyword} in {since}', f'leave {keyword} out, or say it anew')
        arguments.append(argument)
    if renamed and arguments and len(arguments) < len(updated.args):
        arguments[-1] = arguments[-1].with_changes(comma=cst.MaybeSentinel.DEFAULT)
    return updated.with_changes(args=arguments) if renamed else updated


def _yaml_load(original, updated, context):
    """`yaml.load(text)` was `yaml.load(text, Loader=yaml.Loader)`."""
    if len(updated.args) != 1 or type(updated.func) is not cst.Attribute:
        return updated
    context.changed(original, 'yaml.load has to be told its loader; it was unsafe_load')
    return updated.with_changes(func=updated.func.with_changes(attr=cst.Name('unsafe_load')))


def _mode(original, updated, context):
    """`scipy.stats.mode(x)` kept the axis along which it counts."""
    if len(updated.args) > 2 or any(
        one.star or one.keyword and one.keyword.value == 'keepdims' for one in updated.args
    ):
        return updated
    if any(isinstance(one.value, cst.Name) and one.value.value == 'None' for one in updated.args):
        context.note(original, 'scipy.stats.mode gives no array for axis=None since SciPy 1.11', 'take no [0] of that')
        return updated
    context.changed(original, 'scipy.stats.mode keeps no axis by itself since SciPy 1.11')
    space = cst.Comma(whitespace_after=cst.SimpleWhitespace(' '))
    arguments = [*updated.args[:-1], updated.args[-1].with_changes(comma=space)]
    return updated.with_changes(args=[*arguments, with_keyword(cst.Arg(cst.Name('True')), 'keepdims')])


def _h5_file(original, updated, context):
    """`h5py.File(path)` is only read by itself; what is written to was opened, or made, to be written."""
    if len(updated.args) != 1 or updated.args[0].star or not _is_written(original, context):
        return updated
    context.changed(original, 'h5py.File only reads by itself since h5py 3.0; it was made, or opened to be written')
    space = cst.Comma(whitespace_after=cst.SimpleWhitespace(' '))
    first = updated.args[0].with_changes(comma=space)
    return updated.with_changes(args=[first, cst.Arg(cst.SimpleString("'a'"))])


def _is_written(call, context):
    if re.search(rb'\.(?:create|require)_(?:dataset|group)\(', context.before):
        return True
    stores = (context.names.around(use.around) for use in context.names.flows.uses(call))
    return any(isinstance(one, (cst.AssignTarget, cst.Del)) for one in stores)


def _style(original, updated, context):
    """Matplotlib's styles of seaborn go by another name since 3.6."""
    text = text_of(updated.args[0].value) if len(updated.args) == 1 else None
    new = remedies.style(text)
    if new == text:
        return updated
    context.changed(original, f'the style {text} is {new} since Matplotlib 3.6')
    return updated.with_changes(args=[updated.args[0].with_changes(value=cst.SimpleString(repr(new)))])


CALLS = {
    'h5py.File': _h5_file,
    'matplotlib.pyplot.style.use': _style,
    'matplotlib.style.use': _style,
    'scipy.stats.mode': _mode,
    'yaml.load': _yaml_load,
}


def is_histogram(node: cst.CSTNode) -> bool:
    """Whether a node is `axes.hist(x, normed=True)`."""
    if not isinstance(node, cst.Call) or not isinstance(node.func, cst.Attribute) or node.func.attr.value != 'hist':
        return False
    return any(one.keyword and one.keyword.value == 'normed' for one in node.args)


def _to_bytes(original, updated, context):
    """`x.tostring()` of arrays and images is `x.tobytes()` now; nothing else has such a method without arguments."""
    if not is_to_string(original) or context.names.of(original.func.value):
        return updated
    context.changed(original, 'tostring() is gone; it is tobytes() now')
    return updated.with_changes(func=updated.func.with_changes(attr=cst.Name('tobytes')))


def is_to_string(node: cst.CSTNode) -> bool:
    """Whether a node is `x.tostring()`."""
    if type(node) is not cst.Call or type(node.func) is not cst.Attribute:
        return False
    return not node.args and node.func.attr.value == 'tostring'


def imported(node: cst.ImportFrom, module: str, context: Context) -> list[cst.BaseSmallStatement] | None:
    """What `from collections import Counter, Mapping` becomes; None where it stays."""
    if isinstance(node.names, cst.ImportStar) or _is_caught(node, context) or is_asked_for(node, context):
        return None
    stays, lines = [], []
    for alias in node.names:
        name, bound = f'{module}.{dotted(alias.name)}', bound_name(alias)
        line = _line(node, name, bound, context)
        if line is None:
            stays.append(alias)
        else:
            lines += [statement(line)] if line else []
    if len(stays) == len(node.names):
        return None
    context.changed(node, f'import from {module} of what is elsewhere now')
    if stays:
        stays[-1] = stays[-1].with_changes(comma=cst.MaybeSentinel.DEFAULT)
        lines.insert(0, node.with_changes(names=stays))
    return lines


def _line(node, name, bound, context):
    """The statement that binds what is gone; '' for none is needed, None where the import stays as it is."""
    place = numpy_names.place(name)
    gone = None if place else _gone(name, context)
    if gone is not None:
        place = gone.place and gone.place + name[len(gone.name) :]
        if not place and gone.helper and context.options.target == COMPAT:
            module, _, last = gone.helper.partition(':')
            return _from(module, last, bound) if last else _module(module, bound)
        if not place and gone.name == name:
            stands_in = _module_in_place(name, bound, context)
            if stands_in:
                return _module(stands_in, bound)
        if not place:
            _report(node, gone, context)
    if not place:
        return None
    module, _, last = place.rpartition('.')
    if module == 'builtins':
        return '' if last == bound else f'{bound} = {last}'
    return _module(place, bound) if not module or place in MODULES else _from(module, last, bound)


def _module(name, bound):
    return f'import {name}' + (f' as {bound}' if bound != name else '')


def _from(module, name, bound):
    return f'from {module} import {name}' + (f' as {bound}' if bound != name else '')
