"""Sessions without Grappler, TensorFlow's graph optimizer, whose rewriting since 1.15 changes how numbers are rounded.

With it, one of the scripts that were measured differed from the genuine article by 1.6e-3, without it by 1e-6. The
first step comes sooner without it, and the later ones take about a tenth longer.
"""

from __future__ import annotations

import contextlib

from tensorflow.core.protobuf import config_pb2
from tensorflow.python.client import session

from tf1_ref.compat.process import swapping

_made_with_grappler = session.BaseSession.__init__


def grappler(on: bool) -> contextlib.ExitStack:
    """Sessions have Grappler, or have it not; a config that chooses for itself what it does is left alone.

    How often it goes over a graph is no such choice: an Estimator that is given no config says so.

    Args:
        on: whether they have it.

    Returns:
        A context, behind which it is as before; without one, it stays so.
    """
    return swapping.swapped(session.BaseSession, __init__=_made_with_grappler if on else _make)


def _make(self, target='', graph=None, config=None):
    if config is None or (isinstance(config, config_pb2.ConfigProto) and not _chooses(config)):
        own = config_pb2.ConfigProto()
        if config is not None:
            own.CopyFrom(config)
        own.graph_options.rewrite_options.disable_meta_optimizer = True
        config = own
    _made_with_grappler(self, target, graph, config)


def _chooses(config):
    chosen = config.graph_options.rewrite_options.ListFields()
    return any(field.name != 'meta_optimizer_iterations' for field, _ in chosen)
