"""TensorFlow 1 as a guest in a process that goes on afterwards with the TensorFlow that it had.

`as_guest` turns v2 behaviour off and gives fresh default graphs; behind it TensorFlow's switches, stacks, seeds, log
level and flags are what they were before. What only adds names (`tf1_ref.compat.names.inner`) stays.
"""

from __future__ import annotations

import contextlib
import gc
import inspect
import sys
import types
from collections.abc import Iterator

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
# Flags that belong to libraries, not to a program.
LIBRARY_FLAGS = ('absl.', 'tensorflow.')


@contextlib.contextmanager
def as_guest(seeds: str = 'tf1', grappler: bool = False, own_flags: bool = True) -> Iterator[None]:
    """Runs what is within as TensorFlow 1, and leaves TensorFlow as it was.

    Args:
        seeds: whose op seeds the graphs made within have: 'tf1' or 'tf2'.
        grappler: whether sessions made within have TensorFlow's graph optimizer.
        own_flags: whether what runs within defines absl flags of its own; those of the process are hidden meanwhile.
    """
    # Made here, if it was not: made within, it would never learn that the process works eagerly.
    was_eager = context.context()._thread_local_data.is_eager
    with contextlib.ExitStack() as undo:
        undo.callback(_restore_behavior, tf2.enabled(), was_eager)
        for owner, name in SWITCHES:
            undo.enter_context(swapping.kept(owner, name))
        undo.callback(_restore_stacks, [list(default_stack.stack) for default_stack in _stacks()])
        undo.callback(tf1.logging.set_verbosity, tf1.logging.get_verbosity())
        if own_flags:
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
        undo.callback(_close_what_was_left_open, list(context.context().context_switches.stack))
        yield


def _stacks():
    return ops._default_graph_stack, stack._default_session_stack


def _restore_stacks(saved):
    for default_stack, entries in zip(_stacks(), saved, strict=True):
        default_stack.stack[:] = entries


def _close_what_was_left_open(switches):
    """Closes the contexts of graphs and sessions that were entered and left open, as by `tf.Session().__enter__()`.

    They would close when the last reference to them goes, long after: and put back then what there was within, graph
    mode among it. The sessions stay open, since who gets them may want them. Nobody holds these contexts for us, and to
    note each when it is entered would have our Python run in a program's steps: so they are looked for at the end, if
    there are any.

    Args:
        switches: this thread's stack of context switches, as it was.
    """
    left = {id(entry) for default_stack in _stacks() for entry in default_stack.stack}
    codes = {inspect.unwrap(type(one).get_controller).__code__ for one in _stacks()}
    generators = [one for one in gc.get_objects() if isinstance(one, types.GeneratorType)] if left else []
    for default_stack in _stacks():
        default_stack.stack.clear()  # they would look for themselves there
    for generator in generators:
        if generator.gi_code in codes and generator.gi_frame and id(generator.gi_frame.f_locals['default']) in left:
            with contextlib.suppress(Exception):
                generator.close()
    context.context().context_switches.stack[:] = switches


def _restore_behavior(v2_was_enabled, was_eager):
    (tf2.enable if v2_was_enabled else tf2.disable)()
    for name in v2_compat._DATA_V2_CALLBACKS.list():
        v2_compat._DATA_V2_CALLBACKS.lookup(name)()
    context.context()._thread_local_data.is_eager = was_eager


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
