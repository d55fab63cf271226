"""Names that TensorFlow 2 moved out of modules of `tensorflow.python`, given back to them.

The deck's BatchNorm says `from tensorflow.python.ops import control_flow_ops` and calls `control_flow_ops.cond`;
tf_slim asks `framework.ops` for `Tensor`.
"""

from __future__ import annotations

import sys
import types

import tensorflow.compat.v1 as tf1
import tensorflow.compat.v2 as tf2
from tensorflow.python.framework import ops
from tensorflow.python.ops import array_ops, control_flow_ops, variable_scope
from tensorflow.python.util import nest

from tf1_ref.compat.names import lazy, unsupported
from tf1_ref.compat.names.moved_names import GONE, MOVED

ROOT = 'tensorflow.python.'
CONTROL_FLOW_OPS = {
    'Assert': tf1.Assert,
    'case': tf1.case,
    'case_v2': tf2.case,
    'cond': tf1.cond,
    'cond_for_tf_v2': tf2.cond,
    'switch_case': tf1.switch_case,
    'while_loop': tf1.while_loop,
    'while_loop_v2': tf2.while_loop,
}
OPS = {'IndexedSlices': tf1.IndexedSlices, 'Tensor': tf1.Tensor}
ARRAY_OPS = {'stack': tf1.stack, 'unstack': tf1.unstack}
NEST = {'is_sequence': nest.is_nested}
VARIABLE_SCOPE = {'variable': tf1.Variable}
MODULES = (
    (array_ops, ARRAY_OPS),
    (control_flow_ops, CONTROL_FLOW_OPS),
    (nest, NEST),
    (ops, OPS),
    (variable_scope, VARIABLE_SCOPE),
)


def give_back() -> None:
    """Adds the moved names to their modules; a name that is still there stays as it is."""
    for module, names in MODULES:
        for name, value in names.items():
            if not hasattr(module, name):
                setattr(module, name, value)
    for name in {*MOVED, *GONE}:
        if ROOT + name in sys.modules:
            lend(sys.modules[ROOT + name])


def lend(module: types.ModuleType) -> types.ModuleType:
    """Lets an inner module answer with what `moved_names` says; each name is fetched when it is first asked for.

    Args:
        module: one of TensorFlow's; other modules stay as they are.

    Returns:
        The module.
    """
    path = module.__name__.removeprefix(ROOT)
    moved, gone = lazy.names(MOVED.get(path, {})), GONE.get(path, '').split()
    before = vars(module).get('__getattr__')
    if not (moved or gone) or getattr(before, 'lends', False):
        return module

    def __getattr__(name):
        if name in moved:
            found = lazy.fetch(*moved[name])
            setattr(module, name, found)
            return found
        if name in gone:
            raise unsupported.Unsupported(module.__name__ + '.' + name, 'TensorFlow 2 has dropped it')
        if before is not None:
            return before(name)
        raise AttributeError(f'module {module.__name__!r} has no attribute {name!r}')

    __getattr__.lends = True  # type: ignore[attr-defined]  # a mark on the function, asked for above
    vars(module)['__getattr__'] = __getattr__
    return module
