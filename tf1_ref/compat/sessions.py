"""Sessions in which Grappler, TensorFlow's graph optimizer, does only what leaves every number as it is.

With all of it, one of the scripts that were measured differed from TensorFlow 1.15.5 by 1.6e-3, without it by 1e-6: its
arithmetic optimizer, which is not 1.15's any more, makes sums and products in another order. What makes steps faster is
the optimizer of control dependencies; it computes nothing otherwise, and stays (`tests/benchmarks/grappler.py`).
"""

from __future__ import annotations

import contextlib

from tensorflow.core.protobuf import config_pb2, rewriter_config_pb2
from tensorflow.python.client import session

from tf1_ref.compat.process import swapping

_made_with_grappler = session.BaseSession.__init__
_Config = rewriter_config_pb2.RewriterConfig
STAYS = 'dependency_optimization'


def grappler(on: bool) -> contextlib.ExitStack:
    """Sessions have all of Grappler, or of it what changes no number; a config that chooses for itself is left alone.

    How often it goes over a graph is no such choice: an Estimator that is given no config says so.

    Args:
        on: whether they have all of it.

    Returns:
        A context, behind which it is as before; without one, it stays so.
    """
    return swapping.swapped(session.BaseSession, __init__=_made_with_grappler if on else _make)


def _make(self, target='', graph=None, config=None):
    if config is None or (isinstance(config, config_pb2.ConfigProto) and not _chooses(config)):
        own = config_pb2.ConfigProto()
        if config is not None:
            own.CopyFrom(config)
        own.graph_options.rewrite_options.MergeFrom(without_optimizers())
        setattr(own.graph_options.rewrite_options, STAYS, _Config.ON)
        config = own
    _made_with_grappler(self, target, graph, config)


def without_optimizers() -> _Config:
    """All of Grappler's optimizers that can be told to be off, off."""
    found = _Config(memory_optimization=_Config.NO_MEM_OPT)
    for field in _Config.DESCRIPTOR.fields:
        if field.enum_type is not None and field.enum_type.name == 'Toggle':
            setattr(found, field.name, _Config.OFF)
    return found


def _chooses(config):
    chosen = config.graph_options.rewrite_options.ListFields()
    return any(field.name != 'meta_optimizer_iterations' for field, _ in chosen)
