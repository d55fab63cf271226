"""Writes the public names of modules, as the Python that runs this has them; started by `generate_names`.

Runs under every Python from 2.7 on, so it is written for all of them.

  python walk_public.py walk OUT.json scipy sklearn ...     # libraries, with all that lies in them
  python walk_public.py walk OUT.json --python              # Python's own library
  python walk_public.py lacking OUT.json NAMES.json         # which of these dotted names cannot be had
  python walk_public.py members OUT.json NAMES.json         # the members of these classes
  python walk_public.py versions OUT.json NAMES.json        # the versions of these libraries
"""

from __future__ import print_function

import ast
import importlib
import inspect
import json
import os
import pkgutil
import sys
import types
import warnings

# Not public, or of no use here, or not to be imported: some of them end the program, or open a window.
SKIPPED = 'test tests testing conftest setup idlelib lib2to3 antigravity this turtledemo __main__'.split()


def walk(roots):
    """What `generate_names` compares: versions, and by dotted name what `_entry` says."""
    names = {}
    for root in _python_s_own() if roots == ['--python'] else roots:
        for module in _modules(root):
            names.update(_public(module, root))
    versions = {root: getattr(sys.modules.get(root), '__version__', None) for root in roots}
    versions = {root: version for root, version in versions.items() if version}
    return {'python': '%d.%d' % sys.version_info[:2], 'versions': versions, 'names': names}


def lacking(names):
    """The names that cannot be had: by import, or as an attribute of what can."""
    return [name for name in names if _had(name) is NOT_THERE]


def members(names):
    """The members of the classes among names, as `walk` gives them."""
    classes = [(name, _had(name)) for name in names]
    return {name: _had_by(found, _members(found)) for name, found in classes if isinstance(found, type)}


def _had_by(found, listed):
    """What objects of a class have of its members: NumPy 2.0 left some behind that only raise an AttributeError."""
    import numpy

    for base, one in ((numpy.ndarray, numpy.zeros((1, 1))), (numpy.generic, numpy.float64(0))):
        if issubclass(found, base):
            others = [kind for kind in inspect.getmro(found) if kind is not base]
            listed = [name for name in listed if hasattr(one, name) or any(name in vars(kind) for kind in others)]
    return listed


def versions(roots):
    """The versions of libraries."""
    return {root: getattr(_had(root), '__version__', None) for root in roots}


NOT_THERE = object()


def _had(name):
    """What a dotted name stands for; `NOT_THERE` if it cannot be had."""
    parts, found = name.split('.'), None
    for index, part in enumerate(parts):
        try:
            found = getattr(found, part) if index else importlib.import_module(part)
        except Exception:
            try:
                found = importlib.import_module('.'.join(parts[: index + 1]))
            except Exception:
                return NOT_THERE
    return found


def _python_s_own():
    folder = os.path.dirname(os.__file__)
    names = {name for _, name, _ in pkgutil.iter_modules([folder, os.path.join(folder, 'lib-dynload')])}
    return sorted(name for name in names | set(sys.builtin_module_names) if name[0] != '_' and name not in SKIPPED)


def _modules(name):
    """A module and all that lie in it, as far as they can be imported."""
    try:
        module = importlib.import_module(name)
    except BaseException:  # SystemExit too
        return
    yield module
    for _, inner, _ in pkgutil.iter_modules(getattr(module, '__path__', ())):
        if inner[0] != '_' and inner not in SKIPPED:
            for found in _modules('%s.%s' % (name, inner)):
                yield found


def _public(module, root):
    found = {module.__name__: 'module'}
    listed = set(getattr(module, '__all__', None) or ())
    for name in listed | set(dir(module)):
        dotted = '%s.%s' % (module.__name__, name)
        if name[:1] == '_':
            continue
        try:
            value = getattr(module, name)
            if not isinstance(value, types.ModuleType):
                found[dotted] = _entry(value, name in listed or _is_defined_in(module, value))
            elif value.__name__ == dotted:
                found[dotted] = 'module'
        except Exception:  # it stands for something that is not installed
            continue
    return found


def _entry(value, own):
    """What tells whether two names are the same object; whether it is the module's own; its parameters, if told.

    Of a class also its members.
    """
    is_one = isinstance(value, (type, types.FunctionType, types.BuiltinFunctionType)) or hasattr(value, '__name__')
    members = _members(value) if own and isinstance(value, type) else None
    return [id(value) if is_one else 0, own, _parameters(value) if own else None, members]


def _members(kind):
    """The public names that objects of a class have: those of the class, and those that its methods give to `self`."""
    found = set(dir(kind))
    for one in inspect.getmro(kind):
        found.update(_given_to_self(one.__module__).get(one.__name__, ()))
    return sorted(name for name in found if name[0] != '_')


known = {}  # what `_given_to_self` has found


def _given_to_self(module):
    """Maps the classes of a module to what their methods assign to `self`, as far as there is a source."""
    if module not in known:
        known[module] = {}
        try:
            with open(inspect.getsourcefile(sys.modules[module]), 'rb') as file:
                tree = ast.parse(file.read())
        except Exception:
            return known[module]
        for kind in ast.walk(tree):
            if isinstance(kind, ast.ClassDef):
                known[module][kind.name] = {
                    node.attr
                    for node in ast.walk(kind)
                    if isinstance(node, ast.Attribute)
                    and isinstance(node.ctx, ast.Store)
                    and isinstance(node.value, ast.Name)
                    and node.value.id == 'self'
                }
    return known[module]


def _is_defined_in(module, value):
    """Whether it is from the module, or from a part of it that is hidden in the same package."""
    made_in = getattr(value, '__module__', None)
    if not isinstance(made_in, str):
        return module.__name__.count('.') == 0 or made_in is None and not hasattr(module, '__path__')
    here = module.__name__
    return made_in == here or made_in.startswith(here + '.') or made_in.replace('._', '.') == here


def _parameters(value):
    """The names of the parameters that can be given as keywords; None where they cannot be told, or all can."""
    kinds = (type, types.FunctionType, types.BuiltinFunctionType)  # asking others has crashed a Python
    if not hasattr(inspect, 'signature') or not (isinstance(value, kinds) or '__wrapped__' in dir(value)):
        return None
    try:
        outer = inspect.signature(value, follow_wrapped=False).parameters.values()
        if any(one.kind == one.VAR_KEYWORD for one in outer):
            return None
        inner = inspect.signature(value).parameters.values()
    except Exception:
        return None
    return [one.name for one in inner if one.kind in (one.POSITIONAL_OR_KEYWORD, one.KEYWORD_ONLY)]


if __name__ == '__main__':
    warnings.simplefilter('ignore')
    os.environ['MPLBACKEND'] = 'agg'
    stdout, sys.stdout = sys.stdout, open(os.devnull, 'w')
    if sys.argv[1] == 'walk':
        result = walk(sys.argv[3:])
    else:
        with open(sys.argv[3]) as asked:
            result = {'lacking': lacking, 'members': members, 'versions': versions}[sys.argv[1]](json.load(asked))
    with open(sys.argv[2], 'w') as out:
        json.dump(result, out)
