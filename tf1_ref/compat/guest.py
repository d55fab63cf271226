"""TensorFlow 1 as a guest in a process that goes on afterwards with the TensorFlow that it had.

`as_guest` turns v2 behaviour off and gives fresh default graphs; behind it TensorFlow's switches, stacks, seeds, log
level and flags are what they were before. What only adds names (`tf1_ref.compat.names.inner`) stays.
"""

from __future__ import annotations

import contextlib
import sys
import threading
import weakref

import tensorflow.compat.v1 as tf1
from absl import flags
from tensorflow.python import tf2
from tensorflow.python.client import session
from tensorflow.python.compat import v2_compat
from tensorflow.python.eager import context
from tensorflow.python.framework import ops, stack, tensor, tensor_shape
from tensorflow.python.ops import control_flow_util, resource_variables_toggle

from tf1_ref.compat.process import swapping

# Module-level switches of TensorFlow: where, and the attribute.
SWITCHES = (
    (context, 'default_execution_mode'),
    (tensor_shape, '_TENSORSHAPE_V2_OVERRIDE'),
    (resource_variables_toggle, '_DEFAULT_USE_RESOURCE'),
    (tensor.Tensor, '_USE_EQUALITY'),
    (control_flow_util, 'ENABLE_CONTROL_FLOW_V2'),
    (ops._default_graph_stack, '_global_default_graph'),
    (session.InteractiveSession, '_active_session_count'),
)
# What makes the contexts that change a thread's mode, default graph or default session.
CONTEXTS = (
    (context.Context, '_mode'),
    (stack.DefaultStack, 'get_controller'),
    (ops._DefaultGraphStack, 'get_controller'),
)
# Flags that belong to libraries, not to a program.
LIBRARY_FLAGS = ('absl.', 'tensorflow.')


@contextlib.contextmanager
def as_guest(seeds: str = 'tf1', grappler: bool = False):
    """Runs what is within as TensorFlow 1, and leaves TensorFlow as it was.

    Args:
        seeds: whose op seeds the graphs made within have: 'tf1' or 'tf2'.
        grappler: whether sessions made within have TensorFlow's graph optimizer.
    """
    with contextlib.ExitStack() as undo:
        undo.callback(_restore_behavior, tf2.enabled(), _is_eager())
        for owner, name in SWITCHES:
            undo.enter_context(swapping.kept(owner, name))
        undo.callback(_restore_stacks, [list(default_stack.stack) for default_stack in _stacks()])
        undo.callback(tf1.logging.set_verbosity, tf1.logging.get_verbosity())
        undo.callback(_restore_flags, *_take_flags())
        ops._default_graph_stack._global_default_graph = None
        session.InteractiveSession._active_session_count = 0
        for default_stack in _stacks():
            default_stack.stack.clear()
        door_is_new = 'tf1_ref.compat.tf' not in sys.modules
        ops.disable_eager_execution()  # the door refuses a TensorFlow that works eagerly
        from tf1_ref.compat import sessions, tf
        from tf1_ref.compat.built import seeds as op_seeds

        tf._turn_v2_behavior_off()
        if door_is_new:
            undo.callback(op_seeds.uninstall)
        undo.enter_context(op_seeds.of_new_graphs(seeds))
        undo.enter_context(sessions.grappler(grappler))
        undo.enter_context(_left_contexts_closed())
        yield


def _stacks():
    return ops._default_graph_stack, stack._default_session_stack


def _restore_stacks(saved):
    for default_stack, entries in zip(_stacks(), saved, strict=True):
        default_stack.stack[:] = entries


@contextlib.contextmanager
def _left_contexts_closed():
    """Closes the contexts of TensorFlow that are entered within and left open, as `tf.Session().__enter__()` does.

    They would close when the last reference to them goes, long after: and put back then what was there within, graph
    mode among it. The sessions that they are of stay open, since who gets them may want them.
    """
    opened: weakref.WeakSet = weakref.WeakSet()
    here = threading.get_ident()
    eager = context.context_safe()
    switches = eager and list(eager.context_switches.stack)

    def noted(original):
        def enter(*arguments):
            manager = original(*arguments)
            if threading.get_ident() == here:
                opened.add(manager.gen)
            return manager

        return enter

    with contextlib.ExitStack() as undo:
        for owner, name in CONTEXTS:
            undo.enter_context(swapping.swapped(owner, **{name: noted(getattr(owner, name))}))
        try:
            yield
        finally:
            _close(opened)
            if eager:
                eager.context_switches.stack[:] = switches


def _close(generators):
    for default_stack in _stacks():
        default_stack.stack.clear()  # they would look for themselves there
    for generator in list(generators):
        with contextlib.suppress(Exception):
            generator.close()


def _is_eager():
    eager = context.context_safe()
    return eager and eager._thread_local_data.is_eager


def _restore_behavior(v2_was_enabled, was_eager):
    (tf2.enable if v2_was_enabled else tf2.disable)()
    for name in v2_compat._DATA_V2_CALLBACKS.list():
        v2_compat._DATA_V2_CALLBACKS.lookup(name)()
    eager = context.context_safe()
    if eager is not None:
        eager._thread_local_data.is_eager = (
            context.default_execution_mode == context.EAGER_MODE if was_eager is None else was_eager
        )


def _take_flags():
    """Makes room for a program that defines flags of its own; returns what `_restore_flags` needs."""
    state = vars(flags.FLAGS)
    saved = {key: _copied(value) for key, value in state.items()}
    values = [(flag, dict(vars(flag))) for flag in state['__flags'].values()]
    for name in list(flags.FLAGS):
        if not str(flags.FLAGS.find_module_defining_flag(name)).startswith(LIBRARY_FLAGS):
            delattr(flags.FLAGS, name)
    state['__flags_parsed'] = False
    return saved, values


def _restore_flags(saved, values):
    state = vars(flags.FLAGS)
    state.clear()
    state.update(saved)
    for flag, attributes in values:
        vars(flag).clear()
        vars(flag).update(attributes)


def _copied(value):
    if isinstance(value, dict):
        return {key: list(entries) if isinstance(entries, list) else entries for key, entries in value.items()}
    return value.copy() if isinstance(value, (list, set)) else value
